"""reconcile: 10,000 members compared with what they should wear; real discord.py against the sandbox.

The sandbox's limits in LIFTED are lifted, by name: what is counted are calls, and
Discord's ten per ten seconds would only make the benchmark long. `drift` happens while Concord is not connected.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot import clock, database
from bot.client import Discord, Options
from bot.jobs import reactions
from bot.jobs.worker import Worker
from bot.rules import services
from bot.rules.outside import outside
from bot.services.discord import DiscordConnector
from models.queue import Job
from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import World
from tests.benchmarks import box
from tests.benchmarks.kit import RUNS, Figure, log, median, opened, server, tell

MEMBERS, DRIFT = 10_000, 100
LIFTED = ("member_roles", "member_edit", "global", "request_members")


@dataclass
class Connected:
    """Our client in the guild with all members known, and the worker beside it."""

    world: World
    gateway: Discord
    worker: Worker

    def calls(self) -> int:
        """REST calls so far that concern members."""
        return sum("/members" in r.path for r in self.world.discord.requests)

    async def quiet(self) -> None:
        """Wait until nothing waits in the queue."""
        async with asyncio.timeout(120):
            while not self.gateway.ready() or await Job.all().exists():
                await asyncio.sleep(0.02)


@asynccontextmanager
async def connected(served: Sandbox, instance_id: int) -> AsyncIterator[Connected]:
    world = served.world
    gateway = Discord(
        Options(
            world.discord.token,
            f"{served.url}/api/v10",
            f"{served.url.replace('http', 'ws', 1)}/gateway",
            cogs=("cogs.gateway",),
        )
    )
    connector = DiscordConnector(gateway, box.GUILD)
    await connector.open()
    outside.connectors[instance_id] = connector
    task = database.spawn(gateway.run(), name="discord")
    worker = Worker(lambda: {"any", "discord"} if gateway.ready() else {"any"}, reactions.TABLE)
    await worker.start()
    try:
        await asyncio.wait_for(gateway.wait_until_ready(), 120)
        await asyncio.sleep(0.5)  # the gateway's facts are written, the first comparison is queued
        found = Connected(world, gateway, worker)
        await found.quiet()
        yield found
    finally:
        await worker.stop()
        await gateway.close()
        await asyncio.wait([task], timeout=10)
        await connector.close()
        outside.connectors.clear()


def drift(world: World) -> None:
    """A hundred members lose the role by somebody's hand."""
    members = world.discord.guilds[cast.GUILD].members
    wearing = [m for m in members.values() if str(box.MEMBER_ROLE) in m["roles"]]
    for member in wearing[:: len(wearing) // DRIFT][:DRIFT]:
        member["roles"].remove(str(box.MEMBER_ROLE))


def bare(world: World) -> int:
    members = world.discord.guilds[cast.GUILD].members
    return sum(
        str(box.MEMBER_ROLE) not in members[str(p.discord_id)]["roles"] for p in box.pilots(world)[:MEMBERS]
    )


async def measure(url: str) -> list[Figure]:
    world = box.world_of(MEMBERS)
    world.discord.limits.relax(*LIFTED)
    previous = clock.use(world.clock)
    served = Sandbox(world)
    await served.start()
    try:
        async with opened(url):
            instance = await box.settle(world, MEMBERS)
            async with connected(served, instance.id) as quiet:
                calls, seconds = await _no_drift(quiet, instance.id)
            drifts = [await _drift(served, instance.id) for _ in range(RUNS)]
    finally:
        clock.use(previous)
        await served.stop()
    lifted = f"sandbox limits lifted: {', '.join(LIFTED)}"
    return [
        median("reconcile.no_drift.calls", calls, "REST calls", reason=lifted),
        median("reconcile.no_drift.seconds", seconds, "s", reason=lifted),
        median("reconcile.drift_100.calls", [c for c, _ in drifts], "REST calls", reason=lifted),
        median("reconcile.drift_100.seconds", [s for _, s in drifts], "s", extra=True),
    ]


async def _no_drift(quiet: Connected, instance_id: int) -> tuple[list[float], list[float]]:
    assert quiet.calls() == 0, "the comparison at the start found something to do"
    calls, seconds = [], []
    for _ in range(RUNS):
        before, began = quiet.calls(), time.perf_counter()
        compared = await services.reconcile(instance_id)
        seconds.append(time.perf_counter() - began)
        await quiet.quiet()
        calls.append(float(quiet.calls() - before))
        log(f"{compared}: {calls[-1]:.0f} calls, {seconds[-1]:.3f} s")
        assert compared.accounts == MEMBERS, compared
    return calls, seconds


async def _drift(served: Sandbox, instance_id: int) -> tuple[float, float]:
    drift(served.world)
    assert bare(served.world) == DRIFT
    before = sum("/members" in r.path for r in served.world.discord.requests)
    began = time.perf_counter()
    async with connected(served, instance_id) as again:
        calls = float(again.calls() - before)
        took = time.perf_counter() - began
    log(f"{DRIFT} members drifted: {calls:.0f} calls, {took:.1f} s from connecting to the last one")
    assert bare(served.world) == 0, "somebody was left without the role"
    return calls, took


def main() -> None:
    with server("sqlite") as databases, databases.fresh() as url:
        tell(*asyncio.run(measure(url)))


if __name__ == "__main__":
    main()
