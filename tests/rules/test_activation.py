"""Who is shut out loses everything at once; who is let in again gets what is deserved; who left comes back alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.database import count_statements
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import activation, identity, links, reopening, services, sessions
from bot.rules.access import SYSTEM, actor_of_user, permissions_of
from bot.rules.activation import ACTIVATE
from bot.rules.outside import outside
from models.audit import AuditRow
from models.discord import Guild
from models.grants import StateGrant, UserGrant
from models.groups import GroupLeader, GroupRequest, GroupState, Membership, RequestStatus
from models.links import LinkOffer, LinkStatus
from models.notices import Notice
from models.services import Account, AccountStatus
from models.sessions import Session
from models.states import State
from models.tokens import SignIn
from models.users import Closed, User
from tests.conftest import Drain, ManualClock
from tests.rules.guild_double import FakeGuild, linked, make_guild
from tests.rules.signing import ANNA, BEN, MARIA, NIL, Signing, acting, told, trail
from tests.world import make_corporation, make_group, make_state, make_user


class Place:
    """A guild with a Member state, an officer, and Anna who has everything."""

    def __init__(self, guild: Guild, fake: FakeGuild, member: State, boss: User) -> None:
        self.guild, self.fake, self.member, self.boss = guild, fake, member, boss
        self.officer = acting(boss.id, ACTIVATE)


@pytest.fixture
async def place(db: str) -> AsyncIterator[Place]:
    corporation = await make_corporation("Provi Traders")
    member = await make_state("Member", corporations=(corporation.id,))
    await make_state("Guest", guest=True)
    await StateGrant.create(state=member, permission="discord.access_discord")
    guild, fake = await make_guild()
    yield Place(guild, fake, member, await make_user("Boss"))
    outside.connectors.clear()


async def anna(place: Place, name: str = "Anna") -> tuple[User, int]:
    """A member with a role, in the guild."""
    corporation = (await place.member.members.all())[0].entity_id  # type: ignore[attr-defined]
    return await linked(place.fake, name, state=place.member, corporation=corporation)


async def state_of(user: User) -> str:
    return (await User.get(id=user.id).prefetch_related("state")).state.name


# -- deactivation ----------------------------------------------------------------------------------------


async def test_who_is_deactivated_loses_everything(place: Place, drain: Drain, vault) -> None:
    outside.vault = vault
    user, discord_id = await anna(place)
    scouts = await make_group("Scouts")
    await Membership.create(group=scouts, user=user, since=user.created_at)
    await UserGrant.create(user=user, permission="core.staff")
    asked = await GroupRequest.create(group=await make_group("Logi"), user=user, created_at=user.created_at)
    offer = await links.offer(MARIA)
    await LinkOffer.all().update(discord_id=discord_id)
    cookie = await sessions.open(user.id)
    await services.reassess(frozenset({user.id}))
    await drain()
    assert place.fake.worn(discord_id) == {"Member", "Scouts"}

    assert await activation.deactivate(place.officer, [user.id], "  spying for\nthe enemy ") == 1
    assert await sessions.load(cookie) is None
    assert not await Session.filter(user_id=user.id).exists()
    assert (await permissions_of([user.id]))[user.id] == frozenset()
    assert (await GroupRequest.get(id=asked.id)).status is RequestStatus.OVERTAKEN
    assert (await LinkOffer.get()).status is LinkStatus.REFUSED
    with pytest.raises(Conflict):
        await links.opened(offer.token, "firefox")
    await drain()
    assert place.fake.worn(discord_id) == set()
    assert await state_of(user) == "Guest"
    found = await User.get(id=user.id)
    assert (found.is_active, found.closed_by, found.inactive_why) == (
        False,
        Closed.STAFF,
        "spying for the enemy",
    )
    outside.vault = None


async def test_every_service_with_an_account_is_closed_whatever_permissions_there_are(
    place: Place, drain: Drain
) -> None:
    """An account on a service that its owner had no right to any more is closed as well (behaviour 1.2.6 left it)."""
    user, discord_id = await anna(place)
    await services.reassess(frozenset({user.id}))
    await drain()
    await StateGrant.all().delete()  # nobody looked at it since
    await activation.deactivate(place.officer, [user.id], "gone")
    await drain()
    assert place.fake.worn(discord_id) == set()
    assert (await Account.get(user_id=user.id)).status is AccountStatus.CLOSED


async def test_the_pilot_is_told_why_once(place: Place, drain: Drain) -> None:
    user, _ = await anna(place)
    for _ in range(2):
        await activation.deactivate(place.officer, [user.id], "inactive for a year")
    await drain()
    (notice,) = [n for n in await Notice.filter(user_id=user.id) if n.key.startswith("notice.deactivated")]
    assert notice.facts == {"reason": "inactive for a year"}
    assert await AuditRow.filter(action="account.deactivated").count() == 1
    assert "notice.state.guest" not in await told(user.id), "one word for one thing"


async def test_deactivating_wants_the_right_and_a_reason(place: Place) -> None:
    user, _ = await anna(place)
    with pytest.raises(Forbidden, match=r"refused\.permission"):
        await activation.deactivate(acting(place.boss.id), [user.id], "x")
    with pytest.raises(Invalid, match=r"account\.reason_wanted"):
        await activation.deactivate(place.officer, [user.id], "  ")
    with pytest.raises(NotFound, match=r"account\.unknown"):
        await activation.deactivate(place.officer, [999_999], "x")
    with pytest.raises(Forbidden, match=r"refused\.yourself"):
        await activation.deactivate(place.officer, [user.id, place.boss.id], "x")
    assert await User.filter(is_active=False).count() == 0


async def test_only_superusers_touch_superusers(place: Place) -> None:
    root = await make_user("Root", superuser=True)
    with pytest.raises(Forbidden, match=r"refused\.superuser"):
        await activation.deactivate(place.officer, [root.id], "coup")
    other = await make_user("Other root", superuser=True)
    await activation.deactivate(acting(other.id, superuser=True), [root.id], "left")
    with pytest.raises(Forbidden, match=r"refused\.superuser"):
        await activation.activate(place.officer, [root.id])
    assert not (await User.get(id=root.id)).is_active


async def test_the_last_superuser_cannot_go(place: Place) -> None:
    root = await make_user("Root", superuser=True)
    with pytest.raises(Conflict, match=r"account\.last_superuser"):
        await activation.close(acting(root.id, superuser=True))
    with pytest.raises(Conflict, match=r"account\.last_superuser"):
        await activation.deactivate(SYSTEM, [root.id], "by the console")
    await make_user("Second", superuser=True)
    await activation.close(acting(root.id, superuser=True))
    assert not (await User.get(id=root.id)).is_active


async def test_two_superusers_who_shut_each_other_out_do_not_both_succeed(place: Place) -> None:
    one, two = [await make_user(n, superuser=True) for n in ("One", "Two")]
    done = await asyncio.gather(
        activation.deactivate(acting(one.id, superuser=True), [two.id], "duel"),
        activation.deactivate(acting(two.id, superuser=True), [one.id], "duel"),
        return_exceptions=True,
    )
    assert sorted(type(d).__name__ for d in done) == ["Conflict", "int"]
    assert await User.filter(is_superuser=True, is_active=True).count() == 1


async def test_many_at_once_cost_a_bounded_number_of_statements_and_no_direct_messages(place: Place) -> None:
    people = [await make_user(f"Pilot {i}", state=place.member) for i in range(40)]
    ids = [u.id for u in people]
    with count_statements() as counted:
        assert await activation.deactivate(place.officer, ids, "cleared out") == 40
    assert counted.total < 30, "not one for each"
    assert await User.filter(is_active=False).count() == 40
    assert not await Notice.filter(delivery="waiting").exists()
    assert await AuditRow.filter(action="account.deactivated", reason="cleared out").count() == 40


# -- activation ------------------------------------------------------------------------------------------


async def test_reactivation_restores_what_is_deserved_services_included(place: Place, drain: Drain) -> None:
    """Assertions 17 and 36 of behaviour 1.39, as this issue decides: what we closed opens again."""
    user, discord_id = await anna(place)
    scouts = await make_group("Scouts")
    await Membership.create(group=scouts, user=user, since=user.created_at)
    await activation.deactivate(place.officer, [user.id], "a mistake")
    await drain()
    assert place.fake.worn(discord_id) == set()
    ahead = await activation.foresee(place.officer, [user.id], active=True)
    assert (ahead.states, ahead.groups) == ((("Member", 1),), (("Scouts", 1),))
    assert [n for _, n in ahead.services] == [1]
    assert await activation.activate(place.officer, [user.id], "sorry") == 1
    await drain()
    assert place.fake.worn(discord_id) == {"Member", "Scouts"}
    assert await state_of(user) == "Member"
    found = await User.get(id=user.id)
    assert (found.closed_by, found.inactive_since, found.inactive_why) == (None, None, "")
    assert "notice.activated_why" in await told(user.id)


async def test_a_group_bound_to_a_state_is_there_again_with_the_state(place: Place, drain: Drain) -> None:
    user, discord_id = await anna(place)
    veterans = await make_group("Veterans")
    await GroupState.create(group=veterans, state=place.member)
    await Membership.create(group=veterans, user=user, since=user.created_at)
    await activation.deactivate(place.officer, [user.id], "a mistake")
    await drain()
    assert place.fake.worn(discord_id) == set()
    await activation.activate(place.officer, [user.id])
    await drain()
    assert place.fake.worn(discord_id) == {"Member", "Veterans"}


async def test_what_is_no_longer_deserved_does_not_come_back(place: Place, drain: Drain) -> None:
    user, discord_id = await anna(place)
    await activation.deactivate(place.officer, [user.id], "left us")
    await place.member.members.all().delete()  # type: ignore[attr-defined]
    await activation.activate(place.officer, [user.id])
    await drain()
    assert await state_of(user) == "Guest"
    assert place.fake.worn(discord_id) == set()


async def test_an_active_account_is_not_activated_again(place: Place) -> None:
    user, _ = await anna(place)
    with pytest.raises(NotFound):
        await activation.activate(place.officer, [999_999])
    assert await activation.activate(place.officer, [user.id]) == 0
    assert not await AuditRow.filter(action="account.activated").exists()


# -- the preview -----------------------------------------------------------------------------------------


async def test_the_preview_counts_what_would_be_lost(place: Place, drain: Drain) -> None:
    user, _ = await anna(place)
    other, _ = await anna(place, "Ben")
    root = await make_user("Root", superuser=True)
    scouts = await make_group("Scouts")
    for member in (user, other):
        await Membership.create(group=scouts, user=member, since=member.created_at)
    await GroupLeader.create(group=scouts, user=user)
    await GroupRequest.create(group=await make_group("Logi"), user=other, created_at=user.created_at)
    await services.reassess(frozenset({user.id, other.id}))
    ahead = await activation.foresee(place.officer, [user.id, other.id, root.id, place.boss.id], active=False)
    assert ahead.able == (user.id, other.id)
    assert ahead.names == ("Anna", "Ben")
    assert ahead.left_out == (("Boss", "refused.yourself"), ("Root", "refused.superuser"))
    assert ahead.states == (("Member", 2),)
    assert (ahead.groups, ahead.leads, ahead.requests) == ((("Scouts", 2),), (("Scouts", 1),), 1)
    assert [n for _, n in ahead.services] == [2]
    with pytest.raises(Forbidden):
        await activation.foresee(acting(place.boss.id), [user.id], active=False)


# -- what pilots close themselves ------------------------------------------------------------------------


async def test_a_service_that_the_pilot_closed_stays_closed_until_they_want_it(
    place: Place, drain: Drain
) -> None:
    user, discord_id = await anna(place)
    await services.reassess(frozenset({user.id}))
    await drain()
    me = await actor_of_user(user.id, acting(1).face)
    await services.decline(me, place.guild.instance_id)
    await drain()
    assert place.fake.worn(discord_id) == set()
    await activation.deactivate(place.officer, [user.id], "test")
    await drain()
    await activation.activate(place.officer, [user.id])
    await services.look_again(SYSTEM, user.id)
    await drain()
    assert place.fake.worn(discord_id) == set(), "deserved, and still not wanted"
    await services.want_again(me, place.guild.instance_id)
    await drain()
    assert place.fake.worn(discord_id) == {"Member"}
    assert [a for a in await trail(user.id) if a.startswith("service.")].count("service.declined") == 1
    with pytest.raises(NotFound, match=r"service\.no_account"):
        await services.decline(acting(place.boss.id), place.guild.instance_id)


async def closed(eve: Signing) -> int:
    account = (await eve.login(ANNA)).user_id or 0
    await activation.close(acting(account))
    return account


async def test_an_account_that_its_pilot_closed_does_not_open_by_itself(eve: Signing, drain: Drain) -> None:
    account = await closed(eve)
    await drain()
    await services.look_again(SYSTEM, account)
    await drain()
    user = await User.get(id=account).prefetch_related("state")
    assert (user.is_active, user.closed_by, user.state.name) == (False, Closed.PILOT, "Guest")
    boss = acting((await eve.login(BEN)).user_id or 0, ACTIVATE)
    with pytest.raises(Conflict, match=r"account\.closed_by_pilot"):
        await activation.activate(boss, [account])
    ahead = await activation.foresee(boss, [account], active=True)
    assert ahead.left_out == (("Anna Trader", "account.closed_by_pilot"),)


async def test_signing_in_anew_asks_and_yes_opens_the_account(eve: Signing, drain: Drain) -> None:
    account = await closed(eve)
    landed = await eve.login(ANNA)
    assert landed.user_id is None
    assert landed.closed is not None
    assert not (await User.get(id=account)).is_active, "nothing until yes"
    asked = await reopening.question(landed.closed, "firefox")
    assert (asked.name, asked.erase_at) == ("Anna Trader", None)
    done = await reopening.confirm(landed.closed, "firefox")
    assert done.user_id == account
    await drain()
    user = await User.get(id=account).prefetch_related("state")
    assert (user.is_active, user.closed_by, user.state.name) == (True, None, "Member")
    assert "account.reopened" in await trail(account)
    with pytest.raises(Conflict, match=r"signin\.spent"):
        await reopening.confirm(landed.closed, "firefox")


async def test_only_the_browser_that_signed_in_may_say_yes_and_not_for_long(
    eve: Signing, clock: ManualClock
) -> None:
    await closed(eve)
    landed = await eve.login(ANNA)
    with pytest.raises(NotFound):
        await reopening.confirm(landed.closed or 0, "another")
    await clock.advance(timedelta(minutes=11).total_seconds())
    with pytest.raises(Conflict, match=r"signin\.expired"):
        await reopening.confirm(landed.closed or 0, "firefox")


async def test_two_answers_at_once_open_it_once(eve: Signing) -> None:
    account = await closed(eve)
    landed = await eve.login(ANNA)
    done = await asyncio.gather(
        *(reopening.confirm(landed.closed or 0, "firefox") for _ in range(2)), return_exceptions=True
    )
    assert sum(isinstance(d, Conflict) for d in done) == 1
    assert (await trail(account)).count("account.reopened") == 1


async def test_what_staff_closed_cannot_be_opened_by_an_answer_that_was_waiting(eve: Signing) -> None:
    account = await closed(eve)
    landed = await eve.login(ANNA)
    await User.filter(id=account).update(closed_by=Closed.STAFF)
    with pytest.raises(Forbidden, match=r"signin\."):
        await reopening.confirm(landed.closed or 0, "firefox")
    assert not (await User.get(id=account)).is_active


async def test_a_link_from_discord_does_not_open_a_closed_account(eve: Signing) -> None:
    await closed(eve)
    link = await eve.opened()
    with pytest.raises(Forbidden, match=r"signin\.closed"):
        await eve.prove(link, ANNA)


async def test_a_sign_in_under_way_ends_with_the_account(eve: Signing) -> None:
    account = (await eve.login(ANNA)).user_id or 0
    address = await identity.begin("eve", "add", browser="firefox", user_id=account)
    await activation.close(acting(account))
    assert not await SignIn.filter(user_id=account).exists()
    with pytest.raises(Conflict, match=r"signin\.unknown"):
        await identity.finish_eve(*eve.sso.agree(address, BEN), "firefox", account)


async def test_an_alt_opens_the_account_as_well(eve: Signing) -> None:
    """Assertions 1-3 of behaviour 1.39 as decided: an account is active at once, and any alt signs in to it."""
    first = await eve.login(ANNA)
    account = first.user_id or 0
    assert (await User.get(id=account)).is_active
    await eve.add(account, NIL)
    assert (await eve.login(NIL)).user_id == account
    await activation.close(acting(account))
    landed = await eve.login(NIL)
    assert (await reopening.confirm(landed.closed or 0, "firefox")).user_id == account


async def test_concord_itself_has_no_account_to_close(place: Place) -> None:
    with pytest.raises(Forbidden, match=r"refused\.not_linked"):
        await activation.close(SYSTEM)
