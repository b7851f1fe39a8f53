"""Journeys by hand: the application beside the sandbox, and a real Chromium in front of both."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser import kit
from tests.journeys.kit import House
from tests.journeys.kit import house as everything


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages do not know which database they come from: one is enough. Without a browser CI fails."""
    reason = ""
    if os.environ.get("DB", "sqlite") != "sqlite":
        reason = "what browsers see is tried on SQLite"
    elif kit.CHROMIUM is None and os.environ.get("CI") != "true":
        reason = "there is no chromium on this machine"
    for item in items:
        if reason and item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Everything up, in the pretend alliance of forty people."""
    async with everything(tmp_path, database_url) as found:
        yield found


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A Chromium without a window."""
    async with kit.chromium() as opened:
        yield opened
