"""A whole sandbox with an ordinary discord.py bot in it that shows every kind of message, for the console's tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import World

GREEN = discord.Colour(0x3FA45B)


class Welcome(ui.View):
    """Classic components: buttons, a disabled one, a link, a select of words and one of members."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Sign in with EVE", url="http://127.0.0.1:9/sso/login"))

    @ui.button(label="Link my character", style=discord.ButtonStyle.primary, custom_id="t:link")
    async def link(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        member = interaction.user
        assert isinstance(member, discord.Member)
        role = discord.utils.get(member.guild.roles, name="Member")
        assert role is not None
        await member.add_roles(role, reason="linked in a test")
        await interaction.followup.send(f"Welcome, {member.mention}. You are **Member**.", ephemeral=True)

    @ui.button(label="Ask", style=discord.ButtonStyle.success, custom_id="t:ask")
    async def ask(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="Silent", style=discord.ButtonStyle.danger, custom_id="t:silent")
    async def silent(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        """Says nothing: the interaction fails."""

    @ui.select(
        placeholder="Choose a wing",
        custom_id="t:wing",
        min_values=1,
        max_values=2,
        options=[
            discord.SelectOption(label="Capitals", value="cap", description="Carriers and dreads"),
            discord.SelectOption(label="Scouts", value="sco"),
            discord.SelectOption(label="Logistics", value="log"),
        ],
    )
    async def wing(self, interaction: discord.Interaction, select: ui.Select[Any]) -> None:
        await interaction.response.send_message(f"Wings: {', '.join(select.values)}", ephemeral=True)

    @ui.select(cls=ui.UserSelect, placeholder="Choose a pilot", custom_id="t:pilot")
    async def pilot(self, interaction: discord.Interaction, select: ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(f"Pilot: {select.values[0].display_name}", ephemeral=True)


class Form(ui.Modal, title="Ask for a group"):
    """A form with every kind of input that a modal can have."""

    about = ui.TextDisplay("Leaders read this, *nobody else*.")
    why = ui.Label(
        text="Why?",
        description="One sentence will do",
        component=ui.TextInput(style=discord.TextStyle.long, custom_id="why", min_length=3, max_length=200),
    )
    ship = ui.Label(
        text="Ship",
        component=ui.Select(
            custom_id="ship",
            options=[
                discord.SelectOption(label="Naglfar", value="nag"),
                discord.SelectOption(label="Revelation"),
            ],
        ),
    )
    when = ui.Label(
        text="When",
        component=ui.RadioGroup(
            custom_id="when",
            options=[
                discord.RadioGroupOption(label="Now", value="now", description="At once"),
                discord.RadioGroupOption(label="Later", value="later"),
            ],
        ),
    )
    rules = ui.Label(text="I have read the rules", component=ui.Checkbox(custom_id="rules"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        why, ship, when, rules = (item.component for item in (self.why, self.ship, self.when, self.rules))
        said = f"{why.value} | {ship.values} | {when.value} | {rules.value}"  # type: ignore[attr-defined]
        await interaction.response.send_message(f"Asked: {said}", ephemeral=True)


class Panel(ui.LayoutView):
    """Components V2 as Concord's panels use them."""

    def __init__(self, presses: int = 0) -> None:
        super().__init__(timeout=None)
        button: ui.Button[Any] = ui.Button(
            label="Join", style=discord.ButtonStyle.primary, custom_id="t:join"
        )
        button.callback = self.join  # type: ignore[method-assign]
        portrait = f"/images/characters/{cast.TESS.characters[0][0]}/portrait?size=128"
        self.presses = presses
        self.add_item(
            ui.Container(
                ui.Section(
                    ui.TextDisplay("### Tess Okoro\n[PROV] Provi Traders\n**Member** since 2 Mar 2026"),
                    accessory=ui.Thumbnail(portrait_base() + portrait, description="Portrait of Tess Okoro"),
                ),
                ui.Separator(),
                ui.Section(
                    ui.TextDisplay(f"**Scouts** · joined {presses} times\n-# Open to all"), accessory=button
                ),
                ui.MediaGallery(
                    discord.MediaGalleryItem(portrait_base() + "/images/alliances/99010001/logo?size=128")
                ),
                ui.ActionRow(
                    ui.Button(label="Groups", custom_id="t:groups"), ui.Button(label="More", disabled=True)
                ),
                accent_colour=GREEN,
            )
        )

    async def join(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=Panel(self.presses + 1))


def portrait_base() -> str:
    """Where the image server is: where discord.py was pointed at."""
    return Route.BASE.removesuffix("/api/v10")


class Bot(discord.Client):
    """The counterpart. `/panel`, `/whois`, `/slow`, `/admin count`, and a user context menu."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, members=True))
        self._connection.guild_ready_timeout = 0.1
        self.up = asyncio.Event()
        self.tree = app_commands.CommandTree(self)
        add_commands(self.tree)

    async def setup_hook(self) -> None:
        self.add_view(Welcome())
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.up.set()


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    """What the tests use."""

    @tree.command(description="A panel of components")
    async def panel(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=Panel(), ephemeral=True)

    @tree.command(description="Who a pilot is")
    @app_commands.describe(pilot="A pilot's name", member="A Discord member", days="How far back")
    async def whois(
        interaction: discord.Interaction,
        pilot: str,
        member: discord.Member | None = None,
        days: int | None = None,
    ) -> None:
        said = f"{pilot}, {member.display_name if member else 'nobody'}, {days}"
        await interaction.response.send_message(f"That is {said}", ephemeral=True)

    @whois.autocomplete("pilot")
    async def pilots(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        names = ["Anna Trader", "Boris Hauler", "Nil Alt"]
        return [app_commands.Choice(name=n, value=n) for n in names if typed.lower() in n.lower()]

    @tree.command(description="Thinks before it answers")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await asyncio.sleep(0.6)
        await interaction.followup.send("Thought.")

    admin = app_commands.Group(name="admin", description="Run the place")

    @admin.command(description="Count by kind")
    @app_commands.choices(kind=[app_commands.Choice(name="Members", value="m")])
    async def count(interaction: discord.Interaction, kind: str, all_of_them: bool) -> None:
        await interaction.response.send_message(f"{kind} {all_of_them}", ephemeral=True)

    tree.add_command(admin)

    @tree.context_menu(name="Quote it")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Somebody said something in {message.id}", ephemeral=True)

    @tree.context_menu(name="Who is this?")
    async def who(interaction: discord.Interaction, user: discord.Member) -> None:
        await interaction.response.send_message(f"This is {user.display_name}", ephemeral=True)


class Room:
    """A running sandbox with the bot in it, and its control API."""

    def __init__(self, sandbox: Sandbox, bot: Bot, http: aiohttp.ClientSession) -> None:
        self.sandbox, self.bot, self._http = sandbox, bot, http
        self.world = sandbox.world
        self.guild, self.welcome, self.tess = cast.GUILD, cast.WELCOME, cast.TESS.discord_id
        self.member_role = ""

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """One request to the control API."""
        url = f"{self.sandbox.url}/control{path}"
        async with self._http.request(method, url, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def ok(self, method: str, path: str, body: Any = None) -> Any:
        """One request that must succeed."""
        status, data = await self.ask(method, path, body)
        assert status < 300, data
        return data

    async def act(self, kind: str, **body: Any) -> Any:
        """Act as Tess in #welcome."""
        given = {"kind": kind, "as": self.tess, "channel": self.welcome, **body}
        return await self.ok("POST", "/interactions", given)

    def member(self, user_id: str) -> discord.Member:
        """A member as the bot has it in its cache."""
        guild = self.bot.get_guild(int(self.guild))
        member = guild and guild.get_member(int(user_id))
        assert member, "the bot does not know this member"
        return member

    async def post(self, **message: Any) -> str:
        """The bot writes into #welcome; the message's id."""
        channel = self.bot.get_channel(int(self.welcome))
        assert isinstance(channel, discord.TextChannel)
        return str((await channel.send(**message)).id)


@asynccontextmanager
async def open_room(members: int = 40) -> AsyncIterator[Room]:
    """Start everything on free ports, end everything."""
    world = World(members=members)
    world.seed_alliance()
    role = world.discord.create_role(cast.GUILD, "Member", position=3, color=GREEN.value)
    sandbox = Sandbox(world)
    await sandbox.start()
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{sandbox.url}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.url.replace("http", "ws"))
    bot = Bot()
    running = asyncio.create_task(bot.start(world.discord.token))
    try:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {world.token}"}) as http:
            async with asyncio.timeout(60):
                await bot.up.wait()
            room = Room(sandbox, bot, http)
            room.member_role = role
            yield room
    finally:
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)
        await sandbox.stop()
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
