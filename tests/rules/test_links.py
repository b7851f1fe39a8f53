"""Linking from Discord: ten minutes, one browser, a proof, a question, an answer that counts once."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import Conflict, Forbidden, NotFound
from bot.rules import identity, links, sessions
from bot.rules.links import Needs
from bot.rules.outside import outside
from models.audit import AuditRow
from models.characters import Ownership
from models.discord import DiscordUser, Guild, GuildRole, RoleMapping
from models.links import LinkOffer, LinkStatus
from models.queue import Job
from models.tokens import Token
from models.users import User
from tests.conftest import Drain, ManualClock
from tests.rules.signing import ANNA, BEN, MARIA, NIL, TOM, Signing, acting, told, trail
from tests.world import make_instance


async def everything() -> tuple[int, ...]:
    """How much stands in the tables that a link may change."""
    return tuple([await m.all().count() for m in (User, Ownership, DiscordUser, Token, AuditRow)])


async def test_a_pilot_links_and_is_known_in_discord(eve: Signing, drain: Drain) -> None:
    linked = await eve.link_up(ANNA)
    assert (linked.discord_id, linked.character_name, linked.state_name) == (
        MARIA.id,
        "Anna Trader",
        "Member",
    )
    assert linked.first_time
    assert linked.interaction_token == "it"
    user = await User.get(id=linked.user_id).prefetch_related("discord")
    assert (user.main_id, user.discord.id, user.language) == (ANNA, MARIA.id, "de")
    assert await Job.filter(name="link.told", lane="discord").count() == 1
    assert "discord.linked" in await trail(user.id)


async def test_the_question_shows_both_sides_and_what_one_gets(eve: Signing) -> None:
    guild = await Guild.create(id=5, instance=await make_instance(), name="Northern Watch", present=True)
    assert eve.member is not None
    await GuildRole.create(id=55, guild=guild, name="Line Member")
    await RoleMapping.create(guild=guild, state=eve.member, role_id=55)
    offer = await links.offer(MARIA, guild_id=5, language="en")
    view = await links.opened(offer.token, "firefox")
    assert (view.person, view.guild_name, view.proved) == (MARIA, "Northern Watch", False)
    await eve.prove(view.id, ANNA)
    asked = await links.question(view.id, "firefox")
    assert (asked.person, asked.character_name, asked.main_name) == (MARIA, "Anna Trader", "Anna Trader")
    assert (asked.state_name, asked.gets, asked.is_new) == ("Member", ("Line Member",), True)
    assert asked.needs_discord is Needs.NOTHING
    assert not await User.exists()  # asking changes nothing


async def test_opening_spends_nothing(eve: Signing) -> None:
    offer = await links.offer(MARIA)
    first = await links.opened(offer.token, "firefox")
    assert (await links.opened(offer.token, "firefox")).id == first.id
    await eve.prove(first.id, ANNA)
    assert (await links.opened(offer.token, "firefox")).proved


async def test_a_second_browser_is_told_and_gets_nothing(eve: Signing) -> None:
    offer = await links.offer(MARIA)
    link_id = (await links.opened(offer.token, "firefox")).id
    with pytest.raises(Conflict, match=r"link\.other_browser"):
        await links.opened(offer.token, "chrome")
    await eve.prove(link_id, ANNA)
    before = await everything()
    for deed in (links.question, links.confirm, links.refuse):
        with pytest.raises(Conflict, match=r"link\.other_browser"):
            await deed(link_id, "chrome")
    with pytest.raises(Conflict, match=r"link\.other_browser"):
        await eve.prove(link_id, ANNA, "chrome")
    assert await everything() == before


async def test_of_two_browsers_at_once_one_keeps_the_link(eve: Signing) -> None:
    offer = await links.offer(MARIA)
    both = await asyncio.gather(*(links.opened(offer.token, b) for b in "ab"), return_exceptions=True)
    assert sorted(str(b) for b in both if isinstance(b, Exception)) == ["link.other_browser"]


async def test_a_link_that_nobody_opened_cannot_be_confirmed(eve: Signing) -> None:
    await links.offer(MARIA)
    with pytest.raises(NotFound, match=r"link\.unknown"):
        await links.confirm((await LinkOffer.get()).id, "firefox")
    with pytest.raises(NotFound, match=r"link\.unknown"):
        await links.opened("made-up", "firefox")


async def test_without_the_proof_of_eve_there_is_no_question(eve: Signing) -> None:
    link_id = await eve.opened()
    for deed in (links.question, links.confirm):
        with pytest.raises(Conflict, match=r"link\.not_proved"):
            await deed(link_id, "firefox")


async def test_a_link_ends_after_ten_minutes_at_every_step(clock: ManualClock, eve: Signing) -> None:
    offer = await links.offer(MARIA)
    link_id = (await links.opened(offer.token, "firefox")).id
    await eve.prove(link_id, ANNA)
    await clock.advance(601)
    for deed in (links.question, links.confirm, links.refuse):
        with pytest.raises(Conflict, match=r"link\.expired"):
            await deed(link_id, "firefox")
    with pytest.raises(Conflict, match=r"link\.expired"):
        await links.opened(offer.token, "firefox")
    assert not await User.exists()


async def test_a_spent_link_is_spent(eve: Signing) -> None:
    offer = await links.offer(MARIA)
    link_id = (await links.opened(offer.token, "firefox")).id
    await eve.prove(link_id, ANNA)
    await links.confirm(link_id, "firefox")
    before = await everything()
    for deed in (links.question, links.confirm, links.refuse):
        with pytest.raises(Conflict, match=r"link\.spent"):
            await deed(link_id, "firefox")
    with pytest.raises(Conflict, match=r"link\.spent"):
        await links.opened(offer.token, "firefox")
    assert await everything() == before


async def test_two_confirmations_at_once_make_one_account(eve: Signing) -> None:
    link_id = await eve.opened()
    await eve.prove(link_id, ANNA)
    both = await asyncio.gather(
        *(links.confirm(link_id, "firefox") for _ in range(2)), return_exceptions=True
    )
    assert sorted(str(b) for b in both if isinstance(b, Exception)) == ["link.spent"]
    assert await User.all().count() == 1


async def test_saying_no_forgets_what_was_proved(eve: Signing) -> None:
    link_id = await eve.opened()
    await eve.prove(link_id, ANNA)
    await links.refuse(link_id, "firefox")
    found = await LinkOffer.get(id=link_id)
    assert (found.status, found.proof) == (LinkStatus.REFUSED, "")
    assert not await User.exists()
    assert not await Token.exists()
    with pytest.raises(Conflict, match=r"link\.spent"):
        await links.confirm(link_id, "firefox")


async def test_signing_in_again_before_the_answer_changes_the_character(eve: Signing) -> None:
    link_id = await eve.opened()
    await eve.prove(link_id, ANNA)
    await eve.prove(link_id, BEN)
    assert (await links.confirm(link_id, "firefox")).character_name == "Ben Miner"


async def test_nothing_secret_stands_in_the_table(eve: Signing) -> None:
    offer = await links.offer(MARIA, interaction_token="the-interaction")
    link_id = (await links.opened(offer.token, "firefox")).id
    await eve.prove(link_id, ANNA)
    row = await LinkOffer.get(id=link_id)
    written = f"{row.token_hash} {row.browser_hash} {row.interaction} {row.proof}"
    assert not [s for s in (offer.token, "firefox", "the-interaction", "access-", "refresh-") if s in written]


async def test_an_overlong_discord_name_is_cut(eve: Signing) -> None:
    person = outside_person = links.DiscordPerson(9, "m" * 500, "M\n" * 500, "x" * 500)
    link_id = await eve.opened(outside_person)
    await eve.prove(link_id, ANNA)
    await links.confirm(link_id, "firefox")
    kept = await DiscordUser.get(id=person.id)
    assert (len(kept.username), kept.avatar) == (64, "")
    assert len(kept.display_name) <= 64
    assert kept.display_name.isprintable()


# -- when Discord has to agree ---------------------------------------------------------------------------


async def test_a_character_with_an_account_needs_discords_word(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    link_id = await eve.opened()
    await eve.prove(link_id, ANNA)
    assert (await links.question(link_id, "firefox")).needs_discord is Needs.ACCOUNT
    before = await everything()
    with pytest.raises(Forbidden, match=r"link\.needs_discord"):
        await links.confirm(link_id, "firefox")
    assert await everything() == before
    assert (
        await LinkOffer.get(id=link_id)
    ).status is LinkStatus.PROVED  # rolled back: it can still be finished
    await eve.agree_at_discord(link_id, MARIA)
    assert (await links.question(link_id, "firefox")).needs_discord is Needs.NOTHING
    assert (await links.confirm(link_id, "firefox")).user_id == account
    assert await told(account) == ["notice.discord_linked"]
    assert eve.oauth.asked == ["identify"]


async def test_discord_naming_somebody_else_is_refused(eve: Signing) -> None:
    await eve.login(ANNA)
    link_id = await eve.opened(MARIA)
    await eve.prove(link_id, ANNA)
    with pytest.raises(Conflict, match=r"link\.other_discord"):
        await eve.agree_at_discord(link_id, TOM)
    with pytest.raises(Forbidden):
        await links.confirm(link_id, "firefox")


async def test_an_account_that_would_be_found_again_needs_discords_word(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await identity.remove_character(acting(account), ANNA)
    link_id = await eve.opened()
    await eve.prove(link_id, ANNA)
    with pytest.raises(Forbidden, match=r"link\.needs_discord"):
        await links.confirm(link_id, "firefox")


async def test_staff_and_future_owners_need_discords_word(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await User.filter(id=account).update(is_staff=True)
    staff_link, owner_link = await eve.opened(MARIA), await eve.opened(TOM)
    outside.owners = frozenset({BEN})
    await eve.prove(staff_link, ANNA)
    await eve.prove(owner_link, BEN)
    assert (await links.question(staff_link, "firefox")).needs_discord is Needs.STAFF
    assert (await links.question(owner_link, "firefox")).needs_discord is Needs.OWNER
    with pytest.raises(Forbidden):
        await links.confirm(owner_link, "firefox")


async def test_a_discord_user_of_another_account_moves_only_with_discords_word(eve: Signing) -> None:
    first = (await eve.link_up(ANNA)).user_id
    link_id = await eve.opened(MARIA)
    await eve.prove(link_id, BEN)
    asked = await links.question(link_id, "firefox")
    assert (asked.needs_discord, asked.moves_discord) == (Needs.MOVES, True)
    with pytest.raises(Forbidden):
        await links.confirm(link_id, "firefox")
    await eve.agree_at_discord(link_id, MARIA)
    second = (await links.confirm(link_id, "firefox")).user_id
    assert second != first
    assert (await DiscordUser.get(id=MARIA.id)).user_id == second
    assert "notice.discord_moved_away" in await told(first)


async def test_an_alt_on_the_same_account_asks_for_nothing_more(eve: Signing) -> None:
    account = (await eve.link_up(ANNA)).user_id
    await eve.add(account, NIL)
    link_id = await eve.opened(MARIA)
    await eve.prove(link_id, NIL)
    linked = await links.confirm(link_id, "firefox")
    assert (linked.user_id, linked.first_time) == (account, False)
    assert await DiscordUser.all().count() == 1


async def test_a_deactivated_account_is_told_before_the_question(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    await User.filter(id=account).update(is_active=False)
    link_id = await eve.opened()
    with pytest.raises(Forbidden, match=r"signin\.inactive"):
        await eve.prove(link_id, ANNA)
    assert (await LinkOffer.get(id=link_id)).proof == ""


async def test_old_links_and_trips_are_swept(clock: ManualClock, eve: Signing) -> None:
    await eve.link_up(ANNA)
    await sessions.sweep()
    assert await LinkOffer.exists()
    await clock.advance(2 * 86400)
    await sessions.sweep()
    assert not await LinkOffer.exists()
