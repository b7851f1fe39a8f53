"""The way to the tables: transactions, upserts, tasks."""

from __future__ import annotations

import asyncio

import pytest

from bot import database
from bot.database import count_statements, execute, on_commit, rows, spawn, transaction, transactions, upsert
from models.organisations import Corporation
from models.queue import Mark
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
            await asyncio.sleep(0.1)
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
