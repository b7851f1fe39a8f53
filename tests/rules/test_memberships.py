"""What follows when standing or another membership changes: at once, after a grace, or by the clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import clock as bot_clock
from bot.database import count_statements, transaction
from bot.errors import Conflict, Forbidden, Invalid
from bot.rules import groups, joining, memberships, roster, switches, tenure, when
from bot.rules.access import SYSTEM
from bot.rules.events import StatesChanged
from bot.rules.memberships import Due
from bot.rules.queue import emit
from models.audit import AuditRow
from models.grants import GroupGrant, UserGrant
from models.groups import Group, Membership
from models.notices import Notice
from models.queue import Job
from models.users import User
from tests.conftest import Drain, ManualClock
from tests.rules.groupkit import ASK, act, actions, group, is_in, leader, pilot
from tests.world import make_state

pytestmark = pytest.mark.usefixtures("db")
DAY = timedelta(days=1).total_seconds()


async def move(user: User, state: str, drain: Drain | None = None) -> None:
    """Somebody's state changes, as the stage before would announce it."""
    await User.filter(id=user.id).update(state_id=(await make_state(state)).id)
    if drain is None:
        await memberships.reassess(frozenset({user.id}))
        return
    async with transaction():
        await emit(StatesChanged(frozenset({user.id})))
    await drain()


async def notices(user: User) -> list[str]:
    return [n.key for n in await Notice.filter(user_id=user.id).order_by("id")]


async def put(user: User, *into: Group) -> None:
    for one in into:
        await Membership.create(user=user, group=one, since=bot_clock.now())


# -- 30, 32, 33 ----------------------------------------------------------------------------------------------


async def test_losing_a_state_removes_from_groups_bound_to_it_and_services_follow(drain: Drain) -> None:
    member = await make_state("Member")
    caps, free, anna = await group(states=(member,)), await group("Free"), await pilot()
    await put(anna, caps, free)
    await move(anna, "Blue")
    assert (await is_in(anna, caps), await is_in(anna, free)) == (False, True)
    assert await notices(anna) == ["notice.group.lost.state"]
    job = await Job.get(name="MembershipsChanged")
    assert str(anna.id) in job.payload
    await drain()


async def test_a_changed_list_of_states_removes_who_does_not_fit(drain: Drain) -> None:
    caps, anna, bea = await group(), await pilot(), await pilot("Bea", state=await make_state("Blue"))
    await put(anna, caps)
    await put(bea, caps)
    await groups.edit(SYSTEM, caps.id, states=frozenset({(await make_state("Blue")).id}))
    await drain()
    assert (await is_in(anna, caps), await is_in(bea, caps)) == (False, True)


async def test_removal_by_a_leader_is_written_down_as_removed_and_told() -> None:
    caps, anna = await group(), await pilot()
    joris = await leader(caps)
    await put(anna, caps)
    await groups.remove((await act(joris)).because("inactive"), caps.id, anna.id)
    assert await actions(caps) == ["group.removed"]
    assert await notices(anna) == ["notice.group.removed_because"]
    with pytest.raises(Conflict, match="group.not_in_it"):
        await groups.remove(await act(joris), caps.id, anna.id)


# -- what hangs on something -----------------------------------------------------------------------------------


async def test_losing_request_groups_removes_from_groups_that_are_not_public_if_the_switch_is_on(
    drain: Drain,
) -> None:
    quiet, loud, staff = (
        await group("Quiet", public=False),
        await group("Loud"),
        await group("S", internal=True),
    )
    anna = await pilot(may=(ASK,))
    await put(anna, quiet, loud, staff)
    await UserGrant.filter(user_id=anna.id).delete()
    await memberships.reassess(frozenset({anna.id}))
    assert await is_in(anna, quiet), "the switch is off at first"
    await switches.turn(SYSTEM, switches.Switch.REQUEST_GROUPS, True)
    await drain()
    assert [await is_in(anna, g) for g in (quiet, loud, staff)] == [False, True, True]


async def test_what_hangs_on_a_membership_goes_with_it_in_the_same_transaction() -> None:
    """Out of Helpers → no request_groups any more → out of the quiet group, all in one change."""
    helpers, quiet = await group("Helpers"), await group("Quiet", public=False)
    await GroupGrant.create(group=helpers, permission=ASK)
    await switches.turn(SYSTEM, switches.Switch.REQUEST_GROUPS, True)
    anna = await pilot()
    await put(anna, helpers, quiet)
    await groups.change(SYSTEM, removes=[(anna.id, helpers.id)])
    assert not await Membership.filter(user_id=anna.id).exists()


