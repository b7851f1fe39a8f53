"""Who may what, and through what: counts for every permission, the holders of one, everything one person holds.

For auditors. A bounded number of statements whatever the number of people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.database import rows
from bot.errors import NotFound
from bot.rules.access import VOCABULARY, Actor, Source, Through
from bot.rules.audit import AUDIT

PAGE, MOST_PAGE, SLICE = 50, 500, 500


@dataclass(frozen=True, slots=True)
class Count:
    """How many hold a permission: directly, through groups and through states, each counted for itself.

    Only active people count. A permission that no feature declares any more is not `known`.
    """

    codename: str
    allows: str
    known: bool
    users: int = 0
    groups: int = 0
    group_people: int = 0
    states: int = 0
    state_people: int = 0

    @property
    def app(self) -> str:
        return self.codename.partition(".")[0]

    @property
    def applied(self) -> bool:
        return bool(self.users or self.groups or self.states)


@dataclass(frozen=True, slots=True)
class Overview:
    """Every permission with its counts; besides: how many hold everything, and how many accounts hold nothing."""

    counts: tuple[Count, ...]
    superusers: int
    inactive: int


@dataclass(frozen=True, slots=True)
class Gate:
    """One source of a permission, and how many active people have it through this one."""

    source: Source
    people: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a list of holders, or whose rights are looked at."""

    user_id: int
    name: str
    main_id: int | None
    corporation: str
    ticker: str
    state_id: int
    state: str
    active: bool
    superuser: bool
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Holders:
    """A page of those who hold a permission. `total` counts each person once, `fit` those that were asked for."""

    permission: str
    allows: str
    known: bool
    gates: tuple[Gate, ...]
    total: int
    inactive: int
    fit: int
    people: tuple[Person, ...]

    def through(self, way: Through | str) -> int:
        """How many people hold it this way, somebody in two such groups twice."""
        return sum(g.people for g in self.gates if g.source.through == way)


@dataclass(frozen=True, slots=True)
class Holding:
    """One permission of a person, with everything that gives it to them."""

    codename: str
    allows: str
    known: bool
    sources: tuple[Source, ...]

    @property
    def app(self) -> str:
        return self.codename.partition(".")[0]

    @property
    def hangs_on_one(self) -> bool:
        """Whether taking one thing away takes the permission away."""
        return len(self.sources) == 1


@dataclass(frozen=True, slots=True)
class Rights:
    """Everything a person holds; of somebody inactive, what they would hold."""

    person: Person
    holdings: tuple[Holding, ...]


def _allows(codename: str) -> tuple[str, bool]:
    found = VOCABULARY.get(codename)
    return (found.allows, True) if found else ("", False)


# -- all permissions ---------------------------------------------------------------------------------------


async def overview(actor: Actor, *, everything: bool = False) -> Overview:
    """Counts for every permission that somebody or something holds; with `everything` for the whole vocabulary.

    Five statements. Raises Forbidden.
    """
    actor.must(AUDIT)
    users = await _counts(
        "SELECT g.permission, COUNT(*) AS people FROM user_grants g JOIN users u ON u.id = g.user_id "
        "WHERE u.is_active = 1 GROUP BY g.permission"
    )
    groups = await _counts("SELECT permission, COUNT(*) AS people FROM group_grants GROUP BY permission")
    members = await _counts(
        "SELECT g.permission, COUNT(DISTINCT m.user_id) AS people FROM group_grants g JOIN memberships m "
        "ON m.group_id = g.group_id JOIN users u ON u.id = m.user_id WHERE u.is_active = 1 GROUP BY g.permission"
    )
    states = await rows(
        "SELECT g.permission, COUNT(*) AS states, COALESCE(SUM(n.people), 0) AS people FROM state_grants g LEFT JOIN "
        "(SELECT state_id, COUNT(*) AS people FROM users WHERE is_active = 1 GROUP BY state_id) n "
        "ON n.state_id = g.state_id GROUP BY g.permission"
    )
    of_states = {r["permission"]: (int(r["states"]), int(r["people"])) for r in states}
    (all_,) = await rows(
        "SELECT COALESCE(SUM(CASE WHEN is_active = 1 AND is_superuser = 1 THEN 1 ELSE 0 END), 0) AS superusers, "
        "COALESCE(SUM(CASE WHEN is_active = 1 THEN 0 ELSE 1 END), 0) AS inactive FROM users"
    )
    names = {*users, *groups, *of_states, *(VOCABULARY if everything else ())}
    counts = [
        Count(
            name,
            *_allows(name),
            users.get(name, 0),
            groups.get(name, 0),
            members.get(name, 0),
            *of_states.get(name, (0, 0)),
        )
        for name in sorted(names)
    ]
    kept = tuple(c for c in counts if everything or c.applied)
    return Overview(kept, int(all_["superusers"]), int(all_["inactive"]))


