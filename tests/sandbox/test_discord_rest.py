"""The REST side: rights and ranks, forms, messages, limits, faults."""

from __future__ import annotations

import asyncio
import io
import time

import aiohttp
import discord
import pytest

from sandbox.discord.permissions import P
from tests.sandbox.discord_house import House, build, running, serving


def member(house: House, user_id: str) -> str:
    return f"/guilds/{house.guild}/members/{user_id}"


async def test_roles_are_given_by_rank_and_told_by_event_and_audit_log() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        pilot = guild.get_member(int(house.pilot))
        await pilot.add_roles(guild.get_role(int(house.member_role)), reason="State: Mitglied ✓")
        _, after = await bot.until("member_update")
        assert [r.name for r in after.roles] == ["@everyone", "Member"]
        (entry,) = await bot.until("audit_log_entry_create")
        assert (entry.reason, entry.user_id) == ("State: Mitglied ✓", bot.user.id)
        assert house.world.requests[-1].reason == "State: Mitglied ✓"
        for role_id, code in ((house.high_role, 50013), (house.managed_role, 50028), (house.bot_role, 50028)):
            with pytest.raises(discord.HTTPException) as refused:
                await pilot.add_roles(discord.Object(int(role_id)))
            assert refused.value.code == code
        assert house.world.member(house.guild, house.pilot)["roles"] == [house.member_role]


async def test_the_owner_and_those_above_cannot_be_renamed() -> None:
    house = build()
    chief = house.world.create_user("chief")
    house.world.add_member(house.guild, chief, [house.high_role])
    async with serving(house):
        for who in (house.owner, chief):
            status, body = await house.rest("PATCH", member(house, who), {"nick": "x"})
            assert (status, body["code"]) == (403, 50013)
        status, body = await house.rest("PATCH", member(house, house.pilot), {"nick": "[CORP] Pilot"})
        assert (status, body["nick"]) == (200, "[CORP] Pilot")
        assert (await house.rest("PATCH", member(house, "@me"), {"nick": "Con"}))[1]["nick"] == "Con"
        # a low role may be given even to those above
        role = f"{member(house, chief)}/roles/{house.member_role}"
        assert (await house.rest("PUT", role))[0] == 204


async def test_unknown_things_have_their_own_codes() -> None:
    house = build()
    stranger = house.world.create_user("stranger")
    elsewhere = house.world.create_guild("Elsewhere", house.owner)
    async with serving(house):
        for method, path, status, code in (
            ("GET", member(house, stranger), 404, 10007),
            ("PUT", f"{member(house, house.pilot)}/roles/12345", 404, 10011),
            ("GET", "/channels/12345", 404, 10003),
            ("GET", f"/channels/{house.staff_channel}", 403, 50001),
            ("GET", f"/channels/{house.channel}/messages/12345", 404, 10008),
            ("GET", "/guilds/12345", 404, 10004),
            ("GET", f"/guilds/{elsewhere}", 403, 50001),
        ):
            got, body = await house.rest(method, path)
            assert (got, body["code"]) == (status, code), path
        status, body = await house.rest("POST", "/users/@me/channels", {"recipient_id": "12345"})
        assert (status, body["code"]) == (400, 50035)


async def test_a_wrong_token_opens_nothing() -> None:
    house = build()
    async with serving(house), discord.Client(intents=discord.Intents.none()) as client:
        async with (
            house.http(authorization="Bot wrong") as http,
            http.get(f"{house.api}/users/@me") as answer,
        ):
            assert answer.status == 401
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_without_the_right_nothing_is_edited() -> None:
    house = build()
    role = house.world.guild(house.guild).roles[house.bot_role]
    role["permissions"] = str(int(P.VIEW_CHANNEL))
    house.world.guild(house.guild).roles[house.guild]["permissions"] = str(int(P.VIEW_CHANNEL))
    async with serving(house):
        for method, path, body in (
            ("PUT", f"{member(house, house.pilot)}/roles/{house.member_role}", None),
            ("PATCH", member(house, house.pilot), {"nick": "x"}),
            ("PATCH", member(house, house.pilot), {"roles": [house.member_role]}),
            ("DELETE", member(house, house.pilot), None),
            ("POST", f"/guilds/{house.guild}/roles", {"name": "x"}),
            ("POST", f"/channels/{house.channel}/messages", {"content": "x"}),
        ):
            status, answer = await house.rest(method, path, body)
            assert (status, answer["code"]) == (403, 50013), path


