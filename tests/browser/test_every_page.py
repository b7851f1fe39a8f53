"""Every page of the site: nothing that axe-core finds, in light and dark, and no sideways scrolling on a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page

from sandbox import cast
from tests.browser.kit import PHONE, WIDE, become, open_console, window
from tests.journeys.kit import House

AXE = Path(__file__).with_name("axe.min.js")
"""axe-core 4.14.1, MPL-2.0, unchanged from the npm package; its licence stands in its head and in axe.LICENSE."""
RUN = """() => axe.run({resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
  .then((found) => found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target).slice(0, 3).join(" | ")}`))"""
TOO_WIDE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1)
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
}"""


async def every_page(house: House, page: Page) -> AsyncIterator[str]:
    """Go where a pilot can go, from the link in Discord to signing out everywhere; the name of each page."""
    await page.goto(house.site)
    yield "sign in"
    address, _ = await house.link_offer(cast.TESS.discord_id)
    await page.goto(address)
    yield "link opened"
    await page.get_by_role("link", name="Sign in with EVE Online").click()
    await page.locator(".pilot", has_text=cast.TESS.name).click()
    await page.wait_for_url("**/link/confirm**")
    yield "link question"
    await page.get_by_role("button", name="Yes").click()
    await page.wait_for_url("**/link/done")
    yield "link done"
    await page.goto(f"{house.site}/sso/login?add=1")
    await page.locator(".pilot", has_text="Okoro Prospect").click()
    for path in (
        "",
        "account",
        "account/tokens",
        "notices",
        "settings",
        "settings/email",
        "account/grant?scopes=publicData",
        "signout/everywhere",
        "nowhere",
    ):
        await page.goto(f"{house.site}/{path}")
        yield f"/{path}"
    for path, ask in (("account", "/remove"), ("account/tokens", "/delete")):
        await page.goto(f"{house.site}/{path}")
        await page.locator(f"main a[href$='{ask}']").first.click()
        yield f"{path} … {ask}"
    await page.goto(f"{house.site}/link/confirm?id=1")
    yield "a link that is over"


async def test_axe_finds_nothing_on_any_page_in_light_and_dark(house: House, browser: Browser) -> None:
    page = await window(browser, WIDE, bypass_csp=True)
    found: dict[str, Any] = {}
    async for name in every_page(house, page):
        await page.add_script_tag(path=AXE)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            if wrong := await page.evaluate(RUN):
                found[f"{name}, {scheme}"] = wrong
    assert not found


async def test_no_page_scrolls_sideways_on_a_phone(house: House, browser: Browser) -> None:
    page = await window(browser, PHONE)
    found = {name: wide async for name in every_page(house, page) if (wide := await page.evaluate(TOO_WIDE))}
    assert not found


async def test_staff_decide_about_a_stopped_pass_on_a_phone(house: House, browser: Browser) -> None:
    people = await house.members_at_once(60)
    house.world.eve.lie_about([c for _, c in people[:40]], cast.CINDER_REAVERS, cast.ASHEN_DOMINION)
    await house.staff_member()
    await house.pass_affiliations()
    page = await window(browser, PHONE, bypass_csp=True)
    await page.goto(f"{house.site}/sso/login")
    await page.locator(".pilot", has_text=cast.JONAS.name).click()
    await page.wait_for_url(f"{house.site}/")
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == []
    assert await page.evaluate(TOO_WIDE) == []
    await page.get_by_role("button", name="Keep").click()
    assert "nobody loses anything" in await page.locator("main").inner_text()


async def test_the_console_fits_a_phone(house: House, browser: Browser) -> None:
    page = await window(browser, PHONE)
    await open_console(page, f"{house.box.url}/#token={house.world.token}")
    assert await page.evaluate(TOO_WIDE) == []
    box = await page.locator("#composer").bounding_box()
    assert box
    assert PHONE[1] - 40 < box["y"] + box["height"] <= PHONE[1], "the message box is at the bottom"
    await become(page, cast.MARA.name)
    assert await page.evaluate(TOO_WIDE) == []
