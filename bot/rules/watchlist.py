"""The watch list: characters, corporations and alliances with notes; staff hear when one of them turns up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.database import moment, retried, rows, transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.rules import audit
from bot.rules.access import STAFF, Actor
from bot.rules.queue import DISCORD, enqueue
from bot.rules.staff import tell_staff
from models.states import EntityKind
from models.watchlist import Sighting, Watched

KINDS = (EntityKind.CHARACTER, EntityKind.CORPORATION, EntityKind.ALLIANCE)
SIGNED_IN, ASKED, MOVED = "signed_in", "asked", "moved"
QUIET = timedelta(days=7)
"""The same one doing the same again is no news for so long."""
LONGEST_NOTE = 500
SLICE = 5000
_MATCH = (
    "((w.kind = 'character' AND w.entity_id = c.id) OR (w.kind = 'corporation' AND w.entity_id = c.corporation_id) "
    "OR (w.kind = 'alliance' AND w.entity_id = c.alliance_id))"
)

Place = tuple[int | None, int | None]
"""A corporation and an alliance."""


# -- seeing ----------------------------------------------------------------------------------------------


async def saw(
    character_ids: Iterable[int], did: str, *, before: Mapping[int, Place] | None = None
) -> frozenset[int]:
    """These characters did something: what of it is watched is written down and told to staff; returns the sightings.

    In the transaction of what they did. With `before` (where they were) only what is new about a place counts.
    One statement when nobody is watched.
    """
    ids, seen = sorted(set(character_ids)), frozenset[int]()
    for start in range(0, len(ids), SLICE):
        those = ", ".join(str(int(i)) for i in ids[start : start + SLICE])
        seen |= await _saw(f"c.id IN ({those})", did, before or {})
    return seen


async def saw_account(user_id: int, did: str) -> frozenset[int]:
    """The same for all characters of an account: who signs in with an alt is still the one who is watched."""
    where = f"c.id IN (SELECT character_id FROM ownerships WHERE user_id = {int(user_id)})"
    return await _saw(where, did, {})


async def _saw(where: str, did: str, before: Mapping[int, Place]) -> frozenset[int]:
    found = await rows(
        "SELECT w.id, w.kind, w.entity_id, w.name, w.note, c.id AS character_id, c.name AS pilot FROM characters c "
        f"JOIN watchlist w ON {_MATCH} WHERE {where} ORDER BY w.id, c.id"
    )
    fresh = [r for r in found if not _was_there(r, before)]
    if fresh:
        fresh = await _news(fresh, did)
    seen: set[int] = set()
    for row in fresh:
        made = await Sighting.create(
            watched_id=row["id"], character_id=row["character_id"], did=did, at=clock.now()
        )
        seen.add(made.id)
        facts = {"pilot": row["pilot"], "watched": row["name"], "note": row["note"] or "–"}
        await tell_staff(f"notice.sighting.{did}", facts, once=f"sighting:{made.id}")
    await enqueue("post.show", [(f"staff:sighting:{i}", "") for i in sorted(seen)], lane=DISCORD)
    return frozenset(seen)


def _was_there(row: Mapping[str, Any], before: Mapping[int, Place]) -> bool:
    """Whether a character was in the watched place before it moved; one that is watched itself is always news."""
    return row["kind"] != EntityKind.CHARACTER and row["entity_id"] in before.get(row["character_id"], ())


async def _news(found: Collection[dict[str, Any]], did: str) -> list[dict[str, Any]]:
    """Those of whom staff have not heard the same lately."""
    lately = await Sighting.filter(
        watched_id__in={r["id"] for r in found}, did=did, at__gt=clock.now() - QUIET
    ).values_list("watched_id", "character_id")
    return [r for r in found if (r["id"], r["character_id"]) not in set(lately)]


# -- the list --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One entry: what, why, since when and by whom; who of us fits it now; when it was last seen."""

    id: int
    kind: EntityKind
    entity_id: int
    name: str
    note: str
    created_at: datetime
    by: str
    people: int
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class WatchPage:
    """A part of the list, and how long all of it is."""

    rows: tuple[WatchRow, ...]
    count: int


_COLUMNS = (
    "SELECT w.id, w.kind, w.entity_id, w.name, w.note, w.created_at, s.name AS made_by, "
    "(SELECT COUNT(DISTINCT o.user_id) FROM characters c JOIN ownerships o ON o.character_id = c.id "
    f"WHERE {_MATCH}) AS people, (SELECT MAX(at) FROM sightings g WHERE g.watched_id = w.id) AS seen_at "
    "FROM watchlist w LEFT JOIN subjects s ON s.id = w.created_by_id "
)


