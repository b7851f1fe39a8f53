"""Permissions are given and taken by superusers only, and whoever it concerns is looked at afresh."""

from __future__ import annotations

import pytest

from bot.errors import Forbidden, NotFound
from bot.rules import access, grants
from bot.rules.access import STAFF, Actor, Face
from bot.rules.grants import Holder
from models.audit import AuditRow
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
    with pytest.raises(Forbidden, match=r"refused\.superuser"):
        await grants.give(staff, STAFF.codename, Holder.USER, user.id)


async def test_unknown_permissions_and_holders_are_named(db: str) -> None:
    with pytest.raises(NotFound, match=r"grant\.no_such_permission"):
        await grants.give(ROOT, "core.everything", Holder.USER, 1)
    with pytest.raises(NotFound, match=r"grant\.no_such_holder"):
        await grants.give(ROOT, STAFF.codename, Holder.GROUP, 99)
