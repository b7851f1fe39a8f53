"""Characters are sold, revoked, biomassed, and added to a second account: each ends as it should, and people are told."""

from __future__ import annotations

from bot.rules import renewal
from models.audit import AuditRow
from models.characters import Ended, Ownership, OwnershipRecord
from models.notices import Notice
from models.tokens import Token, TokenStatus
from models.users import User
from sandbox import cast
from tests.journeys.kit import House, until

TESS = cast.TESS.discord_id
MAIN, ALT = (c[0] for c in cast.TESS.characters)


async def tess(house: House) -> User:
    """Tess, linked, with her alt."""
    joined = await house.join_by_link(TESS, MAIN)
    joined.browser.as_character = ALT
    page = await joined.browser.get("/sso/login?add=1")
    assert page.status == 200, page.text
    await until("the role", lambda: "Member" in house.roles(TESS))
    return await User.get(main_id=MAIN)


async def check_ownership(house: House) -> None:
    """Make every token due, and let the check look; as the clockwork does over four hours."""
    house.world.clock.advance(5 * 3600)
    while (await renewal.check_due()).verdicts:
        pass


async def test_a_sold_main_takes_standing_and_roles_and_the_seller_is_told(house: House) -> None:
    user = await tess(house)
    house.world.eve.sell(MAIN, revoke_tokens=False)
    await check_ownership(house)
    await until("roles are gone", lambda: "Member" not in house.roles(TESS), 5)
    assert not await Ownership.filter(character_id=MAIN).exists()
    assert (await OwnershipRecord.get(character_id=MAIN)).ended is Ended.SOLD
    assert (await User.get(id=user.id)).main_id is None
    assert await Notice.filter(user_id=user.id, key__contains="lost").exists()
    await until("by direct message too", lambda: "Tess Okoro" in str(house.inbox(TESS)))
    assert await Ownership.filter(character_id=ALT, user_id=user.id).exists(), "the alt stays"


async def test_the_buyer_gets_an_account_of_their_own(house: House) -> None:
    user = await tess(house)
    house.world.eve.sell(MAIN)
    await house.sign_in(MAIN)
    assert (await Ownership.get(character_id=MAIN)).user_id != user.id
    assert (await User.get(id=user.id)).main_id is None


async def test_a_revoked_token_is_dying_first_told_at_once_and_lost_only_when_confirmed(house: House) -> None:
    user = await tess(house)
    house.world.eve.revoke(MAIN)
    await check_ownership(house)
    assert (await Token.get(character_id=MAIN)).status is TokenStatus.DYING
    assert "Member" in house.roles(TESS), "one refusal takes nothing"
    await until("the owner is told", lambda: house.told(user.id))
    house.world.clock.advance(601)
    await renewal.check_due()
    await until("roles are gone", lambda: "Member" not in house.roles(TESS), 5)
    assert (await OwnershipRecord.get(character_id=MAIN)).ended is Ended.WITHDRAWN


async def test_signing_in_again_in_time_keeps_everything(house: House) -> None:
    user = await tess(house)
    house.world.eve.revoke(MAIN)
    await check_ownership(house)
    await house.sign_in(MAIN)
    house.world.clock.advance(601)
    await renewal.check_due()
    assert (await User.get(id=user.id)).main_id == MAIN
    assert "Member" in house.roles(TESS)


async def test_an_outage_of_eves_sign_in_takes_nothing(house: House) -> None:
    user = await tess(house)
    house.world.eve.sso_down(True)
    house.world.clock.advance(5 * 3600)
    await renewal.check_due()
    assert await Token.exclude(status=TokenStatus.VALID).count() == 0
    assert (await User.get(id=user.id)).main_id == MAIN


async def test_a_biomassed_alt_is_removed_and_its_owner_told_once(house: House) -> None:
    user = await tess(house)
    house.world.eve.biomass(ALT)
    house.world.clock.advance(3700)
    await house.pass_affiliations()
    await house.pass_affiliations()
    assert not await Ownership.filter(character_id=ALT).exists()
    assert (await OwnershipRecord.get(character_id=ALT)).ended is Ended.BIOMASSED
    assert await Notice.filter(user_id=user.id, key__contains="lost").count() == 1
    assert "Member" in house.roles(TESS)


async def test_a_character_added_on_a_second_account_moves_and_both_sides_are_told(house: House) -> None:
    user = await tess(house)
    other = await house.sign_in(cast.SIGRID.characters[0][0])
    other.as_character = ALT  # the same EVE account shared: the newest proof wins
    page = await other.get("/sso/login?add=1")
    assert page.status == 200
    new = await User.get(main_id=cast.SIGRID.characters[0][0])
    assert (await Ownership.get(character_id=ALT)).user_id == new.id
    for person in (user, new):
        assert await Notice.filter(user_id=person.id).exists()
        assert await AuditRow.filter(subject__user_id=person.id, thing=f"character:{ALT}").exists()
    assert await OwnershipRecord.filter(character_id=ALT).count() == 2


async def test_an_alt_signs_in_to_its_account(house: House) -> None:
    user = await tess(house)
    browser = await house.sign_in(ALT)
    assert "Tess Okoro" in (await browser.get("/")).text
    assert await User.all().count() == 1
    assert user.id


async def test_who_lost_every_token_comes_back_to_the_same_account(house: House) -> None:
    user = await tess(house)
    for character in (MAIN, ALT):
        house.world.eve.revoke(character)
    await check_ownership(house)
    house.world.clock.advance(601)
    await renewal.check_due()
    assert not await Ownership.all().exists()
    await house.sign_in(MAIN)
    assert (await User.get(id=user.id)).main_id == MAIN
    await until("the roles are back", lambda: "Member" in house.roles(TESS), 5)
