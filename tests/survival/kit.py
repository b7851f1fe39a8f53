"""What survival is shown with: Concord and the sandbox as processes that can be killed, and what is left afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pymysql

from bot.database import transaction
from bot.rules import (
    notices,
    postings,  # noqa: F401 -- declares the kinds of posts
    posts,
    states,
)
from bot.rules.access import SYSTEM
from models.discord import Guild
from models.posts import PostChannel
from models.states import EntityKind, State
from models.users import User
from sandbox import cast
from sandbox.world import World
from tests.benchmarks import box as dressed
from tests.benchmarks import crowd
from tests.benchmarks.kit import ROOT, opened
from tests.benchmarks.processes import Served, free_port
from tests.survival import box

FULL = bool(os.environ.get("CONCORD_TEST_SURVIVAL_FULL"))
"""The long form, for nights: `CONCORD_TEST_SURVIVAL_FULL=1 pytest tests/survival`."""

Predicate = Callable[[], Awaitable[bool]]


async def until(what: str, true: Predicate, timeout: float = 90.0, pause: float = 0.1) -> float:
    """Wait until something is true; the seconds that it took. Fails with `what`."""
    began = time.monotonic()
    while not await true():
        if time.monotonic() - began > timeout:
            raise AssertionError(f"not within {timeout:.0f} s: {what}")
        await asyncio.sleep(pause)
    return time.monotonic() - began


def raw(url: str, sql: str) -> list[tuple[Any, ...]]:
    """The rows of one statement on a connection of its own, beside whoever has the database open."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        file = sqlite3.connect(url.removeprefix("sqlite://"), timeout=10, isolation_level=None)
        with contextlib.closing(file) as one:
            return one.execute(sql).fetchall()
    one = pymysql.connect(
        host=parts.hostname or "",
        port=parts.port or 3306,
        user=parts.username or "",
        password=parts.password or "",
        database=parts.path.strip("/"),
        autocommit=True,
    )
    with contextlib.closing(one), one.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@dataclass
class Process:
    """One Concord that we may do anything to."""

    popen: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """As `kill -9`; also when it is stopped."""
        self.popen.kill()
        self.popen.wait()

    def signal(self, number: int) -> None:
        self.popen.send_signal(number)

    def end(self) -> None:
        """In order; killed if that takes too long."""
        self.popen.send_signal(signal.SIGCONT)
        self.popen.send_signal(signal.SIGTERM)
        try:
            self.popen.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def lives(self) -> bool:
        return self.popen.poll() is None

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""


@dataclass
class Place:
    """A sandbox in its own process, a database, and the Concords that we start on them."""

    served: Served
    control_token: str
    database_url: str
    folder: Path
    start: float
    speed: float
    http: aiohttp.ClientSession
    processes: list[Process] = field(default_factory=list)

    @property
    def world(self) -> World:
        """The world as it was seeded; who is in it, not what they wear now."""
        return self.served.world

    def concord(self, *, only: str = "web,bot,jobs", lease: float = 30.0, **settings: str) -> Process:
        """Start one; returns at once. Its log is its own."""
        environment = self.served.environment(self.database_url, self.folder)
        environment |= {f"CONCORD_{k}": v for k, v in settings.items()}
        log = self.folder / f"concord{len(self.processes)}.log"
        command = [sys.executable, "-m", "tests.survival.hurried", "--only", only, "--lease", str(lease)]
        command += ["--speed", str(self.speed), "--start", str(self.start)]
        with log.open("wb") as out:
            popen = subprocess.Popen(command, cwd=ROOT, env=_bare() | environment, stdout=out, stderr=out)
        self.processes.append(Process(popen, log))
        return self.processes[-1]

    async def control(self, method: str, path: str, body: object = None) -> Any:
        """Speak to the sandbox's control API."""
        headers = {"Authorization": f"Bearer {self.control_token}"}
        url = f"{self.served.url}/control{path}"
        async with self.http.request(method, url, json=body, headers=headers) as answer:
            found = await answer.json()
            assert answer.status < 400, found
            return found

    async def members(self) -> list[dict[str, Any]]:
        """Everybody in the guild, as the sandbox has them."""
        found: list[dict[str, Any]] = []
        while True:
            page = await self.control("GET", f"/guilds/{cast.GUILD}/members?limit=200&offset={len(found)}")
            found += page["members"]
            if not page["members"] or len(found) >= page["total"]:
                return found

    async def roles(self, name: str) -> list[str]:
        """The ids of the roles of a name."""
        (guild,) = (g for g in (await self.control("GET", "/world"))["guilds"] if g["id"] == cast.GUILD)
        return [r["id"] for r in guild["roles"] if r["name"] == name]

    async def dressed(self, people: list[str]) -> int:
        """How many of these wear exactly one role of the name Member, and the name of their main."""
        ours = set(await self.roles("Member"))
        if not ours:
            return 0
        by_id = {m["id"]: m for m in await self.members()}
        return sum(
            len(ours & set(by_id[p]["roles"])) == 1 and by_id[p]["name"].startswith("[")
            for p in people
            if p in by_id
        )

    async def ready(self) -> bool:
        """Whether /readyz says 200."""
        return (await self.readyz())[0] == 200

    async def readyz(self) -> tuple[int, dict[str, Any]]:
        """What /readyz says; status 0 if nobody answers."""
        try:
            async with self.http.get(
                f"{self.served.site}/readyz", headers={"Accept": "application/json"}
            ) as answer:
                return answer.status, await answer.json()
        except (aiohttp.ClientError, OSError, TimeoutError):
            return 0, {}

    def count(self, sql: str) -> int:
        """One number out of the database."""
        return int(raw(self.database_url, sql)[0][0])

    def said(self) -> str:
        """The ends of all logs, for a test that failed."""
        return "\n".join(f"== {p.log.name} ==\n{p.said()[-3000:]}" for p in self.processes[-3:])


