"""The audit trail on Discord: `/audit trail`, one's own log, and the history behind a post."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
from discord import app_commands

from bot.client import ConcordBot
from bot.rules import behind, trail, trailwords
from bot.rules.access import Actor
from bot.rules.trail import Line, Page, Search
from cogs.kit import (
    ROWS,
    Button,
    Interaction,
    Panel,
    actor_of,
    attach,
    escaped,
    id_of,
    needs,
    pressed,
    say,
    show,
)


def moment(at: datetime) -> str:
    """A time as Discord shows it in everybody's own zone."""
    return f"<t:{int(at.timestamp())}:f>"


def line_text(language: str, line: Line) -> str:
    """A line of the trail: who, what, from what to what; below by whom, when, through which face, why."""
    lead = line.who or line.by
    thing = trailwords.thing(language, line)
    head = f"**{escaped(trailwords.person(language, lead))}** {trailwords.action(language, line.action)}"
    parts = [head + (f" · {escaped(thing)}" if thing else "")]
    changes = [_change(language, c) for c in line.changes]
    if changes:
        parts.append(" · ".join(changes)[:300])
    by = escaped(trailwords.person(language, line.by))
    below = [moment(line.at), *([say(language, "trail.by", who=by)] if line.who else [])]
    if line.by:
        below.append(trailwords.face(language, line.face))
    if line.reason:
        below.append(f"“{escaped(line.reason[:200])}”")
    return "\n".join([*parts, "-# " + " · ".join(below)])


def _change(language: str, change: trail.Change) -> str:
    label = trailwords.label(language, change.key)
    old, new = (
        escaped(trailwords.value(language, change.key, v, moment)) for v in (change.before, change.after)
    )
    said = " → ".join(t for t in (f"~~{old}~~" if old else "", new) if t)
    return f"{escaped(label)}: {said}" if label else said


# -- what is asked, in the names of buttons ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search as buttons carry it: ids, nouns and times, never a name."""

    who: str = ""
    by: str = ""
    what: str = ""
    since: int = 0

    @classmethod
    def read(cls, args: Sequence[str]) -> _Asked:
        who, by, what, since = (["" if a == "-" else a for a in args] + [""] * 4)[:4]
        return cls(who, by, what.replace(",", ":"), int(since) if _is_number(since, 10) else 0)

    def __str__(self) -> str:
        what = self.what.replace(":", ",")
        return ":".join(part or "-" for part in (self.who, self.by, what, str(self.since or "")))

    @property
    def search(self) -> Search:
        by = self.by if self.by == trail.CONCORD else _person(self.by)
        since = datetime.fromtimestamp(self.since, UTC) if self.since else None
        return Search(who=_person(self.who), by=by, what=self.what, since=since)


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest


def _person(number: str) -> str:
    return f"user:{number}" if _is_number(number, 9) else ""


def log_button(language: str, user_id: int) -> Button:
    """The way to everything that happened to one pilot."""
    return Button(say(language, "auditor.log"), f"b1:trail:page:{_Asked(who=str(user_id))}")


def place_of(text: str) -> dict[str, int]:
    """Where a page begins: "b17" before line 17, "a17" after it."""
    ways = {"b": "before", "a": "after"}
    return {ways[text[0]]: int(text[1:])} if text[:1] in ways and _is_number(text[1:], 18) else {}


async def show_trail(
    interaction: Interaction, who: int | None, by: str, what: str, since: datetime | None
) -> None:
    """Answer `/audit trail`."""
    asked = _Asked(str(who or ""), by, what, int(since.timestamp()) if since else 0)
    await _turn(interaction, [*str(asked).split(":"), ""], [])


@pressed("trail", "page")
async def _turn(interaction: Interaction, args: list[str], _: list[str]) -> None:
    asked, place = _Asked.read(args), args[4] if len(args) > 4 else ""
    found = await trail.search(await actor_of(interaction), asked.search, per=ROWS, **place_of(place))
    language = str(interaction.locale)
    file = Button(say(language, "auditor.file"), f"b1:trail:file:{asked}") if found.lines else None
    await show(interaction, trail_panel(language, "trail.title", found, f"b1:trail:page:{asked}", file))


def trail_panel(language: str, title: str, found: Page, custom_id: str, *more: Button | None) -> Panel:
    panel = Panel().text("### " + say(language, title))
    if found.vague:
        panel.text(say(language, "trail.vague"))
    for line in found.lines:
        panel.text(line_text(language, line))
    if not found.lines:
        panel.text(say(language, "trail.empty"))
    newer, older = (f"{custom_id}:a{found.newer}", f"{custom_id}:b{found.older}")
    return panel.buttons(
        Button(say(language, "trail.newer"), newer) if found.newer else None,
        Button(say(language, "trail.older"), older) if found.older else None,
        *more,
    )


@pressed("trail", "file")
async def _file(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await attach(
        interaction, "trail", trail.HEADS, _rows(await actor_of(interaction), _Asked.read(args).search)
    )


async def _rows(actor: Actor, wanted: Search) -> AsyncIterator[list[tuple[str, ...]]]:
    async for lines in trail.export(actor, wanted):
        yield [trail.as_row(line) for line in lines]


# -- one's own, and what lies behind a post ------------------------------------------------------------------


@pressed("trail", "mine")
async def _mine(interaction: Interaction, args: list[str], _: list[str]) -> None:
    found = await trail.mine(await actor_of(interaction), per=ROWS, **place_of(args[0] if args else ""))
    language = str(interaction.locale)
    back = Button(say(language, "me.back"), "b1:me:show")
    await show(interaction, trail_panel(language, "trail.mine", found, "b1:trail:mine", back))


@app_commands.context_menu(name=say("en", "command.history"))
@needs()
async def history(interaction: Interaction, message: discord.Message) -> None:
    """What happened to the thing that a post of ours is about."""
    await _behind(interaction, [str(message.id)], [])


@pressed("trail", "behind")
async def _behind(interaction: Interaction, args: list[str], _: list[str]) -> None:
    place = args[1] if len(args) > 1 else ""
    found = await behind.history(await actor_of(interaction), id_of(args, 0), per=ROWS, **place_of(place))
    await show(
        interaction, trail_panel(str(interaction.locale), "trail.behind", found, f"b1:trail:behind:{args[0]}")
    )


async def setup(bot: ConcordBot) -> None:
    bot.tree.add_command(history)
