"""Where posts may stand: what the bot may do in a channel, and whether everybody who reads there belongs."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.database import upsert
from bot.errors import Invalid, NotFound
from bot.rules.access import Permission, permissions_of
from bot.rules.guilds import ADMINISTRATOR, EMBED_LINKS, SEND_MESSAGES, VIEW_CHANNEL
from models.discord import DiscordUser, Guild, GuildChannel, GuildRole, RoleMapping
from models.grants import GroupGrant, StateGrant
from models.posts import VouchedReader

TEXT, VOICE, NEWS, PRIVATE_THREAD = 0, 2, 5, 12
THREADS = frozenset({10, 11, PRIVATE_THREAD})
POSTABLE = frozenset({TEXT, VOICE, NEWS}) | THREADS
SEND_IN_THREADS = 1 << 38

NEEDED = {"View Channel": VIEW_CHANNEL, "Send Messages": SEND_MESSAGES, "Embed Links": EMBED_LINKS}
"""What a post takes, by the name that Discord gives it in its settings."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom posts are for. A role of ours belongs if its group or state is named or grants one of the permissions."""

    everyone: bool = False
    permissions: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    states: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()


EVERYONE = Audience(everyone=True)
WHOEVER = "*"


def holders(*wanted: Permission) -> Audience:
    """Those who hold one of these permissions."""
    return Audience(permissions=frozenset(w.codename for w in wanted))


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why posts must not stand in a channel: who reads there and should not.

    `code` is `readable_by_all`, `outsiders` (ours, and not meant), `strangers` (none of ours) or `private_thread`
    (whom people invited). `ids`: whom an operator may vouch for; empty: no word of an operator helps.
    """

    code: str
    names: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()

    @property
    def mark(self) -> str:
        """What a button carries, so that nobody vouches for others than they saw."""
        return hashlib.sha256(repr(self.ids).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Scene:
    """A channel with what it takes to see who reads there: three statements."""

    guild: Guild
    channel: GuildChannel
    overwrites: Sequence[dict[str, object]]
    roles: Sequence[GuildRole]

    @property
    def thread(self) -> bool:
        return self.channel.kind in THREADS


async def look(guild_id: int, channel_id: int) -> Scene:
    """Read a channel's surroundings from the mirror. Raises NotFound if the guild has no such channel."""
    channel = await GuildChannel.get_or_none(id=channel_id, guild_id=guild_id).select_related("guild")
    if channel is None:
        raise NotFound("posts.no_such_channel")
    overwrites = channel.overwrites
    if channel.kind in THREADS:
        parent = await GuildChannel.get_or_none(id=channel.parent_id)
        if parent is None:
            raise NotFound("posts.no_such_channel")
        overwrites = parent.overwrites
    roles = await GuildRole.filter(guild_id=guild_id)
    return Scene(channel.guild, channel, overwrites, roles)


# -- what the bot may do ---------------------------------------------------------------------------------


def lacking(scene: Scene) -> list[str]:
    """What the bot may not do there and would have to, by Discord's names. Nothing if the gateway told too little."""
    if scene.guild.own_ids is None or scene.guild.permissions & ADMINISTRATOR:
        return []
    have = _applied(scene, scene.guild.permissions, set(scene.guild.own_ids))
    needed = dict(NEEDED)
    if scene.thread:
        del needed["Send Messages"]
        needed["Send Messages in Threads"] = SEND_IN_THREADS
    return [name for name, bit in needed.items() if not have & bit or not have & VIEW_CHANNEL]


def _applied(scene: Scene, base: int, ids: Collection[int]) -> int:
    """Rights in a channel: @everyone's overwrite, then those of all roles at once, then the member's own."""
    found = {int(str(o["id"])): (int(str(o["deny"])), int(str(o["allow"])), o) for o in scene.overwrites}
    deny, allow, _ = found.get(scene.guild.id, (0, 0, None))
    bits = base & ~deny | allow
    mine = [v for i, v in found.items() if i in ids and i != scene.guild.id]
    for kind in ("role", "member"):
        at_once = [v for v in mine if v[2].get("kind", "role") == kind]
        for deny, _, _ in at_once:
            bits &= ~deny
        for _, allow, _ in at_once:
            bits |= allow
    return bits


# -- who reads -------------------------------------------------------------------------------------------


