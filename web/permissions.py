"""What was given to a state, group or person, on the site: the list, and giving and taking with a count."""

from __future__ import annotations

from typing import Literal

from aiohttp import web

from bot.rules import effects, grants
from bot.rules.access import STAFF
from bot.rules.grants import Change, Holder
from bot.voice import say
from web.consequences import consequences
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read

routes = web.RouteTableDef()

PLACE = r"/admin/permissions/{holder:state|group|user}/{id:\d{1,9}}"


@routes.get(PLACE, name="permissions")
@needs(STAFF)
async def held(request: web.Request) -> web.Response:
    """What this state, group or person was given; superusers give more and take away."""
    actor, holder = request[ACTOR], Holder(request.match_info["holder"])
    found = await grants.held_by(actor, holder, int(request.match_info["id"]))
    return page(
        request,
        "permissions.html",
        name=found.name,
        holder=holder.value,
        thing=f"/admin/{holder}s/{request.match_info['id']}",
        held=found.held,
        others=found.others if actor.superuser else (),
    )


@routes.post(PLACE, name="permissions.change")
@needs(STAFF)
async def change(request: web.Request) -> web.Response:
    """The question with its count; with what was seen there, the act."""
    form = await read(request, permission=str, do=Literal["give", "take"], seen=str | None)
    holder, holder_id = Holder(request.match_info["holder"]), int(request.match_info["id"])
    wanted = Change(form.permission[:100], holder, holder_id, form.do == "give")
    if not form.seen:
        return await _ask(request, wanted)
    try:
        done = await grants.apply(request[ACTOR], wanted, form.seen)
    except effects.Changed:
        return await _ask(request, wanted, changed=True)
    key = "web.permissions.given" if wanted.give else "web.permissions.taken"
    flash(request, "good", key, permission=wanted.permission, name=done.name, count=done.effects.count)
    raise back_to(request, request.path)


async def _ask(request: web.Request, wanted: Change, *, changed: bool = False) -> web.Response:
    found, language = await grants.preview(request[ACTOR], wanted), language_of(request)
    return page(
        request,
        "confirm.html",
        status=409 if changed else 200,
        title="grants.ask_give" if wanted.give else "grants.ask_take",
        text="web.permissions.ask_text",
        values={"permission": wanted.permission, "name": found.name, "count": found.effects.count},
        button="preview.do" if found.effects.count else "preview.do_anyway",
        fields={
            "permission": wanted.permission,
            "do": "give" if wanted.give else "take",
            "seen": found.effects.fingerprint,
        },
        cancel=request.path,
        crumbs=[(say(language, "web.admin.title"), "/admin"), (found.name, request.path)],
        **consequences(request, found.effects, changed=changed),
    )
