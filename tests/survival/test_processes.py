"""Several processes on one MariaDB, of which some are killed and some sleep: all work is done, none twice at once."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.rules.queue import enqueue
from sandbox import cast
from tests.benchmarks.kit import ROOT
from tests.conftest import DB
from tests.survival import ledger
from tests.survival.kit import FULL, Place, Process, place, raw, seed, until

pytestmark = pytest.mark.skipif(DB != "mariadb", reason="SQLite serves one process")

LEASE = 3.0
LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 -- the database says UTC without saying so
MINUTES, EVERY, KEYS = (5.0, 30.0, 2000) if FULL else (0.2, 2.0, 150)
PATIENCE = 240.0
"""Two workers do 29 jobs of the ledger a second (four at once each, 0.28 s on average), so 2,000 need 70 s alone."""


class Crowd:
    """Workers, and when each was killed or put to sleep, by the database's clock."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.alive: list[subprocess.Popen[str]] = []
        self.gone: dict[int, list[datetime]] = defaultdict(list)

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.survival.ledger", self.url, str(LEASE)]
        with (self.folder / f"worker{len(self.gone)}{len(self.alive)}.log").open("a") as log:
            worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "ready"
        self.alive.append(worker)

    def now(self) -> datetime:
        (moment,) = raw(self.url, "SELECT UTC_TIMESTAMP(6)")
        return moment[0]

    async def strike(self, chance: random.Random, *, dead: bool) -> None:
        """Kill one and start another; or let one sleep past its lease and wake up again."""
        victim = chance.choice(self.alive)
        if dead:
            victim.kill()
            victim.communicate()
            self.gone[victim.pid].append(self.now())
            self.alive.remove(victim)
            await asyncio.to_thread(self.start)
        else:
            victim.send_signal(signal.SIGSTOP)
            self.gone[victim.pid].append(self.now())
            await asyncio.sleep(LEASE * 1.5)
            victim.send_signal(signal.SIGCONT)

    def end(self) -> None:
        for worker in self.alive:
            worker.kill()
            worker.communicate()


@contextmanager
def crowd(url: str, folder: Path, workers: int) -> Iterator[Crowd]:
    raw(url, ledger.TABLE)
    found = Crowd(url, folder)
    try:
        for _ in range(workers):
            found.start()
        yield found
    finally:
        found.end()
        raw(url, "DROP TABLE ledger")


