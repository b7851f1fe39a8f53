"""The address page, against a real mail server: given, proven by the letter's link, removed."""

from __future__ import annotations

import re

import pytest

from bot.rules.outside import Outside
from models.notices import EmailAddress
from tests.conftest import Drain
from tests.mailbox import Mailbox, mailbox, sender
from tests.web.conftest import Browser, Place
from tests.world import make_user

HERE = "/settings/email"


@pytest.fixture
async def box(ports: Outside):
    async with mailbox() as found:
        ports.mailer = sender(found)
        yield found


async def test_an_address_is_given_proven_and_removed(
    browser: Browser, place: Place, box: Mailbox, drain: Drain
) -> None:
    await browser.sign_in(await make_user())
    await browser.get(HERE)
    await browser.post(HERE, address="anna@example.org")
    page = await browser.get(HERE)
    assert "a link is on its way" in page.text
    assert "waits for its link" in page.text
    await drain()
    (letter,) = box.letters
    path = re.search(r"/settings/email/\S+", letter.get_content())
    assert path is not None
    looked = await browser.get(path[0])
    assert "Confirm the address" in looked.text
    assert not await EmailAddress.exists(verified_at__isnull=False), (
        "a program that opens links proves nothing"
    )
    done = await browser.post(path[0], follow=True)
    assert "anna@example.org is on your account now." in done.text
    assert (await browser.post(path[0])).status == 422, "it works once"
    await browser.get(HERE)
    await browser.post(f"{HERE}/remove")
    assert not await EmailAddress.exists()


async def test_a_stranger_is_sent_to_sign_in_and_the_link_waits(browser: Browser, box: Mailbox) -> None:
    seen = await browser.get(f"{HERE}/1-{'0' * 64}", follow=False)
    assert seen.status in (302, 303)


async def test_a_refused_address_is_shown_as_such(browser: Browser, box: Mailbox, drain: Drain) -> None:
    await browser.sign_in(await make_user())
    await browser.get(HERE)
    box.answer = "550 nobody of that name"
    await browser.post(HERE, address="anna@example.org")
    await drain()
    assert "letters come back" in (await browser.get(HERE)).text


async def test_a_busy_server_has_the_letter_later(browser: Browser, box: Mailbox, drain: Drain) -> None:
    await browser.sign_in(await make_user())
    await browser.get(HERE)
    box.answer = "451 greylisted"
    await browser.post(HERE, address="anna@example.org")
    await drain(faults=True)
    assert (box.attempts, box.letters) == (1, [])
    row = await EmailAddress.get()
    assert row.failed_at is None


async def test_where_no_letters_are_sent_the_page_says_so(browser: Browser) -> None:
    await browser.sign_in(await make_user())
    assert "sends no letters" in (await browser.get(HERE)).text
    assert (await browser.post(HERE, address="anna@example.org")).status == 503
