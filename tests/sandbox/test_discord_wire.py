"""An unmodified discord.py against the sandbox: login, events, sessions, limits."""

from __future__ import annotations

import zlib

import pytest
from discord import utils

from tests.sandbox.discord_house import Bot, build, running, serving


async def test_a_bot_logs_in_and_knows_everybody() -> None:
    house = build()
    for number in range(3000):
        house.world.add_member(house.guild, house.world.create_user(f"pilot{number}"))
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        assert guild is not None and guild.chunked
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
