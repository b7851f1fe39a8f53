"""What journeys are told with: the whole application beside the sandbox, browsers, and patience."""

from __future__ import annotations

import asyncio
import html
import json
import re
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
from bot.rules import affiliations, posts, queue, states
from bot.rules.access import STAFF, SYSTEM
from bot.rules.places import WHOEVER
from models.characters import Character, Ownership
from models.discord import DiscordUser, GuildChannel
from models.grants import UserGrant
from models.notices import Notice
from models.services import Account, Instance
from models.states import EntityKind, State
from models.users import Subject, User
from sandbox import cast
from sandbox.discord.interaction import Interaction
from sandbox.server import Sandbox
from sandbox.world import World
from tests.patience import PATIENCE, Watch

SPECS = Path(__file__).parents[1] / "specs"
Predicate = Callable[[], bool | Awaitable[bool]]


async def until(what: str, true: Predicate, timeout: float = PATIENCE) -> float:
    """Wait until something is true; returns the seconds it took. Fails with `what` after `timeout`.

    Both are seconds of our own: what a loaded machine did meanwhile does not count.
    """
    watch = Watch()
    while True:
        answer = true()
        if await answer if isinstance(answer, Awaitable) else answer:
            return watch.seconds()
        if watch.seconds() > timeout:
            raise AssertionError(f"not within {timeout} s: {what}")
        await asyncio.sleep(0.02)


@dataclass
class Page:
    """A page as a browser got it."""

    status: int
    url: URL
    text: str
    headers: Any

    def link(self, part: str) -> str:
        """The address of the first link that contains this."""
        found = next((h for h in re.findall(r'href="([^"]*)"', self.text) if part in h), None)
        assert found, f"no link with {part} in {self.url}"
        return html.unescape(found)

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
class Joined:
    """What joining by the button left behind. `watch` runs since the press of the confirmation."""

    browser: Browser
    question: Page
    done: Page
    pressed: Interaction
    watch: Watch


