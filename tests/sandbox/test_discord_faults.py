"""Trouble in the pretend Discord, as an ordinary discord.py bot lives through it."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import discord
import pytest

from tests.sandbox.discord_house import House, build, running, serving


async def rename(house: House, nick: str) -> None:
    await house.world.people.set_nick(house.owner, house.guild, house.pilot, nick)


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_429_of_each_scope_is_waited_out_by_the_client(scope: str) -> None:
    house = build()
    async with serving(house), running(house) as bot:
        house.world.faults.add("GET", r"/roles$", status=429, scope=scope, retry_after=0.3, times=1)
        before = time.monotonic()
        assert len(await bot.get_guild(int(house.guild)).fetch_roles()) == 5
        assert time.monotonic() - before >= 0.3
        assert [r.status for r in house.world.requests if r.path.endswith("/roles")] == [429, 200]


async def test_a_429_says_its_scope_in_body_and_headers() -> None:
    house = build()
    async with serving(house), house.http() as http:
        for scope, everything in (("user", False), ("global", True), ("shared", False)):
            house.world.faults.add("*", "", status=429, scope=scope, retry_after=7.5, times=1)
            async with http.get(f"{house.api}/users/@me") as answer:
                assert answer.headers["X-RateLimit-Scope"] == scope
                assert (answer.headers["Retry-After"], bool(answer.headers["Via"])) == ("8", True)
                body = await answer.json()
                assert (body["retry_after"], body["global"]) == (7.5, everything)
        with pytest.raises(ValueError, match="scope"):
            house.world.faults.add("*", "", status=429, scope="mine")


async def test_a_lost_answer_was_carried_out_all_the_same() -> None:
    house = build()
    path = f"/channels/{house.channel}/messages"
    async with serving(house), house.http() as http:
        house.world.faults.add("POST", "/messages$", lose=True, times=1)
        body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
        with pytest.raises(aiohttp.ClientConnectionError):
            async with http.post(house.api + path, json=body):
                pass
        assert (await house.rest("POST", path, body))[1]["content"] == "once"
        assert len(house.world.history[house.channel]) == 1


async def test_a_garbled_answer_is_a_page_and_not_json() -> None:
    house = build()
    async with serving(house), house.http() as http:
        house.world.faults.add("GET", "/users/@me", garble=True, times=1)
        async with http.get(f"{house.api}/users/@me") as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
        assert (await house.rest("GET", "/users/@me"))[0] == 200


async def test_events_come_twice_late_or_never_as_ordered() -> None:
    house = build()
    faults = house.world.faults
    async with serving(house), running(house) as bot:
        faults.add_event("GUILD_MEMBER_UPDATE", copies=2, times=1)
        await rename(house, "twice")
        await bot.until("member_update", 2)
        faults.add_event("GUILD_MEMBER_UPDATE", copies=0, times=1)
        await rename(house, "never")
        faults.add_event("GUILD_MEMBER_UPDATE", late=0.3, times=1)
        await rename(house, "late")
        await rename(house, "in time")
        await bot.until("member_update", 4)
        pilot = bot.get_guild(int(house.guild)).get_member(int(house.pilot))
        assert pilot.nick == "late"  # what is late overtakes the truth in the cache
        assert house.world.member(house.guild, house.pilot)["nick"] == "in time"
        assert faults.active_events() == []


async def test_a_duplicate_has_a_number_of_its_own() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        (session,) = house.world.gateway.sessions.values()
        before = session.seq
        house.world.faults.add_event("GUILD_ROLE_CREATE", copies=3)
        house.world.create_role(house.guild, "thrice")
        await bot.until("guild_role_create", 3)
        assert session.seq == before + 3
        house.world.faults.clear()
        house.world.create_role(house.guild, "once")
        await bot.until("guild_role_create", 4)
        assert session.seq == before + 4


@pytest.mark.parametrize(("copies", "late"), [(1, 0.0), (11, 0.0), (2, -1.0)])
async def test_a_fault_of_events_that_is_none_is_refused(copies: int, late: float) -> None:
    with pytest.raises(ValueError, match="copies|copy"):
        build().world.faults.add_event(".*", copies=copies, late=late)


async def test_a_gateway_refuses_as_often_as_ordered() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        house.world.faults.refuse_gateway(times=1)
        await house.world.faults.drop_gateway(4000)
        await bot.until("resumed")
        assert not house.world.gateway.refusing


async def test_a_session_refused_at_resume_begins_anew_unlimited() -> None:
    house = build()
    house.world.limits.relax("request_members")
    async with serving(house), running(house) as bot:
        house.world.faults.refuse_sessions(1)
        await house.world.faults.drop_gateway(7)
        await bot.until("ready", 2)
        assert house.world.gateway.identifies == 2


async def test_an_invalid_session_may_be_resumable() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        await house.world.faults.drop_gateway(9, resumable=True)
        await bot.until("resumed")
        assert house.world.gateway.identifies == 1


async def test_a_silent_connection_hears_nothing_until_it_is_replaced() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        house.world.faults.mute_gateway()
        await rename(house, "unheard")
        await asyncio.sleep(0.2)
        assert not bot.saw("member_update")
        house.world.faults.mute_gateway(False)
        await rename(house, "unheard still")
        await asyncio.sleep(0.2)
        assert not bot.saw("member_update")
        await house.world.faults.drop_gateway(4000)
        await bot.until("member_update", 2)
        assert bot.get_guild(int(house.guild)).get_member(int(house.pilot)).nick == "unheard still"


async def test_a_guild_goes_down_and_comes_back_with_what_changed_unlimited() -> None:
    house = build()
    house.world.limits.relax("request_members")
    async with serving(house), running(house) as bot:
        house.world.faults.take_guild(house.guild)
        await bot.until("guild_unavailable")
        assert bot.get_guild(int(house.guild)).unavailable
        await rename(house, "meanwhile")
        house.world.faults.clear()
        await bot.until("guild_available", 2)
        guild = bot.get_guild(int(house.guild))
        assert not guild.unavailable
        # discord.py 2.7.1 counts the members it had, finds the number right, and does not ask for them again
        assert guild.get_member(int(house.pilot)).nick is None
        assert (await guild.fetch_member(int(house.pilot))).nick == "meanwhile"
        assert not bot.saw("guild_remove")


async def test_a_guild_without_the_bot_has_no_outage_to_tell_of() -> None:
    house = build()
    other = house.world.create_guild("Elsewhere", house.owner)
    async with serving(house), running(house) as bot:
        house.world.faults.take_guild(other)
        assert not house.world.gateway.away
        house.world.faults.take_guild(house.guild)
        await bot.until("guild_unavailable")
        await house.world.people.kick(house.owner, house.guild, house.world.client_id)
        house.world.faults.clear()
        assert not house.world.gateway.away


async def test_a_late_interaction_cannot_be_answered() -> None:
    house = build()
    failed = asyncio.Event()
    async with serving(house), running(house) as bot:

        @bot.tree.command(name="hello", description="x", guild=discord.Object(int(house.guild)))
        async def hello(interaction: discord.Interaction) -> None:
            with pytest.raises(discord.NotFound) as late:
                await interaction.response.send_message("too late")
            assert late.value.code == 10062
            failed.set()

        await bot.tree.sync(guild=discord.Object(int(house.guild)))
        house.world.faults.add_event("INTERACTION_CREATE", late=3.1)
        await house.world.people.run_command(house.pilot, house.guild, house.channel, "hello")
        async with asyncio.timeout(30):
            await failed.wait()
