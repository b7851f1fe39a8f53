"""A pretend ESI for rules tests: an implementation of the port over a small world, not a mock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot import clock
from bot.eve.base import (
    Affiliation,
    AffiliationAnswer,
    AllianceFacts,
    CharacterFacts,
    CorporationFacts,
    EveDown,
    FactionFacts,
    Named,
    NamesAnswer,
    NotThere,
    Unchanged,
)


class FakeEsi:
    """Characters, corporations and alliances that tests move about; it counts what it is asked."""

    def __init__(self) -> None:
        self.affiliation: dict[int, Affiliation] = {}
        self.corporations: dict[int, tuple[str, str, int | None]] = {}
        self.alliances: dict[int, tuple[str, str]] = {}
        self.character_names: dict[int, str] = {}
        self.biomassed: set[int] = set()
        self.down = False
        self.asked: list[str] = []

    def put(self, character_id: int, corporation: int, alliance: int | None = None) -> None:
        """Say where a character belongs."""
        self.affiliation[character_id] = Affiliation(character_id, corporation, alliance)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.down:
            raise EveDown("the server is down")

    async def affiliations(self, character_ids: Iterable[int]) -> AffiliationAnswer:
        ids = set(character_ids)
        self._ask("affiliations")
        found = {i: self.affiliation[i] for i in ids if i in self.affiliation}
        return AffiliationAnswer(found, frozenset(ids - set(found)), clock.now() + timedelta(hours=1))

    def _all(self) -> list[Named]:
        return [
            *(Named(i, n, "character") for i, n in self.character_names.items()),
            *(Named(i, c[0], "corporation") for i, c in self.corporations.items()),
            *(Named(i, a[0], "alliance") for i, a in self.alliances.items()),
            Named(500001, "Caldari State", "faction"),
        ]

    async def ids(self, names: Iterable[str]) -> tuple[Named, ...]:
        self._ask("ids")
        wanted = {n.casefold() for n in names}
        return tuple(n for n in self._all() if n.name.casefold() in wanted)

    async def search(
        self, character_id: int, token: str, text: str, categories: Iterable[str]
    ) -> tuple[Named, ...]:
        self._ask(f"search as {character_id} with {token}")
        kinds = set(categories)
        return tuple(n for n in self._all() if text.casefold() in n.name.casefold() and n.category in kinds)

    async def names(self, ids: Iterable[int]) -> NamesAnswer:
        self._ask("names")
        known, ids = {n.id: n for n in self._all()}, set(ids)
        found = {i: known[i] for i in ids if i in known}
        return NamesAnswer(found, frozenset(set(ids) - set(found)))

    async def character(self, character_id: int) -> CharacterFacts:
        self._ask("character")
        if character_id in self.biomassed or character_id not in self.affiliation:
            raise NotThere("character", character_id)
        here = self.affiliation[character_id]
        now = clock.now()
        return CharacterFacts(character_id, "x", here.corporation_id, here.alliance_id, None, now, None, now)

    async def corporation(self, corporation_id: int, etag: str | None = None) -> CorporationFacts | Unchanged:
        self._ask("corporation")
        if corporation_id not in self.corporations:
            raise NotThere("corporation", corporation_id)
        name, ticker, alliance = self.corporations[corporation_id]
        mine = f"{name}|{ticker}|{alliance}"
        until = clock.now() + timedelta(hours=1)
        if etag == mine:
            return Unchanged(mine, until)
        return CorporationFacts(corporation_id, name, ticker, alliance, 10, 1, False, until, mine)

    async def alliance(self, alliance_id: int, etag: str | None = None) -> AllianceFacts | Unchanged:
        self._ask("alliance")
        if alliance_id not in self.alliances:
            raise NotThere("alliance", alliance_id)
        name, ticker = self.alliances[alliance_id]
        return AllianceFacts(
            alliance_id, name, ticker, None, None, False, clock.now() + timedelta(hours=1), name
        )

    async def factions(self) -> tuple[FactionFacts, ...]:
        self._ask("factions")
        return (FactionFacts(500001, "Caldari State", None, 1000180),)
