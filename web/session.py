"""Cookies: who is signed in, and which browser this is while nobody is."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import replace

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.rules import sessions
from bot.rules.access import Actor, Face
from web.keys import ACTOR, BROWSER, NEW_BROWSER, REQUEST_ID, SIGNED_IN, SITE, Site

YEAR = 365 * 86_400
STATELESS = ("/static/", "/portraits/", "/avatars/", "/healthz", "/readyz", "/metrics", "/robots.txt")


def cookie_name(site: Site, name: str) -> str:
    """With https the prefix makes browsers refuse a cookie that a neighbouring host or plain http has set."""
    return f"__Host-{name}" if site.secure else name


def set_cookie(response: web.StreamResponse, site: Site, name: str, value: str, max_age: int = YEAR) -> None:
    """A cookie for us alone."""
    response.set_cookie(
        cookie_name(site, name),
        value,
        max_age=max_age,
        path="/",
        httponly=True,
        secure=site.secure,
        samesite="Lax",
    )


def drop_cookie(response: web.StreamResponse, site: Site, name: str) -> None:
    """Make the browser forget a cookie."""
    response.del_cookie(cookie_name(site, name), path="/", httponly=True, secure=site.secure, samesite="Lax")


def get_cookie(request: web.Request, name: str) -> str | None:
    """The value of one of our cookies; other bytes than we send are nobody's cookie."""
    value = request.cookies.get(cookie_name(request.app[SITE], name), "")
    return value if value.isascii() else None


@web.middleware
async def recognised(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Load session, user and permissions in one statement; set what cookies the answer needs."""
    if request.path.startswith(STATELESS):
        return await handler(request)
    cookie = get_cookie(request, "concord_session")
    signed_in = await sessions.load(cookie) if cookie else None
    if signed_in is None:
        request[ACTOR] = Actor(user_id=None, face=Face.WEB, correlation=request[REQUEST_ID])
    else:
        request[SIGNED_IN] = signed_in
        request[ACTOR] = replace(signed_in.actor, correlation=request[REQUEST_ID])
    try:
        response = await handler(request)
    except web.HTTPException as e:
        _keep(request, e, stale=cookie is not None and signed_in is None)
        raise
    _keep(request, response, stale=cookie is not None and signed_in is None)
    return response


def _keep(request: web.Request, response: web.StreamResponse, *, stale: bool) -> None:
    site = request.app[SITE]
    if stale and cookie_name(site, "concord_session") not in response.cookies:
        drop_cookie(response, site, "concord_session")
    keep_browser(request, response)


def keep_browser(request: web.Request, response: web.StreamResponse) -> None:
    """Send the browser its key, if it got one just now."""
    site = request.app[SITE]
    if request.get(NEW_BROWSER) and cookie_name(site, "concord_browser") not in response.cookies:
        set_cookie(response, site, "concord_browser", signed_browser(site, request[BROWSER]))


def signed_browser(site: Site, key: str) -> str:
    """The browser key as its cookie carries it: only keys that we have given out are accepted back."""
    return f"{key}.{site.vault.digest('browser', key)[:32]}"


def known_browser(request: web.Request) -> str | None:
    """The key of the browser, if it brought one of ours."""
    if (key := request.get(BROWSER)) is not None:
        return key
    key, _, signature = (get_cookie(request, "concord_browser") or "").partition(".")
    if not key or not hmac.compare_digest(
        signature.encode(), request.app[SITE].vault.digest("browser", key)[:32].encode()
    ):
        return None
    request[BROWSER] = key
    return key


def browser_of(request: web.Request) -> str:
    """The key of the browser; a new one is sent along with the answer."""
    if (key := known_browser(request)) is None:
        key = request[BROWSER] = secrets.token_urlsafe(24)
        request[NEW_BROWSER] = True
    return key
