"""revocation.discord: from ESI's answer that a pilot left to the role being gone; twenty pilots, one by one.

The whole application beside the sandbox in one process, on the journeys' stage; all limits as Discord has them.
Between two pilots an hour of pretend time passes, because that is how long ESI answers from its cache.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path

from sandbox import cast
from tests.benchmarks.kit import Figure, log, median, server, tell
from tests.journeys.kit import House, house, until

PILOTS = 20
WINDOW = 10.0


async def once(stage: House, discord_id: str, character_id: int) -> float:
    """One pilot leaves; seconds from ESI's answer that says so to the guild without the role."""
    stage.world.eve.move(character_id, cast.DRIFTWOOD)
    stage.world.clock.advance(3700)
    moved = stage.world.clock.now()
    seen = asyncio.create_task(_gone(stage, discord_id))
    await stage.pass_affiliations()
    gone = await seen
    told = next(
        e.at
        for e in stage.world.eve.requests
        if e.at >= moved and e.path.endswith("/characters/affiliation") and e.status == 200
    )
    await until("quiet", stage.idle, 30)
    return (gone - told).total_seconds()


async def _gone(stage: House, discord_id: str) -> datetime:
    async with asyncio.timeout(60):
        while "Member" in stage.roles(discord_id):
            await asyncio.sleep(0.002)
    return stage.world.clock.now()


async def measure(folder: Path, url: str) -> list[Figure]:
    async with house(folder, url) as stage:
        people = [(d, int(c)) for d, c in await stage.newcomers(PILOTS)]
        for discord_id, character_id in people:
            await stage.join_by_link(discord_id, character_id)
        for discord_id, _ in people:
            await until("the role", lambda d=discord_id: "Member" in stage.roles(d), 60)  # type: ignore[misc]
        await asyncio.sleep(
            WINDOW
        )  # giving twenty roles used Discord's window up; revoking shall find it empty
        runs = [await once(stage, *pilot) for pilot in people]
    log(" ".join(f"{r:.3f}" for r in runs))
    return [
        median("revocation.discord.seconds", runs, "s"),
        median("revocation.discord.slowest", [max(runs)], "s", extra=True),
    ]


def main() -> None:
    with server("sqlite") as databases, databases.fresh() as url, tempfile.TemporaryDirectory() as folder:
        tell(*asyncio.run(measure(Path(folder), url)))


if __name__ == "__main__":
    main()
