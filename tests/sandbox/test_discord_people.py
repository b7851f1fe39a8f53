"""What people do reaches an ordinary discord.py bot, and its answers reach them."""

from __future__ import annotations

import asyncio

import discord
import pytest
from discord import app_commands, ui

from sandbox.discord.interaction import InteractionFailed
from sandbox.discord.people import PersonError
from tests.sandbox.discord_house import Bot, House, build, running, serving


class Vote(ui.DynamicItem[ui.Button], template=r"vote:(?P<id>\d+)"):
    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(ui.Button(label="Vote", custom_id=f"vote:{number}"))

    @classmethod
    async def from_custom_id(cls, interaction, item, match):
        return cls(int(match["id"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"voted for {self.number}", ephemeral=True)


class Form(ui.Modal, title="Apply"):
    why = ui.TextInput(label="Why us", max_length=50, custom_id="why")
    ship = ui.Label(
        text="Ship",
        component=ui.Select(
            custom_id="ship",
            options=[discord.SelectOption(label="Rifter"), discord.SelectOption(label="Drake")],
        ),
    )
    friend = ui.Label(text="Friend", component=ui.UserSelect(custom_id="friend", required=False))
    hours = ui.Label(
        text="Hours",
        component=ui.RadioGroup(
            custom_id="hours",
            options=[discord.RadioGroupOption(label="few"), discord.RadioGroupOption(label="many")],
        ),
    )
    agreed = ui.Label(text="Rules read", component=ui.Checkbox(custom_id="agreed"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        friends = [u.name for u in self.friend.component.values]
        said = (
            self.why.value,
            self.ship.component.values,
            friends,
            self.hours.component.value,
            self.agreed.component.value,
        )
        await interaction.response.send_message(repr(said), ephemeral=True)


class Panel(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        box = ui.Container(accent_colour=discord.Colour.blue())
        box.add_item(ui.Section("**Pilots**", accessory=ui.Thumbnail("https://images.example/1.png")))
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay("pick one"))
        row = ui.ActionRow()
        choice = ui.Select(
            custom_id="panel:pick", options=[discord.SelectOption(label=n) for n in ("a", "b")]
        )

        async def picked(interaction: discord.Interaction) -> None:
            done = ui.LayoutView()
            done.add_item(ui.TextDisplay(f"picked {choice.values}"))
            await interaction.response.edit_message(view=done)

        choice.callback = picked
        row.add_item(choice)
        box.add_item(row)
        self.add_item(box)


def with_commands() -> Bot:
    """A bot with one command of each kind."""
    bot = Bot()
    tree = bot.tree
    admin = app_commands.Group(name="admin", description="Administration")
    users = app_commands.Group(name="user", description="Users", parent=admin)

    @tree.command(description="Look somebody up")
    async def whois(
        interaction: discord.Interaction,
        member: discord.Member,
        role: discord.Role,
        where: discord.TextChannel,
    ) -> None:
        await interaction.response.send_message(f"{member.display_name} {role.name} {where.name}")

    @users.command(name="show", description="Show a user")
    async def show(interaction: discord.Interaction, pilot: str, count: int = 1) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await asyncio.sleep(0.05)
        await interaction.followup.send(f"{pilot} x{count}")
        await interaction.followup.send("and more", ephemeral=True)

    @show.autocomplete("pilot")
    async def pilots(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=n, value=n.lower())
            for n in ("Ann", "Anton", "Bea")
            if n.startswith(current)
        ]

    @tree.command(description="Opens the form")
    async def apply(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Never answers")
    async def silent(interaction: discord.Interaction) -> None:
        return

    @tree.command(description="For administrators")
    @app_commands.default_permissions()
    async def secret(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("secret")

    @tree.context_menu(name="Show pilot")
    async def show_pilot(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(member.name, ephemeral=True)

    tree.add_command(admin)

    async def setup() -> None:
        bot.add_dynamic_items(Vote)
        bot.add_view(Panel())
        await tree.sync()

    bot.setup_hook = setup
    return bot


async def run(house: House, name: str, **options: object):
    return await house.world.people.run_command(house.pilot, house.guild, house.channel, name, options)


async def test_a_command_gets_members_roles_and_channels() -> None:
    house = build()
    async with serving(house), running(house, with_commands()):
        used = await run(house, "whois", member=house.owner, role=house.high_role, where=house.channel)
        answer = await used.done(3)
        assert answer["content"] == "owner Leadership general"
        assert not answer["ephemeral"]
        assert used.acknowledged_after is not None
        assert used.acknowledged_after < 1
        seen = await house.world.people.channel_messages(house.channel)
        assert [m["content"] for m in seen] == ["owner Leadership general"]


async def test_a_thinking_answer_is_filled_and_followed_up_for_that_person_only() -> None:
    house = build()
    people = house.world.people
    async with serving(house), running(house, with_commands()):
        used = await run(house, "admin user show", pilot="Ann", count=3)
        await used.changed(3)
        assert used.thinking
        assert (await used.done(3))["content"] == "Ann x3"
        while len(used.messages) < 2:
            await used.changed(3)
        assert [(m["content"], m["ephemeral"]) for m in used.messages] == [
            ("Ann x3", True),
            ("and more", True),
        ]
        assert len(await people.channel_messages(house.channel, house.pilot)) == 2
        assert await people.channel_messages(house.channel, house.owner) == []


async def test_autocompletion_offers_what_the_bot_says() -> None:
    house = build()
    async with serving(house), running(house, with_commands()):
        offered = await house.world.people.autocomplete(
            house.pilot, house.guild, house.channel, "admin user show", {"pilot": "An"}, "pilot"
        )
        assert offered == [{"name": "Ann", "value": "ann"}, {"name": "Anton", "value": "anton"}]


async def test_a_button_that_only_its_pattern_knows_is_answered() -> None:
    house = build()
    async with serving(house), running(house, with_commands()) as bot:
        view = ui.View(timeout=None)
        view.add_item(Vote(7))
        sent = await bot.get_channel(int(house.channel)).send("vote", view=view)
        pressed = await house.world.people.press(house.pilot, str(sent.id), "vote:7")
        assert (await pressed.done(3))["content"] == "voted for 7"
        with pytest.raises(PersonError):
            await house.world.people.press(house.pilot, str(sent.id), "vote:8")


async def test_a_layout_is_sent_and_its_select_changes_the_message() -> None:
    house = build()
    async with serving(house), running(house, with_commands()) as bot:
        sent = await bot.get_channel(int(house.channel)).send(view=Panel())
        chosen = await house.world.people.press(house.pilot, str(sent.id), "panel:pick", ["b"])
        after = await chosen.done(3)
        assert after["id"] == str(sent.id)
        assert after["components"][0]["content"] == "picked ['b']"
        assert after["flags"] & 1 << 15
        with pytest.raises(PersonError):
            await house.world.people.press(house.pilot, str(sent.id), "panel:pick", ["z"])


async def test_a_modal_is_filled_in_and_sent() -> None:
    house = build()
    people = house.world.people
    async with serving(house), running(house, with_commands()):
        opened = await run(house, "apply")
        modal = await opened.done(3)
        assert modal["title"] == "Apply"
        assert opened.modal is not None
        fields = {"why": "fun", "ship": ["Drake"], "friend": [house.owner], "hours": "many", "agreed": True}
        sent = await people.submit_modal(house.pilot, opened.id, fields)
        assert (await sent.done(3))["content"] == "('fun', ['Drake'], ['owner'], 'many', True)"
        with pytest.raises(PersonError):
            await people.submit_modal(house.pilot, opened.id, {**fields, "why": "x" * 51})
        with pytest.raises(PersonError):
            await people.submit_modal(house.owner, opened.id, fields)


async def test_a_user_menu_knows_its_target() -> None:
    house = build()
    async with serving(house), running(house, with_commands()):
        used = await house.world.people.run_command(
            house.pilot, house.guild, house.channel, "Show pilot", target_id=house.owner
        )
        assert (await used.done(3))["content"] == "owner"


async def test_no_answer_within_three_seconds_is_a_failure() -> None:
    house = build()
    async with serving(house), running(house, with_commands()):
        used = await run(house, "silent")
        with pytest.raises(InteractionFailed):
            await used.done(5)
        assert used.failed
        assert used.acknowledged_after is None
        path = f"/interactions/{used.id}/{used.token}/callback"
        status, body = await house.rest("POST", path, {"type": 4, "data": {"content": "late"}})
        assert (status, body["code"]) == (404, 10062)


async def test_an_interaction_is_answered_once_and_its_token_lives_fifteen_minutes() -> None:
    house = build()
    async with serving(house), running(house, with_commands()):
        used = await run(house, "whois", member=house.owner, role=house.high_role, where=house.channel)
        await used.done(3)
        path = f"/interactions/{used.id}/{used.token}/callback"
        status, body = await house.rest("POST", path, {"type": 4, "data": {"content": "again"}})
        assert (status, body["code"]) == (400, 40060)
        hook = f"/webhooks/{house.world.client_id}/{used.token}"
        assert (await house.rest("POST", hook, {"content": "in time"}))[0] == 200
        house.clock.ahead += 901
        status, body = await house.rest("POST", hook, {"content": "too late"})
        assert (status, body["code"]) == (404, 10015)


async def test_commands_are_offered_by_right_and_checked_like_a_client_does() -> None:
    house = build()
    people = house.world.people
    async with serving(house), running(house, with_commands()):
        assert "secret" not in [c["name"] for c in await people.commands(house.guild, house.pilot)]
        assert "secret" in [c["name"] for c in await people.commands(house.guild, house.owner)]
        assert "secret" in [c["name"] for c in await people.commands(house.guild)]
        for name, options in (
            ("secret", {}),
            ("nosuch", {}),
            ("admin user", {}),
            ("admin user show", {}),
            ("admin user show", {"pilot": "a", "count": "many"}),
            ("admin user show", {"pilot": "a", "other": 1}),
            ("whois", {"member": "1", "role": house.high_role, "where": house.channel}),
        ):
            with pytest.raises(PersonError):
                await run(house, name, **options)
        with pytest.raises(PersonError):
            await people.run_command(house.pilot, house.guild, house.staff_channel, "silent")


async def test_registering_the_same_commands_again_keeps_their_ids_and_versions() -> None:
    house = build()
    async with serving(house), running(house, with_commands()) as bot:
        first = {c["name"]: (c["id"], c["version"]) for c in house.world.commands[None]}
        await bot.tree.sync()
        assert {c["name"]: (c["id"], c["version"]) for c in house.world.commands[None]} == first


async def test_what_people_do_by_hand_reaches_the_bot_with_its_author() -> None:
    house = build()
    people = house.world.people
    async with serving(house), running(house) as bot:
        await people.set_roles(house.owner, house.guild, house.pilot, add=[house.member_role])
        _, after = await bot.until("member_update")
        assert [r.name for r in after.roles] == ["@everyone", "Member"]
        (entry,) = await bot.until("audit_log_entry_create")
        assert (entry.user_id, entry.target.id) == (int(house.owner), int(house.pilot))
        assert [r.name for r in entry.after.roles] == ["Member"]
        with pytest.raises(PersonError):
            await people.set_roles(house.pilot, house.guild, house.pilot, add=[house.high_role])
        await people.leave(house.pilot, house.guild)
        await bot.until("member_remove")
        await people.join(house.pilot, house.guild)
        (back,) = await bot.until("member_join")
        assert back.id == int(house.pilot)
        assert len(back.roles) == 1
        await people.kick(house.owner, house.guild, house.world.client_id)
        await bot.until("guild_remove")


async def test_subscribers_hear_of_changes_in_order() -> None:
    house = build()
    feed = house.world.people.subscribe()
    await house.world.people.set_nick(house.owner, house.guild, house.pilot, "Nick")
    kinds = [await anext(feed), await anext(feed)]
    assert [k for k, _ in kinds] == ["guild_audit_log_entry_create", "guild_member_update"]
    assert kinds[1][1]["nick"] == "Nick"
    await feed.aclose()
    with pytest.raises(StopAsyncIteration):
        await anext(feed)
