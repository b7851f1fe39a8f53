"""What changed, in order and numbered, for pages that wait for news."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from typing import Any

KEPT = 2000


class Feed:
    """The last changes. A reader asks for what came after a number and may wait for it."""

    def __init__(self, kept: int = KEPT) -> None:
        self.run = secrets.token_hex(4)
        self._events: deque[dict[str, Any]] = deque(maxlen=kept)
        self._next = 1
        self._news = asyncio.Event()

    @property
    def next(self) -> int:
        """The number that the next change will get."""
        return self._next

    def add(self, kind: str, data: dict[str, Any]) -> None:
        """Tell a change to everybody who waits."""
        self._events.append({"seq": self._next, "kind": kind, "data": data})
        self._next += 1
        self._news.set()
        self._news = asyncio.Event()

    async def since(self, number: int, run: str | None, wait: float) -> dict[str, Any]:
        """Changes from ``number`` on; waits up to ``wait`` real seconds when there are none yet.

        ``reset`` says that some were lost to the reader (too old, or of another run): begin afresh.
        """
        lost = (run is not None and run != self.run) or number > self._next or number < self._oldest()
        if lost:
            return {"events": [], "next": self._next, "run": self.run, "reset": True}
        if number == self._next and wait > 0:
            news = self._news
            try:
                async with asyncio.timeout(wait):
                    await news.wait()
            except TimeoutError:
                pass
        events = [event for event in self._events if event["seq"] >= number]
        return {"events": events, "next": self._next, "run": self.run, "reset": False}

    def _oldest(self) -> int:
        return self._events[0]["seq"] if self._events else self._next
