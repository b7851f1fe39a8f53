"""The way to the tables: transactions, upserts, tasks."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tortoise.exceptions import IntegrityError

from bot import database
from bot.database import count_statements, execute, on_commit, rows, spawn, transaction, transactions, upsert
from bot.database.connecting import must_be_usable
from models.organisations import Corporation
from models.queue import Mark
from tests.conftest import DB
from tests.world import make_user

pytestmark = pytest.mark.usefixtures("db")


async def test_a_transaction_that_fails_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="no"):
        async with transaction():
            await make_user()
            raise ValueError("no")
    assert not await rows("SELECT id FROM users")


async def test_callbacks_run_once_after_the_outermost_commit_and_outside_of_it() -> None:
    seen: list[bool] = []

    def look() -> None:
        seen.append(database.inside_transaction())

    async with transaction():
        async with transaction():
            on_commit(look)
            on_commit(look)
        assert not seen
    assert seen == [False]


async def test_callbacks_of_a_rolled_back_transaction_never_run() -> None:
    seen: list[int] = []
    with pytest.raises(ValueError, match="no"):
        async with transaction():
            on_commit(lambda: seen.append(1))
            raise ValueError("no")
    assert not seen


async def test_an_error_caught_halfway_out_still_dooms_the_whole() -> None:
    with pytest.raises(ValueError, match="inner"):
        async with transaction():
            await Mark.create(name="outer")
            try:
                async with transaction():
                    await Mark.create(name="inner")
                    raise ValueError("inner")
            except ValueError:
                pass
    assert not await rows("SELECT name FROM marks")


async def test_a_spawned_task_writes_outside_the_transaction_it_was_begun_in() -> None:
    async def later() -> None:
        await asyncio.sleep(0.02)
        await Mark.create(name="later")

    async with transaction():
        task = spawn(later(), name="later")
    with pytest.raises(ValueError, match="no"):
        async with transaction():
            await Mark.create(name="mine")
            await asyncio.sleep(0.05)
            raise ValueError("no")
    await task
    assert [r["name"] for r in await rows("SELECT name FROM marks")] == ["later"]


async def test_a_bare_task_cannot_use_a_transaction_that_has_ended() -> None:
    gate = asyncio.Event()

    async def late() -> None:
        await gate.wait()
        await Mark.create(name="late")

    async with transaction():
        task = asyncio.create_task(late())
    gate.set()
    with pytest.raises(database.Over):
        await task


async def test_a_transaction_that_waits_for_the_world_fails_in_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "longest", 0.05)
    with pytest.raises(database.TooLong):
        async with transaction():
            await Mark.create(name="slow")
            await asyncio.sleep(1)
    assert not await rows("SELECT name FROM marks")


async def test_upsert_changes_what_stands_and_adds_what_is_new() -> None:
    await Corporation.create(id=1, name="Old", ticker="OLD", member_count=7)
    made = [Corporation(id=1, name="New", ticker="NEW"), Corporation(id=2, name="Two", ticker="TWO")]
    await upsert(Corporation, made, ["name"])
    found = {c.id: (c.name, c.ticker, c.member_count) for c in await Corporation.all()}
    assert found == {1: ("New", "OLD", 7), 2: ("Two", "TWO", 0)}


async def test_upsert_without_fields_leaves_what_stands() -> None:
    await Corporation.create(id=1, name="Old")
    await upsert(Corporation, [Corporation(id=1, name="New"), Corporation(id=2, name="Two")], [])
    assert {c.id: c.name for c in await Corporation.all()} == {1: "Old", 2: "Two"}


async def test_ten_thousand_rows_take_few_statements() -> None:
    made = [Corporation(id=n, name=f"Corporation {n}") for n in range(1, 10_001)]
    with count_statements() as counted:
        await upsert(Corporation, made, ["name"])
    assert counted.total == 20
    assert await Corporation.all().count() == 10_000


async def test_every_statement_is_counted() -> None:
    with count_statements() as counted:
        await make_user()
        await rows("SELECT 1")
        async with transaction():
            await execute("DELETE FROM marks WHERE name = %s", ["x"])
    assert counted.total >= 6
    assert any("DELETE FROM marks" in text for text in counted.texts)


# -- what the server must be, and what happens between transactions ---------------------------------------


@pytest.mark.parametrize(
    "version", ["8.0.36", "8.4.2-0ubuntu0", "10.5.29-MariaDB", "5.5.5-10.4.1-MariaDB-log"]
)
def test_a_server_that_lacks_what_we_need_is_refused(version: str) -> None:
    with pytest.raises(database.Unusable, match=version):
        must_be_usable(version)


@pytest.mark.parametrize(
    "version", ["10.6.0-MariaDB", "10.11.19-MariaDB-0+deb12u1", "11.8.3-MariaDB", "12.0.1-MariaDB"]
)
def test_a_server_that_has_what_we_need_is_taken(version: str) -> None:
    must_be_usable(version)


@pytest.mark.parametrize("url", ["postgres://x/y", "mysql://nowhere", "mysql:///name"])
def test_an_address_that_cannot_work_is_refused(url: str) -> None:
    with pytest.raises(database.Unusable):
        database.settings(url)


def test_a_second_process_on_one_sqlite_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "var" / "concord.lock"
    with database.single_process_lock(path):
        script = (
            "import sys, pathlib\nfrom bot import database\n"
            "try:\n with database.single_process_lock(pathlib.Path(sys.argv[1])): pass\n"
            "except database.Unusable as e: print(e)"
        )
        other = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
        )
        assert str(os.getpid()) in other.stdout
    with database.single_process_lock(path):
        pass


@pytest.mark.skipif(
    DB == "sqlite", reason="SQLite has one connection: transactions queue and cannot deadlock"
)
async def test_a_transaction_that_lost_a_deadlock_is_run_again() -> None:
    await Mark.create(name="a", value="0")
    await Mark.create(name="b", value="0")
    tries: list[str] = []
    both = asyncio.Barrier(2)

    async def cross(first: str, second: str) -> None:
        @database.retried
        async def act() -> None:
            tries.append(first)
            await execute("UPDATE marks SET value = value + 1 WHERE name = %s", [first])
            if len(tries) <= 2:
                await both.wait()
            await execute("UPDATE marks SET value = value + 1 WHERE name = %s", [second])

        await act()

    await asyncio.gather(spawn(cross("a", "b"), name="ab"), spawn(cross("b", "a"), name="ba"))
    assert len(tries) == 3
    assert {r["value"] for r in await rows("SELECT value FROM marks")} == {"2"}


@pytest.mark.skipif(DB == "sqlite", reason="there is no server")
async def test_every_connection_of_the_pool_speaks_utc_and_reads_what_is_committed() -> None:
    say = "SELECT SLEEP(0.05), @@session.time_zone tz, @@tx_isolation iso"
    found = await asyncio.gather(*(spawn(rows(say), name="ask") for _ in range(8)))
    assert {(r["tz"], r["iso"]) for (r,) in found} == {("+00:00", "READ-COMMITTED")}


async def test_times_come_back_aware_and_to_the_microsecond() -> None:
    at = datetime(2026, 11, 24, 1, 2, 3, 45, tzinfo=UTC)
    await Corporation.create(id=1, checked_at=at)
    assert (await Corporation.get(id=1)).checked_at == at
    (row,) = await rows("SELECT checked_at FROM corporations WHERE checked_at = %s", [at])
    assert database.moment(row["checked_at"]) == at


async def test_the_databases_clock_can_be_compared_with_our_columns() -> None:
    await Corporation.create(id=1, checked_at=datetime.now(UTC))
    sql = "SELECT id FROM corporations WHERE checked_at > {} AND checked_at < {}"
    assert await rows(sql.format(database.server_time(-60), database.server_time(60)))
    assert not await rows(sql.format(database.server_time(30), database.server_time(60)))


async def test_an_error_in_a_spawned_task_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fails() -> None:
        raise ValueError("boom")

    await asyncio.wait([spawn(fails(), name="unlucky")])
    assert "task unlucky failed" in caplog.text


async def test_who_was_too_late_for_a_unique_key_looks_once_more_and_then_it_is_a_fault() -> None:
    tries: list[int] = []

    @database.retried
    async def taken(times: int) -> None:
        tries.append(times)
        await Mark.create(name="one", value="0")
        if len(tries) <= times:
            await Mark.create(name="one", value="1")

    await taken(1)
    assert len(tries) == 2
    assert await Mark.all().count() == 1
    await Mark.all().delete()
    tries.clear()
    with pytest.raises(IntegrityError):
        await taken(2)
    assert len(tries) == 2
    assert not await Mark.exists()
