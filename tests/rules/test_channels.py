"""Which channel gets what: seen with what is wrong, tried with an example; and staff are told a line in theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.database import rows
from bot.errors import Forbidden, Invalid
from bot.rules import channels, guilds, postings, posts, request_posts, staff, trailposts
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.guilds import ChannelFacts
from models.notices import Delivery, Notice
from models.posts import PostChannel
from tests.conftest import ManualClock
from tests.rules.guild_double import GUILD
from tests.rules.postman_double import CLOSED, OPEN, FakePostman, postman
from tests.world import make_user


@pytest.fixture
async def man(db: str, clock: ManualClock) -> AsyncIterator[FakePostman]:
    async with postman() as made:
        yield made


async def key_of(name: str) -> str:
    return str((await rows("SELECT `key` AS k FROM jobs WHERE name = %s", [name]))[0]["k"])


async def test_the_overview_says_what_is_wrong_and_takes_its_right(man: FakePostman) -> None:
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    found = {c.kind: c for c in await channels.overview(SYSTEM, GUILD)}
    assert {postings.WELCOME, postings.STAFF, request_posts.KIND, trailposts.KIND} <= set(found)
    assert (found["staff"].channel, found["staff"].wrong) == ("staff", None)
    assert found["welcome"].channel_id is None
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, []))
    (wrong,) = [c.wrong for c in await channels.overview(SYSTEM, GUILD) if c.kind == "staff"]
    assert wrong == ("posts.readable_by_all", {"channel": "staff", "who": ""})
    for ask in (
        channels.overview(Actor(1, Face.WEB, frozenset({STAFF.codename})), GUILD),
        channels.guilds(Actor(1, Face.WEB)),
    ):
        with pytest.raises(Forbidden):
            await ask


async def test_an_example_stands_for_a_minute(man: FakePostman) -> None:
    with pytest.raises(Invalid, match="posts.no_channel"):
        await channels.test(SYSTEM, GUILD, postings.WELCOME)
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    await channels.test(SYSTEM, GUILD, postings.WELCOME)
    await channels.show_test(await key_of("post.test"), "abc")
    (card,) = man.channels[OPEN].values()
    assert "example" in card.content
    for _ in range(2):
        await channels.hide_test(await key_of("post.untest"))
    assert man.channels[OPEN] == {}


async def test_an_example_that_cannot_be_posted_shows_the_trouble(man: FakePostman) -> None:
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    man.mute = True
    await channels.show_test(f"{GUILD}:welcome", "abc")
    assert (await PostChannel.get(kind="welcome")).trouble == "no_permission"


async def test_staff_get_lines_in_their_channel_collected_and_once(man: FakePostman) -> None:
    await make_user("Boss", superuser=True)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    for role in ("A", "B", "A"):
        await staff.tell_staff("notice.roles_full", {"role": role}, once=f"roles_full:{role}")
    await staff.collect()
    await staff.collect()
    keys = [str(r["k"]) for r in await rows("SELECT `key` AS k FROM jobs WHERE name = 'post.show'")]
    for key in keys:
        await posts.show(key)
    (card,) = man.channels[CLOSED].values()
    assert card.content == "⚠️ 2 things need a look."
    assert len(card.lines) == 2
    assert {n.delivery for n in await Notice.all()} == {Delivery.NONE}, "one post and a notice each"


async def test_without_a_channel_staff_are_told_directly(man: FakePostman) -> None:
    await make_user("Boss", superuser=True)
    await staff.tell_staff("notice.roles_full", {"role": "A"}, once="x")
    assert (await Notice.get()).delivery is Delivery.WAITING
