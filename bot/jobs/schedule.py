"""The clockwork: puts scheduled work into the queue when its time has come, and writes down how it went."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot import clock, database
from bot.database import execute, transaction
from bot.jobs.leases import Lease, somebody
from bot.jobs.worker import Task, outage_pause
from bot.rules.queue import enqueue
from bot.rules.schedule import KEY, PREFIX
from models.queue import ScheduleRun

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between looks at the clock; no statement is sent unless something is due
RENEW = 10.0
MOST_JITTER = 60.0  # seconds; so that not every Concord of the world asks EVE in the same second


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Something to do every so often, or at the times of a crontab line (UTC). What it returns is its message."""

    name: str
    every: timedelta | str
    run: Callable[[], Awaitable[object]]

    def first(self, now: datetime) -> datetime:
        """When to run on a new installation: soon, or at the next time of the crontab line."""
        return now if isinstance(self.every, timedelta) else self.after(now)

    def after(self, now: datetime) -> datetime:
        """The next time after now, with a little jitter. What was missed is not made up for one by one."""
        if isinstance(self.every, timedelta):
            base, span = now + self.every, self.every.total_seconds()
        else:
            fires = CronTrigger.from_crontab(self.every, timezone=UTC).get_next_fire_time(None, now)
            base, span = fires.astimezone(UTC), 24 * 3600.0
        return base + timedelta(seconds=random.uniform(0, min(MOST_JITTER, span / 20)))  # noqa: S311


def tasks(entries: Iterable[Scheduled]) -> dict[str, Task]:
    """The worker's half: for each entry the task that runs it and records start, duration and result."""
    return {PREFIX + entry.name: _recorded(entry) for entry in entries}


def _recorded(entry: Scheduled) -> Task:
    async def task(key: str, payload: str) -> None:
        began, at = clock.monotonic(), clock.now()
        try:
            message = await entry.run()
        except Exception as e:
            await _write(entry.name, at, began, "failed", f"{type(e).__name__}: {e}")
            if outage_pause(e) is not None:
                raise  # the queue waits as long as the outage wants
            # Not raised: the next time comes anyway, and a row that dies every few minutes helps nobody.
            log.exception("scheduled job %s failed", entry.name)
        else:
            await _write(entry.name, at, began, "ok", "" if message is None else str(message))

    return task


async def _write(name: str, at: datetime, began: float, result: str, message: str) -> None:
    await ScheduleRun.filter(name=name).update(
        started_at=at,
        finished_at=clock.now(),
        duration_ms=round((clock.monotonic() - began) * 1000),
        result=result,
        message=message[:300],
    )


class Clockwork:
    """Enqueues what is due, in the one process that leads. The times are rows, so a restart forgets nothing.

    APScheduler beats once a second; whether something is due is decided by `clock.now()`, which may jump.
    """

    def __init__(self, entries: Iterable[Scheduled], *, holder: str | None = None) -> None:
        self._entries = {entry.name: entry for entry in entries}
        self._lease = Lease("leader", holder or somebody())
        self._next: dict[str, datetime] | None = None  # None: we do not lead
        self._renew_at = float("-inf")
        self._looking = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    @property
    def leads(self) -> bool:
        """Whether this process is the leader."""
        return self._next is not None

    async def start(self) -> None:
        """Take what is overdue at once, then look every second."""
        await self.look()
        self._scheduler.add_job(
            self.look, "interval", seconds=LOOK, coalesce=True, max_instances=1, misfire_grace_time=3600
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """End the beat and let another process lead."""
        async with self._looking:  # shutting down cancels a look halfway
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
            self._next = None
            await self._lease.release()

    async def look(self) -> None:
        """Enqueue what is due, if we lead."""
        async with self._looking:
            try:
                await self._look()
            except Exception as e:
                if not (database.is_outage(e) or database.was_in_the_way(e)):
                    raise
                log.warning("the clockwork cannot reach the database: %s", e)
                self._next, self._renew_at = None, float("-inf")

    async def _look(self) -> None:
        if clock.monotonic() >= self._renew_at:
            self._renew_at = clock.monotonic() + RENEW
            if not await self._lease.take():
                self._next = None
            elif self._next is None:
                self._next = await self._load()
        now = clock.now()
        for name, due in (self._next or {}).items():
            if due <= now:
                await self._enqueue(self._entries[name], due, now)

    async def _load(self) -> dict[str, datetime]:
        """The next time of every entry; rows for new ones, none for those that are no more."""
        known = {r.name: r.next_at for r in await ScheduleRun.all()}
        now = clock.now()
        for name, entry in self._entries.items():
            if name not in known:
                await database.upsert(ScheduleRun, [ScheduleRun(name=name, next_at=entry.first(now))], [])
            elif known[name] is None:
                await ScheduleRun.filter(name=name).update(next_at=entry.first(now))
        if gone := known.keys() - self._entries.keys():
            await ScheduleRun.filter(name__in=sorted(gone)).delete()
        rows = await ScheduleRun.filter(name__in=sorted(self._entries))
        # A time further off than the schedule allows was made by an older, rarer schedule (or a clock put back).
        latest = {
            name: entry.after(now) + timedelta(seconds=MOST_JITTER) for name, entry in self._entries.items()
        }
        return {r.name: min(r.next_at or now, latest[r.name]) for r in rows}

    async def _enqueue(self, entry: Scheduled, due: datetime, now: datetime) -> None:
        following = entry.after(now)
        async with transaction():
            await execute("UPDATE schedule_runs SET next_at=%s WHERE name=%s", [following, entry.name])
            await enqueue(PREFIX + entry.name, [(KEY, "")])
        assert self._next is not None
        self._next[entry.name] = following
