"""Requests to join and leave groups on the site, for those who decide: one list, decided many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiohttp import web

from bot.rules import leading, requests
from bot.rules.requests import Again
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read
from web.tables import Pager, asked

if TYPE_CHECKING:
    from bot.rules.requests import Waiting
    from web.tables import Asked

routes = web.RouteTableDef()

SHOWN = 20
TOLD = 5


@routes.get("/groups/requests", name="groups.requests")
@needs()
async def waiting(request: web.Request) -> web.Response:
    """What waits for one's decision, oldest first."""
    actor = request[ACTOR]
    led = await leading.led_by(actor)
    found = await requests.waiting(actor)
    wanted = asked(request, filters=("group", "corporation", "kind"))
    fitting = [r for r in found if _fits(r, wanted)]
    return page(
        request,
        "groups/requests.html",
        asked=wanted,
        led=led,
        to_decide=len(found),
        leaves=sum(r.kind.value == "leave" for r in found),
        groups=sorted({(str(r.group_id), r.group) for r in found}, key=lambda g: g[1].casefold()),
        corporations=sorted({(r.corporation, r.corporation) for r in found if r.corporation}),
        rows=fitting[wanted.start : wanted.start + wanted.per],
        pager=Pager(wanted, len(fitting)),
    )


def _fits(row: Waiting, wanted: Asked) -> bool:
    chosen = {n: set(v) for n, v in wanted.filters.items()}
    return (
        str(row.group_id) in chosen.get("group", {str(row.group_id)})
        and row.corporation in chosen.get("corporation", {row.corporation})
        and row.kind.value in chosen.get("kind", {row.kind.value})
        and all(w in f"{row.main} {row.group}".casefold() for w in wanted.q.casefold().split())
    )


@routes.post("/groups/requests", name="groups.requests.ask")
@needs()
async def ask(request: web.Request) -> web.Response:
    """The question before many are decided: who, and (for a refusal) why. What was decided meanwhile is shown locked."""
    form = await read(request, id=list[int], do=Literal["approve", "reject"])
    found = {r.id: r for r in await requests.waiting(request[ACTOR])}
    chosen = [found[i] for i in dict.fromkeys(form.id) if i in found]
    if not chosen:
        flash(request, "info", "web.groups.chose_none")
        raise back_to(request, "/groups/requests")
    return page(
        request,
        "groups/decide.html",
        rows=chosen,
        do=form.do,
        gone=len(set(form.id)) - len(chosen),
        again=list(Again),
    )


@routes.post("/groups/requests/decide", name="groups.requests.decide")
@needs()
async def decide(request: web.Request) -> web.Response:
    """Decide about those that were shown; what somebody else decided is told, and holds up nothing."""
    form = await read(
        request, id=list[int], do=Literal["approve", "reject"], reason=str | None, again=str | None
    )
    again = Again(form.again) if form.again in set(Again) else Again.ANY
    done = await requests.decide_many(
        request[ACTOR],
        form.id,
        approved=form.do == "approve",
        reason=(form.reason or "")[:300],
        again=again,
    )
    if done.done:
        flash(request, "good", f"web.groups.decided_{form.do}", count=len(done.done))
    for _, error in done.failed[:TOLD]:
        flash(request, "warn", error.key, **error.values)
    if len(done.failed) > TOLD:
        flash(request, "warn", "web.groups.more_failed", count=len(done.failed) - TOLD)
    raise back_to(request, "/groups/requests")
