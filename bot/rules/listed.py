"""Reading lists: pages, counts, exports and what filters offer, each in a bounded number of statements."""

from __future__ import annotations

import functools
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot import clock
from bot.database import moment, rows
from bot.rules.listing import (
    DAYS,
    MOST_CHOICES,
    MOST_COUNTED,
    SLICE,
    Cell,
    Column,
    Count,
    Filter,
    Kind,
    Line,
    Listing,
    Query,
    Value,
)

# -- conditions ------------------------------------------------------------------------------------------


def condition(listing: Listing, query: Query) -> tuple[str, list[Any]]:
    """The WHERE of a query, "" if everything fits, and its values."""
    parts: list[str] = [f"({listing.where})"] if listing.where else []
    values: list[Any] = []
    for word in query.words:
        tried = [s.replace("{}", "LIKE %s ESCAPE '!'") for s in listing.search]
        values += [f"%{_escaped(word)}%"] * sum(s.count("{}") for s in listing.search)
        if word.isascii() and word.isdigit() and len(word) <= 18:
            tried.append(f"{listing.key} = %s")
            values.append(int(word))
        parts.append(f"({' OR '.join(tried)})" if tried else "1 = 0")
    for one in listing.filters:
        if wanted := query.filters.get(one.name):
            sql, more = _narrowed(one, wanted)
            parts.append(sql)
            values += more
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), values


def _escaped(text: str) -> str:
    return text.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _narrowed(one: Filter, wanted: Sequence[str]) -> tuple[str, list[Any]]:
    if one.days:
        longest = max((int(v) for v in wanted if v in DAYS), default=0)
        if not longest:
            return "1 = 0", []
        return one.sql.replace("{}", ">= %s"), [clock.now() - timedelta(days=longest)]
    if one.choices:
        known = [int(v) if _is_id(v) else v for v in wanted if v in one.choices]
        return (one.sql.replace("{}", f"IN ({_marks(known)})"), known) if known else ("1 = 0", [])
    if one.of is None:
        looks = [f.replace("{}", _escaped(v)) for v in wanted for f in one.forms or ("%{}%",)]
        alike = [one.sql.replace("{}", "LIKE %s ESCAPE '!'") for _ in looks]
        return f"({' OR '.join(alike)})", list(looks)
    ids = [int(v) for v in wanted if _is_id(v)]
    names = [v for v in wanted if not _is_id(v)]
    tried = [f"IN ({_marks(ids)})"] if ids else []
    tried += [f"IN (SELECT {one.of.id} FROM {one.of.table} WHERE {one.of.name} LIKE %s ESCAPE '!')"] * len(
        names
    )
    parts = [one.sql.replace("{}", t) for t in tried]
    return f"({' OR '.join(parts)})", [*ids, *(f"%{_escaped(n)}%" for n in names)]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


# -- reading ---------------------------------------------------------------------------------------------


async def count(listing: Listing, query: Query) -> Count:
    """How many there are and how many fit; one statement."""
    where, values = condition(listing, query)
    everything, none = condition(listing, Query())
    fitting = _counting(listing, where) if query.narrowed else "0"
    found = await rows(
        f"SELECT ({_counting(listing, everything)}) AS total, ({fitting}) AS fitting",
        [*none, *(values if query.narrowed else [])],
    )
    total = int(found[0]["total"])
    fits = int(found[0]["fitting"]) if query.narrowed else total
    return Count(min(fits, MOST_COUNTED), min(total, MOST_COUNTED), fits > MOST_COUNTED)


def _counting(listing: Listing, where: str) -> str:
    inner = f"SELECT 1 FROM {listing.source} {_joined(listing, where)} {where} LIMIT {MOST_COUNTED + 1}"
    return f"SELECT COUNT(*) FROM ({inner}) counted"


@functools.lru_cache(maxsize=1024)
def _split(joins: str) -> tuple[tuple[str, str], ...]:
    """Joins one by one, each with the name that it gives its table."""
    parts = [f"LEFT JOIN {part.strip()}" for part in joins.split("LEFT JOIN ") if part.strip()]
    return tuple((re.split(r"\s+ON\s+", part)[0].split()[-1], part) for part in parts)


def _joined(listing: Listing, text: str) -> str:
    """Those joins of a list that a piece of SQL needs: the databases do not see by themselves that they may leave others out."""
    kept: list[str] = []
    for name, part in reversed(_split(listing.joins)):
        if re.search(rf"\b{name}\.", text):
            kept.append(part)
            text += part
    return " ".join(reversed(kept))


async def lines(
    listing: Listing,
    query: Query,
    limit: int,
    offset: int = 0,
    *,
    after: Any = None,
    columns: Sequence[Column] | None = None,
) -> list[Line]:
    """Some rows of a list, in its order; with `after`, the rows whose key follows, by key. One statement, and `fill`'s."""
    chosen = tuple(listing.in_list if columns is None else columns)
    where, values = condition(listing, query)
    if after is not None:
        where = f"{where} {'AND' if where else 'WHERE'} {listing.key} > %s"
        values.append(after)
    order, way = (listing.key, "") if after is not None else _order(listing, query)
    inner, outer = (
        (f"k{way}", f"p.k{way}") if order == listing.key else (f"s{way}, k{way}", f"p.s{way}, p.k{way}")
    )
    found = await rows(
        f"SELECT p.k AS k, {listing.label} AS label{_selected(chosen)} FROM ("
        f"SELECT {listing.key} AS k, {order} AS s FROM {listing.source} {_joined(listing, where + order)} {where} "
        f"ORDER BY {inner} LIMIT %s OFFSET %s) p JOIN {listing.source} ON {listing.key} = p.k {listing.joins} "
        f"ORDER BY {outer}",
        [*values, limit, offset],
    )
    filled: Mapping[Any, Mapping[str, Value]] = {}
    if listing.fill is not None and found and any(not c.sql for c in chosen):
        filled = await listing.fill([r["k"] for r in found])
    return [_line(listing, chosen, r, filled.get(r["k"], {})) for r in found]


