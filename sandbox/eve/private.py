"""The routes of ESI that want a token: of pilots themselves, and of their corporations.

Scopes, cache times, rate-limit groups and required roles are those of the specification (`security`,
`x-server-cache-ttl`, `x-rate-limit`, `x-required-roles`; apis.md 1.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sandbox.eve.answers import EsiError, without_nones, written
from sandbox.eve.records import Character, Structure
from sandbox.eve.routing import Answer, Question, Route, cached

SEARCHABLE = ("alliance", "character", "corporation", "faction", "structure")
PAGE = 1000


def check_rights(q: Question, route: Route) -> None:
    """403 unless the token's character is the one asked about, or in the corporation with the role that it takes."""
    if q.numbers.get("character_id", q.asker) != q.asker:
        raise EsiError(403, "Forbidden - character_id does not match the token")
    pilot = q.eve.characters.get(q.asker)
    if pilot is None or pilot.deleted:
        raise EsiError(403, "Forbidden - the character is no more")
    corporation_id = q.numbers.get("corporation_id")
    if corporation_id is not None and corporation_id != pilot.corporation_id:
        raise EsiError(403, "Character is not in the corporation")
    alliance_id = q.numbers.get("alliance_id")
    if alliance_id is not None and alliance_id != q.eve.corporation(pilot.corporation_id).alliance_id:
        raise EsiError(403, "Character is not in the alliance")
    if route.role and not {route.role, "Director"} & pilot.life.roles:
        raise EsiError(403, "Character does not have required role(s)")


