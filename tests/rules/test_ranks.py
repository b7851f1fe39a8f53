"""Staff and superusers are made by superusers, on the site, after a fresh proof, and nobody lifts himself."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import clock as bot_clock
from bot.errors import Conflict, Forbidden, NotFound
from bot.rules import access, identity, ranks, sessions
from bot.rules.access import STAFF, Actor, Face
from bot.rules.ranks import NotConfirmed, Rank
from models.audit import AuditRow
from models.grants import GroupGrant
from models.sessions import Session
from models.users import User
from tests.conftest import ManualClock
from tests.rules.signing import ANNA, BEN, NIL, Signing, acting, told
from tests.rules.test_states import job
from tests.world import make_group, make_user


async def boss(name: str = "Boss", *, confirmed: bool = True) -> tuple[User, Actor, str]:
    user = await make_user(name, superuser=True, staff=True)
    now = bot_clock.now()
    session = await Session.create(
        id=f"s{user.id}",
        user=user,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(days=1),
        confirmed_at=now if confirmed else None,
    )
    return user, acting(user.id, superuser=True), session.id


async def may(user: User) -> bool:
    return STAFF.codename in (await access.permissions_of([user.id]))[user.id]


async def test_a_rank_is_given_told_to_both_and_written_down(db: str) -> None:
    user, actor, session = await boss()
    pilot = await make_user("Anna")
    for rank in (Rank.STAFF, Rank.SUPERUSER, Rank.PILOT):
        await ranks.change(actor, pilot.id, rank, session)
        assert (await ranks.look(actor, pilot.id)).rank is rank
        assert await may(pilot) is (rank is not Rank.PILOT)
    assert await told(pilot.id) == ["notice.rank.staff", "notice.rank.superuser", "notice.rank.pilot"]
    assert len(await told(user.id)) == 3
    trail = [
        (r.before["rank"], r.after["rank"]) for r in await AuditRow.filter(action="user.rank").order_by("id")
    ]
    assert trail == [("pilot", "staff"), ("staff", "superuser"), ("superuser", "pilot")]
    assert await job("GrantsEdited") == {pilot.id}
    with pytest.raises(Conflict, match=r"rank\.already"):
        await ranks.change(actor, pilot.id, Rank.PILOT, session)


async def test_a_superuser_cannot_be_made_from_discord_nor_by_anybody_else(db: str) -> None:
    user, actor, session = await boss()
    pilot = await make_user("Anna")
    discord = Actor(user_id=user.id, face=Face.DISCORD, superuser=True)
    with pytest.raises(Forbidden, match=r"rank\.only_on_the_site"):
        await ranks.change(discord, pilot.id, Rank.SUPERUSER, session)
    for other in (acting(pilot.id, STAFF, "auth.change_user"), acting(pilot.id)):
        with pytest.raises(Forbidden, match=r"refused\.superuser_only"):
            await ranks.change(other, pilot.id, Rank.SUPERUSER, session)
        with pytest.raises(Forbidden):
            await ranks.look(other, user.id)
    assert not await User.filter(id=pilot.id, is_superuser=True).exists()


async def test_without_a_proof_of_the_last_ten_minutes_nothing_happens(db: str, clock: ManualClock) -> None:
    _, actor, session = await boss()
    _, fresh, other = await boss("Other", confirmed=False)
    pilot = await make_user("Anna")
    with pytest.raises(NotConfirmed):
        await ranks.change(fresh, pilot.id, Rank.SUPERUSER, other)
    with pytest.raises(NotConfirmed):
        await ranks.change(fresh, pilot.id, Rank.SUPERUSER, session)  # somebody else's session
    await clock.advance(601)
    with pytest.raises(NotConfirmed):
        await ranks.change(actor, pilot.id, Rank.SUPERUSER, session)


async def test_nobody_changes_his_own_rank(db: str) -> None:
    user, actor, session = await boss()
    with pytest.raises(Forbidden, match=r"refused\.yourself"):
        await ranks.change(actor, user.id, Rank.PILOT, session)
    with pytest.raises(NotFound):
        await ranks.change(actor, 999, Rank.STAFF, session)


async def test_of_two_superusers_who_take_each_others_rank_one_stays(db: str) -> None:
    (one, a, s), (other, b, t) = await boss(), await boss("Other")
    done = await asyncio.gather(
        ranks.change(a, other.id, Rank.PILOT, s),
        ranks.change(b, one.id, Rank.PILOT, t),
        return_exceptions=True,
    )
    assert sum(isinstance(d, Forbidden) for d in done) == 1
    assert await User.filter(is_superuser=True).count() == 1


async def test_what_groups_give_is_named_and_stays(db: str) -> None:
    _, actor, session = await boss()
    group = await make_group("Directors")
    await GroupGrant.create(group=group, permission=STAFF.codename)
    pilot = await make_user("Anna", groups=(group,))
    await ranks.change(actor, pilot.id, Rank.SUPERUSER, session)
    await ranks.change(actor, pilot.id, Rank.PILOT, session)
    assert [s.name for s in (await ranks.look(actor, pilot.id)).others] == ["Directors"]
    assert await may(pilot)


async def test_one_confirms_with_a_character_of_the_same_account_only(eve: Signing) -> None:
    user_id = (await eve.login(ANNA)).user_id or 0
    await eve.add(user_id, NIL)
    await eve.login(BEN)

    async def confirm(character: int, as_user: int = user_id) -> identity.Landed:
        address = await identity.begin(
            "eve", "confirm", browser="firefox", user_id=user_id, return_to="/admin"
        )
        return await identity.finish_eve(*eve.sso.agree(address, character), "firefox", as_user)

    landed = await confirm(NIL)
    assert (landed.purpose, landed.user_id, landed.return_to) == ("confirm", user_id, "/admin")
    with pytest.raises(Forbidden, match=r"signin\.confirm_own"):
        await confirm(BEN)
    with pytest.raises(Conflict, match=r"signin\.not_you"):
        await confirm(ANNA, as_user=user_id + 1)
    cookie = await sessions.open(user_id)
    signed_in = await sessions.load(cookie)
    assert signed_in is not None
    assert not await sessions.is_confirmed(signed_in.session_id, user_id)
    await sessions.confirm(signed_in.session_id, user_id)
    assert await sessions.is_confirmed(signed_in.session_id, user_id)
    assert not await sessions.is_confirmed(signed_in.session_id, user_id + 1)
