"""The sandbox in a process of its own, in hurried time: nobody wears anything yet, and the limits are Discord's."""

from __future__ import annotations

import argparse
import asyncio
import signal
import time
from datetime import UTC, datetime

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from sandbox.world import World


def world_of(members: int, *, site: str, start: float = 0.0, speed: float = 1.0) -> World:
    """The same world in every process that asks for it."""
    present = start + (time.time() - start) * speed  # as HurriedClock counts it
    clock = SandboxClock(datetime.fromtimestamp(present, UTC), speed) if start else None
    made = World(1, members, clock=clock, site_url=site)
    made.seed_alliance()
    made.discord.gateway.heartbeat_ms = round(made.discord.gateway.heartbeat_ms / speed)
    return made


async def _serve(box: Sandbox) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await box.start()
    print(f"{box.url} {box.world.discord.token} {box.world.token}", flush=True)
    await stopped.wait()
    await box.stop()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--site", required=True)
    parser.add_argument("--start", type=float, required=True)
    parser.add_argument("--speed", type=float, required=True)
    given = parser.parse_args()
    asyncio.run(
        _serve(Sandbox(world_of(given.members, site=given.site, start=given.start, speed=given.speed)))
    )


if __name__ == "__main__":
    main()
