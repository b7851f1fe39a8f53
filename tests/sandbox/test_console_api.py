"""The control API: acting as people and on New Eden, faults, time, news, and who is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
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
    async with asyncio.timeout(30):
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


async def test_the_gateway_comes_back_after_a_drop(room: Room) -> None:
    since = (await room.ok("GET", "/world"))["feed"]["next"]
    assert (await room.ok("POST", "/faults/gateway", {"drop": 7}))["told"] == 1
    async with asyncio.timeout(60):
        while not any(one.session for one in room.world.discord.gateway.connections):
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
    news = await asyncio.wait_for(waiting, 30)
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
