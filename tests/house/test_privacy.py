"""Every table that can name a person is in the register of personal data, and says what becomes of it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from bot.rules import personal
from bot.rules.personal import HELD, Fate
from models import MODULES
from models.characters import Character
from models.users import Subject, User

PEOPLE = {"models.User", "models.Subject", "models.Character"}
NAMING = {"discord_id", "character_id", "user_id", "subject_id", "owner_hash", "address"}
"""Columns that name somebody without being a foreign key."""
SECRET = {
    "access",
    "refresh",
    "verifier",
    "proof",
    "interaction",
    "token_hash",
    "state_hash",
    "browser_hash",
    "data",
}


def models() -> Iterator[type[Model]]:
    for module in MODULES:
        for thing in vars(importlib.import_module(module)).values():
            if isinstance(thing, type) and issubclass(thing, Model) and thing.__module__ == module:
                yield thing


def naming(model: type[Model]) -> set[str]:
    """The columns of a model that name a person."""
    found = set()
    for name, field in model._meta.fields_map.items():
        if isinstance(field, ForeignKeyFieldInstance):
            if field.model_name in PEOPLE:
                found.add(f"{name}_id")
        elif name in NAMING and getattr(field, "reference", None) is None:
            found.add(name)
    return found


def declared(model: type[Model]) -> set[str]:
    return {k.column for h in HELD if h.model is model for k in h.keys}


def test_every_column_that_names_a_person_is_declared() -> None:
    missing = {
        m.__name__: sorted(left)
        for m in models()
        if (left := naming(m) - declared(m) - {"owner_hash", "address"})
    }
    assert not missing, f"say in bot/rules/personal.py (or with personal.declare) what becomes of {missing}"


def test_what_names_people_is_at_least_what_we_know_of() -> None:
    assert {User, Subject, Character} <= {h.model for h in HELD}
    assert len([m for m in models() if naming(m)]) > 20


def test_what_is_declared_is_there_and_no_secret_is_given_out() -> None:
    for held in HELD:
        fields = held.model._meta.fields_map.items()
        columns = {n for n, _ in fields} | {
            f"{n}_id" for n, f in fields if isinstance(f, ForeignKeyFieldInstance)
        }
        assert {k.column for k in held.keys} | set(held.given) <= columns, held.model.__name__
        assert not set(held.given) & SECRET, held.model.__name__


def test_what_is_not_given_has_a_reason() -> None:
    """A table of somebody's own rows without columns in the copy must say why."""
    silent = [
        h.model.__name__
        for h in HELD
        if not h.given and not h.why and any(k.fate is not Fate.NAMELESS for k in h.keys)
    ]
    assert not silent


def test_no_table_is_declared_twice() -> None:
    assert len({h.model for h in personal.HELD}) == len(personal.HELD)
