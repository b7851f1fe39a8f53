"""Control routes about the sandbox itself: the world at a glance, time, requests, news."""

from __future__ import annotations

from itertools import islice
from typing import Any

from aiohttp import web

from sandbox.console.guard import Refused, body_of, maybe, number, reply
from sandbox.console.look import Look
from sandbox.console.news import News

MOST_SECONDS = 366 * 86400.0
MOST_SPEED = 3600.0


class SandboxRoutes:
    """The part of the control API that is no pretence."""

    def __init__(self, look: Look, news: News) -> None:
        self._look = look
        self._news = news
        self._world = look.world
        self._eve = look.eve
        self._discord = look.discord

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        router.add_get("/world", self.world)
        router.add_get("/events", self.events)
        router.add_get("/time", self.time)
        router.add_post("/time", self.change_time)
        router.add_get("/requests", self.requests)

    async def world(self, _request: web.Request) -> web.Response:
        """Everything but the lists that may be long."""
        bot = self._discord.bot
        return reply(
            {
                "time": self._news.time(),
                "feed": {"next": self._news.feed.next, "run": self._news.feed.run},
                "bot": {
                    "id": bot["id"],
                    "name": self._look.name(bot["id"]),
                    "avatar": self._look.avatar(bot),
                    "online": self._look.online(),
                },
                "first_person": self._look.first_person(),
                "guilds": [self._look.guild_view(guild) for guild in self._discord.guilds.values()],
                "counts": {
                    "users": len(self._discord.users),
                    "characters": len(self._eve.characters),
                    "corporations": len(self._eve.corporations),
                    "alliances": len(self._eve.alliances),
                },
            }
        )

    async def events(self, request: web.Request) -> web.Response:
        """Changes from ``since`` on; waits up to ``wait`` seconds for the first."""
        since = number(request, "since", self._news.feed.next, 10**12)
        wait = number(request, "wait", 0, 30)
        return reply(await self._news.feed.since(since, request.query.get("run"), wait))

    async def time(self, _request: web.Request) -> web.Response:
        """The sandbox's clock."""
        return reply(self._news.time())

    async def change_time(self, request: web.Request) -> web.Response:
        """Let seconds pass at once, set how fast time runs, or move the hands of the clock while none passes."""
        body = await body_of(request)
        advance, speed = maybe(body, "advance", float), maybe(body, "speed", float)
        jump = maybe(body, "jump", float)
        if advance is not None and not 0 <= advance <= MOST_SECONDS:
            raise Refused(400, "'advance' is in seconds, from 0 to a year.")
        if speed is not None and not 0 <= speed <= MOST_SPEED:
            raise Refused(400, f"'speed' is from 0 to {MOST_SPEED:.0f}.")
        if speed is not None:
            self._world.clock.speed = speed
        if jump is not None and abs(jump) > MOST_SECONDS:
            raise Refused(400, "'jump' is in seconds, at most a year either way.")
        if advance:
            self._world.clock.advance(advance)
        if jump:
            self._world.clock.jump(jump)
        self._news.tell_time()
        return reply(self._news.time())

    async def requests(self, request: web.Request) -> web.Response:
        """The newest requests, newest first, and what the specifications say against them."""
        limit = number(request, "limit", 100, 2000)
        lines = [
            *(self._line("Discord", one) for one in islice(reversed(self._discord.log.requests), limit)),
            *(self._line("EVE", one) for one in islice(reversed(self._eve.requests), limit)),
        ]
        lines.sort(key=lambda line: line["at"], reverse=True)
        found = [
            *({"to": "Discord", "fault": text} for text in self._discord.spec_faults),
            *({"to": "EVE", "fault": text} for text in (*self._eve.spec_faults, *self._eve.faults_found)),
        ]
        checked = {"discord": self._discord.log.checking, "eve": self._eve.log.specification is not None}
        return reply({"requests": lines[:limit], "faults": found[-limit:], "checked": checked})

    def _line(self, to: str, entry: Any) -> dict[str, Any]:
        return {
            "at": entry.at.isoformat(),
            "to": to,
            "method": entry.method,
            "route": entry.route,
            "path": entry.path,
            "status": entry.status,
            "reason": getattr(entry, "reason", None),
        }
