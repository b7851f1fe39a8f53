"""Groups: made, changed and deleted by staff; who is in them is `memberships`, who asks for it `joining`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot import clock
from bot.database import retried, rows, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, grants, posts, reserved, roles
from bot.rules.access import Actor, permission
from bot.rules.events import GroupsEdited
from bot.rules.leading import MANAGE, must_lead
from bot.rules.memberships import FEW, Due, Pair, apply, followed_by, reassess
from bot.rules.notices import Telling, tell
from bot.rules.queue import emit
from bot.rules.request_posts import refresh
from bot.rules.switches import CHANGE
from bot.rules.when import shown
from models.discord import GuildChannel
from models.fields import folded
from models.groups import Group, GroupLeader, GroupLeaderGroup, GroupRequest, GroupState, Membership
from models.notices import Level
from models.states import State
from models.users import User

__all__ = [
    "ADD",
    "CHANGE",
    "DELETE",
    "MANAGE",
    "VIEW",
    "Due",
    "Pair",
    "add",
    "change",
    "create",
    "delete",
    "edit",
    "followed_by",
    "make",
    "must_decide",
    "reassess",
    "remove",
    "settings",
]

ADD = permission("groupmanagement.add_group", "Can add groups")
VIEW = permission("groupmanagement.view_group", "Can view groups")
DELETE = permission("groupmanagement.delete_group", "Can delete groups")

FLAGS = ("internal", "hidden", "open", "public", "restricted", "reason_required")
WAYS_IN = {"internal", "open", "public", "restricted", "states", "leaders", "leader_groups"}
"""What decides how one gets into a group, and at whose word."""
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Settings:
    """What staff may set about a group."""

    name: str
    description: str = ""
    internal: bool = True
    hidden: bool = True
    open: bool = False
    public: bool = False
    restricted: bool = False
    reason_required: bool = False
    request_days: int = 14
    grace_days: int = 0
    states: frozenset[int] = frozenset()
    leaders: frozenset[int] = frozenset()
    leader_groups: frozenset[int] = frozenset()
    channel_id: int | None = None


# -- who is in a group -----------------------------------------------------------------------------------


@retried
async def change(actor: Actor, *, adds: Iterable[Pair] = (), removes: Iterable[Pair] = ()) -> frozenset[int]:
    """Put people into groups and take them out, as (user, group) pairs, in one transaction; returns whom it touched.

    For who decides about every one of these groups, and for who changes groups at all (also internal ones). What
    depends on the change follows in the same transaction. What is already so is left alone and not announced.
    Raises Forbidden, Invalid, NotFound.
    """
    plus, minus = set(adds), set(removes)
    async with transaction():
        if not actor.may(CHANGE):
            for group_id in sorted({g for _, g in plus | minus}):
                await must_lead(actor, group_id)
        await grants.must_not_lift(actor, plus)
        return await apply(actor, plus, minus)


@retried
async def add(actor: Actor, group_id: int, user_id: int, *, until: datetime | None = None) -> Group:
    """Put a pilot into a group, perhaps for a time, and tell them. Raises Forbidden, Invalid, Conflict, NotFound."""
    async with transaction():
        group = await must_decide(actor, group_id)
        if until is not None and until <= clock.now():
            raise Invalid("when.past", when=shown(until))
        await must_fit(group, user_id)
        await grants.must_not_lift(actor, [(user_id, group_id)])
        if not await apply(actor, [(user_id, group_id)], until=until):
            raise Conflict("group.already_in_it", group=group.name)
        facts = {"group": group.name, "when": shown(until) if until else ""}
        key = "notice.group.added_until" if until else "notice.group.added"
        if user_id != actor.user_id:
            await tell([Telling(user_id, key, facts, Level.SUCCESS, category="groups")])
    return group


@retried
async def remove(actor: Actor, group_id: int, user_id: int) -> Group:
    """Take a pilot out of a group and tell them why. Raises Forbidden, Invalid, Conflict, NotFound."""
    async with transaction():
        group = await must_decide(actor, group_id)
        if not await apply(actor, removes=[(user_id, group_id)]):
            raise Conflict("group.not_in_it", group=group.name)
        if user_id != actor.user_id:
            key = "notice.group.removed_because" if actor.reason else "notice.group.removed"
            facts = {"group": group.name, "reason": actor.reason}
            await tell([Telling(user_id, key, facts, Level.WARNING, category="groups")])
    return group


async def must_decide(actor: Actor, group_id: int) -> Group:
    """The group, for its leaders; internal ones for who changes groups."""
    if not actor.may(CHANGE):
        return await must_lead(actor, group_id)
    return await _group(group_id)


async def must_fit(group: Group, user_id: int) -> None:
    """Raise Conflict if somebody's state keeps them out of a group, NotFound if there is nobody of that id."""
    found = await rows(
        "SELECT u.is_active, EXISTS (SELECT 1 FROM group_states s WHERE s.group_id = %s) AS bound, "
        "EXISTS (SELECT 1 FROM group_states s WHERE s.group_id = %s AND s.state_id = u.state_id) AS fits "
        "FROM users u WHERE u.id = %s",
        [group.id, group.id, user_id],
    )
    if not found:
        raise NotFound("account.no_such", id=user_id)
    if not found[0]["is_active"]:
        raise Conflict("group.inactive_pilot", group=group.name)
    if found[0]["bound"] and not found[0]["fits"]:
        raise Conflict("group.does_not_fit", group=group.name)


