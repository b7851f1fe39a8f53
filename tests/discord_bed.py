"""Our own client in the pretend guild of `tests.sandbox.discord_house`, for tests of connectors, gateway and cogs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from bot import database
from bot.client import Discord, Options
from sandbox.discord.log import Request
from tests.patience import PATIENCE
from tests.sandbox.discord_house import House, build, serving


def options(house: House, cogs: Sequence[str] = ()) -> Options:
    """The client's options for this house."""
    gateway = house.url.replace("http", "ws") + "/gateway"
    return Options(
        house.world.token,
        house.api,
        gateway,
        cogs,
        guild_ready_timeout=0.05,
        first_pause=0.05,
        longest_pause=0.2,
    )


@asynccontextmanager
async def connected(house: House, cogs: Sequence[str] = ()) -> AsyncIterator[Discord]:
    """The client, running as the application runs it, once all members are known."""
    gateway = Discord(options(house, cogs))
    task = database.spawn(gateway.run(), name="discord")
    try:
        async with asyncio.timeout(60):
            await gateway.wait_until_ready()
            while not gateway.ready():
                await asyncio.sleep(0.01)
        yield gateway
    finally:
        await gateway.close()
        await asyncio.wait_for(task, 30)


@asynccontextmanager
async def bed(cogs: Sequence[str] = ()) -> AsyncIterator[tuple[House, Discord]]:
    """A served house and our client in it; leaving it checks every request against the official specification."""
    async with serving(build()) as house, connected(house, cogs) as gateway:
        yield house, gateway


def writes(house: House, *, commands: bool = False) -> list[Request]:
    """The requests that changed something; telling commands and answering interactions are not among them."""
    own = ("commands", "callback", "webhooks")
    found = [r for r in house.world.requests if r.method != "GET"]
    return found if commands else [r for r in found if not any(o in r.path for o in own)]


async def until(true: Callable[[], object], what: str = "it", timeout: float = PATIENCE) -> None:
    """Wait until something is true."""
    end = time.monotonic() + timeout
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen within {timeout} s")
        await asyncio.sleep(0.01)
