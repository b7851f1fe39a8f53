"""Automatic groups: made on first need, kept in step with EVE, renamed, emptied, removed; previewed and never adopted unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import database
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import autogroup_configs as configs
from bot.rules import autogroups, organisations
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.autogroup_configs import Draft
from models.audit import AuditRow
from models.autogroups import AutoGroup, AutoGroupConfig, AutoGroupKind, NameSource
from models.characters import Character
from models.discord import Guild, GuildRole, RoleMapping
from models.fields import folded
from models.grants import GroupGrant
from models.groups import Group, GroupLeader, Membership, ReservedName
from models.organisations import Corporation
from models.queue import Job
from models.states import State
from models.users import User
from tests.conftest import Drain
from tests.world import make_alliance, make_corporation, make_group, make_instance, make_state, make_user

CORPORATION, ALLIANCE = AutoGroupKind.CORPORATION, AutoGroupKind.ALLIANCE
PILOT = Actor(user_id=1, face=Face.WEB)
OPERATOR = Actor(
    user_id=None,
    face=Face.WEB,
    permissions=frozenset(p.codename for p in (configs.VIEW, configs.ADD, configs.CHANGE, configs.DELETE)),
)


async def keep(draft: Draft, config_id: int = configs.NEW, actor: Actor = SYSTEM) -> int:
    """Look at the preview and agree to it."""
    seen = await configs.preview(actor, config_id, draft)
    return await configs.keep(actor, draft, config_id, fingerprint=seen.fingerprint)


async def groups_of(user: User) -> set[str]:
    return {str(n) for n in await Membership.filter(user_id=user.id).values_list("group__name", flat=True)}


@pytest.fixture
async def member(db: str) -> State:
    return await make_state("Member")


async def test_a_pilot_is_in_the_groups_of_the_mains_corporation_and_alliance(
    member: State, drain: Drain
) -> None:
    alliance = await make_alliance("Sisters")
    corp = await make_corporation("Provi Traders", alliance=alliance.id)
    anna = await make_user(state=member, corporation=corp.id, alliance=alliance.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True, alliance_groups=True))
    await drain()
    assert await groups_of(anna) == {"Corp Provi Traders", "Alliance Sisters"}
    made = await Group.get(name="Corp Provi Traders")
    assert made.internal
    assert made.hidden


async def test_a_main_without_alliance_gets_no_alliance_group(member: State, drain: Drain) -> None:
    corp = await make_corporation("Lone")
    anna = await make_user(state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), alliance_groups=True))
    await drain()
    assert await groups_of(anna) == set()


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft(corp_groups=True, corp_name_source=NameSource.TICKER), "Corp PROV"),
        (Draft(corp_groups=True, corp_group_prefix=""), "Provi Traders"),
        (Draft(corp_groups=True, corp_group_prefix="[C] "), "[C] Provi Traders"),
        (
            Draft(corp_groups=True, replace_spaces=True, replace_spaces_with="_"),
            "Corp_Provi_Traders",
        ),
        (Draft(corp_groups=True, replace_spaces=True), "CorpProviTraders"),
        (Draft(corp_groups=True, replace_spaces_with="_"), "Corp Provi Traders"),
    ],
)
async def test_every_option_of_the_name(member: State, drain: Drain, draft: Draft, name: str) -> None:
    corp = await make_corporation("Provi Traders", ticker="PROV")
    anna = await make_user(state=member, corporation=corp.id)
    await keep(replace(draft, states=frozenset({member.id})))
    await drain()
    assert await groups_of(anna) == {name}


async def test_guests_and_the_deactivated_are_in_none(member: State, drain: Drain) -> None:
    corp = await make_corporation()
    await make_user("Anna", corporation=corp.id)
    await make_user("Bert", state=member, corporation=corp.id, active=False)
    await make_user(None, state=member)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    assert not await AutoGroup.exists()


async def test_a_pilot_whose_main_changes_corporation_moves_along(member: State, drain: Drain) -> None:
    old, new = await make_corporation("Old"), await make_corporation("New")
    await make_state("Member", corporations=(old.id, new.id))
    anna = await make_user(state=member, corporation=old.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await Character.filter(id=anna.main_id).update(corporation_id=new.id)
    await autogroups.reassess(frozenset({anna.id}))
    assert await groups_of(anna) == {"Corp New"}


async def test_losing_the_state_takes_the_groups_away(member: State, drain: Drain) -> None:
    corp = await make_corporation()
    anna = await make_user(state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await User.filter(id=anna.id).update(state_id=(await make_state("Guest", guest=True)).id)
    await autogroups.reassess(frozenset({anna.id}))
    assert await groups_of(anna) == set()


async def test_a_state_taken_out_of_the_configuration_takes_its_people_out(
    member: State, drain: Drain
) -> None:
    blue = await make_state("Blue")
    corp = await make_corporation("Mixed")
    anna = await make_user("Anna", state=member, corporation=corp.id)
    bert = await make_user("Bert", state=blue, corporation=corp.id)
    draft = Draft(frozenset({member.id, blue.id}), corp_groups=True)
    config_id = await keep(draft)
    await drain()
    assert await groups_of(bert) == {"Corp Mixed"}
    await keep(replace(draft, states=frozenset({member.id})), config_id)
    await drain()
    assert (await groups_of(anna), await groups_of(bert)) == ({"Corp Mixed"}, set())


async def test_a_kind_switched_off_loses_its_groups_and_the_other_kind_stays(
    member: State, drain: Drain
) -> None:
    alliance = await make_alliance("Sisters")
    corp = await make_corporation("Traders")
    anna = await make_user(state=member, corporation=corp.id, alliance=alliance.id)
    draft = Draft(frozenset({member.id}), corp_groups=True, alliance_groups=True)
    config_id = await keep(draft)
    await drain()
    await keep(replace(draft, corp_groups=False), config_id)
    await drain()
    assert await groups_of(anna) == {"Alliance Sisters"}
    assert not await Group.filter(name="Corp Traders").exists()


async def test_a_deleted_configuration_takes_all_its_groups_along(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    anna = await make_user(state=member, corporation=corp.id)
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    seen = await configs.preview_deletion(SYSTEM, config_id)
    assert [g.name for g in seen.gone] == ["Corp Traders"]
    assert seen.leaves == {"Corp Traders": 1}
    await configs.delete(SYSTEM, config_id, fingerprint=seen.fingerprint)
    with pytest.raises(NotFound):
        await configs.preview(SYSTEM, config_id, Draft())
    await drain()
    assert await groups_of(anna) == set()
    assert not await Group.exists()
    assert not await AutoGroupConfig.exists()


async def test_a_removal_that_was_cut_off_is_finished_by_the_next_pass(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    await make_user(state=member, corporation=corp.id)
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    seen = await configs.preview_deletion(SYSTEM, config_id)
    await configs.delete(SYSTEM, config_id, fingerprint=seen.fingerprint)
    await Job.filter(name="AutoGroupsEdited").delete()  # the process died with it
    await autogroups.reassess(None)
    assert not await Group.exists()
    assert not await AutoGroupConfig.exists()


async def test_several_configurations_have_groups_of_their_own(member: State, drain: Drain) -> None:
    blue = await make_state("Blue")
    corp = await make_corporation("Traders", ticker="PROV")
    anna = await make_user("Anna", state=member, corporation=corp.id)
    bert = await make_user("Bert", state=blue, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await keep(
        Draft(
            frozenset({member.id, blue.id}),
            corp_groups=True,
            corp_group_prefix="Tag ",
            corp_name_source=NameSource.TICKER,
        )
    )
    await drain()
    assert await groups_of(anna) == {"Corp Traders", "Tag PROV"}
    assert await groups_of(bert) == {"Tag PROV"}


# -- names -----------------------------------------------------------------------------------------------


async def test_a_renamed_corporation_renames_its_group_and_its_role(member: State, drain: Drain) -> None:
    corp = await make_corporation("Old Name")
    anna = await make_user(state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    group = await Group.get(name="Corp Old Name")
    guild = await Guild.create(id=5, instance=await make_instance(), name="Here")
    await GuildRole.create(id=77, guild=guild, name="Corp Old Name")
    await RoleMapping.create(guild=guild, group_id=group.id, role_id=77)
    await organisations._store(Corporation, corp, {"name": "New Name"}, "corporation_id")
    await autogroups.reassess(frozenset({anna.id}))
    assert await groups_of(anna) == {"Corp New Name"}
    assert (await Group.get(name="Corp New Name")).id == group.id
    assert (await Job.get(name="role.rename")).payload == "Corp New Name"
    row = await AuditRow.get(action="autogroup.renamed")
    assert (row.before, row.after) == ({"name": "Corp Old Name"}, {"name": "Corp New Name"})


async def test_two_corporations_that_hand_a_name_on_end_with_the_right_ones(
    member: State, drain: Drain
) -> None:
    one, two = await make_corporation("Alpha"), await make_corporation("Beta")
    anna = await make_user("Anna", state=member, corporation=one.id)
    bert = await make_user("Bert", state=member, corporation=two.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await Corporation.filter(id=one.id).update(name="Beta")
    await Corporation.filter(id=two.id).update(name="Gamma")
    await autogroups.reassess(None)
    assert (await groups_of(anna), await groups_of(bert)) == ({"Corp Beta"}, {"Corp Gamma"})


async def test_two_corporations_that_swap_names_end_with_the_right_ones(member: State, drain: Drain) -> None:
    one, two = await make_corporation("Alpha"), await make_corporation("Beta")
    anna = await make_user("Anna", state=member, corporation=one.id)
    bert = await make_user("Bert", state=member, corporation=two.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await Corporation.filter(id=one.id).update(name="Beta")
    await Corporation.filter(id=two.id).update(name="Alpha")
    await autogroups.reassess(None)
    await autogroups.reassess(None)  # the first pass needed a number in between
    assert (await groups_of(anna), await groups_of(bert)) == ({"Corp Beta"}, {"Corp Alpha"})


async def test_a_changed_case_is_a_rename_and_no_clash_with_itself(member: State, drain: Drain) -> None:
    corp = await make_corporation("traders")
    anna = await make_user(state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await Corporation.filter(id=corp.id).update(name="TRADERS")
    await autogroups.reassess(None)
    assert await groups_of(anna) == {"Corp TRADERS"}


async def test_what_eve_has_not_named_yet_gets_its_group_when_the_name_comes(
    member: State, drain: Drain
) -> None:
    corp = await Corporation.create(id=98_123_456)
    anna = await make_user(state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    assert await groups_of(anna) == set()
    await organisations._store(Corporation, corp, {"name": "Late", "ticker": "L"}, "corporation_id")
    await drain()
    assert await groups_of(anna) == {"Corp Late"}


async def test_an_ordinary_group_of_that_name_is_left_alone(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    ordinary = await make_group("Corp Traders")
    await make_group("Corp Traders_1")
    outsider = await make_user("Olga", groups=(ordinary,))
    anna = await make_user(state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    seen = await configs.preview(SYSTEM, configs.NEW, draft)
    assert [(w.name, w.group_id) for w in seen.in_the_way] == [("Corp Traders", ordinary.id)]
    await keep(draft)
    await drain()
    assert await groups_of(anna) == {"Corp Traders_2"}
    assert await groups_of(outsider) == {"Corp Traders"}


async def test_a_reserved_name_gets_a_number(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    await ReservedName.create(
        name="Corp Traders", name_key=folded("Corp Traders"), created_at=(await make_user()).created_at
    )
    anna = await make_user("Bert", state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    assert await groups_of(anna) == {"Corp Traders_1"}


async def test_a_number_is_dropped_when_the_name_becomes_free(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    ordinary = await make_group("Corp Traders")
    anna = await make_user(state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    assert await groups_of(anna) == {"Corp Traders_1"}
    await ordinary.delete()
    await autogroups.reassess(None)
    assert await groups_of(anna) == {"Corp Traders"}


async def test_long_names_are_cut_and_stay_apart(member: State, drain: Drain) -> None:
    for _ in range(2):
        corp = await make_corporation("x" * 90)
        await make_user(f"Pilot of {corp.id}", state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True, corp_group_prefix="p" * 50))
    await drain()
    names = await Group.all().order_by("name").values_list("name", flat=True)
    assert [len(str(n)) for n in names] == [100, 100]
    assert len(set(names)) == 2


# -- adoption --------------------------------------------------------------------------------------------


async def test_a_group_is_taken_over_only_when_somebody_says_so(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    ordinary = await make_group("Corp Traders")
    outsider = await make_user("Olga", groups=(ordinary,))
    anna = await make_user(state=member, corporation=corp.id)
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await configs.adopt(OPERATOR, config_id, CORPORATION, corp.id)
    await drain()
    assert await Membership.filter(group_id=ordinary.id).values_list("user_id", flat=True) == [anna.id]
    assert await groups_of(anna) == {"Corp Traders"}
    assert await groups_of(outsider) == set()
    assert not await Group.filter(name="Corp Traders_1").exists(), "what stood in its place is gone"


async def test_a_group_with_rights_is_taken_over_by_a_superuser_only(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    ordinary = await make_group("Corp Traders")
    await GroupGrant.create(group=ordinary, permission="core.staff")
    await make_user(state=member, corporation=corp.id)
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    with pytest.raises(Forbidden, match="autogroup.carries_rights"):
        await configs.adopt(OPERATOR, config_id, CORPORATION, corp.id)
    assert await configs.adopt(SYSTEM, config_id, CORPORATION, corp.id) == ordinary.id


async def test_nobody_opens_automatic_groups_that_carry_what_he_lacks(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    await make_user(state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    config_id = await keep(draft)
    await drain()
    await GroupGrant.create(group=await Group.get(name="Corp Traders"), permission="core.staff")
    wider = replace(draft, states=draft.states | {(await make_state("Blue")).id})
    with pytest.raises(Forbidden, match="refused.opening"):
        await keep(wider, config_id, OPERATOR)
    await keep(wider, config_id, Actor(None, Face.WEB, superuser=True))


async def test_a_group_that_a_rule_decides_about_is_not_taken_over(member: State, drain: Drain) -> None:
    corp = await make_corporation("Traders")
    ordinary = await make_group("Corp Traders")
    await Group.filter(id=ordinary.id).update(rule={"is": "age", "days": 1})
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    with pytest.raises(Conflict, match="autogroup.decided_elsewhere"):
        await configs.adopt(SYSTEM, config_id, CORPORATION, corp.id)


# -- previews and rights -----------------------------------------------------------------------------------


async def test_a_preview_counts_and_names_and_changes_nothing(member: State, db: str) -> None:
    one, two = await make_corporation("One"), await make_corporation("Two")
    for name in ("Anna", "Bert"):
        await make_user(name, state=member, corporation=one.id)
    await make_user("Cleo", state=member, corporation=two.id)
    seen = await configs.preview(SYSTEM, configs.NEW, Draft(frozenset({member.id}), corp_groups=True))
    assert seen.joins == {"Corp One": 2, "Corp Two": 1}
    assert (seen.joining, seen.leaving, seen.names) == (3, 0, ("Anna", "Bert", "Cleo"))
    assert seen.new == ("Corp One", "Corp Two")
    assert not seen.nothing
    assert not await Group.exists()
    assert not await AutoGroupConfig.exists()
    assert not await Job.exists()


async def test_a_preview_tells_what_is_lost_with_a_group(member: State, drain: Drain) -> None:
    corp = await make_corporation("One")
    anna = await make_user("Anna", state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    config_id = await keep(draft)
    await drain()
    group = await Group.get(name="Corp One")
    await GroupGrant.create(group=group, permission="discord.access_discord")
    await GroupLeader.create(group=group, user=anna)
    seen = await configs.preview(SYSTEM, config_id, replace(draft, corp_groups=False))
    assert [(g.name, g.members, g.grants) for g in seen.gone] == [("Corp One", 1, 1)]
    assert seen.leaves == {"Corp One": 1}
    assert seen.leaving == 1


async def test_a_changed_prefix_renames_all_groups_and_says_so_before(member: State, drain: Drain) -> None:
    corp = await make_corporation("One")
    anna = await make_user("Anna", state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    config_id = await keep(draft)
    await drain()
    again = replace(draft, corp_group_prefix="C: ")
    assert (await configs.preview(SYSTEM, config_id, again)).renamed == (("Corp One", "C: One"),)
    await keep(again, config_id)
    await drain()
    assert await groups_of(anna) == {"C: One"}


async def test_what_was_agreed_to_must_still_be_so(member: State, db: str) -> None:
    corp = await make_corporation("One")
    await make_user("Anna", state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    seen = await configs.preview(SYSTEM, configs.NEW, draft)
    await make_user("Late", state=member, corporation=corp.id)
    with pytest.raises(Conflict, match="autogroup.changed"):
        await configs.keep(SYSTEM, draft, fingerprint=seen.fingerprint)
    assert not await AutoGroupConfig.exists()


async def test_apply_does_what_the_preview_showed(member: State, drain: Drain) -> None:
    corp = await make_corporation("One")
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    anna = await make_user("Anna", state=member, corporation=corp.id)  # as if an event had been lost
    seen = await configs.preview(SYSTEM, config_id)
    assert seen.joins == {"Corp One": 1}
    await configs.apply(SYSTEM, config_id, fingerprint=seen.fingerprint)
    await drain()
    assert await groups_of(anna) == {"Corp One"}
    assert (await configs.preview(SYSTEM, config_id)).nothing


async def test_what_cannot_be_saved_is_refused(member: State, db: str) -> None:
    with pytest.raises(Invalid, match="autogroup.corp_group_prefix_length"):
        await keep(Draft(corp_group_prefix="x" * 51))
    with pytest.raises(Invalid, match="autogroup.replace_spaces_with_length"):
        await keep(Draft(replace_spaces_with="x" * 11))
    with pytest.raises(NotFound, match="autogroup.no_such_state"):
        await keep(Draft(states=frozenset({member.id, 4711})))


async def test_only_who_may_sees_and_changes_configurations(member: State, db: str) -> None:
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True), actor=OPERATOR)
    assert (await configs.one(OPERATOR, config_id)).states == ("Member",)
    for act in (
        lambda: configs.listed(PILOT),
        lambda: configs.lines(PILOT, config_id),
        lambda: configs.states_to_choose(PILOT),
        lambda: configs.preview(PILOT, config_id),
        lambda: configs.preview_deletion(PILOT, config_id),
        lambda: configs.keep(PILOT, Draft(), fingerprint=""),
        lambda: configs.delete(PILOT, config_id, fingerprint=""),
        lambda: configs.apply(PILOT, config_id),
        lambda: configs.adopt(PILOT, config_id, CORPORATION, 1),
    ):
        with pytest.raises(Forbidden):
            await act()


async def test_the_trail_says_who_changed_a_configuration(member: State, db: str) -> None:
    config_id = await keep(Draft(frozenset({member.id}), corp_groups=True))
    await keep(Draft(frozenset({member.id})), config_id)
    rows = await AuditRow.filter(action="autogroup.saved").order_by("id")
    assert rows[0].before is None
    assert rows[1].before == rows[0].after
    assert rows[1].after is not None
    assert rows[1].after["states"] == ["Member"]


# -- the pass --------------------------------------------------------------------------------------------


async def test_nothing_is_asked_where_there_are_no_configurations(db: str) -> None:
    with database.count_statements() as counted:
        await autogroups.reassess(frozenset({1, 2, 3}))
    assert counted.total == 1


async def test_a_pass_over_people_who_are_right_costs_a_handful_of_statements(
    member: State, drain: Drain
) -> None:
    corp = await make_corporation("One")
    people = [await make_user(f"Pilot {i}", state=member, corporation=corp.id) for i in range(60)]
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    with database.count_statements() as counted:
        await autogroups.reassess(frozenset(p.id for p in people))
    assert counted.total <= 10
    assert not await Job.exists()


async def test_many_who_come_at_once_cost_as_many_statements_as_few(member: State, drain: Drain) -> None:
    corp = await make_corporation("One")
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    counts = []
    for number in (10, 120):
        people = [
            await make_user(f"Pilot {number} {i}", state=member, corporation=corp.id) for i in range(number)
        ]
        with database.count_statements() as counted:
            await autogroups.reassess(frozenset(p.id for p in people))
        counts.append(counted.total)
    assert await Membership.all().count() == 130
    assert counts[1] <= counts[0] + 3, counts


async def test_what_is_right_is_announced_to_nobody(member: State, drain: Drain) -> None:
    corp = await make_corporation("One")
    anna = await make_user("Anna", state=member, corporation=corp.id)
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    await autogroups.reassess(frozenset({anna.id}))
    assert not await Job.filter(name="MembershipsChanged").exists()


async def test_two_passes_at_once_make_one_group(member: State, drain: Drain) -> None:
    corp = await make_corporation("One")
    await keep(Draft(frozenset({member.id}), corp_groups=True))
    await drain()
    anna = await make_user("Anna", state=member, corporation=corp.id)
    bert = await make_user("Bert", state=member, corporation=corp.id)
    first = database.spawn(autogroups.reassess(frozenset({anna.id})), name="one")
    second = database.spawn(autogroups.reassess(frozenset({bert.id})), name="two")
    await first
    await second
    assert await AutoGroup.all().count() == 1
    assert await groups_of(anna) == await groups_of(bert) == {"Corp One"}
