"""A small New Eden on a real port, with the official specification watching, for tests of the pretend EVE."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.eve import esi, images, losses, sso
from sandbox.eve.world import EveWorld

SPEC = json.loads((Path(__file__).parents[1] / "specs" / "esi.json").read_text())
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HEADERS = {
    "User-Agent": "ConcordTests/1 (tests@example.org)",
    "X-Compatibility-Date": "2026-08-18",
}
REDIRECT = "http://127.0.0.1:8000/sso/callback"
CLIENT, SECRET = "client", "s3cret"

HOME, AWAY, LONELY, ALLIANCE = 98_000_001, 98_000_002, 98_000_003, 99_000_001
ANNA, ANNAS_ALT, BORIS = 2_112_000_001, 2_112_000_002, 2_112_000_003


def small_world() -> EveWorld:
    """Anna with an alt, and Boris, in one corporation of one alliance; time stands still."""
    eve = EveWorld(SandboxClock(NOON, speed=0), Random(7))
    for corporation, name in ((1_000_001, "Doomheim"), (HOME, "Home"), (AWAY, "Away"), (LONELY, "Lonely")):
        eve.create_corporation(
            name, name[:5].upper(), corporation_id=corporation, npc=corporation < 2_000_000
        )
    eve.create_alliance("Together", "TOGET", HOME, alliance_id=ALLIANCE)
    annas, boris = eve.create_account("Anna"), eve.create_account("Boris")
    eve.create_character("Anna Test", HOME, annas, character_id=ANNA)
    eve.create_character("Anna Second", HOME, annas, character_id=ANNAS_ALT)
    eve.create_character("Boris Test", HOME, boris, character_id=BORIS)
    eve.grants.register_client(CLIENT, SECRET, [REDIRECT])
    eve.log.load_spec(SPEC)
    return eve


def bearer(eve: EveWorld, character_id: int, *scopes: str) -> dict[str, str]:
    """The header of a fresh access token, as the sign-in server would have given it."""
    pilot = eve.character(character_id)
    token = eve.signer.access_token(CLIENT, pilot.id, pilot.name, eve.owner_hash(pilot.id), scopes)
    return {"Authorization": f"Bearer {token}"}


class Rig:
    """A served world and a client's session."""

    def __init__(self, eve: EveWorld, url: str, session: aiohttp.ClientSession) -> None:
        self.eve, self.url, self.session = eve, url, session

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, Any]:
        """Ask ESI as a well-behaved client."""
        async with self.session.get(self.url + path, headers=HEADERS | headers) as response:
            return response, await response.json() if response.status != 304 else None

    async def post(self, path: str, body: Any, **headers: str) -> tuple[aiohttp.ClientResponse, Any]:
        """Send ESI a list as a well-behaved client."""
        async with self.session.post(self.url + path, json=body, headers=HEADERS | headers) as response:
            return response, await response.json() if response.status != 304 else None

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Any method; the status and what came with it."""
        async with self.session.request(
            method, self.url + path, json=body, headers=HEADERS | headers
        ) as response:
            return response.status, None if response.status == 204 else await response.json()

    async def affiliation(self, character_id: int, **headers: str) -> tuple[aiohttp.ClientResponse, Any]:
        """Where one character is."""
        response, body = await self.post("/characters/affiliation", [character_id], **headers)
        return response, body[0] if response.status == 200 else body


@asynccontextmanager
async def served(eve: EveWorld) -> AsyncIterator[Rig]:
    """Serve a world on a free port."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    sso.add_routes(app, eve, lambda: f"http://127.0.0.1:{runner.addresses[0][1]}")
    esi.add_routes(app, eve)
    images.add_routes(app)
    losses.add_routes(app, eve)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield Rig(eve, f"http://127.0.0.1:{runner.addresses[0][1]}", session)
    await runner.cleanup()
