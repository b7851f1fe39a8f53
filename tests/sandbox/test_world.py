"""The pretend world: repeatable, believable, quickly made, and served on one guarded port."""

from __future__ import annotations

import asyncio
import base64
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from sandbox import cast
from sandbox.clock import SandboxClock
from sandbox.discord import permissions
from sandbox.discord.permissions import P
from sandbox.server import Sandbox
from sandbox.world import EVE_CLIENT_ID, EVE_CLIENT_SECRET, World

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def seeded(seed: int = 1, members: int = 40) -> World:
    world = World(seed, members, clock=SandboxClock(START, speed=0), token="token")
    world.seed_alliance()
    return world


def portrait(world: World) -> dict[str, Any]:
    """Everything that a seed decides."""
    eve, guild = world.eve, world.discord.guilds[cast.GUILD]
    return {
        "people": world.people,
        "characters": eve.characters,
        "corporations": eve.corporations,
        "alliances": eve.alliances,
        "owners": {one: eve.owner_hash(one) for one in eve.characters},
        "users": world.discord.users,
        "members": guild.members,
        "roles": guild.roles,
        "channels": guild.channels,
    }


def test_the_same_seed_makes_the_same_world_and_another_makes_another() -> None:
    assert portrait(seeded(5)) == portrait(seeded(5))
    assert portrait(seeded(5))["people"] != portrait(seeded(6))["people"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_forty_people_play_with_one_to_four_alts_in_all_sorts_of_places(seed: int) -> None:
    world = seeded(seed)
    assert len(world.people) == 40
    counts = [len(world.characters_of(person.discord_id)) for person in world.people]
    assert min(counts) == 1
    assert 3 <= max(counts) <= 5
    eve, guild = world.eve, world.discord.guilds[cast.GUILD]
    names = [pilot.name for pilot in eve.characters.values()]
    assert len(set(names)) == len(names)
    ours = sum(len(eve.members[corporation]) for corporation in cast.OURS)
    assert len(names) / 2 < ours < len(names)
    assert all(eve.members[firm.id] for firm in cast.FIRMS if firm.id > 2_000_000)
    outside = [person for person in world.people if person.discord_id not in guild.members]
    assert 2 <= len(outside) <= 15


def test_personas_have_the_ids_that_stories_rely_on() -> None:
    world = seeded()
    assert (cast.TESS.discord_id, cast.TESS.characters[0][0]) == ("140000000000000004", 2_112_000_401)
    for persona in cast.PERSONAS:
        ids = [one for one, _, _ in persona.characters]
        assert world.characters_of(persona.discord_id) == ids
        assert set(world.owners(ids).values()) == {persona.discord_id}
        assert world.person(persona.discord_id).name == persona.name
        assert [world.eve.character(one).corporation_id for one in ids] == [
            at for _, _, at in persona.characters
        ]
        assert (persona.discord_id in world.discord.guilds[cast.GUILD].members) == persona.in_guild
    assert [world.eve.corporation(one).alliance_id for one in cast.OURS] == [cast.NORTHERN_WATCH] * 3
    for firm in cast.FIRMS:
        assert firm.ceo is None or world.eve.character(firm.ceo).corporation_id == firm.id


def test_who_buys_a_character_owns_it_and_newcomers_get_an_account() -> None:
    world = seeded()
    world.eve.sell(cast.TESS.characters[1][0], world.account_of(cast.BRAM.discord_id))
    assert cast.TESS.characters[1][0] in world.characters_of(cast.BRAM.discord_id)
    assert world.owners([cast.TESS.characters[1][0]]) == {cast.TESS.characters[1][0]: cast.BRAM.discord_id}
    newcomer = world.discord.create_user("new")
    made = world.eve.create_character("New Pilot", cast.PROVI_TRADERS, world.account_of(newcomer))
    assert world.characters_of(newcomer) == [made]
    with pytest.raises(LookupError):
        world.person("1")


def test_the_guild_is_set_up_as_an_operator_would() -> None:
    world = seeded()
    guild = world.discord.guilds[cast.GUILD]
    bot = world.discord.client_id
    assert guild.owner_id == cast.MARA.discord_id
    assert [channel["name"] for channel in guild.channels.values()] == [
        "welcome",
        "general",
        "staff",
        "fleet",
    ]
    rights = int(guild.roles[cast.BOT_ROLE]["permissions"])
    wanted = P.MANAGE_ROLES | P.MANAGE_NICKNAMES | P.CREATE_INSTANT_INVITE | P.MANAGE_CHANNELS
    assert rights & wanted == wanted
    assert not rights & P.ADMINISTRATOR
    assert guild.roles[cast.BOT_ROLE]["position"] > guild.roles[cast.STAFF]["position"]
    assert guild.members[cast.BRAM.discord_id]["roles"] == [cast.FRIENDS]

    def sees(who: str, channel: str, right: P = P.VIEW_CHANNEL) -> bool:
        return bool(permissions.in_channel(guild, guild.channels[channel], who) & right)

    assert sees(cast.TESS.discord_id, cast.WELCOME)
    assert not sees(cast.TESS.discord_id, cast.WELCOME, P.SEND_MESSAGES)
    assert not sees(cast.TESS.discord_id, cast.STAFF_CHANNEL)
    assert sees(cast.JONAS.discord_id, cast.STAFF_CHANNEL)
    assert all(sees(bot, channel, P.SEND_MESSAGES) for channel in guild.channels)


def test_ten_thousand_members_are_there_in_no_time() -> None:
    began = time.process_time()
    world = seeded(members=10_000)
    assert time.process_time() - began < 2
    assert len(world.people) == 10_000
    assert len(world.discord.guilds[cast.GUILD].members) > 9_900
    newest = world.people[-1].discord_id
    assert world.eve.character(world.characters_of(newest)[0]).corporation_id in cast.OURS


# Served


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    box = Sandbox(seeded())
    await box.start()
    yield box
    await box.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"User-Agent": "Tests/1 (tests@example.org)"}) as session:
        yield session


