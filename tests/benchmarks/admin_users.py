"""page.admin_users: the admin site's list of 10,000 users, by wrk, one process of ours, as page.dashboard is measured.

Signed in is a member of staff who may view users, with the right through a grant. The figure counts only if that right,
taken between two requests, shows in the second.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiohttp import ClientSession

from bot import operator
from bot.rules.access import STAFF
from models.grants import UserGrant
from models.users import User
from tests.benchmarks import box, page, processes
from tests.benchmarks.crowd import Pilot
from tests.benchmarks.kit import RUNS, median, opened, server, tell
from tests.benchmarks.processes import Served

MEMBERS = 10_000
PATH, VIEW = "/admin/users", "authentication.view_user"


async def furnish(url: str, served: Served, pilot: Pilot) -> None:
    """Ten thousand accounts, one of them staff."""
    async with opened(url):
        await box.settle(served.world, MEMBERS)
        user = await User.get(main_id=pilot.characters[0][0])
        for permission in (STAFF.codename, VIEW):
            await UserGrant.create(user=user, permission=permission)


async def sign_in(served: Served, pilot: Pilot) -> str:
    """Sign in as a person would; the session's cookie."""
    browser = page.Browser(served.site, served)  # type: ignore[arg-type]
    try:
        browser.as_character = pilot.characters[0][0]
        assert (await browser.get("/sso/login")).status == 200
        return next(c.value for c in browser.session.cookie_jar if c.key == page.COOKIE)
    finally:
        await browser.close()


async def check_rights(served: Served, folder: Path, pilot: Pilot, cookie: str) -> None:
    """The list is refused as soon as the right is taken, and shown as soon as it is given back."""
    async with ClientSession(cookies={page.COOKIE: cookie}) as session:
        seen = []
        for give in (None, False, True):
            if give is not None:
                wanted = {"permission": VIEW, "holder": "character", "holder_name": pilot.name, "give": give}
                done = await operator.ask(folder, "permission-change", wanted)
                assert done is not None
                assert done["changed"], done
            async with session.get(f"{served.site}{PATH}") as answer:
                seen.append(answer.status)
    assert seen == [200, 403, 200], f"the list before, taken, given: {seen}"


def main(kind: str) -> None:
    with server(kind) as databases, databases.fresh() as url, processes.sandbox(MEMBERS) as served:
        pilot, folder = page.member(served), databases.folder
        asyncio.run(furnish(url, served, pilot))
        environment = served.environment(url, folder)
        with processes.concord(served, environment, folder / "log") as pid:
            processes.until(served, "/readyz", pid, 0.1)
            cookie = asyncio.run(sign_in(served, pilot))
            page.load(served, pid, cookie, 3, PATH)  # warm
            runs = [page.load(served, pid, cookie, 15, PATH) for _ in range(RUNS)]
            asyncio.run(check_rights(served, folder, pilot, cookie))
        count = asyncio.run(page.statements(url, environment, cookie, PATH, "10,000"))
    name = f"page.admin_users.{kind}"
    tell(
        median(f"{name}.rps", [r.rps for r in runs], "requests/s", better="higher"),
        median(f"{name}.p99", [r.p99_ms for r in runs], "ms"),
        median(f"{name}.queries", [float(count)], "statements"),
        median(f"{name}.cpu_ms", [r.cpu_ms for r in runs], "ms"),
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
