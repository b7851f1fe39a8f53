"""The worker: chains run downhill, failures wait, outages do not count, no service holds up another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

import pytest

from bot import database, logs
from bot.database import count_statements, execute, transaction
from bot.errors import Invalid
from bot.eve.base import EveDown
from bot.jobs import claims
from bot.jobs.worker import MOST_ATTEMPTS, PUT, Table, Worker
from bot.rules import health
from bot.rules.access import SYSTEM
from bot.rules.events import (
    AccessChanged,
    CharactersMoved,
    Event,
    MembershipsChanged,
    NoticesWritten,
    StandingTold,
    StatesChanged,
    StatesEdited,
)
from bot.rules.queue import emit, enqueue
from bot.services.base import ServiceDown, ServiceRefused
from models.queue import Job
from models.services import Instance
from tests.conftest import ManualClock
from tests.patience import Watch
from tests.world import make_user

pytestmark = pytest.mark.usefixtures("db")


class Scene:
    """A table of reactions that writes down what it was asked, and a worker on it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, frozenset[int] | None]] = []
        self.puts: list[tuple[int, list[int]]] = []
        self.failing: Callable[[str, frozenset[int] | None], Exception | None] = lambda name, users: None
        self.putting: Callable[[int, list[int]], Awaitable[Mapping[int, Exception]]] | None = None
        self.lanes = {"any"}
        self.table = Table(
            events={
                CharactersMoved: [self.reacts("CharactersMoved", StatesChanged)],
                StatesEdited: [self.reacts("StatesEdited", StatesChanged)],
                StatesChanged: [self.reacts("StatesChanged", MembershipsChanged)],
                MembershipsChanged: [self.reacts("MembershipsChanged", AccessChanged)],
                AccessChanged: [self.reacts("AccessChanged", None)],
                StandingTold: [self.reacts("StandingTold", NoticesWritten)],
                NoticesWritten: [self.reacts("NoticesWritten", None)],
            },
            tasks={"tick": self.task},
            put_many=self.put_many,
        )
        self.worker = self.another()

    def another(self) -> Worker:
        return Worker(lambda: self.lanes, self.table, poll=60)

    def reacts(
        self, name: str, following: type[Event] | None
    ) -> Callable[[frozenset[int] | None], Awaitable[None]]:
        async def react(users: frozenset[int] | None) -> None:
            self.seen.append((name, users))
            if (error := self.failing(name, users)) is not None:
                raise error
            if following is not None:
                async with transaction():
                    await emit(following(users or frozenset()))

        return react

    async def task(self, key: str, payload: str) -> None:
        self.seen.append((f"tick {key} {payload}", None))
        if (error := self.failing("tick", None)) is not None:
            raise error

    async def put_many(self, instance: int, users: Sequence[int]) -> Mapping[int, Exception]:
        self.puts.append((instance, list(users)))
        return await self.putting(instance, list(users)) if self.putting else {}

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.seen]


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def say(*events: Event) -> None:
    async with transaction():
        await emit(*events)


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    for _ in range(int(seconds / 0.005)):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to pass")


# -- chains ----------------------------------------------------------------------------------------------


async def test_an_event_runs_downhill_to_its_end(scene: Scene) -> None:
    await say(CharactersMoved(frozenset({1})))
    await scene.worker.drain()
    assert scene.seen == [
        (name, frozenset({1}))
        for name in ("CharactersMoved", "StatesChanged", "MembershipsChanged", "AccessChanged")
    ]
    assert await Job.all().count() == 0


async def test_a_chain_is_run_to_its_end_before_the_next_begins(scene: Scene) -> None:
    await say(CharactersMoved(frozenset({1})))
    await say(CharactersMoved(frozenset({2})))
    await scene.worker.drain()
    assert [users for _, users in scene.seen] == [frozenset({1})] * 4 + [frozenset({2})] * 4


