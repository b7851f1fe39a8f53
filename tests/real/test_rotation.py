"""The secret key is changed as docs/operating.md says, while people are signed in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.app import App
from bot.config import Config
from bot.database import Unusable, rows
from bot.vault import Vault
from sandbox import cast
from tests.journeys import kit
from tests.real.test_backup import concord

NEW = "a-new-key-for-tests-0123456789abcdefghij"
TESS = cast.TESS.characters[0]


async def test_the_key_changes_under_a_running_concord(tmp_path: Path, database_url: str) -> None:
    async with kit.house(tmp_path, database_url) as house:
        joined = await house.join_by_link(cast.TESS.discord_id, TESS[0])
        old = house.config

        def with_keys(*keys: str) -> Config:
            return msgspec.structs.replace(old, secret_key=list(keys))

        both = with_keys(NEW, *old.secret_key)
        with pytest.raises(AssertionError, match="Concord runs with another newest key"):
            await concord(both, "secrets", "rotate")  # the key is in the file, but Concord was not restarted
        await house.down()
        with pytest.raises(Unusable, match="put the key back"):
            await App(with_keys(NEW), demo=True).__aenter__()
        house.config = both
        await house.up()
        said = await concord(both, "secrets", "rotate")
        assert "Nothing else needs an older key: take it out" in said
        assert TESS[1] in (await joined.browser.get("/account")).text
        await house.down()
        house.config = with_keys(NEW)
        await house.up()
        assert TESS[1] in (await joined.browser.get("/account")).text
        sealed = [r["refresh"] for r in await rows("SELECT refresh FROM tokens")]
        assert sealed
        assert all(Vault([NEW]).open("tokens", s) for s in sealed)
