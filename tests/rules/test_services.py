"""The life of accounts: opened, kept true with calls only for what differs, closed, found to be gone."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest

from bot.database import count_statements, rows
from bot.rules import guilds, members, services
from bot.rules.outside import outside
from bot.rules.queue import enqueue
from models.discord import DiscordUser, Guild, RoleMapping
from models.grants import StateGrant
from models.groups import Membership
from models.notices import Notice
from models.queue import Job
from models.services import Account, AccountStatus, Instance
from models.states import State
from models.users import User
from tests.rules.guild_double import GUILD, FakeGuild, link, linked, make_guild
from tests.world import make_group, make_state, make_user


class Place:
    """A guild with states, and what the queue holds for it."""

    def __init__(self, guild: Guild, fake: FakeGuild, member: State) -> None:
        self.guild, self.fake, self.member = guild, fake, member
        self.instance = guild.instance_id

    async def work(self) -> dict[int, Exception]:
        """Do the puts that wait, as the worker would: by priority, then by arrival."""
        order = sorted(await self.waiting(), key=lambda r: r["priority"])
        failed = await services.put_many(self.instance, [int(r["k"].split(":")[1]) for r in order])
        for r in order:
            if int(r["k"].split(":")[1]) not in failed:
                await rows("DELETE FROM jobs WHERE id = %s", [r["id"]])
        return failed

    async def waiting(self) -> list[dict[str, object]]:
        return await rows(
            "SELECT id, `key` AS k, priority, run_at FROM jobs WHERE name = 'service.put' ORDER BY id"
        )  # type: ignore[return-value]

    async def settle(self, *people: User) -> dict[int, Exception]:
        await services.reassess(frozenset(u.id for u in people))
        return await self.work()

    async def account(self, user: User) -> Account:
        return await Account.get(user_id=user.id, instance_id=self.instance)


@pytest.fixture
async def place(db: str) -> AsyncIterator[Place]:
    member = await make_state("Member")
    await make_state("Guest", guest=True)
    await StateGrant.create(state=member, permission="discord.access_discord")
    guild, fake = await make_guild()
    yield Place(guild, fake, member)
    outside.connectors.clear()


async def test_a_linked_member_gets_the_roles_of_state_and_groups(place: Place) -> None:
    scouts = await make_group("Scouts")
    user, discord_id = await linked(place.fake, "Anna", state=place.member, groups=(scouts,))
    assert await place.settle(user) == {}
    assert place.fake.worn(discord_id) == {"Member", "Scouts"}
    assert (await place.account(user)).status is AccountStatus.ACTIVE


async def test_a_guest_without_the_right_gets_nothing_and_is_not_thrown_out(place: Place) -> None:
    scouts = await make_group("Scouts")
    user, discord_id = await linked(place.fake, "Anna", groups=(scouts,))
    await place.settle(user)
    assert place.fake.worn(discord_id) == set()
    assert str(discord_id) in place.fake.members
    assert place.fake.calls == []


async def test_roles_are_made_when_the_first_person_needs_them_and_not_before(place: Place) -> None:
    await make_group("Nobody in it")
    user, _ = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    assert [c for c in place.fake.calls if c[0] == "make"] == [("make", "Member")]


async def test_losing_the_right_takes_the_managed_roles_and_closes_the_account(place: Place) -> None:
    user, discord_id = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    place.fake.members[str(discord_id)].add("a role of somebody else")
    await User.filter(id=user.id).update(is_active=False)
    await place.settle(user)
    assert place.fake.worn(discord_id) == {"a role of somebody else"}
    assert (await place.account(user)).status is AccountStatus.CLOSED


async def test_a_second_look_at_the_same_people_calls_nobody(place: Place) -> None:
    user, _ = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    place.fake.calls.clear()
    await place.settle(user)
    assert place.fake.calls == []


async def test_what_was_lost_goes_before_what_was_gained(place: Place) -> None:
    people = [(await linked(place.fake, f"Pilot {i}", state=place.member))[0] for i in range(4)]
    await place.settle(*people)
    await User.filter(id=people[2].id).update(is_active=False)
    await services.reassess(frozenset(u.id for u in people))
    first = min(await place.waiting(), key=lambda r: r["priority"])  # type: ignore[return-value,arg-type]
    assert first["k"] == f"{place.instance}:{people[2].id}"
    await services.reassess(frozenset({people[0].id}))
    single = min(await place.waiting(), key=lambda r: r["priority"])  # type: ignore[return-value,arg-type]
    assert single["k"] == f"{place.instance}:{people[0].id}"


async def test_somebody_who_is_not_in_the_guild_keeps_the_link_and_is_served_on_return(place: Place) -> None:
    user = await make_user("Anna", state=place.member)
    discord_id = await link(user, None)
    await place.settle(user)
    assert (await place.account(user)).status is AccountStatus.ABSENT
    place.fake.members[str(discord_id)] = set()
    await members.joined(GUILD, discord_id)
    await place.work()
    assert place.fake.worn(discord_id) == {"Member"}
    await members.left(GUILD, discord_id)
    assert (await place.account(user)).status is AccountStatus.ABSENT
    assert await DiscordUser.exists(id=discord_id)


async def test_an_outage_fails_and_is_left_for_later(place: Place) -> None:
    user, discord_id = await linked(place.fake, "Anna", state=place.member)
    await services.reassess(frozenset({user.id}))
    place.fake.up = False
    assert set(await place.work()) == {user.id}
    place.fake.up = True
    assert await place.work() == {}
    assert place.fake.worn(discord_id) == {"Member"}


async def test_the_owner_is_refused_once_and_staff_are_told_once(place: Place) -> None:
    await make_user("Boss", superuser=True)
    await Instance.filter(id=place.instance).update(sync_names=True)
    user, discord_id = await linked(place.fake, "Anna Trader", state=place.member)
    place.fake.owner = str(discord_id)
    await place.settle(user)
    account = await place.account(user)
    assert (account.status, account.trouble.split()[0]) == (AccountStatus.REFUSED, "owner")
    assert await Notice.filter(key="notice.service_refused").count() == 1
    before = len(place.fake.calls)
    await place.settle(user)
    assert (await services.reconcile(place.instance)).differing == 0
    assert len(place.fake.calls) == before
    await Membership.create(user=user, group=await make_group("New"), since=account.since)
    await place.settle(user)
    assert len(place.fake.calls) > before  # something about it changed: tried again
    assert await Notice.filter(key="notice.service_refused").count() == 1


async def test_another_discord_user_takes_over_and_the_old_one_is_left_bare(place: Place) -> None:
    user, old = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    await DiscordUser.filter(user_id=user.id).delete()
    new = await link(user, place.fake)
    await place.settle(user)
    await services.strip(place.instance, str(old))
    assert place.fake.worn(new) == {"Member"}
    assert place.fake.worn(old) == set()


async def test_a_discord_user_moves_to_another_account(place: Place) -> None:
    one, discord_id = await linked(place.fake, "One", state=place.member)
    await place.settle(one)
    other = await make_user("Other", state=await make_state("Guest", guest=True))
    await DiscordUser.filter(user_id=one.id).delete()
    await link(other, None, discord_id)
    await place.settle(one, other)
    assert place.fake.worn(discord_id) == set()
    assert await Account.filter(uid=str(discord_id)).values_list("user_id", flat=True) == [other.id]


async def test_names_follow_the_format_only_where_that_is_wanted(place: Place) -> None:
    user, discord_id = await linked(place.fake, "Anna Trader", state=place.member)
    await place.settle(user)
    assert str(discord_id) not in place.fake.names
    await Instance.filter(id=place.instance).update(
        sync_names=True, name_format="[{corp_ticker}] {character_name}"
    )
    await place.settle(user)
    assert place.fake.names[str(discord_id)] == "Anna Trader"


# -- comparing everybody -----------------------------------------------------------------------------------


async def test_a_comparison_queues_only_what_differs_and_reports_strays(place: Place) -> None:
    await make_user("Boss", superuser=True)
    crowd = [await linked(place.fake, f"Pilot {i}", state=place.member) for i in range(6)]
    await place.settle(*(u for u, _ in crowd))
    role = next(iter(place.fake.members[str(crowd[0][1])]))
    place.fake.members[str(crowd[1][1])].clear()
    del place.fake.members[str(crowd[2][1])]
    place.fake.members["4711"] = {role}
    place.fake.calls.clear()
    found = await services.reconcile(place.instance)
    assert (found.accounts, found.differing, found.absent, found.strays) == (6, 1, 1, 1)
    await place.work()
    assert place.fake.calls == [("put", str(crowd[1][1]))]
    assert place.fake.members["4711"] == {role}
    assert await Notice.filter(key="notice.strays").count() == 1


async def test_a_comparison_of_everybody_takes_a_bounded_number_of_statements(place: Place) -> None:
    async def counted(people: int) -> int:
        for i in range(people):
            await linked(place.fake, f"Pilot {i} of {people}", state=place.member)
        await services.reassess(None)
        await place.work()
        with count_statements() as counted:
            began = time.monotonic()
            await services.reconcile(place.instance)
        assert time.monotonic() - began < 1.0
        return counted.total

    assert await counted(5) == await counted(60)


async def test_reassessing_many_takes_as_few_statements_as_reassessing_few(place: Place) -> None:
    people = [(await linked(place.fake, f"Pilot {i}", state=place.member))[0].id for i in range(40)]
    await services.reassess(frozenset(people))
    with count_statements() as few:
        await services.reassess(frozenset(people[:3]))
    with count_statements() as many:
        await services.reassess(frozenset(people))
    assert few.total == many.total < 12


async def test_the_wait_counts_those_who_came_before(place: Place) -> None:
    assert await services.expected_wait(place.instance) == 1.0
    await enqueue(
        "service.put", [(f"{place.instance}:{i}", "") for i in range(7)], lane="discord", priority=2
    )
    assert await services.expected_wait(place.instance) == 8.0


# -- hand edits --------------------------------------------------------------------------------------------


async def test_a_managed_role_taken_by_hand_is_put_right_and_after_three_times_we_stop(place: Place) -> None:
    boss = await make_user("Boss", superuser=True)
    by = await link(boss, place.fake)
    user, discord_id = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    role = str((await RoleMapping.get(state_id=place.member.id)).role_id)
    for _ in range(3):
        place.fake.members[str(discord_id)].clear()
        assert await members.edited(GUILD, discord_id, [role], [], by=by)
        await place.work()
        assert place.fake.worn(discord_id) == {"Member"}
    assert not await members.edited(GUILD, discord_id, [role], [], by=by)
    (left,) = await place.waiting()
    assert str(left["run_at"]) > str((await place.account(user)).since)
    told = await Notice.get(key="notice.hand_edits")
    assert told.facts == {"pilot": "Anna", "role": "Member", "actor": "Boss"}


async def test_edits_of_roles_that_are_not_ours_are_nobodys_business(place: Place) -> None:
    user, discord_id = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    assert not await members.edited(GUILD, discord_id, [], ["987654"])
    assert await place.waiting() == []
    assert not await members.edited(GUILD, 4711, [], ["987654"])


async def test_in_every_guild_the_old_discord_user_is_left_bare(place: Place) -> None:
    other_id = GUILD + 1
    instance = await Instance.create(kind="discord", slug=str(other_id), name="Second")
    await Guild.create(id=other_id, instance=instance)
    second = FakeGuild()
    outside.connectors[instance.id] = second
    await guilds.seen(second.facts(id=other_id))
    user, old = await linked(place.fake, "Anna", state=place.member)
    second.members[str(old)] = set()
    await place.settle(user)
    await services.put_many(instance.id, [user.id])
    assert (place.fake.worn(old), second.worn(old)) == ({"Member"}, {"Member"})
    await DiscordUser.filter(id=old).delete()
    new = await link(user, place.fake)
    second.members[str(new)] = set()
    await services.reassess(frozenset({user.id}))
    for guild, fake in ((place.instance, place.fake), (instance.id, second)):
        await services.strip(guild, str(old))
        await services.put_many(guild, [user.id])
        assert (fake.worn(old), fake.worn(new)) == (set(), {"Member"})
    assert await Job.filter(name="service.strip").count() == 2


async def test_two_accounts_that_swap_their_discord_users_keep_both(place: Place) -> None:
    anna, annas = await linked(place.fake, "Anna", state=place.member)
    bob, bobs = await linked(place.fake, "Bob")
    await place.settle(anna, bob)
    assert (place.fake.worn(annas), place.fake.worn(bobs)) == ({"Member"}, set())
    await DiscordUser.all().delete()
    await link(anna, None, bobs)
    await link(bob, None, annas)
    await place.settle(anna, bob)
    for row in await Job.filter(name="service.strip"):
        await services.strip(place.instance, row.key.split(":")[1])
    assert (place.fake.worn(annas), place.fake.worn(bobs)) == (set(), {"Member"})
    assert (await place.account(anna)).uid == str(bobs)


async def test_an_account_without_a_discord_user_leaves_its_member_bare(place: Place) -> None:
    user, old = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    await DiscordUser.filter(id=old).delete()
    await place.settle(user)
    assert place.fake.worn(old) == set()


async def test_a_second_guild_does_not_disturb_the_accounts_of_the_first(place: Place) -> None:
    user, _ = await linked(place.fake, "Anna", state=place.member)
    await place.settle(user)
    before = (await place.account(user)).id
    instance = await Instance.create(kind="discord", slug="2", name="Second")
    await Guild.create(id=GUILD + 2, instance=instance)
    await services.reassess(frozenset({user.id}))
    assert (await place.account(user)).id == before
    assert await Account.filter(user_id=user.id).count() == 2
