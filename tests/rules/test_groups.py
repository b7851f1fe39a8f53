"""Groups as staff make, change and delete them; names that are reserved."""

from __future__ import annotations

import asyncio

import pytest

from bot.database import transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import groups, joining, request_posts, reserved, roles, switches
from bot.rules.access import SYSTEM
from bot.rules.groups import Settings
from models.audit import AuditRow
from models.discord import GuildRole, RoleMapping
from models.groups import Membership, ReservedName
from models.notices import Notice
from models.posts import Post
from models.queue import Job
from tests.conftest import Drain
from tests.rules.groupkit import act, actions, group, pilot, request_of
from tests.rules.guild_double import GUILD, make_guild
from tests.world import make_state

pytestmark = pytest.mark.usefixtures("db")
STAFF = ("groupmanagement.add_group", "groupmanagement.change_group", "groupmanagement.delete_group")


async def test_a_new_group_is_internal_until_somebody_opens_it() -> None:
    made = await groups.create(SYSTEM, "  Black   ops ")
    assert await groups.settings(SYSTEM, made.id) == Settings("Black ops")


async def test_two_groups_never_bear_one_name_whatever_its_case() -> None:
    await groups.create(SYSTEM, "Black ops")
    with pytest.raises(Conflict, match="group.name_taken"):
        await groups.create(SYSTEM, "BLACK OPS")


async def test_people_without_the_right_change_nothing() -> None:
    anna, caps = await pilot(), await group()
    for refused in (
        groups.create(await act(anna), "Mine"),
        groups.edit(await act(anna), caps.id, hidden=True),
        groups.delete(await act(anna), caps.id),
        groups.settings(await act(anna), caps.id),
        groups.change(await act(anna), adds=[(anna.id, caps.id)]),
        reserved.reserve(await act(anna), "Admins"),
        switches.turn(await act(anna), switches.Switch.AUTO_LEAVE, True),
    ):
        with pytest.raises(Forbidden):
            await refused
    assert not await AuditRow.all()


async def test_every_setting_is_kept_and_written_down_with_before_and_after() -> None:
    caps, staff = await group(), await pilot("Staff", may=STAFF)
    member, joris, command = await make_state("Member"), await pilot("Joris"), await group("Command")
    await groups.edit(
        await act(staff),
        caps.id,
        hidden=True,
        reason_required=True,
        request_days=3,
        states=frozenset({member.id}),
        leaders=frozenset({joris.id}),
        leader_groups=frozenset({command.id}),
    )
    found = await groups.settings(await act(staff), caps.id)
    assert (found.hidden, found.reason_required, found.request_days) == (True, True, 3)
    assert (found.states, found.leaders, found.leader_groups) == ({member.id}, {joris.id}, {command.id})
    row = await AuditRow.get(action="group.edited")
    assert row.before["leaders"] == []
    assert row.after["leaders"] == [joris.id]
    await groups.edit(await act(staff), caps.id, hidden=True)
    assert await AuditRow.filter(action="group.edited").count() == 1, "nothing changed, nothing is said"


async def test_impossible_settings_are_refused() -> None:
    caps = await group()
    with pytest.raises(Invalid, match="group.days"):
        await groups.edit(SYSTEM, caps.id, grace_days=4000)
    with pytest.raises(NotFound):
        await groups.edit(SYSTEM, caps.id, states=frozenset({4711}))
    with pytest.raises(NotFound):
        await groups.edit(SYSTEM, caps.id, channel_id=4711)


async def test_who_is_no_superuser_neither_sees_to_nor_makes_restricted_groups() -> None:
    council, caps = await group("Council", restricted=True), await group()
    staff = await pilot("Staff", may=STAFF)
    for refused in (
        groups.edit(await act(staff), council.id, restricted=False),
        groups.edit(await act(staff), council.id, leaders=frozenset({staff.id})),
        groups.edit(await act(staff), caps.id, restricted=True),
        groups.delete(await act(staff), council.id),
        groups.change(await act(staff), adds=[(staff.id, council.id)]),
        groups.add(await act(staff), council.id, staff.id),
    ):
        with pytest.raises(Forbidden, match="group.restricted"):
            await refused
    assert not await Membership.all()


async def test_a_renamed_group_renames_its_roles() -> None:
    await make_state("Guest", guest=True)
    await make_guild()
    caps = await group()
    await roles.ensure(GUILD)
    await GuildRole.create(id=5, guild_id=GUILD, name="Capitals", position=1)
    await RoleMapping.filter(group_id=caps.id).update(role_id=5)
    await groups.edit(SYSTEM, caps.id, name="Heavy metal")
    assert (await Job.get(name="role.rename")).payload == "Heavy metal"


