"""Finding things of EVE by name: known ones first, EVE from three letters on, and what happens without it."""

from __future__ import annotations

import pytest

from bot.errors import Forbidden, NotFound, Unavailable
from bot.rules import search, tokens
from bot.rules.access import Actor, Face
from models.organisations import Faction
from models.states import EntityKind
from tests.conftest import ManualClock
from tests.rules.signing import ANNA, Signing, acting
from tests.world import make_alliance, make_character, make_corporation

USER = acting(99)


@pytest.fixture(autouse=True)
def _unasked() -> None:
    search._asked.clear()


async def names(text: str, **kw: object) -> list[tuple[str, bool]]:
    found = await search.entities(USER, text, **kw)  # type: ignore[arg-type]
    return [(e.title, e.known) for e in found.entities]


async def test_known_ones_come_first_by_beginning_then_by_what_they_contain(eve: Signing) -> None:
    await make_corporation("Provi Traders", ticker="PROV")
    await make_alliance("The Provi Block", ticker="BLOCK")
    await make_character("Proviant")
    await Faction.create(id=500_001, name="Caldari State")
    found = ["Provi Traders [PROV]", "Proviant", "The Provi Block [BLOCK]"]
    assert await names("provi") == [(name, True) for name in found]
    assert await names("block", kinds=[EntityKind.ALLIANCE]) == [("The Provi Block [BLOCK]", True)]
    assert await names("caldari") == [("Caldari State", True)]
    assert await names("%") == []


async def test_eve_is_asked_from_three_letters_on_and_finds_whole_names(eve: Signing) -> None:
    eve.esi.corporations[98_000_777] = ("Driftwood Salvage", "DRIFT", None)
    assert await names("Dr") == []
    assert eve.esi.asked == []
    assert await names("driftwood salvage") == [("Driftwood Salvage", False)]
    assert await names("Driftwood") == []


async def test_with_a_token_that_may_search_a_part_of_the_name_is_enough(eve: Signing) -> None:
    eve.esi.corporations[98_000_777] = ("Driftwood Salvage", "DRIFT", None)
    user_id = (await eve.login(ANNA)).user_id
    assert user_id is not None
    await eve.add(user_id, ANNA, scopes=(search.SCOPE,))
    found = await search.entities(acting(user_id), "driftw")
    assert [e.name for e in found.entities] == ["Driftwood Salvage"]
    assert await names("driftw") == []  # somebody else's token is nobody's business


async def test_when_eve_is_away_the_known_ones_are_told_and_that_it_was_so(eve: Signing) -> None:
    await make_corporation("Provi Traders")
    eve.esi.down = True
    found = await search.entities(USER, "provi")
    assert ([e.name for e in found.entities], found.whole) == (["Provi Traders"], False)
    with pytest.raises(Unavailable, match=r"search\.outage"):
        await search.one(USER, "driftwood salvage")


async def test_eve_is_not_asked_without_bounds(eve: Signing, clock: ManualClock) -> None:
    for n in range(search.PER_MINUTE):
        assert (await search.entities(USER, f"nothing {n}")).whole
    assert not (await search.entities(USER, "one more")).whole
    await clock.advance(61)
    assert (await search.entities(USER, "one more")).whole


async def test_a_choice_or_a_whole_name_means_one_thing(eve: Signing) -> None:
    provi = await make_corporation("Provi Traders", ticker="PROV")
    for text in (f"corporation:{provi.id}", "provi traders", "prov"):
        assert (await search.one(USER, text)).id == provi.id
    with pytest.raises(NotFound, match=r"search\.nothing") as nothing:
        await search.one(USER, "provi")
    assert nothing.value.values["near"] == "Provi Traders [PROV]"
    for text in ("corporation:", "corporation:x", "ship:5", "5"):
        assert search.parse(text) is None


async def test_strangers_search_nothing(eve: Signing) -> None:
    with pytest.raises(Forbidden):
        await search.entities(Actor(user_id=None, face=Face.DISCORD), "provi")
    assert search.SCOPE in tokens.SCOPES