async def test_channel_overwrites_decide_where_the_bot_may_speak() -> None:
    house = build()
    silent = house.world.create_channel(house.guild, "rules", {house.bot_role: (0, P.SEND_MESSAGES)})
    own = house.world.create_channel(
        house.guild, "own", {house.guild: (0, P.VIEW_CHANNEL), house.world.client_id: (P.VIEW_CHANNEL, 0)}
    )
    async with serving(house):
        for channel, code in ((silent, 50013), (house.staff_channel, 50001)):
            status, body = await house.rest("POST", f"/channels/{channel}/messages", {"content": "x"})
            assert (status, body["code"]) == (403, code)
        assert (await house.rest("POST", f"/channels/{own}/messages", {"content": "x"}))[0] == 200


async def test_roles_are_made_changed_moved_and_deleted() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        made = await guild.create_role(name="FC", colour=discord.Colour.red(), reason="group FC")
        await bot.until("guild_role_create")
        assert guild.get_role(made.id).colour == discord.Colour.red()
        await made.edit(name="Fleet Commander", hoist=True)
        await made.edit(position=3)
        await bot.until("guild_role_update", 2)
        assert (guild.get_role(made.id).name, guild.get_role(made.id).position) == ("Fleet Commander", 3)
        with pytest.raises(discord.Forbidden):
            await guild.get_role(int(house.high_role)).edit(name="mine")
        with pytest.raises(discord.Forbidden):  # more than it has itself
            await guild.create_role(name="god", permissions=discord.Permissions(ban_members=True))
        await guild.get_member(int(house.pilot)).add_roles(made)
        await made.delete()
        await bot.until("guild_role_delete")
        assert str(made.id) not in house.world.member(house.guild, house.pilot)["roles"]


async def test_a_guild_holds_250_roles() -> None:
    house = build()
    for number in range(250 - len(house.world.guild(house.guild).roles)):
        house.world.create_role(house.guild, f"r{number}")
    async with serving(house):
        status, body = await house.rest("POST", f"/guilds/{house.guild}/roles", {"name": "one more"})
        assert (status, body["code"]) == (400, 30005)


async def test_a_nonce_makes_a_message_once() -> None:
    house = build()
    path = f"/channels/{house.channel}/messages"
    async with serving(house), running(house) as bot:
        channel = bot.get_channel(int(house.channel))
        first = await channel.send("once", nonce="row-17")
        again = await channel.send("once", nonce="row-17")
        assert first.id == again.id
        body = {"content": "once", "nonce": "row-17"}
        assert (await house.rest("POST", path, body))[1]["id"] != str(first.id)  # not enforced
        house.clock.ahead += 600
        assert (await channel.send("later", nonce="row-17")).id != first.id
        assert len(await house.world.people.channel_messages(house.channel)) == 3


async def test_messages_are_sent_read_edited_and_deleted() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        channel = bot.get_channel(int(house.channel))
        embed = discord.Embed(title="Fleet", description="Now", colour=0x2266AA)
        embed.add_field(name="FC", value="Ann").set_footer(text="EVE time").set_thumbnail(
            url="https://x.example/1.png"
        )
        sent = await channel.send(f"<@{house.pilot}> look", embed=embed)
        assert [u.id for u in sent.mentions] == [int(house.pilot)]
        await sent.edit(content="changed")
        await bot.until("raw_message_edit")
        assert (await channel.fetch_message(sent.id)).content == "changed"
        theirs = await house.world.people.say(house.pilot, house.channel, "hello")
        (seen,) = await bot.until("message", 2)
        assert (seen.id, seen.content) == (int(theirs["id"]), "")  # no message content intent
        assert [m.id async for m in channel.history(limit=5)] == [int(theirs["id"]), sent.id]
        with pytest.raises(discord.Forbidden):
            await (await channel.fetch_message(int(theirs["id"]))).edit(content="mine")
        await sent.delete()
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(sent.id)


