"""What may befall a gateway event on its way: it comes twice, late, or never."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.discord.world import Clock


@dataclass
class EventFault:
    """One order: which events, how many copies of each, how late, how often (None: until removed)."""

    id: int
    event: re.Pattern[str]
    copies: int
    late: float
    times: int | None

    def as_dict(self) -> dict[str, object]:
        """For lists and consoles."""
        return {
            "id": self.id,
            "event": self.event.pattern,
            "copies": self.copies,
            "late": self.late,
            "times": self.times,
        }


class Carrier:
    """Hands events to sessions, by way of the fault that concerns them."""

    def __init__(self, clock: Clock) -> None:
        self.faults: list[EventFault] = []
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()

    def fate(self, event: str) -> tuple[int, float]:
        """Copies and lateness of an event of this name; uses up one of the fault's times."""
        for fault in self.faults:
            if fault.event.fullmatch(event):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.faults.remove(fault)
                return fault.copies, fault.late
        return 1, 0.0

    def carry(self, fate: tuple[int, float], deliver: Callable[[], None]) -> None:
        """Deliver now, or after the time that its fate says, as often as it says."""
        copies, late = fate
        if not late:
            for _ in range(copies):
                deliver()
            return
        task = asyncio.create_task(self._later(copies, late, deliver))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _later(self, copies: int, late: float, deliver: Callable[[], None]) -> None:
        await self._clock.sleep(late)
        for _ in range(copies):
            deliver()

    def close(self) -> None:
        """Forget what is still under way."""
        for task in self._under_way:
            task.cancel()