def _bare() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("CONCORD_")}


@contextmanager
def _sandbox(members: int, start: float, speed: float) -> Iterator[tuple[Served, str]]:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.survival.box", "--members", str(members), "--site", site]
    command += ["--start", str(start), "--speed", str(speed)]
    popen = subprocess.Popen(command, cwd=ROOT, env=_bare(), stdout=subprocess.PIPE, text=True)
    try:
        assert popen.stdout is not None
        url, token, control = popen.stdout.readline().split()
        yield Served(box.world_of(members, site=site), url, token, port), control
    finally:
        popen.kill()
        popen.communicate()


@asynccontextmanager
async def place(
    folder: Path, database_url: str, *, members: int = 60, speed: float = 10.0
) -> AsyncIterator[Place]:
    """All of it, ended at the end; Concord is not started yet."""
    start = time.time()
    with _sandbox(members, start, speed) as (served, control):
        timeout = aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(timeout=timeout) as http:
            made = Place(served, control, database_url, folder, start, speed, http)
            try:
                yield made
            except BaseException:
                print(made.said())
                raise
            finally:
                for process in made.processes:
                    if process.lives:
                        process.signal(signal.SIGCONT)
                        process.kill()


async def seed(place: Place, most: int, *, told: int = 0) -> list[str]:
    """So many members with accounts, who wear nothing yet; posts wanted in two channels, so many notices waiting.

    Returns their Discord ids.
    """
    people = dressed.pilots(place.world)[:most]
    async with opened(place.database_url):
        instance = await crowd.guild(int(cast.GUILD), name_format=dressed.FORMAT)
        for firm in place.world.eve.corporations.values():
            await dressed.Corporation.create(
                id=firm.id, name=firm.name, ticker=firm.ticker, alliance_id=firm.alliance_id
            )
        await crowd.settle(people, instance, "Member")
        member = await State.get(name="Member")
        await states.change_members(SYSTEM, member.id, add=[(EntityKind.ALLIANCE, cast.NORTHERN_WATCH)])
        guild = await Guild.get(id=int(cast.GUILD))
        await PostChannel.create(guild=guild, kind="welcome", channel_id=int(cast.WELCOME))
        await posts.refresh("welcome")
        async with transaction():
            users = await User.all().order_by("id").limit(told)
            await notices.tell(
                notices.Telling(u.id, "notice.discord_linked", {"username": "pilot"}, once=f"survive:{u.id}")
                for u in users
            )
    return [str(p.discord_id) for p in people]


def token() -> str:
    """A secret key."""
    return secrets.token_urlsafe(48)
