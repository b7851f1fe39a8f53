"""The clockwork: due by our clock, in one process, once, and every run written down."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.database import count_statements, execute, rows, server_time
from bot.errors import Forbidden, NotFound
from bot.eve.base import EveDown
from bot.jobs import schedule
from bot.jobs.leases import Lease
from bot.jobs.schedule import Clockwork, Scheduled
from bot.jobs.worker import Table, Worker
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.schedule import overview, run_now
from models.queue import Job, ScheduleRun
from tests.conftest import DB, ManualClock

pytestmark = pytest.mark.usefixtures("db")
two_processes = pytest.mark.skipif(DB == "sqlite", reason="SQLite has one process, which holds every lease")


class Scene:
    """Two scheduled jobs, a clockwork on them and a worker that runs them."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.error: Exception | None = None
        self.entries = [
            Scheduled("often", timedelta(minutes=10), self.often),
            Scheduled("nightly", "30 11 * * *", self.nightly),
        ]
        self.worker = Worker(lambda: {"any"}, Table(tasks=schedule.tasks(self.entries)))

    def clockwork(self, holder: str = "one") -> Clockwork:
        return Clockwork(self.entries, holder=holder)

    async def often(self) -> str:
        self.ran.append("often")
        if self.error is not None:
            raise self.error
        return "3 characters"

    async def nightly(self) -> None:
        self.ran.append("nightly")


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_a_new_installation_runs_at_once_what_runs_often(scene: Scene, clock: ManualClock) -> None:
    await scene.clockwork().look()
    await scene.worker.drain()
    assert scene.ran == ["often"]


async def test_it_runs_again_when_its_time_has_come_and_not_before(scene: Scene, clock: ManualClock) -> None:
    clockwork = scene.clockwork()
    await clockwork.look()
    await scene.worker.drain()
    await clock.advance(9 * 60)
    await clockwork.look()
    assert await scene.worker.drain() == 0
    await clock.advance(2 * 60)
    await clockwork.look()
    await scene.worker.drain()
    assert scene.ran == ["often", "often"]


async def test_a_crontab_line_is_in_utc(scene: Scene, clock: ManualClock) -> None:
    """The clock stands at 12:00 UTC; the next 11:30 is 23 and a half hours away."""
    clockwork = scene.clockwork()
    await clockwork.look()
    await clock.advance(23 * 3600)
    await clockwork.look()
    await scene.worker.drain()
    assert "nightly" not in scene.ran
    await clock.advance(1800 + schedule.MOST_JITTER)
    await clockwork.look()
    await scene.worker.drain()
    assert scene.ran.count("nightly") == 1


async def test_after_a_long_stop_what_is_overdue_runs_once(scene: Scene, clock: ManualClock) -> None:
    await scene.clockwork().look()
    await scene.worker.drain()
    await clock.advance(3 * 86_400)
    await scene.clockwork().look()
    await scene.worker.drain()
    assert scene.ran.count("often") == 2
    assert scene.ran.count("nightly") == 1


async def test_a_restart_does_not_run_what_ran_just_now(scene: Scene, clock: ManualClock) -> None:
    await scene.clockwork().look()
    await scene.worker.drain()
    await clock.advance(60)
    await scene.clockwork().look()
    assert await scene.worker.drain() == 0


async def test_a_schedule_that_became_more_frequent_counts_at_once(scene: Scene, clock: ManualClock) -> None:
    await scene.clockwork().look()
    await scene.worker.drain()
    scene.entries = [Scheduled("often", timedelta(minutes=1), scene.often)]
    clockwork = scene.clockwork()
    await clockwork.look()
    await clock.advance(60 + 2 * schedule.MOST_JITTER)
    await clockwork.look()
    assert await scene.worker.drain() == 1


async def test_last_run_duration_and_result_are_rows(scene: Scene, clock: ManualClock) -> None:
    await scene.clockwork().look()
    await scene.worker.drain()
    run = await ScheduleRun.get(name="often")
    assert (run.result, run.message, run.started_at, run.duration_ms) == (
        "ok",
        "3 characters",
        clock.now(),
        0,
    )
    assert run.next_at is not None
    assert run.next_at >= clock.now() + timedelta(minutes=10)


