"""The site on a loopback port against a real database; browsers that keep cookies like browsers do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from aiohttp.web import AppRunner, TCPSite
from yarl import URL

from bot.config import Config
from bot.rules import sessions
from bot.rules.outside import Outside, outside
from bot.vault import Vault
from models.users import User
from web.app import build
from web.keys import Check

CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer as the browser shows it."""

    status: int
    text: str
    headers: aiohttp.typedefs.CIMultiDictProxy[str]
    url: URL


class Browser:
    """A browser at the site: keeps cookies, sends forms with the token of the page it saw last."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.csrf = ""

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.close()

    async def get(self, path: str, *, follow: bool = True, **headers: str) -> Seen:
        """Open an address."""
        return await self.ask("GET", path, follow=follow, headers=headers)

    async def post(
        self, path: str, *, follow: bool = False, origin: str | None = None, **fields: object
    ) -> Seen:
        """Send a form of the page that was seen last."""
        data = {"csrf": self.csrf, **{k: str(v) for k, v in fields.items()}}
        headers = {"Origin": self.address if origin is None else origin}
        return await self.ask("POST", path, follow=follow, headers=headers, data=data)

    async def ask(
        self,
        method: str,
        path: str,
        *,
        follow: bool = False,
        headers: dict[str, str] | None = None,
        data: dict[str, str] | bytes | None = None,
    ) -> Seen:
        """Any request."""
        url = URL(self.address + path, encoded=True)
        async with self.http.request(
            method, url, allow_redirects=follow, headers=headers, data=data
        ) as answer:
            text = (await answer.read()).decode(errors="replace")
            if found := CSRF.search(text):
                self.csrf = found[1]
            return Seen(answer.status, text, answer.headers, answer.url)

    async def sign_in(self, user: User) -> Browser:
        """Hold a session of this account, as after a sign-in."""
        self.http.cookie_jar.update_cookies(
            {"concord_session": await sessions.open(user.id)}, URL(self.address)
        )
        await self.get("/account")
        return self


@dataclass(slots=True)
class Place:
    """A running site."""

    address: str
    config: Config
    browser: Callable[[], Browser]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """The site's configuration; pictures come from a closed port unless a test says otherwise."""
    return Config(
        web_url=f"http://127.0.0.1:{unused_port()}",
        data=str(tmp_path / "data"),
        site_name="Lantern Auth",
        eve_images_url="http://127.0.0.1:9",
        discord_cdn_url="http://127.0.0.1:9",
    )


@pytest.fixture
def checks() -> dict[str, Check]:
    """What /readyz looks at."""
    return {}


@pytest.fixture
def ports(vault: Vault, config: Config) -> Iterator[Outside]:
    """The ports that rules reach, as the application hands them over; emptied afterwards."""
    outside.vault, outside.web_url = vault, config.web_url
    yield outside
    fresh = Outside()
    for name in Outside.__slots__:
        setattr(outside, name, getattr(fresh, name))


Serve = Callable[[Config], Awaitable[Place]]


@pytest.fixture
async def serve(db: str, vault: Vault, ports: Outside, checks: dict[str, Check]) -> AsyncIterator[Serve]:
    """Start a site with a configuration of one's own."""
    runners: list[AppRunner] = []
    browsers: list[Browser] = []

    async def start(config: Config) -> Place:
        runner = AppRunner(build(config, vault, ready=checks, version="0.1"), access_log=None)
        await runner.setup()
        runners.append(runner)
        port = URL(config.web_url).port if config.web_url.startswith("http://") else unused_port()
        await TCPSite(runner, "127.0.0.1", port).start()

        def browser() -> Browser:
            browsers.append(Browser(f"http://127.0.0.1:{port}"))
            return browsers[-1]

        return Place(f"http://127.0.0.1:{port}", config, browser)

    yield start
    for browser in browsers:
        await browser.http.close()
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
async def place(serve: Serve, config: Config) -> Place:
    """The site."""
    return await serve(config)


@pytest.fixture
async def browser(place: Place) -> Browser:
    """A browser of a stranger."""
    return place.browser()
