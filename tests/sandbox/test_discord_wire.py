"""An unmodified discord.py against the sandbox: login, events, sessions, limits."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

import aiohttp
import discord
import pytest
from discord import utils

from tests.patience import Watch
from tests.sandbox.discord_house import Bot, House, build, running, serving


async def test_a_bot_logs_in_and_knows_everybody() -> None:
    house = build()
    for number in range(3000):
        house.world.add_member(house.guild, house.world.create_user(f"pilot{number}"))
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        assert guild is not None
        assert guild.chunked
        assert len(guild.members) == 3003
        assert guild.me.top_role.id == int(house.bot_role)
        assert guild.self_role is not None


class Inflate:
    """discord.py's other way to receive: it exists in its source only where zstandard is missing."""

    COMPRESSION_TYPE = "zlib-stream"

    def __init__(self) -> None:
        self.context, self.buffer = zlib.decompressobj(), bytearray()

    def decompress(self, data: bytes) -> str | None:
        self.buffer += data
        if not data.endswith(b"\x00\x00\xff\xff"):
            return None
        whole, self.buffer = self.buffer, bytearray()
        return self.context.decompress(whole).decode()


class Plain:
    """Asks for a compression that the sandbox does not know, and so gets text frames."""

    COMPRESSION_TYPE = "none"


WAYS = {"zlib": Inflate, "zstd": utils._ActiveDecompressionContext, "plain": Plain}


