"""The Discord connector over the wire: calls only for what differs, nothing touched that is not ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.client import Discord
from bot.services import discord as discord_connector
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused, Wanted
from bot.services.discord import DiscordConnector
from bot.services.discord_failures import Trouble
from tests.discord_bed import bed, connected, options, until, writes
from tests.sandbox.discord_house import House, build, serving


class Place:
    """A connector in a pretend guild."""

    def __init__(self, house: House, gateway: Discord) -> None:
        self.house, self.gateway = house, gateway
        self.connector = DiscordConnector(gateway, int(house.guild))

    def wanted(
        self, *roles: str, managed: tuple[str, ...] = (), uid: str = "", name: str | None = None
    ) -> Wanted:
        ours = frozenset({self.house.member_role, *roles, *managed})
        return Wanted(uid or self.house.pilot, frozenset(roles), ours, name, "tests")

    def worn(self, uid: str = "") -> set[str]:
        return set(self.house.world.member(self.house.guild, uid or self.house.pilot)["roles"])

    async def role(self, name: str, position: int = 3) -> str:
        """A further role that the client has heard of."""
        made = self.house.world.create_role(self.house.guild, name, position=position)
        guild = self.gateway.guild(int(self.house.guild))
        assert guild is not None
        await until(lambda: guild.get_role(int(made)), "the role")
        return made


@pytest.fixture
async def place(db: str) -> AsyncIterator[Place]:
    async with bed() as (house, gateway):
        made = Place(house, gateway)
        await made.connector.open()
        yield made
        await made.connector.close()


async def test_a_member_without_drift_costs_no_call(place: Place) -> None:
    wanted = place.wanted()
    assert not place.connector.differs(wanted)
    assert (await place.connector.put(wanted)).calls == 0
    assert writes(place.house) == []


async def test_one_missing_role_is_one_put(place: Place) -> None:
    wanted = place.wanted(place.house.member_role)
    assert place.connector.differs(wanted)
    assert (await place.connector.put(wanted)).calls == 1
    assert [(r.method, r.reason) for r in writes(place.house)] == [("PUT", "tests")]
    assert place.worn() == {place.house.member_role}


async def test_a_second_put_before_the_gateway_told_is_free(place: Place) -> None:
    wanted = place.wanted(place.house.member_role)
    await place.connector.put(wanted)
    assert not place.connector.differs(wanted)
    assert (await place.connector.put(wanted)).calls == 0


async def test_several_roles_and_a_name_are_one_patch(place: Place) -> None:
    one, two = await place.role("One"), await place.role("Two")
    done = await place.connector.put(place.wanted(one, two, name="Anna Trader"))
    assert done.calls == 1
    assert [r.method for r in writes(place.house)] == ["PATCH"]
    assert place.worn() == {one, two}
    assert place.house.world.member(place.house.guild, place.house.pilot)["nick"] == "Anna Trader"


async def test_roles_that_are_not_ours_are_left_alone(place: Place) -> None:
    friend, one, two = await place.role("Friend"), await place.role("One"), await place.role("Two")
    people, house = place.house.world.people, place.house
    house.world.member(house.guild, house.pilot)["roles"].append(house.managed_role)
    await people.set_roles(house.owner, house.guild, house.pilot, add=[friend, one])
    member = place.gateway.guild(int(house.guild)).get_member(int(house.pilot))  # type: ignore[union-attr]
    await until(lambda: len(member.roles) == 4, "the roles")  # type: ignore[union-attr]
    await place.connector.put(place.wanted(two, house.member_role, managed=(one,)))
    assert place.worn() == {friend, two, house.member_role, house.managed_role}


async def test_a_role_given_while_we_waited_for_our_turn_is_not_lost(place: Place) -> None:
    one, two, friend = await place.role("One"), await place.role("Two"), await place.role("Friend")
    house = place.house
    place.gateway.pacer.window("member", int(house.guild)).stop_for(0.3)
    putting = asyncio.create_task(place.connector.put(place.wanted(one, two)))
    await asyncio.sleep(0.05)
    await house.world.people.set_roles(house.owner, house.guild, house.pilot, add=[friend])
    await putting
    assert place.worn() == {one, two, friend}


async def test_the_owner_cannot_be_renamed_and_that_costs_no_call(place: Place) -> None:
    with pytest.raises(ServiceRefused, match="owner"):
        await place.connector.put(place.wanted(uid=place.house.owner, name="Somebody Else"))
    assert writes(place.house) == []


async def test_what_can_be_given_is_given_beside_a_role_above_ours(place: Place) -> None:
    house = place.house
    with pytest.raises(ServiceRefused, match="role_above_bot"):
        await place.connector.put(place.wanted(house.member_role, house.high_role))
    assert place.worn() == {house.member_role}
    assert len(writes(house)) == 1


async def test_a_higher_member_keeps_their_name(place: Place) -> None:
    house = place.house
    await house.world.people.set_roles(house.owner, house.guild, house.pilot, add=[house.high_role])
    guild = place.gateway.guild(int(house.guild))
    await until(lambda: guild.get_member(int(house.pilot)).top_role.name == "Leadership")  # type: ignore[union-attr]
    with pytest.raises(ServiceRefused, match="above_bot"):
        await place.connector.put(place.wanted(name="Other"))


async def test_somebody_who_is_not_there_is_no_such_account(place: Place) -> None:
    with pytest.raises(NoSuchAccount):
        await place.connector.put(place.wanted(uid="4711"))
    assert writes(place.house) == []


async def test_outages_are_told_from_refusals(place: Place) -> None:
    place.house.world.faults.add("PUT", r".*/roles/.*", status=503, times=1)
    with pytest.raises(ServiceDown):
        await place.connector.put(place.wanted(place.house.member_role))


async def test_nothing_is_done_before_all_members_are_known(db: str) -> None:
    connector = DiscordConnector(Discord(options(build())), 1)
    assert not connector.ready()
    with pytest.raises(ServiceDown):
        await connector.put(Wanted("1", frozenset(), frozenset()))


async def test_a_role_is_made_once_even_after_a_crash(place: Place) -> None:
    began = time.time() - 1
    made = await place.connector.make_group("Member of ours", since=time.time(), reason="tests")
    guild = place.gateway.guild(int(place.house.guild))
    await until(lambda: guild.get_role(int(made)), "the role")  # type: ignore[union-attr]
    reborn = DiscordConnector(place.gateway, int(place.house.guild))
    assert await reborn.make_group("Member of ours", since=began, reason="tests") == made
    assert place.house.world.guild(place.house.guild).roles[made]["permissions"] == "0"


async def test_a_rename_renames(place: Place) -> None:
    role = await place.role("Old")
    await place.connector.rename_group(role, "New", reason="tests")
    assert place.house.world.guild(place.house.guild).roles[role]["name"] == "New"
    with pytest.raises(NoSuchAccount):
        await place.connector.rename_group("4711", "New", reason="tests")


async def test_our_own_changes_are_not_taken_for_hand_edits(place: Place) -> None:
    edits: list[int] = []

    async def on_member_edited(before: object, after: object) -> None:
        edits.append(1)

    assert place.gateway.bot is not None
    place.gateway.bot.add_listener(on_member_edited)
    await place.connector.put(place.wanted(place.house.member_role))
    guild = place.gateway.guild(int(place.house.guild))
    member = guild.get_member(int(place.house.pilot))  # type: ignore[union-attr]
    await until(lambda: len(member.roles) == 2, "the echo")  # type: ignore[union-attr]
    assert edits == []
    house = place.house
    await house.world.people.set_roles(house.owner, house.guild, house.pilot, remove=[house.member_role])
    await until(lambda: edits, "the hand edit")


async def test_a_hand_edit_told_before_our_answer_came_is_put_right(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, role, guild = discord_connector._send, place.house.member_role, place.house.guild
    late = [True]

    async def answered_late(*how: Any) -> Any:
        answer = await send(*how)
        if late and late.pop():
            known = place.gateway.guild(int(guild))
            member = known.get_member(int(place.house.pilot)) if known else None
            assert member is not None
            await until(lambda: member.get_role(int(role)) is not None, "our own change")
            await place.house.world.people.set_roles(
                place.house.owner, guild, place.house.pilot, remove=[role]
            )
            await until(lambda: member.get_role(int(role)) is None, "the hand edit")
        return answer

    monkeypatch.setattr(discord_connector, "_send", answered_late)
    await place.connector.put(place.wanted(role))
    assert place.worn() == {role}


async def test_the_pilot_can_be_told_the_wait(place: Place) -> None:
    assert place.connector.wait(1) == 0.0
    window = place.gateway.pacer.window("role_put", int(place.house.guild))
    for _ in range(10):
        await window.turn()
    assert 6.0 < place.connector.wait(1) <= 10.0
    assert 16.0 < place.connector.wait(11) <= 20.0


async def test_who_waits_for_a_turn_is_sent_back_when_we_stop(place: Place) -> None:
    window = place.gateway.pacer.window("role_put", int(place.house.guild))
    window.stop_for(60)
    waiting = [asyncio.create_task(window.turn()) for _ in range(3)]
    await asyncio.sleep(0.05)
    place.gateway.pacer.shut()
    done = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 20)
    assert all(isinstance(e, ServiceDown) for e in done)
    with pytest.raises(ServiceDown):
        await place.gateway.pacer.window("member", 7).turn()


async def test_a_failed_first_connection_is_tried_again_with_a_fresh_client(db: str) -> None:
    async with serving(build()) as house:
        house.world.faults.refuse_gateway(True)
        gateway = Discord(options(house))
        task = asyncio.create_task(gateway.run())
        try:
            await until(lambda: gateway.trouble is Trouble.DOWN, "the trouble")
            first = gateway.bot
            house.world.faults.refuse_gateway(False)
            await until(gateway.ready, "the connection")
            assert gateway.bot is not first
        finally:
            await gateway.close()
            await asyncio.wait_for(task, 30)


async def test_a_wrong_token_is_told_plainly_and_does_not_end_the_application(db: str) -> None:
    async with serving(build(), spec=False) as house:
        house.world.token = "another"
        gateway = Discord(options(house))
        house.world.token = "changed-meanwhile"
        task = asyncio.create_task(gateway.run())
        try:
            await until(lambda: gateway.trouble is Trouble.TOKEN, "the trouble")
            assert not task.done()
        finally:
            await gateway.close()
            await asyncio.wait_for(task, 30)


async def test_a_missing_intent_is_told_plainly_and_mended_without_a_restart(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.SLOW", 0.1)
    async with serving(build()) as house:
        granted, house.world.gateway.privileged_intents = house.world.gateway.privileged_intents, 0
        gateway = Discord(options(house))
        task = asyncio.create_task(gateway.run())
        try:
            await until(lambda: gateway.trouble is Trouble.INTENTS, "the trouble")
            house.world.gateway.privileged_intents = granted
            await until(gateway.ready, "the connection")
        finally:
            await gateway.close()
            await asyncio.wait_for(task, 30)


async def test_a_dropped_connection_comes_back_by_itself(db: str) -> None:
    async with serving(build()) as house, connected(house) as gateway:
        bot = gateway.bot
        await house.world.faults.drop_gateway(op=7)
        await asyncio.sleep(0.05)
        await until(gateway.ready, "the resumed connection")
        assert gateway.bot is bot


async def test_a_quick_restart_waits_until_discord_tells_the_members_again(db: str) -> None:
    """Discord tells a whole list once in 30 s (here 2 s), and the library waits for ever for what was refused."""
    async with serving(build()) as house:
        house.world.limits.set("request_members", 1, 2.0)
        async with connected(house):
            pass
        async with connected(house) as gateway:
            guild = gateway.guild(int(house.guild))
            assert guild is not None
            assert guild.chunked


async def test_a_new_session_asks_for_the_members_again_when_it_may(db: str) -> None:
    async with serving(build()) as house:
        house.world.limits.set("request_members", 1, 2.0)
        async with connected(house) as gateway:
            guild = gateway.guild(int(house.guild))
            await house.world.faults.drop_gateway(op=9)

            def anew() -> bool:
                known = gateway.guild(int(house.guild))
                return known is not None and known is not guild and known.chunked

            await until(anew, "the members in the new session", 20)


async def test_a_list_of_members_that_never_comes_is_asked_for_again(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.MEMBERS_PATIENCE", 0.2)
    async with serving(build()) as house:
        answer, asked = house.world.gateway._members, []

        async def silent(session: object, data: dict[str, object]) -> None:
            asked.append(data)
            if len(asked) > 1:
                await answer(session, data)  # type: ignore[arg-type]

        monkeypatch.setattr(house.world.gateway, "_members", silent)
        async with connected(house) as gateway:
            assert gateway.guild(int(house.guild)) is not None
        assert len(asked) == 2
