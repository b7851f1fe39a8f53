"""The state of the pretend Discord, in Discord's own wire shapes, and the builders that fill it."""

from __future__ import annotations

import asyncio
import copy
import random
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sandbox.discord import permissions, shapes
from sandbox.discord.errors import DiscordError
from sandbox.discord.faults import Faults
from sandbox.discord.gateway import Gateway
from sandbox.discord.interaction import Interaction, Interactions
from sandbox.discord.limits import Limits
from sandbox.discord.log import Request, RequestLog
from sandbox.discord.oauth import Grants
from sandbox.discord.people import People
from sandbox.discord.shapes import Wire

EPOCH_MS = 1_420_070_400_000
FEED_SIZE = 20_000


class Clock(Protocol):
    """The time of the sandbox; it may run ahead of the real one."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


@dataclass
class Guild:
    """One guild; roles and members by id, in wire shape."""

    id: str
    name: str
    owner_id: str
    created_at: str
    roles: dict[str, Wire] = field(default_factory=dict)
    members: dict[str, Wire] = field(default_factory=dict)
    channels: dict[str, Wire] = field(default_factory=dict)
    threads: dict[str, Wire] = field(default_factory=dict)
    thread_members: dict[str, dict[str, Wire]] = field(default_factory=dict)
    bans: dict[str, Wire] = field(default_factory=dict)
    events: dict[str, Wire] = field(default_factory=dict)
    """Scheduled events."""
    interested: dict[str, list[str]] = field(default_factory=dict)
    """Who is interested in which scheduled event, in order."""
    audit: deque[Wire] = field(default_factory=lambda: deque(maxlen=5000))


class Feed(AsyncIterator[tuple[str, Wire]]):
    """What changes, from the moment of subscribing on; a reader too slow loses the oldest, never the world."""

    def __init__(self, feeds: list[Feed]):
        self._feeds, self._items = feeds, deque[tuple[str, Wire]](maxlen=FEED_SIZE)
        self._more = asyncio.Event()
        feeds.append(self)

    def put(self, kind: str, data: Wire) -> None:
        """Add one change."""
        self._items.append((kind, data))
        self._more.set()

    async def __anext__(self) -> tuple[str, Wire]:
        while not self._items:
            if self not in self._feeds:
                raise StopAsyncIteration
            self._more.clear()
            await self._more.wait()
        return self._items.popleft()

    async def aclose(self) -> None:
        """End the subscription; what is waiting may still be read."""
        if self in self._feeds:
            self._feeds.remove(self)
        self._more.set()


class DiscordWorld:
    """A whole pretend Discord with one application, whose bot is user `client_id`."""

    def __init__(
        self,
        clock: Clock,
        rng: random.Random,
        *,
        token: str = "sandbox-bot-token",  # noqa: S107 - opens nothing but this sandbox
        client_id: str = "1100000000000000001",
        client_secret: str = "sandbox-client-secret",  # noqa: S107
        bot_name: str = "concord",
        redirect_uris: Sequence[str] = ("http://127.0.0.1:*", "http://localhost:*"),
    ):
        """`redirect_uris` are the registered ones; a trailing `*` makes one a prefix, which Discord knows not."""
        self.clock, self.rng = clock, rng
        self.token, self.client_id, self.client_secret = token, client_id, client_secret
        self.redirect_uris = list(redirect_uris)
        self.users: dict[str, Wire] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Wire] = {}
        self.dms: dict[str, str] = {}
        self.closed_dms: set[str] = set()
        self.messages: dict[str, Wire] = {}
        self.history: dict[str, list[str]] = {}
        self.viewers: dict[str, str] = {}
        """Ephemeral messages: message id → the only user who sees it."""
        self.pins: dict[str, dict[str, str]] = {}
        """By channel: pinned messages and when, the newest last."""
        self.webhooks: dict[str, Wire] = {}
        self.files: dict[str, tuple[str, str, bytes]] = {}
        """Attachments by id: name, type, content."""
        self.url: Callable[[], str] = lambda: ""
        """Where all of this is served."""
        self.commands: dict[str | None, list[Wire]] = {}
        """Registered application commands by guild id, global ones under None."""
        self._last_id, self._feeds = 0, list[Feed]()
        self.limits = Limits(clock)
        self.gateway = Gateway(self)
        self.faults = Faults(self.gateway)
        self.log = RequestLog()
        self.grants = Grants(self)
        self.interactions = Interactions(self)
        self.people = People(self)
        self.create_user(bot_name, bot=True, user_id=client_id)

    # -- looking up

    @property
    def bot(self) -> Wire:
        """The application's bot user."""
        return self.users[self.client_id]

    @property
    def requests(self) -> deque[Request]:
        """Every REST request so far, oldest first (bounded)."""
        return self.log.requests

    @property
    def spec_faults(self) -> list[str]:
        """Where a request or an answer left the official specification; empty without `load_spec()`."""
        return self.log.spec_faults

    def load_spec(self, path: str | Path) -> None:
        """From now on hold every request and every answer to this OpenAPI file (needs `jsonschema`)."""
        self.log.load_spec(path)

    def guild(self, guild_id: str) -> Guild:
        """The guild, or 10004."""
        try:
            return self.guilds[guild_id]
        except KeyError:
            raise DiscordError(10004) from None

    def user(self, user_id: str) -> Wire:
        """The user, or 10013."""
        try:
            return self.users[user_id]
        except KeyError:
            raise DiscordError(10013) from None

    def member(self, guild_id: str, user_id: str) -> Wire:
        """The member, or 10007."""
        try:
            return self.guild(guild_id).members[user_id]
        except KeyError:
            raise DiscordError(10007) from None

    def channel(self, channel_id: str) -> Wire:
        """The channel, or 10003."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise DiscordError(10003) from None

    def snowflake(self) -> str:
        """A new id: the sandbox's time and a counter, always growing."""
        made = (int(self.clock.now().timestamp() * 1000) - EPOCH_MS) << 22
        self._last_id = max(made, self._last_id + 1)
        return str(self._last_id)

    def timestamp(self) -> str:
        """Now, as Discord writes it."""
        return self.clock.now().isoformat()

    # -- building

    def create_user(
        self,
        name: str,
        *,
        global_name: str | None = None,
        avatar: str | None = None,
        bot: bool = False,
        user_id: str | None = None,
    ) -> str:
        """A person (or a bot) who is in no guild yet."""
        user_id = user_id or self.snowflake()
        self.users[user_id] = shapes.user(user_id, name, global_name, avatar, bot)
        return user_id

    def create_guild(
        self,
        name: str,
        owner_id: str,
        *,
        guild_id: str | None = None,
        everyone: int = permissions.EVERYONE,
    ) -> str:
        """A guild with its @everyone role (whose id is the guild's) and its owner; the bot is not in it yet."""
        guild_id = guild_id or self.snowflake()
        guild = Guild(guild_id, name, owner_id, self.timestamp())
        guild.roles[guild_id] = shapes.role(guild_id, "@everyone", 0, everyone)
        self.guilds[guild_id] = guild
        self.add_member(guild_id, owner_id)
        return guild_id

    def create_channel(
        self,
        guild_id: str,
        name: str,
        overwrites: Mapping[str, tuple[int, int]] | None = None,
        *,
        topic: str | None = None,
        channel_id: str | None = None,
        kind: int = shapes.TEXT_CHANNEL,
        parent_id: str | None = None,
    ) -> str:
        """A channel, of text unless `kind` says otherwise; `overwrites` maps a role's or a member's id to (allow, deny)."""
        guild = self.guild(guild_id)
        wire = [
            {
                "id": who,
                "type": 0 if who in guild.roles else 1,
                "allow": str(int(allow)),
                "deny": str(int(deny)),
            }
            for who, (allow, deny) in (overwrites or {}).items()
        ]
        channel_id = channel_id or self.snowflake()
        channel = shapes.text_channel(channel_id, guild_id, name, len(guild.channels), wire) | {
            "topic": topic,
            "type": kind,
            "parent_id": parent_id,
        }
        self.channels[channel_id] = guild.channels[channel_id] = channel
        self.emit("CHANNEL_CREATE", channel, guild_id=guild_id)
        return channel_id

    def create_role(
        self,
        guild_id: str,
        name: str,
        *,
        position: int = 1,
        permissions: int = 0,
        managed: bool = False,
        bot_id: str | None = None,
        color: int = 0,
        hoist: bool = False,
        role_id: str | None = None,
    ) -> str:
        """A role; `bot_id` makes it the managed role of that bot."""
        role_id = role_id or self.snowflake()
        role = shapes.role(
            role_id, name, position, permissions, color=color, managed=managed or bot_id is not None
        )
        role["hoist"] = hoist
        if bot_id:
            role["tags"] = {"bot_id": bot_id}
        self.guild(guild_id).roles[role_id] = role
        self.emit("GUILD_ROLE_CREATE", {"guild_id": guild_id, "role": role}, guild_id=guild_id)
        return role_id

    def add_member(
        self, guild_id: str, user_id: str, roles: Iterable[str] = (), *, nick: str | None = None
    ) -> None:
        """Put a user into a guild; for the bot this is the moment the guild appears."""
        guild = self.guild(guild_id)
        if user_id in guild.bans:
            raise DiscordError(40007)
        member = shapes.member(self.user(user_id), sorted(roles, key=int), self.timestamp())
        member["nick"] = nick
        guild.members[user_id] = member
        if user_id == self.client_id:
            self.gateway.guild_appears(guild)
        else:
            self.emit("GUILD_MEMBER_ADD", {**member, "guild_id": guild_id}, guild_id=guild_id)

    def open_dm(self, user_id: str) -> Wire:
        """The direct channel between the bot and a person, made when first asked for."""
        if user_id not in self.dms:
            channel = shapes.dm_channel(self.snowflake(), self.user(user_id))
            self.dms[user_id] = channel["id"]
            self.channels[channel["id"]] = channel
        return self.channels[self.dms[user_id]]

    # -- telling

    def emit(self, event: str, data: Wire, *, guild_id: str | None = None) -> None:
        """Tell gateway sessions (by intents and sight) and subscribers that something has happened."""
        self.gateway.dispatch(event, data, guild_id)
        self.changed(event.lower(), data)

    def changed(self, kind: str, data: Wire) -> None:
        """Tell only the subscribers."""
        if self._feeds:
            frozen = copy.deepcopy(data)
            for feed in self._feeds:
                feed.put(kind, frozen)

    def subscribe(self) -> Feed:
        """Changes as (kind, data): lower-case gateway events, `ephemeral_…`, `interaction`, `request`."""
        return Feed(self._feeds)

    def audit(
        self,
        guild: Guild,
        actor_id: str,
        action: int,
        target_id: str | None,
        changes: list[Wire],
        reason: str | None = None,
        **options: Any,
    ) -> None:
        """Write the guild's audit log and tell who may read it."""
        entry: Wire = {
            "id": self.snowflake(),
            "user_id": actor_id,
            "target_id": target_id,
            "action_type": action,
            "changes": changes,
        }
        if reason:
            entry["reason"] = reason
        if options:
            entry["options"] = options
        guild.audit.append(entry)
        self.emit("GUILD_AUDIT_LOG_ENTRY_CREATE", {**entry, "guild_id": guild.id}, guild_id=guild.id)


__all__ = ["Clock", "DiscordWorld", "Feed", "Guild", "Interaction"]
