"""Groups on the site: mine and those to join, direct links, deciding in bulk, managing, without script."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot import clock, database
from bot.rules import joining, leading
from bot.rules.access import Actor, Face
from bot.rules.joining import REQUEST
from models.grants import UserGrant
from models.groups import Group, GroupLeader, GroupRequest, GroupState, Membership
from models.users import User
from tests.web.conftest import Browser, Place
from tests.world import make_group, make_state, make_user


async def opened(name: str, **flags: bool) -> Group:
    """A group that is listed and can be asked for by everybody, unless said otherwise."""
    group = await make_group(name)
    await Group.filter(id=group.id).update(**{"internal": False, "hidden": False, "public": True, **flags})
    return await Group.get(id=group.id)


@pytest.fixture
async def anna(browser: Browser) -> User:
    user = await make_user("Anna Trader")
    await browser.sign_in(user)
    return user


async def ask_for(group: Group, name: str, reason: str = "") -> User:
    user = await make_user(name)
    await joining.join(Actor(user.id, Face.WEB), group.id, reason)
    return user


async def test_one_sees_ones_own_groups_and_those_to_join(browser: Browser, anna: User) -> None:
    mine, secret = await opened("Scouts"), await make_group("Directors")
    await opened("Capitals")
    await opened("Shadows", hidden=True)
    await Membership.create(group=mine, user=anna, since=clock.now())
    await Membership.create(group=secret, user=anna, since=clock.now())
    text = (await browser.get("/groups")).text
    for part in ("Scouts", "Directors", "Capitals", "Request"):
        assert part in text
    assert "Shadows" not in text
    assert 'aria-label="Groups"' not in text, "no tabs for who decides about none"


async def test_fifty_groups_take_six_statements(browser: Browser, anna: User) -> None:
    for i in range(50):
        group = await opened(f"Group {i}", open=bool(i % 2))
        await GroupLeader.create(group=group, user=anna)
    await browser.get("/groups")
    with database.count_statements() as counted:
        page = await browser.get("/groups")
    assert page.text.count("<li>") >= 50
    assert counted.total <= 6, counted.texts


async def test_an_open_group_is_joined_and_left_at_once(browser: Browser, anna: User) -> None:
    group = await opened("Scouts", open=True)
    await browser.get("/groups")
    done = await browser.post(f"/groups/{group.id}/join")
    assert done.status == 303
    assert "You are in Scouts now" in (await browser.get("/groups")).text
    asked = await browser.get(f"/groups/{group.id}/leave")
    assert "Leave Scouts?" in asked.text
    await browser.post(f"/groups/{group.id}/leave")
    assert not await Membership.exists()


async def test_a_hidden_group_is_asked_for_by_its_direct_link_and_taken_back(
    browser: Browser, anna: User
) -> None:
    group = await opened("Shadows", hidden=True)
    await Group.filter(id=group.id).update(reason_required=True)
    page = await browser.get(f"/groups/{group.id}/join")
    assert "Send the request" in page.text
    refused = await browser.post(f"/groups/{group.id}/join", reason=" ")
    assert refused.status == 422
    await browser.post(f"/groups/{group.id}/join", reason="I scout")
    assert (await GroupRequest.get()).reason == "I scout"
    assert "Take back" in (await browser.get("/groups")).text
    await browser.post(f"/groups/{group.id}/withdraw")
    assert (await GroupRequest.get()).status.value == "withdrawn"


async def test_what_one_may_not_know_of_is_not_there(browser: Browser, anna: User) -> None:
    internal = await make_group("Directors")
    for path in (f"/groups/{internal.id}/join", "/groups/4711/join", "/groups/manage/4711"):
        assert (await browser.get(path)).status == 404
    closed = await opened("Capitals", public=False)
    page = await browser.get(f"/groups/{closed.id}/join")
    assert "Send the request" not in page.text
    await browser.get("/groups")
    assert (await browser.post(f"/groups/{closed.id}/join")).status == 403
    assert (await browser.get(f"/groups/manage/{closed.id}")).status == 403
    assert (await browser.get("/groups/requests")).status == 403
    await UserGrant.create(user=anna, permission=str(REQUEST))
    assert "Send the request" in (await browser.get(f"/groups/{closed.id}/join")).text


async def test_a_leader_decides_many_and_the_taken_are_told_apart(
    browser: Browser, anna: User, place: Place
) -> None:
    group, other = await opened("Scouts"), await opened("Capitals")
    await GroupLeader.create(group=group, user=anna)
    bert, cleo = await ask_for(group, "Bert", "please"), await ask_for(group, "Cleo")
    await ask_for(other, "Dora")
    page = await browser.get("/groups/requests")
    assert "Bert" in page.text
    assert "please" in page.text
    assert "Dora" not in page.text
    ids = [r.id for r in await GroupRequest.filter(group=group).order_by("id")]
    body = "&".join([f"csrf={browser.csrf}", "do=approve", *(f"id={i}" for i in ids)]).encode()
    headers = {"Origin": browser.address, "Content-Type": "application/x-www-form-urlencoded"}
    asked = await browser.ask("POST", "/groups/requests", headers=headers, data=body)
    assert "Approve 2 requests?" in asked.text
    await GroupRequest.filter(user=cleo).update(status="rejected", pending=None)
    body = "&".join([f"csrf={browser.csrf}", "do=approve", *(f"id={i}" for i in ids)]).encode()
    await browser.ask("POST", "/groups/requests/decide", headers=headers, data=body)
    assert [m.user_id for m in await Membership.filter(group=group)] == [bert.id]
    told = (await browser.get("/groups/requests")).text
    assert "1 request is approved" in told
    assert told.count('class="flash') == 2, "and one that somebody else had decided"


async def test_a_rejection_is_asked_and_carries_its_reason(browser: Browser, anna: User) -> None:
    group = await opened("Scouts")
    await GroupLeader.create(group=group, user=anna)
    await ask_for(group, "Bert")
    request = await GroupRequest.get()
    await browser.get("/groups/requests")
    asked = await browser.post("/groups/requests", do="reject", id=request.id)
    assert "May ask again" in asked.text
    await browser.post("/groups/requests/decide", do="reject", id=request.id, reason="not now", again="later")
    request = await GroupRequest.get()
    assert (request.status.value, request.answer) == ("rejected", "not now")
    assert request.again_at is not None


async def test_members_are_listed_with_leaders_first_added_timed_and_taken_out(
    browser: Browser, anna: User
) -> None:
    group = await opened("Scouts")
    await GroupLeader.create(group=group, user=anna)
    await Membership.create(group=group, user=anna, since=clock.now())
    bert = await make_user("Bert Miner")
    page = await browser.get(f"/groups/manage/{group.id}")
    assert "leader" in page.text
    await browser.post(f"/groups/manage/{group.id}/add", pilot="Bert Miner", until="14d")
    member = await Membership.get(user=bert)
    assert member.until is not None
    assert member.until > clock.now() + timedelta(days=13)
    await browser.get(f"/groups/manage/{group.id}")
    asked = await browser.post(f"/groups/manage/{group.id}", do="until", id=bert.id)
    assert "Bert Miner" in asked.text
    await browser.post(f"/groups/manage/{group.id}/do", do="until", id=bert.id, until="")
    assert (await Membership.get(user=bert)).until is None
    await browser.post(f"/groups/manage/{group.id}/do", do="remove", id=bert.id, reason="moved on")
    assert not await Membership.filter(user=bert).exists()
    missing = await browser.post(f"/groups/manage/{group.id}/add", pilot="Nobody")
    assert missing.status == 404


async def test_the_log_is_filtered_and_exported(browser: Browser, anna: User) -> None:
    group = await opened("Scouts", open=True)
    await GroupLeader.create(group=group, user=anna)
    for name in ("Bert", "Cleo"):
        await ask_for(group, name)
    page = await browser.get(f"/groups/manage/{group.id}/log?q=bert")
    assert "Bert" in page.text
    assert "Cleo" not in page.text
    rows = json.loads((await browser.get(f"/groups/manage/{group.id}/log?format=json")).text)
    assert {r["pilot"] for r in rows} == {"Bert", "Cleo"}
    csv = await browser.get(f"/groups/manage/{group.id}?format=csv")
    assert "Bert" in csv.text


async def test_managing_lists_what_one_leads_with_flags_and_numbers(browser: Browser, anna: User) -> None:
    group = await opened("Scouts", hidden=True)
    await opened("Not mine")
    await GroupLeader.create(group=group, user=anna)
    await ask_for(group, "Bert")
    page = await browser.get("/groups/manage")
    for part in ("Scouts", "hidden", "1 waiting", f"/groups/{group.id}/join"):
        assert part in page.text
    assert "Not mine" not in page.text
    assert await leading.leads_any(Actor(anna.id, Face.WEB))


async def test_strangers_are_sent_to_sign_in(place: Place) -> None:
    async with place.browser() as browser:
        for path in ("/groups", "/groups/requests", "/groups/manage", "/groups/1/join"):
            assert (await browser.get(path, follow=False)).status == 303


async def test_a_state_bound_group_is_not_offered_to_others(browser: Browser, anna: User) -> None:
    group = await opened("Members only")
    await GroupState.create(group=group, state=await make_state("Member"))
    assert "Members only" not in (await browser.get("/groups")).text
    page = await browser.get(f"/groups/{group.id}/join")
    assert "Send the request" not in page.text


async def test_ids_that_no_column_holds_and_people_who_left_are_no_faults(
    browser: Browser, anna: User
) -> None:
    group = await opened("Scouts")
    await GroupLeader.create(group=group, user=anna)
    await browser.get(f"/groups/manage/{group.id}")
    for path in (f"/groups/manage/{group.id}/do", "/groups/requests/decide"):
        sent = await browser.post(path, do="remove" if "manage" in path else "approve", id=10**30)
        assert sent.status == 422, path
    gone = await browser.post(f"/groups/manage/{group.id}/do", do="remove", id=999, follow=True)
    assert "Scouts" in gone.text
    assert gone.status == 200
