"""Lists of the admin site and the pages of what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.rules import admin, trail
from bot.rules.access import STAFF
from bot.rules.listing import Query
from bot.voice import say
from web.admin.cells import file_heads, file_row, label, rows
from web.admin.history import told
from web.admin.ways import row_act, ways
from web.keys import ACTOR
from web.kit import language_of, needs, page
from web.tables import Asked, Pager, asked, streamed

if TYPE_CHECKING:
    from bot.rules.admin import ListPage, Related
    from bot.rules.listing import Filter, Listing

routes = web.RouteTableDef()

NAME = "{model:[a-z_]{1,32}}"


def listing_of(request: web.Request) -> Listing:
    """The list that an address names, for who may see it."""
    return admin.seen(request[ACTOR], request.match_info["model"])


def asked_of(request: web.Request, found: Listing) -> Asked:
    """What an address asks of a list."""
    return asked(request, sorts=found.sorts, filters=[f.name for f in found.filters], sort=found.sort)


def query_of(wanted: Asked) -> Query:
    """The same as the rules take it."""
    return Query(tuple(wanted.q.split()), wanted.filters, wanted.sort)


@routes.get(f"/admin/{NAME}", name="admin.list")
@needs(STAFF)
async def show(request: web.Request) -> web.StreamResponse:
    """One page of a list, or all that fits as a file."""
    actor, found = request[ACTOR], listing_of(request)
    wanted = asked_of(request, found)
    if wanted.format:
        columns, slices = found.in_list, admin.export(actor, found.name, query_of(wanted))[1]
        return await streamed(
            request, found.name, file_heads(columns), ([file_row(x) for x in part] async for part in slices)
        )
    shown = await admin.page(actor, found.name, query_of(wanted), wanted.page, wanted.per)
    language = language_of(request)
    here = wanted.at(shown.page)
    return page(
        request,
        "admin/list.html",
        model=found.name,
        asked=here,
        pager=Pager(here, shown.count.fitting, shown.count.more),
        count=shown.count,
        narrowed=query_of(wanted).narrowed,
        columns=[(c.name if c.order else "", label(language, c), _class(c)) for c in found.in_list],
        rows=rows(request, shown.lines),
        controls=_controls(language, shown),
        chips=_chips(language, shown, here),
        acts=_acts(request, found.name),
        ways=ways(request, found.name),
    )


def _acts(request: web.Request, name: str) -> list[tuple[str, str]]:
    """What one may do to the rows of a list."""
    return [
        (a.name, say(language_of(request), f"admin.do.{a.name}")) for a in admin.acts(request[ACTOR], name)
    ]


def _class(column: Any) -> str:
    return " ".join(c for c in ("num" if column.kind == "number" else "", "drop" if column.drop else "") if c)


def _controls(language: str, shown: ListPage) -> list[tuple[str, str, list[tuple[str, str]] | None]]:
    """What the filters offer: (name, label, choices), or a field to type in (None) where there are too many."""
    return [
        (f.name, say(language, f"admin.col.{f.name}"), _choices(language, f, shown.offered))
        for f in shown.listing.filters
        if f.shown
    ]


def _choices(
    language: str, one: Filter, offered: Mapping[str, list[tuple[str, str]]]
) -> list[tuple[str, str]] | None:
    if one.choices:
        return [(v, say(language, f"{one.words}.{v}")) for v in one.choices]
    return offered.get(one.name) if one.of is not None else None


def _chips(language: str, shown: ListPage, wanted: Asked) -> list[tuple[str, str, str, str]]:
    """The filters in force, in words."""
    chips = []
    for one in shown.listing.filters:
        for value in wanted.filters.get(one.name, ()):
            text = shown.named.get((one.name, value), value)
            if value in one.choices:
                text = say(language, f"{one.words}.{value}")
            chips.append((say(language, f"admin.col.{one.name}"), text, one.name, value))
    return chips


# -- one thing -------------------------------------------------------------------------------------------


@routes.get(f"/admin/{NAME}/{{id:[\\w.-]{{1,64}}}}", name="admin.thing")
@needs(STAFF)
async def thing(request: web.Request) -> web.StreamResponse:
    """Everything about one thing: its facts, what belongs to it, what happened to it."""
    actor, name, key = request[ACTOR], request.match_info["model"], request.match_info["id"]
    found = await admin.thing(actor, name, key, request.query.get("view", ""))
    history = None
    if found.tab == "history":
        before, after = (_number(request.query.get(n)) for n in ("before", "after"))
        history = await trail.history(
            actor, f"{found.listing.noun}:{found.line.id}", before=before, after=after
        )
    language = language_of(request)
    (row,) = rows(request, [found.line])
    return page(
        request,
        "admin/thing.html",
        model=name,
        row=row,
        tabs=[(say(language, f"admin.tab.{t}"), _tab(request, t), t == found.tab, None) for t in found.tabs],
        tab=found.tab,
        related=[_related(request, r) for r in found.related],
        history=None if history is None else told(request, history),
        older=history.older if history is not None else None,
        newer=history.newer if history is not None else None,
        ways=ways(request, name, row),
        acts=_acts(request, name),
    )


def _tab(request: web.Request, tab: str) -> str:
    return request.path + (f"?view={tab}" if tab != "about" else "")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else None


def _related(request: web.Request, found: Related) -> dict[str, Any]:
    """Rows of another list that belong to a thing, as the template takes them."""
    language, name = language_of(request), found.listing.name
    shown = rows(request, found.lines)
    heads = [label(language, c) for c in found.listing.in_list if c.name != found.by]
    return {
        "name": name,
        "heads": heads,
        "rows": shown,
        "count": f"{found.fitting}{'+' if found.more else ''}",
        "all": f"/admin/{name}?{found.by}={found.value}" if found.fitting > len(shown) else "",
        "act": row_act(request, name, found.value),
    }


@routes.get("/admin/find", name="admin.find")
@needs(STAFF)
async def find(request: web.Request) -> web.Response:
    """Whatever bears a name."""
    text = " ".join(request.query.get("q", "").split())[:100]
    hits = await admin.find(request[ACTOR], text)
    return page(request, "admin/find.html", text=text, hits=hits)
