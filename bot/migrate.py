"""Bringing the tables to the shape that this version of Concord needs: aerich's files, applied one by one."""

from __future__ import annotations

import logging
from pathlib import Path
from types import ModuleType
from typing import Any

from aerich.models import Aerich
from aerich.utils import decompress_dict, import_py_file
from tortoise import BaseDBAsyncClient, connections
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

from bot import database

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent.parent / "migrations" / "models"
APP = "models"
LOCK = "concord.migrate"


def files(folder: Path = FOLDER) -> list[Path]:
    """The migrations in the order of their numbers."""
    found = [p for p in folder.glob("*.py") if p.stem.split("_")[0].isdigit()]
    return sorted(found, key=lambda p: int(p.stem.split("_")[0]))


async def pending(url: str) -> list[str]:
    """The migrations that the database still lacks; raises Unusable if it is newer than this Concord."""
    await database.connect(url, aerich=True)
    try:
        return [p.name for p in await _missing(files())]
    finally:
        await database.disconnect()


async def upgrade(url: str, *, only: list[Path] | None = None) -> list[str]:
    """Apply what is missing and return its names; leaves no connection open. Raises Unusable as `pending`.

    On SQLite a migration that fails leaves nothing. MariaDB cannot take DDL back: there the files are written so
    that they can be run again. Several processes may start at once; one migrates, the others wait for it.
    """
    await database.connect(url, aerich=True)
    try:
        if database.dialect() == "sqlite":
            return await _apply_all(files() if only is None else only)
        async with in_transaction(database.NAME) as one:  # for the sake of one connection: locks belong to it
            await one.execute_query("SET SESSION sql_notes = 0")  # "exists already" is what we want to hear
            await one.execute_query("SELECT GET_LOCK(%s, 600)", [LOCK])
            try:
                return await _apply_all(files() if only is None else only)
            finally:
                await one.execute_query("SELECT RELEASE_LOCK(%s)", [LOCK])
    finally:
        await database.disconnect()


async def _missing(known: list[Path]) -> list[Path]:
    try:
        applied = {row.version for row in await Aerich.filter(app=APP).only("id", "version")}
    except OperationalError:  # no such table: a new database
        applied = set()
    if unknown := applied - {p.name for p in files()}:
        raise database.Unusable(
            f"the database is newer than this Concord: it has {', '.join(sorted(unknown))}"
        )
    return [p for p in known if p.name not in applied]


async def _apply_all(known: list[Path]) -> list[str]:
    done = []
    for path in await _missing(known):
        module = import_py_file(path)
        log.info("migrating: %s", path.name)
        if database.dialect() == "sqlite" and getattr(module, "RUN_IN_TRANSACTION", True):
            async with in_transaction(database.NAME) as client:
                await _apply(client, module, path.name)
        else:
            await _apply(connections.get(database.NAME), module, path.name)
        done.append(path.name)
    return done


async def _apply(client: BaseDBAsyncClient, module: ModuleType, version: str) -> None:
    # One statement at a time: in a script, MariaDB's driver loses the errors of all but the first,
    # and SQLite's commits before it begins.
    for statement in statements(await module.upgrade(client)):
        await client.execute_query(statement)
    state: dict[str, Any] = decompress_dict(module.MODELS_STATE)
    await Aerich.create(version=version, app=APP, content=state)


def statements(script: str) -> list[str]:
    """The statements of a migration: each ends with a semicolon at the end of a line."""
    return [s.strip() for s in (script + "\n").split(";\n") if s.strip()]