@pytest.mark.parametrize("how", WAYS)
async def test_events_arrive_over_every_kind_of_stream(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert WAYS["zstd"].COMPRESSION_TYPE == "zstd-stream"
    monkeypatch.setattr(utils, "_ActiveDecompressionContext", WAYS[how])
    house = build()
    async with serving(house), running(house) as bot:
        for number in range(3):
            await house.world.people.set_nick(house.owner, house.guild, house.pilot, f"Häns {number} 🚀")
            _, after = await bot.until("member_update", number + 1)
            assert after.nick == f"Häns {number} 🚀"


async def test_a_session_told_to_reconnect_misses_nothing() -> None:
    house = build()
    people = house.world.people
    async with serving(house), running(house) as bot:
        assert await house.world.faults.drop_gateway(7) == 1
        for number in range(20):
            await people.set_nick(house.owner, house.guild, house.pilot, f"n{number}")
        await bot.until("resumed")
        _, after = await bot.until("member_update", 20)
        assert after.nick == "n19"
        assert len(bot.saw("ready")) == 1


async def test_a_closed_socket_is_resumed() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        await house.world.faults.drop_gateway(4000)
        await bot.until("resumed")
        assert house.world.gateway.identifies == 1


async def test_an_invalid_session_begins_anew_unlimited() -> None:
    house = build()
    house.world.limits.relax("request_members")
    async with serving(house), running(house) as bot:
        await house.world.faults.drop_gateway(9)
        await bot.until("ready", 2)
        assert house.world.gateway.identifies == 2
        await house.world.people.set_nick(house.owner, house.guild, house.pilot, "again")
        assert (await bot.until("member_update"))[1].nick == "again"


async def test_a_gateway_that_refuses_is_found_again() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        house.world.faults.refuse_gateway()
        await house.world.faults.drop_gateway(4000)
        await asyncio.sleep(0.3)
        assert not bot.saw("resumed")
        house.world.faults.refuse_gateway(False)
        await bot.until("resumed")


async def test_an_intent_not_granted_closes_the_socket() -> None:
    house = build()
    async with serving(house):
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(house, Bot(discord.Intents(guilds=True, members=True, message_content=True))):
                pass


async def test_intents_decide_what_is_heard() -> None:
    house = build()
    async with serving(house), running(house, Bot(discord.Intents(guilds=True))) as bot:
        await house.world.people.set_nick(house.owner, house.guild, house.pilot, "unheard")
        await house.world.people.say(house.pilot, house.channel, "unheard")
        house.world.create_role(house.guild, "heard")
        await bot.until("guild_role_create")
        assert not bot.saw("member_update")
        assert not bot.saw("message")
        assert len(bot.get_guild(int(house.guild)).members) == 1


async def test_members_are_asked_for_by_name_and_by_id() -> None:
    house = build()
    async with serving(house), running(house, Bot(discord.Intents(guilds=True, members=True))) as bot:
        guild = bot.get_guild(int(house.guild))
        assert [m.name for m in await guild.query_members("Pilot O")] == ["pilot"]
        found = await guild.query_members(user_ids=[int(house.owner), 12345])
        assert [m.name for m in found] == ["owner"]


async def talk(house: House, *payloads: Any, query: str = "") -> tuple[list[dict[str, Any]], int | None]:
    """Say these things over a bare websocket; what came back, and the close code."""
    heard = []
    async with house.http(authorization="") as http, http.ws_connect(f"{house.url}/gateway{query}") as ws:
        for payload in payloads:
            await ws.send_str(payload if isinstance(payload, str) else json.dumps(payload))
        while True:
            try:
                message = await ws.receive(timeout=0.3)
            except TimeoutError:
                return heard, None
            if message.type is not aiohttp.WSMsgType.TEXT:
                return heard, ws.close_code
            heard.append(json.loads(message.data))


async def test_the_gateway_closes_with_the_code_that_fits() -> None:
    house = build()
    identify = {"op": 2, "d": {"token": house.world.token, "intents": 1, "properties": {}}}
    async with serving(house):
        for payloads, code in (
            (["{"], 4002),
            ([{"op": 1, "d": "x" * 5000}], 4002),
            ([{"op": 8, "d": {}}], 4003),
            ([{"op": 2, "d": {"token": "wrong", "intents": 1}}], 4004),
            ([identify, identify], 4005),
            ([{"op": 2, "d": {"token": house.world.token, "intents": -1}}], 4013),
            ([identify, {"op": 77}], 4001),
            ([identify, {"op": 1, "d": None}], None),
        ):
            assert (await talk(house, *payloads))[1] == code, payloads
        house.world.limits.set("gateway_send", 3, 60)
        assert (await talk(house, *[{"op": 1, "d": None}] * 4))[1] == 4008
        heard, _ = await talk(
            house, {"op": 6, "d": {"token": house.world.token, "session_id": "x", "seq": 5}}
        )
        assert heard[-1]["op"] == 9
        assert heard[-1]["d"] is False


async def test_a_silent_client_is_let_go() -> None:
    house = build()
    house.world.gateway.heartbeat_ms = 100
    async with serving(house):
        heard, code = await talk(house)
        assert heard[0]["d"]["heartbeat_interval"] == 100
        assert code == 4009


async def test_the_whole_list_may_be_asked_for_once_in_thirty_seconds() -> None:
    house = build()
    ask = {"op": 8, "d": {"guild_id": house.guild, "query": "", "limit": 0, "nonce": "a"}}
    identify = {"op": 2, "d": {"token": house.world.token, "intents": 3, "properties": {}}}
    async with serving(house):
        heard, _ = await talk(house, identify, ask, ask)
        assert [p["t"] for p in heard[1:]] == ["READY", "GUILD_CREATE", "GUILD_MEMBERS_CHUNK", "RATE_LIMITED"]
        assert heard[3]["d"]["nonce"] == "a"
        assert heard[4]["d"]["meta"]["guild_id"] == house.guild
        assert 0 < heard[4]["d"]["retry_after"] <= 30


async def test_the_gateway_answers_at_the_root_too() -> None:
    house = build()
    async with serving(house), house.http() as http:
        async with http.ws_connect(f"{house.url}/") as ws:
            assert (await ws.receive_json())["op"] == 10
        async with http.get(f"{house.url}/") as answer:
            assert answer.status == 404


async def test_ten_thousand_members_are_seeded_and_chunked_quickly() -> None:
    house = build()
    watch = Watch()
    for number in range(10_000):
        house.world.add_member(house.guild, house.world.create_user(f"pilot{number}"), [house.member_role])
    seeded = watch.seconds()
    async with serving(house, spec=False):
        watch = Watch()
        async with running(house) as bot:
            chunked = watch.seconds()
            assert len(bot.get_guild(int(house.guild)).members) == 10_003
    print(f"10,000 members: seeded in {seeded:.2f} s, chunked in {chunked:.2f} s")
    assert seeded < 5
    assert chunked < 15
