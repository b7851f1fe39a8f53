"""What goes over the wire: headers, cookies, static files, health, error pages, limits."""

from __future__ import annotations

import gzip
import logging
import re
from ipaddress import ip_network
from pathlib import Path

import msgspec
import pytest

from bot.config import Config
from bot.errors import Unavailable
from bot.rules import accounts
from tests.web.conftest import Browser, Place, Serve
from tests.world import make_user
from web import watch
from web.keys import Check
from web.limits import Limits, Rate, network_of

STATIC = Path(watch.__file__).parent / "static"


async def test_the_front_page_is_the_way_in(browser: Browser) -> None:
    seen = await browser.get("/")
    assert seen.status == 200
    assert "Sign in with EVE Online" in seen.text
    assert 'href="/sso/login"' in seen.text


async def test_every_answer_is_locked_down(browser: Browser) -> None:
    for path in ("/", "/nope", "/healthz", "/static/none.css"):
        headers = (await browser.get(path)).headers
        assert headers["Content-Security-Policy"] == watch.POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Server" not in headers
        assert "Strict-Transport-Security" not in headers


async def test_pages_have_no_inline_style_or_script(browser: Browser) -> None:
    await browser.sign_in(await make_user())
    for path in ("/", "/account", "/account/tokens", "/signout/everywhere"):
        text = (await browser.get(path)).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! type=\"module\" src=)", text), path


async def test_with_https_cookies_are_secure_and_bound_to_the_host(serve: Serve, config: Config) -> None:
    place = await serve(msgspec.structs.replace(config, web_url="https://auth.example.org"))
    seen = await place.browser().get("/")
    cookie = seen.headers["Set-Cookie"]
    assert cookie.startswith("__Host-concord_browser=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert seen.headers["Strict-Transport-Security"].startswith("max-age=")


async def test_static_files_are_named_by_content_and_kept_for_ever(browser: Browser) -> None:
    page = (await browser.get("/")).text
    found = re.search(r"/static/style\.[0-9a-f]{12}\.css", page)
    assert found
    async with browser.http.get(browser.address + found[0], auto_decompress=False) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(await answer.read()) == (STATIC / "style.css").read_bytes()
    assert (await browser.get("/static/style.css")).status == 404
    assert (await browser.get("/static/../app.py")).status == 404


def test_the_files_keep_to_their_budget() -> None:
    size = {path.name: path.stat().st_size for path in STATIC.iterdir()}
    assert size["style.css"] <= 30_000
    assert size["script.js"] <= 10_000


async def test_the_first_page_keeps_to_its_budget(browser: Browser) -> None:
    page = await browser.get("/")
    files = re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text)
    total = len(page.text) + sum([len((await browser.get(f)).text) for f in set(files)])
    assert total <= 60_000
    assert len(set(files)) + 1 <= 5


async def test_health_needs_nothing(browser: Browser) -> None:
    assert (await browser.get("/healthz")).text == "ok\n"


async def test_readiness_names_what_is_missing(browser: Browser, checks: dict[str, Check]) -> None:
    async def fine() -> str | None:
        return None

    async def away() -> str | None:
        return "no answer"

    checks["database"] = fine
    assert (await browser.get("/readyz")).status == 200
    checks["discord"] = away
    seen = await browser.get("/readyz", Accept="application/json")
    assert seen.status == 503
    assert msgspec.json.decode(seen.text) == {
        "ready": False,
        "reasons": {"discord": "no answer"},
        "notes": {},
        "parts": [],
    }


async def test_an_unknown_page_says_so_with_its_status(browser: Browser) -> None:
    seen = await browser.get("/nope")
    assert seen.status == 404
    assert "There is nothing here" in seen.text


async def test_a_slash_too_many_leads_to_the_page_and_never_elsewhere(browser: Browser) -> None:
    seen = await browser.get("/account/?a=1", follow=False)
    assert (seen.status, seen.headers["Location"]) == (308, "/account?a=1")
    assert (await browser.get("//evil.example/", follow=False)).status == 404


async def test_a_wrong_method_is_named_and_options_answer_quietly(browser: Browser) -> None:
    await browser.get("/")
    seen = await browser.post("/account")
    assert seen.status == 405
    assert "GET" in seen.headers["Allow"]
    quiet = await browser.ask("OPTIONS", "/account")
    assert quiet.status == 204
    assert "GET" in quiet.headers["Allow"]
    assert (await browser.ask("HEAD", "/")).status == 200


