"""Facts in batches: bad keys found by halving, answers remembered and shared."""

from __future__ import annotations

import asyncio
import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.eve.base import EveDown
from bot.eve.lookup import Lookup, bisect
from bot.eve.transport import Refused

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=300), st.data())
def test_halving_finds_exactly_the_bad_ids_in_a_bounded_number_of_questions(ids, data):
    bad = data.draw(st.sets(st.sampled_from(sorted(ids)), max_size=8))
    asked: list[list[int]] = []
    found: dict[int, str] = {}
    refused: list[int] = []

    async def ask(part):
        asked.append(list(part))
        if bad & set(part):
            raise Refused(404, "no")
        return {key: str(key) for key in part}, LATER

    def take(values, part, until):
        assert until == LATER
        found.update(values)

    asyncio.run(bisect(sorted(ids), ask, take, refused.append))
    assert sorted(refused) == sorted(bad)
    assert found == {key: str(key) for key in ids - bad}
    assert len(asked) <= 1 + 2 * len(bad) * max(1, math.ceil(math.log2(len(ids))))


async def test_a_refusal_by_mistake_condemns_nobody():
    calls = 0

    async def ask(part):
        nonlocal calls
        calls += 1
        if calls == 1:
            raise Refused(404, "a whim")
        return dict.fromkeys(part, "fine"), LATER

    found: dict[int, str] = {}
    refused: list[int] = []
    await bisect([1, 2, 3, 4, 5], ask, lambda values, part, until: found.update(values), refused.append)
    assert refused == []
    assert set(found) == {1, 2, 3, 4, 5}


class Source:
    """Answers keys, notes what it was asked, and can be bad, slow or away."""

    def __init__(self, clock, lasts: float = 60.0) -> None:
        self.clock = clock
        self.lasts = timedelta(seconds=lasts)
        self.asked: list[list[int]] = []
        self.bad: set[int] = set()
        self.away = False
        self.gate: asyncio.Event | None = None

    async def ask(self, keys):
        self.asked.append(list(keys))
        if self.gate is not None:
            await self.gate.wait()
        if self.away:
            raise EveDown("away")
        if self.bad & set(keys):
            raise Refused(404, "no")
        return {key: key * 10 for key in keys if key < 900}, self.clock.now() + self.lasts


@pytest.fixture
def source(clock):
    return Source(clock)


@pytest.fixture
def lookup(source):
    return Lookup(source.ask, batch=10, size=1000)


async def test_what_is_fresh_is_not_asked_again(source, lookup, clock):
    await lookup.get(range(1, 16))
    found = await lookup.get(range(1, 21))
    assert found.values == {key: key * 10 for key in range(1, 21)}
    assert source.asked == [list(range(1, 11)), list(range(11, 16)), list(range(16, 21))]
    assert lookup.from_memory == 15
    clock.skip(61)
    await lookup.get([1])
    assert source.asked[-1] == [1]


async def test_the_answer_tells_when_the_first_of_its_parts_goes_stale(lookup, clock):
    await lookup.get([1])
    first = clock.now() + timedelta(seconds=60)
    clock.skip(30)
    assert (await lookup.get([1, 2])).until == first


async def test_a_key_without_an_answer_is_unknown(lookup):
    found = await lookup.get([1, 901])
    assert found.unknown == {901}


async def test_a_bad_key_is_asked_alone_after_an_hour_then_after_two(source, lookup, clock):
    source.bad = {7}
    assert (await lookup.get(range(1, 11))).unknown == {7}
    count = len(source.asked)
    clock.skip(3599)
    assert (await lookup.get([7])).unknown == {7}
    assert len(source.asked) == count
    clock.skip(2)
    assert (await lookup.get(range(1, 11))).unknown == {7}
    assert sorted(source.asked[count:]) == [[1, 2, 3, 4, 5, 6, 8, 9, 10], [7]]
    count = len(source.asked)
    clock.skip(7100)
    await lookup.get([7])
    assert len(source.asked) == count
    clock.skip(200)
    source.bad = set()
    assert (await lookup.get([7])).values == {7: 70}


async def test_who_asks_for_what_is_under_way_waits_for_that(source, lookup):
    source.gate = asyncio.Event()
    first = asyncio.create_task(lookup.get([1, 2, 3]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second = asyncio.create_task(lookup.get([2, 3, 4]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    source.gate.set()
    assert (await first).values.keys() == {1, 2, 3}
    assert (await second).values.keys() == {2, 3, 4}
    assert source.asked == [[1, 2, 3], [4]]


async def test_an_outage_is_shared_by_all_who_wait_for_the_same(source, lookup):
    source.gate, source.away = asyncio.Event(), True
    tasks = [asyncio.create_task(lookup.get([1])) for _ in range(5)]
    for _ in range(3):
        await asyncio.sleep(0)
    source.gate.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results] == [EveDown] * 5
    assert source.asked == [[1]]
    source.away = False
    assert (await lookup.get([1])).values == {1: 10}


async def test_a_large_set_does_not_run_against_an_outage_batch_by_batch(source, lookup):
    source.away = True
    with pytest.raises(EveDown):
        await lookup.get(range(1, 301))
    assert len(source.asked) == 5
    source.away = False
    assert len((await lookup.get(range(1, 301))).values) == 300


async def test_a_question_called_off_is_asked_anew_by_who_waits(source, lookup):
    source.gate = asyncio.Event()
    first = asyncio.create_task(lookup.get([1]))
    for _ in range(3):
        await asyncio.sleep(0)
    second = asyncio.create_task(lookup.get([1]))
    for _ in range(3):
        await asyncio.sleep(0)
    first.cancel()
    for _ in range(3):
        await asyncio.sleep(0)
    source.gate.set()
    assert (await second).values == {1: 10}
    with pytest.raises(asyncio.CancelledError):
        await first
    assert source.asked == [[1], [1]]


async def test_what_was_learned_before_an_outage_is_kept(clock):
    source = Source(clock)
    lookup = Lookup(source.ask, batch=10, size=1000)
    source.bad = {5}
    real = source.ask

    async def dies_after_four(keys):
        source.away = len(source.asked) >= 4
        return await real(keys)

    lookup._ask = dies_after_four
    with pytest.raises(EveDown):
        await lookup.get(range(1, 11))
    learned = len(lookup._kept)
    assert 0 < learned < 10
    lookup._ask, source.away = real, False
    asked_before = len(source.asked)
    assert (await lookup.get(range(1, 11))).unknown == {5}
    assert not any(set(part) & {1, 2} for part in source.asked[asked_before:])


async def test_memory_is_bounded_and_a_larger_question_is_still_answered(source):
    lookup = Lookup(source.ask, batch=10, size=20)
    found = await lookup.get(range(1, 101))
    assert len(found.values) == 100
    assert len(lookup._kept) == 20
