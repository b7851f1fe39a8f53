"""`/admin channels`: which channel gets what, who reads there, and an example to look at."""

from __future__ import annotations

from discord import app_commands

from bot.client import ConcordBot
from bot.rules import channels, posts
from bot.rules.places import Unfit
from cogs.kit import (
    Button,
    Interaction,
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
    tell,
    under,
)

KINDS = 4
"""A page: each kind has a line and a select of its own."""


@app_commands.command(name="channels", description=say("en", "command.admin_channels"))
@needs(posts.MANAGE)
async def command(interaction: Interaction) -> None:
    await _show(interaction, 1)


async def _show(interaction: Interaction, number: int) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await channels.overview(actor, interaction.guild_id or 0)
    page = pages(language, len(found), number, "b1:channels:show", KINDS)
    part = found[page.start : page.stop]
    panel = Panel(Tone.WAITING if any(_wrong(language, c) for c in part) else Tone.INFO)
    panel.text("### " + say(language, "channels.title"))
    for one in part:
        text = f"**{say(language, one.key)}** · {say(language, f'{one.key}_what')}"
        if wrong := _wrong(language, one):
            text += f"\n⚠️ {wrong}"
        if one.channel_id is None:
            panel.text(text)
        else:
            panel.row(
                text,
                beside=Button(say(language, "channels.test"), f"b1:channels:test:{one.kind}:{page.number}"),
            )
        panel.choose_channel(
            f"s1:channels:choose:{one.kind}:{page.number}",
            say(language, "channels.choose", kind=say(language, one.key)),
            one.channel_id if one.channel else None,
        )
    if page.of > 1:
        panel.text(say(language, "notices.page", number=page.number, of=page.of))
    panel.buttons(*page.buttons, Button(say(language, "button.refresh"), f"b1:channels:show:{page.number}"))
    await show(interaction, panel)


def _wrong(language: str, one: channels.Chosen) -> str:
    """What keeps posts out of the chosen channel, in words."""
    if one.wrong is None:
        return ""
    key, values = one.wrong
    return say(language, key, **{k: escaped(v) for k, v in values.items()})


@pressed("channels", "show")
async def _again(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _show(interaction, page_of(args))


@chosen("channels", "choose")
async def _choose(interaction: Interaction, args: list[str], values: list[str]) -> None:
    if await choose(interaction, args[0], id_of(values, 0) if values else None):
        await _show(interaction, page_of(args))


async def choose(interaction: Interaction, kind: str, channel: int | None, mark: str = "") -> bool:
    """Choose a channel; where strangers read, ask whether they may, and answer False."""
    try:
        await posts.choose(await actor_of(interaction), interaction.guild_id or 0, kind, channel, vouch=mark)
    except Unfit as e:
        if not e.misfit.ids:
            raise
        language = str(interaction.locale)
        panel = Panel(Tone.WAITING).text("### " + say(language, "channels.strangers"))
        panel.text(say(language, e.key, **{k: escaped(str(v)) for k, v in e.values.items()}))
        panel.buttons(
            Button(
                say(language, "channels.vouch"),
                f"b1:channels:vouch:{kind}:{channel}:{e.misfit.mark}",
                style=Style.PRIMARY,
            ),
            Button(say(language, "channels.other"), "b1:channels:show:1"),
        )
        await show(interaction, panel)
        return False
    return True


@pressed("channels", "vouch")
async def _vouch(interaction: Interaction, args: list[str], _: list[str]) -> None:
    if await choose(interaction, args[0], id_of(args, 1), args[2]):
        await _show(interaction, 1)


@pressed("channels", "test")
async def _test(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await channels.test(await actor_of(interaction), interaction.guild_id or 0, args[0])
    await tell(interaction, "channels.tested")


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", command)
