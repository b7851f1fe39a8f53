"""`make pictures`: the demo in a real Chromium, picture by picture, into docs/pictures."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp.test_utils import unused_port
from playwright.async_api import Browser, Locator, Page, expect

from models.states import State
from models.users import User
from sandbox import cast
from tests.browser.kit import (
    PHONE,
    become,
    chromium,
    command,
    open_console,
    sign_in,
    to_the_question,
    whois,
    window,
)
from tests.journeys.kit import House, house, until
from tests.journeys.test_groups import JONAS, TESS, account, ask, common_channel, group

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/pictures"
LARGEST = 250_000
"""Bytes of one picture: they live in the repository."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>
<alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
<alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
<alias binding="strong"><family>DejaVu Sans</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>"""
"""What most readers' systems look like; Debian's own Chromium shows DejaVu instead."""
LOADED = """Promise.all([...document.images]
  .filter((one) => !one.complete && one.getBoundingClientRect().top < innerHeight && one.checkVisibility())
  .map((one) => Promise.race([one.decode().catch(() => 0), new Promise((over) => setTimeout(over, 2000))])))"""
"""Ends when every picture on the page has come or failed."""


async def take(what: Page | Locator, name: str) -> None:
    """One picture, once everything on it has come."""
    page = what if isinstance(what, Page) else what.page
    await page.evaluate(f"{LOADED}.then(() => 0)")
    await page.wait_for_timeout(400)
    path = FOLDER / f"{name}.png"
    await what.screenshot(path=path)
    size = path.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{path.name} has {size:,} bytes, more than {LARGEST:,}")
    print(f"  {path.name:24}{size / 1000:7.0f} kB")  # noqa: T201


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[tuple[str, str]]:
    """`concord demo` as people start it, but in a folder and on ports of its own: console and site."""
    command = (sys.executable, "-m", "bot", "demo", "--port", str(_two_free_ports()))
    running = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout
    try:
        said = (await asyncio.wait_for(running.stdout.readuntil(b"Ctrl-C"), 60)).decode()
        console, site = (re.search(rf"{n}\s+(http\S+)", said) for n in ("pretend Discord ", "The site "))
        assert console, said
        assert site, said
        yield console[1], site[1]
    finally:
        running.send_signal(signal.SIGINT)
        if await asyncio.wait_for(running.wait(), 20):
            raise SystemExit(f"the demo ended with status {running.returncode}")


def _two_free_ports() -> int:
    """A free port with a free one above it."""
    import socket

    while True:
        port = unused_port()
        with socket.socket() as above:
            if above.connect_ex(("127.0.0.1", port + 1)):
                return port


async def of_the_demo(browser: Browser, console: str, site: str) -> None:
    """The story of Tess, from the welcome post to her pages; then what staff see."""
    phone = await window(browser, PHONE)
    await open_console(phone, console)
    await take(phone, "console-phone-before")
    page = await window(browser)
    await open_console(page, console)
    await take(page, "console-before")
    tab = await to_the_question(page, cast.TESS.name)
    await take(tab, "link-question")
    await tab.get_by_role("button", name="Yes").click()
    await tab.wait_for_url("**/link/done")
    await expect(page.locator(".pill.gained")).to_have_count(2)
    await take(page, "console-after")
    await take(phone, "console-phone-after")
    await page.click("#hint-close")
    await take(await command(page, "/me"), "me")
    await become(page, cast.MARA.name)
    await take(await whois(page, cast.SIGRID.name), "whois")
    await page.click("#toggle-eve")
    await take(page, "console-new-eden")
    await of_the_site(browser, tab, site)


async def of_the_site(browser: Browser, tess: Page, site: str) -> None:
    """The pages of somebody with several characters, and the front door."""
    await tess.goto(site)
    await take(tess, "dashboard-member")
    door = await window(browser)
    await door.goto(site)
    await take(door, "sign-in")
    wide = await window(browser)
    await sign_in(wide, site, cast.SIGRID.name)
    await take(wide, "dashboard-dark")
    await wide.goto(f"{site}account/tokens")
    await take(wide, "tokens")
    light = await window(browser, scheme="light")
    await sign_in(light, site, cast.SIGRID.name)
    await take(light, "dashboard-light")
    phone = await window(browser, PHONE)
    await sign_in(phone, site, cast.SIGRID.name)
    await take(phone, "dashboard-phone")


async def of_the_brake(browser: Browser, found: House) -> None:
    """What staff see when ESI says that forty of sixty members have left."""
    people = await found.members_at_once(60)
    liars = [character for _, character in people[:40]]
    found.world.eve.lie_about(liars, cast.CINDER_REAVERS, cast.ASHEN_DOMINION)
    staff = await found.staff_member()
    await found.pass_affiliations()
    await until("staff are asked", found.staff_posts)
    page = await window(browser)
    await open_console(page, f"{found.box.url}/#token={found.world.token}")
    await become(page, cast.JONAS.name)
    assert staff == cast.JONAS.discord_id
    await page.get_by_role("button", name="staff", exact=True).click()
    await page.click("#hint-close")
    await take(page, "brake")


async def of_groups(browser: Browser, found: House) -> None:
    """A request from both faces: what the pilot, the leader and staff see."""
    await common_channel()
    leader = await account(found, JONAS)
    await account(found, TESS)
    await group("Logistics Wing", leader, description="Guardians and Basilisks, and who wants to fly them")
    await group("Fleet Pings", leader, open=True, description="Be called when a fleet forms")
    await group("Scouts", leader, description="Eyes in other systems")
    console = await window(browser)
    await open_console(console, f"{found.box.url}/#token={found.world.token}")
    await console.click("#hint-close")
    await become(console, TESS.name)
    await take(await command(console, "/groups"), "groups-discord")
    await ask(found, TESS, "I fly a Guardian")
    await until("the post", found.staff_posts)
    await become(console, JONAS.name)
    await console.get_by_role("button", name="staff", exact=True).click()
    await take(console.locator(".message", has_text="Logistics Wing").last, "request-discord")
    pilot = await window(browser)
    await sign_in(pilot, found.site, TESS.name)
    await pilot.goto(f"{found.site}/groups")
    await take(pilot, "groups")
    phone = await window(browser, PHONE, "light")
    await sign_in(phone, found.site, TESS.name)
    await phone.goto(f"{found.site}/groups")
    await take(phone, "groups-phone")
    desk = await window(browser)
    await sign_in(desk, found.site, JONAS.name)
    await desk.goto(f"{found.site}/groups/requests")
    await take(desk, "requests")
    await of_staff(browser, found)


async def of_staff(browser: Browser, found: House) -> None:
    """The admin site, a state with its preview, the audit."""
    await account(found, cast.IMKE)
    page = await window(browser)
    await sign_in(page, found.site, cast.MARA.name)
    await User.filter(main_id=cast.MARA.characters[0][0]).update(is_superuser=True, is_staff=True)
    for path, name in (("admin", "admin"), ("admin/users", "admin-users"), ("audit", "audit")):
        await page.goto(f"{found.site}/{path}")
        await take(page, name)
    await page.goto(f"{found.site}/audit/trail")
    await take(page, "audit-trail")
    member = await State.get(name="Member")
    await page.goto(f"{found.site}/admin/states/{member.id}/edit")
    await page.fill("#find-corporation", "driftw")
    await page.press("#find-corporation", "Enter")
    await page.check("[name=add_corporation]")
    await page.get_by_role("button", name="Preview the change").click()
    await expect(page.locator("main")).to_contain_text("Imke Sand")
    await take(page, "state-preview")


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fonts = folder / "fonts.conf"
        fonts.write_text(FONTS)
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        async with chromium() as browser:
            async with demo(folder) as (console, site):
                await of_the_demo(browser, console, site)
            async with house(folder, f"sqlite://{folder / 'brake.sqlite3'}") as found:
                await of_the_brake(browser, found)
            async with house(folder, f"sqlite://{folder / 'groups.sqlite3'}") as found:
                await of_groups(browser, found)


if __name__ == "__main__":
    asyncio.run(main())
