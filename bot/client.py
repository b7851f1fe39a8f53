"""The Discord client: what it listens to, its cogs and commands, and a start that never gives up."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import logging
import pkgutil
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands

from bot import cards, clock
from bot.postman import Postman
from bot.rules import guilds
from bot.services.base import GatewayFigures, ServiceDown
from bot.services.discord_failures import Broken, GatewayLost, Trouble, is_theirs
from bot.services.discord_pacer import Pacer
from bot.voice import say

log = logging.getLogger(__name__)

# We never speak in voice channels: without these two lines each start warns that we could not.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

COGS = tuple(
    sorted(f"cogs.{m.name}" for m in pkgutil.iter_modules([str(Path(__file__).parent.parent / "cogs")]))
)
"""In this order: "admin" comes before those that hang subcommands under it."""
SLOW = 300.0
"""Seconds between tries when only an operator can mend what is wrong."""
MEMBERS_PATIENCE = 30.0
"""Seconds in which Discord has begun and ended to tell the members of a small guild."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the application tells the client."""

    token: str
    api_url: str = "https://discord.com/api/v10"
    gateway_url: str = "wss://gateway.discord.gg/"
    cogs: Sequence[str] = COGS
    guild_ready_timeout: float = 0.5
    first_pause: float = 1.0
    longest_pause: float = 60.0


