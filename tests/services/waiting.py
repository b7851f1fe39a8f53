"""Patience for what happens by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


async def eventually(check: Callable[[], Awaitable[object]], what: str, seconds: float = 6.0) -> None:
    """Wait until an asynchronous check answers true."""
    for _ in range(int(seconds * 100)):
        if await check():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{what} did not happen within {seconds} s")
