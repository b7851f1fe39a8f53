"""A pretend guild and an ordinary discord.py bot in it, for the tests of sandbox/discord."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord
import yarl
from aiohttp import web
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.discord.app import add_routes
from sandbox.discord.permissions import P
from sandbox.discord.world import DiscordWorld

SPEC = Path(__file__).parents[1] / "specs" / "discord.json"
BOT_RIGHTS = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.READ_MESSAGE_HISTORY
    | P.MANAGE_ROLES
    | P.MANAGE_NICKNAMES
    | P.CREATE_INSTANT_INVITE
    | P.VIEW_AUDIT_LOG
)


class RealClock:
    """The real time, shifted by whatever a test adds."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.ahead, UTC)

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@dataclass
class House:
    """The pretend guild: one owner, one pilot, a channel, roles below, beside and above the bot."""

    world: DiscordWorld
    clock: RealClock
    url: str
    owner: str
    pilot: str
    guild: str
    channel: str
    staff_channel: str
    bot_role: str
    member_role: str
    high_role: str
    managed_role: str

    @property
    def api(self) -> str:
        return f"{self.url}/api/v10"

    @asynccontextmanager
    async def http(self, *, authorization: str | None = None) -> AsyncIterator[aiohttp.ClientSession]:
        """A plain client with the bot's token, or another credential ("" for none)."""
        given = f"Bot {self.world.token}" if authorization is None else authorization
        async with aiohttp.ClientSession(headers={"Authorization": given} if given else {}) as session:
            yield session

    async def rest(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """One REST call as the bot."""
        async with (
            self.http() as http,
            http.request(method, self.api + path, json=body, headers=headers) as answer,
        ):
            return answer.status, await answer.json() if answer.status != 204 else None


def build(**options: Any) -> House:
    """The house without a server."""
    clock = RealClock()
    world = DiscordWorld(clock, random.Random(1), **options)
    owner, pilot = world.create_user("owner"), world.create_user("pilot", global_name="Pilot One")
    guild = world.create_guild("Test Alliance", owner)
    bot_role = world.create_role(
        guild, "concord", position=5, permissions=int(BOT_RIGHTS), bot_id=world.client_id
    )
    world.add_member(guild, world.client_id, [bot_role])
    world.add_member(guild, pilot)
    return House(
        world=world,
        clock=clock,
        url="",
        owner=owner,
        pilot=pilot,
        guild=guild,
        channel=world.create_channel(guild, "general"),
        staff_channel=world.create_channel(guild, "staff", {guild: (0, P.VIEW_CHANNEL)}),
        bot_role=bot_role,
        member_role=world.create_role(guild, "Member", position=2),
        high_role=world.create_role(guild, "Leadership", position=9),
        managed_role=world.create_role(guild, "Booster", position=1, managed=True),
    )


@asynccontextmanager
async def serving(house: House, *, spec: bool = True) -> AsyncIterator[House]:
    """Serve it on a free port, with discord.py pointed at it; leave without a fault of the specification."""
    if spec:
        house.world.load_spec(SPEC)
    app = web.Application()
    add_routes(app, house.world, lambda: house.url)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    house.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = house.api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(house.url.replace("http", "ws") + "/gateway")
    try:
        yield house
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        await runner.cleanup()
    assert not house.world.spec_faults, "\n".join(house.world.spec_faults)


class Bot(discord.Client):
    """An ordinary bot; what it sees by events is written down."""

    def __init__(self, intents: discord.Intents | None = None):
        default = discord.Intents(
            guilds=True,
            members=True,
            guild_messages=True,
            dm_messages=True,
            moderation=True,
            webhooks=True,
            guild_scheduled_events=True,
        )
        super().__init__(intents=intents or default)
        self._connection.guild_ready_timeout = 0.1
        self.tree = app_commands.CommandTree(self)
        self.seen: list[tuple[str, Any]] = []
        self.up = asyncio.Event()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if event in ("ready", "resumed", "member_join", "member_update", "member_remove", "message", "raw_message_edit",
                     "guild_role_create", "guild_role_delete", "guild_role_update", "audit_log_entry_create",
                     "guild_join", "guild_remove", "guild_available", "guild_unavailable",
                     "guild_channel_create", "guild_channel_delete", "guild_channel_pins_update", "webhooks_update",
                     "thread_create", "thread_update", "thread_delete", "thread_member_join", "thread_member_remove",
                     "raw_bulk_message_delete", "member_ban", "member_unban", "scheduled_event_create",
                     "scheduled_event_update", "scheduled_event_delete", "scheduled_event_user_add",
                     "scheduled_event_user_remove", "guild_channel_update", "raw_message_delete"):  # fmt: skip
            self.seen.append((event, args))
        if event == "ready":
            self.up.set()
        super().dispatch(event, *args, **kwargs)

    def saw(self, event: str) -> list[Any]:
        """The arguments of each event of this name so far."""
        return [args for name, args in self.seen if name == event]

    async def until(self, event: str, count: int = 1) -> Any:
        """Wait for the nth event of this name."""
        async with asyncio.timeout(60):
            while len(self.saw(event)) < count:
                await asyncio.sleep(0.01)
        return self.saw(event)[count - 1]


@asynccontextmanager
async def running(house: House, bot: Bot | None = None) -> AsyncIterator[Bot]:
    """Log a bot in and wait until its guild is chunked."""
    bot = bot or Bot()
    task = asyncio.create_task(bot.start(house.world.token))
    waiting = asyncio.create_task(bot.up.wait())
    try:
        await asyncio.wait({task, waiting}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        assert bot.up.is_set(), "the bot did not become ready"
        yield bot
    finally:
        waiting.cancel()
        await bot.close()
        await asyncio.gather(task, waiting, return_exceptions=True)
