"""Automatic groups from Discord: what they would do now, counted, then done: `/admin autogroup preview`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.client import ConcordBot
from bot.errors import Conflict
from bot.rules import autogroup_configs as configs
from bot.rules.outside import outside
from cogs.kit import (
    Button,
    Interaction,
    Panel,
    Style,
    Tone,
    actor_of,
    escaped,
    id_of,
    joined,
    needs,
    page_of,
    pages,
    pressed,
    say,
    show,
    tell,
    under,
)

if TYPE_CHECKING:
    from bot.rules.autogroup_preview import Preview

LINES = 8


async def autogroups(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Configurations whose title contains the text, for those who may look at them."""
    actor, language = await actor_of(interaction), str(interaction.locale)
    if not actor.may(configs.VIEW):
        return []
    found = [(configs.title(c, language), c.id) for c in await configs.listed(actor) if not c.closing]
    fitting = [(name, i) for name, i in found if text.casefold() in name.casefold()]
    return [app_commands.Choice(name=name[:100], value=str(i)) for name, i in fitting[:25]]


class AdminAutogroup(app_commands.Group, name="autogroup", description=say("en", "command.admin_autogroup")):
    """Commands about automatic groups."""

    @app_commands.command(description=say("en", "command.admin_autogroup_preview"))
    @app_commands.describe(config=say("en", "option.autogroup"))
    @app_commands.autocomplete(config=autogroups)
    @needs(configs.VIEW)
    async def preview(self, interaction: Interaction, config: str | None = None) -> None:
        if config is not None and config.isascii() and config.isdigit():
            await _preview(interaction, int(config[:9]))
        else:
            await _list(interaction, [], [])


@pressed("autogroup", "list")
async def _list(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language = str(interaction.locale)
    found = [c for c in await configs.listed(await actor_of(interaction)) if not c.closing]
    panel = Panel(Tone.INFO).text("### " + say(language, "autogroup.list"))
    page = pages(language, len(found), page_of(args), "b1:autogroup:list")
    for config in found[page.start : page.stop]:
        counts = say(language, "autogroup.counts", groups=config.groups, count=config.members)
        text = f"**{escaped(configs.title(config, language))}**\n-# {counts}"
        panel.row(text, beside=Button(say(language, "autogroup.look"), f"b1:autogroup:look:{config.id}"))
    if not found:
        panel.text(say(language, "autogroup.none"))
    panel.buttons(*page.buttons, _site(language, "/admin/autogroup_configs"))
    await show(interaction, panel)


def _site(language: str, path: str) -> Button | None:
    return (
        Button(say(language, "autogroup.site"), url=f"{outside.web_url}{path}") if outside.web_url else None
    )


@pressed("autogroup", "look")
async def _look(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _preview(interaction, id_of(args, 0))


async def _preview(interaction: Interaction, config_id: int, *, changed: bool = False) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    config = await configs.one(actor, config_id)
    found = await configs.preview(actor, config_id)
    panel = Panel(Tone.DONE if found.nothing else Tone.WAITING)
    if changed:
        panel.text(say(language, "autogroup.changed"))
    panel.text("### " + escaped(configs.title(config, language)))
    panel.text(*_counted(language, found))
    apply = f"b1:autogroup:apply:{config_id}:{found.fingerprint}"
    label = say(language, "autogroup.apply", count=found.people)
    panel.buttons(
        None if found.nothing else Button(label, apply, style=Style.PRIMARY),
        Button(say(language, "autogroup.back"), "b1:autogroup:list:1"),
        _site(language, f"/admin/autogroup_configs/{config_id}"),
    )
    await show(interaction, panel)


def _counted(language: str, found: Preview) -> list[str]:
    """What would happen, a line for each kind of change."""
    if found.nothing:
        return [say(language, "autogroup.nothing")]
    lines = []
    if found.joining or found.leaving:
        lines.append(say(language, "autogroup.people", joining=found.joining, leaving=found.leaving))
    if found.new:
        lines.append(say(language, "autogroup.new", count=len(found.new), names=_names(found.new)))
    if found.renamed:
        renamed = [f"{old} → {new}" for old, new in found.renamed]
        lines.append(say(language, "autogroup.renamed", count=len(renamed), names=_names(renamed)))
    if found.gone:
        gone = [g.name for g in found.gone]
        lines.append(say(language, "autogroup.gone", count=len(gone), names=_names(gone)))
    if found.in_the_way:
        names = [w.name for w in found.in_the_way]
        lines.append(say(language, "autogroup.in_the_way", count=len(names), names=_names(names)))
    if found.unnamed:
        lines.append(say(language, "autogroup.unnamed", count=found.unnamed))
    if found.names:
        lines.append("-# " + _names(found.names))
    return lines


def _names(names: tuple[str, ...] | list[str]) -> str:
    return joined((escaped(n) for n in names), LINES)


@pressed("autogroup", "apply")
async def _apply(interaction: Interaction, args: list[str], _: list[str]) -> None:
    actor, config_id = await actor_of(interaction), id_of(args, 0)
    try:
        await configs.apply(actor, config_id, fingerprint=args[1])
    except Conflict:
        await _preview(interaction, config_id, changed=True)
        return
    await tell(interaction, "autogroup.applied")


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", AdminAutogroup())
