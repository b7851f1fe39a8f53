"""The way to the tables: connecting, transactions, upserts, and tasks that inherit no transaction."""

from __future__ import annotations

import asyncio
import contextvars
import fcntl
import importlib
import logging
import os
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from pymysql.err import Error as DriverError
from tortoise import Model, Tortoise, connections
from tortoise.exceptions import DBConnectionError, OperationalError
from tortoise.transactions import in_transaction

from bot import clock

T = TypeVar("T")
log = logging.getLogger(__name__)

NAME = "default"
OLDEST_MARIADB = (10, 6)
# Deadlock, lock wait timeout, record changed since read (MariaDB >= 11.8): the whole transaction may be run again.
AGAIN = frozenset({1213, 1205, 1020})
TRIES = 5
GONE = frozenset({2002, 2003, 2006, 2013, 2055, 1053, 1927})
INIT = (
    "SET SESSION time_zone='+00:00', tx_isolation='READ-COMMITTED', innodb_lock_wait_timeout=10, "
    "max_statement_time=60"
)


class Unusable(Exception):
    """The database cannot serve us: wrong server, wrong version, locked by another process."""


# -- settings and connecting -----------------------------------------------------------------------------


def settings(url: str, *, pool: int = 10, aerich: bool = False) -> dict[str, Any]:
    """Tortoise's configuration for `sqlite://path` or `mysql://user:pass@host:port/db`; raises Unusable.

    With `aerich`, its own table is among the models: for migrations, not while serving.
    """
    modules = [*_modules(), *(["aerich.models"] if aerich else [])]
    return {
        "connections": {NAME: _connection(url, pool)},
        "apps": {"models": {"models": modules, "default_connection": NAME}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _modules() -> list[str]:
    # By name, as Tortoise does it: the models stand above this module and import it at will.
    return list(importlib.import_module("models").MODULES)


def _connection(url: str, pool: int) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(url.removeprefix("sqlite://")) or ":memory:"
        pragmas = {
            "journal_mode": "WAL",
            "synchronous": "NORMAL",
            "busy_timeout": 10_000,
            "foreign_keys": "ON",
        }
        return {"engine": "tortoise.backends.sqlite", "credentials": {"file_path": path, **pragmas}}
    if parts.scheme not in ("mysql", "mariadb"):
        raise Unusable("the database address begins with sqlite:// or mysql://")
    if not parts.hostname or not parts.path.strip("/"):
        raise Unusable("the database address has the form mysql://user:password@host:port/name")
    return {
        "engine": "tortoise.backends.mysql",
        "credentials": {
            "host": parts.hostname,
            "port": parts.port or 3306,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": parts.path.strip("/"),
            "charset": "utf8mb4",
            "minsize": 1,
            "maxsize": pool,
            "pool_recycle": 1800,
            "connect_timeout": 5,
            "init_command": INIT,  # Tortoise sets the time zone on the pool's first connection only
        },
    }


def __getattr__(name: str) -> Any:
    if name == "TORTOISE_ORM":  # what aerich's command line reads (see pyproject.toml)
        return settings(os.environ.get("CONCORD_DATABASE_URL", "sqlite://var/concord.sqlite3"), aerich=True)
    raise AttributeError(name)


_base: contextvars.Context | None = None  # as it was after connecting: no transaction in it
_tasks: set[asyncio.Task[Any]] = set()


async def connect(url: str, *, pool: int = 10, aerich: bool = False) -> None:
    """Open the database and look that it can serve us; raises Unusable. Call once, before anything else starts."""
    global _base
    config = settings(url, pool=pool, aerich=aerich)
    path = config["connections"][NAME]["credentials"].get("file_path", ":memory:")
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    await Tortoise.init(config=config, _enable_global_fallback=True)
    try:
        await _look_at_server()
    except BaseException:
        await disconnect()
        raise
    _base = contextvars.copy_context()


async def _look_at_server() -> None:
    try:
        if dialect() == "sqlite":
            await rows("SELECT 1")
            return
        version = str((await rows("SELECT VERSION() AS version"))[0]["version"])
    except (DBConnectionError, OperationalError) as e:
        raise Unusable("the database does not answer, or does not let us in") from e
    if "mariadb" not in version.lower():
        raise Unusable(f"this is MySQL {version}; Concord needs MariaDB 10.6 or newer")
    numbers = tuple(int(n) for n in version.split("-")[0].split(".")[:2])
    if numbers < OLDEST_MARIADB:
        raise Unusable(f"MariaDB {version} is too old; Concord needs 10.6 or newer")


async def disconnect() -> None:
    """Close every connection; harmless when there is none."""
    global _base
    _base = None
    await Tortoise.close_connections()


def dialect() -> str:
    """`sqlite` or `mysql` (which is how Tortoise calls MariaDB)."""
    return connections.get(NAME).capabilities.dialect


def slice_size() -> int:
    """How many people one transaction of a bulk pass changes: on SQLite everybody waits for it (50 ms at most)."""
    return 1000 if dialect() == "sqlite" else 5000


@contextmanager
def single_process_lock(path: Path) -> Iterator[None]:
    """Hold the lock that makes this the only process on a SQLite database; raises Unusable, naming the holder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            file.seek(0)
            raise Unusable(
                f"another Concord (process {file.read().strip() or '?'}) uses this database"
            ) from e
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


# -- transactions ----------------------------------------------------------------------------------------

# Tests set this: a transaction open longer waits for something that does not belong into it.
longest: float | None = None


class TooLong(Exception):
    """A transaction stayed open longer than tests allow."""


class Over(Exception):
    """Somebody used a transaction that had ended: a task begun inside it without `spawn`."""


@dataclass(slots=True, eq=False)
class _Unit:
    """One outermost transaction."""

    callbacks: dict[Callable[[], None], None] = field(default_factory=dict)
    failed: BaseException | None = None
    over: bool = False


_unit: contextvars.ContextVar[_Unit | None] = contextvars.ContextVar("unit", default=None)


class _Ended:
    """Stands where a connection was, so that a late statement fails instead of joining somebody else's work."""

    def __getattr__(self, name: str) -> Any:
        raise Over("this transaction has ended; begin tasks with bot.database.spawn")


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Everything inside happens or nothing does. Nested uses join the outermost.

    An error that leaves a nested use dooms the whole, even if it is caught further out.
    """
    outer = _unit.get()
    if outer is not None:
        if outer.over:
            raise Over("this task was begun inside a transaction that has ended; begin it with spawn")
        try:
            yield
        except BaseException as e:
            outer.failed = outer.failed or e
            raise
        return
    unit = _Unit()
    context = in_transaction(NAME)
    await _enter(context)
    token = _unit.set(unit)
    began = time.monotonic()
    error: BaseException | None = None
    try:
        yield
        if unit.failed is not None:
            raise unit.failed
        if longest is not None and time.monotonic() - began > longest:
            raise TooLong(f"a transaction was open for {time.monotonic() - began:.2f} s")
    except BaseException as e:
        error = e
        raise
    finally:
        unit.over = True
        _unit.reset(token)
        await _leave(context, error)
    for callback in unit.callbacks:
        callback()


async def _enter(context: Any) -> None:
    try:
        await context.__aenter__()
    except BaseException as e:
        if hasattr(context, "token"):  # it holds its connection already: give that back
            await _leave(context, e)
        raise


async def _leave(context: Any, error: BaseException | None) -> None:
    client = getattr(context, "client", None) or context.connection
    try:
        await context.__aexit__(type(error) if error else None, error, None)
    except asyncio.CancelledError:
        raise
    except Exception:
        if error is None:
            raise
        log.debug("rolling back failed as well", exc_info=True)  # a dead connection rolls back by itself
    finally:
        client._connection = _Ended()


def on_commit(callback: Callable[[], None]) -> None:
    """Call this after the present transaction's commit, outside of it, once; at once if there is none."""
    unit = _unit.get()
    if unit is None or unit.over:
        callback()
    else:
        unit.callbacks[callback] = None


def inside_transaction() -> bool:
    """Whether the caller is inside a transaction."""
    unit = _unit.get()
    return unit is not None and not unit.over


async def retry_transaction(fn: Callable[[], Awaitable[T]]) -> T:
    """Run `fn` in a transaction; the whole again, a few times, when another transaction came in between."""
    if inside_transaction():
        return await fn()

    async def whole() -> T:
        async with transaction():
            return await fn()

    return await _patiently(whole)


async def _patiently(fn: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(1, TRIES + 1):
        try:
            return await fn()
        except OperationalError as e:
            if attempt == TRIES or code_of(e) not in AGAIN:
                raise
        await clock.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311
    raise AssertionError("unreachable")


def code_of(error: BaseException) -> int | None:
    """The server's number of a database error, if it has one."""
    inner = error.args[0] if error.args else None
    if isinstance(inner, BaseException):
        return code_of(inner)
    return inner if isinstance(inner, int) else None


def was_in_the_way(error: BaseException) -> bool:
    """Whether another transaction came in between: the whole may be run again at once."""
    return isinstance(error, OperationalError) and code_of(error) in AGAIN


def is_outage(error: BaseException) -> bool:
    """Whether the database went away: nobody's fault, try again later."""
    if isinstance(error, (DBConnectionError, ConnectionError)):
        return True
    if isinstance(error, OperationalError):
        return code_of(error) in GONE
    return isinstance(error, DriverError) and (code_of(error) in GONE | {0})


# -- tasks -----------------------------------------------------------------------------------------------


def spawn(coro: Coroutine[Any, Any, T], *, name: str) -> asyncio.Task[T]:
    """Begin a task that inherits no transaction; it is kept alive, and an error in it is logged."""
    context = _base.copy() if _base is not None else contextvars.Context()
    task = asyncio.get_running_loop().create_task(coro, name=name, context=context)
    _tasks.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Task[Any]) -> None:
    _tasks.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("task %s failed", task.get_name(), exc_info=error)


# -- statements ------------------------------------------------------------------------------------------


def _sql(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%") if dialect() == "sqlite" else sql


async def rows(sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of one statement; `%s` marks a value on both databases, `%%` is a percent sign."""
    return [dict(row) for row in (await _statement(sql, params))[1]]


async def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Run one statement and return how many rows it touched (as `rows` otherwise)."""
    return (await _statement(sql, params))[0]


async def _statement(sql: str, params: Sequence[Any]) -> tuple[int, Sequence[dict[str, Any]]]:
    async def run() -> tuple[int, Sequence[dict[str, Any]]]:
        return await connections.get(NAME).execute_query(_sql(sql), list(params))

    # Alone, a statement that lost a deadlock may simply be said again; in a transaction all of it is gone.
    return await run() if inside_transaction() else await _patiently(run)


def moment(value: Any) -> datetime | None:
    """A time out of a raw row as an aware one: SQLite has text there, MariaDB naive UTC."""
    if value is None:
        return None
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def server_time(seconds: float = 0.0) -> str:
    """SQL for the database's own time, so many seconds from now; comparable with our columns."""
    if dialect() == "sqlite":
        return f"strftime('%%Y-%%m-%%d %%H:%%M:%%f000+00:00', 'now', '{seconds:+.3f} seconds')"
    return f"(UTC_TIMESTAMP(6) + INTERVAL {seconds * 1_000_000:.0f} MICROSECOND)"


async def upsert(
    model: type[Model],
    objs: Sequence[Model],
    update_fields: Sequence[str],
    conflict: Sequence[str] | None = None,
    *,
    chunk: int = 500,
) -> None:
    """Insert, or update these fields where a row stands already; with no fields, leave what stands.

    `conflict` names the unique fields that decide (default: the primary key). MariaDB takes any unique key.
    Tortoise's own upsert writes MySQL-only SQL, and on SQLite inserted instead of updating.
    """
    if not objs:
        return
    meta = model._meta
    conflict = list(conflict or [meta.pk_attr])
    column = meta.fields_db_projection
    names = [f for f in column if not (meta.fields_map[f].generated and f not in conflict)]
    tail = _on_conflict([column[f] for f in conflict], [column[f] for f in update_fields])
    q = "`" if dialect() == "mysql" else '"'
    head = f"INSERT INTO {q}{meta.db_table}{q} ({','.join(q + column[f] + q for f in names)}) VALUES "
    mark = "(" + ",".join(["%s"] * len(names)) + ")"
    chunk = max(1, min(chunk, 30_000 // len(names)))
    for start in range(0, len(objs), chunk):
        part = objs[start : start + chunk]
        values = [meta.fields_map[f].to_db_value(getattr(o, f), o) for o in part for f in names]
        await execute(head + ",".join([mark] * len(part)) + tail, values)


def _on_conflict(conflict: Sequence[str], update: Sequence[str]) -> str:
    if dialect() == "mysql":
        # Setting a column to itself, not INSERT IGNORE: that would swallow every other error too.
        sets = [f"`{c}`=VALUES(`{c}`)" for c in update] or [f"`{conflict[0]}`=`{conflict[0]}`"]
        return " ON DUPLICATE KEY UPDATE " + ",".join(sets)
    target = ",".join(f'"{c}"' for c in conflict)
    sets = [f'"{c}"=excluded."{c}"' for c in update]
    return f" ON CONFLICT ({target}) DO " + (f"UPDATE SET {','.join(sets)}" if sets else "NOTHING")


# -- counting --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Counted:
    """The statements that ran while `count_statements` was open."""

    texts: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.texts)


@contextmanager
def count_statements() -> Iterator[Counted]:
    """Count every statement of this process, by what Tortoise's clients log; BEGIN and COMMIT are not among them."""
    counted = Counted()
    logger = logging.getLogger("tortoise.db_client")
    level = logger.level
    shown = logger.isEnabledFor(logging.DEBUG)

    def take(record: logging.LogRecord) -> bool:
        if record.levelno == logging.DEBUG and not record.msg.startswith(("Created", "Closed")):
            counted.texts.append(
                str(record.args[0]) if isinstance(record.args, tuple) and record.args else record.msg
            )
        return shown or record.levelno > logging.DEBUG

    logger.addFilter(take)
    logger.setLevel(logging.DEBUG)
    try:
        yield counted
    finally:
        logger.setLevel(level)
        logger.removeFilter(take)
