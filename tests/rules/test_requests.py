"""Deciding about requests: by whom, once, with what follows; and what lapses."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import groups, joining, request_posts, requests
from bot.rules.access import SYSTEM, Face
from bot.rules.posts import Tone
from models.groups import Group, GroupLeaderGroup, GroupRequest, Membership, RequestStatus
from models.notices import Notice
from models.queue import Job
from models.states import State
from models.users import User
from tests.conftest import Drain, ManualClock
from tests.rules.groupkit import act, actions, group, is_in, leader, pilot, request_of
from tests.world import make_state

pytestmark = pytest.mark.usefixtures("db")
ALL = ("auth.group_management",)


async def asked(of: Group, name: str = "Anna Trader", reason: str = "") -> tuple[User, int]:
    """A pilot who asked, and the request."""
    anna = await pilot(name)
    await joining.join(await act(anna), of.id, reason)
    return anna, (await request_of(anna, of)).id


async def told(user: User) -> list[str]:
    return [n.key for n in await Notice.filter(user_id=user.id).order_by("id")]


async def test_a_leader_approves_and_the_pilot_is_in_and_told(drain: Drain) -> None:
    caps = await group()
    joris = await leader(caps)
    anna, number = await asked(caps)
    done = await requests.approve(await act(joris), number)
    assert (done.pilot, done.approved) == ("Anna Trader", True)
    assert await is_in(anna, caps)
    assert await told(anna) == ["notice.group.approved_join"]
    assert await actions(caps) == ["group.requested", "group.joined", "group.approved"]
    assert (await request_of(anna, caps)).face == Face.DISCORD
    assert await Job.filter(name="MembershipsChanged").exists(), "services follow"
    await drain()


async def test_a_leader_of_one_group_cannot_act_on_another() -> None:
    caps, dreads = await group(), await group("Dreads")
    joris = await leader(dreads)
    anna, number = await asked(caps)
    for refused in (
        requests.approve(await act(joris), number),
        requests.reject(await act(joris), number),
        requests.ask_back(await act(joris), number, "why?"),
        groups.add(await act(joris), caps.id, anna.id),
        groups.remove(await act(joris), caps.id, anna.id),
        requests.log(await act(joris), caps.id),
        requests.waiting(await act(joris), caps.id),
    ):
        with pytest.raises(Forbidden, match="group.not_leader"):
            await refused
    assert await GroupRequest.filter(pending=1).exists()


async def test_a_member_of_a_leader_group_counts_as_leader() -> None:
    caps, command = await group(), await group("Command", internal=True)
    await GroupLeaderGroup.create(group=caps, leaders=command)
    joris = await pilot("Joris", groups=(command,))
    anna, number = await asked(caps)
    assert await told(joris) == ["notice.group.asked_to_join"]
    assert [w.id for w in await requests.waiting(await act(joris))] == [number]
    await requests.approve(await act(joris), number)
    assert await is_in(anna, caps)


async def test_group_management_decides_about_every_group_that_is_not_internal() -> None:
    caps, staff = await group(), await group("Staff", internal=True)
    boss = await pilot("Boss", may=ALL)
    anna, number = await asked(caps)
    await requests.approve(await act(boss), number)
    assert await is_in(anna, caps)
    with pytest.raises(Forbidden, match="group.internal"):
        await groups.add(await act(boss), staff.id, anna.id)


async def test_accepting_is_refused_if_the_state_no_longer_fits_and_the_request_stays() -> None:
    member = await make_state("Member")
    caps = await group(states=(member,))
    joris = await leader(caps)
    anna, number = await asked(caps)
    await User.filter(id=anna.id).update(state_id=(await make_state("Blue")).id)
    with pytest.raises(Conflict, match="group.does_not_fit"):
        await requests.approve(await act(joris), number)
    assert (await request_of(anna, caps)).pending == 1
    assert not await is_in(anna, caps)
    await requests.reject(await act(joris), number)


async def test_of_two_leaders_at_once_the_second_is_told_who_decided() -> None:
    caps = await group()
    joris, kaito = await leader(caps), await leader(caps, "Kaito")
    anna, number = await asked(caps)
    first, second = await act(joris), await act(kaito)
    tried = await asyncio.gather(
        requests.approve(first, number), requests.reject(second, number, "no"), return_exceptions=True
    )
    (late,) = [t for t in tried if isinstance(t, Exception)]
    assert isinstance(late, Conflict), late
    request = await request_of(anna, caps)
    winner = "Joris Falk" if request.status is RequestStatus.APPROVED else "Kaito"
    assert (late.key, late.values["who"]) == (f"group.already_{request.status}", winner)
    assert await is_in(anna, caps) is (request.status is RequestStatus.APPROVED)
    assert len([a for a in await actions(caps) if a in ("group.approved", "group.rejected")]) == 1


async def test_who_is_no_longer_a_leader_decides_nothing() -> None:
    caps = await group()
    joris = await leader(caps)
    _, number = await asked(caps)
    await groups.edit(SYSTEM, caps.id, leaders=frozenset())
    with pytest.raises(Forbidden, match="group.not_leader"):
        await requests.approve(await act(joris), number)


async def test_a_rejection_carries_its_reason_to_the_pilot_and_into_the_trail() -> None:
    caps = await group()
    joris = await leader(caps)
    anna, number = await asked(caps)
    await requests.reject(await act(joris), number, "Train first")
    notice = await Notice.get(user_id=anna.id)
    assert (notice.key, notice.facts["reason"]) == ("notice.group.rejected_join_because", "Train first")
    _, lines = await requests.log(await act(joris), caps.id)
    assert (lines[0].action, lines[0].pilot, lines[0].actor, lines[0].reason) == (
        "group.rejected",
        "Anna Trader",
        "Joris Falk",
        "Train first",
    )


async def test_a_question_is_answered_and_the_request_goes_on_waiting() -> None:
    caps = await group()
    joris = await leader(caps)
    anna, number = await asked(caps)
    with pytest.raises(NotFound):
        await joining.reply(await act(anna), number, "unasked")
    with pytest.raises(Invalid):
        await requests.ask_back(await act(joris), number, " ")
    await requests.ask_back(await act(joris), number, "Which carrier?")
    assert await told(anna) == ["notice.group.asked_back"]
    await joining.reply(await act(anna), number, "A Nidhoggur")
    request = await request_of(anna, caps)
    assert (request.question, request.reply, request.pending) == ("Which carrier?", "A Nidhoggur", 1)


async def test_a_decision_is_taken_back_within_ten_minutes_by_who_made_it(clock: ManualClock) -> None:
    caps = await group()
    joris, kaito = await leader(caps), await leader(caps, "Kaito")
    anna, number = await asked(caps)
    await requests.approve(await act(joris), number)
    with pytest.raises(Forbidden, match="group.undo_not_yours"):
        await requests.undo(await act(kaito), number)
    await requests.undo(await act(joris), number)
    assert not await is_in(anna, caps)
    assert (await request_of(anna, caps)).pending == 1
    await requests.reject(await act(joris), number, "no")
    await clock.advance(601)
    with pytest.raises(Conflict, match="group.undo_too_late"):
        await requests.undo(await act(joris), number)


async def test_many_are_decided_at_once_and_what_fails_holds_up_nobody() -> None:
    caps = await group()
    joris = await leader(caps)
    made = [await asked(caps, f"Pilot {n}") for n in range(4)]
    await joining.withdraw(await act(made[1][0]), caps.id)
    many = await requests.decide_many(await act(joris), [n for _, n in made], approved=True)
    assert len(many.done) == 3
    assert [(i, e.key) for i, e in many.failed] == [(made[1][1], "group.already_withdrawn")]
    assert await Membership.filter(group_id=caps.id).count() == 3


async def test_a_restricted_group_is_decided_by_superusers_only() -> None:
    council = await group("Council", restricted=True)
    joris, boss = await leader(council), await pilot("Boss", may=ALL)
    root = await pilot("Root", superuser=True)
    anna, number = await asked(council)
    for who in (joris, boss):
        with pytest.raises(Forbidden, match="group.restricted"):
            await requests.approve(await act(who), number)
        with pytest.raises(Forbidden, match="group.restricted"):
            await groups.add(await act(who), council.id, anna.id)
    assert not await is_in(anna, council)
    await requests.approve(await act(root), number)
    assert await is_in(anna, council)
    for who in (joris, boss):
        with pytest.raises(Forbidden, match="group.restricted"):
            await groups.remove(await act(who), council.id, anna.id)
    assert await is_in(anna, council)


async def test_a_request_lapses_after_the_days_of_its_group(clock: ManualClock) -> None:
    caps, slow = await group(request_days=14), await group("Slow", request_days=0)
    anna, _ = await asked(caps)
    await joining.join(await act(anna), slow.id)
    await clock.advance(timedelta(days=15).total_seconds())
    await requests.lapse_due()
    await requests.lapse_due()
    assert (await request_of(anna, caps)).status is RequestStatus.LAPSED
    assert (await request_of(anna, slow)).pending == 1
    assert (await told(anna)).count("notice.group.lapsed") == 1


async def test_who_comes_in_by_other_means_has_no_request_any_more() -> None:
    caps = await group()
    joris = await leader(caps)
    anna, number = await asked(caps)
    await groups.add(await act(joris), caps.id, anna.id)
    assert (await request_of(anna, caps)).status is RequestStatus.OVERTAKEN
    with pytest.raises(Conflict, match="group.already_overtaken"):
        await requests.approve(await act(joris), number)


async def test_a_request_to_leave_is_approved_or_refused() -> None:
    caps = await group()
    joris = await leader(caps)
    anna, number = await asked(caps)
    await requests.approve(await act(joris), number)
    await joining.leave(await act(anna), caps.id)
    await requests.reject(await act(joris), (await request_of(anna, caps)).id)
    assert await is_in(anna, caps)
    await joining.leave(await act(anna), caps.id)
    await requests.approve(await act(joris), (await request_of(anna, caps)).id)
    assert not await is_in(anna, caps)
    assert (await told(anna))[-1] == "notice.group.approved_leave"


# -- posts ---------------------------------------------------------------------------------------------------


async def test_the_post_of_a_request_says_who_asks_and_after_the_decision_who_decided() -> None:
    caps = await group()
    joris = await leader(caps)
    anna, number = await asked(caps, reason="I *can* fly")
    card = await request_posts.render(str(number), "en")
    assert card is not None
    assert card.content == "📥 Join request: Anna Trader → Capitals"
    assert card.tone is Tone.WAITING
    text = "\n".join(card.lines)
    assert "Member" in text
    assert r"I \*can\* fly" in text
    assert [b.id for b in card.buttons] == [
        f"b1:greq:{v}:{number}" for v in ("approve", "reject", "who", "ask")
    ]
    assert str(anna.main_id) in card.picture
    await requests.approve(await act(joris, Face.WEB), number)
    card = await request_posts.render(str(number), "en")
    assert card is not None
    assert "approved by Joris Falk on the site" in card.content
    assert (card.buttons, card.tone) == ((), Tone.DONE)


async def test_more_than_five_at_once_are_collected_in_one_post() -> None:
    caps = await group()
    for n in range(7):
        await asked(caps, f"Pilot {n}")
    wanted = {j.key for j in await Job.filter(name="post.show")}
    singles = [k for k in wanted if "group-" not in k]
    assert len(singles) == 5
    assert f"requests:group-{caps.id}" in wanted
    card = await request_posts.render(f"group-{caps.id}", "en")
    assert card is not None
    assert "7 requests wait" in card.content
    assert card.buttons[0].id == f"b1:greq:work:{caps.id}:0"


async def test_nothing_is_kept_of_a_rule_that_fails_half_way() -> None:
    blue = await make_state("Blue")
    caps = await group(states=(blue,))
    joris = await leader(caps)
    anna = await pilot()
    with pytest.raises(Conflict, match="group.does_not_fit"):
        await groups.add(await act(joris), caps.id, anna.id)
    assert await actions(caps) == []
    assert isinstance(await State.get(id=blue.id), State)


async def test_a_request_that_was_decided_has_not_lapsed_as_well(clock: ManualClock) -> None:
    caps = await group(request_days=3)
    joris = await act(await leader(caps))
    anna, number = await asked(caps)
    await clock.advance(4 * 86_400)
    await asyncio.gather(requests.lapse_due(), requests.approve(joris, number), return_exceptions=True)
    keys = await told(anna)
    lapsed = "notice.group.lapsed" in keys
    assert lapsed != ("notice.group.approved_join" in keys), keys
    assert (await request_of(anna, caps)).status is (
        RequestStatus.LAPSED if lapsed else RequestStatus.APPROVED
    )
