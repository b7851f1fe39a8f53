"""Trouble on the way: restarts, a dropped gateway, Discord refusing or failing, people who edit by hand."""

from __future__ import annotations

from bot.rules import activation
from bot.rules.access import SYSTEM
from models.audit import AuditRow
from models.characters import Character, Ownership
from models.discord import DiscordUser
from models.notices import Notice
from models.queue import Job
from models.services import Account
from models.users import User
from sandbox import cast
from tests.journeys.kit import House, find_button, until

TESS = cast.TESS.discord_id
MAIN, ALT = (c[0] for c in cast.TESS.characters)


async def question(house: House) -> tuple:
    """Tess's browser, before the confirmation, and the interaction whose answer waits for it."""
    address, pressed = await house.link_offer(TESS)
    browser = house.browser(character=MAIN, discord=TESS)
    opened = await browser.get(address)
    return browser, await browser.get(opened.link("/sso/login")), pressed


async def test_a_restart_between_question_and_confirmation_loses_nothing(house: House) -> None:
    browser, page, pressed = await question(house)
    await house.restart()
    assert (await house.confirm(browser, page)).status == 200
    await until("the role", lambda: "Member" in house.roles(TESS), 5)
    await until(
        "the private answer still becomes the welcome", lambda: "Welcome, Tess" in str(pressed.messages)
    )
    assert await User.all().count() == 1


async def test_a_restart_between_confirmation_and_roles_loses_nothing(house: House) -> None:
    """What was committed is in the queue; Discord is away until after the restart."""
    browser, page, _ = await question(house)
    fault = house.discord.faults.add("*", rf"/guilds/{cast.GUILD}/(members|roles)", status=503)
    assert (await house.confirm(browser, page)).status == 200
    await until("the account is queued", lambda: Account.filter(uid=TESS).exists())
    await house.restart()
    assert "Member" not in house.roles(TESS)
    assert await Job.filter(name="service.put").exists() or await Job.all().exists()
    house.discord.faults.remove(fault)
    house.world.clock.advance(120)
    await until("the role", lambda: "Member" in house.roles(TESS), 10)


async def test_a_stopped_application_leaves_no_work_half_done(house: House) -> None:
    await house.join_by_link(TESS, MAIN)
    await house.down()
    await house.up()
    assert not await Job.filter(slot="running").exists()
    await until("the role", lambda: "Member" in house.roles(TESS), 5)
    await until("the queue is empty", house.idle)


async def test_the_gateway_drops_while_a_role_is_to_be_given(house: House) -> None:
    browser, page, _ = await question(house)
    house.discord.faults.refuse_gateway()
    assert await house.discord.faults.drop_gateway(4000)
    await until("we know that we are cut off", lambda: not house.app.discord.ready())
    assert (await house.confirm(browser, page)).status == 200, "the site goes on without Discord"
    await until("the account waits", lambda: Account.filter(uid=TESS).exists())
    assert "Member" not in house.roles(TESS)
    house.discord.faults.refuse_gateway(False)
    await until("the role", lambda: "Member" in house.roles(TESS), 30)


async def test_an_invalid_session_begins_anew_and_sees_what_was_edited_meanwhile(house: House) -> None:
    await house.join_by_link(TESS, MAIN)
    await until("the role", lambda: "Member" in house.roles(TESS))
    await until("the queue is empty", house.idle)
    role = house.role_id("Member")
    house.discord.faults.refuse_gateway()
    await house.discord.faults.drop_gateway(9)
    await until("we know that we are cut off", lambda: not house.app.discord.ready())
    await house.people.set_roles(cast.MARA.discord_id, cast.GUILD, TESS, remove=[role])
    house.world.clock.advance(31)  # until Discord tells the members again
    house.discord.faults.refuse_gateway(False)
    await until("connected again", house.app.discord.ready, 30)
    await until("what we missed is put right", lambda: "Member" in house.roles(TESS), 10)


