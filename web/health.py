"""Whether the process lives, and whether it can do its work: for supervisors, load balancers and people."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from web.keys import SITE, Check

log = logging.getLogger("concord.web")

routes = web.RouteTableDef()
LONGEST = 5.0  # seconds for one check


@routes.get("/healthz", name="healthz")
async def healthz(request: web.Request) -> web.Response:
    """The loop runs."""
    return web.Response(text="ok\n")


@routes.get("/readyz", name="readyz")
async def readyz(request: web.Request) -> web.Response:
    """Everything that we need works; 503 with the reasons if not. JSON if that is what the caller accepts.

    Notes are what is wrong elsewhere: worth saying, but no reason to take this process out of service.
    """
    site = request.app[SITE]
    checks, parts = {**site.ready, **site.notes}, site.parts
    answers = await asyncio.gather(*(_look(name, check) for name, check in checks.items()))
    found = {name: reason for name, reason in zip(checks, answers, strict=True) if reason is not None}
    reasons = {name: reason for name, reason in found.items() if name in site.ready}
    notes = {name: reason for name, reason in found.items() if name not in site.ready}
    status = 503 if reasons else 200
    if "application/json" in request.headers.get("Accept", ""):
        body = {"ready": not reasons, "reasons": reasons, "notes": notes, "parts": list(parts)}
        return web.json_response(body, status=status)
    lines = [f"{name}: {found.get(name, 'ok')}" for name in checks] or ["ok"]
    lines += [f"parts: {', '.join(parts)}"] if parts else []
    return web.Response(text="\n".join(lines) + "\n", status=status)


async def _look(name: str, check: Check) -> str | None:
    try:
        async with asyncio.timeout(LONGEST):
            return await check()
    except TimeoutError:
        return f"no answer within {LONGEST:.0f} s"
    except Exception:
        log.exception("the readiness check %s failed", name)
        return "the check itself failed; see the log"