async def _counts(sql: str) -> dict[str, int]:
    return {r["permission"]: int(r["people"]) for r in await rows(sql)}


# -- one permission ----------------------------------------------------------------------------------------

_PERSON = """
    SELECT u.id, s.name, u.main_id, k.name AS corporation, k.ticker, u.state_id, t.name AS state,
           u.is_active, u.is_superuser
      FROM users u JOIN subjects s ON s.user_id = u.id JOIN states t ON t.id = u.state_id
      LEFT JOIN characters c ON c.id = u.main_id LEFT JOIN corporations k ON k.id = c.corporation_id
"""


async def holders(
    actor: Actor, codename: str, *, through: str = "", q: str = "", start: int = 0, per: int = PAGE
) -> Holders:
    """Who holds a permission, by name, each with every source. Five statements. Raises Forbidden, NotFound.

    `through`: only those who hold it by "state:3", "group:5", "user" or "superuser"; `q`: only names that contain it.
    """
    actor.must(AUDIT)
    giving = await gates(codename)
    allows, known = _allows(codename)
    if not known and not any(
        g.source.through is not Through.SUPERUSER for g in giving if g.source.id or g.people
    ):
        raise NotFound("grant.no_such_permission", permission=codename)
    held, params = _held(codename, giving)
    wanted, more = _asked(codename, through, q)
    (count,) = await rows(
        f"SELECT COUNT(CASE WHEN u.is_active = 1 THEN 1 END) AS total, COUNT(CASE WHEN u.is_active = 1 THEN NULL "
        f"ELSE 1 END) AS inactive, COUNT(CASE WHEN u.is_active = 1 AND {wanted} THEN 1 END) AS fit "
        f"FROM users u JOIN subjects s ON s.user_id = u.id WHERE {held}",
        [*more, *params],
    )
    found = await rows(
        f"{_PERSON} WHERE u.is_active = 1 AND {held} AND {wanted} ORDER BY s.name, u.id LIMIT %s OFFSET %s",
        [*params, *more, max(1, min(per, MOST_PAGE)), max(0, start)],
    )
    people = await _with_sources(codename, giving, found)
    totals = (int(count["total"]), int(count["inactive"]), int(count["fit"]))
    return Holders(codename, allows, known, giving, *totals, people)


async def export(actor: Actor, codename: str) -> AsyncIterator[tuple[Person, ...]]:
    """Everybody who holds a permission, in slices in the order of their accounts."""
    actor.must(AUDIT)
    giving = await gates(codename)
    held, params = _held(codename, giving)
    last = 0
    while found := await rows(
        f"{_PERSON} WHERE u.is_active = 1 AND {held} AND u.id > %s ORDER BY u.id LIMIT {SLICE}",
        [*params, last],
    ):
        yield await _with_sources(codename, giving, found)
        last = found[-1]["id"]


HEADS = ("user", "name", "corporation", "state", "sources")


