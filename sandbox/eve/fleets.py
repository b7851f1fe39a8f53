"""ESI's fleets: a member sees which fleet it is in, only the boss sees the fleet (apis.md 1.3)."""

from __future__ import annotations

from typing import Any

from sandbox.eve.answers import EsiError, without_nones, written
from sandbox.eve.records import Fleet
from sandbox.eve.routing import Answer, Question, Route, cached

GONE = "The fleet does not exist or you don't have access to it!"
NAMES = {
    "fleet_commander": "Fleet Commander",
    "wing_commander": "Wing Commander",
    "squad_commander": "Squad Commander",
    "squad_member": "Squad Member",
}


def _own_fleet(q: Question) -> Answer:
    """The fleet one is in; 404 if none, which costs five tokens."""
    fleet = q.eve.fleet_of(q.asker)
    if fleet is None:
        raise EsiError(404, "Character is not in a fleet")
    seat = fleet.seats[q.asker]
    body = {
        "fleet_id": fleet.id,
        "fleet_boss_id": fleet.boss_id,
        "role": seat.role,
        "wing_id": seat.wing_id,
        "squad_id": seat.squad_id,
    }
    return cached("character_fleet", q.asker, q, lambda: body)


def _led(q: Question) -> Fleet:
    """The fleet of the path, if the token is its boss's; 404 otherwise, whatever the reason."""
    fleet = q.eve.fleets.get(q.numbers["fleet_id"])
    if fleet is None or fleet.boss_id != q.asker:
        raise EsiError(404, GONE)
    return fleet


def _fleet(q: Question) -> Answer:
    fleet = _led(q)

    def make() -> dict[str, Any]:
        return {
            "is_free_move": fleet.free_move,
            "is_registered": False,
            "is_voice_enabled": False,
            "motd": fleet.motd,
        }

    return cached("fleet", (fleet.id, "fleet"), q, make)


def _members(q: Question) -> Answer:
    fleet = _led(q)

    def make() -> list[dict[str, Any]]:
        return [_member(q, fleet, one) for one in fleet.seats]

    return cached("fleet", (fleet.id, "members"), q, make)


def _member(q: Question, fleet: Fleet, character_id: int) -> dict[str, Any]:
    seat, life = fleet.seats[character_id], q.eve.life(character_id)
    boss = " (Boss)" if fleet.boss_id == character_id else ""
    return without_nones(
        character_id=character_id,
        join_time=written(seat.joined),
        role=seat.role,
        role_name=NAMES[seat.role] + boss,
        ship_type_id=life.ship.type_id,
        solar_system_id=life.place.solar_system_id,
        squad_id=seat.squad_id,
        station_id=life.place.station_id,
        takes_fleet_warp=True,
        wing_id=seat.wing_id,
    )


def _wings(q: Question) -> Answer:
    fleet = _led(q)

    def make() -> list[dict[str, Any]]:
        return [
            {"id": wing, "name": name, "squads": [{"id": one, "name": said} for one, said in squads.items()]}
            for wing, (name, squads) in fleet.wings.items()
        ]

    return cached("fleet", (fleet.id, "wings"), q, make)


def _change(q: Question) -> Answer:
    fleet, motd, free = _led(q), q.body.get("motd"), q.body.get("is_free_move")
    if not isinstance(motd, str | None) or not isinstance(free, bool | None):
        raise EsiError(400, "motd is text, is_free_move true or false")
    fleet.motd = fleet.motd if motd is None else motd
    fleet.free_move = fleet.free_move if free is None else free
    return Answer(None)


def _invite(q: Question) -> Answer:
    """An invitation, which everybody in this sandbox accepts at once."""
    fleet, guest, role = _led(q), q.body.get("character_id"), q.body.get("role")
    if type(guest) is not int or role not in NAMES:
        raise EsiError(400, "character_id and role are needed")
    if guest not in q.eve.characters:
        raise EsiError(404, "Character not found")
    q.eve.join_fleet(fleet.id, guest, role)
    return Answer(None)


def _kick(q: Question) -> Answer:
    fleet, member = _led(q), q.numbers["member_id"]
    if member not in fleet.seats:
        raise EsiError(404, "The character is not in the fleet")
    q.eve.leave_fleet(member)
    return Answer(None)


READ, WRITE, FLEET = "esi-fleets.read_fleet.v1", "esi-fleets.write_fleet.v1", "/fleets/{fleet_id}"
ROUTES = [
    Route("GET", "/characters/{character_id}/fleet", _own_fleet, "fleet", scope=READ),
    Route("GET", FLEET, _fleet, "fleet", scope=READ),
    Route("GET", FLEET + "/members", _members, "fleet", scope=READ),
    Route("GET", FLEET + "/wings", _wings, "fleet", scope=READ),
    Route("PUT", FLEET, _change, "fleet", scope=WRITE, body_of=dict),
    Route("POST", FLEET + "/members", _invite, "fleet", scope=WRITE, body_of=dict),
    Route("DELETE", FLEET + "/members/{member_id}", _kick, "fleet", scope=WRITE),
]
"""What is served. The paths are those of the specification."""
