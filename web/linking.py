"""Joining a Discord user and an EVE character: begun by the button in Discord, or here."""

from __future__ import annotations

import math

from aiohttp import web

from bot.rules import identity, links
from web.keys import ACTOR
from web.kit import back_to, flash, local_path, page, read, sign_in_first
from web.session import browser_of
from web.sso import as_id, at_home, returned, signed_in

routes = web.RouteTableDef()

DONE = "web.link.done"


@routes.get("/discord/link", name="discord.link", allow_head=False)
async def link(request: web.Request) -> web.Response:
    """With `t`: a link from Discord, opened. Without: to Discord, to link the account that is signed in."""
    at_home(request)
    if token := request.query.get("t"):
        if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
            raise web.HTTPServiceUnavailable  # a guess of the browser must not bind the link
        view = await links.opened(token, browser_of(request))
        return page(request, "link/opened.html", view=view)
    actor = request[ACTOR]
    if link_id := request.query.get("link"):
        purpose, user_id = "link", None
    elif actor.user_id is None:
        raise web.HTTPSeeOther(sign_in_first(request))
    else:
        purpose, user_id = "discord", actor.user_id
    address = await identity.begin(
        "discord",
        purpose,
        browser=browser_of(request),
        user_id=user_id,
        link_id=as_id(link_id) if link_id else None,
        return_to=local_path(request.query.get("return")),
    )
    raise web.HTTPFound(address)


@routes.get("/discord/callback", name="discord.callback", allow_head=False)
async def callback(request: web.Request) -> web.Response:
    """Back from Discord."""
    state, code = returned(request, "web.discord.declined")
    landed = await identity.finish_discord(state, code, browser_of(request), request[ACTOR].user_id)
    if landed.purpose == "link":
        raise web.HTTPSeeOther(f"/link/confirm?id={landed.link_id}")
    flash(request, "good", "web.discord.linked")
    raise back_to(request, local_path(landed.return_to))


@routes.get("/link/confirm", name="link.question", allow_head=False)
async def question(request: web.Request) -> web.Response:
    """Both sides, what will happen, and the question."""
    asked = await links.question(as_id(request.query.get("id")), browser_of(request))
    return page(request, "link/question.html", question=asked)


@routes.post("/link/confirm", name="link.confirm")
async def confirm(request: web.Request) -> web.Response:
    """Yes, this is me on both sides. The proof that EVE gave signs the pilot in here as well."""
    form = await read(request, id=int)
    linked = await links.confirm(form.id, browser_of(request))
    wait = math.ceil(linked.wait_seconds)
    flash(request, "good", DONE, name=linked.character_name, state=linked.state_name, wait=wait)
    raise await signed_in(request, linked.user_id, "/link/done")


@routes.post("/link/refuse", name="link.refuse")
async def refuse(request: web.Request) -> web.Response:
    """No: the link is dead, nothing was changed."""
    form = await read(request, id=int)
    await links.refuse(form.id, browser_of(request))
    flash(request, "info", "web.link.refused")
    raise back_to(request, "/")


@routes.get("/link/done", name="link.done")
async def done(request: web.Request) -> web.Response:
    """Back to Discord: told once, after the confirmation."""
    return page(request, "link/done.html", done=DONE)
