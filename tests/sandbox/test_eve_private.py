"""What ESI shows only to a token: pilots, offices, fleets, losses, structures; and to whom it does not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from sandbox.eve import fleets, losses, private
from sandbox.eve.esi import ROUTES
from sandbox.eve.limits import GROUPS
from tests.sandbox.eve_server import (
    ALLIANCE,
    ANNA,
    ANNAS_ALT,
    AWAY,
    BORIS,
    HEADERS,
    HOME,
    NOON,
    SPEC,
    Rig,
    bearer,
    served,
    small_world,
)

SCOPES = sorted({route.scope for route in ROUTES if route.scope})
ASTRAHUS = 35_832


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with served(small_world()) as rig:
        yield rig
        assert rig.eve.spec_faults == []


def as_anna(rig: Rig) -> dict[str, str]:
    return bearer(rig.eve, ANNA, *SCOPES)


# What the specification says of the routes


def test_scopes_groups_and_roles_are_those_of_the_specification() -> None:
    for route in ROUTES:
        operation = SPEC["paths"][route.path][route.method.lower()]
        assert [given.get("OAuth2") for given in operation.get("security", [])] == (
            [[route.scope]] if route.scope else []
        ), route
        limit = operation.get("x-rate-limit") or {}
        assert (limit.get("group"), limit.get("max-tokens")) == (route.group, GROUPS.get(route.group)), route
        assert operation.get("x-required-roles", []) == ([route.role] if route.role else []), route


async def test_every_private_answer_keeps_to_the_specification(rig: Rig) -> None:
    eve, given = rig.eve, as_anna(rig)
    eve.give_roles(ANNA, "Director", "Station_Manager")
    eve.name_title(HOME, 4, "Quartermaster")
    eve.give_titles(ANNA, 4)
    eve.log_on(ANNA)
    eve.log_on(ANNA, False)
    eve.notify(ANNA, "StructureUnderAttack", "shieldPercentage: 88.1\n")
    for owner in (ANNA, HOME, ALLIANCE):
        eve.set_standing(owner, AWAY, "corporation", -10)
    house = eve.anchor(HOME, "Home Sweet Home", fuel_expires=NOON, services={"Clone Bay": "online"})
    mail = eve.kill(
        ANNA, [BORIS], items=[{"flag": 11, "item_type_id": 2488, "singleton": 0, "quantity_dropped": 1}]
    )
    fleet = eve.form_fleet(ANNA, BORIS)
    numbers = {
        "character_id": ANNA, "corporation_id": HOME, "alliance_id": ALLIANCE, "structure_id": house.id,
        "fleet_id": fleet, "member_id": BORIS, "killmail_id": mail.id, "killmail_hash": mail.hash,
    }  # fmt: skip
    bodies = {"PUT": {"motd": "Form up"}, "POST": {"character_id": ANNAS_ALT, "role": "squad_member"}}
    for route in (*private.ROUTES, *fleets.ROUTES, *losses.ROUTES):
        path = route.path.format_map(numbers)
        path += "?categories=character,structure&search=hom" if path.endswith("/search") else ""
        status, body = await rig.ask(route.method, path, bodies.get(route.method), **given)
        assert status == (200 if route.method == "GET" else 204), (route, body)
        assert body != [], route


# Tokens


async def test_a_token_opens_its_own_character_with_its_own_scopes_only(rig: Rig) -> None:
    where = f"/characters/{ANNA}/location"
    scope = "esi-location.read_location.v1"
    assert (await rig.ask("GET", where))[0] == 401
    assert (await rig.ask("GET", where, Authorization="Bearer x.y.z"))[0] == 401
    assert (await rig.ask("GET", where, **bearer(rig.eve, ANNA, "esi-location.read_online.v1")))[0] == 403
    assert (await rig.ask("GET", where, **bearer(rig.eve, BORIS, scope)))[0] == 403
    anna = bearer(rig.eve, ANNA, scope)
    assert (await rig.ask("GET", where, **anna))[0] == 200
    rig.eve.clock.advance(1201)
    status, body = await rig.ask("GET", where, **anna)
    assert (status, body["error"]) == (401, "Unauthorized - token is expired")
    signed_before = bearer(rig.eve, ANNA, scope)
    rig.eve.signer.rotate()
    assert (await rig.ask("GET", where, **signed_before))[0] == 401


async def test_each_character_pays_from_a_bucket_of_its_own(rig: Rig) -> None:
    scope = "esi-characters.read_notifications.v1"
    anna, boris = bearer(rig.eve, ANNA, scope), bearer(rig.eve, BORIS, scope)
    got = [(await rig.get(f"/characters/{ANNA}/notifications", **anna))[0].status for _ in range(8)]
    assert got == [200] * 7 + [429]
    response, _ = await rig.get(f"/characters/{BORIS}/notifications", **boris)
    assert (response.status, response.headers["X-Ratelimit-Remaining"]) == (200, "13")


# Offices


async def test_a_director_sees_what_a_member_does_not(rig: Rig) -> None:
    tracking, members = f"/corporations/{HOME}/membertracking", f"/corporations/{HOME}/members"
    assert (await rig.ask("GET", tracking, **as_anna(rig)))[0] == 403
    assert (await rig.ask("GET", members, **as_anna(rig)))[1] == [ANNA, ANNAS_ALT, BORIS]
    rig.eve.give_roles(ANNA, "Director")
    rig.eve.fly_to(BORIS, 30_002_187)
    status, rows = await rig.ask("GET", tracking, **as_anna(rig))
    assert (status, rows[2]["location_id"]) == (200, 30_002_187)


async def test_offices_end_with_the_membership(rig: Rig) -> None:
    rig.eve.give_roles(ANNA, "Director")
    rig.eve.give_titles(ANNA, 1)
    rig.eve.move(ANNA, AWAY)
    assert (await rig.ask("GET", f"/corporations/{HOME}/members", **as_anna(rig)))[0] == 403
    assert (await rig.ask("GET", f"/characters/{ANNA}/roles", **as_anna(rig)))[1]["roles"] == []
    assert (await rig.ask("GET", f"/characters/{ANNA}/titles", **as_anna(rig)))[1] == []


# Pilots


async def test_where_a_pilot_is_and_in_what_is_seen_five_seconds_late(rig: Rig) -> None:
    given, ship = as_anna(rig), f"/characters/{ANNA}/ship"
    assert (await rig.ask("GET", ship, **given))[1]["ship_type_id"] == 670
    rig.eve.board(ANNA, 587, "Rusty")
    assert (await rig.ask("GET", ship, **given))[1]["ship_type_id"] == 670
    rig.eve.clock.advance(6)
    assert (await rig.ask("GET", ship, **given))[1]["ship_name"] == "Rusty"
    rig.eve.fly_to(ANNA, 31_000_005, structure_id=1_040_000_000_001)
    assert (await rig.ask("GET", f"/characters/{ANNA}/location", **given))[1] == {
        "solar_system_id": 31_000_005,
        "structure_id": 1_040_000_000_001,
    }


async def test_search_finds_parts_of_names_and_structures_one_may_enter(rig: Rig) -> None:
    rig.eve.anchor(AWAY, "Hidden Keep", guests=set())
    ours = rig.eve.anchor(AWAY, "Open Keep", guests={ALLIANCE})
    given, where = as_anna(rig), f"/characters/{ANNA}/search?categories=character,structure&search="
    assert (await rig.ask("GET", where + "keep", **given))[1] == {"structure": [ours.id]}
    assert (await rig.ask("GET", where + "anna", **given))[1] == {"character": [ANNA, ANNAS_ALT]}
    assert (await rig.ask("GET", where + "anna%20test&strict=true", **given))[1] == {"character": [ANNA]}
    assert (await rig.ask("GET", where + "an", **given))[0] == 400


async def test_a_structure_one_may_not_enter_eats_the_error_budget(rig: Rig) -> None:
    keep = rig.eve.anchor(AWAY, "Hidden Keep", guests=set())
    response, _ = await rig.get(f"/universe/structures/{keep.id}", **as_anna(rig))
    assert (response.status, response.headers["X-ESI-Error-Limit-Remain"]) == (403, "99")


# Fleets


async def test_only_the_boss_reads_a_fleet(rig: Rig) -> None:
    fleet = rig.eve.form_fleet(ANNA, BORIS)
    anna, boris = as_anna(rig), bearer(rig.eve, BORIS, *SCOPES)
    assert (await rig.ask("GET", f"/characters/{BORIS}/fleet", **boris))[1]["fleet_boss_id"] == ANNA
    assert (await rig.ask("GET", f"/fleets/{fleet}/members", **boris))[0] == 404
    _, members = await rig.ask("GET", f"/fleets/{fleet}/members", **anna)
    assert [(m["character_id"], m["role_name"]) for m in members] == [
        (ANNA, "Fleet Commander (Boss)"),
        (BORIS, "Squad Member"),
    ]
    rig.eve.leave_fleet(ANNA)
    rig.eve.clock.advance(61)
    assert (await rig.ask("GET", f"/fleets/{fleet}", **anna))[0] == 404
    assert (await rig.ask("GET", f"/characters/{BORIS}/fleet", **boris))[1]["fleet_boss_id"] == BORIS
    _, members = await rig.ask("GET", f"/fleets/{fleet}/members", **boris)
    assert [m["character_id"] for m in members] == [BORIS]


async def test_being_in_no_fleet_costs_five_tokens(rig: Rig) -> None:
    response, _ = await rig.get(f"/characters/{ANNA}/fleet", **as_anna(rig))
    assert (response.status, response.headers["X-Ratelimit-Used"]) == (404, "5")


async def test_a_boss_invites_and_removes(rig: Rig) -> None:
    fleet, anna = rig.eve.form_fleet(ANNA), as_anna(rig)
    path = f"/fleets/{fleet}/members"
    assert (await rig.ask("POST", path, {"character_id": BORIS, "role": "squad_member"}, **anna))[0] == 204
    assert rig.eve.fleet_of(BORIS) is rig.eve.fleet(fleet)
    assert (await rig.ask("DELETE", f"{path}/{BORIS}", **anna))[0] == 204
    assert rig.eve.fleet_of(BORIS) is None
    assert (await rig.ask("POST", path, {"character_id": BORIS, "role": "admiral"}, **anna))[0] == 400


# Losses


async def test_a_killmail_opens_by_its_hash_and_stands_in_the_lists_of_both_sides(rig: Rig) -> None:
    rig.eve.board(ANNA, 587, "Rusty")
    mail = rig.eve.kill(ANNA, [BORIS])
    _, body = await rig.get(f"/killmails/{mail.id}/{mail.hash}")
    assert (body["victim"]["ship_type_id"], body["victim"]["alliance_id"]) == (587, ALLIANCE)
    assert (await rig.get(f"/killmails/{mail.id}/{'0' * 40}"))[0].status == 422
    listed = [{"killmail_id": mail.id, "killmail_hash": mail.hash}]
    for pilot in (ANNA, BORIS):
        response, mails = await rig.get(
            f"/characters/{pilot}/killmails/recent", **bearer(rig.eve, pilot, *SCOPES)
        )
        assert (mails, response.headers["X-Pages"]) == (listed, "1")
    given = as_anna(rig)
    assert (await rig.ask("GET", f"/characters/{ANNA}/killmails/recent?page=2", **given))[0] == 404


async def test_the_killboard_is_five_minutes_late_and_strict(rig: Rig) -> None:
    mail = rig.eve.kill(ANNA, [BORIS], value=50_000_000.0)
    path = f"/zkillboard/api/killID/{mail.id}/"
    assert (await rig.ask("GET", path)) == (200, [])
    rig.eve.clock.advance(301)
    status, (found,) = await rig.ask("GET", path)
    assert (status, found["killmail_id"], found["zkb"]["hash"]) == (200, mail.id, mail.hash)
    assert (found["zkb"]["totalValue"], found["zkb"]["solo"], found["zkb"]["npc"]) == (
        50_000_000.0,
        True,
        False,
    )
    assert (await rig.ask("GET", path + "?page=1"))[0] == 403
    assert (await rig.ask("GET", f"/zkillboard/api/losses/characterID/{ANNA}/pastSeconds/86400/"))[1]
    assert not (await rig.ask("GET", f"/zkillboard/api/kills/characterID/{ANNA}/"))[1]
    async with rig.session.get(rig.url + path, headers={"User-Agent": " "}) as answer:
        assert answer.status == 403
    rig.eve.reinforce_killboard()
    assert (await rig.ask("GET", path))[0] == 503


async def test_old_losses_leave_the_lists_but_not_the_mail(rig: Rig) -> None:
    mail = rig.eve.kill(ANNA, at=NOON - timedelta(days=91))
    assert (await rig.ask("GET", f"/characters/{ANNA}/killmails/recent", **as_anna(rig)))[1] == []
    assert (await rig.get(f"/killmails/{mail.id}/{mail.hash}"))[1]["attackers"][0]["faction_id"] == 500_010


async def test_the_sandbox_is_asked_as_a_client_would(rig: Rig) -> None:
    """A body that is no object, a page that is no number: refused before anything happens."""
    fleet, anna = rig.eve.form_fleet(ANNA), as_anna(rig)
    assert (await rig.ask("PUT", f"/fleets/{fleet}", ["motd"], **anna))[0] == 400
    assert (await rig.ask("GET", f"/characters/{ANNA}/contacts?page=x", **anna))[0] == 400
    async with aiohttp.request("GET", f"{rig.url}/characters/{ANNA}/ship", headers=HEADERS) as answer:
        assert answer.status == 401
