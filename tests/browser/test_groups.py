"""A request, from the button to the role, in a real Chromium: at a desk and on a phone, in light and dark, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from models.groups import GroupRequest, Membership
from models.users import User
from sandbox import cast
from tests.browser.kit import PHONE, WIDE, Scheme, sign_in, window
from tests.browser.test_by_hand import tab_to
from tests.browser.test_every_page import AXE, RUN, TOO_WIDE
from tests.journeys.kit import House, until
from tests.journeys.test_groups import JONAS, TESS, account, group

LOGISTICS = "Logistics Wing"


async def fine(page: Page) -> None:
    """Nothing that axe finds, nothing that sticks out."""
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == [], page.url
    assert await page.evaluate(TOO_WIDE) == [], page.url


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")])
async def test_a_pilot_asks_and_a_leader_approves_by_keyboard_alone(
    house: House, browser: Browser, size: tuple[int, int], scheme: Scheme
) -> None:
    await account(house, TESS)
    leader = await account(house, JONAS)
    made = await group(LOGISTICS, leader)
    page = await window(browser, size, scheme, bypass_csp=True)
    await sign_in(page, house.site, TESS.name)
    await page.goto(f"{house.site}/groups")
    await fine(page)
    await tab_to(page, LOGISTICS)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(LOGISTICS)
    await fine(page)
    await page.locator("main textarea").focus()
    await page.keyboard.type("I fly a Guardian")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/groups")
    assert (await GroupRequest.get(group=made)).reason == "I fly a Guardian"
    await fine(page)

    desk = await window(browser, size, scheme, bypass_csp=True)
    await sign_in(desk, house.site, JONAS.name)
    await desk.goto(f"{house.site}/groups/requests")
    await expect(desk.locator("main")).to_contain_text("I fly a Guardian")
    await fine(desk)
    await desk.locator("input[name=id]").focus()
    await desk.keyboard.press("Space")
    await tab_to(desk, "Continue")
    async with desk.expect_navigation():
        await desk.keyboard.press("Enter")
    await expect(desk.locator("main")).to_contain_text(TESS.name)
    await fine(desk)
    await tab_to(desk, "Approve")
    async with desk.expect_navigation():
        await desk.keyboard.press("Enter")
    await until("the membership", Membership.filter(group=made).exists)
    await until("the role", lambda: LOGISTICS in house.roles(TESS.discord_id))
    for path in (f"groups/manage/{made.id}", f"groups/manage/{made.id}/log", "groups/manage"):
        await desk.goto(f"{house.site}/{path}")
        await fine(desk)


async def test_the_forms_of_groups_please_axe_and_fit_a_phone(house: House, browser: Browser) -> None:
    made = await group(LOGISTICS)
    await house.staff_member()
    page = await window(browser, PHONE, bypass_csp=True)
    await sign_in(page, house.site, cast.MARA.name)
    await User.filter(main_id=cast.MARA.characters[0][0]).update(is_superuser=True)
    for path in (
        "admin/groups/add",
        "admin/groups/switches",
        "admin/reserved",
        f"admin/groups/{made.id}/edit",
        f"admin/groups/{made.id}/rule",
        f"admin/groups/{made.id}/delete",
        "admin/autogroups/add",
        "admin/channels",
        "admin/watchlist",
        "admin/watchlist/add",
    ):
        await page.goto(f"{house.site}/{path}")
        await fine(page)
        await page.emulate_media(color_scheme="light")
        await fine(page)
