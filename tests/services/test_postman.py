"""Posts and direct messages over the wire: shown once, and every refusal told apart."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.client import Discord
from bot.rules.posts import Button, Card, Style, Tone
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused
from tests.discord_bed import bed, options
from tests.sandbox.discord_house import House, build

CARD = Card(
    "⚠️ Nil Alt left your account.",
    ("It was added to another account.", "Your main stays Anna Trader."),
    Tone.WAITING,
    (Button("My account", "b1:me:show", style=Style.PRIMARY), Button("Site", url="https://example.org")),
)


@pytest.fixture
async def place(db: str) -> AsyncIterator[tuple[House, Discord]]:
    async with bed() as found:
        yield found


async def test_a_direct_message_stands_alone_in_its_content(place: tuple[House, Discord]) -> None:
    house, gateway = place
    await gateway.direct(int(house.pilot), CARD, "n")
    (message,) = await house.world.people.dms(house.pilot)
    assert message["content"] == CARD.content
    assert message["embeds"][0]["description"].startswith("It was added")
    assert len(message["components"][0]["components"]) == 2


async def test_a_closed_inbox_is_told_from_an_outage(place: tuple[House, Discord]) -> None:
    house, gateway = place
    await house.world.people.close_dms(house.pilot)
    with pytest.raises(ServiceRefused, match="inbox_closed"):
        await gateway.direct(int(house.pilot), CARD, "n")
    house.world.faults.add("POST", r".*/users/@me/channels", status=403, times=1)
    with pytest.raises((ServiceRefused, ServiceDown)):
        await gateway.direct(int(house.owner), CARD, "n")


async def test_the_same_nonce_shows_one_message(place: tuple[House, Discord]) -> None:
    house, gateway = place
    first = await gateway.send(int(house.channel), CARD, "7-1")
    assert await gateway.send(int(house.channel), CARD, "7-1") == first
    assert len(await house.world.people.channel_messages(house.channel)) == 1


async def test_the_same_direct_message_twice_is_one(place: tuple[House, Discord]) -> None:
    house, gateway = place
    await gateway.direct(int(house.pilot), CARD, "n7")
    await gateway.direct(int(house.pilot), CARD, "n7")
    assert len(await house.world.people.dms(house.pilot)) == 1


async def test_a_post_is_edited_and_a_deleted_one_is_missed(place: tuple[House, Discord]) -> None:
    house, gateway = place
    message = await gateway.send(int(house.channel), CARD, "7-1")
    await gateway.edit(int(house.channel), message, Card("Over", (), Tone.OVER))
    (shown,) = await house.world.people.channel_messages(house.channel)
    assert (shown["content"], shown["embeds"], shown["components"]) == ("Over", [], [])
    await house.rest("DELETE", f"/channels/{house.channel}/messages/{message}")
    with pytest.raises(NoSuchAccount):
        await gateway.edit(int(house.channel), message, CARD)
    with pytest.raises(NoSuchAccount):
        await gateway.send(4711, CARD, "7-2")


async def test_where_we_may_not_write_we_are_refused(place: tuple[House, Discord]) -> None:
    house, gateway = place
    with pytest.raises(ServiceRefused, match="no_permission"):
        await gateway.send(int(house.staff_channel), CARD, "7-1")


async def test_a_long_text_is_cut_to_what_discord_takes(place: tuple[House, Discord]) -> None:
    house, gateway = place
    await gateway.send(int(house.channel), Card("x" * 3000, ("y. " * 3000,)), "7-1")
    (shown,) = await house.world.people.channel_messages(house.channel)
    assert len(shown["content"]) <= 2000
    assert len(shown["embeds"][0]["description"]) <= 4096


async def test_an_answer_that_is_long_over_says_so(place: tuple[House, Discord]) -> None:
    assert await place[1].answer("no-such-token", CARD) is False


async def test_without_a_connection_it_is_for_later(db: str) -> None:
    with pytest.raises(ServiceDown):
        await Discord(options(build())).direct(1, CARD, "n")
