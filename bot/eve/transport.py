"""One question to ESI over HTTP: within the limits, tried again when that helps, counted."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot import clock
from bot.eve.base import EveDown
from bot.eve.limits import Buckets, ErrorBudget, number

log = logging.getLogger(__name__)

COMPATIBILITY_DATE = "2026-08-18"
"""The shape of ESI that this code was written against; raise it after reading /meta/changelog."""
TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)
TRIES = 3
PATIENCE = 10.0
PARALLEL = 10
FINE = frozenset({200, 201, 204, 304})


@dataclass(frozen=True, slots=True)
class Call:
    """One question: a GET, or a POST if it has a body. `route` is the template, for limits and counters."""

    route: str
    path: str
    body: bytes | None = None
    etag: str | None = None
    character_id: int | None = None
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is fine: 2xx, or 304 for an etag that still holds. `expires_at` if ESI told one."""

    status: int
    body: bytes
    etag: str | None
    expires_at: datetime | None


class Refused(Exception):
    """ESI will not answer this question (4xx), however often it is asked."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason


class Transport:
    """Asks ESI. What has to wait longer than `patience` seconds ends in EveDown with the time to wait."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, user_agent: str, *, patience: float = PATIENCE
    ) -> None:
        self._session = session
        self._base = base_url.rstrip("/")
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "application/json",
            "X-Compatibility-Date": COMPATIBILITY_DATE,
        }
        self._patience = patience
        self._slots = asyncio.Semaphore(PARALLEL)
        self.budget = ErrorBudget()
        self.buckets = Buckets()
        self.calls: Counter[tuple[str, int]] = Counter()

    async def send(self, call: Call, *, tries: int = TRIES) -> Reply:
        """Ask, and again a few times while ESI stumbles. Raises EveDown, and Refused for a 4xx."""
        for attempt in range(tries):
            try:
                return await self._admitted(call)
            except _Stumbled as stumble:
                wait = stumble.retry_after
                if attempt + 1 >= tries or (wait is not None and wait > self._patience):
                    raise EveDown(f"{call.route}: {stumble}", retry_after=wait) from stumble.__cause__
            await clock.sleep(wait if wait is not None else 2**attempt * random.uniform(0.25, 0.75))  # noqa: S311
        raise AssertionError("unreachable: the last try returns or raises")

    async def _admitted(self, call: Call) -> Reply:
        while True:
            async with self._slots:
                pause = self.pause(call)
                if pause <= 0:
                    return await self._ask(call)
            if pause > self._patience:
                raise EveDown(f"{call.route}: at the limit", retry_after=pause)
            await clock.sleep(pause)

    def pause(self, call: Call) -> float:
        """Seconds until this question may be asked, 0 if now."""
        return max(self.budget.pause(), self.buckets.of(call.route, call.character_id).pause())

    async def _ask(self, call: Call) -> Reply:
        headers = dict(self._headers)
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        if call.etag is not None:
            headers["If-None-Match"] = call.etag
        if call.token is not None:
            headers["Authorization"] = f"Bearer {call.token}"
        try:
            async with self._session.request(
                "GET" if call.body is None else "POST",
                self._base + call.path,
                data=call.body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as fault:
            self.calls[call.route, 0] += 1
            raise _Stumbled(type(fault).__name__) from fault
        self.calls[call.route, answer.status] += 1
        self.budget.note(answer.headers)
        self.buckets.note(call.route, call.character_id, answer.headers, answer.status)
        if answer.status not in FINE:
            self._turned_away(call, answer.status, answer.headers, body)
        return Reply(answer.status, body, answer.headers.get("ETag"), expiry(answer.headers))

    def _turned_away(self, call: Call, status: int, headers: Mapping[str, str], body: bytes) -> None:
        wait = retry_after(headers)
        if status == 420:
            reset = number(headers, "X-ESI-Error-Limit-Reset")
            self.budget.exhausted(wait if reset is None else reset)
            log.error("ESI's error limit is used up; everything pauses for %.0f s", self.budget.pause())
            raise EveDown(f"{call.route}: error limit", retry_after=self.budget.pause())
        if status == 429:
            wait = 60.0 if wait is None else wait
            self.buckets.of(call.route, call.character_id).shut(wait)
            log.warning("%s: ESI asks for %.0f s of silence", call.route, wait)
            raise EveDown(f"{call.route}: rate limit", retry_after=wait)
        if 400 <= status < 500:
            raise Refused(status, body[:200].decode("utf-8", "replace"))
        raise _Stumbled(f"answered {status}", wait)


class _Stumbled(Exception):
    """No answer, or one that may be better next time."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


def user_agent(version: str, contact: str, source: str) -> str:
    """How we name ourselves to EVE's operators, who ban whom they cannot reach."""
    return f"Concord/{version} ({contact}; +{source}) aiohttp/{aiohttp.__version__}"


def expiry(headers: Mapping[str, str]) -> datetime | None:
    """When an answer goes stale: Expires, else max-age less its age; None if nothing is said."""
    stated = headers.get("Expires")
    if stated is not None:
        try:
            moment = parsedate_to_datetime(stated)
        except ValueError:
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    for part in headers.get("Cache-Control", "").split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isdigit():
            return clock.now() + timedelta(seconds=int(value) - (number(headers, "Age") or 0))
    return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the other side asks us to wait, given as a number or as a date."""
    stated = headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - clock.now()).total_seconds())
