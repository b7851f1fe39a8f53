"""Trouble in the pretend EVE: each fault begins, shows, ends, and changes nothing of the world."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.sandbox.eve_server import ANNA, BORIS, HOME, LONELY, Rig, bearer, served, small_world


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with served(small_world()) as rig:
        yield rig
        assert rig.eve.spec_faults == []


async def test_faults_begin_and_end(rig: Rig) -> None:
    rig.eve.esi_down()
    assert (await rig.get("/status"))[0].status == 503
    rig.eve.esi_down(False)
    rig.eve.error_limit()
    assert (await rig.get("/status"))[0].status == 420
    rig.eve.error_limit(False)
    rig.eve.fail_route("GET", "/corporations/{corporation_id}", 502, times=2)
    assert [(await rig.get(f"/corporations/{HOME}"))[0].status for _ in range(3)] == [502, 502, 200]
    rig.eve.fail_route("GET", "/status", 504)
    assert (await rig.get("/status"))[0].status == 504
    rig.eve.mend_route("GET", "/status")
    assert (await rig.get("/status"))[0].status == 200


async def test_a_delay_lasts_as_long_as_asked(rig: Rig) -> None:
    rig.eve.clock.speed = 100
    rig.eve.delay(5)
    before = rig.eve.clock.monotonic()
    await rig.get("/status")
    assert rig.eve.clock.monotonic() - before >= 5


async def test_a_lie_lasts_until_it_is_ended_and_changes_nothing(rig: Rig) -> None:
    rig.eve.cache_ages["affiliation"] = 0
    rig.eve.lie_about([ANNA], LONELY, None)
    assert (await rig.affiliation(ANNA))[1] == {"character_id": ANNA, "corporation_id": LONELY}
    assert (await rig.affiliation(BORIS))[1]["corporation_id"] == HOME
    assert (await rig.get(f"/characters/{ANNA}"))[1]["corporation_id"] == HOME
    rig.eve.stop_lying()
    assert (await rig.affiliation(ANNA))[1]["corporation_id"] == HOME


async def test_downtime_takes_the_cluster_and_leaves_the_status_page(rig: Rig) -> None:
    rig.eve.downtime()
    _, status = await rig.get("/status")
    assert status["vip"] is True
    assert [(await rig.get(f"/corporations/{HOME}"))[0].status for _ in range(2)] == [502, 504]
    rig.eve.downtime(False)
    assert (await rig.get(f"/corporations/{HOME}"))[0].status == 200
    rig.eve.clock.advance(31)
    assert (await rig.get("/status"))[1]["vip"] is False


async def test_answers_go_wrong_in_every_way(rig: Rig) -> None:
    where = ("GET", "/corporations/{corporation_id}")
    address = f"/corporations/{HOME}"
    rig.eve.fail_route(*where, way="page", times=1)
    with pytest.raises(aiohttp.ContentTypeError):
        await rig.get(address)
    rig.eve.fail_route(*where, way="torn", times=1)
    with pytest.raises(json.JSONDecodeError):
        await rig.get(address)
    rig.eve.fail_route(*where, way="cut", times=2)  # aiohttp asks again once if a kept connection breaks
    with pytest.raises(aiohttp.ClientConnectionError):
        await rig.get(address)
    rig.eve.garble_esi()
    with pytest.raises(aiohttp.ContentTypeError):
        await rig.get("/status")
    rig.eve.mend_everything()
    assert (await rig.get(address))[0].status == 200


async def test_a_429_from_the_depths_tells_only_when_to_return(rig: Rig) -> None:
    rig.eve.fail_route("GET", "/characters/{character_id}/corporationhistory", 429, times=1, retry_after=7)
    response, _ = await rig.get(f"/characters/{ANNA}/corporationhistory")
    assert (response.status, response.headers["Retry-After"]) == (429, "7")
    assert "X-Ratelimit-Group" not in response.headers


async def test_a_full_group_stops_its_routes_and_no_others(rig: Rig) -> None:
    rig.eve.fill_group("char-location", 90)
    given = bearer(rig.eve, ANNA, "esi-location.read_location.v1", "esi-fleets.read_fleet.v1")
    response, _ = await rig.get(f"/characters/{ANNA}/location", **given)
    assert (response.status, response.headers["Retry-After"]) == (429, "90")
    assert (await rig.get("/status"))[0].status == 200
    rig.eve.empty_group("char-location")
    assert (await rig.get(f"/characters/{ANNA}/location", **given))[0].status == 200


async def test_ended_all_at_once_nothing_is_left(rig: Rig) -> None:
    eve = rig.eve
    eve.esi_down()
    eve.sso_down()
    eve.error_limit()
    eve.delay(5)
    eve.refuse_refresh(ANNA)
    eve.lie_about([BORIS], LONELY, None)
    eve.mend_everything()
    assert (await rig.get("/status"))[0].status == 200
    assert (await rig.affiliation(BORIS))[1]["corporation_id"] == HOME
    assert not eve.refuses(ANNA)
