"""The permissions audit: who may what and through what, for crowds, with each source counted for itself."""

from __future__ import annotations

import pytest

from bot import clock
from bot.database import count_statements
from bot.errors import Forbidden, NotFound
from bot.rules import holders
from bot.rules.access import STAFF, Actor, Face, Through, actor_of_user
from bot.rules.audit import AUDIT
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, Membership
from models.states import State
from models.users import Subject, User
from tests.world import make_group, make_state, make_user

WHAT = STAFF.codename
AUDITOR = Actor(user_id=1, face=Face.WEB, permissions=frozenset({AUDIT.codename}))


async def crowd() -> tuple[State, Group, Group]:
    """A state and two groups that give a permission, and people who have it in every way at once."""
    member, guest = await make_state("Member"), await make_state("Guest", guest=True)
    one, two = await make_group("Diplomats"), await make_group("Scouts")
    await StateGrant.create(state=member, permission=WHAT)
    for group in (one, two):
        await GroupGrant.create(group=group, permission=WHAT)
    anna = await make_user("Anna", state=member, groups=(one, two))
    await UserGrant.create(user=anna, permission=WHAT)
    await make_user("Bob", state=guest, groups=(one,))
    await make_user("Cleo", state=member)
    await make_user("Dan", state=guest)
    await make_user("Eve", state=guest, superuser=True)
    gone = await make_user("Fay", state=member, groups=(two,), active=False)
    await UserGrant.create(user=gone, permission=WHAT)
    return member, one, two


async def test_users_through_groups_and_states_are_counted_separately(db: str) -> None:
    await crowd()
    found = await holders.overview(AUDITOR)
    (count,) = found.counts
    assert (count.codename, count.known, count.app) == (WHAT, True, "core")
    assert count.users == 1
    assert (count.groups, count.group_people) == (2, 2)  # Anna is in both, and one person
    assert (count.states, count.state_people) == (1, 2)
    assert (found.superusers, found.inactive) == (1, 1)


async def test_only_applied_permissions_are_shown_unless_all_are_asked_for(db: str) -> None:
    await make_user("Anna")
    assert (await holders.overview(AUDITOR)).counts == ()
    everything = (await holders.overview(AUDITOR, everything=True)).counts
    assert WHAT in {c.codename for c in everything}
    assert not any(c.applied for c in everything)
    await GroupGrant.create(group=await make_group(), permission="old.plugin")
    (count,) = (await holders.overview(AUDITOR)).counts
    assert (count.codename, count.known, count.groups, count.group_people) == ("old.plugin", False, 1, 0)


async def test_holders_of_a_permission_are_told_with_every_source(db: str) -> None:
    await crowd()
    found = await holders.holders(AUDITOR, WHAT)
    told = {p.name: [(s.through.value, s.name) for s in p.sources] for p in found.people}
    assert told == {
        "Anna": [("state", "Member"), ("group", "Diplomats"), ("group", "Scouts"), ("user", "")],
        "Bob": [("group", "Diplomats")],
        "Cleo": [("state", "Member")],
        "Eve": [("superuser", "")],
    }
    assert (found.total, found.fit, found.inactive) == (4, 4, 1)
    gates = {(g.source.through.value, g.source.name): g.people for g in found.gates}
    assert gates == {
        ("state", "Member"): 2,
        ("group", "Diplomats"): 2,
        ("group", "Scouts"): 1,
        ("user", ""): 1,
        ("superuser", ""): 1,
    }
    assert found.through(Through.GROUP) == 3


async def test_holders_are_paged_and_narrowed_by_source_and_name(db: str) -> None:
    member, one, _ = await crowd()

    async def names(**asked: object) -> list[str]:
        return [p.name for p in (await holders.holders(AUDITOR, WHAT, **asked)).people]  # type: ignore[arg-type]

    assert await names(per=2) == ["Anna", "Bob"]
    assert await names(per=2, start=2) == ["Cleo", "Eve"]
    assert await names(through=f"state:{member.id}") == ["Anna", "Cleo"]
    assert await names(through=f"group:{one.id}") == ["Anna", "Bob"]
    assert await names(through="user") == ["Anna"]
    assert await names(through="superuser") == ["Eve"]
    assert await names(q="LE") == ["Cleo"]
    assert await names(q="%") == []
    assert (await holders.holders(AUDITOR, WHAT, q="leo", per=1)).fit == 1


async def test_a_permission_that_nobody_knows_is_not_found(db: str) -> None:
    await make_user("Eve", superuser=True)
    with pytest.raises(NotFound):
        await holders.holders(AUDITOR, "no.such")
    assert (await holders.holders(AUDITOR, WHAT)).total == 1


async def test_everything_somebody_holds_is_told_with_every_source(db: str) -> None:
    await crowd()
    anna, dan, eve, fay = [(await Subject.get(name=n)).user_id or 0 for n in ("Anna", "Dan", "Eve", "Fay")]
    (holding,) = (await holders.rights(AUDITOR, anna)).holdings
    assert sorted(s.through.value for s in holding.sources) == ["group", "group", "state", "user"]
    assert not holding.hangs_on_one
    assert (await holders.rights(AUDITOR, dan)).holdings == ()
    everything = await holders.rights(AUDITOR, eve)
    assert everything.person.superuser
    assert all(h.hangs_on_one and h.sources[0].through is Through.SUPERUSER for h in everything.holdings)
    assert WHAT in {h.codename for h in everything.holdings}
    gone = await holders.rights(AUDITOR, fay)
    assert not gone.person.active
    assert [h.codename for h in gone.holdings] == [WHAT]  # what they would hold
    with pytest.raises(NotFound):
        await holders.rights(AUDITOR, 999)


async def test_only_auditors_may_ask(db: str) -> None:
    pilot = await make_user("Pilot")
    actor = await actor_of_user(pilot.id, Face.WEB)
    for asked in (holders.overview(actor), holders.holders(actor, WHAT), holders.rights(actor, pilot.id)):
        with pytest.raises(Forbidden):
            await asked
    with pytest.raises(Forbidden):
        await anext(holders.export(actor, WHAT))


async def test_thousands_of_holders_take_as_many_statements_as_four(db: str) -> None:
    member, one, _ = await crowd()
    now = clock.now()
    people = [User(id=i, state=member, state_since=now, created_at=now) for i in range(1000, 3000)]
    await User.bulk_create(people, batch_size=500)
    await Subject.bulk_create([Subject(user_id=u.id, name=f"Clone {u.id}") for u in people], batch_size=500)
    members = [Membership(group=one, user_id=u.id, since=now) for u in people]
    await Membership.bulk_create(members, batch_size=500)
    with count_statements() as counted:
        found = await holders.holders(AUDITOR, WHAT, per=500)
    assert (found.total, len(found.people)) == (2004, 500)
    assert counted.total <= 5
    with count_statements() as counted:
        (count,) = (await holders.overview(AUDITOR)).counts
    assert (count.group_people, count.state_people) == (2002, 2002)
    assert counted.total <= 5
    slices = [s async for s in holders.export(AUDITOR, WHAT)]
    assert sum(map(len, slices)) == 2004
    assert max(map(len, slices)) <= holders.SLICE
    assert len({p.user_id for s in slices for p in s}) == 2004
