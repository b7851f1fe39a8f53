"""Automatic groups: one for each corporation or alliance of people in chosen states, kept in step with EVE.

Configurations are edited in `autogroup_configs`; here is the pass that makes, renames, fills, empties and removes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.database import dialect, retried, rows, slice_size
from bot.rules import audit, groups, roles
from bot.rules.access import SYSTEM
from bot.rules.states import Person, people
from models.autogroups import AutoGroup, AutoGroupConfig, AutoGroupKind, NameSource
from models.fields import folded
from models.groups import Group, Membership, ReservedName

LONGEST = 100
"""What a group's name may have, and a Discord role's."""
IN_STATEMENT = 5000
MADE_AT_ONCE = 100
RENAMED_AT_ONCE = 20
"""Each has its role looked for: on SQLite everybody waits for the transaction."""

Key = tuple[int, AutoGroupKind, int]
"""What a group stands for: a configuration, a kind, and EVE's id."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How groups of one kind are called. `spaces`: what blanks become, None if they stay."""

    prefix: str
    source: NameSource
    spaces: str | None = None

    def of(self, name: str, ticker: str) -> str:
        """The name of a group for a corporation or alliance; "" while EVE has not told what that is called."""
        own = ticker if self.source is NameSource.TICKER else name
        if not own:
            return ""
        text = f"{self.prefix}{own}"
        if self.spaces is not None:
            text = text.strip().replace(" ", self.spaces)
        return " ".join(text.split())[:LONGEST].strip()


@dataclass(frozen=True, slots=True)
class Plan:
    """What one configuration wants: for people in which states, which kinds of groups."""

    id: int
    states: frozenset[int]
    naming: dict[AutoGroupKind, Naming]  # only kinds that are switched on

    def keys(self, person: Person) -> Iterable[Key]:
        """The groups that somebody should be in."""
        if not person.active or person.standing is None or person.state_id not in self.states:
            return
        here = {
            AutoGroupKind.CORPORATION: person.standing.corporation_id,
            AutoGroupKind.ALLIANCE: person.standing.alliance_id,
        }
        for kind in self.naming:
            if entity := here[kind]:
                yield self.id, kind, entity


@dataclass(frozen=True, slots=True)
class Made:
    """A group that stands for something, and what that is called in EVE now."""

    group_id: int
    group: str
    name: str
    ticker: str


@dataclass(frozen=True, slots=True)
class Book:
    """All configurations and their groups, loaded once for a pass; deciding asks nothing more."""

    plans: dict[int, Plan] = field(default_factory=dict)
    made: dict[Key, Made] = field(default_factory=dict)
    closing: frozenset[int] = frozenset()  # configurations that were deleted and still have groups

    def keys(self, person: Person) -> set[Key]:
        """Every group that somebody should be in, made or not."""
        return {key for plan in self.plans.values() for key in plan.keys(person)}

    def leftover(self) -> list[int]:
        """Groups of kinds that are switched off, or replaced by another: they go when they are empty."""
        return [
            m.group_id
            for (config, kind, entity), m in self.made.items()
            if entity < 0 or kind not in self.plans[config].naming
        ]


def plan(row: dict[str, Any], states: Iterable[int]) -> Plan:
    """The plan of a configuration's columns."""
    spaces = row["replace_spaces_with"] if row["replace_spaces"] else None
    naming = {}
    if row["corp_groups"] and not row["closing"]:
        source = NameSource(row["corp_name_source"])
        naming[AutoGroupKind.CORPORATION] = Naming(row["corp_group_prefix"], source, spaces)
    if row["alliance_groups"] and not row["closing"]:
        source = NameSource(row["alliance_name_source"])
        naming[AutoGroupKind.ALLIANCE] = Naming(row["alliance_group_prefix"], source, spaces)
    return Plan(row["id"], frozenset(states), naming)


async def load(*, lock: bool = False) -> Book:
    """The book as it is now: three statements, one where there are no configurations.

    With `lock` (inside a transaction) nobody edits a configuration before that ends.
    """
    tail = " LOCK IN SHARE MODE" if lock and dialect() == "mysql" else ""
    configs = await rows(f"SELECT * FROM autogroup_configs ORDER BY id{tail}")
    if not configs:
        return Book()
    states: dict[int, list[int]] = defaultdict(list)
    for row in await rows("SELECT config_id, state_id FROM autogroup_states"):
        states[row["config_id"]].append(row["state_id"])
    found = await rows(
        "SELECT a.config_id, a.kind, a.entity_id, a.group_id, g.name AS called, "
        "COALESCE(c.name, l.name) AS name, COALESCE(c.ticker, l.ticker) AS ticker "
        "FROM autogroups a JOIN `groups` g ON g.id = a.group_id "
        "LEFT JOIN corporations c ON a.kind = 'corporation' AND c.id = a.entity_id "
        "LEFT JOIN alliances l ON a.kind = 'alliance' AND l.id = a.entity_id ORDER BY a.id"
    )
    return Book(
        {c["id"]: plan(c, states[c["id"]]) for c in configs},
        {
            (r["config_id"], AutoGroupKind(r["kind"]), r["entity_id"]): Made(
                r["group_id"], r["called"], r["name"] or "", r["ticker"] or ""
            )
            for r in found
        },
        frozenset(c["id"] for c in configs if c["closing"]),
    )


