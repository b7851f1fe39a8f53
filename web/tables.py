"""Lists as pages: reading `q`, `sort`, `page` and filters from an address, writing them back, and lists as files."""

from __future__ import annotations

import json
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web
from yarl import URL

from bot.sheets import as_csv

PER = 50
MOST_PER = 500
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a list. What cannot be read is as if it were not there (web-ux 7)."""

    path: str
    q: str = ""
    sort: str = ""
    page: int = 1
    per: int = PER
    format: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    usual: str = ""  # the sort that is left out of addresses

    @property
    def start(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.per

    def one(self, name: str) -> str:
        """The first value of a filter, "" if it is not set."""
        return next(iter(self.filters.get(name, ())), "")

    def href(self, **changes: Any) -> str:
        """The address with something changed; defaults are left out, the order is always the same.

        A filter is changed by its name: a text, several, or "" to take it away. Any change leads to the first page.
        """
        page = int(changes.pop("page", 1))
        plain = {name: changes.pop(name) for name in ("q", "sort", "per", "format") if name in changes}
        filters = {
            **self.filters,
            **{n: (v,) if isinstance(v, str) else tuple(map(str, v)) for n, v in changes.items()},
        }
        new = replace(self, page=page, filters=filters, **plain)
        pairs = [("q", new.q), ("sort", new.sort if new.sort != new.usual else "")]
        pairs += [(name, value) for name in sorted(filters) for value in filters[name]]
        pairs += [
            ("per", str(new.per) if new.per != PER else ""),
            ("page", str(page) if page > 1 else ""),
            ("format", new.format),
        ]
        return str(URL(self.path).with_query([(n, v) for n, v in pairs if v]))

    def at(self, page: int) -> Asked:
        """The same on another page: the last one, where more was asked for."""
        return replace(self, page=page)

    def without(self, name: str, value: str) -> str:
        """The address without one value of a filter."""
        return self.href(**{name: tuple(v for v in self.filters.get(name, ()) if v != value)})

    def hidden(self, *own: str) -> list[tuple[str, str]]:
        """What a search form must carry along besides its own fields."""
        sorted_ = self.sort != self.usual and "sort" not in own
        pairs = [("sort", self.sort)] if sorted_ else []
        return pairs + [(n, v) for n, values in self.filters.items() if n not in own for v in values]


def asked(
    request: web.Request, *, sorts: Sequence[str] = (), filters: Sequence[str] = (), sort: str = ""
) -> Asked:
    """What this address asks: sorted by one of `sorts` ("-name" backwards), by default `sort`; known filters only."""
    query = request.query
    wanted = query.get("sort", "")
    return Asked(
        path=request.path,
        q=" ".join(query.get("q", "").split())[:LONGEST_QUERY],
        sort=wanted if wanted.removeprefix("-") in sorts else sort,
        page=_number(query.get("page"), 1, 10_000_000),
        per=_number(query.get("per"), PER, MOST_PER),
        format=query.get("format", "") if query.get("format") in ("csv", "json") else "",
        filters={
            name: tuple(v[:LONGEST_QUERY] for v in values if v)
            for name in filters
            if any(values := query.getall(name, [])[:20])
        },
        usual=sort,
    )


def _number(text: str | None, otherwise: int, most: int) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 8:
        return otherwise
    return min(max(1, int(text)), most)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a list of `count` rows; `more` if there are more than were counted."""

    asked: Asked
    count: int
    more: bool = False

    @property
    def first(self) -> int:
        return min(self.asked.start + 1, self.count)

    @property
    def last(self) -> int:
        return min(self.asked.start + self.asked.per, self.count)

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.asked.per))

    @property
    def numbers(self) -> list[int | None]:
        """The pages to link to: first, neighbours, last; None where some are left out."""
        here = self.asked.page
        wanted = sorted({1, self.pages, *range(max(1, here - 1), min(self.pages, here + 1) + 1)})
        found: list[int | None] = []
        for number in wanted:
            if found and number - (found[-1] or 0) > 1:
                found.append(None)
            found.append(number)
        return found


def as_file(
    request: web.Request, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> web.Response:
    """The rows of a list as a CSV or JSON file, whichever the address asks for."""
    listed = list(rows)
    if request.query.get("format") == "json":
        text = json.dumps(
            [dict(zip(heads, row, strict=True)) for row in listed], default=str, ensure_ascii=False
        )
        kind, body = "json", text.encode()
    else:
        kind, body = "csv", as_csv(heads, listed).encode("utf-8-sig")
    return web.Response(
        body=body,
        content_type="application/json" if kind == "json" else "text/csv",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "Cache-Control": "private, no-store",
        },
    )


async def streamed(
    request: web.Request, name: str, heads: Sequence[str], slices: AsyncIterable[Sequence[Sequence[object]]]
) -> web.StreamResponse:
    """The same for lists of any length: slice by slice, nothing of it is kept."""
    as_json = request.query.get("format") == "json"
    response = web.StreamResponse(
        headers={
            "Content-Type": f"{'application/json' if as_json else 'text/csv'}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}.{"json" if as_json else "csv"}"',
            "Cache-Control": "private, no-store",
        }
    )
    await response.prepare(request)
    if request.method == "HEAD":
        return response
    await response.write(b"[" if as_json else as_csv(heads, []).encode("utf-8-sig"))
    first = True
    async for part in slices:
        if as_json:
            texts = (
                json.dumps(dict(zip(heads, row, strict=True)), default=str, ensure_ascii=False)
                for row in part
            )
            text = ",\n".join(texts)
            await response.write((text if first or not text else ",\n" + text).encode())
        else:
            await response.write(as_csv((), part).encode())
        first = first and not part
    if as_json:
        await response.write(b"]\n")
    await response.write_eof()
    return response
