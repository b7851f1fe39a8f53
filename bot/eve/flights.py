"""One question at a time: whoever wants what is being asked already waits for that answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from types import TracebackType
from typing import Any

Flying = dict[Any, "asyncio.Future[None]"]
"""What is being asked just now, by key."""


class Flight:
    """A question about some keys: under way from its making on, over when its `with` block ends.

    How the block ends is told to who waits: a fault of it is theirs too.
    """

    def __init__(self, flying: Flying, keys: Iterable[Any]) -> None:
        self._flying = flying
        self._keys = list(keys)
        self._future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        flying.update(dict.fromkeys(self._keys, self._future))

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(fault, Exception):
            self._future.set_exception(fault)
            self._future.exception()  # nobody may be waiting for it
        elif fault is None:
            self._future.set_result(None)
        self.call_off()

    def call_off(self) -> None:
        """End it without an answer, if it has not ended: who waits asks for themselves."""
        self._future.cancel()
        for key in self._keys:
            if self._flying.get(key) is self._future:
                del self._flying[key]


async def landed(future: asyncio.Future[None]) -> None:
    """Wait for somebody else's question: its fault is ours too, but not its being called off."""
    try:
        await asyncio.shield(future)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if not future.cancelled() or (task is not None and task.cancelling()):
            raise
