"""esi: what one affiliation pass over 1,000 characters asks of ESI; the real client against the sandbox.

`moved5`: 50 of them have moved, half to our other corporations, half to ten corporations of two alliances that we had
never met. Counted is everything until nothing is due: the pass, and the facts of organisations that follow from it.
"""

from __future__ import annotations

import asyncio

import aiohttp

from bot import clock
from bot.eve.esi import EsiClient
from bot.rules import affiliations, organisations
from bot.rules.outside import outside
from models.characters import Character
from models.organisations import Alliance, Corporation
from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import World
from tests.benchmarks import box
from tests.benchmarks.kit import RUNS, Databases, Figure, log, median, opened, server, tell

PILOTS, MOVED, NEW_CORPORATIONS, NEW_ALLIANCES = 1000, 50, 10, 2


def move(world: World, characters: list[int]) -> None:
    """Half go to another corporation of ours, half out to corporations that we have not met."""
    homes = []
    for number in range(NEW_CORPORATIONS):
        homes.append(world.eve.create_corporation(f"Far Away {number}", f"FAR{number}"))
    for number in range(NEW_ALLIANCES):
        union = world.eve.create_alliance(f"Far Alliance {number}", f"FA{number}", homes[number])
        for home in homes[NEW_ALLIANCES + number :: NEW_ALLIANCES]:
            world.eve.move_corporation(home, union)
    for number, character in enumerate(characters):
        here = world.eve.character(character).corporation_id
        others = homes if number % 2 else [c for c in cast.OURS if c != here]
        world.eve.move(character, others[(number // 2) % len(others)])


async def once(url: str, *, moved: int) -> float:
    """Requests of one pass and what follows from it."""
    world = box.world_of(PILOTS)
    previous = clock.use(world.clock)
    served = Sandbox(world)
    await served.start()
    try:
        async with opened(url), aiohttp.ClientSession() as session:
            outside.esi = EsiClient(
                session, base_url=served.url, user_agent="Concord benchmark (bench@example.org)"
            )
            await box.settle(world, PILOTS)
            mains = await Character.all().order_by("id").limit(PILOTS).values_list("id", flat=True)
            move(world, list(mains)[:: PILOTS // moved] if moved else [])
            world.eve.requests.clear()
            done = await affiliations.refresh(mains)
            assert (done.asked, done.moved, done.held) == (PILOTS, moved, 0), done
            while await organisations.refresh_due():
                pass
            routes = sorted(f"{r.method} {r.route} {r.status}" for r in world.eve.requests)
            log(f"{done}: {len(routes)} requests: {routes}")
            assert not await Corporation.filter(name="").exists()
            assert not await Alliance.filter(name="").exists()
            return float(len(routes))
    finally:
        outside.esi = None
        clock.use(previous)
        await served.stop()


def runs(databases: Databases, *, moved: int) -> list[float]:
    found = []
    for _ in range(RUNS):
        with databases.fresh() as url:
            found.append(asyncio.run(once(url, moved=moved)))
    return found


def main() -> None:
    with server("sqlite") as databases:
        figures: list[Figure] = [median("esi.calls_per_1000", runs(databases, moved=0), "ESI requests")]
        why = (
            f"{MOVED} of {PILOTS} moved, half of them to {NEW_CORPORATIONS} corporations of {NEW_ALLIANCES} alliances "
            "not met before, whose facts are asked for"
        )
        figures.append(
            median("esi.calls_per_1000_moved5", runs(databases, moved=MOVED), "ESI requests", reason=why)
        )
        tell(*figures)


if __name__ == "__main__":
    main()
