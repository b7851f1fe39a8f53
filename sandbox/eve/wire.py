"""How answers of the pretend EVE go over the wire: as JSON, or wrong in the way that a fault asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.eve.outages import RouteFault

PAGE = "<!doctype html><title>EVE Online</title><p>We will be right back."


def dumped(body: Any) -> bytes:
    """JSON without blanks."""
    return json.dumps(body, separators=(",", ":")).encode()


def forced_response(
    fault: RouteFault, request: web.Request, headers: Mapping[str, str] | None = None
) -> web.Response:
    """The answer that a fault forces; ConnectionResetError after cutting the connection."""
    if fault.way == "cut":
        if request.transport:
            request.transport.close()
        raise ConnectionResetError("cut by an ordered fault")
    given = dict(headers or {})
    if fault.retry_after is not None:
        given["Retry-After"] = str(fault.retry_after)
    if fault.way == "page":
        return web.Response(text=PAGE, status=fault.status, content_type="text/html", headers=given)
    body = dumped({"error": "A fault was asked for"})
    if fault.way == "torn":
        body = body[: len(body) // 2]
    return web.Response(body=body, status=fault.status, content_type="application/json", headers=given)
