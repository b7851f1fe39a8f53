"""Permissions are given and taken by superusers only, and whoever it concerns is looked at afresh."""

from __future__ import annotations

import pytest

from bot.errors import Forbidden, NotFound
from bot.rules import access, effects, grants, groups, joining, requests, ruled
from bot.rules.access import STAFF, Actor, Face
from bot.rules.grants import Change, Holder
from models.audit import AuditRow
from models.grants import GroupGrant, StateGrant
from models.groups import Group, GroupLeader, GroupLeaderGroup, GroupRequest, Membership
from tests.rules.test_states import job
from tests.world import make_group, make_state, make_user

ROOT = Actor(user_id=None, face=Face.SHELL, superuser=True)


async def test_a_permission_reaches_people_through_person_group_or_state(db: str) -> None:
    group, state = await make_group("Directors"), await make_state("Member")
    a, b, c = await make_user("A"), await make_user("B", groups=(group,)), await make_user("C", state=state)
    for holder, holder_id in ((Holder.USER, a.id), (Holder.GROUP, group.id), (Holder.STATE, state.id)):
        assert await grants.give(ROOT, STAFF.codename, holder, holder_id)
        assert not await grants.give(ROOT, STAFF.codename, holder, holder_id)
    held = await access.permissions_of([a.id, b.id, c.id])
    assert all(STAFF.codename in held[u.id] for u in (a, b, c))
    assert await job("GrantsEdited") == {a.id, b.id, c.id}
    assert await AuditRow.filter(action="grant.given").count() == 3


async def test_what_is_taken_is_gone_and_written_down(db: str) -> None:
    user = await make_user("A")
    await grants.give(ROOT, STAFF.codename, Holder.USER, user.id)
    assert await grants.take(ROOT, STAFF.codename, Holder.USER, user.id)
    assert not await grants.take(ROOT, STAFF.codename, Holder.USER, user.id)
    assert STAFF.codename not in (await access.permissions_of([user.id]))[user.id]
    assert await AuditRow.filter(action="grant.taken").count() == 1


async def test_staff_cannot_lift_themselves(db: str) -> None:
    user = await make_user("A", staff=True)
    staff = Actor(user_id=user.id, face=Face.WEB, staff=True, permissions=frozenset({STAFF.codename}))
    with pytest.raises(Forbidden, match=r"refused\.superuser_only"):
        await grants.give(staff, STAFF.codename, Holder.USER, user.id)


async def test_unknown_permissions_and_holders_are_named(db: str) -> None:
    with pytest.raises(NotFound, match=r"grant\.no_such_permission"):
        await grants.give(ROOT, "core.everything", Holder.USER, 1)
    with pytest.raises(NotFound, match=r"grant\.no_such_holder"):
        await grants.give(ROOT, STAFF.codename, Holder.GROUP, 99)


async def test_a_preview_says_how_many_gain_it_and_a_changed_world_is_shown_first(db: str) -> None:
    state = await make_state("Member")
    for name in ("A", "B"):
        await make_user(name, state=state)
    change = Change(STAFF.codename, Holder.STATE, state.id)
    seen = await grants.preview(ROOT, change)
    assert (seen.name, seen.there, seen.effects.count, seen.effects.names) == ("Member", False, 2, ("A", "B"))
    await make_user("C", state=state)
    with pytest.raises(effects.Changed) as changed:
        await grants.apply(ROOT, change, seen.effects.fingerprint)
    done = await grants.apply(ROOT, change, changed.value.effects.fingerprint)
    assert done.effects.count == 3
    back = await grants.preview(ROOT, Change(STAFF.codename, Holder.STATE, state.id, give=False))
    assert (back.there, back.effects.losses[0].count) == (True, 3)


async def test_taking_it_in_one_place_while_another_grants_it_loses_nothing(db: str) -> None:
    """Behaviour 1.39, 18."""
    state, group = await make_state("Member"), await make_group("Directors")
    user = await make_user("A", state=state, groups=(group,))
    await StateGrant.create(state=state, permission=STAFF.codename)
    await GroupGrant.create(group=group, permission=STAFF.codename)
    change = Change(STAFF.codename, Holder.STATE, state.id, give=False)
    assert (await grants.preview(ROOT, change)).effects.count == 0
    await grants.take(ROOT, STAFF.codename, Holder.STATE, state.id)
    assert STAFF.codename in (await access.permissions_of([user.id]))[user.id]
    await grants.take(ROOT, STAFF.codename, Holder.GROUP, group.id)
    assert STAFF.codename not in (await access.permissions_of([user.id]))[user.id]


async def test_what_no_feature_declares_cannot_be_given_but_can_be_taken_away(db: str) -> None:
    state = await make_state("Member")
    await StateGrant.create(state=state, permission="old.plugin_right")
    with pytest.raises(NotFound, match=r"grant\.no_such_permission"):
        await grants.give(ROOT, "old.plugin_right", Holder.STATE, state.id)
    found = await grants.held_by(ROOT, Holder.STATE, state.id)
    assert (found.name, found.held) == ("Member", (("old.plugin_right", ""),))
    assert STAFF.codename in dict(found.others)
    assert await grants.take(ROOT, "old.plugin_right", Holder.STATE, state.id)


