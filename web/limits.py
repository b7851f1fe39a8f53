"""Rate limits on the ways in: a bucket of tokens for each address and each browser, in bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from aiohttp import web
from aiohttp.typedefs import Handler

from bot import clock
from bot.errors import TooMany
from web.keys import CLIENT, LIMITS
from web.session import known_browser

GUARDED = ("/sso/", "/discord/")
GUARDED_POSTS = ("/link/",)


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


BY_ADDRESS = Rate(burst=400, per_second=2)
"""Generous: a whole corporation may sit behind one address on the evening it moves in."""
BY_BROWSER = Rate(burst=30, per_second=0.5)


class Limits:
    """Buckets by name; the longest unused are forgotten first (a full bucket is worth nothing anyway)."""

    def __init__(self, most: int = 20_000) -> None:
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._most = most

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, name: str, rate: Rate) -> float:
        """Take one token: 0 if there was one, else the seconds until there is."""
        now = clock.monotonic()
        tokens, at = self._buckets.get(name, (rate.burst, now))
        tokens = min(rate.burst, tokens + (now - at) * rate.per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / rate.per_second
        self._buckets[name] = (tokens if wait else tokens - 1, now)
        self._buckets.move_to_end(name)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return wait


@web.middleware
async def limited(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Slow down whoever hammers on the doors; everything else is not counted."""
    if request.path.startswith(GUARDED) or (
        request.method == "POST" and request.path.startswith(GUARDED_POSTS)
    ):
        limits = request.app[LIMITS]
        wait = limits.take(f"a {network_of(request[CLIENT].address)}", BY_ADDRESS)
        if (browser := known_browser(request)) is not None:
            wait = max(wait, limits.take(f"b {browser}", BY_BROWSER))
        if wait:
            raise TooMany("web.error.too_many", retry_after=wait)
    return await handler(request)


def network_of(address: str) -> str:
    """What one customer of a provider has: an IPv4 address, or a /64 of IPv6."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return (ip.ipv4_mapped or IPv6Address(int(ip) >> 64 << 64)).compressed
    return ip.compressed