def as_row(person: Person) -> tuple[str, ...]:
    """A holder as a row of an export, which does not change with the language."""
    ways = "; ".join(f"{s.through.value}:{s.name}" if s.name else s.through.value for s in person.sources)
    return (str(person.user_id), person.name, person.corporation, person.state, ways)


async def gates(codename: str) -> tuple[Gate, ...]:
    """Everything that gives a permission, with the number of active people behind each; one statement.

    Asks for no right: rules call it.
    """
    found = await rows(
        "SELECT 'state' AS through, t.id, t.name, COUNT(u.id) AS people FROM state_grants g "
        "JOIN states t ON t.id = g.state_id LEFT JOIN users u ON u.state_id = t.id AND u.is_active = 1 "
        "WHERE g.permission = %s GROUP BY t.id, t.name "
        "UNION ALL SELECT 'group', r.id, r.name, COUNT(u.id) FROM group_grants g JOIN `groups` r ON r.id = g.group_id "
        "LEFT JOIN memberships m ON m.group_id = r.id LEFT JOIN users u ON u.id = m.user_id AND u.is_active = 1 "
        "WHERE g.permission = %s GROUP BY r.id, r.name "
        "UNION ALL SELECT 'user', NULL, '', COUNT(*) FROM user_grants g JOIN users u ON u.id = g.user_id "
        "AND u.is_active = 1 WHERE g.permission = %s "
        "UNION ALL SELECT 'superuser', NULL, '', COUNT(*) FROM users WHERE is_active = 1 AND is_superuser = 1",
        [codename] * 3,
    )
    made = [Gate(Source(Through(r["through"]), r["id"], r["name"]), int(r["people"])) for r in found]
    return tuple(sorted(made, key=lambda g: (-g.people, g.source.name)))


def _ids(giving: Iterable[Gate], way: Through) -> str:
    return ", ".join(str(g.source.id) for g in giving if g.source.through is way) or "NULL"


def _held(codename: str, giving: Iterable[Gate]) -> tuple[str, list[Any]]:
    """The condition that `u` has a source, whether active or not."""
    giving = list(giving)
    return (
        f"(u.is_superuser = 1 OR u.state_id IN ({_ids(giving, Through.STATE)}) OR u.id IN (SELECT user_id FROM "
        f"memberships WHERE group_id IN ({_ids(giving, Through.GROUP)})) "
        "OR u.id IN (SELECT user_id FROM user_grants WHERE permission = %s))",
        [codename],
    )


def _asked(codename: str, through: str, q: str) -> tuple[str, list[Any]]:
    """The condition for the part of the holders that is wanted."""
    parts, params = ["1 = 1"], []
    way, _, number = through.partition(":")
    if way == Through.USER:
        parts.append("u.id IN (SELECT user_id FROM user_grants WHERE permission = %s)")
        params.append(codename)
    elif way == Through.SUPERUSER:
        parts.append("u.is_superuser = 1")
    elif way in (Through.STATE, Through.GROUP) and number.isascii() and number.isdigit() and len(number) <= 9:
        in_group = f"u.id IN (SELECT user_id FROM memberships WHERE group_id = {int(number)})"
        parts.append(f"u.state_id = {int(number)}" if way == Through.STATE else in_group)
    if q:
        parts.append("s.name LIKE %s ESCAPE '!'")
        params.append(f"%{q.replace('!', '!!').replace('%', '!%').replace('_', '!_')[:64]}%")
    return " AND ".join(parts), params


