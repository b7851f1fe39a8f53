"""One question at a time: whoever wants what is being asked already waits for that answer."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Flying = dict[Any, "asyncio.Future[None]"]
"""What is being asked just now, by key."""


@contextmanager
def flight(flying: Flying, keys: Iterable[Hashable]) -> Iterator[None]:
    """Mark these keys as being asked while the block runs; its end, or its fault, is told to who waits."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    mine = list(keys)
    flying.update(dict.fromkeys(mine, future))
    try:
        yield
    except asyncio.CancelledError:
        future.cancel()
        raise
    except Exception as fault:
        future.set_exception(fault)
        future.exception()  # nobody may be waiting for it
        raise
    else:
        future.set_result(None)
    finally:
        for key in mine:
            del flying[key]


async def landed(future: asyncio.Future[None]) -> None:
    """Wait for somebody else's question: its fault is ours too, but not its being called off."""
    try:
        await asyncio.shield(future)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if not future.cancelled() or (task is not None and task.cancelling()):
            raise
