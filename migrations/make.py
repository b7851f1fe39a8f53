"""Write the next migration: `python -m migrations.make NAME`, from the models, for both databases in one file.

With no migration yet, or with `--first`, it writes the first one anew. No server is needed. What aerich cannot
express for SQLite (changing a column) it leaves marked in the file: write that half by hand (copy the table) and let
`tests/house/test_migrations.py` compare the result with the models on both databases. There is no way down:
going back is restoring a backup.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import click
from aerich import Command
from aerich.ddl.sqlite import SqliteDDL
from aerich.exceptions import NotSupportError
from aerich.utils import get_formatted_compressed_data, get_models_describe, import_py_file
from tortoise import Tortoise, connections
from tortoise.utils import get_schema_sql

from bot import clock
from bot.database import NAME, settings
from bot.migrate import APP, FOLDER, files

ADDRESS = {"mysql": "mysql://nobody:nothing@127.0.0.1:1/none", "sqlite": "sqlite://:memory:"}
NOTHING = "-- nothing"
BY_HAND = "-- WRITE THIS HALF BY HAND"

TEMPLATE = '''"""{title}."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

UP = {{
    "mysql": r"""
{mysql}
""",
    "sqlite": r"""
{sqlite}
""",
}}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    {state}
)
'''


def half(dialect: str, name: str, first: bool) -> tuple[str, str]:
    """The SQL of one database and the state of the models; in a process of its own, since Tortoise caches SQL."""
    return asyncio.run(_half(dialect, name, first))


async def _half(dialect: str, name: str, first: bool) -> tuple[str, str]:
    config = settings(ADDRESS[dialect], aerich=True)
    await Tortoise.init(config=config)
    state = get_formatted_compressed_data(get_models_describe(APP))
    if first:
        return get_schema_sql(connections.get(NAME), safe=True), state
    # SQLite keeps no comments: a new value of an enum, which aerich puts into one, is no change there.
    SqliteDDL.set_comment = lambda *_: NOTHING  # type: ignore[method-assign]
    os.environ["AERICH_MYSQL_VERSION"] = "10.6.0-MariaDB"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(FOLDER, Path(folder, APP))
        command = Command(config, app=APP, location=folder)
        await command.init(offline=True)
        try:
            written = await command.migrate(name, no_input=True, offline=True)
        except NotSupportError as e:
            return f"{BY_HAND}: {e}", state
        if not written:
            return "", state
        module = import_py_file(Path(folder, APP, written))
        sql = (await module.upgrade(None)).strip()
        sql = re.sub(rf"^\s*{NOTHING};?$", "", sql, flags=re.MULTILINE)
        return repeatable(sql) if dialect == "mysql" else sql, state


def repeatable(sql: str) -> str:
    """MariaDB's half so that it can be run again: a crash in the middle leaves what was done, and no mark of it."""
    sql = re.sub(r"\bADD (?=`)", "ADD COLUMN IF NOT EXISTS ", sql)
    sql = re.sub(r"\bADD (UNIQUE )?INDEX (?=`)", r"ADD \1INDEX IF NOT EXISTS ", sql)
    sql = re.sub(r"(ADD CONSTRAINT `\w+` FOREIGN KEY) (?=\()", r"\1 IF NOT EXISTS ", sql)
    return re.sub(r"\bDROP (COLUMN|INDEX|FOREIGN KEY) (?=`)", r"DROP \1 IF EXISTS ", sql)


def main(arguments: list[str]) -> int:
    first = "--first" in arguments or not files()
    name = next((a for a in arguments if not a.startswith("-")), "init" if first else "")
    if not name:
        click.echo("usage: python -m migrations.make NAME")
        return 2
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        (mysql, state), (sqlite, _) = pool.map(half, ("mysql", "sqlite"), (name, name), (first, first))
    if not mysql and not sqlite:
        click.echo("the migrations are up to date with the models")
        return 0
    for old in files() if first else []:
        old.unlink()
    number = 0 if first else int(files()[-1].stem.split("_")[0]) + 1
    path = FOLDER / f"{number}_{clock.now():%Y%m%d%H%M%S}_{name}.py"
    title = name.replace("_", " ").capitalize()
    path.write_text(TEMPLATE.format(title=title, mysql=_lines(mysql), sqlite=_lines(sqlite), state=state))
    click.echo(f"wrote {path.name}" + (": its SQLite half is left to you" if BY_HAND in sqlite else ""))
    return 0


def _lines(sql: str) -> str:
    return "\n".join(line.strip() for line in sql.splitlines() if line.strip()).rstrip(";") + ";"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