@pytest.mark.parametrize("workers", [2, 3] if FULL else [3])
async def test_every_job_is_done_and_none_twice_at_once_while_workers_die_and_sleep(
    db: str, tmp_path: Path, workers: int
) -> None:
    chance = random.Random()
    asked: dict[str, datetime] = {}
    with crowd(db, tmp_path, workers) as workers_:
        stop = time.monotonic() + MINUTES * 60
        strikes = asyncio.create_task(_strikes(workers_, chance, stop))
        while time.monotonic() < stop:
            keys = chance.sample(range(KEYS), KEYS // 5)
            now = await asyncio.to_thread(workers_.now)
            await enqueue(ledger.WORK, [(f"k{n}", "") for n in keys])
            asked |= {f"k{n}": now for n in keys}
            await asyncio.sleep(0.5)
        struck = await strikes

        async def all_done() -> bool:
            (left,) = await asyncio.to_thread(raw, db, "SELECT COUNT(*) FROM jobs")
            return left[0] == 0

        await until("the queue is empty", all_done, timeout=PATIENCE)
        runs = raw(db, "SELECT k, pid, began, ended FROM ledger ORDER BY k, began, id")
    print(f"\n  {workers} workers, struck {struck} times: {len(runs)} runs of {len(asked)} keys")
    assert struck >= 2
    _every_one_done(runs, asked)
    _none_twice_at_once(runs, workers_.gone)


async def _strikes(workers: Crowd, chance: random.Random, stop: float) -> int:
    struck = 0
    while time.monotonic() < stop:
        await asyncio.sleep(min(EVERY, 1.0) if not struck else EVERY * chance.uniform(0.5, 1.0))
        await workers.strike(chance, dead=bool(struck % 2))
        struck += 1
    return struck


def _every_one_done(runs: list[tuple[Any, ...]], asked: dict[str, datetime]) -> None:
    last: dict[str, datetime] = {}
    for key, _, began, ended in runs:
        if ended is not None:
            last[key] = began
    undone = {k for k, when in asked.items() if last.get(k, LONG_AGO) < when}
    assert not undone, f"asked for and not done since: {sorted(undone)[:10]}"


def _none_twice_at_once(runs: list[tuple[Any, ...]], gone: dict[int, list[datetime]]) -> None:
    until_when: dict[str, datetime] = {}
    for key, pid, began, ended in runs:
        assert until_when.get(key, LONG_AGO) <= began, f"{key} ran twice at once"
        # What never ended was cut off: by a kill, or by sleeping until it was another's.
        cut = min((g for g in gone[pid] if g >= began), default=None)
        assert ended or cut, f"{key} of {pid} neither ended nor was cut off"
        until_when[key] = ended or cut


# -- whole applications --------------------------------------------------------------------------------------


def _holder(here: Place) -> int:
    """The process that holds the gateway; 0 if nobody does."""
    found = raw(
        here.database_url, "SELECT holder FROM leases WHERE name = 'gateway' AND until > UTC_TIMESTAMP(6)"
    )
    return int(found[0][0].split(":")[1]) if found else 0


async def _holds(here: Place, process: Process) -> bool:
    return _holder(here) == process.popen.pid


async def _made_bare(here: Place, person: str) -> None:
    """Take somebody's role by hand, which whoever serves puts right."""
    role = (await here.roles("Member"))[0]
    await here.control("PATCH", f"/guilds/{cast.GUILD}/members/{person}", {"remove_roles": [role]})


async def test_the_gateway_passes_on_when_its_holder_is_killed_and_the_one_that_slept_does_nothing(
    tmp_path: Path, database_url: str
) -> None:
    async with place(tmp_path, database_url, members=60, speed=5.0) as here:
        people = await seed(here, 10)

        async def done() -> bool:
            return await here.dressed(people) == len(people)

        here.concord(only="web", lease=LEASE)
        one = here.concord(only="bot,jobs", lease=LEASE)
        await until("the first one serves", done, timeout=120)
        assert _holder(here) == one.popen.pid
        two = here.concord(only="bot,jobs", lease=LEASE)
        await until("the site answers", here.ready)
        assert (await here.readyz())[1]["parts"] == ["web"]

        one.kill()
        await until("the second one takes over", lambda: _holds(here, two), timeout=120)
        await _made_bare(here, people[0])
        await until("and serves", done)

        three = here.concord(only="bot,jobs", lease=LEASE)
        await until("the third one is up", lambda: _says(three, "serves"), timeout=120)
        two.signal(signal.SIGSTOP)
        await until("the third one takes over", lambda: _holds(here, three), timeout=120)
        before = len(await _changes(here, people[1]))
        await _made_bare(here, people[1])
        await until("and serves", done)
        two.signal(signal.SIGCONT)
        await until("the second one notices", lambda: _says(two, "not ours any more"))
        await asyncio.sleep(LEASE)
        assert len(await _changes(here, people[1])) == before + 1, "what was put right was put right once"
        assert _holder(here) == three.popen.pid


async def _says(process: Process, text: str) -> bool:
    return text in process.said()


async def _changes(here: Place, person: str) -> list[dict[str, Any]]:
    found = (await here.control("GET", "/requests?limit=2000"))["requests"]
    return [r for r in found if f"/members/{person}" in r["path"] and r["method"] != "GET"]


async def test_sqlite_refuses_to_be_shared(tmp_path: Path, database_url: str) -> None:
    async with place(tmp_path, f"sqlite://{tmp_path / 'one.sqlite3'}", members=50) as here:
        process = here.concord(only="web")
        assert await asyncio.to_thread(process.popen.wait, 30) == 1
        assert "--only needs a MariaDB" in process.said()
