"""The only source of now and of waiting: everything that asks the time or pauses does it here."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What can stand in for real time: the sandbox's clock in the demo, a manual one in tests."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed point; never goes backwards."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after this many seconds of this clock's time."""
        ...


class RealClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


_clock: Clock = RealClock()


def use(clock: Clock) -> Clock:
    """Put another clock in force and return the one that was, so that it can be put back.

    Only `concord demo` and tests may call this.
    """
    global _clock
    previous, _clock = _clock, clock
    return previous


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _clock.now()


def monotonic() -> float:
    """Seconds since some fixed point; for measuring how long something took."""
    return _clock.monotonic()


def uptime() -> float:
    """Real seconds since some fixed point, the machine's own sleep included, whatever clock is in force.

    For leases only: they run out by the clock of the database, which no pretend clock moves.
    """
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


async def pause(seconds: float) -> None:
    """Wait this many real seconds, as `uptime` counts them."""
    await asyncio.sleep(max(0.0, seconds))


async def sleep(seconds: float) -> None:
    """Wait this many seconds; zero or less only lets others run."""
    await _clock.sleep(max(0.0, seconds))
