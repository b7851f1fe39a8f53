"""The watch list on the site: what is on it, something new from EVE, notes, taking off."""

from __future__ import annotations

from aiohttp import web

from bot.rules import search, watchlist
from bot.rules.access import STAFF
from bot.rules.watchlist import KINDS
from bot.voice import say
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read
from web.tables import Pager, asked

routes = web.RouteTableDef()

LIST = "/admin/watchlist"
ENTRY = LIST + r"/{id:\d{1,9}}"
KIND_OF = "web.watch.kind_"
"""What the words for the kinds of things begin with."""


@routes.get(LIST, name="watchlist")
@needs(STAFF)
async def listed(request: web.Request) -> web.Response:
    """All entries, with who of us fits them."""
    wanted = asked(request)
    found = await watchlist.entries(request[ACTOR], wanted.q, start=wanted.start, limit=wanted.per)
    return page(
        request,
        "watchlist/list.html",
        kind_of=KIND_OF,
        asked=wanted,
        pager=Pager(wanted, found.count),
        rows=found.rows,
    )


@routes.get(f"{LIST}/add", name="watchlist.add.ask")
@needs(STAFF)
async def ask_add(request: web.Request) -> web.Response:
    """Look for it by name; then choose and say why."""
    wanted = asked(request)
    found = await search.entities(request[ACTOR], wanted.q, KINDS) if wanted.q else None
    return page(request, "watchlist/add.html", kind_of=KIND_OF, asked=wanted, found=found)


@routes.post(f"{LIST}/add", name="watchlist.add")
@needs(STAFF)
async def add(request: web.Request) -> web.Response:
    """Put it on the list."""
    form = await read(request, what=str, note=str)
    actor = request[ACTOR]
    thing = await search.one(actor, form.what, KINDS)
    await watchlist.add(actor, thing.kind, thing.id, thing.name, form.note)
    flash(request, "good", "web.watch.added", name=thing.name)
    raise back_to(request, LIST)


@routes.get(ENTRY, name="watchlist.entry")
@needs(STAFF)
async def entry(request: web.Request) -> web.Response:
    """One entry with its note."""
    found = await watchlist.entry(request[ACTOR], int(request.match_info["id"]))
    return page(request, "watchlist/entry.html", kind_of=KIND_OF, entry=found)


@routes.post(ENTRY, name="watchlist.edit")
@needs(STAFF)
async def edit(request: web.Request) -> web.Response:
    """Change the note."""
    form = await read(request, note=str)
    await watchlist.edit(request[ACTOR], int(request.match_info["id"]), form.note)
    flash(request, "good", "web.watch.edited")
    raise back_to(request, LIST)


@routes.get(f"{ENTRY}/remove", name="watchlist.remove.ask")
@needs(STAFF)
async def ask_remove(request: web.Request) -> web.Response:
    """The question before it is taken off."""
    found = await watchlist.entry(request[ACTOR], int(request.match_info["id"]))
    language = language_of(request)
    ways = [(say(language, "web.admin.title"), "/admin"), (say(language, "web.watch.title"), LIST)]
    return page(
        request,
        "confirm.html",
        title="web.watch.remove_title",
        text="web.watch.remove_text",
        button="web.watch.remove_button",
        values={"name": found.name},
        crumbs=ways,
        fields={},
        cancel=LIST,
    )


@routes.post(f"{ENTRY}/remove", name="watchlist.remove")
@needs(STAFF)
async def remove(request: web.Request) -> web.Response:
    """Take it off."""
    name = await watchlist.remove(request[ACTOR], int(request.match_info["id"]))
    flash(request, "good", "web.watch.removed", name=name)
    raise back_to(request, LIST)
