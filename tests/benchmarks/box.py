"""A sandbox that Concord has looked after for years: every member wears the role and name that they should.

`python -m tests.benchmarks.box --members N` serves it in a process of its own, as `python -m sandbox` would.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import Sequence

from bot.rules import names
from models.discord import GuildRole
from models.organisations import Alliance, Corporation
from models.services import Instance
from models.states import EntityKind, State, StateMember
from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import SMALL, World
from tests.benchmarks import crowd
from tests.benchmarks.crowd import Pilot

GUILD = int(cast.GUILD)
MEMBER_ROLE = 131_000_000_000_000_001
GROUP_ROLES = tuple(MEMBER_ROLE + n for n in range(1, 7))
FORMAT = "[{corp_ticker}] {character_name}"
STRANGERS = 100  # people who are no members of ours; more than there are
BEYOND_US = (cast.MARA.discord_id,)  # the owner of the guild: nobody may rename her


def world_of(members: int, *, site: str = "http://127.0.0.1:8000") -> World:
    """The same world in every process that asks for it; so many of our members are dressed, if there are."""
    made = World(1, members + STRANGERS if members > SMALL else SMALL, site_url=site)
    made.seed_alliance()
    for number, role_id in enumerate((MEMBER_ROLE, *GROUP_ROLES)):
        name = f"Group {number}" if number else "Member"
        made.discord.create_role(cast.GUILD, name, role_id=str(role_id))
    dress(made, pilots(made)[:members])
    return made


def pilots(world: World) -> list[Pilot]:
    """Those who have an account with us: members of our alliance who are in the guild."""
    members = world.discord.guilds[cast.GUILD].members
    found = []
    for person in world.people:
        ids = world.characters_of(person.discord_id)
        main = world.eve.character(ids[0])
        if (
            person.discord_id in members
            and main.corporation_id in cast.OURS
            and person.discord_id not in BEYOND_US
        ):
            found.append(Pilot(int(person.discord_id), person.name, tuple(_character(world, i) for i in ids)))
    return found


def _character(world: World, number: int) -> tuple[int, str, int, int | None, str]:
    one = world.eve.character(number)
    home = world.eve.corporation(one.corporation_id)
    return one.id, one.name, home.id, home.alliance_id, world.eve.owner_hash(one.id)


def dress(world: World, people: Sequence[Pilot]) -> None:
    """Give everybody the role and the name that Concord wants for them."""
    members = world.discord.guilds[cast.GUILD].members
    for pilot in people:
        number, name, corporation, _, _ = pilot.characters[0]
        ticker = world.eve.corporation(corporation).ticker
        values = names.facts(
            character=(number, name), corporation=(corporation, "", ticker), alliance=None, username=""
        )
        member = members[str(pilot.discord_id)]
        member["roles"] = sorted({*member["roles"], str(MEMBER_ROLE)}, key=int)
        member["nick"] = names.render(FORMAT, values)


async def settle(world: World, most: int) -> Instance:
    """The world's members (at most so many) as accounts in the open database; returns the guild's instance."""
    instance = await crowd.guild(GUILD, name_format=FORMAT)
    for firm in world.eve.corporations.values():
        await Corporation.create(id=firm.id, name=firm.name, ticker=firm.ticker, alliance_id=firm.alliance_id)
    for union in world.eve.alliances.values():
        await Alliance.create(id=union.id, name=union.name, ticker=union.ticker)
    await crowd.settle(pilots(world)[:most], instance, "Member")
    member = await State.get(name="Member")
    await StateMember.create(state=member, kind=EntityKind.ALLIANCE, entity_id=cast.NORTHERN_WATCH)
    await GuildRole.create(id=MEMBER_ROLE, guild_id=GUILD, name="Member", position=1)
    await crowd.wears(GUILD, "Member", MEMBER_ROLE)
    return instance


async def _serve(box: Sandbox) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await box.start()
    print(f"{box.url} {box.world.discord.token}", flush=True)
    await stopped.wait()
    await box.stop()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=SMALL)
    parser.add_argument("--site", required=True)
    given = parser.parse_args()
    asyncio.run(_serve(Sandbox(world_of(given.members, site=given.site))))


if __name__ == "__main__":
    main()
