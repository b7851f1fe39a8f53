"""Who left Discord and loses a character is told by letter; a closed inbox is said once, and the page has it all."""

from __future__ import annotations

import re
from typing import Any

from bot.rules import renewal
from bot.rules.outside import outside
from models.notices import Delivery, EmailAddress, Notice
from models.users import User
from sandbox import cast
from tests.journeys.kit import House, until
from tests.mailbox import Mailbox, mailbox, sender

TESS = cast.TESS.discord_id
MAIN = cast.TESS.characters[0][0]


async def check_ownership(house: House) -> None:
    """Make every token due, and let the check look; as the clockwork does over four hours."""
    house.world.clock.advance(5 * 3600)
    while (await renewal.check_due()).verdicts:
        pass


async def proven(browser: Any, box: Mailbox) -> None:
    """Give an address on the site and open the link of the letter."""
    page = await browser.get("/settings/email")
    page = await browser.post("/settings/email", page, address="tess@example.org")
    assert "a link is on its way" in page.text
    await until("the letter", lambda: bool(box.letters))
    link = re.search(r"/settings/email/\S+", box.letters[-1].get_content())
    assert link is not None
    page = await browser.get(link[0])
    page = await browser.post(link[0], page)
    assert "tess@example.org is on your account now." in page.text
    assert await EmailAddress.exists(verified_at__isnull=False)


def _said(box: Mailbox) -> str:
    """All letters after the first, which proves the address: losses that come apart are told apart."""
    return "\n".join(letter.get_content() for letter in box.letters[1:])


async def test_who_left_discord_is_told_by_letter_what_they_lost(house: House) -> None:
    joined = await house.join_by_link(TESS, MAIN)
    async with mailbox() as box:
        outside.mailer = sender(box)
        await proven(joined.browser, box)
        await house.people.leave(TESS, cast.GUILD)
        await house.people.close_dms(TESS)
        house.world.eve.sell(MAIN, revoke_tokens=False)
        await check_ownership(house)
        await until("the letter of the loss", lambda: "left your account" in _said(box), 15)
        text = _said(box)
        assert "Tess Okoro left your account" in text
        assert f"{house.site}/notices" in text
        await until("written down", lambda: Notice.filter(delivery=Delivery.MAILED).exists())
    outside.mailer = None


async def test_a_closed_inbox_is_said_once_and_the_page_has_it(house: House) -> None:
    joined = await house.join_by_link(TESS, MAIN)
    user = await User.get(main_id=MAIN)
    await house.people.close_dms(TESS)
    house.world.eve.revoke(MAIN)
    await check_ownership(house)

    async def came_back() -> bool:
        return await Notice.filter(user_id=user.id, delivery=Delivery.CLOSED).exists()

    await until("the message came back", came_back)
    for _ in range(2):
        pressed = await house.people.run_command(TESS, cast.GUILD, cast.GENERAL, "notices", {})
        await pressed.done(15)
        await until("idle", house.idle)
    said = [m for m in house.discord.messages.values() if "I could not write to you" in m["content"]]
    assert len(said) == 1
    page = await joined.browser.get("/notices")
    assert "Tess Okoro" in page.text
    assert '<span class="count"' in page.text
    page = await joined.browser.post("/notices/read", page)
    assert '<span class="count" aria-hidden="true">' not in page.text.partition("</header>")[0]
