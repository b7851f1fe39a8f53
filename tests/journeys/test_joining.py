"""A new pilot comes in: from Discord, from the site, fifty at once, and with links that are not right."""

from __future__ import annotations

import asyncio
import re

from models.audit import AuditRow
from models.discord import DiscordUser
from models.links import LinkOffer
from models.users import User
from sandbox import cast
from sandbox.discord.interaction import Interaction
from tests.journeys.kit import House, say, until
from tests.patience import Watch

TESS = cast.TESS.discord_id
TESS_MAIN = cast.TESS.characters[0][0]


async def test_a_new_pilot_links_in_discord_and_wears_the_right_roles(house: House) -> None:
    joined = await house.join_by_link(TESS, TESS_MAIN)
    assert joined.done.status == 200
    assert "Tess Okoro" in joined.question.text
    assert "Member" in joined.question.text, "the question says what that Discord user will get"
    await until("the role", lambda: "Member" in house.roles(TESS), 5)
    took = joined.watch.seconds()
    say("roles after the confirmation", f"{took:.2f} s")
    assert took < 2
    await until("the nickname", lambda: house.nick(TESS) == "[PROV] Tess Okoro")
    await until("the private answer says so", lambda: "Welcome, Tess Okoro" in str(joined.pressed.messages))
    assert (await DiscordUser.get(id=int(TESS))).user_id == (await User.get(main_id=TESS_MAIN)).id


async def test_the_pilot_is_signed_in_on_the_site_as_well(house: House) -> None:
    joined = await house.join_by_link(TESS, TESS_MAIN)
    assert joined.done.status == 200

    async def everything() -> bool:
        page = await joined.browser.get("/")
        return all(word in page.text for word in ("Tess Okoro", "Provi Traders", "Member"))

    await until("the dashboard shows pilot, corporation and state", everything, 2)


async def test_from_the_site_a_pilot_links_discord_and_is_put_into_the_guild(house: House) -> None:
    ilse = cast.ILSE
    assert ilse.discord_id not in house.discord.guilds[cast.GUILD].members
    browser = await house.sign_in(ilse.characters[0][0])
    browser.as_discord = int(ilse.discord_id)
    page = await browser.get("/discord/link")
    assert page.status == 200, page.text
    await until("the seat in the guild", lambda: ilse.discord_id in house.discord.guilds[cast.GUILD].members)
    await until("the role", lambda: "Member" in house.roles(ilse.discord_id))


async def test_a_guest_links_and_gets_no_role(house: House) -> None:
    await house.join_by_link(cast.NOVA.discord_id, cast.NOVA.characters[0][0])
    await until("the queue is empty", house.idle)
    assert house.roles(cast.NOVA.discord_id) == set()


async def test_fifty_pilots_at_once_each_see_the_confirmation_and_are_told_the_wait(house: House) -> None:
    people = await house.newcomers(50)
    waits: list[float] = []
    arrived: list[str] = []
    told: list[Interaction] = []

    async def one(discord_id: str, character_id: int) -> None:
        joined = await house.join_by_link(discord_id, character_id)
        waits.append(joined.watch.seconds())
        assert joined.done.status == 200
        arrived.append(discord_id)
        if re.search(r"about \d+ second", joined.done.text):
            told.append(joined.pressed)

    gate = asyncio.Semaphore(10)  # ten browsers at once; a person takes longer to click

    async def through(discord_id: str, character_id: int) -> None:
        async with gate:
            await one(discord_id, character_id)

    await asyncio.gather(*(through(d, c) for d, c in people))
    say("slowest of 50 confirmations", f"{max(waits):.2f} s")
    assert max(waits) < 2
    assert len(told) > 20, "whoever has to wait is told on the page"
    watch = Watch()
    last = told[-10:]
    await until(
        "those who wait longest are told in Discord too", lambda: all(_told_the_wait(p) for p in last)
    )
    await until("all roles", lambda: all("Member" in house.roles(d) for d, _ in people), 90)
    say("50 pilots have their roles", f"{watch.all():.1f} s after the last confirmation")
    refused = [r for r in house.discord.requests if r.status == 429 and "members" in r.route]
    assert not refused, "the pacer kept us below Discord's limits"
    served = list(dict.fromkeys(_members_changed(house)))
    place = {discord_id: i for i, discord_id in enumerate(d for d in served if d in set(arrived))}
    # Ten are under way at once, and ten confirm at once: nobody is overtaken by more than these.
    assert max(place[d] - i for i, d in enumerate(arrived)) <= 20, "in order of arrival"