def paged(answer: Answer, q: Question) -> Answer:
    """One page of a list, with how many there are."""
    asked = q.query.get("page", "1")
    number = int(asked) if asked.isdecimal() else 0
    pages = max(1, -(-len(answer.body) // PAGE))
    if number < 1:
        raise EsiError(400, "page is a number from 1 on")
    if number > pages:
        raise EsiError(404, "Requested page does not exist!")
    start = (number - 1) * PAGE
    return Answer(answer.body[start : start + PAGE], answer.modified, answer.expires, pages)


def _of_pilot(name: str, make: Callable[[Character], Any]) -> Callable[[Question], Answer]:
    def answer(q: Question) -> Answer:
        return cached(name, q.asker, q, lambda: make(q.eve.character(q.asker)))

    return answer


def _of_corporation(
    name: str, make: Callable[[Question, list[Character]], Any]
) -> Callable[[Question], Answer]:
    def answer(q: Question) -> Answer:
        home = q.numbers["corporation_id"]
        members = [q.eve.character(one) for one in sorted(q.eve.members[home])]
        return cached(name, home, q, lambda: make(q, members))

    return answer


# Pilots


def _location(pilot: Character) -> dict[str, Any]:
    place = pilot.life.place
    return without_nones(
        solar_system_id=place.solar_system_id, station_id=place.station_id, structure_id=place.structure_id
    )


def _ship(pilot: Character) -> dict[str, Any]:
    ship = pilot.life.ship
    return {"ship_item_id": ship.item_id, "ship_name": ship.name, "ship_type_id": ship.type_id}


def _online(pilot: Character) -> dict[str, Any]:
    life = pilot.life
    return without_nones(
        online=life.online,
        logins=life.logins,
        last_login=written(life.last_login) if life.last_login else None,
        last_logout=written(life.last_logout) if life.last_logout else None,
    )


def _roles(pilot: Character) -> dict[str, Any]:
    return {"roles": sorted(pilot.life.roles), "roles_at_base": [], "roles_at_hq": [], "roles_at_other": []}


def _titles(q: Question) -> Answer:
    pilot = q.eve.character(q.asker)
    named = q.eve.corporation(pilot.corporation_id).titles

    def make() -> list[dict[str, Any]]:
        return [{"title_id": one, "name": named.get(one, "")} for one in sorted(pilot.life.title_ids)]

    return cached("titles", q.asker, q, make)


def _notifications(pilot: Character) -> list[dict[str, Any]]:
    newest = pilot.life.notifications[::-1][:500]
    return [{**one, "timestamp": written(one["timestamp"])} for one in newest]


def _search(q: Question) -> Answer:
    """Names that contain the words, by category; at least three letters, and structures only where one may dock."""
    wanted, kinds = q.query.get("search", "").casefold(), q.query.get("categories", "").split(",")
    if len(wanted) < 3 or not all(kinds):
        raise EsiError(400, "search has at least 3 letters, categories at least one name")
    strict = q.query.get("strict", "").lower() == "true"
    known: dict[str, Iterable[Any]] = {
        "alliance": q.eve.alliances.values(),
        "character": (one for one in q.eve.characters.values() if not one.deleted),
        "corporation": q.eve.corporations.values(),
        "faction": q.eve.factions.values(),
        "structure": (one for one in q.eve.structures.values() if q.eve.may_dock(one, q.asker)),
    }

    def fits(name: str) -> bool:
        return name == wanted if strict else wanted in name

    def make() -> dict[str, list[int]]:
        found = {
            kind: [one.id for one in known[kind] if fits(one.name.casefold())]
            for kind in kinds
            if kind in SEARCHABLE
        }
        return {kind: ids for kind, ids in found.items() if ids}

    return cached("search", (q.asker, wanted, tuple(kinds), strict), q, make)


def _contacts(owner: str) -> Callable[[Question], Answer]:
    def answer(q: Question) -> Answer:
        owner_id = q.numbers[owner]

        def make() -> list[dict[str, Any]]:
            return [
                {"contact_id": one.contact_id, "contact_type": one.kind, "standing": one.standing}
                for one in q.eve.contacts[owner_id].values()
            ]

        return paged(cached("contacts", owner_id, q, make), q)

    return answer


# Corporations


def _tracking(_: Question, members: list[Character]) -> list[dict[str, Any]]:
    return [
        without_nones(
            character_id=one.id,
            location_id=one.life.place.structure_id
            or one.life.place.station_id
            or one.life.place.solar_system_id,
            logon_date=written(one.life.last_login) if one.life.last_login else None,
            logoff_date=written(one.life.last_logout) if one.life.last_logout else None,
            ship_type_id=one.life.ship.type_id,
            start_date=written(one.history[-1].start),
        )
        for one in members
    ]


def _corporation_roles(_: Question, members: list[Character]) -> list[dict[str, Any]]:
    return [{"character_id": one.id, "roles": sorted(one.life.roles)} for one in members]


def _corporation_titles(q: Question, _: list[Character]) -> list[dict[str, Any]]:
    named = q.eve.corporation(q.numbers["corporation_id"]).titles
    return [{"title_id": number, "name": name} for number, name in sorted(named.items())]


def _member_titles(_: Question, members: list[Character]) -> list[dict[str, Any]]:
    return [{"character_id": one.id, "titles": sorted(one.life.title_ids)} for one in members]


# Structures


def _structure(q: Question) -> Answer:
    """A structure's name, if the token's pilot may dock there; 403 otherwise, which eats the error budget."""
    structure = q.eve.structures.get(q.numbers["structure_id"])
    if structure is None:
        raise EsiError(404, "Structure not found")
    if not q.eve.may_dock(structure, q.asker):
        raise EsiError(403, "Forbidden")
    body = {
        "name": structure.name,
        "owner_id": structure.owner_id,
        "solar_system_id": structure.solar_system_id,
        "type_id": structure.type_id,
        "position": {"x": 1.0, "y": 2.0, "z": 3.0},
    }
    return cached("structure", structure.id, q, lambda: body)


def _corporation_structures(q: Question, _: list[Character]) -> list[dict[str, Any]]:
    home = q.numbers["corporation_id"]
    return [_owned(one) for one in q.eve.structures.values() if one.owner_id == home]


def _owned(one: Structure) -> dict[str, Any]:
    return without_nones(
        corporation_id=one.owner_id,
        fuel_expires=written(one.fuel_expires) if one.fuel_expires else None,
        name=one.name,
        profile_id=1,
        reinforce_hour=18,
        services=[{"name": name, "state": state} for name, state in one.services.items()] or None,
        state=one.state,
        state_timer_end=written(one.timer_end) if one.timer_end else None,
        structure_id=one.id,
        system_id=one.solar_system_id,
        type_id=one.type_id,
    )


PILOT, CORP = "/characters/{character_id}", "/corporations/{corporation_id}"
MEMBERSHIP = "esi-corporations.read_corporation_membership.v1"
ROUTES = [
    Route("GET", PILOT + "/location", _of_pilot("location", _location), "char-location",
          scope="esi-location.read_location.v1"),
    Route("GET", PILOT + "/ship", _of_pilot("ship", _ship), "char-location",
          scope="esi-location.read_ship_type.v1"),
    Route("GET", PILOT + "/online", _of_pilot("online", _online), "char-location",
          scope="esi-location.read_online.v1"),
    Route("GET", PILOT + "/roles", _of_pilot("roles", _roles), "char-detail",
          scope="esi-characters.read_corporation_roles.v1"),
    Route("GET", PILOT + "/titles", _titles, "char-detail", scope="esi-characters.read_titles.v1"),
    Route("GET", PILOT + "/notifications", _of_pilot("notifications", _notifications), "char-notification",
          scope="esi-characters.read_notifications.v1"),
    Route("GET", PILOT + "/contacts", _contacts("character_id"), "char-social",
          scope="esi-characters.read_contacts.v1"),
    Route("GET", PILOT + "/search", _search, scope="esi-search.search_structures.v1"),
    Route("GET", CORP + "/members", _of_corporation("members", lambda _, of: [one.id for one in of]),
          "corp-member", scope=MEMBERSHIP),
    Route("GET", CORP + "/membertracking", _of_corporation("member_tracking", _tracking), "corp-member",
          scope="esi-corporations.track_members.v1", role="Director"),
    Route("GET", CORP + "/roles", _of_corporation("corporation_roles", _corporation_roles), "corp-member",
          scope=MEMBERSHIP),
    Route("GET", CORP + "/titles", _of_corporation("corporation_titles", _corporation_titles), "corp-detail",
          scope="esi-corporations.read_titles.v1", role="Director"),
    Route("GET", CORP + "/members/titles", _of_corporation("member_titles", _member_titles), "corp-member",
          scope="esi-corporations.read_titles.v1", role="Director"),
    Route("GET", CORP + "/structures",
          lambda q: paged(_of_corporation("corporation_structures", _corporation_structures)(q), q),
          "corp-structure", scope="esi-corporations.read_structures.v1", role="Station_Manager"),
    Route("GET", CORP + "/contacts", _contacts("corporation_id"), "corp-social",
          scope="esi-corporations.read_contacts.v1"),
    Route("GET", "/alliances/{alliance_id}/contacts", _contacts("alliance_id"), "alliance-social",
          scope="esi-alliances.read_contacts.v1"),
    Route("GET", "/universe/structures/{structure_id}", _structure, scope="esi-universe.read_structures.v1"),
]  # fmt: skip
"""What is served. The paths are those of the specification."""
