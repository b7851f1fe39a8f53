"""/admin channels: chosen, refused with a reason, vouched for, tried."""

from __future__ import annotations

from bot.database import rows
from models.discord import GuildChannel
from models.posts import PostChannel, VouchedReader
from tests.cogs.conftest import Place, ids, words
from tests.cogs.test_admin import boss
from tests.services.waiting import eventually
from tests.world import make_user

VIEW = 1 << 10


async def hidden_channel(place: Place) -> str:
    """The staff channel as the bot and the members see it."""
    house = place.house
    channel = house.world.guild(house.guild).channels[house.staff_channel]
    for role in (house.bot_role, house.member_role):
        channel["permission_overwrites"].append(
            {"id": role, "type": 0, "allow": str(VIEW | 1 << 11 | 1 << 14), "deny": "0"}
        )
    house.world.emit("CHANNEL_UPDATE", channel, guild_id=house.guild)

    async def seen() -> bool:
        return len((await GuildChannel.get(id=int(house.staff_channel))).overwrites) == 3

    await eventually(seen, "the channel's rights")
    return house.staff_channel


async def test_a_channel_is_chosen_vouched_for_and_tried(place: Place) -> None:
    await boss(place)
    owner, channel = place.house.owner, await hidden_channel(place)
    panel = await place.type("admin channels", owner)
    assert "what needs a decision or a hand" in words(panel)
    asked = await place.press(panel, "s1:channels:choose:staff:1", channel, who=owner)
    assert "Concord does not know who that is" in words(asked)
    assert not await PostChannel.exists()
    button = next(i for i in ids(asked) if i.startswith("b1:channels:vouch:staff"))
    panel = await place.press(asked, button, who=owner)
    assert (await PostChannel.get(kind="staff")).channel_id == int(channel)
    assert await VouchedReader.all().count() == 1
    await place.press(panel, "b1:channels:test:staff:1", who=owner)
    assert await rows("SELECT id FROM jobs WHERE name = 'post.test'")


async def test_a_channel_that_everyone_reads_is_refused(place: Place) -> None:
    await boss(place)
    panel = await place.type("admin channels", place.house.owner)
    answer = await place.press(
        panel, "s1:channels:choose:staff:1", place.house.channel, who=place.house.owner
    )
    assert "can be read by everyone" in words(answer)


async def test_staff_without_the_right_are_refused(place: Place) -> None:
    await place.link(await make_user("Anna", staff=True), place.house.owner)
    assert words(await place.type("admin channels", place.house.owner)).startswith("❌")
