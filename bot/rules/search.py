"""Finding characters, corporations, alliances and factions by name: those we know first, then through ESI."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot import clock
from bot.database import rows, spawn, upsert
from bot.errors import ConcordError, NotFound, Unavailable
from bot.eve.base import Named, TokenDead, TokenMissing
from bot.rules import tokens
from bot.rules.access import Actor
from bot.rules.outside import outside
from models.characters import Character
from models.organisations import Alliance, Corporation, Faction
from models.states import EntityKind

__all__ = [
    "SCOPE", "Entity", "EntityKind", "Found", "Member",
    "entities", "named", "names_of", "one", "parse", "remember",
]  # fmt: skip

log = logging.getLogger(__name__)

SCOPE = tokens.require("esi-search.search_structures.v1", "scope.search")
"""With it names are found by a part of them; without it EVE finds only whole ones."""
SHORTEST = 3
"""From so many letters EVE is asked."""
LONGEST = 100
MOST = 25
PATIENCE = 1.5
"""Seconds that EVE has: autocompletion must answer within three."""
PER_MINUTE = 120
"""Questions to EVE that all people together may cause; what EVE's client remembers is not counted apart."""

ALL = tuple(EntityKind)
Member = tuple[EntityKind, int]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something of EVE that can be a member of a state. `known`: it has been met here before."""

    kind: EntityKind
    id: int
    name: str
    ticker: str = ""
    known: bool = True

    @property
    def value(self) -> str:
        """How a form or a choice names it; `parse` reads it."""
        return f"{self.kind.value}:{self.id}"

    @property
    def title(self) -> str:
        """Its name with its ticker."""
        return f"{self.name} [{self.ticker}]" if self.ticker else self.name


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. `whole`: EVE was asked as well, and answered."""

    entities: tuple[Entity, ...]
    whole: bool = True


async def entities(actor: Actor, text: str, kinds: Collection[EntityKind] = ALL, limit: int = MOST) -> Found:
    """What bears this name: known ones whose name or ticker begins so, then those that contain it, then EVE's own.

    EVE finds whole names, and parts of names with the token of a character of the actor's that gave the scope.
    When EVE does not answer, the known ones are told, and that it was so. Raises Forbidden for strangers.
    """
    user_id = actor.must_be_someone()
    text = " ".join(text.split())[:LONGEST]
    if not text:
        return Found(())
    known = await _known(text, kinds, limit)
    if len(text) < SHORTEST or len(known) >= limit:
        return Found(tuple(known))
    heard = await _heard(user_id, text, kinds)
    if heard is None:
        return Found(tuple(known), whole=False)
    there = {(e.kind, e.id) for e in known}
    fresh = [
        Entity(kind, n.id, n.name, known=False)
        for n in heard
        if (kind := EntityKind(n.category)) in kinds and (kind, n.id) not in there
    ]
    return Found((*known, *fresh)[:limit])


async def one(actor: Actor, text: str, kinds: Collection[EntityKind] = ALL) -> Entity:
    """What a choice ("corporation:98000001") or a typed name means. Raises NotFound with what is near."""
    if (member := parse(text)) is not None and member[0] in kinds:
        return (await named([member]))[0]
    found = await entities(actor, text, kinds)
    wanted = text.strip().casefold()
    exact = [e for e in found.entities if wanted in (e.name.casefold(), e.ticker.casefold())]
    if len(exact) != 1:
        if not found.whole:
            raise Unavailable("search.outage", text=text[:64])
        near = ", ".join(e.title for e in found.entities[:3])
        if not near:
            raise NotFound("search.nothing_near", text=text[:64])
        raise NotFound("search.nothing", text=text[:64], near=near)
    return exact[0]


def parse(text: str) -> Member | None:
    """The kind and id of a choice; None if it is none."""
    kind, _, number = text.strip().partition(":")
    if kind not in set(EntityKind) or not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    return EntityKind(kind), int(number)


# -- names of what is chosen -----------------------------------------------------------------------------


async def named(members: Iterable[Member]) -> list[Entity]:
    """These things with their names, by name; EVE is asked about those that we have not met."""
    wanted = sorted(set(members))
    found: dict[Member, Entity] = {}
    for kind, (table, ticker) in _TABLES.items():
        ids = ", ".join(str(i) for k, i in wanted if k == kind)
        if ids:
            for r in await rows(f"SELECT id, name, {ticker} AS ticker FROM {table} WHERE id IN ({ids})"):
                if r["name"]:
                    found[kind, r["id"]] = Entity(kind, r["id"], r["name"], r["ticker"])
    missing = [m for m in wanted if m not in found]
    called = await _names(i for _, i in missing)
    for kind, id_ in missing:
        found[kind, id_] = Entity(kind, id_, called.get(id_, f"{kind.value} {id_}"), known=False)
    return sorted(found.values(), key=lambda e: e.name.casefold())


