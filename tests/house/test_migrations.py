"""The migrations lead to the tables that the models describe, on this database, and lose nothing on the way."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tortoise import Tortoise

from bot import database, migrate
from bot.database import execute, rows
from models.fields import KeyField
from tests import mariadb
from tests.conftest import DB
from tests.house.schema import Table, describe

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table."""
    if DB == "sqlite":
        yield f"sqlite://{tmp_path / 'new.sqlite3'}"
        return
    server: mariadb.Server = request.getfixturevalue("maria")
    with mariadb.database(server) as name:
        yield server.url(name)


async def tables_of(url: str) -> dict[str, Table]:
    await database.connect(url)
    try:
        return await describe()
    finally:
        await database.disconnect()


async def test_from_nothing_the_migrations_make_what_the_models_describe(nothing: str, tables: str) -> None:
    assert await migrate.upgrade(nothing) == [p.name for p in migrate.files()]
    migrated, wanted = await tables_of(nothing), await tables_of(tables)
    assert set(migrated) == set(wanted)
    for name, table in wanted.items():
        assert migrated[name] == table, f"{name}: run `make migration NAME=...`"


async def test_once_migrated_nothing_is_pending(nothing: str) -> None:
    assert await migrate.pending(nothing) == [p.name for p in migrate.files()]
    await migrate.upgrade(nothing)
    assert await migrate.pending(nothing) == []
    assert await migrate.upgrade(nothing) == []


async def test_a_database_of_a_newer_concord_is_refused(nothing: str) -> None:
    await migrate.upgrade(nothing)
    await database.connect(nothing)
    await execute("UPDATE aerich SET version = '999_of_the_future.py'")
    await database.disconnect()
    with pytest.raises(database.Unusable, match="999_of_the_future"):
        await migrate.upgrade(nothing)


async def test_a_migration_that_fails_is_tried_again_from_where_it_stood(
    nothing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = migrate.statements
    for path in migrate.files():
        stood = await tables_of(nothing)
        monkeypatch.setattr(
            migrate, "statements", lambda script: [*whole(script), "SELECT nonsense FROM nowhere"]
        )
        with pytest.raises(Exception, match="nowhere"):
            await migrate.upgrade(nothing, only=[path])
        if DB == "sqlite":
            assert (
                await tables_of(nothing) == stood
            )  # all or nothing; MariaDB cannot take a CREATE TABLE back
        monkeypatch.setattr(migrate, "statements", whole)
        assert await migrate.upgrade(nothing, only=[path]) == [path.name]


def landed_before() -> list[Path]:
    """The migrations of the last release; without one, all but the newest; the first alone is its own past."""
    known = migrate.files()
    git = ["git", "-C", str(ROOT)]
    tag = subprocess.run(
        [*git, "describe", "--tags", "--abbrev=0"], capture_output=True, text=True
    ).stdout.strip()
    if tag:
        listed = subprocess.run(
            [*git, "ls-tree", "--name-only", tag, "migrations/models/"], capture_output=True, text=True
        ).stdout
        released = {Path(line).name for line in listed.splitlines()}
        if before := [p for p in known if p.name in released]:
            return before
    return known[:-1] or known


async def test_rows_written_before_an_upgrade_are_there_after_it(nothing: str) -> None:
    before = landed_before()
    await migrate.upgrade(nothing, only=before)
    await database.connect(nothing)
    await fill(await describe())
    kept = {name: await rows(f"SELECT * FROM {quote(name)}") for name in await describe()}
    await database.disconnect()
    assert all(len(found) == 1 for found in kept.values())

    assert await migrate.upgrade(nothing) == [p.name for p in migrate.files() if p not in before]
    await database.connect(nothing)
    try:
        for name in set(kept) & set(await describe()):
            (row,) = await rows(f"SELECT * FROM {quote(name)}")
            old = kept[name][0]
            assert {c: row[c] for c in old if c in row} == {c: old[c] for c in old if c in row}, name
        if DB == "sqlite":
            assert await rows("PRAGMA foreign_key_check") == []
    finally:
        await database.disconnect()


async def fill(tables: dict[str, Table]) -> None:
    """One row in every table, each pointing at the others' row 1."""
    unchecked = "PRAGMA foreign_keys={}" if DB == "sqlite" else "SET SESSION foreign_key_checks={}"
    if DB == "sqlite":
        await execute(unchecked.format(0))  # not heeded inside a transaction
    async with database.transaction():  # one connection, for the session's sake
        if DB == "mariadb":
            await execute(unchecked.format(0))
        for name, table in tables.items():
            values = {c: value_for(str(spec[0])) for c, spec in table.columns.items()}
            columns = ",".join(quote(c) for c in values)
            marks = ",".join(["%s"] * len(values))
            await execute(f"INSERT INTO {quote(name)} ({columns}) VALUES ({marks})", list(values.values()))
    await execute(unchecked.format(1))


def value_for(kind: str) -> object:
    kind = kind.lower()
    if "char" in kind or "text" in kind or "json" in kind:
        return "1"
    if "time" in kind or "date" in kind:
        return "2026-11-24 01:02:03.000004"
    return 1


def quote(name: str) -> str:
    return f'"{name}"' if DB == "sqlite" else f"`{name}`"


async def test_keys_are_compared_byte_by_byte(db: str) -> None:
    """The same two names are two on both databases, whatever a collation thinks of their case."""
    await execute("INSERT INTO marks (name, value) VALUES ('Key', '')")
    await execute("INSERT INTO marks (name, value) VALUES ('key', '')")
    assert len(await rows("SELECT name FROM marks")) == 2


@pytest.mark.skipif(DB == "sqlite", reason="SQLite compares all text byte by byte")
async def test_every_key_column_has_the_binary_collation_on_mariadb(db: str) -> None:
    real = await describe()
    keys = [
        (model._meta.db_table, column)
        for model in Tortoise.apps["models"].values()  # type: ignore[index]
        for field, column in model._meta.fields_db_projection.items()
        if isinstance(model._meta.fields_map[field], KeyField)
    ]
    assert len(keys) > 10
    for table, column in keys:
        assert real[table].collations[column] == "utf8mb4_bin", f"{table}.{column}"
