"""Discord: brings a member's managed roles and nickname to the wanted shape, with calls only for what differs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp
import discord

from bot import clock
from bot.services.base import Account, NoSuchAccount, ServiceDown, ServiceRefused, Wanted
from bot.services.discord_pacer import MEMBER, ROLE_CREATE, ROLE_DELETE, ROLE_PUT, Pacer

_ECHO = 10.0  # seconds in which the gateway surely told us of our own change
# The library would sleep through whatever Discord says. Its own `max_ratelimit_timeout` is no help: it refuses even
# requests that there is room for, once a window is longer than it.
_PATIENCE = 60.0
_ROLES_FULL = 30005
_GONE = {10007, 10013}  # unknown member, unknown user


class Gateway(Protocol):
    """The connection to Discord as connectors see it."""

    pacer: Pacer
    watchers: list[Callable[[discord.Member], bool]]
    """Asked of every change of a member: was that you?"""

    @property
    def http(self) -> discord.http.HTTPClient: ...

    def guild(self, guild_id: int) -> discord.Guild | None:
        """The guild, if we are connected and know all of its members; None means: do not act."""
        ...


@dataclass(frozen=True, slots=True)
class Shape:
    """What a member wears."""

    roles: frozenset[str]
    nick: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be done to a member."""

    add: frozenset[str]
    remove: frozenset[str]
    nick: str | None  # None: leave it
    refused: str = ""  # why a part of the wish cannot be fulfilled
    detail: str = ""

    def __bool__(self) -> bool:
        return bool(self.add or self.remove or self.nick is not None)

    @property
    def route(self) -> str:
        if self.nick is None and len(self.add) + len(self.remove) == 1:
            return ROLE_PUT if self.add else ROLE_DELETE
        return MEMBER


class DiscordConnector:
    """One guild. Reads come from the gateway's cache, so a member without drift costs nothing."""

    kind = "discord"
    parallel = 10  # one window's worth: somebody urgent never stands behind more than these

    def __init__(self, gateway: Gateway, guild_id: int) -> None:
        self.slug = str(guild_id)
        self._gateway = gateway
        self._guild_id = guild_id
        self._done: dict[str, tuple[Shape, Shape, float]] = {}  # before, after, until: not yet in the cache
        self._made: set[str] = set()

    async def open(self) -> None:
        self._gateway.watchers.append(self.echoes)

    async def close(self) -> None:
        if self.echoes in self._gateway.watchers:
            self._gateway.watchers.remove(self.echoes)

    def ready(self) -> bool:
        return self._gateway.guild(self._guild_id) is not None

    def wait(self, position: int) -> float:
        """Seconds until the member who is `position`-th in line will be served."""
        windows = [self._gateway.pacer.window(route, self._guild_id) for route in (ROLE_PUT, MEMBER)]
        return max(window.wait(position) for window in windows)

    def differs(self, wanted: Wanted) -> bool:
        guild = self._gateway.guild(self._guild_id)
        member = guild.get_member(int(wanted.uid)) if guild else None
        if guild is None or member is None:
            return True
        change = self._change(guild, member, wanted)
        return bool(change) or bool(change.refused)

    async def put(self, wanted: Wanted) -> Account:
        calls = 0
        for _ in range(2):  # once more only if Discord's answer is not what we asked for
            guild, member = self._find(wanted.uid)
            change = self._change(guild, member, wanted)
            if not change:
                break
            calls += await self._apply(change.route, wanted)
        guild, member = self._find(wanted.uid)
        left = self._change(guild, member, wanted)
        if left:
            raise ServiceRefused("not_accepted", f"roles {sorted(left.add | left.remove)}")
        if left.refused:
            raise ServiceRefused(left.refused, left.detail)
        shape = self._seen(member)
        return Account(wanted.uid, shape.nick or member.display_name, shape.roles & wanted.managed, calls)

    async def drop(self, uid: str) -> None:
        """Nobody is thrown out of a guild: who has lost access is put without managed roles instead."""
        raise ServiceRefused("never_kicks")

    async def password(self, uid: str) -> str:
        raise ServiceRefused("no_passwords")

    async def everyone(self) -> AsyncIterator[Account]:
        for member in self._guild().members:
            if not member.bot:
                yield Account(str(member.id), member.display_name, self._seen(member).roles)

    async def make_group(self, name: str, *, since: float, reason: str) -> str:
        """Make a role without permissions; one of that name made after `since` is taken instead."""
        guild = self._guild()
        for role in guild.roles:
            fresh = role.created_at.timestamp() >= since
            if fresh and role.name == name and not role.managed and str(role.id) not in self._made:
                self._made.add(str(role.id))
                return str(role.id)
        window = self._gateway.pacer.window(ROLE_CREATE, guild.id)
        if (wait := window.wait(1)) > _PATIENCE:  # Discord's window for new roles is two days long
            raise ServiceDown("Discord lets no more roles be made for now", wait)
        await window.turn()
        try:
            async with asyncio.timeout(_PATIENCE):
                made = await guild.create_role(
                    name=name, permissions=discord.Permissions.none(), reason=reason
                )
        except _FAILURES as e:
            raise _translated(e, guild, None) from e
        self._made.add(str(made.id))
        return str(made.id)

    async def rename_group(self, group_id: str, name: str, *, reason: str) -> None:
        guild = self._guild()
        role = guild.get_role(int(group_id))
        if role is None:
            raise NoSuchAccount(f"role {group_id}")
        if role.name == name:
            return
        try:
            await role.edit(name=name, reason=reason)
        except _FAILURES as e:
            raise _translated(e, guild, None) from e

    def echoes(self, member: discord.Member) -> bool:
        """Whether what the gateway now tells of a member is our own doing."""
        if member.guild.id != self._guild_id:
            return False
        done = self._done.pop(str(member.id), None)
        return done is not None and _shape(member) == done[1] and clock.monotonic() < done[2]

    def _guild(self) -> discord.Guild:
        guild = self._gateway.guild(self._guild_id)
        if guild is None:
            raise ServiceDown("Discord is not connected, or its members are not all known yet")
        return guild

    def _find(self, uid: str) -> tuple[discord.Guild, discord.Member]:
        guild = self._guild()
        member = guild.get_member(int(uid))
        if member is None:
            raise NoSuchAccount(uid)
        return guild, member

    def _seen(self, member: discord.Member) -> Shape:
        """The member as cached, or as we just made them if the gateway has not told of it yet."""
        cached = _shape(member)
        done = self._done.get(str(member.id))
        if done is None:
            return cached
        before, after, until = done
        if cached == before and clock.monotonic() < until:
            return after
        del self._done[str(member.id)]
        return cached

    def _change(self, guild: discord.Guild, member: discord.Member, wanted: Wanted) -> Change:
        shape = self._seen(member)
        have = shape.roles & wanted.managed
        differing = have ^ wanted.groups
        refused = detail = ""
        usable = set()
        for role_id in differing:
            role = guild.get_role(int(role_id))
            if role is not None and (role >= guild.me.top_role or role.managed):
                refused, detail = "role_above_bot", role.name
            elif role is not None or role_id in self._made:
                usable.add(role_id)
        nick = None
        if wanted.name is not None and wanted.name != (shape.nick or member.global_name or member.name):
            obstacle = _untouchable(guild, member)
            if obstacle:
                refused, detail = obstacle, "nickname"
            else:
                nick = wanted.name
        return Change(
            frozenset(usable & wanted.groups), frozenset(usable - wanted.groups), nick, refused, detail
        )

    async def _apply(self, route: str, wanted: Wanted) -> int:
        """Wait for our turn, look again what is left to do, and do that with one request."""
        await self._gateway.pacer.window(route, self._guild_id).turn()
        guild, member = self._find(wanted.uid)
        change = self._change(guild, member, wanted)
        if not change or (route != MEMBER and change.route != route):
            return 0
        before = self._seen(member)
        after = Shape((before.roles | change.add) - change.remove, change.nick or before.nick)
        # Expected before it is sent: the gateway may tell of it, and of a hand edit after it, before the answer is here.
        cached = _shape(member)
        self._done[wanted.uid] = (cached, after, clock.monotonic() + _PATIENCE)
        try:
            async with asyncio.timeout(_PATIENCE):
                after = await _send(
                    self._gateway.http, member, change, after, route, wanted.reason[:512] or None
                )
        except BaseException as e:
            self._done.pop(wanted.uid, None)
            if isinstance(e, _FAILURES):
                raise _translated(e, guild, member) from e
            raise
        if wanted.uid in self._done:
            self._done[wanted.uid] = (cached, after, clock.monotonic() + _ECHO)
        return 1