async def test_one_user_goes_before_a_set(scene: Scene) -> None:
    await say(CharactersMoved(frozenset({1, 2, 3})))
    await say(CharactersMoved(frozenset({9})))
    await scene.worker.drain()
    assert scene.seen[0] == ("CharactersMoved", frozenset({9}))


async def test_everybody_is_passed_on_as_everybody(scene: Scene) -> None:
    await say(StatesEdited(frozenset()))
    await scene.worker.drain()
    assert scene.seen[:2] == [("StatesEdited", None), ("StatesChanged", None)]


async def test_work_of_this_process_begins_at_once(scene: Scene) -> None:
    await scene.worker.start()  # polls once a minute
    try:
        await asyncio.sleep(0.05)
        watch = Watch()
        await say(CharactersMoved(frozenset({1})))
        await until(lambda: "AccessChanged" in scene.names)
        assert watch.seconds() < 1.0
    finally:
        await scene.worker.stop()


async def test_an_idle_worker_asks_twice_a_second_at_most(scene: Scene) -> None:
    worker = Worker(lambda: {"any", "discord"}, scene.table)
    await worker.start()
    try:
        await asyncio.sleep(0.1)
        with count_statements() as counted:
            await asyncio.sleep(1.6)
        assert counted.total <= 4
    finally:
        await worker.stop()


async def test_a_set_in_work_does_not_hold_up_one_user(scene: Scene) -> None:
    gate = asyncio.Event()

    async def slow(users: frozenset[int] | None) -> None:
        scene.seen.append(("slow", users))
        if users is not None and len(users) > 1:
            await gate.wait()

    table = Table(events={CharactersMoved: [slow]})
    worker = Worker(lambda: {"any"}, table, poll=60)
    await worker.start()
    try:
        await say(CharactersMoved(frozenset({1, 2})))
        await until(lambda: len(scene.seen) == 1)
        await say(CharactersMoved(frozenset({9})))
        await until(lambda: ("slow", frozenset({9})) in scene.seen)
    finally:
        gate.set()
        await worker.stop()


async def test_many_are_told_when_their_change_is_through(scene: Scene) -> None:
    many, move_on = frozenset({1, 2}), asyncio.Event()

    async def changes(users: frozenset[int] | None) -> None:
        await say(MembershipsChanged(many), StandingTold(many))
        scene.worker.wake()  # somebody else's work has come
        await asyncio.wait_for(move_on.wait(), 30)

    scene.table.events[StatesChanged] = [changes]  # type: ignore[index]
    await scene.worker.start()
    try:
        await say(CharactersMoved(many))
        await until(lambda: "CharactersMoved" in scene.names)
        await asyncio.sleep(0.1)
        assert scene.names == ["CharactersMoved"]
        move_on.set()
        await until(lambda: "NoticesWritten" in scene.names)
    finally:
        await scene.worker.stop()
    assert scene.names.index("AccessChanged") < scene.names.index("StandingTold")


async def test_two_workers_share_the_work_and_each_job_runs_once(scene: Scene) -> None:
    """On MariaDB as two processes would, on connections of their own."""
    one, two = scene.another(), scene.another()
    await one.start()
    await two.start()
    try:
        for user in range(1, 41):
            await say(CharactersMoved(frozenset({user})))
        await until(lambda: scene.names.count("AccessChanged") == 40)
    finally:
        await one.stop()
        await two.stop()
    assert len(scene.seen) == len(set(scene.seen)) == 160
    assert await Job.all().count() == 0


# -- failures --------------------------------------------------------------------------------------------


