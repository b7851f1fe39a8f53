"""EVE's daily downtime: nothing is asked between 11:00 and 11:15 UTC unless the server says that it is up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot import clock
from bot.eve.base import EveDown, ServerStatus

STARTS = timedelta(hours=11)
LASTS = timedelta(minutes=15)
BETWEEN_LOOKS = timedelta(seconds=30)


class Downtime:
    """The gate before every question. `look` asks for the server's status, once, past this gate."""

    def __init__(self, look: Callable[[], Awaitable[ServerStatus]]) -> None:
        self._look = look
        self._quiet_until: datetime | None = None

    async def gate(self) -> None:
        """Return if EVE may be asked; else raise EveDown with the time until it is worth another try."""
        now = clock.now()
        ends = ending(now)
        if ends is None:
            return
        if self._quiet_until is None or now >= self._quiet_until:
            try:
                if not (await self._look()).vip:
                    return
            except EveDown:
                pass
            self._quiet_until = min(clock.now() + BETWEEN_LOOKS, ends)
        raise EveDown("daily downtime", retry_after=max(1.0, (self._quiet_until - now).total_seconds()))

    @property
    def quiet_until(self) -> datetime | None:
        """Until when nothing will be asked, None if the gate is open."""
        quiet = self._quiet_until
        return quiet if quiet is not None and clock.now() < quiet else None


def ending(moment: datetime) -> datetime | None:
    """The end of the downtime that this moment lies in, None if it lies in none."""
    begins = moment.replace(hour=0, minute=0, second=0, microsecond=0) + STARTS
    return begins + LASTS if begins <= moment < begins + LASTS else None
