"""What journeys are told with: the whole application beside the sandbox, browsers, and patience."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import unused_port
from yarl import URL

from bot import clock, demo
from bot.app import App
from bot.config import Config
from bot.rules.access import SYSTEM
from bot.rules import posts, states
from models.services import Instance
from models.states import EntityKind, State
from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import World

Predicate = Callable[[], bool | Awaitable[bool]]


async def until(what: str, true: Predicate, timeout: float = 10.0) -> float:
    """Wait until something is true; returns the seconds it took. Fails with `what` after `timeout`."""
    began = time.monotonic()
    while True:
        answer = true()
        if await answer if isinstance(answer, Awaitable) else answer:
            return time.monotonic() - began
        if time.monotonic() - began > timeout:
            raise AssertionError(f"not within {timeout} s: {what}")
        await asyncio.sleep(0.02)


@dataclass
class Page:
    """A page as a browser got it."""

    status: int
    url: URL
    text: str
    headers: Any

    def hidden(self, name: str) -> str:
        """The value of a hidden field."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.text) or re.search(
            rf'value="([^"]*)"[^>]*name="{name}"', self.text
        )
        assert found, f"no field {name} in {self.url}"
        return found.group(1)


class Browser:
    """One person's browser: cookies, redirects, and EVE's and Discord's pages answered as told."""

    def __init__(self, site: str, box: Sandbox) -> None:
        self.site, self.box = URL(site), box
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.as_character: int | None = None
        self.as_discord: int | None = None

    async def get(self, where: str | URL, **query: str) -> Page:
        """Open an address, following redirects; sign-in pages are answered with who this browser is."""
        url = URL(str(where)) if str(where).startswith("http") else self.site.join(URL(str(where)))
        return await self._follow("GET", url.update_query(query))

    async def post(self, where: str, page: Page | None = None, **form: str) -> Page:
        """Send a form of the page that was open."""
        if page is not None:
            form = {"csrf": page.hidden("csrf"), **form}
        headers = {"Origin": str(self.site.origin()), "Sec-Fetch-Site": "same-origin"}
        return await self._follow("POST", self.site.join(URL(where)), data=form, headers=headers)

    async def _follow(self, method: str, url: URL, **how: Any) -> Page:
        for _ in range(12):
            if url.origin() == URL(self.box.url).origin():
                url = self._decide(url)
            async with self.session.request(method, url, allow_redirects=False, **how) as answer:
                text = await answer.text()
                if answer.status not in (301, 302, 303, 307, 308):
                    return Page(answer.status, url, text, answer.headers)
                if answer.status in (301, 302, 303):
                    method, how = "GET", {}
                url = url.join(URL(answer.headers["Location"]))
        raise AssertionError(f"too many redirects, last to {url}")

    def _decide(self, url: URL) -> URL:
        if url.path.startswith("/v2/oauth") and self.as_character is not None:
            return url.update_query(character_id=self.as_character)
        if url.path.startswith("/oauth2") and self.as_discord is not None:
            return url.update_query(user_id=self.as_discord)
        return url

    async def close(self) -> None:
        await self.session.close()


