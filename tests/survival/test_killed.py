"""`kill -9` at random moments while many are brought to their roles: it goes on, and nothing is there twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

from sandbox import cast
from tests.survival.kit import FULL, Place, place, seed, until

KILLS, MEMBERS, SPEED, TOLD = (20, 1000, 10.0, 60) if FULL else (3, 60, 10.0, 10)


async def test_killed_at_random_moments_it_finishes_and_nothing_is_made_twice(
    tmp_path: Path, database_url: str
) -> None:
    chance = random.Random()
    async with place(tmp_path, database_url, members=MEMBERS + 100, speed=SPEED) as here:
        people = await seed(here, MEMBERS, told=TOLD)
        assert len(people) == MEMBERS
        moments = []
        for _ in range(KILLS):
            process = here.concord(lease=3.0)
            moments.append(await _somewhere(here, chance))
            assert process.lives, process.said()[-2000:]
            process.kill()
        here.concord(lease=3.0)
        took = await until(
            "everybody wears their role", lambda: _all(here, people), timeout=240 if FULL else 120
        )
        await until("everybody is told", lambda: _told(here), timeout=240 if FULL else 120)
        await until("the queue is empty", lambda: _idle(here), timeout=120)
        print(f"\n  killed at {moments} members done; the last start finished after {took:.1f} s")
        await _nothing_twice(here, people)


async def _somewhere(here: Place, chance: random.Random) -> int:
    """Let it come up and do a part of its work, or (one time in four) not even that."""
    if chance.random() > 0.25:
        await until("Concord is up", lambda: _answers(here), timeout=120)
    await asyncio.sleep(chance.uniform(0.1, 2.0))
    worn = await here.roles("Member")
    return sum(bool(set(worn) & set(m["roles"])) for m in await here.members())


async def _answers(here: Place) -> bool:
    """Whether it is there; with a thousand people still waiting /readyz rightly complains of old work."""
    return (await here.readyz())[0] in (200, 503)


async def _all(here: Place, people: list[str]) -> bool:
    return await here.dressed(people) == len(people)


async def _told(here: Place) -> bool:
    return here.count("SELECT COUNT(*) FROM notices WHERE delivery = 'waiting'") == 0


async def _idle(here: Place) -> bool:
    """Whether all work on accounts and posts is done: what a killed process had begun waits for its lease to run out."""
    left = "slot = 'running' OR name IN ('service.put', 'post.show')"
    return here.count(f"SELECT COUNT(*) FROM jobs WHERE {left}") == 0


async def _nothing_twice(here: Place, people: list[str]) -> None:
    assert here.count("SELECT COUNT(*) FROM jobs WHERE slot IS NULL") == 0, "nothing was given up"
    assert here.count("SELECT COUNT(*) FROM accounts WHERE status = 'active'") == len(people)
    assert len(await here.roles("Member")) == 1
    welcome = (await here.control("GET", f"/channels/{cast.WELCOME}/messages"))["messages"]
    assert len(welcome) == 1, [m["content"] for m in welcome]
    written: Counter[int] = Counter()
    for person in people[: 2 * TOLD]:
        written[len((await here.control("GET", f"/users/{person}/dms"))["messages"])] += 1
    assert set(written) <= {0, 1}, f"so many got so many messages: {written}"
    assert written[1] == here.count("SELECT COUNT(*) FROM notices WHERE delivery = 'sent'") == TOLD
