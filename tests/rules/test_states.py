"""States: the ladder decides, passes work on sets, everyone given is passed on."""

from __future__ import annotations

import pytest

from bot import database
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import activation, identity, queue, states
from bot.rules.access import SYSTEM, Actor, Face
from models.audit import AuditRow
from models.characters import Character
from models.queue import Job
from models.states import EntityKind, State
from models.users import User
from tests.conftest import Drain
from tests.world import make_character, make_state, make_user

PILOT = Actor(user_id=1, face=Face.WEB)


async def job(name: str) -> set[int] | None:
    """Whom the waiting event of this name is about."""
    found: set[int] = set()
    for row in await Job.filter(name=name):
        users = queue.people(row.payload)
        if users is None:
            return None
        found |= users
    return found


async def state_of(user: User) -> str:
    return (await User.get(id=user.id).select_related("state")).state.name


async def test_a_new_installation_has_guest_blue_and_member(db: str) -> None:
    await states.ensure_defaults()
    await states.ensure_defaults()
    assert await State.all().order_by("priority").values_list("name", flat=True) == [
        "Guest",
        "Blue",
        "Member",
    ]


async def test_without_a_main_one_is_a_guest_whatever_the_alts_are(db: str) -> None:
    await states.ensure_defaults()
    user = await make_user(None)
    await make_character(user=user, corporation=1)
    await make_state("Member", corporations=(1,))
    await states.reassess(frozenset({user.id}))
    assert await state_of(user) == "Guest"


@pytest.mark.parametrize("kind", list(EntityKind))
async def test_character_corporation_alliance_or_faction_lift_a_main(db: str, kind: EntityKind) -> None:
    await states.ensure_defaults()
    user = await make_user("Anna", corporation=11, alliance=22)
    await Character.filter(id=user.main_id).update(faction_id=33)
    member = await State.get(name="Member")
    entity = {"character": user.main_id, "corporation": 11, "alliance": 22, "faction": 33}[kind.value]
    await states.change_members(SYSTEM, member.id, add=[(kind, entity)])
    await states.reassess(None)
    assert await state_of(user) == "Member"


async def test_the_higher_priority_wins_when_several_fit(db: str) -> None:
    await states.ensure_defaults()
    user = await make_user("Anna", corporation=11, alliance=22)
    await make_state("Blue", alliances=(22,))
    await make_state("Member", corporations=(11,))
    await states.reassess(frozenset({user.id}))
    assert await state_of(user) == "Member"


async def test_a_public_state_takes_everyone_with_a_main(db: str) -> None:
    await states.ensure_defaults()
    await states.save(SYSTEM, name="Visitor", priority=10, public=True)
    with_main, without = await make_user("Anna"), await make_user(None)
    await states.reassess(None)
    assert (await state_of(with_main), await state_of(without)) == ("Visitor", "Guest")


async def test_an_inactive_account_is_always_a_guest(db: str) -> None:
    await states.ensure_defaults()
    member = await make_state("Member", corporations=(11,))
    user = await make_user("Anna", corporation=11, state=member, active=False)
    await states.reassess(None)
    assert await state_of(user) == "Guest"
    assert await job("StandingTold") == set()  # deactivation tells nothing of states


async def test_everyone_given_is_passed_on_whether_or_not_the_value_changed(db: str) -> None:
    await states.ensure_defaults()
    await make_state("Member", corporations=(11,))
    rising, staying = await make_user("Anna", corporation=11), await make_user("Bob", corporation=12)
    await states.reassess(frozenset({rising.id, staying.id}))
    assert await job("StatesChanged") == {rising.id, staying.id}
    assert await job("StandingTold") == {rising.id}


async def test_a_pass_over_everyone_passes_on_only_who_changed(db: str) -> None:
    await states.ensure_defaults()
    await make_state("Member", corporations=(11,))
    rising, staying = await make_user("Anna", corporation=11), await make_user("Bob", corporation=12)
    await states.reassess(None)
    assert await job("StatesChanged") == {rising.id}
    assert staying.id


async def test_a_change_is_in_the_trail_with_before_and_after(db: str) -> None:
    await states.ensure_defaults()
    await make_state("Member", corporations=(11,))
    user = await make_user("Anna", corporation=11)
    await states.reassess(None)
    row = await AuditRow.get(action="state.changed").select_related("subject")
    assert (row.before, row.after, row.subject.user_id) == ({"state": "Guest"}, {"state": "Member"}, user.id)