async def entries(actor: Actor, text: str = "", *, start: int = 0, limit: int = 50) -> WatchPage:
    """The watch list by name, as far as name or note contain a text; two statements. Staff only."""
    actor.must(STAFF)
    safe = text.strip()[:100].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    where = "WHERE w.name LIKE %s ESCAPE '!' OR w.note LIKE %s ESCAPE '!'"
    wanted = [f"%{safe}%"] * 2
    count = await rows(f"SELECT COUNT(*) AS n FROM watchlist w {where}", wanted)
    found = await rows(f"{_COLUMNS}{where} ORDER BY w.name, w.id LIMIT %s OFFSET %s", [*wanted, limit, start])
    return WatchPage(tuple(map(_row, found)), int(count[0]["n"]))


async def entry(actor: Actor, watched_id: int) -> WatchRow:
    """One entry. Raises Forbidden unless staff, NotFound."""
    actor.must(STAFF)
    found = await rows(f"{_COLUMNS} WHERE w.id = %s", [watched_id])
    if not found:
        raise NotFound("watchlist.no_such")
    return _row(found[0])


def _row(r: Mapping[str, Any]) -> WatchRow:
    made = moment(r["created_at"])
    assert made is not None, "the column is never empty"
    kind, name = EntityKind(r["kind"]), r["name"] or str(r["entity_id"])
    by, seen = r["made_by"] or "", moment(r["seen_at"])
    return WatchRow(r["id"], kind, r["entity_id"], name, r["note"], made, by, int(r["people"]), seen)


async def about(actor: Actor, user_id: int) -> tuple[tuple[str, str], ...]:
    """What is on the list about an account's characters, as (name, note); nothing for who is not staff."""
    if not actor.may(STAFF) or actor.user_id == user_id:
        return ()
    found = await rows(
        "SELECT DISTINCT w.name, w.note FROM characters c JOIN ownerships o ON o.character_id = c.id "
        f"JOIN watchlist w ON {_MATCH} WHERE o.user_id = %s ORDER BY w.name",
        [user_id],
    )
    return tuple((r["name"], r["note"]) for r in found)


@retried
async def add(actor: Actor, kind: EntityKind, entity_id: int, name: str, note: str) -> int:
    """Put something on the list; returns its id. Who of us fits it already is seen at their next sign-in.

    Raises Forbidden unless staff, Invalid (a faction, no note), Conflict if it is on the list.
    """
    actor.must(STAFF)
    if kind not in KINDS or not 0 < entity_id < 2**53:
        raise Invalid("watchlist.kind")
    async with transaction():
        if await Watched.filter(kind=kind, entity_id=entity_id).exists():
            raise Conflict("watchlist.already", name=name)
        subjects = await audit.subjects_of([actor.user_id] if actor.user_id else [])
        made = await Watched.create(
            kind=kind,
            entity_id=entity_id,
            name=name[:100],
            note=_note(note),
            created_by_id=subjects.get(actor.user_id or 0),
            created_at=clock.now(),
        )
        after = {"name": made.name, "note": made.note}
        await audit.record(actor, [audit.Entry("watchlist.added", thing=_thing(made), after=after)])
    return made.id


@retried
async def edit(actor: Actor, watched_id: int, note: str) -> None:
    """Change a note. Raises Forbidden unless staff, Invalid without one, NotFound."""
    actor.must(STAFF)
    async with transaction():
        found = await _find(watched_id)
        before, after = {"note": found.note}, {"note": _note(note)}
        if before != after:
            await Watched.filter(id=watched_id).update(**after)
            line = audit.Entry("watchlist.edited", thing=_thing(found), before=before, after=after)
            await audit.record(actor, [line])


@retried
async def remove(actor: Actor, watched_id: int) -> str:
    """Take something off the list, with its sightings; returns its name. Raises Forbidden unless staff, NotFound."""
    actor.must(STAFF)
    async with transaction():
        found = await _find(watched_id)
        before = {"name": found.name, "note": found.note}
        await audit.record(actor, [audit.Entry("watchlist.removed", thing=_thing(found), before=before)])
        await found.delete()
    return found.name


def _note(text: str) -> str:
    note = " ".join(text.split())
    if not 1 <= len(note) <= LONGEST_NOTE:
        raise Invalid("watchlist.note", maximum=LONGEST_NOTE)
    return note


def _thing(watched: Watched) -> str:
    return f"{watched.kind.value}:{watched.entity_id}"


async def _find(watched_id: int) -> Watched:
    found = await Watched.filter(id=watched_id).select_for_update().first()
    if found is None:
        raise NotFound("watchlist.no_such")
    return found
