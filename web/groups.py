"""A pilot's groups on the site: mine, those to join, and the page behind a direct link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.rules import joining, leading
from bot.rules.joining import May
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read
from web.tables import asked

if TYPE_CHECKING:
    from bot.rules.joining import Seen

routes = web.RouteTableDef()

ID = r"{id:\d{1,9}}"


@routes.get("/groups", name="groups")
@needs()
async def mine(request: web.Request) -> web.Response:
    """One's own groups first: requests on top, then ordinary ones, then automatic ones; then those to join."""
    actor = request[ACTOR]
    found, led = await joining.overview(actor), await leading.led_by(actor)
    wanted = asked(request)
    words = wanted.q.casefold().split()
    own = [g for g in found if g.member or g.request]
    return page(
        request,
        "groups/list.html",
        asked=wanted,
        waiting=[g for g in own if g.request],
        own=[g for g in own if not g.request and not g.automatic],
        automatic=[g for g in own if not g.request and g.automatic],
        others=[g for g in found if not g.member and not g.request and _fits(g, words)],
        led=led,
        to_decide=sum(g.waiting for g in led),
    )


def _fits(group: Seen, words: list[str]) -> bool:
    text = f"{group.name} {group.description}".casefold()
    return all(word in text for word in words)


@routes.get(f"/groups/{ID}/join", name="groups.link")
@needs()
async def link(request: web.Request) -> web.Response:
    """The direct link to a group: what it is, and what one may do about it."""
    found = await joining.look(request[ACTOR], _id(request))
    return page(request, "groups/one.html", group=found)


@routes.post(f"/groups/{ID}/join", name="groups.join")
@needs()
async def join(request: web.Request) -> web.Response:
    """Join at once, or ask with a reason."""
    form = await read(request, reason=str | None)
    done = await joining.join(request[ACTOR], _id(request), (form.reason or "")[:300])
    flash(request, "good", "web.groups.joined" if done.done else "web.groups.asked", group=done.group)
    raise back_to(request, "/groups")


@routes.get(f"/groups/{ID}/leave", name="groups.leave.ask")
@needs()
async def ask_leave(request: web.Request) -> web.Response:
    """The question before leaving: coming back, or leaving itself, may take somebody's approval."""
    found = await joining.look(request[ACTOR], _id(request))
    at_once = found.may is May.LEAVE
    return page(
        request,
        "confirm.html",
        title="web.groups.leave_title",
        text="web.groups.leave_text" if at_once else "web.groups.leave_asked_text",
        values={"group": found.name},
        button="web.groups.leave" if at_once else "web.groups.ask_leave",
        fields={},
        reason="" if at_once else "optional",
        cancel="/groups",
    )


@routes.post(f"/groups/{ID}/leave", name="groups.leave")
@needs()
async def leave(request: web.Request) -> web.Response:
    """Leave at once, or ask to."""
    form = await read(request, reason=str | None)
    done = await joining.leave(request[ACTOR], _id(request), (form.reason or "")[:300])
    flash(request, "good", "web.groups.left" if done.done else "web.groups.asked_leave", group=done.group)
    raise back_to(request, "/groups")


@routes.post(f"/groups/{ID}/withdraw", name="groups.withdraw")
@needs()
async def withdraw(request: web.Request) -> web.Response:
    """Take back a request."""
    done = await joining.withdraw(request[ACTOR], _id(request))
    flash(request, "good", "web.groups.withdrawn", group=done.group)
    raise back_to(request, "/groups")


@routes.post(rf"/groups/requests/{ID}/reply", name="groups.reply")
@needs()
async def reply(request: web.Request) -> web.Response:
    """Answer what those who decide asked."""
    form = await read(request, text=str)
    done = await joining.reply(request[ACTOR], _id(request), form.text)
    flash(request, "good", "web.groups.replied", group=done.group)
    raise back_to(request, "/groups")


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
