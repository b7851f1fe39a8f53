"""The admin site in a real browser: axe-core finds nothing, nothing scrolls sideways on a phone, and it works by keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from playwright.async_api import Browser, Page, expect

from models.users import User
from sandbox import cast
from tests.browser.kit import PHONE, WIDE, window
from tests.browser.test_every_page import AXE, RUN, TOO_WIDE
from tests.journeys.kit import House

LISTS = (
    "users",
    "characters",
    "groups",
    "memberships",
    "states",
    "accounts",
    "jobs",
    "schedule",
    "trail",
    "tokens",
)


async def staff_pages(house: House, page: Page) -> AsyncIterator[str]:
    """Sign in as the administrator and go through the admin site; the name of each page."""
    await house.members_at_once(3)
    await house.staff_member()
    user = await User.get(main__name=cast.JONAS.name)
    await User.filter(id=user.id).update(is_superuser=True, is_staff=True)
    await page.goto(f"{house.site}/sso/login")
    await page.locator(".pilot", has_text=cast.JONAS.name).click()
    await page.wait_for_url(f"{house.site}/")
    for path in ("admin", "admin/find?q=a", *(f"admin/{name}" for name in LISTS)):
        await page.goto(f"{house.site}/{path}")
        yield f"/{path}"
    for tab in ("", "?view=access", "?view=signins", "?view=telling", "?view=history"):
        await page.goto(f"{house.site}/admin/users/{user.id}{tab}")
        yield f"a user{tab}"
    await page.goto(f"{house.site}/admin/users?q=nobody-at-all")
    yield "nothing fits"
    await page.goto(f"{house.site}/admin/users")
    await page.locator("tbody input[type=checkbox]").first.check()
    await page.locator("select[name=do]").select_option("reassess")
    await page.locator(".bulk button").first.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Reassess one user?")
    yield "the question"


async def test_axe_finds_nothing_on_the_admin_site_in_light_and_dark(house: House, browser: Browser) -> None:
    page = await window(browser, WIDE, bypass_csp=True)
    found: dict[str, Any] = {}
    async for name in staff_pages(house, page):
        await page.add_script_tag(path=AXE)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            if wrong := await page.evaluate(RUN):
                found[f"{name}, {scheme}"] = wrong
    assert not found


async def test_no_page_of_the_admin_site_scrolls_sideways_on_a_phone(house: House, browser: Browser) -> None:
    page = await window(browser, PHONE)
    found = {n: wide async for n in staff_pages(house, page) if (wide := await page.evaluate(TOO_WIDE))}
    assert not found


async def test_many_are_reassessed_by_keyboard_alone(house: House, browser: Browser) -> None:
    page = await window(browser, WIDE)
    async for name in staff_pages(house, page):
        if name == "the question":
            break
    await page.get_by_role("button", name="Reassess state and groups").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{house.site}/admin/users")
    await expect(page.locator(".flash.good")).to_contain_text("afresh")
