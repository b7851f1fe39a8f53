"""What exists in the pretend New Eden: characters, corporations, alliances, factions, accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

DOOMHEIM = 1_000_001  # where biomassed characters go


class UnknownInEve(LookupError):
    """No such character, corporation, alliance or account."""


@dataclass(frozen=True)
class Stay:
    """One line of a character's employment history."""

    record_id: int
    corporation_id: int
    start: datetime


@dataclass
class Character:
    """A pilot. ``deleted`` is biomassed."""

    id: int
    name: str
    corporation_id: int
    account_id: int
    birthday: datetime
    gender: str
    race_id: int
    bloodline_id: int
    security_status: float
    description: str = ""
    title: str = ""
    deleted: bool = False
    history: list[Stay] = field(default_factory=list)


@dataclass
class Corporation:
    """A corporation of players, or of the game itself (``npc``)."""

    id: int
    name: str
    ticker: str
    founded: datetime
    alliance_id: int | None = None
    ceo_id: int | None = None
    faction_id: int | None = None
    npc: bool = False
    closed: bool = False
    description: str = ""
    tax: float = 0.1


@dataclass
class Alliance:
    """An alliance; without an executor it is closed."""

    id: int
    name: str
    ticker: str
    founded: datetime
    creator_corporation_id: int
    creator_id: int
    executor_corporation_id: int | None


@dataclass(frozen=True)
class Faction:
    """An empire or other power of the game."""

    id: int
    name: str
    corporation_id: int
    militia_corporation_id: int | None
    home_system_id: int


@dataclass
class Account:
    """A pretend EVE account: who signs in with one of its characters is this person."""

    id: int
    label: str
    character_ids: list[int] = field(default_factory=list)


FACTIONS = [
    Faction(500_001, "Caldari State", 1_000_035, 1_000_180, 30_000_145),
    Faction(500_002, "Minmatar Republic", 1_000_051, 1_000_182, 30_002_544),
    Faction(500_003, "Amarr Empire", 1_000_084, 1_000_179, 30_002_187),
    Faction(500_004, "Gallente Federation", 1_000_120, 1_000_181, 30_004_993),
]
"""The four empires that people fight for."""
