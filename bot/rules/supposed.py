"""People as they are and as a change would have them: states, groups and permissions, now and then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.database import rows
from bot.rules.access import VOCABULARY


class Holder(StrEnum):
    """What a permission can be given to."""

    USER = "user"
    GROUP = "group"
    STATE = "state"


Grant = tuple[Holder, int, str]
"""A permission as somebody or something holds it: (holder, its id, codename)."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What would be different. `moves`: user → state then; pairs of groups are (user, group).

    A state that does not exist yet has an id of the caller's and its name in `states`.
    """

    moves: Mapping[int, int] = field(default_factory=dict)
    given: frozenset[Grant] = frozenset()
    taken: frozenset[Grant] = frozenset()
    joins: frozenset[tuple[int, int]] = frozenset()
    leaves: frozenset[tuple[int, int]] = frozenset()
    deactivated: frozenset[int] = frozenset()
    states: Mapping[int, str] = field(default_factory=dict)


Permissions = frozenset[str]


@dataclass(slots=True)
class World:
    """What is the same for everybody: names, and what states and groups grant now and then."""

    states: dict[int, str]
    groups: dict[int, str]
    bound: dict[int, frozenset[int]]  # group → the states whose people may be in it
    graced: frozenset[int]  # groups that let people stay for a while
    automatic: dict[int, frozenset[int]]  # state → configurations of automatic groups
    services: dict[str, str]  # permission → the services that it opens
    before: dict[tuple[str, int], Permissions]
    after: dict[tuple[str, int], Permissions]

    @classmethod
    async def of(cls, what: Supposed) -> World:
        granted = {
            (Holder.STATE.value, r["holder"], r["permission"])
            for r in await rows("SELECT state_id AS holder, permission FROM state_grants")
        } | {
            (Holder.GROUP.value, r["holder"], r["permission"])
            for r in await rows("SELECT group_id AS holder, permission FROM group_grants")
        }
        then = (granted | {(str(h), i, p) for h, i, p in what.given}) - {
            (str(h), i, p) for h, i, p in what.taken
        }
        bound = await _sets("SELECT group_id AS one, state_id AS other FROM group_states")
        groups = await rows("SELECT id, name, grace_days FROM `groups`")
        return cls(
            {r["id"]: r["name"] for r in await rows("SELECT id, name FROM states")} | dict(what.states),
            {r["id"]: r["name"] for r in groups},
            bound,
            frozenset(r["id"] for r in groups if r["grace_days"]),
            await _sets("SELECT state_id AS one, config_id AS other FROM autogroup_states"),
            await _services(),
            by_holder(granted),
            by_holder(then),
        )

    @property
    def telling(self) -> set[int]:
        """Groups whose membership makes a difference: they grant something, or are bound to states."""
        held = {i for kind, i in [*self.before, *self.after] if kind == Holder.GROUP.value}
        return held | set(self.bound)


def by_holder(granted: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int], Permissions]:
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for kind, holder, permission in granted:
        found[kind, holder].add(permission)
    return {k: frozenset(v) for k, v in found.items()}


async def _sets(sql: str) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in await rows(sql):
        found[row["one"]].add(row["other"])
    return {k: frozenset(v) for k, v in found.items()}


async def _services() -> dict[str, str]:
    """Which permission opens which services, by what they are called here."""
    called: dict[str, list[str]] = defaultdict(list)
    for row in await rows("SELECT kind, name, slug FROM instances WHERE enabled = 1 ORDER BY id"):
        called[row["kind"]].append(row["name"] or row["slug"])
    kinds = {p.split(".access_")[-1] for p in VOCABULARY if ".access_" in p} | set(called)
    return {f"{kind}.access_{kind}": ", ".join(called.get(kind, [kind.capitalize()])) for kind in kinds}


async def concerned(what: Supposed, world: World) -> set[int]:
    """Everybody whom the change may touch."""
    found = set(what.moves) | what.deactivated | {u for u, _ in what.joins | what.leaves}
    touched: dict[Holder, set[int]] = defaultdict(set)
    for holder, holder_id, _ in what.given | what.taken:
        touched[holder].add(holder_id)
    found |= touched[Holder.USER]
    for holder, sql in (
        (Holder.GROUP, "SELECT user_id AS id FROM memberships WHERE group_id IN"),
        (Holder.STATE, "SELECT id FROM users WHERE state_id IN"),
    ):
        if touched[holder]:
            found |= {r["id"] for r in await rows(f"{sql} ({listed(touched[holder])})")}
    return found


@dataclass(frozen=True, slots=True)
class Person:
    """One person now and then; equal circumstances are worked out once."""

    id: int
    name: str
    linked: bool
    before: Circumstances
    after: Circumstances


@dataclass(frozen=True, slots=True)
class Circumstances:
    state: int
    groups: frozenset[int]
    own: Permissions
    rank: int  # 0 inactive, 1 usual, 2 superuser
    later: frozenset[int] = frozenset()  # groups that are lost after their grace, and held until then


async def people(ids: list[int], what: Supposed, world: World) -> list[Person]:
    those = listed(ids)
    found = await rows(
        "SELECT u.id, u.state_id, u.is_active, u.is_superuser, s.name, d.id AS discord FROM users u "
        "LEFT JOIN subjects s ON s.user_id = u.id LEFT JOIN discord_users d ON d.user_id = u.id "
        f"WHERE u.id IN ({those}) ORDER BY u.id"
    )
    own: dict[int, set[str]] = defaultdict(set)
    for row in await rows(f"SELECT user_id, permission FROM user_grants WHERE user_id IN ({those})"):
        own[row["user_id"]].add(row["permission"])
    groups: dict[int, set[int]] = defaultdict(set)
    telling = world.telling | {g for _, g in what.joins | what.leaves}
    if telling:
        for row in await rows(
            f"SELECT user_id, group_id FROM memberships WHERE user_id IN ({those}) AND group_id IN ({listed(telling)})"
        ):
            groups[row["user_id"]].add(row["group_id"])
    change = _Change(what, world)
    return [change.person(row, frozenset(own[row["id"]]), frozenset(groups[row["id"]])) for row in found]


class _Change:
    """Takes one person from now to then."""

    def __init__(self, what: Supposed, world: World) -> None:
        self._what, self._world = what, world
        self._given = by_holder((str(h), i, p) for h, i, p in what.given)
        self._taken = by_holder((str(h), i, p) for h, i, p in what.taken)
        self._joins: dict[int, set[int]] = defaultdict(set)
        self._leaves: dict[int, set[int]] = defaultdict(set)
        for user, group in what.joins:
            self._joins[user].add(group)
        for user, group in what.leaves:
            self._leaves[user].add(group)

    def person(self, row: dict[str, Any], own: Permissions, groups: frozenset[int]) -> Person:
        user, state = row["id"], row["state_id"]
        rank = 0 if not row["is_active"] else 2 if row["is_superuser"] else 1
        then = self._what.moves.get(user, state)
        rank_then = 0 if user in self._what.deactivated else rank
        kept = groups.union(self._joins.get(user, ())) - self._leaves.get(user, set())
        later = frozenset[int]()
        if (
            then != state and rank_then
        ):  # who is shut out keeps groups for the way back, and has nothing of them
            unfit = {g for g in kept if self._unfit(g, state, then)}
            later = frozenset(unfit & self._world.graced)
            kept = kept - (unfit - later)
        key = (Holder.USER.value, user)
        own_then = own.union(self._given.get(key, ())) - self._taken.get(key, frozenset())
        return Person(
            user,
            row["name"] or "–",
            row["discord"] is not None,
            Circumstances(state, groups, own, rank),
            Circumstances(then, frozenset(kept), own_then, rank_then, later),
        )

    def _unfit(self, group: int, state: int, then: int) -> bool:
        """Whether a group that is bound to states takes this state, and not that one."""
        bound = self._world.bound.get(group, frozenset())
        return state in bound and then not in bound


def listed(ids: Iterable[int]) -> str:
    return ", ".join(str(int(i)) for i in sorted(ids)) or "NULL"
