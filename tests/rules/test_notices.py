"""Notices: the latest fifty of each person, read and deleted by nobody else, and direct only where that is wanted."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest

from bot.database import count_statements, transaction
from bot.errors import Forbidden, Invalid, NotFound
from bot.rules import access, delivery, inbox, notices
from bot.rules.access import Actor, Face
from bot.rules.notices import Telling, tell
from models.discord import DiscordUser
from models.notices import Delivery, Level, Notice, NoticePreference
from models.users import User
from tests.conftest import ManualClock
from tests.rules.guild_double import link
from tests.rules.postman_double import FakePostman, postman
from tests.rules.signing import acting, trail
from tests.world import make_user

KEY = "notice.character_added"


@pytest.fixture
async def man(db: str, clock: ManualClock) -> AsyncIterator[FakePostman]:
    async with postman() as made:
        yield made


async def say(*tellings: Telling) -> None:
    async with transaction():
        await tell(tellings)


def added(user: User, number: int = 1, **how: object) -> Telling:
    return Telling(user.id, KEY, {"character": f"Alt {number}"}, **how)  # type: ignore[arg-type]


# -- how many, and what they are -------------------------------------------------------------------------


async def test_the_fifty_first_notice_deletes_the_oldest(man: FakePostman) -> None:
    user, other = await make_user("Anna"), await make_user("Joris")
    await say(added(other))
    for number in range(1, 52):
        await say(added(user, number))
    kept = await Notice.filter(user_id=user.id).order_by("id")
    assert [kept[0].facts["character"], kept[-1].facts["character"], len(kept)] == ["Alt 2", "Alt 51", 50]
    assert await Notice.filter(user_id=other.id).count() == 1


async def test_five_thousand_notices_at_once_are_a_bounded_number_of_statements(db: str) -> None:
    user = await make_user("Anna")
    now = user.created_at
    made = [User(state_id=user.state_id, state_since=now, created_at=now) for _ in range(5000)]
    await User.bulk_create(made, batch_size=1000)
    people = [int(str(i)) for i in await User.all().values_list("id", flat=True)]
    began = time.perf_counter()
    with count_statements() as counted:
        async with transaction():
            await tell(Telling(u, KEY, {"character": "x"}) for u in people)
    assert counted.total <= 30, counted.total
    assert time.perf_counter() - began < 20
    assert await Notice.all().count() == 5001
    assert not await Notice.exists(delivery=Delivery.WAITING), "a bulk cause sends no direct messages"


async def test_a_wrong_level_is_information(man: FakePostman) -> None:
    user = await make_user("Anna")
    await say(added(user, level="error"))
    assert (await Notice.get()).level is Level.INFO


# -- whose they are --------------------------------------------------------------------------------------


async def test_people_read_and_delete_their_own(man: FakePostman) -> None:
    user = await make_user("Anna")
    await say(*[added(user, n) for n in range(1, 4)])
    me = acting(user.id)
    told = await inbox.listed(me)
    assert [(line.facts["character"], line.unread) for line in told.lines] == [
        ("Alt 3", True),
        ("Alt 2", True),
        ("Alt 1", True),
    ]
    await inbox.read(me, told.lines[0].id)
    assert (await inbox.listed(me, unread=True)).count == 2
    assert await inbox.read_all(me) == 2
    await inbox.delete(me, told.lines[0].id)
    assert await inbox.delete_read(me) == 2
    assert await inbox.listed(me) == inbox.Told((), 0, 0)


async def test_strangers_cannot_open_or_delete_them(man: FakePostman) -> None:
    user, other = await make_user("Anna"), await make_user("Joris")
    await say(added(user))
    notice = await Notice.get()
    boss = acting(other.id, superuser=True)
    for act in (inbox.read, inbox.delete):
        with pytest.raises(NotFound, match="notice.not_yours"):
            await act(boss, notice.id)
        with pytest.raises(Forbidden):
            await act(Actor(None, Face.WEB), notice.id)
    assert await inbox.read_all(boss) == 0
    assert (await Notice.get()).read_at is None


async def test_pages_and_the_filter_of_unread_ones(man: FakePostman) -> None:
    user = await make_user("Anna")
    await say(*[added(user, n) for n in range(1, 8)])
    me = acting(user.id)
    assert [len((await inbox.listed(me, start=s, per=5)).lines) for s in (0, 5, 10)] == [5, 2, 0]
    await inbox.read(me, (await inbox.listed(me)).lines[0].id)
    told = await inbox.listed(me, unread=True, per=5)
    assert (told.count, told.unread, len(told.lines)) == (6, 6, 5)


async def test_a_notice_has_a_title_and_the_rest(man: FakePostman) -> None:
    user = await make_user("Anna")
    await say(Telling(user.id, "notice.character_moved_here", {"character": "Nil Alt"}))
    (line,) = (await inbox.listed(acting(user.id))).lines
    assert line.title("en") == "Nil Alt is on your account now."
    assert line.rest("en").startswith("It was on another one")


# -- how they want to be told ----------------------------------------------------------------------------


async def test_a_category_may_be_moved_to_the_page_and_back(man: FakePostman) -> None:
    user = await make_user("Anna")
    me = acting(user.id)
    await inbox.prefer(me, {"groups": False})
    await say(added(user, category="groups"), added(user, category="account"))
    assert {n.category: n.delivery for n in await Notice.all()} == {
        "groups": Delivery.NONE,
        "account": Delivery.WAITING,
    }
    assert {w.category: w.direct for w in await inbox.wishes(me)}["groups"] is False
    await inbox.prefer(me, {"groups": True})
    assert await NoticePreference.all().count() == 1
    assert all(w.direct for w in await inbox.wishes(me))
    with pytest.raises(Invalid, match="notice.no_such_category"):
        await inbox.prefer(me, {"nonsense": False})


async def test_losses_of_access_are_never_lost_only_moved(man: FakePostman) -> None:
    user = await make_user("Anna")
    me = acting(user.id)
    await inbox.prefer(me, dict.fromkeys(notices.CATEGORIES, False))
    await say(added(user, level=Level.DANGER))
    assert (await inbox.listed(me)).unread == 1


async def test_a_language_is_chosen_for_the_account(man: FakePostman) -> None:
    user = await make_user("Anna")
    me = acting(user.id)
    await inbox.speak(me, "en")
    await inbox.speak(me, "en")
    assert (await inbox.spoken(me), await trail(user.id)) == ("en", ["account.language"])
    with pytest.raises(Invalid, match="notice.no_such_language"):
        await inbox.speak(me, "tlh")
    await inbox.speak(me, "")
    assert await inbox.spoken(me) == ""


# -- direct messages -------------------------------------------------------------------------------------


async def test_after_three_messages_in_ten_minutes_the_rest_is_collected(
    man: FakePostman, clock: ManualClock
) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    for number in range(1, 9):
        await say(added(user, number))
        await delivery.send(user.id)
        await clock.advance(1)
    assert len(man.inboxes[discord_id]) == 3
    await clock.advance(600)
    await delivery.send(user.id)
    assert len(man.inboxes[discord_id]) == 4
    assert man.inboxes[discord_id][-1].content == "5 things happened."
    assert len(man.inboxes[discord_id][-1].lines) == 5


async def test_a_closed_inbox_is_said_once_at_the_next_command(man: FakePostman, clock: ManualClock) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    assert not await delivery.say_closed(await access.actor_of_discord(discord_id))
    man.closed.add(discord_id)
    await say(added(user))
    await delivery.send(user.id)
    actor = await access.actor_of_discord(discord_id)
    assert [await delivery.say_closed(actor) for _ in range(2)] == [True, False]
    await clock.advance(90_000)
    await say(added(user))
    await delivery.send(user.id)
    assert await delivery.say_closed(await access.actor_of_discord(discord_id)), "it came back again"
    assert (await DiscordUser.get()).inbox_told_at is not None
