"""Mirrors of guilds: what rules and faces know of Discord without asking it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.database import rows
from bot.errors import Forbidden
from bot.rules import guilds, roles
from bot.rules.access import SYSTEM, Actor
from bot.rules.guilds import ChannelFacts, GuildFacts, RoleFacts
from bot.rules.outside import outside
from models.discord import Guild, GuildChannel, GuildRole, RoleMapping
from models.services import Account, AccountStatus
from tests.rules.guild_double import GUILD, FakeGuild, linked, make_guild
from tests.world import make_state


@pytest.fixture
async def place(db: str) -> AsyncIterator[tuple[Guild, FakeGuild]]:
    await make_state("Guest", guest=True)
    yield await make_guild()
    outside.connectors.clear()


async def reconciles() -> int:
    return len(await rows("SELECT id FROM jobs WHERE name = 'service.reconcile'"))


async def test_only_the_first_guild_is_seeded(place: tuple[Guild, FakeGuild]) -> None:
    assert (await guilds.seed_first(4711)).id == GUILD
    assert list(await guilds.served()) == [GUILD]


async def test_a_guild_that_we_do_not_serve_is_not_mirrored(place: tuple[Guild, FakeGuild]) -> None:
    assert not await guilds.seen(
        GuildFacts(4711, "Foreign", 1, 5, 0, "en", [RoleFacts(1, "x", 1, 0, managed=False)])
    )
    await guilds.role_seen(4711, RoleFacts(2, "y", 1, 0, managed=False))
    await guilds.channel_seen(4711, ChannelFacts(3, "z", 0, 0))
    assert not await GuildRole.filter(guild_id=4711).exists()
    assert not await GuildChannel.filter(guild_id=4711).exists()


async def test_what_is_no_longer_there_leaves_the_mirror_and_its_mapping(
    place: tuple[Guild, FakeGuild],
) -> None:
    guild, fake = place
    await make_state("Member")
    table = await roles.ensure(GUILD)
    await roles.make(guild, fake, [m.id for m in table.by_state.values()])
    await guilds.seen(fake.facts(channels=[ChannelFacts(1, "a", 0, 0), ChannelFacts(2, "b", 0, 1)]))
    assert await GuildRole.all().count() == 1
    await guilds.seen(fake.facts(roles=[], channels=[ChannelFacts(2, "renamed", 0, 0)]))
    assert await GuildRole.all().count() == 0
    assert await GuildChannel.all().values_list("name", flat=True) == ["renamed"]
    assert (await RoleMapping.first()).role_id is None  # type: ignore[union-attr]


async def test_a_better_place_of_the_bot_lets_what_was_refused_be_tried_again(
    place: tuple[Guild, FakeGuild],
) -> None:
    guild, fake = place
    user, discord_id = await linked(fake, "Anna")
    await Account.create(
        instance_id=guild.instance_id,
        user=user,
        uid=str(discord_id),
        status=AccountStatus.REFUSED,
        trouble="owner abc",
        since=user.created_at,
    )
    await guilds.described(fake.facts())
    assert (await Account.first()).status is AccountStatus.REFUSED  # type: ignore[union-attr]
    await guilds.described(fake.facts(top_position=20))
    assert (await Account.first()).status is AccountStatus.ACTIVE  # type: ignore[union-attr]
    assert await reconciles() == 1


async def test_the_checklist_says_what_is_missing(place: tuple[Guild, FakeGuild]) -> None:
    with pytest.raises(Forbidden):
        await guilds.checklist(Actor(1, face=SYSTEM.face.WEB), GUILD)
    found = await guilds.checklist(SYSTEM, GUILD)
    assert found is not None
    wrong = {c.key for c in found.checks if not c.fine}
    assert wrong == {"setup.welcome", "setup.staff"}
    await guilds.described(place[1].facts(permissions=0))
    found = await guilds.checklist(SYSTEM, GUILD)
    assert found is not None
    assert "setup.manage_roles" in {c.key for c in found.checks if not c.fine}
    assert await guilds.checklist(SYSTEM, 4711) is None


async def test_commands_are_remembered_as_told(db: str) -> None:
    assert await guilds.commands_told() == ""
    await guilds.tell_commands("one")
    await guilds.tell_commands("two")
    assert await guilds.commands_told() == "two"
