"""/help: only what this person may use, with commands to press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.rules.access import Actor
from bot.rules.leading import leads_any
from cogs.kit import (
    Button,
    Interaction,
    Panel,
    Style,
    actor_of,
    needs,
    page_of,
    pages,
    pressed,
    say,
    show,
    usable,
)

ROWS = 10


class Help(commands.Cog):
    """One command."""

    @app_commands.command(description=say("en", "command.help"))
    @needs()
    async def help(self, interaction: Interaction) -> None:
        await _help(interaction, [], [])


@pressed("help", "page")
async def _help(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    known = await interaction.client.command_ids()
    leads = await leads_any(actor)
    lines = [
        f"{_mention(c, known)} {say(language, _key(c))}"
        for c in sorted(_all(interaction.client, actor, leads), key=_name)
    ]
    page = pages(language, len(lines), page_of(args), "b1:help:page", ROWS)
    panel = Panel().text("### " + say(language, "help.title"), say(language, "help.start"))
    panel.text(*lines[page.start : page.stop])
    unlinked = actor.user_id is None
    panel.buttons(
        *page.buttons,
        Button(say(language, "welcome.link"), "b1:link:start", style=Style.PRIMARY) if unlinked else None,
    )
    await show(interaction, panel)


def _all(bot: ConcordBot, actor: Actor, leads: bool) -> Iterator[app_commands.Command[Any, ..., Any]]:
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command) and usable(command, actor, leads=leads):
            yield command


def _name(command: app_commands.Command[Any, ..., Any]) -> str:
    return command.qualified_name


def _mention(command: app_commands.Command[Any, ..., Any], known: dict[str, int]) -> str:
    top = command.qualified_name.split(" ", maxsplit=1)[0]
    if top in known:
        return f"</{command.qualified_name}:{known[top]}>"
    return f"**/{command.qualified_name}**"


def _key(command: app_commands.Command[Any, ..., Any]) -> str:
    return "command." + command.qualified_name.replace(" ", "_")


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Help())
