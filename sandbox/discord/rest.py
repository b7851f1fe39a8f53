"""The REST frame: routes, who is asking, limits, faults, the log, and answers in Discord's exact form."""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from sandbox.discord.errors import UNAUTHORIZED, DiscordError, bad_form
from sandbox.discord.limits import Verdict
from sandbox.discord.log import Request
from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.faults import Fault
    from sandbox.discord.oauth import Grant
    from sandbox.discord.world import DiscordWorld, Guild

API = "/api/v10"
MAJOR = ("guild_id", "channel_id", "webhook_token")
"""The parameters that have rate-limit windows of their own."""

BOT, ANYBODY, BEARER, OPEN = "bot", "anybody", "bearer", "open"


@dataclass
class Call:
    """One request, understood: parameters, body, who asks and why."""

    world: DiscordWorld
    request: web.Request
    params: Mapping[str, str]
    body: Any = None
    files: list[web.FileField] = field(default_factory=list)
    grant: Grant | None = None

    @property
    def actor_id(self) -> str:
        """The user on whose behalf this is asked."""
        return self.grant.user_id if self.grant else self.world.client_id

    @property
    def form(self) -> Wire:
        """The body, which must be a JSON object."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise bad_form("_body", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return self.body

    @property
    def reason(self) -> str | None:
        """The audit-log reason; it travels percent-encoded."""
        return unquote(self.request.headers.get("X-Audit-Log-Reason", ""))[:512] or None

    def flag(self, name: str) -> bool:
        """Whether a query parameter is set to true."""
        return self.request.query.get(name, "").lower() in ("1", "true")

    def guild(self) -> Guild:
        """The guild of the path; the bot must be in it."""
        guild = self.world.guild(self.params["guild_id"])
        if self.actor_id not in guild.members:
            raise DiscordError(50001)
        return guild


Handler = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True)
class Route:
    """One route with what it takes to call it; the handler answers data, (status, data), or None for 204."""

    method: str
    path: str
    handler: Handler
    auth: str
    bucket: str | None

    @property
    def pattern(self) -> str:
        """The path for aiohttp, ids being numbers."""
        return re.sub(r"\{(\w+_id)\}", r"{\1:[0-9]+}", self.path)


class Routes:
    """A table of routes, filled by decorators."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def __call__(
        self, method: str, path: str, *, auth: str = BOT, bucket: str | None = "default"
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.all.append(Route(method, path, handler, auth, bucket))
            return handler

        return register


