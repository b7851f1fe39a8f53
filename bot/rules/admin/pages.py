"""What the pages of the admin site show: lists, things with the rows that belong to them, their history, a search over all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

from bot.database import rows
from bot.errors import NotFound
from bot.rules.access import STAFF, Actor
from bot.rules.admin.registry import LISTINGS, listing
from bot.rules.admin.words import HEADS
from bot.rules.listed import choices, count, lines, one, slices
from bot.rules.listing import Count, Line, Listing, Query

INLINE = 10
"""So many rows of a related list stand on a thing's page; the rest is on the list itself."""
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, and what its filters offer. `page` may be nearer than the one that was asked for."""

    listing: Listing
    count: Count
    page: int
    lines: list[Line]
    offered: Mapping[str, list[tuple[str, str]]]
    named: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Related:
    """The first rows of a list that belong to a thing; `fitting` of them in all."""

    listing: Listing
    by: str
    value: str
    fitting: int
    more: bool
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ThingPage:
    """One thing: all its facts, and what belongs to it on the chosen tab."""

    listing: Listing
    line: Line
    tabs: tuple[str, ...]
    tab: str
    related: list[Related]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found by its name."""

    listing: str
    id: str
    name: str


def lists(actor: Actor) -> list[tuple[str, list[Listing]]]:
    """The lists that somebody may see, by heading; raises Forbidden unless staff."""
    actor.must(STAFF)
    parts = [(h, [x for x in LISTINGS.values() if x.head == h and actor.may(x.view)]) for h in HEADS]
    return [(head, found) for head, found in parts if found]


def seen(actor: Actor, name: str) -> Listing:
    """The list of this name, for who may see it. Raises NotFound, Forbidden."""
    actor.must(STAFF)
    found = listing(name)
    actor.must(found.view)
    return found


async def page(actor: Actor, name: str, query: Query, number: int, per: int) -> ListPage:
    """One page of a list: three statements, and what the list's own columns need. Raises NotFound, Forbidden."""
    found = seen(actor, name)
    counted = await count(found, query)
    last = max(1, -(-counted.fitting // per))
    number = min(number, last)
    shown = await lines(found, query, per, (number - 1) * per) if counted.fitting else []
    offered, named = await choices(found, query)
    return ListPage(found, counted, number, shown, offered, named)


def export(actor: Actor, name: str, query: Query) -> tuple[Listing, AsyncIterator[list[Line]]]:
    """Everything that fits, slice by slice. Raises NotFound, Forbidden at once, not when the first slice is read."""
    found = seen(actor, name)
    return found, slices(found, query)


async def thing(actor: Actor, name: str, key: str, tab: str = "") -> ThingPage:
    """One thing and what belongs to it: a statement, and two for each related list. Raises NotFound, Forbidden."""
    found = seen(actor, name)
    line = await one(found, key) if found.page else None
    if line is None:
        raise NotFound("admin.no_such_thing", id=key)
    related = [i for i in found.inlines if actor.may(listing(i.listing).view)]
    tabs = tuple(dict.fromkeys(["about", *(i.tab for i in related), *(["history"] if found.noun else [])]))
    here = tab if tab in tabs else "about"
    return ThingPage(
        found,
        line,
        tabs,
        here,
        [await _related(listing(i.listing), i.by, line.id) for i in related if i.tab == here],
    )


async def _related(found: Listing, by: str, value: str) -> Related:
    query = Query(filters={by: (value,)})
    shown = await lines(found, query, INLINE + 1)
    more = len(shown) > INLINE
    counted = await count(found, query) if more else Count(len(shown), len(shown), more=False)
    hidden = [c for c in found.in_list if c.name != by]
    kept = [replace(x, cells=tuple(c for c in x.cells if c.column in hidden)) for x in shown[:INLINE]]
    return Related(found, by, value, counted.fitting, counted.more, kept)


FOUND_BY = (
    ("users", "SELECT user_id AS id, name FROM subjects WHERE user_id IS NOT NULL AND name"),
    ("characters", "SELECT id, name FROM characters WHERE name"),
    ("groups", "SELECT id, name FROM `groups` WHERE name"),
    ("states", "SELECT id, name FROM states WHERE name"),
    ("corporations", "SELECT id, name FROM corporations WHERE name"),
    ("alliances", "SELECT id, name FROM alliances WHERE name"),
)


async def find(actor: Actor, text: str) -> list[Hit]:
    """Whatever bears a name with this in it, at most twenty of each kind that the asker may see; one statement."""
    actor.must(STAFF)
    safe = text.strip().lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    kinds = [(n, s) for n, s in FOUND_BY if actor.may(listing(n).view)]
    if not safe or not kinds:
        return []
    parts = [
        f"SELECT '{name}' AS kind, id, name FROM ({sql} LIKE %s ESCAPE '!' ORDER BY name LIMIT {MOST_HITS}) of_{name}"
        for name, sql in kinds
    ]
    found = await rows(" UNION ALL ".join(parts), [f"%{safe[:100]}%"] * len(parts))
    return [Hit(r["kind"], str(r["id"]), str(r["name"])) for r in found]
