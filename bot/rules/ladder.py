"""The ladder of states: which state a main gives, and how people move along it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass

from bot import clock
from bot.database import dialect, execute, rows, transaction
from bot.rules import audit
from bot.rules.access import SYSTEM, Actor
from bot.rules.events import StandingTold, StatesChanged
from bot.rules.queue import emit
from models.states import EntityKind, State, StateMember

SLICE = 2500
"""So many people are looked at with one statement where it is about everybody."""


MemberRow = tuple[int, EntityKind, int]
"""A member of a state: (state, kind, EVE's id)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ladder looks at: a character and where it belongs."""

    character_id: int
    corporation_id: int | None = None
    alliance_id: int | None = None
    faction_id: int | None = None


class Ladder:
    """All states and their members, loaded once for a pass; deciding is pure and costs a few look-ups.

    `without`: a state that nobody is to be in any more, although it is still there.
    """

    def __init__(
        self, states: Sequence[State], members: Iterable[MemberRow], *, without: int | None = None
    ) -> None:
        self.states = {s.id: s for s in states}
        self.guest = next(s for s in states if s.guest)
        self._rank = {s.id: (s.priority, s.id) for s in states}
        self._public = max(
            (self._rank[s.id] for s in states if s.public and s.id != without),
            default=self._rank[self.guest.id],
        )
        self._best: dict[tuple[str, int], tuple[int, int]] = {}
        for state_id, kind, entity in members:
            if state_id == without:
                continue
            place = (str(kind), entity)
            self._best[place] = max(self._best.get(place, (-1, 0)), self._rank[state_id])

    def of(self, standing: Standing | None, *, active: bool = True) -> int:
        """The state id for a main. Nobody without a main, and nobody inactive, is more than a guest."""
        if standing is None or not active:
            return self.guest.id
        places = (
            (EntityKind.CHARACTER.value, standing.character_id),
            (EntityKind.CORPORATION.value, standing.corporation_id),
            (EntityKind.ALLIANCE.value, standing.alliance_id),
            (EntityKind.FACTION.value, standing.faction_id),
        )
        found = [self._best[p] for p in places if p in self._best]
        return max([self._public, *found])[1]

    def lower(self, new: int, old: int) -> bool:
        """Whether moving from state `old` to `new` takes standing away."""
        return self._rank[new] < self._rank[old]


async def ladder() -> Ladder:
    """The states as they are now: two statements."""
    states = await State.all()
    members = await StateMember.all().values_list("state_id", "kind", "entity_id")
    return Ladder(states, members)


async def would_be(character_ids: Iterable[int]) -> dict[int, State]:
    """The state that each of these characters would give as a main."""
    ids = sorted(set(character_ids))
    if not ids:
        return {}
    steps = await ladder()
    found = await rows(
        "SELECT id, corporation_id, alliance_id, faction_id FROM characters WHERE id IN "
        f"({', '.join(map(str, ids))})"
    )
    known = {
        r["id"]: Standing(r["id"], r["corporation_id"], r["alliance_id"], r["faction_id"]) for r in found
    }
    return {i: steps.states[steps.of(known.get(i, Standing(i)))] for i in ids}


@dataclass(frozen=True, slots=True)
class Person:
    """One account as the evaluation sees it."""

    user_id: int
    state_id: int
    active: bool
    standing: Standing | None


async def people(users: Iterable[int] | None, *, lock: bool = False) -> list[Person]:
    """Accounts with their mains' standing, one statement; None means everyone.

    With `lock` (inside a transaction) MariaDB returns the newest committed rows and holds them.
    """
    where = "" if users is None else f" WHERE u.id IN ({', '.join(map(str, sorted(users))) or 'NULL'})"
    return await _read(where + (" FOR UPDATE" if lock and dialect() == "mysql" else ""))


async def _read(tail: str) -> list[Person]:
    found = await rows(
        "SELECT u.id, u.state_id, u.is_active, c.id AS main, c.corporation_id, c.alliance_id, c.faction_id "
        f"FROM users u LEFT JOIN characters c ON c.id = u.main_id{tail}"
    )
    return [
        Person(
            r["id"],
            r["state_id"],
            bool(r["is_active"]),
            Standing(r["main"], r["corporation_id"], r["alliance_id"], r["faction_id"])
            if r["main"]
            else None,
        )
        for r in found
    ]


async def everybody() -> AsyncIterator[list[Person]]:
    """All accounts as `people` has them, in slices."""
    last = 0
    while found := await _read(f" WHERE u.id > {last} ORDER BY u.id LIMIT {SLICE}"):
        yield found
        last = found[-1].user_id


async def move(steps: Ladder, user_ids: list[int], actor: Actor = SYSTEM) -> None:
    """Write one slice: read again under lock, so that a newer fact is not overwritten by an older one."""
    now = clock.now()
    async with transaction():
        movers: dict[tuple[int, int], list[Person]] = defaultdict(list)
        for person in await people(user_ids, lock=True):
            wanted = steps.of(person.standing, active=person.active)
            if wanted != person.state_id:
                movers[person.state_id, wanted].append(person)
        for (old, new), alike in movers.items():
            ids = [p.user_id for p in alike]
            await execute(
                f"UPDATE users SET state_id = %s, state_since = %s WHERE id IN ({', '.join(map(str, ids))})",
                [new, now],
            )
            before, after = ({"state": steps.states[s].name} for s in (old, new))
            await audit.record_alike(actor, "state.changed", ids, before, after)
        told = frozenset(p.user_id for alike in movers.values() for p in alike if p.active)
        await emit(StatesChanged(frozenset(user_ids)), *([StandingTold(told)] if told else []))
