"""States and permissions from Discord: found by name, counted before they move anybody, refused to who may not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from bot import clock
from bot.rules import search
from bot.rules.outside import outside
from bot.rules.state_edits import ADD, CHANGE, DELETE
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group
from models.queue import Job
from models.states import EntityKind, State, StateMember
from models.users import User
from tests.cogs.conftest import Place, ids, words
from tests.cogs.test_admin import boss
from tests.conftest import Drain
from tests.esi import FakeEsi
from tests.services.waiting import eventually
from tests.world import make_corporation, make_group, make_state, make_user

Complete = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.fixture
def esi(place: Place) -> Iterator[FakeEsi]:
    search._asked.clear()
    outside.esi = found = FakeEsi()  # type: ignore[assignment]
    yield found
    outside.esi = None


@pytest.fixture
def complete(place: Place) -> Complete:
    async def ask(command: str, options: dict[str, Any], field: str, who: str = "") -> list[dict[str, Any]]:
        house = place.house
        return await house.world.people.autocomplete(
            who or house.owner, house.guild, house.channel, command, options, field
        )

    return ask


def button(message: dict[str, Any], part: str) -> str:
    return next(i for i in ids(message) if part in i)


async def officer(place: Place, *rights: object) -> User:
    """Somebody on staff who is no superuser, as the guild's owner, whom Discord shows everything."""
    user = await make_user("Officer")
    for right in rights:
        await UserGrant.create(user=user, permission=str(right))
    await place.link(user, place.house.owner)
    return user


async def test_states_are_listed_and_one_is_shown_with_what_it_takes_in(place: Place) -> None:
    await boss(place)
    corporation = await make_corporation("Provi Traders", ticker="PROV")
    member = await make_state("Member", corporations=(corporation.id,))
    await StateGrant.create(state=member, permission="discord.access_discord")
    await make_user("Anna", state=member)
    answer = await place.type("admin state list", place.house.owner)
    assert "Member" in words(answer)
    assert "1 person" in words(answer)
    shown = await place.press(answer, f"b1:state:show:{member.id}:1", who=place.house.owner)
    for text in ("Provi Traders", "discord.access", "takes in 1 entry"):
        assert text in words(shown).replace("\\", "")
    asked = await place.press(shown, button(shown, ":look:remove:"), who=place.house.owner)
    assert "out of Member" in words(asked)


async def test_a_corporation_of_eve_is_found_previewed_and_taken_in(
    place: Place, esi: FakeEsi, complete: Complete, drain: Drain
) -> None:
    await officer(place, CHANGE)
    owner, house = place.house.owner, place.house
    member = await make_state("Member")
    await StateGrant.create(state=member, permission="discord.access_discord")
    esi.corporations[98_000_777] = ("Driftwood Salvage", "DRIFT", None)
    pilots = [await make_user(f"P{n}", corporation=98_000_777) for n in range(2)]
    states = await complete("admin state add", {"state": "mem"}, "state")
    assert [c["name"] for c in states] == ["Member · 0"]
    found = await complete(
        "admin state add", {"state": str(member.id), "member": "driftwood salvage"}, "member"
    )
    assert [(c["name"], c["value"]) for c in found] == [
        ("Driftwood Salvage · corporation", "corporation:98000777")
    ]
    asked = await place.type("admin state add", owner, state=str(member.id), member=found[0]["value"])
    text = words(asked)
    for part in ("Put Driftwood Salvage into Member?", "**2** pilots go Guest → Member", "Do it for 2"):
        assert part in text
    names = await place.press(asked, button(asked, ":names:"), who=owner)
    assert "P0, P1" in words(names)
    assert not await StateMember.all().count()
    again = await place.press(names, button(names, ":look:add:"), who=owner)
    pressed = await house.world.people.press(owner, again["id"], button(again, ":do:add:"))
    assert "0 of 2" in words(await pressed.done())
    await drain()
    done = (await pressed.changed()).messages[0]  # by itself
    assert "Done: 2 people have moved." in words(done)
    assert "Member" in words(await place.press(done, "b1:state:list", who=owner))
    assert await User.filter(state_id=member.id).count() == len(pilots)


