"""Taking work out of the queue, and putting it back: the statements of the worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from bot import clock
from bot.database import dialect, execute, moment, retry_transaction, rows, server_time, transaction
from bot.rules.queue import RUNNING, WAITING, Merge, Row, put

LEASE = 30.0  # seconds; renewed every third of it


@dataclass(frozen=True, slots=True)
class Job:
    """One claimed row. `attempts` counts the present one."""

    id: int
    name: str
    key: str
    payload: str
    priority: int
    lane: str
    attempts: int
    hops: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that could be claimed, or (`expired`) one whose worker died."""

    id: int
    name: str
    key: str
    priority: int
    expired: bool


def quoted_key() -> str:
    """The column `key`, which is a reserved word of MariaDB."""
    return "`key`" if dialect() == "mysql" else '"key"'


async def candidates(
    lanes: Iterable[str], unless: Sequence[tuple[str, list[Any]]], limit: int = 200
) -> list[Candidate]:
    """Due rows of these lanes in order (priority, then arrival), and rows whose lease has run out.

    `unless` are conditions on rows that cannot be run now. Nothing is locked; one statement.
    """
    k = quoted_key()
    now = clock.now()
    parts, params = [], []
    for lane in sorted(lanes):
        without = "".join(f" AND NOT ({sql})" for sql, _ in unless)
        parts.append(
            f"SELECT * FROM (SELECT id, name, {k} AS k, slot, priority, run_at FROM jobs WHERE slot=%s AND lane=%s "
            f"AND run_at<=%s{without} AND NOT EXISTS (SELECT 1 FROM jobs t WHERE t.name=jobs.name AND t.{k}=jobs.{k} "
            "AND t.slot='running') ORDER BY priority, run_at, id LIMIT %s) AS part"
        )
        params += [WAITING, lane, now, *(p for _, ps in unless for p in ps), limit]
    parts.append(
        f"SELECT id, name, {k} AS k, slot, priority, run_at FROM jobs "
        f"WHERE slot=%s AND claimed_until < {server_time()}"
    )
    found = await rows(" UNION ALL ".join(parts), [*params, RUNNING])
    found.sort(key=lambda r: (r["priority"], moment(r["run_at"]), r["id"]))
    return [Candidate(r["id"], r["name"], r["k"], r["priority"], r["slot"] == RUNNING) for r in found]


async def claim(name: str, keys: Sequence[str], holder: str) -> list[Job]:
    """Take the waiting rows of these keys that nobody else holds or is writing to; order of the keys."""
    if not keys:
        return []
    k = quoted_key()
    marks = ",".join(["%s"] * len(keys))
    # The rows are found through the unique key, as emit finds them: one order of locks, no deadlock.
    skip = " FOR UPDATE SKIP LOCKED" if dialect() == "mysql" else ""

    async def act() -> list[dict[str, Any]]:
        found = await rows(
            f"SELECT * FROM jobs WHERE name=%s AND {k} IN ({marks}) AND slot=%s{skip}",
            [name, *sorted(keys), WAITING],
        )
        if found:
            ids = [r["id"] for r in found]
            await execute(
                f"UPDATE jobs SET slot=%s, claimed_by=%s, claimed_until={server_time(LEASE)}, attempts=attempts+1 "
                f"WHERE id IN ({','.join(['%s'] * len(ids))})",
                [RUNNING, holder, *ids],
            )
        return found

    try:
        found = await retry_transaction(act)
    except IntegrityError:  # a twin began to run since we looked: two never run at once
        return []
    place = {key: n for n, key in enumerate(keys)}
    return sorted((_job(r) for r in found), key=lambda j: place[j.key])


def _job(r: dict[str, Any]) -> Job:
    born = moment(r["created_at"]) or clock.now()
    attempts = r["attempts"] + 1
    return Job(
        r["id"], r["name"], r["key"], r["payload"], r["priority"], r["lane"], attempts, r["hops"], born
    )


async def finish(jobs: Sequence[Job], holder: str) -> int:
    """Done: the rows go. Returns how many were still ours."""
    if not jobs:
        return 0
    return await execute(
        f"DELETE FROM jobs WHERE id IN ({','.join(['%s'] * len(jobs))}) AND slot=%s AND claimed_by=%s",
        [*(j.id for j in jobs), RUNNING, holder],
    )


async def give_back(job: Job, holder: str, again: Sequence[Row], merge: Merge) -> bool:
    """Replace our running row by waiting ones, each merged into a twin if one waits. False: it was ours no longer."""

    async def act() -> bool:
        if not await finish([job], holder):
            return False
        await put(again, merge)
        return True

    return await retry_transaction(act)


def waiting_again(job: Job, *, run_at: datetime, attempts: int, error: str | None) -> Row:
    """The row that takes a running one's place."""
    return Row(
        job.name,
        job.key,
        job.payload,
        job.priority,
        job.lane,
        run_at,
        attempts,
        job.hops,
        error,
        job.created_at,
    )


async def bury(job: Job, holder: str, error: str) -> None:
    """Given up: the row stays, dead, for operators to see and retry."""
    await execute(
        "UPDATE jobs SET slot=NULL, claimed_by=NULL, claimed_until=NULL, last_error=%s "
        "WHERE id=%s AND slot=%s AND claimed_by=%s",
        [error, job.id, RUNNING, holder],
    )


async def take_over(expired_id: int, holder: str) -> Job | None:
    """Make a dead worker's row ours, still running, so that it can be given back; None if somebody was quicker."""
    async with transaction():
        taken = await execute(
            f"UPDATE jobs SET claimed_by=%s, claimed_until={server_time(LEASE)} "
            f"WHERE id=%s AND slot=%s AND claimed_until < {server_time()}",
            [holder, expired_id, RUNNING],
        )
        if not taken:
            return None
        (found,) = await rows("SELECT * FROM jobs WHERE id=%s", [expired_id])
    return _job(found | {"attempts": found["attempts"] - 1})


async def renew(job_ids: Iterable[int], holder: str) -> None:
    """Keep these running rows for another lease; what was taken over meanwhile stays with who took it."""
    ids = sorted(job_ids)
    if ids:
        await execute(
            f"UPDATE jobs SET claimed_until={server_time(LEASE)} "
            f"WHERE id IN ({','.join(['%s'] * len(ids))}) AND slot=%s AND claimed_by=%s",
            [*ids, RUNNING, holder],
        )


async def expire_all() -> None:
    """Declare every running row's worker dead; only for a process that knows it is the only one."""
    await execute(f"UPDATE jobs SET claimed_until={server_time(-1)} WHERE slot=%s", [RUNNING])
