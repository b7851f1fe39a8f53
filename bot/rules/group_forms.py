"""What forms about groups need besides the rules: names for the ids of leaders and groups, and ids for typed names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.database import rows
from bot.errors import NotFound
from bot.rules import groups, ruled
from bot.rules.access import Actor
from bot.rules.groups import Loss, Settings
from bot.rules.roster import character_name
from bot.rules.switches import CHANGE
from models.fields import folded
from models.states import State

MOST = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A group's settings as a form shows them."""

    settings: Settings
    leaders: str  # names, separated by semicolons
    leader_groups: str
    states: tuple[tuple[int, str], ...]  # all there are, the highest first
    automatic: bool


async def shown(actor: Actor, group_id: int) -> Shown:
    """The settings of a group with names in place of ids. Raises Forbidden, NotFound."""
    found = await groups.settings(actor, group_id)
    leaders = await rows(
        f"SELECT name FROM subjects WHERE user_id IN ({_ids(found.leaders)}) ORDER BY name",
    )
    over = await rows(
        f"SELECT name FROM `groups` WHERE id IN ({_ids(found.leader_groups)}) ORDER BY name_key"
    )
    auto = await rows("SELECT 1 FROM autogroups WHERE group_id = %s", [group_id])
    return Shown(
        found,
        "; ".join(r["name"] for r in leaders),
        "; ".join(r["name"] for r in over),
        tuple(await State.all().order_by("-priority").values_list("id", "name")),
        bool(auto),
    )


def _ids(ids: Sequence[int] | frozenset[int]) -> str:
    return ", ".join(map(str, sorted(ids))) or "NULL"


def _texts(text: str) -> list[str]:
    return [t for part in text.split(";") if (t := " ".join(part.split()))][:MOST]


async def leaders(actor: Actor, text: str) -> frozenset[int]:
    """The accounts of these pilots, each named in full by any of their characters. Raises NotFound."""
    actor.must(CHANGE)
    names = _texts(text)
    places = ", ".join(["%s"] * len(names)) or "NULL"
    found = await rows(
        "SELECT c.name, o.user_id FROM ownerships o JOIN characters c ON c.id = o.character_id "
        f"WHERE {character_name()} IN ({places})",
        names,
    )
    known = {r["name"].casefold(): r["user_id"] for r in found}
    for name in names:
        if name.casefold() not in known:
            raise NotFound("error.no_such", kind="pilot", text=name[:64], near="–")
    return frozenset(known.values())


async def named(actor: Actor, text: str) -> frozenset[int]:
    """The groups of these names. Raises NotFound."""
    actor.must(CHANGE)
    names = _texts(text)
    places = ", ".join(["%s"] * len(names)) or "NULL"
    found = await rows(
        f"SELECT id, name_key FROM `groups` WHERE name_key IN ({places})", [folded(n) for n in names]
    )
    known = {r["name_key"]: r["id"] for r in found}
    for name in names:
        if folded(name) not in known:
            raise NotFound("criteria.no_such_group", name=name[:100])
    return frozenset(known.values())


async def loss(actor: Actor, group_id: int) -> tuple[Loss, tuple[str, ...]]:
    """What deleting a group takes away, and the groups whose rules speak of it. Raises Forbidden, NotFound."""
    found = await groups.loss(actor, group_id)
    speaking = [g.name for g in await ruled.ruled() if group_id in ruled.speaks_of(g.rule)]
    return found, tuple(sorted(speaking))
