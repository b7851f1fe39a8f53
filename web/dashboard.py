"""The front page: the way in, or what one's account looks like and what needs attention."""

from __future__ import annotations

from aiohttp import web
from yarl import URL

from bot.rules import accounts, brake
from bot.rules.access import STAFF
from web.keys import ACTOR
from web.kit import local_path, page

routes = web.RouteTableDef()

MOST_URGENT = 3
VALID = "valid"


@routes.get("/", name="home")
async def home(request: web.Request) -> web.Response:
    """The sign-in page for strangers, the dashboard for everybody else."""
    actor = request[ACTOR]
    back = local_path(request.query.get("return"))
    if actor.user_id is None:
        login = URL("/sso/login").with_query({"return": back} if back != "/" else {})
        return page(request, "signin.html", login=str(login), deep=back != "/")
    if back != "/":
        raise web.HTTPSeeOther(back)
    card = await accounts.card(actor)
    waiting = await brake.waiting(actor) if actor.may(STAFF) else []
    urgent = [c for c in card.characters if c.token.value != VALID][:MOST_URGENT]
    return page(request, "dashboard.html", card=card, brakes=waiting, urgent=urgent)
