"""Out at once and back again, closing one's own account, and a person who is deleted: from the click to the role."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from bot import clock
from bot.rules import privacy, services, watchlist
from bot.rules.access import STAFF, SYSTEM
from bot.rules.activation import ACTIVATE
from models.audit import AuditRow
from models.characters import Character, OwnershipRecord
from models.discord import DiscordUser
from models.grants import UserGrant
from models.groups import Membership
from models.services import Account
from models.states import EntityKind
from models.tokens import Token
from models.users import Subject, User
from sandbox import cast
from tests.journeys.kit import House, find_button, say, until
from tests.world import make_group

TESS, MAIN = cast.TESS.discord_id, cast.TESS.characters[0][0]
JONAS, MARA = cast.JONAS.discord_id, cast.MARA.discord_id


async def officer(house: House) -> None:
    """Mara, who may shut people out."""
    await house.join_by_link(MARA, cast.MARA.characters[0][0])
    user = await User.get(main_id=cast.MARA.characters[0][0])
    for right in (STAFF, ACTIVATE):
        await UserGrant.create(user=user, permission=str(right))


async def member(house: House) -> User:
    """Tess, a member with a group's role as well."""
    await house.join_by_link(TESS, MAIN)
    user = await User.get(main_id=MAIN)
    scouts = await make_group("Scouts")
    await Membership.create(group=scouts, user=user, since=clock.now())
    await services.look_again(SYSTEM, user.id)
    await until("both roles", lambda: {"Member", "Scouts"} <= house.roles(TESS))
    return user


async def command(house: House, name: str, **options: Any) -> dict[str, Any]:
    """Mara types a command in the staff channel; the answer."""
    typed = await house.people.run_command(MARA, cast.GUILD, cast.STAFF_CHANNEL, name, options)
    answer: dict[str, Any] = await typed.done(5)
    return answer


async def deactivate(house: House, reason: str) -> None:
    """By the command, its preview, and the form that asks why."""
    asked = await command(house, "admin user deactivate", pilot=str(MAIN))
    assert "Scouts" in str(asked), "what will be lost"
    opened = await house.people.press(MARA, asked["id"], find_button(asked, "user:off"))
    await opened.done(5)
    sent = await house.people.submit_modal(MARA, opened.id, {"reason": reason})
    assert "is out" in str(await sent.done(5))


async def test_a_deactivated_user_loses_everything_within_five_seconds_and_gets_it_back(house: House) -> None:
    await officer(house)
    await member(house)
    browser = await house.sign_in(MAIN)
    assert "Tess Okoro" in (await browser.get("/account")).text
    began = time.monotonic()
    await deactivate(house, "sold a titan to the enemy")
    await until("the roles are gone", lambda: not {"Member", "Scouts"} & house.roles(TESS), 5)
    took = time.monotonic() - began
    say("everything gone after the command", f"{took:.2f} s")
    assert took < 5
    assert "Tess Okoro" not in (await browser.get("/account")).text, "signed out"
    refused = await browser.get("/sso/login")
    assert refused.status == 403
    assert "sold a titan to the enemy" in refused.text
    await until("a guest", lambda: house.count_state("Guest", 1))
    await until("told why", lambda: "sold a titan to the enemy" in str(house.inbox(TESS)))
    mine = await house.people.run_command(TESS, cast.GUILD, cast.WELCOME, "me", {})
    assert "closed" in str(await mine.done(5)), "nothing to be done in Discord either"

    asked = await command(house, "admin user activate", pilot=str(MAIN))
    assert "Member" in str(asked), "what comes back"
    await (await house.people.press(MARA, asked["id"], find_button(asked, "user:on"))).done(5)
    await until("the roles are back", lambda: {"Member", "Scouts"} <= house.roles(TESS), 5)
    await until("the account is open", lambda: house.account_status(TESS, "active"))
    await browser.get("/sso/login")
    assert "Tess Okoro" in (await browser.get("/account")).text


async def test_an_account_that_its_pilot_closed_stays_closed_until_they_sign_in(house: House) -> None:
    await officer(house)
    user = await member(house)
    browser = await house.sign_in(MAIN)
    page = await browser.get("/account/close")
    await browser.post("/account/close", page)
    await until("the roles are gone", lambda: not {"Member", "Scouts"} & house.roles(TESS), 5)
    await services.look_again(SYSTEM, user.id)
    await until("the queue is empty", house.idle)
    assert "They closed this account themselves" in str(
        await command(house, "admin user activate", pilot=str(MAIN))
    )
    assert not {"Member", "Scouts"} & house.roles(TESS), "nothing opens it by itself"
    question = await browser.get("/sso/login")
    assert question.url.path == "/account/reopen", question.text
    done = await browser.post("/account/reopen", question, trip=question.hidden("trip"))
    assert "Welcome back, Tess Okoro" in done.text
    await until("the roles are back", lambda: {"Member", "Scouts"} <= house.roles(TESS), 5)


async def test_a_person_is_deleted_after_a_week_and_only_a_nameless_trail_is_left(house: House) -> None:
    user = await member(house)
    subject = await Subject.get(user=user)
    browser = await house.sign_in(MAIN)
    page = await browser.get("/account/data")
    copy = await browser.post("/account/export", page)
    assert "Tess Okoro" in copy.text
    page = await browser.get("/account/delete")
    await browser.post("/account/delete", page)
    await until("the roles are gone", lambda: not {"Member", "Scouts"} & house.roles(TESS), 5)
    await until("told how to take it back", lambda: "will be deleted" in str(house.inbox(TESS)))
    house.world.clock.advance((privacy.WAIT + timedelta(minutes=11)).total_seconds())

    async def gone() -> bool:
        return not await User.filter(id=user.id).exists()

    await until("the clockwork deleted the account", gone, 40)
    assert not await DiscordUser.filter(id=int(TESS)).exists()
    assert not await Account.filter(user_id=user.id).exists()
    assert not await Token.filter(character_id=MAIN).exists()
    assert (await Subject.get(id=subject.id)).name == ""
    actions = [a.action for a in await AuditRow.filter(subject_id=subject.id).order_by("id")]
    assert {"account.created", "account.deletion_asked", "account.deletion_begun", "account.erased"} <= set(
        actions
    )
    assert await OwnershipRecord.filter(character_id=MAIN, user_id=None).exists(), "a trace without a name"
    assert await Character.filter(id=MAIN).exists()
    anew = await house.sign_in(MAIN)
    assert "Tess Okoro" in (await anew.get("/account")).text
    assert (await User.get(main_id=MAIN)).id != user.id, "a stranger who begins anew"


async def test_staff_are_told_in_their_channel_when_somebody_watched_turns_up(house: House) -> None:
    await house.staff_member()
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, MAIN, "Tess Okoro", "two-faced")
    await house.join_by_link(TESS, MAIN)

    async def posted() -> bool:
        return "Tess Okoro signed in" in str(await house.people.channel_messages(cast.STAFF_CHANNEL))

    await until("the post", posted)
    post = (await house.people.channel_messages(cast.STAFF_CHANNEL))[-1]
    assert "two-faced" in str(post)
    shown = await (await house.people.press(JONAS, post["id"], find_button(post, "user:show"))).done(5)
    assert shown["ephemeral"]
    assert "On the watch list: Tess Okoro." in str(shown)
