"""One story, told to the sandbox and to simcord: what a bot sees must be the same, but for what docs/sandbox.md explains."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import app_commands

from sandbox.discord.permissions import P
from tests.sandbox.discord_house import BOT_RIGHTS, Bot, build, running, serving

RIGHTS = int(
    BOT_RIGHTS
    | P.MANAGE_CHANNELS
    | P.MANAGE_THREADS
    | P.CREATE_PUBLIC_THREADS
    | P.SEND_MESSAGES_IN_THREADS
    | P.CREATE_EVENTS
    | P.MANAGE_EVENTS
    | P.BAN_MEMBERS
    | P.PIN_MESSAGES
    | P.MANAGE_MESSAGES
)
Story = list[tuple[str, Any]]
Act = Callable[..., Awaitable[tuple[str, bool]]]

DIFFERENCES = {
    "a name too long": ("400 50035", "done"),
    "nothing cannot be said": ("400 50006", "400 50035"),
    "but once": ("400 160004", "done"),
}
"""Steps that end otherwise, as (sandbox, simcord); each is explained in docs/sandbox.md."""


class Badge(discord.ui.View):
    def __init__(self, role: discord.Role) -> None:
        super().__init__(timeout=None)
        self.role = role

    @discord.ui.button(label="Take it", custom_id="badge:take")
    async def take(self, interaction: discord.Interaction, _: discord.ui.Button[Badge]) -> None:
        await interaction.response.defer(ephemeral=True)
        assert isinstance(interaction.user, discord.Member)
        await interaction.user.add_roles(self.role, reason="badge")
        await interaction.followup.send(f"You are {self.role.name} now.", ephemeral=True)


async def refused(work: Awaitable[Any]) -> str:
    """Status and code of what Discord refuses, or "done"."""
    try:
        await work
    except discord.HTTPException as error:
        return f"{error.status} {error.code}"
    return "done"


def furnish(bot: Bot) -> None:
    """The bot's command."""

    @bot.tree.command(name="badge", description="Offer a badge")
    async def badge(
        interaction: discord.Interaction, role: discord.Role, note: app_commands.Range[str, 1, 20]
    ) -> None:
        await interaction.response.send_message(f"{note}: {role.name}", view=Badge(role))


async def tell(bot: Bot, act: Act, people: dict[str, int]) -> Story:
    """The story itself: a command, a button, a role, a rename, an edit, a place, an event, and what is refused."""
    story: Story = []
    guild = bot.guilds[0]
    channel = discord.utils.get(guild.text_channels, name="general")
    member, high = (discord.utils.get(guild.roles, name=name) for name in ("Member", "Leadership"))
    pilot = guild.get_member(people["pilot"])
    assert isinstance(channel, discord.TextChannel)
    assert member
    assert high
    assert pilot
    story.append(("the command answers", await act("slash", "badge", role=member.id, note="Here")))
    story.append(("the button answers", await act("click", "badge:take")))
    story.append(("the role is worn", [r.name for r in (await guild.fetch_member(pilot.id)).roles]))
    story.append(("a role above the bot", await refused(pilot.add_roles(high))))
    story.append(("a role that is not there", await refused(pilot.add_roles(discord.Object(1)))))
    renamed = await pilot.edit(nick="[TEST] Pilot", reason="names")
    story.append(("the pilot is renamed", renamed.nick if renamed else None))
    story.append(("a name too long", await refused(pilot.edit(nick="x" * 33))))
    owner = guild.get_member(people["owner"])
    assert owner
    story.append(("the owner is renamed", await refused(owner.edit(nick="me"))))
    message = await channel.send("first")
    edited = await message.edit(content="second")
    story.append(("an edit shows", edited.content))
    story.append(("an edit says when", edited.edited_at is not None))
    story.append(("nothing cannot be said", await refused(channel.send(""))))
    story.append(("too much cannot be said", await refused(channel.send("x" * 2001))))
    await message.delete()
    story.append(("what was deleted is gone", await refused(channel.fetch_message(message.id))))
    made = await guild.create_role(name="FC", reason="group FC")
    story.append(("a role is made", (made.name, made.position)))
    story.append(("a role is deleted", await refused(made.delete())))
    story.append(("a role is deleted twice", await refused(made.delete())))
    thread = await channel.create_thread(name="Apply", type=discord.ChannelType.public_thread)
    story.append(("a thread opens", (thread.name, thread.parent_id == channel.id)))
    place = await guild.create_text_channel("ops", topic="x")
    await place.set_permissions(member, view_channel=True)
    place = await guild.fetch_channel(place.id)
    assert isinstance(place, discord.TextChannel)
    story.append(("a channel is made", (place.name, place.topic, place.overwrites_for(member).view_channel)))
    await message_and_pin(place, story)
    begin = discord.utils.utcnow() + timedelta(hours=2)
    event = await guild.create_scheduled_event(
        name="Op", start_time=begin, end_time=begin + timedelta(hours=1), entity_type=discord.EntityType.external,
        location="Jita", privacy_level=discord.PrivacyLevel.guild_only,
    )  # fmt: skip
    story.append(("an event is planned", (event.name, event.location, event.status.name)))
    begun = await event.start()
    story.append(("an event begins", begun.status.name))
    await guild.ban(pilot, reason="spai")
    story.append(("the pilot is banned", (await guild.fetch_ban(pilot)).reason))
    story.append(("who is banned is no member", await refused(guild.fetch_member(pilot.id))))
    await guild.unban(pilot)
    story.append(("who is not banned", await refused(guild.fetch_ban(pilot))))
    bans = [entry async for entry in guild.audit_logs(action=discord.AuditLogAction.ban)]
    story.append(("the audit log knows why", [(e.user_id == guild.me.id, e.reason) for e in bans]))
    return story


