"""The brake: many at once wait for staff, single departures never do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import Conflict, Forbidden, NotFound
from bot.rules import brake, states
from bot.rules.access import STAFF, Actor, Face
from models.brakes import Brake, BrakeStatus
from models.grants import UserGrant
from models.notices import Notice
from models.queue import Job
from models.states import StateMember
from models.users import User
from tests.conftest import ManualClock
from tests.world import make_state, make_user


@pytest.fixture
async def crowd(db: str) -> list[User]:
    """40 members of one corporation, and a staff member."""
    await states.ensure_defaults()
    member = await make_state("Member", corporations=(11,))
    people = [await make_user(f"Pilot {i}", state=member, corporation=11) for i in range(40)]
    await UserGrant.create(user=people[0], permission=STAFF.codename)
    return people


def staff_of(crowd: list[User]) -> Actor:
    return Actor(user_id=crowd[0].id, permissions=frozenset({STAFF.codename}), face=Face.WEB)


async def members() -> int:
    return await User.filter(state__name="Member").count()


async def test_a_pass_that_would_take_standing_from_many_keeps_access_and_asks_staff(
    crowd: list[User],
) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    assert await members() == 40
    [asked] = await brake.waiting(staff_of(crowd))
    assert (asked.source, asked.losers, asked.holders, len(asked.names)) == ("states", 40, 40, 20)
    assert await Notice.filter(key="notice.brake").values_list("user_id", flat=True) == [crowd[0].id]
    assert await Job.filter(name="post.show", key=f"staff:brake:{asked.id}").exists()


async def test_twenty_five_people_never_wait(crowd: list[User]) -> None:
    for user in crowd[:15]:
        await make_state("Member", characters=(user.main_id or 0,))
    await StateMember.filter(kind="corporation").delete()
    await states.reassess(None)
    assert await members() == 15
    assert not await Brake.all().count()


async def test_the_same_question_is_asked_once(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    await states.reassess(None)
    assert await Brake.all().count() == 1
    assert await Notice.all().count() == 1


async def test_do_it_carries_out_what_was_stopped(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    [asked] = await brake.waiting(staff_of(crowd))
    await brake.decide(staff_of(crowd), asked.id, True)
    await brake.carry_out(asked.id)
    assert await members() == 0
    await brake.carry_out(asked.id)  # a crash may repeat it
    assert (await Brake.get(id=asked.id)).status is BrakeStatus.DONE


async def test_keep_holds_for_a_day(crowd: list[User], clock: ManualClock) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    [asked] = await brake.waiting(staff_of(crowd))
    await brake.decide(staff_of(crowd), asked.id, False)
    await states.reassess(None)
    assert (await members(), await Brake.all().count()) == (40, 1)
    await clock.advance(timedelta(hours=25).total_seconds())
    await states.reassess(None)
    assert (await members(), await Brake.all().count()) == (40, 2)


async def test_the_first_decision_counts(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    [asked] = await brake.waiting(staff_of(crowd))
    await brake.decide(staff_of(crowd), asked.id, False)
    with pytest.raises(Conflict, match="brake.decided"):
        await brake.decide(staff_of(crowd), asked.id, True)
    with pytest.raises(NotFound):
        await brake.decide(staff_of(crowd), 999, True)


async def test_only_staff_see_and_decide(crowd: list[User]) -> None:
    nobody = Actor(user_id=crowd[1].id, face=Face.DISCORD)
    with pytest.raises(Forbidden):
        await brake.waiting(nobody)
    with pytest.raises(Forbidden):
        await brake.decide(nobody, 1, True)


async def test_gains_do_not_wait_for_the_losses_of_others(crowd: list[User]) -> None:
    newcomer = await make_user("Newcomer", corporation=77)
    await StateMember.all().delete()
    await make_state("Blue", corporations=(77,))
    await states.reassess(None)
    assert (await User.get(id=newcomer.id).select_related("state")).state.name == "Blue"
    assert await members() == 40


async def test_who_is_asked_about_stays_held_when_looked_at_alone(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    await states.reassess(frozenset({crowd[5].id}))
    assert await members() == 40


async def test_the_question_ends_when_its_cause_does(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    await make_state("Member", corporations=(11,))
    await states.reassess(None)
    assert (await Brake.get()).status is BrakeStatus.LAPSED


async def test_a_part_of_those_asked_about_does_not_slip_through_as_few(crowd: list[User]) -> None:
    """60 of 800 are asked about; a later look at 30 of them is below 5 % and still must not pass."""
    member = await make_state("Member")
    await User.bulk_create(
        [User(state_id=member.id, state_since=c.state_since, created_at=c.created_at) for c in crowd * 19]
    )
    people = {u.id for u in crowd}
    assert await brake.hold("affiliations", people | set(range(900_001, 900_021)), {})
    part = {u.id for u in crowd[:30]}
    assert await brake.hold("affiliations", part, {}) == part


async def test_a_second_heap_is_added_to_the_question_and_the_first_stays_held(crowd: list[User]) -> None:
    first, second = set(range(1, 31)), set(range(101, 141))
    await brake.hold("affiliations", first, {"characters": [1, 2]})
    await brake.lapse("affiliations", second, second)
    await brake.hold("affiliations", second, {"characters": [2, 3]})
    row = await Brake.get()
    assert (row.losers, row.payload["characters"]) == (70, [1, 2, 3])
    assert await brake.hold("affiliations", {1}, {}) == {1}


async def test_silence_about_the_people_of_a_question_does_not_end_it(crowd: list[User]) -> None:
    people = set(range(1, 31))
    await brake.hold("affiliations", people, {})
    await brake.lapse("affiliations", (), {500})
    assert (await Brake.get()).status is BrakeStatus.ASKED
    await brake.lapse("affiliations", {2}, {1, 2})
    assert (await Brake.get()).losers == 29


async def test_a_move_elsewhere_does_not_carry_out_what_staff_are_asked_about(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.reassess(None)
    await states.follow_moves(frozenset({crowd[7].id}))  # an alt of theirs moved meanwhile
    assert await members() == 40


async def test_a_list_of_moves_that_became_everybody_does_not_pass_the_brake(crowd: list[User]) -> None:
    await StateMember.all().delete()
    await states.follow_moves(None)
    assert await members() == 40
