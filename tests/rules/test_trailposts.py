"""Changes to access where auditors read: one line each, collected for a minute, nothing twice and nothing left out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.database import rows
from bot.rules import audit, posts, trailposts
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.audit import Entry
from bot.rules.places import Unfit
from models.queue import Mark
from tests.conftest import ManualClock
from tests.rules.guild_double import GUILD
from tests.rules.postman_double import CLOSED, OPEN, FakePostman, postman
from tests.world import make_user


@pytest.fixture
async def man(db: str, clock: ManualClock) -> AsyncIterator[FakePostman]:
    async with postman() as made:
        await posts.choose(SYSTEM, GUILD, trailposts.KIND, CLOSED)
        await a_minute(clock)
        yield made


async def a_minute(clock: ManualClock) -> None:
    """The clockwork's next look, and what it queued."""
    await clock.advance(60)
    await trailposts.collect()
    for row in await rows("SELECT id, `key` AS k FROM jobs WHERE name = 'post.show'"):
        await rows("DELETE FROM jobs WHERE id = %s", [row["id"]])
        await posts.show(row["k"])


async def test_a_minutes_changes_are_one_post_with_a_line_each(man: FakePostman, clock: ManualClock) -> None:
    boss, anna = await make_user("Boss"), await make_user("Anna *Trader*")
    acting = Actor(user_id=boss.id, face=Face.DISCORD, superuser=True, reason="because")
    await audit.record(acting, [Entry("grant.given", anna.id, after={"permission": "core.staff"})])
    await audit.record(SYSTEM, [Entry("state.changed", anna.id, "", {"state": "Guest"}, {"state": "Member"})])
    await a_minute(clock)
    (card,) = man.channels[CLOSED].values()
    assert card.content == "2 changes to access"
    given, changed = card.lines
    assert r"**Anna \*Trader\*** was given a permission" in given
    assert given.endswith("by Boss · “because”")
    assert "Guest → Member" in changed


async def test_nothing_is_told_twice_and_nothing_left_out(man: FakePostman, clock: ManualClock) -> None:
    await audit.record(SYSTEM, [Entry("state.saved", thing="state:1")])
    await clock.advance(50)
    await audit.record(SYSTEM, [Entry("state.deleted", thing="state:1")])  # too young for the next look
    for _ in range(4):
        await a_minute(clock)
    told = [c.lines for c in man.channels[CLOSED].values()]
    assert ["created or changed" in text for lines in told for text in lines] == [True, False]
    assert sum(map(len, told)) == 2


async def test_without_a_change_nothing_is_posted(man: FakePostman, clock: ManualClock) -> None:
    await a_minute(clock)
    assert CLOSED not in man.channels


async def test_very_many_changes_are_counted(man: FakePostman, clock: ManualClock) -> None:
    people = [(await make_user(f"Pilot {i}")).id for i in range(20)]
    await audit.record_alike(SYSTEM, "state.changed", people, {"state": "Guest"}, {"state": "Member"})
    await a_minute(clock)
    (card,) = man.channels[CLOSED].values()
    assert card.content == "20 changes to access"
    assert len(card.lines) == trailposts.MOST + 1
    assert card.lines[-1] == "… and 5 more. In all: changed state: 20."


async def test_the_past_is_not_told_and_a_channel_taken_away_ends_it(
    man: FakePostman, clock: ManualClock
) -> None:
    await posts.choose(SYSTEM, GUILD, trailposts.KIND, None)
    await a_minute(clock)
    assert not await Mark.filter(name=trailposts.MARK).exists()
    await audit.record(SYSTEM, [Entry("state.saved", thing="state:1")])
    await a_minute(clock)
    await posts.choose(SYSTEM, GUILD, trailposts.KIND, CLOSED)
    await a_minute(clock)
    await a_minute(clock)
    assert CLOSED not in man.channels


async def test_it_never_goes_where_others_read(man: FakePostman) -> None:
    with pytest.raises(Unfit):
        await posts.choose(SYSTEM, GUILD, trailposts.KIND, OPEN)


async def test_a_subject_that_means_nothing_shows_nothing(man: FakePostman) -> None:
    assert await trailposts.render("x", "en") is None
    assert await trailposts.render("900-901", "en") is None


async def test_the_watch_list_is_told_to_no_channel_of_auditors(man: FakePostman, clock: ManualClock) -> None:
    await audit.record(SYSTEM, [Entry("watchlist.added", thing="character:9", after={"note": "a spy"})])
    await a_minute(clock)
    assert CLOSED not in man.channels
