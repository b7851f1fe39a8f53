"""`concord check`: opens everything once and says what answered, one line each."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from tortoise.exceptions import BaseORMException

from bot import __version__, clock, database, migrate
from bot.config import Config
from bot.eve.base import CodeRefused, EveDown, EveMisconfigured, TokenDead
from bot.eve.esi import EsiClient
from bot.eve.sso import EveSso
from bot.eve.transport import COMPATIBILITY_DATE
from bot.rules import identity, installation, keyring  # noqa: F401 -- identity declares all that is sealed
from bot.services import smtp
from bot.services.base import ServiceDown, ServiceRefused
from bot.services.smtp import Smtp
from bot.vault import Vault

MEMBERS_INTENT = (1 << 14) | (1 << 15)
"""Flags of a Discord application that may use the members intent (large bots, small bots)."""
NEEDED = {
    "Manage Roles": 1 << 28,
    "Manage Nicknames": 1 << 27,
    "Create Invite": 1 << 0,
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
}
ADMINISTRATOR = 1 << 3
HELLO = 10
LEAST_FREE = 200
"""MiB on the disk of the data folder."""
MOST_OFF = 20.0
"""Seconds that our clock may differ from EVE's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    says: str


class Bad(Exception):
    """It answered, and it is not right; the text says what to do."""


async def run_all(config: Config) -> list[Finding]:
    """Look at everything; never raises."""
    agent = f"Concord/{__version__} ({config.contact})"
    findings = []
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15), headers={"User-Agent": agent})
        )
        findings.append(await _look("data folder", lambda: asyncio.to_thread(_data, config)))
        findings.append(await _look("site", lambda: _site(session, config)))
        findings.append(await _look("database", lambda: _database(stack, config)))
        findings.append(await _look("secret key", lambda: _key(config)))
        findings.append(await _look("EVE sign-in", lambda: _sso(session, config, agent)))
        findings.append(await _look("ESI", lambda: _esi(session, config, agent)))
        findings.append(await _look("clock", lambda: _clock(session, config)))
        findings.append(await _look("EVE images", lambda: _images(session, config)))
        findings.append(await _look("mail server", lambda: _mail(config)))
        discord = _Discord(session, config)
        for what, act in (
            ("Discord token", discord.token),
            ("Discord intents", discord.intents),
            ("Discord gateway", discord.gateway),
            ("Discord sign-in", discord.sign_in),
        ):
            findings.append(await _look(what, act))
        async for finding in _guilds(discord):
            findings.append(finding)
        async for finding in _channels(discord):
            findings.append(finding)
    return findings


async def _look(what: str, act: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(what, True, await act())
    except (Bad, database.Unusable, EveDown, EveMisconfigured, ServiceDown, ServiceRefused) as e:
        return Finding(what, False, getattr(e, "reason", "") or str(e))
    except (aiohttp.ClientError, TimeoutError, OSError) as e:
        return Finding(what, False, f"does not answer ({type(e).__name__})")
    except BaseORMException:
        return Finding(what, False, "cannot be tried before the database is in order")


async def _database(stack: AsyncExitStack, config: Config) -> str:
    missing = await migrate.pending(config.database_url)
    await database.connect(config.database_url)
    stack.push_async_callback(database.disconnect)
    if missing:
        raise Bad(f"{len(missing)} migrations are to be done: `concord migrate`")
    return f"{database.dialect().replace('mysql', 'MariaDB').replace('sqlite', 'SQLite')}, tables up to date"


async def _mail(config: Config) -> str:
    if not config.smtp_url:
        return "none: no letters are sent (smtp_url, smtp_from)"
    try:
        return await Smtp(smtp.settings(config.smtp_url, config.smtp_from)).check()
    except ServiceRefused as e:
        what = {
            "sign_in": "refuses the user and password of smtp_url",
            "no_starttls": "offers no encryption (STARTTLS); use smtps:// or another server",
            "certificate": "shows a certificate that this machine does not trust",
        }
        raise Bad(what.get(e.code, str(e))) from e


async def _key(config: Config) -> str:
    vault = Vault(config.secret_key)
    await installation.check(vault, demo=False, write=False)
    found = await keyring.inspect(vault)
    if found.locked:
        where = ", ".join(f"{n} in {column}" for column, n in sorted(found.locked.items()))
        raise Bad(f"opens this database, but not everything in it: {where}. Is an older key missing?")
    old = f", {found.resealed} under an older key: `concord secrets rotate`" if found.resealed else ""
    return f"opens this database and all {found.fine + found.resealed} sealed values in it{old}"


def _data(config: Config) -> str:
    config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=config.folder) as file:
        file.write(b"concord")
    free = shutil.disk_usage(config.folder).free // 2**20
    if free < LEAST_FREE:
        raise Bad(f"only {free} MiB are free on the disk of {config.folder}")
    return f"can be written, {free} MiB free"


