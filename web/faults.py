"""Whatever goes wrong becomes a page with the right status, in plain words, with a way on."""

from __future__ import annotations

import logging
import math

from aiohttp import web
from aiohttp.typedefs import Handler

from bot import logs, voice
from bot.errors import ConcordError, Conflict, Forbidden, Invalid, NotFound, TooMany, Unavailable
from web.kit import page

log = logging.getLogger("concord.web")

STATUS: dict[type[ConcordError], int] = {
    Invalid: 422,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooMany: 429,
    Unavailable: 503,
}
TITLES = {
    400: "web.error.400",
    403: "web.error.403",
    404: "web.error.404",
    405: "web.error.405",
    409: "web.error.409",
    413: "web.error.413",
    422: "web.error.422",
    429: "web.error.429",
    500: "web.error.500",
    503: "web.error.503",
}
WHY = {
    400: "web.error.400.why",
    404: "web.error.404.why",
    405: "web.error.405.why",
    413: "web.error.413.why",
}


@web.middleware
async def answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn our errors into pages, refusals of aiohttp into pages, and the rest into an apology."""
    try:
        return await handler(request)
    except ConcordError as e:
        return refused(request, e)
    except web.HTTPException as e:
        if e.status < 400:
            raise
        return _of_http(request, e)
    except Exception as e:  # noqa: BLE001  (the outermost net: logged with its trace, answered with an apology)
        reference = logs.fault(log, f"{request.method} {request.path!r}", e)
        return _apology(request, reference)


def _apology(request: web.Request, reference: str) -> web.Response:
    """The page for a fault of ours; bare words if drawing pages is what is broken."""
    try:
        return page(request, "error.html", status=500, title=TITLES[500], why=None, reference=reference)
    except Exception as e:  # noqa: BLE001  (there is no further net)
        logs.fault(log, "drawing the error page", e)
        return web.Response(status=500, text=f"{voice.say('en', TITLES[500])}. {reference}\n")


def refused(request: web.Request, error: ConcordError) -> web.Response:
    """The page for an error that a user may be told."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 422)
    values = dict(error.values)
    wait = math.ceil(error.retry_after) if isinstance(error, TooMany) else 10 if status == 503 else None
    if wait is not None and "retry_after" in values:
        values["retry_after"] = wait
    log.info("refused %s %r: %s", request.method, request.path, error.key)
    response = page(
        request,
        "error.html",
        status=status,
        title=TITLES[status],
        why=(error.key, values),
        reference=None,
        wait=wait,
    )
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def _of_http(request: web.Request, error: web.HTTPException) -> web.Response:
    if error.status == 405 and request.method == "OPTIONS":
        return web.Response(status=204, headers={"Allow": error.headers.get("Allow", "")})
    status = error.status if error.status in TITLES else 400
    why: tuple[str, dict[str, object]] | None = (WHY[status], {}) if status in WHY else None
    response = page(request, "error.html", status=error.status, title=TITLES[status], why=why, reference=None)
    if "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response