async def test_a_fault_gives_a_number_that_the_log_knows(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(actor: object) -> None:
        raise ZeroDivisionError("secret detail")

    await browser.sign_in(await make_user())
    monkeypatch.setattr(accounts, "card", broken)
    seen = await browser.get("/account")
    assert seen.status == 500
    reference = re.search(r'class="reference">([^<]+)<', seen.text)
    assert reference
    assert reference[1] in caplog.text
    assert "secret detail" not in seen.text


async def test_a_fault_in_drawing_pages_is_still_answered_with_the_number(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("web.pages.Pages.draw", broken)
    seen = await browser.get("/")
    assert seen.status == 500
    assert seen.text.split()[-1] in caplog.text
    assert seen.headers["Content-Security-Policy"]


async def test_what_is_away_comes_back_by_itself(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(actor: object) -> None:
        raise Unavailable("eve.down")

    await browser.sign_in(await make_user())
    monkeypatch.setattr(accounts, "card", away)
    seen = await browser.get("/account")
    assert seen.status == 503
    assert seen.headers["Retry-After"]
    assert 'http-equiv="refresh"' in seen.text


async def test_too_large_a_form_is_refused(browser: Browser) -> None:
    await browser.get("/")
    seen = await browser.ask("POST", "/settings/theme", data=b"theme=" + b"x" * 70_000)
    assert seen.status in (403, 413)  # without a form type the body is not even read
    seen = await browser.post("/settings/theme", theme="x" * 70_000)
    assert seen.status == 413


async def test_the_log_has_a_line_for_each_request_and_no_query(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await browser.get("/discord/link?t=a-very-secret-token")
    lines = [r.getMessage() for r in caplog.records if r.name == "concord.web"]
    assert any("'/discord/link'" in line for line in lines)
    assert "a-very-secret-token" not in caplog.text


# -- limits ---------------------------------------------------------------------------------------------


async def test_hammering_on_the_door_is_slowed_down(browser: Browser) -> None:
    await browser.get("/")
    answers = [await browser.get("/discord/link?t=x", follow=False) for _ in range(35)]
    assert answers[0].status == 404
    assert answers[-1].status == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert "ask you to wait" in answers[-1].text
    assert (await browser.get("/")).status == 200


async def _hammer(place: Place, count: int, forwarded: str) -> int:
    """How many of so many requests without cookies got through."""
    passed = 0
    for _ in range(count):
        seen = await place.browser().get("/discord/link?t=x", follow=False, **{"X-Forwarded-For": forwarded})
        passed += seen.status != 429
    return passed


async def test_the_limit_sees_through_a_trusted_proxy(
    serve: Serve, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.limits.BY_ADDRESS", Rate(burst=5, per_second=0.001))
    place = await serve(msgspec.structs.replace(config, web_trusted_proxies=["127.0.0.0/8"]))
    assert await _hammer(place, 8, "203.0.113.1") == 5
    assert await _hammer(place, 3, "203.0.113.2") == 3
    assert await _hammer(place, 3, "203.0.113.99, 203.0.113.1") == 0, (
        "what stands further left may be invented"
    )


async def test_nobody_escapes_the_limit_by_inventing_an_address(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.limits.BY_ADDRESS", Rate(burst=5, per_second=0.001))
    assert sum([await _hammer(place, 1, f"203.0.113.{n}") for n in range(8)]) == 5


def test_the_nearest_address_that_is_no_proxy_counts() -> None:
    trusted = (ip_network("10.0.0.0/8"), ip_network("::1/128"))
    assert watch.client_address("10.0.0.1", ["1.1.1.1, 2.2.2.2, 10.9.9.9"], trusted) == "2.2.2.2"
    assert watch.client_address("10.0.0.1", ["1.1.1.1", "2.2.2.2"], trusted) == "2.2.2.2"
    assert watch.client_address("10.0.0.1", ["2.2.2.2, nonsense"], trusted) == "10.0.0.1"
    assert watch.client_address("9.9.9.9", ["1.1.1.1"], trusted) == "9.9.9.9"
    assert watch.client_address("10.0.0.1", [], trusted) == "10.0.0.1"


def test_a_provider_customer_is_one_address_or_one_network() -> None:
    assert (
        network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::1")
    )
    assert network_of("::ffff:1.2.3.4") == network_of("1.2.3.4") == "1.2.3.4"


async def test_buckets_fill_up_again_and_stay_few(clock) -> None:
    limits = Limits(most=100)
    rate = Rate(burst=2, per_second=0.5)
    assert [limits.take("a", rate) for _ in range(3)] == [0, 0, 2.0]
    await clock.advance(2)
    assert limits.take("a", rate) == 0
    for n in range(500):
        limits.take(f"n{n}", rate)
    assert len(limits) == 100
