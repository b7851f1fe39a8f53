"""`concord check`: what it says of a machine where something is not as it should be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import aiohttp
import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot import checks, clock
from bot.checks import Bad
from bot.config import Config
from bot.rules import installation
from bot.vault import Vault
from tests.shell.test_tools import NEW, OLD, some_token


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def serving(answer: web.Response) -> TestServer:
    async def handle(request: web.Request) -> web.Response:
        return answer

    app = web.Application()
    app.router.add_get("/{anything:.*}", handle)
    server = TestServer(app)
    await server.start_server()
    return server


async def test_values_that_no_key_opens_are_named(db: str) -> None:
    await some_token()
    assert await checks._key(Config(secret_key=[OLD])) == "opens this database and all 2 sealed values in it"
    older = await checks._key(Config(secret_key=[NEW, OLD]))
    assert "2 under an older key" in older
    with pytest.raises(installation.Unusable):
        await checks._key(Config(secret_key=[NEW]))
    await checks.database.execute("UPDATE tokens SET refresh=%s", [Vault([NEW]).seal("tokens", "r")])
    with pytest.raises(Bad, match=r"1 in tokens.refresh"):
        await checks._key(Config(secret_key=[OLD]))


async def test_a_port_in_other_hands_is_named(http: aiohttp.ClientSession) -> None:
    free = Config(web_listen=f"127.0.0.1:{unused_port()}")
    assert "is free" in await checks._site(http, free)
    for text, says in (("ok\n", "runs at"), ("hello", None)):
        server = await serving(web.Response(text=text))
        config = Config(web_listen=f"127.0.0.1:{server.port}")
        if says:
            assert says in await checks._site(http, config)
        else:
            with pytest.raises(Bad, match="another program"):
                await checks._site(http, config)
        await server.close()


@pytest.mark.parametrize(("off", "fine"), [(0, True), (600, False), (-600, False)])
async def test_a_clock_that_is_wrong_is_named(http: aiohttp.ClientSession, off: int, fine: bool) -> None:
    date = format_datetime(clock.now() - timedelta(seconds=off), usegmt=True)
    server = await serving(web.Response(headers={"Date": date}))
    config = Config(eve_esi_url=str(server.make_url("")))
    if fine:
        assert await checks._clock(http, config) == "is right"
    else:
        with pytest.raises(Bad, match=rf"clock is \{'+' if off > 0 else '-'}(600|601|599) s off"):
            await checks._clock(http, config)
    await server.close()


def test_a_data_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "can be written" in checks._data(Config(data=str(tmp_path / "new")))
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="exists"):
        checks._data(Config(data=str(tmp_path / "file")))
    monkeypatch.setattr(checks, "LEAST_FREE", 2**40)
    with pytest.raises(Bad, match="MiB are free"):
        checks._data(msgspec.structs.replace(Config(), data=str(tmp_path)))