class Tree(app_commands.CommandTree["ConcordBot"]):
    """The commands; whatever goes wrong in one is answered here."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        await cards.answer_failure(interaction, error)

    def fingerprint(self) -> str:
        """A hash of everything that Discord knows of our commands."""
        ordered = sorted(self.get_commands(), key=lambda c: (c.name, type(c).__name__))
        payload = [c.to_dict(self) for c in ordered]
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


class ConcordBot(commands.Bot):
    """One connection to Discord. A failed one is thrown away; `Discord` makes the next."""

    def __init__(self, options: Options, gateway: Discord) -> None:
        intents = discord.Intents(guilds=True, members=True, moderation=True)
        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(gateway.ask_leave)
        trace.on_request_end.append(gateway.learn)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=options.guild_ready_timeout,
            http_trace=trace,
        )
        self.options = options
        self.gateway = gateway
        self.connected = False
        self.known: set[int] = set()  # guilds all of whose members were told to us
        self._command_ids: dict[str, int] = {}
        self._one_asks = asyncio.Lock()
        self._stale: set[int] = set()  # guilds that were away: the library keeps their old members
        self._asking: set[asyncio.Task[Any]] = set()
        self._told_to_wait: dict[int, float] = {}  # guild -> seconds until its members may be asked for again
        self._connection.parsers["RATE_LIMITED"] = self._limited

    async def setup_hook(self) -> None:
        self.add_dynamic_items(cards.Press, cards.Choice)
        for name in self.options.cogs:
            try:
                module = importlib.import_module(name)
                if hasattr(module, "setup"):
                    await module.setup(self)
            except Exception as e:
                raise Broken(name) from e
        await self.sync_commands()

    async def sync_commands(self) -> bool:
        """Tell Discord our commands if they are not what it was last told; returns whether it was told."""
        assert isinstance(self.tree, Tree)
        mark = f"{self.application_id}:{self.tree.fingerprint()}"
        if await guilds.commands_told() == mark:
            return False
        try:
            await self.tree.sync()
        except (discord.HTTPException, app_commands.AppCommandError):
            log.exception("the commands could not be told to Discord; the old ones stay")
            return False
        await guilds.tell_commands(mark)
        return True

    async def command_ids(self) -> dict[str, int]:
        """Ids of our commands by name, so that they can be mentioned; asked once. Empty if Discord does not say."""
        if not self._command_ids:
            try:
                self._command_ids = {c.name: c.id for c in await self.tree.fetch_commands()}
            except discord.HTTPException:
                log.warning("Discord does not tell the ids of our commands")
        return self._command_ids

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Carry an event on; what comes after we lost the gateway is for whoever holds it now."""
        if self.gateway.may_act():
            super().dispatch(event_name, *args, **kwargs)

    async def on_connect(self) -> None:
        self.known.clear()

    async def on_ready(self) -> None:
        for guild in self.guilds:
            await self.on_guild_available(guild)
        self.connected = True
        self.gateway.is_up()
        self.dispatch("settled")

    async def on_guild_available(self, guild: discord.Guild) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._asking.add(task)
        try:
            async with self._one_asks:
                if guild.id in self._stale:
                    for member in [m for m in guild.members if m != guild.me]:
                        guild._remove_member(member)
                while (guild.id in self._stale or not guild.chunked) and not await self._ask_members(guild):
                    if wait := self._told_to_wait.pop(guild.id, 0.0):
                        log.info("Discord tells the members of %s in %.0f s", guild.id, wait)
                        await clock.sleep(wait)
            if self.get_guild(guild.id) is guild:
                self.known.add(guild.id)
                if guild.id in self._stale:
                    self._stale.discard(guild.id)
                    self.dispatch("guild_returned", guild)
        finally:
            self._asking.discard(task)

    async def _ask_members(self, guild: discord.Guild) -> bool:
        """Ask for the whole list; False if it did not come and has to be asked for again."""
        if self.get_guild(guild.id) is not guild:  # another session has begun, with a guild of its own
            return True
        try:
            async with asyncio.timeout(MEMBERS_PATIENCE + (guild.member_count or 0) / 1000):
                return bool(await guild.chunk())
        except TimeoutError:
            log.warning("the members of %s did not come; asking again", guild.id)
            self._give_up_waiting(guild.id)
            return False

    async def close(self) -> None:
        for task in self._asking:
            task.cancel()
        await super().close()

    def _limited(self, data: dict[str, Any]) -> None:
        """Discord refuses a request over the gateway: the whole list of members is told once in half a minute.

        The library knows nothing of this event and would wait for ever, so a quick restart would never be ready.
        """
        meta = data.get("meta") or {}
        if data.get("opcode") == discord.gateway.DiscordWebSocket.REQUEST_MEMBERS and "guild_id" in meta:
            guild_id = int(meta["guild_id"])
            self._told_to_wait[guild_id] = max(float(data.get("retry_after", 0.0)), 0.1)
            self._give_up_waiting(guild_id)

    def _give_up_waiting(self, guild_id: int) -> None:
        """End the library's own waiting for a list of members that will not come."""
        request = self._connection._chunk_requests.get(guild_id)
        if request is not None:
            self._connection.process_chunk_requests(guild_id, request.nonce, [], True)

    on_guild_join = on_guild_available

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        self.known.discard(guild.id)
        self._stale.add(guild.id)

    async def on_resumed(self) -> None:
        self.connected = True
        self.gateway.since = clock.now()

    async def on_disconnect(self) -> None:
        if self.connected:
            self.gateway.since = clock.now()
        self.connected = False

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        if not any(watch(after) for watch in self.gateway.watchers):
            self.dispatch("member_edited", before, after)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("fault in the event %s", event_method)


