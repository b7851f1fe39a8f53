"""Keeps Discord's gateway connected in the one process that holds its lease, and lets go of it in time."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot import clock, database
from bot.client import Discord
from bot.database import spawn
from bot.jobs.leases import Lease
from bot.rules import presence

log = logging.getLogger(__name__)


class Gatekeeper:
    """Runs the Discord client while the lease is ours; stands by, looking for it, while it is another's."""

    def __init__(self, discord: Discord, holder: str) -> None:
        self._discord = discord
        self._lease = Lease(presence.GATEWAY, holder)
        self.stands_by = False
        """Whether another process was seen to hold the gateway: then there is nothing wrong with us."""
        self._client: asyncio.Task[None] | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def holds(self) -> bool:
        """Whether the gateway is ours to use at this moment."""
        return self._lease.held()

    async def start(self) -> None:
        """Begin to keep the gateway, or to wait for it."""
        self._discord.may_act = self._lease.held
        self._keeper = spawn(self._keep(), name="gateway")

    async def stop(self) -> None:
        """Close the connection and let another process have the gateway at once."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        await self._disconnect()
        with contextlib.suppress(Exception):  # without a database the lease runs out by itself
            await self._lease.release()

    async def _keep(self) -> None:
        while True:
            try:
                await self._look()
            except Exception as e:
                self.stands_by = False
                if not database.is_outage(e) and not database.was_in_the_way(e):
                    log.exception("the gateway's lease could not be looked after")
                if not self._lease.held():
                    await self._disconnect()
            await clock.pause(self._lease.seconds / 6)

    async def _look(self) -> None:
        self.stands_by = not await self._lease.take()
        if self.stands_by:
            await self._disconnect()
            return
        if self._client is None:
            presence.forget()
            self._client = spawn(self._discord.run(), name="discord")
        await presence.tell()

    async def _disconnect(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        if not self._lease.held():
            log.warning("the gateway is not ours any more: disconnected from Discord")
        await self._discord.close()
        await asyncio.wait([client], timeout=1)  # a try that hangs does not end by itself
        client.cancel()
        await asyncio.wait([client], timeout=5)