async def test_a_set_costs_a_bounded_number_of_statements(db: str) -> None:
    await states.ensure_defaults()
    await make_state("Member", corporations=(11,))
    few = frozenset([(await make_user(f"P{i}", corporation=11)).id for i in range(3)])
    with database.count_statements() as for_few:
        await states.reassess(few)
    many = frozenset([(await make_user(f"Q{i}", corporation=11)).id for i in range(60)])
    with database.count_statements() as for_many:
        await states.reassess(many)
    assert for_many.total == for_few.total


async def test_deleting_a_state_moves_its_people_to_their_best_other(db: str) -> None:
    await states.ensure_defaults()
    await make_state("Blue", corporations=(11,))
    member = await make_state("Member", corporations=(11,))
    user = await make_user("Anna", corporation=11, state=member)
    await states.delete(SYSTEM, member.id)
    assert await state_of(user) == "Blue"
    assert await job("StatesChanged") == {user.id}


async def test_guest_cannot_be_deleted_nor_given_members(db: str) -> None:
    await states.ensure_defaults()
    guest = await State.get(guest=True)
    with pytest.raises(Invalid, match="state.guest_stays"):
        await states.delete(SYSTEM, guest.id)
    with pytest.raises(Invalid, match="state.guest_has_no_members"):
        await states.change_members(SYSTEM, guest.id, add=[(EntityKind.CORPORATION, 1)])


async def test_names_and_priorities_of_states_are_taken_once(db: str) -> None:
    await states.ensure_defaults()
    with pytest.raises(Conflict, match="state.name_taken"):
        await states.save(SYSTEM, name="  mEMBER ", priority=7)
    with pytest.raises(Conflict, match="state.priority_taken"):
        await states.save(SYSTEM, name="Other", priority=100)
    with pytest.raises(Invalid, match="state.name_length"):
        await states.save(SYSTEM, name="x" * 33, priority=7)
    with pytest.raises(NotFound, match="state.no_such"):
        await states.save(SYSTEM, state_id=999, name="Other", priority=7)


async def test_a_pilot_may_edit_nothing(db: str) -> None:
    await states.ensure_defaults()
    member = await State.get(name="Member")
    with pytest.raises(Forbidden):
        await states.change_members(PILOT, member.id, add=[(EntityKind.CORPORATION, 1)])
    with pytest.raises(Forbidden):
        await states.save(PILOT, name="Mine", priority=999)
    with pytest.raises(Forbidden):
        await states.delete(PILOT, member.id)
    assert not await Job.all().count()


async def test_what_a_character_would_be_is_told_before_anybody_signs_in(db: str) -> None:
    await states.ensure_defaults()
    await make_state("Member", corporations=(11,))
    member, stranger = await make_character(corporation=11), await make_character(corporation=12)
    answer = await states.would_be([member.id, stranger.id, 5])
    assert [answer[i].name for i in (member.id, stranger.id, 5)] == ["Member", "Guest", "Guest"]


async def test_every_trigger_has_people_looked_at_afresh(db: str, drain: Drain) -> None:
    """behaviour 1.3.3: member lists, the state itself, another main, a move, and (de)activation."""
    await states.ensure_defaults()
    user = await make_user("Anna", corporation=11)
    alt = await make_character("Nil", user=user, corporation=12)
    member, blue = await State.get(name="Member"), await State.get(name="Blue")

    async def now() -> str:
        await drain()
        return await state_of(user)

    await states.change_members(SYSTEM, member.id, add=[(EntityKind.CORPORATION, 11)])
    assert await now() == "Member"
    await states.change_members(SYSTEM, member.id, remove=[(EntityKind.CORPORATION, 11)])
    assert await now() == "Guest"
    await states.save(SYSTEM, state_id=blue.id, name="Blue", priority=blue.priority, public=True)
    assert await now() == "Blue"
    await states.change_members(SYSTEM, member.id, add=[(EntityKind.CORPORATION, 12)])
    assert await now() == "Blue"
    await identity.change_main(Actor(user_id=user.id, face=Face.WEB), alt.id)
    assert await now() == "Member"
    await activation.deactivate(SYSTEM, [user.id], "a test")
    assert await now() == "Guest"
    await activation.activate(SYSTEM, [user.id])
    assert await now() == "Member"
    await states.save(SYSTEM, state_id=blue.id, name="Blue", priority=member.priority + 1, public=True)
    assert await now() == "Blue"
