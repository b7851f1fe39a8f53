"""Backup and restore, by the very lines of docs/operating.md: nothing is lost, and people are still signed in."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from aiohttp.test_utils import unused_port

from bot import clock
from bot.app import App
from bot.config import Config
from bot.rules.outside import outside
from models.tokens import Token
from sandbox import cast
from sandbox.server import Sandbox
from tests import mariadb
from tests.conftest import DB
from tests.house.tree import ROOT
from tests.journeys import kit

Shell = Callable[[str], None]


class RealHouse(kit.House):
    """As an operator runs it: with data that is not for show."""

    async def up(self) -> None:
        self.world.clock.advance(30)
        self.running = await App(self.config).__aenter__()
        await asyncio.wait_for(self.running.discord.wait_until_ready(), 60)


def lines(heading: str, block: int) -> list[str]:
    """The commands that follow a heading of the section about backups: block 0 makes the copy, 1 brings it back."""
    page = (ROOT / "docs/operating.md").read_text()
    section = page[page.index("## Backup and restore") :]
    found = section[section.index(f"\n{heading}\n") :].split("```")[1 + 2 * block]
    return [line for line in found.strip().splitlines() if "concord check" not in line]


def shell(*changed: tuple[str, str]) -> Shell:
    """Runs a line of the page, with our places instead of the operator's."""

    def run(line: str) -> None:
        for theirs, ours in changed:
            line = re.sub(theirs, ours, line)
        done = subprocess.run(["bash", "-euc", line], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"

    return run


@contextmanager
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str, Shell]]:
    """A database of our own: its address, the heading in the page, and a shell beside it."""
    backup = ("/backup", str(tmp_path))
    if DB == "sqlite":
        path = tmp_path / "data" / "concord.sqlite3"
        python = (r"\.venv/bin/python", sys.executable)
        yield f"sqlite://{path}", "SQLite:", shell(backup, python, (r"var/concord\.sqlite3", str(path)))
        return
    server: mariadb.Server = request.getfixturevalue("maria")
    with mariadb.database(server) as name:
        login = f"--no-defaults --host={server.host} --port={server.port} --user={server.user}"
        if server.password:
            login += f" --password={server.password}"
        programs = (r"^(mariadb(?:-dump)?) ", rf"\1 {login} ")
        names = (r"(?<![/\w])concord(?![.\w])", name)
        yield server.url(name), "MariaDB:", shell(programs, names, backup)


def destroy(url: str, request: pytest.FixtureRequest) -> None:
    """What a dead disk leaves."""
    if DB == "sqlite":
        for path in Path(url.removeprefix("sqlite://")).parent.glob("concord.sqlite3*"):
            path.unlink()
        return
    server: mariadb.Server = request.getfixturevalue("maria")
    name = url.rsplit("/", 1)[1]
    with server.connect() as admin, admin.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def forget_leases(url: str, request: pytest.FixtureRequest) -> None:
    """The copy says that a process long gone holds the gateway: that runs out in half a minute, or now."""
    if DB == "mariadb":
        server: mariadb.Server = request.getfixturevalue("maria")
        with server.connect(url.rsplit("/", 1)[1]) as admin, admin.cursor() as cursor:
            cursor.execute("DELETE FROM leases")


async def concord(config: Config, *arguments: str) -> str:
    """What a tool says, as a process of its own."""
    settings = {f"CONCORD_{k.upper()}": v for k, v in msgspec.to_builtins(config).items() if v}
    env = {k: ",".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in settings.items()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=ROOT,
        env={**{k: v for k, v in os.environ.items() if not k.startswith("CONCORD_")}, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert out, err.decode()
    return out.decode()


async def checked(config: Config) -> dict[str, tuple[bool, str]]:
    """What `concord check` finds."""
    found = json.loads(await concord(config, "check", "--insecure", "--json"))
    return {f["what"]: (f["ok"], f["says"]) for f in found}


@pytest.mark.usefixtures("tables")
async def test_what_was_backed_up_while_it_ran_comes_back_whole(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    port = unused_port()
    world = kit.watched_world(port)
    box = Sandbox(world)
    await box.start()
    previous = clock.use(world.clock)
    (tmp_path / "data").mkdir()
    with place(request, tmp_path) as (url, heading, run):
        config = kit.settings(box, port, tmp_path / "data", url)
        house = RealHouse(box, config, config.web_url)
        try:
            await house.up()
            await kit.furnish()
            joined = await house.join_by_link(cast.TESS.discord_id, cast.TESS.characters[0][0])
            name = cast.TESS.characters[0][1]
            assert name in (await joined.browser.get("/account")).text
            for line in lines(heading, 0):
                run(line)
            await house.down()
            destroy(url, request)
            for line in lines(heading, 1):
                run(line)
            forget_leases(url, request)
            found = await checked(config)
            _, says = found.pop("clock")  # the world's clock was put forward, the machine's was not
            assert "switch time synchronisation on" in says
            assert not [f"{what}: {says}" for what, (ok, says) in found.items() if not ok]
            assert "tables up to date" in found["database"][1]
            await house.up()
            assert name in (await joined.browser.get("/account")).text
            token = await Token.get(character_id=cast.TESS.characters[0][0])
            assert outside.need_vault().open("tokens", token.refresh)
            tess = cast.TESS.discord_id
            await kit.until("what was under way goes on", lambda: "Member" in house.roles(tess), 30)
        finally:
            for browser in house.browsers:
                await browser.close()
            await house.down()
            clock.use(previous)
            await box.stop()
