"""Affiliations: asked when the cache allows, believed with care, applied to sets."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot import clock as bot_clock
from bot.eve.base import DOOMHEIM, EveDown
from bot.rules import affiliations, brake, states
from bot.rules.outside import outside
from models.audit import AuditRow
from models.brakes import Brake, BrakeStatus
from models.characters import Character, Ownership
from models.organisations import Corporation
from models.users import User
from tests.conftest import ManualClock
from tests.esi import FakeEsi
from tests.rules.test_states import job
from tests.world import make_character, make_state, make_user


@pytest.fixture
async def esi(db: str, clock: ManualClock) -> AsyncIterator[FakeEsi]:
    """An ESI in the application's hands."""
    await states.ensure_defaults()
    outside.esi = FakeEsi()  # type: ignore[assignment]
    yield outside.esi  # type: ignore[misc]
    outside.esi = None


async def crowd(esi: FakeEsi, n: int) -> list[User]:
    """Members by their alliance, all of one corporation."""
    member = await make_state("Member", alliances=(99,))
    esi.corporations[11] = ("Provi Traders", "PROV", 99)
    people = [await make_user(f"Pilot {i}", state=member, corporation=11, alliance=99) for i in range(n)]
    for user in people:
        esi.put(user.main_id or 0, 11, 99)
    await Character.all().update(affiliation_due_at=bot_clock.now())
    return people


async def test_it_asks_when_the_cache_allows_and_no_sooner(esi: FakeEsi, clock: ManualClock) -> None:
    await crowd(esi, 3)
    await clock.advance(61)
    assert (await affiliations.refresh_due()).asked == 3
    await clock.advance(3500)
    assert (await affiliations.refresh_due()).asked == 0
    await clock.advance(161)
    assert (await affiliations.refresh_due()).asked == 3
    assert esi.asked == ["affiliations"] * 2


async def test_the_first_due_wait_a_minute_for_company(esi: FakeEsi, clock: ManualClock) -> None:
    await crowd(esi, 2)
    assert (await affiliations.refresh_due()).asked == 0


async def test_who_moved_is_announced_and_in_the_trail(esi: FakeEsi) -> None:
    anna, bob = await crowd(esi, 2)
    esi.put(anna.main_id or 0, 12, None)
    done = await affiliations.refresh([anna.main_id or 0, bob.main_id or 0])
    assert (done.moved, done.held) == (1, 0)
    assert await job("CharactersMoved") == {anna.id}
    here = await Character.get(id=anna.main_id)
    assert (here.corporation_id, here.alliance_id) == (12, None)
    row = await AuditRow.get(action="character.moved")
    assert (row.before, row.after) == (
        {"corporation": 11, "alliance": 99, "faction": None},
        {"corporation": 12, "alliance": None, "faction": None},
    )
    assert await Corporation.filter(id=12).exists()  # met; its name is fetched as due
    await states.reassess(frozenset({anna.id}))
    assert (await User.get(id=anna.id).select_related("state")).state.name == "Guest"


async def test_since_when_somebody_is_in_a_corporation_is_remembered(
    esi: FakeEsi, clock: ManualClock
) -> None:
    user = (await crowd(esi, 1))[0]
    assert (await Character.get(id=user.main_id)).corporation_since is None, "as long as we know the pilot"
    esi.put(user.main_id or 0, 12, 99)
    await affiliations.refresh([user.main_id or 0])
    moved = bot_clock.now()
    await clock.advance(86_400)
    esi.put(user.main_id or 0, 12, 98)
    await affiliations.refresh([user.main_id or 0])
    found = await Character.get(id=user.main_id)
    assert (found.alliance_id, found.corporation_since) == (98, moved)


async def test_an_alt_that_moves_is_announced_too(esi: FakeEsi) -> None:
    [anna] = await crowd(esi, 1)
    alt = await make_character("Alt", user=anna, corporation=11, alliance=99)
    esi.put(alt.id, 12)
    await affiliations.refresh([alt.id])
    assert await job("CharactersMoved") == {anna.id}


async def test_an_outage_changes_nothing(esi: FakeEsi, clock: ManualClock) -> None:
    await crowd(esi, 2)
    await clock.advance(61)
    esi.down = True
    with pytest.raises(EveDown):
        await affiliations.refresh_due()
    assert await User.filter(state__name="Member").count() == 2
    esi.down = False
    assert (await affiliations.refresh_due()).asked == 2