async def test_a_failure_waits_longer_each_time_and_is_given_up_at_last(
    scene: Scene, clock: ManualClock
) -> None:
    scene.failing = lambda name, users: ValueError("boom")
    await say(CharactersMoved(frozenset({1})))
    pauses = []
    for _ in range(MOST_ATTEMPTS - 1):
        assert await scene.worker.drain() == 1
        (job,) = await Job.all()
        pauses.append((job.run_at - clock.now()).total_seconds())
        assert await scene.worker.drain() == 0  # not before its time
        await clock.advance(pauses[-1] + 0.001)
    for pause, usual in zip(pauses, (2, 6, 18, 54, 162, 486, 600), strict=True):
        assert usual * 0.75 <= pause <= usual * 1.25
    await scene.worker.drain()
    (job,) = await Job.all()
    assert (job.slot, job.attempts, job.last_error) == (None, MOST_ATTEMPTS, "ValueError: boom")
    await clock.advance(86_400)
    assert await scene.worker.drain() == 0


async def test_an_outage_waits_as_long_as_told_and_never_counts(scene: Scene, clock: ManualClock) -> None:
    scene.failing = lambda name, users: EveDown("downtime", retry_after=900)
    await say(CharactersMoved(frozenset({1})))
    for _ in range(MOST_ATTEMPTS + 2):
        assert await scene.worker.drain() == 1
        (job,) = await Job.all()
        assert (job.slot, job.attempts) == ("waiting", 0)
        assert (job.run_at - clock.now()).total_seconds() == pytest.approx(900)
        await clock.advance(901)


async def test_in_a_set_that_fails_the_bad_user_stands_alone(scene: Scene, clock: ManualClock) -> None:
    def fails(name: str, users: frozenset[int] | None) -> Exception | None:
        return Invalid("bad") if name == "CharactersMoved" and 13 in (users or ()) else None

    scene.failing = fails
    await say(CharactersMoved(frozenset(range(1, 33))))
    await scene.worker.drain()
    passed = [users for name, users in scene.seen if name == "StatesChanged"]
    assert frozenset().union(*passed) == frozenset(range(1, 33)) - {13}  # type: ignore[arg-type]
    (left,) = await Job.all()
    assert (left.key, left.payload, left.attempts) == ("u13", "13", 1)
    assert len(scene.seen) < 25


async def test_a_bad_user_is_found_among_everybody(scene: Scene) -> None:
    users = [await make_user(f"Pilot {n}") for n in range(5)]
    scene.failing = lambda name, given: ValueError("boom") if given is None or users[3].id in given else None
    await say(StatesEdited(frozenset()))
    await scene.worker.drain()
    assert [(j.key, j.name) for j in await Job.all()] == [(f"u{users[3].id}", "StatesEdited")]


async def test_when_all_users_fail_it_is_not_the_users(scene: Scene) -> None:
    scene.failing = lambda name, users: ValueError("a bug of ours")
    await say(CharactersMoved(frozenset(range(1, 1001))))
    await scene.worker.drain()
    (left,) = await Job.all()
    assert (left.key, left.slot, left.attempts) == ("set", "waiting", 1)
    assert len(scene.seen) < 100


async def test_a_task_is_run_with_its_key_and_payload(scene: Scene) -> None:
    await enqueue("tick", [("now", "42")])
    await scene.worker.drain()
    assert scene.names == ["tick now 42"]


async def test_a_job_that_nobody_knows_is_dead_at_once(scene: Scene) -> None:
    await enqueue("of a plugin that is gone", [("x", "")])
    await scene.worker.drain()
    (job,) = await Job.all()
    assert job.slot is None


# -- starting and stopping -------------------------------------------------------------------------------


async def test_stopping_gives_back_what_does_not_end_in_time(scene: Scene) -> None:
    async def endless(users: frozenset[int] | None) -> None:
        scene.seen.append(("endless", users))
        await asyncio.Event().wait()

    worker = Worker(lambda: {"any"}, Table(events={CharactersMoved: [endless]}), poll=60)
    await worker.start()
    await say(CharactersMoved(frozenset({1})))
    await until(lambda: bool(scene.seen))
    await worker.stop(timeout=0.05)
    (job,) = await Job.all()
    assert (job.slot, job.attempts, job.claimed_by) == ("waiting", 0, None)


