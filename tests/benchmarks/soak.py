"""soak: mixed use for half an hour (`SOAK_MINUTES`), 1,000 members: does anything grow that should not?

Every second somebody types /me and somebody opens a page; every five seconds a role is taken by hand and put right;
every twenty a pilot moves to another corporation of ours. Every ten seconds we look at memory (PSS), the tasks of the
event loop and the age of the oldest due work. The first tenth is warming up and counts for nothing.

`memory_growth` and `tasks` are the median of the last tenth less that of the second; `queue_age` is the highest seen.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import statistics
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from sandbox import cast
from tests.benchmarks import box, page, processes
from tests.benchmarks.command import Hall, hall
from tests.benchmarks.kit import Figure, log, server, tell
from tests.benchmarks.processes import Served

MEMBERS = 1000
MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
LOOK, HAND, MOVE = 10, 5, 20  # every so many seconds


@dataclass(frozen=True)
class Look:
    """What was seen at one moment."""

    pss: float
    tasks: float
    age: float


def look(served: Served, pid: int) -> Look:
    with urllib.request.urlopen(f"{served.site}/metrics", timeout=30) as answer:  # noqa: S310 -- our own
        text = answer.read().decode()
    ages = re.findall(r"^concord_queue_oldest_seconds\S* (\S+)$", text, re.MULTILINE)
    tasks = re.search(r"^concord_tasks (\S+)$", text, re.MULTILINE)
    assert tasks, "the metrics tell of no tasks"
    return Look(processes.memory(pid)["Pss"], float(tasks[1]), max(map(float, ages), default=0.0))


def visit(served: Served, cookie: str) -> None:
    for path in ("/", "/groups", "/account", "/notices"):
        request = urllib.request.Request(  # noqa: S310 -- our own
            f"{served.site}{path}", headers={"Cookie": f"{page.COOKIE}={cookie}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- our own
            assert answer.status == 200


def use(made: Hall, cookie: str, pid: int) -> list[Look]:
    """Use it for so long; what was seen on the way."""
    chance, people, seen = random.Random(1), box.pilots(made.box.world)[:MEMBERS], []
    end, second = time.monotonic() + MINUTES * 60, 0
    while time.monotonic() < end:
        began, who = time.monotonic(), chance.choice(people)
        made.does(made.command(str(who.discord_id)))
        visit(made.served, cookie)
        if second % HAND == 0:
            made.does(_by_hand(made, str(who.discord_id)))
        if second % MOVE == 0:
            made.box.world.eve.move(who.characters[0][0], chance.choice(cast.OURS))
        if second % LOOK == 0:
            seen.append(look(made.served, pid))
            log(f"{second} s: {seen[-1]}")
        second += 1
        time.sleep(max(0.0, 1.0 - (time.monotonic() - began)))
    return seen


async def _by_hand(made: Hall, who: str) -> None:
    """A role taken by hand, which is put right."""
    await made.box.world.discord.people.set_roles(
        cast.MARA.discord_id, cast.GUILD, who, remove=[str(box.MEMBER_ROLE)]
    )


def growth(values: list[float]) -> float:
    """The last tenth less the second."""
    tenth = max(1, len(values) // 10)
    return statistics.median(values[-tenth:]) - statistics.median(values[tenth : 2 * tenth])


def main() -> None:
    with server("sqlite") as databases, databases.fresh() as url, hall(MEMBERS) as made:
        folder: Path = databases.folder
        processes.seed(made.served, url, MEMBERS)
        with processes.concord(made.served, made.served.environment(url, folder), folder / "log") as pid:
            processes.until(made.served, "/readyz", pid, 0.2)
            made.does(made.offered())
            cookie = asyncio.run(page.sign_in_once(made.served, page.member(made.served)))
            seen = use(made, cookie, pid)
            log(f"Concord said: {processes.complaints(folder / 'log')}")
    how = "" if MINUTES >= 30 else f"{MINUTES:g} minutes only"
    tell(
        Figure("soak.memory_growth", round(growth([s.pss for s in seen]), 2), "MiB", reason=how),
        Figure("soak.tasks", growth([s.tasks for s in seen]), "tasks more", reason=how),
        Figure("soak.queue_age", round(max(s.age for s in seen), 2), "s", reason=how),
        Figure("soak.memory", round(seen[-1].pss, 1), "MiB", extra=True),
    )


if __name__ == "__main__":
    main()
