"""Who may do what: user, groups and state united; one statement for one actor, a few for a crowd."""

from __future__ import annotations

import pytest

from bot.database import count_statements
from bot.errors import Forbidden, NotFound
from bot.rules import access
from bot.rules.access import STAFF, SYSTEM, Face, Source, Through
from models.discord import DiscordUser
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, Membership
from models.states import State
from models.users import User
from tests.world import make_group, make_state, make_user


async def granted() -> tuple[User, State, Group]:
    """Somebody with one permission from each source, and one from two."""
    state, group = await make_state("Member"), await make_group("Pilots")
    user = await make_user(state=state, groups=(group, await make_group("Empty")))
    await UserGrant.create(user=user, permission="a.user")
    await GroupGrant.create(group=group, permission="a.group")
    await StateGrant.create(state=state, permission="a.state")
    await StateGrant.create(state=state, permission="a.group")
    await StateGrant.create(state=await make_state("Other"), permission="a.stranger")
    return user, state, group


ALL = frozenset({"a.user", "a.group", "a.state"})


async def test_an_actor_is_made_by_one_statement_and_holds_the_union(db: str) -> None:
    user, _, _ = await granted()
    with count_statements() as counted:
        actor = await access.actor_of_user(user.id, Face.WEB, language="fr")
    assert counted.total == 1
    assert (actor.permissions, actor.face, actor.language) == (ALL, Face.WEB, "fr")
    assert not actor.superuser


async def test_a_discord_user_is_known_by_one_statement(db: str) -> None:
    user, _, _ = await granted()
    await User.filter(id=user.id).update(language="de")
    await DiscordUser.create(id=42, user=user, username="anna", linked_at=user.created_at)
    with count_statements() as counted:
        actor = await access.actor_of_discord(42, language="fr")
    assert counted.total == 1
    assert (actor.user_id, actor.permissions, actor.discord_id) == (user.id, ALL, 42)
    assert actor.language == "de"  # chosen by the person, before Discord's


async def test_a_stranger_is_an_actor_without_rights(db: str) -> None:
    actor = await access.actor_of_discord(43, language="fr")
    assert (actor.user_id, actor.discord_id, actor.permissions, actor.language) == (
        None,
        43,
        frozenset(),
        "fr",
    )
    with pytest.raises(Forbidden, match=r"refused\.not_linked"):
        actor.must_be_someone()


async def test_an_unknown_account_is_not_found(db: str) -> None:
    with pytest.raises(NotFound):
        await access.actor_of_user(999, Face.WEB)


async def test_a_permission_taken_is_gone_at_the_next_request(db: str) -> None:
    user, _, group = await granted()
    await Membership.filter(user=user).delete()
    await StateGrant.filter(permission="a.group").delete()
    assert (await access.actor_of_user(user.id, Face.WEB)).permissions == {"a.user", "a.state"}


async def test_inactive_people_hold_nothing_whatever_they_were_given(db: str) -> None:
    user, _, _ = await granted()
    await User.filter(id=user.id).update(is_active=False, is_superuser=True, is_staff=True)
    actor = await access.actor_of_user(user.id, Face.WEB)
    assert (actor.permissions, actor.superuser, actor.staff) == (frozenset(), False, False)
    assert not actor.may(STAFF)
    assert await access.permissions_of([user.id]) == {user.id: frozenset()}
    assert await access.explain(user.id, "a.user") == []
    with pytest.raises(Forbidden, match=r"refused\.inactive"):
        actor.must_be_someone()


async def test_superusers_may_everything(db: str) -> None:
    user = await make_user(superuser=True)
    assert (await access.actor_of_user(user.id, Face.WEB)).may(STAFF)
    assert STAFF.codename in (await access.permissions_of([user.id]))[user.id]
    assert await access.explain(user.id, STAFF) == [Source(Through.SUPERUSER)]
    assert SYSTEM.may(STAFF)


async def test_a_crowd_costs_a_bounded_number_of_statements(db: str) -> None:
    user, state, group = await granted()
    crowd = [(await make_user(f"Pilot {n}", state=state, groups=(group,))).id for n in range(30)]
    with count_statements() as counted:
        found = await access.permissions_of([*crowd, user.id, 999_999])
    assert counted.total <= 5
    assert found[user.id] == ALL
    assert {found[u] for u in crowd} == {frozenset({"a.group", "a.state"})}
    assert 999_999 not in found
    assert await access.permissions_of([]) == {}


async def test_one_and_many_agree(db: str) -> None:
    user, _, _ = await granted()
    other = await make_user("Nobody")
    for u in (user, other):
        one = await access.actor_of_user(u.id, Face.WEB)
        assert (await access.permissions_of([u.id]))[u.id] == one.permissions


async def test_a_permission_is_explained_by_all_its_sources(db: str) -> None:
    user, state, group = await granted()
    with count_statements() as counted:
        found = await access.explain(user.id, "a.group")
    assert counted.total == 1
    assert set(found) == {
        Source(Through.STATE, state.id, "Member"),
        Source(Through.GROUP, group.id, "Pilots"),
    }
    assert await access.explain(user.id, "a.user") == [Source(Through.USER)]
    assert await access.explain(user.id, "a.stranger") == []
