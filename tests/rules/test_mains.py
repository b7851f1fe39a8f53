"""The main that staff set, Discord users that staff part from their account, and who uses what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import clock
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import discord_users, mains, report
from bot.rules.access import STAFF
from bot.rules.activation import ACTIVATE
from bot.rules.mains import SET_MAIN
from models.characters import Character, Ownership
from models.discord import DiscordUser
from models.queue import Job
from models.services import Account, AccountStatus
from models.users import Subject, User
from tests.conftest import Drain
from tests.rules.signing import ANNA, BEN, CORPORATION, NIL, Signing, acting, told, trail
from tests.world import make_character, make_instance, make_user


async def two(eve: Signing) -> tuple[int, int]:
    """An officer, and a pilot with an alt elsewhere."""
    boss, account = (await eve.login(BEN)).user_id or 0, (await eve.login(ANNA)).user_id or 0
    eve.esi.put(NIL, 98_999_999)
    await eve.add(account, NIL)
    return boss, account


async def test_staff_set_one_of_the_pilots_own_characters(eve: Signing, drain: Drain) -> None:
    boss, account = await two(eve)
    await drain()
    staff = acting(boss, SET_MAIN)
    ahead = await mains.foresee(staff, account, NIL)
    assert (ahead.before, ahead.after) == ("Anna Trader", "Nil Alt")
    assert (ahead.state_before, ahead.state_after) == ("Member", "Guest")
    assert await mains.change(staff, account, NIL) == "Nil Alt"
    await drain()
    user = await User.get(id=account).prefetch_related("state")
    assert (user.main_id, user.state.name) == (NIL, "Guest")
    assert (await Subject.get(user_id=account)).name == "Nil Alt"
    assert "notice.main_set" in await told(account)
    assert (await trail(account)).count("main.changed") == 2


async def test_what_is_not_theirs_is_refused(eve: Signing) -> None:
    boss, account = await two(eve)
    free = await make_character("Free One")
    with pytest.raises(Forbidden, match=r"refused\.permission"):
        await mains.change(acting(boss), account, NIL)
    with pytest.raises(Forbidden, match=r"main\.not_theirs"):
        await mains.change(acting(boss, SET_MAIN), account, free.id)
    for who in (acting(boss, SET_MAIN), acting(boss, superuser=True)):
        with pytest.raises(Conflict, match=r"main\.somebody_elses"):
            await mains.change(who, account, BEN)
    with pytest.raises(NotFound):
        await mains.change(acting(boss, superuser=True), account, 1)
    await User.filter(id=account).update(is_superuser=True)
    with pytest.raises(Forbidden, match=r"refused\.superuser"):
        await mains.change(acting(boss, SET_MAIN), account, NIL)


async def test_a_superuser_may_take_a_free_character_until_its_owner_comes(eve: Signing) -> None:
    boss, account = await two(eve)
    eve.sso.character(90_100_009, "Free One")
    eve.esi.put(90_100_009, CORPORATION)
    await Character.create(id=90_100_009, name="Free One")
    root = acting(boss, superuser=True)
    assert [c.name for c in await mains.eligible(root, account, "free")] == ["Free One"]
    assert await mains.eligible(acting(boss, SET_MAIN), account, "free") == []
    await mains.change(root, account, 90_100_009)
    landed = await eve.login(90_100_009)
    assert landed.user_id not in (account, None)
    assert (await User.get(id=account)).main_id is None
    assert (await User.get(id=landed.user_id)).main_id == 90_100_009
    assert await Ownership.exists(character_id=90_100_009, user_id=landed.user_id)


async def test_a_discord_user_is_parted_from_its_account_and_both_are_told(eve: Signing) -> None:
    boss, account = await two(eve)
    await DiscordUser.create(id=77, user_id=account, username="anna", linked_at=clock.now())
    with pytest.raises(Forbidden):
        await discord_users.unlink(acting(boss), account, "x")
    with pytest.raises(Invalid):
        await discord_users.unlink(acting(boss, ACTIVATE), account, "")
    assert await discord_users.unlink(acting(boss, ACTIVATE), account, "hacked") == "anna"
    assert not await DiscordUser.exists(id=77)
    assert "discord.unlinked" in await trail(account)
    assert "notice.discord_unlinked" in await told(account)
    assert (await Job.get(name="unlink.told")).payload == "hacked"
    with pytest.raises(Conflict, match=r"discord\.nothing_linked"):
        await discord_users.unlink(acting(boss, ACTIVATE), account, "again")


async def test_the_report_counts_people_by_state_and_service(eve: Signing) -> None:
    boss, account = await two(eve)
    guild = await make_instance(slug="main")
    await User.filter(id=account).update(state_id=eve.member.id)  # type: ignore[union-attr]
    other = await make_user("Old", state=eve.member, active=False)
    await User.filter(id=other.id).update(last_login_at=clock.now() - timedelta(days=90))
    for user_id, status in ((account, AccountStatus.ACTIVE), (other.id, AccountStatus.CLOSED)):
        await Account.create(
            instance=guild, user_id=user_id, uid=str(user_id), status=status, since=clock.now()
        )
    found = await report.look(acting(boss, STAFF))
    assert found.heads == ("state", "people", "deactivated", "discord", "lately", "main")
    assert found.table == [("Member", 2, 1, 0, 1, 1), ("Guest", 1, 0, 0, 1, 0)]
    (service,) = found.services
    assert (service.active, service.closed, service.declined) == (1, 1, 0)
    with pytest.raises(Forbidden):
        await report.look(acting(boss))