def _told_the_wait(pressed: Interaction) -> bool:
    return "arrive in about" in str(pressed.messages)


def _members_changed(house: House) -> list[str]:
    """Whom a request of ours changed, in order."""
    changes = [r for r in house.discord.requests if r.method in ("PUT", "PATCH") and r.status < 300]
    return [m.group(1) for r in changes if (m := re.search(r"/members/(\d+)", r.path))]


async def test_a_link_opened_in_a_second_browser_is_refused_and_the_first_goes_on(house: House) -> None:
    address, _ = await house.link_offer(TESS)
    first, second = house.browser(character=TESS_MAIN), house.browser(character=TESS_MAIN)
    opened = await first.get(address)
    refused = await second.get(address)
    assert refused.status == 409
    assert not await DiscordUser.all().exists()
    question = await first.get(opened.link("/sso/login"))
    assert (await house.confirm(first, question)).status == 200
    assert await DiscordUser.filter(id=int(TESS)).exists()


async def test_a_link_is_spent_by_the_finished_sign_in_not_by_looking(house: House) -> None:
    address, _ = await house.link_offer(TESS)
    browser = house.browser(character=TESS_MAIN)
    for _ in range(3):
        assert (await browser.get(address)).status == 200
    question = await browser.get((await browser.get(address)).link("/sso/login"))
    assert (await house.confirm(browser, question)).status == 200
    assert (await browser.get(address)).status in (404, 409)
    assert (await house.confirm(browser, question)).status in (403, 404, 409)
    assert await DiscordUser.all().count() == 1


async def test_a_link_lapses_after_ten_minutes(house: House) -> None:
    address, _ = await house.link_offer(TESS)
    house.world.clock.advance(601)
    page = await house.browser(character=TESS_MAIN).get(address)
    assert page.status in (404, 409)
    assert not await User.all().exists()


async def test_who_says_no_leaves_nothing_behind(house: House) -> None:
    address, _ = await house.link_offer(TESS)
    browser = house.browser(character=TESS_MAIN)
    question = await browser.get((await browser.get(address)).link("/sso/login"))
    page = await browser.post("/link/refuse", question, id=question.hidden("id"))
    assert page.status == 200
    assert not await User.all().exists()
    assert not await DiscordUser.all().exists()
    assert (await house.confirm(browser, question)).status in (403, 404, 409)


async def test_a_forwarded_link_to_an_existing_account_needs_that_accounts_own_discord(house: House) -> None:
    """Somebody sends their own link to a member, who signs in: the member's account must not become theirs."""
    member = await house.join_by_link(TESS, TESS_MAIN)
    assert member.done.status == 200
    address, _ = await house.link_offer(cast.NOVA.discord_id)
    victim = house.browser(character=TESS_MAIN, discord=TESS)
    question = await victim.get((await victim.get(address)).link("/sso/login"))
    answer = await victim.post(
        "/link/confirm", question, id=str((await LinkOffer.all().order_by("-id").first()).id)
    )
    assert answer.status in (403, 409), "without Discord's own word there is no link"
    assert (await DiscordUser.get(user__main_id=TESS_MAIN)).id == int(TESS)


async def test_a_replayed_callback_a_foreign_state_and_a_forged_form_change_nothing(house: House) -> None:
    browser = house.browser(character=TESS_MAIN)
    seen: list[str] = []
    follow = browser._follow

    async def watched(method, url, **how):
        if url.path == "/sso/callback":
            seen.append(str(url))
        return await follow(method, url, **how)

    browser._follow = watched
    async with browser.session.get(f"{house.site}/sso/login", allow_redirects=False) as answer:
        consent = answer.headers["Location"]
    async with browser.session.get(f"{consent}&character_id={TESS_MAIN}", allow_redirects=False) as answer:
        callback = answer.headers["Location"]
    assert (await browser.get(callback)).status == 200
    before = await User.all().count()
    assert (await browser.get(callback)).status in (404, 409, 422), "replayed"
    assert (await house.browser().get(callback)).status in (403, 404, 409, 422), "another browser"
    assert (await browser.get(f"{house.site}/sso/callback?state=nonsense&code=x")).status in (
        403,
        404,
        409,
        422,
    )
    forged = await browser.post("/signout/everywhere")
    assert forged.status == 403, "a form without its token"
    assert (await browser.get("/")).status == 200
    assert await User.all().count() == before
    assert not await AuditRow.filter(action="sessions.closed").exists()
