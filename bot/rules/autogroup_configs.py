"""Configurations of automatic groups: listing, previewing, saving and deleting them, and taking over a group."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.database import retried, rows, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, autogroups, groups
from bot.rules.access import STAFF, Actor, permission
from bot.rules.autogroups import Book, Key
from bot.rules.events import AutoGroupsEdited
from bot.rules.queue import emit
from models.autogroups import AutoGroup, AutoGroupConfig, AutoGroupKind, AutoGroupState, NameSource
from models.fields import folded
from models.groups import Group
from models.states import State

VIEW = permission("eve_autogroups.view_autogroupsconfig", "Can view configurations of automatic groups")
ADD = permission("eve_autogroups.add_autogroupsconfig", "Can add configurations of automatic groups")
CHANGE = permission("eve_autogroups.change_autogroupsconfig", "Can change configurations of automatic groups")
DELETE = permission("eve_autogroups.delete_autogroupsconfig", "Can delete configurations of automatic groups")

NEW = 0
"""The id of a configuration that is not saved yet."""
SHOWN_NAMES = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """What a configuration is, or shall be."""

    states: frozenset[int] = frozenset()
    corp_groups: bool = False
    corp_group_prefix: str = "Corp "
    corp_name_source: NameSource = NameSource.NAME
    alliance_groups: bool = False
    alliance_group_prefix: str = "Alliance "
    alliance_name_source: NameSource = NameSource.NAME
    replace_spaces: bool = False
    replace_spaces_with: str = ""

    def columns(self) -> dict[str, Any]:
        """Its values by column, without the states."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(n for n in Draft.__dataclass_fields__ if n != "states")


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration as lists show it."""

    id: int
    draft: Draft
    states: tuple[str, ...]  # their names, the highest first
    groups: int
    members: int
    closing: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One automatic group of a configuration."""

    group_id: int
    name: str
    kind: AutoGroupKind
    entity_id: int
    members: int


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


# -- looking ---------------------------------------------------------------------------------------------


def _draft(row: dict[str, Any], states: Iterable[int]) -> Draft:
    values = {n: row[n] for n in COLUMNS}
    for name in ("corp_groups", "alliance_groups", "replace_spaces"):
        values[name] = bool(values[name])
    for name in ("corp_name_source", "alliance_name_source"):
        values[name] = NameSource(values[name])
    return Draft(frozenset(states), **values)


async def listed(actor: Actor, config_id: int | None = None) -> list[Config]:
    """All configurations (or one), with the numbers of their groups and of who is in them; three statements."""
    actor.must(VIEW)
    where = "" if config_id is None else f" WHERE c.id = {config_id:d}"
    found = await rows(
        "SELECT c.*, (SELECT COUNT(*) FROM autogroups a WHERE a.config_id = c.id) AS `groups`, "
        "(SELECT COUNT(DISTINCT m.user_id) FROM autogroups a JOIN memberships m ON m.group_id = a.group_id "
        f"WHERE a.config_id = c.id) AS members FROM autogroup_configs c{where} ORDER BY c.id"
    )
    listed_states = await rows(
        "SELECT a.config_id, a.state_id, s.name FROM autogroup_states a JOIN states s ON s.id = a.state_id "
        "ORDER BY s.priority DESC"
    )
    return [
        Config(
            r["id"],
            _draft(r, (s["state_id"] for s in listed_states if s["config_id"] == r["id"])),
            tuple(s["name"] for s in listed_states if s["config_id"] == r["id"]),
            r["groups"],
            r["members"],
            bool(r["closing"]),
        )
        for r in found
    ]


async def one(actor: Actor, config_id: int) -> Config:
    """One configuration; raises NotFound."""
    found = await listed(actor, config_id)
    if not found:
        raise NotFound("autogroup.no_such", id=config_id)
    return found[0]


async def lines(actor: Actor, config_id: int) -> list[Line]:
    """The groups of a configuration with their numbers of members, by name; one statement."""
    actor.must(VIEW)
    found = await rows(
        "SELECT a.group_id, g.name, a.kind, a.entity_id, "
        "(SELECT COUNT(*) FROM memberships m WHERE m.group_id = a.group_id) AS members "
        "FROM autogroups a JOIN `groups` g ON g.id = a.group_id WHERE a.config_id = %s ORDER BY g.name_key",
        [config_id],
    )
    return [
        Line(r["group_id"], r["name"], AutoGroupKind(r["kind"]), r["entity_id"], r["members"]) for r in found
    ]


