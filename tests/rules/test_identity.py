"""Signing in, and whose a character is: behaviour 1.1, 1.2 and 1.39 (1-11), as decided for Concord."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.eve.base import CodeRefused, EveDown, EveMisconfigured
from bot.rules import activation, affiliations, identity
from bot.rules.outside import outside
from bot.rules.queue import depth
from models.audit import AuditRow
from models.characters import Character, CharacterName, Ended, Ownership, OwnershipRecord
from models.discord import Guild
from models.tokens import SignIn, Token
from models.users import Subject, User
from tests.conftest import Drain, ManualClock
from tests.rules.signing import ANNA, BEN, CORPORATION, MARIA, NIL, TOM, Signing, acting, told, trail
from tests.world import make_instance


async def owner_of(character: int) -> int | None:
    owned = await Ownership.get_or_none(character_id=character)
    return owned.user_id if owned else None


async def main_of(user_id: int) -> int | None:
    return (await User.get(id=user_id)).main_id


# -- a new pilot -----------------------------------------------------------------------------------------


async def test_a_new_pilot_gets_an_active_account_with_this_main(eve: Signing) -> None:
    landed = await eve.login(ANNA)
    user = await User.get(id=landed.user_id).prefetch_related("state")
    assert landed.is_new
    assert (landed.character_name, landed.return_to) == ("Anna Trader", "/")
    assert (user.main_id, user.is_active, user.is_staff) == (ANNA, True, False)
    assert user.last_login_at is not None
    assert (await Subject.get(user_id=user.id)).name == "Anna Trader"
    assert await trail(user.id) == ["account.created", "character.added", "main.changed"]


async def test_a_new_pilot_has_the_right_state_at_once(eve: Signing, drain: Drain) -> None:
    landed = await eve.login(ANNA)
    assert (await Character.get(id=ANNA)).corporation_id == CORPORATION
    await drain()
    assert (await User.get(id=landed.user_id).prefetch_related("state")).state.name == "Member"


async def test_esi_being_down_does_not_keep_a_pilot_out(eve: Signing) -> None:
    eve.esi.down = True
    landed = await eve.login(ANNA)
    character = await Character.get(id=ANNA)
    assert landed.is_new
    assert character.corporation_id is None
    assert character.affiliation_due_at is not None  # the next round asks


async def test_a_second_login_finds_the_account_and_keeps_one_token(eve: Signing) -> None:
    first = await eve.login(ANNA)
    second = await eve.login(ANNA)
    assert second.user_id == first.user_id
    assert not second.is_new
    assert await Token.filter(character_id=ANNA).count() == 1
    assert await OwnershipRecord.filter(character_id=ANNA).count() == 1


async def test_two_first_logins_at_once_make_one_account(eve: Signing) -> None:
    trips = [await identity.begin("eve", "login", browser=f"b{i}") for i in range(2)]
    backs = [eve.sso.agree(address, ANNA) for address in trips]
    landed = await asyncio.gather(*(identity.finish_eve(*back, f"b{i}") for i, back in enumerate(backs)))
    assert len({one.user_id for one in landed}) == 1
    assert await User.all().count() == 1


async def test_an_alt_signs_in_to_its_account(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id
    assert account
    await eve.add(account, NIL)
    landed = await eve.login(NIL)
    assert landed.user_id == account
    assert await main_of(account) == ANNA


async def test_owners_of_the_site_get_their_rights_at_sign_in(eve: Signing) -> None:
    outside.owners = frozenset({ANNA})
    user = await User.get(id=(await eve.login(ANNA)).user_id)
    assert user.is_superuser
    assert user.is_staff
    assert "account.promoted" in await trail(user.id)
    await eve.login(ANNA)
    assert (await trail(user.id)).count("account.promoted") == 1


async def test_an_overlong_name_is_cut_and_control_characters_go(eve: Signing) -> None:
    eve.sso.character(ANNA, "A\x00nna\n" + "x" * 200)
    landed = await eve.login(ANNA)
    assert len(landed.character_name) <= 64
    assert (await Character.get(id=ANNA)).name.isprintable()


async def test_an_odd_owner_hash_is_refused(eve: Signing) -> None:
    eve.sso.character(ANNA, "Anna Trader", "h" * 65)
    with pytest.raises(Invalid, match=r"eve\.proof_rejected"):
        await eve.login(ANNA)
    assert not await User.exists()


async def test_a_renamed_character_keeps_its_old_name_in_the_history(eve: Signing) -> None:
    await eve.login(ANNA)
    eve.sso.owners[ANNA] = ("Anna Baker", eve.sso.owners[ANNA][1])
    await eve.login(ANNA)
    assert (await Character.get(id=ANNA)).name == "Anna Baker"
    assert (await CharacterName.get(character_id=ANNA)).name == "Anna Trader"


# -- sold, moved, returned -------------------------------------------------------------------------------


async def test_a_sold_main_leaves_its_account_and_opens_a_new_one_for_the_buyer(
    eve: Signing, drain: Drain
) -> None:
    seller = (await eve.login(ANNA)).user_id
    assert seller
    await drain()
    eve.sso.sell(ANNA, "the-buyer")
    buyer = await eve.login(ANNA)
    assert buyer.is_new
    assert buyer.user_id != seller
    assert await owner_of(ANNA) == buyer.user_id
    assert await main_of(seller) is None
    assert await told(seller) == ["notice.state.given", "notice.main_lost.sold"]
    assert (await OwnershipRecord.get(user_id=seller)).ended is Ended.SOLD
    assert not await Token.filter(user_id=seller).exists()
    await drain()
    assert (await User.get(id=seller).prefetch_related("state")).state.name == "Guest"


async def test_a_character_bought_back_leads_to_the_old_account(eve: Signing) -> None:
    seller = (await eve.login(ANNA)).user_id
    eve.sso.sell(ANNA, "the-buyer")
    buyer = (await eve.login(ANNA)).user_id
    eve.sso.sell(ANNA, f"owner-of-{ANNA}")
    landed = await eve.login(ANNA)
    assert landed.user_id == seller
    assert landed.came_back
    assert await main_of(seller or 0) == ANNA
    assert await main_of(buyer or 0) is None


async def test_a_character_added_on_a_second_account_moves_and_both_are_told(eve: Signing) -> None:
    first, second = (await eve.login(ANNA)).user_id, (await eve.login(BEN)).user_id
    assert first
    assert second
    landed = await eve.add(second, ANNA)
    assert landed.added
    assert await owner_of(ANNA) == second
    assert await main_of(first) is None
    assert await main_of(second) == BEN
    assert "notice.main_lost.added_elsewhere" in await told(first)
    assert await told(second) == ["notice.character_moved_here"]
    assert "character.lost" in await trail(first)
    assert "character.added" in await trail(second)
    assert await OwnershipRecord.filter(character_id=ANNA).count() == 2
    assert not await Token.filter(user_id=first).exists()


async def test_whoever_lost_a_character_is_named_in_the_trail_with_who_took_it(eve: Signing) -> None:
    first, second = (await eve.login(ANNA)).user_id, (await eve.login(BEN)).user_id
    await eve.add(second or 0, ANNA)
    row = await AuditRow.get(action="character.lost").prefetch_related("actor", "subject")
    assert row.actor is not None
    assert (row.actor.user_id, row.subject.user_id) == (second, first)  # type: ignore[union-attr]
    assert row.after == {"reason": "added_elsewhere"}


async def test_an_account_without_a_main_gets_the_next_added_character_as_main(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await identity.remove_character(acting(account), ANNA)
    await eve.add(account, NIL)
    assert await main_of(account) == NIL


async def test_adding_ones_own_character_again_changes_nothing(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    landed = await eve.add(account, ANNA)
    assert not landed.added
    assert await told(account) == []
    assert await OwnershipRecord.filter(character_id=ANNA).count() == 1


async def test_a_returning_pilot_finds_the_old_account(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await identity.remove_character(acting(account), ANNA)
    landed = await eve.login(ANNA)
    assert (landed.user_id, landed.came_back) == (account, True)
    assert await main_of(account) == ANNA


async def test_a_returning_alt_does_not_replace_the_main(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await eve.add(account, NIL)
    await identity.remove_character(acting(account), NIL)
    landed = await eve.login(NIL)
    assert landed.user_id == account
    assert await main_of(account) == ANNA


async def test_a_biomassed_character_goes_and_its_owner_is_told_once(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await eve.add(account, NIL)
    del eve.esi.affiliation[NIL]
    eve.esi.biomassed.add(NIL)
    await affiliations.refresh([NIL])
    await affiliations.refresh([NIL])
    assert await owner_of(NIL) is None
    assert (await told(account)).count("notice.character_lost.biomassed") == 1
    assert await main_of(account) == ANNA


# -- deactivated -----------------------------------------------------------------------------------------


async def deactivated(eve: Signing) -> int:
    boss = await eve.login(BEN)
    account = (await eve.login(ANNA)).user_id or 0
    await activation.deactivate(acting(boss.user_id or 0, activation.ACTIVATE), [account], "spying")
    return account


async def test_a_deactivated_account_cannot_sign_in_and_nothing_is_kept(eve: Signing) -> None:
    account = await deactivated(eve)
    before, seen = await Token.get(character_id=ANNA), (await User.get(id=account)).last_login_at
    with pytest.raises(Forbidden, match=r"signin\.inactive_why"):
        await eve.login(ANNA)
    assert (await Token.get(character_id=ANNA)).refresh == before.refresh
    assert (await User.get(id=account)).last_login_at == seen


async def test_a_deactivated_account_cannot_come_back_through_its_history(eve: Signing) -> None:
    account = await deactivated(eve)
    await Ownership.filter(user_id=account).delete()
    with pytest.raises(Forbidden, match=r"signin\.inactive_why"):
        await eve.login(ANNA)
    assert await owner_of(ANNA) is None


# -- one's own account -----------------------------------------------------------------------------------


async def test_changing_the_main(eve: Signing, drain: Drain) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await eve.add(account, NIL)
    await drain()
    await identity.change_main(acting(account), NIL)
    assert await main_of(account) == NIL
    assert (await Subject.get(user_id=account)).name == "Nil Alt"
    assert (await depth()).waiting == 1
    await drain()
    await identity.change_main(acting(account), NIL)
    assert (await depth()).waiting == 0  # nothing changed, nothing is announced


async def test_nobody_takes_somebody_elses_character_as_main_or_removes_it(eve: Signing) -> None:
    first, second = (await eve.login(ANNA)).user_id or 0, (await eve.login(BEN)).user_id or 0
    for deed in (identity.change_main, identity.remove_character):
        with pytest.raises(NotFound, match=r"character\.not_yours"):
            await deed(acting(first), BEN)
    assert await main_of(second) == BEN
    assert await main_of(first) == ANNA


async def test_removing_the_main_leaves_a_guest_and_needs_no_notice(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await identity.remove_character(acting(account), ANNA)
    assert await main_of(account) is None
    assert await told(account) == []
    assert (await OwnershipRecord.get(user_id=account)).ended is Ended.REMOVED


# -- the trip --------------------------------------------------------------------------------------------


async def test_a_replayed_callback_is_refused_and_changes_nothing(eve: Signing) -> None:
    state, code = eve.sso.agree(await identity.begin("eve", "login", browser="b"), ANNA)
    await identity.finish_eve(state, code, "b")
    before = await User.all().count(), await AuditRow.all().count()
    with pytest.raises(Conflict, match=r"signin\.spent"):
        await identity.finish_eve(state, code, "b")
    assert (await User.all().count(), await AuditRow.all().count()) == before


async def test_one_callback_twice_at_once_counts_once(eve: Signing) -> None:
    state, code = eve.sso.agree(await identity.begin("eve", "login", browser="b"), ANNA)
    both = await asyncio.gather(
        *(identity.finish_eve(state, code, "b") for _ in range(2)), return_exceptions=True
    )
    assert sorted(str(b) for b in both if isinstance(b, Exception)) == ["signin.spent"]


async def test_a_foreign_state_is_refused(eve: Signing) -> None:
    with pytest.raises(Conflict, match=r"signin\.unknown"):
        await identity.finish_eve("made-up" * 100, "code", "b")


async def test_another_browser_can_neither_use_nor_spend_a_sign_in(eve: Signing) -> None:
    state, code = eve.sso.agree(await identity.begin("eve", "login", browser="mine"), ANNA)
    with pytest.raises(Conflict, match=r"signin\.other_browser"):
        await identity.finish_eve(state, code, "theirs")
    assert (await identity.finish_eve(state, code, "mine")).is_new


async def test_a_state_of_eve_is_none_of_discord(eve: Signing) -> None:
    state, code = eve.sso.agree(await identity.begin("eve", "login", browser="b"), ANNA)
    with pytest.raises(Conflict, match=r"signin\.unknown"):
        await identity.finish_discord(state, code, "b")


async def test_a_sign_in_ends_after_ten_minutes(clock: ManualClock, eve: Signing) -> None:
    state, code = eve.sso.agree(await identity.begin("eve", "login", browser="b"), ANNA)
    await clock.advance(601)
    with pytest.raises(Conflict, match=r"signin\.expired"):
        await identity.finish_eve(state, code, "b")
    assert not await User.exists()


async def test_a_code_of_another_trip_fails_its_pkce(eve: Signing) -> None:
    state, _ = eve.sso.agree(await identity.begin("eve", "login", browser="b"), ANNA)
    _, stolen = eve.sso.agree(await identity.begin("eve", "login", browser="c"), BEN)
    with pytest.raises(CodeRefused):
        await identity.finish_eve(state, stolen, "b")
    assert not await User.exists()


@pytest.mark.parametrize(("fault", "error"), [("down", EveDown), ("refuses_us", EveMisconfigured)])
async def test_eve_being_away_is_said_and_changes_nothing(
    eve: Signing, fault: str, error: type[Exception]
) -> None:
    setattr(eve.sso, fault, True)
    with pytest.raises(error):
        await eve.login(ANNA)
    assert not await User.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil",
        "/a\nb",
        "/a b",
        "evil",
        "",
        "/" + "x" * 600,
        "/\tx",
    ],
)
async def test_a_return_address_that_leads_away_is_refused(eve: Signing, address: str) -> None:
    with pytest.raises(Invalid, match=r"signin\.return_to"):
        await identity.begin("eve", "login", browser="b", return_to=address)
    assert not await SignIn.exists()


async def test_a_local_return_address_comes_back(eve: Signing) -> None:
    address = await identity.begin("eve", "login", browser="b", return_to="/groups?page=2")
    assert (await identity.finish_eve(*eve.sso.agree(address, ANNA), "b")).return_to == "/groups?page=2"


async def test_a_scope_that_nothing_uses_is_refused(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    with pytest.raises(Invalid, match=r"signin\.unknown_scope"):
        await eve.add(account, ANNA, scopes=("esi-wallet.read_character_wallet.v1",))


async def test_nothing_secret_stands_in_the_table_of_sign_ins(eve: Signing) -> None:
    state, _ = eve.sso.agree(await identity.begin("eve", "login", browser="my-browser"), ANNA)
    row = await SignIn.get()
    assert state not in (row.state_hash, row.browser_hash, row.verifier)
    assert "my-browser" not in row.browser_hash
    assert row.verifier.startswith("gAAAA")


# -- Discord from the site -------------------------------------------------------------------------------


async def guild(id: int) -> Guild:
    return await Guild.create(id=id, instance=await make_instance(), present=True)


async def linked_on_the_site(eve: Signing, user_id: int, person: object) -> identity.Landed:
    address = await identity.begin("discord", "discord", browser="b", user_id=user_id)
    return await identity.finish_discord(*eve.oauth.agree(address, person), "b", user_id)  # type: ignore[arg-type]


async def test_linking_from_the_site_joins_every_guild(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await guild(1)
    await guild(2)
    eve.oauth.broken_guilds.add(1)
    landed = await linked_on_the_site(eve, account, MARIA)
    user = await User.get(id=account).prefetch_related("discord")
    assert user.discord.id == MARIA.id
    assert eve.oauth.asked == ["identify guilds.join"]
    assert (eve.oauth.members, landed.joined) == ({(2, MARIA.id)}, 1)
    assert await told(account) == ["notice.discord_linked"]


async def test_one_discord_user_moves_to_the_account_that_proves_it(eve: Signing) -> None:
    first, second = (await eve.login(ANNA)).user_id or 0, (await eve.login(BEN)).user_id or 0
    await linked_on_the_site(eve, first, MARIA)
    await linked_on_the_site(eve, second, MARIA)
    assert (await User.get(id=second).prefetch_related("discord")).discord.id == MARIA.id
    assert "notice.discord_moved_away" in await told(first)
    assert "discord.lost" in await trail(first)


async def test_another_discord_user_replaces_the_one_before(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await linked_on_the_site(eve, account, MARIA)
    await linked_on_the_site(eve, account, TOM)
    assert (await User.get(id=account).prefetch_related("discord")).discord.id == TOM.id
    assert await told(account) == ["notice.discord_linked", "notice.discord_replaced"]
