"""page.dashboard: 16 connections for 15 seconds on the signed-in member's first page, by wrk, one process of ours.

The member signed in through the sandbox's EVE with four characters, is in six groups and has eight notices; 2,000
accounts stand in the database. The figure counts only if a right given between two requests shows in the second and
is gone from the third: a pass that was stopped waits for staff, and its box is on the page of staff alone.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

import web.app as site
from bot import clock, config, database, operator
from bot.rules import notices
from bot.rules.outside import outside
from bot.vault import Vault
from models.brakes import Brake
from models.discord import RoleMapping
from models.fields import folded
from models.groups import Group, Membership
from models.notices import Level
from models.users import User
from tests.benchmarks import box, processes
from tests.benchmarks.crowd import Pilot
from tests.benchmarks.kit import RUNS, log, median, opened, server, tell
from tests.benchmarks.processes import Served
from tests.journeys.kit import Browser

MEMBERS, CHARACTERS, NOTICES = 2000, 4, 8
ONLY_STAFF_SEE = 'action="/brakes/'
COOKIE = "concord_session"


@dataclass(frozen=True)
class Load:
    """What one run of wrk showed."""

    rps: float
    p99_ms: float
    cpu_ms: float


def member(served: Served) -> Pilot:
    """A pilot of ours with as many characters as the benchmark promises."""
    return next(p for p in box.pilots(served.world) if len(p.characters) == CHARACTERS)


async def furnish(url: str, served: Served, pilot: Pilot) -> None:
    """Two thousand accounts, six groups, notices, and a stopped pass that staff should look at."""
    async with opened(url):
        await box.settle(served.world, MEMBERS)
        user = await User.get(main_id=pilot.characters[0][0])
        now = clock.now()
        for number, role_id in enumerate(box.GROUP_ROLES, 1):
            name = f"Group {number}"
            group = await Group.create(name=name, name_key=folded(name))
            await Membership.create(group=group, user=user, since=now)
            await RoleMapping.create(guild_id=box.GUILD, group=group, role_id=role_id)
        async with database.transaction():
            facts = {"state": "Member", "main": pilot.name, "corporation": "Provi Traders"}
            await notices.tell(
                notices.Telling(user.id, "notice.state.given", facts, Level.SUCCESS, direct=False)
                for _ in range(NOTICES)
            )
        await Brake.create(
            source="benchmark",  # no pass of ours ends it by itself
            fingerprint="bench",
            losers=120,
            holders=MEMBERS,
            payload={"users": [user.id]},
            created_at=now,
            seen_at=now,
        )


async def sign_in(served: Served, pilot: Pilot) -> str:
    """Sign in with every character, as a person would; the session's cookie."""
    browser = Browser(served.site, served)  # type: ignore[arg-type]
    try:
        for number, (character, *_) in enumerate(pilot.characters):
            browser.as_character = character
            page = await browser.get("/sso/login", **({"add": "1"} if number else {}))
            assert page.status == 200, page.text[:500]
        page = await browser.get("/")
        missing = [name for _, name, *_ in pilot.characters if name not in page.text]
        assert not missing, f"the dashboard lacks {missing}"
        assert f"Group {len(box.GROUP_ROLES)}" in page.text
        log(f"the page has {len(page.text)} characters")
        return next(c.value for c in browser.session.cookie_jar if c.key == COOKIE)
    finally:
        await browser.close()


async def sign_in_once(served: Served, pilot: Pilot) -> str:
    """Sign in with the main alone; the session's cookie."""
    browser = Browser(served.site, served)  # type: ignore[arg-type]
    browser.as_character = pilot.characters[0][0]
    try:
        answer = await browser.get("/sso/login")
        assert answer.status == 200, answer.text[:500]
        return next(c.value for c in browser.session.cookie_jar if c.key == COOKIE)
    finally:
        await browser.close()


async def check_rights(served: Served, folder: Path, pilot: Pilot, cookie: str) -> None:
    """A right given between two requests shows in the second, one taken is gone from the third."""
    async with ClientSession(cookies={COOKIE: cookie}) as session:
        seen = []
        for give in (None, True, False):
            if give is not None:
                holder = {
                    "permission": "core.staff",
                    "holder": "character",
                    "holder_name": pilot.name,
                    "give": give,
                }
                done = await operator.ask(folder, "permission-change", holder)
                assert done is not None
                assert done["changed"], done
            async with session.get(f"{served.site}/") as answer:
                seen.append(ONLY_STAFF_SEE in await answer.text())
    assert seen == [False, True, False], f"rights on the page before, given, taken: {seen}"
    log("a right given and taken between two requests shows in the next one")


def load(served: Served, pid: int, cookie: str, seconds: int = 15, path: str = "/") -> Load:
    """One run of wrk."""
    before = processes.cpu_seconds(pid)
    done = subprocess.run(
        [
            "wrk",
            "-t1",
            "-c16",
            f"-d{seconds}s",
            "--latency",
            "-H",
            f"Cookie: {COOKIE}={cookie}",
            f"{served.site}{path}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    used = processes.cpu_seconds(pid) - before
    log(done)
    assert "Non-2xx" not in done, "some answers were no pages"
    assert "Socket errors" not in done, "some requests got no answer"
    requests = int(_found(r"(\d+) requests in", done))
    return Load(float(_found(r"Requests/sec:\s+([\d.]+)", done)), _p99(done), used / requests * 1000)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, f"wrk did not say {pattern}"
    return match.group(1)


def _p99(text: str) -> float:
    value, unit = re.findall(r"99%\s+([\d.]+)(us|ms|s)\b", text)[0]
    return float(value) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


async def statements(
    url: str, environment: dict[str, str], cookie: str, path: str = "/", words: str = "Group 1"
) -> int:
    """Statements of one request, counted in a process that does nothing else."""
    settings = config.load(environment, insecure=True)
    await database.connect(url)
    outside.vault = vault = Vault(settings.secret_key)
    app = TestServer(site.build(settings, vault))
    try:
        await app.start_server()
        async with ClientSession(cookies={COOKIE: cookie}) as session:
            async with session.get(app.make_url(path)) as answer:  # once for what is only done once
                assert answer.status == 200
            with database.count_statements() as counted:
                async with session.get(app.make_url(path)) as answer:
                    assert words in await answer.text()
        for text in counted.texts:
            log(f"  {text[:100]}")
        return counted.total
    finally:
        await app.close()
        outside.vault = None
        await database.disconnect()


def main(kind: str) -> None:
    with server(kind) as databases, databases.fresh() as url, processes.sandbox(MEMBERS) as served:
        pilot, folder = member(served), databases.folder
        asyncio.run(furnish(url, served, pilot))
        environment = served.environment(url, folder)
        with processes.concord(served, environment, folder / "log") as pid:
            processes.until(served, "/readyz", pid, 0.1)
            cookie = asyncio.run(sign_in(served, pilot))
            load(served, pid, cookie, 3)  # warm
            runs = [load(served, pid, cookie) for _ in range(RUNS)]
            asyncio.run(check_rights(served, folder, pilot, cookie))
        count = asyncio.run(statements(url, environment, cookie))
    name = f"page.dashboard.{kind}"
    tell(
        median(f"{name}.rps", [r.rps for r in runs], "requests/s", better="higher"),
        median(f"{name}.p99", [r.p99_ms for r in runs], "ms"),
        median(f"{name}.queries", [float(count)], "statements"),
        median(f"{name}.cpu_ms", [r.cpu_ms for r in runs], "ms"),
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
