"""Many small facts asked for in batches: remembered, never asked twice at once, bad keys found by halving."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot import clock
from bot.eve.flights import Flight, Flying, landed
from bot.eve.transport import Refused

K = TypeVar("K", int, str)
V = TypeVar("V")

Ask = Callable[[Sequence[K]], Awaitable[tuple[Mapping[K, V], datetime]]]
"""Answers one batch, with when the answer goes stale. Raises Refused if any key in it is bad."""

FIRST_PAUSE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(hours=24)
REFUSALS = 10_000
WAVE = 5
"""Batches under way at once: an outage is noticed before all of a large set has run into it."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[V]):
    """An answer and until when it holds; `value` is None if there is nothing under this key."""

    value: V | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Found(Generic[K, V]):
    """What a set of keys came to. `until` is the first moment at which asking again may bring news."""

    values: Mapping[K, V]
    unknown: frozenset[K]
    until: datetime


class Lookup(Generic[K, V]):
    """Facts by key, asked for in batches of at most `batch`, at most `size` of them remembered."""

    _ask: Ask[K, V]

    def __init__(self, ask: Ask[K, V], *, batch: int, size: int) -> None:
        self._ask = ask
        self._batch = batch
        self._size = size
        self._kept: OrderedDict[K, Kept[V]] = OrderedDict()
        self._refused: OrderedDict[K, tuple[datetime, timedelta]] = OrderedDict()
        self._flying: Flying = {}
        self.from_memory = 0

    async def get(self, keys: Iterable[K]) -> Found[K, V]:
        """All that is known of these keys. What was learned before an EveDown is kept for the next try."""
        known: dict[K, Kept[V]] = {}
        missing = set(keys)
        missing -= self._recall(missing, known)
        self.from_memory += len(known)
        while missing:
            elsewhere = {self._flying[key] for key in missing if key in self._flying}
            mine = sorted(key for key in missing if key not in self._flying)
            await self._fetch(mine, known)
            for other in elsewhere:
                await landed(other)
            missing -= known.keys()
            missing -= self._recall(missing, known)
        values = {key: kept.value for key, kept in known.items() if kept.value is not None}
        until = min((kept.until for kept in known.values()), default=clock.now())
        return Found(values, frozenset(known.keys() - values.keys()), until)

    def _recall(self, keys: Collection[K], known: dict[K, Kept[V]]) -> set[K]:
        now = clock.now()
        recalled = set()
        for key in keys:
            kept = self._kept.get(key)
            if kept is not None and now < kept.until:
                self._kept.move_to_end(key)
                known[key] = kept
                recalled.add(key)
        return recalled

    async def _fetch(self, keys: Sequence[K], known: dict[K, Kept[V]]) -> None:
        """Ask for these keys; those that were refused before go alone, so as not to spoil a batch."""
        fresh = [key for key in keys if key not in self._refused]
        batches = [fresh[i : i + self._batch] for i in range(0, len(fresh), self._batch)]
        batches += [[key] for key in keys if key in self._refused]
        flights = [(batch, Flight(self._flying, batch)) for batch in batches]
        try:
            for i in range(0, len(flights), WAVE):
                wave = (self._fly(batch, flight, known) for batch, flight in flights[i : i + WAVE])
                for fault in await asyncio.gather(*wave, return_exceptions=True):
                    if fault is not None:
                        raise fault
        finally:
            for _, flight in flights:  # those that a fault or a cancellation left on the ground
                flight.call_off()

    async def _fly(self, batch: Sequence[K], flight: Flight, known: dict[K, Kept[V]]) -> None:
        def take(values: Mapping[K, V], asked: Sequence[K], until: datetime) -> None:
            for key in asked:
                self._refused.pop(key, None)
                known[key] = self._keep(key, Kept(values.get(key), until))

        def refuse(key: K) -> None:
            known[key] = self._keep(key, Kept(None, self._refuse(key)))

        with flight:
            await bisect(batch, self._ask, take, refuse)

    def _keep(self, key: K, kept: Kept[V]) -> Kept[V]:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return kept

    def _refuse(self, key: K) -> datetime:
        """Remember a bad key for an hour, the next times for twice as long, up to a day."""
        _, before = self._refused.pop(key, (None, FIRST_PAUSE / 2))
        pause = min(before * 2, LONGEST_PAUSE)
        until = clock.now() + pause
        self._refused[key] = (until, pause)
        if len(self._refused) > REFUSALS:
            self._refused.popitem(last=False)
        return until


async def bisect(
    keys: Sequence[K],
    ask: Ask[K, V],
    take: Callable[[Mapping[K, V], Sequence[K], datetime], None],
    refuse: Callable[[K], None],
) -> None:
    """Answer every good key and name exactly the bad ones, though one bad key spoils its whole batch.

    With k bad keys of n: at most 1 + 2·k·⌈log₂ n⌉ questions. Whatever else goes wrong is raised; what was
    taken and refused until then stays so.
    """

    async def split(part: Sequence[K], *, surely_bad: bool) -> bool:
        """Whether the whole part was good. One that must hold a bad key is halved without asking."""
        if not surely_bad or len(part) == 1:
            try:
                values, until = await ask(part)
            except Refused:
                if len(part) == 1:
                    refuse(part[0])
                    return False
            else:
                take(values, part, until)
                return True
        middle = len(part) // 2
        first_good = await split(part[:middle], surely_bad=False)
        await split(part[middle:], surely_bad=first_good)
        return False

    if keys:
        await split(keys, surely_bad=False)