async def test_a_wrong_alliance_for_half_of_the_members_is_held(esi: FakeEsi) -> None:
    people = await crowd(esi, 60)
    for user in people[:30]:
        esi.put(user.main_id or 0, 11, 66)
    done = await affiliations.refresh([u.main_id or 0 for u in people])
    assert (done.moved, done.held) == (0, 30)
    assert (
        await Character.filter(alliance_id=99).count() == 60
    )  # believed as before, also for later single looks
    row = await Brake.get()
    assert (row.losers, row.payload["why"]["to_alliance"]) == (30, 66)


async def test_a_corporation_that_really_left_the_alliance_goes_through(esi: FakeEsi) -> None:
    people = await crowd(esi, 60)
    for user in people:
        esi.put(user.main_id or 0, 11, None)
    esi.corporations[11] = ("Provi Traders", "PROV", None)
    done = await affiliations.refresh([u.main_id or 0 for u in people])
    assert (done.moved, done.held, await Brake.all().count()) == (60, 0, 0)


async def test_the_question_ends_by_itself_when_esi_tells_right_again(esi: FakeEsi) -> None:
    people = await crowd(esi, 30)
    ids = [u.main_id or 0 for u in people]
    for i in ids:
        esi.put(i, 11, 66)
    await affiliations.refresh(ids)
    for i in ids:
        esi.put(i, 11, 99)
    await affiliations.refresh(ids)
    assert (await Brake.get()).status is BrakeStatus.LAPSED


async def test_do_it_asks_again_and_believes(esi: FakeEsi) -> None:
    people = await crowd(esi, 30)
    ids = [u.main_id or 0 for u in people]
    for i in ids:
        esi.put(i, 11, 66)
    await affiliations.refresh(ids)
    asked = await Brake.get()
    await Brake.filter(id=asked.id).update(status=BrakeStatus.DONE)
    await brake.carry_out(asked.id)
    assert await Character.filter(alliance_id=66).count() == 30


async def test_an_id_that_esi_refuses_says_nothing_about_where_its_character_stands(esi: FakeEsi) -> None:
    [anna] = await crowd(esi, 1)
    esi.affiliation.clear()
    esi.affiliation[anna.main_id or 0] = None  # type: ignore[assignment]
    del esi.affiliation[anna.main_id or 0]
    esi.down = False
    esi.biomassed.clear()
    original = esi.character

    async def there(character_id: int):  # the sheet is there, only the affiliation is refused
        return None

    esi.character = there  # type: ignore[assignment, method-assign]
    done = await affiliations.refresh([anna.main_id or 0])
    esi.character = original  # type: ignore[method-assign]
    assert (done.moved, done.gone) == (0, 0)
    assert await User.filter(state__name="Member").count() == 1


async def test_half_of_the_members_said_to_be_biomassed_is_held(esi: FakeEsi) -> None:
    people = await crowd(esi, 60)
    ids = [u.main_id or 0 for u in people]
    for i in ids[:30]:
        esi.put(i, DOOMHEIM)
    done = await affiliations.refresh(ids)
    assert (done.gone, await Ownership.all().count()) == (0, 60)
    asked = await Brake.get()
    assert (asked.losers, len(asked.payload["characters"])) == (30, 30)
    await Brake.filter(id=asked.id).update(status=BrakeStatus.DONE)
    await brake.carry_out(asked.id)
    assert await Ownership.all().count() == 30


async def test_an_esi_that_has_forgotten_everybody_takes_nothing(esi: FakeEsi) -> None:
    people = await crowd(esi, 30)
    esi.affiliation.clear()  # every id refused, every sheet a 404
    done = await affiliations.refresh([u.main_id or 0 for u in people])
    assert (done.gone, await Ownership.all().count()) == (0, 30)
    assert not await Character.filter(gone_at__isnull=False).exists()


async def test_a_pass_over_others_does_not_end_the_question(esi: FakeEsi) -> None:
    people = await crowd(esi, 31)
    ids = [u.main_id or 0 for u in people]
    for i in ids[:30]:
        esi.put(i, 11, 66)
    await affiliations.refresh(ids)
    await affiliations.refresh(ids[30:])
    assert (await Brake.get()).status is BrakeStatus.ASKED
    await affiliations.refresh(ids[:20])
    assert await Character.filter(alliance_id=99).count() == 31
