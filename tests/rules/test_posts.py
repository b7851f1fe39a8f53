"""Posts: a row first, one message per thing, edits coalesced, trouble said once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot import clock as bot_clock
from bot.database import rows
from bot.errors import Forbidden, Invalid
from bot.rules import brake, delivery, guilds, postings, posts, told
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.guilds import ChannelFacts
from bot.rules.outside import outside
from models.brakes import Brake
from models.discord import DiscordUser
from models.links import LinkOffer, LinkStatus
from models.notices import Delivery, Level, Notice
from models.organisations import Corporation
from models.posts import Post, PostChannel, PostState
from tests.conftest import ManualClock
from tests.rules.guild_double import GUILD, link
from tests.rules.postman_double import CLOSED, OPEN, FakePostman, postman
from tests.world import make_state, make_user


@pytest.fixture
async def man(db: str, clock: ManualClock) -> AsyncIterator[FakePostman]:
    async with postman() as made:
        yield made


async def work() -> None:
    """Show the posts that wait and are due, as the worker would."""
    for row in await rows("SELECT id, `key` AS k FROM jobs WHERE name = 'post.show'"):
        await rows("DELETE FROM jobs WHERE id = %s", [row["id"]])
        await posts.show(row["k"])


async def test_choosing_a_channel_puts_the_welcome_there_once(man: FakePostman) -> None:
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    await work()
    await posts.refresh(postings.WELCOME)
    await work()
    (card,) = man.channels[OPEN].values()
    assert [b.id for b in card.buttons] == ["b1:link:start", "b1:link:why"]
    assert (await Post.get(kind="welcome")).state is PostState.SHOWN


async def test_a_crash_between_sending_and_remembering_shows_nothing_twice(man: FakePostman) -> None:
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    await work()
    await Post.all().update(message_id=None, content_hash="", state=PostState.WANTED, edited_at=None)
    await posts.show("welcome:standing")
    assert len(man.channels[OPEN]) == 1


async def test_staff_posts_never_go_where_everyone_reads(man: FakePostman) -> None:
    with pytest.raises(Invalid, match="posts.readable_by_all"):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, OPEN)
    with pytest.raises(Forbidden):
        await posts.choose(Actor(1, face=Face.DISCORD), GUILD, postings.STAFF, CLOSED)


async def test_a_staff_channel_opened_to_everyone_later_gets_nothing_and_staff_are_told_once(
    man: FakePostman,
) -> None:
    await make_user("Boss", superuser=True)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, []))
    row = await _brake()
    for _ in range(2):
        await posts.show(f"staff:brake:{row.id}")
    assert man.channels == {}
    assert (await PostChannel.get(kind="staff")).trouble == "readable_by_all"
    assert await Notice.filter(key="notice.channel_trouble").count() == 1


async def _brake() -> Brake:
    people = [await make_user(f"Pilot {i}") for i in range(3)]
    now = bot_clock.now()
    await Corporation.create(id=98600001, name="Provi Traders", due_at=now)
    why = {
        "count": 3,
        "from_corporation": 98600001,
        "from_alliance": None,
        "to_corporation": 98600005,
        "to_alliance": None,
    }
    payload = {"users": [p.id for p in people], "why": why}
    return await Brake.create(
        source="affiliations",
        fingerprint="x",
        losers=30,
        holders=40,
        payload=payload,
        created_at=now,
        seen_at=now,
    )


async def test_a_stopped_pass_says_who_and_why_and_later_who_decided(
    man: FakePostman, clock: ManualClock
) -> None:
    boss = await make_user("Boss", superuser=True)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    row = await _brake()
    await posts.show(f"staff:brake:{row.id}")
    (asked,) = man.channels[CLOSED].values()
    assert "30 of 40" in asked.content
    assert any("Pilot 0" in line and "+27" in line for line in asked.lines)
    assert "3 of them from Provi Traders to 98600005" in asked.lines, "names where there are any"
    assert [b.id for b in asked.buttons] == [f"b1:brake:do:{row.id}", f"b1:brake:keep:{row.id}"]
    await clock.advance(6)
    await brake.decide(Actor(boss.id, face=Face.DISCORD, superuser=True), row.id, do_it=False)
    await work()
    (decided,) = man.channels[CLOSED].values()
    assert "Boss" in decided.content
    assert decided.buttons == ()


async def test_edits_are_at_most_one_in_five_seconds(man: FakePostman, clock: ManualClock) -> None:
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    await work()
    outside.site_name = "Another"
    try:
        await posts.show("welcome:standing")
        (card,) = man.channels[OPEN].values()
        assert "Another" not in card.content
        await clock.advance(5)
        await work()
        (card,) = man.channels[OPEN].values()
        assert "Another" in card.content
    finally:
        outside.site_name = "Concord"


async def test_a_deleted_post_is_made_again_at_the_next_change(man: FakePostman, clock: ManualClock) -> None:
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    await work()
    man.channels[OPEN].clear()
    await Post.all().update(content_hash="changed")
    await clock.advance(10)
    await posts.show("welcome:standing")
    assert (await Post.get(kind="welcome")).state is PostState.GONE
    await posts.show("welcome:standing")
    assert len(man.channels[OPEN]) == 1


async def test_a_channel_where_we_may_not_write_is_said_once(man: FakePostman) -> None:
    await make_user("Boss", superuser=True)
    man.mute = True
    await posts.choose(SYSTEM, GUILD, postings.WELCOME, OPEN)
    await work()
    await posts.show("welcome:standing")
    assert await Notice.filter(key="notice.channel_trouble").count() == 1


# -- direct messages ---------------------------------------------------------------------------------------


async def _notice(user_id: int, key: str = "link.over", level: Level = Level.INFO) -> Notice:
    now = bot_clock.now()
    return await Notice.create(
        user_id=user_id, key=key, level=level, created_at=now, delivery=Delivery.WAITING
    )


async def test_notices_of_one_person_are_one_message_the_weightiest_first(man: FakePostman) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    await _notice(user.id)
    await _notice(user.id, "error.old_button", Level.DANGER)
    await delivery.send(user.id)
    await delivery.send(user.id)
    (card,) = man.inboxes[discord_id]
    assert card.content.startswith("⛔ This button")
    assert len(card.lines) == 1
    assert await Notice.filter(delivery=Delivery.SENT).count() == 2


async def test_a_crash_after_a_direct_message_does_not_send_it_again(man: FakePostman) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    await _notice(user.id)
    await delivery.send(user.id)
    await Notice.all().update(delivery=Delivery.WAITING)
    await delivery.send(user.id)
    assert len(man.inboxes[discord_id]) == 1


NASTY = "[free ISK](https://evil.example) @everyone <@&5> **x** `y` :x: #z"


def test_names_are_no_markup_no_link_and_no_mention() -> None:
    shown = posts.plain(NASTY)
    assert "\\[free ISK\\](https\\://evil.example) \\@everyone \\<\\@&5\\>" in shown
    assert posts.plain("Jean-Luc d'Arc II.") == "Jean-Luc d'Arc II."
    assert posts.plain("# big\n- list") == "\\# big\n\\- list"
    assert posts.plain("<@123>") == "<@123>"


async def test_a_name_in_a_direct_message_is_only_a_name(man: FakePostman) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    notice = await _notice(user.id, "notice.character_added")
    await Notice.filter(id=notice.id).update(facts={"character": NASTY, "character_id": 1})
    await delivery.send(user.id)
    (card,) = man.inboxes[discord_id]
    assert posts.plain(NASTY) in card.content
    assert NASTY not in card.content


async def test_a_closed_inbox_is_not_tried_again_for_a_day(man: FakePostman, clock: ManualClock) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    man.closed.add(discord_id)
    await _notice(user.id)
    await delivery.send(user.id)
    assert await delivery.inbox_is_closed(discord_id)
    man.closed.clear()
    await _notice(user.id)
    await delivery.send(user.id)
    assert man.inboxes == {}
    await clock.advance(86_500)
    await _notice(user.id)
    await delivery.send(user.id)
    assert len(man.inboxes[discord_id]) == 1
    assert not await delivery.inbox_is_closed(discord_id)


async def test_at_most_twenty_direct_messages_a_minute(man: FakePostman, clock: ManualClock) -> None:
    people = [await make_user(f"Pilot {i}") for i in range(25)]
    for user in people:
        await link(user, None)
        await _notice(user.id)
    for user in people:
        await delivery.send(user.id)
    assert len(man.inboxes) == 20
    await clock.advance(61)
    for row in await rows("SELECT `key` AS k FROM jobs WHERE name = 'notice.send'"):
        await delivery.send(int(row["k"]))
    assert len(man.inboxes) == 25


async def test_somebody_without_discord_reads_it_on_the_site(man: FakePostman) -> None:
    user = await make_user("Anna")
    notice = await _notice(user.id)
    await delivery.send(user.id)
    assert (await Notice.get(id=notice.id)).delivery is Delivery.CLOSED
    assert await DiscordUser.all().count() == 0


# -- the answer under the Link button ------------------------------------------------------------------------


async def _offer(user_id: int | None, status: LinkStatus, token: str = "tok") -> LinkOffer:
    now = bot_clock.now()
    assert outside.vault is not None
    return await LinkOffer.create(
        token_hash=f"h{token}",
        status=status,
        discord_id=900,
        username="anna",
        guild_id=GUILD,
        interaction=outside.vault.seal(told.PURPOSE, token),
        user_id=user_id,
        created_at=now,
        expires_at=now,
    )


async def test_the_answer_under_the_button_becomes_the_welcome_and_tells_the_wait(man: FakePostman) -> None:
    await make_state("Guest", guest=True)
    user = await make_user("Anna Trader")
    await make_state("Member", characters=(user.main_id or 0,))
    fake = next(iter(outside.connectors.values()))
    fake.wait = lambda position: 42.0  # type: ignore[attr-defined]
    await told.link((await _offer(user.id, LinkStatus.DONE)).id)
    card = man.answers["tok"]
    assert card.content == "✅ Welcome, Anna Trader. You are Member."
    assert any("42 s" in line for line in card.lines)


async def test_after_fifteen_minutes_it_is_said_directly(man: FakePostman) -> None:
    user = await make_user("Anna Trader")
    man.over.add("tok")
    await told.link((await _offer(user.id, LinkStatus.DONE)).id)
    assert len(man.inboxes[900]) == 1


async def test_a_refused_link_says_so(man: FakePostman) -> None:
    await told.link((await _offer(None, LinkStatus.REFUSED)).id)
    assert man.answers["tok"].content == "You said no: nothing was linked."