async def _site(session: aiohttp.ClientSession, config: Config) -> str:
    """Either we run and answer, or the place where we shall listen is free."""
    host, port = config.listen
    try:
        async with session.get(
            f"http://{host}:{port}/healthz", timeout=aiohttp.ClientTimeout(total=5)
        ) as answer:
            if answer.status == 200 and await answer.text() == "ok\n":
                return f"runs at {host}:{port}"
            raise Bad(f"another program answers at {host}:{port}: choose another web_listen")
    except aiohttp.ClientConnectorError:
        server = await asyncio.start_server(lambda *_: None, host, port)
        server.close()
        await server.wait_closed()
        return f"{host}:{port} is free for it"


async def _clock(session: aiohttp.ClientSession, config: Config) -> str:
    """By ESI's Date header: what EVE signs is refused by a clock that is wrong."""
    headers = {"X-Compatibility-Date": COMPATIBILITY_DATE}
    async with session.get(config.eve_esi_url.rstrip("/") + "/status", headers=headers) as answer:
        theirs = parsedate_to_datetime(answer.headers["Date"])
    off = (clock.now() - theirs).total_seconds()
    if abs(off) > MOST_OFF:
        raise Bad(f"this machine's clock is {off:+.0f} s off: switch time synchronisation on")
    return "is right"


async def _images(session: aiohttp.ClientSession, config: Config) -> str:
    async with session.get(config.eve_images_url.rstrip("/") + "/characters/1/portrait?size=32") as answer:
        if answer.status >= 500:
            raise Bad(f"the image server answers {answer.status}")
    return "answer"


async def _sso(session: aiohttp.ClientSession, config: Config, agent: str) -> str:
    """A refresh of nonsense: a right client is told that the token is nonsense, a wrong one that it is wrong."""
    sso = EveSso(
        session,
        base_url=config.eve_sso_url,
        client_id=config.eve_client_id,
        client_secret=config.eve_client_secret,
        redirect_uri=f"{config.web_url.rstrip('/')}/sso/callback",
        user_agent=agent,
    )
    try:
        await sso.refresh("concord-check")
    except (TokenDead, CodeRefused):
        return "knows our client"
    raise Bad("accepted nonsense: is eve_sso_url right?")


async def _esi(session: aiohttp.ClientSession, config: Config, agent: str) -> str:
    status = await EsiClient(session, base_url=config.eve_esi_url, user_agent=agent).status()
    return f"up, {status.players} pilots online"