# -- making, changing, deleting ----------------------------------------------------------------------------


@retried
async def create(actor: Actor, name: str, description: str = "") -> Group:
    """Make a group. Names are unique whatever their case and blanks; reserved ones are refused."""
    actor.must(ADD)
    async with transaction():
        return await _create(actor, await reserved.allowed(name), description)


@retried
async def make(name: str, description: str = "", *, actor: Actor) -> Group:
    """Make a group from code: a name that is reserved or taken gets `_1`, `_2` … behind it."""
    actor.must(ADD)
    async with transaction():
        return await _create(actor, await reserved.free_for_code(name), description)


async def _create(actor: Actor, name: str, description: str) -> Group:
    group = await Group.create(name=name, name_key=folded(name), description=description[:512])
    entry = audit.Entry("group.created", thing=f"group:{group.id}", after={"name": name})
    await audit.record(actor, [entry])
    return group


async def settings(actor: Actor, group_id: int) -> Settings:
    """All that is set about a group; for who may change or view groups. Raises Forbidden, NotFound."""
    if not actor.may(CHANGE):
        actor.must(VIEW)
    return await _settings(await _group(group_id))


async def _settings(group: Group) -> Settings:
    states = await GroupState.filter(group_id=group.id).values_list("state_id", flat=True)
    leaders = await GroupLeader.filter(group_id=group.id).values_list("user_id", flat=True)
    over = await GroupLeaderGroup.filter(group_id=group.id).values_list("leaders_id", flat=True)
    return Settings(
        group.name,
        group.description,
        **{f: bool(getattr(group, f)) for f in FLAGS},
        request_days=group.request_days,
        grace_days=group.grace_days,
        states=frozenset(states),  # type: ignore[arg-type]
        leaders=frozenset(leaders),  # type: ignore[arg-type]
        leader_groups=frozenset(over),  # type: ignore[arg-type]
        channel_id=group.channel_id,
    )


@retried
async def edit(actor: Actor, group_id: int, **changes: Any) -> Group:
    """Change what `Settings` names, any part of it, in one transaction; its members are looked at if they may lose it.

    Who is not a superuser changes nothing about a restricted group, and makes none so. A rename renames its roles.
    `vouch`: for a channel of its own, see `posts.must_fit`. Raises Forbidden, NotFound, Invalid, Conflict.
    """
    actor.must(CHANGE)
    vouch = str(changes.pop("vouch", ""))
    async with transaction():
        group = await _group(group_id)
        before = asdict(await _settings(group))
        wanted = _checked({k: v for k, v in changes.items() if v != before[k]})
        if not wanted:
            return group
        if (group.restricted or wanted.get("restricted")) and not actor.superuser:
            raise Forbidden("group.restricted_settings", group=group.name)
        if WAYS_IN & set(wanted):
            await grants.must_not_open(actor, group_id)
        if "name" in wanted:
            await _rename(group, wanted.pop("name"))
        await _relate(group, wanted)
        if "channel_id" in wanted:
            await _choose_channel(group, wanted.pop("channel_id"), vouch)
        for name, value in wanted.items():
            setattr(group, name, value)
        await group.save()
        after = asdict(await _settings(group))
        changed = [k for k in after if after[k] != before[k]]
        entry = audit.Entry(
            "group.edited",
            thing=f"group:{group_id}",
            before={k: _plain(before[k]) for k in changed},
            after={k: _plain(after[k]) for k in changed},
        )
        await audit.record(actor, [entry])
        if {"states", "public", "internal"} & set(changed):
            await _look_at_members(group_id)
    return group


