"""`/audit`: who may what and through what, why somebody lacks it, and the trail. The rules are in holders, why, trail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.errors import Invalid, NotFound
from bot.rules import asking, holders, questions, trail, trailwords, when
from bot.rules import why as reasons
from bot.rules.audit import AUDIT
from bot.rules.trail import Search
from bot.voice import say
from web.keys import ACTOR
from web.kit import flash, language_of, needs, page
from web.pages import eve_times
from web.tables import Asked, Pager, as_file, asked, streamed
from web.trails import log, place_of

if TYPE_CHECKING:
    from bot.rules.access import Actor

routes = web.RouteTableDef()

SORTS = ("codename", "users", "groups", "group_people", "states", "state_people")
FILTERS = ("by", "what", "face", "from", "to")


# -- permissions -------------------------------------------------------------------------------------------


@routes.get("/audit", name="audit")
@needs(AUDIT)
async def overview(request: web.Request) -> web.StreamResponse:
    """Every permission that somebody holds (or all there are), with counts."""
    wanted = asked(request, sorts=SORTS, filters=("app", "all"), sort="codename")
    found = await holders.overview(request[ACTOR], everything=wanted.one("all") == "1")
    counts = [c for c in found.counts if _fits(c, wanted)]
    column = wanted.sort.removeprefix("-")
    counts.sort(key=lambda c: getattr(c, column), reverse=wanted.sort.startswith("-"))
    if wanted.format:
        rows = [
            (c.codename, c.allows, c.users, c.groups, c.group_people, c.states, c.state_people)
            for c in counts
        ]
        return as_file(request, "permissions", ("permission", "allows", *SORTS[1:]), rows)
    apps = sorted({c.app for c in found.counts})
    return page(request, "audit/permissions.html", asked=wanted, counts=counts, found=found, apps=apps)


def _fits(count: holders.Count, wanted: Asked) -> bool:
    text = f"{count.codename} {count.allows}".casefold()
    app = wanted.one("app")
    return all(word in text for word in wanted.q.casefold().split()) and app in ("", count.app)


@routes.get(r"/audit/permissions/{codename:[a-z0-9_.]{1,100}}", name="audit.permission")
@needs(AUDIT)
async def permission(request: web.Request) -> web.StreamResponse:
    """Who holds one permission, each with every source."""
    actor, codename = request[ACTOR], request.match_info["codename"]
    wanted = asked(request, filters=("through",))
    through = wanted.one("through")
    found = await holders.holders(
        actor, codename, through=through, q=wanted.q, start=wanted.start, per=wanted.per
    )
    if wanted.format:
        return await streamed(request, f"holders-{codename}", holders.HEADS, _holders(actor, codename))
    language = language_of(request)
    options = [
        (
            f"{g.source.through.value}:{g.source.id}" if g.source.id else g.source.through.value,
            f"{trailwords.source(language, g.source)} ({g.people})",
        )
        for g in found.gates
    ]
    return page(
        request,
        "audit/holders.html",
        asked=wanted,
        found=found,
        options=options,
        told=lambda s: trailwords.source(language, s),
        pager=Pager(wanted, found.fit),
    )


async def _holders(actor: Actor, codename: str) -> AsyncIterator[list[tuple[str, ...]]]:
    async for people in holders.export(actor, codename):
        yield [holders.as_row(p) for p in people]


# -- one person --------------------------------------------------------------------------------------------


@routes.get(r"/audit/users/{id:\d{1,9}}", name="audit.user")
@needs(AUDIT)
async def user(request: web.Request) -> web.Response:
    """Everything one person may do, each with its sources; and why they have or lack what was asked about."""
    actor, user_id = request[ACTOR], int(request.match_info["id"])
    found = await holders.rights(actor, user_id)
    about = " ".join(request.query.get("about", "").split())[:100]
    language, chain = language_of(request), None
    moment = eve_times(language)
    if about:
        try:
            chain = await reasons.why(actor, user_id, await questions.resolve(actor, about))
        except NotFound as e:
            flash(request, "warn", e.key, **e.values)
    lately = await trail.history(actor, f"user:{user_id}", per=5)
    return page(
        request,
        "audit/user.html",
        found=found,
        about=about,
        chain=chain,
        suggestions=await questions.find(actor, most=500),
        said=lambda r: trailwords.reason(language, r, moment),
        told=lambda s: trailwords.source(language, s),
        log=log(request, lately),
        once=log(request, trail.Page(chain.lately)) if chain else None,
    )


# -- the trail ---------------------------------------------------------------------------------------------


@routes.get("/audit/trail", name="audit.trail")
@needs(AUDIT)
async def trail_(request: web.Request) -> web.StreamResponse:
    """Every change to access, newest first, by whom, what, through what and when."""
    actor, wanted = request[ACTOR], asked(request, filters=FILTERS)
    search = _search(request, wanted)
    found = await trail.search(actor, search, **place_of(request))
    if wanted.format:
        return await streamed(request, "trail", trail.HEADS, _lines(actor, search))
    language = language_of(request)
    return page(
        request,
        "audit/trail.html",
        asked=wanted,
        log=log(request, found, wanted.href()),
        nouns=[(n, trailwords.noun(language, n)) for n in trailwords.nouns()],
        faces=[(f, trailwords.face(language, f)) for f in trailwords.faces()],
        chips=_chips(language, wanted),
    )


def _search(request: web.Request, wanted: Asked) -> Search:
    """What the address asks; what cannot be understood is left out and said."""
    since, until = _day(request, wanted.one("from")), _day(request, wanted.one("to"), ends=True)
    if since and until and since > until:
        flash(request, "warn", "trail.times_crossed")
        since = until = None
    what = ""
    try:
        what = asking.subject(wanted.one("what"))
    except NotFound as e:
        flash(request, "warn", e.key, **e.values)
    face = wanted.one("face")
    return Search(wanted.q, wanted.one("by"), what, face if face in trailwords.faces() else "", since, until)


def _day(request: web.Request, text: str, *, ends: bool = False) -> datetime | None:
    if not text:
        return None
    try:
        at = when.past(text)
    except Invalid as e:
        flash(request, "warn", e.key, **e.values)
        return None
    whole = ends and len(text) == len("2026-11-24") and at == datetime.combine(at.date(), at.time().min, UTC)
    return at + timedelta(days=1) if whole else at


def _chips(language: str, wanted: Asked) -> list[tuple[str, str, str, str]]:
    """The filters in force, as chips."""
    shown = {"what": trailwords.noun, "face": trailwords.face}
    return [
        (
            say(language, f"trail.filter.{name}"),
            shown[name](language, value) if name in shown else value,
            name,
            value,
        )
        for name in FILTERS
        for value in wanted.filters.get(name, ())
    ]


async def _lines(actor: Actor, search: Search) -> AsyncIterator[list[tuple[str, ...]]]:
    async for lines in trail.export(actor, search):
        yield [trail.as_row(line) for line in lines]


# -- one's own ---------------------------------------------------------------------------------------------


@routes.get("/account/log", name="account.log")
@needs()
async def mine(request: web.Request) -> web.Response:
    """What happened to one's own access, all of it."""
    found = await trail.mine(request[ACTOR], **place_of(request))
    return page(request, "audit/mine.html", log=log(request, found))
