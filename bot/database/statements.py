"""Statements in our own words: raw rows, upserts, the database's clock, and counting them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tortoise import Model, connections

from bot.database.settings import NAME, dialect
from bot.database.transactions import ask_fence, inside_transaction, patiently


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

    if not inside_transaction():
        ask_fence()
    # Alone, a statement that lost a deadlock may simply be said again; in a transaction all of it is gone.
    return await run() if inside_transaction() else await patiently(run)


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
