"""Portraits and avatars: fetched once from the configured host, kept, sniffed, and never for anybody's asking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.config import Config
from bot.vault import Vault
from tests.web.conftest import Browser, Place, Serve
from web.pictures import MOST_BYTES, Addresses

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 20


@dataclass
class Images:
    """EVE's image server and Discord's, in one."""

    body: bytes = PNG
    status: int = 200
    asked: list[str] = field(default_factory=list)
    slow: float = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        await asyncio.sleep(self.slow)
        headers = {"Location": "/elsewhere"} if self.status == 302 else {}
        return web.Response(body=self.body, status=self.status, content_type="text/html", headers=headers)


@pytest.fixture
async def images() -> Images:
    """What the image server will say."""
    return Images()


@pytest.fixture
async def place(serve: Serve, config: Config, images: Images) -> AsyncIterator[Place]:
    """The site, with an image server behind it."""
    app = web.Application()
    app.router.add_get("/{rest:.*}", images.answer)
    async with TestServer(app) as server:
        url = str(server.make_url("")).rstrip("/")
        yield await serve(msgspec.structs.replace(config, eve_images_url=url, discord_cdn_url=url))


@pytest.fixture
def addresses(vault: Vault) -> Addresses:
    """Addresses as our pages write them."""
    return Addresses(vault)


async def test_a_portrait_is_fetched_once_and_kept(
    browser: Browser, images: Images, addresses: Addresses, config: Config
) -> None:
    address = addresses.portrait(90_000_001)
    for _ in range(3):
        seen = await browser.get(address)
        assert (seen.status, seen.headers["Content-Type"]) == (200, "image/png"), (
            "by its bytes, not by its claim"
        )
        assert "max-age=86400" in seen.headers["Cache-Control"]
    assert images.asked == ["/characters/90000001/portrait?size=64"]
    again = await browser.get(address, **{"If-None-Match": seen.headers["ETag"]})
    assert again.status == 304
    kept = [p for p in (Path(config.data) / "media").rglob("*") if p.is_file() and p.read_bytes() == PNG]
    assert len(kept) == 1


async def test_a_restart_finds_it_on_disk(
    browser: Browser, images: Images, addresses: Addresses, serve: Serve, place: Place
) -> None:
    await browser.get(addresses.portrait(90_000_001))
    fresh = await serve(msgspec.structs.replace(place.config, web_url="https://again.example"))
    seen = await fresh.browser().get(addresses.portrait(90_000_001))
    assert seen.headers["Content-Type"] == "image/png"
    assert len(images.asked) == 1


async def test_many_who_ask_at_once_cost_one_request(
    browser: Browser, images: Images, addresses: Addresses
) -> None:
    images.slow = 0.05
    await asyncio.gather(*(browser.get(addresses.portrait(90_000_002)) for _ in range(10)))
    assert len(images.asked) == 1


async def test_nobody_gets_a_picture_that_no_page_has_shown(
    browser: Browser, images: Images, addresses: Addresses
) -> None:
    good = addresses.portrait(90_000_001)
    forged = [
        "/portraits/90000001?size=64",
        good.replace("90000001", "90000002"),
        good.replace("size=64", "size=512"),
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        "/avatars/7?of=" + "a" * 32,
    ]
    for address in forged:
        assert (await browser.get(address)).status == 404
    assert images.asked == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"<script>alert(1)</script>", 200), (PNG, 404), (PNG, 302), (PNG + b"x" * MOST_BYTES, 200), (b"", 200)],
)
async def test_what_is_no_small_picture_is_not_passed_on(
    browser: Browser, images: Images, addresses: Addresses, body: bytes, status: int
) -> None:
    images.body, images.status = body, status
    for _ in range(2):
        seen = await browser.get(addresses.portrait(90_000_003))
        assert (seen.status, seen.headers["Content-Type"]) == (200, "image/svg+xml")
    assert len(images.asked) == 1, "what failed is not asked for again at once"


async def test_an_avatar_comes_from_discords_host(
    browser: Browser, images: Images, addresses: Addresses
) -> None:
    name = "a" * 32
    assert (await browser.get(addresses.avatar(7001, name))).headers["Content-Type"] == "image/png"
    assert images.asked == [f"/avatars/7001/{name}.png?size=128"]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "x" * 40])
async def test_an_odd_avatar_name_is_drawn_instead(
    browser: Browser, images: Images, addresses: Addresses, name: str
) -> None:
    assert (await browser.get(addresses.avatar(7001, name))).headers["Content-Type"] == "image/svg+xml"
    assert images.asked == []


async def test_a_dead_image_server_costs_a_drawn_head(
    serve: Serve, config: Config, addresses: Addresses
) -> None:
    lonely = await serve(msgspec.structs.replace(config, eve_images_url="http://127.0.0.1:9"))
    assert (await lonely.browser().get(addresses.portrait(1))).headers["Content-Type"] == "image/svg+xml"