async def test_a_failure_is_written_down_and_the_next_time_comes_all_the_same(
    scene: Scene, clock: ManualClock
) -> None:
    scene.error = ValueError("boom")
    clockwork = scene.clockwork()
    await clockwork.look()
    await scene.worker.drain()
    assert ((await ScheduleRun.get(name="often")).result, (await ScheduleRun.get(name="often")).message) == (
        "failed",
        "ValueError: boom",
    )
    assert await Job.all().count() == 0
    await clock.advance(11 * 60)
    await clockwork.look()
    await scene.worker.drain()
    assert len(scene.ran) == 2


async def test_during_an_outage_it_waits_as_long_as_told(scene: Scene, clock: ManualClock) -> None:
    scene.error = EveDown("downtime", retry_after=120)
    await scene.clockwork().look()
    await scene.worker.drain()
    scene.error = None
    await clock.advance(121)
    await scene.worker.drain()
    assert (await ScheduleRun.get(name="often")).result == "ok"


async def test_looking_costs_nothing_while_nothing_is_due(scene: Scene, clock: ManualClock) -> None:
    clockwork = scene.clockwork()
    await clockwork.look()
    with count_statements() as counted:
        for _ in range(9):
            await clock.advance(1)
            await clockwork.look()
    assert counted.total == 0


async def test_the_beat_looks_by_itself(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "LOOK", 0.05)
    scene.entries = [Scheduled("often", timedelta(seconds=0.1), scene.often)]
    worker = Worker(lambda: {"any"}, Table(tasks=schedule.tasks(scene.entries)), poll=60)
    clockwork = scene.clockwork()
    await worker.start()
    await clockwork.start()
    for _ in range(300):
        if len(scene.ran) >= 2:
            break
        await asyncio.sleep(0.01)
    await clockwork.stop()
    await worker.stop()
    assert len(scene.ran) >= 2


async def test_staff_may_run_a_job_now(scene: Scene, clock: ManualClock) -> None:
    await scene.clockwork().look()
    await scene.worker.drain()
    await run_now(SYSTEM, "nightly")
    await scene.worker.drain()
    assert scene.ran == ["often", "nightly"]
    assert {v.name: v.result for v in await overview(SYSTEM)} == {"often": "ok", "nightly": "ok"}
    assert [r["thing"] for r in await rows("SELECT thing FROM audit")] == ["schedule:nightly"]
    with pytest.raises(NotFound):
        await run_now(SYSTEM, "no such job")
    with pytest.raises(Forbidden):
        await run_now(Actor(user_id=1, face=Face.WEB), "nightly")


# -- leases ----------------------------------------------------------------------------------------------


@two_processes
async def test_only_the_leader_enqueues(scene: Scene, clock: ManualClock) -> None:
    one, two = scene.clockwork("one"), scene.clockwork("two")
    await one.look()
    await two.look()
    assert (one.leads, two.leads) == (True, False)
    await one.stop()
    await clock.advance(schedule.RENEW)
    await two.look()
    assert two.leads


@two_processes
async def test_a_lease_is_held_by_one_and_kept_by_renewing() -> None:
    one, two = Lease("gateway", "one"), Lease("gateway", "two")
    assert await one.take()
    assert not await two.take()
    assert await one.take()


@two_processes
async def test_of_twenty_that_want_a_lease_at_once_one_gets_it() -> None:
    got = await asyncio.gather(*(Lease("leader", f"holder {n}").take() for n in range(20)))
    assert got.count(True) == 1


@two_processes
async def test_a_lease_that_ran_out_by_the_databases_clock_is_free(clock: ManualClock) -> None:
    one, two = Lease("leader", "one"), Lease("leader", "two")
    await one.take()
    await clock.advance(3600)
    assert not await two.take()  # our clock is not asked
    await execute(f"UPDATE leases SET until={server_time(-1)}")
    assert await two.take()
    assert not await one.take()
