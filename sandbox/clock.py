"""The sandbox's time: real time with an offset, which can be pushed forward, run faster, or stand still."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """Now and waiting. ``speed`` is sandbox seconds per real second; 0 stands still until ``advance``."""

    def __init__(self, start: datetime | None = None, speed: float = 1.0) -> None:
        self._origin = start or datetime.now(UTC)
        self._speed = _checked(speed)
        self._elapsed = 0.0
        self._wrong = timedelta()
        self._anchor = time.monotonic()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def now(self) -> datetime:
        """The present in the pretend world, aware and in UTC."""
        return self._origin + timedelta(seconds=self.monotonic()) + self._wrong

    def monotonic(self) -> float:
        """Sandbox seconds since this clock was made."""
        return self._elapsed + (time.monotonic() - self._anchor) * self._speed

    @property
    def speed(self) -> float:
        """Sandbox seconds per real second."""
        return self._speed

    @speed.setter
    def speed(self, factor: float) -> None:
        factor = _checked(factor)
        self._elapsed, self._anchor = self.monotonic(), time.monotonic()
        self._speed = factor
        self._set_timer()

    async def sleep(self, seconds: float) -> None:
        """Return after so many sandbox seconds."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.monotonic() + seconds, next(self._order), future))
        self._set_timer()
        await future

    def advance(self, seconds: float) -> None:
        """Let time pass at once; who sleeps until then or earlier wakes, the earliest first."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._elapsed += seconds
        self._wake()

    def jump(self, seconds: float) -> None:
        """Put the clock's hands forward, or back (negative), while no time passes: nobody who sleeps wakes.

        This is what a time server does to a machine whose clock went wrong.
        """
        self._wrong += timedelta(seconds=seconds)

    @property
    def jumped(self) -> float:
        """How far the hands have been moved in all, in seconds."""
        return self._wrong.total_seconds()

    def _wake(self) -> None:
        present = self.monotonic()
        while self._sleepers and self._sleepers[0][0] <= present:
            future = heapq.heappop(self._sleepers)[2]
            if not future.done():
                future.set_result(None)
        self._set_timer()

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        if self._sleepers and self._speed > 0:
            due, _, future = self._sleepers[0]
            wait = max(0.0, due - self.monotonic()) / self._speed
            self._timer = future.get_loop().call_later(wait, self._wake)


def _checked(speed: float) -> float:
    if speed < 0:
        raise ValueError("time does not run backwards")
    return speed
