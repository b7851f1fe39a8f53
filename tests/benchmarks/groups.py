"""page.groups: the groups page with 50 groups, by wrk, one process of ours, as page.dashboard is measured.

The member is in ten of them, waits for five, and may join or ask for the rest; half of these only with the permission
to request groups. The figure counts only if that permission, taken between two requests, shows in the second.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiohttp import ClientSession

from bot import clock, operator
from bot.rules.joining import REQUEST
from models.fields import folded
from models.grants import UserGrant
from models.groups import Group, GroupLeader, GroupRequest, Membership
from models.users import User
from tests.benchmarks import admin_users, box, page, processes
from tests.benchmarks.crowd import Pilot
from tests.benchmarks.kit import RUNS, median, opened, server, tell
from tests.benchmarks.processes import Served

MEMBERS, GROUPS, MINE, ASKED = 2000, 50, 10, 5
PATH = "/groups"
LAST = f"Squad {GROUPS}"  # can be asked for with the permission only


async def furnish(url: str, served: Served, pilot: Pilot) -> None:
    """Two thousand accounts; one of them sees fifty groups, each with a leader and a description."""
    async with opened(url):
        await box.settle(served.world, MEMBERS)
        user = await User.get(main_id=pilot.characters[0][0])
        leader = await User.exclude(id=user.id).order_by("id").first()
        await UserGrant.create(user=user, permission=str(REQUEST))
        now = clock.now()
        for number in range(1, GROUPS + 1):
            name = f"Squad {number}"
            group = await Group.create(
                name=name,
                name_key=folded(name),
                description=f"Pilots of squad {number}, who fly together on most evenings",
                internal=False,
                hidden=False,
                open=number % 4 == 1,
                public=number % 2 == 1,
            )
            await GroupLeader.create(group=group, user=leader)
            if number <= MINE:
                await Membership.create(group=group, user=user, since=now)
            elif number <= MINE + ASKED:
                await GroupRequest.create(group=group, user=user, created_at=now)


async def check_rights(served: Served, folder: Path, pilot: Pilot, cookie: str) -> None:
    """A group that takes the permission is gone as soon as that is taken, and there again with it."""
    async with ClientSession(cookies={page.COOKIE: cookie}) as session:
        seen = []
        for give in (None, False, True):
            if give is not None:
                wanted = {
                    "permission": str(REQUEST),
                    "holder": "character",
                    "holder_name": pilot.name,
                    "give": give,
                }
                done = await operator.ask(folder, "permission-change", wanted)
                assert done is not None
                assert done["changed"], done
            async with session.get(f"{served.site}{PATH}") as answer:
                seen.append(LAST in await answer.text())
    assert seen == [True, False, True], f"a group on the page before, taken, given: {seen}"


def main(kind: str) -> None:
    with server(kind) as databases, databases.fresh() as url, processes.sandbox(MEMBERS) as served:
        pilot, folder = page.member(served), databases.folder
        asyncio.run(furnish(url, served, pilot))
        environment = served.environment(url, folder)
        with processes.concord(served, environment, folder / "log") as pid:
            processes.until(served, "/readyz", pid, 0.1)
            cookie = asyncio.run(admin_users.sign_in(served, pilot))
            page.load(served, pid, cookie, 3, PATH)  # warm
            runs = [page.load(served, pid, cookie, 15, PATH) for _ in range(RUNS)]
            asyncio.run(check_rights(served, folder, pilot, cookie))
        count = asyncio.run(page.statements(url, environment, cookie, PATH, LAST))
    name = f"page.groups.{kind}"
    tell(
        median(f"{name}.rps", [r.rps for r in runs], "requests/s", better="higher"),
        median(f"{name}.p99", [r.p99_ms for r in runs], "ms"),
        median(f"{name}.queries", [float(count)], "statements"),
        median(f"{name}.cpu_ms", [r.cpu_ms for r in runs], "ms"),
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
