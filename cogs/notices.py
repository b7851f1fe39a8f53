"""What somebody was told, and how they want to be told: `/notices` and `/settings`. The rules are in inbox."""

from __future__ import annotations

from typing import Literal

from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.rules import delivery, inbox, mail
from bot.rules.outside import outside
from bot.voice import languages
from cogs.kit import (
    ROWS,
    Button,
    Interaction,
    Option,
    Panel,
    Style,
    Tone,
    actor_of,
    chosen,
    escaped,
    id_of,
    needs,
    page_of,
    pages,
    pressed,
    say,
    show,
)

ICONS = {"success": "✅", "warning": "⚠️", "danger": "⛔", "info": "ℹ️"}
SECTIONS = ("messages", "language", "reminders", "data")
Section = Literal["messages", "language", "reminders", "data"]


class Notices(commands.Cog):
    """Told, read, and how."""

    @app_commands.command(description=say("en", "command.notices"))
    @app_commands.describe(unread=say("en", "option.unread"))
    @needs()
    async def notices(self, interaction: Interaction, unread: bool = False) -> None:
        await _list(interaction, unread=unread, number=1)

    @app_commands.command(description=say("en", "command.settings"))
    @app_commands.describe(section=say("en", "option.section"))
    @needs()
    async def settings(self, interaction: Interaction, section: Section = "messages") -> None:
        await _settings(interaction, section)

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _: app_commands.Command[commands.Cog, ..., None]
    ) -> None:
        """A closed inbox is said once, at the next command."""
        actor = await actor_of(interaction)
        if actor.inbox_closed and await delivery.say_closed(actor):
            text = say(str(interaction.locale), "inbox.closed")
            await interaction.followup.send(text, ephemeral=True)


# -- notices ---------------------------------------------------------------------------------------------


async def _list(interaction: Interaction, *, unread: bool, number: int) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    told = await inbox.listed(actor, unread=unread, start=(number - 1) * ROWS, per=ROWS)
    if not told.lines and number > 1:
        await _list(interaction, unread=unread, number=max(1, -(-told.count // ROWS)))
        return
    which = "unread" if unread else "all"
    page = pages(language, told.count, number, f"b1:notices:page:{which}")
    panel = Panel(Tone.WAITING if told.unread else Tone.INFO)
    panel.text("### " + say(language, "notices.title", count=told.unread))
    for line in told.lines:
        text = escaped(line.text(language))
        mark = f"**{text}**" if line.unread else text
        verb = "read" if line.unread else "delete"
        key = "notices.button.open" if line.unread else "notices.button.delete"
        panel.row(
            f"{ICONS[line.level.value]} {mark}\n-# <t:{int(line.created_at.timestamp())}:f>",
            beside=Button(say(language, key), f"b1:notices:{verb}:{line.id}:{which}:{page.number}"),
        )
    if not told.lines:
        panel.text(say(language, "notices.none"))
    elif page.of > 1:
        panel.text(say(language, "notices.page", number=page.number, of=page.of))
    other = "all" if unread else "unread"
    panel.buttons(
        *page.buttons,
        Button(say(language, f"notices.button.{other}"), f"b1:notices:page:{other}:1"),
        Button(say(language, "notices.button.read_all"), f"b1:notices:readall:{which}:1")
        if told.unread
        else None,
        Button(
            say(language, "notices.button.delete_read"),
            f"b1:notices:deleteread:{which}:1",
            style=Style.DANGER,
        )
        if told.count > told.unread
        else None,
        Button(say(language, "notices.button.settings"), "b1:settings:show:messages"),
    )
    await show(interaction, panel)


@pressed("notices", "page")
async def _page(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _list(interaction, unread=args[0] == "unread", number=page_of(args))


@pressed("notices", "read")
async def _read(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await inbox.read(await actor_of(interaction), id_of(args, 0))
    await _list(interaction, unread=args[1] == "unread", number=page_of(args))


@pressed("notices", "delete")
async def _delete(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await inbox.delete(await actor_of(interaction), id_of(args, 0))
    await _list(interaction, unread=args[1] == "unread", number=page_of(args))


@pressed("notices", "readall")
async def _read_all(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await inbox.read_all(await actor_of(interaction))
    await _list(interaction, unread=args[0] == "unread", number=1)


@pressed("notices", "deleteread")
async def _delete_read(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await inbox.delete_read(await actor_of(interaction))
    await _list(interaction, unread=args[0] == "unread", number=1)


# -- settings --------------------------------------------------------------------------------------------


async def _settings(interaction: Interaction, section: str) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    panel = Panel(Tone.INFO)
    title = say(language, "settings.title")
    panel.text(f"### {title} · " + say(language, f"settings.section.{section}"))
    if section == "messages":
        panel.text(say(language, "settings.messages"))
        for wish in await inbox.wishes(actor):
            state = say(language, "settings.direct" if wish.direct else "settings.page_only")
            name = say(language, wish.key)
            what = say(language, f"{wish.key}_what")
            to = "page" if wish.direct else "direct"
            label = say(language, "settings.button.page_only" if wish.direct else "settings.button.direct")
            panel.row(
                f"**{name}** · {state}\n-# {what}", beside=Button(label, f"b1:settings:{to}:{wish.category}")
            )
    else:
        actor.must_be_someone()
        panel.text(say(language, f"settings.{section}"))
    if section == "language":
        spoken = await inbox.spoken(actor)
        auto = Option(say(language, "settings.language_auto"), "auto", chosen=not spoken)
        known = [Option(code, code, chosen=code == spoken) for code in languages()]
        panel.choose("s1:settings:language", say(language, "settings.choose_language"), [auto, *known])
    others = [
        Button(say(language, f"settings.section.{s}"), f"b1:settings:show:{s}")
        for s in SECTIONS
        if s != section
    ]
    panel.buttons(*others, *_ways(language, section))
    await show(interaction, panel)


def _ways(language: str, section: str) -> list[Button]:
    if section == "data":
        return [Button(say(language, "settings.button.data"), "b1:privacy:mine", style=Style.PRIMARY)]
    if section == "messages" and mail.possible() and outside.web_url.startswith("http"):
        return [Button(say(language, "settings.button.email"), url=f"{outside.web_url}/settings/email")]
    return []


@pressed("settings", "show")
async def _show(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _settings(interaction, args[0] if args and args[0] in SECTIONS else "messages")


@pressed("settings", "direct")
async def _direct(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await inbox.prefer(await actor_of(interaction), {args[0]: True})
    await _settings(interaction, "messages")


@pressed("settings", "page")
async def _page_only(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await inbox.prefer(await actor_of(interaction), {args[0]: False})
    await _settings(interaction, "messages")


@chosen("settings", "language")
async def _language(interaction: Interaction, _: list[str], values: list[str]) -> None:
    await inbox.speak(await actor_of(interaction), "" if values[0] == "auto" else values[0])
    interaction.extras.clear()  # the actor was read before the choice
    await _settings(interaction, "language")


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Notices())
