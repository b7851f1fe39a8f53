"""What a configuration of automatic groups would do: counted and named before anything is done."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.database import rows
from bot.rules import autogroups
from bot.rules.autogroups import Book, Key
from models.autogroups import AutoGroupKind
from models.fields import folded
from models.groups import Group

SHOWN_NAMES = 20


@dataclass(frozen=True, slots=True)
class Leaving:
    """A group that would be removed, and what goes with it."""

    group_id: int
    name: str
    members: int
    grants: int


@dataclass(frozen=True, slots=True)
class InTheWay:
    """An ordinary group that bears the name which an automatic one would have."""

    kind: AutoGroupKind
    entity_id: int
    name: str
    group_id: int | None  # None: the name is reserved


@dataclass(frozen=True, slots=True)
class Preview:
    """What a configuration would do, counted before anything is done."""

    config_id: int
    joins: dict[str, int] = field(default_factory=dict)  # by name of the group
    leaves: dict[str, int] = field(default_factory=dict)
    joining: int = 0  # people
    leaving: int = 0
    names: tuple[str, ...] = ()  # of people concerned, at most 20
    new: tuple[str, ...] = ()  # groups that would be made
    renamed: tuple[tuple[str, str], ...] = ()
    gone: tuple[Leaving, ...] = ()
    in_the_way: tuple[InTheWay, ...] = ()
    unnamed: int = 0  # corporations and alliances that EVE has not named yet
    fingerprint: str = ""

    @property
    def people(self) -> int:
        """How many people it concerns at most."""
        return self.joining + self.leaving

    @property
    def nothing(self) -> bool:
        """Whether everything is as it should be."""
        return not (self.joins or self.leaves or self.new or self.renamed or self.gone)


@dataclass(slots=True)
class _Tally:
    """What is counted while a preview looks at everybody."""

    joins: Counter[Key] = field(default_factory=Counter)
    leaves: Counter[Key] = field(default_factory=Counter)
    joining: set[int] = field(default_factory=set)
    leaving: set[int] = field(default_factory=set)
    hashed: Any = field(default_factory=hashlib.sha256)


async def weigh(book: Book, config_id: int) -> Preview:
    """What the configuration of this book would do; a dozen statements, three more for every 5,000 people."""
    own, leftover = {k: m for k, m in book.made.items() if k[0] == config_id}, set(book.leftover())
    tally = await _count(book, config_id, own)
    called = await autogroups.names_for(book, {*own, *tally.joins})
    differing = {k: n for k, n in called.items() if k not in own or own[k].group != n}
    taken = await autogroups.taken_names(differing.values())
    new = {k: autogroups.free_name(n, taken) for k, n in sorted(differing.items()) if k not in own}
    shown = {k: m.group for k, m in own.items()} | new
    blocked = {k: n for k, n in differing.items() if folded(n) in taken and folded(shown[k]) != folded(n)}
    renamed = [(own[k].group, n) for k, n in sorted(differing.items()) if k in own and k not in blocked]
    gone = await _leaving([m.group_id for k, m in own.items() if m.group_id in leftover])
    tally.hashed.update(repr((sorted(shown.items()), renamed, gone)).encode())
    return Preview(
        config_id,
        {shown[k]: n for k, n in sorted(tally.joins.items()) if k in shown},
        {shown[k]: n for k, n in sorted(tally.leaves.items())},
        len(tally.joining),
        len(tally.leaving),
        await _names(tally.joining | tally.leaving),
        tuple(sorted(new.values())),
        tuple(renamed),
        tuple(gone),
        await _in_the_way(blocked),
        len([k for k in tally.joins if k not in shown]),
        tally.hashed.hexdigest()[:16],
    )


async def _count(book: Book, config_id: int, own: dict[Key, autogroups.Made]) -> _Tally:
    tally, plan = _Tally(), book.plans[config_id]
    by_group = {m.group_id: k for k, m in own.items()}
    async for part in autogroups.in_slices(None):
        have = await autogroups.memberships(part)
        for person in await autogroups.people(part):
            wanted = set(plan.keys(person))
            present = {by_group[g] for g in have[person.user_id] if g in by_group}
            if wanted == present:
                continue
            tally.joins.update(wanted - present)
            tally.leaves.update(present - wanted)
            if wanted - present:
                tally.joining.add(person.user_id)
            if present - wanted:
                tally.leaving.add(person.user_id)
            tally.hashed.update(repr((person.user_id, sorted(wanted ^ present))).encode())
    return tally


async def _leaving(group_ids: list[int]) -> list[Leaving]:
    """What would be removed with these groups."""
    found = await rows(
        "SELECT g.id, g.name, (SELECT COUNT(*) FROM memberships m WHERE m.group_id = g.id) AS members, "
        "(SELECT COUNT(*) FROM group_grants p WHERE p.group_id = g.id) AS grants "
        f"FROM `groups` g WHERE g.id IN ({', '.join(map(str, group_ids)) or 'NULL'}) ORDER BY g.name_key"
    )
    return [Leaving(r["id"], r["name"], r["members"], r["grants"]) for r in found]


async def _names(users: set[int]) -> tuple[str, ...]:
    some = sorted(users)[:SHOWN_NAMES]
    found = await rows(
        f"SELECT name FROM subjects WHERE user_id IN ({', '.join(map(str, some)) or 'NULL'}) ORDER BY name"
    )
    return tuple(r["name"] for r in found)


async def _in_the_way(called: dict[Key, str]) -> tuple[InTheWay, ...]:
    keys = [folded(n) for n in called.values()]
    there = dict(await Group.filter(name_key__in=keys).values_list("name_key", "id")) if keys else {}
    return tuple(InTheWay(k[1], k[2], name, there.get(folded(name))) for k, name in sorted(called.items()))
