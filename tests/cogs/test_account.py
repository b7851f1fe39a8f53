"""What a pilot sees: linking, one's own account, choosing the main."""

from __future__ import annotations

from bot.rules import told
from models.discord import DiscordUser
from models.links import LinkOffer, LinkStatus
from models.users import User
from tests.cogs.conftest import Place, ids, words
from tests.world import make_character, make_group, make_state, make_user


async def test_link_answers_privately_with_an_address_of_ones_own(place: Place) -> None:
    answer = await place.type("link")
    assert answer["ephemeral"]
    assert "Sign in with EVE" in words(answer)
    offer = await LinkOffer.get()
    assert (offer.discord_id, offer.guild_id) == (int(place.house.pilot), int(place.house.guild))
    assert "http://127.0.0.1:8000/discord/link?t=" in str(answer["components"])
    assert offer.token_hash not in str(answer["components"])


async def test_the_answer_to_link_becomes_the_welcome_by_itself(place: Place) -> None:
    begun = await place.begin("link")
    await begun.done()
    user = await make_user("Anna Trader")
    await make_state("Member", characters=(user.main_id or 0,))
    await LinkOffer.all().update(status=LinkStatus.DONE, user_id=user.id)
    await told.link((await LinkOffer.get()).id)
    (message,) = begun.messages
    assert "Welcome, Anna Trader. You are Member." in words(message)
    assert "b1:me:show" in ids(message)


async def test_a_stranger_is_shown_the_way_in(place: Place) -> None:
    answer = await place.type("me")
    assert answer["ephemeral"]
    assert ids(answer) == ["b1:link:start"]


async def test_me_shows_main_state_and_groups(place: Place) -> None:
    user = await make_user(
        "Anna Trader", state=await make_state("Member"), groups=(await make_group("Scouts"),)
    )
    await make_character("Nil *Alt*", user=user)
    await place.link(user)
    text = words(await place.type("me"))
    assert "Anna Trader" in text
    assert "Member" in text
    assert "Scouts" in text
    assert r"Nil \*Alt\*" in text  # nobody's name is markup


async def test_choosing_another_main_changes_it(place: Place) -> None:
    user = await make_user("Anna Trader")
    alt = await make_character("Nil Alt", user=user)
    await place.link(user)
    card = await place.type("me")
    characters = await place.press(card, "b1:me:characters:1")
    assert "s1:me:main:1" in ids(characters)
    changed = await place.press(characters, "s1:me:main:1", str(alt.id))
    assert "Your main is changed" in words(changed)
    assert (await User.get(id=user.id)).main_id == alt.id


async def test_many_characters_are_paged_never_cut(place: Place) -> None:
    user = await make_user("Anna Trader")
    for i in range(7):
        await make_character(f"Alt {i}", user=user)
    await place.link(user)
    first = await place.press(await place.type("me"), "b1:me:characters:1")
    assert "Alt 3" in words(first)
    assert "b1:me:characters:2" in ids(first)
    second = await place.press(first, "b1:me:characters:2")
    assert "Alt 6" in words(second)
    assert "b1:me:characters:1" in ids(second)


async def test_somebody_elses_character_cannot_be_made_the_main(place: Place) -> None:
    user, other = await make_user("Anna Trader"), await make_user("Other")
    alt = await make_character("Nil Alt", user=user)
    await place.link(user)
    characters = await place.press(await place.type("me"), "b1:me:characters:1")
    from models.characters import Ownership

    await Ownership.filter(character_id=alt.id).update(user_id=other.id)
    answer = await place.press(characters, "s1:me:main:1", str(alt.id))
    assert "❌" in words(answer)
    assert (await User.get(id=user.id)).main_id != alt.id


async def test_an_old_button_says_what_to_do(place: Place) -> None:
    from bot.rules import posts
    from bot.rules.posts import Button, Card

    assert posts
    message_id = await place.gateway.send(
        int(place.house.channel), Card("x", (), buttons=(Button("y", "b1:gone:by"),)), "n1"
    )
    answer = await place.press({"id": str(message_id)}, "b1:gone:by")
    assert "older version" in words(answer)


async def test_a_closed_inbox_is_mentioned_at_the_next_command(place: Place) -> None:
    user = await make_user("Anna Trader")
    await place.link(user)
    await DiscordUser.all().update(inbox_closed_at=user.created_at)
    assert "could not write to you" in words(await place.type("me"))


async def test_who_is_linked_adds_characters_to_the_same_account(place: Place) -> None:
    await place.link(await make_user("Anna Trader"))
    answer = await place.type("link")
    assert "/sso/login?add=1" in str(answer["components"])
    assert not await LinkOffer.all().exists()
