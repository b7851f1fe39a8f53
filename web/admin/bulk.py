"""Acts on many rows at once: the page that counts and names, and the act itself."""

from __future__ import annotations

from aiohttp import web

from bot.rules import admin
from bot.rules.access import STAFF
from bot.rules.admin import Considered, Picked
from bot.rules.listing import Listing
from bot.voice import say
from web.admin.lists import NAME, asked_of, listing_of, query_of
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read
from web.tables import MOST_PER, Asked

routes = web.RouteTableDef()

MOST_LEFT_OUT = 10
SIGNS = {"state": "shield", "group": "people", "service": "plug"}


@routes.post(f"/admin/{NAME}", name="admin.bulk")
@needs(STAFF)
async def bulk(request: web.Request) -> web.StreamResponse:
    """Ask before doing something to what was chosen, some rows or all that fit; with the answer, do it."""
    found = listing_of(request)
    wanted = asked_of(request, found)
    form = await read(
        request, do=str, id=list[int], ids=str | None, every=bool, agreed=str | None, reason=str | None
    )
    ids = form.id or [
        int(i) for i in (form.ids or "").split(",") if i.isascii() and i.isdigit() and len(i) <= 18
    ]
    picked = Picked(query=query_of(wanted)) if form.every else Picked(tuple(ids[:MOST_PER]))
    if form.agreed is None:
        considered = await admin.consider(request[ACTOR], found.name, form.do, picked)
        return _ask(request, found, wanted, considered, picked)
    done = await admin.perform(
        request[ACTOR], found.name, form.do, picked, agreed=form.agreed, reason=form.reason or ""
    )
    if isinstance(done, Considered):
        flash(request, "warn", "admin.changed")
        return _ask(request, found, wanted, done, picked)
    flash(request, "good", f"admin.done.{form.do}", count=done)
    raise back_to(request, wanted.href())


def _ask(
    request: web.Request, found: Listing, wanted: Asked, considered: Considered, picked: Picked
) -> web.Response:
    language, act = language_of(request), considered.act
    title = say(language, f"admin.model.{found.name}")
    left = [f"{name}: {say(language, why)}" for name, why in considered.left_out[:MOST_LEFT_OUT]]
    if more := len(considered.left_out) - len(left):
        left.append(say(language, "admin.more_left_out", count=more))
    back = wanted.href()
    return page(
        request,
        "confirm.html",
        path=back,
        title=f"admin.ask.{act.name}",
        text=f"admin.why.{act.name}",
        values={"count": len(considered.able)},
        button=f"admin.do.{act.name}",
        kind="danger primary" if act.danger else "primary",
        cancel=back,
        crumbs=[(say(language, "web.nav.admin"), "/admin"), (title, back)],
        fields={
            "do": act.name,
            "agreed": considered.fingerprint,
            **({"every": "1"} if picked.query else {"ids": ",".join(map(str, picked.ids))}),
        },
        consequences=[
            (SIGNS[kind], say(language, f"admin.{act.name}.{kind}", name=name), number)
            for kind, name, number in considered.consequences
        ],
        names=considered.names,
        more=len(considered.able) - len(considered.names),
        left_out=left,
        reason=act.reason,
    )
