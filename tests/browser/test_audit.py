"""The audit pages in a real Chromium: searched by keyboard, on a phone and a wide screen, in light and dark; axe finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.rules import audit
from bot.rules.access import SYSTEM
from bot.rules.audit import AUDIT, Entry
from models.grants import UserGrant
from models.users import User
from sandbox import cast
from tests.browser.kit import PHONE, WIDE, Scheme, window
from tests.browser.test_by_hand import tab_to
from tests.browser.test_every_page import AXE, RUN, TOO_WIDE
from tests.journeys.kit import House

MARA, TESS = cast.MARA, cast.TESS


async def auditor(house: House) -> int:
    """Mara, who may read the trail, and sixty lines about Tess; Tess' account."""
    for persona in (MARA, TESS):
        await house.join_by_link(persona.discord_id, persona.characters[0][0])
    user = await User.get(main_id=MARA.characters[0][0])
    await UserGrant.create(user=user, permission=AUDIT.codename)
    tess = await User.get(main_id=TESS.characters[0][0])
    moved = Entry("state.changed", tess.id, "", {"state": "Guest"}, {"state": "Member"})
    await audit.record(SYSTEM, [moved for _ in range(60)])
    return tess.id


async def signed_in(house: House, page: Page) -> None:
    await page.goto(f"{house.site}/sso/login")
    await page.locator(".pilot", has_text=MARA.name).first.click()
    await page.wait_for_url(f"{house.site}/")


async def reach(page: Page, thing: Locator) -> None:
    """Press Tab until this has the focus; between it and the top may be a list of fifty."""
    for _ in range(200):
        await page.keyboard.press("Tab")
        if await thing.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{thing} is not reached by Tab")


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
async def test_axe_finds_nothing_on_the_audit_pages_and_none_is_too_wide(
    house: House, browser: Browser, size: tuple[int, int], scheme: Scheme
) -> None:
    tess = await auditor(house)
    page = await window(browser, size, scheme, bypass_csp=True)
    await signed_in(house, page)
    found: dict[str, Any] = {}
    for path in (
        "audit",
        "audit?all=1&sort=-users",
        "audit/permissions/discord.access_discord",
        f"audit/users/{tess}?about=discord",
        "audit/trail",
        "audit/trail?q=tess&by=concord&what=state",
        "audit/trail?q=nobody",
        "account/log",
        "account",
    ):
        await page.goto(f"{house.site}/{path}")
        await page.add_script_tag(path=AXE)
        if wrong := [*await page.evaluate(RUN), *await page.evaluate(TOO_WIDE)]:
            found[path] = wrong
    assert not found


async def test_the_trail_is_searched_and_turned_without_a_mouse(house: House, browser: Browser) -> None:
    await auditor(house)
    page = await window(browser, WIDE)
    await signed_in(house, page)
    await tab_to(page, "Audit")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/audit")
    await tab_to(page, "Trail")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/audit/trail")
    await reach(page, page.get_by_label("Whom it concerns"))
    await page.keyboard.type("tess")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/audit/trail?q=tess**")
    await expect(page.locator(".log > li")).to_have_count(50)
    await reach(page, page.get_by_role("link", name="Older"))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**before=**")
    await expect(page.locator(".log > li").last).to_contain_text(TESS.name)
    assert 0 < await page.locator(".log > li").count() < 50