async def _send(
    http: discord.http.HTTPClient,
    member: discord.Member,
    change: Change,
    after: Shape,
    route: str,
    reason: str | None,
) -> Shape:
    """Make the one request; return what came of it, by Discord's own answer where it gives one."""
    if route != MEMBER:
        (role,) = (discord.Object(int(r)) for r in change.add | change.remove)
        await (member.add_roles if route == ROLE_PUT else member.remove_roles)(role, reason=reason)
        return after
    fields: dict[str, Any] = {}
    if change.add or change.remove:
        fields["roles"] = sorted(
            after.roles, key=int
        )  # Member.edit would send numbers, against the specification
    if change.nick is not None:
        fields["nick"] = change.nick
    answer = await http.edit_member(member.guild.id, member.id, reason=reason, **fields)
    return Shape(frozenset(map(str, answer["roles"])), answer.get("nick") or None)


def _shape(member: discord.Member) -> Shape:
    return Shape(frozenset(str(r.id) for r in member.roles if not r.is_default()), member.nick)


def _untouchable(guild: discord.Guild, member: discord.Member) -> str:
    """Why Discord would not let us rename a member; empty if it would."""
    if member.id == guild.owner_id:
        return "owner"
    if member.top_role >= guild.me.top_role and member.id != guild.me.id:
        return "above_bot"
    if not guild.me.guild_permissions.manage_nicknames:
        return "no_permission"
    return ""


_FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, asyncio.TimeoutError)


def _translated(error: Exception, guild: discord.Guild, member: discord.Member | None) -> Exception:
    """Discord's failure in the words of the connectors' interface."""
    if isinstance(error, discord.RateLimited):
        return ServiceDown("rate limited", error.retry_after)
    if not isinstance(error, discord.HTTPException):
        return ServiceDown(f"{type(error).__name__}: {error}")
    if error.status == 429 or error.status >= 500:
        return ServiceDown(f"Discord answered {error.status}", 60.0 if error.status == 429 else None)
    if error.code in _GONE:
        return NoSuchAccount(str(member.id) if member else "")
    if error.code == 10011:
        return ServiceDown("a role vanished meanwhile", 1.0)
    if error.code == _ROLES_FULL:
        return ServiceRefused("roles_full")
    if error.status == 403:
        return ServiceRefused((_untouchable(guild, member) if member else "") or "no_permission", error.text)
    return ServiceRefused(f"discord_{error.code or error.status}", error.text)
