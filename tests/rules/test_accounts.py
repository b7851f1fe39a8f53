"""Account cards: what everybody sees of themselves, and staff of others, in a few statements."""

from __future__ import annotations

import pytest

from bot import clock, database
from bot.errors import Forbidden, NotFound
from bot.rules import accounts
from bot.rules.access import STAFF, Actor, Face
from models.discord import DiscordUser
from models.notices import Notice
from models.states import EntityKind
from models.tokens import Token, TokenStatus
from models.users import User
from tests.world import make_character, make_corporation, make_group, make_state, make_user


def acting(user: User, *permissions: object) -> Actor:
    return Actor(user_id=user.id, permissions=frozenset(map(str, permissions)), face=Face.WEB)


async def anna(groups: int = 0) -> User:
    corporation = await make_corporation("Provi Traders", ticker="PROV")
    member = await make_state("Member", corporations=(corporation.id,))
    user = await make_user(
        "Anna Trader",
        state=member,
        corporation=corporation.id,
        groups=tuple([await make_group(f"G{i}") for i in range(groups)]),
    )
    await make_character("Nil Alt", user=user)
    now = clock.now()
    await DiscordUser.create(id=77, user=user, username="anna", display_name="Anna", linked_at=now)
    await Token.create(character_id=user.main_id, user=user, owner_hash="h", created_at=now)
    return user


async def test_a_card_tells_main_state_why_characters_and_links(db: str) -> None:
    user = await anna(groups=2)
    await Notice.create(
        user=user, key="notice.state.given", facts={"state": "Member"}, created_at=clock.now()
    )
    card = await accounts.card(acting(user))
    assert card.main is not None
    assert (card.main.name, card.main.corporation_ticker, card.main.token) == (
        "Anna Trader",
        "PROV",
        TokenStatus.VALID,
    )
    assert (card.state, card.why.kind, card.why.name) == ("Member", EntityKind.CORPORATION, "Provi Traders")
    assert [(c.name, c.token) for c in card.characters] == [
        ("Anna Trader", TokenStatus.VALID),
        ("Nil Alt", TokenStatus.DEAD),
    ]
    assert card.groups == ("G0", "G1")
    assert card.discord is not None
    assert card.discord.username == "anna"
    assert (card.unread, card.notices[0].key) == (1, "notice.state.given")


async def test_a_card_costs_five_statements_however_much_is_on_it(db: str) -> None:
    user = await anna(groups=9)
    for i in range(7):
        await make_character(f"Alt {i}", user=user)
    with database.count_statements() as counted:
        await accounts.card(acting(user))
    assert counted.total == 5


async def test_a_dying_token_says_until_when(db: str) -> None:
    user = await anna()
    now = clock.now()
    await Token.all().update(status=TokenStatus.DYING, dying_since=now)
    card = await accounts.card(acting(user))
    assert card.main is not None
    assert card.main.lost_at is not None
    assert abs((card.main.lost_at - now) - accounts.GRACE).total_seconds() < 0.01


async def test_others_are_seen_by_staff_and_who_may_look_up_without_their_notices(db: str) -> None:
    user, other = await anna(), await make_user("Bob")
    await Notice.create(user=user, key="x.y", created_at=clock.now())
    for right in (STAFF, accounts.WHOIS):
        assert (await accounts.card(acting(other, right), user.id)).notices == ()
    with pytest.raises(Forbidden):
        await accounts.card(acting(other), user.id)
    with pytest.raises(NotFound):
        await accounts.card(acting(other, STAFF), 12345)
    with pytest.raises(Forbidden):
        await accounts.card(Actor(user_id=None, face=Face.WEB))


async def test_pilots_are_found_by_any_part_of_a_name_beginnings_first(db: str) -> None:
    staff = acting(await anna(), STAFF)
    await make_user("Joanna 100%_Real")
    assert [h.name for h in await accounts.find(staff, "anna")] == ["Anna Trader", "Joanna 100%_Real"]
    assert [h.name for h in await accounts.find(staff, "100%_")] == ["Joanna 100%_Real"]
    assert await accounts.find(staff, "%") == await accounts.find(staff, "100%_")
    with pytest.raises(Forbidden):
        await accounts.find(acting(await make_user("Bob")), "anna")


async def test_a_typed_name_or_a_chosen_id_means_one_account(db: str) -> None:
    user = await anna()
    staff = acting(user, STAFF)
    assert await accounts.pilot(staff, str(user.main_id)) == user.id
    assert await accounts.pilot(staff, "nil alt") == user.id
    with pytest.raises(NotFound, match=r"error\.nothing_near"):
        await accounts.pilot(staff, "nobody")


async def test_a_discord_user_is_known_to_who_may_look(db: str) -> None:
    user = await anna()
    assert await accounts.by_discord(acting(user, STAFF), 77) == user.id
    with pytest.raises(NotFound, match=r"account\.not_linked"):
        await accounts.by_discord(acting(user, STAFF), 78)
    with pytest.raises(Forbidden):
        await accounts.by_discord(acting(await make_user("Bob")), 77)
