"""The queue, sentence by sentence; with two real connections held open where there are two."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from tortoise.exceptions import IntegrityError

from bot.database import execute, retry_transaction, rows, spawn, transaction
from bot.errors import Forbidden
from bot.jobs import claims
from bot.rules import queue
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.events import CharactersMoved, MainChanged, Stage, StatesChanged, StatesEdited
from bot.rules.queue import Chain, Merge, Uphill, emit, enqueue, people, reacting
from models.queue import Job
from tests.conftest import DB, ManualClock

pytestmark = pytest.mark.usefixtures("db")
two_connections = pytest.mark.skipif(DB == "sqlite", reason="SQLite has one connection and one process")


async def moved(*users: int) -> None:
    async with transaction():
        await emit(CharactersMoved(frozenset(users)))


@asynccontextmanager
async def held_open(work: Callable[[], object]) -> AsyncIterator[None]:
    """Do something in a transaction on a connection of its own, which stays open meanwhile and then commits."""
    ready, over = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with transaction():
            await work()  # type: ignore[misc]
            ready.set()
            await over.wait()

    task = spawn(hold(), name="held open")
    try:
        await asyncio.wait([task, asyncio.ensure_future(ready.wait())], return_when=asyncio.FIRST_COMPLETED)
        yield
    finally:
        over.set()
        await task


# -- announcing ------------------------------------------------------------------------------------------


async def test_an_event_belongs_into_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        await emit(CharactersMoved(frozenset({1})))


async def test_what_is_rolled_back_was_never_announced() -> None:
    with pytest.raises(ValueError, match="no"):
        async with transaction():
            await emit(CharactersMoved(frozenset({1})))
            raise ValueError("no")
    assert await Job.all().count() == 0


async def test_one_user_is_urgent_and_a_set_is_not() -> None:
    await moved(7)
    await moved(1, 2)
    found = {j.key: (j.payload, j.priority) for j in await Job.all()}
    assert found == {"u7": ("7", 2), "set": ("1,2", 6)}


async def test_equal_events_that_wait_become_one_and_nobody_is_lost() -> None:
    await moved(1, 2)
    await moved(2, 3)
    await moved(9)
    await moved(9)
    found = {j.key: people(j.payload) for j in await Job.all()}
    assert found == {"set": {1, 2, 3}, "u9": {9}}


async def test_an_event_for_everybody_names_nobody() -> None:
    async with transaction():
        await emit(StatesEdited(frozenset()))
    assert [(j.key, people(j.payload)) for j in await Job.all()] == [("all", None)]


async def test_a_list_of_people_that_grows_too_long_becomes_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queue, "LONGEST_PAYLOAD", 10)
    for start in range(1, 30, 3):
        await moved(start, start + 1, start + 2)
    (job,) = await Job.all()
    assert people(job.payload) is None


async def test_fifty_thousand_people_are_one_row() -> None:
    await moved(*range(1, 50_001))
    (job,) = await Job.all()
    assert people(job.payload) == set(range(1, 50_001))


async def test_a_reaction_may_announce_only_downhill() -> None:
    with reacting(Chain("StatesChanged", Stage.STANDING)), pytest.raises(Uphill):
        await moved(1)
    with reacting(Chain("CharactersMoved", Stage.IDENTITY)), pytest.raises(Uphill):
        await moved(1)  # its own event: a circle
    with reacting(Chain("CharactersMoved", Stage.IDENTITY)):
        async with transaction():
            await emit(StatesChanged(frozenset({1})))
    assert [j.name for j in await Job.all()] == ["StatesChanged"]


async def test_in_production_an_uphill_event_runs_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "strict", False)
    hops = 0
    for _ in range(queue.MOST_HOPS):
        with reacting(Chain("StatesChanged", Stage.STANDING, hops)):
            await moved(1)
        (job,) = await Job.all()
        hops = job.hops
        await job.delete()
    with reacting(Chain("StatesChanged", Stage.STANDING, hops)):
        await moved(1)
    assert await Job.all().count() == 0


async def test_two_thousand_rows_are_one_statement_and_new_work_takes_the_place_of_old() -> None:
    await enqueue("service.put", [(f"1:{n}", "old") for n in range(2000)], delay=60)
    await enqueue("service.put", [("1:7", "new")], priority=1)
    assert await Job.all().count() == 2000
    job = await Job.get(key="1:7")
    assert (job.payload, job.priority) == ("new", 1)
    assert (await claims.candidates({"any"}, []))[0].key == "1:7"  # the earlier time counts


# -- claiming --------------------------------------------------------------------------------------------


async def test_rows_come_by_priority_then_by_arrival(clock: ManualClock) -> None:
    for key, priority in (("late", 5), ("first", 2), ("later", 5)):
        await enqueue("task", [(key, "")], priority=priority)
        await clock.advance(1)
    assert [c.key for c in await claims.candidates({"any"}, [])] == ["first", "late", "later"]


async def test_a_lane_is_only_for_those_who_may_work_in_it() -> None:
    await enqueue("task", [("1", "")], lane="discord")
    assert await claims.candidates({"any"}, []) == []
    assert len(await claims.candidates({"any", "discord"}, [])) == 1


async def test_a_waiting_row_whose_twin_runs_is_not_claimed() -> None:
    await moved(1)
    (running,) = await claims.claim("CharactersMoved", ["u1"], "one")
    await moved(1)
    assert await claims.candidates({"any"}, []) == []
    assert await claims.claim("CharactersMoved", ["u1"], "other") == []
    await claims.finish([running], "one")
    assert len(await claims.claim("CharactersMoved", ["u1"], "other")) == 1


async def test_the_table_itself_refuses_two_runs_of_one_key() -> None:
    await moved(1)
    await claims.claim("CharactersMoved", ["u1"], "one")
    await moved(1)
    with pytest.raises(IntegrityError):
        await execute("UPDATE jobs SET slot='running' WHERE slot='waiting'")


@two_connections
async def test_a_worker_cannot_take_a_row_before_its_writer_commits() -> None:
    await moved(
        1
    )  # waits already; a second writer now touches it, and has changed something we cannot see yet
    async with held_open(lambda: emit(CharactersMoved(frozenset({1})))):
        assert len(await claims.candidates({"any"}, [])) == 1
        assert await asyncio.wait_for(claims.claim("CharactersMoved", ["u1"], "one"), 5) == []
    assert len(await claims.claim("CharactersMoved", ["u1"], "one")) == 1


@two_connections
async def test_an_event_during_a_claim_waits_and_is_its_own_row() -> None:
    await moved(1)
    async with held_open(lambda: claims.claim("CharactersMoved", ["u1"], "one")):
        writer = spawn(moved(1), name="writer")
        await asyncio.sleep(0.1)
        assert not writer.done()  # it must not be merged into what a worker is about to run
    await writer
    assert sorted(j.slot or "" for j in await Job.all()) == ["running", "waiting"]


@two_connections
async def test_two_workers_take_different_rows_without_waiting_for_each_other() -> None:
    for user in range(1, 5):
        await moved(user)
    keys = [f"u{n}" for n in range(1, 5)]
    async with held_open(lambda: claims.claim("CharactersMoved", keys[:2], "one")):
        taken = await asyncio.wait_for(claims.claim("CharactersMoved", keys, "other"), 5)
        assert [j.key for j in taken] == ["u3", "u4"]


@two_connections
async def test_a_writer_that_rolls_back_leaves_the_row_as_it_was() -> None:
    await moved(1, 2)
    gate = asyncio.Event()

    async def fails() -> None:
        async with transaction():
            await emit(CharactersMoved(frozenset({3, 4})))
            gate.set()
            await asyncio.sleep(0.1)
            raise ValueError("no")

    task = asyncio.gather(spawn(fails(), name="fails"), return_exceptions=True)
    await gate.wait()
    await moved(5, 6)  # waits for the other writer
    await task
    (job,) = await Job.all()
    assert people(job.payload) == {1, 2, 5, 6}


@two_connections
async def test_under_load_no_event_is_lost_and_no_key_runs_twice_at_once() -> None:
    """Writers and workers at once, on nine connections: everything announced is seen after its commit."""
    version = dict.fromkeys(range(1, 21), 0)
    seen = dict.fromkeys(range(1, 21), 0)
    running: set[str] = set()
    over = asyncio.Event()

    async def write(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(25):
            users = frozenset(dice.sample(range(1, 21), dice.choice([1, 1, 3])))

            async def act(users: frozenset[int] = users) -> None:
                await emit(CharactersMoved(users), MainChanged(users))
                await asyncio.sleep(dice.random() / 200)

            await retry_transaction(act)
            for user in users:
                version[user] += 1

    async def work(holder: str) -> None:
        while not over.is_set() or await Job.all().exists():
            for c in await claims.candidates({"any"}, [], 3):
                for job in await claims.claim(c.name, [c.key], holder):
                    twin = f"{job.name} {job.key}"
                    assert twin not in running
                    running.add(twin)
                    read = {u: version[u] for u in people(job.payload) or ()}
                    await asyncio.sleep(0.002)
                    for user, number in read.items():
                        seen[user] = max(seen[user], number)
                    running.discard(twin)
                    await claims.finish([job], holder)
            await asyncio.sleep(0.002)

    workers = [spawn(work(f"w{n}"), name=f"worker {n}") for n in range(3)]
    await asyncio.gather(*(spawn(write(n), name=f"writer {n}") for n in range(6)))
    over.set()
    await asyncio.gather(*workers)
    assert seen == version


# -- after the run ---------------------------------------------------------------------------------------


async def test_a_failure_goes_back_to_waiting(clock: ManualClock) -> None:
    await moved(1, 2)
    (job,) = await claims.claim("CharactersMoved", ["set"], "one")
    row = claims.waiting_again(job, run_at=clock.now(), attempts=1, error="boom")
    assert await claims.give_back(job, "one", [row], Merge.JOIN)
    (again,) = await Job.all()
    assert (again.slot, again.attempts, again.last_error, again.claimed_by) == ("waiting", 1, "boom", None)


async def test_a_failure_is_merged_into_a_twin_that_waits(clock: ManualClock) -> None:
    await moved(1, 2)
    (job,) = await claims.claim("CharactersMoved", ["set"], "one")
    await moved(2, 3)
    row = claims.waiting_again(job, run_at=clock.now(), attempts=1, error="boom")
    await claims.give_back(job, "one", [row], Merge.JOIN)
    (again,) = await Job.all()
    assert people(again.payload) == {1, 2, 3}
    assert (again.slot, again.attempts) == ("waiting", 1)


async def test_who_lost_the_lease_can_neither_finish_nor_give_back(clock: ManualClock) -> None:
    await moved(1)
    (job,) = await claims.claim("CharactersMoved", ["u1"], "one")
    await execute("UPDATE jobs SET claimed_by='other'")
    row = claims.waiting_again(job, run_at=clock.now(), attempts=1, error="late")
    assert not await claims.give_back(job, "one", [row], Merge.JOIN)
    assert not await claims.finish([job], "one")
    assert [j.claimed_by for j in await Job.all()] == ["other"]


async def test_a_dead_workers_row_is_taken_over_by_the_databases_clock(clock: ManualClock) -> None:
    await moved(1)
    (job,) = await claims.claim("CharactersMoved", ["u1"], "one")
    await clock.advance(3600)  # our clock is not asked
    assert not await claims.candidates({"any"}, [])
    await claims.expire_all()
    (found,) = await claims.candidates({"any"}, [])
    assert found.expired
    taken = await claims.take_over(found.id, "two")
    assert taken is not None
    assert (taken.id, taken.attempts) == (job.id, 1)
    assert await claims.take_over(found.id, "three") is None


async def test_a_renewed_lease_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    await moved(1)
    (job,) = await claims.claim("CharactersMoved", ["u1"], "one")
    await claims.expire_all()
    await claims.renew([job.id], "one")
    assert not await claims.candidates({"any"}, [])


async def test_what_is_no_longer_worked_on_is_not_renewed() -> None:
    """Or a row whose task died with the database would stay running for as long as the process lives."""
    await moved(1)
    await claims.claim("CharactersMoved", ["u1"], "one")
    await claims.expire_all()
    await claims.renew([], "one")
    assert [c.expired for c in await claims.candidates({"any"}, [])] == [True]


async def test_dead_jobs_are_seen_retried_and_dropped_by_staff_only() -> None:
    for user in (1, 2, 1):  # the same key may die twice
        await moved(user)
        (job,) = await claims.claim("CharactersMoved", [f"u{user}"], "one")
        await claims.bury(job, "one", "boom")
    dead = await queue.dead(SYSTEM)
    assert [(d.key, d.last_error) for d in dead] == [("u1", "boom"), ("u2", "boom"), ("u1", "boom")]
    assert (await queue.depth()).dead == 3
    with pytest.raises(Forbidden):
        await queue.retry(Actor(user_id=5, face=Face.WEB), [d.id for d in dead])
    await moved(1)
    assert await queue.retry(SYSTEM, [dead[0].id, dead[2].id]) == 2
    assert await queue.drop(SYSTEM, [dead[1].id]) == 1
    assert [(j.key, j.slot, people(j.payload)) for j in await Job.all()] == [("u1", "waiting", {1})]
    assert {r["action"] for r in await rows("SELECT action FROM audit")} == {"queue.retried", "queue.dropped"}
