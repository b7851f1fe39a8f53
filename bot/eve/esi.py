"""ESI, EVE's public facts: typed answers, asked as seldom as its caching rules allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar, overload
from urllib.parse import urlencode

import aiohttp
import msgspec

from bot import clock
from bot.eve.base import (
    Affiliation,
    AffiliationAnswer,
    AllianceCorporations,
    AllianceFacts,
    CharacterFacts,
    CorporationFacts,
    EveDown,
    EveMisconfigured,
    FactionFacts,
    Figures,
    Named,
    NamesAnswer,
    NotThere,
    ServerStatus,
    Unchanged,
)
from bot.eve.downtime import Downtime
from bot.eve.lookup import Lookup
from bot.eve.sheets import Sheet, Sheets
from bot.eve.transport import PATIENCE, TRIES, Call, Refused, Reply, Transport
from bot.eve.wire import (
    WireAffiliation,
    WireAlliance,
    WireCharacter,
    WireCorporation,
    WireFaction,
    WireIds,
    WireName,
    WireStatus,
)

T = TypeVar("T")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GRAIN = timedelta(seconds=1)
"""Expires counts whole seconds: asking within the one it names might still be too early."""
SHORTEST = timedelta(seconds=5)
LARGEST_ID = 2**63 - 1
LONGEST_NAME = 100
MOST_HITS = 100
BAD_KEY = frozenset({400, 404, 422})
"""How ESI refuses a batch because of one key in it."""
ABSENT = frozenset({404})
MISSING: Final = object()
"""Stands in memory for a document that EVE does not have."""
CATEGORIES = {"inventory_types": "inventory_type", "systems": "solar_system"}


class EsiClient:
    """The real `bot.eve.base.Esi`. The session is given and stays the giver's to close."""

    def __init__(
        self, session: aiohttp.ClientSession, *, base_url: str, user_agent: str, patience: float = PATIENCE
    ) -> None:
        self._transport = Transport(session, base_url, user_agent, patience=patience)
        self._downtime = Downtime(lambda: self._status(tries=1))
        self._sheets = Sheets(size=5_000)
        self._affiliations = Lookup(self._ask_affiliations, batch=1_000, size=100_000)
        self._names = Lookup(self._ask_names, batch=1_000, size=20_000)
        self._ids = Lookup(self._ask_ids, batch=500, size=5_000)

    async def affiliations(self, character_ids: Iterable[int]) -> AffiliationAnswer:
        """Where these characters stand; what is still fresh is not asked again."""
        wanted = set(character_ids)
        sane = {key for key in wanted if 0 < key <= LARGEST_ID}
        found = await self._affiliations.get(sane)
        return AffiliationAnswer(found.values, found.unknown | (wanted - sane), found.until)

    async def names(self, ids: Iterable[int]) -> NamesAnswer:
        """The names of any ids."""
        wanted = set(ids)
        sane = {key for key in wanted if 0 < key <= LARGEST_ID}
        found = await self._names.get(sane)
        return NamesAnswer(found.values, found.unknown | (wanted - sane))

    async def ids(self, names: Iterable[str]) -> tuple[Named, ...]:
        """Everything that bears exactly one of these names, whatever their case."""
        found = await self._ids.get({name for name in names if 0 < len(name) <= LONGEST_NAME})
        return tuple(sorted({hit for hits in found.values.values() for hit in hits}, key=lambda hit: hit.id))

    async def search(
        self, character_id: int, token: str, text: str, categories: Iterable[str]
    ) -> tuple[Named, ...]:
        """What bears this text in its name; remembered for as long as ESI does."""
        wanted, kinds = text.casefold(), sorted(set(categories))

        async def fetch(etag: str | None) -> Sheet:
            query = urlencode({"categories": ",".join(kinds), "search": wanted, "strict": "false"})
            route = "/characters/{character_id}/search"
            path = f"{route.format(character_id=character_id)}?{query}"
            call = Call(f"GET {route}", path, etag=etag, character_id=character_id, token=token)
            reply = await self._send(call)
            wires = None if reply.status == 304 else _decode(reply, dict[str, list[int]])
            ids = None if wires is None else tuple(i for kind in kinds for i in wires.get(kind, ()))
            return Sheet(ids, reply.etag, _until(reply, HOUR))

        key = ("search", character_id, wanted, *kinds)
        ids = await self._sheets.get(key, fetch, lambda value, until: value)
        named = await self.names(ids[:MOST_HITS])
        return tuple(sorted(named.found.values(), key=lambda hit: hit.name))

    async def character(self, character_id: int) -> CharacterFacts:
        """A character's sheet. Raises NotThere when it was biomassed or never was."""

        def build(wire: WireCharacter, until: datetime, etag: str | None) -> CharacterFacts:
            return CharacterFacts(
                id=character_id,
                name=wire.name,
                corporation_id=wire.corporation_id,
                alliance_id=wire.alliance_id,
                faction_id=wire.faction_id,
                birthday=wire.birthday,
                security_status=wire.security_status,
                expires_at=until,
            )

        return await self._sheet("character", character_id, WireCharacter, build, lasts=DAY)

    @overload
    async def corporation(self, corporation_id: int, etag: None = None) -> CorporationFacts: ...
    @overload
    async def corporation(self, corporation_id: int, etag: str) -> CorporationFacts | Unchanged: ...
    async def corporation(self, corporation_id: int, etag: str | None = None) -> CorporationFacts | Unchanged:
        """A corporation's sheet, or Unchanged if the etag given is still right. Raises NotThere."""

        def build(wire: WireCorporation, until: datetime, etag: str | None) -> CorporationFacts:
            return CorporationFacts(
                id=corporation_id,
                name=wire.name,
                ticker=wire.ticker,
                alliance_id=wire.alliance_id,
                member_count=wire.member_count,
                ceo_id=wire.ceo_id,
                closed=wire.state == "closed",
                expires_at=until,
                etag=etag,
            )

        return await self._sheet("corporation", corporation_id, WireCorporation, build, etag=etag)

    @overload
    async def alliance(self, alliance_id: int, etag: None = None) -> AllianceFacts: ...
    @overload
    async def alliance(self, alliance_id: int, etag: str) -> AllianceFacts | Unchanged: ...
    async def alliance(self, alliance_id: int, etag: str | None = None) -> AllianceFacts | Unchanged:
        """An alliance's sheet, or Unchanged if the etag given is still right. Raises NotThere."""

        def build(wire: WireAlliance, until: datetime, etag: str | None) -> AllianceFacts:
            return AllianceFacts(
                id=alliance_id,
                name=wire.name,
                ticker=wire.ticker,
                executor_corporation_id=wire.executor_corporation_id,
                faction_id=wire.faction_id,
                closed=wire.executor_corporation_id is None,
                expires_at=until,
                etag=etag,
            )

        return await self._sheet("alliance", alliance_id, WireAlliance, build, etag=etag)

    async def alliance_corporations(self, alliance_id: int) -> AllianceCorporations:
        """Which corporations are in an alliance. Raises NotThere."""

        def build(wire: list[int], until: datetime, etag: str | None) -> AllianceCorporations:
            return AllianceCorporations(alliance_id, frozenset(wire), until)

        return await self._sheet("alliance", alliance_id, list[int], build, part="/corporations")

    async def factions(self) -> tuple[FactionFacts, ...]:
        """All factions."""

        async def fetch(etag: str | None) -> Sheet:
            reply = await self._send(Call("GET /universe/factions", "/universe/factions", etag=etag))
            wires = None if reply.status == 304 else _decode(reply, list[WireFaction])
            return Sheet(
                None if wires is None else tuple(map(_faction, wires)), reply.etag, _until(reply, HOUR)
            )

        return await self._sheets.get("factions", fetch, lambda value, until: value)

    async def status(self) -> ServerStatus:
        """The state of the game server; EveDown while it is not up."""
        return await self._status(TRIES)

    def figures(self) -> Figures:
        """What this client did so far, for metrics and the admin page."""
        memories = (self._sheets, self._affiliations, self._names, self._ids)
        pauses = [self._downtime.quiet_until]
        if (pause := self._transport.budget.pause()) > 0:
            pauses.append(clock.now() + timedelta(seconds=pause))
        return Figures(
            calls=dict(self._transport.calls),
            from_memory=sum(memory.from_memory for memory in memories),
            error_budget=self._transport.budget.remaining,
            buckets=self._transport.buckets.left(),
            paused_until=max((moment for moment in pauses if moment is not None), default=None),
        )

    async def _status(self, tries: int) -> ServerStatus:
        async def fetch(etag: str | None) -> Sheet:
            reply = await self._trust(Call("GET /status", "/status", etag=etag), tries)
            until = _until(reply, timedelta(seconds=30))
            if reply.status == 304:
                return Sheet(None, reply.etag, until)
            wire = _decode(reply, WireStatus)
            status = ServerStatus(wire.players, wire.server_version, wire.start_time, wire.vip, until)
            return Sheet(status, reply.etag, until)

        return await self._sheets.get("status", fetch, _renewed)

    async def _sheet(
        self,
        kind: str,
        id: int,
        wire: type[T],
        build: Callable[[T, datetime, str | None], Any],
        *,
        part: str = "",
        lasts: timedelta = HOUR,
        etag: str | None = None,
    ) -> Any:
        """One document about one thing. That there is none is remembered as well: a 404 costs us."""
        if not 0 < id <= LARGEST_ID:
            raise NotThere(kind, id)

        async def fetch(etag: str | None) -> Sheet:
            route = f"GET /{kind}s/{{{kind}_id}}{part}"
            try:
                reply = await self._send(Call(route, f"/{kind}s/{id}{part}", etag=etag), missing=ABSENT)
            except Refused:
                return Sheet(MISSING, None, clock.now() + HOUR)
            until = _until(reply, lasts)
            if reply.status == 304:
                return Sheet(None, reply.etag or etag, until)
            return Sheet(build(_decode(reply, wire), until, reply.etag), reply.etag, until)

        found = await self._sheets.get((kind, id, part), fetch, _renewed, etag)
        if found is MISSING:
            raise NotThere(kind, id)
        return found

    async def _ask_affiliations(self, ids: Sequence[int]) -> tuple[Mapping[int, Affiliation], datetime]:
        reply = await self._batch("POST /characters/affiliation", "/characters/affiliation", ids)
        wires = _decode(reply, list[WireAffiliation])
        found = {
            wire.character_id: Affiliation(
                wire.character_id, wire.corporation_id, wire.alliance_id, wire.faction_id
            )
            for wire in wires
        }
        return found, _until(reply, HOUR)

    async def _ask_names(self, ids: Sequence[int]) -> tuple[Mapping[int, Named], datetime]:
        reply = await self._batch("POST /universe/names", "/universe/names", ids)
        wires = _decode(reply, list[WireName])
        return {wire.id: Named(wire.id, wire.name, wire.category) for wire in wires}, _until(reply, HOUR)

    async def _ask_ids(self, names: Sequence[str]) -> tuple[Mapping[str, tuple[Named, ...]], datetime]:
        reply = await self._batch("POST /universe/ids", "/universe/ids", names)
        hits: dict[str, list[Named]] = {}
        for group, wires in msgspec.structs.asdict(_decode(reply, WireIds)).items():
            category = CATEGORIES.get(group, group.removesuffix("s"))
            for wire in wires:
                hits.setdefault(wire.name.casefold(), []).append(Named(wire.id, wire.name, category))
        found = {name: tuple(hits[name.casefold()]) for name in names if name.casefold() in hits}
        return found, _until(reply, HOUR)

    async def _batch(self, route: str, path: str, keys: Sequence[int] | Sequence[str]) -> Reply:
        return await self._send(Call(route, path, body=msgspec.json.encode(keys)), missing=BAD_KEY)

    async def _send(self, call: Call, *, missing: frozenset[int] = frozenset()) -> Reply:
        await self._downtime.gate()
        return await self._trust(call, TRIES, missing)

    async def _trust(self, call: Call, tries: int, missing: frozenset[int] = frozenset()) -> Reply:
        """Ask. A refusal is raised as it is if its status says that something is `missing`; any other is
        about ourselves."""
        try:
            return await self._transport.send(call, tries=tries)
        except Refused as refused:
            if refused.status in missing:
                raise
            raise EveMisconfigured(f"{call.route}: {refused}") from refused


def _decode(reply: Reply, wire: type[T]) -> T:
    try:
        return msgspec.json.decode(reply.body, type=wire)
    except msgspec.DecodeError as fault:
        raise EveDown(f"an answer that cannot be read: {fault}") from fault


def _until(reply: Reply, lasts: timedelta) -> datetime:
    """When an answer may be asked for again; `lasts` is what the route is known for if nothing is said."""
    now = clock.now()
    stated = now + lasts if reply.expires_at is None else reply.expires_at + GRAIN
    return max(stated, now + SHORTEST)


def _renewed(value: Any, until: datetime) -> Any:
    return value if value is MISSING else replace(value, expires_at=until)


def _faction(wire: WireFaction) -> FactionFacts:
    return FactionFacts(wire.faction_id, wire.name, wire.corporation_id, wire.militia_corporation_id)
