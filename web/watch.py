"""What every request goes through first: a number, the caller's real address, headers, one line in the log."""

from __future__ import annotations

import logging
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_address

from aiohttp import web
from aiohttp.typedefs import Handler

from bot import clock, logs
from bot.metrics import Histogram
from web.keys import CLIENT, REQUEST_ID, SITE, Client

log = logging.getLogger("concord.web")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
QUIET = ("/static/", "/healthz", "/readyz", "/metrics")

METHODS = ("GET", "POST", "HEAD")
REQUESTS = Histogram(
    "concord_http_request_seconds",
    "Requests answered by the site",
    ("method", "route", "status"),
    (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)


@web.middleware
async def numbered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request its number, and log it by path alone: queries carry tokens, bodies carry words."""
    number = request[REQUEST_ID] = secrets.token_hex(8)
    correlation = logs.correlation.set(number)
    began = clock.monotonic()
    status = 500
    try:
        response = await handler(request)
        status = response.status
        return response
    except web.HTTPException as e:
        status = e.status
        raise
    finally:
        seconds = clock.monotonic() - began
        method = request.method if request.method in METHODS else "other"
        REQUESTS.observe(seconds, method, route_of(request), str(status))
        level = logging.DEBUG if request.path.startswith(QUIET) else logging.INFO
        if log.isEnabledFor(level):
            log.log(level, "%s %r %d %.1f ms", request.method, request.path, status, seconds * 1000)
        logs.correlation.reset(correlation)


def route_of(request: web.Request) -> str:
    """The address with places instead of ids, as the router knows it: a bounded set."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "none"


@web.middleware
async def through_proxies(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who is calling: forwarded headers count only as far as trusted proxies vouch for them."""
    peer = request.remote or ""
    forwarded = request.headers.getall("X-Forwarded-For", [])
    trusted = request.app[SITE].trusted_proxies
    scheme = request.scheme
    if trusted and _within(peer, trusted):
        scheme = request.headers.get("X-Forwarded-Proto", scheme).rsplit(",", 1)[-1].strip()
    request[CLIENT] = Client(client_address(peer, forwarded, trusted), scheme)
    return await handler(request)


def client_address(peer: str, forwarded: list[str], trusted: tuple[IPv4Network | IPv6Network, ...]) -> str:
    """The right-most address that no trusted proxy owns; whatever stands left of it may be invented."""
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    address = peer
    while hops and trusted and _within(address, trusted):
        hop = hops.pop()
        if not _is_address(hop):
            break
        address = hop
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _within(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return any(ip in network for network in networks)


async def put_headers(request: web.Request, response: web.StreamResponse) -> None:
    """On every answer, also those that aiohttp makes by itself."""
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.app[SITE].secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if (number := request.get(REQUEST_ID)) is not None:
        headers["X-Request-Id"] = number
    headers.setdefault("Cache-Control", "no-store")
    headers.popall("Server", None)
