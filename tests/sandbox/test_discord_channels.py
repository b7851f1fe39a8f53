"""Channels, what may be done in them, threads, pins, files and webhooks, as discord.py makes and sees them."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
import pytest

from sandbox.discord.permissions import P
from sandbox.discord.shapes import CATEGORY, FORUM
from tests.sandbox.discord_house import BOT_RIGHTS, Bot, House, build, running, serving

MORE = (
    BOT_RIGHTS
    | P.MANAGE_CHANNELS
    | P.MANAGE_MESSAGES
    | P.MANAGE_THREADS
    | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS
    | P.SEND_MESSAGES_IN_THREADS
    | P.PIN_MESSAGES
    | P.MANAGE_WEBHOOKS
    | P.ATTACH_FILES
)


@asynccontextmanager
async def lively(rights: int = int(MORE)) -> AsyncIterator[tuple[House, Bot, discord.Guild]]:
    """A house whose bot may do more, with the bot in it."""
    house = build()
    house.world.guild(house.guild).roles[house.bot_role]["permissions"] = str(rights)
    async with serving(house), running(house) as bot:
        guild = bot.get_guild(int(house.guild))
        assert guild
        yield house, bot, guild


def told(house: House, *actions: int) -> list[tuple[int, str | None]]:
    """Audit entries of these kinds: what, and why."""
    entries = house.world.guild(house.guild).audit
    return [(e["action_type"], e.get("reason")) for e in entries if e["action_type"] in actions]


# Channels


async def test_channels_are_made_changed_moved_and_deleted() -> None:
    async with lively() as (house, bot, guild):
        category = await guild.create_category("Fleets")
        made = await guild.create_text_channel("fleet", category=category, topic="x", reason="for fleets")
        await bot.until("guild_channel_create", 2)
        assert guild.get_channel(made.id).category_id == category.id
        await made.edit(name="fleets", topic=None, reason="more")
        await bot.until("guild_channel_update")
        assert (guild.get_channel(made.id).name, guild.get_channel(made.id).topic) == ("fleets", None)
        await category.delete()
        await bot.until("guild_channel_delete")
        assert guild.get_channel(made.id).category_id is None
        await made.delete(reason="over")
        await bot.until("guild_channel_delete", 2)
        assert str(made.id) not in house.world.channels
        assert told(house, 10, 11, 12) == [
            (10, None), (10, "for fleets"), (11, "more"), (12, None), (12, "over"),
        ]  # fmt: skip
        assert (await house.rest("GET", f"/channels/{made.id}"))[1]["code"] == 10003


async def test_overwrites_are_set_and_cleared_and_change_what_one_may() -> None:
    async with lively() as (house, bot, guild):
        channel, role = guild.get_channel(int(house.channel)), guild.get_role(int(house.member_role))
        await channel.set_permissions(guild.me, view_channel=True)
        await channel.set_permissions(guild.default_role, view_channel=False, reason="members only")
        await channel.set_permissions(role, view_channel=True)
        people = house.world.people
        assert house.channel not in [c["id"] for c in await people.channels(house.guild, house.pilot)]
        await people.set_roles(house.owner, house.guild, house.pilot, add=[house.member_role])
        assert house.channel in [c["id"] for c in await people.channels(house.guild, house.pilot)]
        await bot.until("guild_channel_update", 3)
        assert channel.overwrites_for(role).view_channel is True
        await channel.set_permissions(role, view_channel=False)
        await channel.set_permissions(role, overwrite=None)
        assert told(house, 13, 14, 15) == [
            (13, None), (13, "members only"), (13, None), (14, None), (15, None),
        ]  # fmt: skip


async def test_nobody_gives_in_a_channel_what_they_have_not() -> None:
    async with lively() as (house, _, guild):
        channel = guild.get_channel(int(house.channel))
        with pytest.raises(discord.Forbidden):
            await channel.set_permissions(guild.default_role, ban_members=True)
        with pytest.raises(discord.Forbidden) as hidden:
            await guild.get_channel(int(house.staff_channel)).edit(name="mine")
        assert hidden.value.code == 50001
    async with lively(int(BOT_RIGHTS & ~P.MANAGE_ROLES)) as (house, _, guild):
        for work in (
            guild.create_text_channel("x"),
            guild.get_channel(int(house.channel)).delete(),
            guild.get_channel(int(house.channel)).set_permissions(guild.default_role, view_channel=True),
        ):
            with pytest.raises(discord.Forbidden) as refused:
                await work
            assert refused.value.code == 50013


async def test_a_guild_holds_500_channels_and_a_category_no_messages() -> None:
    async with lively() as (house, _, guild):
        category = house.world.create_channel(house.guild, "c", kind=CATEGORY)
        status, body = await house.rest("POST", f"/channels/{category}/messages", {"content": "x"})
        assert (status, body["code"]) == (400, 50008)
        for number in range(500 - len(house.world.guild(house.guild).channels)):
            house.world.create_channel(house.guild, f"c{number}")
        with pytest.raises(discord.HTTPException) as full:
            await guild.create_text_channel("one more")
        assert full.value.code == 30013


# Threads


async def test_a_private_thread_is_for_those_who_were_put_into_it() -> None:
    async with lively() as (house, bot, guild):
        channel, people = guild.get_channel(int(house.channel)), house.world.people
        thread = await channel.create_thread(name="Application of Pilot One", invitable=False, reason="apply")
        assert thread.is_private()
        await bot.until("thread_create")
        with pytest.raises(ValueError, match="cannot do that"):
            await people.say(house.pilot, str(thread.id), "let me in")
        await thread.add_user(guild.get_member(int(house.pilot)))
        await bot.until("thread_member_join")
        await people.say(house.pilot, str(thread.id), "here I am")
        await bot.until("message")
        await thread.remove_user(guild.get_member(int(house.pilot)))
        await bot.until("thread_member_remove")
        with pytest.raises(ValueError, match="cannot do that"):
            await people.say(house.pilot, str(thread.id), "still here")
        assert [m.content async for m in thread.history()] == ["here I am"]
        assert told(house, 110) == [(110, "apply")]


async def test_a_thread_grows_from_a_message_once() -> None:
    async with lively() as (house, _, guild):
        message = await guild.get_channel(int(house.channel)).send("Op tonight")
        thread = await message.create_thread(name="Op", auto_archive_duration=1440)
        assert (thread.id, thread.auto_archive_duration) == (message.id, 1440)
        await thread.send("who is in?")
        await house.world.people.say(house.pilot, str(thread.id), "me")
        assert [m.id for m in await thread.fetch_members()] == [
            int(i) for i in (house.world.client_id, house.pilot)
        ]
        assert house.world.channel(str(thread.id))["message_count"] == 2
        with pytest.raises(discord.HTTPException) as twice:
            await message.create_thread(name="again")
        assert twice.value.code == 160004


async def test_an_archived_thread_wakes_by_a_message_unless_it_is_locked() -> None:
    async with lively() as (house, bot, guild):
        channel = guild.get_channel(int(house.channel))
        thread = await channel.create_thread(name="Talk", type=discord.ChannelType.public_thread)
        await thread.edit(archived=True)
        await bot.until("thread_update")
        assert [t.id async for t in channel.archived_threads()] == [thread.id]
        assert await guild.active_threads() == []
        await thread.send("again")
        assert [t.id for t in await guild.active_threads()] == [thread.id]
        await thread.edit(archived=True, locked=True)
        with pytest.raises(discord.HTTPException) as locked:
            await thread.send("no")
        assert locked.value.code == 50083
        await thread.edit(archived=False, locked=False)
        await thread.leave()
        await thread.delete()
        await bot.until("thread_delete")
        assert str(thread.id) not in house.world.channels


async def test_threads_take_rights_of_their_own() -> None:
    async with lively(int(BOT_RIGHTS)) as (house, _, guild):
        everyone = house.world.guild(house.guild).roles[house.guild]
        threads = P.CREATE_PUBLIC_THREADS | P.CREATE_PRIVATE_THREADS | P.SEND_MESSAGES_IN_THREADS
        everyone["permissions"] = str(int(everyone["permissions"]) & ~threads)
        channel = guild.get_channel(int(house.channel))
        for kind in (discord.ChannelType.public_thread, discord.ChannelType.private_thread):
            with pytest.raises(discord.Forbidden) as refused:
                await channel.create_thread(name="x", type=kind)
            assert refused.value.code == 50013


async def test_a_forum_post_is_a_thread_with_a_first_message() -> None:
    async with lively() as (house, bot, guild):
        made = house.world.create_channel(house.guild, "forum", kind=FORUM)
        await bot.until("guild_channel_create")
        thread, message = await guild.get_channel(int(made)).create_thread(name="Fit", content="Like this")
        assert (message.content, message.channel.id) == ("Like this", thread.id)


async def test_a_bot_that_comes_late_gets_the_open_threads_it_may_see() -> None:
    house = build()
    role = house.world.guild(house.guild).roles[house.bot_role]
    role["permissions"] = str(int(MORE))
    async with serving(house):
        body = {"name": "Open", "type": 11}
        status, opened = await house.rest("POST", f"/channels/{house.channel}/threads", body)
        assert status == 201
        async with running(house) as bot:
            assert bot.get_guild(int(house.guild)).get_thread(int(opened["id"])).name == "Open"


# Messages


async def test_pins_take_a_right_of_their_own() -> None:
    async with lively() as (house, bot, guild):
        channel = guild.get_channel(int(house.channel))
        first, second = await channel.send("one"), await channel.send("two")
        await first.pin()
        await second.pin()
        await second.pin()
        await bot.until("guild_channel_pins_update", 2)
        assert [m.content async for m in channel.pins()] == ["two", "one"]
        await second.unpin()
        assert (await channel.fetch_message(first.id)).pinned
        await first.delete()
        assert [m.content async for m in channel.pins()] == []
        assert [action for action, _ in told(house, 74, 75)] == [74, 74, 75]
    async with lively(int(MORE & ~P.PIN_MESSAGES)) as (house, _, guild):
        message = await guild.get_channel(int(house.channel)).send("x")
        with pytest.raises(discord.Forbidden):
            await message.pin()


async def test_many_messages_go_at_once_if_they_are_young_unlimited() -> None:
    async with lively() as (house, bot, guild):
        house.world.limits.relax("message_create")
        channel = guild.get_channel(int(house.channel))
        sent = [await channel.send(str(number)) for number in range(3)]
        await channel.delete_messages(sent[:2])
        await bot.until("raw_bulk_message_delete")
        assert [m.content async for m in channel.history()] == ["2"]
        status, body = await house.rest(
            "POST", f"/channels/{house.channel}/messages/bulk-delete", {"messages": [str(sent[2].id), "1"]}
        )
        assert (status, body["code"]) == (400, 50034)


async def test_one_message_is_too_few_to_be_many() -> None:
    house = build()
    role = house.world.guild(house.guild).roles[house.bot_role]
    role["permissions"] = str(int(MORE))
    async with serving(house, spec=False):
        path = f"/channels/{house.channel}/messages/bulk-delete"
        status, body = await house.rest("POST", path, {"messages": ["1"]})
        assert (status, body["code"]) == (400, 50016)


async def test_a_file_is_served_where_the_message_says() -> None:
    async with lively() as (house, _, guild):
        channel = guild.get_channel(int(house.channel))
        page = io.BytesIO(b"<script>alert(1)</script>")
        message = await channel.send(file=discord.File(page, "my notes.html"))
        (attachment,) = message.attachments
        assert (attachment.filename, await attachment.read()) == (
            "my_notes.html",
            b"<script>alert(1)</script>",
        )
        async with aiohttp.request("GET", attachment.url) as answer:
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")
        async with aiohttp.request("GET", attachment.url.replace("notes", "other")) as answer:
            assert answer.status == 404
        await message.edit(content="gone", attachments=[])
        assert house.world.messages[str(message.id)]["attachments"] == []


# Webhooks


async def test_a_webhook_writes_edits_and_deletes_by_its_token_alone() -> None:
    async with lively() as (house, bot, guild):
        channel = guild.get_channel(int(house.channel))
        made = await channel.create_webhook(name="Relay", reason="killfeed")
        await bot.until("webhooks_update")
        assert [w.id for w in await guild.webhooks()] == [made.id]
        async with aiohttp.ClientSession() as session:
            hook = discord.Webhook.partial(made.id, made.token, session=session)
            message = await hook.send("Hello", username="Scout", wait=True)
            assert (message.author.name, message.webhook_id) == ("Scout", made.id)
            await message.edit(content="Hello again")
            assert [m.content async for m in channel.history()] == ["Hello again"]
            thread = await channel.create_thread(name="t", type=discord.ChannelType.public_thread)
            await hook.send("inside", thread=discord.Object(thread.id))
            assert [m.content async for m in thread.history()] == ["inside"]
            await message.delete()
            wrong = discord.Webhook.partial(made.id, "x" * 68, session=session)
            with pytest.raises(discord.NotFound):
                await wrong.send("no")
        await made.delete()
        assert await channel.webhooks() == []
        assert told(house, 50, 52) == [(50, "killfeed"), (52, None)]
