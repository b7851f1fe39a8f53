"""States and permissions from edit to service: assertions 12 to 20 of behaviour 1.39, one story each, through the queue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.errors import Forbidden, Invalid
from bot.rules import access, activation, grants, groups, identity, ranks, state_edits, states
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.grants import Change, Holder
from bot.rules.outside import outside
from bot.rules.ranks import Rank
from bot.rules.state_edits import Edit
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, Membership
from models.notices import Notice
from models.states import EntityKind, State
from models.users import User
from tests.conftest import Drain
from tests.rules.guild_double import FakeGuild, linked, make_guild
from tests.rules.signing import acting, told
from tests.world import make_character, make_group, make_user

HOME = (EntityKind.CORPORATION, 11)
DISCORD = "discord.access_discord"


@dataclass
class Place:
    """Guest, Blue and Member, a guild, and who edits states."""

    fake: FakeGuild
    drain: Drain

    async def edit(self, name: str, **what: object) -> None:
        state = await State.get(name=name)
        edit = Edit(state.id, **what)  # type: ignore[arg-type]
        seen = await state_edits.preview(SYSTEM, edit)
        await state_edits.apply(SYSTEM, edit, seen.effects.fingerprint)
        await self.drain()

    async def state(self, user: User) -> str:
        return (await User.get(id=user.id).select_related("state")).state.name


@pytest.fixture
async def place(db: str, drain: Drain) -> AsyncIterator[Place]:
    await states.ensure_defaults()
    _, fake = await make_guild()
    yield Place(fake, drain)
    outside.connectors.clear()


async def test_12_without_a_main_one_is_a_guest_and_inactive_people_are_whatever_their_main_is(
    place: Place,
) -> None:
    nobody, gone = await make_user(None), await make_user("Gone", corporation=11, active=False)
    await make_character("Alt", user=nobody, corporation=11)
    await place.edit("Member", add=frozenset({HOME}))
    assert {await place.state(u) for u in (nobody, gone)} == {"Guest"}


async def test_13_the_higher_priority_wins_when_several_states_match(place: Place) -> None:
    user = await make_user("Anna", corporation=11)
    await place.edit("Blue", add=frozenset({HOME}))
    await place.edit("Member", add=frozenset({HOME}))
    assert await place.state(user) == "Member"
    await place.edit("Blue", priority=200)
    assert await place.state(user) == "Blue"


async def test_14_a_public_state_matches_everyone_with_a_main(place: Place) -> None:
    anna, nobody = await make_user("Anna"), await make_user(None)
    await place.edit("Blue", public=True)
    assert (await place.state(anna), await place.state(nobody)) == ("Blue", "Guest")


async def test_15_a_corporation_added_to_a_state_lifts_members_of_lower_states_only(place: Place) -> None:
    high, low = await make_user("High", corporation=11), await make_user("Low", corporation=11)
    await place.edit("Member", add=frozenset({(EntityKind.CHARACTER, high.main_id or 0)}))
    since = (await User.get(id=high.id)).state_since
    await place.edit("Blue", add=frozenset({HOME}))
    assert (await place.state(high), await place.state(low)) == ("Member", "Blue")
    assert (await User.get(id=high.id)).state_since == since


async def test_16_a_deleted_state_reassigns_its_people_and_guest_cannot_be_deleted(place: Place) -> None:
    user = await make_user("Anna", corporation=11)
    for name in ("Blue", "Member"):
        await place.edit(name, add=frozenset({HOME}))
    await place.edit("Member", delete=True)
    assert await place.state(user) == "Blue"
    with pytest.raises(Invalid):
        await place.edit("Guest", delete=True)


async def test_17_deactivation_makes_a_guest_without_telling_so_and_reactivation_brings_everything_back(
    place: Place,
) -> None:
    """Otherwise than Alliance Auth, as the issue decides: the service accounts that we closed open again."""
    user, discord_id = await linked(place.fake, "Anna", corporation=11)
    await place.edit("Member", add=frozenset({HOME}))
    assert place.fake.worn(discord_id) == {"Member"}
    officer = acting((await make_user("Boss")).id, activation.ACTIVATE)
    await Notice.filter(user=user).delete()
    await activation.deactivate(officer, [user.id], "holidays")
    await place.drain()
    assert await place.state(user) == "Guest"
    assert await access.permissions_of([user.id]) == {user.id: frozenset()}
    assert place.fake.worn(discord_id) == set()
    assert not [k for k in await told(user.id) if k.startswith("notice.state")]
    await activation.activate(officer, [user.id])
    await place.drain()
    assert await place.state(user) == "Member"
    assert place.fake.worn(discord_id) == {"Member"}


async def test_18_any_source_of_a_permission_suffices_and_the_last_one_takes_the_service_along(
    place: Place,
) -> None:
    user, discord_id = await linked(place.fake, "Anna", corporation=11)
    group: Group = await make_group("Friends")
    await Membership.create(group=group, user=user, since=user.created_at)
    await place.edit("Member", add=frozenset({HOME}))
    sources = [
        (Holder.STATE, (await State.get(name="Member")).id),
        (Holder.GROUP, group.id),
        (Holder.USER, user.id),
    ]
    for holder, holder_id in sources[1:]:
        await grants.give(SYSTEM, DISCORD, holder, holder_id)
    for holder, holder_id in sources:
        assert "Member" in place.fake.worn(discord_id)
        await grants.take(SYSTEM, DISCORD, holder, holder_id)
        await place.drain()
    assert place.fake.worn(discord_id) == set()
    for holder, holder_id in sources:
        await grants.give(SYSTEM, DISCORD, holder, holder_id)
        await place.drain()
        assert "Member" in place.fake.worn(discord_id)
        await grants.take(SYSTEM, DISCORD, holder, holder_id)
        await place.drain()


async def test_19_staff_change_neither_restricted_groups_nor_permissions_nor_ranks(place: Place) -> None:
    user = await make_user("Staff")
    group = await make_group("Directors")
    await Group.filter(id=group.id).update(restricted=True)
    await GroupGrant.create(group=group, permission="auth.change_user")
    rights = (STAFF, groups.MANAGE, states.CHANGE, "groupmanagement.change_group")
    for right in rights:
        await UserGrant.create(user=user, permission=str(right))
    staff = await access.actor_of_user(user.id, Face.WEB)
    member = await State.get(name="Member")
    before = await StateGrant.all().count()
    for attempt in (
        lambda: grants.give(staff, DISCORD, Holder.USER, user.id),
        lambda: grants.apply(staff, Change(DISCORD, Holder.STATE, member.id), ""),
        lambda: state_edits.preview(staff, Edit(member.id, grant=frozenset({"core.staff"}))),
        lambda: ranks.change(staff, user.id, Rank.SUPERUSER, "session"),
        lambda: ranks.look(staff, user.id),
        lambda: grants.must_not_lift(staff, [(user.id, group.id)]),
    ):
        with pytest.raises(Forbidden):
            await attempt()
    assert await UserGrant.filter(user=user).count() == len(rights)
    assert (await StateGrant.all().count(), await Membership.all().count()) == (before, 0)
    assert not await User.filter(is_superuser=True).exists()


async def test_20_a_change_of_state_is_told_exactly_once(place: Place) -> None:
    user = await make_user("Anna", corporation=11)
    await place.edit("Member", add=frozenset({HOME}))
    for _ in range(2):
        await states.tell(frozenset({user.id}))  # as after a crash
        await states.look_at_everybody()
        await place.drain()
    assert [k for k in await told(user.id) if k.startswith("notice.state")] == ["notice.state.given"]
    await place.edit("Member", remove=frozenset({HOME}))
    assert (await told(user.id))[-1] == "notice.state.guest"
    other = await make_character("Other", user=user, corporation=12)
    await identity.change_main(Actor(user_id=user.id, face=Face.WEB), other.id)
    await place.drain()
    assert len([k for k in await told(user.id) if k.startswith("notice.state")]) == 2
