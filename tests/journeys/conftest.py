"""Journeys: the whole application beside the sandbox, nothing replaced; limits as Discord and ESI have them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys import kit


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[kit.House]:
    """Everything up, in the pretend alliance of forty people."""
    async with kit.house(tmp_path, database_url) as found:
        yield found
