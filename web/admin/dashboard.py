"""`/admin`: how the place is doing, for staff; scheduled jobs run by hand; work that was given up."""

from __future__ import annotations

from typing import Literal

from aiohttp import web

from bot.rules import admin, health, queue, schedule, sessions
from bot.rules.access import STAFF
from bot.rules.activation import ACTIVATE
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read

routes = web.RouteTableDef()

MOST_DEAD = 20


@routes.get("/admin", name="admin")
@needs(STAFF)
async def dashboard(request: web.Request) -> web.Response:
    """Everything at a glance."""
    actor = request[ACTOR]
    found = await health.look(actor)
    dead = await queue.dead(actor, MOST_DEAD) if found.depth.dead else []
    return page(request, "admin/dashboard.html", health=found, dead=dead, lists=admin.lists(actor))


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


@routes.post(r"/admin/users/{id:\d{1,9}}/sessions", name="admin.sessions")
@needs(ACTIVATE)
async def end_session(request: web.Request) -> web.Response:
    """Sign somebody out: of one browser, or everywhere."""
    user_id = int(request.match_info["id"])
    form = await read(request, row=str | None)
    ended = await sessions.end(request[ACTOR], user_id, form.row)
    flash(request, "good" if ended else "info", "admin.session.ended", count=ended)
    raise back_to(request, f"/admin/users/{user_id}?view=signins")
