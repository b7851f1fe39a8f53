"""The admin site forgets no model and lacks no word."""

from __future__ import annotations

import importlib
import inspect

from tortoise.models import Model

from bot.rules import admin
from bot.rules.admin.words import HEADS
from models import MODULES
from tests.house import words


def every_model() -> set[type[Model]]:
    found = set()
    for name in MODULES:
        module = importlib.import_module(name)
        found |= {
            c
            for _, c in inspect.getmembers(module, inspect.isclass)
            if issubclass(c, Model) and c.__module__ == name
        }
    return found


def test_every_model_has_a_list_or_a_reason_why_not() -> None:
    listed = {m for found in admin.LISTINGS.values() for m in found.models}
    missing = every_model() - listed - set(admin.INTERNAL)
    assert not missing, (
        f"{sorted(m.__name__ for m in missing)}: give them a Listing in bot/rules/admin/*.py (a column, a sort, words in"
        " locales/en/LC_MESSAGES/admin.po), or a reason in INTERNAL of bot/rules/admin/registry.py"
    )
    assert not listed & set(admin.INTERNAL)


def test_everything_that_lists_say_has_words() -> None:
    known = words.catalogue("en")
    wanted = {f"admin.head.{h}" for h in HEADS}
    for found in admin.LISTINGS.values():
        assert found.head in HEADS
        wanted |= {f"admin.model.{found.name}", f"admin.empty_why.{found.name}"}
        wanted |= {f"admin.col.{n.name}" for n in (*found.columns, *found.filters)}
        wanted |= {f"{f.words}.{v}" for f in found.filters for v in f.choices}
        wanted |= {f"admin.tab.{t}" for t in ("about", "history", *(i.tab for i in found.inlines))}
    for act in admin.ACTS:
        wanted |= {f"admin.{part}.{act.name}" for part in ("do", "ask", "why", "done")}
    assert not sorted(k for k in wanted if k not in known)


def test_what_lists_lead_to_is_there() -> None:
    for found in admin.LISTINGS.values():
        for column in found.columns:
            assert not column.to or column.to in admin.LISTINGS, f"{found.name}.{column.name}"
        for inline in found.inlines:
            filters = {f.name for f in admin.LISTINGS[inline.listing].filters}
            assert inline.by in filters, f"{found.name}: {inline.listing} has no filter {inline.by}"