async def test_tess_signs_in_and_esi_knows_where_she_is(box: Sandbox, session: aiohttp.ClientSession) -> None:
    tess = cast.TESS.characters[0][0]
    asked = {
        "response_type": "code",
        "client_id": EVE_CLIENT_ID,
        "redirect_uri": "http://127.0.0.1:8000/sso/callback",
        "scope": "publicData",
        "state": "state",
        "character_id": str(tess),
    }
    authorize = f"{box.url}/v2/oauth/authorize"
    async with session.get(authorize, params=asked, allow_redirects=False) as response:
        code = parse_qs(urlsplit(response.headers["Location"]).query)["code"][0]
    basic = base64.b64encode(f"{EVE_CLIENT_ID}:{EVE_CLIENT_SECRET}".encode()).decode()
    form = {"grant_type": "authorization_code", "code": code}
    headers = {"Authorization": f"Basic {basic}"}
    async with session.post(f"{box.url}/v2/oauth/token", data=form, headers=headers) as response:
        assert (await response.json())["refresh_token"]
    dated = {"X-Compatibility-Date": "2026-08-18"}
    async with session.post(f"{box.url}/characters/affiliation", json=[tess], headers=dated) as response:
        place = (await response.json())[0]
    assert (place["corporation_id"], place["alliance_id"]) == (cast.PROVI_TRADERS, cast.NORTHERN_WATCH)


async def test_only_the_sites_own_callback_is_registered(box: Sandbox) -> None:
    box.world.set_site("http://127.0.0.1:9999/")
    assert box.world.eve.grants.clients[EVE_CLIENT_ID].redirects == ["http://127.0.0.1:9999/sso/callback"]


async def test_it_answers_to_its_own_name_only_and_nothing_is_kept(
    box: Sandbox, session: aiohttp.ClientSession
) -> None:
    jwks = f"http://127.0.0.1:{box.port}/v2/oauth/authorize"
    for host in ("evil.example", f"evil.example:{box.port}", "127.0.0.1"):
        async with session.get(jwks, headers={"Host": host}) as response:
            assert response.status == 421, host
    for host in (f"localhost:{box.port}", f"127.0.0.1:{box.port}"):
        async with session.get(jwks, headers={"Host": host}) as response:
            assert response.status == 400
            assert response.headers["Cache-Control"] == "no-store"


async def test_every_part_is_on_the_one_port(box: Sandbox, session: aiohttp.ClientSession) -> None:
    for path, status in (
        ("/", 200),
        ("/control/world", 401),
        ("/api/v10/users/@me", 401),
        ("/.well-known/oauth-authorization-server", 200),
        (f"/images/characters/{cast.TESS.characters[0][0]}/portrait", 200),
    ):
        async with session.get(box.url + path) as response:
            assert response.status == status, path


async def test_a_taken_port_is_said_and_nothing_is_left_open(box: Sandbox) -> None:
    other = Sandbox(box.world, box.port)
    with pytest.raises(OSError, match="address already in use"):
        await other.start()
    await other.stop()


async def test_the_command_prints_its_addresses_and_ends_well_on_ctrl_c() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        "--members",
        "60",
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        lines = [(await process.stdout.readline()).decode() for _ in range(10)]
        process.send_signal(signal.SIGINT)
        _, errors = await process.communicate()
    assert "#token=" in lines[0]
    assert lines[8].split(maxsplit=1) == ["People", "60 (seed 1)\n"]
    assert (process.returncode, errors) == (0, b"")
