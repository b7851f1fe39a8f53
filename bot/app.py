"""Everything that must be open while we serve, opened in order and closed in reverse."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web
from tortoise.exceptions import IntegrityError

import web.app as site
from bot import __version__, clock, database, desk, migrate, operator
from bot.client import Discord, Options
from bot.config import Config
from bot.eve.esi import EsiClient
from bot.eve.sso import EveSso
from bot.jobs import reactions
from bot.jobs.gateway import Gatekeeper
from bot.jobs.leases import somebody
from bot.jobs.schedule import Clockwork
from bot.jobs.worker import Worker
from bot.metrics import LoopWatch
from bot.rules import (
    guilds,
    health,
    installation,
    postings,  # noqa: F401 -- declares the kinds of posts
    queue,
    states,
)
from bot.rules.outside import Outside, outside
from bot.services import smtp
from bot.services.discord import DiscordConnector
from bot.services.discord_failures import Trouble
from bot.services.discord_oauth import DiscordOAuthClient, OAuthSettings
from bot.services.smtp import Smtp
from bot.vault import Vault
from bot.voice import say

log = logging.getLogger(__name__)

SOURCE = "https://github.com/concord-eve/concord"
PARTS = frozenset({"web", "bot", "jobs"})


class App:
    """The application: `async with App(config) as app: await app.until(stop)`.

    `parts`: what this process does; several processes share one MariaDB. Raises database.Unusable on SQLite.
    """

    def __init__(self, config: Config, *, demo: bool = False, parts: frozenset[str] = PARTS) -> None:
        self.config = config
        self.demo = demo
        self.parts = parts
        self.vault = Vault(config.secret_key)
        self.holder = somebody()
        self.discord: Discord
        self.worker: Worker
        self.clockwork: Clockwork
        self.gatekeeper: Gatekeeper
        self._written = Written()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> App:
        try:
            await self._open()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def until(self, stop: asyncio.Event) -> None:
        """Serve until told to stop."""
        await stop.wait()
        log.info("stopping")

    async def _open(self) -> None:
        await self._open_data()
        await self._open_outside()
        if "bot" in self.parts:
            await self._open_discord()
        await self._open_work()
        if "web" in self.parts:
            await self._open_site()
        gc.collect()
        gc.freeze()  # what is there now stays: full collections need not look at it again
        log.info("Concord %s serves %s (%s)", __version__, self.config.web_url, ", ".join(sorted(self.parts)))

    async def _open_data(self) -> None:
        if self.parts != PARTS and self.config.database_url.startswith("sqlite://"):
            raise database.Unusable(
                "one process does everything on SQLite; --only needs a MariaDB that the processes share"
            )
        self.config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        await open_data(self._stack, self.config)
        try:
            await self._found()
        except IntegrityError:  # another process, starting beside us, was first: now it is all there
            await self._found()

    async def _found(self) -> None:
        """What a new installation begins with."""
        await installation.check(self.vault, demo=self.demo)
        await states.ensure_defaults()
        if self.config.discord_guild_id:
            await guilds.seed_first(self.config.discord_guild_id)

    async def _open_outside(self) -> None:
        config = self.config
        agent = f"Concord/{__version__} ({config.contact}; +{SOURCE})"
        session = await self._stack.enter_async_context(
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30, connect=5))
        )
        oauth = DiscordOAuthClient(
            OAuthSettings(
                client_id=config.discord_client_id,
                client_secret=config.discord_client_secret,
                bot_token=config.discord_token,
                redirect_uri=f"{config.web_url.rstrip('/')}/discord/callback",
                api_url=config.discord_api_url,
                authorize_url=config.discord_authorize_url,
                user_agent=f"DiscordBot ({SOURCE}, {__version__})",
            )
        )
        await oauth.open()
        self._stack.push_async_callback(oauth.close)
        self._stack.callback(_forget)
        outside.vault = self.vault
        outside.sso = EveSso(
            session,
            base_url=config.eve_sso_url,
            client_id=config.eve_client_id,
            client_secret=config.eve_client_secret,
            redirect_uri=f"{config.web_url.rstrip('/')}/sso/callback",
            user_agent=agent,
        )
        outside.esi = EsiClient(session, base_url=config.eve_esi_url, user_agent=agent)
        outside.oauth = oauth
        outside.images_url = config.eve_images_url.rstrip("/")
        outside.web_url = config.web_url.rstrip("/")
        outside.images_url = config.eve_images_url.rstrip("/")
        outside.site_name = config.site_name
        outside.owners = frozenset(config.owners)
        outside.keep_days = config.keep_days
        outside.mailer = Smtp(smtp.settings(config.smtp_url, config.smtp_from)) if config.smtp_url else None

    async def _open_discord(self) -> None:
        config = self.config
        self.discord = Discord(
            Options(
                token=config.discord_token,
                api_url=config.discord_api_url,
                gateway_url=config.discord_gateway_url,
            )
        )
        outside.postman = outside.gateway = self.discord
        for guild_id, instance_id in (await guilds.served()).items():
            connector = DiscordConnector(self.discord, guild_id)
            await connector.open()
            self._stack.push_async_callback(connector.close)
            outside.connectors[instance_id] = connector
        self.gatekeeper = Gatekeeper(self.discord, self.holder)
        if config.discord_token:
            await self.gatekeeper.start()
            self._stack.push_async_callback(self.gatekeeper.stop)

    async def _open_work(self) -> None:
        if self.parts & {"bot", "jobs"}:
            self.worker = Worker(self._lanes, reactions.TABLE, holder=self.holder)
            await self.worker.start()
            self._stack.push_async_callback(self.worker.stop)
        if "bot" in self.parts:
            self._stack.callback(self.discord.pacer.shut)  # first of all: the worker need not wait for turns
        if "jobs" in self.parts:
            self.clockwork = Clockwork(reactions.SCHEDULE, holder=self.holder)
            await self.clockwork.start()
            self._stack.push_async_callback(self.clockwork.stop)
        watch = LoopWatch()
        watch.start()
        self._stack.callback(watch.stop)
        await self._stack.enter_async_context(operator.listening(self.config.folder, desk.OPERATIONS))

    def _lanes(self) -> set[str]:
        """The lanes of the queue that are ours now: Discord's only while we hold the gateway and know all members."""
        lanes = {"any"} if "jobs" in self.parts else set()
        return lanes | {"discord"} if "bot" in self.parts and self.discord.ready() else lanes

    async def _open_site(self) -> None:
        checks = {"database": self._written.check, "queue": _queue}
        if "bot" in self.parts:
            checks["discord"] = self._gateway
        app = site.build(
            self.config,
            self.vault,
            ready=checks,
            notes={"eve": health.eve_away},
            parts=tuple(sorted(self.parts)),
            version=__version__,
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=10)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        host, port = self.config.listen
        await web.TCPSite(runner, host, port).start()

    async def _gateway(self) -> str | None:
        if self.gatekeeper.stands_by:
            return None
        if not self.gatekeeper.holds and self.config.discord_token:
            return "the database does not tell whether the gateway is ours"
        if self.discord.ready():
            lost = self.worker.reach.lost() & {
                i for i, c in outside.connectors.items() if c.kind == "discord"
            }
            return "connected, but it does not take our changes" if lost else None
        return say("en", (self.discord.trouble or Trouble.STARTING).value)


