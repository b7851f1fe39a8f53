"""The console in a real browser, with an ordinary discord.py bot as its counterpart."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox import cast
from tests.sandbox.console_room import Panel, Room, Welcome, open_room

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("CONSOLE_PICTURES")  # a folder: pictures of each story are left there
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room() -> AsyncIterator[Room]:
    async with open_room() as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as driver:
        args = ["--no-sandbox", "--disable-dev-shm-usage"]
        opened = await driver.chromium.launch(executable_path=CHROMIUM, args=args)
        yield opened
        await opened.close()


@asynccontextmanager
async def console(
    browser: Browser, room: Room, size: dict[str, Any] | None = None, scheme: Any = "dark", **options: Any
) -> AsyncIterator[Page]:
    """The console opened by its printed address; leaves without a script error or a refused resource."""
    context = await browser.new_context(viewport=size or WIDE, color_scheme=scheme, **options)
    page = await context.new_page()
    page.set_default_timeout(30_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    await page.goto(f"{room.sandbox.url}/#token={room.world.token}")
    await expect(page.locator("#me")).to_contain_text("Tess Okoro")
    await expect(page.locator("#offline")).to_be_hidden()
    try:
        yield page
    finally:
        await context.close()
    assert wrong == []


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.wait_for_timeout(250)
        await page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def embed() -> discord.Embed:
    made = discord.Embed(title="Hull timer, 1DQ1-A", description="In **two** hours", colour=0xC2453B)
    made.set_author(name="Northern Watch").set_footer(text="Concord")
    return made.add_field(name="System", value="1DQ1-A").add_field(name="Owner", value="`ASHEN`")


async def test_the_token_leaves_the_address_and_a_wrong_one_opens_nothing(
    browser: Browser, room: Room
) -> None:
    async with console(browser, room) as page:
        assert "token" not in page.url
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"{room.sandbox.url}/#token=wrong")
    await expect(page.locator("#gate-error")).to_contain_text("not the one")
    await expect(page.locator("#app")).to_be_hidden()
    await page.fill("#gate-token", room.world.token)
    await page.press("#gate-token", "Enter")
    await expect(page.locator("#me")).to_contain_text("Tess Okoro")
    await context.close()


async def test_pressing_link_gives_the_role_before_ones_eyes(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await room.post(content="👋 **Welcome** to Northern Watch.", embed=embed(), view=Welcome())
        await expect(page.locator("#messages .embed .title").last).to_have_text("Hull timer, 1DQ1-A")
        await picture(page, "welcome-dark")
        await page.get_by_role("button", name="Link my character").last.click()
        await expect(page.locator(".message.ephemeral .content").last).to_have_text(
            "Welcome, @Tess Okoro. You are Member."
        )
        await expect(page.locator(".member", has_text="Tess Okoro").locator(".pill.gained")).to_have_text(
            "+ Member"
        )
        await expect(page.locator("#hint-steps .done")).to_have_count(2)
        await picture(page, "linked-dark")
        path = f"/guilds/{room.guild}/members/{room.tess}"
        await room.ok("PATCH", path, {"remove_roles": [room.member_role]})
        await expect(page.locator(".member", has_text="Tess Okoro").locator(".pill.lost")).to_contain_text(
            "Member"
        )
        await page.get_by_role("button", name="Dismiss message").last.click()
        await expect(page.locator(".message.ephemeral", has_text="You are Member")).to_have_count(0)


async def test_a_command_is_typed_with_its_options_by_keyboard_alone(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await page.keyboard.press("/")
        await expect(page.locator("#commands .option")).to_have_count(4)
        await page.keyboard.type("who")
        await page.keyboard.press("Enter")
        await expect(page.locator("[data-option=pilot]")).to_be_focused()
        await page.keyboard.type("bori")
        await expect(page.locator(".floating .option")).to_have_text(["Boris Hauler"])
        await picture(page, "options-dark")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="+ member").click()
        await page.keyboard.press("Enter")
        await page.keyboard.type("jonas")
        await expect(page.locator(".picker .option")).to_have_count(1)
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="+ days").click()
        await page.keyboard.type("many")
        await page.keyboard.press("Enter")
        await expect(page.locator("#composer .failure")).to_have_text("days takes a whole number.")
        await page.fill("[data-option=days]", "7")
        await page.keyboard.press("Enter")
        answer = page.locator(".message.ephemeral").last
        await expect(answer.locator(".content")).to_have_text("That is Boris Hauler, Jonas Hale, 7")
        await expect(answer.locator(".invocation")).to_have_text("Tess Okoro used /whois")


async def test_subcommands_choices_and_yes_or_no_are_offered(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await page.fill("#say", "/admin count ")
        await page.click("[data-option=kind]")
        await page.locator(".picker .option", has_text="Members").click()
        await page.click("#send")
        await expect(page.locator("#composer .failure")).to_contain_text("all_of_them is needed")
        await page.click("[data-option=all_of_them]")
        await page.locator(".picker .option", has_text="True").click()
        await page.click("#send")
        await expect(page.locator(".message.ephemeral .content").last).to_have_text("m True")


async def test_thinking_is_shown_until_the_answer_comes(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await page.fill("#say", "/slow ")
        await page.click("#send")
        await expect(page.locator(".thinking")).to_contain_text("is thinking")
        await expect(page.locator(".message.ephemeral .content").last).to_have_text("Thought.")
        await expect(page.locator(".thinking")).to_have_count(0)


async def test_a_form_is_a_dialog_that_says_what_is_missing(browser: Browser, room: Room) -> None:
    async with console(browser, room, scheme="light") as page:
        await room.post(content="Forms", view=Welcome())
        await page.get_by_role("button", name="Ask", exact=True).last.click()
        dialog = page.locator("dialog[open]")
        await expect(dialog.get_by_role("heading")).to_have_text("Ask for a group")
        await dialog.get_by_role("button", name="Submit").click()
        await expect(dialog.locator(".wrong:visible")).to_have_count(3)
        await picture(page, "form-light")
        await dialog.get_by_label("Why?").fill("I fly one")
        await dialog.locator(".select").click()
        await page.locator(".picker .option", has_text="Naglfar").click()
        await dialog.get_by_label("Now").check()
        await dialog.get_by_label("I have read the rules").check()
        await dialog.get_by_role("button", name="Submit").click()
        await expect(page.locator(".message.ephemeral .content").last).to_have_text(
            "Asked: I fly one | ['nag'] | now | True"
        )
        await expect(dialog).to_have_count(0)


async def test_selects_send_what_was_chosen(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await room.post(content="Selects", view=Welcome())
        await page.get_by_role("button", name="Choose a wing").last.click()
        await page.locator(".picker .option", has_text="Capitals").click()
        await page.locator(".picker .option", has_text="Scouts").click()
        await page.locator(".picker").get_by_role("button", name="Done").click()
        await expect(page.locator(".message.ephemeral .content").last).to_have_text("Wings: cap, sco")
        await page.get_by_role("button", name="Choose a pilot").last.click()
        await page.keyboard.type("sigrid")
        await expect(page.locator(".picker .option")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.ephemeral .content").last).to_contain_text("Pilot: Sigrid")


async def test_a_press_without_an_answer_fails_visibly(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        message = await room.post(content="Silence", view=Welcome())
        await page.locator(f"#m{message}").get_by_role("button", name="Silent").click()
        await expect(page.locator(f"#m{message} .failure")).to_have_text(
            "This interaction failed. The application did not respond."
        )


async def test_a_panel_of_components_v2_is_drawn_and_edited_in_place(browser: Browser, room: Room) -> None:
    async with console(browser, room, scheme="light") as page:
        await room.post(view=Panel())
        panel = page.locator("#messages .container").last
        await expect(panel.get_by_role("heading")).to_have_text("Tess Okoro")
        await expect(panel.get_by_role("img", name="Portrait of Tess Okoro")).to_be_visible()
        assert await panel.locator("img.thumb").evaluate(
            "(image) => image.decode().then(() => image.naturalWidth > 0)"
        )
        await page.fill("#say", "/panel ")
        await page.click("#send")
        mine = page.locator(".message.ephemeral .container").last
        await mine.get_by_role("button", name="Join").click()
        await expect(mine).to_contain_text("joined 1 times")
        await expect(mine.get_by_role("button", name="More")).to_be_disabled()
        await picture(page, "panel-light")


async def test_one_can_be_somebody_else_and_sees_what_they_see(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await expect(page.locator(".locked")).to_have_text("staff")
        await page.click("#me")
        await page.keyboard.type("jonas")
        await expect(page.locator(".picker .option")).to_have_count(1)
        await picture(page, "switch-dark")
        await page.keyboard.press("Enter")
        await expect(page.locator("#me")).to_contain_text("Jonas Hale")
        await expect(page.locator(".locked")).to_have_count(0)
        await page.get_by_role("button", name="staff", exact=True).click()
        await expect(page.locator("#title")).to_have_text("staff")
        await page.click("#me")
        await page.keyboard.type(cast.ILSE.name)
        await page.locator(".picker .option").first.click()
        await expect(page.locator("#away")).to_contain_text("is not in this server")


async def test_a_members_card_has_apps_and_roles_by_hand(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await page.locator(".member", has_text="Sigrid").click(button="right")
        await picture(page, "card-dark")
        await page.get_by_role("button", name="Apps: Who is this?").click()
        await expect(page.locator(".message.ephemeral .content").last).to_contain_text("This is Sigrid")
        await page.locator(".member", has_text="Tess Okoro").click()
        await page.get_by_role("button", name="Edit roles by hand…").click()
        await page.locator(".picker .option", has_text="Friends of the house").click()
        await page.locator(".picker").get_by_role("button", name="Done").click()
        await expect(page.locator(".member", has_text="Tess Okoro").locator(".pill.gained")).to_have_text(
            "+ Friends of the house"
        )
        path = f"/guilds/{room.guild}/members/{room.tess}"
        await room.ok("PATCH", path, {"remove_roles": [cast.FRIENDS]})


async def test_new_eden_moves_pilots_and_breaks_things(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await page.get_by_role("button", name="New Eden", exact=True).click()
        mine = page.locator(".pilot").first
        await expect(mine).to_contain_text("Tess Okoro")
        await mine.get_by_role("button", name="Move…").click()
        await page.keyboard.type("polar")
        await expect(page.locator(".picker .option")).to_have_count(1)
        await picture(page, "move-dark")
        await page.keyboard.press("Enter")
        await expect(mine).to_contain_text("[POLAR]")
        await room.ok("POST", "/eve/characters/2112000401/move", {"corporation_id": cast.PROVI_TRADERS})
        await expect(mine).to_contain_text("[PROV]")
        await page.get_by_role("tab", name="Time & trouble").click()
        await page.get_by_role("switch", name="ESI is down").check()
        assert room.world.eve.esi_is_down
        await picture(page, "trouble-dark")
        await page.get_by_role("switch", name="ESI is down").uncheck()
        before = room.world.clock.now()
        await page.get_by_role("button", name="Let 1 hour pass").click()
        await expect(page.locator("#hint-steps .done")).to_have_count(2)
        assert (room.world.clock.now() - before).total_seconds() >= 3600
        await page.get_by_role("tab", name="Requests").click()
        await expect(page.locator("#request-list")).to_contain_text("/applications/")
        await picture(page, "requests-dark")


async def test_the_bot_is_asked_about_a_message_and_a_thread_stands_under_its_channel(
    browser: Browser, room: Room
) -> None:
    message = await room.post(content="Quote me")
    async with console(browser, room) as page:
        await page.locator(f"#m{message}").hover()
        await page.locator(f"#m{message}").get_by_role("button", name="Apps").click()
        await page.keyboard.type("quote")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.ephemeral").last).to_contain_text(f"said something in {message}")
        channel = room.bot.get_channel(int(room.welcome))
        assert isinstance(channel, discord.TextChannel)
        thread = await channel.create_thread(name="Side talk", type=discord.ChannelType.public_thread)
        await thread.send("In here")
        await page.locator(".thread").get_by_role("button", name="Side talk").click()
        await expect(page.locator(".message .content").last).to_have_text("In here")
        await thread.delete()
        await expect(page.locator(".thread")).to_have_count(0)


async def test_a_trouble_is_told_in_the_console_and_everything_is_mended_at_once(
    browser: Browser, room: Room
) -> None:
    async with console(browser, room) as page:
        await page.get_by_role("button", name="New Eden", exact=True).click()
        await page.get_by_role("tab", name="Time & trouble").click()
        await page.get_by_role("switch", name="Every refresh is refused").check()
        await page.get_by_role("switch", name="Events come twice").check()
        await expect(page.locator("#switches")).to_be_visible()
        assert room.world.eve.all_refreshes_refused
        assert room.world.discord.faults.active_events()[0].copies == 2
        await page.get_by_role("button", name="End every fault").click()
        await expect(page.get_by_role("switch", name="Events come twice")).not_to_be_checked()
        assert not room.world.eve.all_refreshes_refused
        before = room.world.clock.monotonic()
        await page.get_by_role("button", name="Put the clock 1 hour back").click()
        await expect(page.locator("#time")).to_contain_text("EVE")
        await page.get_by_role("button", name="Put the clock 1 hour forward").click()
        assert room.world.clock.monotonic() - before < 60


async def test_direct_messages_stand_apart_and_are_marked_unread(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        await room.member(room.tess).send("A word in private")
        direct = page.locator("#dms button")
        await expect(direct.get_by_label("unread")).to_be_visible()
        await direct.click()
        await expect(page.locator(".message .content").last).to_have_text("A word in private")
        await expect(direct.get_by_label("unread")).to_have_count(0)


async def test_what_a_bot_writes_never_becomes_markup(browser: Browser, room: Room) -> None:
    async with console(browser, room) as page:
        text = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) **bold** `<b>`"
        message = await room.post(content=text)
        body = page.locator(f"#m{message} .content")
        await expect(body).to_have_text("<img src=x onerror=alert(1)> [x](javascript:alert(1)) bold <b>")
        assert await body.locator("img, a").count() == 0


async def test_it_fits_a_phone_with_drawers(browser: Browser, room: Room) -> None:
    await room.post(content="Welcome", embed=embed(), view=Welcome())
    async with console(browser, room, size=PHONE, scheme="light", has_touch=True) as page:
        await picture(page, "phone-light")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
        await page.get_by_role("button", name="Channels").click()
        await picture(page, "phone-channels-light")
        await page.locator("#channels").get_by_role("button", name="general").click()
        await expect(page.locator("#title")).to_have_text("general")
        await expect(page.locator("#left")).to_be_hidden()
        await page.get_by_role("button", name="New Eden", exact=True).click()
        await expect(page.locator("#pilot-list .pilot").first).to_be_visible()
        await picture(page, "phone-eden-light")
        await page.get_by_role("button", name="Close New Eden").click()
        await page.get_by_role("button", name="Members", exact=True).click()
        await expect(page.locator(".member").first).to_be_visible()
        small = await page.evaluate(
            "[...document.querySelectorAll('button, input, a')].filter((e) => e.checkVisibility({visibilityProperty: true}))"
            ".filter((e) => { const b = e.getBoundingClientRect(); return b.width && (b.width < 24 || b.height < 18); })"
            ".map((e) => e.outerHTML.slice(0, 90))"
        )
        assert small == []
