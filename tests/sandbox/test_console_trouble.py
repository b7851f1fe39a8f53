"""The control API: what breaks and is mended, guilds as a whole, and what pilots do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import discord
import pytest
import pytest_asyncio

from sandbox import cast
from tests.sandbox.console_room import Room, open_room

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room() -> AsyncIterator[Room]:
    async with open_room() as opened:
        yield opened


async def test_a_fault_begins_and_ends(room: Room) -> None:
    agent = {"User-Agent": "ConcordTests/1 (tests@example.org)", "X-Compatibility-Date": "2026-08-18"}
    async with aiohttp.ClientSession(headers=agent) as http:
        for on, status in ((True, 503), (False, 200)):
            assert (await room.ok("PUT", "/faults/esi_down", {"on": on}))["esi_down"] is on
            async with http.get(f"{room.sandbox.url}/alliances/{cast.NORTHERN_WATCH}") as answer:
                assert answer.status == status


async def test_esi_lies_about_half_of_the_greatest_alliance(room: Room) -> None:
    assert (await room.ok("PUT", "/faults/esi_lies", {"on": True}))["esi_lies"] is True
    ours = [
        pilot.id
        for pilot in room.world.eve.characters.values()
        if room.world.eve.corporation(pilot.corporation_id).alliance_id == cast.NORTHERN_WATCH
    ]
    assert len(room.world.eve.lies) == (len(ours) + 1) // 2
    assert set(room.world.eve.lies) <= set(ours)
    assert {lie.alliance_id for lie in room.world.eve.lies.values()} == {None}
    assert (await room.ok("PUT", "/faults/esi_lies", {"on": False}))["esi_lies"] is False


async def test_a_fault_of_discord_meets_the_bot_and_can_be_ended(room: Room) -> None:
    made = await room.ok(
        "POST", "/faults/discord", {"method": "POST", "route": "/channels/.*/messages", "status": 403}
    )
    with pytest.raises(Exception, match="403"):
        await room.post(content="never")
    assert made["discord"][0]["status"] == 403
    assert (await room.ok("DELETE", "/faults/discord", {"id": made["id"]}))["discord"] == []
    await room.post(content="again")


async def test_every_switch_turns_on_and_off_and_the_console_knows_its_words(room: Room) -> None:
    for one in (await room.ok("GET", "/faults"))["switches"]:
        assert one["on"] is False, one
        assert one["label"], one
        for on in (True, True, False):
            answer = await room.ok("PUT", f"/faults/{one['name']}", {"on": on})
            assert answer[one["name"]] is on, one
            others = [other["name"] for other in answer["switches"] if other["on"]]
            assert others == ([one["name"]] if on else []), one
    left = await room.ok("GET", "/faults")
    assert [left["discord"], left["events"], left["eve"]] == [[], [], []]
    await room.ok("POST", "/faults/gateway", {"drop": 4000})  # what fell silent stays so until it is replaced
    async with asyncio.timeout(60):
        while not any(one.session and not one.muted for one in room.world.discord.gateway.connections):
            await asyncio.sleep(0.05)


async def test_faults_made_to_measure_are_listed_and_ended_together(room: Room) -> None:
    await room.ok("POST", "/faults/events", {"event": "TYPING_START", "copies": 2})
    await room.ok("POST", "/faults/eve", {"method": "get", "route": "/status", "way": "torn", "times": 3})
    await room.ok("POST", "/faults/eve", {"group": "fleet", "retry_after": 30})
    await room.ok("POST", "/faults/refresh", {"character_id": 2112000401, "on": True})
    body = {"method": "PUT", "route": "/bans/", "status": 429, "scope": "user", "retry_after": 2.5}
    faults = await room.ok("POST", "/faults/discord", body)
    assert (faults["discord"][0]["scope"], faults["discord"][0]["retry_after"]) == ("user", 2.5)
    assert [f["event"] for f in faults["events"]] == ["TYPING_START"]
    assert faults["eve"] == [
        {"method": "GET", "route": "/status", "status": 200, "times": 3, "way": "torn", "retry_after": None},
        {"group": "fleet", "retry_after": 30},
    ]
    assert faults["refused_refreshes"] == [2112000401]
    assert (await room.ok("DELETE", "/faults/eve", {"group": "fleet"}))["eve"][1:] == []
    left = await room.ok("DELETE", "/faults")
    assert [left["discord"], left["events"], left["eve"], left["refused_refreshes"]] == [[], [], [], []]


@pytest.mark.parametrize(
    ("path", "body", "word"),
    [
        ("/faults/discord", {"method": "GET", "route": "(", "status": 500}, "regular expression"),
        ("/faults/discord", {"method": "GET", "route": "x"}, "needs a status"),
        ("/faults/discord", {"method": "GET", "route": "x", "status": 429, "scope": "y"}, "scope"),
        ("/faults/events", {"event": "X"}, "copy"),
        ("/faults/eve", {"method": "GET", "route": "/status"}, "status"),
        ("/faults/eve", {"method": "GET", "route": "/status", "way": "sideways"}, "way"),
        ("/faults/gateway", {}, "drop"),
        ("/time", {"jump": 1e9}, "jump"),
    ],
)
async def test_a_fault_that_makes_no_sense_is_refused(room: Room, path: str, body: object, word: str) -> None:
    status, answer = await room.ask("POST", path, body)
    assert (status, word in answer["error"]) == (400, True), answer


async def test_a_second_guild_is_founded_and_the_bot_invited_and_thrown_out(room: Room) -> None:
    made = await room.ok("POST", "/guilds", {"name": "Allies", "owner": cast.RHEA.discord_id})
    path = f"/guilds/{made['id']}"
    assert made["channels"][0]["name"] == "general"
    await room.ok("PUT", f"{path}/bot")
    async with asyncio.timeout(60):
        while room.bot.get_guild(int(made["id"])) is None:
            await asyncio.sleep(0.05)
    await room.ok("DELETE", f"{path}/bot")
    async with asyncio.timeout(60):
        while room.bot.get_guild(int(made["id"])) is not None:
            await asyncio.sleep(0.05)
    await room.ok("DELETE", f"/channels/{made['channels'][0]['id']}")
    assert (await room.ok("GET", f"{path}/audit"))["entries"][0]["action_type"] == 12
    assert (await room.ask("POST", "/guilds", {"name": "x", "owner": cast.RHEA.discord_id}))[0] == 400


async def test_people_are_banned_and_interested_by_hand(room: Room) -> None:
    path = f"/guilds/{cast.GUILD}"
    imke = cast.IMKE.discord_id
    banned = await room.ok("PUT", f"{path}/bans/{imke}", {"reason": "spai"})
    assert [(one["user"]["id"], one["reason"]) for one in banned["bans"]] == [(imke, "spai")]
    assert (await room.ask("PUT", f"{path}/members/{imke}"))[0] == 409
    assert (await room.ok("DELETE", f"{path}/bans/{imke}"))["bans"] == []
    await room.ok("PUT", f"{path}/members/{imke}")
    begin = discord.utils.utcnow() + timedelta(hours=2)
    event = await room.bot.get_guild(int(cast.GUILD)).create_scheduled_event(
        name="Op", start_time=begin, end_time=begin + timedelta(hours=1), location="Jita",
        entity_type=discord.EntityType.external, privacy_level=discord.PrivacyLevel.guild_only,
    )  # fmt: skip
    where = f"{path}/events/{event.id}/interested/{imke}"
    assert (await room.ok("PUT", where))["events"][0]["interested"] == [imke]
    assert (await room.ok("DELETE", where))["events"][0]["interested"] == []
    await event.delete()


async def test_a_message_is_deleted_by_who_may(room: Room) -> None:
    message = await room.post(content="delete me")
    assert (await room.ask("DELETE", f"/messages/{message}", {"as": room.tess}))[0] == 409
    await room.ok("DELETE", f"/messages/{message}", {"as": cast.MARA.discord_id})
    assert message not in room.world.discord.messages


async def test_pilots_fly_form_fleets_and_lose_ships(room: Room) -> None:
    tess, sigrid, bram = 2112000401, 2112000301, 2112000411
    body = {
        "place": {"solar_system_id": 30002187},
        "ship": {"type_id": 587},
        "online": True,
        "roles": ["Auditor"],
    }
    life = await room.ok("PATCH", f"/eve/characters/{tess}/life", body)
    assert (life["place"]["station_id"], life["ship"]["type_id"], life["online"]) == (None, 587, True)
    fleet = await room.ok("POST", "/eve/fleets", {"boss_id": sigrid, "member_ids": [tess]})
    changed = await room.ok(
        "PATCH", f"/eve/fleets/{fleet['id']}", {"join": [bram], "boss_id": tess, "leave": [sigrid]}
    )
    assert (changed["boss_id"], changed["members"]) == (tess, [tess, bram])
    assert (await room.ok("GET", "/eve/fleets"))["fleets"] == [changed]
    mail = await room.ok(
        "POST", "/eve/killmails", {"victim_id": tess, "attacker_ids": [bram], "minutes_ago": 6}
    )
    url = f"{room.sandbox.url}/zkillboard/api/killID/{mail['killmail_id']}/"
    async with aiohttp.request("GET", url, headers={"User-Agent": "Tests (a@b.c)"}) as answer:
        assert (await answer.json())[0]["zkb"]["hash"] == mail["hash"]
    assert (await room.ok("GET", "/eve/killmails"))["killmails"][0]["victim"]["ship_type_id"] == 587
    told = await room.ok("POST", f"/eve/characters/{tess}/notifications", {"type": "CorpNewCEOMsg"})
    assert told["notification_id"]
    place = await room.ok(
        "POST", "/eve/structures", {"corporation_id": cast.POLAR_FOUNDRY, "name": "Keep", "guests": []}
    )
    assert not room.world.eve.may_dock(room.world.eve.structures[place["structure_id"]], tess)
    standing = {"owner_id": tess, "contact_id": cast.CINDER_REAVERS, "kind": "corporation", "standing": -10}
    assert (await room.ok("PUT", "/eve/standings", standing))["contacts"][0]["standing"] == -10
    assert (await room.ask("PUT", "/eve/standings", standing | {"standing": 11}))[0] == 400
    assert "Director" in (await room.ok("GET", "/eve/characters/2112000201/life"))["roles"]


async def test_the_hands_of_the_clock_move_while_no_time_passes(room: Room) -> None:
    clock = room.world.clock
    before, passed = clock.now(), clock.monotonic()
    assert (await room.ok("POST", "/time", {"jump": -7200}))["jumped"] == -7200
    assert (clock.now() - before).total_seconds() < -7100
    assert clock.monotonic() - passed < 60
    assert (await room.ok("POST", "/time", {"jump": 7200}))["jumped"] == 0