async def open_data(stack: AsyncExitStack, config: Config) -> None:
    """Lock (SQLite), migrate, connect; all of it undone by the stack."""
    url = config.database_url
    if url.startswith("sqlite://"):
        path = Path(url.removeprefix("sqlite://"))
        stack.enter_context(database.single_process_lock(path.with_suffix(".lock")))
    for name in await migrate.upgrade(url):
        log.info("migrated: %s", name)
    await database.connect(url)
    stack.push_async_callback(database.disconnect)


async def by_hand(config: Config, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Do an operator's operation without a running process; what it queues is worked off at the next start."""
    from bot.errors import ConcordError

    async with AsyncExitStack() as stack:
        try:
            await open_data(stack, config)
            await states.ensure_defaults()
            if config.secret_key:
                outside.vault = Vault(config.secret_key)
                stack.callback(_forget)
                await installation.unlock(outside.vault)
            return await desk.OPERATIONS[name](**arguments)
        except database.Unusable as e:
            raise operator.Refused(str(e)) from e
        except ConcordError as e:
            raise operator.Refused(operator.in_words(e)) from e


def _forget() -> None:
    """Leave no port behind for whoever opens the next application in this process (tests do)."""
    fresh = Outside()
    for name in Outside.__slots__:
        setattr(outside, name, getattr(fresh, name))


class Written:
    """Whether the database takes what is written; asked of it at most every few seconds, whoever wants to know."""

    EVERY = 3.0

    def __init__(self) -> None:
        self._asked = float("-inf")
        self._answer: str | None = None
        self._asking = asyncio.Lock()

    async def check(self) -> str | None:
        """None, or why not: a full disk still reads well."""
        async with self._asking:
            if clock.uptime() - self._asked >= self.EVERY:
                try:
                    await installation.write_mark()
                    self._answer = None
                except Exception as e:  # noqa: BLE001 -- whatever it is, the answer is that it does not answer
                    self._answer = f"does not answer, or takes nothing ({type(e).__name__})"
                self._asked = clock.uptime()
            return self._answer


async def _queue() -> str | None:
    age = health.overdue(await queue.by_name())
    return f"the oldest work has waited {age:.0f} s" if age > health.OLD_WORK else None
