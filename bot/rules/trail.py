"""Reading the audit trail: who changed whose access, when, through which face, why. Newest first, by bounded pages."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.database import moment, rows
from bot.errors import Invalid
from bot.rules import things
from bot.rules.access import STAFF, Actor
from bot.rules.audit import AUDIT
from bot.rules.things import Shown

PAGE, MOST_PAGE = 50, 500
MOST_PEOPLE = 200
"""So many people a name may fit before the asker is asked to say more of it."""
SLICE, MOST_EXPORTED = 1000, 100_000
CONCORD = "concord"
"""What `by` says for what Concord did itself."""
SECRET = ("watch", "watchlist", "watched")
"""Nouns that only staff read, and nobody in their own trail: they would learn that they are watched."""
OPEN = " AND ".join(f"NOT (a.action >= '{noun}.' AND a.action < '{noun}/')" for noun in SECRET)
"""The condition that leaves these out."""
_SLACK = timedelta(minutes=5)
"""Ids are given when a row is written, times are taken a little before: so far apart their orders may be."""


@dataclass(frozen=True, slots=True)
class Search:
    """What of the trail is wanted; empty: everything.

    `who` (whom it concerns) and `by` (who did it): a name or a part of it, "user:7", "subject:7", for `by` also
    "concord". `what`: a noun ("group"), an action ("group.joined") or a thing ("group:3").
    """

    who: str = ""
    by: str = ""
    what: str = ""
    face: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the trail knows them; erased people have neither account nor name."""

    subject_id: int
    user_id: int | None
    name: str
    main_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed. Names of things are filled in; None: it was not there before, or is not any more."""

    key: str
    before: Shown | None = None
    after: Shown | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail. Without `by` Concord did it itself; `name` is what `thing` is called."""

    id: int
    at: datetime
    action: str
    face: str
    who: Named | None
    by: Named | None
    thing: str
    name: str
    changes: tuple[Change, ...]
    reason: str
    correlation: str
    before: Any = None
    after: Any = None

    @property
    def noun(self) -> str:
        return self.action.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the trail. `older` and `newer` are the places from which the next ones begin; None: no more there.

    `vague`: more people fit the names asked for than are looked at.
    """

    lines: tuple[Line, ...]
    older: int | None = None
    newer: int | None = None
    vague: bool = False


@dataclass(slots=True)
class _Where:
    """The conditions of a statement as they come together."""

    parts: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)
    vague: bool = False

    def add(self, text: str, *params: Any) -> None:
        self.parts.append(text)
        self.params += params

    def text(self) -> str:
        return " AND ".join(self.parts) or "1 = 1"


async def search(
    actor: Actor, wanted: Search, *, before: int | None = None, after: int | None = None, per: int = PAGE
) -> Page:
    """A page of what fits, newest first; from a place on (`before`: older than it, `after`: newer).

    At most eight statements, whatever the size of the trail. Raises Forbidden, Invalid for times in wrong order.
    """
    actor.must(AUDIT)
    return await _page(await _readable(actor, wanted), before, after, per)


async def _readable(actor: Actor, wanted: Search) -> _Where:
    """What is wanted, without the watch list for who is not staff: an auditor may be on it."""
    where = await _where(wanted)
    return where if actor.may(STAFF) else _without_secrets(where)


def _without_secrets(where: _Where) -> _Where:
    where.add(OPEN)
    return where


async def history(
    actor: Actor, thing: str, *, before: int | None = None, after: int | None = None, per: int = PAGE
) -> Page:
    """Everything that happened to a thing ("state:3"), or to a person ("user:7"). For staff and auditors."""
    if not actor.may(STAFF):
        actor.must(AUDIT)
    wanted = Search(who=thing) if thing.startswith("user:") else Search(what=thing)
    return await _page(await _readable(actor, wanted), before, after, per)


async def read(
    wanted: Search, *, before: int | None = None, after: int | None = None, per: int = PAGE
) -> Page:
    """The same without asking for a right: for rules that have decided who may see it."""
    return await _page(await _where(wanted), before, after, per)


async def mine(actor: Actor, *, before: int | None = None, after: int | None = None, per: int = PAGE) -> Page:
    """What happened to one's own access: everything but that one is watched."""
    where = await _where(Search(who=f"user:{actor.must_be_someone()}"))
    return await _page(_without_secrets(where), before, after, per)


