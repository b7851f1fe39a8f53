"""The worker: takes work out of the queue and carries it to the rules, each event downhill to its end."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot import clock, database, logs
from bot.database import spawn
from bot.errors import Unavailable
from bot.jobs import claims
from bot.jobs.claims import Candidate, Job
from bot.jobs.held import Held
from bot.jobs.leases import somebody
from bot.jobs.reach import Away, Reach
from bot.rules import queue
from bot.rules.events import Event, Stage
from bot.rules.queue import Chain, Merge, Row, reacting
from bot.services.base import ServiceDown, ServiceRefused

log = logging.getLogger(__name__)

Reaction = Callable[[frozenset[int] | None], Awaitable[None]]  # None: everybody
Task = Callable[[str, str], Awaitable[None]]
PutMany = Callable[[int, Sequence[int]], Awaitable[Mapping[int, Exception]]]

PUT = "service.put"
POLL = 0.5  # seconds; work of this process wakes at once
MOST_ATTEMPTS = 8
MOST_SUSPECTS = 20  # more bad users in one set than this: it is not the users
OUTAGE_PAUSE = 15.0
ROOM = {"single": 4, "set": 1, "task": 4}  # how many of each kind run at once


@dataclass(frozen=True, slots=True)
class Table:
    """Who reacts to what. Events not named here are nobody's concern; tasks are called with (key, payload)."""

    events: Mapping[type[Event], Sequence[Reaction]] = field(default_factory=dict)
    tasks: Mapping[str, Task] = field(default_factory=dict)
    put_many: PutMany | None = None
    away: Away | None = None


def pause_after(attempts: int) -> float:
    """Seconds to wait after this many failed attempts: 2, 6, 18 … 600, each a quarter more or less."""
    return min(600.0, 2.0 * 3.0 ** (attempts - 1)) * random.uniform(0.75, 1.25)  # noqa: S311


def outage_pause(error: BaseException) -> float | None:
    """How long to leave it alone if this is an outage (nobody's fault), else None."""
    if isinstance(error, (ServiceDown, Unavailable)):
        told = getattr(error, "retry_after", None)
        return float(told) if told is not None else OUTAGE_PAUSE * random.uniform(0.75, 1.25)  # noqa: S311
    if database.was_in_the_way(error):
        return random.uniform(0.05, 0.5)  # noqa: S311
    return OUTAGE_PAUSE if database.is_outage(error) else None


