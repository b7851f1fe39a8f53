"""Who is in a group, for those who decide about it: who leads, until when, who is about to leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.database import dialect, moment, rows
from bot.errors import ConcordError, Invalid, no_such
from bot.rules import ruled, tenure
from bot.rules.groups import must_decide, remove

if TYPE_CHECKING:
    from bot.rules.access import Actor
    from models.groups import Group


@dataclass(frozen=True, slots=True)
class Fellow:
    """One member of a group."""

    user_id: int
    name: str
    main_id: int | None
    corporation: str
    alliance: str
    state: str
    since: datetime | None
    until: datetime | None
    leaving_at: datetime | None  # grace: no longer entitled, out by then
    leading: bool
    active: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """A page of a group's members, and how many there are that fit."""

    group: Group
    count: int
    fellows: tuple[Fellow, ...]
    rule: str  # in words; empty if people decide who is in


async def roster(actor: Actor, group_id: int, find: str = "", *, start: int = 0, limit: int = 50) -> Roster:
    """Members by name, those first who lead; `find` is part of a name, a corporation or an alliance.

    For who decides about the group; internal ones for who changes groups. Raises Forbidden, NotFound.
    """
    group = await must_decide(actor, group_id)
    safe = find.strip()[:64].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    like = " OR ".join(
        f"{column} LIKE %s ESCAPE '!'" for column in ("b.name", "o.name", "o.ticker", "l.name")
    )
    where = f"m.group_id = %s AND ({like})" if safe else "m.group_id = %s"
    params = [group_id, *[f"%{safe}%"] * 4] if safe else [group_id]
    total = await rows(f"SELECT COUNT(*) AS n {_FROM} WHERE {where}", params)
    found = await rows(
        "SELECT m.user_id, b.name, u.main_id, u.is_active, o.name AS corporation, l.name AS alliance, "
        f"s.name AS state, m.since, m.until, m.leaving_at, {_LEADING} AS led {_FROM} WHERE {where} "
        "ORDER BY led DESC, b.name LIMIT %s OFFSET %s",
        [*[group_id] * 2, *params, limit, start],
    )
    return Roster(
        group,
        total[0]["n"],
        tuple(
            Fellow(
                r["user_id"],
                r["name"] or "",
                r["main_id"],
                r["corporation"] or "",
                r["alliance"] or "",
                r["state"],
                moment(r["since"]),
                moment(r["until"]),
                moment(r["leaving_at"]),
                bool(r["led"]),
                bool(r["is_active"]),
            )
            for r in found
        ),
        await ruled.sentence_of(group, actor.language),
    )


MOST = 100_000
HEADS = ("pilot", "corporation", "alliance", "state", "since", "until", "leader")


async def everybody(actor: Actor, group_id: int) -> list[tuple[str, ...]]:
    """All members as lines of a file under HEADS. Raises Forbidden, NotFound."""
    found = await roster(actor, group_id, limit=MOST)
    return [_line(f) for f in found.fellows]


def _line(fellow: Fellow) -> tuple[str, ...]:
    times = (fellow.since, fellow.until)
    since, until = (t.isoformat(timespec="seconds") if t else "" for t in times)
    leads = "yes" if fellow.leading else ""
    return fellow.name, fellow.corporation, fellow.alliance, fellow.state, since, until, leads


_FROM = (
    "FROM memberships m JOIN users u ON u.id = m.user_id JOIN states s ON s.id = u.state_id "
    "LEFT JOIN subjects b ON b.user_id = u.id LEFT JOIN characters c ON c.id = u.main_id "
    "LEFT JOIN corporations o ON o.id = c.corporation_id LEFT JOIN alliances l ON l.id = c.alliance_id"
)
_LEADING = (
    "(EXISTS (SELECT 1 FROM group_leaders x WHERE x.group_id = %s AND x.user_id = m.user_id) OR EXISTS "
    "(SELECT 1 FROM group_leader_groups y JOIN memberships z ON z.group_id = y.leaders_id "
    "WHERE y.group_id = %s AND z.user_id = m.user_id))"
)


async def named(actor: Actor, group_id: int, user_ids: list[int]) -> list[tuple[int, str]]:
    """Which of these people are in the group, by name; for the question before an act."""
    await must_decide(actor, group_id)
    ids = ", ".join(map(str, user_ids)) or "NULL"
    found = await rows(
        "SELECT m.user_id, b.name FROM memberships m LEFT JOIN subjects b ON b.user_id = m.user_id "
        f"WHERE m.group_id = %s AND m.user_id IN ({ids}) ORDER BY b.name",
        [group_id],
    )
    return [(r["user_id"], r["name"] or "") for r in found]


MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Many:
    """What came of an act on many members: how many it was done to, and the error that says why not for each other."""

    done: int
    failed: tuple[ConcordError, ...]


async def take_out(actor: Actor, group_id: int, user_ids: Iterable[int]) -> Many:
    """Take many out, each by itself: who has left meanwhile does not hold up the others. Raises Forbidden, Invalid."""
    return await _each(actor, group_id, user_ids, lambda u: remove(actor, group_id, u))


async def set_until(actor: Actor, group_id: int, user_ids: Iterable[int], until: datetime | None) -> Many:
    """Set for many until when they are in, likewise."""
    return await _each(actor, group_id, user_ids, lambda u: tenure.set_until(actor, group_id, u, until))


async def _each(
    actor: Actor, group_id: int, user_ids: Iterable[int], act: Callable[[int], Awaitable[object]]
) -> Many:
    await must_decide(actor, group_id)
    ids, done = list(dict.fromkeys(user_ids)), 0
    if len(ids) > MOST_AT_ONCE:
        raise Invalid("group.too_many_members", maximum=MOST_AT_ONCE)
    failed: list[ConcordError] = []
    for user_id in ids:
        try:
            await act(user_id)
            done += 1
        except ConcordError as e:
            failed.append(e)
    return Many(done, tuple(failed))


async def pilot(actor: Actor, group_id: int, text: str) -> int:
    """The account of a pilot whom a leader names in full, by any of their characters. Raises NotFound."""
    await must_decide(actor, group_id)
    found = await rows(
        "SELECT DISTINCT o.user_id FROM ownerships o JOIN characters c ON c.id = o.character_id "
        f"WHERE {character_name()} = %s",
        [" ".join(text.split())[:64]],
    )
    if len(found) != 1:
        raise no_such("pilot", text)
    return int(found[0]["user_id"])


def character_name() -> str:
    """SQL for a character's name, compared whatever its case, as people type it."""
    return "c.name COLLATE NOCASE" if dialect() == "sqlite" else "c.name"
