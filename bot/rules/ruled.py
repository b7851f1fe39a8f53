"""Groups that a rule decides about: who is in them follows at every change, and by the clock; a rule is tried out before.

A change of memberships asks `due` in its own transaction (`memberships.followed_by`), so what hangs on other groups
follows at once.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from bot.database import retried, rows, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, conditions, criteria, effects, grants, memberships
from bot.rules.access import Actor
from bot.rules.criteria import Evaluation, People, Rule
from bot.rules.effects import Effects, Supposed
from bot.rules.events import GroupsEdited
from bot.rules.memberships import RULE, Due
from bot.rules.queue import emit
from bot.rules.switches import CHANGE
from bot.voice import say
from models.autogroups import AutoGroup
from models.groups import Group

__all__ = ["CHANGE", "Outlook", "choose", "form", "look_by_the_clock", "preview", "sentence_of"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A group with its rule, and what else decides about who is in it."""

    id: int
    name: str
    rule: Rule | None  # None: nobody here can read it; its people stay as they are
    grace: bool
    states: frozenset[int] = frozenset()


# -- who is in, who should be ------------------------------------------------------------------------------


async def ruled(also: dict[int, Rule] | None = None, *, strict: bool = False) -> list[Ruled]:
    """All groups with a rule, each after those that its rule speaks of; one statement, two where there are any.

    With `strict` rules that run in a circle raise Conflict; otherwise a circle is cut somewhere.
    """
    more = ", ".join(map(str, also or {})) or "NULL"
    found = await rows(
        f"SELECT id, name, rule, grace_days FROM `groups` WHERE rule IS NOT NULL OR id IN ({more}) ORDER BY id"
    )
    if not found:
        return []
    states: dict[int, set[int]] = defaultdict(set)
    for row in await rows(
        f"SELECT group_id, state_id FROM group_states WHERE group_id IN ({', '.join(str(r['id']) for r in found)})"
    ):
        states[row["group_id"]].add(row["state_id"])
    made = []
    for row in found:
        rule = (also or {}).get(row["id"]) or _read(row)
        if rule is not None or memberships.by_rule(row["rule"]):
            made.append(
                Ruled(row["id"], row["name"], rule, bool(row["grace_days"]), frozenset(states[row["id"]]))
            )
    return ordered(made, strict=strict)


def _read(row: dict[str, Any]) -> Rule | None:
    if not memberships.by_rule(row["rule"]):
        return None
    try:
        return criteria.parse(row["rule"])
    except Invalid as e:
        log.warning("the rule of group %s cannot be read (%s): its people stay as they are", row["id"], e)
        return None


def speaks_of(rule: Rule | None) -> set[int]:
    """The groups that a rule speaks of."""
    found = criteria.conditions(rule) if rule is not None else ()
    return {int(v) for c in found if c.name == conditions.GROUP.name for v in c.of}


def wanted_by(rule: Rule | None, *, wanted: bool = True) -> set[int]:
    """The groups that a rule wants somebody to be in; not those that it keeps them out for."""
    match rule:
        case criteria.Is(name, of) if wanted and name == conditions.GROUP.name:
            return {int(v) for v in of}
        case criteria.Not(part):
            return wanted_by(part, wanted=not wanted)
        case criteria.All(parts) | criteria.Any_(parts):
            return set().union(*(wanted_by(p, wanted=wanted) for p in parts))
    return set()


async def _hanging() -> set[tuple[int, int]]:
    """Which group leads into which other by its rule; one statement."""
    return {(other, g.id) for g in await ruled() for other in wanted_by(g.rule)}


grants.hangs(_hanging)


def ordered(groups: list[Ruled], *, strict: bool) -> list[Ruled]:
    """Groups after those that their rules speak of; `strict` raises Conflict where they run in a circle."""
    by_id = {g.id: g for g in groups}
    done: dict[int, Ruled] = {}

    def visit(group: Ruled, way: tuple[int, ...]) -> None:
        if group.id in way:
            if not strict:
                return
            names = [by_id[i].name for i in (*way[way.index(group.id) :], group.id)]
            raise Conflict("criteria.circle", way=" → ".join(names))
        if group.id not in done:
            for other in sorted(speaks_of(group.rule) & by_id.keys()):
                visit(by_id[other], (*way, group.id))
            done[group.id] = group

    for group in groups:
        visit(group, ())
    return list(done.values())


async def due(users: People) -> Due:
    """What rules ask for about these people (None: everybody). Reads only; one statement where there are no rules."""
    return await _due(await ruled(), users)


async def _due(groups: list[Ruled], users: People) -> Due:
    made = Due()
    readable = [g for g in groups if g.rule is not None]
    if not readable:
        return made
    present = await _present(
        {g.id for g in groups} | set().union(*(speaks_of(g.rule) for g in groups)), users
    )
    settled: dict[int, frozenset[int]] = {}

    async def members(group_id: int) -> frozenset[int]:
        return settled.get(group_id, frozenset(present[group_id]))

    evaluation = await Evaluation.of(users, members)
    by_state = await _by_state({s for g in readable for s in g.states}, evaluation)
    for group in readable:
        assert group.rule is not None
        holders = await evaluation.holders(group.rule)
        if group.states:
            holders &= frozenset().union(*(by_state[s] for s in group.states))
        inside = present[group.id] & evaluation.everybody  # of the inactive nothing is said
        made.adds |= {(u, group.id) for u in holders - inside}
        made.removes |= {(u, group.id): RULE for u in inside - holders}
        settled[group.id] = holders | (inside if group.grace else frozenset())
    return made


