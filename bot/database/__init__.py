"""The way to the tables: connecting, transactions, statements, and tasks that inherit no transaction."""

from __future__ import annotations

import os
from typing import Any

from bot.database.connecting import connect, disconnect
from bot.database.settings import NAME, Unusable, dialect, settings, single_process_lock, slice_size
from bot.database.statements import (
    Counted,
    count_statements,
    execute,
    moment,
    rows,
    server_time,
    upsert,
)
from bot.database.transactions import (
    Fenced,
    Over,
    TooLong,
    code_of,
    fenced,
    inside_transaction,
    is_outage,
    on_commit,
    retried,
    retry_transaction,
    spawn,
    transaction,
    was_in_the_way,
)

__all__ = [
    "NAME",
    "Counted",
    "Fenced",
    "Over",
    "TooLong",
    "Unusable",
    "code_of",
    "connect",
    "count_statements",
    "dialect",
    "disconnect",
    "execute",
    "fenced",
    "inside_transaction",
    "is_outage",
    "moment",
    "on_commit",
    "retried",
    "retry_transaction",
    "rows",
    "server_time",
    "settings",
    "single_process_lock",
    "slice_size",
    "spawn",
    "transaction",
    "upsert",
    "was_in_the_way",
]


def __getattr__(name: str) -> Any:
    if name == "TORTOISE_ORM":  # what aerich's command line reads (see pyproject.toml)
        return settings(os.environ.get("CONCORD_DATABASE_URL", "sqlite://var/concord.sqlite3"), aerich=True)
    raise AttributeError(name)
