"""Patience for what happens by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.patience import PATIENCE, Watch


async def eventually(check: Callable[[], Awaitable[object]], what: str, seconds: float = PATIENCE) -> None:
    """Wait until an asynchronous check answers true."""
    watch = Watch()
    while watch.all() < seconds:
        if await check():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{what} did not happen within {seconds} s")
