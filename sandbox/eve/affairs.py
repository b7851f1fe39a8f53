"""What pilots do in the pretend New Eden beyond moving house: fly, fight, form fleets, hold office, own structures."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.eve.records import (
    Contact,
    Fleet,
    Killmail,
    Life,
    Place,
    Seat,
    Ship,
    Structure,
    UnknownInEve,
)

if TYPE_CHECKING:
    from sandbox.eve.records import Character, Corporation
    from sandbox.eve.world import Clock


class Affairs:
    """A part of the pretend EVE's world; acts are synchronous, ESI shows them as its caches run out."""

    clock: Clock

    def __init__(self) -> None:
        self.fleets: dict[int, Fleet] = {}
        self.killmails: dict[int, Killmail] = {}
        self.structures: dict[int, Structure] = {}
        self.contacts: defaultdict[int, dict[int, Contact]] = defaultdict(dict)
        """By owner: a character, a corporation or an alliance."""
        self._numbers = {
            "killmail": itertools.count(130_000_001),
            "fleet": itertools.count(1_100_000_000_001),
            "structure": itertools.count(1_040_000_000_001),
            "item": itertools.count(1_050_000_000_001),
            "notification": itertools.count(2_000_000_001),
        }

    if TYPE_CHECKING:

        def character(self, character_id: int) -> Character: ...
        def corporation(self, corporation_id: int) -> Corporation: ...
        def _tell(self, what: str, **facts: Any) -> None: ...

    # Pilots

    def life(self, character_id: int) -> Life:
        """What only a token shows of a pilot; ``UnknownInEve`` if there is none."""
        return self.character(character_id).life

    def fly_to(
        self,
        character_id: int,
        solar_system_id: int,
        *,
        station_id: int | None = None,
        structure_id: int | None = None,
    ) -> None:
        """A pilot is in this system now, in space unless docked."""
        self.life(character_id).place = Place(solar_system_id, station_id, structure_id)

    def board(self, character_id: int, type_id: int, name: str) -> None:
        """A pilot sits in another ship, a new item each time."""
        self.life(character_id).ship = Ship(type_id, name, next(self._numbers["item"]))

    def log_on(self, character_id: int, online: bool = True) -> None:
        """A pilot enters the game, or leaves it."""
        life = self.life(character_id)
        if online and not life.online:
            life.logins, life.last_login = life.logins + 1, self._moment()
        elif life.online and not online:
            life.last_logout = self._moment()
        life.online = online

    def give_roles(self, character_id: int, *roles: str) -> None:
        """A pilot holds exactly these roles in the corporation, such as ``Director`` or ``Station_Manager``."""
        self.life(character_id).roles = set(roles)

    def name_title(self, corporation_id: int, title_id: int, name: str) -> None:
        """Name one of a corporation's titles (powers of two)."""
        self.corporation(corporation_id).titles[title_id] = name

    def give_titles(self, character_id: int, *title_ids: int) -> None:
        """A pilot holds exactly these titles."""
        self.life(character_id).title_ids = set(title_ids)

    def leave_offices(self, character_id: int) -> None:
        """Roles and titles end with the membership."""
        life = self.life(character_id)
        life.roles, life.title_ids = set(), set()

    def notify(
        self,
        character_id: int,
        kind: str,
        text: str,
        *,
        sender_id: int = 1_000_125,
        sender: str = "corporation",
    ) -> int:
        """A notification of the game, its text in YAML; returns its id."""
        made = next(self._numbers["notification"])
        self.life(character_id).notifications.append(
            {
                "notification_id": made,
                "type": kind,
                "text": text,
                "sender_id": sender_id,
                "sender_type": sender,
                "timestamp": self._moment(),
            }
        )
        return made

    def set_standing(self, owner_id: int, contact_id: int, kind: str, standing: float | None) -> None:
        """A character, corporation or alliance sets a contact's standing (-10 to 10), or with None removes it."""
        if standing is None:
            self.contacts[owner_id].pop(contact_id, None)
        else:
            self.contacts[owner_id][contact_id] = Contact(contact_id, kind, standing)

    # Losses

    def kill(
        self,
        victim_id: int,
        attacker_ids: Iterable[int] = (),
        *,
        ship_type_id: int | None = None,
        solar_system_id: int | None = None,
        at: datetime | None = None,
        items: Iterable[Mapping[str, int]] = (),
        value: float = 12_000_000.0,
    ) -> Killmail:
        """A pilot loses the ship that is flown (or another); to attackers, or to the game's own pirates."""
        victim, number = self.character(victim_id), next(self._numbers["killmail"])
        when = (at or self.clock.now()).replace(microsecond=0)
        body: dict[str, Any] = {
            "killmail_id": number,
            "killmail_time": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "solar_system_id": solar_system_id or victim.life.place.solar_system_id,
            "victim": {
                **self._side(victim),
                "damage_taken": 4200,
                "ship_type_id": ship_type_id or victim.life.ship.type_id,
                "items": [dict(item) for item in items],
                "position": {"x": 1.0, "y": 2.0, "z": 3.0},
            },
            "attackers": self._attackers(list(attacker_ids)),
        }
        digest = hashlib.sha1(str(body).encode()).hexdigest()  # noqa: S324 - as long as EVE's
        made = self.killmails[number] = Killmail(number, digest, when, body, value)
        self._tell("ship_lost", character_id=victim_id, killmail_id=number)
        return made

    def _attackers(self, character_ids: list[int]) -> list[dict[str, Any]]:
        if not character_ids:
            return [{"damage_done": 4200, "final_blow": True, "security_status": 0.0, "faction_id": 500_010}]
        return [
            {
                **self._side(self.character(one)),
                "damage_done": 4200 // len(character_ids),
                "final_blow": one == character_ids[0],
                "security_status": self.character(one).security_status,
                "ship_type_id": self.life(one).ship.type_id,
                "weapon_type_id": 2488,
            }
            for one in character_ids
        ]

    def _side(self, pilot: Character) -> dict[str, int]:
        alliance_id = self.corporation(pilot.corporation_id).alliance_id
        side = {"character_id": pilot.id, "corporation_id": pilot.corporation_id}
        return side | ({"alliance_id": alliance_id} if alliance_id else {})

    # Fleets

    def form_fleet(self, boss_id: int, *others: int) -> int:
        """A pilot forms a fleet with one wing and one squad, and is its boss and commander; returns its id."""
        self.leave_fleet(boss_id)
        made = next(self._numbers["fleet"])
        fleet = self.fleets[made] = Fleet(made, boss_id, wings={made + 1: ("Wing 1", {made + 2: "Squad 1"})})
        fleet.seats[boss_id] = Seat(self._moment(), "fleet_commander")
        for one in others:
            self.join_fleet(made, one)
        return made

    def join_fleet(self, fleet_id: int, character_id: int, role: str = "squad_member") -> None:
        """A pilot joins the first squad of a fleet, leaving any other."""
        fleet = self.fleet(fleet_id)
        self.character(character_id)
        self.leave_fleet(character_id)
        wing_id, (_, squads) = next(iter(fleet.wings.items()))
        fleet.seats[character_id] = Seat(self._moment(), role, wing_id, next(iter(squads)))

    def leave_fleet(self, character_id: int) -> None:
        """A pilot leaves; the boss's office goes to the next in line, and the last one ends the fleet."""
        fleet = self.fleet_of(character_id)
        if fleet is None:
            return
        del fleet.seats[character_id]
        if not fleet.seats:
            del self.fleets[fleet.id]
        elif fleet.boss_id == character_id:
            self.pass_boss(fleet.id, next(iter(fleet.seats)))

    def pass_boss(self, fleet_id: int, character_id: int) -> None:
        """Another member is the boss now, the only one who may read the fleet."""
        fleet = self.fleet(fleet_id)
        if character_id not in fleet.seats:
            raise ValueError("the boss of a fleet is one of its members")
        fleet.boss_id = character_id

    def fleet(self, fleet_id: int) -> Fleet:
        """A fleet; ``UnknownInEve`` if there is none."""
        try:
            return self.fleets[fleet_id]
        except KeyError:
            raise UnknownInEve(f"no fleet has the id {fleet_id}") from None

    def fleet_of(self, character_id: int) -> Fleet | None:
        """The fleet that a pilot is in."""
        return next((fleet for fleet in self.fleets.values() if character_id in fleet.seats), None)

    # Structures

    def anchor(
        self,
        owner_id: int,
        name: str,
        *,
        type_id: int = 35_832,
        solar_system_id: int = 30_000_142,
        guests: set[int] | None = None,
        fuel_expires: datetime | None = None,
        services: Mapping[str, str] | None = None,
    ) -> Structure:
        """A corporation puts up a structure (an Astrahus unless said otherwise)."""
        self.corporation(owner_id)
        made = next(self._numbers["structure"])
        self.structures[made] = Structure(
            made,
            name,
            owner_id,
            type_id,
            solar_system_id,
            guests,
            fuel_expires=fuel_expires,
            services=dict(services or {}),
        )
        return self.structures[made]

    def may_dock(self, structure: Structure, character_id: int) -> bool:
        """Whether a pilot is on a structure's access list, which the owner always is."""
        pilot = self.character(character_id)
        home = self.corporation(pilot.corporation_id)
        faces = {pilot.id, home.id, home.alliance_id}
        return structure.guests is None or structure.owner_id in faces or bool(structure.guests & faces)

    def _moment(self) -> datetime:
        return self.clock.now().replace(microsecond=0)
