"""Who leads, and who holds the gateway: lease rows, by the database's clock."""

from __future__ import annotations

import os
import secrets
import socket

from bot import clock
from bot.database import dialect, execute, rows, server_time

SECONDS = 30.0


def somebody() -> str:
    """A name for a holder of leases and work that no other process, and no earlier one, has."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"


class Lease:
    """One lease as one holder sees it. On SQLite there is one process, and it holds everything."""

    def __init__(self, name: str, holder: str, *, seconds: float | None = None) -> None:
        self.name = name
        self.holder = holder
        self.seconds = SECONDS if seconds is None else seconds
        self._sure_until = float("-inf")

    async def take(self) -> bool:
        """Take it if it is free or ran out, renew it if it is ours; whether it is ours now."""
        if dialect() == "sqlite":
            self._sure_until = float("inf")
            return True
        asked = (
            clock.uptime()
        )  # before the database counts: what we believe ends before what is written there
        # Assignments run from left to right: the time is written only if the holder came to be us.
        await execute(
            f"INSERT INTO leases (name, holder, until) VALUES (%s, %s, {server_time(self.seconds)}) "
            f"ON DUPLICATE KEY UPDATE holder=IF(until < {server_time()}, VALUES(holder), holder), "
            "until=IF(holder=VALUES(holder), VALUES(until), until)",
            [self.name, self.holder],
        )
        ours = await self._holder() == self.holder
        self._sure_until = asked + self.seconds * 0.9 if ours else float("-inf")
        return ours

    def held(self) -> bool:
        """Whether it is surely ours at this moment, without asking: false as soon as somebody else may have it.

        A process that was stopped, or cut off from the database, learns here that its time is over.
        """
        return clock.uptime() < self._sure_until

    async def release(self) -> None:
        """Let the next one have it at once."""
        self._sure_until = float("-inf")
        if dialect() == "mysql":
            await execute("DELETE FROM leases WHERE name=%s AND holder=%s", [self.name, self.holder])

    async def _holder(self) -> str | None:
        found = await rows("SELECT holder FROM leases WHERE name=%s", [self.name])
        return found[0]["holder"] if found else None
