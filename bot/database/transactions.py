"""Transactions that nest, tell when they have committed, and leak into no task begun inside them."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import logging
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from pymysql.err import Error as DriverError
from tortoise.exceptions import DBConnectionError, IntegrityError, OperationalError
from tortoise.transactions import in_transaction

from bot import clock
from bot.database.settings import NAME

T = TypeVar("T")
P = ParamSpec("P")
log = logging.getLogger(__name__)

# Deadlock, lock wait timeout, record changed since read (MariaDB >= 11.8): the whole transaction may be run again.
AGAIN = frozenset({1213, 1205, 1020})
TRIES = 5
# Disk full in its several ways: 1021 waiting for space, 1114 table full, 1026/3 writing failed, 1030 handler, 28 OS.
FULL = frozenset({3, 28, 1021, 1026, 1030, 1114})
SQLITE_SICK = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
)
GONE = frozenset({2002, 2003, 2006, 2013, 2055, 1053, 1927})

# Tests set these: a transaction open longer waits for something that does not belong into it, unless the machine
# was busy with others meanwhile (seconds, counted up).
longest: float | None = None
crowding: Callable[[], float] = float


class TooLong(Exception):
    """A transaction stayed open longer than tests allow."""


class Fenced(Exception):
    """Whoever did this has no right to it any more: another worker may have taken the work over."""


class Over(Exception):
    """Somebody used a transaction that had ended: a task begun inside it without `spawn`."""


@dataclass(slots=True, eq=False)
class _Unit:
    """One outermost transaction."""

    callbacks: dict[Callable[[], None], None] = field(default_factory=dict)
    failed: BaseException | None = None
    over: bool = False


_unit: contextvars.ContextVar[_Unit | None] = contextvars.ContextVar("unit", default=None)
_fence: contextvars.ContextVar[Callable[[], bool] | None] = contextvars.ContextVar("fence", default=None)


class _Ended:
    """Stands where a connection was, so that a late statement fails instead of joining somebody else's work."""

    def __getattr__(self, name: str) -> Any:
        raise Over("this transaction has ended; begin tasks with bot.database.spawn")


@contextmanager
def fenced(allowed: Callable[[], bool]) -> Iterator[None]:
    """Let nothing inside begin or commit once `allowed` says no: raises Fenced there.

    For work under a lease: a process that was stopped must not go on with what another has taken over.
    """
    token = _fence.set(allowed)
    try:
        yield
    finally:
        _fence.reset(token)


def ask_fence() -> None:
    """Raise Fenced if the present work is not ours any more."""
    allowed = _fence.get()
    if allowed is not None and not allowed():
        raise Fenced("this work is not ours any more")


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
    ask_fence()
    unit = _Unit()
    context = in_transaction(NAME)
    await _enter(context)
    token = _unit.set(unit)
    began = time.monotonic() - crowding()
    error: BaseException | None = None
    try:
        yield
        if unit.failed is not None:
            raise unit.failed
        ask_fence()
        if longest is not None and (took := time.monotonic() - crowding() - began) > longest:
            raise TooLong(f"a transaction was open for {took:.2f} s")
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

    return await patiently(whole)


def retried(fn: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """A rule that asks nothing but the database, as one transaction that is run again when another came in between."""

    @functools.wraps(fn)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await retry_transaction(lambda: fn(*args, **kwargs))

    return run


async def patiently(fn: Callable[[], Awaitable[T]]) -> T:
    """Run `fn` again, a few times, when another transaction came in between: for what is one statement, or whole.

    A unique key that somebody else was quicker to take is looked at once more: now `fn` sees it, and says so in words.
    """
    clashed = False
    for attempt in range(1, TRIES + 1):
        try:
            return await fn()
        except IntegrityError:
            if clashed:
                raise
            clashed = True
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


def _is_sick(error: BaseException) -> bool:
    """Whether SQLite cannot reach or fill its file: the disk is full, or gone."""
    inner = error.args[0] if error.args else None
    return isinstance(inner, sqlite3.Error) and getattr(inner, "sqlite_errorcode", 0) & 0xFF in SQLITE_SICK


def is_outage(error: BaseException) -> bool:
    """Whether the database went away, or its disk is full: nobody's fault, try again later."""
    if isinstance(error, (DBConnectionError, ConnectionError)):
        return True
    if isinstance(error, OperationalError):
        return code_of(error) in GONE | FULL or _is_sick(error)
    return isinstance(error, DriverError) and (code_of(error) in GONE | {0})


# -- tasks -----------------------------------------------------------------------------------------------

_base: contextvars.Context | None = None  # as it was after connecting: no transaction in it
_tasks: set[asyncio.Task[Any]] = set()


def set_base(context: contextvars.Context | None) -> None:
    """From now on tasks begin with this context; for `connect`."""
    global _base
    _base = context


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
