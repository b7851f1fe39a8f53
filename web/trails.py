"""Lines of the audit trail as the site tells them: one form for the trail, a thing's history and one's own log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

from bot.rules import trailwords
from web.kit import language_of
from web.pages import eve_times

if TYPE_CHECKING:
    from bot.rules.trail import Line, Named, Page


@dataclass(frozen=True, slots=True)
class Told:
    """One line in the reader's words. `changes` are (what, before, after); people with an account have its number."""

    lead: str
    lead_id: int | None
    did: str
    thing: str
    changes: tuple[tuple[str, str, str], ...]
    at: str
    iso: str
    by: str
    by_id: int | None
    face: str
    reason: str


@dataclass(frozen=True, slots=True)
class Log:
    """A page of lines and the ways to the pages beside it."""

    lines: tuple[Told, ...]
    newer: str = ""
    older: str = ""
    vague: bool = False


def place_of(request: web.Request) -> dict[str, int]:
    """Where the page that is asked for begins: `?before=17` or `?after=17`; what cannot be read is left out."""
    for way in ("before", "after"):
        text = request.query.get(way, "")
        if text.isascii() and text.isdigit() and len(text) <= 18:
            return {way: int(text)}
    return {}


def log(request: web.Request, found: Page, address: str = "") -> Log:
    """A page of the trail in the reader's words; `address` is the page's own, with what is asked for but the place."""
    here = URL(address or request.path)
    return Log(
        tuple(_told(language_of(request), line) for line in found.lines),
        newer=_way(here, {"after": found.newer}),
        older=_way(here, {"before": found.older}),
        vague=found.vague,
    )


def _way(here: URL, place: Mapping[str, int | None]) -> str:
    return str(here.update_query({k: v for k, v in place.items() if v})) if any(place.values()) else ""


def _told(language: str, line: Line) -> Told:
    moment = eve_times(language)
    lead, by = line.who or line.by, line.by
    return Told(
        lead=trailwords.person(language, lead),
        lead_id=_id(lead),
        did=trailwords.action(language, line.action),
        thing=trailwords.thing(language, line),
        changes=tuple(
            (
                trailwords.label(language, c.key),
                trailwords.value(language, c.key, c.before, moment),
                trailwords.value(language, c.key, c.after, moment),
            )
            for c in line.changes
        ),
        at=moment(line.at),
        iso=line.at.isoformat(),
        by=trailwords.person(language, by) if line.who else "",
        by_id=_id(by),
        face=trailwords.face(language, line.face) if line.by else "",
        reason=line.reason,
    )


def _id(person: Named | None) -> int | None:
    return person.user_id if person else None
