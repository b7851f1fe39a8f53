"""A process of Concord in which all time runs faster: `python -m tests.survival.hurried --speed 10 --start T`.

Everything else is what `concord run` does. The leases of processes run by the database's clock, which is not hurried;
`--lease` shortens them, so that a take-over can be waited for.
"""

from __future__ import annotations

import argparse
import asyncio
import selectors
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

from bot import clock, config, logs
from bot.app import App
from bot.database import Unusable
from bot.jobs import claims, leases


class HurriedClock(clock.RealClock):
    """Real time since a moment, so many times faster; the same in every process that is told the same moment."""

    def __init__(self, start: float, speed: float) -> None:
        self._start, self._speed = start, speed

    def now(self) -> datetime:
        gone = (time.time() - self._start) * self._speed
        return datetime.fromtimestamp(self._start, UTC) + timedelta(seconds=gone)

    def monotonic(self) -> float:
        return time.monotonic() * self._speed


class _Selector(selectors.DefaultSelector):
    speed = 1.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / self.speed if timeout else timeout)


class HurriedLoop(asyncio.SelectorEventLoop):
    """A loop whose timers, those of libraries too, run so many times faster."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        selector = _Selector()
        selector.speed = speed
        super().__init__(selector)

    def time(self) -> float:
        return time.monotonic() * self._speed


async def _serve(parts: frozenset[str]) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with App(config.load(insecure=True), parts=parts) as app:
        await app.until(stop)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--start", type=float, default=0.0)
    parser.add_argument("--only", default="web,bot,jobs")
    parser.add_argument("--lease", type=float, default=claims.LEASE)
    given = parser.parse_args()
    claims.LEASE = leases.SECONDS = given.lease
    logs.set_up("INFO")
    clock.use(HurriedClock(given.start, given.speed))
    with asyncio.Runner(loop_factory=lambda: HurriedLoop(given.speed)) as runner:
        try:
            runner.run(_serve(frozenset(given.only.split(","))))
        except Unusable as e:
            print(e, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
