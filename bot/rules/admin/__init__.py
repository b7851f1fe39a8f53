"""The admin site's rules: what lists there are, what stands in them, and what may be done to many at once."""

from __future__ import annotations

from bot.rules.admin.bulk import ACTS, Considered, Picked, acts, consider, perform
from bot.rules.admin.pages import (
    Hit,
    ListPage,
    Related,
    ThingPage,
    export,
    find,
    lists,
    page,
    seen,
    thing,
)
from bot.rules.admin.registry import INTERNAL, LISTINGS

__all__ = [
    "ACTS",
    "INTERNAL",
    "LISTINGS",
    "Considered",
    "Hit",
    "ListPage",
    "Picked",
    "Related",
    "ThingPage",
    "acts",
    "consider",
    "export",
    "find",
    "lists",
    "page",
    "perform",
    "seen",
    "thing",
]
