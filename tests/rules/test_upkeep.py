"""What staff have done for many at once: in slices, written in the trail, left to the queue, behind the brake as ever."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot import clock
from bot.database import rows
from bot.errors import Forbidden, Invalid, NotFound
from bot.rules import admin, queue, upkeep
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.admin import Considered, Picked
from bot.rules.listing import Query
from bot.rules.queue import people
from models.audit import AuditRow
from models.characters import Character
from models.notices import Notice
from models.organisations import Alliance, Corporation
from models.queue import Job
from models.services import Account
from models.tokens import Token, TokenStatus
from models.users import User
from tests.world import make_alliance, make_corporation, make_instance, make_user

CLERK = Actor(
    user_id=None, face=Face.WEB, permissions=frozenset({STAFF.codename, "authentication.view_user"})
)
PILOT = Actor(user_id=None, face=Face.WEB)
RULES = [
    upkeep.reassess,
    upkeep.sync_groups,
    upkeep.sync_names,
    upkeep.update_from_eve,
    upkeep.verify_ownership,
    upkeep.check_tokens,
    upkeep.read_all,
    upkeep.read_notices,
    upkeep.ask_about_characters,
    upkeep.ask_about_corporations,
    upkeep.ask_about_alliances,
    upkeep.sync_accounts,
]


async def jobs() -> dict[str, str]:
    """What waits, by name: whom it is about."""
    return {
        r["name"]: r["payload"] or r["k"] for r in await rows("SELECT name, `key` AS k, payload FROM jobs")
    }


@pytest.mark.parametrize("rule", RULES)
async def test_pilots_have_none_of_it_done(
    db: str, rule: Callable[[Actor, list[int]], Awaitable[int]]
) -> None:
    user = await make_user("Anna")
    with pytest.raises(Forbidden):
        await rule(PILOT, [user.id])
    assert await rule(SYSTEM, []) == 0
    assert await rule(SYSTEM, [999_999]) == 0
    assert not await AuditRow.filter(subject_id__isnull=False).exists()


@pytest.mark.parametrize(
    ("rule", "event"),
    [
        (upkeep.reassess, "MainChanged"),
        (upkeep.sync_groups, "StatesChanged"),
        (upkeep.sync_names, "AccessChanged"),
    ],
)
async def test_many_are_looked_at_in_slices_and_each_is_in_the_trail(
    db: str, monkeypatch: pytest.MonkeyPatch, rule: Callable[[Actor, list[int]], Awaitable[int]], event: str
) -> None:
    monkeypatch.setattr("bot.rules.upkeep.slice_size", lambda: 2)
    made = [(await make_user(f"Pilot {n}")).id for n in range(5)]
    assert await rule(CLERK, [*made, made[0], 999_999]) == 5
    waiting = await rows("SELECT payload FROM jobs WHERE name = %s", [event])
    assert sorted(i for r in waiting for i in people(r["payload"]) or ()) == made
    assert await AuditRow.all().count() == 5


async def test_eve_is_asked_again_about_all_characters_of_people(db: str) -> None:
    later = clock.now() + timedelta(hours=1)
    anna, other = await make_user("Anna"), await make_user("Other")
    await Character.all().update(affiliation_due_at=later)
    assert await upkeep.update_from_eve(CLERK, [anna.id]) == 1
    due = dict(await Character.all().values_list("id", "affiliation_due_at"))
    assert due[anna.main_id] < clock.now()
    assert due[other.main_id] == later
    assert "schedule.affiliations" in await jobs()
    assert await upkeep.ask_about_characters(CLERK, [other.main_id or 0]) == 1
    assert await Character.filter(affiliation_due_at__lt=clock.now()).count() == 2


async def test_ownership_is_asked_about_and_dying_tokens_keep_their_grace(db: str) -> None:
    anna = await make_user("Anna")
    later = clock.now() + timedelta(minutes=10)
    for status in TokenStatus:
        await Token.create(
            user=anna,
            character_id=anna.main_id,
            owner_hash="h",
            status=status,
            created_at=clock.now(),
            check_due_at=later,
        )
    assert await upkeep.verify_ownership(CLERK, [anna.id]) == 1
    due = dict(await Token.all().values_list("status", "check_due_at"))
    assert due[TokenStatus.VALID] < clock.now()
    assert due[TokenStatus.DYING] == due[TokenStatus.DEAD] == later
    assert "schedule.ownership" in await jobs()
    assert await upkeep.check_tokens(CLERK, [t.id for t in await Token.all()]) == 1


async def test_corporations_and_alliances_are_read_afresh(db: str) -> None:
    corporation, alliance = await make_corporation(), await make_alliance()
    assert await upkeep.ask_about_corporations(CLERK, [corporation.id]) == 1
    assert await upkeep.ask_about_alliances(CLERK, [alliance.id]) == 1
    assert await Corporation.filter(due_at__lt=clock.now()).exists()
    assert await Alliance.filter(due_at__lt=clock.now()).exists()
    assert "schedule.organisations" in await jobs()


async def test_notices_of_others_are_marked_as_read_with_the_right_to_it(db: str) -> None:
    anna, other = await make_user("Anna"), await make_user("Other")
    made = [await Notice.create(user=u, key="x", created_at=clock.now()) for u in (anna, anna, other)]
    with pytest.raises(Forbidden):
        await upkeep.read_all(CLERK, [anna.id])
    assert await upkeep.read_all(SYSTEM, [anna.id]) == 2
    assert await upkeep.read_notices(SYSTEM, [n.id for n in made]) == 1
    assert not await Notice.filter(read_at=None).exists()


async def test_accounts_are_brought_in_step(db: str) -> None:
    anna, instance = await make_user("Anna"), await make_instance()
    account = await Account.create(instance=instance, user=anna, uid="1", since=clock.now())
    assert await upkeep.sync_accounts(CLERK, [account.id]) == 1
    assert (await jobs())["service.put"] == f"{instance.id}:{anna.id}"


async def test_all_that_was_given_up_is_tried_again_or_forgotten_however_much_it_is(db: str) -> None:
    now = clock.now()
    dead = [Job(name="x", key=str(n), slot=None, run_at=now, created_at=now) for n in range(450)]
    await Job.bulk_create(dead)
    with pytest.raises(Forbidden):
        await upkeep.retry_all(PILOT)
    assert await upkeep.retry_all(CLERK) == 450
    assert await Job.filter(slot="waiting").count() == 450
    await Job.all().update(slot=None)
    assert await upkeep.drop_all(CLERK) == 450
    assert await upkeep.drop_all(CLERK) == 0
    assert (await queue.depth()).dead == 0


# -- counted and named first -------------------------------------------------------------------------------


async def test_what_was_agreed_to_is_done_and_nothing_else(db: str) -> None:
    made = [await make_user(f"Pilot {n}") for n in range(3)]
    picked = Picked(query=Query(("pilot",)))
    seen = await admin.consider(CLERK, "users", "reassess", picked)
    assert seen.able == tuple(u.id for u in made)
    assert sorted(seen.names) == ["Pilot 0", "Pilot 1", "Pilot 2"]
    await make_user("Pilot 3")
    again = await admin.perform(CLERK, "users", "reassess", picked, agreed=seen.fingerprint)
    assert isinstance(again, Considered)
    assert again.changed
    assert len(again.able) == 4
    assert not await jobs()
    assert await admin.perform(CLERK, "users", "reassess", picked, agreed=again.fingerprint) == 4
    other = await admin.perform(CLERK, "users", "sync_names", picked, agreed=again.fingerprint)
    assert isinstance(other, Considered), "agreeing to one act is not agreeing to another"


async def test_ids_that_are_not_there_are_not_counted(db: str) -> None:
    anna = await make_user("Anna")
    seen = await admin.consider(CLERK, "users", "reassess", Picked((anna.id, 999_999)))
    assert seen.able == (anna.id,)
    for nothing in (Picked(), Picked((999_999,)), Picked(query=Query(("nobody",)))):
        with pytest.raises(Invalid, match="admin.nothing_chosen"):
            await admin.consider(CLERK, "users", "reassess", nothing)
    with pytest.raises(NotFound):
        await admin.consider(CLERK, "users", "retry", Picked((anna.id,)))
    with pytest.raises(Forbidden):
        await admin.consider(CLERK, "users", "deactivate", Picked((anna.id,)))
    with pytest.raises(Forbidden):
        await admin.consider(PILOT, "users", "reassess", Picked((anna.id,)))


async def test_superusers_are_left_out_for_others_and_it_is_said(db: str) -> None:
    rights = {STAFF.codename, "authentication.view_user", "auth.change_user"}
    officer = await make_user("Officer")
    actor = Actor(user_id=officer.id, face=Face.WEB, permissions=frozenset(rights))
    root = await make_user("Root", superuser=True)
    anna = await make_user("Anna")
    seen = await admin.consider(actor, "users", "deactivate", Picked(query=Query()))
    assert seen.able == (anna.id,)
    assert dict(seen.left_out) == {"Root": "refused.superuser", "Officer": "refused.yourself"}
    done = await admin.perform(
        actor, "users", "deactivate", Picked(query=Query()), agreed=seen.fingerprint, reason="spy"
    )
    assert done == 1
    assert await User.filter(is_active=False).values_list("id", flat=True) == [anna.id]
    with pytest.raises(Invalid, match="admin.nobody_able"):
        await admin.consider(actor, "users", "deactivate", Picked((root.id,)))
