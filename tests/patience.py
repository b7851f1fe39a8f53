"""Time as this process had it: without the time in which it wanted to run and the machine was busy with others.

What a test asserts ("within 5 s") is said of Concord, not of its neighbours on a machine of two cores. Linux counts for
each thread how long it stood in line for a processor; a `Watch` leaves that out, and nothing else. Where the kernel
does not tell, it is an ordinary stopwatch.
"""

from __future__ import annotations

import time
from pathlib import Path

PATIENCE = 30.0
"""Seconds for what only has to happen at all."""


def _in_line() -> dict[str, float]:
    """Seconds that each thread of this process has stood in line so far."""
    found = {}
    for task in Path("/proc/self/task").glob("*"):
        try:
            found[task.name] = int((task / "schedstat").read_text().split()[1]) / 1e9
        except (OSError, IndexError):
            continue  # it has just ended, or the kernel does not count
    return found


class Watch:
    """A stopwatch that begins now."""

    def __init__(self) -> None:
        self._began, self._before = time.monotonic(), _in_line()

    def all(self) -> float:
        """Seconds by the clock on the wall."""
        return time.monotonic() - self._began

    def seconds(self) -> float:
        """Seconds less those in which we stood in line."""
        waited = sum(max(0.0, w - self._before.get(t, 0.0)) for t, w in _in_line().items())
        return max(0.0, self.all() - waited)


def crowding() -> float:
    """Seconds, counted since the machine started, in which anybody on it stood in line: for what other processes do."""
    try:
        some = Path("/proc/pressure/cpu").read_text().split("\n", 1)[0]
        return int(some.rsplit("total=", 1)[1]) / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0