async def export(actor: Actor, wanted: Search, most: int = MOST_EXPORTED) -> AsyncIterator[tuple[Line, ...]]:
    """All that fits in slices, newest first, at most `most` lines; nothing is held between two slices."""
    actor.must(AUDIT)
    where, place, left = await _readable(actor, wanted), None, most
    while left > 0:
        page = await _page(where, place, None, min(SLICE, left), most=SLICE)
        if page.lines:
            yield page.lines
        left -= len(page.lines)
        if page.older is None:
            return
        place = page.older


async def between(first: int, last: int, most: int = PAGE) -> tuple[Line, ...]:
    """Lines by their ids, oldest first, without the watch list; three statements. Asks for no right: rules tell auditors."""
    found = await rows(
        f"{_LINES} WHERE a.id BETWEEN %s AND %s AND {OPEN} ORDER BY a.id LIMIT {most:d}", [first, last]
    )
    return await _lines(found) if found else ()


HEADS = ("time", "who", "action", "thing", "name", "before", "after", "by", "face", "reason", "correlation")
"""The columns of an export, which do not change with the language: other programs read them."""


def as_row(line: Line) -> tuple[str, ...]:
    """A line as a row of an export."""
    facts = (json.dumps(f, ensure_ascii=False) if f is not None else "" for f in (line.before, line.after))
    return (
        line.at.isoformat(timespec="seconds"),
        line.who.name if line.who else "",
        line.action,
        line.thing,
        line.name,
        *facts,
        line.by.name if line.by else CONCORD,
        line.face,
        line.reason,
        line.correlation,
    )


# -- conditions --------------------------------------------------------------------------------------------


async def _where(wanted: Search) -> _Where:
    where = _Where()
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise Invalid("trail.times_crossed")
    await _people(where, "subject_id", wanted.who)
    if wanted.by.strip().casefold() == CONCORD:
        where.add("a.actor_id IS NULL")
    else:
        await _people(where, "actor_id", wanted.by)
    _what(where, wanted.what.strip().casefold())
    if wanted.face:
        where.add("a.face = %s", wanted.face)
    await _times(where, wanted.since, wanted.until)
    return where


def _what(where: _Where, what: str) -> None:
    if ":" in what:
        where.add("a.thing = %s", what)
    elif "." in what:
        where.add("a.action = %s", what)
    elif what:
        where.add("a.action >= %s AND a.action < %s", f"{what}.", f"{what}/")


async def _times(where: _Where, since: datetime | None, until: datetime | None) -> None:
    """Times as ids, found in the index of times, so that a page is read along the ids from where it begins."""
    if since is not None:
        found = await rows("SELECT id FROM audit WHERE at >= %s ORDER BY at LIMIT 1", [since - _SLACK])
        where.add("a.id >= %s AND a.at >= %s", found[0]["id"] if found else 0, since)
    if until is not None:
        found = await rows("SELECT id FROM audit WHERE at <= %s ORDER BY at DESC LIMIT 1", [until + _SLACK])
        where.add("a.id <= %s AND a.at <= %s", found[0]["id"] if found else 0, until)


