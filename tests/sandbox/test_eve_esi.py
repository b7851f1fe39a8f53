"""The pretend ESI answers as the real one: shapes, caches, dates, both limits, faults."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest

from sandbox.eve import public
from sandbox.eve.esi import ROUTES
from tests.sandbox.eve_server import (
    ALLIANCE,
    ANNA,
    ANNAS_ALT,
    AWAY,
    BORIS,
    HEADERS,
    HOME,
    LONELY,
    NOON,
    SPEC,
    Rig,
    served,
    small_world,
)

EVERY_GET = [
    f"/characters/{ANNA}",
    f"/characters/{ANNA}/corporationhistory",
    f"/corporations/{HOME}",
    f"/corporations/{LONELY}",
    "/corporations/1000001",
    f"/alliances/{ALLIANCE}",
    f"/alliances/{ALLIANCE}/corporations",
    "/universe/factions",
    "/status",
    "/meta/status",
]


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with served(small_world()) as rig:
        yield rig
        assert rig.eve.spec_faults == []


# Shapes


async def test_every_answer_keeps_to_the_official_specification(rig: Rig) -> None:
    for path in EVERY_GET:
        assert (await rig.get(path))[0].status == 200, path
        if path[-1].isdigit():
            assert (await rig.get(path + "9"))[0].status == 404, path
    await rig.affiliation(ANNA)
    await rig.post("/universe/names", [ANNA, HOME, ALLIANCE, 500_001])
    await rig.post("/universe/ids", ["Anna Test", "Home", "Nobody at All"])
    asked = {(entry.method, entry.route) for entry in rig.eve.requests if entry.status == 200}
    assert asked == {(route.method, route.path) for route in public.ROUTES}
    assert set(SPEC["paths"]) == {route.path for route in ROUTES}


async def test_the_specification_does_find_faults() -> None:
    eve = small_world()
    eve.corporations[HOME].tax = "a lot"  # type: ignore[assignment]
    async with served(eve) as rig:
        await rig.get(f"/corporations/{HOME}")
        async with rig.session.get(f"{rig.url}/status", headers={"User-Agent": "x (a@b.c)"}):
            pass
    assert "GET /corporations/{corporation_id}: answer 200: $.tax_rates.isk" in eve.spec_faults[0]
    assert eve.spec_faults[1:] == ["GET /status: header X-Compatibility-Date is missing"]


async def test_affiliation_names_corporation_and_alliance(rig: Rig) -> None:
    response, found = await rig.post("/characters/affiliation", [ANNA, BORIS])
    assert response.headers["Content-Type"].startswith("application/json")
    assert found == [
        {"character_id": ANNA, "corporation_id": HOME, "alliance_id": ALLIANCE},
        {"character_id": BORIS, "corporation_id": HOME, "alliance_id": ALLIANCE},
    ]


async def test_one_unknown_id_fails_the_whole_batch(rig: Rig) -> None:
    response, body = await rig.post("/characters/affiliation", [ANNA, 2_199_999_999])
    assert (response.status, list(body)) == (404, ["error"])
    response, body = await rig.post("/universe/names", [ANNA, 2_199_999_999])
    assert (response.status, body["error"]) == (404, "Ensure all IDs are valid before resolving.")


@pytest.mark.parametrize("body", [[], [ANNA, ANNA], [0], ["x"], [True], {}, list(range(1, 1002)), [2**63]])
async def test_an_ill_formed_batch_is_refused(rig: Rig, body: object) -> None:
    assert (await rig.post("/characters/affiliation", body))[0].status == 400


async def test_names_are_found_exactly_whatever_their_case(rig: Rig) -> None:
    _, found = await rig.post("/universe/ids", ["aNNA tEST", "Anna", "HOME"])
    assert found == {
        "characters": [{"id": ANNA, "name": "Anna Test"}],
        "corporations": [{"id": HOME, "name": "Home"}],
    }


async def test_a_biomassed_character_is_in_doomheim_and_its_page_is_gone(rig: Rig) -> None:
    assert (await rig.get(f"/characters/{ANNA}"))[0].status == 200
    rig.eve.biomass(ANNA)
    assert (await rig.get(f"/characters/{ANNA}"))[0].status == 404
    assert (await rig.affiliation(ANNA))[1] == {"character_id": ANNA, "corporation_id": 1_000_001}


async def test_the_employment_history_grows_with_each_move(rig: Rig) -> None:
    rig.eve.move(ANNA, AWAY)
    _, history = await rig.get(f"/characters/{ANNA}/corporationhistory")
    assert [line["corporation_id"] for line in history] == [AWAY, HOME]
    assert history[0]["start_date"] > history[1]["start_date"]


async def test_an_alliance_whose_executor_leaves_is_led_by_another_or_closed(rig: Rig) -> None:
    rig.eve.cache_ages.update(alliance=0, alliance_corporations=0)
    rig.eve.move_corporation(AWAY, ALLIANCE)
    assert (await rig.get(f"/alliances/{ALLIANCE}/corporations"))[1] == [HOME, AWAY]
    rig.eve.move_corporation(HOME, None)
    assert (await rig.get(f"/alliances/{ALLIANCE}"))[1]["executor_corporation_id"] == AWAY
    rig.eve.move_corporation(AWAY, None)
    assert "executor_corporation_id" not in (await rig.get(f"/alliances/{ALLIANCE}"))[1]


# Caches


async def test_a_move_is_seen_only_when_the_cache_entry_is_old(rig: Rig) -> None:
    first, _ = await rig.affiliation(ANNA)
    rig.eve.move(ANNA, AWAY)
    rig.eve.clock.advance(3599)
    again, place = await rig.affiliation(ANNA)
    assert place["corporation_id"] == HOME
    assert again.headers["Expires"] == first.headers["Expires"]
    assert parsedate_to_datetime(first.headers["Expires"]) == NOON + timedelta(hours=1)
    rig.eve.clock.advance(1)
    assert (await rig.affiliation(ANNA))[1] == {"character_id": ANNA, "corporation_id": AWAY}


async def test_each_character_has_a_cache_entry_of_its_own(rig: Rig) -> None:
    await rig.affiliation(ANNA)
    rig.eve.clock.advance(1800)
    rig.eve.move(ANNA, AWAY)
    rig.eve.move(BORIS, AWAY)
    response, places = await rig.post("/characters/affiliation", [ANNA, BORIS])
    assert [place["corporation_id"] for place in places] == [HOME, AWAY]
    assert parsedate_to_datetime(response.headers["Expires"]) == NOON + timedelta(minutes=90)


async def test_the_cache_age_may_be_relaxed(rig: Rig) -> None:
    rig.eve.cache_ages["affiliation"] = 15
    response, _ = await rig.affiliation(ANNA)
    assert response.headers["Cache-Control"] == "public, max-age=15"
    rig.eve.move(ANNA, AWAY)
    rig.eve.clock.advance(15)
    assert (await rig.affiliation(ANNA))[1]["corporation_id"] == AWAY
    assert rig.eve.faults_found == []


async def test_what_has_not_changed_is_answered_with_304(rig: Rig) -> None:
    first, _ = await rig.get(f"/corporations/{HOME}")
    rig.eve.clock.advance(3600)
    again, _ = await rig.get(f"/corporations/{HOME}", **{"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert parsedate_to_datetime(again.headers["Expires"]) == NOON + timedelta(hours=2)
    dated, _ = await rig.get(f"/corporations/{HOME}", **{"If-Modified-Since": first.headers["Last-Modified"]})
    assert dated.status == 304
    rig.eve.rename(HOME, "New Home")
    rig.eve.clock.advance(3600)
    changed, body = await rig.get(f"/corporations/{HOME}", **{"If-None-Match": first.headers["ETag"]})
    assert (changed.status, body["name"]) == (200, "New Home")
    assert changed.headers["Last-Modified"] == format_datetime(NOON + timedelta(hours=2), usegmt=True)


async def test_factions_expire_at_five_past_eleven(rig: Rig) -> None:
    response, _ = await rig.get("/universe/factions")
    assert response.headers["Expires"] == "Sat, 21 Nov 2026 11:05:00 GMT"


async def test_asking_before_expires_is_noted_unless_the_question_is_conditional(rig: Rig) -> None:
    first, _ = await rig.affiliation(ANNA)
    await rig.affiliation(ANNA, **{"If-None-Match": first.headers["ETag"]})
    await rig.affiliation(BORIS)
    assert rig.eve.faults_found == []
    await rig.post("/characters/affiliation", [ANNA, BORIS, ANNAS_ALT])
    assert rig.eve.faults_found == ["POST /characters/affiliation: asked before Expires for 2 of 3 ids"]


async def test_asking_at_expires_is_no_fault(rig: Rig) -> None:
    for path in (f"/corporations/{HOME}", "/status"):
        response, _ = await rig.get(path)
        wait = parsedate_to_datetime(response.headers["Expires"]) - rig.eve.clock.now()
        rig.eve.clock.advance(wait.total_seconds())
        await rig.get(path)
    assert rig.eve.faults_found == []


# Dates and names


async def test_the_date_in_force_is_echoed(rig: Rig) -> None:
    rig.eve.log.specification = None
    for asked, echoed in (
        ("2026-08-18", "2026-08-18"),
        ("2026-11-19", "2026-08-18"),
        ("2026-06-20", "2026-06-09"),
    ):
        response, _ = await rig.get("/status", **{"X-Compatibility-Date": asked})
        assert response.headers["X-Compatibility-Date"] == echoed
    for wrong in ("2026-11-21", "2019-12-31", "soon"):
        assert (await rig.get("/status", **{"X-Compatibility-Date": wrong}))[0].status == 400


async def test_without_a_date_the_oldest_shape_is_served(rig: Rig) -> None:
    rig.eve.log.specification = None
    agent = {"User-Agent": HEADERS["User-Agent"]}
    async with rig.session.get(f"{rig.url}/corporations/{HOME}", headers=agent) as response:
        body = await response.json()
    assert response.headers["X-Compatibility-Date"] == "2020-01-01"
    assert "tax_rate" in body
    assert "tax_rates" not in body
    assert rig.eve.faults_found == ["GET /corporations/{corporation_id}: no X-Compatibility-Date"]
    async with rig.session.get(f"{rig.url}/meta/status", headers=agent) as response:
        assert response.status == 404


async def test_a_user_agent_is_required_and_a_vague_one_noted(rig: Rig) -> None:
    date = {"X-Compatibility-Date": HEADERS["X-Compatibility-Date"]}
    async with rig.session.get(
        f"{rig.url}/status", headers=date, skip_auto_headers=["User-Agent"]
    ) as response:
        assert response.status == 400
    async with rig.session.get(f"{rig.url}/status", headers=date) as response:
        assert response.status == 200
    assert len(rig.eve.faults_found) == 2
    assert "names no contact" in rig.eve.faults_found[1]


# Limits


async def test_a_bucket_is_charged_and_then_refuses_with_retry_after(rig: Rig) -> None:
    rig.eve.limits.groups["status"] = 10
    first, _ = await rig.get("/status")
    assert first.headers["X-Ratelimit-Group"] == "status"
    assert first.headers["X-Ratelimit-Limit"] == "10/15m"
    assert first.headers["X-Ratelimit-Remaining"] == "8"
    assert "X-ESI-Error-Limit-Remain" not in first.headers
    rig.eve.clock.advance(30)
    conditional, _ = await rig.get("/status", **{"If-None-Match": first.headers["ETag"]})
    assert (conditional.status, conditional.headers["X-Ratelimit-Used"]) == (304, "3")
    for _ in range(3):
        assert (await rig.get("/status"))[0].status == 200
    refused, _ = await rig.get("/status")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "870")
    assert (await rig.get(f"/corporations/{HOME}"))[0].status == 200
    rig.eve.clock.advance(870)
    assert (await rig.get("/status"))[0].status == 200


async def test_the_error_budget_ends_in_420_on_every_route_until_the_minute_is_over(rig: Rig) -> None:
    rig.eve.clock.advance(20)
    for left in range(99, -1, -1):
        response, _ = await rig.get("/characters/123")
        assert response.status == 404
        assert response.headers["X-ESI-Error-Limit-Remain"] == str(left)
        assert response.headers["X-ESI-Error-Limit-Reset"] == "40"
    for path in (f"/corporations/{HOME}", "/status"):
        response, _ = await rig.get(path)
        assert (response.status, response.headers["X-ESI-Error-Limit-Remain"]) == (420, "0")
        assert "X-Ratelimit-Group" not in response.headers
    rig.eve.clock.advance(40)
    assert (await rig.get(f"/corporations/{HOME}"))[0].status == 200


async def test_requests_are_remembered_by_route(rig: Rig) -> None:
    await rig.get(f"/characters/{ANNA}")
    entry = rig.eve.requests[-1]
    assert (entry.method, entry.route, entry.status) == ("GET", "/characters/{character_id}", 200)
    assert (entry.path, entry.user_agent) == (f"/characters/{ANNA}", HEADERS["User-Agent"])
