"""What happened to a thing, as its page tells it: the trail's lines in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.rules import trailwords
from web.kit import language_of
from web.pages import eve_times

if TYPE_CHECKING:
    from bot.rules.trail import Line, Page


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what was done, to whom or what, what changed (label, before, after), and by whom, how, why."""

    at: str
    iso: str
    did: str
    about: str
    changes: tuple[tuple[str, str, str], ...]
    by: str
    face: str
    reason: str


def told(request: web.Request, found: Page) -> list[Told]:
    """The lines of a page of the trail."""
    return [_told(language_of(request), line) for line in found.lines]


def _told(language: str, line: Line) -> Told:
    moment = eve_times(language)
    changes = tuple(
        (
            trailwords.label(language, c.key),
            trailwords.value(language, c.key, c.before, moment),
            trailwords.value(language, c.key, c.after, moment),
        )
        for c in line.changes
    )
    about = [trailwords.person(language, line.who) if line.who else "", trailwords.thing(language, line)]
    return Told(
        moment(line.at),
        line.at.isoformat(),
        trailwords.action(language, line.action),
        " · ".join(a for a in about if a),
        changes,
        trailwords.person(language, line.by),
        trailwords.face(language, line.face),
        line.reason,
    )
