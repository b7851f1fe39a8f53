"""Discord, EVE and the disk fail for a while: `/readyz` says so, nobody loses access, and all heals by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox import cast
from tests.conftest import DB
from tests.survival.kit import FULL, Place, Process, place, raw, seed, until

pytestmark = pytest.mark.skipif(DB != "sqlite", reason="what fails here is not the database server")

SPEED = 10.0
MINUTES = 5.0 if FULL else 0.5


async def _for_minutes(minutes: float = MINUTES) -> None:
    """Let so much of the hurried time pass."""
    await asyncio.sleep(minutes * 60 / SPEED)


class Scene:
    """Some members who are served, and the Concord that serves them."""

    def __init__(self, here: Place, people: list[str], process: Process) -> None:
        self.here, self.people, self.process = here, people, process

    async def all_served(self) -> bool:
        """Everybody wears what they should."""
        return await self.here.dressed(self.people) == len(self.people)

    async def made_bare(self, person: str) -> None:
        """Somebody's role is taken by hand."""
        role = (await self.here.roles("Member"))[0]
        await self.here.control("PATCH", f"/guilds/{cast.GUILD}/members/{person}", {"remove_roles": [role]})

    async def says(self, name: str, where: str = "reasons") -> bool:
        """Whether /readyz names this."""
        return name in (await self.here.readyz())[1].get(where, {})

    async def healed(self, timeout: float = 120.0) -> None:
        """All is as it was."""
        await until("everybody is served", self.all_served, timeout=timeout)
        await until("/readyz is content", self.here.ready, timeout=timeout)


@contextlib.asynccontextmanager
async def scene(folder: Path, url: str) -> AsyncIterator[Scene]:
    async with place(folder, url, members=60, speed=SPEED) as here:
        people = await seed(here, 8)
        found = Scene(here, people, here.concord(lease=5.0))
        await found.healed()
        yield found


async def test_the_gateway_drops_invalidates_and_refuses(tmp_path: Path, database_url: str) -> None:
    async with scene(tmp_path, database_url) as s:
        for drop in (7, 9, 4000):
            await s.here.control("POST", "/faults/gateway", {"drop": drop})
            await s.made_bare(s.people[0])
            assert await s.here.dressed(s.people[1:]) == len(s.people) - 1
            await s.healed()
        await s.here.control("PUT", "/faults/gateway_refused", {"on": True})
        await s.here.control("POST", "/faults/gateway", {"drop": 4000})
        await until("/readyz says so", lambda: s.says("discord"))
        await s.made_bare(s.people[0])
        await _for_minutes()
        assert s.process.lives
        assert await s.here.dressed(s.people[1:]) == len(s.people) - 1, "nobody lost anything"
        await s.here.control("PUT", "/faults/gateway_refused", {"on": False})
        await s.healed()


@pytest.mark.parametrize("status", [429, 503])
async def test_discord_refuses_for_minutes(tmp_path: Path, database_url: str, status: int) -> None:
    async with scene(tmp_path, database_url) as s:
        await s.here.control(
            "POST", "/faults/discord", {"method": "*", "route": "/members/", "status": status}
        )
        for person in s.people[:3]:
            await s.made_bare(person)
        await until("/readyz says so", lambda: s.says("discord"))
        await _for_minutes()
        assert await s.here.dressed(s.people[3:]) == len(s.people) - 3, "nobody lost anything"
        assert s.here.count("SELECT COUNT(*) FROM jobs WHERE slot IS NULL") == 0, "nothing was given up"
        await s.here.control("DELETE", "/faults/discord", {})
        await s.healed()


async def test_eve_is_down_and_everybody_keeps_what_they_have(tmp_path: Path, database_url: str) -> None:
    async with scene(tmp_path, database_url) as s:
        await s.here.control("PUT", "/faults/esi_down", {"on": True})
        raw(database_url, "UPDATE characters SET affiliation_due_at = '2020-01-01 00:00:00+00:00'")
        await until("/readyz notes it", lambda: s.says("eve", "notes"), timeout=120)
        assert await s.here.ready(), "that is no reason to be taken out of service"
        await _for_minutes()
        assert await s.all_served()
        await s.here.control("PUT", "/faults/esi_down", {"on": False})

        async def forgotten() -> bool:
            return not await s.says("eve", "notes")

        await until("the note is gone", forgotten, timeout=120)
        assert await s.all_served()


# -- the disk --------------------------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 24 MiB; needs root, as the suite has it in its container."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no byte free."""
    ballast = folder / "ballast"
    with ballast.open("ab", buffering=0) as out, contextlib.suppress(OSError):
        while True:
            out.write(b"x" * 4096)
    return ballast


async def test_the_disk_fills_up_and_is_emptied_again(tmp_path: Path, database_url: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    with small_disk(tmp_path / "disk") as disk:
        async with scene(tmp_path, f"sqlite://{disk / 'concord.sqlite3'}") as s:
            ballast = await asyncio.to_thread(fill, disk)
            await until("/readyz says so", lambda: s.says("database"))
            await s.made_bare(s.people[0])
            await _for_minutes()
            assert s.process.lives
            assert await s.here.dressed(s.people[1:]) == len(s.people) - 1, "nobody lost anything"
            ballast.unlink()
            await s.healed()
            assert s.here.count("SELECT COUNT(*) FROM jobs WHERE slot IS NULL") == 0, "nothing was given up"
            ok = "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"
            assert s.here.count(ok) == 1
            s.process.end()