async def test_a_file_goes_up_with_its_message() -> None:
    house = build()
    async with serving(house), running(house) as bot:
        file = discord.File(io.BytesIO(b"a,b\n1,2\n"), filename="corp.csv")
        sent = await bot.get_channel(int(house.channel)).send("export", file=file)
        assert [(a.filename, a.size) for a in sent.attachments] == [("corp.csv", 8)]


async def test_direct_messages_can_be_closed() -> None:
    house = build()
    people = house.world.people
    stranger = house.world.create_user("stranger")
    async with serving(house), running(house) as bot:
        pilot = bot.get_user(int(house.pilot))
        await pilot.send("hello")
        assert [m["content"] for m in await people.dms(house.pilot)] == ["hello"]
        await people.close_dms(house.pilot)
        with pytest.raises(discord.Forbidden) as closed:
            await pilot.send("hello?")
        assert closed.value.code == 50007
        await people.close_dms(house.pilot, False)
        await pilot.send("again")
        with pytest.raises(discord.Forbidden) as unknown:
            await _dm(bot, stranger)
        assert unknown.value.code == 50278


async def _dm(bot: discord.Client, user_id: str) -> None:
    channel = await bot.create_dm(discord.Object(int(user_id)))
    await channel.send("hello")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"fields": [{"name": "n", "value": ""}]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "embeds"),
        ({"embeds": [{"title": "a"}] * 11}, "embeds"),
        ({"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "a"}]}]}, "custom_id"),
        (
            {
                "components": [
                    {"type": 1, "components": [{"type": 2, "style": 1, "label": "a", "custom_id": "x" * 101}]}
                ]
            },
            "custom_id",
        ),
        (
            {
                "components": [
                    {"type": 1, "components": [{"type": 2, "style": 1, "label": "a", "custom_id": "a"}] * 2}
                ]
            },
            "custom_id",
        ),
        (
            {
                "components": [
                    {"type": 1, "components": [{"type": 2, "style": 5, "label": "a", "url": "x:y"}]}
                ]
            },
            "url",
        ),
        (
            {
                "components": [
                    {
                        "type": 1,
                        "components": [
                            {
                                "type": 3,
                                "custom_id": "s",
                                "options": [{"label": str(n), "value": str(n)} for n in range(26)],
                            }
                        ],
                    }
                ]
            },
            "options",
        ),
        ({"components": [{"type": 10, "content": "text"}]}, "components.0.type"),
        ({"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "t"}]}, "flags"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 2500}] * 2}, "components"),
    ],
)
async def test_a_bad_message_names_its_field(body: dict, where: str) -> None:
    house = build()
    async with serving(house, spec=False):
        status, answer = await house.rest("POST", f"/channels/{house.channel}/messages", body)
        assert (status, answer["code"]) == (400, 50035)
        assert where in _paths(answer["errors"]), _paths(answer["errors"])


def _paths(errors: dict, path: str = "") -> str:
    """All faulty paths in one line."""
    found = [path] if "_errors" in errors else []
    found += [_paths(value, f"{path}.{key}".strip(".")) for key, value in errors.items() if key != "_errors"]
    return " ".join(found)


async def test_an_empty_message_and_a_long_nickname_are_refused() -> None:
    house = build()
    async with serving(house, spec=False):
        assert (await house.rest("POST", f"/channels/{house.channel}/messages", {}))[1]["code"] == 50006
        status, body = await house.rest("PATCH", member(house, house.pilot), {"nick": "x" * 33})
        assert (status, body["code"]) == (400, 50035)
        assert body["errors"]["nick"]["_errors"][0]["code"] == "BASE_TYPE_BAD_LENGTH"


async def test_a_full_bucket_is_said_before_and_honoured_after() -> None:
    house = build()
    house.world.limits.set("member_edit", 3, 1.0)
    async with serving(house), house.http() as http:
        url = f"{house.api}{member(house, house.pilot)}"
        for left in (2, 1, 0):
            async with http.patch(url, json={"nick": f"n{left}"}) as answer:
                assert answer.headers["Content-Type"] == "application/json"
                assert answer.headers["X-RateLimit-Limit"] == "3"
                assert answer.headers["X-RateLimit-Remaining"] == str(left)
        async with http.patch(url, json={"nick": "n"}) as answer:
            body = await answer.json()
            assert answer.status == 429
            assert not body["global"]
            assert 0 < body["retry_after"] <= 1
            assert answer.headers["Via"]
            assert answer.headers["X-RateLimit-Scope"] == "user"
        await asyncio.sleep(body["retry_after"])
        async with http.patch(url, json={"nick": "n"}) as answer:
            assert answer.status == 200


async def test_discord_py_waits_for_the_bucket() -> None:
    house = build()
    house.world.limits.set("member_edit", 5, 1.0)
    async with serving(house), running(house) as bot:
        pilot = bot.get_guild(int(house.guild)).get_member(int(house.pilot))
        began = time.monotonic()
        for number in range(11):
            await pilot.edit(nick=f"n{number}")
        assert 1.8 < time.monotonic() - began < 4
        assert house.world.member(house.guild, house.pilot)["nick"] == "n10"


async def test_the_global_limit_leaves_interactions_alone() -> None:
    house = build()
    house.world.limits.set("global", 5, 60)
    async with serving(house):
        for _ in range(5):
            assert (await house.rest("GET", "/users/@me"))[0] == 200
        status, body = await house.rest("GET", "/users/@me")
        assert status == 429
        assert body["global"]
        status, body = await house.rest(
            "POST", "/interactions/1/x/callback", {"type": 4, "data": {"content": "x"}}
        )
        assert (status, body["code"]) == (404, 10062)


async def test_too_many_invalid_requests_are_a_ban() -> None:
    house = build()
    house.world.limits.set("invalid", 3, 600)
    async with serving(house), house.http(authorization="Bot wrong") as http:
        for _ in range(3):
            async with http.get(f"{house.api}/users/@me") as answer:
                assert answer.status == 401
        async with http.get(f"{house.api}/users/@me") as answer:
            assert answer.status == 429
            assert not answer.headers.get("Via")
        house.clock.ahead += 601
        async with http.get(f"{house.api}/users/@me") as answer:
            assert answer.status == 401


async def test_faults_happen_as_ordered_and_then_no_more() -> None:
    house = build()
    faults = house.world.faults
    async with serving(house), house.http() as http:
        faults.add("GET", r"^/users/@me$", status=503, times=2)
        got = [(await house.rest("GET", "/users/@me"))[0] for _ in range(3)]
        assert got == [503, 503, 200]
        cut = faults.add("*", r"/gateway", drop=True)
        with pytest.raises(aiohttp.ClientConnectionError):
            async with http.get(f"{house.api}/gateway/bot"):
                pass
        assert [f.id for f in faults.active()] == [cut]
        assert house.world.requests[-1].status == 0
        faults.remove(cut)
        faults.add("GET", r"/gateway/bot", delay=0.2, times=1)
        began = time.monotonic()
        assert (await house.rest("GET", "/gateway/bot"))[0] == 200
        assert time.monotonic() - began >= 0.2


async def test_the_log_holds_what_was_asked_and_the_specification_finds_what_is_wrong() -> None:
    house = build()
    with pytest.raises(AssertionError):
        async with serving(house):
            assert (await house.rest("GET", "/nowhere"))[0] == 404
            await house.rest("PATCH", member(house, house.pilot), {"nick": "x" * 40})
            await house.rest("GET", "/users/@me?what=1")
    faults = "\n".join(house.world.spec_faults)
    assert "no such route in the sandbox: GET /api/v10/nowhere" in faults
    assert "nick" in faults
    assert "unknown query parameter what" in faults
    logged = [(r.method, r.route, r.status) for r in house.world.requests]
    assert ("PATCH", "/guilds/{guild_id}/members/{user_id}", 400) in logged
