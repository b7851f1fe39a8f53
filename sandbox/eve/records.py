"""What exists in the pretend New Eden: characters, corporations, alliances, factions, accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

DOOMHEIM = 1_000_001  # where biomassed characters go


class UnknownInEve(LookupError):
    """No such character, corporation, alliance or account."""


@dataclass(frozen=True)
class Stay:
    """One line of a character's employment history."""

    record_id: int
    corporation_id: int
    start: datetime


@dataclass(frozen=True)
class Place:
    """Where a pilot is: in space, or docked in a station or a structure."""

    solar_system_id: int = 30_000_142
    station_id: int | None = 60_003_760
    structure_id: int | None = None


@dataclass(frozen=True)
class Ship:
    """What a pilot sits in."""

    type_id: int = 670  # a capsule
    name: str = "Capsule"
    item_id: int = 1_000_000_000_001


@dataclass
class Life:
    """What only a token shows of a pilot."""

    place: Place = Place()
    ship: Ship = Ship()
    online: bool = False
    logins: int = 0
    last_login: datetime | None = None
    last_logout: datetime | None = None
    roles: set[str] = field(default_factory=set)
    title_ids: set[int] = field(default_factory=set)
    notifications: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Contact:
    """A standing that somebody set."""

    contact_id: int
    kind: str
    standing: float


@dataclass(frozen=True)
class Killmail:
    """One loss: ESI's body, and the hash that opens it."""

    id: int
    hash: str
    time: datetime
    body: dict[str, Any]
    value: float

    @property
    def parties(self) -> set[int]:
        """Characters and corporations that have it in their lists."""
        sides = [self.body["victim"], *self.body["attackers"]]
        return {side[key] for side in sides for key in ("character_id", "corporation_id") if key in side}


@dataclass
class Structure:
    """An Upwell structure. ``guests`` are characters, corporations and alliances on its access list; None: everybody."""

    id: int
    name: str
    owner_id: int
    type_id: int
    solar_system_id: int
    guests: set[int] | None = None
    state: str = "shield_vulnerable"
    timer_end: datetime | None = None
    fuel_expires: datetime | None = None
    services: dict[str, str] = field(default_factory=dict)


@dataclass
class Seat:
    """A pilot's place in a fleet."""

    joined: datetime
    role: str = "squad_member"
    wing_id: int = -1
    squad_id: int = -1


@dataclass
class Fleet:
    """A fleet; only its boss may read it."""

    id: int
    boss_id: int
    seats: dict[int, Seat] = field(default_factory=dict)
    wings: dict[int, tuple[str, dict[int, str]]] = field(default_factory=dict)
    motd: str = ""
    free_move: bool = False


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
    life: Life = field(default_factory=Life)


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
    titles: dict[int, str] = field(default_factory=dict)


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
