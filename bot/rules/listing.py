"""What lists over tables are made of: typed columns, words to search for, filters, an order. Read by bot/rules/listed.py.

The SQL is written beside the registry (bot/rules/admin); what people ask comes in as values only.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tortoise.models import Model

from bot.rules.access import Permission

MOST_COUNTED = 100_000
"""A list longer than this says "100,000+": counting on would cost more than it tells."""
MOST_CHOICES = 50
"""So many things of a relation are offered in a select; above that their name is typed."""
SLICE = 1000  # rows of an export per statement

Value = str | int | float | bool | datetime | tuple[str, ...] | None


class Kind(StrEnum):
    """How a value is drawn."""

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    FLAG = "flag"  # yes or no
    BADGE = "badge"  # one of a few words
    CODE = "code"  # as it stands, in a fixed font
    LIST = "list"  # several texts
    ACTION = "action"  # an action of the audit trail
    WORDS = "words"  # a key of the catalogue, its facts in `sub`


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of each row. Everything but `name` and `kind` is SQL or a name of the registry.

    `sub` is a second line, `face` the character whose portrait stands beside, `to` the list whose thing `to_id` the value
    leads to. `sort`: "=" sorts by the value, other SQL by that. `only`: shown on the thing's own page, not in the list.
    Without `sql` the listing's `fill` knows the value.
    """

    name: str
    sql: str = ""
    kind: Kind = Kind.TEXT
    sub: str = ""
    face: str = ""
    to: str = ""
    to_id: str = ""
    sort: str = ""
    words: str = ""  # a badge with value x says f"{words}.{x}"
    tones: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False  # not on narrow screens
    only: bool = False

    @property
    def order(self) -> str:
        """What rows are sorted by, "" if they cannot be."""
        return self.sql if self.sort == "=" else self.sort


@dataclass(frozen=True, slots=True)
class Relation:
    """Where names and ids of a filter's values are found."""

    table: str
    name: str = "name"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list; in `sql` "{}" is the comparison ("u.state_id {}").

    `choices`: fixed values, worded f"{words}.{value}". `of`: things chosen by id, or by a part of their name.
    `days`: not older than so many days. `forms`: texts of these forms. None of these: texts that contain the value.
    `shown`: has a control of its own; others come from links alone.
    """

    name: str
    sql: str
    choices: tuple[str, ...] = ()
    words: str = "admin.is"
    of: Relation | None = None
    days: bool = False
    shown: bool = True
    forms: tuple[str, ...] = ()


YES_NO = ("1", "0")
DAYS = ("1", "7", "30", "365")


def flag(name: str, sql: str, *, shown: bool = True) -> Filter:
    """A filter by yes or no."""
    return Filter(name, sql + " {}", choices=YES_NO, shown=shown)


def since(name: str, sql: str) -> Filter:
    """A filter by age."""
    return Filter(name, sql + " {}", choices=DAYS, words="admin.since", days=True)


Fill = Callable[[Sequence[Any]], Awaitable[Mapping[Any, Mapping[str, Value]]]]


@dataclass(frozen=True, slots=True)
class Inline:
    """Rows of another list that belong to a thing: those that its filter `by` finds. `tab`: on which page of the thing."""

    listing: str
    by: str
    tab: str = "about"


@dataclass(frozen=True, slots=True)
class Listing:
    """What the admin site shows of one model. Each join is a LEFT JOIN that finds at most one row: unneeded ones are left out."""

    name: str
    head: str
    models: tuple[type[Model], ...]
    view: Permission
    source: str
    key: str
    label: str
    columns: tuple[Column, ...]
    joins: str = ""
    where: str = ""
    search: tuple[str, ...] = ()  # each with "{}" for the comparison
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    fill: Fill | None = None
    inlines: tuple[Inline, ...] = ()
    noun: str = ""  # under which the audit trail names it: "group" of "group:3"
    page: bool = True  # each has a page of its own
    veil: Callable[[Any], str] | None = None  # what stands for a key that nobody should see

    def column(self, name: str) -> Column | None:
        """A column by name."""
        return next((c for c in self.columns if c.name == name), None)

    @property
    def sorts(self) -> tuple[str, ...]:
        """The columns that it can be sorted by."""
        return tuple(c.name for c in self.columns if c.order)

    @property
    def in_list(self) -> tuple[Column, ...]:
        """The columns of the list."""
        return tuple(c for c in self.columns if not c.only)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a list: words that all must be found, filters (several values of one: any), an order."""

    words: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or any(self.filters.values()))


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, and what goes with it."""

    column: Column
    value: Value
    sub: str = ""
    face: int | None = None
    to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list; `id` names it in addresses and forms."""

    key: Any
    id: str
    label: str
    cells: tuple[Cell, ...]

    def cell(self, name: str) -> Cell | None:
        """The value of a column."""
        return next((c for c in self.cells if c.column.name == name), None)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows fit, of how many; `more`: of more than were counted."""

    fitting: int
    total: int
    more: bool
