"""The durable queue: announcing events and putting work into it, in the transaction of the change."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot import clock
from bot.database import dialect, execute, inside_transaction, moment, on_commit, retry_transaction, rows
from bot.rules.access import STAFF, Actor
from bot.rules.audit import Entry, record
from bot.rules.events import Event, Stage

log = logging.getLogger(__name__)

WAITING, RUNNING = "waiting", "running"
ANY, DISCORD = "any", "discord"
EVERYONE = "*"  # the payload that stands for all users
URGENT, USUAL, BULK = 2, 5, 6
LONGEST_PAYLOAD = 1_000_000  # characters; a longer list of people becomes everybody
MOST_HOPS = 10

# Tests set this: an uphill event raises there, in production it is logged as a fault and runs all the same.
strict = False

_wakers: set[Callable[[], None]] = set()


class Merge(StrEnum):
    """What becomes of the payload when a row meets its waiting twin."""

    JOIN = "join"  # lists of people are united
    TAKE = "take"  # the new one counts
    KEEP = "keep"  # the twin's counts


class Uphill(Exception):
    """A reaction announced an event of an earlier stage, or its own: chains could run in circles."""


@dataclass(slots=True)
class Chain:
    """What a worker knows while it runs a reaction: the event at hand, and what was announced since."""

    name: str
    stage: Stage
    hops: int = 0
    emitted: list[tuple[Stage, str, str]] = field(default_factory=list)


_chain: ContextVar[Chain | None] = ContextVar("chain", default=None)


@contextlib.contextmanager
def reacting(chain: Chain) -> Iterator[None]:
    """Mark the code inside as the reaction to an event; for workers."""
    token = _chain.set(chain)
    try:
        yield
    finally:
        _chain.reset(token)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of work, as it goes into the table."""

    name: str
    key: str
    payload: str = ""
    priority: int = USUAL
    lane: str = ANY
    run_at: datetime | None = None
    attempts: int = 0
    hops: int = 0
    last_error: str | None = None
    created_at: datetime | None = None


# -- putting in ------------------------------------------------------------------------------------------


async def emit(*events: Event, urgent: bool | None = None) -> None:
    """Announce events, inside the transaction of the change: rolled back is never announced, committed never lost.

    One user makes a row of that user; a set is united with the set that waits already; an event without users
    means everybody. `urgent` overrides the usual order (one user before sets).
    """
    if not events:
        return
    if not inside_transaction():
        raise RuntimeError("emit belongs into the transaction of the change")
    chain = _chain.get()
    found: dict[tuple[str, str], Row] = {}
    for event in events:
        row = _row_of(event, urgent, _hops(event, chain))
        if row is not None:
            known = found.get((row.name, row.key))
            found[row.name, row.key] = row if known is None else _united(known, row)
            if chain is not None:
                chain.emitted.append((event.stage, row.name, row.key))
    # Inside a chain its own worker goes on with what is announced; the rest is looked for when the chain ends.
    await put(list(found.values()), Merge.JOIN, wake=chain is None)


def _row_of(event: Event, urgent: bool | None, hops: int) -> Row | None:
    if hops > MOST_HOPS:
        log.error("%s ran uphill more than %d times: dropped", type(event).__name__, MOST_HOPS)
        return None
    one = len(event.users) == 1
    key = f"u{next(iter(event.users))}" if one else "set" if event.users else "all"
    payload = ",".join(map(str, sorted(event.users))) if event.users else EVERYONE
    quick = one if urgent is None else urgent
    return Row(type(event).__name__, key, payload, URGENT if quick else BULK, hops=hops)


def _united(one: Row, other: Row) -> Row:
    payload = one.payload if one.payload == other.payload else f"{one.payload},{other.payload}"
    return Row(one.name, one.key, payload, min(one.priority, other.priority), hops=max(one.hops, other.hops))


def _hops(event: Event, chain: Chain | None) -> int:
    if chain is None:
        return 0
    if event.stage > chain.stage or (event.stage == chain.stage and type(event).__name__ != chain.name):
        return chain.hops
    message = f"{type(event).__name__} was announced by the reaction to {chain.name}: that is uphill"
    if strict:
        raise Uphill(message)
    log.error(message)
    return chain.hops + 1


