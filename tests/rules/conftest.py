"""What tests of rules share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.vault import Vault
from tests.rules import signing


@pytest.fixture
async def eve(db: str, vault: Vault) -> AsyncIterator[signing.Signing]:
    """A site with a pretend EVE and Discord behind it; see tests/rules/signing.py."""
    yield await signing.site(vault)
    signing.clear()
