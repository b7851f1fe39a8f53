"""The admin site's rules: what lists there are, what stands in them, and what may be done to many at once."""

from __future__ import annotations

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
    "INTERNAL",
    "LISTINGS",
    "Hit",
    "ListPage",
    "Related",
    "ThingPage",
    "export",
    "find",
    "lists",
    "page",
    "seen",
    "thing",
]