async def test_stopping_lets_work_finish(scene: Scene) -> None:
    async def short(users: frozenset[int] | None) -> None:
        scene.seen.append(("short", users))
        await asyncio.sleep(0.1)

    worker = Worker(lambda: {"any"}, Table(events={CharactersMoved: [short]}), poll=60)
    await worker.start()
    await say(CharactersMoved(frozenset({1})))
    await until(lambda: bool(scene.seen))
    await worker.stop()
    assert await Job.all().count() == 0


async def test_a_dead_workers_work_runs_again(scene: Scene) -> None:
    await say(CharactersMoved(frozenset({1})))
    assert await claims.claim("CharactersMoved", ["u1"], "dead")
    assert await scene.worker.drain() == 0  # its lease still holds
    await claims.expire_all()
    await scene.worker.drain()
    assert "CharactersMoved" in scene.names
    assert await Job.all().count() == 0


async def test_a_worker_that_keeps_failing_by_dying_is_not_followed_for_ever(scene: Scene) -> None:
    await say(CharactersMoved(frozenset({1})))
    for _ in range(MOST_ATTEMPTS):
        assert await claims.claim("CharactersMoved", ["u1"], "dead")
        await claims.expire_all()
        await only_take_over(scene)
    (job,) = await Job.all()
    assert job.slot is None


async def only_take_over(scene: Scene) -> None:
    """One look of a worker that may take over but, its lanes being closed, starts nothing."""
    lanes, scene.lanes = scene.lanes, set()
    await scene.worker.drain()
    scene.lanes = lanes


# -- accounts on services --------------------------------------------------------------------------------


async def puts(instance: int, users: Sequence[int], priority: int = 5) -> None:
    await enqueue(PUT, [(f"{instance}:{u}", "") for u in users], priority=priority)


async def test_accounts_are_put_in_batches_in_order_of_arrival(scene: Scene, clock: ManualClock) -> None:
    for user in (5, 3, 8):
        await puts(1, [user])
        await clock.advance(0.01)
    await scene.worker.drain()
    assert scene.puts == [(1, [5, 3, 8])]


async def test_batches_grow_while_they_are_quick_and_stay_within_a_hundred(scene: Scene) -> None:
    await puts(1, range(1000))
    await scene.worker.drain()
    sizes = [len(users) for _, users in scene.puts]
    assert sizes[:5] == [10, 20, 40, 80, 100]
    assert max(sizes) == 100
    assert sum(sizes) == 1000


async def test_a_batch_that_fails_for_one_user_is_done_for_the_others(scene: Scene) -> None:
    async def one_fails(instance: int, users: list[int]) -> Mapping[int, Exception]:
        return {2: ValueError("boom")}

    scene.putting = one_fails
    await puts(1, [1, 2, 3])
    await scene.worker.drain()
    (left,) = await Job.all()
    assert (left.key, left.slot, left.attempts) == ("1:2", "waiting", 1)


async def test_what_a_service_refuses_waits_for_a_human(scene: Scene) -> None:
    async def refuses(instance: int, users: list[int]) -> Mapping[int, Exception]:
        return dict.fromkeys(users, ServiceRefused("above_bot"))

    scene.putting = refuses
    await puts(1, [1])
    await scene.worker.drain()
    (left,) = await Job.all()
    assert (left.slot, left.last_error) == (None, "ServiceRefused: above_bot")


async def test_a_dead_forum_does_not_hold_up_mumble(scene: Scene, clock: ManualClock) -> None:
    async def forum_is_dead(instance: int, users: list[int]) -> Mapping[int, Exception]:
        if instance == 1:
            raise ServiceDown("no answer", retry_after=30)
        return {}

    scene.putting = forum_is_dead
    await puts(1, range(500))
    await puts(2, [1, 2])
    await scene.worker.drain()
    assert (2, [1, 2]) in scene.puts
    assert len([p for p in scene.puts if p[0] == 1]) == 1  # one try, then left alone
    assert {j.attempts for j in await Job.all()} == {0}


