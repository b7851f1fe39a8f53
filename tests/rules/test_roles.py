"""Which role stands for which state or group, and how roles come to be."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import guilds, roles, state_edits
from bot.rules.access import SYSTEM, Actor
from bot.rules.guilds import RoleFacts
from bot.rules.outside import outside
from bot.services.base import ServiceDown
from models.discord import Guild, RoleMapping
from models.notices import Notice
from models.services import Account
from models.states import State
from tests.rules.guild_double import GUILD, FakeGuild, make_guild
from tests.world import make_group, make_state, make_user


class Place:
    def __init__(self, guild: Guild, fake: FakeGuild, member: State) -> None:
        self.guild, self.fake, self.member = guild, fake, member

    async def mapping(self) -> RoleMapping:
        await roles.ensure(GUILD)
        return await RoleMapping.get(state_id=self.member.id)

    async def make(self) -> bool:
        return await roles.make(self.guild, self.fake, [(await self.mapping()).id])


@pytest.fixture
async def place(db: str) -> AsyncIterator[Place]:
    member = await make_state("Member")
    await make_state("Guest", guest=True)
    guild, fake = await make_guild()
    yield Place(guild, fake, member)
    outside.connectors.clear()


async def test_every_state_but_guest_and_every_group_has_a_mapping(place: Place) -> None:
    await make_group("Scouts")
    table = await roles.ensure(GUILD)
    again = await roles.ensure(GUILD)
    assert {m.name for m in table.by_state.values()} == {"Member"}
    assert {m.name for m in table.by_group.values()} == {"Scouts"}
    assert await RoleMapping.all().count() == 2
    assert again.by_state == table.by_state


async def test_an_unknown_guild_has_no_roles(db: str) -> None:
    with pytest.raises(NotFound):
        await roles.ensure(4711)


async def test_a_crash_between_making_and_remembering_makes_no_second_role(place: Place) -> None:
    place.fake.lose_answer = True
    with pytest.raises(ServiceDown):
        await place.make()
    place.fake.lose_answer = False
    assert await place.make()
    assert [c for c in place.fake.calls if c[0] == "make"] == [("make", "Member")]
    assert (await place.mapping()).creating_since is None


async def test_where_roles_are_not_to_be_made_none_are(place: Place) -> None:
    place.guild.create_roles = False
    assert not await place.make()
    assert place.fake.calls == []


async def test_a_full_guild_is_said_once_and_tried_again_when_a_role_goes(place: Place) -> None:
    await make_user("Boss", superuser=True)
    place.fake.full = True
    assert not await place.make()
    assert not await place.make()
    assert (await place.mapping()).trouble == "roles_full"
    assert await Notice.filter(key="notice.roles_full").count() == 1
    place.fake.full = False
    await guilds.role_gone(GUILD, 4711)
    assert await place.make()


async def test_a_role_above_ours_is_neither_given_nor_taken_and_said_once(place: Place) -> None:
    await make_user("Boss", superuser=True)
    await place.make()
    role_id = (await place.mapping()).role_id
    await guilds.role_seen(GUILD, RoleFacts(role_id or 0, "Member", 11, 0, managed=False))
    for _ in range(2):
        table = await roles.ensure(GUILD)
        assert table.managed == frozenset()
    assert await Notice.filter(key="notice.role_above_bot").count() == 1
    await guilds.role_seen(GUILD, RoleFacts(role_id or 0, "Member", 2, 0, managed=False))
    assert (await roles.ensure(GUILD)).managed == {str(role_id)}


async def test_a_deleted_role_is_made_anew(place: Place) -> None:
    await place.make()
    role_id = (await place.mapping()).role_id
    assert role_id
    del place.fake.roles[str(role_id)]
    await guilds.role_gone(GUILD, role_id)
    assert await place.make()
    assert (await place.mapping()).role_id not in (None, role_id)


async def test_a_rename_renames_unless_somebody_named_the_role_otherwise(place: Place) -> None:
    await place.make()
    mapping = await place.mapping()
    await guilds.role_seen(GUILD, RoleFacts(mapping.role_id or 0, "Member", 1, 0, managed=False))
    await roles.renamed(state_id=place.member.id, old="Member", new="Pilot")
    await roles.rename(mapping.id, "Pilot")
    assert ("rename", "Pilot") in place.fake.calls
    await guilds.role_seen(GUILD, RoleFacts(mapping.role_id or 0, "By hand", 1, 0, managed=False))
    place.fake.calls.clear()
    await roles.renamed(state_id=place.member.id, old="Pilot", new="Again")
    from bot.database import rows

    assert len(await rows("SELECT id FROM jobs WHERE name = 'role.rename'")) == 1  # the first one's only


@pytest.mark.parametrize("right", sorted(roles.DANGEROUS))
async def test_a_role_with_power_is_never_adopted(place: Place, right: str) -> None:
    await guilds.role_seen(GUILD, RoleFacts(77, "Strong", 1, roles.DANGEROUS[right], managed=False))
    with pytest.raises(Invalid, match="roles.dangerous") as refused:
        await roles.adopt(SYSTEM, GUILD, (await place.mapping()).id, 77)
    assert refused.value.values["rights"] == right


async def test_adoption_is_a_choice_of_staff_and_checked(place: Place) -> None:
    mapping = await place.mapping()
    await guilds.role_seen(GUILD, RoleFacts(77, "Pilots", 1, 0, managed=False))
    await guilds.role_seen(GUILD, RoleFacts(78, "Booster", 1, 0, managed=True))
    await guilds.role_seen(GUILD, RoleFacts(79, "High", 50, 0, managed=False))
    with pytest.raises(Forbidden):
        await roles.adopt(Actor(user_id=None, face=SYSTEM.face.WEB), GUILD, mapping.id, 77)
    with pytest.raises(Invalid, match="roles.not_ours"):
        await roles.adopt(SYSTEM, GUILD, mapping.id, 78)
    with pytest.raises(Invalid, match="roles.above_bot"):
        await roles.adopt(SYSTEM, GUILD, mapping.id, 79)
    with pytest.raises(NotFound):
        await roles.adopt(SYSTEM, GUILD, mapping.id, 4711)
    await roles.adopt(SYSTEM, GUILD, mapping.id, 77)
    assert (await roles.ensure(GUILD)).managed == {"77"}


async def test_one_role_stands_for_one_thing(place: Place) -> None:
    group = await make_group("Scouts")
    await roles.ensure(GUILD)
    other = await RoleMapping.get(group_id=group.id)
    await guilds.role_seen(GUILD, RoleFacts(77, "Pilots", 1, 0, managed=False))
    await roles.adopt(SYSTEM, GUILD, (await place.mapping()).id, 77)
    with pytest.raises(Conflict, match="roles.taken"):
        await roles.adopt(SYSTEM, GUILD, other.id, 77)
    assert await Account.all().count() == 0


async def test_the_role_of_a_deleted_state_stays_ours_so_that_its_wearers_lose_it(place: Place) -> None:
    rank = await make_state("Recruit", priority=7)
    await roles.ensure(GUILD)
    await RoleMapping.filter(state_id=rank.id).update(role_id=4711)
    await state_edits.delete(SYSTEM, rank.id)
    assert "4711" in (await roles.ensure(GUILD)).managed
