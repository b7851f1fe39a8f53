"""MariaDB is restarted under load, and our key is lost: what was begun is finished, or nothing is begun at all."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pymysql
import pytest

from tests import mariadb
from tests.benchmarks.processes import free_port
from tests.conftest import DB
from tests.survival.kit import FULL, place, seed, token, until

RESTARTS, MEMBERS = (6, 300) if FULL else (2, 30)


class Restartable:
    """A MariaDB of our own, as careful with its files as an installed one, that can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.me = [f"--user={os.environ.get('USER') or 'root'}"] if os.geteuid() == 0 else []
        subprocess.run(
            [
                mariadb._program("mariadb-install-db"),
                "--no-defaults",
                f"--datadir={folder / 'data'}",
                *self.me,
            ]
            + ["--skip-test-db", "--auth-root-authentication-method=normal"],
            check=True,
            capture_output=True,
        )

    def start(self) -> None:
        arguments = [f"--datadir={self.folder / 'data'}", f"--port={self.port}", "--bind-address=127.0.0.1"]
        arguments += [f"--socket={self.folder / 's'}", "--skip-name-resolve", "--skip-log-bin"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [mariadb._program("mariadbd"), "--no-defaults", *self.me, *arguments], stdout=log, stderr=log
            )
        mariadb._answering(self.process, self.port, self.folder / "log")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def url(self, name: str) -> str:
        return f"mysql://root:@127.0.0.1:{self.port}/{name}"


@pytest.fixture
def own_maria(tmp_path: Path) -> Iterator[Restartable]:
    (tmp_path / "maria").mkdir()
    server = Restartable(tmp_path / "maria")
    server.start()
    with pymysql.connect(host="127.0.0.1", port=server.port, user="root") as admin, admin.cursor() as cursor:
        cursor.execute("CREATE DATABASE concord CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    try:
        yield server
    finally:
        server.kill()


@pytest.mark.skipif(DB != "mariadb", reason="it is MariaDB that is restarted")
async def test_mariadb_is_restarted_and_killed_under_load(own_maria: Restartable, tmp_path: Path) -> None:
    async with place(tmp_path, own_maria.url("concord"), members=MEMBERS + 100, speed=5.0) as here:
        people = await seed(here, MEMBERS, told=5)
        process = here.concord(lease=5.0)
        await until("Concord is up", here.ready, timeout=120)
        for number in range(RESTARTS):
            await asyncio.sleep(1.0)
            worn = await here.dressed(people)
            await asyncio.to_thread(own_maria.stop if number % 2 else own_maria.kill)

            async def said() -> bool:
                return "database" in (await here.readyz())[1].get("reasons", {})

            await until("/readyz says so", said)
            await asyncio.sleep(1.0)
            assert await here.dressed(people) >= worn, "nobody lost anything"
            await asyncio.to_thread(own_maria.start)
            await until("Concord found it again", here.ready, timeout=120)

        async def all_served() -> bool:
            return await here.dressed(people) == len(people)

        async def all_done() -> bool:
            done = "SELECT COUNT(*) FROM jobs WHERE slot IS NULL OR slot = 'running' OR run_at < UTC_TIMESTAMP(6)"
            return here.count(done) == 0

        await until("everybody is served", all_served, timeout=180)
        await until("the queue is empty", all_done, timeout=120)
        assert process.lives
        assert here.count("SELECT COUNT(*) FROM notices WHERE delivery = 'sent'") == 5
        assert len(await here.roles("Member")) == 1


async def test_without_its_key_it_refuses_to_start_and_with_old_and_new_it_goes_on(
    tmp_path: Path, database_url: str
) -> None:
    old, new = token(), token()
    async with place(tmp_path, database_url, members=50, speed=10.0) as here:
        first = here.concord(SECRET_KEY=old)
        await until("Concord is up", here.ready, timeout=120)
        await asyncio.to_thread(first.end)
        lost = here.concord(SECRET_KEY=new)
        assert await asyncio.to_thread(lost.popen.wait, 30) == 1
        assert "CONCORD_SECRET_KEY does not open this database" in lost.said()
        here.concord(SECRET_KEY=f"{new},{old}")
        await until("with both it serves", here.ready, timeout=120)
