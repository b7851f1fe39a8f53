"""Sessions: one statement each, worth nothing without their row, ended by time, by sign-out, by staff."""

from __future__ import annotations

import pytest

from bot.database import count_statements
from bot.rules import sessions
from bot.rules.access import Face
from models.grants import StateGrant
from models.sessions import Session
from models.users import User
from tests.conftest import ManualClock
from tests.rules.signing import ANNA, BEN, Signing, trail

DAY = 86400


async def account(eve: Signing, character: int = ANNA) -> int:
    return (await eve.login(character)).user_id or 0


async def test_session_person_and_rights_come_in_one_statement(eve: Signing) -> None:
    user_id = await account(eve)
    user = await User.get(id=user_id)
    await StateGrant.create(state_id=user.state_id, permission="a.b")
    cookie = await sessions.open(user_id)
    with count_statements() as counted:
        found = await sessions.load(cookie, language="fr")
    assert counted.total == 1
    assert found is not None
    assert (found.actor.user_id, found.actor.permissions, found.actor.face) == (user_id, {"a.b"}, Face.WEB)
    assert (found.actor.language, found.data) == ("fr", {})


async def test_the_table_opens_no_door(eve: Signing) -> None:
    cookie = await sessions.open(await account(eve))
    row = await Session.get()
    assert cookie != row.id
    assert await sessions.load(row.id) is None


@pytest.mark.parametrize("cookie", ["", "made-up", "x" * 5000])
async def test_a_made_up_cookie_is_nobody(eve: Signing, cookie: str) -> None:
    assert await sessions.load(cookie) is None


async def test_every_session_has_a_token_of_its_own_against_forgery(eve: Signing) -> None:
    user_id = await account(eve)
    one, two = await sessions.open(user_id), await sessions.open(user_id)
    found = [await sessions.load(c) for c in (one, one, two)]
    csrf = [f.csrf for f in found if f]
    assert csrf[0] == csrf[1] != csrf[2]
    assert csrf[0] not in (one, found[0].session_id if found[0] else "")


async def test_a_session_lasts_while_it_is_used_and_is_written_once_an_hour(
    clock: ManualClock, eve: Signing
) -> None:
    cookie = await sessions.open(await account(eve))
    for _ in range(5):
        await clock.advance(13 * DAY)
        with count_statements() as counted:
            assert await sessions.load(cookie) is not None
        assert counted.total == 2
        await clock.advance(60)
        with count_statements() as counted:
            assert await sessions.load(cookie) is not None
        assert counted.total == 1


async def test_an_unused_session_ends(clock: ManualClock, eve: Signing) -> None:
    cookie = await sessions.open(await account(eve))
    await clock.advance(14 * DAY)
    assert await sessions.load(cookie) is None
    await sessions.sweep()
    assert not await Session.exists()


async def test_no_session_lasts_longer_than_ninety_days(clock: ManualClock, eve: Signing) -> None:
    cookie = await sessions.open(await account(eve))
    days = 0
    while await sessions.load(cookie) is not None:
        await clock.advance(10 * DAY)
        days += 10
    assert days == 90


async def test_signing_out_ends_this_session_only(eve: Signing) -> None:
    user_id = await account(eve)
    here, there = await sessions.open(user_id), await sessions.open(user_id)
    await sessions.close(here)
    await sessions.close(here)
    assert await sessions.load(here) is None
    assert await sessions.load(there) is not None


async def test_signing_out_everywhere_ends_ones_own_sessions_and_is_written_down(eve: Signing) -> None:
    mine, other = await account(eve), await account(eve, BEN)
    cookies = [await sessions.open(mine) for _ in range(3)]
    theirs = await sessions.open(other)
    assert await sessions.close_all(mine) == 3
    assert [await sessions.load(c) for c in cookies] == [None] * 3
    assert await sessions.load(theirs) is not None
    assert (await trail(mine))[-1] == "sessions.closed"


async def test_a_session_remembers_a_little(eve: Signing) -> None:
    cookie = await sessions.open(await account(eve))
    found = await sessions.load(cookie)
    assert found is not None
    await sessions.put_data(found.session_id, {"flash": ["ü"]})
    again = await sessions.load(cookie)
    assert again is not None
    assert again.data == {"flash": ["ü"]}
    with pytest.raises(ValueError, match="too much"):
        await sessions.put_data(found.session_id, {"flash": "x" * 20_000})


async def test_a_deactivated_person_is_signed_out(eve: Signing) -> None:
    user_id = await account(eve)
    cookie = await sessions.open(user_id)
    await User.filter(id=user_id).update(is_active=False)
    assert await sessions.load(cookie) is None
