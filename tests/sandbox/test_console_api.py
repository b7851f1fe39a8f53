"""The control API: acting as people and on New Eden, faults, time, news, and who is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import discord
import pytest
import pytest_asyncio

from sandbox import cast
from sandbox.console.feed import Feed
from sandbox.console.look import Look
from sandbox.world import World
from tests.sandbox.console_room import Room, Welcome, open_room

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room() -> AsyncIterator[Room]:
    async with open_room() as opened:
        yield opened


async def test_nobody_is_served_without_the_printed_token(room: Room) -> None:
    for given in ("", "Bearer wrong", "Bearer ", "Basic x"):
        status, answer = await room.ask("GET", "/world", Authorization=given)
        assert status == 401
        assert "token" in answer["error"]


async def test_pages_of_other_origins_and_other_host_names_are_turned_away(room: Room) -> None:
    assert (await room.ask("GET", "/world", Origin="https://evil.example"))[0] == 403
    assert (await room.ask("GET", "/world", Origin="null"))[0] == 403
    assert (await room.ask("GET", "/world", Origin=room.sandbox.url))[0] == 200
    headers = {"Host": "evil.example", "Authorization": f"Bearer {room.world.token}"}
    async with aiohttp.request("GET", f"{room.sandbox.url}/control/world", headers=headers) as answer:
        assert answer.status == 421


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "word"),
    [
        ("GET", "/nonsense", None, 404, "Not Found"),
        ("GET", "/people/12", None, 404, "Unknown User"),
        ("GET", "/people?limit=many", None, 400, "limit"),
        ("POST", "/interactions", {"kind": "dance", "as": cast.TESS.discord_id}, 400, "kind"),
        ("POST", "/interactions", {"kind": "command"}, 400, "'as'"),
        ("POST", "/interactions", [1], 400, "object"),
        ("POST", "/time", {"advance": -1}, 400, "advance"),
        ("POST", "/time", {"speed": True}, 400, "speed"),
        ("PUT", "/faults/moon", {"on": True}, 404, "esi_down"),
        ("POST", "/eve/characters/1/move", {"corporation_id": 98600001}, 404, "No character"),
        ("POST", "/eve/characters/2112000401/move", {"corporation_id": "x"}, 400, "whole number"),
        ("POST", "/eve/corporations", {"name": "X", "ticker": "TOOLONG"}, 400, "ticker"),
        ("DELETE", f"/guilds/{cast.GUILD}/members/{cast.MARA.discord_id}", {}, 409, "owner"),
    ],
)
async def test_bad_requests_get_a_sentence(
    room: Room, method: str, path: str, body: object, status: int, word: str
) -> None:
    got, answer = await room.ask(method, path, body)
    assert (got, word in answer["error"]) == (status, True), answer


async def test_what_is_not_json_is_refused(room: Room) -> None:
    headers = {"Authorization": f"Bearer {room.world.token}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        url = f"{room.sandbox.url}/control/time"
        async with http.post(url, data={"advance": "1"}) as form:
            assert form.status == 415
        async with http.post(url, data="{", headers={"Content-Type": "application/json"}) as torn:
            assert torn.status == 400


async def test_the_world_says_who_is_who(room: Room) -> None:
    world = await room.ok("GET", "/world")
    assert world["bot"]["online"] is True
    assert [c["name"] for c in world["guilds"][0]["channels"]] == ["welcome", "general", "staff", "fleet"]
    found = await room.ok("GET", "/people?q=tess")
    assert found["people"][0]["characters"][0]["corporation"]["ticker"] == "PROV"
    tess = await room.ok("GET", f"/people/{room.tess}")
    assert cast.STAFF_CHANNEL not in tess["visible"]
    assert cast.WELCOME in tess["visible"]


async def test_a_command_runs_with_its_options_as_a_person(room: Room) -> None:
    options = {"pilot": "Anna", "member": cast.JONAS.discord_id, "days": 3}
    done = await room.act("command", name="whois", options=options)
    assert done["failed"] is None
    assert done["messages"][0]["content"] == "That is Anna, Jonas Hale, 3"
    assert done["messages"][0]["for"] == room.tess


async def test_autocompletion_asks_the_bot(room: Room) -> None:
    typed = await room.act("autocomplete", name="whois", options={"pilot": "bo"}, focused="pilot")
    assert [one["name"] for one in typed["choices"]] == ["Boris Hauler"]


async def test_a_context_menu_has_its_target(room: Room) -> None:
    done = await room.act("command", name="Who is this?", target=cast.SIGRID.discord_id)
    assert done["messages"][0]["content"].startswith("This is Sigrid")


async def test_a_form_is_shown_and_sent(room: Room) -> None:
    message = await room.post(content="Hello", view=Welcome())
    pressed = await room.act("component", message=message, custom_id="t:ask")
    assert pressed["modal"]["title"] == "Ask for a group"
    fields = {"why": "because", "ship": ["nag"], "when": "later", "rules": True}
    sent = await room.act("modal", interaction=pressed["id"], fields=fields)
    assert sent["messages"][0]["content"] == "Asked: because | ['nag'] | later | True"


async def test_thinking_is_an_answer_and_the_real_one_can_be_waited_for(room: Room) -> None:
    begun = await room.act("command", name="slow")
    assert begun["messages"][0]["flags"] & 128
    after = await room.ok("GET", f"/interactions/{begun['id']}?wait=5")
    assert after["messages"][0]["content"] == "Thought."


async def test_only_the_presser_reads_an_ephemeral_answer(room: Room) -> None:
    done = await room.act("command", name="whois", options={"pilot": "secret"})
    told = done["messages"][0]["id"]

    async def seen_by(user: str) -> set[str]:
        answer = await room.ok("GET", f"/channels/{room.welcome}/messages?as={user}")
        return {message["id"] for message in answer["messages"]}

    assert told in await seen_by(room.tess)
    assert told not in await seen_by(cast.JONAS.discord_id)
    staff = await room.ask("GET", f"/channels/{cast.STAFF_CHANNEL}/messages?as={room.tess}")
    assert staff[0] == 403


async def test_roles_edited_by_hand_reach_the_bot(room: Room) -> None:
    path = f"/guilds/{room.guild}/members/{room.tess}"
    edited = await room.ok("PATCH", path, {"add_roles": [cast.FRIENDS], "nick": "Tessa"})
    assert cast.FRIENDS in edited["member"]["roles"]
    assert edited["name"] == "Tessa"
    async with asyncio.timeout(5):
        while room.member(room.tess).nick != "Tessa":
            await asyncio.sleep(0.01)
    assert int(cast.FRIENDS) in [role.id for role in room.member(room.tess).roles]
    refused = await room.ask("PATCH", path, {"add_roles": [cast.STAFF], "by": room.tess})
    assert refused[0] == 409
    await room.ok("PATCH", path, {"remove_roles": [cast.FRIENDS], "nick": None})


async def test_people_leave_and_join(room: Room) -> None:
    path = f"/guilds/{room.guild}/members/{cast.BRAM.discord_id}"
    assert (await room.ok("DELETE", path))["member"] is None
    assert (await room.ok("PUT", path))["member"]["roles"] == []


async def test_direct_messages_are_read_and_can_be_closed(room: Room) -> None:
    await room.member(room.tess).send("Only for you")
    heard = await room.ok("GET", f"/users/{room.tess}/dms")
    assert heard["messages"][-1]["content"] == "Only for you"
    assert heard["messages"][-1]["for"] == room.tess
    await room.ok("PATCH", f"/users/{room.tess}", {"dms_closed": True})
    assert (await room.ok("GET", f"/people/{room.tess}"))["dms_closed"] is True
    await room.ok("PATCH", f"/users/{room.tess}", {"dms_closed": False})


async def test_acts_on_new_eden_change_the_world(room: Room) -> None:
    born = await room.ok(
        "POST",
        "/eve/characters",
        {"name": "Newly Born", "corporation_id": cast.PROVI_TRADERS, "owner": room.tess},
    )
    path = f"/eve/characters/{born['id']}"
    moved = await room.ok("POST", f"{path}/move", {"corporation_id": cast.POLAR_FOUNDRY})
    assert moved["corporation"]["id"] == cast.POLAR_FOUNDRY
    hash_before = room.world.eve.owner_hash(born["id"])
    sold = await room.ok("POST", f"{path}/sell", {"to": cast.JONAS.discord_id})
    assert sold["owner"]["name"] == "Jonas Hale"
    assert room.world.eve.owner_hash(born["id"]) != hash_before
    flown = await room.ok("GET", f"/eve/characters?of={cast.JONAS.discord_id}")
    assert born["id"] in [one["id"] for one in flown["characters"]]
    assert (await room.ok("POST", f"{path}/rename", {"name": "Old Hand"}))["name"] == "Old Hand"
    await room.ok("POST", f"{path}/revoke")
    assert (await room.ok("POST", f"{path}/biomass"))["biomassed"] is True
    again = await room.ask("POST", f"{path}/move", {"corporation_id": cast.PROVI_TRADERS})
    assert again[0] == 400


async def test_corporations_are_founded_and_change_sides(room: Room) -> None:
    made = await room.ok("POST", "/eve/corporations", {"name": "Fresh Start", "ticker": "fresh"})
    assert made["ticker"] == "FRESH"
    path = f"/eve/corporations/{made['id']}/move"
    joined = await room.ok("POST", path, {"alliance_id": cast.NORTHERN_WATCH})
    assert joined["alliance"]["name"] == "Northern Watch"
    assert (await room.ok("POST", path, {"alliance_id": None}))["alliance"] is None
    assert (await room.ok("GET", "/eve/corporations?q=fresh"))["total"] == 1


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
    async with asyncio.timeout(20):
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
    async with asyncio.timeout(10):
        while room.bot.get_guild(int(made["id"])) is None:
            await asyncio.sleep(0.05)
    await room.ok("DELETE", f"{path}/bot")
    async with asyncio.timeout(10):
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


async def test_the_gateway_comes_back_after_a_drop(room: Room) -> None:
    since = (await room.ok("GET", "/world"))["feed"]["next"]
    assert (await room.ok("POST", "/faults/gateway", {"drop": 7}))["told"] == 1
    async with asyncio.timeout(15):
        while not room.world.discord.gateway.connections:
            await asyncio.sleep(0.05)
        while not (await room.ok("GET", "/world"))["bot"]["online"]:
            await asyncio.sleep(0.05)
    assert since


async def test_time_passes_at_once_and_faster(room: Room) -> None:
    before = room.world.clock.monotonic()
    answer = await room.ok("POST", "/time", {"advance": 3600, "speed": 10})
    assert answer["speed"] == 10
    assert 3600 <= room.world.clock.monotonic() - before < 3700
    assert (await room.ok("POST", "/time", {"speed": 1}))["speed"] == 1


async def test_requests_are_listed_newest_first_with_their_reason(room: Room) -> None:
    member = room.member(room.tess)
    await member.edit(nick="Listed", reason="to be found")
    listed = await room.ok("GET", "/requests?limit=5")
    assert listed["requests"][0]["method"] == "PATCH"
    assert listed["requests"][0]["reason"] == "to be found"
    assert listed["requests"][0]["route"] == "/guilds/{guild_id}/members/{user_id}"
    await member.edit(nick=None)


async def test_the_feed_tells_in_order_and_waits_for_news(room: Room) -> None:
    feed = (await room.ok("GET", "/world"))["feed"]
    query = f"since={feed['next']}&run={feed['run']}&wait=10"
    waiting = asyncio.create_task(room.ok("GET", f"/events?{query}"))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    message = await room.post(content="News for <@140000000000000004>")
    news = await asyncio.wait_for(waiting, 5)
    told = next(one["data"] for one in news["events"] if one["kind"] == "message")
    assert (told["id"], told["names"]) == (message, {room.tess: "Tess Okoro"})
    assert news["next"] > feed["next"]


async def test_a_reader_of_another_run_is_told_to_begin_afresh(room: Room) -> None:
    answer = await room.ok("GET", "/events?since=1&run=another&wait=5")
    assert answer["reset"] is True
    assert (await room.ok("GET", "/events?since=999999&wait=5"))["reset"] is True


async def test_a_reader_who_missed_too_much_is_told_to_begin_afresh() -> None:
    feed = Feed(kept=2)
    for number in range(3):
        feed.add("guild", {"number": number})
    assert (await feed.since(1, feed.run, 0))["reset"] is True
    kept = await feed.since(2, feed.run, 0)
    assert [event["data"]["number"] for event in kept["events"]] == [1, 2]
    assert (kept["next"], kept["reset"]) == (4, False)


async def test_a_person_writes_where_they_may(room: Room) -> None:
    path = f"/channels/{cast.GENERAL}/messages"
    await room.ok("POST", path, {"as": room.tess, "content": "Hello all"})
    seen = await room.ok("GET", f"{path}?as={cast.JONAS.discord_id}")
    assert seen["messages"][-1]["author"]["name"] == "Tess Okoro"
    refused = await room.ask("POST", f"/channels/{room.welcome}/messages", {"as": room.tess, "content": "x"})
    assert refused[0] == 409


async def test_the_page_lets_nothing_foreign_in_and_nothing_else_out(room: Room) -> None:
    async with aiohttp.request("GET", room.sandbox.url) as page:
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        text = await page.text()
        assert " style=" not in text
        assert " onclick=" not in text
    for name in ("../app.py", "app.py", "nothing.js", "..%2fapp.py"):
        async with aiohttp.request("GET", f"{room.sandbox.url}/console/{name}") as other:
            assert other.status == 404


async def test_ten_thousand_members_are_listed_page_by_page() -> None:
    world = World(members=10_000)
    world.seed_alliance()
    look, guild = Look(world), world.discord.guild(cast.GUILD)
    page = look.members(guild, "", 100, 0)
    assert page["total"] > 9_000
    assert len(page["members"]) == 100
    last = look.members(guild, "", 100, page["total"] - 10)
    assert len(last["members"]) == 10
    assert look.members(guild, "tess okoro", 100, 0)["members"][0]["id"] == cast.TESS.discord_id