def _checked(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes as they are kept. Raises Invalid."""
    for name in ("request_days", "grace_days"):
        if name in changes and not 0 <= int(changes[name]) <= MOST_DAYS:
            raise Invalid("group.days", maximum=MOST_DAYS)
    if "description" in changes:
        changes["description"] = str(changes["description"]).strip()[:512]
    return changes


async def _rename(group: Group, name: str) -> None:
    old, new = group.name, await reserved.allowed(name, but=group.id)
    group.name, group.name_key = new, folded(new)
    if new != old:
        await roles.renamed(group_id=group.id, old=old, new=new)


async def _relate(group: Group, wanted: dict[str, Any]) -> None:
    """States, leaders and leader groups: rows of their own."""
    if "states" in wanted:
        ids = await _present(State, wanted.pop("states"), "state.no_such")
        await GroupState.filter(group_id=group.id).delete()
        await GroupState.bulk_create([GroupState(group_id=group.id, state_id=i) for i in ids])
    if "leaders" in wanted:
        ids = await _present(User, wanted.pop("leaders"), "account.no_such")
        await GroupLeader.filter(group_id=group.id).delete()
        await GroupLeader.bulk_create([GroupLeader(group_id=group.id, user_id=i) for i in ids])
    if "leader_groups" in wanted:
        ids = await _present(Group, wanted.pop("leader_groups"), "group.no_such")
        await GroupLeaderGroup.filter(group_id=group.id).delete()
        await GroupLeaderGroup.bulk_create([GroupLeaderGroup(group_id=group.id, leaders_id=i) for i in ids])


async def _choose_channel(group: Group, channel_id: int | None, vouch: str) -> None:
    """Where its requests are posted; those that wait move there."""
    group.channel_id = group.guild_id = None
    subject = f"group-{group.id}"
    if channel_id is not None:
        channel = await GuildChannel.get_or_none(id=channel_id)
        if channel is None:
            raise NotFound("posts.no_such_channel")
        await posts.must_fit("requests", subject, channel.guild_id, channel.id, vouch=vouch)
        group.channel_id, group.guild_id = channel.id, channel.guild_id
    await refresh(await GroupRequest.filter(group_id=group.id, pending=1))


async def _present(model: Any, wanted: Collection[int], missing: str) -> list[int]:
    found = set(await model.filter(id__in=list(wanted) or [0]).values_list("id", flat=True))
    if left := set(wanted) - found:
        raise NotFound(missing, id=min(left))
    return sorted(found)


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


@dataclass(frozen=True, slots=True)
class Loss:
    """What deleting a group takes away."""

    name: str
    members: int
    requests: int
    permissions: tuple[str, ...]
    roles: int
    leads: tuple[str, ...]  # groups whose leaders its members are


async def loss(actor: Actor, group_id: int) -> Loss:
    """What deleting a group would take away, for the confirmation. Raises Forbidden, NotFound."""
    actor.must(DELETE)
    group = await _group(group_id)
    found = await rows(
        "SELECT (SELECT COUNT(*) FROM memberships WHERE group_id = %s) AS members, "
        "(SELECT COUNT(*) FROM group_requests WHERE group_id = %s AND pending = 1) AS requests, "
        "(SELECT COUNT(*) FROM role_mappings WHERE group_id = %s AND role_id IS NOT NULL) AS roles",
        [group_id] * 3,
    )
    held = await rows(
        "SELECT permission FROM group_grants WHERE group_id = %s ORDER BY permission", [group_id]
    )
    leads = await GroupLeaderGroup.filter(leaders_id=group_id).values_list("group__name", flat=True)
    one = found[0]
    return Loss(
        group.name,
        one["members"],
        one["requests"],
        tuple(r["permission"] for r in held),
        one["roles"],
        tuple(sorted(map(str, leads))),
    )


@retried
async def delete(actor: Actor, group_id: int) -> Group:
    """Delete a group; everybody who was in it is looked at, and its roles are taken from them.

    A restricted group is deleted by superusers only. Raises Forbidden, NotFound.
    """
    actor.must(DELETE)
    async with transaction():
        group = await _group(group_id)
        if group.restricted and not actor.superuser:
            raise Forbidden("group.restricted_settings", group=group.name)
        await _tell_of_the_end(group)
        await _look_at_members(group_id)
        await roles.orphan(group_id=group_id)
        entry = audit.Entry("group.deleted", thing=f"group:{group_id}", before={"name": group.name})
        await audit.record(actor, [entry])
        await group.delete()
    return group


async def _tell_of_the_end(group: Group) -> None:
    """Members and those who had asked are told that a group is gone; the posts of their requests go with it."""
    asked = await GroupRequest.filter(group_id=group.id, pending=1)
    members = await Membership.filter(group_id=group.id).values_list("user_id", flat=True)
    direct = len(members) + len(asked) <= FEW
    keys = {int(str(u)): "notice.group.deleted" for u in members}
    keys |= {r.user_id: "notice.group.deleted_asked" for r in asked if r.user_id not in keys}
    facts = {"group": group.name}
    await tell(
        Telling(u, key, facts, Level.WARNING, direct=direct, category="groups")
        for u, key in sorted(keys.items())
    )
    await refresh(asked)


async def _look_at_members(group_id: int) -> None:
    members = await Membership.filter(group_id=group_id).values_list("user_id", flat=True)
    if members:
        await emit(GroupsEdited(frozenset(int(str(u)) for u in members)))


async def _group(group_id: int) -> Group:
    group = await Group.get_or_none(id=group_id)
    if group is None:
        raise NotFound("group.no_such", id=group_id)
    return group
