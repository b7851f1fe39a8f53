"""Values of the admin site's lists as a page shows them, and as a file holds them."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from bot.rules import admin, trailwords
from bot.rules.listing import Kind
from bot.voice import say
from web.keys import ACTOR
from web.kit import language_of

if TYPE_CHECKING:
    from bot.rules.listing import Cell, Column, Line


@dataclass(frozen=True, slots=True)
class Drawn:
    """One cell, ready for a template: its text or time, a second line, where it leads, how it is coloured."""

    name: str
    kind: str
    label: str
    text: str = ""
    at: datetime | None = None
    yes: bool | None = None
    sub: str = ""
    href: str = ""
    face: int | None = None
    tone: str = ""
    drop: bool = False

    @property
    def css(self) -> str:
        """The classes of its cell."""
        return ("num drop" if self.drop else "num") if self.kind == "number" else "drop" if self.drop else ""

    @property
    def labelled(self) -> bool:
        """Whether it says what it is where there are no heads: a name with a link is clear by itself."""
        if not self.text and self.at is None:
            return False
        return self.kind in ("time", "flag", "number", "code") or (self.kind == "text" and not self.href)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, ready for a template."""

    id: str
    name: str
    cells: tuple[Drawn, ...]


def label(language: str, column: Column) -> str:
    """What a column is called."""
    return say(language, f"admin.col.{column.name}")


def rows(request: web.Request, lines: Iterable[Line]) -> list[Row]:
    """Lines as a page shows them."""
    language = language_of(request)
    called = functools.cache(lambda name: say(language, f"admin.col.{name}"))
    return [Row(x.id, x.label, tuple(_drawn(request, language, c, called) for c in x.cells)) for x in lines]


def _drawn(request: web.Request, language: str, cell: Cell, called: Callable[[str], str]) -> Drawn:
    value, column = cell.value, cell.column
    text, sub = _text(language, cell)
    return Drawn(
        column.name,
        str(column.kind),
        called(column.name),
        text,
        value if isinstance(value, datetime) else None,
        value if isinstance(value, bool) else None,
        sub,
        _href(request, cell),
        cell.face,
        column.tones.get(str(value), ""),
        column.drop,
    )


def _text(language: str, cell: Cell) -> tuple[str, str]:
    kind, value = cell.column.kind, cell.value
    if value is None or value == "":
        return "", cell.sub
    if kind is Kind.BADGE:
        return say(language, f"{cell.column.words}.{value}"), cell.sub
    if kind is Kind.ACTION:
        return trailwords.action(language, str(value)), cell.sub
    if kind is Kind.WORDS:
        facts = json.loads(cell.sub) if cell.sub else {}
        return say(language, str(value), **(facts if isinstance(facts, dict) else {})), ""
    if kind is Kind.FLAG:
        return say(language, "admin.is.1" if value else "admin.is.0"), cell.sub
    if isinstance(value, tuple):
        return ", ".join(value), cell.sub
    return str(value), cell.sub


def _href(request: web.Request, cell: Cell) -> str:
    """Where a value leads, for who may go there."""
    if cell.to is None:
        return ""
    found = admin.LISTINGS.get(cell.to[0])
    if found is None or not found.page or not request[ACTOR].may(found.view):
        return ""
    return f"/admin/{cell.to[0]}/{cell.to[1]}"


# -- files -----------------------------------------------------------------------------------------------


def file_heads(columns: Iterable[Column]) -> list[str]:
    """Heads of a file, which do not change with the language: other programs read them."""
    heads = ["id"]
    for column in columns:
        heads.append(column.name)
        if column.sub:
            heads.append(f"{column.name}_more")
    return heads


def file_row(line: Line) -> list[object]:
    """A line as a row of a file."""
    found: list[object] = [line.id]
    for cell in line.cells:
        found.append(_plain(cell))
        if cell.column.sub:
            found.append(cell.sub)
    return found


def _plain(cell: Cell) -> object:
    value = cell.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, tuple):
        return ", ".join(value)
    return value
