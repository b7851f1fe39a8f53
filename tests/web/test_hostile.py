"""What no browser of ours sends: each is refused with a reason, and none is a fault."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from yarl import URL

from bot.config import Config
from tests.web.conftest import Browser, Place, Serve
from tests.world import make_user

LONG = "9" * 40


async def raw(place: Place, head: str, body: bytes = b"") -> int:
    """Send bytes as they are; the status of the answer."""
    url = URL(place.address)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(head.encode("latin-1").replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
    line = await asyncio.wait_for(reader.readline(), 30)
    writer.close()
    await writer.wait_closed()
    return int(line.split()[1])


@pytest.mark.parametrize("field", [LONG, "-1", "1e3", "0x10", "１２", "9223372036854775808"])
async def test_numbers_that_no_column_holds(browser: Browser, field: str) -> None:
    user = await make_user("Boss", superuser=True)
    await browser.sign_in(user)
    for path, name in (("/account/main", "character_id"), ("/link/confirm", "id"), ("/link/refuse", "id")):
        seen = await browser.post(path, **{name: field})
        assert seen.status in (404, 422), (path, seen.status)


@pytest.mark.parametrize(
    "path",
    [
        "/link/confirm?id=" + LONG,
        "/sso/login?link=" + LONG,
        "/discord/link?t=%00%ff" + "x" * 3000,
        "/discord/link?t=%ED%A0%80",
        "/sso/callback?state=%ED%A0%80&code=%00",
        "/discord/callback?state=a&code=b&state=c",
        "/portraits/1?size=64&s=%ff",
        "/?return=//evil.example&return=/account",
        "/sso/login?scopes=" + "a%20" * 1000,
    ],
)
async def test_odd_addresses(browser: Browser, path: str) -> None:
    assert (await browser.get(path, follow=False)).status < 500


async def test_cookies_of_any_bytes(place: Place) -> None:
    for value in ("\xff\xfe.\xff", "a" * 4000, ".", "x.", '"quoted', "concord_session=;"):
        for name in ("concord_browser", "concord_session", "concord_flash", "theme", "language"):
            head = f"GET / HTTP/1.1\nHost: {URL(place.address).authority}\nConnection: close\nCookie: {name}={value}"
            assert await raw(place, head) == 200, (name, value)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"csrf=\xff\xfe"),
        ("application/x-www-form-urlencoded; charset=no-such-thing", b"csrf=a"),
        ("multipart/form-data", b"csrf"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--\r\n",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\nno head at all"),
        ("application/json", b"{"),
    ],
)
async def test_forms_of_any_bytes(place: Place, kind: str, body: bytes) -> None:
    head = (
        f"POST /settings/theme HTTP/1.1\nHost: {URL(place.address).authority}\nConnection: close\n"
        f"Content-Type: {kind}\nContent-Length: {len(body)}"
    )
    assert 400 <= await raw(place, head, body) < 500


async def test_a_host_of_somebody_else_is_never_named_in_an_answer(browser: Browser) -> None:
    for path in ("/", "/nothing/", "/account", "/sso/login"):
        seen = await browser.get(path, follow=False, Host="evil.example")
        assert "evil.example" not in seen.text + str(seen.headers)


async def test_an_address_written_in_capitals_or_with_its_port_is_the_same_site(
    serve: Serve, config: Config
) -> None:
    """Browsers say host and origin in their own spelling: any other would end in a circle of redirects."""
    port = URL(config.web_url).port
    place = await serve(msgspec.structs.replace(config, web_url=f"http://LOCALHOST:{port}/"))
    browser = place.browser()
    browser.address = f"http://localhost:{port}"
    assert (await browser.get("/sso/login", follow=False)).status != 307
    assert (await browser.get("/")).status == 200
    assert (await browser.post("/settings/theme", theme="dark")).status == 303
