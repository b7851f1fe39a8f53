"""Every page of the site, asked for by everybody in turn: who gets what.

Nothing of this depends on the database, so it runs on SQLite, where it can be put back after each question.
"""

from __future__ import annotations

import re

import pytest
from aiohttp.test_utils import unused_port
from yarl import URL

from bot.config import Config
from bot.rules.admin.registry import LISTINGS
from bot.vault import Vault
from tests.access import scene as scenes
from tests.access.kinds import Gets, Who, differences
from tests.access.table import LISTS, PAGES
from tests.conftest import DB
from tests.web.conftest import Browser, Seen, Serve, checks, ports, serve  # noqa: F401 -- the test bed of the site
from web.app import build

FAULTS = (400, 405, 429, 500)
"""What the table has no word for: the question was wrong, or we are. 503 is an answer: EVE is not there in this test."""
PLACE = re.compile(r"\{(\w+)\}")


@pytest.fixture
def config(tmp_path) -> Config:
    """The site; pictures come from a closed port."""
    return Config(
        web_url=f"http://127.0.0.1:{unused_port()}",
        data=str(tmp_path / "data"),
        eve_images_url="http://127.0.0.1:9",
        discord_cdn_url="http://127.0.0.1:9",
        eve_client_id="1",
        discord_client_id="1",
    )


def served(config: Config, vault: Vault) -> dict[str, str]:
    """Every method and address of the site; HEAD is GET without its body."""
    found = {}
    for route in build(config, vault).router.routes():
        if route.method != "HEAD" and route.resource is not None:
            found[f"{route.method} {route.resource.canonical}"] = route.resource.canonical
    return found


def test_every_page_stands_in_the_table(config: Config, vault: Vault) -> None:
    there = served(config, vault)
    assert not set(there) - set(PAGES), "say in tests/access/table.py what each gets of these pages"
    assert not set(PAGES) - set(there), "these pages of the table are gone"
    for key, row in PAGES.items():
        assert set(PLACE.findall(there[key])) <= set(row.at), f"{key}: `at` fills its places"


def test_every_list_of_the_admin_site_stands_in_the_table() -> None:
    assert set(LISTINGS) == set(LISTS), "say in tests/access/table.py whom each list of the admin site is for"


@pytest.mark.skipif(DB != "sqlite", reason="no part of it depends on the database")
@pytest.mark.timeout(600)
async def test_each_gets_of_every_page_what_the_table_says(
    db: str,
    serve: Serve,  # noqa: F811
    config: Config,
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene = await scenes.furnish()
    place = await serve(config)
    browsers = {who: place.browser() for who in Who}
    await browsers[Who.ANONYMOUS].get("/")
    for who, user in scene.people.items():
        await browsers[who].sign_in(user)
    await scenes.deactivate(scene)
    scene.things["style"] = re.search(r"/static/(style[^\"]+)", (await browsers[Who.MEMBER].get("/")).text)[1]
    await browsers[Who.INACTIVE].get("/")
    tokens = {who: browser.csrf for who, browser in browsers.items()}
    snapshot = scenes.Snapshot(db)
    found: dict[str, dict[Who, Gets]] = {}
    wrong: list[str] = []
    table = PAGES | {f"GET /admin/{name}": row for name, row in LISTS.items()}
    for key, row in table.items():
        method, address = key.split(" ", 1)
        path = PLACE.sub(lambda m, r=row: str(scene.fill(r.at[m[1]])), address)
        fields = {name: scene.fill(value) for name, value in row.sends.items()}
        for who in Who:
            jar, browsers[who].csrf = _cookies(browsers[who]), tokens[who]
            seen = await _ask(browsers[who], method, path, fields)
            if seen.status in FAULTS or "out of date" in seen.text:
                wrong.append(f"{key} for {who}: {seen.status} {_why(caplog)}")
            found.setdefault(key, {})[who] = _gets(who, seen)
            if method == "POST":
                snapshot.restore()
                _put_back(browsers[who], jar)
    snapshot.close()
    wrong += differences(table, found)
    assert not wrong, "\n" + "\n".join(wrong)


async def _ask(browser: Browser, method: str, path: str, fields: dict[str, object]) -> Seen:
    if method == "GET":
        query = "&".join(f"{k}={v}" for k, v in fields.items())
        return await browser.get(f"{path}?{query}" if query else path, follow=False)
    return await browser.post(path, **fields)


def _gets(who: Who, seen: Seen) -> Gets:
    where = seen.headers.get("Location", "")
    nobody = who in (Who.ANONYMOUS, Who.INACTIVE)
    if seen.status == 303 and nobody and (where == "/" or where.startswith("/?return=")):
        return Gets.SIGN_IN
    return {403: Gets.REFUSED, 404: Gets.NOTHING}.get(seen.status, Gets.IN)


def _why(caplog: pytest.LogCaptureFixture) -> str:
    return "; ".join(r.getMessage()[:200] for r in caplog.records[-2:])


def _cookies(browser: Browser) -> dict[str, str]:
    return {c.key: c.value for c in browser.http.cookie_jar}


def _put_back(browser: Browser, cookies: dict[str, str]) -> None:
    browser.http.cookie_jar.clear()
    browser.http.cookie_jar.update_cookies(cookies, URL(browser.address))