async def test_a_service_that_goes_and_returns_is_said_once_each(
    scene: Scene, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    down = True

    async def put(instance: int, users: list[int]) -> Mapping[int, Exception]:
        return dict.fromkeys(users, ServiceDown("no answer", retry_after=10)) if down else {}

    scene.putting = put
    caplog.set_level(logging.INFO, "bot.jobs.reach")
    await puts(1, range(30))
    for _ in range(4):
        await scene.worker.drain()
        await clock.advance(11)
    down = False
    for _ in range(4):
        await scene.worker.drain()
        await clock.advance(11)
    said = [r.getMessage() for r in caplog.records]
    assert said == ["service instance 1 went away: no answer", "service instance 1 is back"]
    assert await Job.all().count() == 0


async def test_staff_can_read_since_when_a_service_is_away_and_why(db: str, clock: ManualClock) -> None:
    instance = await Instance.create(kind="forum", slug="f", name="Forum")
    answer: Mapping[int, Exception] = {7: ServiceDown("no answer", retry_after=10)}

    async def put(_: int, __: Sequence[int]) -> Mapping[int, Exception]:
        return answer

    worker = Worker(lambda: {"any", "discord"}, Table(put_many=put, away=health.service_away))
    await puts(instance.id, [7])
    began = clock.now()
    for _ in range(3):
        await worker.drain()
        await clock.advance(11)
    (found,) = (await health.look(SYSTEM)).services
    assert (found.since, found.trouble, found.ready) == (began, "no answer", False)
    answer = {}
    await worker.drain()
    (found,) = (await health.look(SYSTEM)).services
    assert (found.since, found.trouble) == (None, "")


async def test_urgent_accounts_pass_a_bulk_of_the_same_service(scene: Scene) -> None:
    gate = asyncio.Event()

    async def slow(instance: int, users: list[int]) -> Mapping[int, Exception]:
        if 999 not in users:
            await gate.wait()
        return {}

    scene.putting = slow
    await puts(1, range(50), priority=6)
    await scene.worker.start()
    try:
        await until(lambda: len(scene.puts) == 1)
        await puts(1, [999], priority=2)
        await until(lambda: (1, [999]) in scene.puts)
        assert len(scene.puts) == 2  # the bulk runs one batch at a time
    finally:
        gate.set()
        await scene.worker.stop()


async def test_leases_are_renewed_while_work_runs(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "LEASE", 3.0)  # leases run in real time: their clock is the database's
    gate = asyncio.Event()

    async def slow(users: frozenset[int] | None) -> None:
        scene.seen.append(("slow", users))
        await gate.wait()

    worker = Worker(lambda: {"any"}, Table(events={CharactersMoved: [slow]}), poll=60)
    await worker.start()
    try:
        await say(CharactersMoved(frozenset({1})))
        await until(lambda: bool(scene.seen))
        await execute(f"UPDATE jobs SET claimed_until={database.server_time(1)}")
        before = (await Job.get()).claimed_until
        for _ in range(300):
            after = (await Job.get()).claimed_until
            if after != before:
                break
            await asyncio.sleep(0.01)
        assert (after - before).total_seconds() > claims.LEASE / 2  # type: ignore[operator]
    finally:
        gate.set()
        await worker.stop()


async def test_every_line_logged_in_a_job_bears_its_number() -> None:
    ids: list[str] = []

    async def note(key: str, payload: str) -> None:
        ids.append(logs.correlation.get())

    await enqueue("tick", [("a", ""), ("b", "")])
    numbers = await Job.all().order_by("id").values_list("id", flat=True)
    await Worker(lambda: {"any"}, Table(tasks={"tick": note})).drain()
    assert ids == [f"job {n}" for n in numbers]
