"""`/metrics`: the figures of the one look (`bot.rules.health`) and of this process, for Prometheus."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterator
from ipaddress import ip_address

from aiohttp import web

from bot import clock, metrics
from bot.eve.base import Figures
from bot.metrics import Family, counter, gauge
from bot.rules import health
from bot.rules.health import Health
from bot.services.base import GatewayFigures
from web.keys import SITE
from web.watch import REQUESTS

routes = web.RouteTableDef()

FORWARDING = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


@routes.get("/metrics", name="metrics")
async def scrape(request: web.Request) -> web.Response:
    """Everything that there is to count. With the token, or from this machine without a proxy between."""
    if not (_has_token(request) or _is_local(request)):
        raise web.HTTPNotFound
    found = await health.measure()
    text = metrics.text([*_work(found), *_outside(found), *_process(found)])
    return web.Response(body=text.encode(), headers={"Content-Type": metrics.CONTENT_TYPE})


def _has_token(request: web.Request) -> bool:
    wanted = request.app[SITE].metrics_token
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(wanted) and kind.lower() == "bearer" and hmac.compare_digest(given.encode(), wanted.encode())


def _is_local(request: web.Request) -> bool:
    """Straight from this machine: what a proxy forwards says so in a header, whoever sent it."""
    if any(name in request.headers for name in FORWARDING):
        return False
    try:
        return ip_address(request.remote or "").is_loopback
    except ValueError:
        return False


def _work(found: Health) -> Iterator[Family]:
    slots = ((n.name, slot, getattr(n, slot)) for n in found.names for slot in ("waiting", "running", "dead"))
    yield gauge(
        "concord_queue_jobs", "Work in the queue", *(({"job": n, "slot": s}, count) for n, s, count in slots)
    )
    now = clock.now()
    ages = (
        ({"job": n.name}, max(0.0, (now - n.oldest).total_seconds()))
        for n in found.names
        if n.oldest is not None
    )
    yield gauge("concord_queue_oldest_seconds", "How long the oldest due work has waited", *ages)
    runs = [j for j in found.jobs if j.finished_at is not None]
    yield gauge(
        "concord_schedule_last_run_timestamp_seconds",
        "When a scheduled job last ended",
        *(({"job": j.name}, j.finished_at.timestamp()) for j in runs if j.finished_at is not None),
    )
    yield gauge(
        "concord_schedule_duration_seconds",
        "How long its last run took",
        *(({"job": j.name}, (j.duration_ms or 0) / 1000) for j in runs),
    )
    yield gauge(
        "concord_schedule_ok",
        "Whether its last run went well",
        *(({"job": j.name}, j.result == "ok") for j in runs),
    )


def _outside(found: Health) -> Iterator[Family]:
    services = [({"service": s.name}, s) for s in found.services]
    up = (((labels), s.ready and s.since is None) for labels, s in services)
    yield gauge("concord_service_up", "Whether a service answers and work for it makes sense", *up)
    yield gauge("concord_service_waiting", "Accounts that wait", *((ls, s.waiting) for ls, s in services))
    yield gauge("concord_service_refused", "Accounts it refuses", *((ls, s.refused) for ls, s in services))
    if found.eve is not None:
        yield from _eve(found.eve)
    if found.discord is not None:
        yield from _discord(found.discord)


def _eve(eve: Figures) -> Iterator[Family]:
    calls = (({"route": route, "status": str(status)}, n) for (route, status), n in eve.calls.items())
    yield counter("concord_esi_requests_total", "Requests to ESI; status 0 is no answer", *calls)
    yield counter("concord_esi_from_memory_total", "Questions that needed no request", ({}, eve.from_memory))
    if eve.error_budget is not None:
        yield gauge(
            "concord_esi_error_budget", "Errors that ESI still allows this minute", ({}, eve.error_budget)
        )
    least: dict[str, int] = {}
    for (group, _), left in eve.buckets.items():
        least[group] = min(left, least.get(group, left))
    yield gauge(
        "concord_esi_bucket_remaining",
        "Tokens left in the emptiest bucket of a group of routes",
        *(({"group": group}, left) for group, left in least.items()),
    )
    pause = max(0.0, (eve.paused_until - clock.now()).total_seconds()) if eve.paused_until else 0.0
    yield gauge("concord_esi_paused_seconds", "For how long ESI is left alone", ({}, pause))


def _discord(discord: GatewayFigures) -> Iterator[Family]:
    yield gauge(
        "concord_discord_up", "Whether the gateway is connected and knows everybody", ({}, discord.up)
    )
    if discord.latency is not None:
        yield gauge("concord_discord_latency_seconds", "A heartbeat and its answer", ({}, discord.latency))
    calls = (({"route": route, "status": str(status)}, n) for (route, status), n in discord.calls.items())
    yield counter("concord_discord_requests_total", "Requests to Discord's REST API", *calls)
    yield counter("concord_discord_limited_total", "Answers that said: too fast (429)", ({}, discord.limited))
    windows = [({"route": w.route, "guild": str(w.guild_id)}, w) for w in discord.windows]
    limits = ((ls, w.limit) for ls, w in windows)
    yield gauge("concord_discord_window_limit", "Requests that a rate limit allows", *limits)
    left = ((ls, w.remaining) for ls, w in windows)
    yield gauge("concord_discord_window_remaining", "Requests left of it now", *left)
    waiting = ((ls, w.waiting) for ls, w in windows)
    yield gauge("concord_discord_window_waiting", "Requests that stand in line for it", *waiting)


def _process(found: Health) -> Iterator[Family]:
    yield gauge("concord_info", "Versions", ({_label(n): v for n, v in found.versions.items()}, 1))
    yield REQUESTS.family()
    yield counter("concord_faults_total", "Faults of ours since the start", ({}, found.fault_count))
    yield metrics.LAG.family()
    yield gauge("concord_tasks", "Tasks of the event loop", ({}, len(asyncio.all_tasks())))
    yield gauge("process_resident_memory_bytes", "Memory held", ({}, metrics.memory()))
    yield counter("process_cpu_seconds_total", "Processor time used", ({}, metrics.cpu_seconds()))
    yield gauge("process_open_fds", "Files and sockets open", ({}, metrics.open_files()))


def _label(name: str) -> str:
    return name.lower().replace(".", "_").replace("-", "_")
