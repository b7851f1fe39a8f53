"""The ways in and out: to EVE and back, sign out here, sign out everywhere."""

from __future__ import annotations

import logging

from aiohttp import web

from bot.errors import Forbidden, Invalid
from bot.rules import accounts, identity, sessions
from web.keys import ACTOR, SIGNED_IN, SITE
from web.kit import back_to, flash, local_path, needs, page
from web.session import browser_of, drop_cookie, get_cookie, set_cookie

log = logging.getLogger("concord.web")

routes = web.RouteTableDef()


@routes.get("/sso/login", name="sso.login", allow_head=False)
async def login(request: web.Request) -> web.Response:
    """To EVE: to sign in, to add a character or scopes (`add`, `scopes`), to prove once more who one is
    (`confirm`), or for a link from Discord (`link`)."""
    at_home(request)
    actor, query = request[ACTOR], request.query
    scopes = tuple(query.get("scopes", "").split())
    if link_id := query.get("link"):
        purpose, user_id = "link", None
    elif "add" in query or scopes:
        if actor.user_id is None:
            raise Forbidden("web.error.sign_in_first")
        purpose, user_id = "add", actor.user_id
    elif "confirm" in query:
        if actor.user_id is None:
            raise Forbidden("web.error.sign_in_first")
        purpose, user_id = "confirm", actor.user_id
    else:
        purpose, user_id = "login", None
    address = await identity.begin(
        "eve",
        purpose,
        browser=browser_of(request),
        user_id=user_id,
        link_id=as_id(link_id) if link_id else None,
        scopes=scopes,
        return_to=local_path(query.get("return"), "/account" if purpose == "add" else "/"),
    )
    raise web.HTTPFound(address)


@routes.get("/sso/callback", name="sso.callback", allow_head=False)
async def callback(request: web.Request) -> web.Response:
    """Back from EVE."""
    state, code = returned(request, "web.sso.declined")
    landed = await identity.finish_eve(state, code, browser_of(request), request[ACTOR].user_id)
    if landed.purpose == "link":
        raise web.HTTPSeeOther(f"/link/confirm?id={landed.link_id}")
    if landed.purpose == "add":
        key = "web.sso.added" if landed.added else "web.sso.renewed"
        flash(request, "good", key, name=landed.character_name)
        raise back_to(request, local_path(landed.return_to, "/account"))
    if landed.purpose == "confirm" and landed.user_id is not None:
        await sessions.confirm(request[SIGNED_IN].session_id, landed.user_id)
        raise back_to(request, local_path(landed.return_to))
    if landed.closed is not None:
        raise web.HTTPSeeOther(f"/account/reopen?trip={landed.closed}")
    if landed.user_id is None:
        raise RuntimeError("a sign-in ended without an account")
    if landed.is_new or landed.came_back:
        key = "web.sso.new" if landed.is_new else "web.sso.came_back"
        flash(request, "good", key, name=landed.character_name)
    raise await signed_in(request, landed.user_id, local_path(landed.return_to))


@routes.post("/signout", name="signout")
async def sign_out(request: web.Request) -> web.Response:
    """End this session."""
    await sessions.close(get_cookie(request, "concord_session") or "")
    flash(request, "good", "web.sso.signed_out")
    response = back_to(request, "/")
    drop_cookie(response, request.app[SITE], "concord_session")
    raise response


@routes.get("/signout/everywhere", name="signout.everywhere.ask")
@needs()
async def ask_everywhere(request: web.Request) -> web.Response:
    """The question before all sessions end."""
    return page(
        request,
        "confirm.html",
        card=await accounts.card(request[ACTOR]),
        title="web.everywhere.title",
        text="web.everywhere.text",
        values={},
        button="web.everywhere.button",
        fields={},
        cancel="/account",
    )


@routes.post("/signout/everywhere", name="signout.everywhere")
@needs()
async def everywhere(request: web.Request) -> web.Response:
    """End all sessions of this account."""
    actor = request[ACTOR]
    count = await sessions.close_all(actor.must_be_someone(), actor=actor)
    flash(request, "good", "web.everywhere.done", count=count)
    response = back_to(request, "/")
    drop_cookie(response, request.app[SITE], "concord_session")
    raise response


async def signed_in(request: web.Request, user_id: int, address: str) -> web.HTTPSeeOther:
    """The redirect that carries a new session; one that was open in this browser ends."""
    await sessions.close(get_cookie(request, "concord_session") or "")
    cookie = await sessions.open(user_id)
    response = back_to(request, address)
    set_cookie(response, request.app[SITE], "concord_session", cookie)
    return response


def returned(request: web.Request, declined: str) -> tuple[str, str]:
    """State and code that a provider sends back; `declined` is what to say if the pilot said no there."""
    if (error := request.query.get("error")) is not None:
        log.info("sign-in ended at the provider: %.40r", error)
        raise Forbidden(declined)
    state, code = request.query.get("state", ""), request.query.get("code", "")
    if not state or not code or len(state) > 512 or len(code) > 4096:
        raise Invalid("web.sso.incomplete")
    return state, code


def at_home(request: web.Request) -> None:
    """Cookies set under another name of ours would be missing when the provider sends the browser back."""
    site = request.app[SITE]
    if request.host.lower() != site.host and request.headers.get("Sec-Fetch-Site") != "cross-site":
        raise web.HTTPTemporaryRedirect(site.url + request.path_qs)


def as_id(text: str | None) -> int:
    """A number out of an address; raises Invalid."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Invalid("web.error.bad_address")
    return int(text)