async def names_of(members: Iterable[Member]) -> tuple[str, ...]:
    """How these things are called, with tickers."""
    return tuple(e.title for e in await named(members))


async def remember(members: Iterable[Member]) -> None:
    """Note what was chosen and not met before, so that its name is known and its facts are looked up soon."""
    now = clock.now()
    new = [e for e in await named(members) if not e.known and not e.name.startswith(f"{e.kind.value} ")]
    by_kind = {k: [e for e in new if e.kind is k] for k in EntityKind}
    corporations = [Corporation(id=e.id, name=e.name, due_at=now) for e in by_kind[EntityKind.CORPORATION]]
    alliances = [Alliance(id=e.id, name=e.name, due_at=now) for e in by_kind[EntityKind.ALLIANCE]]
    await upsert(Corporation, corporations, update_fields=["name", "due_at"])
    await upsert(Alliance, alliances, update_fields=["name", "due_at"])
    people = [Character(id=e.id, name=e.name) for e in by_kind[EntityKind.CHARACTER]]
    await upsert(Character, people, update_fields=["name"])
    factions = [Faction(id=e.id, name=e.name) for e in by_kind[EntityKind.FACTION]]
    await upsert(Faction, factions, update_fields=["name"])


# -- what we know ----------------------------------------------------------------------------------------

_TABLES = {
    EntityKind.CORPORATION: ("corporations", "ticker"),
    EntityKind.ALLIANCE: ("alliances", "ticker"),
    EntityKind.CHARACTER: ("characters", "''"),
    EntityKind.FACTION: ("factions", "''"),
}


async def _known(text: str, kinds: Collection[EntityKind], limit: int) -> list[Entity]:
    """Those that begin so before those that contain it; each kind with one statement of at most `limit` rows."""
    safe = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found: list[tuple[bool, Entity]] = []
    for kind, (table, ticker) in _TABLES.items():
        if kind not in kinds:
            continue
        for r in await rows(
            f"SELECT id, name, {ticker} AS ticker, "
            f"CASE WHEN name LIKE %s ESCAPE '!' OR {ticker} LIKE %s ESCAPE '!' THEN 0 ELSE 1 END AS later "
            f"FROM {table} WHERE name LIKE %s ESCAPE '!' OR {ticker} LIKE %s ESCAPE '!' "
            "ORDER BY later, name LIMIT %s",
            [f"{safe}%", f"{safe}%", f"%{safe}%", f"{safe}%", limit],
        ):
            if r["name"]:
                found.append((bool(r["later"]), Entity(kind, r["id"], r["name"], r["ticker"])))
    found.sort(key=lambda f: (f[0], f[1].name.casefold()))
    return [e for _, e in found][:limit]


# -- what EVE knows --------------------------------------------------------------------------------------

_asked: deque[float] = deque(maxlen=PER_MINUTE)


def _may_ask() -> bool:
    now = clock.monotonic()
    if len(_asked) == PER_MINUTE and now - _asked[0] < 60:
        return False
    _asked.append(now)
    return True


async def _heard(user_id: int, text: str, kinds: Collection[EntityKind]) -> list[Named] | None:
    """What EVE finds; None if it does not answer (in time), or is asked too often."""
    if outside.esi is None or not _may_ask():
        return None
    wanted = {k.value for k in kinds}
    try:
        async with asyncio.timeout(PATIENCE):
            searching = await _searching(user_id)
            found = [n for n in await outside.need_esi().ids([text]) if n.category in wanted]
            for character_id in searching:
                # Not cut off by our patience: a renewed token that is not stored would be lost.
                lent = spawn(tokens.Tokens().access_token(character_id, frozenset({SCOPE})), name="search")
                token = await asyncio.shield(lent)
                found += await outside.need_esi().search(character_id, token, text, sorted(wanted))
    except (TokenDead, TokenMissing):
        return found
    except (ConcordError, TimeoutError) as e:
        log.info("EVE was not heard about a name: %s", e)
        return None
    return list(dict.fromkeys(found))


async def _searching(user_id: int) -> list[int]:
    """A character of this person's whose token may search, if there is one."""
    found = await rows(
        "SELECT character_id FROM tokens WHERE user_id = %s AND status = 'valid' AND scopes LIKE %s "
        "ORDER BY character_id LIMIT 1",
        [user_id, f"%{SCOPE}%"],
    )
    return [r["character_id"] for r in found]


async def _names(ids: Iterable[int]) -> dict[int, str]:
    wanted = list(ids)
    if not wanted or outside.esi is None:
        return {}
    try:
        async with asyncio.timeout(PATIENCE):
            return {i: n.name for i, n in (await outside.esi.names(wanted)).found.items()}
    except (ConcordError, TimeoutError) as e:
        log.info("EVE was not heard about ids: %s", e)
        return {}