async def _with_sources(
    codename: str, giving: Iterable[Gate], found: list[dict[str, Any]]
) -> tuple[Person, ...]:
    """People of a page with all their sources: one statement."""
    by_id = {(g.source.through, g.source.id): g.source for g in giving}
    ids = ", ".join(str(r["id"]) for r in found)
    have: dict[int, list[Source]] = defaultdict(list)
    for row in found:
        if row["is_superuser"]:
            have[row["id"]].append(Source(Through.SUPERUSER))
        if state := by_id.get((Through.STATE, row["state_id"])):
            have[row["id"]].append(state)
    for r in (
        await rows(
            f"SELECT user_id, group_id FROM memberships WHERE user_id IN ({ids}) "
            f"AND group_id IN ({_ids(giving, Through.GROUP)}) UNION ALL "
            f"SELECT user_id, NULL FROM user_grants WHERE user_id IN ({ids}) AND permission = %s",
            [codename],
        )
        if ids
        else []
    ):
        way = (Through.GROUP, r["group_id"]) if r["group_id"] else (Through.USER, None)
        have[r["user_id"]].append(by_id[way])
    return tuple(_person(r, tuple(have[r["id"]])) for r in found)


def _person(row: Mapping[str, Any], sources: tuple[Source, ...] = ()) -> Person:
    return Person(
        user_id=row["id"],
        name=row["name"],
        main_id=row["main_id"],
        corporation=row["corporation"] or "",
        ticker=row["ticker"] or "",
        state_id=row["state_id"],
        state=row["state"],
        active=bool(row["is_active"]),
        superuser=bool(row["is_superuser"]),
        sources=sources,
    )


# -- one person --------------------------------------------------------------------------------------------


async def person(user_id: int) -> Person:
    """Somebody as the audit names them; one statement. Raises NotFound. Asks for no right: rules call it."""
    found = await rows(f"{_PERSON} WHERE u.id = %s", [user_id])
    if not found:
        raise NotFound("account.no_such", id=user_id)
    return _person(found[0])


async def rights(actor: Actor, user_id: int) -> Rights:
    """Everything somebody holds, with every source; two statements. Raises Forbidden, NotFound."""
    actor.must(AUDIT)
    who = await person(user_id)
    found = await rows(
        "SELECT g.permission, 'state' AS through, t.id, t.name FROM users u JOIN states t ON t.id = u.state_id "
        "JOIN state_grants g ON g.state_id = t.id WHERE u.id = %s "
        "UNION ALL SELECT g.permission, 'group', r.id, r.name FROM memberships m JOIN `groups` r ON r.id = m.group_id "
        "JOIN group_grants g ON g.group_id = r.id WHERE m.user_id = %s "
        "UNION ALL SELECT permission, 'user', NULL, '' FROM user_grants WHERE user_id = %s",
        [user_id] * 3,
    )
    have: dict[str, list[Source]] = defaultdict(list)
    if who.superuser:
        have.update({name: [Source(Through.SUPERUSER)] for name in VOCABULARY})
    for r in found:
        have[r["permission"]].append(Source(Through(r["through"]), r["id"], r["name"]))
    return Rights(who, tuple(Holding(name, *_allows(name), tuple(have[name])) for name in sorted(have)))


async def sources(user_id: int, codename: str) -> list[Source]:
    """Through what somebody holds a permission, or would if they were not shut out; one statement.

    `access.explain` says what counts now. Asks for no right: rules call it.
    """
    found = await rows(
        "SELECT 'superuser' AS through, NULL AS id, '' AS name FROM users WHERE id = %s AND is_superuser = 1 "
        "UNION ALL SELECT 'state', t.id, t.name FROM users u JOIN states t ON t.id = u.state_id "
        "JOIN state_grants g ON g.state_id = t.id WHERE u.id = %s AND g.permission = %s "
        "UNION ALL SELECT 'group', r.id, r.name FROM memberships m JOIN `groups` r ON r.id = m.group_id "
        "JOIN group_grants g ON g.group_id = r.id WHERE m.user_id = %s AND g.permission = %s "
        "UNION ALL SELECT 'user', NULL, '' FROM user_grants WHERE user_id = %s AND permission = %s",
        [user_id, *[user_id, codename] * 3],
    )
    return [Source(Through(r["through"]), r["id"], r["name"]) for r in found]
