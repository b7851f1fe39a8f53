"""state_edit: half of the users change state, from the rule's call until every service job stands in the queue.

Told of as well: the longest transaction, because on SQLite everybody waits for it. Telling people (stage 6) comes
after the services and is not part of it.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import replace

from bot import database
from bot.jobs.reactions import TABLE
from bot.jobs.worker import Worker
from bot.rules import services, states
from bot.rules.access import SYSTEM
from bot.rules.events import AccessChanged
from models.queue import Job
from models.states import EntityKind, State
from tests.benchmarks import crowd
from tests.benchmarks.kit import RUNS, Figure, log, median, opened, server, tell, transactions

SIZES = (1000, 10_000)
OURS, OTHERS = 98_000_001, 98_000_002
GUILD = 110_000_000_000_000_001


class Finish:
    """The last reaction before the services' own work: says when everybody expected has come through."""

    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.seen: set[int] = set()
        self.reached = asyncio.Event()
        self.at = 0.0

    async def reassess(self, users: frozenset[int] | None) -> None:
        await services.reassess(users)
        self.seen |= users or set()
        if len(self.seen) >= self.expected:
            self.at = time.perf_counter()
            self.reached.set()


async def once(url: str, people: int) -> tuple[float, int, float]:
    """Seconds, statements, and the longest transaction in seconds."""
    async with opened(url):
        instance = await crowd.guild(GUILD)
        await crowd.settle(crowd.invented(people, (OURS, OTHERS)), instance, "Guest")
        member = await State.get(name="Member")
        finish = Finish(people // 2)
        worker = Worker(
            lambda: {"any"}, replace(TABLE, events={**TABLE.events, AccessChanged: [finish.reassess]})
        )
        await worker.start()
        try:
            with database.count_statements() as counted, transactions() as held:
                began = time.perf_counter()
                await states.change_members(SYSTEM, member.id, add=[(EntityKind.CORPORATION, OURS)])
                async with asyncio.timeout(60):
                    await finish.reached.wait()
                took, statements, longest = finish.at - began, counted.total, held.longest
        finally:
            await worker.stop()
        assert await Job.filter(name=services.PUT).count() == people // 2
        assert await states.User.filter(state_id=member.id).count() == people // 2
    return took, statements, longest


async def measure(kind: str, url: str, people: int, runs: list[tuple[float, int, float]]) -> None:
    took, statements, longest = await once(url, people)
    log(
        f"{kind} {people}: {took:.3f} s, {statements} statements, longest transaction {longest * 1000:.0f} ms"
    )
    runs.append((took, statements, longest))


def figures(kind: str, people: int, runs: list[tuple[float, int, float]]) -> list[Figure]:
    extra = kind != "sqlite"  # the contract's name has no database in it: the default one counts
    name = f"state_edit.{people}" + (f".{kind}" if extra else "")
    return [
        median(f"{name}.seconds", [r[0] for r in runs], "s", extra=extra),
        median(f"{name}.queries", [float(r[1]) for r in runs], "statements", extra=extra),
        median(f"{name}.longest_transaction", [r[2] * 1000 for r in runs], "ms", extra=True),
    ]


def main(kind: str) -> None:
    with server(kind) as databases:
        for people in SIZES:
            runs: list[tuple[float, int, float]] = []
            for _ in range(RUNS):
                with databases.fresh() as url:
                    asyncio.run(measure(kind, url, people, runs))
            tell(*figures(kind, people, runs))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