async def _present(group_ids: set[int], users: People) -> dict[int, set[int]]:
    among = criteria.Question(users, _nobody).among("user_id")
    present: dict[int, set[int]] = defaultdict(set)
    for row in await rows(
        "SELECT user_id, group_id FROM memberships "
        f"WHERE group_id IN ({', '.join(map(str, sorted(group_ids)))}) AND {among}"
    ):
        present[row["group_id"]].add(row["user_id"])
    return present


async def _nobody(_: int) -> frozenset[int]:
    return frozenset()


async def _by_state(states: set[int], evaluation: Evaluation) -> dict[int, frozenset[int]]:
    found = {s: criteria.Is(conditions.STATE.name, (s,)) for s in sorted(states)}
    return {s: await evaluation.holders(condition) for s, condition in found.items()}


memberships.followed_by("rule", due)


# -- by the clock ------------------------------------------------------------------------------------------


async def look_by_the_clock() -> str:
    """The hourly look: rules that become true or untrue as time goes by; whom it concerns is looked at afresh."""
    groups = await ruled()
    if not any(g.rule is not None and criteria.timed(g.rule) for g in groups):
        return "no rule speaks of time"
    made = await _due(groups, None)
    leaving = await rows("SELECT user_id, group_id FROM memberships WHERE leaving_at IS NOT NULL")
    graced = {(r["user_id"], r["group_id"]) for r in leaving}
    of_rules = {g.id for g in groups}
    recovered = {u for u, g in graced if g in of_rules and (u, g) not in made.removes}
    concerned = frozenset(u for u, _ in made.adds | (made.removes.keys() - graced)) | recovered
    if concerned:
        async with transaction():
            await emit(GroupsEdited(concerned))
    return f"{len(concerned)} people"


# -- trying out and choosing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a rule would do to a group."""

    group_id: int
    group: str
    rule: Rule | None
    joins: int
    leaves: int
    joining: tuple[str, ...]  # some of them by name
    leaving: tuple[str, ...]
    grace_days: int
    effects: Effects

    @property
    def fingerprint(self) -> str:
        """Stands for everything that was counted."""
        return self.effects.fingerprint


async def preview(actor: Actor, group_id: int, rule: Rule | None) -> Outlook:
    """What would happen if this rule decided about a group (None: no rule any more; everybody stays). Nothing is done.

    Raises Forbidden, NotFound, Invalid, Conflict.
    """
    group = await _may_rule(actor, group_id)
    joins: set[tuple[int, int]] = set()
    leaves: set[tuple[int, int]] = set()
    if rule is not None:
        made = await _due(await ruled({group_id: rule}, strict=True), None)
        joins = {p for p in made.adds if p[1] == group_id}
        leaves = {p for p in made.removes if p[1] == group_id}
    about = group_id, group.rule, rule and criteria.stored(rule)
    found = await effects.measure(Supposed(joins=frozenset(joins), leaves=frozenset(leaves)), about=about)
    some = [sorted(u for u, _ in pairs)[: effects.NAMED] for pairs in (joins, leaves)]
    joining, leaving = [tuple(await effects.names_of(ids)) for ids in some]
    return Outlook(
        group_id, group.name, rule, len(joins), len(leaves), joining, leaving, group.grace_days, found
    )


async def choose(actor: Actor, group_id: int, rule: Rule | None, *, fingerprint: str) -> Outlook:
    """Let a rule decide about a group from now on, if the world is as the preview saw it; the people follow at once.

    Raises what `preview` raises, and effects.Changed.
    """
    seen = await preview(actor, group_id, rule)
    effects.must_be(fingerprint, seen.effects)
    await _choose(actor, group_id, rule, frozenset(seen.effects.users))
    return seen


@retried
async def _choose(actor: Actor, group_id: int, rule: Rule | None, concerned: frozenset[int]) -> None:
    await Group.filter(id=group_id).select_for_update()
    group = await _may_rule(actor, group_id)
    before, after = group.rule, criteria.stored(rule) if rule is not None else None
    await Group.filter(id=group_id).update(rule=after)
    if after is not None:
        await ruled(strict=True)  # two rules chosen at once may run in a circle
    entry = audit.Entry(
        "group.ruled", thing=f"group:{group_id}", before={"rule": before}, after={"rule": after}
    )
    await audit.record(actor, [entry])
    if concerned:
        await emit(GroupsEdited(concerned))


async def _may_rule(actor: Actor, group_id: int) -> Group:
    actor.must(CHANGE)
    group = await Group.get_or_none(id=group_id)
    if group is None:
        raise NotFound("group.no_such", id=group_id)
    if group.restricted and not actor.superuser:
        raise Forbidden("group.restricted_settings", group=group.name)
    await grants.must_not_open(actor, group_id)
    if await AutoGroup.filter(group_id=group_id).exists():
        raise Conflict("criteria.automatic", group=group.name)
    return group


# -- in words ----------------------------------------------------------------------------------------------


async def sentence_of(group: Group, language: str) -> str:
    """The rule of a group in words; "" if it has none."""
    if not memberships.by_rule(group.rule):
        return ""
    try:
        rule = criteria.parse(json.dumps(group.rule))
    except Invalid as e:
        return say(language, "criteria.cannot_be_read", why=say(language, e.key, **e.values))
    return await criteria.sentence(rule, language)


async def form(actor: Actor, group_id: int) -> tuple[Group, criteria.Lines | None]:
    """A group and the lines of its rule for a form; None if it is more than a form can show."""
    group = await _may_rule(actor, group_id)
    rule = _read({"id": group.id, "rule": group.rule})
    if rule is None and memberships.by_rule(group.rule):
        return group, None
    return group, await criteria.lines_of(rule, actor.language or "en")
