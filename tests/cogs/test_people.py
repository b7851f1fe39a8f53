"""What staff do with one pilot from Discord, and what pilots do with their own data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.rules import privacy, watchlist
from bot.rules.access import SYSTEM
from models.discord import DiscordUser
from models.grants import UserGrant
from models.queue import Job
from models.states import EntityKind
from models.users import Closed, User
from tests.cogs.conftest import Place, ids, words
from tests.world import make_character, make_group, make_state, make_user


async def staff(place: Place, *permissions: str, superuser: bool = False) -> User:
    """The guild's owner as somebody on staff."""
    user = await make_user("Jonas Hale", superuser=superuser)
    for codename in ("core.staff", *permissions):
        await UserGrant.create(user=user, permission=codename)
    await place.link(user, place.house.owner)
    return user


async def pilot(**how: Any) -> User:
    return await make_user(
        "Anna Trader", state=await make_state("Member"), groups=(await make_group("Scouts"),), **how
    )


async def fill(place: Place, message: dict[str, Any], button: str, **fields: str) -> dict[str, Any]:
    """Press a button that opens a form, fill it in and send it."""
    people = place.house.world.people
    opened = await people.press(place.house.owner, message["id"], button)
    form = await opened.done()
    assert form["title"], form
    return await (await people.submit_modal(place.house.owner, opened.id, fields)).done()


async def test_deactivating_shows_what_is_lost_asks_why_and_does_it(place: Place) -> None:
    boss, user = await staff(place, "auth.change_user"), await pilot()
    answer = await place.type("admin user deactivate", place.house.owner, pilot=str(user.main_id))
    text = words(answer)
    assert "Shut Anna Trader out of everything?" in text
    assert "State now: Member" in text
    assert "Groups: Scouts" in text
    assert (await User.get(id=user.id)).is_active, "only asked so far"
    done = await fill(place, answer, f"b1:user:off:{user.id}", reason="stole the corp hangar")
    assert "Anna Trader is out" in words(done)
    found = await User.get(id=user.id)
    assert (found.is_active, found.inactive_why) == (False, "stole the corp hangar")
    card = await place.press(done, f"b1:user:show:{user.id}", who=place.house.owner)
    assert "Deactivated by staff" in words(card)
    assert "stole the corp hangar" in words(card)
    back = await place.press(card, f"b1:user:ask_on:{user.id}", who=place.house.owner)
    assert "Let Anna Trader in again?" in words(back)
    assert "is in again" in words(await place.press(back, f"b1:user:on:{user.id}", who=place.house.owner))
    assert (await User.get(id=user.id)).is_active
    assert boss.id != user.id


async def test_cancelling_changes_nothing(place: Place) -> None:
    await staff(place, "auth.change_user")
    user = await pilot()
    answer = await place.type("admin user deactivate", place.house.owner, pilot=str(user.main_id))
    assert "Nothing was changed" in words(await place.press(answer, "b1:user:cancel", who=place.house.owner))
    assert (await User.get(id=user.id)).is_active


async def test_what_cannot_be_done_is_said_instead_of_asked(place: Place) -> None:
    boss = await staff(place, "auth.change_user")
    root = await make_user("Root", superuser=True)
    assert "Only a superuser" in words(
        await place.type("admin user deactivate", place.house.owner, pilot=str(root.main_id))
    )
    assert "your own account" in words(
        await place.type("admin user deactivate", place.house.owner, pilot=str(boss.main_id))
    )
    gone = await pilot(active=False)
    await User.filter(id=gone.id).update(closed_by=Closed.PILOT)
    assert "They closed this account themselves" in words(
        await place.type("admin user activate", place.house.owner, pilot=str(gone.main_id))
    )


@pytest.mark.parametrize("command", ["activate", "deactivate", "unlink", "export", "delete"])
async def test_staff_without_the_right_are_refused(place: Place, command: str) -> None:
    await staff(place)
    user = await pilot()
    text = words(await place.type(f"admin user {command}", place.house.owner, pilot=str(user.main_id)))
    assert "That takes the right" in text or "Only superusers" in text
    assert (await User.get(id=user.id)).is_active


async def test_a_main_is_set_after_a_look_at_what_it_changes(place: Place) -> None:
    await staff(place, "authentication.change_userprofile")
    user = await pilot()
    alt = await make_character("Nil Alt", user=user)
    answer = await place.type(
        "admin user main", place.house.owner, pilot=str(user.main_id), character="nil alt"
    )
    text = words(answer)
    assert "Make Nil Alt the main?" in text
    assert "from Member to Guest" in text
    await place.press(answer, f"b1:user:main:{user.id}:{alt.id}", who=place.house.owner)
    assert (await User.get(id=user.id)).main_id == alt.id