async def test_a_role_edited_by_hand_again_and_again_is_left_and_staff_are_told_who(house: House) -> None:
    await house.staff_member()
    await house.join_by_link(TESS, MAIN)
    await until("the role", lambda: "Member" in house.roles(TESS))
    await until("the queue is empty", house.idle)
    role = house.role_id("Member")
    for _ in range(3):
        await house.people.set_roles(cast.MARA.discord_id, cast.GUILD, TESS, remove=[role])
        await until("put right", lambda: "Member" in house.roles(TESS), 5)
    await house.people.set_roles(cast.MARA.discord_id, cast.GUILD, TESS, remove=[role])
    told = User.get(main_id=cast.JONAS.characters[0][0])
    await until("staff are told", lambda: Notice.filter(key="notice.hand_edits").exists(), 5)
    notice = await Notice.filter(key="notice.hand_edits", user_id=(await told).id).get()
    assert cast.MARA.discord_id in notice.facts["actor"], "who did it is named"
    house.world.clock.advance(31)  # what happens within half a minute is one post
    lines = house.discord.messages.values
    await until(
        "a line in the staff channel",
        lambda: any("Tess Okoro" in str(m) for m in lines() if m["channel_id"] == cast.STAFF_CHANNEL),
    )
    await until("the queue is empty", house.idle)
    assert "Member" not in house.roles(TESS), "we stopped"
    house.world.clock.advance(3700)
    await until("an hour later it is tried again", lambda: "Member" in house.roles(TESS), 10)


async def test_who_has_an_account_and_presses_link_again_adds_a_character_to_it(house: House) -> None:
    joined = await house.join_by_link(TESS, MAIN)
    message = await house.welcome_post()
    pressed = await house.people.press(TESS, message["id"], find_button(message, "link:start"))
    reply = await pressed.done(5)
    assert reply["ephemeral"]
    assert "/sso/login?add=1" in str(reply)
    joined.browser.as_character = ALT
    assert (await joined.browser.get("/sso/login?add=1")).status == 200
    user = await User.get()
    assert await Ownership.filter(user_id=user.id).count() == 2
    assert (user.main_id, await DiscordUser.all().count()) == (MAIN, 1)


async def test_another_character_of_a_linked_pilot_through_a_strangers_link_makes_no_second_account(
    house: House,
) -> None:
    """The link was asked for before the pilot was linked elsewhere: Discord's word decides, and one account remains."""
    address, _ = await house.link_offer(TESS)
    await house.join_by_link(TESS, MAIN)
    late = house.browser(character=MAIN, discord=TESS)
    page = await late.get((await late.get(address)).link("/sso/login"))
    if "/discord/link?link=" in page.text:
        page = await late.get(page.link("/discord/link?link="))
    assert (await house.confirm(late, page)).status == 200
    assert (await User.all().count(), await DiscordUser.all().count()) == (1, 1)
    assert "Member" in house.roles(TESS) or await until("the role", lambda: "Member" in house.roles(TESS), 5)


async def test_discord_failing_for_a_while_delays_and_loses_nothing(house: House) -> None:
    fault = house.discord.faults.add("*", rf"/guilds/{cast.GUILD}/members/", status=500)
    await house.join_by_link(TESS, MAIN)
    await until("it was tried", lambda: any(r.status == 500 for r in house.discord.requests), 10)
    house.discord.faults.remove(fault)
    house.world.clock.advance(60)
    await until("the role", lambda: "Member" in house.roles(TESS), 15)
    assert not await Job.filter(slot__isnull=True).exists(), "an outage kills no work"


async def test_an_overlong_name_is_cut_for_discord_and_kept_for_us(house: House) -> None:
    long = "Maximiliana von und zu Hohenstein"[:37]
    house.world.eve.rename(MAIN, long)
    await house.join_by_link(TESS, MAIN)
    await until("the nickname", lambda: (house.nick(TESS) or "").startswith("[PROV] Maximiliana"), 5)
    assert len(house.nick(TESS) or "") <= 32
    assert (await Character.get(id=MAIN)).name == long


async def test_a_deactivated_account_loses_its_roles_and_its_session(house: House) -> None:
    joined = await house.join_by_link(TESS, MAIN)
    await until("the role", lambda: "Member" in house.roles(TESS))
    user = await User.get(main_id=MAIN)
    await activation.deactivate(SYSTEM, [user.id], "a test")
    await until("the role is gone", lambda: "Member" not in house.roles(TESS), 5)
    page = await joined.browser.get("/")
    assert "Tess Okoro" not in page.text
    assert (await joined.browser.get("/sso/login")).status == 403
    assert await AuditRow.filter(subject__user_id=user.id).exists()
