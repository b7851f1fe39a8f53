"""Editing states: previews tell the truth, edits do what was shown, and nothing else."""

from __future__ import annotations

import asyncio

import pytest

from bot.database import count_statements
from bot.errors import ConcordError, Conflict, Forbidden, Invalid, NotFound
from bot.rules import brake, effects, state_edits, state_views, states
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.state_edits import Edit, Preview
from models.audit import AuditRow
from models.brakes import Brake, BrakeStatus
from models.grants import StateGrant
from models.groups import GroupState
from models.organisations import Corporation
from models.states import EntityKind, State, StateMember
from models.users import User
from tests.conftest import Drain
from tests.rules.signing import Signing, acting
from tests.rules.test_states import job, state_of
from tests.world import make_corporation, make_group, make_state, make_user

HOME = (EntityKind.CORPORATION, 11)
EDITOR = Actor(user_id=None, face=Face.WEB, permissions=frozenset(map(str, (states.CHANGE, states.ADD))))


async def do(edit: Edit, actor: Actor = SYSTEM) -> Preview:
    """Look and agree."""
    seen = await state_edits.preview(actor, edit)
    return await state_edits.apply(actor, edit, seen.effects.fingerprint)


def moves(preview: Preview) -> dict[tuple[str, str], int]:
    return {(m.source, m.target): m.count for m in preview.effects.moves}


async def member() -> State:
    await states.ensure_defaults()
    return await State.get(name="Member")


async def test_a_preview_counts_who_goes_where_and_changes_nothing(db: str) -> None:
    state = await member()
    blue = await State.get(name="Blue")
    for name in ("A", "B"):
        await make_user(name, corporation=11)
    await make_user("C", corporation=11, state=blue)
    await make_user("Stranger", corporation=12)
    found = await state_edits.preview(EDITOR, Edit(state.id, add=frozenset({HOME})))
    assert moves(found) == {("Guest", "Member"): 2, ("Blue", "Member"): 1}
    assert found.effects.names == ("A", "B", "C")
    assert [(t.of, t.count) for t in found.effects.gains] == [(effects.Of.SERVICE, 2)]
    assert not await StateMember.all().count()
    assert not await job("StatesEdited")


async def test_what_was_shown_is_what_happens(db: str, drain: Drain) -> None:
    state = await member()
    users = [await make_user(f"P{n}", corporation=11) for n in range(3)]
    shown = await do(Edit(state.id, add=frozenset({HOME})), EDITOR)
    await drain()
    assert shown.effects.count == await User.filter(state_id=state.id).count() == len(users)
    assert not (await state_edits.preview(SYSTEM, Edit(state.id, public=False))).effects.count
    row = await AuditRow.get(action="state.members")
    assert (row.after, row.thing, row.face) == (["corporation:11"], f"state:{state.id}", "web")


async def test_when_the_world_changed_the_new_count_is_shown_and_nothing_done(db: str) -> None:
    state = await member()
    await make_user("A", corporation=11)
    edit = Edit(state.id, add=frozenset({HOME}))
    seen = (await state_edits.preview(EDITOR, edit)).effects.fingerprint
    await make_user("B", corporation=11)
    with pytest.raises(effects.Changed) as changed:
        await state_edits.apply(EDITOR, edit, seen)
    assert changed.value.effects.count == 2
    assert not await StateMember.all().count()
    await state_edits.apply(EDITOR, edit, changed.value.effects.fingerprint)
    assert await StateMember.all().count() == 1


async def test_one_preview_does_not_stand_for_another_edit(db: str) -> None:
    state = await member()
    seen = await state_edits.preview(EDITOR, Edit(state.id, add=frozenset({(EntityKind.CORPORATION, 12)})))
    with pytest.raises(effects.Changed):
        await state_edits.apply(EDITOR, Edit(state.id, add=frozenset({HOME})), seen.effects.fingerprint)


