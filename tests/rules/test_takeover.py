"""Ways to get at somebody else's account, or around a deactivation; each is shut."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import Conflict, Forbidden
from bot.rules import identity, links, sessions
from bot.rules.outside import outside
from models.audit import AuditRow
from models.characters import Ownership
from models.discord import DiscordUser
from models.users import User
from tests.rules.signing import ANNA, BEN, MARIA, NIL, TOM, Signing, acting


async def test_signing_out_ends_the_trips_that_would_have_changed_the_account(eve: Signing) -> None:
    """Whoever sat at a borrowed computer cannot leave a character or a Discord user of theirs behind."""
    account = (await eve.login(ANNA)).user_id or 0
    add = eve.sso.agree(await identity.begin("eve", "add", browser="b", user_id=account), BEN)
    link = eve.oauth.agree(await identity.begin("discord", "discord", browser="b", user_id=account), TOM)
    await sessions.close_all(account)
    with pytest.raises(Conflict, match=r"signin\.not_you"):
        await identity.finish_eve(*add, "b", None)
    with pytest.raises(Conflict, match=r"signin\.not_you"):
        await identity.finish_discord(*link, "b", None)
    assert not await Ownership.filter(character_id=BEN).exists()
    assert not await DiscordUser.exists()


async def test_a_trip_begun_by_one_account_is_not_finished_by_the_next_in_the_same_browser(
    eve: Signing,
) -> None:
    first, second = (await eve.login(ANNA)).user_id or 0, (await eve.login(BEN)).user_id or 0
    add = eve.sso.agree(await identity.begin("eve", "add", browser="b", user_id=first), NIL)
    with pytest.raises(Conflict, match=r"signin\.not_you"):
        await identity.finish_eve(*add, "b", second)
    assert (await identity.finish_eve(*add, "b", first)).added


async def test_characters_of_a_deactivated_account_cannot_be_added_to_another(eve: Signing) -> None:
    banned = (await eve.login(ANNA)).user_id or 0
    await User.filter(id=banned).update(is_active=False)
    fresh = (await eve.login(BEN)).user_id or 0
    with pytest.raises(Forbidden, match=r"signin\.inactive"):
        await eve.add(fresh, ANNA)
    assert (await Ownership.get(character_id=ANNA)).user_id == banned


async def test_nor_after_the_banned_pilot_let_them_go(eve: Signing) -> None:
    banned = (await eve.login(ANNA)).user_id or 0
    await identity.remove_character(acting(banned), ANNA)
    await User.filter(id=banned).update(is_active=False)
    fresh = (await eve.login(BEN)).user_id or 0
    with pytest.raises(Forbidden, match=r"signin\.inactive"):
        await eve.add(fresh, ANNA)


async def test_the_discord_user_of_a_deactivated_account_stays_with_it(eve: Signing) -> None:
    banned = (await eve.link_up(ANNA, MARIA)).user_id
    await User.filter(id=banned).update(is_active=False)
    fresh = (await eve.login(BEN)).user_id or 0
    trip = eve.oauth.agree(await identity.begin("discord", "discord", browser="b", user_id=fresh), MARIA)
    with pytest.raises(Forbidden, match=r"discord\.deactivated"):
        await identity.finish_discord(*trip, "b", fresh)
    assert (await DiscordUser.get(id=MARIA.id)).user_id == banned


async def test_the_buyer_of_an_owners_character_does_not_buy_the_site(eve: Signing) -> None:
    outside.owners = frozenset({ANNA})
    owner = (await eve.login(ANNA)).user_id or 0
    assert (await User.get(id=owner)).is_superuser
    eve.sso.sell(ANNA, "the-buyer")
    buyer = (await eve.login(ANNA, browser="theirs")).user_id or 0
    assert buyer != owner
    assert not (await User.get(id=buyer)).is_superuser


async def test_a_link_and_a_sign_in_with_the_same_new_character_at_once_end_on_one_account(
    eve: Signing,
) -> None:
    """The confirmation looks whether the character is free; nobody may take it before it acts."""
    link_id = await eve.opened(MARIA)
    await eve.prove(link_id, ANNA)
    back = eve.sso.agree(await identity.begin("eve", "login", browser="other"), ANNA)
    both = await asyncio.gather(
        links.confirm(link_id, "firefox"), identity.finish_eve(*back, "other"), return_exceptions=True
    )
    refused = [b for b in both if isinstance(b, Exception)]
    assert [str(r) for r in refused] in ([], ["link.needs_discord"])
    assert await User.all().count() == 1
    linked = await DiscordUser.filter(id=MARIA.id).exists()
    assert linked is not bool(refused)


async def test_a_confirmation_twice_at_once_links_once(eve: Signing) -> None:
    link_id = await eve.opened(MARIA)
    await eve.prove(link_id, ANNA)
    both = await asyncio.gather(
        *(links.confirm(link_id, "firefox") for _ in range(2)), return_exceptions=True
    )
    assert sorted(str(b) for b in both if isinstance(b, Exception)) == ["link.spent"]
    assert await User.all().count() == 1
    assert await AuditRow.filter(action="discord.linked").count() == 1


async def test_a_main_chosen_while_it_is_taken_away_is_nobodys_main_afterwards(eve: Signing) -> None:
    seller = (await eve.login(ANNA)).user_id or 0
    await eve.add(seller, NIL)
    other = (await eve.login(BEN)).user_id or 0
    back = eve.sso.agree(await identity.begin("eve", "add", browser="b", user_id=other), NIL)
    await asyncio.gather(
        identity.change_main(acting(seller), NIL),
        identity.finish_eve(*back, "b", other),
        return_exceptions=True,
    )
    assert (await Ownership.get(character_id=NIL)).user_id == other
    assert (await User.get(id=seller)).main_id in (ANNA, None)
