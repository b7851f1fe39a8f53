"""What a change would do, counted before it is made."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bot import clock
from bot.database import count_statements
from bot.errors import Forbidden
from bot.rules import access, brake, effects
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.effects import Effects, Holder, Of, Supposed
from models.brakes import Brake, BrakeStatus
from models.discord import DiscordUser
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, GroupState
from models.users import User
from tests.world import make_group, make_instance, make_state, make_user

DISCORD = "discord.access_discord"


def told(tallies: Iterable[effects.Tally]) -> list[tuple[Of, str, int]]:
    return [(t.of, t.name, t.count) for t in tallies]


async def test_a_fall_is_counted_with_services_bound_groups_and_permissions(db: str) -> None:
    await make_instance("discord", "home")
    guest, member = await make_state("Guest", guest=True), await make_state("Member")
    diplomats, bound = await make_group("Diplomats"), await make_group("Pilots")
    await StateGrant.create(state=member, permission=DISCORD)
    await StateGrant.create(state=member, permission="a.state")
    await GroupGrant.create(group=bound, permission="a.group")
    await GroupState.create(group=bound, state=member)
    falling = await make_user("Zoe", state=member, groups=(diplomats, bound))
    holding = await make_user("anna", state=member)
    await UserGrant.create(user=holding, permission=DISCORD)
    await DiscordUser.create(id=5, user=holding, username="a", linked_at=clock.now())
    found = await effects.measure(Supposed(moves={falling.id: guest.id, holding.id: guest.id}))
    assert (found.count, found.names, found.not_on_discord) == (2, ("anna", "Zoe"), 1)
    assert [(m.source, m.target, m.count) for m in found.moves] == [("Member", "Guest", 2)]
    assert told(found.losses) == [
        (Of.SERVICE, "home", 1),  # who holds it otherwise keeps it
        (Of.GROUP, "Pilots", 1),
        (Of.PERMISSION, "a.state", 2),
        (Of.PERMISSION, "a.group", 1),
    ]
    assert found.losses[0].who == ("Zoe",)
    assert found.gains == ()


async def test_a_group_with_grace_is_lost_later_with_what_it_carries(db: str) -> None:
    guest, member, group = (
        await make_state("Guest", guest=True),
        await make_state("Member"),
        await make_group("Pilots"),
    )
    await Group.filter(id=group.id).update(grace_days=3)
    await GroupState.create(group=group, state=member)
    await GroupGrant.create(group=group, permission="a.group")
    user = await make_user("Zoe", state=member, groups=(group,))
    found = await effects.measure(Supposed(moves={user.id: guest.id}))
    assert told(found.losses) == [(Of.LATER, "Pilots", 1)]


async def test_a_grant_counts_only_who_did_not_hold_it_already(db: str) -> None:
    member, group = await make_state("Member"), await make_group("Directors")
    for name in ("A", "B", "C"):
        await make_user(name, state=member)
    holder = await make_user("D", state=member, groups=(group,))
    await make_user("Gone", state=member, active=False)
    await make_user("Root", state=member, superuser=True)
    await GroupGrant.create(group=group, permission="core.staff")
    found = await effects.measure(Supposed(given=frozenset({(Holder.STATE, member.id, "core.staff")})))
    assert found.names == ("A", "B", "C")
    taken = await effects.measure(Supposed(taken=frozenset({(Holder.GROUP, group.id, "core.staff")})))
    assert (taken.users, told(taken.losses)) == ((holder.id,), [(Of.PERMISSION, "core.staff", 1)])


async def test_a_deactivation_loses_everything(db: str) -> None:
    member, guest = await make_state("Member"), await make_state("Guest", guest=True)
    await StateGrant.create(state=member, permission="a.state")
    user = await make_user("A", state=member)
    found = await effects.measure(Supposed(moves={user.id: guest.id}, deactivated=frozenset({user.id})))
    assert told(found.losses) == [(Of.PERMISSION, "a.state", 1)]


async def test_the_fingerprint_changes_with_the_world_and_with_nothing_else(db: str) -> None:
    guest, member = await make_state("Guest", guest=True), await make_state("Member")
    users = [await make_user(f"P{n}", state=member) for n in range(3)]
    supposed = Supposed(moves={u.id: guest.id for u in users})
    first = await effects.measure(supposed)
    effects.must_be(first.fingerprint, await effects.measure(supposed))
    assert (await effects.measure(supposed, about="another edit")).fingerprint != first.fingerprint
    await User.filter(id=users[0].id).update(state_id=guest.id)
    now = await effects.measure(supposed)
    with pytest.raises(effects.Changed, match=r"effects\.changed") as changed:
        effects.must_be(first.fingerprint, now)
    assert changed.value.effects.count == 2


async def test_a_crowd_costs_a_bounded_number_of_statements(db: str) -> None:
    guest, member = await make_state("Guest", guest=True), await make_state("Member")

    async def counted(number: int) -> tuple[int, Effects]:
        ids = [(await make_user(f"P{n}", state=member)).id for n in range(number)]
        with count_statements() as statements:
            found = await effects.measure(Supposed(moves=dict.fromkeys(ids, guest.id)), lowered=ids)
        return statements.total, found

    few, many = await counted(3), await counted(60)
    assert few[0] <= many[0] <= few[0] + 1 <= 16  # the brake counts the holders only above its floor
    assert (many[1].count, len(many[1].names), many[1].more) == (60, 20, 40)
    assert (few[1].brakes, many[1].brakes) == (False, True)


async def test_what_somebody_agreed_to_is_not_held_and_anybody_else_is(db: str) -> None:
    users = [await make_user(f"P{n}", state=await make_state("Member")) for n in range(60)]
    ids = [u.id for u in users]
    await brake.agree(SYSTEM, "states", ids[:30])
    assert await brake.hold("states", ids[:30], {"users": ids[:30]}) == frozenset()
    assert await brake.hold("states", ids, {"users": ids}) == frozenset(ids[30:])
    await brake.spend((await brake.open_about("states")).agreed)
    assert (await Brake.get(status=BrakeStatus.SPENT)).losers == 30
    assert await brake.hold("states", ids[:30], {"users": ids[:30]}) == frozenset(ids[:30])


async def test_only_superusers_touch_superusers(db: str) -> None:
    root, pilot = await make_user("Root", superuser=True), await make_user("Pilot")
    staff = Actor(user_id=9, face=Face.WEB, permissions=frozenset({"core.staff", "auth.change_user"}))
    access.must_not_outrank(staff, pilot)
    with pytest.raises(Forbidden, match=r"refused\.superuser"):
        access.must_not_outrank(staff, root)
    access.must_not_outrank(SYSTEM, root)
    await access.must_not_outrank_any(staff, [pilot.id])
    await access.must_not_outrank_any(SYSTEM, [pilot.id, root.id])
    with pytest.raises(Forbidden, match=r"refused\.superuser"):
        await access.must_not_outrank_any(staff, [pilot.id, root.id])
