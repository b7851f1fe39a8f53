"""Groups on Discord: the list and its buttons, requests and who decides, members, and the groups themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot import clock
from bot.cards import Dynamic
from bot.rules import leading, posts
from bot.rules.access import STAFF
from cogs.kit import guarded
from models.grants import UserGrant
from models.groups import (
    Group,
    GroupLeader,
    GroupLeaderGroup,
    GroupRequest,
    GroupState,
    Membership,
    RequestStatus,
)
from models.users import User
from tests.cogs.conftest import Place, ids, words
from tests.services.waiting import eventually
from tests.world import make_group, make_state, make_user


async def open_group(name: str, **flags: Any) -> Group:
    """A group that people can see."""
    group = await make_group(name)
    values = {"internal": False, "hidden": False, "public": True, **flags}
    await Group.filter(id=group.id).update(**values)
    return await Group.get(id=group.id)


@pytest.fixture
async def pilot(place: Place) -> User:
    """Anna, linked, in no group."""
    made = await make_user("Anna Trader", state=await make_state("Member"))
    await place.link(made)
    return made


async def leader(place: Place, group: Group, name: str = "Joris Haak") -> User:
    """The owner of the pretend server leads a group."""
    made = await make_user(name, state=await make_state("Member"))
    await place.link(made, place.house.owner)
    await GroupLeader.create(group=group, user=made)
    return made


def button(message: dict[str, Any], part: str) -> str:
    return next(i for i in ids(message) if part in i)


async def fill(place: Place, opener: Any, fields: dict[str, Any], who: str = "") -> dict[str, Any]:
    """Send the form that an interaction was answered with."""
    people = place.house.world.people
    await opener.done()
    sent = await people.submit_modal(who or place.house.pilot, opener.id, fields)
    return await sent.done()


async def begin_press(place: Place, message: dict[str, Any], name: str, who: str = "") -> Any:
    return await place.house.world.people.press(who or place.house.pilot, message["id"], name, None)


# -- a pilot ---------------------------------------------------------------------------------------------


async def test_an_open_group_is_joined_and_left_by_one_press(place: Place, pilot: User) -> None:
    group = await open_group("Scouts", open=True)
    listed = await place.type("groups")
    assert "Scouts" in words(listed)
    joined = await place.press(listed, button(listed, f"group:join:{group.id}"))
    assert "You are in Scouts." in words(joined)
    assert await Membership.exists(user=pilot, group=group)
    left = await place.press(joined, button(joined, f"group:leave:{group.id}"))
    assert "You left Scouts." in words(left)
    assert not await Membership.exists(user=pilot, group=group)


async def test_a_closed_group_is_asked_for_with_a_reason_and_taken_back(place: Place, pilot: User) -> None:
    group = await open_group("Capitals", reason_required=True)
    listed = await place.type("groups", find="capitals")
    opened = await begin_press(place, listed, button(listed, f"group:ask:{group.id}"))
    asked = await fill(place, opened, {"why": "I fly a Nidhoggur"})
    assert "Asked. The leaders of Capitals" in words(asked)
    assert (await GroupRequest.get(user=pilot)).reason == "I fly a Nidhoggur"
    back = await place.press(asked, button(asked, f"group:withdraw:{group.id}"))
    assert "no longer ask" in words(back)
    assert (await GroupRequest.get(user=pilot)).status is RequestStatus.WITHDRAWN


async def test_the_list_is_paged_and_filtered(place: Place, pilot: User) -> None:
    for number in range(7):
        await open_group(f"Group {number}", open=True)
    listed = await place.type("groups")
    assert "1 of 2" in words(listed)
    more = await place.press(listed, button(listed, "group:list:all:2"))
    assert "Group 6" in words(more)
    mine = await place.press(more, "s1:group:filter", "mine")
    assert "Nothing here" in words(mine)


async def test_leaving_a_closed_group_asks_whoever_leads_it(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await Membership.create(user=pilot, group=group, since=clock.now())
    listed = await place.type("groups")
    opened = await begin_press(place, listed, button(listed, f"group:askout:{group.id}"))
    asked = await fill(place, opened, {"why": ""})
    assert "decide about your leaving" in words(asked)
    assert await Membership.exists(user=pilot, group=group)


async def test_what_one_is_not_to_know_of_is_not_there(place: Place, pilot: User) -> None:
    await make_group("Spymasters")
    text = words(await place.type("groups"))
    assert "Spymasters" not in text
    assert words(await place.type("groups", find="Spymasters")).startswith("❌")


async def test_who_is_not_linked_is_told_to_link(place: Place) -> None:
    assert "link your EVE character" in words(await place.type("groups"))


# -- those who decide ------------------------------------------------------------------------------------


async def asked(group: Group, user: User, **facts: Any) -> GroupRequest:
    now = clock.now()
    facts = {"created_at": now, "expires_at": now + timedelta(days=14), **facts}
    return await GroupRequest.create(group=group, user=user, reason="let me in", **facts)


async def the_post(place: Place, request: GroupRequest) -> dict[str, Any]:
    """The leader's copy of a request's post."""
    from bot.jobs.reactions import TABLE
    from bot.jobs.worker import Worker

    await posts.refresh("requests", [str(request.id)])
    worker = Worker(lambda: {"any", "discord"}, TABLE)
    await worker.drain()
    dm = place.house.world.dms[place.house.owner]
    return place.house.world.messages[place.house.world.history[dm][-1]]


async def test_a_request_without_a_channel_is_decided_in_the_leaders_inbox(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    post = await the_post(place, await asked(group, pilot))
    assert "Anna Trader" in words(post)
    assert "let me in" in words(post)
    answer = await place.press(post, button(post, "greq:approve"), who=place.house.owner)
    assert "Anna Trader is in Capitals now" in words(answer)
    assert await Membership.exists(user=pilot, group=group)
    undone = await place.press(answer, button(answer, "greq:undo"), who=place.house.owner)
    assert "waits again" in words(undone)
    assert not await Membership.exists(user=pilot, group=group)


async def test_a_refusal_says_why_and_when_to_ask_again(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    request = await asked(group, pilot)
    post = await the_post(place, request)
    opened = await begin_press(place, post, button(post, "greq:reject"), place.house.owner)
    answer = await fill(place, opened, {"why": "Too few skills", "again": ["later"]}, place.house.owner)
    assert "does not get into Capitals" in words(answer)
    await request.refresh_from_db()
    assert (request.answer, request.status) == ("Too few skills", RequestStatus.REJECTED)
    assert request.again_at is not None


async def test_who_leads_no_more_changes_nothing_by_an_old_button(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    request = await asked(group, pilot)
    post = await the_post(place, request)
    await GroupLeader.all().delete()
    answer = await place.press(post, button(post, "greq:approve"), who=place.house.owner)
    assert words(answer).startswith("❌")
    await request.refresh_from_db()
    assert request.status is RequestStatus.PENDING


async def test_asking_back_reaches_the_pilot_and_the_answer_the_leader(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    request = await asked(group, pilot)
    post = await the_post(place, request)
    opened = await begin_press(place, post, button(post, "greq:ask"), place.house.owner)
    await fill(place, opened, {"question": "Which ship?"}, place.house.owner)
    listed = await place.type("groups")
    assert "They ask: Which ship?" in words(listed)
    opened = await begin_press(place, listed, button(listed, f"group:reply:{request.id}"))
    assert "Sent to the leaders of Capitals" in words(await fill(place, opened, {"reply": "A Nidhoggur"}))
    await request.refresh_from_db()
    assert request.reply == "A Nidhoggur"


async def test_the_queue_is_worked_through_one_by_one_or_all_at_once(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    people = [await make_user(f"Pilot {n}") for n in range(3)]
    for person in people:
        await asked(group, person)
    listed = await place.type("group requests", place.house.owner)
    assert "3 wait for you." in words(listed)
    first = await place.press(listed, button(listed, "greq:begin"), who=place.house.owner)
    assert "1 of 3" in words(first)
    done = await place.press(first, button(first, "greq:approve"), who=place.house.owner)
    following = await place.press(done, button(done, "greq:work"), who=place.house.owner)
    assert "1 of 2" in words(following)
    listed = await place.press(following, button(following, "greq:list"), who=place.house.owner)
    sure = await place.press(listed, button(listed, "greq:all"), who=place.house.owner)
    assert "Decide 2 requests at once?" in words(sure)
    many = await place.press(sure, button(sure, "greq:doall"), who=place.house.owner)
    assert "2 requests are decided" in words(many)
    assert await Membership.filter(group=group).count() == 3


async def test_a_request_of_another_group_is_none_of_a_leaders_business(place: Place, pilot: User) -> None:
    mine, other = await open_group("Capitals"), await open_group("Logistics")
    await leader(place, mine)
    await asked(other, pilot)
    assert "Nothing" in words(await place.type("group requests", place.house.owner)) or "0 wait" in words(
        await place.type("group requests", place.house.owner)
    )
    assert words(await place.type("group members", place.house.owner, group="Logistics")).startswith("❌")


# -- members ---------------------------------------------------------------------------------------------


async def test_a_leader_puts_a_pilot_in_for_a_time_and_takes_them_out(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    added = await place.type(
        "group add", place.house.owner, group=str(group.id), pilot="Anna Trader", until="7d", reason="trial"
    )
    assert "Anna Trader is in Capitals until" in words(added)
    member = await Membership.get(user=pilot, group=group)
    assert member.until is not None
    listed = await place.type("group members", place.house.owner, group="Capitals")
    assert "Anna Trader" in words(listed)
    sure = await place.press(listed, button(listed, f"led:out:{group.id}:{pilot.id}"), who=place.house.owner)
    gone = await place.press(sure, button(sure, "led:outnow"), who=place.house.owner)
    assert "no longer in Capitals" in words(gone)
    log = await place.press(gone, button(gone, "led:log"), who=place.house.owner)
    assert "taken out of a group" in words(log)
    assert not await Membership.exists(user=pilot, group=group)


async def test_a_time_that_is_not_understood_is_refused_with_an_example(place: Place, pilot: User) -> None:
    group = await open_group("Capitals")
    await leader(place, group)
    said = await place.type(
        "group add", place.house.owner, group=str(group.id), pilot="Anna Trader", until="17"
    )
    assert words(said).startswith("❌")
    assert not await Membership.exists(group=group)


async def test_a_member_of_a_leader_group_leads(place: Place, pilot: User) -> None:
    group, officers = await open_group("Capitals"), await make_group("Officers")
    boss = await make_user("Officer", groups=(officers,))
    await place.link(boss, place.house.owner)
    await GroupLeaderGroup.create(group=group, leaders=officers)
    assert [g.name for g in await leading.led_by(await _actor(boss))] == ["Capitals"]
    listed = await place.type("group members", place.house.owner, group="Capitals")
    assert "Nobody is in it yet" in words(listed)


async def _actor(user: User) -> Any:
    from bot.rules.access import Face, actor_of_user

    return await actor_of_user(user.id, Face.DISCORD)


async def test_an_invitation_is_a_button_in_the_channel_that_anybody_presses(
    place: Place, pilot: User
) -> None:
    group = await open_group("Scouts", open=True, hidden=True)
    await leader(place, group)
    said = await place.type("group invite", place.house.owner, group=str(group.id), post=True)
    assert f"/groups/{group.id}/join" in words(said)
    world = place.house.world

    def posted() -> list[dict[str, Any]]:
        return [m for m in world.messages.values() if "have a look" in words(m)]

    async def there() -> bool:
        return bool(posted())

    await eventually(there, "the invitation")
    (post,) = posted()
    look = await place.press(post, button(post, f"group:show:{group.id}"))
    await place.press(look, button(look, f"group:join:{group.id}"))
    assert await Membership.exists(user=pilot, group=group)


# -- groups themselves -----------------------------------------------------------------------------------


async def boss(place: Place) -> User:
    made = await make_user("Mara Venn", superuser=True)
    await place.link(made, place.house.owner)
    return made


async def test_staff_make_a_group_and_say_how_one_gets_in(place: Place) -> None:
    await boss(place)
    state, who = await make_state("Member"), place.house.owner
    opened = await place.begin("admin group create", who)
    made = await fill(place, opened, {"name": "Logistics", "about": "Scimitars"}, who)
    assert "Logistics is there." in words(made)
    sheet = await place.press(made, button(made, "gadm:show"), who=who)
    group = await Group.get(name="Logistics")
    sheet = await place.press(sheet, button(sheet, f"gadm:flag:{group.id}:internal:off"), who=who)
    sheet = await place.press(sheet, f"s1:gadm:states:{group.id}", str(state.id), who=who)
    sheet = await place.press(sheet, f"s1:gadm:leaders:{group.id}", who, who=who)
    assert "Mara Venn" in words(sheet)
    await group.refresh_from_db()
    assert not group.internal
    assert await GroupState.exists(group=group, state=state)
    assert await GroupLeader.exists(group=group)


async def test_deleting_a_group_counts_and_wants_its_name(place: Place, pilot: User) -> None:
    await boss(place)
    who, group = place.house.owner, await open_group("Logistics")
    await Membership.create(user=pilot, group=group, since=clock.now())
    sure = await place.type("admin group delete", who, group=str(group.id))
    assert "1 member loses it" in words(sure)
    opened = await begin_press(place, sure, button(sure, "gadm:type"), who)
    assert "nothing was deleted" in words(await fill(place, opened, {"name": "Logi"}, who))
    opened = await begin_press(place, sure, button(sure, "gadm:type"), who)
    assert "is gone" in words(await fill(place, opened, {"name": "logistics"}, who))
    assert not await Group.exists(id=group.id)


async def test_staff_without_the_right_change_no_group(place: Place) -> None:
    staff, who = await make_user("Joris Haak"), place.house.owner
    await place.link(staff, who)
    await UserGrant.create(user=staff, permission=STAFF.codename)
    group = await open_group("Logistics")
    for command in ("edit", "delete"):
        assert words(await place.type(f"admin group {command}", who, group=str(group.id))).startswith("❌")
    assert words(await place.type("admin group create", who)).startswith("❌")


async def test_buttons_of_another_version_are_refused_in_words(
    place: Place, pilot: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = await open_group("Scouts", open=True)
    listed = await place.type("groups")
    name = button(listed, f"group:join:{group.id}")
    for args in ([], ["x"], ["9" * 19], ["²", "all.1"], [str(group.id)]):
        # What Discord would send for a button that an older Concord made.
        monkeypatch.setattr(
            Dynamic, "called", staticmethod(lambda i, k, n, v, _, s, a=args: guarded(i, k, n, v, a, s))
        )
        assert "older version" in words(await place.press(listed, name))


async def test_a_page_of_members_that_is_no_more_leads_to_the_last(place: Place) -> None:
    group = await open_group("Scouts")
    joris = await leader(place, group)
    await Membership.create(user=joris, group=group, since=clock.now())
    shown = await place.type("group members", place.house.owner, group=str(group.id))
    for number in range(6):
        await Membership.create(user=await make_user(f"P{number}"), group=group, since=clock.now())
    shown = await place.type("group members", place.house.owner, group=str(group.id))
    await Membership.exclude(user=joris).delete()
    turned = await place.press(shown, button(shown, "led:members"), who=place.house.owner)
    assert "Joris Haak" in words(turned)


async def test_a_rule_is_told_as_a_sentence_to_leaders_and_staff(place: Place, pilot: User) -> None:
    await boss(place)
    who, group = place.house.owner, await open_group("Old hands")
    state = await make_state("Member")
    await Group.filter(id=group.id).update(rule={"is": "state", "of": [state.id]})
    told = words(await place.type("group members", who, group=str(group.id)))
    assert "A rule decides who is in:" in told
    assert "A rule decides who is in:" in words(
        await place.type("admin group edit", who, group=str(group.id))
    )
