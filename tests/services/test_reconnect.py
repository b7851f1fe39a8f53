"""Coming back too soon: Discord gives a guild's members once in 30 seconds, and says so in an event of its own."""

from __future__ import annotations

import pytest

from bot import client
from tests.discord_bed import connected
from tests.sandbox.discord_house import build, serving


async def test_members_asked_for_too_soon_are_asked_for_again(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MEMBERS_WITHIN", 0.5)
    async with serving(build()) as house:
        house.world.limits.set("request_members", 1, 3.0)
        async with connected(house) as first:
            assert first.guild(int(house.guild)) is not None
        async with connected(house) as second:
            guild = second.guild(int(house.guild))
            assert guild is not None
            assert {str(m.id) for m in guild.members} == set(house.world.guild(house.guild).members)