def reply(data: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer; discord.py compares the type with exactly `application/json`, so no charset."""
    body = json.dumps(data, separators=(",", ":")).encode()
    return web.Response(
        body=body, status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


def serve(world: DiscordWorld, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The aiohttp handler of a route."""

    async def handle(request: web.Request) -> web.StreamResponse:
        started = asyncio.get_running_loop().time()
        status = 0
        try:
            answer = await _faulty(world, route, request)
            status = answer.status
        finally:
            seconds = asyncio.get_running_loop().time() - started
            path = request.path.removeprefix(API)
            reason = unquote(request.headers.get("X-Audit-Log-Reason", "")) or None
            entry = Request(world.clock.now(), route.method, route.path, path, status, reason, seconds)
            world.log.requests.append(entry)
            world.changed("request", entry.as_dict())
        answer.headers.setdefault("Via", "1.1 sandbox")
        if status in (401, 403, 429) and answer.headers.get("X-RateLimit-Scope") != "shared":
            world.limits.take("invalid")
        return answer

    return handle


async def unknown_route(world: DiscordWorld, request: web.Request) -> web.StreamResponse:
    """Whatever else is asked below /api: Discord's plain 404, and a note that we lack it."""
    world.log.fault(f"no such route in the sandbox: {request.method} {request.path}")
    path = request.path.removeprefix(API)
    world.log.requests.append(Request(world.clock.now(), request.method, "?", path, 404, None, 0.0))
    return reply({"message": "404: Not Found", "code": 0}, 404)


async def _faulty(world: DiscordWorld, route: Route, request: web.Request) -> web.Response:
    """Answer, after whatever fault was ordered for this request."""
    fault = world.faults.meet(route.method, request.path.removeprefix(API))
    if fault is None:
        return await _limited(world, route, request)
    if fault.delay:
        await world.clock.sleep(fault.delay)
    if fault.lose:
        await _limited(world, route, request)
    if fault.drop or fault.lose:
        if request.transport:
            request.transport.close()
        raise ConnectionResetError("cut by an ordered fault")
    if fault.garble:
        return web.Response(text="<!doctype html><title>Discord</title>", content_type="text/html")
    if fault.status == 429:
        return _ordered_429(fault)
    if fault.status:
        return reply({"message": f"{fault.status}: ordered fault", "code": 0}, fault.status)
    return await _limited(world, route, request)


def _ordered_429(fault: Fault) -> web.Response:
    """A 429 in the shape of its scope (apis.md 3.1 and 4.2: the body's `global`, the header's scope, and `Via`)."""
    headers = {
        "X-RateLimit-Scope": fault.scope,
        "Retry-After": str(math.ceil(fault.retry_after)),
        "Via": "1.1 sandbox",
    }
    everything = fault.scope == "global"
    if everything:
        headers["X-RateLimit-Global"] = "true"
    said = "The resource is being rate limited." if fault.scope == "shared" else "You are being rate limited."
    return reply({"message": said, "retry_after": fault.retry_after, "global": everything}, 429, headers)


async def _limited(world: DiscordWorld, route: Route, request: web.Request) -> web.Response:
    """Authenticate, count against the limits, then run the handler."""
    if world.limits.spent("invalid"):  # Cloudflare's ban: HTML, and no Via header
        return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "600", "Via": ""})
    call = Call(world, request, request.match_info)
    if not _authenticated(call, route):
        return reply(UNAUTHORIZED, 401)
    if route.auth != OPEN and call.grant is None:
        verdict = world.limits.take("global")
        if not verdict.allowed:
            return _too_many(verdict, {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"})
    headers: dict[str, str] = {}
    if route.bucket:
        major = next((request.match_info[m] for m in MAJOR if m in request.match_info), "")
        of = f"{major}:{call.actor_id}"
        name = route.bucket
        verdict = world.limits.take(name, of if name != "default" else f"{route.method}{route.path}{of}")
        headers = world.limits.headers(name if name != "default" else route.method + route.path, of, verdict)
        if not verdict.allowed:
            return _too_many(verdict, headers | {"X-RateLimit-Scope": "user"})
    answer = await _run(call, route)
    answer.headers.update(headers)
    return answer


async def _run(call: Call, route: Route) -> web.Response:
    log = call.world.log
    try:
        await _read(call)
        log.check_request(route.method, route.path, call.request.query, call.body)
        result = await route.handler(call)
    except DiscordError as error:
        return reply(error.body, error.status)
    if isinstance(result, web.Response):
        return result
    status, data = result if isinstance(result, tuple) else (204 if result is None else 200, result)
    log.check_answer(route.method, route.path, status, data)
    return web.Response(status=204) if status == 204 else reply(data, status)


async def _read(call: Call) -> None:
    """Parse the body: JSON, multipart with `payload_json`, or nothing (a form is the OAuth handler's own)."""
    request = call.request
    if request.content_type.startswith("multipart/"):
        parts = await request.post()
        call.files = [p for p in parts.values() if isinstance(p, web.FileField)]
        text = str(parts.get("payload_json") or "{}")
    elif request.content_type == "application/json":
        text = await request.text()
    else:
        return
    if text:
        try:
            call.body = json.loads(text)
        except ValueError:
            raise DiscordError(50109) from None


def _authenticated(call: Call, route: Route) -> bool:
    if route.auth == OPEN:
        return True  # the token in the path, or in the form, is the credential
    kind, _, token = call.request.headers.get("Authorization", "").partition(" ")
    if kind == "Bot" and token == call.world.token:
        return route.auth in (BOT, ANYBODY)
    if kind == "Bearer" and route.auth in (BEARER, ANYBODY):
        call.grant = call.world.grants.by_access_token(token)
        return call.grant is not None
    return False


def _too_many(verdict: Verdict, headers: dict[str, str]) -> web.Response:
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(verdict.reset_after, 3),
        "global": "X-RateLimit-Global" in headers,
    }
    return reply(body, 429, {**headers, "Retry-After": str(max(1, round(verdict.reset_after)))})
