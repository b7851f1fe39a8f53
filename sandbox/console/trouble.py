"""Control routes about what goes wrong: switches by name, and faults made to measure."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from sandbox.console.guard import Refused, body_of, maybe, reply, want
from sandbox.console.look import Look
from sandbox.console.switches import switches

WAYS = ("status", "cut", "page", "torn")


class TroubleRoutes:
    """The part of the control API that breaks things, and mends them."""

    def __init__(self, look: Look) -> None:
        self._eve = look.eve
        self._discord = look.discord
        self._switches = switches(look.world)

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        router.add_get("/faults", self.faults)
        router.add_delete("/faults", self.mend)
        router.add_put(r"/faults/{name:[a-z_]+}", self.switch)
        router.add_post("/faults/discord", self.break_discord)
        router.add_delete("/faults/discord", self.mend_discord)
        router.add_post("/faults/events", self.break_events)
        router.add_delete("/faults/events", self.mend_events)
        router.add_post("/faults/gateway", self.drop_gateway)
        router.add_post("/faults/eve", self.break_eve)
        router.add_delete("/faults/eve", self.mend_eve)
        router.add_post("/faults/refresh", self.refuse_refresh)

    async def faults(self, _request: web.Request) -> web.Response:
        """The faults in force, and the switches there are."""
        return reply(self._faults())

    def _faults(self) -> dict[str, Any]:
        discord, eve = self._discord.faults, self._eve
        return {
            **{name: one.is_on() for name, one in self._switches.items()},
            "switches": [one.as_dict() for one in self._switches.values()],
            "discord": [fault.as_dict() for fault in discord.active()],
            "events": [fault.as_dict() for fault in discord.active_events()],
            "eve": [
                {"method": method, "route": route, **vars(fault)}
                for (method, route), fault in eve.route_faults.items()
            ]
            + [{"group": group, "retry_after": wait} for group, wait in eve.full_groups.items()],
            "refused_refreshes": sorted(eve.refused_refreshes),
        }

    async def mend(self, _request: web.Request) -> web.Response:
        """End every fault there is."""
        self._discord.faults.clear()
        self._eve.mend_everything()
        return reply(self._faults())

    async def switch(self, request: web.Request) -> web.Response:
        """Begin or end a fault by name."""
        name, on = request.match_info["name"], want(await body_of(request), "on", bool)
        if name not in self._switches:
            raise Refused(404, f"There is no such fault; there are {', '.join(self._switches)}.")
        self._switches[name].turn(on)
        return reply(self._faults())

    async def break_discord(self, request: web.Request) -> web.Response:
        """Requests to Discord that match are answered wrongly, late, or not at all."""
        body = await body_of(request)
        made = self._discord.faults.add(
            want(body, "method", str),
            _pattern(body, "route"),
            status=maybe(body, "status", int),
            drop=maybe(body, "drop", bool) or False,
            delay=maybe(body, "delay", float) or 0.0,
            times=maybe(body, "times", int),
            scope=maybe(body, "scope", str) or "shared",
            retry_after=maybe(body, "retry_after", float) or 1.0,
            lose=maybe(body, "lose", bool) or False,
            garble=maybe(body, "garble", bool) or False,
        )
        return reply({"id": made, **self._faults()}, 201)

    async def mend_discord(self, request: web.Request) -> web.Response:
        """End one fault of Discord's REST API (``id``), or everything that ails Discord."""
        fault_id = maybe(await body_of(request), "id", int)
        if fault_id is None:
            self._discord.faults.clear()
        else:
            self._discord.faults.remove(fault_id)
        return reply(self._faults())

    async def break_events(self, request: web.Request) -> web.Response:
        """Gateway events whose name matches come ``copies`` times, or ``late`` seconds."""
        body = await body_of(request)
        copies = maybe(body, "copies", int)
        made = self._discord.faults.add_event(
            _pattern(body, "event"),
            copies=1 if copies is None else copies,
            late=maybe(body, "late", float) or 0.0,
            times=maybe(body, "times", int),
        )
        return reply({"id": made, **self._faults()}, 201)

    async def mend_events(self, request: web.Request) -> web.Response:
        """End one fault of events (``id``), or all of them."""
        fault_id = maybe(await body_of(request), "id", int)
        if fault_id is None:
            self._discord.faults.clear_events()
        else:
            self._discord.faults.remove_event(fault_id)
        return reply(self._faults())

    async def drop_gateway(self, request: web.Request) -> web.Response:
        """Tell the bot to reconnect (7), that its session is invalid (9), or close with a code; or refuse some."""
        body = await body_of(request)
        faults = self._discord.faults
        if (connections := maybe(body, "refuse_connections", int)) is not None:
            faults.refuse_gateway(connections > 0, times=connections)
        if (sessions := maybe(body, "refuse_sessions", int)) is not None:
            faults.refuse_sessions(sessions)
        op = maybe(body, "drop", int)
        if op is None and connections is None and sessions is None:
            raise Refused(400, "Give 'drop', 'refuse_connections' or 'refuse_sessions'.")
        resumable = maybe(body, "resumable", bool) or False
        told = 0 if op is None else await faults.drop_gateway(op, resumable=resumable)
        return reply({"told": told, **self._faults()})

    async def break_eve(self, request: web.Request) -> web.Response:
        """One route of ESI or SSO answers wrongly; or one rate-limit ``group`` is full."""
        body = await body_of(request)
        if (group := maybe(body, "group", str)) is not None:
            if group not in self._eve.limits.groups:
                raise Refused(404, f"There is no such group; there are {', '.join(self._eve.limits.groups)}.")
            self._eve.fill_group(group, maybe(body, "retry_after", int) or 60)
            return reply(self._faults(), 201)
        way = maybe(body, "way", str) or "status"
        if way not in WAYS:
            raise Refused(400, f"'way' is one of {', '.join(WAYS)}.")
        status = maybe(body, "status", int)
        if way == "status" and status is None:
            raise Refused(400, "'status' must be given as a whole number.")
        self._eve.fail_route(
            want(body, "method", str).upper(),
            want(body, "route", str),
            status or 200,
            maybe(body, "times", int),
            way=way,  # type: ignore[arg-type]  # it is one of WAYS
            retry_after=maybe(body, "retry_after", int),
        )
        return reply(self._faults(), 201)

    async def mend_eve(self, request: web.Request) -> web.Response:
        """End the fault of one route or group, or everything that ails EVE."""
        body = await body_of(request)
        group, method, route = (maybe(body, key, str) for key in ("group", "method", "route"))
        if group is not None:
            self._eve.empty_group(group)
        elif method is not None and route is not None:
            self._eve.mend_route(method.upper(), route)
        else:
            self._eve.mend_everything()
        return reply(self._faults())

    async def refuse_refresh(self, request: web.Request) -> web.Response:
        """Refreshes for one character answer ``invalid_grant``, or no longer."""
        body = await body_of(request)
        character_id = want(body, "character_id", int)
        self._eve.character(character_id)
        self._eve.refuse_refresh(character_id, want(body, "on", bool))
        return reply(self._faults())


def _pattern(body: dict[str, Any], key: str) -> str:
    text = want(body, key, str)
    try:
        re.compile(text)
    except re.error:
        raise Refused(400, f"'{key}' is no regular expression.") from None
    return text