async def test_rules_that_hang_on_one_another_settle_and_contradictions_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, third = await group("A"), await group("B"), await group("C")
    odd = await group("Odd")

    async def follow(users: frozenset[int] | None) -> Due:
        due = Due()
        rows = Membership.all() if users is None else Membership.filter(user_id__in=users)
        held = {(m.user_id, m.group_id) for m in await rows}
        for user in users or {u for u, _ in held}:
            for needs, gives in ((first, second), (second, third)):
                if (user, needs.id) in held:
                    due.adds.add((user, gives.id))
                elif (user, gives.id) in held:
                    due.removes[user, gives.id] = memberships.RULE
            if (user, odd.id) in held:
                due.removes[user, odd.id] = memberships.RULE
            else:
                due.adds.add((user, odd.id))
        return due

    monkeypatch.setitem(memberships._followers, "test", follow)
    anna = await pilot()
    await groups.change(SYSTEM, adds=[(anna.id, first.id)])
    assert await is_in(anna, third)
    await groups.change(SYSTEM, removes=[(anna.id, first.id)])
    assert [await is_in(anna, g) for g in (first, second, third)] == [False] * 3


# -- grace ---------------------------------------------------------------------------------------------------


async def test_grace_is_told_and_runs_out(clock: ManualClock, drain: Drain) -> None:
    member = await make_state("Member")
    caps, anna = await group(states=(member,), grace_days=3), await pilot()
    await put(anna, caps)
    await move(anna, "Blue", drain)
    assert await is_in(anna, caps)
    notice = await Notice.get(user_id=anna.id)
    assert notice.key == "notice.group.grace.state"
    assert "23 Nov 2026" in notice.facts["when"]
    await clock.advance(2 * DAY)
    await tenure.look_at_clock()
    await memberships.reassess(None)
    assert await is_in(anna, caps)
    await clock.advance(DAY + 1)
    await tenure.look_at_clock()
    assert not await is_in(anna, caps)
    assert await notices(anna) == ["notice.group.grace.state", "notice.group.lost.state"]
    assert await actions(caps) == ["group.grace", "group.removed"]


async def test_who_fits_again_within_the_grace_stays(clock: ManualClock) -> None:
    member = await make_state("Member")
    caps, anna = await group(states=(member,), grace_days=3), await pilot()
    await put(anna, caps)
    await move(anna, "Blue")
    await clock.advance(DAY)
    await move(anna, "Member")
    await clock.advance(5 * DAY)
    await tenure.look_at_clock()
    assert (await Membership.get(user_id=anna.id)).leaving_at is None
    assert await notices(anna) == ["notice.group.grace.state", "notice.group.recovered"]


async def test_a_deactivated_pilot_keeps_groups_for_the_day_of_return() -> None:
    member = await make_state("Member")
    caps, anna = await group(states=(member,)), await pilot(active=False)
    await put(anna, caps)
    await move(anna, "Guest")
    assert await is_in(anna, caps)


# -- for a time ------------------------------------------------------------------------------------------------


async def test_a_membership_for_a_time_is_reminded_once_and_ends(clock: ManualClock) -> None:
    caps, anna = await group(), await pilot()
    joris = await leader(caps)
    until = bot_clock.now() + timedelta(days=20)
    await groups.add(await act(joris), caps.id, anna.id, until=until)
    await clock.advance(16 * DAY)
    await tenure.look_at_clock()
    assert await notices(anna) == ["notice.group.added_until"]
    await clock.advance(2 * DAY)
    await tenure.look_at_clock()
    await tenure.look_at_clock()
    assert await notices(anna) == ["notice.group.added_until", "notice.group.ends_soon"]
    await clock.advance(2 * DAY + 1)
    await tenure.look_at_clock()
    await tenure.look_at_clock()
    assert not await is_in(anna, caps)
    assert (await notices(anna))[-1] == "notice.group.ended"
    assert len(await notices(anna)) == 3


async def test_the_end_of_a_membership_is_moved_and_lifted(clock: ManualClock) -> None:
    caps, anna = await group(), await pilot()
    joris = await leader(caps)
    await groups.add(await act(joris), caps.id, anna.id, until=bot_clock.now() + timedelta(days=1))
    with pytest.raises(Invalid, match="when.past"):
        await tenure.set_until(await act(joris), caps.id, anna.id, bot_clock.now())
    await tenure.set_until(await act(joris), caps.id, anna.id, None)
    await clock.advance(3 * DAY)
    await tenure.look_at_clock()
    assert await is_in(anna, caps)
    with pytest.raises(Forbidden):
        await tenure.set_until(await act(anna), caps.id, anna.id, None)


async def test_who_leaves_while_a_leader_takes_them_out_has_left_once() -> None:
    scouts, anna = await group("Scouts", open=True), await pilot()
    joris = await leader(scouts)
    await put(anna, scouts)
    own, his = await act(anna), await act(joris)
    tried = await asyncio.gather(
        joining.leave(own, scouts.id), groups.remove(his, scouts.id, anna.id), return_exceptions=True
    )
    late = [t for t in tried if isinstance(t, Exception)]
    assert all(isinstance(t, Conflict) for t in late), late
    assert not await is_in(anna, scouts)
    assert len(await actions(scouts)) == 1