async def test_of_two_editors_at_once_the_second_looks_again(db: str) -> None:
    state = await member()
    await make_user("A", corporation=11)
    one, other = Edit(state.id, add=frozenset({HOME})), Edit(state.id, add=frozenset({HOME}), priority=200)
    seen = [await state_edits.preview(EDITOR, e) for e in (one, other)]
    await state_edits.apply(EDITOR, other, seen[1].effects.fingerprint)
    with pytest.raises(effects.Changed):
        await state_edits.apply(EDITOR, one, seen[0].effects.fingerprint)


async def test_the_same_confirmation_twice_at_once_is_harmless(db: str, drain: Drain) -> None:
    state = await member()
    user = await make_user("A", corporation=11)
    edit = Edit(state.id, add=frozenset({HOME}))
    seen = (await state_edits.preview(EDITOR, edit)).effects.fingerprint
    done = await asyncio.gather(
        *(state_edits.apply(EDITOR, edit, seen) for _ in range(2)), return_exceptions=True
    )
    assert not [d for d in done if isinstance(d, BaseException) and not isinstance(d, ConcordError)]
    await drain()
    assert await StateMember.all().count() == 1
    assert await state_of(user) == "Member"


async def test_adding_a_corporation_lifts_members_of_lower_states_only(db: str, drain: Drain) -> None:
    """Behaviour 1.39, 15."""
    state = await member()
    blue = await State.get(name="Blue")
    high = await make_user("High", corporation=11, state=state)
    await make_state("Member", characters=(high.main_id or 0,))
    low = await make_user("Low", corporation=11)
    shown = await do(Edit(blue.id, add=frozenset({HOME})))
    await drain()
    assert moves(shown) == {("Guest", "Blue"): 1}
    assert (await state_of(high), await state_of(low)) == ("Member", "Blue")


async def test_who_was_counted_falls_without_the_brake_and_who_was_not_is_asked_about(
    db: str, drain: Drain
) -> None:
    state = await make_state("Member", corporations=(11,))
    await make_state("Guest", guest=True)
    for n in range(40):
        await make_user(f"P{n}", corporation=11, state=state)
    edit = Edit(state.id, remove=frozenset({HOME}))
    seen = await state_edits.preview(SYSTEM, edit)
    assert (seen.effects.count, seen.effects.brakes) == (40, True)
    await state_edits.apply(SYSTEM, edit, seen.effects.fingerprint)
    uncounted = [await make_user(f"Q{n}", corporation=11, state=state) for n in range(40)]
    await drain()
    assert await User.filter(state_id=state.id).count() == len(uncounted)
    assert {b.status for b in await Brake.all()} == {BrakeStatus.SPENT, BrakeStatus.ASKED}


async def test_an_agreement_is_spent_by_the_pass_that_it_was_for(db: str, drain: Drain) -> None:
    state = await make_state("Member", corporations=(11,))
    await make_state("Guest", guest=True)
    users = [await make_user(f"P{n}", corporation=11, state=state) for n in range(40)]
    await do(Edit(state.id, remove=frozenset({HOME})))
    await drain()
    await User.filter(id__in=[u.id for u in users]).update(state_id=state.id)
    await states.reassess(None)
    assert (
        await User.filter(state_id=state.id).count() == 40
    )  # another loss of the same people is asked about


async def test_a_pass_that_died_halfway_goes_on_with_what_was_agreed(db: str, drain: Drain) -> None:
    state = await make_state("Member", corporations=(11,))
    guest = await make_state("Guest", guest=True)
    users = [await make_user(f"P{n}", corporation=11, state=state) for n in range(60)]
    await do(Edit(state.id, remove=frozenset({HOME})))
    await User.filter(id__in=[u.id for u in users[:20]]).update(state_id=guest.id)  # so far it came
    await drain()
    assert await User.filter(state_id=guest.id).count() == 60
    assert not await Brake.filter(status=BrakeStatus.ASKED).exists()


async def test_whom_staff_keep_an_edit_of_something_else_does_not_move(db: str) -> None:
    state = await make_state("Member", corporations=(11,))
    await make_state("Guest", guest=True)
    ids = [(await make_user(f"P{n}", corporation=12, state=state)).id for n in range(40)]
    await states.reassess(frozenset(ids))
    await brake.decide(acting(1, superuser=True), (await Brake.get()).id, do_it=False)
    await make_user("New", corporation=13)
    shown = await state_edits.preview(SYSTEM, Edit(state.id, add=frozenset({(EntityKind.CORPORATION, 13)})))
    assert moves(shown) == {("Guest", "Member"): 1}


