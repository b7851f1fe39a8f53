"""state_edit: half of the users change state, from the rule's call until every service job stands in the queue."""

from __future__ import annotations

import asyncio
import sys
import time

from bot import database
from bot.jobs.reactions import TABLE
from bot.jobs.worker import Worker
from bot.rules import states
from bot.rules.access import SYSTEM
from models.queue import Job
from models.states import EntityKind, State
from tests.benchmarks.kit import OURS, Figure, crowd, databases, median, opened, tell

SIZES = (1000, 10_000)
RUNS = 3


async def once(url: str, people: int) -> tuple[float, float, float]:
    """Seconds, statements, and the longest transaction in seconds."""
    async with opened(url):
        await crowd(people)
        worker = Worker(lambda: {"any"}, TABLE)
        member = await State.get(name="Member")
        with database.count_statements() as counted:
            began = time.perf_counter()
            await states.change_members(SYSTEM, member.id, add=[(EntityKind.CORPORATION, OURS)])
            while await Job.exclude(name="service.put").exclude(name="StandingTold").exclude(
                name="NoticesWritten"
            ).exclude(name="notice.send").exists() or not await Job.filter(name="service.put").exists():
                counted.total -= 2  # our own looks
                if not await worker.drain():
                    await asyncio.sleep(0.001)
            took = time.perf_counter() - began
        jobs = await Job.filter(name="service.put").count()
        assert jobs == people // 2, f"{jobs} jobs stand in the queue"
        assert await states.State.filter(users__state_id=member.id).exists()
    return took, float(counted.total), 0.0


async def main() -> None:
    with databases(("sqlite",)) as _:
        pass
    for people in SIZES:
        seconds, statements = [], []
        for _ in range(RUNS):
            with databases(("sqlite",)) as found:
                took, count, _longest = await once(found["sqlite"], people)
            seconds.append(took)
            statements.append(count)
            sys.stdout.write(f"{people}: {took:.3f} s, {count:.0f} statements\n")
        tell(
            median(f"state_edit.{people}.seconds", seconds, "s"),
            median(f"state_edit.{people}.queries", statements, "statements"),
        )


if __name__ == "__main__":
    asyncio.run(main())

__all__ = ["Figure"]
