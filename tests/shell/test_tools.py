"""The operator's tools: what they print, alone under the lock, and through the socket of a running process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import clock, database, desk, operator
from bot.__main__ import main
from bot.database import rows
from bot.rules import installation
from bot.rules.outside import outside
from bot.vault import Vault
from models.queue import Job, ScheduleRun
from models.tokens import Token
from tests.world import make_character, make_user

OLD, NEW = "an-old-key-for-tests-0123456789abcdef", "a-new-key-for-tests-0123456789abcdef"
Tool = Callable[..., Result]


@pytest.fixture
def tool(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """`concord …` on this test's database, with nothing running."""
    monkeypatch.setenv("CONCORD_DATABASE_URL", database_url)
    monkeypatch.setenv("CONCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CONCORD_CONFIG", str(tmp_path / "empty.toml"))
    (tmp_path / "empty.toml").touch()
    (tmp_path / "data").mkdir()

    def run(*arguments: str, keys: str = OLD) -> Result:
        monkeypatch.setenv("CONCORD_SECRET_KEY", keys)
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return run


def prepare(url: str, work: Callable[[], Awaitable[object]]) -> None:
    """Write something into the database, from outside of any loop."""

    async def whole() -> None:
        await database.connect(url)
        try:
            await work()
        finally:
            await database.disconnect()

    asyncio.run(whole())


async def some_work() -> None:
    now = clock.now()
    for number, age in enumerate((40, 1)):
        await Job.create(
            name="notice.send", key=str(number), slot=None, attempts=8, last_error=f"broken {number}",
            run_at=now, created_at=now - timedelta(days=age),
        )  # fmt: skip
    await Job.create(name="post.show", key="w", run_at=now - timedelta(seconds=70), created_at=now)
    await ScheduleRun.create(
        name="names", result="failed", message="EveDown", duration_ms=9, started_at=now, finished_at=now
    )


def test_the_queue_is_listed_by_name_with_errors(tool: Tool, database_url: str) -> None:
    prepare(database_url, some_work)
    said = tool("queue", "list").output
    assert "waiting 1, running 0, given up 2" in said
    assert "post.show: waiting 1, the oldest for 7" in said
    assert "8 attempts): broken 1" in said
    one = json.loads(tool("queue", "list", "post.show", "--json").output)
    assert [n["name"] for n in one["names"]] == ["post.show"]
    assert (one["waiting"], one["dead"]) == (1, [])


def test_what_was_given_up_is_retried_dropped_and_purged(tool: Tool, database_url: str) -> None:
    prepare(database_url, some_work)
    assert "Forgotten: 1" in tool("queue", "purge", "30").output
    left = json.loads(tool("queue", "list", "--json").output)["dead"]
    assert [d["error"] for d in left] == ["broken 1"]
    assert "Retried: 1" in tool("queue", "retry").output
    answer = json.loads(tool("queue", "list", "--json").output)
    assert (answer["waiting"], answer["dead"]) == (2, [])
    assert "Dropped: 0" in tool("queue", "drop", str(left[0]["id"])).output  # it waits again: not dropped
    assert tool("queue", "purge", "--", "-1").exit_code == 2


def test_jobs_are_listed_and_run(tool: Tool, database_url: str) -> None:
    prepare(database_url, some_work)
    said = tool("jobs", "list").output
    assert "names: " in said
    assert "9 ms, failed (EveDown)" in said
    assert tool("jobs", "run", "names").output == "Queued: names\n"
    assert "schedule.names" in tool("queue", "list").output
    refused = tool("jobs", "run", "nonsense")
    assert refused.exit_code == 1
    assert "nonsense" in refused.output


async def some_token() -> None:
    vault = Vault([OLD])
    await installation.check(vault, demo=False)
    user = await make_user("Asel Varga")
    await Token.create(
        character=await make_character("Jorun Varga", user=user), user=user, owner_hash="h",
        access=vault.seal("tokens", "a"), refresh=vault.seal("tokens", "r"), created_at=clock.now(),
    )  # fmt: skip


def test_rotating_says_when_the_old_key_may_go(tool: Tool, database_url: str) -> None:
    prepare(database_url, some_token)
    alone = tool("secrets", "rotate")
    assert "There is one key" in alone.output
    both = tool("secrets", "rotate", keys=f"{NEW},{OLD}")
    assert both.output.splitlines() == [
        "Re-encrypted: 2. Under the newest key: 2.",
        "Nothing else needs an older key: take it out of secret_key and restart Concord.",
    ]
    assert both.exit_code == 0
    assert tool("queue", "list", keys=NEW).exit_code == 0
    refused = tool("queue", "list", keys=OLD)
    assert refused.exit_code == 1
    assert "does not open this database" in refused.output
    assert "Signed out: 0" in tool("secrets", "rotate", "--sign-out-everybody", keys=NEW).output


async def test_a_running_process_rotates_through_its_socket(db: str, tmp_path: Path) -> None:
    await some_token()
    outside.vault = Vault([NEW, OLD])
    try:
        async with operator.listening(tmp_path, desk.OPERATIONS):
            newest = outside.vault.newest_id
            with pytest.raises(operator.Refused, match="restart it"):
                await operator.ask(tmp_path, "secrets-rotate", {"newest": Vault([OLD]).newest_id})
            done = await operator.ask(tmp_path, "secrets-rotate", {"newest": newest})
    finally:
        outside.vault = None
    assert done is not None
    assert (done["resealed"], done["keys"], done["locked"]) == (2, 2, {})
    (token,) = await rows("SELECT refresh FROM tokens")
    assert Vault([NEW]).open("tokens", token["refresh"]) == "r"
