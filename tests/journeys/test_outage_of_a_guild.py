"""A guild that Discord takes away for a while: what changed meanwhile is seen when it returns."""

from __future__ import annotations

from sandbox import cast
from tests.journeys.kit import House, until

TESS = cast.TESS.discord_id


async def test_a_role_that_was_taken_while_the_guild_was_away_comes_back_unlimited(house: House) -> None:
    await house.join_by_link(TESS, cast.TESS.characters[0][0])
    await until("the role", lambda: "Member" in house.roles(TESS))
    await until("the queue is empty", house.idle)
    house.discord.limits.relax(
        "request_members"
    )  # relaxed: the list of members may be asked for twice in 30 s
    house.discord.faults.take_guild(cast.GUILD)
    await until("the bot knows that it is away", lambda: house.app.discord.guild(int(cast.GUILD)) is None)
    member = house.discord.guilds[cast.GUILD].members[TESS]
    member["roles"] = [r for r in member["roles"] if r != house.role_id("Member")]
    house.discord.faults.take_guild(cast.GUILD, False)
    await until("the role is back", lambda: "Member" in house.roles(TESS))