class _Discord:
    """Questions to Discord's API with the bot's token, each asked once."""

    def __init__(self, session: aiohttp.ClientSession, config: Config) -> None:
        self.session, self.config = session, config
        self.user_id = ""

    async def get(self, path: str, *, lost: str = "the bot is not in this server: invite it") -> Any:
        headers = {"Authorization": f"Bot {self.config.discord_token}"}
        async with self.session.get(
            self.config.discord_api_url.rstrip("/") + path, headers=headers
        ) as answer:
            if answer.status == 401:
                raise Bad("Discord does not know this token: copy it anew from the developer portal")
            if answer.status in (403, 404):
                raise Bad(lost)
            if answer.status >= 400:
                raise Bad(f"Discord answers {answer.status}")
            return await answer.json(content_type=None)

    async def token(self) -> str:
        me = await self.get("/users/@me")
        self.user_id = me["id"]
        return f"signed in as {me['username']}"

    async def intents(self) -> str:
        flags = (await self.get("/applications/@me")).get("flags", 0)
        if not flags & MEMBERS_INTENT:
            raise Bad("switch the Server Members Intent on in the developer portal, under Bot")
        return "members intent is on"

    async def gateway(self) -> str:
        """How often we may still identify today, and whether the gateway greets us."""
        left = (await self.get("/gateway/bot"))["session_start_limit"]["remaining"]
        if left < 1:
            raise Bad("too many starts today: Discord lets the bot in again tomorrow")
        async with self.session.ws_connect(f"{self.config.discord_gateway_url}?v=10&encoding=json") as ws:
            hello = await ws.receive_json(timeout=10)
        if hello.get("op") != HELLO:
            raise Bad("does not greet: is discord_gateway_url right?")
        return f"greets, {left} starts left today"

    async def sign_in(self) -> str:
        """The OAuth client: credentials of ours for a token of our own."""
        url = self.config.discord_api_url.rstrip("/") + "/oauth2/token"
        form = {
            "grant_type": "authorization_code",
            "code": "concord-check",
            "redirect_uri": "http://localhost",
        }
        auth = aiohttp.encode_basic_auth(self.config.discord_client_id, self.config.discord_client_secret)
        async with self.session.post(url, data=form, headers={"Authorization": auth}) as answer:
            told = await answer.json(content_type=None)
            if told.get("error") == "invalid_client" or answer.status == 401:
                raise Bad("client id or secret is wrong: see OAuth2 in the developer portal")
            return "knows our client"


async def _guilds(discord: _Discord) -> AsyncIterator[Finding]:
    """Every server of ours: is the bot there, with its rights, and is its role high enough?"""
    known = {int(r["id"]) for r in await _rows("SELECT id FROM guilds")}
    if discord.config.discord_guild_id:
        known.add(discord.config.discord_guild_id)
    for guild_id in sorted(known):
        yield await _look(f"server {guild_id}", lambda g=guild_id: _guild(discord, g))  # type: ignore[misc]
    if not known:
        yield Finding("server", False, "none yet: set discord_guild_id for the first start")


async def _rows(sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Rows, or none while there are no tables; that there are none is a finding of its own."""
    try:
        return await database.rows(sql, params)
    except BaseORMException:
        return []


async def _channels(discord: _Discord) -> AsyncIterator[Finding]:
    """Every channel that was chosen for posts: can the bot see it?"""
    try:
        chosen = await database.rows("SELECT kind, channel_id FROM post_channels ORDER BY kind, channel_id")
    except Exception:  # noqa: BLE001 -- as above
        return
    for row in chosen:
        what = f"channel for {row['kind']} posts"
        yield await _look(what, lambda c=row["channel_id"]: _channel(discord, c))  # type: ignore[misc]


async def _channel(discord: _Discord, channel_id: int) -> str:
    lost = "is gone, or hidden from the bot: choose another with /admin setup, or let the bot see it"
    return f"#{(await discord.get(f'/channels/{channel_id}', lost=lost))['name']}"


async def _guild(discord: _Discord, guild_id: int) -> str:
    guild = await discord.get(f"/guilds/{guild_id}")
    mine = set((await discord.get(f"/guilds/{guild_id}/members/{discord.user_id}"))["roles"]) | {
        str(guild_id)
    }
    roles = {r["id"]: r for r in guild["roles"]}
    rights = 0
    for role_id in mine & set(roles):
        rights |= int(roles[role_id]["permissions"])
    lacking = [name for name, bit in NEEDED.items() if not rights & (bit | ADMINISTRATOR)]
    if lacking:
        raise Bad(f"the bot lacks {', '.join(lacking)} in {guild['name']}")
    top = max(int(roles[r]["position"]) for r in mine & set(roles))
    found = await _rows(
        "SELECT role_id FROM role_mappings WHERE guild_id = %s AND role_id IS NOT NULL", [guild_id]
    )
    above = [
        roles[str(r["role_id"])]["name"]
        for r in found
        if str(r["role_id"]) in roles and int(roles[str(r["role_id"])]["position"]) >= top
    ]
    if above:
        raise Bad(f"drag the bot's role above {', '.join(above)} in {guild['name']}")
    return f"{guild['name']}: rights and role order are right"
