"""What a change would do to people, counted before it is made: who moves, who gains and who loses what.

For sets: about ten statements, and four more for every 5,000 people.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot import clock
from bot.database import rows
from bot.errors import Conflict
from bot.rules import brake
from bot.rules.access import VOCABULARY
from bot.rules.supposed import (
    Circumstances,
    Grant,
    Holder,
    Permissions,
    Person,
    Supposed,
    World,
    concerned,
)
from bot.rules.supposed import people as people_of

__all__ = [
    "Changed",
    "Effects",
    "Grant",
    "Holder",
    "Move",
    "Of",
    "Supposed",
    "Tally",
    "measure",
    "must_be",
    "names_of",
]

NAMED = 20
"""So many people are named; the others are counted."""
SLICE = 2500  # people per statement
BREATH = 500  # people between two breaths of the loop


class Of(StrEnum):
    """What is gained or lost."""

    SERVICE = "service"
    GROUP = "group"
    LATER = "later"  # a group that is lost when its grace is over
    AUTOGROUPS = "autogroups"
    PERMISSION = "permission"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gain or lose one thing. `id`: the group's, or the codename; `who`: some of them by name."""

    of: Of
    name: str
    id: str
    count: int
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """So many go from one state to another."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What was counted. `users`: everybody whom it changes; `brakes`: so many lose that it would be stopped."""

    users: tuple[int, ...]
    moves: tuple[Move, ...]
    gains: tuple[Tally, ...]
    losses: tuple[Tally, ...]
    names: tuple[str, ...]
    not_on_discord: int
    fingerprint: str
    brakes: bool
    counted_at: datetime

    @property
    def count(self) -> int:
        """How many people it changes."""
        return len(self.users)

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)


class Changed(Conflict):
    """What was agreed to is not what would happen now; `effects` is."""

    def __init__(self, effects: Effects) -> None:
        super().__init__("effects.changed", count=effects.count)
        self.effects = effects


def must_be(seen: str, now: Effects) -> None:
    """Raise Changed unless what was shown is what would happen."""
    if seen != now.fingerprint:
        raise Changed(now)


async def measure(what: Supposed, *, lowered: Collection[int] = (), about: object = "") -> Effects:
    """Count what would happen. `lowered`: whom it takes standing from, for the brake of states; `about`: what the
    fingerprint is to stand for besides the people, such as the thing that is edited as it is now."""
    world = await World.of(what)
    ids = sorted(await concerned(what, world))
    count = _Count(world)
    for start in range(0, len(ids), SLICE):
        await count.add(await people_of(ids[start : start + SLICE], what, world))
    return Effects(
        users=tuple(count.users),
        moves=tuple(Move(a, b, n) for (a, b), n in count.moves.most_common()),
        gains=count.tallies(count.gains),
        losses=count.tallies(count.losses),
        names=tuple(heapq.nsmallest(NAMED, count.names, key=str.casefold)),
        not_on_discord=count.not_on_discord,
        fingerprint=count.fingerprint(about),
        brakes=await brake.would_hold("states", lowered),
        counted_at=clock.now(),
    )


async def names_of(user_ids: Iterable[int]) -> list[str]:
    """How these people are called, in the order of their names."""
    ids = ", ".join(str(int(i)) for i in sorted(set(user_ids)))
    found = await rows(f"SELECT name FROM subjects WHERE user_id IN ({ids or 'NULL'})")
    return sorted((str(r["name"]) for r in found), key=str.casefold)


# -- adding up -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Difference:
    gained: tuple[tuple[Of, str], ...]
    lost: tuple[tuple[Of, str], ...]


class _Count:
    """Adds people up."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[tuple[Circumstances, Circumstances], _Difference] = {}
        self._hash = hashlib.sha256()
        self.users: list[int] = []
        self.names: list[str] = []
        self.moves: Counter[tuple[str, str]] = Counter()
        self.gains: dict[tuple[Of, str], list[str]] = defaultdict(list)
        self.losses: dict[tuple[Of, str], list[str]] = defaultdict(list)
        self.not_on_discord = 0

    async def add(self, people: list[Person]) -> None:
        """Add a slice of people, with a breath for everybody else now and then."""
        for n, person in enumerate(people):
            if n % BREATH == 0:
                await clock.sleep(0)
            self._one(person)

    def _one(self, person: Person) -> None:
        difference = self._difference(person.before, person.after)
        moved = person.before.state != person.after.state
        if not (moved or difference.gained or difference.lost):
            return
        self.users.append(person.id)
        self.names.append(person.name)
        self.not_on_discord += not person.linked
        if moved:
            states = self._world.states
            pair = states.get(person.before.state, "–"), states.get(person.after.state, "–")
            self.moves[pair] += 1
        for thing in difference.gained:
            self.gains[thing].append(person.name)
        for thing in difference.lost:
            self.losses[thing].append(person.name)
        said = (person.id, person.before.state, person.after.state, difference.gained, difference.lost)
        self._hash.update(repr(said).encode())

    def _difference(self, before: Circumstances, after: Circumstances) -> _Difference:
        found = self._known.get((before, after))
        if found is None:
            found = self._known[before, after] = self._compare(before, after)
        return found

    def _compare(self, before: Circumstances, after: Circumstances) -> _Difference:
        world = self._world
        had, has = self._things(before, world.before), self._things(after, world.after)
        later = {(Of.LATER, str(g)) for g in after.later}
        return _Difference(tuple(sorted(has - had)), tuple(sorted((had - has) | later)))

    def _things(self, at: Circumstances, granted: dict[tuple[str, int], Permissions]) -> set[tuple[Of, str]]:
        things = {(Of.GROUP, str(g)) for g in at.groups}
        if at.rank:
            things |= {(Of.AUTOGROUPS, str(c)) for c in self._world.automatic.get(at.state, ())}
        if at.rank == 2:
            held: Iterable[str] = VOCABULARY
        elif at.rank == 1:
            of_groups = (granted.get((Holder.GROUP.value, g), frozenset()) for g in at.groups)
            held = at.own.union(granted.get((Holder.STATE.value, at.state), frozenset()), *of_groups)
        else:
            held = ()
        services = self._world.services
        return things | {(Of.SERVICE if p in services else Of.PERMISSION, p) for p in held}

    def tallies(self, found: dict[tuple[Of, str], list[str]]) -> tuple[Tally, ...]:
        """What is gained or lost by how many: services first, then groups, then permissions."""
        order = list(Of)
        made = [
            Tally(of, self._called(of, thing), thing, len(who), tuple(heapq.nsmallest(NAMED, who)))
            for (of, thing), who in found.items()
        ]
        return tuple(sorted(made, key=lambda t: (order.index(t.of), -t.count, t.name)))

    def _called(self, of: Of, thing: str) -> str:
        if of is Of.SERVICE:
            return self._world.services[thing]
        return self._world.groups.get(int(thing), "–") if of in (Of.GROUP, Of.LATER) else thing

    def fingerprint(self, about: object) -> str:
        """What stands for all that was counted."""
        self._hash.update(repr(about).encode())
        return self._hash.hexdigest()[:16]
