"""An unmodified discord.py against the sandbox: login, events, sessions, limits."""

from __future__ import annotations

import asyncio
import time

import discord
import pytest
from discord.utils import _ActiveDecompressionContext as Active

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


@pytest.mark.parametrize("how", ["zlib", "zstd"])
async def test_both_compressions_carry_the_events(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import discord.gateway as gateway
    import discord.utils as utils

    kind = {"zlib": utils._ZlibDecompressionContext, "zstd": utils._ZstdDecompressionContext}[how]
    monkeypatch.setattr(utils, "_ActiveDecompressionContext", kind)
    assert gateway.utils is utils and Active is not None
    house = build()
    async with serving(house), running(house) as bot:
        assert kind.COMPRESSION_TYPE == f"{how}-stream"
        await house.world.people.set_nick(house.owner, house.guild, house.pilot, "Häns 🚀")
        _, after = await bot.until("member_update")
        assert after.nick == "Häns 🚀"
