"""The life of a guild: scheduled events, bans, the audit log, several guilds, who began what."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import discord
import pytest
from discord import app_commands

from sandbox.discord.permissions import P
from tests.sandbox.discord_house import BOT_RIGHTS, House, build, running, serving

EXTERNAL = discord.EntityType.external
PRIVACY = discord.PrivacyLevel.guild_only


def house_with(*more: P) -> House:
    house = build()
    bits = int(BOT_RIGHTS)
    for bit in more:
        bits |= bit
    house.world.guild(house.guild).roles[house.bot_role]["permissions"] = str(bits)
    return house


def tonight() -> dict[str, object]:
    begin = datetime.now(UTC) + timedelta(hours=3)
    return {
        "name": "Stratop", "start_time": begin, "end_time": begin + timedelta(hours=2), "entity_type": EXTERNAL,
        "location": "Jita", "privacy_level": PRIVACY,
    }  # fmt: skip


# Scheduled events


async def test_an_event_is_planned_attended_held_and_over() -> None:
    house = house_with(P.CREATE_EVENTS)
    async with serving(house), running(house) as bot:
        guild, people = bot.get_guild(int(house.guild)), house.world.people
        event = await guild.create_scheduled_event(
            **tonight(), description="Bring logi", reason="operation 7"
        )
        await bot.until("scheduled_event_create")
        assert guild.get_scheduled_event(event.id).location == "Jita"
        await people.interest(house.pilot, house.guild, str(event.id))
        await people.interest(house.pilot, house.guild, str(event.id))
        (_, user) = await bot.until("scheduled_event_user_add")
        assert user.id == int(house.pilot)
        assert [u.id async for u in event.users()] == [int(house.pilot)]
        assert (await guild.fetch_scheduled_event(event.id)).user_count == 1
        await people.interest(house.pilot, house.guild, str(event.id), False)
        await bot.until("scheduled_event_user_remove")
        await event.edit(name="Stratop, moved", start_time=event.start_time + timedelta(minutes=30))
        begun = await event.start()
        await begun.end()
        await bot.until("scheduled_event_update", 3)
        assert await guild.fetch_scheduled_events() == []
        kinds = [e["action_type"] for e in house.world.guild(house.guild).audit]
        assert kinds == [100, 101, 101, 101]


async def test_an_event_called_off_is_gone_and_a_deleted_one_too() -> None:
    house = house_with(P.CREATE_EVENTS)
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        first, second = [await guild.create_scheduled_event(**tonight()) for _ in range(2)]
        with pytest.raises(discord.HTTPException) as odd:
            await house_patch(house, first.id, {"status": 3})
        assert odd.value.code == 180000
        await first.cancel()
        await second.delete()
        await bot.until("scheduled_event_delete")
        assert await guild.fetch_scheduled_events() == []
        with pytest.raises(discord.NotFound) as gone:
            await guild.fetch_scheduled_event(second.id)
        assert gone.value.code == 10070


async def house_patch(house: House, event_id: int, body: object) -> None:
    """PATCH as the bot, an error raised as discord.py would."""
    status, answer = await house.rest("PATCH", f"/guilds/{house.guild}/scheduled-events/{event_id}", body)
    if status >= 400:
        raise discord.HTTPException(type("R", (), {"status": status, "reason": ""})(), answer)


async def test_an_event_needs_a_future_an_end_and_a_place() -> None:
    house = house_with(P.CREATE_EVENTS)
    async with serving(house):
        good = {
            "name": "Op", "entity_type": 3, "privacy_level": 2, "entity_metadata": {"location": "Jita"},
            "scheduled_start_time": "2199-01-01T00:00:00+00:00", "scheduled_end_time": "2199-01-01T02:00:00+00:00",
        }  # fmt: skip
        path = f"/guilds/{house.guild}/scheduled-events"
        for wrong, field in (
            ({"scheduled_start_time": "2020-01-01T00:00:00+00:00"}, "scheduled_start_time"),
            ({"scheduled_end_time": None}, "scheduled_end_time"),
            ({"scheduled_end_time": "2198-01-01T00:00:00+00:00"}, "scheduled_end_time"),
        ):
            status, body = await house.rest("POST", path, good | wrong)
            assert (status, body["code"], list(body["errors"])) == (400, 50035, [field])
        for _ in range(100):
            assert (await house.rest("POST", path, good))[0] in (200, 429)
            house.clock.ahead += 1
        assert (await house.rest("POST", path, good))[1]["code"] == 30038


async def test_planning_takes_a_right_and_the_events_of_others_another() -> None:
    house = house_with()
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        with pytest.raises(discord.Forbidden):
            await guild.create_scheduled_event(**tonight())
        role = house.world.guild(house.guild).roles[house.bot_role]
        role["permissions"] = str(int(role["permissions"]) | P.CREATE_EVENTS)
        event = await guild.create_scheduled_event(**tonight())
        house.world.guild(house.guild).events[str(event.id)]["creator_id"] = house.owner
        with pytest.raises(discord.Forbidden):
            await event.delete()


# Bans and the audit log


async def test_a_ban_removes_sweeps_and_keeps_out_until_lifted() -> None:
    house = house_with(P.BAN_MEMBERS)
    world = house.world
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        await world.people.say(house.pilot, house.channel, "spam")
        pilot = guild.get_member(int(house.pilot))
        await guild.ban(pilot, reason="spai", delete_message_seconds=3600)
        await bot.until("member_ban")
        assert world.history[house.channel] == []
        assert (await guild.fetch_ban(pilot)).reason == "spai"
        assert [entry.user.id async for entry in guild.bans()] == [pilot.id]
        with pytest.raises(ValueError, match="banned"):
            await world.people.join(house.pilot, house.guild)
        token = world.grants.issue(house.pilot, frozenset({"guilds.join"})).access_token
        status, body = await house.rest(
            "PUT", f"/guilds/{house.guild}/members/{house.pilot}", {"access_token": token}
        )
        assert (status, body["code"]) == (403, 40007)
        await guild.unban(pilot)
        await bot.until("member_unban")
        await world.people.join(house.pilot, house.guild)
        with pytest.raises(discord.NotFound) as none:
            await guild.unban(pilot)
        assert none.value.code == 10026
        with pytest.raises(discord.Forbidden):
            await guild.ban(discord.Object(int(house.owner)))


async def test_the_audit_log_says_who_did_what_and_why() -> None:
    house = house_with(P.BAN_MEMBERS)
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        pilot = guild.get_member(int(house.pilot))
        await pilot.add_roles(guild.get_role(int(house.member_role)), reason="joined")
        await house.world.people.set_nick(house.owner, house.guild, house.pilot, "by hand")
        await guild.ban(pilot, reason="left")
        found = [entry async for entry in guild.audit_logs()]
        assert [(e.action.name, e.user_id, e.reason) for e in found] == [
            ("ban", bot.user.id, "left"),
            ("member_update", int(house.owner), None),
            ("member_role_update", bot.user.id, "joined"),
        ]
        assert found[2].changes.after.roles[0].id == int(house.member_role)
        bans = [e async for e in guild.audit_logs(action=discord.AuditLogAction.ban)]
        assert [e.target.id for e in bans] == [pilot.id]
        assert len([e async for e in guild.audit_logs(user=discord.Object(int(house.owner)))]) == 1
        oldest = [e.action.name async for e in guild.audit_logs(oldest_first=True, limit=2)]
        assert oldest == ["member_role_update", "member_update"]


async def test_without_the_right_the_audit_log_stays_shut() -> None:
    house = build()
    role = house.world.guild(house.guild).roles[house.bot_role]
    role["permissions"] = str(int(P.VIEW_CHANNEL))
    async with serving(house):
        for path in ("audit-logs", "bans"):
            assert (await house.rest("GET", f"/guilds/{house.guild}/{path}"))[1]["code"] == 50013


# Several guilds


async def test_a_bot_lives_in_several_guilds_and_each_is_its_own() -> None:
    house = build()
    world = house.world
    other = world.create_guild("Friends", house.owner)
    world.add_member(other, house.pilot)
    hers = world.create_channel(other, "lobby")
    async with serving(house), running(house) as bot:
        assert [g.id for g in bot.guilds] == [int(house.guild)]
        role = world.create_role(other, "concord", permissions=int(BOT_RIGHTS), bot_id=world.client_id)
        world.add_member(other, world.client_id, [role])
        await bot.until("guild_join")
        assert {g.id for g in bot.guilds} == {int(house.guild), int(other)}
        await world.people.set_nick(house.owner, other, house.pilot, "Other")
        _, after = await bot.until("member_update")
        assert (after.guild.id, after.nick) == (int(other), "Other")
        assert world.member(house.guild, house.pilot)["nick"] is None
        assert (await house.rest("PUT", f"/guilds/{other}/members/{house.pilot}/roles/{house.member_role}"))[
            1
        ]["code"] == 10011
        await bot.get_channel(int(hers)).send("hi")
        await bot.get_guild(int(other)).leave()
        await bot.until("guild_remove")
        assert (await house.rest("GET", f"/channels/{hers}"))[1]["code"] == 50001


async def test_roles_are_counted() -> None:
    house = build()
    await house.world.people.set_roles(house.owner, house.guild, house.pilot, add=[house.member_role])
    async with serving(house):
        _, counts = await house.rest("GET", f"/guilds/{house.guild}/roles/member-counts")
        assert counts == {house.bot_role: 1, house.member_role: 1, house.high_role: 0, house.managed_role: 0}


# Who began what


class Ask(discord.ui.Modal, title="Why?"):
    why: discord.ui.TextInput[Ask] = discord.ui.TextInput(label="Why", custom_id="why")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Thank you")


async def test_an_answer_tells_who_began_it_and_how() -> None:
    house = build()
    world, people = house.world, house.world.people
    async with serving(house), running(house) as bot:
        there = discord.Object(int(house.guild))

        @bot.tree.command(name="ask", description="x", guild=there)
        async def ask(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Ask())

        @bot.tree.command(name="twice", description="x", guild=there)
        async def twice(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("one")
            await interaction.followup.send("two")

        @bot.tree.context_menu(name="Quote", guild=there)
        async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(f"> {message.id}")

        assert isinstance(quote, app_commands.ContextMenu)
        await bot.tree.sync(guild=there)
        place = (house.pilot, house.guild, house.channel)
        opened = await people.run_command(*place, "ask")
        await opened.done()
        thanked = await people.submit_modal(house.pilot, opened.id, {"why": "because"})
        told = (await thanked.done())["interaction_metadata"]
        assert (told["type"], told["user"]["id"]) == (5, house.pilot)
        assert told["triggering_interaction_metadata"]["id"] == opened.id
        said = await people.run_command(*place, "twice")
        first = await said.done()
        async with asyncio.timeout(30):
            while len(said.messages) < 2:
                await said.changed()
        assert "original_response_message_id" not in first["interaction_metadata"]
        assert said.messages[1]["interaction_metadata"]["original_response_message_id"] == first["id"]
        quoted = await (await people.run_command(*place, "Quote", target_id=first["id"])).done()
        assert quoted["content"] == f"> {first['id']}"
        assert quoted["interaction_metadata"]["target_message_id"] == first["id"]
        channel = bot.get_channel(int(house.channel))
        newest = [m async for m in channel.history(limit=1)]
        assert newest[0].interaction_metadata.user.id == int(house.pilot)
        assert world.messages[quoted["id"]]["interaction_metadata"] == quoted["interaction_metadata"]
