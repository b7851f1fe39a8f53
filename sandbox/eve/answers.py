"""The bodies of the pretend ESI's answers, in the shape that the compatibility date asks for."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sandbox.eve.records import DOOMHEIM, UnknownInEve
from sandbox.eve.world import EveWorld

HOME_STATION = 60_003_760
CHARACTER_RESHAPED = "2026-06-09"
CORPORATION_RESHAPED = "2026-07-21"
"""Compatibility dates before which the older shape is served."""


class EsiError(Exception):
    """An answer other than a success."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"error": message}
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def affiliation(eve: EveWorld, character_id: int) -> dict[str, Any]:
    """Where a character is, or where the fault in force says it is."""
    pilot = eve.characters.get(character_id)
    if pilot is None:
        raise EsiError(404, "Character not found")
    lie = eve.lies.get(character_id)
    corporation = eve.corporation(pilot.corporation_id)
    return without_nones(
        character_id=character_id,
        corporation_id=lie.corporation_id if lie else corporation.id,
        alliance_id=lie.alliance_id if lie else corporation.alliance_id,
        faction_id=corporation.faction_id,
    )


def character(eve: EveWorld, character_id: int, date: str) -> dict[str, Any]:
    """A character's public page; 404 once biomassed."""
    pilot = eve.characters.get(character_id)
    if pilot is None or pilot.deleted:
        raise EsiError(404, "Character not found")
    corporation = eve.corporation(pilot.corporation_id)
    body = without_nones(
        alliance_id=corporation.alliance_id,
        birthday=written(pilot.birthday),
        bloodline_id=pilot.bloodline_id,
        corporation_id=corporation.id,
        description=pilot.description,
        faction_id=corporation.faction_id,
        gender=pilot.gender,
        name=pilot.name,
        race_id=pilot.race_id,
        security_status=pilot.security_status,
    )
    if date < CHARACTER_RESHAPED:
        return body | ({"title": pilot.title} if pilot.title else {})
    seed = hashlib.sha256(str(character_id).encode()).digest()
    return body | {
        "achievement_score": int.from_bytes(seed[:2], "big"),
        "corporation_title": pilot.title,
        "character_title_id": str(uuid.UUID(bytes=seed[:16])),
    }


def corporation_history(eve: EveWorld, character_id: int) -> list[dict[str, Any]]:
    """Where a character has been, the newest first."""
    pilot = eve.characters.get(character_id)
    if pilot is None or pilot.deleted:
        raise EsiError(404, "Character not found")
    lines = [
        {"corporation_id": s.corporation_id, "record_id": s.record_id, "start_date": written(s.start)}
        for s in pilot.history
    ]
    return lines[::-1]


def corporation(eve: EveWorld, corporation_id: int, date: str) -> dict[str, Any]:
    """A corporation's public page."""
    firm = eve.corporations.get(corporation_id)
    if firm is None:
        raise EsiError(404, "Corporation not found")
    body = without_nones(
        alliance_id=firm.alliance_id,
        ceo_id=firm.ceo_id or 1,
        creator_id=firm.ceo_id or 1,
        date_founded=written(firm.founded),
        description=firm.description,
        home_station_id=HOME_STATION,
        member_count=0 if corporation_id == DOOMHEIM else len(eve.members[corporation_id]),
        name=firm.name,
        shares=1000,
        ticker=firm.ticker,
        url="",
        war_eligible=not firm.npc,
    )
    if date < CORPORATION_RESHAPED:
        return body | {"tax_rate": firm.tax} | without_nones(faction_id=firm.faction_id)
    return body | without_nones(
        enlisted_faction_id=firm.faction_id,
        friendly_fire="legal",
        state="closed" if firm.closed else "active",
        tax_rates={"isk": firm.tax, "loyalty_point": 0.0},
        type="npc_owned" if firm.npc else "player_owned",
    )


def alliance(eve: EveWorld, alliance_id: int) -> dict[str, Any]:
    """An alliance's public page; without an executor it is closed."""
    union = eve.alliances.get(alliance_id)
    if union is None:
        raise EsiError(404, "Alliance not found")
    return without_nones(
        creator_corporation_id=union.creator_corporation_id,
        creator_id=union.creator_id,
        date_founded=written(union.founded),
        executor_corporation_id=union.executor_corporation_id,
        name=union.name,
        ticker=union.ticker,
    )


def alliance_corporations(eve: EveWorld, alliance_id: int) -> list[int]:
    """The corporations of an alliance."""
    try:
        eve.alliance(alliance_id)
    except UnknownInEve:
        raise EsiError(404, "Alliance not found") from None
    return sorted(firm.id for firm in eve.corporations.values() if firm.alliance_id == alliance_id)


def factions(eve: EveWorld) -> list[dict[str, Any]]:
    """The empires."""
    return [
        without_nones(
            corporation_id=faction.corporation_id,
            description=f"The {faction.name}.",
            faction_id=faction.id,
            is_unique=True,
            militia_corporation_id=faction.militia_corporation_id,
            name=faction.name,
            size_factor=5.0,
            solar_system_id=faction.home_system_id,
            station_count=500,
            station_system_count=200,
        )
        for faction in eve.factions.values()
    ]


def names(eve: EveWorld, ids: list[int]) -> list[dict[str, Any]]:
    """What these ids are called; one unknown id fails them all."""
    kinds: dict[str, Mapping[int, Any]] = {
        "character": eve.characters,
        "corporation": eve.corporations,
        "alliance": eve.alliances,
        "faction": eve.factions,
    }
    found = []
    for wanted in ids:
        kind = next((kind for kind, known in kinds.items() if wanted in known), None)
        if kind is None:
            raise EsiError(404, "Ensure all IDs are valid before resolving.")
        found.append({"category": kind, "id": wanted, "name": kinds[kind][wanted].name})
    return found


def ids(eve: EveWorld, wanted: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Who is called exactly this, letters' case aside; kinds without a find are left out."""
    folded = {name.casefold() for name in wanted}
    kinds: dict[str, Mapping[int, Any]] = {
        "alliances": eve.alliances,
        "characters": eve.characters,
        "corporations": eve.corporations,
        "factions": eve.factions,
    }
    found = {
        kind: [
            {"id": one.id, "name": one.name}
            for one in known.values()
            if one.name.casefold() in folded and not getattr(one, "deleted", False)
        ]
        for kind, known in kinds.items()
    }
    return {kind: rows for kind, rows in found.items() if rows}


def status(eve: EveWorld) -> dict[str, Any]:
    """The cluster: started after today's downtime, or yesterday's."""
    now = eve.clock.now()
    started = datetime.combine(now.date(), time(11, 2, 11), UTC)
    if started > now:
        started -= timedelta(days=1)
    players = 22_000 + now.hour * 311 + now.minute * 7
    return {
        "players": players,
        "server_version": "3650286",
        "start_time": written(started),
        "vip": eve.esi_in_downtime,
    }


def without_nones(**fields: Any) -> dict[str, Any]:
    """ESI leaves out what is not there; it never writes null."""
    return {name: value for name, value in fields.items() if value is not None}


def written(moment: datetime) -> str:
    """A time as ESI writes it, in whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
