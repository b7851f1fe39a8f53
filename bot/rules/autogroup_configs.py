"""Configurations of automatic groups: listing, previewing, saving and deleting them, and taking over a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.database import retried, rows, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, autogroups, grants, switches
from bot.rules.access import STAFF, Actor, permission
from bot.rules.autogroup_preview import Preview, weigh
from bot.rules.events import AutoGroupsEdited
from bot.rules.queue import emit
from bot.voice import say
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


# -- looking ---------------------------------------------------------------------------------------------


def _draft(row: dict[str, Any], states: Iterable[int]) -> Draft:
    values = {n: row[n] for n in COLUMNS}
    for name in ("corp_groups", "alliance_groups", "replace_spaces"):
        values[name] = bool(values[name])
    for name in ("corp_name_source", "alliance_name_source"):
        values[name] = NameSource(values[name])
    return Draft(frozenset(states), **values)


def _must_see(actor: Actor) -> None:
    """Whoever changes configurations or groups sees them as well."""
    if not any(actor.may(p) for p in (ADD, CHANGE, DELETE, switches.CHANGE)):
        actor.must(VIEW)


async def listed(actor: Actor, config_id: int | None = None) -> list[Config]:
    """All configurations (or one), with the numbers of their groups and of who is in them; three statements."""
    _must_see(actor)
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


def title(config: Config, language: str) -> str:
    """How a configuration is called, as it has no name: "Corp …, Alliance … · Member, Blue"."""
    draft = config.draft
    kinds = [(draft.corp_group_prefix, "autogroup.corporations")] if draft.corp_groups else []
    kinds += [(draft.alliance_group_prefix, "autogroup.alliances")] if draft.alliance_groups else []
    what = ", ".join(f"{k.strip()} …" if k.strip() else say(language, plain) for k, plain in kinds)
    off = say(language, "autogroup.off")
    return f"{what or off} · {', '.join(config.states) or say(language, 'autogroup.nobody')}"


async def one(actor: Actor, config_id: int) -> Config:
    """One configuration; raises NotFound."""
    found = await listed(actor, config_id)
    if not found:
        raise NotFound("autogroup.no_such", id=config_id)
    return found[0]


async def lines(actor: Actor, config_id: int) -> list[Line]:
    """The groups of a configuration with their numbers of members, by name; one statement."""
    _must_see(actor)
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
    _must_see(actor)
    return await State.all().order_by("-priority").values_list("id", "name")


# -- previewing ------------------------------------------------------------------------------------------


async def preview(actor: Actor, config_id: int = NEW, draft: Draft | None = None) -> Preview:
    """What a configuration would do: as it stands, or as it would be with `draft`. Nothing is changed.

    A dozen statements, and three more for every 5,000 people. Raises NotFound, Invalid.
    """
    if draft is not None or not actor.may(switches.CHANGE):
        actor.must(CHANGE if config_id else ADD)
    book = await autogroups.load()
    if config_id and (config_id not in book.plans or config_id in book.closing):
        raise NotFound("autogroup.no_such", id=config_id)
    if draft is not None:
        columns = {"id": config_id, "closing": False, **(await _checked(draft)).columns()}
        plans = {**book.plans, config_id: autogroups.plan(columns, draft.states)}
        book = replace(book, plans=plans)
    return await weigh(book, config_id)


async def preview_deletion(actor: Actor, config_id: int) -> Preview:
    """What deleting a configuration would do."""
    actor.must(DELETE)
    book = await autogroups.load()
    if config_id not in book.plans or config_id in book.closing:
        raise NotFound("autogroup.no_such", id=config_id)
    return await weigh(
        replace(book, plans={**book.plans, config_id: autogroups.Plan(config_id, frozenset(), {})}), config_id
    )


# -- changing --------------------------------------------------------------------------------------------


async def _checked(draft: Draft) -> Draft:
    """The draft, if it can be saved; raises Invalid, NotFound."""
    for name, most in (("corp_group_prefix", 50), ("alliance_group_prefix", 50), ("replace_spaces_with", 10)):
        if len(getattr(draft, name)) > most:
            raise Invalid(f"autogroup.{name}_length", maximum=most)
    if len(await State.filter(id__in=draft.states)) != len(draft.states):
        raise NotFound("autogroup.no_such_state")
    return draft


async def keep(actor: Actor, draft: Draft, config_id: int = NEW, *, fingerprint: str) -> int:
    """Make a configuration, or change one, if the world is still as the preview saw it; returns its id.

    Who lacks what its groups carry does not change who comes into them (Forbidden). The people follow in the background. Raises Conflict("autogroup.changed") if it is not.
    """
    actor.must(CHANGE if config_id else ADD)
    if (await preview(actor, config_id, draft)).fingerprint != fingerprint:
        raise Conflict("autogroup.changed")
    return await _keep(actor, draft, config_id)


@retried
async def _keep(actor: Actor, draft: Draft, config_id: int) -> int:
    before = None
    if config_id:
        for row in await rows(
            "SELECT DISTINCT a.group_id FROM autogroups a JOIN group_grants p ON p.group_id = a.group_id "
            "WHERE a.config_id = %s",
            [config_id],
        ):
            await grants.must_not_open(actor, row["group_id"])
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
    if standing_in := book.made.get(key):
        await AutoGroup.filter(group_id=standing_in.group_id).update(entity_id=-standing_in.group_id)
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
