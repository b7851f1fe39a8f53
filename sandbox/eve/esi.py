"""The pretend ESI over HTTP: routes, compatibility dates, caching headers, both rate limits."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import uuid
from collections.abc import Hashable
from datetime import date, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from aiohttp import web

from sandbox.eve import fleets, losses, private, public
from sandbox.eve.answers import EsiError
from sandbox.eve.keys import BadToken, Bearer
from sandbox.eve.outages import RouteFault
from sandbox.eve.private import check_rights
from sandbox.eve.routing import Answer, Question, Route
from sandbox.eve.wire import dumped, forced_response
from sandbox.eve.world import EveWorld

DATES = [
    "2020-01-01", "2025-04-01", "2025-04-02", "2025-08-26", "2025-09-26", "2025-09-30", "2025-11-06",
    "2025-12-16", "2026-05-19", "2026-06-09", "2026-07-17", "2026-07-21", "2026-08-04", "2026-08-18",
]  # fmt: skip
"""Compatibility dates, oldest first."""

CONTACT = re.compile(r"[^\s@]+@[^\s@]+|discord:|eve:|https?://")
MAX_ID = 2**63 - 1


ROUTES = [*public.ROUTES, *private.ROUTES, *fleets.ROUTES, *losses.ROUTES]
"""What is served. The paths are those of the specification."""


def add_routes(app: web.Application, eve: EveWorld) -> None:
    """Serve the ESI of a world on an application."""
    eve.served = [(route.method, route.path) for route in ROUTES]
    for route in ROUTES:
        path = re.sub(r"\{(\w+_id)\}", r"{\1:\\d+}", route.path)
        app.router.add_route(route.method, path, Esi(eve, route).handle)


class Esi:
    """One route of ESI, from the request to the log."""

    def __init__(self, eve: EveWorld, route: Route) -> None:
        self.eve = eve
        self.route = route
        self._turn = itertools.cycle((502, 504))

    async def handle(self, request: web.Request) -> web.Response:
        """Answer, charge the limits, remember."""
        eve, route = self.eve, self.route
        agent = request.headers.get("User-Agent", "")
        text = await request.text()
        if eve.delay_seconds:
            await eve.clock.sleep(eve.delay_seconds)
        headers = {"X-Request-Id": str(uuid.uuid4()), "Date": _http_date(eve.clock.now())}
        wrong = self._wrong()
        if wrong is not None:
            eve.log.record(route.method, route.path, request.path, wrong.status, agent)
            return forced_response(wrong, request, headers | self._charge(request, None, wrong.status))
        bearer: Bearer | None = None
        body: Any
        try:
            headers["X-Compatibility-Date"] = compatibility = self._date(request)
            bearer = self._bearer(request)
            self._admit(agent, request, bearer)
            answer, question = self._answer(request, text, compatibility, bearer)
            body = answer.body
            status = 204 if body is None else 200
            headers |= self._caching(request, agent, question, answer)
            if status == 200 and _not_modified(request, headers, answer):
                status = 304
        except EsiError as error:
            status, body = error.status, error.body
            headers |= error.headers
        headers |= self._charge(request, bearer, status)
        eve.log.record(route.method, route.path, request.path, status, agent)
        eve.log.check(route.method, route.path, request.headers, _parsed(text), status, body)
        if status in (204, 304):
            return web.Response(status=status, headers=headers)
        return web.Response(
            body=dumped(body), status=status, content_type="application/json", headers=headers
        )

    def _wrong(self) -> RouteFault | None:
        """The answer that a fault in force makes of this request, if one does."""
        eve, route = self.eve, self.route
        if eve.esi_is_down:
            return RouteFault(503)
        if eve.esi_in_downtime and route.group not in ("status", "meta"):
            return RouteFault(next(self._turn))
        if eve.esi_garbled:
            return RouteFault(200, way="page")
        return eve.forced(route.method, route.path)

    def _bearer(self, request: web.Request) -> Bearer | None:
        """Whose token came with the request; 401 without a good one on a route that needs it, 403 without its scope."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if self.route.scope is None:
            return None  # a token that nobody asked for changes nothing that we show
        if kind.lower() != "bearer" or not token:
            raise EsiError(401, "Unauthorized - No authorization header provided")
        try:
            bearer = self.eve.signer.bearer(token)
        except BadToken as error:
            raise EsiError(401, f"Unauthorized - {error}") from None
        if self.route.scope not in bearer.scopes:
            raise EsiError(403, f"Forbidden - token is not valid for scope: {self.route.scope}")
        return bearer

    def _admit(self, agent: str, request: web.Request, bearer: Bearer | None) -> None:
        """Everything else that refuses a request before it is looked at."""
        eve, route = self.eve, self.route
        if not agent:
            eve.log.fault(f"{route.method} {route.path}: no User-Agent")
            raise EsiError(400, "A User-Agent header is required.")
        if not CONTACT.search(agent):
            eve.log.fault(f"{route.method} {route.path}: the User-Agent {agent!r} names no contact")
        source = request.remote or ""
        if eve.error_limited or eve.limits.errors_left(source) == 0:
            headers = eve.limits.error_headers(source, exhausted=True)
            error = EsiError(420, "This software has exceeded the error limit for ESI.")
            error.headers = headers
            raise error
        if route.group in eve.full_groups:
            raise EsiError(429, "Rate limit exceeded", Retry_After=str(eve.full_groups[route.group]))
        if route.group and (wait := eve.limits.retry_after(route.group, _spender(request, bearer))):
            raise EsiError(429, "Rate limit exceeded", Retry_After=str(wait))

    def _date(self, request: web.Request) -> str:
        """The compatibility date in force: the newest that is not newer than the one asked for."""
        asked = request.headers.get("X-Compatibility-Date") or request.query.get("compatibility_date")
        if asked is None:
            self.eve.log.fault(f"{self.route.method} {self.route.path}: no X-Compatibility-Date")
            return DATES[0]
        today = self.eve.clock.now() - timedelta(hours=11)  # the API's day begins at 11:00
        try:
            wanted = date.fromisoformat(asked)
        except ValueError:
            raise EsiError(400, "X-Compatibility-Date is not a date.") from None
        if wanted > today.date() or asked < DATES[0]:
            raise EsiError(400, "X-Compatibility-Date is out of range.")
        return max(known for known in DATES if known <= asked)

    def _answer(
        self, request: web.Request, text: str, compatibility: str, bearer: Bearer | None
    ) -> tuple[Answer, Question]:
        route = self.route
        if compatibility < route.since:
            raise EsiError(404, f"This route needs a compatibility date from {route.since} on.")
        numbers = {name: int(value) for name, value in request.match_info.items() if name.endswith("_id")}
        words = {name: value for name, value in request.match_info.items() if name not in numbers}
        if any(number > MAX_ID for number in numbers.values()):
            raise EsiError(400, "The id is out of range.")
        body = self._body(text) if route.body_of else None
        question = Question(self.eve, numbers, body, compatibility, words, dict(request.query), bearer)
        if bearer is not None:
            check_rights(question, route)
        return route.answer(question), question

    def _body(self, text: str) -> Any:
        body, kind = _parsed(text), self.route.body_of
        if self.route.form:
            if not isinstance(body, dict):
                raise EsiError(400, "The body must be an object.")
            return body
        if not isinstance(body, list) or not 1 <= len(body) <= self.route.at_most:
            raise EsiError(400, f"The body must be a list of 1 to {self.route.at_most} items.")
        if not all(type(item) is kind for item in body) or len(set(body)) != len(body):
            raise EsiError(400, "The items of the body are of the wrong type, or not unique.")
        if kind is int and not all(0 < item <= MAX_ID for item in body):
            raise EsiError(400, "An id is out of range.")
        if kind is str and not all(1 <= len(item) <= 100 for item in body):
            raise EsiError(400, "A name has 1 to 100 letters.")
        return body

    def _caching(
        self, request: web.Request, agent: str, question: Question, answer: Answer
    ) -> dict[str, str]:
        """The caching headers; notes a client that asks again before it was told to."""
        if answer.body is None:
            return {}
        headers = {"ETag": f'"{hashlib.sha256(dumped(answer.body)).hexdigest()[:56]}"'}
        if answer.pages is not None:
            headers["X-Pages"] = str(answer.pages)
        if answer.expires is None or answer.modified is None:
            return headers
        things: list[Hashable] = [(request.path_qs, question.bearer)]
        if isinstance(question.body, list):
            things = [(request.path, item) for item in question.body]
        log = self.eve.log
        early = log.too_early(agent, things)
        if early and not {"If-None-Match", "If-Modified-Since"} & set(request.headers):
            what = f"{early} of {len(things)} ids" if len(things) > 1 else request.path
            log.fault(f"{self.route.method} {self.route.path}: asked before Expires for {what}")
        log.told(agent, things, answer.expires)
        left = max(0, int((answer.expires - self.eve.clock.now()).total_seconds()))
        return headers | {
            "Expires": _http_date(answer.expires),
            "Last-Modified": _http_date(answer.modified),
            "Cache-Control": f"public, max-age={left}",
        }

    def _charge(self, request: web.Request, bearer: Bearer | None, status: int) -> dict[str, str]:
        """Charge one of the two limits and tell how it stands; a 420 tells of the error budget anywhere."""
        limits, group = self.eve.limits, self.route.group
        if status == 420:
            return {}
        if group:
            source = _spender(request, bearer)
            limits.spend(group, source, status)
            return limits.bucket_headers(group, source)
        source = request.remote or ""
        if status >= 400:
            limits.count_error(source)
        return limits.error_headers(source)


def _spender(request: web.Request, bearer: Bearer | None) -> str:
    """Whose bucket pays: application and character where a token is asked for, the address elsewhere."""
    return f"{bearer.client_id}:{bearer.character_id}" if bearer else request.remote or ""


def _not_modified(request: web.Request, headers: dict[str, str], answer: Answer) -> bool:
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since = request.headers.get("If-Modified-Since")
    if since is None or answer.modified is None:
        return False
    try:
        return answer.modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _parsed(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except json.JSONDecodeError:
        return None


def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