@dataclass
class House:
    """The application and the world around it, for one journey."""

    box: Sandbox
    app: App
    config: Config
    site: str
    browsers: list[Browser] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.box.world

    @property
    def discord(self) -> Any:
        return self.world.discord

    @property
    def people(self) -> Any:
        return self.world.discord.people

    def browser(self, *, character: int | None = None, discord: int | str | None = None) -> Browser:
        """A fresh browser of somebody who is these on the pretend sign-in pages."""
        made = Browser(self.site, self.box)
        made.as_character = character
        made.as_discord = int(discord) if discord else None
        self.browsers.append(made)
        return made

    def roles(self, discord_id: str) -> set[str]:
        """Names of the roles that a member wears now."""
        guild = self.discord.guilds[cast.GUILD]
        member = guild.members.get(discord_id)
        return {guild.roles[r]["name"] for r in member["roles"]} if member else set()

    def nick(self, discord_id: str) -> str | None:
        """The nickname that a member wears now."""
        return self.discord.guilds[cast.GUILD].members[discord_id]["nick"]

    async def take_in(self, state: str, kind: EntityKind, entity: int) -> None:
        """Put an organisation into a state, as the operator would."""
        row = await State.get(name=state)
        await states.change_members(SYSTEM, row.id, add=[(kind, entity)])

    async def link_offer(self, discord_id: str) -> str:
        """Press the standing Link button as somebody; the address on the private answer."""
        await until("the welcome post", lambda: bool(self.people.channel_messages(cast.WELCOME)))
        message = self.people.channel_messages(cast.WELCOME)[0]
        answer = await self.people.press(discord_id, message["id"], find_button(message, "link"))
        reply = await answer.done(5)
        found = re.search(rf"{re.escape(self.site)}/discord/link\?t=[\w.-]+", str(reply))
        assert found, reply
        return found.group(0)

    async def join_by_link(self, discord_id: str, character_id: int) -> tuple[Browser, Page]:
        """The whole way in from Discord, to the page after the confirmation."""
        browser = self.browser(character=character_id, discord=discord_id)
        await browser.get(await self.link_offer(discord_id))
        page = await browser.get(f"/sso/login?link={await self.newest_link(discord_id)}")
        assert page.status == 200, page.text
        return browser, await self.confirm(browser, page)

    async def newest_link(self, discord_id: str) -> int:
        from models.links import LinkOffer

        return (await LinkOffer.filter(discord_id=int(discord_id)).order_by("-id").first()).id  # type: ignore[union-attr]

    async def confirm(self, browser: Browser, page: Page) -> Page:
        """Press *Yes, that is me*."""
        return await browser.post("/link/confirm", page, id=page.hidden("id"))

    async def sign_in(self, character_id: int) -> Browser:
        """A browser signed in on the site with a character."""
        browser = self.browser(character=character_id)
        page = await browser.get("/sso/login")
        assert page.status == 200, page.text
        return browser


def find_button(message: dict[str, Any], word: str) -> str:
    """The custom id of a button that contains a word."""
    found = re.findall(r"'custom_id': '([^']*)'", str(message.get("components")))
    return next(c for c in found if word in c)


@asynccontextmanager
async def house(folder: Path, database_url: str, **world: Any) -> AsyncIterator[House]:
    """Everything up: sandbox, application, gateway connected, states and channels set."""
    port = unused_port()
    made = World(site_url=f"http://127.0.0.1:{port}", **world)
    made.seed_alliance()
    box = Sandbox(made)
    await box.start()
    previous = clock.use(made.clock)
    try:
        config = settings(box, port, folder, database_url)
        async with App(config, demo=True) as app:
            await asyncio.wait_for(app.discord.wait_until_ready(), 20)
            found = House(box, app, config, config.web_url)
            await Instance.filter(kind="discord").update(sync_names=True, name_format="[{corp_ticker}] {character_name}")
            await found.take_in("Member", EntityKind.ALLIANCE, cast.NORTHERN_WATCH)
            await found.take_in("Blue", EntityKind.ALLIANCE, cast.LANTERN_COMPACT)
            for kind, channel in (("welcome", cast.WELCOME), ("staff", cast.STAFF_CHANNEL)):
                await posts.choose_channel(SYSTEM, int(cast.GUILD), kind, int(channel))
            try:
                yield found
            finally:
                for browser in found.browsers:
                    await browser.close()
    finally:
        clock.use(previous)
        await box.stop()


def settings(box: Sandbox, port: int, folder: Path, database_url: str) -> Config:
    """The demo's configuration on a database of the test's."""
    import msgspec

    return msgspec.structs.replace(demo.settings(box, port, folder), database_url=database_url)