# -- the pass --------------------------------------------------------------------------------------------


async def reassess(users: frozenset[int] | None) -> None:
    """Stage 3: bring the automatic groups of these people (None: everybody's) to what they should be.

    One statement where there are no configurations; otherwise about ten, five more for every 5,000 people, and a
    handful for every slice of those who change.
    """
    book = await load()
    if not book.plans:
        return
    await _rename(book)
    moving, missing = await _look(book, users)
    for start in range(0, len(missing), MADE_AT_ONCE):
        await _make(missing[start : start + MADE_AT_ONCE])
    size = slice_size() // 2
    for start in range(0, len(moving), size):
        await _move(moving[start : start + size])
    await _sweep()


async def reassess_everybody(_users: frozenset[int] | None) -> None:
    """What follows an edited configuration: a look at all."""
    await reassess(None)


async def _look(book: Book, users: frozenset[int] | None) -> tuple[list[int], list[Key]]:
    """Who is in other groups than they should be, and which groups are still to be made."""
    moving: list[int] = []
    missing: set[Key] = set()
    async for part in in_slices(users):
        have = await memberships(part)
        for person in await people(part):
            keys = book.keys(person)
            missing |= keys - book.made.keys()
            if {book.made[k].group_id if k in book.made else 0 for k in keys} != have[person.user_id]:
                moving.append(person.user_id)
    return moving, sorted(missing)


async def in_slices(users: Iterable[int] | None) -> AsyncIterator[list[int]]:
    """These people (None: everybody), as many at a time as a statement takes and the loop bears."""
    if users is None:
        users = [r["id"] for r in await rows("SELECT id FROM users")]
    ids = sorted(users)
    for start in range(0, len(ids), IN_STATEMENT):
        yield ids[start : start + IN_STATEMENT]


async def memberships(users: Collection[int]) -> dict[int, set[int]]:
    """The automatic groups that these people are in; one statement."""
    have: dict[int, set[int]] = defaultdict(set)
    for row in await rows(
        "SELECT m.user_id, m.group_id FROM memberships m JOIN autogroups a ON a.group_id = m.group_id "
        f"WHERE m.user_id IN ({', '.join(map(str, users)) or 'NULL'})"
    ):
        have[row["user_id"]].add(row["group_id"])
    return have


@retried
async def _move(user_ids: list[int]) -> None:
    """Write one slice: read again under lock, so that a newer fact is not overwritten by an older one."""
    book = await load(lock=True)
    adds: list[tuple[int, int]] = []
    removes: list[tuple[int, int]] = []
    found = await people(user_ids, lock=True)
    have = await memberships(user_ids)
    for person in found:
        wanted = {book.made[k].group_id for k in book.keys(person) if k in book.made}
        adds += [(person.user_id, g) for g in wanted - have[person.user_id]]
        removes += [(person.user_id, g) for g in have[person.user_id] - wanted]
    await groups.change(SYSTEM, adds=adds, removes=removes)


# -- groups come to be, are renamed, and go ----------------------------------------------------------------


@retried
async def _make(keys: list[Key]) -> None:
    """Make groups for these, where none was made meanwhile. What EVE has not named yet waits: its name will come."""
    await AutoGroupConfig.filter(id__in={c for c, _, _ in keys}).select_for_update()
    book = await load()
    called = await names_for(book, [k for k in keys if k not in book.made])
    if not called:
        return
    taken = await taken_names(called.values())
    new: dict[Key, Group] = {}
    for key, base in called.items():
        name = free_name(base, taken)
        taken.add(folded(name))
        new[key] = Group(name=name, name_key=folded(name))
    await Group.bulk_create(new.values())  # a name taken this very moment fails, and is looked at again
    ids = dict(
        await Group.filter(name_key__in=[g.name_key for g in new.values()]).values_list("name_key", "id")
    )
    await AutoGroup.bulk_create(
        [
            AutoGroup(config_id=c, kind=kind, entity_id=entity, group_id=ids[group.name_key])
            for (c, kind, entity), group in new.items()
        ]
    )
    await audit.record(
        SYSTEM,
        [
            audit.Entry("autogroup.made", thing=f"group:{ids[g.name_key]}", after={"name": g.name})
            for g in new.values()
        ],
    )