class Worker:
    """Runs what the queue holds in the lanes that `lanes()` names at the moment."""

    def __init__(
        self, lanes: Callable[[], set[str]], table: Table, *, poll: float = POLL, holder: str = ""
    ) -> None:
        self._lanes = lanes
        self._table = table
        self._poll = poll
        self.holder = holder or somebody()
        self.faults: list[Exception] = []  # the latest errors that were nobody's outage
        self._events = {event.__name__: event for event in _all_events(Event)}
        self._chained = sorted(n for n, e in self._events.items() if e.stage < Stage.TELLING)
        self._telling = sorted(n for n, e in self._events.items() if e.stage == Stage.TELLING)
        self._woken = asyncio.Event()
        self._stopping = False
        self._running: set[asyncio.Task[None]] = set()
        self._helpers: list[asyncio.Task[None]] = []
        self._room: Counter[str] = Counter()  # how many of each kind run now
        self._held = Held(self.holder)
        self._batches: set[tuple[int, bool]] = set()  # (instance, urgent) that run now
        self.reach = Reach(table.away)

    # -- life ------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to work. On SQLite we are the only process: what ran when it died is taken up at once."""
        if database.dialect() == "sqlite":
            await claims.expire_all()
        queue.add_waker(self.wake)
        work = {"queue": self._dispatch(), "queue.poll": self._tick(), "queue.leases": self._held.keep()}
        self._helpers = [spawn(coro, name=name) for name, coro in work.items()]

    async def stop(self, timeout: float = 10.0) -> None:
        """Take nothing new, finish what runs; what is not done in time (seconds) is given back."""
        self._stopping = True
        queue.remove_waker(self.wake)
        self.wake()
        await asyncio.gather(*self._helpers[:1], return_exceptions=True)  # the dispatcher ends by itself
        if self._running:
            await asyncio.wait(self._running, timeout=timeout)
        left = [*self._running, *self._helpers]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def wake(self) -> None:
        """Look at the queue now."""
        self._woken.set()

    async def drain(self, most: int = 10_000) -> int:
        """Run everything that is due, here, one after the other; returns how many jobs. For tests and tools."""
        done = 0
        while works := await self._pick():
            for work in works:
                await work
            done += len(works)
            if done > most:
                raise RuntimeError("the queue does not come to an end")
        return done

    async def _tick(self) -> None:
        while True:
            await clock.sleep(self._poll)
            self.wake()

    async def _dispatch(self) -> None:
        away = False
        while not self._stopping:
            self._woken.clear()
            try:
                works = await self._pick()
            except Exception as e:
                if not away:
                    log.log(
                        logging.WARNING if database.is_outage(e) else logging.ERROR,
                        "the queue cannot be read",
                        exc_info=None if database.is_outage(e) else e,
                    )
                away = True
                await clock.sleep(1.0)
                continue
            if away:
                log.info("the queue can be read again")
                away = False
            for work in works:
                task = spawn(work, name="job")
                self._running.add(task)
                task.add_done_callback(self._ended)
            if not works:
                await self._woken.wait()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake()

    # -- choosing --------------------------------------------------------------------------------------------

    async def _pick(self) -> list[Coroutine[Any, Any, None]]:
        """Claim what may run now; each coroutine runs one chain, task or batch to its end."""
        works: list[Coroutine[Any, Any, None]] = []
        batches: dict[tuple[int, bool], list[str]] = {}
        found = await claims.candidates(self._lanes(), self._unless())
        if expired := [c for c in found if c.expired]:
            for c in expired:
                await self._take_over(c)
            return await self._pick()
        try:
            for c in found:
                if c.name == PUT:
                    batches.setdefault((int(c.key.split(":")[0]), c.priority < queue.USUAL), []).append(c.key)
                elif self._room[kind := self._kind(c.name, c.key)] < ROOM[kind]:
                    for job in await self._held.claim(c.name, [c.key]):
                        self._room[kind] += 1
                        works.append(self._chain(job, kind))
            for (instance, urgent), keys in batches.items():
                if jobs := await self._held.claim(PUT, keys[: self.reach.size(instance)]):
                    self._batches.add((instance, urgent))
                    works.append(self._batch(instance, urgent, jobs))
        except Exception as e:
            if not works:
                raise
            log.warning("the queue became unreadable halfway: %s", e)  # what we hold, we run
        return works

    def _kind(self, name: str, key: str) -> str:
        if name not in self._chained:
            return "task"
        return "set" if key in ("set", "all") else "single"

    def _unless(self) -> list[tuple[str, list[Any]]]:
        """What cannot run now, so that it does not stand before what can."""
        k = claims.quoted_key()
        chained = f"name IN ({','.join(['%s'] * len(self._chained))})"
        full = {kind for kind, most in ROOM.items() if self._room[kind] >= most}
        found: list[tuple[str, list[Any]]] = []
        if "single" in full:
            found.append((f"{chained} AND {k} NOT IN ('set','all')", list(self._chained)))
        if "set" in full:
            found.append((f"{chained} AND {k} IN ('set','all')", list(self._chained)))
            # Many are told when the change is through: together, and not in the way of their roles.
            told = f"name IN ({','.join(['%s'] * len(self._telling))})"
            found.append((f"{told} AND {k} IN ('set','all')", list(self._telling)))
        if "task" in full:
            found.append((f"NOT ({chained}) AND name<>%s", [*self._chained, PUT]))
        for instance, urgent in self._batches:
            order = "<" if urgent else ">="
            found.append(
                (f"name=%s AND {k} LIKE %s AND priority{order}%s", [PUT, f"{instance}:%", queue.USUAL])
            )
        return found + [(f"name=%s AND {k} LIKE %s", [PUT, f"{i}:%"]) for i in self.reach.away()]

    async def _take_over(self, expired: Candidate) -> None:
        job = await claims.take_over(expired.id, self.holder)
        if job is not None:
            log.warning("%s %s: its worker died, it runs again", job.name, job.key)
            await self._again(job, "its worker died", pause=0.0)

    # -- events and tasks ------------------------------------------------------------------------------------

    async def _chain(self, job: Job, kind: str) -> None:
        """Run a job, then what it announced, downhill until nothing is left."""
        announced: set[tuple[Stage, str, str]] = set()
        try:
            following: Job | None = job
            while following is not None:
                announced |= await self._run(following)
                following = await self._next(announced, kind)
        finally:
            self._room[kind] -= 1

    async def _next(self, announced: set[tuple[Stage, str, str]], kind: str) -> Job | None:
        """The earliest of our announced events that is still free; telling and sets of others are left to the queue."""
        while announced and not self._stopping:
            first = min(announced)
            announced.discard(first)
            _, name, key = first
            if self._kind(name, key) == kind and (jobs := await self._held.claim(name, [key])):
                return jobs[0]
        return None

    async def _run(self, job: Job) -> set[tuple[Stage, str, str]]:
        logs.correlation.set(f"job {job.id}")
        event = self._events.get(job.name)
        chain = Chain(job.name, event.stage if event else Stage.IDENTITY, job.hops)
        try:
            if event is not None:
                with reacting(chain), database.fenced(lambda: self._held.ours(job)):
                    bad = await self._react(self._table.events.get(event, ()), job)
                await self._done(job, bad)
            elif (task := self._table.tasks.get(job.name)) is not None:
                with database.fenced(lambda: self._held.ours(job)):
                    await task(job.key, job.payload)
                await self._done(job, {})
            else:
                await claims.bury(job, self.holder, f"nobody here knows {job.name}")
                log.error("%s %s: nobody here knows it", job.name, job.key)
        except asyncio.CancelledError:
            await asyncio.shield(self._again(job, None, pause=0.0, counted=False))
            raise
        except Exception as e:  # noqa: BLE001 - whatever a rule raises, the row must learn of it
            await self._failed(job, e)
        finally:
            self._held.let_go(job)
        return set(chain.emitted)

    async def _react(self, reactions: Sequence[Reaction], job: Job) -> dict[int, Exception]:
        """Run the reactions on the job's people; a set that fails is halved until the bad ones stand alone."""
        if not reactions:
            return {}
        heaps: list[frozenset[int] | None] = [queue.people(job.payload)]
        bad: dict[int, Exception] = {}
        while heaps:
            heap = heaps.pop()
            try:
                for reaction in reactions:
                    await reaction(heap)
            except Exception as e:
                if outage_pause(e) is not None or job.key.startswith("u"):
                    raise
                people = sorted(heap if heap is not None else await everybody())
                if len(people) > 1:
                    middle = len(people) // 2
                    heaps += [frozenset(people[middle:]), frozenset(people[:middle])]
                    continue
                bad |= dict.fromkeys(people, e)
                log.error("%s failed for user %s", job.name, *people, exc_info=e)
                if len(bad) > MOST_SUSPECTS:
                    raise
        return bad

    async def _done(self, job: Job, bad: Mapping[int, Exception]) -> None:
        """The row goes; those of its people who failed get rows of their own."""
        run_at = clock.now() + timedelta(seconds=pause_after(job.attempts))
        alone = [
            Row(job.name, f"u{user}", str(user), queue.BULK, job.lane, run_at, 1, job.hops, _said(e))
            for user, e in bad.items()
        ]
        self._note(*bad.values())
        if alone:
            ours = await claims.give_back(job, self.holder, alone, Merge.JOIN)
        else:
            ours = bool(await claims.finish([job], self.holder))
        if not ours:
            log.warning("%s %s was done, but another worker had taken it over", job.name, job.key)

    async def _failed(self, job: Job, error: Exception) -> None:
        """Back to waiting, or given up. An outage is nobody's fault and does not count."""
        pause = outage_pause(error)
        if isinstance(error, database.Fenced):
            log.warning("%s %s: we were away too long, it is another's now", job.name, job.key)
            pause = 0.0
        if pause is not None:
            await self._again(job, _said(error), pause=pause, counted=False)
            return
        self._note(error)
        log.error("%s %s failed (attempt %d)", job.name, job.key, job.attempts, exc_info=error)
        if job.attempts >= MOST_ATTEMPTS or isinstance(error, ServiceRefused):
            await claims.bury(job, self.holder, _said(error))
        else:
            await self._again(job, _said(error), pause=pause_after(job.attempts))

    async def _again(self, job: Job, error: str | None, *, pause: float, counted: bool = True) -> None:
        if counted and job.attempts >= MOST_ATTEMPTS:
            await claims.bury(job, self.holder, error or "")
            return
        run_at = clock.now() + timedelta(seconds=pause)
        row = claims.waiting_again(job, run_at=run_at, attempts=job.attempts - (not counted), error=error)
        merge = Merge.JOIN if job.name in self._events else Merge.KEEP
        await claims.give_back(job, self.holder, [row], merge)

    def _note(self, *errors: Exception) -> None:
        self.faults = [*self.faults, *errors][-20:]

    # -- accounts on services --------------------------------------------------------------------------------

    async def _batch(self, instance: int, urgent: bool, jobs: list[Job]) -> None:
        """Bring a batch of accounts of one instance to their wanted shape, oldest first."""
        began = clock.monotonic()
        by_user = {int(job.key.split(":")[1]): job for job in jobs}
        try:
            if self._table.put_many is None:
                raise ServiceDown("no services are open in this process")
            with database.fenced(lambda: self._held.ours(*jobs)):
                failures = await self._table.put_many(instance, list(by_user))
            await claims.finish([job for user, job in by_user.items() if user not in failures], self.holder)
            for user, error in failures.items():
                await self._failed(by_user[user], error)
            down = next((e for e in failures.values() if isinstance(e, ServiceDown)), None)
            await self._learn(instance, began, down)
        except asyncio.CancelledError:
            for job in jobs:
                await asyncio.shield(self._again(job, None, pause=0.0, counted=False))
            raise
        except Exception as e:  # noqa: BLE001 - as above
            for job in jobs:
                await self._failed(job, e)
            await self._learn(instance, began, e)
        finally:
            self._held.let_go(*jobs)
            self._batches.discard((instance, urgent))

    async def _learn(self, instance: int, began: float, error: Exception | None) -> None:
        pause = outage_pause(error) if error is not None else None
        if error is not None and pause is not None:
            await self.reach.silent(instance, pause, error)
        else:
            await self.reach.answered(instance, clock.monotonic() - began, well=error is None)


def _all_events(base: type[Event]) -> list[type[Event]]:
    return [e for sub in base.__subclasses__() for e in (sub, *_all_events(sub))]


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:1000]


async def everybody() -> frozenset[int]:
    """The ids of all accounts."""
    return frozenset(r["id"] for r in await database.rows("SELECT id FROM users"))
