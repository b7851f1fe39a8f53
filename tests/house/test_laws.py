"""The laws of the house that a glance at the text can check."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import OURS, ROOMS, ROOT, calls, name, parsed, sources

LONG: dict[str, str] = {
    # file: why it is longer than 400 lines
}


def test_no_file_is_longer_than_four_hundred_lines_without_a_reason() -> None:
    long = {name(p): n for p in sources(*ROOMS) if (n := len(p.read_text().splitlines())) > 400}
    assert set(long) <= set(LONG), {k: v for k, v in long.items() if k not in LONG}


def test_there_is_no_utils() -> None:
    assert not [name(p) for p in sources(*ROOMS) if p.stem in ("utils", "util", "helpers", "misc", "common")]


def test_every_file_says_what_it_is_for() -> None:
    silent = [name(p) for p in sources(*ROOMS) if p.read_text().strip() and not ast.get_docstring(parsed(p))]
    assert not [n for n in silent if not n.endswith("__init__.py")]


def test_who_lifts_the_sandboxes_limits_says_so_in_its_name() -> None:
    silent = [
        f"{name(p)}::{f.name}"
        for p in sources("tests")
        if "benchmarks" not in p.parts  # they say so beside their figures
        for f in ast.walk(parsed(p))
        if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(calls(f, "relax"))
        and not f.name.endswith("_unlimited")
    ]
    assert not silent


def test_tasks_are_begun_by_spawn_only() -> None:
    bare = [
        f"{name(p)}:{c.lineno}"
        for p in sources(*OURS)
        if name(p)
        not in ("bot/database/transactions.py", "bot/__main__.py")  # spawn itself, and the root task
        for c in calls(parsed(p), "create_task", "ensure_future")
    ]
    assert not bare


def test_the_clock_is_the_only_source_of_now_and_of_waiting() -> None:
    pattern = re.compile(r"\b(datetime\.now|datetime\.utcnow|time\.time|time\.monotonic|asyncio\.sleep)\(")
    allowed = {"bot/clock.py", "bot/database/transactions.py", "bot/logs.py"}
    found = [
        f"{name(p)}: {m.group(0)}"
        for p in sources(*OURS)
        if name(p) not in allowed
        for m in pattern.finditer(p.read_text())
    ]
    assert not found


def test_tortoise_own_upsert_is_not_used() -> None:
    assert not [name(p) for p in sources(*OURS) if re.search(r"\bon_conflict=", p.read_text())]


def test_nothing_outside_is_asked_inside_a_transaction() -> None:
    """Lexically: no `outside.` call in the body of `async with transaction()`."""
    found = []
    for path in sources("bot"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.AsyncWith) and any(
                "transaction" in ast.dump(i.context_expr) for i in node.items
            ):
                inside = ast.unparse(ast.Module(body=node.body, type_ignores=[]))
                if re.search(r"await outside\.(sso|esi|oauth|postman|connectors)", inside):
                    found.append(f"{name(path)}:{node.lineno}")
    assert not found


def test_faces_decide_nothing_and_query_nothing() -> None:
    pattern = re.compile(r"\.(filter|get_or_none|create|bulk_create|save)\(|in_transaction|transaction\(\)")
    found = [
        f"{name(p)}: {m.group(0)}"
        for p in sources("cogs", "web")
        for m in pattern.finditer(p.read_text())
        if ".filter(" not in m.group(0) or "env" not in p.read_text()[max(0, m.start() - 20) : m.start()]
    ]
    assert not found


def test_the_lock_files_hold_no_addresses() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|--index-url|--find-links", lock.read_text()), lock.name


@pytest.mark.parametrize("room", OURS)
def test_nothing_is_left_for_later(room: str) -> None:
    pattern = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert not [f"{name(p)}: {m.group(0)}" for p in sources(room) for m in pattern.finditer(p.read_text())]
