"""Control routes about the sandbox itself: the world at a glance, time, faults, requests, news."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from aiohttp import web

from sandbox.console.guard import Refused, body_of, maybe, number, reply, want
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
        router.add_get("/faults", self.faults)
        router.add_put(r"/faults/{name:[a-z_]+}", self.switch)
        router.add_post("/faults/discord", self.break_discord)
        router.add_delete("/faults/discord", self.mend_discord)
        router.add_post("/faults/gateway", self.drop_gateway)
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
        """Let seconds pass at once, or set how fast time runs."""
        body = await body_of(request)
        advance, speed = maybe(body, "advance", float), maybe(body, "speed", float)
        if advance is not None and not 0 <= advance <= MOST_SECONDS:
            raise Refused(400, "'advance' is in seconds, from 0 to a year.")
        if speed is not None and not 0 <= speed <= MOST_SPEED:
            raise Refused(400, f"'speed' is from 0 to {MOST_SPEED:.0f}.")
        if speed is not None:
            self._world.clock.speed = speed
        if advance:
            self._world.clock.advance(advance)
        self._news.tell_time()
        return reply(self._news.time())

    async def faults(self, _request: web.Request) -> web.Response:
        """The faults in force."""
        return reply(self._faults())

    def _faults(self) -> dict[str, Any]:
        return {
            "esi_down": self._eve.esi_is_down,
            "sso_down": self._eve.sso_is_down,
            "esi_lies": bool(self._eve.lies),
            "gateway_refused": self._discord.gateway.refusing,
            "discord": [fault.as_dict() for fault in self._discord.faults.active()],
        }

    async def switch(self, request: web.Request) -> web.Response:
        """Begin or end a fault by name."""
        name, on = request.match_info["name"], want(await body_of(request), "on", bool)
        switches: dict[str, Callable[[bool], None]] = {
            "esi_down": self._eve.esi_down,
            "sso_down": self._eve.sso_down,
            "esi_lies": self._lie,
            "gateway_refused": self._discord.faults.refuse_gateway,
        }
        if name not in switches:
            raise Refused(404, f"There is no such fault; there are {', '.join(switches)}.")
        switches[name](on)
        return reply(self._faults())

    def _lie(self, on: bool) -> None:
        """Every second character of the greatest alliance appears to be in none."""
        if not on:
            self._eve.stop_lying()
            return
        homes = {firm.id: firm.alliance_id for firm in self._eve.corporations.values()}
        by_alliance: dict[int, list[int]] = {}
        for pilot in self._eve.characters.values():
            alliance_id = homes[pilot.corporation_id]
            if alliance_id is not None:
                by_alliance.setdefault(alliance_id, []).append(pilot.id)
        greatest = max(by_alliance.values(), key=len, default=[])
        for character_id in greatest[::2]:
            self._eve.lie_about([character_id], self._eve.character(character_id).corporation_id, None)

    async def break_discord(self, request: web.Request) -> web.Response:
        """Requests to Discord that match are answered with a status, late, or not at all."""
        body = await body_of(request)
        made = self._discord.faults.add(
            want(body, "method", str),
            want(body, "route", str),
            status=maybe(body, "status", int),
            drop=maybe(body, "drop", bool) or False,
            delay=maybe(body, "delay", float) or 0.0,
            times=maybe(body, "times", int),
        )
        return reply({"id": made, **self._faults()}, 201)

    async def mend_discord(self, request: web.Request) -> web.Response:
        """End one fault of Discord (``id``), or all of them."""
        fault_id = maybe(await body_of(request), "id", int)
        if fault_id is None:
            self._discord.faults.clear()
        else:
            self._discord.faults.remove(fault_id)
        return reply(self._faults())

    async def drop_gateway(self, request: web.Request) -> web.Response:
        """Tell the bot to reconnect (7), that its session is invalid (9), or close with a code."""
        return reply(
            {"told": await self._discord.faults.drop_gateway(want(await body_of(request), "drop", int))}
        )

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