@dataclass
class House:
    """The application and the world around it, for one journey."""

    box: Sandbox
    config: Config
    site: str
    browsers: list[Browser] = field(default_factory=list)
    running: App | None = None

    async def up(self) -> None:
        """Start the application, and wait until it knows all members."""
        self.world.clock.advance(
            30
        )  # Discord tells a guild's members once in half a minute; see test_trouble
        self.running = await App(self.config, demo=True).__aenter__()
        await asyncio.wait_for(self.running.discord.wait_until_ready(), 60)
        await until(
            "the channels are known", lambda: GuildChannel.filter(id=int(cast.STAFF_CHANNEL)).exists()
        )

    async def down(self) -> None:
        """Stop the application in good order, as SIGTERM does."""
        app, self.running = self.running, None
        if app is not None:
            await app.__aexit__(None, None, None)

    async def restart(self) -> None:
        """Stop it and start it again on the same data."""
        await self.down()
        await self.up()

    @property
    def app(self) -> App:
        assert self.running is not None
        return self.running

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

    def role_id(self, name: str) -> str:
        """The id of the role of this name."""
        return next(r["id"] for r in self.discord.guilds[cast.GUILD].roles.values() if r["name"] == name)

    def inbox(self, discord_id: str) -> list[dict[str, Any]]:
        """The direct messages that somebody got."""
        channel = self.discord.dms.get(discord_id)
        return [self.discord.messages[m] for m in self.discord.history.get(channel, ())] if channel else []

    async def idle(self) -> bool:
        """Whether nothing waits that is due."""
        depth = await queue.depth()
        return depth.running == 0 and depth.oldest is None

    async def told(self, user_id: int) -> bool:
        """Whether somebody has a notice."""
        return await Notice.filter(user_id=user_id).exists()

    async def account_status(self, discord_id: str, status: str) -> bool:
        """Whether the account of a Discord user has come to this."""
        return await Account.filter(uid=discord_id, status=status).exists()

    async def count_state(self, name: str, people: int) -> bool:
        """Whether so many are in a state."""
        return await User.filter(state__name=name).count() == people

    async def staff_posts(self) -> bool:
        """Whether something stands in the staff channel."""
        return bool(await self.people.channel_messages(cast.STAFF_CHANNEL))

    async def staff_member(self) -> str:
        """Jonas, linked, who may decide; his Discord id."""
        await self.join_by_link(cast.JONAS.discord_id, cast.JONAS.characters[0][0])
        user = await User.get(main_id=cast.JONAS.characters[0][0])
        await UserGrant.get_or_create(user=user, permission=STAFF.codename)
        return cast.JONAS.discord_id

    async def newcomers(self, number: int) -> list[tuple[str, int]]:
        """So many new people in the guild with a character in our alliance, not linked: (Discord id, character)."""
        made = []
        for i in range(number):
            first, last = i % len(cast.FIRST), -(i + i // len(cast.FIRST)) % len(cast.LAST)
            name = f"{cast.FIRST[first]} van {cast.LAST[last]}"
            discord_id = self.discord.create_user(f"newcomer{i}", global_name=name)
            account = self.world.eve.create_account(name)
            character = self.world.eve.create_character(name, cast.PROVI_TRADERS, account)
            await self.people.join(discord_id, cast.GUILD)
            made.append((discord_id, character))
        return made

    async def members_at_once(self, number: int) -> list[tuple[str, int]]:
        """So many linked members, as if they had come in over the years: written down, not clicked through."""
        people = await self.newcomers(number)
        now = clock.now()
        rank = await State.get(name="Member")
        for discord_id, character_id in people:
            facts = self.world.eve.character(character_id)
            await Character.create(
                id=character_id,
                name=facts.name,
                corporation_id=cast.PROVI_TRADERS,
                alliance_id=cast.NORTHERN_WATCH,
                affiliation_due_at=now,
            )
            user = await User.create(main_id=character_id, state=rank, state_since=now, created_at=now)
            await Subject.create(user=user, name=facts.name)
            await Ownership.create(
                character_id=character_id, user=user, owner_hash=f"h{character_id}", since=now
            )
            await DiscordUser.create(id=int(discord_id), user=user, username=f"u{discord_id}", linked_at=now)
        return people

    async def pass_affiliations(self) -> None:
        """Let ESI's cache run out and the affiliation pass see what is new; the pass itself is the application's."""
        self.world.clock.advance(61)
        await affiliations.refresh([int(i) for i in await Character.all().values_list("id", flat=True)])

    async def welcome_post(self) -> dict[str, Any]:
        """The standing post in #welcome."""
        found: list[dict[str, Any]] = []

        async def there() -> bool:
            found[:] = await self.people.channel_messages(cast.WELCOME)
            return bool(found)

        await until("the welcome post", there)
        return found[0]

    def nick(self, discord_id: str) -> str | None:
        """The nickname that a member wears now."""
        return self.discord.guilds[cast.GUILD].members[discord_id]["nick"]

    async def take_in(self, state: str, kind: EntityKind, entity: int) -> None:
        """Put an organisation into a state, as the operator would."""
        await take_in(state, kind, entity)

    async def link_offer(self, discord_id: str) -> tuple[str, Interaction]:
        """Press the standing Link button as somebody; the address on the private answer, and that answer."""
        message = await self.welcome_post()
        pressed = await self.people.press(discord_id, message["id"], find_button(message, "link:start"))
        reply = await pressed.done(15)
        assert reply["ephemeral"], "a link of one's own is nobody else's business"
        found = re.search(rf"{re.escape(self.site)}/discord/link\?t=[\w.-]+", str(reply))
        assert found, reply
        return found.group(0), pressed

    async def join_by_link(self, discord_id: str, character_id: int) -> Joined:
        """The whole way in from Discord, to the page after the confirmation."""
        browser = self.browser(character=character_id, discord=discord_id)
        address, pressed = await self.link_offer(discord_id)
        opened = await browser.get(address)
        assert opened.status == 200, opened.text
        question = await browser.get(opened.link("/sso/login"))
        assert question.status == 200, question.text
        if "/discord/link?link=" in question.text:  # an account with rights: Discord must agree as well
            question = await browser.get(question.link("/discord/link?link="))
        watch = Watch()
        done = await self.confirm(browser, question)
        return Joined(browser, question, done, pressed, watch)

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


def say(figure: str, value: object) -> None:
    """Print a journey's figure, so that a run of the suite shows it."""
    print(f"\n  {figure}: {value}")


@asynccontextmanager
async def house(folder: Path, database_url: str, **world: Any) -> AsyncIterator[House]:
    """Everything up: sandbox, application, gateway connected, states and channels set."""
    port = unused_port()
    made = watched_world(port, **world)
    box = Sandbox(made)
    await box.start()
    previous = clock.use(made.clock)
    try:
        config = settings(box, port, folder, database_url)
        found = House(box, config, config.web_url)
        await found.up()
        try:
            await furnish()
            yield found
        finally:
            for browser in found.browsers:
                await browser.close()
            await found.down()
    finally:
        clock.use(previous)
        await box.stop()
    kept_to_the_rules(made)


def watched_world(port: int, **how: Any) -> World:
    """The pretend alliance for a site on this port, with the official specifications watching."""
    made = World(site_url=f"http://127.0.0.1:{port}", **how)
    made.seed_alliance()
    made.discord.load_spec(SPECS / "discord.json")
    made.eve.log.load_spec(json.loads((SPECS / "esi.json").read_text()))
    return made


async def furnish() -> None:
    """States, names and channels, as the operator would set them."""
    await Instance.filter(kind="discord").update(
        sync_names=True, name_format="[{corp_ticker}] {character_name}"
    )
    await take_in("Member", EntityKind.ALLIANCE, cast.NORTHERN_WATCH)
    await take_in("Blue", EntityKind.ALLIANCE, cast.LANTERN_COMPACT)
    for kind, channel in (("welcome", cast.WELCOME), ("staff", cast.STAFF_CHANNEL)):
        await until(
            f"the channel {kind}", lambda channel=channel: GuildChannel.filter(id=int(channel)).exists()
        )  # type: ignore[misc]
        await posts.choose(SYSTEM, int(cast.GUILD), kind, int(channel), vouch=WHOEVER)


async def take_in(state: str, kind: EntityKind, entity: int) -> None:
    """Put an organisation into a state."""
    row = await State.get(name=state)
    await states.change_members(SYSTEM, row.id, add=[(kind, entity)])


def kept_to_the_rules(world: World, *, but: str = "nothing") -> None:
    """What the application asked for, and what it was answered, must be as the official specifications say."""
    noted = [f for f in world.eve.log.faults_found if but not in f]
    found = [*world.discord.spec_faults, *world.eve.log.spec_faults, *noted]
    assert not found, "\n".join(dict.fromkeys(found))


def settings(box: Sandbox, port: int, folder: Path, database_url: str) -> Config:
    """The demo's configuration on a database of the test's."""
    import msgspec

    return msgspec.structs.replace(demo.settings(box, port, folder), database_url=database_url)
