"""Why somebody has or lacks something: every link of the chain in words, and what would change it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import clock
from bot.database import count_statements
from bot.errors import Conflict, Forbidden, NotFound
from bot.rules import advice, audit, questions, trailwords, why
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.audit import AUDIT
from bot.rules.shapes import ACCESS
from bot.rules.why import Chain
from bot.voice import HOME, words
from models.discord import DiscordUser, Guild, RoleMapping
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, GroupRequest, GroupState, Membership, RequestStatus
from models.notices import Notice
from models.organisations import Corporation
from models.queue import Job
from models.services import Account, AccountStatus, Instance
from models.states import State, StateMember
from models.users import User
from tests.conftest import ManualClock
from tests.world import (
    make_alliance,
    make_character,
    make_corporation,
    make_group,
    make_instance,
    make_state,
    make_user,
)

AUDITOR = Actor(user_id=1, face=Face.WEB, permissions=frozenset({AUDIT.codename}))
WHAT = f"permission:{STAFF.codename}"


def said(chain: Chain) -> str:
    """The chain as it is read, a line a reason."""
    sign = {True: "+", False: "-", None: " "}
    lines = [f"{sign[r.good]} {trailwords.reason('en', r, lambda _: 'WHEN')}" for r in chain.reasons]
    lines += [f"> {trailwords.reason('en', r, lambda _: 'WHEN')}" for r in chain.changes]
    lines += [f"~ {trailwords.action('en', x.action)}" for x in chain.lately]
    return "\n".join(lines)


async def ladder() -> tuple[State, State]:
    return await make_state("Guest", guest=True), await make_state(
        "Member", alliances=((await make_alliance("Provi")).id,)
    )


async def test_a_guest_lacks_what_members_have_and_is_told_what_to_do(db: str) -> None:
    guest, member = await ladder()
    await StateGrant.create(state=member, permission=STAFF.codename)
    await GroupGrant.create(group=await make_group("Diplomats"), permission=STAFF.codename)
    corporation = await make_corporation("Some Corp")
    anna = await make_user("Anna", state=guest, corporation=corporation.id)
    ally = (await make_alliance("Other")).id
    listed = await StateMember.get(state=member)
    await make_character("Nil Alt", user=anna, corporation=corporation.id, alliance=listed.entity_id)
    await make_character("Nul Alt", user=anna, corporation=corporation.id, alliance=ally)
    chain = await why.why(AUDITOR, anna.id, WHAT)
    assert not chain.has
    assert said(chain) == "\n".join(
        [
            "  It takes the permission core.staff.",
            "- State Guest does not give it (Member would).",
            "  Guest, because the main Anna is in Some Corp, which is in no better state.",
            "- No group of this pilot gives it (Diplomats would).",
            "- It was not given directly.",
            "> Put Some Corp into a state that gives it: Member.",
            "> Pick another main: Nil Alt.",
            "> Join Diplomats.",
        ]
    )


async def test_a_yes_names_all_sources_so_that_taking_one_away_surprises_nobody(db: str) -> None:
    _, member = await ladder()
    group = await make_group("Diplomats")
    anna = await make_user("Anna", state=member, groups=(group,))
    await StateGrant.create(state=member, permission=STAFF.codename)
    chain = await why.why(AUDITOR, anna.id, WHAT)
    assert chain.has
    assert "> It ends without this: state Member." in said(chain)
    await GroupGrant.create(group=group, permission=STAFF.codename)
    await UserGrant.create(user=anna, permission=STAFF.codename)
    text = said(await why.why(AUDITOR, anna.id, WHAT))
    assert "+ State Member gives it." in text
    assert "+ Group Diplomats gives it." in text
    assert "+ It was given to this pilot directly." in text
    assert "> It ends only when all of these end: state Member, group Diplomats, given directly." in text


async def test_what_happened_lately_is_told_with_a_no(db: str) -> None:
    _, member = await ladder()
    await StateGrant.create(state=member, permission=STAFF.codename)
    anna = await make_user(None)
    await audit.record_alike(SYSTEM, "state.changed", [anna.id], {"state": "Member"}, {"state": "Guest"})
    await audit.record(SYSTEM, [audit.Entry("sessions.closed", anna.id)])
    chain = await why.why(AUDITOR, anna.id, WHAT)
    assert [x.action for x in chain.lately] == ["state.changed"]
    assert "Guest, because there is no main character." in said(chain)
    await make_character("Alt", user=anna, alliance=(await member.members.all())[0].entity_id)
    assert "> Pick a main: Alt." in said(await why.why(AUDITOR, anna.id, WHAT))


async def test_who_is_shut_out_holds_nothing_whatever_they_were_given(db: str) -> None:
    await ladder()
    anna = await make_user("Anna", active=False, superuser=True)
    chain = await why.why(AUDITOR, anna.id, WHAT)
    assert not chain.has
    assert "- The account is shut out" in said(chain)
    assert [r.key for r in chain.changes] == ["why.activate"]


async def test_nobody_is_advised_to_take_in_a_corporation_where_anybody_lands(db: str) -> None:
    guest, member = await ladder()
    await StateGrant.create(state=member, permission=STAFF.codename)
    await Corporation.create(id=1_000_166, name="Imperial Academy")
    anna = await make_user("Anna", state=guest, corporation=1_000_166)
    assert "> Put Anna into a state that gives it: Member." in said(await why.why(AUDITOR, anna.id, WHAT))


async def test_an_administrator_holds_everything(db: str) -> None:
    await ladder()
    boss = await make_user("Boss", superuser=True)
    chain = await why.why(AUDITOR, boss.id, WHAT)
    assert chain.has
    assert "+ Administrator: holds everything." in said(chain)
    assert "> It ends without this: administrator." in said(chain)


async def test_what_nothing_gives_has_to_be_granted(db: str) -> None:
    await ladder()
    chain = await why.why(AUDITOR, (await make_user("Anna")).id, WHAT)
    assert [r.key for r in chain.changes] == ["why.grant"]
    with pytest.raises(NotFound):
        await why.why(AUDITOR, 999, WHAT)
    with pytest.raises(NotFound):
        await why.why(AUDITOR, 1, "permission:no.such")


# -- services ----------------------------------------------------------------------------------------------


async def on_discord(
    user: User, status: AccountStatus | None = AccountStatus.ACTIVE, trouble: str = ""
) -> Instance:
    instance = await make_instance()
    await Guild.create(id=7, instance=instance, name="Home", present=True)
    await DiscordUser.create(id=42, user=user, username="anna", linked_at=clock.now())
    if status is not None:
        account = {"uid": "42", "status": status, "trouble": trouble, "since": clock.now()}
        await Account.create(instance=instance, user=user, **account)
    return instance


async def member() -> User:
    _, state = await ladder()
    await StateGrant.create(state=state, permission=ACCESS.codename)
    return await make_user("Anna", state=state)


async def test_a_service_that_works_says_so(db: str) -> None:
    anna = await member()
    instance = await on_discord(anna)
    chain = await why.why(AUDITOR, anna.id, f"instance:{instance.id}")
    assert (chain.has, chain.name) == (True, instance.name)
    assert "+ The account is open since WHEN." in said(chain)


async def test_a_service_without_a_link_wants_one(db: str) -> None:
    anna = await member()
    instance = await make_instance()
    chain = await why.why(AUDITOR, anna.id, f"instance:{instance.id}")
    assert not chain.has
    assert [r.key for r in chain.changes] == ["why.link"]


@pytest.mark.parametrize("status", [None, *AccountStatus])
async def test_deserved_yet_not_working_says_what_the_service_said(
    db: str, status: AccountStatus | None
) -> None:
    anna = await member()
    instance = await on_discord(anna, status, "above_bot 0123" if status is AccountStatus.REFUSED else "")
    if status is AccountStatus.ACTIVE:
        await Instance.filter(id=instance.id).update(down_since=clock.now())
    chain = await why.why(AUDITOR, anna.id, f"instance:{instance.id}")
    assert not chain.has
    assert [r.key for r in chain.changes] == [f"why.mend.{status or 'none'}"]
    assert f"why.account.{status or 'none'}" in {r.key for r in chain.reasons}
    known = words(HOME).texts
    assert not [r.key for r in [*chain.reasons, *chain.changes] if r.key not in known]
    if status is AccountStatus.REFUSED:
        assert "refuses the account (above_bot)" in said(chain)
    with pytest.raises(NotFound):
        await why.why(AUDITOR, anna.id, "instance:999")


async def test_work_that_waits_or_was_given_up_and_roles_that_cannot_be_given_are_told(db: str) -> None:
    anna = await member()
    instance = await on_discord(anna)
    await RoleMapping.create(guild_id=7, state_id=anna.state_id, trouble="above_bot")
    now, key = clock.now(), f"{instance.id}:{anna.id}"
    await Job.create(name="service.put", key=key, run_at=now, created_at=now)
    await Job.create(name="service.put", key=key, slot=None, run_at=now, created_at=now, last_error="no way")
    text = said(await why.why(AUDITOR, anna.id, f"instance:{instance.id}"))
    assert "A change is waiting to be sent." in text
    assert "given up after many tries: no way" in text
    assert "The role of Member cannot be given: above_bot." in text


# -- groups ------------------------------------------------------------------------------------------------


async def test_a_group_says_which_state_it_asks_for_and_how_one_gets_in(db: str) -> None:
    guest, state = await ladder()
    group = await make_group("Capitals")
    await GroupState.create(group=group, state=state)
    anna = await make_user("Anna", state=guest)
    text = said(await why.why(AUDITOR, anna.id, f"group:{group.id}"))
    assert "- State Guest may not be in it; only Member." in text
    assert "> First one of these states: Member." in text
    ways = {
        "why.group.internal": {},
        "why.group.ask_permitted": {"internal": False},
        "why.group.ask": {"internal": False, "public": True},
        "why.group.open": {"internal": False, "open": True},
        "why.group.restricted": {"restricted": True},
        "why.group.by_rule": {"rule": {"all": []}},
    }
    for key, flags in ways.items():
        made = await make_group()
        for name, value in flags.items():
            setattr(made, name, value)
        await made.save()
        chain = await why.why(AUDITOR, anna.id, f"group:{made.id}")
        assert [r.key for r in chain.changes] == [key]


@pytest.mark.parametrize("status", list(RequestStatus))
async def test_a_group_tells_of_the_last_request(db: str, status: RequestStatus) -> None:
    group, anna, now = await make_group(), await make_user("Anna"), clock.now()
    pending = 1 if status is RequestStatus.PENDING else None
    await GroupRequest.create(
        group=group, user=anna, status=status, pending=pending, created_at=now, answer="not yet"
    )
    chain = await why.why(AUDITOR, anna.id, f"group:{group.id}")
    assert chain.reasons[-1].key == f"why.group.request.{status}"
    assert chain.reasons[-1].key in words(HOME).texts


async def test_a_member_for_a_time_or_on_the_way_out_is_told_so(db: str) -> None:
    group: Group = await make_group()
    anna, now = await make_user("Anna", groups=(group,)), clock.now()
    await Membership.all().update(until=now + timedelta(days=2), leaving_at=now + timedelta(days=1))
    text = said(await why.why(AUDITOR, anna.id, f"group:{group.id}"))
    assert "+ In the group since WHEN." in text
    assert "For a time: until WHEN." in text
    assert "- Not entitled to it any more: out on WHEN." in text


# -- asking ------------------------------------------------------------------------------------------------


async def test_only_auditors_ask_and_a_chain_takes_a_bounded_number_of_statements(db: str) -> None:
    anna = await member()
    instance = await on_discord(anna, None)
    with pytest.raises(Forbidden):
        await why.why(Actor(user_id=anna.id, face=Face.WEB), anna.id, WHAT)
    for about in (WHAT, f"instance:{instance.id}", f"group:{(await make_group()).id}"):
        with count_statements() as counted:
            await why.why(AUDITOR, anna.id, about)
        assert counted.total <= 20


async def test_questions_are_found_by_what_one_types(db: str) -> None:
    instance = await Instance.create(kind="discord", slug="d", name="Home server")
    group = await make_group("Staff of old")
    found = await questions.find(AUDITOR, "staff")
    assert [q.about for q in found][:2] == [WHAT, f"group:{group.id}"]
    assert (await questions.find(AUDITOR))[0].about == f"instance:{instance.id}"
    assert len(await questions.find(AUDITOR)) <= 25
    assert await questions.find(Actor(user_id=2, face=Face.WEB), "staff") == []
    assert await questions.resolve(AUDITOR, "discord") == f"instance:{instance.id}"
    assert await questions.resolve(AUDITOR, "home SERVER") == f"instance:{instance.id}"
    assert await questions.resolve(AUDITOR, "core.staff") == WHAT
    assert await questions.resolve(AUDITOR, WHAT) == WHAT
    assert await questions.resolve(AUDITOR, "of old") == f"group:{group.id}"
    assert await questions.permission(AUDITOR, "staff") == STAFF.codename
    with pytest.raises(NotFound):
        await questions.permission(AUDITOR, "of old")
    with pytest.raises(NotFound):
        await questions.resolve(AUDITOR, "xyzzy")


async def test_what_somebody_may_be_missing_leaves_out_what_they_have(db: str) -> None:
    mine, other = await make_group("Mine"), await make_group("Other")
    anna = await make_user("Anna", groups=(mine,))
    await UserGrant.create(user=anna, permission=STAFF.codename)
    missing = {q.about for q in await questions.lacking(AUDITOR, anna.id)}
    assert f"group:{other.id}" in missing
    assert not {WHAT, f"group:{mine.id}"} & missing


# -- telling -----------------------------------------------------------------------------------------------


async def test_a_pilot_is_told_the_reasons_and_their_own_part_in_it_once_a_day(
    db: str, clock: ManualClock
) -> None:
    guest, member = await ladder()
    await StateGrant.create(state=member, permission=STAFF.codename)
    corporation = await make_corporation("Some Corp")
    anna = await make_user("Anna", state=guest, corporation=corporation.id)
    for _ in range(2):
        assert await advice.give(AUDITOR, anna.id, WHAT) == STAFF.codename
    notice = await Notice.get(user=anna)
    assert notice.key == "notice.advice"
    assert notice.facts["why"].startswith("State Guest does not give it (Member would).")
    assert notice.facts["what"] == "Only staff can change it: ask them."
    listed = await StateMember.get(state=member)
    await make_character("Nil Alt", user=anna, alliance=listed.entity_id)
    await clock.advance(86_400)
    await advice.give(AUDITOR, anna.id, WHAT)
    assert [n.facts["what"] for n in await Notice.all().order_by("id")][1] == "Pick another main: Nil Alt."


async def test_only_auditors_tell_and_only_of_what_is_lacking(db: str) -> None:
    await ladder()
    boss = await make_user("Boss", superuser=True)
    with pytest.raises(Conflict):
        await advice.give(AUDITOR, boss.id, WHAT)
    with pytest.raises(Forbidden):
        await advice.give(Actor(user_id=boss.id, face=Face.WEB), boss.id, WHAT)
    assert not await Notice.all().exists()
