"""Which Discord role stands for which state or group, and how such roles come to be."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from tortoise.exceptions import IntegrityError

from bot import clock
from bot.database import rows, transaction, upsert
from bot.errors import Conflict, Invalid, NotFound
from bot.rules import audit, reserved
from bot.rules.access import STAFF, Actor
from bot.rules.guilds import reconcile_soon
from bot.rules.outside import outside
from bot.rules.queue import DISCORD, enqueue
from bot.rules.staff import tell_staff
from bot.services.base import GroupMaker, NoSuchAccount, ServiceRefused
from bot.voice import say
from models.discord import Guild, GuildRole, RoleMapping
from models.fields import folded
from models.groups import Group
from models.states import State

MOST_ROLES = 250
"""Discord's limit for a guild, @everyone included."""

# Rights that Concord never hands out by taking over a role that somebody made: from Discord's permission bits.
DANGEROUS = {
    "kick_members": 1 << 1,
    "ban_members": 1 << 2,
    "administrator": 1 << 3,
    "manage_channels": 1 << 4,
    "manage_guild": 1 << 5,
    "view_audit_log": 1 << 7,
    "manage_messages": 1 << 13,
    "mention_everyone": 1 << 17,
    "mute_members": 1 << 22,
    "deafen_members": 1 << 23,
    "move_members": 1 << 24,
    "manage_nicknames": 1 << 27,
    "manage_roles": 1 << 28,
    "manage_webhooks": 1 << 29,
    "manage_expressions": 1 << 30,
    "manage_events": 1 << 33,
    "manage_threads": 1 << 34,
    "moderate_members": 1 << 40,
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """One mapping with the name that its role has when we make it."""

    id: int
    role_id: int | None
    name: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The mappings of one guild, ready for asking."""

    guild: Guild
    by_state: dict[int, Mapped]
    by_group: dict[int, Mapped]
    orphans: tuple[Mapped, ...] = ()  # of what was deleted: still ours to take from people

    @property
    def managed(self) -> frozenset[str]:
        """The ids of all roles that are ours to give and take."""
        return frozenset(str(m.role_id) for m in self._all() if m.role_id and not m.trouble)

    def of(self, state_id: int, group_ids: Iterable[int]) -> list[Mapped]:
        """The mappings that somebody of this state and these groups should have."""
        found = [self.by_state.get(state_id), *(self.by_group.get(g) for g in group_ids)]
        return [m for m in found if m is not None]

    def _all(self) -> Iterable[Mapped]:
        yield from self.by_state.values()
        yield from self.by_group.values()
        yield from self.orphans


async def ensure(guild_id: int) -> Roles:
    """Have a mapping for every state but Guest and for every group, and read them all; raises NotFound."""
    guild = await Guild.get_or_none(id=guild_id)
    if guild is None:
        raise NotFound("guild.no_such", id=guild_id)
    states = dict(await State.filter(guest=False).values_list("id", "name"))
    groups = dict(await Group.all().values_list("id", "name"))
    found = await RoleMapping.filter(guild_id=guild_id)
    new = [RoleMapping(guild_id=guild_id, state_id=s) for s in states.keys() - {m.state_id for m in found}]
    more = [RoleMapping(guild_id=guild_id, group_id=g) for g in groups.keys() - {m.group_id for m in found}]
    if new or more:
        await upsert(RoleMapping, new, [], conflict=["guild_id", "state_id"])
        await upsert(RoleMapping, more, [], conflict=["guild_id", "group_id"])
        found = await RoleMapping.filter(guild_id=guild_id)
    await _look_for_trouble(guild, found)
    return Roles(
        guild,
        {m.state_id: _mapped(m, states[m.state_id]) for m in found if m.state_id and m.state_id in states},
        {m.group_id: _mapped(m, groups[m.group_id]) for m in found if m.group_id and m.group_id in groups},
        tuple(_mapped(m, "") for m in found if not m.group_id and not m.state_id),
    )


def _mapped(row: RoleMapping, name: str) -> Mapped:
    return Mapped(row.id, row.role_id, name, row.trouble)


async def _look_for_trouble(guild: Guild, mappings: list[RoleMapping]) -> None:
    """Mark roles that cannot be given as the mirror stands, and unmark those that can again. Said to staff once."""
    mirror = {r.id: r for r in await GuildRole.filter(guild_id=guild.id)}
    kept = await reserved.keys()
    for mapping in mappings:
        role = mirror.get(mapping.role_id or 0)
        if role is None:
            continue
        trouble = "role_managed" if role.managed else ""
        if role.position >= guild.top_position > 0:
            trouble = "role_above_bot"
        if folded(role.name) in kept:
            trouble = "role_reserved"
        if trouble != mapping.trouble:
            mapping.trouble = trouble
            await _troubled(guild.id, mapping.id, role.name, trouble)


async def _troubled(guild_id: int, mapping_id: int, name: str, trouble: str) -> None:
    async with transaction():
        await RoleMapping.filter(id=mapping_id).update(trouble=trouble, creating_since=None)
        if trouble:
            once = f"role:{guild_id}:{mapping_id}:{trouble}"
            await tell_staff(f"notice.{trouble}", {"role": name}, once=once)


# -- roles come to be ------------------------------------------------------------------------------------

SKEW = timedelta(minutes=1)
"""How far Discord's clock and ours may be apart."""

_locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)


