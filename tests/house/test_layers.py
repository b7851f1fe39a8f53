"""Who may import whom is executed, and the rooms are ours, not an installed package of the same name."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from tests.house.tree import ROOMS, ROOT


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(ROOT / ".venv/bin/lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_the_one_of_this_tree(room: str) -> None:
    found = importlib.import_module(room).__file__
    assert found is not None
    assert found.startswith(str(ROOT)), f"{room} comes from {found}"


def test_a_rule_needs_neither_discord_nor_http_to_be_loaded() -> None:
    code = (
        "import sys, pkgutil, importlib, bot.rules\n"
        "for m in pkgutil.iter_modules(bot.rules.__path__): importlib.import_module('bot.rules.' + m.name)\n"
        "bad = {'discord', 'aiohttp', 'jinja2', 'apscheduler'} & set(sys.modules)\n"
        "print(sorted(bad)); sys.exit(bool(bad))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