async def enqueue(
    name: str,
    items: Iterable[tuple[str, str]],
    *,
    lane: str = ANY,
    priority: int = USUAL,
    delay: float = 0.0,
) -> None:
    """Put work of one kind in: (key, payload) each, run after `delay` seconds.

    A row that waits under the same key takes the new payload, the earlier time and the better priority.
    """
    run_at = clock.now() + timedelta(seconds=delay)
    made = [Row(name, key, payload, priority, lane, run_at) for key, payload in dict(items).items()]
    for start in range(0, len(made), 2000):
        await put(made[start : start + 2000], Merge.TAKE)


async def put(made: Sequence[Row], merge: Merge, *, wake: bool = True) -> None:
    """Write rows in one statement, each merged into its waiting twin.

    The twin is always touched, so it stays locked until the writer commits: a worker cannot take it before.
    """
    if not made:
        return
    now = clock.now()
    values: list[Any] = []
    for r in sorted(made, key=lambda r: (r.name, r.key)):  # one order of locks for everybody
        values += [r.name, r.key, WAITING, r.payload, r.priority, r.lane, r.run_at or now, r.attempts, r.hops]
        values += [r.last_error, r.created_at or now]
    marks = ",".join(["(%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"] * len(made))
    await execute(_insert(marks, merge), values)
    if wake:
        on_commit(_wake)


def _insert(marks: str, merge: Merge) -> str:
    if dialect() == "mysql":
        new, least, most, length, q = "VALUES({})", "LEAST", "GREATEST", "CHAR_LENGTH", "`"
        joined = "CONCAT(payload, ',', VALUES(payload))"
        head = " ON DUPLICATE KEY UPDATE "
    else:
        new, least, most, length, q = "excluded.{}", "MIN", "MAX", "LENGTH", '"'
        joined = "jobs.payload || ',' || excluded.payload"
        head = " ON CONFLICT (name, key, slot) DO UPDATE SET "
    payload = new.format("payload")
    united = (
        f"CASE WHEN jobs.payload = {payload} THEN jobs.payload "
        f"WHEN jobs.payload = '{EVERYONE}' OR {payload} = '{EVERYONE}' "
        f"OR {length}(jobs.payload) > {LONGEST_PAYLOAD} THEN '{EVERYONE}' ELSE {joined} END"
    )
    sets = [f"payload={ {Merge.JOIN: united, Merge.TAKE: payload, Merge.KEEP: 'jobs.payload'}[merge] }"]
    sets += [f"{c}={least}(jobs.{c}, {new.format(c)})" for c in ("priority", "run_at", "created_at")]
    sets += [f"{c}={most}(jobs.{c}, {new.format(c)})" for c in ("attempts", "hops")]
    sets += [
        f"last_error=COALESCE({new.format('last_error')}, jobs.last_error)",
        f"lane={new.format('lane')}",
    ]
    columns = f"name,{q}key{q},slot,payload,priority,lane,run_at,attempts,hops,last_error,created_at"
    return f"INSERT INTO jobs ({columns}) VALUES {marks}{head}{', '.join(sets)}"


def people(payload: str) -> frozenset[int] | None:
    """The users that a payload names; None means everybody."""
    if payload == EVERYONE:
        return None
    return frozenset(int(i) for i in payload.split(",") if i)


# -- waking ----------------------------------------------------------------------------------------------


def add_waker(waker: Callable[[], None]) -> None:
    """Call this after every commit of this process that put work in; for workers."""
    _wakers.add(waker)


def remove_waker(waker: Callable[[], None]) -> None:
    _wakers.discard(waker)


def _wake() -> None:
    for waker in tuple(_wakers):
        waker()


# -- for operators ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Depth:
    """How full the queue is. `oldest`: since when the longest-waiting due row waits."""

    waiting: int
    running: int
    dead: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class NameDepth:
    """The same for work of one kind."""

    name: str
    waiting: int
    running: int
    dead: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class DeadJob:
    """Work that was given up, with its last error."""

    id: int
    name: str
    key: str
    attempts: int
    last_error: str
    created_at: datetime


async def depth() -> Depth:
    """How much waits, runs and was given up; one statement."""
    return total(await by_name())


