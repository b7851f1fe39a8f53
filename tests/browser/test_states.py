"""Editing a state in a real Chromium: by keyboard alone, on a phone, in light and dark; axe finds nothing on the way."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from models.states import State, StateMember
from models.users import User
from sandbox import cast
from tests.browser.kit import PHONE, WIDE, Scheme, sign_in, window
from tests.browser.test_by_hand import tab_to
from tests.browser.test_every_page import AXE, RUN, TOO_WIDE
from tests.journeys.kit import House


async def fine(page: Page) -> None:
    """Nothing that axe finds, nothing that sticks out."""
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == [], page.url
    assert await page.evaluate(TOO_WIDE) == [], page.url


async def boss(house: House, page: Page) -> User:
    """Mara, a superuser, signed in; and Imke of Driftwood, whom the edit is about."""
    await house.join_by_link(cast.IMKE.discord_id, cast.IMKE.characters[0][0])
    await sign_in(page, house.site, cast.MARA.name)
    user = await User.get(main_id=cast.MARA.characters[0][0])
    await User.filter(id=user.id).update(is_superuser=True)
    return user


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")])
async def test_a_state_is_edited_with_its_preview_by_keyboard_alone(
    house: House, browser: Browser, size: tuple[int, int], scheme: Scheme
) -> None:
    page = await window(browser, size, scheme, bypass_csp=True)
    await boss(house, page)
    member = await State.get(name="Member")
    await page.goto(f"{house.site}/admin/states/{member.id}/edit")
    await fine(page)
    await page.locator("#find-corporation").focus()
    await page.keyboard.type("driftw")
    await page.keyboard.press("Enter")  # looks, and drops nobody
    await expect(page.locator("main")).to_contain_text("Driftwood Salvage [DRIFT]")
    await fine(page)
    await page.locator("[name=add_corporation]").focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".chips", has_text="Driftwood Salvage")).to_be_visible()
    await tab_to(page, "Preview the change")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Change Member?")
    await expect(page.locator("main")).to_contain_text("Guest → Member")
    await expect(page.locator("main")).to_contain_text("Imke Sand")
    await fine(page)
    assert not await StateMember.filter(state=member, entity_id=cast.DRIFTWOOD).exists()
    await tab_to(page, "Do it for 1")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("Member is saved")
    assert await StateMember.filter(state=member, entity_id=cast.DRIFTWOOD).exists()


async def test_pages_of_permissions_and_ranks_please_axe_and_fit_a_phone(
    house: House, browser: Browser
) -> None:
    page = await window(browser, PHONE, bypass_csp=True)
    user = await boss(house, page)
    other = await User.get(main_id=cast.IMKE.characters[0][0])
    member = await State.get(name="Member")
    for path in (
        "states/add",
        f"states/{member.id}/delete",
        f"permissions/state/{member.id}",
        f"permissions/user/{user.id}",
        f"users/{other.id}/role",
        f"users/{user.id}/role",
    ):
        await page.goto(f"{house.site}/admin/{path}")
        await fine(page)
        await page.emulate_media(color_scheme="light")
        await fine(page)