# -- costs -----------------------------------------------------------------------------------------------------


async def test_looking_at_people_about_whom_nothing_is_to_do_costs_two_statements() -> None:
    people = frozenset([(await pilot(f"Pilot {n}")).id for n in range(5)])
    followers = dict(memberships._followers)
    memberships._followers.clear()
    try:
        with count_statements() as counted:
            await memberships.reassess(people)
    finally:
        memberships._followers.update(followers)
    assert counted.total == 2


async def test_many_who_lose_a_group_at_once_are_each_written_down_and_told_in_few_statements(
    clock: ManualClock,
) -> None:
    member, blue = await make_state("Member"), await make_state("Blue")
    caps = await group(states=(member,))
    people = [await pilot(f"Pilot {n}") for n in range(60)]
    await Membership.bulk_create([Membership(user=u, group=caps, since=bot_clock.now()) for u in people])
    await User.all().update(state_id=blue.id)
    with count_statements() as counted:
        await memberships.reassess(frozenset(u.id for u in people))
    assert counted.total < 25
    rows = await AuditRow.filter(action="group.removed", thing=f"group:{caps.id}").select_related("subject")
    assert {r.subject.name for r in rows if r.subject} == {f"Pilot {n}" for n in range(60)}
    assert {str(r.after) for r in rows} == {str({"why": memberships.STATE})}
    assert {(r.before, r.at) for r in rows} == {(None, bot_clock.now())}
    told = await Notice.filter(key="notice.group.lost.state")
    assert {n.user_id for n in told} == {u.id for u in people}
    assert {(n.facts["group"], n.category, n.read_at) for n in told} == {("Capitals", "groups", None)}
    assert {n.created_at for n in told} == {bot_clock.now()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-28 19:00", "Sat 28 Nov 2026 19:00 EVE"),
        ("28.11. 19:00", "Sat 28 Nov 2026 19:00 EVE"),
        ("1.3. 08:30", "Mon 01 Mar 2027 08:30 EVE"),
        ("sat 19:00", "Sat 21 Nov 2026 19:00 EVE"),
        ("Friday 11:00", "Fri 27 Nov 2026 11:00 EVE"),
        ("19:00", "Fri 20 Nov 2026 19:00 EVE"),
        ("11:59", "Sat 21 Nov 2026 11:59 EVE"),
        ("19:00 eve", "Fri 20 Nov 2026 19:00 EVE"),
        ("1d 4h 30m", "Sat 21 Nov 2026 16:30 EVE"),
        ("in 2w", "Fri 04 Dec 2026 12:00 EVE"),
        ("<t:1795892400:R>", "Sat 28 Nov 2026 19:00 EVE"),
        ("2026-12-24", "Thu 24 Dec 2026 00:00 EVE"),
    ],
)
async def test_times_are_understood_as_people_write_them(
    clock: ManualClock, text: str, expected: str
) -> None:
    assert when.shown(when.understood(text)) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("30", "when.bare_number"),
        ("soon", "when.not_understood"),
        ("31.2. 10:00", "when.not_understood"),
        ("25:00", "when.not_understood"),
        ("", "when.not_understood"),
        ("99999w 99999w 99999w", "when.not_understood"),
        ("2020-01-01 10:00", "when.past"),
    ],
)
async def test_what_is_no_time_or_over_is_refused_and_never_guessed(
    clock: ManualClock, text: str, key: str
) -> None:
    with pytest.raises(Invalid, match=key):
        when.understood(text)


async def test_how_long_somebody_is_in_a_restricted_or_ruled_group_is_not_its_leaders_business() -> None:
    restricted, ruled = (
        await group("Spies", restricted=True),
        await group("Corp", rule={"is": "x", "of": [1]}),
    )
    anna, soon = await pilot(), bot_clock.now() + timedelta(minutes=1)
    for of, refusal in ((restricted, Forbidden), (ruled, Invalid)):
        await put(anna, of)
        with pytest.raises(refusal):
            await tenure.set_until(await act(await leader(of, f"Leader of {of.name}")), of.id, anna.id, soon)
        assert (await Membership.get(user_id=anna.id, group_id=of.id)).until is None


async def test_many_are_taken_out_at_once_and_who_has_left_holds_up_nobody() -> None:
    caps, anna, bert = await group(), await pilot(), await pilot("Bert Miner")
    joris = await act(await leader(caps))
    await put(bert, caps)
    done = await roster.take_out(joris, caps.id, [anna.id, bert.id, bert.id])
    assert (done.done, [e.key for e in done.failed]) == (1, ["group.not_in_it"])
    assert not await is_in(bert, caps)
    with pytest.raises(Forbidden):
        await roster.take_out(await act(anna), caps.id, [anna.id])
    with pytest.raises(Invalid, match="too_many"):
        await roster.take_out(joris, caps.id, range(1, 300))