async def misfit(scene: Scene, kind: str, audience: Audience) -> Misfit | None:
    """Who reads in a channel and does not belong to the audience; None: it fits.

    Roles are looked at, not their wearers: whoever sees a channel does so by one role alone, or by an overwrite of
    their own. Administrators and bots are left out: they read everywhere.
    """
    if audience.everyone:
        return None
    everyone = next((r for r in scene.roles if r.id == scene.guild.id), None)
    base = everyone.permissions if everyone else VIEW_CHANNEL
    if _applied(scene, base, ()) & VIEW_CHANNEL:
        return Misfit("readable_by_all")
    vouched = set(
        await VouchedReader.filter(channel_id=scene.channel.id, kind=kind).values_list("reader_id", flat=True)
    )
    if scene.channel.kind == PRIVATE_THREAD:
        known = scene.channel.id in vouched
        return None if known else Misfit("private_thread", (scene.channel.name,), (scene.channel.id,))
    readers = [
        r
        for r in scene.roles
        if r.id != scene.guild.id
        and not r.bot
        and not (r.permissions | base) & ADMINISTRATOR
        and _applied(scene, base | r.permissions, {r.id}) & VIEW_CHANNEL
    ]
    ours, strangers = await _sorted_out(scene, readers, audience)
    people, unknown = await _members(scene, audience)
    if ours or people:
        return Misfit("outsiders", tuple(ours + people))
    left = {i: n for i, n in (strangers | unknown).items() if i not in vouched}
    return Misfit("strangers", tuple(left.values()), tuple(left)) if left else None


async def _sorted_out(
    scene: Scene, readers: Sequence[GuildRole], audience: Audience
) -> tuple[list[str], dict[int, str]]:
    """Of roles that read: the names of ours that do not belong, and those that are not ours."""
    mappings = {
        m.role_id: m for m in await RoleMapping.filter(guild_id=scene.guild.id, role_id__isnull=False)
    }
    groups, states = set(audience.groups), set(audience.states)
    if audience.permissions:
        groups |= {
            int(str(g))
            for g in await GroupGrant.filter(permission__in=audience.permissions).values_list(
                "group_id", flat=True
            )
        }
        states |= {
            int(str(s))
            for s in await StateGrant.filter(permission__in=audience.permissions).values_list(
                "state_id", flat=True
            )
        }
    outside: list[str] = []
    strangers: dict[int, str] = {}
    for role in readers:
        mapping = mappings.get(role.id)
        if mapping is None:
            strangers[role.id] = role.name
        elif mapping.group_id not in groups and mapping.state_id not in states:
            outside.append(role.name)
    return outside, strangers


async def _members(scene: Scene, audience: Audience) -> tuple[list[str], dict[int, str]]:
    """Of single members let in by an overwrite: mentions of ours who do not belong, and those whom we do not know."""
    own = set(scene.guild.own_ids or ())
    ids = {
        int(str(o["id"]))
        for o in scene.overwrites
        if o.get("kind") == "member" and int(str(o["allow"])) & VIEW_CHANNEL
    } - own
    if not ids:
        return [], {}
    linked = {
        int(d): int(str(u)) for d, u in await DiscordUser.filter(id__in=ids).values_list("id", "user_id")
    }
    held = await permissions_of(linked.values())
    outside = [
        f"<@{d}>"
        for d, u in linked.items()
        if u not in audience.users and not held.get(u, frozenset()) & audience.permissions
    ]
    return outside, {i: f"<@{i}>" for i in sorted(ids - set(linked))}


async def must_fit(
    guild_id: int, channel_id: int, kind: str, audience: Audience, *, vouch: str = ""
) -> Scene:
    """Refuse a channel where posts of a kind cannot or must not stand; for the transaction of the choice.

    `vouch` is the mark of a misfit that an operator has seen, and says to be none: it is remembered by their word;
    WHOEVER takes in whoever reads there now. Raises NotFound, and Invalid or Unfit with the reason.
    """
    scene = await look(guild_id, channel_id)
    name = scene.channel.name
    if scene.channel.kind not in POSTABLE:
        raise Invalid("posts.not_postable", channel=name)
    if missing := lacking(scene):
        raise Invalid("posts.lacks_rights", channel=name, rights=", ".join(missing))
    found = await misfit(scene, kind, audience)
    if found and found.ids and vouch in (found.mark, WHOEVER):
        rows = [VouchedReader(kind=kind, channel_id=channel_id, reader_id=r) for r in found.ids]
        await upsert(VouchedReader, rows, [], conflict=["channel_id", "kind", "reader_id"])
    elif found:
        raise Unfit(f"posts.{found.code}", found, channel=name, who=", ".join(found.names[:5]))
    return scene


class Unfit(Invalid):
    """A channel that somebody reads who should not; `misfit` says whether an operator may vouch for them."""

    def __init__(self, key: str, misfit: Misfit, /, **values: object) -> None:
        super().__init__(key, **values)
        self.misfit = misfit