async def states_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """The states that a configuration may cover, the highest first."""
    actor.must(VIEW)
    return await State.all().order_by("-priority").values_list("id", "name")  # type: ignore[return-value]


# -- previewing ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """What is counted while a preview looks at everybody."""

    joins: Counter[Key] = field(default_factory=Counter)
    leaves: Counter[Key] = field(default_factory=Counter)
    joining: set[int] = field(default_factory=set)
    leaving: set[int] = field(default_factory=set)
    hashed: Any = field(default_factory=hashlib.sha256)


async def preview(actor: Actor, config_id: int = NEW, draft: Draft | None = None) -> Preview:
    """What a configuration would do: as it stands, or as it would be with `draft`. Nothing is changed.

    A dozen statements, and three more for every 5,000 people. Raises NotFound, Invalid.
    """
    if not actor.may(groups.CHANGE):
        actor.must(CHANGE if config_id else ADD)
    book = await autogroups.load()
    if config_id and config_id not in book.plans:
        raise NotFound("autogroup.no_such", id=config_id)
    if draft is not None:
        columns = {"id": config_id, "closing": False, **(await _checked(draft)).columns()}
        plans = {**book.plans, config_id: autogroups.plan(columns, draft.states)}
        book = replace(book, plans=plans)
    return await _weigh(book, config_id)


async def preview_deletion(actor: Actor, config_id: int) -> Preview:
    """What deleting a configuration would do."""
    actor.must(DELETE)
    book = await autogroups.load()
    if config_id not in book.plans:
        raise NotFound("autogroup.no_such", id=config_id)
    return await _weigh(
        replace(book, plans={**book.plans, config_id: autogroups.Plan(config_id, frozenset(), {})}), config_id
    )


async def _weigh(book: Book, config_id: int) -> Preview:
    own = {k: m for k, m in book.made.items() if k[0] == config_id}
    tally = await _count(book, config_id, own)
    called = await autogroups.names_for(book, {*own, *tally.joins})
    taken = await autogroups.taken_names(called[k] for k in called if k not in own)
    new = {k: autogroups.free_name(called[k], taken) for k in sorted(called) if k not in own}
    shown = {k: m.group for k, m in own.items()} | new
    renamed = [(own[k].group, n) for k, n in sorted(called.items()) if k in own and own[k].group != n]
    gone = await _leaving([m.group_id for k, m in own.items() if k[1] not in book.plans[config_id].naming])
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
        await _in_the_way({k: called[k] for k in new if new[k] != called[k]}),
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


# -- changing --------------------------------------------------------------------------------------------


async def _checked(draft: Draft) -> Draft:
    """The draft, if it can be saved; raises Invalid, NotFound."""
    for name, most in (("corp_group_prefix", 50), ("alliance_group_prefix", 50), ("replace_spaces_with", 10)):
        if len(getattr(draft, name)) > most:
            raise Invalid(f"autogroup.{name}_length", maximum=most)
    if len(await State.filter(id__in=draft.states)) != len(draft.states):
        raise NotFound("autogroup.no_such_state")
    return draft


async def save(actor: Actor, draft: Draft, config_id: int = NEW, *, fingerprint: str) -> int:
    """Make a configuration, or change one, if the world is still as the preview saw it; returns its id.

    The people follow in the background. Raises Conflict("autogroup.changed") if it is not.
    """
    actor.must(CHANGE if config_id else ADD)
    if (await preview(actor, config_id, draft)).fingerprint != fingerprint:
        raise Conflict("autogroup.changed")
    return await _save(actor, draft, config_id)


