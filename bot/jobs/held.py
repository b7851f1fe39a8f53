"""The work that this process holds: its leases kept while it runs, and known to be lost when we slept through them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot import clock, database
from bot.jobs import claims
from bot.jobs.claims import Job

log = logging.getLogger(__name__)


class Held:
    """What one worker has claimed, and until when (`clock.uptime`) each is surely its own."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self._until: dict[int, float] = {}

    async def claim(self, name: str, keys: Sequence[str]) -> list[Job]:
        """Take the waiting rows of these keys that are free."""
        until = _sure()
        jobs = await claims.claim(name, keys, self.holder)
        self._until |= {job.id: until for job in jobs}
        return jobs

    def ours(self, *jobs: Job) -> bool:
        """Whether all of these are surely still ours."""
        now = clock.uptime()
        return all(self._until.get(job.id, 0.0) > now for job in jobs)

    def let_go(self, *jobs: Job) -> None:
        """These have ended: their rows are not renewed any more, whatever became of them."""
        for job in jobs:
            self._until.pop(job.id, None)

    async def keep(self) -> None:
        """Renew every third of a lease, for ever."""
        while True:
            await clock.pause(claims.LEASE / 3)
            held, until = list(self._until), _sure()
            try:
                await claims.renew(held, self.holder)
            except Exception as e:  # noqa: BLE001 - this must go on; what is not renewed is fenced off in time
                level = logging.WARNING if database.is_outage(e) else logging.ERROR
                log.log(level, "leases could not be renewed: %s", e)
                continue
            # One that ran out before we asked may be another's by now, whatever we have just written.
            now = clock.uptime()
            self._until |= {i: until for i in held if self._until.get(i, 0.0) > now}


def _sure() -> float:
    """Until when a lease taken now is surely ours: a little less than the database will say."""
    return clock.uptime() + claims.LEASE * 0.9
