"""Groups that a rule decides about: the language, of whom it is true, what follows, what is tried out before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot import clock as bot_clock
from bot import database
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import autogroup_configs, autogroups, criteria, effects, groups, ruled
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.autogroup_configs import Draft
from bot.rules.criteria import Is, Line, Lines, parse, stored
from bot.rules.memberships import RULE
from models.audit import AuditRow
from models.characters import Character, Ownership
from models.grants import GroupGrant
from models.groups import Group, GroupState, Membership
from models.queue import Job
from models.users import User
from tests.conftest import Drain, ManualClock
from tests.world import (
    make_alliance,
    make_character,
    make_corporation,
    make_group,
    make_state,
    make_user,
)

PILOT = Actor(user_id=1, face=Face.WEB)


def officer(user: User | None = None) -> Actor:
    """Who may change groups, and no superuser."""
    return Actor(user.id if user else None, Face.WEB, frozenset({ruled.CHANGE.codename}))


async def choose(group: Group, rule: dict[str, Any] | None, actor: Actor = SYSTEM) -> ruled.Outlook:
    """Look at the preview and agree to it."""
    made = parse(rule) if rule is not None else None
    seen = await ruled.preview(actor, group.id, made)
    return await ruled.choose(actor, group.id, made, fingerprint=seen.fingerprint)


async def names_in(group: Group) -> set[str]:
    found = await Membership.filter(group_id=group.id).values_list("user__subject__name", flat=True)
    return {str(n) for n in found}


async def holders(rule: dict[str, Any]) -> set[str]:
    """Of whom a rule is true, by name."""

    async def members(group_id: int) -> frozenset[int]:
        found = await Membership.filter(group_id=group_id).values_list("user_id", flat=True)
        return frozenset(found)  # type: ignore[arg-type]

    found = await (await criteria.Evaluation.of(None, members)).holders(parse(rule))
    return set(await effects.names_of(found))


# -- the language ------------------------------------------------------------------------------------------


async def test_each_condition_finds_whom_it_means(db: str) -> None:
    corp, other, alliance = await make_corporation("C"), await make_corporation("O"), await make_alliance("A")
    member, group = await make_state("Member"), await make_group("Scouts")
    anna = await make_user("Anna", state=member, corporation=corp.id, alliance=alliance.id)
    bert = await make_user("Bert", corporation=other.id, groups=(group,))
    await make_character("Bert's alt", user=bert, corporation=corp.id, alliance=alliance.id)
    await make_user("Cleo", corporation=other.id, active=False)
    expected = [
        ({"is": "corporation", "of": [corp.id]}, {"Anna"}),
        ({"is": "corporation", "of": [corp.id, other.id]}, {"Anna", "Bert"}),
        ({"is": "alliance", "of": [alliance.id]}, {"Anna"}),
        ({"is": "any_corporation", "of": [corp.id]}, {"Anna", "Bert"}),
        ({"is": "any_alliance", "of": [alliance.id]}, {"Anna", "Bert"}),
        ({"is": "state", "of": [member.id]}, {"Anna"}),
        ({"is": "group", "of": [group.id]}, {"Bert"}),
        ({"not": {"is": "group", "of": [group.id]}}, {"Anna"}),
    ]
    for rule, names in expected:
        assert await holders(rule) == names, rule
    assert anna.id != bert.id


async def test_conditions_are_joined_by_all_any_and_not(db: str) -> None:
    one, two, member = await make_corporation("1"), await make_corporation("2"), await make_state("Member")
    await make_user("Anna", state=member, corporation=one.id)
    await make_user("Bert", corporation=one.id)
    await make_user("Cleo", state=member, corporation=two.id)
    in_one, in_two = {"is": "corporation", "of": [one.id]}, {"is": "corporation", "of": [two.id]}
    in_state = {"is": "state", "of": [member.id]}
    assert await holders({"all": [in_one, in_state]}) == {"Anna"}
    assert await holders({"any": [in_two, {"not": in_state}]}) == {"Bert", "Cleo"}
    assert await holders({"all": [in_state, {"any": [in_one, in_two]}]}) == {"Anna", "Cleo"}
    assert await holders({"not": {"all": [in_one, in_state]}}) == {"Bert", "Cleo"}


async def test_time_in_the_corporation_and_age_of_the_account(db: str, clock: ManualClock) -> None:
    corp = await make_corporation("C")
    anna = await make_user("Anna", corporation=corp.id)
    await clock.advance(20 * 86_400)
    await make_user("Bert", corporation=corp.id)
    assert await holders({"is": "account_age", "of": [20]}) == {"Anna"}
    assert await holders({"is": "tenure", "of": [20]}) == {"Anna"}, "unknown: as long as we know the pilot"
    await Character.filter(id=anna.main_id).update(corporation_since=bot_clock.now())
    assert await holders({"is": "tenure", "of": [20]}) == set()
    assert await holders({"is": "tenure", "of": [1]}) == set()
    await clock.advance(86_400)
    assert await holders({"is": "tenure", "of": [1]}) == {"Anna", "Bert"}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("{", "criteria.unreadable"),
        ([], "criteria.unreadable"),
        ({"is": "corporation"}, "criteria.unreadable"),
        ({"all": []}, "criteria.unreadable"),
        ({"is": "corporation", "of": [1], "more": 2}, "criteria.unreadable"),
        ({"is": "magic", "of": [1]}, "criteria.unknown"),
        ({"is": "corporation", "of": []}, "criteria.values"),
        ({"is": "corporation", "of": ["1"]}, "criteria.values"),
        ({"is": "corporation", "of": [True]}, "criteria.values"),
        ({"not": {"not": {"not": {"not": {"is": "state", "of": [1]}}}}}, "criteria.too_deep"),
        ({"all": [{"is": "state", "of": [i]} for i in range(41)]}, "criteria.too_long"),
    ],
)
def test_what_is_no_rule_is_refused(written: object, key: str) -> None:
    with pytest.raises(Invalid, match=key):
        parse(written)


def test_a_rule_is_read_as_it_was_stored() -> None:
    rule = {"all": [{"is": "state", "of": [1, 2]}, {"any": [{"not": {"is": "group", "of": [3]}}]}]}
    assert stored(parse(rule)) == rule


async def test_a_rule_reads_as_a_sentence(db: str) -> None:
    corp, member, group = (
        await make_corporation("Traders", ticker="PROV"),
        await make_state("Member"),
        await make_group("Spies"),
    )
    rule = {
        "all": [
            {"any": [{"is": "corporation", "of": [corp.id]}, {"is": "state", "of": [member.id]}]},
            {"not": {"is": "group", "of": [group.id]}},
            {"is": "tenure", "of": [30]},
        ]
    }
    assert await criteria.sentence(parse(rule), "en") == (
        "(main in Traders [PROV], or state is Member), and not in group Spies, "
        "and main in its corporation for 30 days"
    )
    gone = parse({"is": "group", "of": [4711]})
    assert "4711" in await criteria.sentence(gone, "en"), "what is gone is said to be gone"


async def test_the_lines_of_a_form_become_a_rule_and_back(db: str) -> None:
    corp, member = await make_corporation("Traders", ticker="PROV"), await make_state("Member")
    boss = Actor((await make_user("Boss")).id, Face.WEB)
    form = Lines(
        True,
        (
            Line("state", "Member"),
            Line("corporation", "Traders", bracket="A"),
            Line("account_age", "30", negated=True, bracket="A"),
        ),
    )
    rule = await criteria.rule_of(boss, form)
    assert stored(rule) == {
        "all": [
            {"is": "state", "of": [member.id]},
            {"any": [{"is": "corporation", "of": [corp.id]}, {"not": {"is": "account_age", "of": [30]}}]},
        ]
    }
    back = await criteria.lines_of(rule, "en")
    assert back is not None
    assert back.lines[1].text == "Traders [PROV]"
    assert await criteria.rule_of(boss, back) == rule


async def test_a_form_says_what_it_cannot_read(db: str) -> None:
    boss = Actor((await make_user("Boss")).id, Face.WEB)
    for line, error in (
        (Line("state", "Emperor"), NotFound),
        (Line("group", "Nobody"), NotFound),
        (Line("account_age", "soon"), Invalid),
        (Line("state", " ; "), Invalid),
        (Line("magic", "1"), Invalid),
    ):
        with pytest.raises(error):
            await criteria.rule_of(boss, Lines(True, (line,)))
    with pytest.raises(Invalid, match="criteria.empty"):
        await criteria.rule_of(boss, Lines())


async def test_a_feature_adds_a_condition_of_its_own(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await make_user("Anna")
    await make_user("Bert")

    async def flies(values: Any, _: criteria.Question) -> set[int]:
        return {anna.id} if "Nidhoggur" in values else set()

    monkeypatch.setattr(criteria, "_known", dict(criteria._known))
    known = criteria._known["account_age"]
    criteria.register(criteria.Criterion("flies", flies, known.find, known.named, takes=str))
    assert await holders({"is": "flies", "of": ["Nidhoggur"]}) == {"Anna"}
    with pytest.raises(RuntimeError):
        criteria.register(known)


# -- groups ------------------------------------------------------------------------------------------------


async def test_whom_the_rule_means_joins_and_everybody_else_leaves(db: str, drain: Drain) -> None:
    group, corp = await make_group("Traders only"), await make_corporation("Traders")
    await make_user("Anna", corporation=corp.id)
    await make_user("Olga", groups=(group,))
    seen = await choose(group, {"is": "corporation", "of": [corp.id]})
    assert (seen.joins, seen.leaves, seen.joining, seen.leaving) == (1, 1, ("Anna",), ("Olga",))
    await drain()
    assert await names_in(group) == {"Anna"}
    assert (await AuditRow.get(action="group.joined")).after == {"why": RULE}


async def test_who_moves_follows_at_once(db: str, drain: Drain) -> None:
    group, corp = await make_group(), await make_corporation("Traders")
    anna = await make_user("Anna")
    await choose(group, {"is": "corporation", "of": [corp.id]})
    await Character.filter(id=anna.main_id).update(corporation_id=corp.id)
    await groups.reassess(frozenset({anna.id}))
    assert await names_in(group) == {"Anna"}
    await Character.filter(id=anna.main_id).update(corporation_id=None)
    await groups.reassess(frozenset({anna.id}))
    assert await names_in(group) == set()


async def test_a_group_that_hangs_on_another_follows_in_the_same_change(db: str) -> None:
    base, top, rest = await make_group("Base"), await make_group("Top"), await make_group("Rest")
    anna = await make_user("Anna")
    await choose(top, {"is": "group", "of": [base.id]})
    await choose(rest, {"not": {"is": "group", "of": [top.id]}})
    await groups.reassess(None)
    assert await names_in(rest) == {"Anna"}
    await groups.change(SYSTEM, adds=[(anna.id, base.id)])
    assert (await names_in(top), await names_in(rest)) == ({"Anna"}, set())
    await groups.change(SYSTEM, removes=[(anna.id, base.id)])
    assert (await names_in(top), await names_in(rest)) == (set(), {"Anna"})


async def test_an_automatic_group_can_be_what_a_rule_speaks_of(db: str, drain: Drain) -> None:
    member, corp = await make_state("Member"), await make_corporation("Traders")
    draft = Draft(frozenset({member.id}), corp_groups=True)
    await make_user("Anna", state=member, corporation=corp.id)
    seen = await autogroup_configs.preview(SYSTEM, 0, draft)
    await autogroup_configs.keep(SYSTEM, draft, fingerprint=seen.fingerprint)
    await drain()
    group = await make_group("On top")
    await choose(group, {"is": "group", "of": [(await Group.get(name="Corp Traders")).id]})
    await drain()
    assert await names_in(group) == {"Anna"}
    bert = await make_user("Bert", state=member, corporation=corp.id)
    await autogroups.reassess(frozenset({bert.id}))
    assert await names_in(group) == {"Anna", "Bert"}


async def test_the_states_of_the_group_hold_beside_its_rule(db: str, drain: Drain) -> None:
    group, corp, member = await make_group(), await make_corporation(), await make_state("Member")
    await GroupState.create(group=group, state=member)
    await make_user("Anna", state=member, corporation=corp.id)
    await make_user("Bert", corporation=corp.id)
    await choose(group, {"is": "corporation", "of": [corp.id]})
    await drain()
    assert await names_in(group) == {"Anna"}
    assert not await AuditRow.filter(action="group.removed").exists(), "nobody is put in and out again"


async def test_nobody_is_put_into_or_taken_out_of_it_by_hand(db: str) -> None:
    group, anna = await make_group(), await make_user("Anna")
    await choose(group, {"is": "account_age", "of": [100]})
    with pytest.raises(Invalid, match="group.by_rule"):
        await groups.add(officer(), group.id, anna.id)


async def test_grace_days_are_given_and_end_when_the_rule_fits_again(
    db: str, clock: ManualClock, drain: Drain
) -> None:
    group, corp = await make_group(), await make_corporation()
    await Group.filter(id=group.id).update(grace_days=5)
    anna = await make_user("Anna", corporation=corp.id)
    await choose(group, {"is": "corporation", "of": [corp.id]})
    await drain()
    await Character.filter(id=anna.main_id).update(corporation_id=None)
    await groups.reassess(frozenset({anna.id}))
    assert (await Membership.get(user=anna)).leaving_at == bot_clock.now() + timedelta(days=5)
    await Character.filter(id=anna.main_id).update(corporation_id=corp.id)
    await groups.reassess(frozenset({anna.id}))
    assert (await Membership.get(user=anna)).leaving_at is None
    await Character.filter(id=anna.main_id).update(corporation_id=None)
    await groups.reassess(frozenset({anna.id}))
    await clock.advance(5 * 86_400 + 1)
    await groups.reassess(frozenset({anna.id}))
    assert await names_in(group) == set()


async def test_the_deactivated_neither_join_nor_leave(db: str, drain: Drain) -> None:
    group, corp = await make_group(), await make_corporation()
    await make_user("Anna", corporation=corp.id, active=False)
    await make_user("Bert", active=False, groups=(group,))
    await choose(group, {"is": "corporation", "of": [corp.id]})
    await drain()
    assert await names_in(group) == {"Bert"}


async def test_as_time_goes_by_who_is_long_enough_here_joins(
    db: str, clock: ManualClock, drain: Drain
) -> None:
    group = await make_group("Veterans")
    await make_user("Anna")
    await choose(group, {"is": "account_age", "of": [30]})
    await clock.advance(29 * 86_400)
    assert await ruled.look_by_the_clock() == "0 people"
    await clock.advance(86_400)
    assert await ruled.look_by_the_clock() == "1 people"
    await drain()
    assert await names_in(group) == {"Anna"}
    assert await ruled.look_by_the_clock() == "0 people"


async def test_without_rules_a_look_costs_one_statement(db: str) -> None:
    await make_group()
    with database.count_statements() as counted:
        await ruled.due(frozenset({1, 2, 3}))
        await ruled.look_by_the_clock()
    assert counted.total == 2


async def test_a_rule_costs_as_many_statements_for_many_as_for_few(db: str) -> None:
    corp, group = await make_corporation(), await make_group()
    users = [(await make_user(f"Pilot {i}", corporation=corp.id)).id for i in range(80)]
    await Group.filter(id=group.id).update(
        rule={"all": [{"is": "corporation", "of": [corp.id]}, {"is": "account_age", "of": [1]}]}
    )
    counts = []
    for some in (users[:5], users):
        with database.count_statements() as counted:
            await ruled.due(frozenset(some))
        counts.append(counted.total)
    assert counts[0] == counts[1] <= 6


# -- trying out and choosing -------------------------------------------------------------------------------


async def test_trying_out_changes_nothing(db: str) -> None:
    group, corp = await make_group(), await make_corporation()
    await make_user("Anna", corporation=corp.id)
    await ruled.preview(SYSTEM, group.id, Is("corporation", (corp.id,)))
    assert not await Membership.exists()
    assert not await Job.exists()
    assert (await Group.get(id=group.id)).rule is None


async def test_the_world_must_be_as_it_was_seen(db: str) -> None:
    group, corp = await make_group(), await make_corporation()
    rule = Is("corporation", (corp.id,))
    seen = await ruled.preview(SYSTEM, group.id, rule)
    await make_user("Late", corporation=corp.id)
    with pytest.raises(effects.Changed):
        await ruled.choose(SYSTEM, group.id, rule, fingerprint=seen.fingerprint)
    assert (await Group.get(id=group.id)).rule is None


async def test_rules_that_run_in_a_circle_are_refused(db: str) -> None:
    one, two, three = await make_group("One"), await make_group("Two"), await make_group("Three")
    await choose(one, {"is": "group", "of": [two.id]})
    await choose(two, {"not": {"is": "group", "of": [three.id]}})
    with pytest.raises(Conflict, match="criteria.circle") as caught:
        await choose(three, {"is": "group", "of": [one.id]})
    assert caught.value.values["way"] == "One → Two → Three → One"
    with pytest.raises(Conflict, match="criteria.circle"):
        await choose(three, {"is": "group", "of": [three.id]})


async def test_without_its_rule_a_group_keeps_its_people(db: str, drain: Drain) -> None:
    group, corp = await make_group(), await make_corporation()
    anna = await make_user("Anna", corporation=corp.id)
    await choose(group, {"is": "corporation", "of": [corp.id]})
    await drain()
    await choose(group, None)
    await Character.filter(id=anna.main_id).update(corporation_id=None)
    await groups.reassess(frozenset({anna.id}))
    assert await names_in(group) == {"Anna"}


async def test_a_rule_that_nobody_here_can_read_leaves_its_people_alone(db: str) -> None:
    group = await make_group()
    anna = await make_user("Anna", groups=(group,))
    await Group.filter(id=group.id).update(rule={"is": "of_a_feature_that_left", "of": [1]})
    await groups.reassess(frozenset({anna.id}))
    assert await names_in(group) == {"Anna"}
    assert "of_a_feature_that_left" in await ruled.sentence_of(await Group.get(id=group.id), "en")


async def test_who_may_not_is_refused(db: str) -> None:
    group = await make_group()
    with pytest.raises(Forbidden):
        await ruled.preview(PILOT, group.id, None)
    with pytest.raises(Forbidden):
        await ruled.choose(PILOT, group.id, None, fingerprint="")
    await Group.filter(id=group.id).update(restricted=True)
    with pytest.raises(Forbidden, match="group.restricted_settings"):
        await ruled.preview(officer(), group.id, None)
    with pytest.raises(NotFound):
        await ruled.preview(SYSTEM, 4711, None)


async def test_an_automatic_group_has_no_rule(db: str, drain: Drain) -> None:
    member, corp = await make_state("Member"), await make_corporation("Traders")
    await make_user("Anna", state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    seen = await autogroup_configs.preview(SYSTEM, 0, draft)
    await autogroup_configs.keep(SYSTEM, draft, fingerprint=seen.fingerprint)
    await drain()
    with pytest.raises(Conflict, match="criteria.automatic"):
        await ruled.preview(SYSTEM, (await Group.get()).id, None)


async def test_alts_that_are_lost_count_no_more(db: str, drain: Drain) -> None:
    group, corp = await make_group(), await make_corporation()
    anna = await make_user("Anna")
    alt = await make_character("Alt", user=anna, corporation=corp.id)
    await choose(group, {"is": "any_corporation", "of": [corp.id]})
    await drain()
    assert await names_in(group) == {"Anna"}
    await Ownership.filter(character=alt).delete()
    await groups.reassess(frozenset({anna.id}))
    assert await names_in(group) == set()


# -- nobody lifts himself by a rule ------------------------------------------------------------------------


async def test_a_group_that_leads_into_another_by_its_rule_carries_what_that_carries(db: str) -> None:
    way, far, officers = await make_group("Way"), await make_group("Far"), await make_group("Officers")
    await Group.filter(id=way.id).update(internal=False)
    await Group.filter(id=far.id).update(rule=criteria.stored(criteria.Is("group", (way.id,))))
    rule = criteria.All((criteria.Is("group", (far.id,)), criteria.Not(criteria.Is("group", (99,)))))
    await Group.filter(id=officers.id).update(rule=criteria.stored(rule))
    await GroupGrant.create(group=officers, permission="core.staff")
    manager = await make_user("Manager")
    actor = Actor(manager.id, Face.WEB, frozenset({"auth.group_management"}))
    with pytest.raises(Forbidden, match="lifting_yourself"):
        await groups.add(actor, way.id, manager.id)
    assert not await Membership.filter(user=manager).exists()


async def test_a_group_that_keeps_people_out_of_another_carries_nothing_of_it(db: str) -> None:
    banned, officers = await make_group("Banned"), await make_group("Officers")
    await Group.filter(id=banned.id).update(internal=False)
    rule = criteria.Not(criteria.Is("group", (banned.id,)))
    await Group.filter(id=officers.id).update(rule=criteria.stored(rule))
    await GroupGrant.create(group=officers, permission="core.staff")
    manager, pilot = await make_user("Manager"), await make_user("Anna Trader")
    actor = Actor(manager.id, Face.WEB, frozenset({"auth.group_management"}))
    await groups.add(actor, banned.id, pilot.id)
    assert await Membership.filter(user=pilot, group=banned).exists()
