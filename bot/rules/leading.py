"""Who decides about a group: its leaders, members of its leader groups, and who manages all groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from bot.database import rows
from bot.errors import Forbidden, NotFound
from bot.rules.access import Actor, Face, permission
from models.groups import Group

MANAGE = permission("auth.group_management", "Can manage the members of all groups")

_LED = (
    "SELECT group_id FROM group_leaders WHERE user_id = %s UNION SELECT l.group_id FROM group_leader_groups l "
    "JOIN memberships m ON m.group_id = l.leaders_id WHERE m.user_id = %s"
)


@dataclass(frozen=True, slots=True)
class Led:
    """A group that somebody may decide about."""

    id: int
    name: str
    description: str
    hidden: bool
    open: bool
    restricted: bool
    members: int
    waiting: int


async def led_by(actor: Actor) -> list[Led]:
    """The groups that the actor decides about, by name, with what waits there; one statement."""
    if not actor.active or (actor.user_id is None and not actor.may(MANAGE)):
        return []
    mine = "" if actor.may(MANAGE) else f" AND g.id IN ({_LED})"
    found = await rows(
        "SELECT g.id, g.name, g.description, g.hidden, g.`open`, g.restricted, "
        "(SELECT COUNT(*) FROM memberships m WHERE m.group_id = g.id) AS members, "
        "(SELECT COUNT(*) FROM group_requests r WHERE r.group_id = g.id AND r.pending = 1) AS waiting "
        f"FROM `groups` g WHERE NOT g.internal{mine} ORDER BY g.name",
        [] if actor.may(MANAGE) else [actor.user_id, actor.user_id],
    )
    return [
        Led(
            r["id"],
            r["name"],
            r["description"],
            bool(r["hidden"]),
            bool(r["open"]),
            bool(r["restricted"]),
            r["members"],
            r["waiting"],
        )
        for r in found
    ]


async def leads_any(actor: Actor) -> bool:
    """Whether the actor decides about any group at all; for menus."""
    if not actor.active or actor.user_id is None:
        return False
    if actor.may(MANAGE):
        return True
    return bool(await rows(f"SELECT 1 FROM ({_LED}) l LIMIT 1", [actor.user_id, actor.user_id]))


async def leads(actor: Actor, group: Group) -> bool:
    """Whether the actor decides about this group at this moment. Nobody but Concord does about an internal one."""
    if actor.face is Face.SYSTEM:
        return True
    if group.internal or not actor.active:
        return False
    if actor.may(MANAGE):
        return True
    if actor.user_id is None:
        return False
    params = [actor.user_id, actor.user_id, group.id]
    return bool(await rows(f"SELECT 1 FROM ({_LED}) l WHERE l.group_id = %s", params))


async def directly(actor: Actor) -> set[int]:
    """The groups that the actor leads by himself or through a leader group, whatever else he manages."""
    if actor.user_id is None or not actor.active:
        return set()
    return {r["group_id"] for r in await rows(_LED, [actor.user_id, actor.user_id])}


async def must_lead(actor: Actor, group_id: int) -> Group:
    """The group, for who decides about it. Raises NotFound, or Forbidden with whom to ask."""
    group = await Group.get_or_none(id=group_id)
    if group is None:
        raise NotFound("group.no_such", id=group_id)
    if not await leads(actor, group):
        raise Forbidden("group.internal" if group.internal else "group.not_leader", group=group.name)
    return group


async def leaders_of(group_ids: Collection[int]) -> dict[int, list[int]]:
    """The active accounts that lead each of these groups, directly or through a leader group, each once."""
    ids = ", ".join(map(str, sorted(set(group_ids)))) or "NULL"
    found = await rows(
        f"SELECT group_id, user_id FROM (SELECT group_id, user_id FROM group_leaders WHERE group_id IN ({ids}) "
        "UNION SELECT l.group_id, m.user_id FROM group_leader_groups l JOIN memberships m ON m.group_id = l.leaders_id "
        f"WHERE l.group_id IN ({ids})) x JOIN users u ON u.id = x.user_id WHERE u.is_active ORDER BY user_id"
    )
    leaders: dict[int, list[int]] = defaultdict(list)
    for row in found:
        leaders[row["group_id"]].append(row["user_id"])
    return leaders