async def _people(where: _Where, column: str, who: str) -> None:
    """Whom a text means: one person by id, or those whose name or any of whose characters' names contains it."""
    who = " ".join(who.split())[:64]
    if not who:
        return
    kind, _, number = who.partition(":")
    if kind in ("user", "subject") and number.isascii() and number.isdigit() and len(number) <= 9:
        if kind == "user":
            where.add(f"a.{column} = (SELECT id FROM subjects WHERE user_id = %s)", int(number))
        else:
            where.add(f"a.{column} = %s", int(number))
        return
    fits = f"%{who.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    found = await rows(
        "SELECT id FROM subjects WHERE name LIKE %s ESCAPE '!' UNION SELECT s.id FROM characters c "
        "JOIN ownerships o ON o.character_id = c.id JOIN subjects s ON s.user_id = o.user_id "
        "WHERE c.name LIKE %s ESCAPE '!' LIMIT %s",
        [fits, fits, MOST_PEOPLE + 1],
    )
    ids = [str(r["id"]) for r in found[:MOST_PEOPLE]]
    where.vague = where.vague or len(found) > MOST_PEOPLE
    where.add(f"a.{column} IN ({', '.join(ids) or 'NULL'})")


# -- lines -------------------------------------------------------------------------------------------------

_LINES = """
    SELECT a.id, a.at, a.face, a.action, a.thing, a.`before` AS was, a.`after` AS became, a.reason, a.correlation,
           s.id AS who_id, s.user_id AS who_user, s.name AS who_name, u.main_id AS who_main,
           w.id AS by_id, w.user_id AS by_user, w.name AS by_name, v.main_id AS by_main
      FROM audit a LEFT JOIN subjects s ON s.id = a.subject_id LEFT JOIN users u ON u.id = s.user_id
      LEFT JOIN subjects w ON w.id = a.actor_id LEFT JOIN users v ON v.id = w.user_id
"""


async def _page(
    where: _Where, before: int | None, after: int | None, per: int, *, most: int = MOST_PAGE
) -> Page:
    per = max(1, min(per, most))
    where = replace(where, parts=list(where.parts), params=list(where.params))
    backwards = after is not None and before is None
    if backwards:
        where.add("a.id > %s", after)
    elif before is not None:
        where.add("a.id < %s", before)
    found = await rows(
        f"{_LINES} WHERE {where.text()} ORDER BY a.id {'ASC' if backwards else 'DESC'} LIMIT {per + 1:d}",
        where.params,
    )
    more = len(found) > per
    found = found[:per][::-1] if backwards else found[:per]
    if not found:
        return Page((), vague=where.vague)
    return Page(
        await _lines(found),
        older=found[-1]["id"] if more or backwards else None,
        newer=found[0]["id"] if (more if backwards else before is not None) else None,
        vague=where.vague,
    )


async def _lines(found: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Lines with the names of all things in them looked up together."""
    read = [(r, things.facts_of(r["was"]), things.facts_of(r["became"])) for r in found]
    wanted = {r["thing"] for r, _, _ in read}
    for _, was, became in read:
        wanted.update(things.references_in(was))
        wanted.update(things.references_in(became))
    names = await things.names_of(wanted)
    return tuple(_line(r, was, became, names) for r, was, became in read)


def _line(row: Mapping[str, Any], was: Any, became: Any, names: Mapping[str, str]) -> Line:
    at = moment(row["at"])
    assert at is not None
    return Line(
        id=row["id"],
        at=at,
        action=row["action"],
        face=row["face"],
        who=_named(row, "who"),
        by=_named(row, "by"),
        thing=row["thing"],
        name=names.get(row["thing"], ""),
        changes=_changes(was, became, names),
        reason=row["reason"],
        correlation=row["correlation"],
        before=was,
        after=became,
    )


def _named(row: Mapping[str, Any], role: str) -> Named | None:
    if row[f"{role}_id"] is None:
        return None
    return Named(row[f"{role}_id"], row[f"{role}_user"], row[f"{role}_name"] or "", row[f"{role}_main"])


def _changes(was: Any, became: Any, names: Mapping[str, str]) -> tuple[Change, ...]:
    """What is different, fact by fact. A list stands for what was taken away (before) and what was added (after)."""
    before, after = ({"": f} if isinstance(f, list) else f or {} for f in (was, became))
    made = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if key in before and key in after and old == new:
            continue
        change = Change(key, things.shown(key, old, names), things.shown(key, new, names))
        if change.before is not None or change.after is not None:
            made.append(change)
    return tuple(made)