class Discord(Postman):
    """Keeps a client connected for as long as the application runs, and is what connectors see of it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.pacer = Pacer()
        self.since = clock.now()  # when we were last connected, or last lost the connection
        self.watchers: list[Callable[[discord.Member], bool]] = []
        self.bot: ConcordBot | None = None
        self.may_act: Callable[[], bool] = lambda: True
        """Whether the gateway is ours at this moment; asked before anything is sent or believed."""
        self.trouble = Trouble.STARTING
        self._closing = False
        self._up = asyncio.Event()

    async def run(self) -> None:
        """Connect, and connect again with a fresh client whenever that ends. Returns after `close`; may be run again."""
        self._closing = False
        discord.http.Route.BASE = self.options.api_url.rstrip("/")
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.options.gateway_url)
        pause = self.options.first_pause
        while not self._closing:
            began = clock.monotonic()
            self.trouble = await self._once()
            if self._closing:
                return
            if clock.monotonic() - began > 60:
                pause = self.options.first_pause
            slow = self.trouble in (Trouble.TOKEN, Trouble.INTENTS, Trouble.FAULT)
            wait = SLOW if slow else pause * random.uniform(0.8, 1.2)  # noqa: S311
            log.warning("%s; trying again in %.0f s", say("en", self.trouble.value), wait)
            until = clock.monotonic() + wait
            while not self._closing and (left := until - clock.monotonic()) > 0:
                await clock.sleep(min(left, 0.5))
            pause = min(pause * 2, self.options.longest_pause)

    async def _once(self) -> Trouble:
        """One client from birth to death; says what ended it."""
        self._up.clear()
        self.bot = ConcordBot(self.options, self)
        try:
            await self.bot.start(self.options.token)
        except discord.LoginFailure:
            return Trouble.TOKEN
        except discord.PrivilegedIntentsRequired:
            return Trouble.INTENTS
        except discord.ConnectionClosed as e:
            return Trouble.TOKEN if e.code == 4004 else Trouble.DOWN
        except Broken as e:
            log.exception("the cog %s does not come up", e)
            return Trouble.FAULT
        except Exception as e:
            if not is_theirs(e):
                log.exception("the Discord client died")
                return Trouble.FAULT
            log.info("Discord: %s: %s", type(e).__name__, e)
            return Trouble.DOWN
        finally:
            self.bot.connected = False
            await self.bot.close()
        return Trouble.DOWN

    async def close(self) -> None:
        """End the connection; `run` returns."""
        self._closing = True
        if self.bot is not None:
            await self.bot.close()
        if events := [t for t in asyncio.all_tasks() if t.get_name().startswith("discord.py:")]:
            await asyncio.wait(events, timeout=5)  # what an event began is finished while there is a database

    def is_up(self) -> None:
        self.trouble = Trouble.NONE
        self.since = clock.now()
        self._up.set()

    def ready(self) -> bool:
        """Whether we are connected and know all members of all guilds."""
        bot = self.bot
        return bot is not None and bot.connected and bot.is_ready() and self._up.is_set() and self.may_act()

    async def wait_until_ready(self) -> None:
        """Return when `ready` has become true (again)."""
        await self._up.wait()

    def guild(self, guild_id: int) -> discord.Guild | None:
        """The guild, if we are connected and know all of its members; None means: do not act."""
        if self.bot is None or not self.ready():
            return None
        return self.bot.get_guild(guild_id) if guild_id in self.bot.known else None

    @property
    def http(self) -> discord.http.HTTPClient:
        """The way to Discord for requests that the library has no method for; raises ServiceDown."""
        return self._bot().http

    def latency(self) -> float | None:
        """Seconds for a heartbeat and its answer; None while there is no connection."""
        return self.bot.latency if self.bot is not None and self.ready() else None

    def figures(self) -> GatewayFigures:
        """How the connection is doing, and what was asked of Discord since the start."""
        up = self.ready()
        return GatewayFigures(
            up,
            self.since,
            "" if up else (self.trouble or Trouble.DOWN).value,
            self.latency(),
            dict(self.pacer.calls.counts),
            self.pacer.calls.limited,
            self.pacer.figures(),
        )

    def _bot(self) -> ConcordBot:
        if self.bot is None or not self.ready():
            raise ServiceDown("Discord is not connected")
        return self.bot

    async def ask_leave(self, *_: Any) -> None:
        """Before every request: not a word to Discord from a process that holds the gateway no longer."""
        if not self.may_act():
            raise GatewayLost("another process may hold the gateway")

    async def learn(self, _session: Any, _context: Any, params: aiohttp.TraceRequestEndParams) -> None:
        """Take in what an answer of Discord says of its limits."""
        self.pacer.observe(params.method, params.url.path, params.response.status, params.response.headers)
