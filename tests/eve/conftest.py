"""A pretend EVE on a real socket, a scripted server for what it never does, and a clock that skips waits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from random import Random

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot import clock as bot_clock
from bot.eve.esi import EsiClient
from bot.eve.sso import EveSso
from bot.eve.transport import user_agent
from sandbox.eve import esi as sandbox_esi
from sandbox.eve import sso as sandbox_sso
from sandbox.eve.records import DOOMHEIM
from sandbox.eve.world import EveWorld
from tests.conftest import ManualClock

AGENT = user_agent("0.1.0", "operator@example.org", "https://example.org/concord")
REDIRECT = "http://127.0.0.1:8000/sso/callback"
SPECIFICATION = json.loads((Path(__file__).parent.parent / "specs" / "esi.json").read_text())
HOME, AWAY, ALLIANCE = 98_000_001, 98_000_002, 99_000_001


class SkippingClock(ManualClock):
    """Whoever waits goes on at once, and that much time has passed."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._seconds += max(0.0, seconds)
        await asyncio.sleep(0)

    def skip(self, seconds: float) -> None:
        """Let time pass."""
        self._seconds += seconds


@pytest.fixture
def clock() -> Iterator[SkippingClock]:
    skipping = SkippingClock()
    previous = bot_clock.use(skipping)
    yield skipping
    bot_clock.use(previous)


@pytest.fixture
def world(clock: SkippingClock) -> Iterator[EveWorld]:
    """Two corporations, one of them in an alliance, and pilots 90000001 to 90000010. At the end, nothing
    must have been done that ESI forbids, nor anything that its specification does not know."""
    eve = EveWorld(clock, Random(1))
    eve.log.load_spec(SPECIFICATION)
    eve.create_corporation("Doomheim", "DH", corporation_id=DOOMHEIM, npc=True)
    eve.create_corporation("Northern Traders", "NTRA", corporation_id=HOME)
    eve.create_corporation("Southern Miners", "SMIN", corporation_id=AWAY)
    for number in range(1, 11):
        eve.create_character(f"Pilot {number}", HOME, character_id=90_000_000 + number)
    eve.create_alliance("Northern Watch", "NWTCH", HOME, alliance_id=ALLIANCE)
    eve.grants.register_client("concord", "s3cret", [REDIRECT])
    yield eve
    assert eve.faults_found == []
    assert eve.spec_faults == []


def served(app: web.Application) -> TestServer:
    return TestServer(app, host="127.0.0.1")


@pytest.fixture
async def eve_url(world: EveWorld) -> AsyncIterator[str]:
    app = web.Application()
    sandbox_esi.add_routes(app, world)
    server = served(app)
    sandbox_sso.add_routes(app, world, lambda: str(server.make_url("/")).rstrip("/"))
    await server.start_server()
    yield str(server.make_url("/")).rstrip("/")
    await server.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as opened:
        yield opened


@pytest.fixture
def make_sso(session: aiohttp.ClientSession) -> Callable[..., EveSso]:
    def make(url: str, secret: str = "s3cret", session: aiohttp.ClientSession = session) -> EveSso:
        return EveSso(
            session,
            base_url=url,
            client_id="concord",
            client_secret=secret,
            redirect_uri=REDIRECT,
            user_agent=AGENT,
        )

    return make


@pytest.fixture
def make_esi(session: aiohttp.ClientSession) -> Callable[..., EsiClient]:
    def make(url: str, patience: float = 10.0) -> EsiClient:
        return EsiClient(session, base_url=url, user_agent=AGENT, patience=patience)

    return make


@pytest.fixture
def esi(make_esi: Callable[..., EsiClient], eve_url: str) -> EsiClient:
    return make_esi(eve_url)


@pytest.fixture
def sso(make_sso: Callable[..., EveSso], eve_url: str) -> EveSso:
    return make_sso(eve_url)


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]] | web.Response | tuple[int, object]


class Script:
    """A server that says what it is told to, in order; the last answer of a path is repeated."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[tuple[str, str, dict[str, str], str]] = []
        self._answers: dict[tuple[str, str], list[object]] = {}

    def on(self, method: str, path: str, *answers: object) -> None:
        """Answers are (status, JSON or text[, headers]) or a coroutine function of the request."""
        self._answers[method, path] = list(answers)

    def asked(self, path: str) -> int:
        return sum(1 for _, known, _, _ in self.requests if known == path)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append((request.method, request.path, dict(request.headers), await request.text()))
        answers = self._answers.get((request.method, request.path), [(404, {"error": "not scripted"})])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if not isinstance(answer, tuple):
            return await answer(request)  # type: ignore[operator]
        status, body, *more = answer
        headers = more[0] if more else {}
        if isinstance(body, str):
            return web.Response(status=status, text=body, headers=headers)
        return web.json_response(body, status=status, headers=headers)


@pytest.fixture
async def script(clock: SkippingClock) -> AsyncIterator[Script]:
    written = Script()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", written.handle)
    server = served(app)
    await server.start_server()
    written.url = str(server.make_url("/")).rstrip("/")
    yield written
    await server.close()


@pytest.fixture
def sign_in(sso: EveSso, session: aiohttp.ClientSession) -> Callable[..., Awaitable[str]]:
    """A browser that follows the address to EVE, chooses a character, and brings back the code."""

    async def go(character_id: int, verifier_hash: str, scopes: list[str]) -> str:
        address = URL(sso.authorize_url("a-state", scopes, verifier_hash))
        async with session.get(
            address.update_query(character_id=str(character_id)), allow_redirects=False
        ) as page:
            assert page.status == 302, await page.text()
            back = URL(page.headers["Location"])
        assert back.query["state"] == "a-state"
        return back.query["code"]

    return go