def _order(listing: Listing, query: Query) -> tuple[str, str]:
    wanted = query.sort or listing.sort
    column = listing.column(wanted.removeprefix("-"))
    order = column.order if column is not None else ""
    return order or listing.key, " DESC" if wanted.startswith("-") else ""


def _selected(columns: Sequence[Column]) -> str:
    parts = []
    for number, column in enumerate(columns):
        for suffix, sql in (("", column.sql), ("b", column.sub), ("f", column.face), ("t", column.to_id)):
            if sql:
                parts.append(f", {sql} AS c{number}{suffix}")
    return "".join(parts)


def _line(
    listing: Listing, columns: Sequence[Column], row: dict[str, Any], filled: Mapping[str, Value]
) -> Line:
    cells = []
    for number, column in enumerate(columns):
        value = _typed(column.kind, row[f"c{number}"]) if column.sql else filled.get(column.name)
        to = row.get(f"c{number}t")
        cells.append(
            Cell(
                column,
                value,
                str(row.get(f"c{number}b") or ""),
                row.get(f"c{number}f"),
                (column.to, str(to)) if column.to and to is not None else None,
            )
        )
    shown = str(row["k"]) if listing.veil is None else listing.veil(row["k"])
    return Line(row["k"], shown, str(row["label"] or ""), tuple(cells))


def _typed(kind: Kind, value: Any) -> Value:
    if value is None:
        return None
    if kind is Kind.TIME:
        return moment(value)
    if kind is Kind.FLAG:
        return bool(value)
    if kind is Kind.NUMBER:
        return int(value)
    return str(value)


async def one(listing: Listing, key: str) -> Line | None:
    """One row with all its columns, or None; one statement, and `fill`'s."""
    within = f"({listing.where}) AND " if listing.where else ""
    found = await rows(
        f"SELECT {listing.key} AS k, {listing.label} AS label{_selected(listing.columns)} "
        f"FROM {listing.source} {listing.joins} WHERE {within}{listing.key} = %s",
        [int(key) if _is_id(key) else key],
    )
    if not found:
        return None
    filled: Mapping[Any, Mapping[str, Value]] = {}
    if listing.fill is not None and any(not c.sql for c in listing.columns):
        filled = await listing.fill([found[0]["k"]])
    return _line(listing, listing.columns, found[0], filled.get(found[0]["k"], {}))


async def slices(listing: Listing, query: Query) -> AsyncIterator[list[Line]]:
    """Everything that fits, a thousand rows a statement, by key: for files, however long the list."""
    after: Any = None
    first = replace(query, sort=listing.key)  # no column of that name: by key
    while True:
        part = await lines(listing, first, SLICE, after=after)
        if part:
            yield part
        if len(part) < SLICE:
            return
        after = part[-1].key


async def keys(listing: Listing, query: Query, limit: int) -> list[Any]:
    """The keys of everything that fits, by key, at most `limit`; one statement."""
    where, values = condition(listing, query)
    found = await rows(
        f"SELECT {listing.key} AS k FROM {listing.source} {_joined(listing, where)} {where} "
        f"ORDER BY {listing.key} LIMIT %s",
        [*values, limit],
    )
    return [r["k"] for r in found]


# -- the values that filters offer ----------------------------------------------------------------------------

Choices = Mapping[str, list[tuple[str, str]]]


async def choices(listing: Listing, query: Query) -> tuple[Choices, Mapping[tuple[str, str], str]]:
    """What the filters over relations offer (nothing where there are too many), and the names of what is chosen by id.

    One statement, none where no filter is over a relation.
    """
    parts: list[str] = []
    values: list[Any] = []
    for f in listing.filters:
        if f.of is None:
            continue
        head = f"SELECT '{f.name}' AS f, {f.of.id} AS id, {f.of.name} AS name FROM {f.of.table}"
        if f.shown:
            parts.append(f"SELECT * FROM ({head} ORDER BY {f.of.name} LIMIT {MOST_CHOICES + 1}) {f.name}_all")
        if ids := [int(v) for v in query.filters.get(f.name, ()) if _is_id(v)]:
            parts.append(f"SELECT * FROM ({head} WHERE {f.of.id} IN ({_marks(ids)})) {f.name}_chosen")
            values += ids
    if not parts:
        return {}, {}
    offered: dict[str, dict[str, str]] = {f.name: {} for f in listing.filters if f.of is not None and f.shown}
    named: dict[tuple[str, str], str] = {}
    for row in await rows(" UNION ALL ".join(parts), values):
        named[row["f"], str(row["id"])] = str(row["name"] or row["id"])
        if row["f"] in offered:
            offered[row["f"]][str(row["id"])] = str(row["name"] or row["id"])
    return {
        name: sorted(found.items(), key=lambda pair: pair[1].casefold())
        for name, found in offered.items()
        if len(found) <= MOST_CHOICES
    }, named
