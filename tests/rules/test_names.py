"""Name formats: checked when saved, cut where it hurts least."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Forbidden, Invalid
from bot.rules import names
from bot.rules.access import SYSTEM, Actor, Face
from models.audit import AuditRow
from models.queue import Job
from models.services import Instance

ANNA = names.facts(
    character=(1, "Anna Trader"), corporation=(2, "Provi Traders", "PROV"), alliance=None, username="anna"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{character_name}", "Anna Trader"),
        ("[{corp_ticker}] {character_name}", "[PROV] Anna Trader"),
        ("[{alliance_ticker}] {character_name}", "Anna Trader"),
        ("{character_name} ({alliance_or_corp_name})", "Anna Trader (Provi Traders)"),
        ("  {username}  ", "anna"),
    ],
)
def test_formats_are_filled(text: str, name: str) -> None:
    assert names.render(names.check(text), ANNA) == name


@pytest.mark.parametrize(
    "text",
    ["{nobody}", "{character_name", "{character_name!r}", "{character_name:>99}", "{0}", "{corp_ticker}", ""],
)
def test_formats_that_cannot_work_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        names.check(text)


def test_a_long_name_loses_its_end_and_keeps_the_ticker() -> None:
    values = {**ANNA, "character_name": "Maximiliana Constantinopolitana von Trader"}
    name = names.render("[{corp_ticker}] {character_name} <X>", values)
    assert name == "[PROV] Maximiliana <X>" or (
        name.startswith("[PROV] Maximiliana") and name.endswith("<X>")
    )
    assert len(name) <= names.DISCORD_LIMIT


@given(st.text(min_size=1, max_size=80), st.integers(min_value=1, max_value=40))
def test_nothing_is_ever_longer_than_the_limit(text: str, limit: int) -> None:
    assert len(names.render("{character_name}", {**ANNA, "character_name": text}, limit)) <= limit
    assert len(names.shortened(text, limit)) <= limit


def test_without_a_main_the_username_stands_in() -> None:
    values = names.facts(character=None, corporation=None, alliance=None, username="anna")
    assert names.render("[{corp_ticker}] {character_name}", values) == "anna"


async def test_a_format_is_chosen_checked_and_everybody_compared(db: str) -> None:
    instance = await Instance.create(kind="discord", slug="1", name="Guild")
    await names.choose(SYSTEM, instance.id, " [{corp_ticker}] {character_name} ")
    row = await Instance.get(id=instance.id)
    assert (row.sync_names, row.name_format) == (True, "[{corp_ticker}] {character_name}")
    assert await Job.filter(name="service.reconcile", key=str(instance.id)).exists()
    await names.choose(SYSTEM, instance.id, None)
    assert not (await Instance.get(id=instance.id)).sync_names
    with pytest.raises(Invalid, match=r"names\.unknown_field"):
        await names.choose(SYSTEM, instance.id, "{secret}")
    with pytest.raises(Forbidden):
        await names.choose(Actor(user_id=1, face=Face.WEB), instance.id, None)
    assert await AuditRow.filter(action="names.chosen").count() == 2