async def test_a_discord_user_is_unlinked_with_a_reason(place: Place) -> None:
    await staff(place, "auth.change_user")
    user = await pilot()
    assert "No Discord user" in words(
        await place.type("admin user unlink", place.house.owner, pilot=str(user.main_id))
    )
    await place.link(user)
    answer = await place.type("admin user unlink", place.house.owner, pilot=str(user.main_id))
    done = await fill(place, answer, f"b1:user:unlink:{user.id}", reason="hacked")
    assert "no longer linked" in words(done)
    assert not await DiscordUser.filter(user=user).exists()


async def test_a_superuser_fetches_a_copy_of_somebodys_data(place: Place) -> None:
    await staff(place, superuser=True)
    user = await pilot()
    begun = await place.begin("admin user export", place.house.owner, pilot=str(user.main_id))
    await begun.done()
    (file,) = begun.messages[-1]["attachments"]
    assert file["filename"].startswith(f"concord-{user.id}-")
    _, _, content = place.house.world.files[file["id"]]
    assert json.loads(content)["name"] == "Anna Trader"


async def test_deleting_somebody_wants_the_name_typed(place: Place) -> None:
    await staff(place, superuser=True)
    user = await pilot()
    answer = await place.type("admin user delete", place.house.owner, pilot=str(user.main_id))
    assert "Delete everything about Anna Trader?" in words(answer)
    wrong = await fill(place, answer, f"b1:user:erase:{user.id}", name="Anna", reason="letter")
    assert "That is not the name" in words(wrong)
    assert (await User.get(id=user.id)).is_active
    done = await fill(place, answer, f"b1:user:erase:{user.id}", name="Anna Trader", reason="letter")
    assert "Access is gone" in words(done)
    assert (await User.get(id=user.id)).closed_by is Closed.ERASING
    assert await Job.filter(name=privacy.ERASE).exists()


async def test_whois_shows_staff_what_is_on_the_watch_list(place: Place) -> None:
    boss = await staff(place)
    user = await pilot()
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, user.main_id or 0, "Anna Trader", "stole a *titan*")
    text = words(await place.type("whois", place.house.owner, pilot=str(user.main_id)))
    assert "On the watch list: Anna Trader." in text
    assert r"stole a \*titan\*" in text
    await UserGrant.filter(user=boss).update(permission="aadiscordbot.member_command_access")
    assert "titan" not in words(await place.type("whois", place.house.owner, pilot=str(user.main_id)))


async def test_the_report_tells_numbers_and_comes_as_a_file(place: Place) -> None:
    await staff(place)
    await pilot()
    answer = await place.type("admin report", place.house.owner)
    text = words(answer)
    assert "**Member**: 1 pilot" in text
    begun = await place.begin("admin report", place.house.owner, file=True)
    await begun.done()
    (file,) = begun.messages[-1]["attachments"]
    _, _, content = place.house.world.files[file["id"]]
    assert content.decode("utf-8-sig").startswith("state,people,deactivated,discord,lately")


# -- one's own -------------------------------------------------------------------------------------------


async def test_a_pilot_fetches_a_copy_of_their_own_data(place: Place) -> None:
    user = await pilot()
    await place.link(user)
    mine = await place.press(await place.type("me"), "b1:privacy:mine")
    assert "Your data" in words(mine)
    people = place.house.world.people
    pressed = await people.press(place.house.pilot, mine["id"], "b1:privacy:copy")
    await pressed.done()
    (file,) = pressed.messages[-1]["attachments"]
    assert b"Anna Trader" in place.house.world.files[file["id"]][2]


@pytest.mark.parametrize(("button", "asked"), [("close", False), ("delete", True)])
async def test_a_pilot_closes_their_account(place: Place, button: str, asked: bool) -> None:
    user = await pilot()
    await place.link(user)
    mine = await place.press(await place.type("me"), "b1:privacy:mine")
    question = await place.press(mine, f"b1:privacy:ask_{button}")
    assert (await User.get(id=user.id)).is_active
    done = await place.press(question, f"b1:privacy:{button}")
    assert "Your account is closed" in words(done)
    found = await User.get(id=user.id)
    assert (found.is_active, found.closed_by, found.erase_at is not None) == (False, Closed.PILOT, asked)
    assert ids(done) == []
    assert "Your account is closed" in words(await place.type("me"))