async def test_a_changed_world_is_shown_again_and_cancel_changes_nothing(place: Place) -> None:
    await officer(place, CHANGE)
    owner, member = place.house.owner, await make_state("Member")
    corporation = await make_corporation("Provi Traders", ticker="PROV")
    await make_user("A", corporation=corporation.id)
    asked = await place.type("admin state add", owner, state="Member", member="PROV")
    await make_user("B", corporation=corporation.id)
    again = await place.press(asked, button(asked, ":do:add:"), who=owner)
    assert "It has changed since you looked: 2 people now" in words(again)
    assert "Do it for 2" in words(again)
    over = await place.press(again, "b1:state:cancel", who=owner)
    assert words(over) == "Nothing was changed."
    assert not await StateMember.filter(state_id=member.id).exists()


async def send(place: Place, panel: dict[str, Any], part: str, **values: object) -> dict[str, Any]:
    """Press a button that opens a form, and send it."""
    people, owner = place.house.world.people, place.house.owner
    opened = await people.press(owner, panel["id"], button(panel, part))
    await opened.done()
    return await (await people.submit_modal(owner, opened.id, values)).done()


async def test_what_the_services_still_do_and_what_failed_is_told_and_tried_again(place: Place) -> None:
    await boss(place)
    owner, now = place.house.owner, clock.now()
    corporation = await make_corporation("Provi Traders", ticker="PROV")
    await make_state("Member")
    for key, slot in (("1:1", None), ("1:2", "waiting")):
        await Job.create(name="service.put", key=key, slot=slot, lane="discord", run_at=now, created_at=now)
    asked = await place.type("admin state add", owner, state="Member", member="PROV")
    done = await place.press(asked, button(asked, ":do:add:"), who=owner)
    for part in ("Done: 0 people", "1 account on the services", "1 account could not", "Try this one again"):
        assert part in words(done)
    await place.press(done, button(done, "queue:retry"), who=owner)
    assert await Job.filter(name="service.put", slot="waiting").count() == 2
    assert await StateMember.filter(entity_id=corporation.id).exists()


async def test_a_state_is_made_renamed_ranked_and_deleted(place: Place, drain: Drain) -> None:
    await officer(place, ADD, CHANGE, DELETE)
    owner = place.house.owner
    await make_user("Anna")
    listed = await place.type("admin state list", owner)
    made = await send(place, listed, "state:new", name="Visitor", priority="7")
    assert "priority 7" in words(made)
    state = await State.get(name="Visitor")
    renamed = await send(place, made, "state:edit", name="Guests of honour", priority="7", public="0")
    assert "Guests of honour" in words(renamed)
    asked = await send(place, renamed, "state:edit", name="Guests of honour", priority="9", public="1")
    assert "go Guest → Guests of honour" in words(asked)
    assert (await State.get(id=state.id)).priority == 7, "nothing before the press"
    pressed = await place.house.world.people.press(owner, asked["id"], button(asked, ":do:set:"))
    await pressed.done()
    await drain()
    await eventually(lambda: State.filter(id=state.id, priority=9, public=True).exists(), "the edit")
    await pressed.changed()
    shown = await place.press(pressed.messages[0], "b1:state:list", who=owner)
    panel = await place.press(shown, f"b1:state:show:{state.id}:1", who=owner)
    question = await place.press(panel, button(panel, ":look:delete:"), who=owner)
    assert "Delete Guests of honour?" in words(question)
    await place.press(question, button(question, ":do:delete:"), who=owner)
    assert not await State.filter(id=state.id).exists()


async def test_a_form_that_cannot_stand_changes_nothing(place: Place) -> None:
    await officer(place, ADD, CHANGE)
    await make_state("Member", priority=100)
    listed = await place.type("admin state list", place.house.owner)
    for values in ({"name": "mEMBER", "priority": "5"}, {"name": "Ally", "priority": "many"}):
        assert words(await send(place, listed, "state:new", **values)).startswith("❌")
    assert await State.all().count() == 2


