"""`concord demo`: the application beside a sandbox, on this machine only, with data of its own."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

from bot import clock
from bot.app import App
from bot.config import Config
from bot.rules import demo_data
from sandbox.server import Sandbox
from sandbox.world import World

FOLDER = Path("var/demo")
CACHE_SECONDS = 15.0
"""How long the pretend ESI caches affiliations in the demo; the real one an hour. The page says so."""


def settings(box: Sandbox, port: int, folder: Path) -> Config:
    """The application's configuration, pointing at the sandbox as it would at the real services."""
    world = box.world
    site = f"http://127.0.0.1:{port}"
    return Config(
        database_url=f"sqlite://{folder / 'concord.sqlite3'}",
        secret_key=[_secret(folder)],
        site_name="Northern Watch",
        contact="demo@example.org",
        web_listen=f"127.0.0.1:{port}",
        web_url=site,
        discord_token=world.discord.token,
        discord_guild_id=int(world.guild_id),
        discord_client_id=world.discord.client_id,
        discord_client_secret=world.discord.client_secret,
        discord_api_url=f"{box.url}/api/v10",
        discord_gateway_url=f"{box.url.replace('http', 'ws', 1)}/gateway",
        discord_authorize_url=f"{box.url}/oauth2/authorize",
        discord_cdn_url=f"{box.url}/cdn",
        eve_client_id=world.eve.client_id,
        eve_client_secret=world.eve.client_secret,
        eve_sso_url=box.url,
        eve_esi_url=box.url,
        eve_images_url=f"{box.url}/images",
        data=str(folder),
    )


def _secret(folder: Path) -> str:
    """A key of the demo's own, kept beside its data."""
    path = folder / "secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


async def serve(port: int, stop: asyncio.Event, folder: Path = FOLDER) -> None:
    """Run both until `stop`; prints where to look and what to try."""
    world = World(seed=1)
    box = Sandbox(world, port=port + 1)
    await box.start()
    previous = clock.use(world.clock)
    try:
        world.for_demo(f"http://127.0.0.1:{port}", cache_seconds=CACHE_SECONDS)
        async with App(settings(box, port, folder), demo=True) as app:
            await demo_data.seed(world.demo_facts())
            print(welcome(box, port), flush=True)  # noqa: T201
            await app.until(stop)
    finally:
        clock.use(previous)
        await box.stop()


def welcome(box: Sandbox, port: int) -> str:
    """What a newcomer reads first."""
    return f"""
  Concord is up, with a pretend Discord and a pretend EVE. Nothing leaves this machine.

    The pretend Discord   {box.console_url}
    The site              http://127.0.0.1:{port}/

  What to try first
    1. Open the pretend Discord. You are {box.world.hero_name}, new here. In #welcome press "Link my character".
    2. Sign in with EVE (choose a character), confirm: see the roles appear beside your name.
    3. Open the EVE drawer and move that character to another corporation: the roles go again.
    4. Type /me, or become another person and try /whois.

  Ctrl-C stops everything. The data stays in {FOLDER}; `make clean` forgets it.
"""
