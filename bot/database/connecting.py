"""Opening the database, looking whether it can serve us, and closing it."""

from __future__ import annotations

import contextvars
from pathlib import Path

from tortoise import Tortoise
from tortoise.exceptions import DBConnectionError, OperationalError

from bot.database.settings import NAME, Unusable, dialect, settings
from bot.database.statements import rows
from bot.database.transactions import set_base

OLDEST_MARIADB = (10, 6)


async def connect(url: str, *, pool: int = 10, aerich: bool = False) -> None:
    """Open the database and look that it can serve us; raises Unusable. Call once, before anything else starts."""
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
    set_base(contextvars.copy_context())


async def _look_at_server() -> None:
    try:
        if dialect() == "sqlite":
            await rows("SELECT 1")
            return
        version = str((await rows("SELECT VERSION() AS version"))[0]["version"])
    except (DBConnectionError, OperationalError) as e:
        raise Unusable("the database does not answer, or does not let us in") from e
    must_be_usable(version)


def must_be_usable(version: str) -> None:
    """Raise Unusable for a server that we do not know to work, by what `SELECT VERSION()` says."""
    if "mariadb" not in version.lower():
        raise Unusable(f"this is MySQL {version}; Concord needs MariaDB 10.6 or newer")
    numbers = tuple(int(n) for n in version.removeprefix("5.5.5-").split("-")[0].split(".")[:2])
    if numbers < OLDEST_MARIADB:
        raise Unusable(f"MariaDB {version} is too old; Concord needs 10.6 or newer")


async def disconnect() -> None:
    """Close every connection; harmless when there is none."""
    set_base(None)
    await Tortoise.close_connections()
