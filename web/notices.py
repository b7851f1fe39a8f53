"""What somebody was told, on a page: opened in place, read, deleted. The rules are in bot/rules/inbox.py."""

from __future__ import annotations

from aiohttp import web

from bot.rules import inbox
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page

routes = web.RouteTableDef()

HERE = "/notices"


@routes.get(HERE, name="notices")
@needs()
async def notices(request: web.Request) -> web.Response:
    """All of them, newest first; there are at most fifty. `?unread=1`: only those."""
    unread = request.query.get("unread") == "1"
    told = await inbox.listed(request[ACTOR], unread=unread)
    return page(request, "notices.html", told=told, only_unread=unread, language=language_of(request))


@routes.post(HERE + r"/{id:\d{1,18}}/read", name="notices.read")
@needs()
async def read(request: web.Request) -> web.Response:
    """One was read."""
    await inbox.read(request[ACTOR], int(request.match_info["id"]))
    raise back_to(request, HERE)


@routes.post(HERE + r"/{id:\d{1,18}}/delete", name="notices.delete")
@needs()
async def delete(request: web.Request) -> web.Response:
    """One goes."""
    await inbox.delete(request[ACTOR], int(request.match_info["id"]))
    raise back_to(request, HERE)


@routes.post(f"{HERE}/read", name="notices.read_all")
@needs()
async def read_all(request: web.Request) -> web.Response:
    """All were read."""
    count = await inbox.read_all(request[ACTOR])
    flash(request, "good", "web.notices.read_done", count=count)
    raise back_to(request, HERE)


@routes.post(f"{HERE}/delete-read", name="notices.delete_read")
@needs()
async def delete_read(request: web.Request) -> web.Response:
    """What was read goes."""
    count = await inbox.delete_read(request[ACTOR])
    flash(request, "good", "web.notices.deleted", count=count)
    raise back_to(request, HERE)
