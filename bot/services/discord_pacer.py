"""Lets requests to Discord through one after the other, so that what they carry is decided as late as possible."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot import clock
from bot.services.base import ServiceDown, WindowFigures
from bot.services.discord_calls import Calls

NAP = 0.25
"""Seconds after which whoever waits for a turn looks whether we are about to stop."""


@dataclass
class Window:
    """A fixed window of `limit` requests per `period` seconds. First come, first served."""

    limit: int
    period: float
    remaining: int = 0
    resets_at: float = 0.0
    waiting: int = 0
    shut: bool = False
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def turn(self) -> None:
        """Return when one more request may be sent. Raises ServiceDown once we are about to stop."""
        self.waiting += 1
        try:
            async with self._line:
                while not self.shut and not self._take():
                    await clock.sleep(min(self.resets_at - clock.monotonic(), NAP))
                if self.shut:
                    raise ServiceDown("stopping", 0.0)
        finally:
            self.waiting -= 1

    def wait(self, position: int) -> float:
        """Seconds until the request that is `position`-th in line (1 is the next to come) will have its turn."""
        now = clock.monotonic()
        free = self.remaining if now < self.resets_at else self.limit
        ahead = self.waiting + position - free
        if ahead <= 0:
            return 0.0
        until_reset = self.resets_at - now if now < self.resets_at else self.period
        return until_reset + (ahead - 1) // self.limit * self.period

    def learn(self, limit: int, remaining: int, reset_after: float) -> None:
        """Believe Discord: its numbers replace what we assumed."""
        now = clock.monotonic()
        self.limit = limit
        if remaining == limit - 1:  # the first request of a window tells how long windows are
            self.period = max(reset_after, 0.001)
        fresh = now >= self.resets_at
        # Requests that are still under way are not in Discord's number, but they are in ours.
        self.remaining = remaining if fresh else min(self.remaining, remaining)
        self.resets_at = now + reset_after

    def stop_for(self, seconds: float) -> None:
        """Nothing more until this many seconds have passed: Discord said so."""
        self.remaining, self.resets_at = 0, clock.monotonic() + seconds

    def _take(self) -> bool:
        now = clock.monotonic()
        if now >= self.resets_at:
            self.remaining, self.resets_at = self.limit, now + self.period
        if self.remaining <= 0:
            return False
        self.remaining -= 1
        return True


ROLE_PUT, ROLE_DELETE, MEMBER, ROLE_CREATE = "role_put", "role_delete", "member", "role_create"

# What was observed in November 2026; whatever Discord's headers say later wins.
_ASSUMED = {ROLE_PUT: (10, 10.0), ROLE_DELETE: (10, 10.0), MEMBER: (10, 10.0), ROLE_CREATE: (250, 172_800.0)}
_ROUTES = [
    (ROLE_PUT, "PUT", re.compile(r"/guilds/(\d+)/members/\d+/roles/\d+$")),
    (ROLE_DELETE, "DELETE", re.compile(r"/guilds/(\d+)/members/\d+/roles/\d+$")),
    (MEMBER, "PATCH", re.compile(r"/guilds/(\d+)/members/\d+$")),
    (ROLE_CREATE, "POST", re.compile(r"/guilds/(\d+)/roles$")),
]


class Pacer:
    """One window for each guild and kind of request; learns from the headers of every answer."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, int], Window] = {}
        self._shut = False
        self.calls = Calls()

    def window(self, route: str, guild_id: int) -> Window:
        """The window of one kind of request in one guild."""
        key = (route, guild_id)
        if key not in self._windows:
            self._windows[key] = Window(*_ASSUMED[route], shut=self._shut)
        return self._windows[key]

    def shut(self) -> None:
        """Let nobody through any more: who waits for a turn is sent back at once, so that stopping need not wait."""
        self._shut = True
        for window in self._windows.values():
            window.shut = True

    def figures(self) -> list[WindowFigures]:
        """What is left of every window now."""
        now = clock.monotonic()
        return [
            WindowFigures(
                route,
                guild_id,
                w.limit,
                w.remaining if now < w.resets_at else w.limit,
                max(0.0, w.resets_at - now),
                w.waiting,
            )
            for (route, guild_id), w in self._windows.items()
        ]

    def observe(self, method: str, path: str, status: int, headers: Mapping[str, str]) -> None:
        """Count an answer; take in its rate limit headers if the request was one of those that we pace."""
        self.calls.observe(method, path, status)
        for route, its_method, pattern in _ROUTES:
            found = pattern.search(path) if method == its_method else None
            if found is None:
                continue
            window = self.window(route, int(found[1]))
            try:
                if status == 429:
                    window.stop_for(float(headers["Retry-After"]))
                elif "X-RateLimit-Remaining" in headers:
                    window.learn(
                        int(headers["X-RateLimit-Limit"]),
                        int(headers["X-RateLimit-Remaining"]),
                        float(headers["X-RateLimit-Reset-After"]),
                    )
            except (KeyError, ValueError):
                pass  # a proxy's answer without the headers: what we assumed still holds
            return
