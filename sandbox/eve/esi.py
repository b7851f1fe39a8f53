"""The pretend ESI over HTTP: routes, compatibility dates, caching headers, both rate limits."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from typing import Any

from aiohttp import web

from sandbox.eve import answers
from sandbox.eve.answers import EsiError
from sandbox.eve.caching import Cached
from sandbox.eve.world import EveWorld

DATES = [
    "2020-01-01", "2025-04-01", "2025-04-02", "2025-08-26", "2025-09-26", "2025-09-30", "2025-11-06",
    "2025-12-16", "2026-05-19", "2026-06-09", "2026-07-17", "2026-07-21", "2026-08-04", "2026-08-18",
]  # fmt: skip
"""Compatibility dates, oldest first."""

CONTACT = re.compile(r"[^\s@]+@[^\s@]+|discord:|eve:|https?://")
MAX_ID = 2**63 - 1


@dataclass
class Question:
    """A request as the answers need it: path numbers, parsed body, date in force."""

    eve: EveWorld
    numbers: dict[str, int]
    body: Any
    date: str


@dataclass
class Answer:
    """A body, with its times if it may be cached."""

    body: Any
    modified: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True)
class Route:
    """One operation of ESI."""

    method: str
    path: str
    answer: Callable[[Question], Answer]
    group: str | None = None
    since: str = DATES[0]
    body_of: type[int] | type[str] | None = None
    at_most: int = 1000


def _cached(name: str, key: Hashable, question: Question, make: Callable[[], Any]) -> Answer:
    entry: Cached = question.eve.cache.get(name, key, make)
    return Answer(entry.body, entry.modified, entry.expires)


def _affiliation(question: Question) -> Answer:
    """One cache entry per character. All ids are looked at first: one unknown id fails the batch."""
    eve = question.eve
    if not all(wanted in eve.characters for wanted in question.body):
        raise EsiError(404, "Character not found")
    entries = [
        eve.cache.get("affiliation", wanted, partial(answers.affiliation, eve, wanted))
        for wanted in question.body
    ]
    modified, expires = max(e.modified for e in entries), max(e.expires for e in entries)
    return Answer([entry.body for entry in entries], modified, expires)


def _character(q: Question) -> Answer:
    wanted = q.numbers["character_id"]
    key = (wanted, q.date < answers.CHARACTER_RESHAPED)
    return _cached("character", key, q, lambda: answers.character(q.eve, wanted, q.date))


def _history(q: Question) -> Answer:
    wanted = q.numbers["character_id"]
    return _cached("corporation_history", wanted, q, lambda: answers.corporation_history(q.eve, wanted))


def _corporation(q: Question) -> Answer:
    wanted = q.numbers["corporation_id"]
    key = (wanted, q.date < answers.CORPORATION_RESHAPED)
    return _cached("corporation", key, q, lambda: answers.corporation(q.eve, wanted, q.date))


def _alliance(q: Question) -> Answer:
    wanted = q.numbers["alliance_id"]
    return _cached("alliance", wanted, q, lambda: answers.alliance(q.eve, wanted))


def _alliance_corporations(q: Question) -> Answer:
    wanted = q.numbers["alliance_id"]
    return _cached("alliance_corporations", wanted, q, lambda: answers.alliance_corporations(q.eve, wanted))


def _factions(q: Question) -> Answer:
    return _cached("factions", None, q, lambda: answers.factions(q.eve))


def _status(q: Question) -> Answer:
    return _cached("status", None, q, lambda: answers.status(q.eve))


def _meta_status(q: Question) -> Answer:
    def health(route: Route) -> str:
        return "Down" if (route.method, route.path) in q.eve.route_faults else "OK"

    rows = [{"method": route.method, "path": route.path, "status": health(route)} for route in ROUTES]
    return _cached("meta_status", None, q, lambda: {"routes": rows})


ROUTES = [
    Route("POST", "/characters/affiliation", _affiliation, body_of=int),
    Route("POST", "/universe/names", lambda q: Answer(answers.names(q.eve, q.body)), body_of=int),
    Route("POST", "/universe/ids", lambda q: Answer(answers.ids(q.eve, q.body)), body_of=str, at_most=500),
    Route("GET", "/characters/{character_id}", _character),
    Route("GET", "/characters/{character_id}/corporationhistory", _history),
    Route("GET", "/corporations/{corporation_id}", _corporation),
    Route("GET", "/alliances/{alliance_id}", _alliance),
    Route("GET", "/alliances/{alliance_id}/corporations", _alliance_corporations),
    Route("GET", "/universe/factions", _factions),
    Route("GET", "/status", _status, group="status"),
    Route("GET", "/meta/status", _meta_status, group="meta", since="2025-11-06"),
]
"""What is served. The paths are those of the specification."""


def add_routes(app: web.Application, eve: EveWorld) -> None:
    """Serve the ESI of a world on an application."""
    for route in ROUTES:
        path = re.sub(r"\{(\w+)\}", r"{\1:\\d+}", route.path)
        app.router.add_route(route.method, path, Esi(eve, route).handle)


class Esi:
    """One route of ESI, from the request to the log."""

    def __init__(self, eve: EveWorld, route: Route) -> None:
        self.eve = eve
        self.route = route

    async def handle(self, request: web.Request) -> web.Response:
        """Answer, charge the limits, remember."""
        eve, route = self.eve, self.route
        agent = request.headers.get("User-Agent", "")
        source = request.remote or ""
        text = await request.text()
        if eve.delay_seconds:
            await eve.clock.sleep(eve.delay_seconds)
        headers = {"X-Request-Id": str(uuid.uuid4()), "Date": _http_date(eve.clock.now())}
        body: Any
        try:
            headers["X-Compatibility-Date"] = compatibility = self._date(request)
            self._admit(agent, source)
            answer, question = self._answer(request, text, compatibility)
            status, body = 200, answer.body
            headers |= self._caching(request, agent, question, answer)
            if _not_modified(request, headers, answer):
                status = 304
        except EsiError as error:
            status, body = error.status, error.body
            headers |= error.headers
        headers |= self._charge(source, status)
        eve.log.record(route.method, route.path, request.path, status, agent)
        eve.log.check(route.method, route.path, request.headers, _parsed(text), status, body)
        if status == 304:
            return web.Response(status=status, headers=headers)
        return web.Response(
            body=_dumped(body), status=status, content_type="application/json", headers=headers
        )

    def _admit(self, agent: str, source: str) -> None:
        """Everything that refuses a request before it is looked at."""
        eve, route = self.eve, self.route
        if not agent:
            eve.log.fault(f"{route.method} {route.path}: no User-Agent")
            raise EsiError(400, "A User-Agent header is required.")
        if not CONTACT.search(agent):
            eve.log.fault(f"{route.method} {route.path}: the User-Agent {agent!r} names no contact")
        if eve.error_limited or eve.limits.errors_left(source) == 0:
            headers = eve.limits.error_headers(source, exhausted=True)
            error = EsiError(420, "This software has exceeded the error limit for ESI.")
            error.headers = headers
            raise error
        if eve.esi_is_down:
            raise EsiError(503, "The datasource tranquility is temporarily unavailable")
        forced = eve.forced(route.method, route.path)
        if forced is not None:
            raise EsiError(forced, "A fault was asked for")
        if route.group and (wait := eve.limits.retry_after(route.group, source)):
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

    def _answer(self, request: web.Request, text: str, compatibility: str) -> tuple[Answer, Question]:
        if compatibility < self.route.since:
            raise EsiError(404, f"This route needs a compatibility date from {self.route.since} on.")
        numbers = {name: int(value) for name, value in request.match_info.items()}
        if any(number > MAX_ID for number in numbers.values()):
            raise EsiError(400, "The id is out of range.")
        body = self._body(text) if self.route.body_of else None
        question = Question(self.eve, numbers, body, compatibility)
        return self.route.answer(question), question

    def _body(self, text: str) -> list[Any]:
        body, kind = _parsed(text), self.route.body_of
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
        headers = {"ETag": f'"{hashlib.sha256(_dumped(answer.body)).hexdigest()[:56]}"'}
        if answer.expires is None or answer.modified is None:
            return headers
        things: list[Hashable] = [request.path]
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

    def _charge(self, source: str, status: int) -> dict[str, str]:
        """Charge one of the two limits and tell how it stands; a 420 tells of the error budget anywhere."""
        limits, group = self.eve.limits, self.route.group
        if status == 420:
            return {}
        if group:
            limits.spend(group, source, status)
            return limits.bucket_headers(group, source)
        if status >= 400:
            limits.count_error(source)
        return limits.error_headers(source)


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


def _dumped(body: Any) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()


def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
