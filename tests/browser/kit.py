"""What people do in a real Chromium, on the console of the sandbox and on the site; for journeys and for pictures."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
WIDE, PHONE = (1280, 800), (390, 844)
PATIENCE = 30_000
"""Milliseconds that a click or a sentence may take to come."""

Scheme = Literal["light", "dark"]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    async with async_playwright() as driver:
        opened = await driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        try:
            yield opened
        finally:
            await opened.close()


async def window(
    browser: Browser, size: tuple[int, int] = WIDE, scheme: Scheme = "dark", *, bypass_csp: bool = False
) -> Page:
    """A fresh person's window: own cookies, EVE's time zone. A narrow one is a phone with a finger."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        has_touch=size[0] < 600,
        bypass_csp=bypass_csp,
        timezone_id="UTC",
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    return await context.new_page()


async def open_console(page: Page, address: str) -> None:
    """The console by its printed address, with the bot there."""
    await page.goto(address)
    await expect(page.locator("#me")).not_to_be_empty()
    await expect(page.locator("#offline")).to_be_hidden()


async def become(page: Page, name: str) -> None:
    """Be somebody else in the console."""
    if not await page.locator("#me").is_visible():
        await page.click("#toggle-left")
    await page.click("#me")
    await page.keyboard.type(name)
    await expect(page.locator(".picker .option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page.locator("#me")).to_contain_text(name)
    if await page.locator("#shade").is_visible():
        await page.mouse.click(page.viewport_size["width"] - 8, 300) if page.viewport_size else None


async def follow(page: Page, link: Locator) -> Page:
    """Open a link button; the new tab."""
    async with page.context.expect_page() as opening:
        await link.click()
    tab = await opening.value
    await tab.wait_for_load_state()
    return tab


async def to_the_question(page: Page, pilot: str) -> Page:
    """From the standing post to the page that asks whether both sides are one person; that tab."""
    await page.get_by_role("button", name="Link my character").first.click()
    tab = await follow(
        page, page.locator(".message.ephemeral").last.get_by_role("link", name="Sign in with EVE")
    )
    await tab.get_by_role("link", name="Sign in with EVE Online").click()
    await tab.locator(".pilot", has_text=pilot).first.click()
    await tab.wait_for_url("**/link/confirm**")
    return tab


async def sign_in(page: Page, site: str, pilot: str) -> None:
    """On the site, by the front page and EVE's."""
    await page.goto(site)
    await page.get_by_role("link", name="Sign in with EVE Online").first.click()
    await page.locator(".pilot", has_text=pilot).first.click()
    await page.wait_for_url(f"{site.rstrip('/')}/**")


async def command(page: Page, text: str) -> Locator:
    """Type a command that needs no options; the private answer."""
    await page.fill("#say", f"{text} ")
    await page.click("#send")
    return await answer(page, text)


async def whois(page: Page, pilot: str) -> Locator:
    """Look somebody up, with the help of the autocompletion; the private answer."""
    await page.fill("#say", "/whois ")
    await page.get_by_role("button", name="+ pilot").click()
    await page.keyboard.type(pilot)
    await page.locator(".floating .option", has_text=pilot).first.click()
    await page.click("#send")
    return await answer(page, "/whois")


async def answer(page: Page, command: str) -> Locator:
    """What the bot said to a command, for one's own eyes."""
    said = page.locator(".message.ephemeral", has_text=command).last
    await expect(said.locator(".container, .embed").first).to_be_visible()
    return said
