"""permissions: the permission sets of 10,000 people, from states, groups and their own grants.

Told of as well: a page of the permissions audit over as many people, and of a trail with 100,000 lines.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

from bot import clock, database
from bot.database import execute
from bot.rules import holders, trail
from bot.rules.access import SYSTEM, permissions_of
from bot.rules.trail import Search
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, Membership
from models.states import State
from tests.benchmarks import crowd
from tests.benchmarks.kit import RUNS, Figure, log, median, opened, server, tell

PEOPLE, GROUPS, EACH, GRANTS, LINES = 10_000, 50, 5, 60, 100_000
GUILD = 110_000_000_000_000_001
NAMES = tuple(f"app{i % 12}.permission_{i}" for i in range(GRANTS))
ASKED = NAMES[0]

Figures = dict[str, list[tuple[float, int]]]


async def grow() -> None:
    """10,000 people, each in five of fifty groups; every permission given by two groups, half of them by a state."""
    instance = await crowd.guild(GUILD)
    await crowd.settle(crowd.invented(PEOPLE, (98_000_001, 98_000_002)), instance, "Member")
    groups = [Group(id=i, name=f"Group {i}", name_key=f"group {i}") for i in range(1, GROUPS + 1)]
    await Group.bulk_create(groups, batch_size=500)
    now = clock.now()
    pairs = [(u, 1 + (u * 7 + n * 11) % GROUPS) for u in range(1, PEOPLE + 1) for n in range(EACH)]
    members = [Membership(user_id=u, group_id=g, since=now) for u, g in pairs]
    await Membership.bulk_create(members, batch_size=2000)
    member = await State.get(name="Member")
    await StateGrant.bulk_create([StateGrant(state=member, permission=n) for n in NAMES[::2]])
    given = [(g, n) for i, n in enumerate(NAMES) for g in (1 + i % GROUPS, 1 + (i + 25) % GROUPS)]
    await GroupGrant.bulk_create([GroupGrant(group_id=g, permission=n) for g, n in given])
    await UserGrant.bulk_create([UserGrant(user_id=u, permission=ASKED) for u in range(1, PEOPLE, 100)])


async def write_trail() -> None:
    """100,000 lines, ten for each person."""
    for start in range(LINES // PEOPLE):
        await execute(
            "INSERT INTO audit (at, face, action, subject_id, thing, `before`, `after`, reason, correlation) "
            "SELECT %s, 'web', 'group.joined', id, %s, NULL, NULL, '', '' FROM subjects ORDER BY id",
            [clock.now(), f"group:{start + 1}"],
        )


async def timed(what: Callable[[], Awaitable[object]], into: list[tuple[float, int]]) -> None:
    with database.count_statements() as counted:
        began = time.perf_counter()
        await what()
        into.append((time.perf_counter() - began, counted.total))


async def measure(url: str, runs: Figures) -> None:
    async with opened(url):
        await grow()
        await write_trail()
        everybody = range(1, PEOPLE + 1)
        asked: dict[str, Callable[[], Awaitable[object]]] = {
            "sets": lambda: permissions_of(everybody),
            "overview": lambda: holders.overview(SYSTEM),
            "holders": lambda: holders.holders(SYSTEM, ASKED),
            "trail": lambda: trail.search(SYSTEM, Search()),
            "trail_of_one": lambda: trail.search(SYSTEM, Search(who="user:77")),
            "trail_by_name": lambda: trail.search(SYSTEM, Search(who="pilot 77", what="group")),
        }
        for _ in range(RUNS):
            for name, what in asked.items():
                await timed(what, runs.setdefault(name, []))
        held = await permissions_of(everybody)
        assert len(held) == PEOPLE
        assert all(len(h) >= GRANTS // 2 for h in held.values())
    for name, found in runs.items():
        log(f"{name}: " + ", ".join(f"{s * 1000:.0f} ms in {q}" for s, q in found))


def figures(kind: str, runs: Figures) -> list[Figure]:
    extra = kind != "sqlite"  # as with state_edit: the default database counts
    tail = f".{kind}" if extra else ""
    made = []
    for name, found in runs.items():
        base = f"permissions.{PEOPLE}" if name == "sets" else f"audit.{name}"
        beside = extra or name != "sets"
        made.append(median(f"{base}{tail}.seconds", [s for s, _ in found], "s", extra=beside))
        made.append(median(f"{base}{tail}.queries", [float(q) for _, q in found], "statements", extra=beside))
    return made


def main(kind: str) -> None:
    runs: Figures = {}
    with server(kind) as databases, databases.fresh() as url:
        asyncio.run(measure(url, runs))
    tell(*figures(kind, runs))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
