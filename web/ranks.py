"""Making somebody staff or superuser on the site, after signing in with EVE once more."""

from __future__ import annotations

from aiohttp import web
from yarl import URL

from bot.rules import ranks
from bot.rules.access import STAFF
from bot.rules.ranks import Rank
from web.keys import ACTOR, SIGNED_IN
from web.kit import back_to, flash, needs, page, read

routes = web.RouteTableDef()

PLACE = r"/admin/users/{id:\d{1,9}}/role"


@routes.get(PLACE, name="users.role")
@needs(STAFF)
async def form(request: web.Request) -> web.Response:
    """What somebody is here, and what they could be."""
    found = await ranks.look(request[ACTOR], int(request.match_info["id"]))
    wanted = request.query.get("role", "")
    return page(
        request,
        "rank.html",
        found=found,
        person=f"/admin/users/{found.user_id}",
        own=found.user_id == request[ACTOR].user_id,
        wanted=wanted if wanted in set(Rank) else found.rank.value,
        chosen=wanted in set(Rank),
        ranks=[r.value for r in Rank],
    )


@routes.post(PLACE, name="users.role.change")
@needs(STAFF)
async def change(request: web.Request) -> web.Response:
    """Do it; whose proof is not fresh is sent to EVE and comes back to the form as it was."""
    asked = await read(request, role=Rank)
    user_id, session = int(request.match_info["id"]), request[SIGNED_IN].session_id
    try:
        before = await ranks.change(request[ACTOR], user_id, asked.role, session)
    except ranks.NotConfirmed:
        back = str(URL(request.path).with_query(role=asked.role.value))
        raise web.HTTPSeeOther(str(URL("/sso/login").with_query({"confirm": "1", "return": back}))) from None
    flash(request, "good", f"notice.rank.made_{asked.role}", name=before.name)
    raise back_to(request, request.path)
