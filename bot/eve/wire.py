"""The answers of ESI as they come over the wire: only what we read, so that new fields and values do no harm."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class WireAffiliation(Struct):
    character_id: int
    corporation_id: int
    alliance_id: int | None = None
    faction_id: int | None = None


class WireName(Struct):
    id: int
    name: str
    category: str


class WireId(Struct):
    id: int
    name: str


class WireIds(Struct):
    agents: list[WireId] = []
    alliances: list[WireId] = []
    characters: list[WireId] = []
    constellations: list[WireId] = []
    corporations: list[WireId] = []
    factions: list[WireId] = []
    inventory_types: list[WireId] = []
    regions: list[WireId] = []
    stations: list[WireId] = []
    systems: list[WireId] = []


class WireCharacter(Struct):
    name: str
    corporation_id: int
    birthday: datetime
    alliance_id: int | None = None
    faction_id: int | None = None
    security_status: float | None = None


class WireCorporation(Struct):
    name: str
    ticker: str
    member_count: int
    alliance_id: int | None = None
    ceo_id: int | None = None
    state: str = "active"


class WireAlliance(Struct):
    name: str
    ticker: str
    executor_corporation_id: int | None = None
    faction_id: int | None = None


class WireFaction(Struct):
    faction_id: int
    name: str
    corporation_id: int | None = None
    militia_corporation_id: int | None = None


class WireStatus(Struct):
    players: int
    server_version: str
    start_time: datetime
    vip: bool = False