async def message_and_pin(place: discord.TextChannel, story: Story) -> None:
    """A message is pinned, and a thread grows from it."""
    message = await place.send("Op tonight")
    await message.pin()
    story.append(("a message is pinned", [m.content async for m in place.pins()]))
    thread = await message.create_thread(name="Op")
    story.append(("a thread grows from a message", thread.id == message.id))
    story.append(("but once", await refused(message.create_thread(name="Op"))))
    await thread.edit(archived=True)
    story.append(("it is put away", [t.name async for t in place.archived_threads()]))


@asynccontextmanager
async def in_sandbox_unlimited() -> AsyncIterator[Story]:
    """The story in the sandbox, over real sockets."""
    house = build()
    house.world.guild(house.guild).roles[house.bot_role]["permissions"] = str(RIGHTS)
    house.world.limits.relax("message_create")  # simcord knows no limits, and the story talks much
    async with serving(house, spec=False):  # the story asks wrong things on purpose
        bot = Bot()
        furnish(bot)
        async with running(house, bot):
            await bot.tree.sync()

            async def act(what: str, name: str, **options: Any) -> tuple[str, bool]:
                people = house.world.people
                if what == "slash":
                    given = {k: str(v) for k, v in options.items()}
                    done = await people.run_command(house.pilot, house.guild, house.channel, name, given)
                else:
                    newest = (await people.channel_messages(house.channel, house.pilot))[-1]
                    done = await people.press(house.pilot, newest["id"], name)
                answer = await done.done()
                return answer["content"], answer["ephemeral"]

            yield await tell(bot, act, {"pilot": int(house.pilot), "owner": int(house.owner)})


@asynccontextmanager
async def in_simcord() -> AsyncIterator[Story]:
    """The story in simcord, inside this process."""
    bot = Bot()
    furnish(bot)
    async with simcord.run(bot, approved_intents=discord.Intents.all()) as env:
        boss = env.create_user("owner")
        guild = env.create_guild("Test Alliance", owner=boss)
        channel = guild.create_text_channel("general")
        mine = guild.create_role("concord", permissions=discord.Permissions(RIGHTS), position=5)
        member = guild.create_role("Member", position=2)
        guild.create_role("Leadership", position=9)
        assert bot.user
        env.backend.add_member_role(guild.id, bot.user.id, mine.id)
        pilot = guild.add_member(env.create_user("pilot"))
        await env.settle()
        await bot.tree.sync()

        async def act(what: str, name: str, **options: Any) -> tuple[str, bool]:
            if what == "slash":
                done = await pilot.slash(channel, name, **(options | {"role": member}))
            else:
                done = await pilot.click(channel.last_message, custom_id=name)
            answer = done.followups[0] if done.followups else done.response
            assert answer
            return answer.content, answer.ephemeral

        yield await tell(bot, act, {"pilot": pilot.id, "owner": boss.id})


async def test_the_same_story_ends_alike_but_for_what_is_explained_unlimited() -> None:
    async with in_sandbox_unlimited() as ours:
        pass
    async with in_simcord() as theirs:
        pass
    assert [step for step, _ in ours] == [step for step, _ in theirs]
    unlike = {
        step: (mine, other) for (step, mine), (_, other) in zip(ours, theirs, strict=True) if mine != other
    }
    assert unlike == DIFFERENCES


def test_each_difference_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text()
    for step in DIFFERENCES:
        assert f"| {step} |" in page
