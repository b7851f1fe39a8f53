"""`/admin`: how the place is doing, for staff; scheduled jobs run by hand; work that was given up."""

from __future__ import annotations

from typing import Literal

from aiohttp import web

from bot.rules import health, queue, schedule
from bot.rules.access import STAFF
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read

routes = web.RouteTableDef()

MOST_DEAD = 20


@routes.get("/admin", name="admin")
@needs(STAFF)
async def admin(request: web.Request) -> web.Response:
    """Everything at a glance."""
    actor = request[ACTOR]
    found = await health.look(actor)
    dead = await queue.dead(actor, MOST_DEAD) if found.depth.dead else []
    return page(request, "admin.html", health=found, dead=dead)


@routes.post(r"/admin/jobs/{name:[a-z_.]{1,64}}", name="admin.run")
@needs(STAFF)
async def run(request: web.Request) -> web.Response:
    """Run a scheduled job as soon as a worker is free."""
    name = request.match_info["name"]
    await schedule.run_now(request[ACTOR], name)
    flash(request, "good", "web.admin.run_soon", name=name)
    raise back_to(request, "/admin#jobs")


@routes.post(r"/admin/queue/{id:\d{1,18}}", name="admin.dead")
@needs(STAFF)
async def resolve(request: web.Request) -> web.Response:
    """Let a job that was given up run again, or forget it."""
    form = await read(request, do=Literal["retry", "drop"])
    act = queue.retry if form.do == "retry" else queue.drop
    count = await act(request[ACTOR], [int(request.match_info["id"])])
    flash(request, "good" if count else "info", f"web.admin.{form.do}" if count else "web.admin.gone")
    raise back_to(request, "/admin#queue")
