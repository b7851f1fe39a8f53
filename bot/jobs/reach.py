"""Which services answer, since when not, and how many accounts of each make a batch."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from bot import clock, database

log = logging.getLogger(__name__)

Away = Callable[[int, str], Awaitable[None]]  # instance, why; empty: it is back

SMALLEST_BATCH, LARGEST_BATCH = 10, 100


class Reach:
    """Leaves a dead service alone for a while and says so once; makes batches as large as two seconds allow."""

    def __init__(self, tell: Away | None) -> None:
        self._tell = tell
        self._size: dict[int, int] = {}
        self._until: dict[int, float] = {}  # instance -> not before this monotonic time
        self._answering: set[int] = set()  # instances that answered when last asked

    def away(self) -> list[int]:
        """The instances that are to be left alone now."""
        now = clock.monotonic()
        return [i for i, until in self._until.items() if until > now]

    def lost(self) -> set[int]:
        """The instances that did not answer when last asked, left alone now or not."""
        return set(self._until)

    def size(self, instance: int) -> int:
        """How many accounts the next batch may have."""
        return self._size.get(instance, SMALLEST_BATCH)

    async def silent(self, instance: int, pause: float, error: BaseException) -> None:
        """It does not answer: nothing for it for `pause` seconds."""
        known = instance in self._until
        self._until[instance] = clock.monotonic() + pause
        self._size[instance] = 1
        self._answering.discard(instance)
        if not known:
            log.warning("service instance %d went away: %s", instance, error)
            await self._write(instance, str(error) or type(error).__name__)

    async def answered(self, instance: int, took: float, *, well: bool) -> None:
        """It answered a batch within so many seconds; `well`: with nothing that looked like a fault of its own."""
        if well:
            if self._until.pop(instance, None) is not None:
                log.info("service instance %d is back", instance)
            if instance not in self._answering:
                self._answering.add(instance)
                await self._write(instance, "")
        size = self.size(instance)
        wished = size * 2 if took < 0.5 else size // 2 if took > 2.0 else size
        self._size[instance] = max(SMALLEST_BATCH, min(LARGEST_BATCH, wished))

    async def _write(self, instance: int, why: str) -> None:
        if self._tell is None:
            return
        try:
            await self._tell(instance, why)
        except Exception as e:
            if not (database.is_outage(e) or database.was_in_the_way(e)):
                raise
            self._answering.discard(instance)  # written when it answers next