async def make(guild: Guild, connector: GroupMaker, needed: Collection[int]) -> bool:
    """Make the roles of these mappings that have none yet; True if there are new ones.

    One at a time for a guild; what a crash left half done is finished, not done twice. Raises ServiceDown.
    """
    if not guild.create_roles or not needed:
        return False
    made = False
    async with _locks[guild.id]:
        todo = RoleMapping.filter(id__in=needed, role_id__isnull=True, trouble="").order_by("id")
        for mapping in await todo.select_related("state", "group"):
            owner = mapping.state or mapping.group
            assert owner is not None
            made = await _make_one(guild, connector, mapping, owner.name[:100]) or made
    return made


async def _make_one(guild: Guild, connector: GroupMaker, mapping: RoleMapping, name: str) -> bool:
    if folded(name) in await reserved.keys():
        await _troubled(guild.id, mapping.id, name, "role_reserved")
        return False
    if await GuildRole.filter(guild_id=guild.id).count() >= MOST_ROLES:
        await _troubled(guild.id, mapping.id, name, "roles_full")
        return False
    begun = mapping.creating_since
    if begun is None:
        await RoleMapping.filter(id=mapping.id).update(creating_since=clock.now())
    # A crash may have left it made: then it is looked for, by Discord's clock, which may go behind ours.
    since = begun - SKEW if begun else clock.now()
    reason = say(guild.language, "reason.role_made", name=name)
    try:
        role_id = await connector.make_group(name, since=since.timestamp(), reason=reason)
    except ServiceRefused as e:
        await _troubled(
            guild.id, mapping.id, name, "roles_full" if e.code == "roles_full" else "role_refused"
        )
        return False
    await RoleMapping.filter(id=mapping.id).update(role_id=int(role_id), creating_since=None)
    return True


async def renamed(*, state_id: int | None = None, group_id: int | None = None, old: str, new: str) -> None:
    """A state or group has another name: its roles follow, unless somebody named them otherwise by hand.

    Call it in the transaction of the renaming.
    """
    found = await rows(
        "SELECT m.id, r.name FROM role_mappings m JOIN guild_roles r ON r.id = m.role_id "
        "WHERE m.state_id = %s OR m.group_id = %s",
        [state_id, group_id],
    )
    todo = [(str(r["id"]), new) for r in found if r["name"] == old[:100]]
    await enqueue("role.rename", todo, lane=DISCORD)


async def rename(mapping_id: int, name: str) -> None:
    """Give a mapping's role its new name: the worker's half of `renamed`."""
    mapping = await RoleMapping.get_or_none(id=mapping_id).select_related("guild")
    if mapping is None or mapping.role_id is None:
        return
    connector = outside.connectors.get(mapping.guild.instance_id)
    if not isinstance(connector, GroupMaker):
        return
    reason = say(mapping.guild.language, "reason.role_renamed", name=name)
    try:
        await connector.rename_group(str(mapping.role_id), name[:100], reason=reason)
    except NoSuchAccount:
        await RoleMapping.filter(id=mapping_id).update(role_id=None)
    except ServiceRefused:
        await _troubled(mapping.guild_id, mapping_id, name, "role_refused")


async def orphan(*, state_id: int | None = None, group_id: int | None = None) -> None:
    """A state or group is about to be deleted: its roles stay ours, so that those who wear them lose them.

    Call it in the transaction of the deletion, before it. Mappings without a role are forgotten with their owner.
    """
    owned = {"state_id": state_id} if state_id is not None else {"group_id": group_id}
    await RoleMapping.filter(state_id__isnull=True, group_id__isnull=True, role_id__isnull=True).delete()
    await RoleMapping.filter(**owned, role_id__isnull=False).update(state_id=None, group_id=None)


# -- adoption --------------------------------------------------------------------------------------------


async def adopt(actor: Actor, guild_id: int, mapping_id: int, role_id: int) -> None:
    """Let an existing role stand for a state or group from now on. Raises Forbidden, NotFound, Invalid, Conflict.

    Never a role that carries power: handing that out must not hang on a state.
    """
    actor.must(STAFF)
    async with transaction():
        mapping = await RoleMapping.get_or_none(id=mapping_id, guild_id=guild_id).select_related("guild")
        role = await GuildRole.get_or_none(id=role_id, guild_id=guild_id)
        if mapping is None or role is None:
            raise NotFound("roles.no_such", id=role_id)
        if folded(role.name) in await reserved.keys():
            raise Invalid("roles.reserved", role=role.name)
        if powers := dangers(role.permissions):
            raise Invalid("roles.dangerous", role=role.name, rights=", ".join(powers))
        if role.managed or role.id == guild_id:
            raise Invalid("roles.not_ours", role=role.name)
        if role.position >= mapping.guild.top_position:
            raise Invalid("roles.above_bot", role=role.name)
        before = mapping.role_id
        try:
            await RoleMapping.filter(id=mapping_id).update(role_id=role_id, trouble="", creating_since=None)
        except IntegrityError as e:
            raise Conflict("roles.taken", role=role.name) from e
        entry = audit.Entry(
            "role.adopted", thing=f"mapping:{mapping_id}", before={"role": before}, after={"role": role_id}
        )
        await audit.record(actor, [entry])
        await reconcile_soon(mapping.guild.instance_id)


def dangers(permissions: int) -> list[str]:
    """The dangerous rights among these permission bits, by Discord's names."""
    return [name for name, bit in DANGEROUS.items() if permissions & bit]