async def test_a_new_state_is_previewed_and_made_with_members_and_permissions(db: str, drain: Drain) -> None:
    await states.ensure_defaults()
    user = await make_user("A", corporation=11)
    edit = Edit(name="Ally", priority=70, add=frozenset({HOME}), grant=frozenset({"discord.access_discord"}))
    shown = await do(edit)
    assert moves(shown) == {("Guest", "Ally"): 1}
    assert shown.effects.gains[0].count == 1
    await drain()
    assert await state_of(user) == "Ally"
    assert await StateGrant.filter(state__name="Ally").count() == 1


async def test_a_priority_decides_who_wins(db: str, drain: Drain) -> None:
    state = await make_state("Member", corporations=(11,), priority=100)
    await make_state("Guest", guest=True)
    await make_state("Blue", corporations=(11,), priority=50)
    user = await make_user("A", corporation=11, state=state)
    shown = await do(Edit(state.id, priority=10))
    assert moves(shown) == {("Member", "Blue"): 1}
    await drain()
    assert await state_of(user) == "Blue"


async def test_a_deleted_state_lets_its_people_go_to_their_best_other(db: str, drain: Drain) -> None:
    """Behaviour 1.39, 16."""
    state = await make_state("Member", corporations=(11,))
    await make_state("Guest", guest=True)
    await make_state("Blue", corporations=(11,), priority=50)
    users = [await make_user(f"P{n}", corporation=11, state=state) for n in range(30)]
    shown = await do(Edit(state.id, delete=True))
    assert moves(shown) == {("Member", "Blue"): 30}
    assert not await State.filter(name="Member").exists()
    await drain()
    assert {await state_of(u) for u in users} == {"Blue"}
    assert await AuditRow.filter(action="state.changed").count() == 30


async def test_a_state_that_groups_hang_on_is_not_deleted(db: str) -> None:
    state = await member()
    await GroupState.create(group=await make_group("Pilots"), state=state)
    with pytest.raises(Conflict, match=r"state\.binds_groups"):
        await state_edits.preview(SYSTEM, Edit(state.id, delete=True))
    with pytest.raises(Conflict, match=r"state\.binds_groups"):
        await states.delete(SYSTEM, state.id)


async def test_of_guest_only_permissions_and_priority_change(db: str) -> None:
    await states.ensure_defaults()
    guest = await State.get(guest=True)
    await do(Edit(guest.id, name="Other", priority=-5, public=False, grant=frozenset({"core.staff"})))
    fresh = await State.get(guest=True)
    assert (fresh.name, fresh.priority, fresh.public) == ("Guest", -5, True)
    for edit in (Edit(guest.id, delete=True), Edit(guest.id, add=frozenset({HOME}))):
        with pytest.raises(Invalid):
            await state_edits.preview(SYSTEM, edit)


async def test_refused_rights_change_nothing(db: str) -> None:
    state = await member()
    pilot = Actor(user_id=1, face=Face.WEB)
    for edit in (Edit(name="X", priority=1), Edit(state.id, priority=1), Edit(state.id, delete=True)):
        with pytest.raises(Forbidden):
            await state_edits.preview(pilot, edit)
        with pytest.raises(Forbidden):
            await state_edits.apply(pilot, edit, "")
    with pytest.raises(Forbidden, match=r"refused\.superuser_only"):  # 1.39, 19
        await state_edits.preview(EDITOR, Edit(state.id, grant=frozenset({"core.staff"})))
    with pytest.raises(Forbidden):
        await state_edits.preview(EDITOR, Edit(state.id, delete=True))