async def test_of_guest_the_form_has_its_priority_only(place: Place) -> None:
    await officer(place, CHANGE)
    guest = await State.get(guest=True)
    listed = await place.type("admin state list", place.house.owner)
    panel = await place.press(listed, f"b1:state:show:{guest.id}:1", who=place.house.owner)
    asked = await send(place, panel, "state:edit", priority="-5")
    await place.press(asked, button(asked, ":do:set:"), who=place.house.owner)
    assert (await State.get(guest=True)).priority == -5


async def test_only_what_is_in_a_state_is_offered_to_be_taken_out(place: Place, complete: Complete) -> None:
    await officer(place, CHANGE)
    inside = await make_corporation("Provi Traders", ticker="PROV")
    await make_corporation("Provi Miners", ticker="PROM")
    member = await make_state("Member", corporations=(inside.id,))
    found = await complete("admin state remove", {"state": str(member.id), "member": "provi"}, "member")
    assert [c["value"] for c in found] == [f"corporation:{inside.id}"]
    refused = await place.type("admin state remove", place.house.owner, state="Member", member="PROM")
    assert words(refused).startswith("❌")
    asked = await place.type("admin state remove", place.house.owner, state="Member", member="Provi Traders")
    await place.press(asked, button(asked, ":do:remove:"), who=place.house.owner)
    assert not await StateMember.filter(kind=EntityKind.CORPORATION).exists()


async def test_who_may_not_is_refused_and_offered_nothing(place: Place, complete: Complete) -> None:
    user = await officer(place, CHANGE)
    owner = place.house.owner
    corporation = await make_corporation("Provi Traders", ticker="PROV")
    await make_state("Member")
    asked = await place.type("admin state add", owner, state="Member", member="PROV")
    await UserGrant.filter(user=user).delete()
    answer = await place.press(asked, button(asked, ":do:add:"), who=owner)
    assert words(answer).startswith("❌")
    for command in ("admin state list", "admin permission grant"):
        options = {"permission": "core.staff", "to": "Member"} if "grant" in command else {}
        assert words(await place.type(command, owner, **options)).startswith("❌")
    for field in ("state", "member"):
        assert await complete("admin state add", {field: "prov"}, field) == []
    assert await complete("admin permission grant", {"permission": "core"}, "permission") == []
    assert await complete("admin permission grant", {"to": "mem"}, "to") == []
    assert not await StateMember.filter(entity_id=corporation.id).exists()


async def test_a_permission_is_given_and_taken_with_a_count(place: Place, complete: Complete) -> None:
    await boss(place)
    owner = place.house.owner
    group: Group = await make_group("Directors")
    await make_user("A", groups=(group,))
    found = await complete("admin permission grant", {"permission": "staff"}, "permission")
    assert "core.staff" in [c["value"] for c in found]
    to = await complete("admin permission grant", {"to": "direct"}, "to")
    assert [(c["name"], c["value"]) for c in to] == [("Directors · group", f"group:{group.id}")]
    asked = await place.type("admin permission grant", owner, permission="core.staff", to=to[0]["value"])
    assert "Give core.staff to Directors?" in words(asked)
    assert "Do it for 1" in words(asked)
    done = await place.press(asked, button(asked, ":do:give:"), who=owner)
    assert "1 person gains by it" in words(done)
    again = await place.type("admin permission grant", owner, permission="core.staff", to="Directors")
    assert "already" in words(again)
    back = await place.type(
        "admin permission revoke", owner, permission="core.staff", **{"from": "Directors"}
    )
    await place.press(back, button(back, ":do:take:"), who=owner)
    assert not await GroupGrant.filter(group=group).exists()


async def test_staff_do_not_give_permissions(place: Place) -> None:
    """Behaviour 1.39, 19; and nobody lifts himself."""
    user = await officer(place, "core.staff", CHANGE)
    answer = await place.type(
        "admin permission grant", place.house.owner, permission="auth.change_user", to=f"user:{user.id}"
    )
    assert "Only superusers decide" in words(answer)
    assert await UserGrant.filter(user=user).count() == 2
