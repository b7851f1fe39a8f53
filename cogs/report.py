"""Who uses what: `/admin report`."""

from __future__ import annotations

from collections.abc import AsyncIterator

from discord import app_commands

from bot.client import ConcordBot
from bot.rules import report
from bot.rules.access import STAFF
from cogs.kit import (
    Button,
    Interaction,
    Panel,
    Tone,
    actor_of,
    attach,
    escaped,
    needs,
    page_of,
    pages,
    pressed,
    say,
    show,
    under,
)


@app_commands.command(name="report", description=say("en", "command.admin_report"))
@app_commands.describe(file=say("en", "option.file"))
@needs(STAFF)
async def command(interaction: Interaction, file: bool = False) -> None:
    """Numbers by state and service, on a panel or as a file."""
    if file:
        await _attach(interaction)
    else:
        await _report(interaction, [], [])


@pressed("report", "show")
async def _report(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, found = str(interaction.locale), await report.look(await actor_of(interaction))
    panel = Panel(Tone.INFO).text("### " + say(language, "report.title"))
    lines = [_state(language, found, line) for line in found.lines]
    lines += [_service(language, service) for service in found.services]
    page = pages(language, len(lines), page_of(args), "b1:report:show")
    panel.text("\n".join(lines[page.start : page.stop]))
    await show(
        interaction, panel.buttons(*page.buttons, Button(say(language, "report.file"), "b1:report:file"))
    )


def _state(language: str, found: report.Report, line: report.Line) -> str:
    using = " · ".join(
        f"{escaped(s.name)} {n}" for s, n in zip(found.services, line.services, strict=True) if n
    )
    return say(
        language,
        "report.state",
        state=escaped(line.state),
        count=line.people,
        lately=line.lately,
        linked=line.on_discord,
        away=line.deactivated,
        services=using or "–",
    )


def _service(language: str, service: report.Service) -> str:
    return say(
        language,
        "report.service",
        name=escaped(service.name),
        active=service.active,
        absent=service.absent,
        closed=service.closed,
        refused=service.refused,
        declined=service.declined,
    )


@pressed("report", "file")
async def _file(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await _attach(interaction)


async def _attach(interaction: Interaction) -> None:
    found = await report.look(await actor_of(interaction))

    async def parts() -> AsyncIterator[list[tuple[object, ...]]]:
        yield found.table

    await attach(interaction, "concord-report", found.heads, parts())


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", command)
