"""The test bed: a database per test on SQLite or MariaDB (`DB=`), a clock in our hands, closed sockets."""

from __future__ import annotations

import asyncio
import inspect
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
import pytest_socket
from aerich.models import Aerich
from tortoise import Tortoise

from bot import clock as bot_clock
from bot import database, migrate
from bot.database import transactions
from bot.rules import queue
from bot.vault import Vault
from tests import mariadb
from tests.patience import crowding

DB = os.environ.get("DB", "sqlite")
if DB not in ("sqlite", "mariadb"):
    raise pytest.UsageError("DB is sqlite or mariadb")

transactions.crowding = crowding
transactions.longest = float(os.environ.get("LONGEST_TRANSACTION", "1.0"))
queue.strict = True
OPEN_ROOMS = {
    "access",
    "browser",
    "survival",
    "journeys",
    "real",
    "shell",
    "web",
    "services",
    "eve",
    "sandbox",
    "cogs",
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Sockets: loopback where a test speaks to a server of ours, none elsewhere, the world never."""
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    if room in OPEN_ROOMS or DB == "mariadb":
        pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    else:
        pytest_socket.disable_socket(allow_unix_socket=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--once-done", action="store_true", help="leave out what does not touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database only what speaks to one needs to run again."""
    if config.getoption("--once-done"):
        again = [i for i in items if {"tables", "maria"} & set(getattr(i, "fixturenames", ()))]
        config.hook.pytest_deselected(items=[i for i in items if i not in again])
        items[:] = again


@pytest.fixture(autouse=True)
def no_lingering_tasks(request: pytest.FixtureRequest) -> None:
    """A test that leaves a task behind fails: what was begun must be ended."""
    if inspect.iscoroutinefunction(getattr(request.node, "obj", None)):
        request.getfixturevalue("_watched_tasks")


@pytest.fixture
async def _watched_tasks() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    for _ in range(3):
        await asyncio.sleep(0)
    left = [t for t in asyncio.all_tasks() - before if t is not asyncio.current_task() and not t.done()]
    for task in left:
        task.cancel()
    assert not left, f"tasks left behind: {[t.get_name() for t in left]}"


# -- databases -------------------------------------------------------------------------------------------


async def make_tables(url: str) -> None:
    """The tables as the models describe them, with the mark of all migrations: an application may open them."""
    await database.connect(url, aerich=True)
    try:
        await Tortoise.generate_schemas()
        for path in migrate.files():
            await Aerich.create(version=path.name, app=migrate.APP, content={})
    finally:
        await database.disconnect()


@pytest.fixture(scope="session")
def maria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[mariadb.Server]:
    """A MariaDB server for this session."""
    pytest_socket.enable_socket()
    with mariadb.server(tmp_path_factory.mktemp("maria")) as found:
        yield found
        pytest_socket.enable_socket()


@pytest.fixture(scope="session")
def tables(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with all tables, empty; on SQLite a file to copy from."""
    if DB == "sqlite":
        url = f"sqlite://{tmp_path_factory.mktemp('sqlite') / 'empty.sqlite3'}"
        asyncio.run(make_tables(url))
        yield url
        return
    server: mariadb.Server = request.getfixturevalue("maria")
    with mariadb.database(server) as name:
        asyncio.run(make_tables(server.url(name)))
        yield server.url(name)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tables: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database for this test alone."""
    if DB == "sqlite":
        path = tmp_path / "test.sqlite3"
        shutil.copyfile(tables.removeprefix("sqlite://"), path)
        yield f"sqlite://{path}"
        return
    server: mariadb.Server = request.getfixturevalue("maria")
    yield tables
    _empty(server, tables.rsplit("/", 1)[1])


def _empty(server: mariadb.Server, name: str) -> None:
    """Empty what a test wrote: one look, then DELETE only where there is something."""
    with server.connect(name) as admin, admin.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [name])
        names = [row[0] for row in cursor.fetchall() if row[0] != "aerich"]
        cursor.execute(" UNION ALL ".join(f"(SELECT '{t}' FROM `{t}` LIMIT 1)" for t in names))
        written = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET foreign_key_checks = 0")
        for table in written:
            cursor.execute(f"DELETE FROM `{table}`")


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[str]:
    """An open, empty database; the value is its address."""
    await database.connect(database_url)
    try:
        yield database_url
    finally:
        await database.disconnect()


# -- time, secrets ---------------------------------------------------------------------------------------


class ManualClock:
    """A clock that moves when it is told to; whoever sleeps wakes when their time has come."""

    def __init__(self) -> None:
        self._began = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
        self._seconds = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._began + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._seconds + seconds, future))
        await future

    async def advance(self, seconds: float) -> None:
        """Let time pass, waking sleepers in order; each has its turn before the next wakes."""
        until = self._seconds + seconds
        while due := sorted((s for s in self._sleepers if s[0] <= until), key=lambda s: s[0])[:1]:
            self._sleepers.remove(due[0])
            self._seconds = max(self._seconds, due[0][0])
            if not due[0][1].done():
                due[0][1].set_result(None)
            for _ in range(5):
                await asyncio.sleep(0)
        self._seconds = until


@pytest.fixture
def clock() -> Iterator[ManualClock]:
    """A clock in the test's hands; without this fixture time is real."""
    manual = ManualClock()
    previous = bot_clock.use(manual)
    yield manual
    bot_clock.use(previous)


@pytest.fixture
def vault() -> Vault:
    """A vault with a key that is worth nothing."""
    return Vault(["a-key-for-tests-only-0123456789abcdef"])


class Drain(Protocol):
    """Runs the queue until nothing is due; raises what a reaction raised unless `faults` is true."""

    def __call__(self, *, faults: bool = False) -> Awaitable[int]: ...


@pytest.fixture
def drain(db: str) -> Drain:
    """The worker in place, all lanes, with the application's own table of reactions."""
    from bot.jobs.reactions import TABLE
    from bot.jobs.worker import Worker

    worker = Worker(lambda: {"any", "discord"}, TABLE)

    async def run(*, faults: bool = False) -> int:
        worker.faults.clear()
        done = await worker.drain()
        if worker.faults and not faults:
            raise worker.faults[0]
        return done

    return run
