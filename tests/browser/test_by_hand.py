"""What a pilot does with mouse, finger and keyboard, in a real Chromium."""

from __future__ import annotations

from playwright.async_api import Browser, Page, expect

from sandbox import cast
from tests.browser.kit import open_console, to_the_question, window
from tests.journeys.kit import House

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return {name: "", visible: false};
  return {name: `${at.getAttribute("aria-label") ?? ""} ${at.textContent} ${at.title}`, visible: getComputedStyle(at).outlineStyle !== "none"};
}"""


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing of this name has the focus; every stop on the way shows that it has it."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        at = await page.evaluate(FOCUSED)
        if at["name"].strip():
            assert at["visible"], f"nobody sees that {at['name']!r} has the focus"
        if name in at["name"] and len(at["name"]) < 300:
            return
    raise AssertionError(f"{name} is not reached by Tab on {page.url}")


async def choose_pilot(page: Page, pilot: str) -> None:
    """On EVE's page, by keyboard: search, go to the pilot, Enter."""
    await page.wait_for_url("**/v2/oauth/**")
    await page.keyboard.type(pilot)
    await page.keyboard.press("Enter")
    await expect(page.locator(".pilot", has_text=pilot)).to_have_count(1)
    await page.locator(".pilot", has_text=pilot).focus()
    await page.keyboard.press("Enter")


async def test_tess_comes_from_the_welcome_post_to_her_role_by_clicking(
    house: House, browser: Browser
) -> None:
    await house.welcome_post()
    page = await window(browser)
    await open_console(page, f"{house.box.url}/#token={house.world.token}")
    tab = await to_the_question(page, cast.TESS.name)
    await expect(tab.get_by_role("heading")).to_contain_text("Are both of these you?")
    await expect(tab.locator("main")).to_contain_text("tess.okoro")
    await expect(tab.locator("main")).to_contain_text("Member")
    assert house.roles(cast.TESS.discord_id) == set()
    await tab.get_by_role("button", name="Yes").click()
    await tab.wait_for_url("**/link/done")
    mine = page.locator(".member", has_text=cast.TESS.name)
    await expect(mine.locator(".pill.gained")).to_have_text("+ Member")
    await expect(page.locator(".message.ephemeral").last).to_contain_text("You are Member")
    await expect(mine).to_contain_text("[PROV]")
    assert house.roles(cast.TESS.discord_id) == {"Member"}


async def test_somebody_without_a_mouse_signs_in_looks_at_tokens_and_changes_the_main(
    house: House, browser: Browser
) -> None:
    page = await window(browser)
    await page.goto(house.site)
    await tab_to(page, "Sign in with EVE Online")
    await page.keyboard.press("Enter")
    await choose_pilot(page, cast.SIGRID.name)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Dashboard")
    await tab_to(page, "Add character")
    await page.keyboard.press("Enter")
    await choose_pilot(page, "Aune Cyno")
    await expect(page.locator("main")).to_contain_text("Aune Cyno")
    await page.goto(house.site)
    await tab_to(page, "EVE tokens")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("EVE tokens")
    await tab_to(page, "Account")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Account")
    await tab_to(page, "Make main: Aune Cyno")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("Aune Cyno")
    await page.goto(house.site)
    await expect(page.locator("#main-h")).to_have_text("Aune Cyno")
