"""Where the database is and how it is spoken to; what can be said of it before a statement is sent."""

from __future__ import annotations

import fcntl
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tortoise import connections

NAME = "default"
INIT = (
    "SET SESSION time_zone='+00:00', tx_isolation='READ-COMMITTED', innodb_lock_wait_timeout=10, "
    "max_statement_time=60, idle_transaction_timeout=30"
)


class Unusable(Exception):
    """The database cannot serve us: wrong server, wrong version, locked by another process."""


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
