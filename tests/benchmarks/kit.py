"""What every benchmark says its figures with, the databases it runs on, and the cost of transactions."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot import database, migrate
from bot.database import transactions as _transactions
from bot.rules import states
from tests import mariadb

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
SAYS = "FIGURE "


@dataclass(frozen=True)
class Figure:
    """One measured number. `extra` ones are for the reader of the table and stay out of bench.json."""

    name: str
    value: float | None
    unit: str
    better: str = "lower"
    reason: str = ""
    runs: tuple[float, ...] = ()
    extra: bool = False


def median(
    name: str,
    runs: Sequence[float],
    unit: str,
    *,
    better: str = "lower",
    reason: str = "",
    extra: bool = False,
) -> Figure:
    """The median of several runs."""
    value = round(statistics.median(runs), 4)
    return Figure(name, value, unit, better, reason, tuple(round(r, 4) for r in runs), extra)


def tell(*figures: Figure) -> None:
    """Print figures for the process that collects them."""
    for figure in figures:
        sys.stdout.write(SAYS + json.dumps(asdict(figure)) + "\n")
    sys.stdout.flush()


def heard(line: str) -> Figure | None:
    """A figure out of a printed line, if it is one."""
    return Figure(**json.loads(line.removeprefix(SAYS))) if line.startswith(SAYS) else None


def log(text: str) -> None:
    """A line of raw output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


# -- databases: one kind in one process, because Tortoise keeps the SQL of the first dialect ------------------


@contextmanager
def server(kind: str) -> Iterator[Databases]:
    """Where fresh databases of this kind come from: files, or a MariaDB server of our own."""
    folder = Path(tempfile.mkdtemp(prefix="concord-bench-"))
    try:
        if kind == "sqlite":
            yield Databases(folder, None)
        else:
            with mariadb.server(folder) as found:
                yield Databases(folder, found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Databases:
    """Hands out addresses of fresh databases, and a folder that goes at the end."""

    folder: Path
    server: mariadb.Server | None
    made: int = 0

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of an empty database."""
        self.made += 1
        if self.server is None:
            yield f"sqlite://{self.folder / f'bench{self.made}.sqlite3'}"
        else:
            with mariadb.database(self.server) as name:
                yield self.server.url(name)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """A migrated, open database with the default states."""
    await migrate.upgrade(url)
    await database.connect(url)
    try:
        await states.ensure_defaults()
        yield
    finally:
        await database.disconnect()


# -- what a transaction costs everybody else -------------------------------------------------------------------


@dataclass
class Held:
    """How long each transaction was open, in seconds."""

    seconds: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        return max(self.seconds, default=0.0)


@contextmanager
def transactions() -> Iterator[Held]:
    """Time every outermost transaction of this process, from BEGIN's answer to COMMIT's."""
    held = Held()
    enter, leave = _transactions._enter, _transactions._leave
    began: dict[int, float] = {}

    async def timed_enter(context: Any) -> None:
        await enter(context)
        began[id(context)] = time.perf_counter()

    async def timed_leave(context: Any, error: BaseException | None) -> None:
        await leave(context, error)
        held.seconds.append(time.perf_counter() - began.pop(id(context), time.perf_counter()))

    _transactions._enter, _transactions._leave = timed_enter, timed_leave
    try:
        yield held
    finally:
        _transactions._enter, _transactions._leave = enter, leave
