"""Groups that one decides about, on the site: who is in them, adding and removing, until when, and the log."""

from __future__ import annotations

from typing import Literal

from aiohttp import web

from bot.rules import groups, leading, requests, roster, when
from bot.rules.groups import CHANGE, DELETE
from bot.voice import say
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read
from web.tables import Pager, as_file, asked

routes = web.RouteTableDef()

ID = r"{id:\d{1,9}}"
SHOWN = 20
MOST_IN_FILE = 10_000
TOLD = 5


@routes.get("/groups/manage", name="groups.manage")
@needs()
async def manage(request: web.Request) -> web.Response:
    """The groups that one decides about."""
    led = await leading.led_by(request[ACTOR])
    wanted = asked(request)
    words = wanted.q.casefold().split()
    fitting = [g for g in led if all(w in f"{g.name} {g.description}".casefold() for w in words)]
    return page(
        request,
        "groups/manage.html",
        asked=wanted,
        led=led,
        to_decide=sum(g.waiting for g in led),
        groups=fitting[wanted.start : wanted.start + wanted.per],
        pager=Pager(wanted, len(fitting)),
        ADD=groups.ADD,
        CHANGE=CHANGE,
    )


@routes.get(f"/groups/manage/{ID}", name="groups.members")
@needs()
async def members(request: web.Request) -> web.Response:
    """Who is in a group, also as a file."""
    actor, wanted = request[ACTOR], asked(request)
    whole = bool(wanted.format)
    found = await roster.roster(
        actor,
        _id(request),
        wanted.q,
        start=0 if whole else wanted.start,
        limit=MOST_IN_FILE if whole else wanted.per,
    )
    if whole:
        heads = ("pilot", "corporation", "alliance", "state", "since", "until", "leads")
        lines = [
            (f.name, f.corporation, f.alliance, f.state, f.since, f.until, f.leading) for f in found.fellows
        ]
        return as_file(request, f"group-{found.group.id}-members", heads, lines)
    return page(
        request,
        "groups/members.html",
        asked=wanted,
        group=found.group,
        rule=found.rule,
        fellows=found.fellows,
        pager=Pager(wanted, found.count),
        may_set=actor.may(CHANGE),
        DELETE=DELETE,
    )


@routes.post(f"/groups/manage/{ID}/add", name="groups.add_member")
@needs()
async def add(request: web.Request) -> web.Response:
    """Put a pilot in, perhaps for a time."""
    actor, group_id = request[ACTOR], _id(request)
    form = await read(request, pilot=str, until=str | None, reason=str | None)
    until = when.understood(form.until) if form.until else None
    user_id = await roster.pilot(actor, group_id, form.pilot)
    await groups.add(actor.because((form.reason or "")[:300]), group_id, user_id, until=until)
    flash(request, "good", "web.groups.added", name=form.pilot[:64])
    raise back_to(request, f"/groups/manage/{group_id}")


@routes.post(f"/groups/manage/{ID}", name="groups.members.ask")
@needs()
async def ask(request: web.Request) -> web.Response:
    """The question before members are taken out, or their time is set."""
    form = await read(request, id=list[int], do=Literal["remove", "until"])
    actor, group_id = request[ACTOR], _id(request)
    group = await groups.must_decide(actor, group_id)
    people = await roster.named(actor, group_id, form.id[: roster.MOST_AT_ONCE])
    if not people:
        flash(request, "info", "web.groups.chose_none")
        raise back_to(request, f"/groups/manage/{group_id}")
    return page(request, "groups/ask.html", group=group, people=people, do=form.do)


@routes.post(f"/groups/manage/{ID}/do", name="groups.members.do")
@needs()
async def do(request: web.Request) -> web.Response:
    """Take them out, or set until when they are in."""
    form = await read(
        request, id=list[int], do=Literal["remove", "until"], reason=str | None, until=str | None
    )
    actor, group_id = request[ACTOR].because((form.reason or "")[:300]), _id(request)
    until = when.understood(form.until) if form.until and form.do == "until" else None
    if form.do == "remove":
        done = await roster.take_out(actor, group_id, form.id)
    else:
        done = await roster.set_until(actor, group_id, form.id, until)
    if done.done:
        flash(request, "good", f"web.groups.done_{form.do}", count=done.done)
    for error in done.failed[:TOLD]:
        flash(request, "warn", error.key, **error.values)
    if len(done.failed) > TOLD:
        flash(request, "warn", "web.groups.more_failed", count=len(done.failed) - TOLD)
    raise back_to(request, f"/groups/manage/{group_id}")


@routes.get(f"/groups/manage/{ID}/log", name="groups.log")
@needs()
async def log(request: web.Request) -> web.Response:
    """Who joined, left, asked and was refused, by whom; filters, and the same lines as a file."""
    actor, language = request[ACTOR], language_of(request)
    wanted = asked(request, filters=("action",))
    group, found = await requests.log(actor, _id(request), limit=MOST_IN_FILE)
    words, actions = wanted.q.casefold().split(), wanted.filters.get("action", ())
    fitting = [
        line
        for line in found
        if (not actions or line.action in actions)
        and all(w in f"{line.pilot} {line.actor} {line.reason}".casefold() for w in words)
    ]
    if wanted.format:
        heads = ("at", "action", "pilot", "by", "through", "reason")
        lines = [(f.at, f.action, f.pilot, f.actor, f.face, f.reason) for f in fitting]
        return as_file(request, f"group-{group.id}-log", heads, lines)
    return page(
        request,
        "groups/log.html",
        asked=wanted,
        group=group,
        lines=fitting[wanted.start : wanted.start + wanted.per],
        actions=sorted({(f.action, say(language, f"audit.{f.action}")) for f in found}),
        pager=Pager(wanted, len(fitting)),
        may_set=actor.may(CHANGE),
    )


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
