"""Who leads, and who holds the gateway: lease rows, by the database's clock."""

from __future__ import annotations

from bot.database import dialect, execute, rows, server_time


class Lease:
    """One lease as one holder sees it. On SQLite there is one process, and it holds everything."""

    def __init__(self, name: str, holder: str, *, seconds: float = 30.0) -> None:
        self.name = name
        self.holder = holder
        self.seconds = seconds

    async def take(self) -> bool:
        """Take it if it is free or ran out, renew it if it is ours; whether it is ours now."""
        if dialect() == "sqlite":
            return True
        # Assignments run from left to right: the time is written only if the holder came to be us.
        await execute(
            f"INSERT INTO leases (name, holder, until) VALUES (%s, %s, {server_time(self.seconds)}) "
            f"ON DUPLICATE KEY UPDATE holder=IF(until < {server_time()}, VALUES(holder), holder), "
            "until=IF(holder=VALUES(holder), VALUES(until), until)",
            [self.name, self.holder],
        )
        return await self._holder() == self.holder

    async def release(self) -> None:
        """Let the next one have it at once."""
        if dialect() == "mysql":
            await execute("DELETE FROM leases WHERE name=%s AND holder=%s", [self.name, self.holder])

    async def _holder(self) -> str | None:
        found = await rows("SELECT holder FROM leases WHERE name=%s", [self.name])
        return found[0]["holder"] if found else None
