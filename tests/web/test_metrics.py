"""/metrics: who may read it, that Prometheus can, and that the page for operators names every figure."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import clock, logs, metrics
from bot.config import Config
from bot.eve.esi import EsiClient
from bot.metrics import Histogram, counter, gauge
from bot.rules.outside import Outside
from bot.services.base import GatewayFigures, WindowFigures
from models.queue import Job, ScheduleRun
from models.services import Instance
from tests.house.tree import ROOT
from tests.web.conftest import Place, Serve

SAMPLE = re.compile(
    r'([a-z_][a-z0-9_]*)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.e+-]+|\+Inf|NaN)'
)
Samples = dict[tuple[str, str], float]


def parsed(text: str) -> Samples:
    """The samples of the text format, read as strictly as Prometheus does."""
    assert text.endswith("\n")
    kinds: dict[str, str] = {}
    found: Samples = {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in kinds, f"{name} stands twice"
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            match = SAMPLE.fullmatch(line)
            assert match, line
            name, labels, value = match[1], match[2] or "", float(match[3])
            family = re.sub(r"_(bucket|sum|count)$", "", name)
            assert name in kinds or kinds.get(family) == "histogram", f"{name} has no type"
            assert kinds.get(name) != "counter" or name.endswith("_total"), name
            assert (name, labels) not in found, line
            found[name, labels] = value
    return found


class Gateway:
    """A connection that was lost a minute ago."""

    def figures(self) -> GatewayFigures:
        windows = [WindowFigures("role_put", 7, 10, 4, 2.5, 3)]
        calls = {("PUT /guilds/{id}/members/{id}/roles/{id}", 204): 12, ("GET /users/@me", 429): 1}
        return GatewayFigures(
            False, clock.now() - timedelta(minutes=1), "trouble.discord_down", None, calls, 1, windows
        )


async def status(request: web.Request) -> web.Response:
    headers = {"X-ESI-Error-Limit-Remain": "87", "X-ESI-Error-Limit-Reset": "41"}
    body = {"players": 1, "server_version": "1", "start_time": "2026-11-24T11:00:00Z"}
    return web.json_response(body, headers=headers)


@pytest.fixture
async def eve(ports: Outside) -> AsyncIterator[EsiClient]:
    """ESI's real client, which has asked once."""
    app = web.Application()
    app.router.add_get("/status", status)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        ports.esi = EsiClient(session, base_url=str(server.make_url("")), user_agent="test")
        await ports.esi.status()
        yield ports.esi


async def test_a_scrape_holds_everything_that_operators_were_promised(
    place: Place, ports: Outside, eve: EsiClient
) -> None:
    ports.gateway = Gateway()
    now = clock.now()
    await Job.create(name="notice.send", key="1", run_at=now - timedelta(seconds=90), created_at=now)
    await Job.create(name="x", key="1", slot=None, run_at=now, created_at=now)
    await ScheduleRun.create(
        name="affiliations", result="failed", duration_ms=120, started_at=now, finished_at=now
    )
    await Instance.create(kind="discord", slug="7", name='The "Lantern"', down_since=now, trouble="silent")
    before = logs.faults.count
    logs.fault(logs.logging.getLogger("x"), "a test", ValueError("wrong"))
    browser = place.browser()
    await browser.get("/account/tokens")
    await browser.get("/no/such/page/7")
    seen = await browser.get("/metrics")
    assert (seen.status, seen.headers["Content-Type"]) == (200, metrics.CONTENT_TYPE)
    found = parsed(seen.text)
    assert found["concord_queue_jobs", 'job="notice.send",slot="waiting"'] == 1
    assert found["concord_queue_jobs", 'job="x",slot="dead"'] == 1
    assert 90 <= found["concord_queue_oldest_seconds", 'job="notice.send"'] < 120
    assert found["concord_schedule_ok", 'job="affiliations"'] == 0
    assert found["concord_schedule_duration_seconds", 'job="affiliations"'] == 0.12
    assert found["concord_service_up", r'service="The \"Lantern\""'] == 0
    assert found["concord_esi_requests_total", 'route="GET /status",status="200"'] == 1
    assert found["concord_esi_error_budget", ""] == 87
    assert found["concord_discord_up", ""] == 0
    assert found["concord_discord_limited_total", ""] == 1
    assert found["concord_discord_window_remaining", 'route="role_put",guild="7"'] == 4
    assert found["concord_discord_requests_total", 'route="GET /users/@me",status="429"'] == 1
    assert found["concord_http_request_seconds_count", 'method="GET",route="none",status="404"'] >= 1
    assert found["concord_faults_total", ""] == before + 1
    assert found["process_resident_memory_bytes", ""] > 10_000_000
    page = (ROOT / "docs/operating.md").read_text()
    families = {re.sub(r"_(bucket|sum|count)$", "", n) if "_seconds_" in n else n for n, _ in found}
    assert not [n for n in families if f"`{n}`" not in page]


async def test_from_this_machine_without_a_proxy_no_token_is_needed(place: Place) -> None:
    browser = place.browser()
    assert (await browser.get("/metrics")).status == 200
    for header in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"):
        assert (await browser.get("/metrics", **{header: "127.0.0.1"})).status == 404


async def test_through_a_proxy_only_the_token_opens(serve: Serve, config: Config) -> None:
    opened = msgspec.structs.replace(config, metrics_token="a-token-for-tests-only")
    browser = (await serve(opened)).browser()
    far = {"X-Forwarded-For": "203.0.113.7"}
    assert (await browser.get("/metrics", **far, Authorization="Bearer a-token-for-tests-only")).status == 200
    for wrong in ("Bearer a-token-for-tests-onlY", "Bearer ", "Bearer é", "Basic a-token-for-tests-only", ""):
        assert (await browser.get("/metrics", **far, Authorization=wrong)).status == 404


async def test_without_a_token_in_the_configuration_an_empty_one_does_not_open(place: Place) -> None:
    seen = await place.browser().get("/metrics", Authorization="Bearer ", Via="1.1 proxy")
    assert seen.status == 404


def test_buckets_are_cumulative_and_the_last_holds_all() -> None:
    took = Histogram("t_seconds", "Times", ("route",), (0.1, 1))
    for seconds in (0.05, 0.1, 0.5, 3):
        took.observe(seconds, "/")
    found = parsed(metrics.text([took.family()]))
    counts = [found["t_seconds_bucket", f'route="/",le="{le}"'] for le in ("0.1", "1", "+Inf")]
    assert counts == [2, 3, 4]
    assert found["t_seconds_sum", 'route="/"'] == pytest.approx(3.65)
    assert found["t_seconds_count", 'route="/"'] == 4


def test_names_of_others_cannot_break_the_format() -> None:
    nasty = 'a"b\\c\nd'
    found = parsed(
        metrics.text([gauge("g", "Two\nlines", ({"n": nasty}, 1)), counter("c_total", "C", ({}, 2))])
    )
    assert found == {("g", 'n="a\\"b\\\\c\\nd"'): 1, ("c_total", ""): 2}