async def test_deleting_a_group_looks_at_all_who_were_in_it_and_keeps_its_role_ours(drain: Drain) -> None:
    await make_state("Guest", guest=True)
    await make_guild()
    caps, anna = await group(), await pilot()
    await Membership.create(group=caps, user=anna, since=anna.created_at)
    await roles.ensure(GUILD)
    await GuildRole.create(id=5, guild_id=GUILD, name="Capitals", position=1)
    await RoleMapping.filter(group_id=caps.id).update(role_id=5)
    assert (await groups.loss(SYSTEM, caps.id)).members == 1
    await groups.delete(SYSTEM, caps.id)
    assert str(anna.id) in (await Job.get(name="GroupsEdited")).payload
    assert "5" in (await roles.ensure(GUILD)).managed, "who wears it loses it"
    assert await actions(caps) == ["group.deleted"]
    await drain()


async def test_members_and_who_had_asked_are_told_that_a_group_is_gone_and_its_posts_go() -> None:
    caps, anna, bea = await group(), await pilot(), await pilot("Bea")
    await Membership.create(group=caps, user=anna, since=anna.created_at)
    await joining.join(await act(bea), caps.id)
    request = await request_of(bea, caps)
    await make_state("Guest", guest=True)
    await make_guild()
    await Post.create(
        kind="requests", subject=str(request.id), guild_id=GUILD, channel_id=7, created_at=anna.created_at
    )
    await Job.filter(name="post.show").delete()
    await groups.delete(SYSTEM, caps.id)
    told = {n.user_id: n.key for n in await Notice.all()}
    assert told == {anna.id: "notice.group.deleted", bea.id: "notice.group.deleted_asked"}
    assert await Job.filter(name="post.show", key=f"requests:{request.id}").exists()
    assert await request_posts.render(str(request.id), "en") is None


# -- reserved names ------------------------------------------------------------------------------------------


async def test_a_reserved_name_is_refused_for_people_and_numbered_for_code() -> None:
    await reserved.reserve(SYSTEM, "Admins", "taken on the forum")
    with pytest.raises(Invalid, match="group.name_reserved"):
        await groups.create(SYSTEM, "ADMINS")
    with pytest.raises(Invalid, match="group.name_reserved"):
        await groups.edit(SYSTEM, (await group()).id, name="admins")
    assert (await groups.make("Admins", actor=SYSTEM)).name == "Admins_1"
    assert (await groups.make("Admins", actor=SYSTEM)).name == "Admins_2"


async def test_a_name_that_a_group_bears_is_not_reserved() -> None:
    await group()
    with pytest.raises(Conflict, match="group.name_taken"):
        await reserved.reserve(SYSTEM, "capitals")
    made = await reserved.reserve(SYSTEM, "Admins")
    with pytest.raises(Conflict, match="group.name_reserved_already"):
        await reserved.reserve(SYSTEM, "admins")
    await reserved.free(SYSTEM, made.id)
    assert not await ReservedName.all()


async def test_a_role_with_a_reserved_name_is_never_touched() -> None:
    await make_state("Guest", guest=True)
    await make_guild()
    caps = await group()
    await roles.ensure(GUILD)
    await GuildRole.create(id=5, guild_id=GUILD, name="Admins", position=1)
    mapping = await RoleMapping.get(group_id=caps.id)
    await RoleMapping.filter(id=mapping.id).update(role_id=5)
    assert "5" in (await roles.ensure(GUILD)).managed
    made = await reserved.reserve(SYSTEM, "Admins")
    assert "5" not in (await roles.ensure(GUILD)).managed
    with pytest.raises(Invalid, match="roles.reserved"):
        await roles.adopt(SYSTEM, GUILD, mapping.id, 5)
    await reserved.free(SYSTEM, made.id)
    assert "5" in (await roles.ensure(GUILD)).managed


async def test_a_switch_is_turned_once_and_written_down() -> None:
    assert await switches.turn(SYSTEM, switches.Switch.AUTO_LEAVE, True)
    assert not await switches.turn(SYSTEM, switches.Switch.AUTO_LEAVE, True)
    assert (await switches.overview(SYSTEM))[switches.Switch.AUTO_LEAVE]
    row = await AuditRow.get(action="group.switch")
    assert (row.before, row.after) == ({"on": False}, {"on": True})


async def test_a_failed_change_leaves_nothing_behind() -> None:
    caps, anna = await group(), await pilot()
    with pytest.raises(NotFound):
        await groups.change(SYSTEM, adds=[(anna.id, caps.id), (anna.id, 4711)])
    with pytest.raises(RuntimeError, match="half way"):
        async with transaction():
            await groups.change(SYSTEM, adds=[(anna.id, caps.id)])
            raise RuntimeError("half way")
    assert not await Membership.all()
    assert not await Job.all()


async def test_of_two_who_take_the_same_name_at_once_one_is_told_in_words() -> None:
    tried = await asyncio.gather(
        *(groups.create(SYSTEM, "Capitals") for _ in range(3)), return_exceptions=True
    )
    assert sum(not isinstance(t, Exception) for t in tried) == 1
    assert all(isinstance(t, Conflict) for t in tried if isinstance(t, Exception)), tried
