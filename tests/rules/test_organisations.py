"""Corporations, alliances and names follow ESI; who is concerned is announced."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.rules import organisations
from bot.rules.outside import outside
from models.characters import Character, CharacterName
from models.organisations import Alliance, Corporation, Faction
from models.users import Subject
from tests.conftest import ManualClock
from tests.esi import FakeEsi
from tests.rules.test_states import job
from tests.world import make_user


@pytest.fixture
async def esi(db: str, clock: ManualClock) -> AsyncIterator[FakeEsi]:
    outside.esi = FakeEsi()  # type: ignore[assignment]
    yield outside.esi  # type: ignore[misc]
    outside.esi = None


async def test_facts_are_fetched_when_due_and_not_before(esi: FakeEsi, clock: ManualClock) -> None:
    esi.corporations[11] = ("Provi Traders", "PROV", 99)
    esi.alliances[99] = ("Northern Watch", "NWTCH")
    await Corporation.create(id=11, due_at=clock.now())
    await Alliance.create(id=99, due_at=clock.now())
    assert await organisations.refresh_due() == 2
    assert await organisations.refresh_due() == 0
    corporation = await Corporation.get(id=11)
    assert (corporation.name, corporation.ticker, corporation.alliance_id) == ("Provi Traders", "PROV", 99)
    await clock.advance(3601)
    assert await organisations.refresh_due() == 2
    assert (await Corporation.get(id=11)).name == "Provi Traders"  # unchanged: the etag said so


async def test_a_new_ticker_is_announced_for_the_people_who_bear_it(esi: FakeEsi, clock: ManualClock) -> None:
    esi.corporations[11] = ("Provi Traders", "PROV", 99)
    anna = await make_user("Anna", corporation=11)
    await make_user("Bob", corporation=12)
    await Corporation.create(id=11, name="Provi Traders", ticker="OLD", due_at=clock.now())
    await organisations.refresh_due()
    assert await job("CorporationsRenamed") == {anna.id}


async def test_an_organisation_that_esi_does_not_know_is_closed(esi: FakeEsi, clock: ManualClock) -> None:
    await Corporation.create(id=11, due_at=clock.now())
    await organisations.refresh_due()
    assert (await Corporation.get(id=11)).closed
    assert await organisations.refresh_due() == 0


async def test_a_renamed_character_keeps_its_history(esi: FakeEsi, clock: ManualClock) -> None:
    anna = await make_user("Anna Trader")
    esi.character_names[anna.main_id or 0] = "Anna Tycoon"
    assert await organisations.refresh_names() == 1
    assert (await Character.get(id=anna.main_id)).name == "Anna Tycoon"
    assert (await CharacterName.get()).name == "Anna Trader"
    assert (await Subject.get(user_id=anna.id)).name == "Anna Tycoon"
    assert await job("CharacterRenamed") == {anna.id}
    assert await organisations.refresh_names() == 0  # asked once a day
    assert esi.asked.count("names") == 1


async def test_factions_have_names(esi: FakeEsi) -> None:
    assert await organisations.refresh_factions() == 1
    assert (await Faction.get()).name == "Caldari State"