@retried
async def _save(actor: Actor, draft: Draft, config_id: int) -> int:
    before = None
    if config_id:
        before = await _describe(await _locked(config_id))
        await AutoGroupConfig.filter(id=config_id).update(**draft.columns())
        await AutoGroupState.filter(config_id=config_id).delete()
    else:
        config_id = (await AutoGroupConfig.create(**draft.columns())).id
    await AutoGroupState.bulk_create(
        [AutoGroupState(config_id=config_id, state_id=s) for s in sorted(draft.states)]
    )
    after = await _describe(await _locked(config_id))
    entry = audit.Entry("autogroup.saved", thing=f"autogroup:{config_id}", before=before, after=after)
    await audit.record(actor, [entry])
    await emit(AutoGroupsEdited(frozenset()))
    return config_id


async def delete(actor: Actor, config_id: int, *, fingerprint: str) -> None:
    """Take everybody out of a configuration's groups, remove them, and forget it: in the background, slice by slice."""
    if (await preview_deletion(actor, config_id)).fingerprint != fingerprint:
        raise Conflict("autogroup.changed")
    await _delete(actor, config_id)


@retried
async def _delete(actor: Actor, config_id: int) -> None:
    config = await _locked(config_id)
    entry = audit.Entry("autogroup.deleted", thing=f"autogroup:{config_id}", before=await _describe(config))
    await AutoGroupConfig.filter(id=config_id).update(closing=True)
    await audit.record(actor, [entry])
    await emit(AutoGroupsEdited(frozenset()))


@retried
async def apply(actor: Actor, config_id: int, *, fingerprint: str = "") -> None:
    """Look at everybody now; what a preview showed follows in the background. Raises NotFound, Conflict."""
    actor.must(STAFF)
    if (found := await preview(actor, config_id)).fingerprint != fingerprint:
        raise Conflict("autogroup.changed")
    async with transaction():
        entry = audit.Entry(
            "autogroup.applied", thing=f"autogroup:{config_id}", after={"people": found.people}
        )
        await audit.record(actor, [entry])
        await emit(AutoGroupsEdited(frozenset()))


@retried
async def adopt(actor: Actor, config_id: int, kind: AutoGroupKind, entity_id: int) -> int:
    """Let the ordinary group of the right name stand for a corporation or alliance from now on; returns its id.

    Whoever does not belong to that leaves it. A group that carries rights is a superuser's to hand out, and one that
    a rule or another configuration decides about cannot be taken over. Raises Forbidden, NotFound, Conflict.
    """
    actor.must(CHANGE)
    await _locked(config_id)
    book = await autogroups.load()
    key = (config_id, kind, entity_id)
    called = (await autogroups.names_for(book, [key])).get(key)
    group = await Group.get_or_none(name_key=folded(called)) if called else None
    if group is None:
        raise NotFound("autogroup.no_group_of_that_name")
    if group.rule is not None or await AutoGroup.filter(group_id=group.id).exists():
        raise Conflict("autogroup.decided_elsewhere", name=group.name)
    held = await rows("SELECT COUNT(*) AS n FROM group_grants WHERE group_id = %s", [group.id])
    if (held[0]["n"] or group.restricted) and not actor.superuser:
        raise Forbidden("autogroup.carries_rights", name=group.name)
    await AutoGroup.filter(config_id=config_id, kind=kind, entity_id=entity_id).delete()
    await AutoGroup.create(config_id=config_id, group_id=group.id, kind=kind, entity_id=entity_id)
    entry = audit.Entry(
        "autogroup.adopted", thing=f"group:{group.id}", after={"kind": kind.value, "id": entity_id}
    )
    await audit.record(actor, [entry])
    await emit(AutoGroupsEdited(frozenset()))
    return group.id


async def _locked(config_id: int) -> AutoGroupConfig:
    config = await AutoGroupConfig.filter(id=config_id, closing=False).select_for_update().first()
    if config is None:
        raise NotFound("autogroup.no_such", id=config_id)
    return config


async def _describe(config: AutoGroupConfig) -> dict[str, Any]:
    """A configuration as the trail remembers it."""
    names = (
        await State.filter(autogroups__config_id=config.id)
        .order_by("-priority")
        .values_list("name", flat=True)
    )
    values = {n: getattr(config, n) for n in COLUMNS}
    return {n: v.value if isinstance(v, NameSource) else v for n, v in values.items()} | {
        "states": list(names)
    }