async def names_for(book: Book, keys: Iterable[Key]) -> dict[Key, str]:
    """What the groups of these would be called, as far as EVE has told; at most two statements."""
    known: dict[tuple[AutoGroupKind, int], tuple[str, str]] = {}
    keys = sorted(k for k in keys if k[0] in book.plans and k[1] in book.plans[k[0]].naming)
    for kind, table in ((AutoGroupKind.CORPORATION, "corporations"), (AutoGroupKind.ALLIANCE, "alliances")):
        ids = sorted({entity for _, k, entity in keys if k is kind})
        if ids:
            found = await rows(
                f"SELECT id, name, ticker FROM {table} WHERE id IN ({', '.join(map(str, ids))})"
            )
            known |= {(kind, r["id"]): (r["name"], r["ticker"]) for r in found}
    called = {(c, k, e): book.plans[c].naming[k].of(*known.get((k, e), ("", ""))) for c, k, e in keys}
    return {key: name for key, name in called.items() if name}


async def taken_names(bases: Iterable[str]) -> set[str]:
    """Which of these names (folded) groups bear or operators have reserved, with their numbered kin `name_1` …"""
    wanted = sorted({folded(b) for b in bases})
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        for model in (Group, ReservedName):
            same = await model.filter(name_key__in=part).values_list("name_key", flat=True)
            found |= {str(k) for k in same}
    for base in sorted(found):
        for model in (Group, ReservedName):
            kin = await model.filter(name_key__startswith=f"{base[: LONGEST - 6]}").values_list(
                "name_key", flat=True
            )
            found |= {str(k) for k in kin}
    return found


def free_name(base: str, taken: Collection[str]) -> str:
    """The name itself, or the first of `name_1`, `name_2` … that is free of what we know to be taken."""
    name, number = base, 0
    while folded(name) in taken:
        number += 1
        tail = f"_{number}"
        name = base[: LONGEST - len(tail)].rstrip() + tail
    return name


async def _rename(book: Book) -> None:
    """Let groups follow what their corporation or alliance is called now, and their roles with them.

    `name_1` is right only while another group bears `name`.
    """
    wrong: dict[Key, str] = {}
    numbered: dict[Key, str] = {}
    for key, made in book.made.items():
        naming = book.plans[key[0]].naming.get(key[1])
        base = naming.of(made.name, made.ticker) if naming else ""
        if base and made.group != base:
            (numbered if re.fullmatch(re.escape(base) + r"_\d+", made.group) else wrong)[key] = base
    if numbered:
        taken = await taken_names(numbered.values())
        wrong |= {key: base for key, base in numbered.items() if folded(base) not in taken}
    todo = sorted(wrong)
    for start in range(0, len(todo), RENAMED_AT_ONCE):
        await _rename_some({key: wrong[key] for key in todo[start : start + RENAMED_AT_ONCE]})


@retried
async def _rename_some(wrong: dict[Key, str]) -> None:
    """Rename a few groups; those whose name is free go first, so that names handed on are not numbered."""
    await AutoGroupConfig.filter(id__in={c for c, _, _ in wrong}).select_for_update()
    book = await load()
    taken = await taken_names(wrong.values())
    pending = {key: base for key, base in wrong.items() if key in book.made}
    while pending:
        own = {key: folded(book.made[key].group) for key in pending}
        free = [k for k, base in pending.items() if folded(base) not in taken - {own[k]}]
        for key in free or [next(iter(pending))]:
            made, base = book.made[key], pending.pop(key)
            taken.discard(own[key])
            name = free_name(base, taken)
            taken.add(folded(name))
            await _rename_one(made, name)


async def _rename_one(made: Made, name: str) -> None:
    await Group.filter(id=made.group_id).update(name=name, name_key=folded(name))
    await roles.renamed(group_id=made.group_id, old=made.group, new=name)
    before, after = {"name": made.group}, {"name": name}
    entry = audit.Entry("autogroup.renamed", thing=f"group:{made.group_id}", before=before, after=after)
    await audit.record(SYSTEM, [entry])


async def _sweep() -> None:
    """Remove empty groups of kinds that are switched off, and deleted configurations without groups."""
    book = await load()
    gone = book.leftover()
    for start in range(0, len(gone), RENAMED_AT_ONCE):
        await _remove(gone[start : start + RENAMED_AT_ONCE])
    for config_id in book.closing:
        await _forget(config_id)


@retried
async def _remove(group_ids: list[int]) -> None:
    """Delete those of these groups that nobody is in."""
    still = set(await Membership.filter(group_id__in=group_ids).distinct().values_list("group_id", flat=True))
    empty = [g for g in group_ids if g not in still]
    named = await Group.filter(id__in=empty).values_list("id", "name")
    await audit.record(
        SYSTEM,
        [audit.Entry("autogroup.removed", thing=f"group:{g}", before={"name": name}) for g, name in named],
    )
    for group_id in empty:
        await roles.orphan(group_id=group_id)
    await Group.filter(id__in=empty).delete()


@retried
async def _forget(config_id: int) -> None:
    """The last step of deleting a configuration."""
    if not await AutoGroup.filter(config_id=config_id).exists():
        await AutoGroupConfig.filter(id=config_id, closing=True).delete()