async def by_name() -> list[NameDepth]:
    """How much of each kind of work there is, by name; one statement."""
    found = await rows(
        "SELECT name, slot, COUNT(*) AS n, MIN(CASE WHEN run_at <= %s THEN run_at END) AS oldest "
        "FROM jobs GROUP BY name, slot",
        [clock.now()],
    )
    counts: dict[str, dict[str | None, int]] = {}
    oldest: dict[str, datetime | None] = {}
    for r in found:
        counts.setdefault(r["name"], {})[r["slot"]] = int(r["n"])
        if r["slot"] == WAITING:
            oldest[r["name"]] = moment(r["oldest"])
    return [
        NameDepth(name, n.get(WAITING, 0), n.get(RUNNING, 0), n.get(None, 0), oldest.get(name))
        for name, n in sorted(counts.items())
    ]


def total(names: Sequence[NameDepth]) -> Depth:
    """All kinds of work together."""
    return Depth(
        sum(n.waiting for n in names),
        sum(n.running for n in names),
        sum(n.dead for n in names),
        min((n.oldest for n in names if n.oldest is not None), default=None),
    )


async def dead(actor: Actor, limit: int = 100, *, name: str = "") -> list[DeadJob]:
    """The newest dead jobs, of all kinds or of one; raises Forbidden unless staff."""
    actor.must(STAFF)
    q = "`key`" if dialect() == "mysql" else "key"
    found = await rows(
        f"SELECT id, name, {q} AS k, attempts, last_error, created_at FROM jobs "
        "WHERE slot IS NULL AND (%s = '' OR name = %s) ORDER BY id DESC LIMIT %s",
        [name, name, limit],
    )
    return [
        DeadJob(
            r["id"],
            r["name"],
            r["k"],
            r["attempts"],
            r["last_error"] or "",
            moment(r["created_at"]) or clock.now(),
        )
        for r in found
    ]


async def retry(actor: Actor, job_ids: Iterable[int]) -> int:
    """Let dead jobs run again, merged with what waits under their keys; returns how many there were."""
    return await _resolve(actor, job_ids, "queue.retried", again=True)


async def drop(actor: Actor, job_ids: Iterable[int]) -> int:
    """Forget dead jobs; returns how many there were."""
    return await _resolve(actor, job_ids, "queue.dropped", again=False)


async def purge(actor: Actor, age: timedelta) -> int:
    """Forget dead jobs that were put in longer ago than `age`; returns how many. Raises Forbidden unless staff."""
    actor.must(STAFF)

    async def act() -> int:
        found = await rows(
            "SELECT name, COUNT(*) AS n FROM jobs WHERE slot IS NULL AND created_at < %s GROUP BY name",
            [before],
        )
        if not found:
            return 0
        await execute("DELETE FROM jobs WHERE slot IS NULL AND created_at < %s", [before])
        gone = {r["name"]: int(r["n"]) for r in found}
        await record(actor, [Entry("queue.purged", thing="queue", after=gone)])
        return sum(gone.values())

    before = clock.now() - age
    return await retry_transaction(act)


async def _resolve(actor: Actor, job_ids: Iterable[int], action: str, *, again: bool) -> int:
    actor.must(STAFF)
    ids = sorted(set(job_ids))
    if not ids:
        return 0

    async def act() -> int:
        marks = ",".join(["%s"] * len(ids))
        lock = " FOR UPDATE" if dialect() == "mysql" else ""
        found = await rows(f"SELECT * FROM jobs WHERE id IN ({marks}) AND slot IS NULL{lock}", ids)
        if again:
            await put([row_of(r, attempts=0, run_at=clock.now()) for r in found], Merge.JOIN)
        if found:
            await execute(f"DELETE FROM jobs WHERE id IN ({marks}) AND slot IS NULL", ids)
        await record(
            actor,
            [Entry(action, thing=f"job:{r['id']}", after={"job": f"{r['name']} {r['key']}"}) for r in found],
        )
        return len(found)

    return await retry_transaction(act)


def row_of(raw: dict[str, Any], **changed: Any) -> Row:
    """A row out of the table as it goes back in, with some values changed."""
    values = {
        k: raw[k] for k in ("name", "key", "payload", "priority", "lane", "attempts", "hops", "last_error")
    }
    values |= {"run_at": moment(raw["run_at"]), "created_at": moment(raw["created_at"])}
    return Row(**(values | changed))
