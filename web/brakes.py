"""Stopped passes: what staff are asked on the dashboard, *Do it* or *Keep*."""

from __future__ import annotations

from typing import Literal

from aiohttp import web

from bot.rules import brake
from bot.rules.access import STAFF
from web.keys import ACTOR
from web.kit import back_to, flash, needs, read

routes = web.RouteTableDef()


@routes.post(r"/brakes/{id:\d{1,9}}", name="brake.decide")
@needs(STAFF)
async def decide(request: web.Request) -> web.Response:
    """The first decision counts; a later one is told who was first."""
    form = await read(request, do=Literal["do_it", "keep"])
    do_it = form.do == "do_it"
    await brake.decide(request[ACTOR], int(request.match_info["id"]), do_it)
    flash(request, "good", "web.brake.done" if do_it else "web.brake.kept")
    raise back_to(request, "/")
