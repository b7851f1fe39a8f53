"""A change is made only by a form of ours: the browser says where it comes from, and the form proves it."""

from __future__ import annotations

import hmac

from aiohttp import web
from aiohttp.http import HttpProcessingError
from aiohttp.typedefs import Handler

from bot.errors import Forbidden
from web.keys import SIGNED_IN, SITE
from web.session import browser_of, known_browser

NO_FORM = (ValueError, LookupError, AssertionError, HttpProcessingError)
"""What aiohttp raises about bytes that are no form."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def token_of(request: web.Request) -> str:
    """The token that forms on this page carry: of the session, or of the browser while nobody is signed in."""
    if (signed_in := request.get(SIGNED_IN)) is not None:
        return signed_in.csrf
    return _of_browser(request, browser_of(request))


@web.middleware
async def ours(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site, or nobody's form, sends."""
    if request.method not in SAFE and request.match_info.http_exception is None:
        if not from_here(request):
            raise Forbidden("web.error.foreign_form", address=request.app[SITE].url)
        try:
            form = await request.post()
        except NO_FORM as e:
            raise web.HTTPBadRequest from e
        if not _fits(request, form.get("csrf")):
            raise Forbidden("web.error.stale_form")
    return await handler(request)


def from_here(request: web.Request) -> bool:
    """What the browser itself says about the sender; programs that say nothing still need the token."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None and fetched_from not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == request.app[SITE].origin


def _fits(request: web.Request, given: object) -> bool:
    signed_in = request.get(SIGNED_IN)
    if signed_in is not None:
        wanted = signed_in.csrf
    elif (browser := known_browser(request)) is not None:
        wanted = _of_browser(request, browser)
    else:
        return False
    return isinstance(given, str) and hmac.compare_digest(given.encode(), wanted.encode())


def _of_browser(request: web.Request, browser: str) -> str:
    return request.app[SITE].vault.digest("csrf", browser)[:32]
