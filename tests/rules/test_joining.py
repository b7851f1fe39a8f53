"""What a pilot may do about groups: see, join, ask, take back, leave; the assertions of Alliance Auth on it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import clock as bot_clock
from bot.database import count_statements
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import joining, requests, switches
from bot.rules.access import SYSTEM
from bot.rules.joining import May
from bot.rules.requests import Again
from models.grants import GroupGrant
from models.groups import GroupRequest, Membership, RequestStatus
from models.notices import Notice
from models.queue import Job
from tests.rules.groupkit import ASK, act, actions, group, is_in, leader, pilot, request_of
from tests.world import make_state

pytestmark = pytest.mark.usefixtures("db")


async def names(user: object) -> list[str]:
    return [g.name for g in await joining.overview(await act(user))]  # type: ignore[arg-type]


# -- 21 to 26, 31 -------------------------------------------------------------------------------------------


async def test_an_internal_group_is_neither_listed_nor_joinable_nor_leavable() -> None:
    anna, staff = await pilot(), await group("Staff", internal=True)
    assert await names(anna) == []
    with pytest.raises(NotFound):
        await joining.join(await act(anna), staff.id)
    await Membership.create(group=staff, user=anna, since=bot_clock.now())
    with pytest.raises(Forbidden, match="group.cannot_leave"):
        await joining.leave(await act(anna), staff.id)
    assert await is_in(anna, staff)


async def test_a_hidden_group_is_not_listed_but_joined_by_its_direct_link() -> None:
    anna, spies = await pilot(), await group("Spies", hidden=True, open=True)
    assert await names(anna) == []
    assert (await joining.look(await act(anna), spies.id)).may is May.JOIN
    assert (await joining.join(await act(anna), spies.id)).done
    assert await is_in(anna, spies)


async def test_a_group_that_is_not_public_needs_request_groups() -> None:
    anna, bea, caps = await pilot(), await pilot("Bea", may=(ASK,)), await group(public=False)
    assert await names(anna) == []
    assert await names(bea) == ["Capitals"]
    with pytest.raises(Forbidden, match="group.not_requestable"):
        await joining.join(await act(anna), caps.id)
    assert not (await joining.join(await act(bea), caps.id)).done


async def test_an_open_group_is_joined_and_left_at_once_with_rows_in_the_trail() -> None:
    anna, scouts = await pilot(), await group("Scouts", open=True)
    await joining.join(await act(anna), scouts.id)
    assert await is_in(anna, scouts)
    await joining.leave(await act(anna), scouts.id)
    assert not await is_in(anna, scouts)
    assert await actions(scouts) == ["group.joined", "group.left"]
    assert not await GroupRequest.all()


async def test_a_second_request_is_refused_while_one_waits() -> None:
    anna, caps = await pilot(), await group()
    await joining.join(await act(anna), caps.id)
    with pytest.raises(Conflict, match="group.already_asked"):
        await joining.join(await act(anna), caps.id)
    assert await GroupRequest.filter(pending=1).count() == 1


async def test_who_asks_twice_at_the_same_moment_has_asked_once() -> None:
    anna, caps = await pilot(), await group()
    actor = await act(anna)
    tried = await asyncio.gather(*(joining.join(actor, caps.id) for _ in range(4)), return_exceptions=True)
    assert sum(not isinstance(t, Exception) for t in tried) == 1
    assert all(isinstance(t, Conflict) for t in tried if isinstance(t, Exception)), tried
    assert await GroupRequest.filter(pending=1).count() == 1


async def test_leaving_waits_for_a_leader_unless_the_switch_says_otherwise() -> None:
    anna, caps = await pilot(), await group()
    await Membership.create(group=caps, user=anna, since=bot_clock.now())
    assert not (await joining.leave(await act(anna), caps.id)).done
    assert await is_in(anna, caps)
    with pytest.raises(Conflict, match="group.already_asked_to_leave"):
        await joining.leave(await act(anna), caps.id)
    await GroupRequest.all().delete()
    await switches.turn(SYSTEM, switches.Switch.AUTO_LEAVE, True)
    assert (await joining.leave(await act(anna), caps.id)).done
    assert not await is_in(anna, caps)


async def test_a_request_to_leave_cannot_be_taken_back() -> None:
    anna, caps = await pilot(), await group()
    await Membership.create(group=caps, user=anna, since=bot_clock.now())
    await joining.leave(await act(anna), caps.id)
    with pytest.raises(Conflict, match="group.leave_request_stays"):
        await joining.withdraw(await act(anna), caps.id)


async def test_a_request_to_join_is_taken_back_and_may_be_made_again() -> None:
    anna, caps = await pilot(), await group()
    await joining.join(await act(anna), caps.id)
    await joining.withdraw(await act(anna), caps.id)
    assert (await request_of(anna, caps)).status is RequestStatus.WITHDRAWN
    with pytest.raises(NotFound, match="group.no_open_request"):
        await joining.withdraw(await act(anna), caps.id)
    await joining.join(await act(anna), caps.id)
    assert (await request_of(anna, caps)).pending == 1


# -- beyond them --------------------------------------------------------------------------------------------


async def test_ones_own_groups_are_always_listed() -> None:
    anna = await pilot()
    for name, flags in (
        ("Hidden", {"hidden": True}),
        ("Closed", {"public": False}),
        ("Staff", {"internal": True}),
    ):
        made = await group(name, **flags)
        await Membership.create(group=made, user=anna, since=bot_clock.now())
    seen = {g.name: g.may for g in await joining.overview(await act(anna))}
    assert seen == {"Hidden": May.ASK_LEAVE, "Closed": May.ASK_LEAVE, "Staff": May.NOTHING}


async def test_a_group_of_other_states_is_not_listed_and_not_joined() -> None:
    anna, blues = await pilot(), await make_state("Blue")
    mixed = await group("Mixed", states=(blues,))
    assert await names(anna) == []
    with pytest.raises(Forbidden, match="group.not_for_your_state"):
        await joining.join(await act(anna), mixed.id)


async def test_a_hidden_group_of_other_states_is_not_known_to_exist() -> None:
    anna = await pilot()
    secret = await group("Secret", hidden=True, states=(await make_state("Blue"),))
    with pytest.raises(NotFound):
        await joining.join(await act(anna), secret.id)


async def test_an_open_restricted_group_is_asked_for_all_the_same() -> None:
    anna, council = await pilot(), await group("Council", open=True, restricted=True)
    assert not (await joining.join(await act(anna), council.id)).done
    assert not await is_in(anna, council)


async def test_a_group_may_require_a_reason() -> None:
    anna, caps = await pilot(), await group(reason_required=True)
    with pytest.raises(Invalid, match="group.reason_required"):
        await joining.join(await act(anna), caps.id, "  ")
    await joining.join(await act(anna), caps.id, "I can fly a Nidhoggur")
    assert (await request_of(anna, caps)).reason == "I can fly a Nidhoggur"


async def test_a_group_with_a_rule_is_neither_joined_nor_left_by_hand() -> None:
    anna, ruled = await pilot(), await group("Ruled", open=True, rule={"any": []})
    await group("Empty rule", open=True, rule={"state": 1})
    assert await names(anna) == []
    with pytest.raises(Forbidden, match="group.by_rule"):
        await joining.join(await act(anna), ruled.id)


async def test_who_was_refused_waits_or_never_asks_again_as_the_leader_said(clock) -> None:  # type: ignore[no-untyped-def]
    anna, caps, dreads = await pilot(), await group(), await group("Dreads")
    joris = await leader(caps)
    await leader(dreads, "Kaito")
    for made, again in ((caps, Again.LATER), (dreads, Again.NEVER)):
        await joining.join(await act(anna), made.id)
        boss = joris if made is caps else await pilot("Boss", may=("auth.group_management",))
        await requests.reject(await act(boss), (await request_of(anna, made)).id, "no", again)
    with pytest.raises(Forbidden, match="group.not_yet_again"):
        await joining.join(await act(anna), caps.id)
    with pytest.raises(Forbidden, match="group.never_again"):
        await joining.join(await act(anna), dreads.id)
    await clock.advance(timedelta(days=31).total_seconds())
    assert not (await joining.join(await act(anna), caps.id)).done
    with pytest.raises(Forbidden, match="group.never_again"):
        await joining.join(await act(anna), dreads.id)


async def test_leaders_are_told_of_a_request_unless_the_switch_is_off() -> None:
    anna, caps = await pilot(), await group()
    joris = await leader(caps)
    await joining.join(await act(anna), caps.id)
    told = await Notice.get(user_id=joris.id)
    assert (told.key, told.facts["pilot"]) == ("notice.group.asked_to_join", "Anna Trader")
    assert await Job.filter(name="post.show").exists(), "a post is on its way"
    await switches.turn(SYSTEM, switches.Switch.TELL_LEADERS, False)
    await joining.join(await act(await pilot("Bea")), caps.id)
    assert await Notice.filter(user_id=joris.id).count() == 1


async def test_a_deactivated_pilot_and_a_stranger_may_do_nothing() -> None:
    anna, caps = await pilot(active=False), await group(open=True)
    with pytest.raises(Forbidden, match="refused.inactive"):
        await joining.join(await act(anna), caps.id)
    with pytest.raises(Forbidden, match="refused.inactive"):
        await joining.overview(await act(anna))


async def test_fifty_groups_are_listed_in_at_most_four_statements() -> None:
    anna = await pilot()
    for number in range(50):
        made = await group(f"Group {number:02}")
        await leader(made, f"Leader {number}")
    actor = await act(anna)
    with count_statements() as counted:
        seen = await joining.overview(actor)
    assert len(seen) == 50
    assert seen[0].leaders == ("Leader 0",)
    assert counted.total <= 4


async def test_a_permission_through_a_group_counts_for_what_is_listed() -> None:
    helpers = await group("Helpers", internal=True)
    await GroupGrant.create(group=helpers, permission=ASK)
    await group("Quiet", public=False)
    anna = await pilot(groups=(helpers,))
    assert await names(anna) == ["Helpers", "Quiet"]


async def test_who_asks_to_leave_twice_at_the_same_moment_has_asked_once() -> None:
    anna, caps = await pilot(), await group()
    await Membership.create(group=caps, user=anna, since=bot_clock.now())
    actor = await act(anna)
    tried = await asyncio.gather(*(joining.leave(actor, caps.id) for _ in range(4)), return_exceptions=True)
    assert sum(not isinstance(t, Exception) for t in tried) == 1
    assert all(isinstance(t, Conflict) for t in tried if isinstance(t, Exception)), tried


async def test_a_hidden_group_that_one_can_neither_join_nor_ask_for_has_no_page() -> None:
    anna = await pilot()
    foreign = await group("Foreign", hidden=True, states=(await make_state("Blue"),))
    closed = await group("Closed", hidden=True, public=False)
    ruled = await group("Ruled", hidden=True, rule={"is": "state", "of": [1]})
    for secret in (foreign, closed, ruled):
        with pytest.raises(NotFound):
            await joining.look(await act(anna), secret.id)
    await Membership.create(group=foreign, user=anna, since=bot_clock.now())
    assert (await joining.look(await act(anna), foreign.id)).member
