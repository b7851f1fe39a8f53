"""What the gateway tells, over the wire: mirrors, people who come and go, hand edits put right within seconds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot import clock
from bot.client import Discord
from bot.database import rows, transaction
from bot.rules import guilds, services
from bot.rules.events import MainChanged
from bot.rules.outside import outside
from bot.rules.queue import emit
from bot.services.discord import DiscordConnector
from models.discord import DiscordUser, Guild, GuildChannel, GuildRole, RoleMapping
from models.grants import StateGrant
from models.notices import Notice
from models.services import Account, AccountStatus
from models.states import EntityKind, State, StateMember
from models.users import User
from tests.conftest import Drain
from tests.discord_bed import connected, until, writes
from tests.patience import Watch
from tests.sandbox.discord_house import House, build, serving
from tests.services.waiting import eventually
from tests.world import make_state, make_user


class Place:
    def __init__(self, house: House, gateway: Discord, instance: int, pilot: User) -> None:
        self.house, self.gateway, self.instance, self.pilot = house, gateway, instance, pilot

    async def work(self) -> None:
        """Do the puts that wait."""
        waiting = await rows(
            "SELECT id, `key` AS k FROM jobs WHERE name = 'service.put' ORDER BY priority, id"
        )
        await rows("DELETE FROM jobs WHERE name = 'service.put'")
        assert await services.put_many(self.instance, [int(r["k"].split(":")[1]) for r in waiting]) == {}

    async def waiting(self) -> object:
        return await rows("SELECT id FROM jobs WHERE name = 'service.put'")

    def worn(self) -> set[str]:
        guild = self.house.world.guild(self.house.guild)
        return {guild.roles[r]["name"] for r in guild.members[self.house.pilot]["roles"]}


@pytest.fixture
async def place(db: str) -> AsyncIterator[Place]:
    state = await make_state("Pilots")
    await StateGrant.create(state=state, permission="discord.access_discord")
    await make_user("Boss", superuser=True)
    user = await make_user("Anna Trader", state=state)
    async with bed_with_guild() as (house, gateway):
        instance = (await Guild.get(id=int(house.guild))).instance_id
        connector = DiscordConnector(gateway, int(house.guild))
        await connector.open()
        outside.connectors[instance] = connector
        await DiscordUser.create(id=int(house.pilot), user=user, username="pilot", linked_at=clock.now())
        made = Place(house, gateway, instance, user)
        await services.reassess(frozenset({user.id}))
        await eventually(lambda: GuildRole.filter(guild_id=int(house.guild)).exists(), "the mirror")
        await made.work()
        yield made
        await connector.close()
        outside.connectors.clear()


@asynccontextmanager
async def bed_with_guild() -> AsyncIterator[tuple[House, Discord]]:
    """The bed, with its guild served before our client comes in."""
    async with serving(build()) as house:
        await guilds.seed_first(int(house.guild))
        async with connected(house, ("cogs.gateway",)) as gateway:
            yield house, gateway


async def test_the_guild_is_mirrored_with_roles_channels_and_our_place_in_it(place: Place) -> None:
    guild = await Guild.get(id=int(place.house.guild))
    assert (guild.name, guild.present, guild.top_position) == ("Test Alliance", True, 5)
    names = set(await GuildChannel.all().values_list("name", flat=True))
    assert names == {"general", "staff"}
    staff = await GuildChannel.get(name="staff")
    assert staff.overwrites == [{"id": place.house.guild, "kind": "role", "allow": 0, "deny": 1 << 10}]


async def test_the_first_role_was_made_and_given_and_nothing_else_was_written(place: Place) -> None:
    assert place.worn() == {"Pilots"}
    assert [r.method for r in writes(place.house)] == ["POST", "PUT"]
    assert (await services.reconcile(place.instance)).differing == 0
    assert len(writes(place.house)) == 2


async def test_a_managed_role_taken_by_hand_comes_back(place: Place) -> None:
    role = str((await RoleMapping.get(guild_id=int(place.house.guild))).role_id)
    await place.house.world.people.set_roles(
        place.house.owner, place.house.guild, place.house.pilot, remove=[role]
    )
    await eventually(place.waiting, "the reversal")
    await place.work()
    assert place.worn() == {"Pilots"}


async def test_other_roles_given_by_hand_stay_and_cost_nothing(place: Place) -> None:
    before = len(writes(place.house))
    await place.house.world.people.set_roles(
        place.house.owner, place.house.guild, place.house.pilot, add=[place.house.member_role]
    )
    guild = place.gateway.guild(int(place.house.guild))
    assert guild is not None
    await until(lambda: len(guild.get_member(int(place.house.pilot)).roles) == 3, "the event")  # type: ignore[union-attr]
    await place.work()
    assert place.worn() == {"Pilots", "Member"}
    assert len(writes(place.house)) == before


async def test_leaving_and_coming_back_loses_nothing(place: Place) -> None:
    people, house = place.house.world.people, place.house
    await people.leave(house.pilot, house.guild)
    await eventually(lambda: Account.filter(status=AccountStatus.ABSENT).exists(), "the leaving")
    assert await DiscordUser.exists(user_id=place.pilot.id)
    await people.join(house.pilot, house.guild)
    await eventually(place.waiting, "the return")
    await place.work()
    assert place.worn() == {"Pilots"}


async def test_a_deleted_role_is_made_anew(place: Place) -> None:
    mapping = await RoleMapping.get(guild_id=int(place.house.guild))
    await place.house.rest("DELETE", f"/guilds/{place.house.guild}/roles/{mapping.role_id}")
    await eventually(lambda: RoleMapping.filter(role_id__isnull=True).exists(), "the deletion")
    await services.reconcile(place.instance)
    await place.work()
    assert place.worn() == {"Pilots"}


async def test_a_channel_made_renamed_and_deleted_is_followed(place: Place) -> None:
    made = place.house.world.create_channel(place.house.guild, "news")
    await eventually(lambda: GuildChannel.filter(id=int(made), name="news").exists(), "the channel")


async def test_after_three_reversals_we_stop_and_name_who_did_it(place: Place) -> None:
    role = str((await RoleMapping.get(guild_id=int(place.house.guild))).role_id)
    people, house = place.house.world.people, place.house
    for _ in range(3):
        await people.set_roles(house.owner, house.guild, house.pilot, remove=[role])
        await eventually(place.waiting, "the reversal")
        await place.work()
    await people.set_roles(house.owner, house.guild, house.pilot, remove=[role])
    await eventually(lambda: Notice.filter(key="notice.hand_edits").exists(), "the telling")
    told = await Notice.get(key="notice.hand_edits")
    assert told.facts["actor"] == f"<@{house.owner}>"
    assert place.worn() == set()


async def test_a_change_of_state_runs_through_the_house_to_the_role(place: Place, drain: Drain) -> None:
    state = await State.get(name="Pilots")
    await make_state("Guest", guest=True)
    await StateMember.create(state=state, kind=EntityKind.CHARACTER, entity_id=place.pilot.main_id or 0)
    await _settle(place, drain)
    assert place.worn() == {"Pilots"}
    await StateMember.all().delete()
    watch = Watch()
    await _settle(place, drain)
    took = watch.seconds()
    assert place.worn() == set()
    print(f"role gone {took:.2f} s after the change")
    assert took < 5.0


async def _settle(place: Place, drain: Drain) -> None:
    async with transaction():
        await emit(MainChanged(frozenset({place.pilot.id})))
    await drain()