async def test_only_superusers_look_at_what_a_grant_would_do(db: str) -> None:
    staff = Actor(user_id=1, face=Face.WEB, staff=True, permissions=frozenset({STAFF.codename}))
    gone = Actor(user_id=1, face=Face.WEB, active=False, superuser=True)
    for actor in (staff, gone):
        with pytest.raises(Forbidden, match=r"refused\.superuser_only"):
            await grants.preview(actor, Change(STAFF.codename, Holder.USER, 1))
        with pytest.raises(Forbidden, match=r"refused\.superuser_only"):
            await grants.apply(actor, Change(STAFF.codename, Holder.USER, 1), "")
        with pytest.raises(Forbidden, match=r"refused\.superuser_only"):
            await grants.grantees(actor, "a")


async def test_whom_to_give_it_is_found_by_name_states_before_groups_before_pilots(db: str) -> None:
    await make_user("Member of nothing")
    await make_group("Members of old")
    state = await make_state("Member")
    assert [g.holder for g in await grants.grantees(ROOT, "memb")] == [
        Holder.STATE,
        Holder.GROUP,
        Holder.USER,
    ]
    assert (await grants.grantee(ROOT, "member")).id == state.id
    assert (await grants.grantee(ROOT, f"state:{state.id}")).name == "Member"
    with pytest.raises(NotFound, match=r"grant\.nobody"):
        await grants.grantee(ROOT, "memb")


async def test_nobody_lifts_himself_by_a_group(db: str) -> None:
    strong, weak, user = await make_group("Strong"), await make_group("Weak"), await make_user("Staff")
    other = await make_user("Other")
    await GroupGrant.create(group=strong, permission="auth.change_user")
    await GroupGrant.create(group=weak, permission=STAFF.codename)
    rights = (STAFF, groups.MANAGE, groups.CHANGE)
    staff = Actor(user_id=user.id, face=Face.WEB, permissions=frozenset(map(str, rights)))
    await groups.add(staff, weak.id, user.id)
    for attempt, key in (
        (lambda: groups.add(staff, strong.id, user.id), "lifting_yourself"),
        (lambda: groups.change(staff, adds=[(user.id, strong.id)]), "lifting_yourself"),
        (lambda: groups.add(staff, strong.id, other.id), "lifting_others"),
        (lambda: groups.edit(staff, strong.id, leaders=frozenset({user.id})), "opening"),
        (lambda: groups.edit(staff, strong.id, internal=False, open=True), "opening"),
        (lambda: ruled.preview(staff, strong.id, None), "opening"),
    ):
        with pytest.raises(Forbidden, match=rf"refused\.{key}"):
            await attempt()
    await groups.edit(staff, strong.id, description="A word harms nobody")
    assert not await Membership.filter(group=strong).exists()
    assert not await GroupLeader.all().exists()


async def test_leaders_let_others_into_their_group_whatever_it_carries_but_not_themselves(db: str) -> None:
    group, leader, pilot = await make_group("Strong"), await make_user("Leader"), await make_user("Pilot")
    await GroupGrant.create(group=group, permission="auth.change_user")
    await GroupLeader.create(group=group, user=leader)
    await Group.filter(id=group.id).update(internal=False, public=True)
    acting = await access.actor_of_user(leader.id, Face.DISCORD)
    for user in (leader, pilot):
        await joining.join(await access.actor_of_user(user.id, Face.DISCORD), group.id)
    own, foreign = [(await GroupRequest.get(user=u)).id for u in (leader, pilot)]
    await requests.approve(acting, foreign)
    with pytest.raises(Forbidden, match=r"refused\.lifting_yourself"):
        await requests.approve(acting, own)
    with pytest.raises(Forbidden, match=r"refused\.lifting_yourself"):
        await groups.add(acting, group.id, leader.id)
    assert await Membership.filter(group=group).values_list("user_id", flat=True) == [pilot.id]
    await requests.approve(ROOT, own)
    assert await Membership.filter(group=group).count() == 2


async def test_a_group_whose_members_lead_another_carries_what_that_other_carries(db: str) -> None:
    strong, officers = await make_group("Strong"), await make_group("Officers")
    user = await make_user("Staff")
    await GroupGrant.create(group=strong, permission="auth.change_user")
    await GroupLeaderGroup.create(group=strong, leaders=officers)
    staff = Actor(user.id, Face.WEB, permissions=frozenset(map(str, (STAFF, groups.MANAGE, groups.CHANGE))))
    with pytest.raises(Forbidden, match=r"refused\.lifting_yourself"):
        await groups.add(staff, officers.id, user.id)
    with pytest.raises(Forbidden, match=r"refused\.opening"):
        await groups.edit(staff, officers.id, open=True)
    await groups.add(ROOT, officers.id, user.id)
    assert await Membership.exists(group=officers, user=user)
