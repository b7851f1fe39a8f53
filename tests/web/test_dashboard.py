"""The dashboard: what it shows, how little it asks of the database, and what staff are asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import clock
from bot.database import count_statements
from bot.rules.access import STAFF
from models.brakes import Brake, BrakeStatus
from models.grants import UserGrant
from models.notices import Level, Notice
from models.tokens import Token, TokenStatus
from models.users import User
from tests.web.conftest import Browser, Place
from tests.world import make_alliance, make_character, make_corporation, make_group, make_state, make_user


async def _member() -> User:
    alliance = await make_alliance("Lantern Accord")
    corporation = await make_corporation("Kestrel Works", alliance=alliance.id)
    state = await make_state("Member", alliances=(alliance.id,))
    groups = (await make_group("Scouts"), await make_group("Logistics"))
    user = await make_user(
        "Asel Varga", state=state, corporation=corporation.id, alliance=alliance.id, groups=groups
    )
    await make_character("Jorun Varga", user=user, corporation=corporation.id, alliance=alliance.id)
    for number in range(3):
        await Notice.create(
            user=user,
            key="web.nav.menu",
            facts={},
            level=Level.INFO,
            created_at=clock.now(),
            once=str(number),
        )
    return user


async def _brake(**more: object) -> Brake:
    now = clock.now()
    return await Brake.create(
        **{"source": "affiliations", "fingerprint": "x", "losers": 132, "holders": 240, "payload": {}}
        | {"created_at": now, "seen_at": now}
        | more
    )


async def test_the_dashboard_shows_the_account_and_why(browser: Browser) -> None:
    await browser.sign_in(await _member())
    text = (await browser.get("/")).text
    for words in (
        "Asel Varga",
        "Jorun Varga",
        "Kestrel Works",
        "Lantern Accord",
        "Member",
        "Scouts",
        "Logistics",
    ):
        assert words in text
    assert "Your main is in Lantern Accord, which is listed for Member." in text
    assert "Notices, 3 unread" in text


async def test_the_dashboard_takes_six_statements_at_most(browser: Browser) -> None:
    await browser.sign_in(await _member())
    await browser.get("/")
    with count_statements() as counted:
        assert (await browser.get("/")).status == 200
    assert 0 < counted.total <= 6, counted.texts


async def test_a_right_that_is_taken_counts_at_the_next_request(browser: Browser) -> None:
    user = await _member()
    await browser.sign_in(user)
    await _brake()
    grant = await UserGrant.create(user=user, permission=STAFF.codename)
    assert "people would lose their standing" in (await browser.get("/")).text
    await grant.delete()
    assert "people would lose their standing" not in (await browser.get("/")).text


async def test_a_dying_token_is_said_on_top(browser: Browser) -> None:
    user = await _member()
    now = clock.now()
    await Token.create(
        character_id=user.main_id, user=user, owner_hash="h", refresh="r", created_at=now, status=TokenStatus.DYING,
        dying_since=now - timedelta(minutes=1),
    )  # fmt: skip
    await browser.sign_in(user)
    assert "EVE no longer vouches for Asel Varga." in (await browser.get("/")).text


@pytest.mark.parametrize(("choice", "status"), [("keep", BrakeStatus.KEPT), ("do_it", BrakeStatus.DONE)])
async def test_staff_decide_about_a_stopped_pass(browser: Browser, choice: str, status: BrakeStatus) -> None:
    await browser.sign_in(await make_user(superuser=True))
    stopped = await _brake(source="tokens")
    page = await browser.get("/")
    assert "132 of 240 people would lose their standing" in page.text
    assert (await browser.post(f"/brakes/{stopped.id}", do=choice)).status == 303
    await stopped.refresh_from_db()
    assert stopped.status is status
    other = "keep" if choice == "do_it" else "do_it"
    assert (await browser.post(f"/brakes/{stopped.id}", do=other)).status == 409, "the first decision counts"


async def test_members_cannot_decide(browser: Browser) -> None:
    await browser.sign_in(await _member())
    stopped = await _brake()
    assert (await browser.post(f"/brakes/{stopped.id}", do="do_it")).status == 403
    await stopped.refresh_from_db()
    assert stopped.status is BrakeStatus.ASKED


async def test_an_unclear_decision_decides_nothing(browser: Browser) -> None:
    await browser.sign_in(await make_user(superuser=True))
    stopped = await _brake()
    assert (await browser.post(f"/brakes/{stopped.id}", do="maybe")).status == 422
    await stopped.refresh_from_db()
    assert stopped.status is BrakeStatus.ASKED


async def test_pages_say_every_word_that_they_use(
    browser: Browser, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    user = await _member()
    await browser.sign_in(user)
    for path in ("/", "/account", "/account/tokens", f"/account/characters/{user.main_id}/remove", "/nope"):
        await browser.get(path)
    await place.browser().get("/")
    assert "no words for" not in caplog.text
