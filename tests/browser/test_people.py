"""The pages on data, leaving and the watch list in a real Chromium: axe-core, a phone, and the way out and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from playwright.async_api import Browser, Page, expect

from bot.rules import watchlist
from bot.rules.access import SYSTEM
from models.states import EntityKind
from models.users import User
from sandbox import cast
from tests.browser.kit import PHONE, WIDE, sign_in, window
from tests.browser.test_every_page import AXE, RUN, TOO_WIDE
from tests.journeys.kit import House

BOSS, BOSS_MAIN = cast.MARA.discord_id, cast.MARA.characters[0][0]


async def pages(house: House, page: Page) -> AsyncIterator[str]:
    """Every page of this part, as a superuser sees it; the name of each."""
    await house.join_by_link(cast.TESS.discord_id, cast.TESS.characters[0][0])
    await house.join_by_link(BOSS, BOSS_MAIN)
    await User.filter(main_id=BOSS_MAIN).update(is_superuser=True)
    tess = await User.get(main_id=cast.TESS.characters[0][0])
    for kind, entity, name in (
        (EntityKind.CORPORATION, cast.CINDER_REAVERS, "Cinder Reavers"),
        (EntityKind.CHARACTER, cast.VIKTOR.characters[0][0], "Viktor Ashgrave"),
    ):
        entry = await watchlist.add(SYSTEM, kind, entity, name, "stole a hangar, and will again if he can")
    await sign_in(page, house.site, cast.MARA.name)
    person = f"admin/users/{tess.id}"
    for path in (
        "account",
        "account/data",
        "account/close",
        "account/delete",
        f"{person}/deactivate",
        f"{person}/main",
        f"{person}/main?character={tess.main_id}",
        f"{person}/unlink",
        f"{person}/export",
        f"{person}/delete",
        "admin/report",
        "admin/watchlist",
        "admin/watchlist/add",
        "admin/watchlist/add?q=Tess",
        f"admin/watchlist/{entry}",
        f"admin/watchlist/{entry}/remove",
    ):
        answer = await page.goto(f"{house.site}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        yield f"/{path}"


async def test_axe_finds_nothing_in_light_and_dark(house: House, browser: Browser) -> None:
    page = await window(browser, WIDE, bypass_csp=True)
    found: dict[str, Any] = {}
    async for name in pages(house, page):
        await page.add_script_tag(path=AXE)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            if wrong := await page.evaluate(RUN):
                found[f"{name}, {scheme}"] = wrong
    assert not found


async def test_no_page_scrolls_sideways_on_a_phone(house: House, browser: Browser) -> None:
    page = await window(browser, PHONE)
    found = {name: wide async for name in pages(house, page) if (wide := await page.evaluate(TOO_WIDE))}
    assert not found


async def test_a_pilot_closes_the_account_and_comes_back_on_a_phone(house: House, browser: Browser) -> None:
    await house.join_by_link(cast.TESS.discord_id, cast.TESS.characters[0][0])
    page = await window(browser, PHONE)
    await sign_in(page, house.site, cast.TESS.name)
    await page.goto(f"{house.site}/account")
    await page.get_by_role("link", name="Copy, close, delete").click()
    await page.get_by_role("link", name="Close my account…").click()
    await page.get_by_role("button", name="Close my account").click()
    await expect(page.locator("body")).to_contain_text("Your account is closed")
    await page.get_by_role("link", name="Sign in with EVE Online").first.click()
    await page.locator(".pilot", has_text=cast.TESS.name).first.click()
    await page.wait_for_url("**/account/reopen**")
    await page.get_by_role("button", name="Open my account again").click()
    await expect(page.locator("body")).to_contain_text("Welcome back, Tess Okoro")