async def test_what_cannot_stand_is_named_before_anything_is_shown(db: str) -> None:
    await states.ensure_defaults()
    for edit, key in (
        (Edit(name="Ally"), "state.incomplete"),
        (Edit(name="Ally", priority=10**9), "state.priority_range"),
        (Edit(name="mEMBER", priority=3), "state.name_taken"),
        (Edit(name="Ally", priority=100), "state.priority_taken"),
        (Edit(999, priority=3), "state.no_such"),
        (Edit(name="Ally", priority=3, grant=frozenset({"srp.nothing"})), "grant.no_such_permission"),
    ):
        with pytest.raises(ConcordError, match=key):
            await state_edits.preview(SYSTEM, edit)
    with pytest.raises(Invalid):
        state_edits.clean(Edit(name=" "))
    with pytest.raises(NotFound):
        await state_edits.apply(SYSTEM, Edit(999, delete=True), "")


async def test_a_corporation_that_was_never_met_is_remembered_by_name(eve: Signing) -> None:
    assert eve.member is not None
    eve.esi.corporations[98_000_777] = ("Driftwood Salvage", "DRIFT", None)
    shown = await do(Edit(eve.member.id, add=frozenset({(EntityKind.CORPORATION, 98_000_777)})))
    assert shown.added == ("Driftwood Salvage",)
    assert (await Corporation.get(id=98_000_777)).due_at is not None


async def test_a_preview_costs_a_bounded_number_of_statements(db: str) -> None:
    state = await member()
    edit = Edit(state.id, add=frozenset({HOME}))

    async def counted() -> int:
        with count_statements() as statements:
            await state_edits.preview(SYSTEM, edit)
        return statements.total

    await make_user("A", corporation=11)
    few = await counted()
    for n in range(60):
        await make_user(f"P{n}", corporation=11)
    assert await counted() == few <= 25


async def test_how_far_a_pass_has_come_is_told_without_those_whom_staff_keep(db: str, drain: Drain) -> None:
    state = await member()
    users = [await make_user(f"P{n}", corporation=11) for n in range(3)]
    await do(Edit(state.id, add=frozenset({HOME})))
    assert (await state_views.progress(SYSTEM)).left == 3
    await drain()
    assert await state_views.progress(SYSTEM) == state_views.Progress(0, 0, ())
    assert [r.people for r in await state_views.overview(SYSTEM) if r.name == "Member"] == [len(users)]
    with pytest.raises(Forbidden):
        await state_views.progress(Actor(user_id=1, face=Face.WEB))


async def test_members_of_a_state_are_found_by_name_and_a_form_says_only_what_differs(db: str) -> None:
    corporation = await make_corporation("Provi Traders", ticker="PROV")
    state = await make_state("Member", priority=100, corporations=(corporation.id,))
    (found,) = await state_views.members(SYSTEM, "member", "prov")
    assert (await state_views.member(SYSTEM, state.id, "provi traders")).value == found.value
    with pytest.raises(NotFound):
        await state_views.member(SYSTEM, state.id, "somebody else")
    with pytest.raises(NotFound):
        await state_views.one(SYSTEM, "nowhere")
    there = frozenset({(EntityKind.CORPORATION, corporation.id)})
    for wanted, edit in (
        (state_views.Wanted("Member", 100, False, there), Edit(state.id)),
        (state_views.Wanted("Pilots", 100, False), Edit(state.id, name="Pilots")),
        (
            state_views.Wanted("Member", 5, True, frozenset()),
            Edit(state.id, priority=5, public=True, remove=there),
        ),
    ):
        assert await state_views.edit_for(SYSTEM, state.id, wanted) == edit
    assert [state_views.number(t) for t in (" 7 ", "-3")] == [7, -3]
    assert state_views.number("many") > state_edits.HIGHEST


async def test_nobody_brings_himself_into_a_state_that_carries_what_he_lacks(db: str) -> None:
    state = await member()
    user = await make_user("Editor", corporation=11)
    await make_user("Other", corporation=12)
    editor = Actor(user.id, Face.WEB, permissions=EDITOR.permissions)
    await StateGrant.create(state=state, permission="auth.change_user")
    with pytest.raises(Forbidden, match=r"refused\.lifting_by_state"):
        await do(Edit(state.id, add=frozenset({HOME})), editor)
    assert not await StateMember.all().exists()
    await do(Edit(state.id, add=frozenset({(EntityKind.CORPORATION, 12)})), editor)
    assert await StateMember.all().count() == 1
