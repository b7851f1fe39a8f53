"""/notices and /settings: read, deleted, and how one is told."""

from __future__ import annotations

from bot import clock
from bot.database import transaction
from bot.rules.notices import Telling, tell
from models.discord import DiscordUser
from models.notices import Level, Notice, NoticePreference
from models.users import User
from tests.cogs.conftest import Place, ids, words
from tests.world import make_user


async def told(place: Place, count: int) -> User:
    """The pilot, with so many notices."""
    user = await make_user("Anna Trader")
    await place.link(user)
    async with transaction():
        await tell(
            Telling(user.id, "notice.character_added", {"character": f"Alt {n}"}, Level.INFO, direct=False)
            for n in range(1, count + 1)
        )
    return user


async def test_notices_are_paged_read_and_deleted(place: Place) -> None:
    await told(place, 7)
    panel = await place.type("notices")
    assert "Your notices · 7 unread" in words(panel)
    assert "Alt 7" in words(panel)
    assert "Alt 2" not in words(panel)
    second = await place.press(panel, "b1:notices:page:all:2")
    assert "Alt 2" in words(second)
    newest = (await Notice.all().order_by("-id").first()).id  # type: ignore[union-attr]
    panel = await place.press(second, "b1:notices:page:all:1")
    panel = await place.press(panel, f"b1:notices:read:{newest}:all:1")
    assert "6 unread" in words(panel)
    panel = await place.press(panel, "b1:notices:page:unread:1")
    assert "Alt 7" not in words(panel)
    panel = await place.press(panel, "b1:notices:page:all:1")
    panel = await place.press(panel, f"b1:notices:delete:{newest}:all:1")
    assert "Alt 7" not in words(panel)
    panel = await place.press(panel, "b1:notices:readall:all:1")
    assert "0 unread" in words(panel)
    panel = await place.press(panel, "b1:notices:deleteread:all:1")
    assert "Nothing here" in words(panel)


async def test_somebody_elses_notice_stays_closed(place: Place) -> None:
    await told(place, 1)
    panel = await place.type("notices")
    button = next(i for i in ids(panel) if ":read:" in i)
    await Notice.all().update(user_id=(await make_user("Joris")).id)
    answer = await place.press(panel, button)
    assert "no such notice" in words(answer)


async def test_without_an_account_both_say_what_to_do(place: Place) -> None:
    for command in ("notices", "settings"):
        assert "link your EVE character" in words(await place.type(command))


async def test_settings_move_a_category_to_the_page(place: Place) -> None:
    user = await told(place, 0)
    panel = await place.type("settings")
    assert "directly and under /notices" in words(panel)
    panel = await place.press(panel, "b1:settings:page:groups")
    assert (await NoticePreference.get(user=user)).direct is False
    assert "under /notices only" in words(panel)
    await place.press(panel, "b1:settings:direct:groups")
    assert (await NoticePreference.get(user=user)).direct is True


async def test_settings_have_a_language_and_lead_to_ones_data(place: Place) -> None:
    user = await told(place, 0)
    panel = await place.type("settings", section="language")
    await place.press(panel, "s1:settings:language", "en")
    await user.refresh_from_db()
    assert user.language == "en"
    data = await place.type("settings", section="data")
    assert "b1:privacy:mine" in ids(data)


async def test_a_closed_inbox_is_said_at_the_next_command_once(place: Place) -> None:
    user = await told(place, 0)
    await DiscordUser.filter(user=user).update(inbox_closed_at=clock.now())
    people = place.house.world
    for _ in range(2):
        await place.type("notices")
    said = [m for m in people.messages.values() if "could not write to you" in m.get("content", "")]
    assert len(said) == 1
    assert (await DiscordUser.get(user=user)).inbox_told_at is not None


async def test_the_account_card_leads_to_both(place: Place) -> None:
    await told(place, 1)
    card = await place.type("me")
    assert {"b1:notices:page:all:1", "b1:settings:show:messages"} <= set(ids(card))
    assert "Alt 1" in words(await place.press(card, "b1:notices:page:all:1"))
