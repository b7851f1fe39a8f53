"""The ESI client against the pretend EVE, which notes everything that ESI's rules forbid."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.eve.base import (
    DOOMHEIM,
    CorporationFacts,
    EveDown,
    EveMisconfigured,
    Named,
    NotThere,
    Unchanged,
)
from bot.eve.transport import PARALLEL, TRIES, user_agent
from sandbox.eve.world import EveWorld
from tests.eve.conftest import AGENT, ALLIANCE, AWAY, HOME

PILOTS = range(90_000_001, 90_000_011)
AFFILIATION = "POST /characters/affiliation"


def asked(world: EveWorld) -> Counter[str]:
    return Counter(f"{entry.method} {entry.route}" for entry in world.requests)


# -- affiliations ----------------------------------------------------------------------------------------


async def test_affiliations_say_where_everybody_stands_and_when_to_ask_again(esi, world, clock):
    world.move(PILOTS[0], AWAY)
    answer = await esi.affiliations([*PILOTS, PILOTS[3]])
    assert answer.found.keys() == set(PILOTS)
    assert answer.found[PILOTS[0]].corporation_id == AWAY
    assert answer.found[PILOTS[0]].alliance_id is None
    assert answer.found[PILOTS[1]].corporation_id == HOME
    assert answer.found[PILOTS[1]].alliance_id == ALLIANCE
    assert timedelta(seconds=3600) <= answer.expires_at - clock.now() <= timedelta(seconds=3602)


async def test_a_pass_asks_a_thousand_a_call_and_not_again_before_its_time(esi, world, clock):
    many = [world.create_character(f"Bulk {n}", HOME) for n in range(2500)]
    answer = await esi.affiliations(many)
    assert len(answer.found) == 2500
    assert asked(world)[AFFILIATION] == 3
    world.move(many[0], AWAY)
    clock.skip((answer.expires_at - clock.now()).total_seconds() - 1)
    assert (await esi.affiliations(many)).found[many[0]].corporation_id == HOME
    assert asked(world)[AFFILIATION] == 3
    clock.skip(1)
    assert (await esi.affiliations(many)).found[many[0]].corporation_id == AWAY
    assert asked(world)[AFFILIATION] == 6


async def test_bad_ids_are_named_and_do_not_spoil_the_others(esi, world):
    bad = {5, 17, 90_000_999, -1, 0, 2**70}
    answer = await esi.affiliations([*PILOTS, *bad])
    assert answer.found.keys() == set(PILOTS)
    assert answer.unknown == bad
    before = asked(world)[AFFILIATION]
    assert (await esi.affiliations([*PILOTS, *bad])).unknown == bad
    assert asked(world)[AFFILIATION] == before


async def test_nobody_is_asked_about_when_nobody_is_wanted(esi, world, clock):
    answer = await esi.affiliations([])
    assert (answer.found, answer.unknown, answer.expires_at) == ({}, frozenset(), clock.now())
    assert not world.requests


async def test_a_biomassed_pilot_is_in_doomheim_and_has_no_sheet(esi, world):
    world.biomass(PILOTS[0])
    assert (await esi.affiliations([PILOTS[0]])).found[PILOTS[0]].corporation_id == DOOMHEIM
    for _ in range(3):
        with pytest.raises(NotThere) as gone:
            await esi.character(PILOTS[0])
    assert (gone.value.kind, gone.value.id) == ("character", PILOTS[0])
    assert asked(world)["GET /characters/{character_id}"] == 1


# -- sheets ----------------------------------------------------------------------------------------------


async def test_sheets_are_typed(esi, world):
    pilot = await esi.character(PILOTS[0])
    assert (pilot.id, pilot.name, pilot.corporation_id) == (PILOTS[0], "Pilot 1", HOME)
    assert pilot.birthday.tzinfo is not None
    corporation = await esi.corporation(HOME)
    assert (corporation.name, corporation.ticker) == ("Northern Traders", "NTRA")
    assert (corporation.alliance_id, corporation.member_count) == (ALLIANCE, 10)
    assert not corporation.closed
    alliance = await esi.alliance(ALLIANCE)
    assert (alliance.name, alliance.ticker) == ("Northern Watch", "NWTCH")
    assert (alliance.executor_corporation_id, alliance.closed) == (HOME, False)
    assert (await esi.alliance_corporations(ALLIANCE)).corporation_ids == {HOME}


async def test_a_closed_corporation_and_an_alliance_without_executor_are_closed(esi, world):
    world.corporation(AWAY).closed = True
    world.move_corporation(HOME, None)
    assert (await esi.corporation(AWAY)).closed
    assert (await esi.alliance(ALLIANCE)).closed
    assert (await esi.alliance_corporations(ALLIANCE)).corporation_ids == frozenset()


async def test_a_sheet_is_asked_for_with_its_etag_when_it_has_gone_stale(esi, world, clock):
    first = await esi.corporation(HOME)
    clock.skip(1800)
    assert await esi.corporation(HOME) == first
    assert len(world.requests) == 1
    clock.skip(1802)
    second = await esi.corporation(HOME)
    assert [entry.status for entry in world.requests] == [200, 304]
    assert second.expires_at > clock.now() > first.expires_at
    assert second.member_count == first.member_count
    world.move(PILOTS[0], AWAY)
    clock.skip(3602)
    assert (await esi.corporation(HOME)).member_count == 9
    assert [entry.status for entry in world.requests] == [200, 304, 200]


async def test_a_version_known_from_before_a_restart_is_confirmed_without_a_body(
    esi, make_esi, eve_url, world
):
    known = await esi.corporation(HOME)
    restarted = make_esi(eve_url)
    for _ in range(2):
        answer = await restarted.corporation(HOME, known.etag)
        assert isinstance(answer, Unchanged)
        assert answer.etag == known.etag
    assert [entry.status for entry in world.requests] == [200, 304]


async def test_a_version_that_is_no_longer_right_brings_the_new_sheet(esi, make_esi, eve_url, world, clock):
    known = await esi.corporation(HOME)
    world.rename(HOME, "Renamed")
    clock.skip(3602)
    answer = await make_esi(eve_url).corporation(HOME, known.etag)
    assert isinstance(answer, CorporationFacts)
    assert answer.name == "Renamed"
    assert answer.etag != known.etag


async def test_many_who_ask_for_the_same_at_once_cause_one_question(esi, world):
    answers = await asyncio.gather(*(esi.corporation(HOME) for _ in range(20)))
    assert len(set(answers)) == 1
    assert len(world.requests) == 1
    assert esi.figures().from_memory == 19


async def test_an_outage_is_shared_by_all_who_ask_for_the_same(esi, world):
    world.esi_down()
    results = await asyncio.gather(*(esi.corporation(HOME) for _ in range(20)), return_exceptions=True)
    assert {type(result) for result in results} == {EveDown}
    assert len(world.requests) == TRIES


async def test_a_question_called_off_by_one_is_still_answered_to_others(esi, world):
    world.delay(0)
    first = asyncio.create_task(esi.corporation(HOME))
    await asyncio.sleep(0)
    second = asyncio.create_task(esi.corporation(HOME))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).id == HOME
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_impossible_ids_never_leave_the_house(esi, world):
    for impossible in (0, -5, 2**63):
        with pytest.raises(NotThere):
            await esi.corporation(impossible)
    assert not world.requests


# -- names -----------------------------------------------------------------------------------------------


async def test_names_are_resolved_in_any_category_and_bad_ids_named(esi, world):
    answer = await esi.names([PILOTS[0], HOME, ALLIANCE, 12_345])
    assert answer.found == {
        PILOTS[0]: Named(PILOTS[0], "Pilot 1", "character"),
        HOME: Named(HOME, "Northern Traders", "corporation"),
        ALLIANCE: Named(ALLIANCE, "Northern Watch", "alliance"),
    }
    assert answer.unknown == {12_345}
    before = len(world.requests)
    assert await esi.names([PILOTS[0], 12_345, HOME, ALLIANCE]) == answer
    assert len(world.requests) == before


async def test_ids_are_found_by_exact_names(esi, world):
    found = await esi.ids(["Pilot 1", "Northern Watch", "Nobody At All", "", "x" * 101])
    assert found == (
        Named(PILOTS[0], "Pilot 1", "character"),
        Named(ALLIANCE, "Northern Watch", "alliance"),
    )
    assert await esi.ids(["Nobody At All"]) == ()
    assert len(world.requests) == 1


async def test_factions_and_the_server_are_described(esi, world):
    factions = await esi.factions()
    assert {faction.id for faction in factions} == set(world.factions)
    assert any(faction.militia_corporation_id for faction in factions)
    assert await esi.factions() == factions
    status = await esi.status()
    assert not status.vip
    assert len(world.requests) == 2


# -- outages and refusals --------------------------------------------------------------------------------


async def test_a_stumble_is_forgiven_and_an_outage_is_told_after_three_tries(esi, world, clock):
    world.fail_route("GET", "/corporations/{corporation_id}", 502, times=2)
    assert (await esi.corporation(HOME)).id == HOME
    assert len(world.requests) == 3
    assert [0 < pause <= 2 for pause in clock.slept] == [True, True]
    world.esi_down()
    with pytest.raises(EveDown):
        await esi.affiliations(PILOTS)
    assert asked(world)[AFFILIATION] == TRIES


async def test_silence_is_an_outage(make_esi, unused_tcp_port, clock):
    esi = make_esi(f"http://127.0.0.1:{unused_tcp_port}")
    with pytest.raises(EveDown, match=r"eve\.down"):
        await esi.status()
    assert esi.figures().calls == {("GET /status", 0): TRIES}


@pytest.mark.parametrize("status", [400, 401, 403, 405, 422])
async def test_a_refusal_is_never_repeated_and_says_nothing_about_the_thing(esi, world, status):
    world.fail_route("GET", "/corporations/{corporation_id}", status)
    with pytest.raises(EveMisconfigured):
        await esi.corporation(HOME)
    assert len(world.requests) == 1


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refusal_of_ourselves_condemns_no_character(esi, world, status):
    world.fail_route("POST", "/characters/affiliation", status, times=1)
    with pytest.raises(EveMisconfigured):
        await esi.affiliations(PILOTS)
    assert not (await esi.affiliations(PILOTS)).unknown


# -- limits ----------------------------------------------------------------------------------------------


async def test_everything_stops_before_the_error_budget_is_spent_and_goes_on_after_its_minute(
    esi, world, clock
):
    with pytest.raises(EveDown) as down:
        for number in range(200):
            with pytest.raises(NotThere):
                await esi.corporation(98_900_000 + number)
    assert down.value.retry_after is not None
    assert 0 < down.value.retry_after <= 60
    assert esi.figures().error_budget == 19
    assert esi.figures().paused_until is not None
    sent = len(world.requests)
    for question in (esi.status(), esi.corporation(HOME), esi.affiliations(PILOTS)):
        with pytest.raises(EveDown):
            await question
    assert len(world.requests) == sent
    assert 420 not in {entry.status for entry in world.requests}
    clock.skip(down.value.retry_after)
    await esi.corporation(HOME)
    assert esi.figures().paused_until is None


async def test_a_short_pause_is_waited_for(make_esi, eve_url, world, clock):
    esi = make_esi(eve_url, patience=61)
    for number in range(100):
        with pytest.raises(NotThere):
            await esi.corporation(98_900_000 + number)
    assert 420 not in {entry.status for entry in world.requests}
    assert sum(clock.slept) > 0


async def test_a_420_silences_every_route(esi, world, clock):
    world.error_limit()
    with pytest.raises(EveDown) as down:
        await esi.corporation(HOME)
    world.error_limit(False)
    for question in (esi.status(), esi.alliance(ALLIANCE)):
        with pytest.raises(EveDown):
            await question
    assert len(world.requests) == 1
    clock.skip(down.value.retry_after)
    await esi.status()


async def test_a_bucket_is_not_overdrawn_and_fills_again(esi, world, clock):
    world.limits.groups["status"] = 20
    with pytest.raises(EveDown) as down:
        for _ in range(20):
            await esi.status()
            clock.skip(32)
    assert {entry.status for entry in world.requests} <= {200, 304}
    assert esi.figures().buckets["status", None] < 5
    sent = len(world.requests)
    await esi.corporation(HOME)
    assert len(world.requests) == sent + 1
    clock.skip(down.value.retry_after + 1)
    await esi.status()


async def test_a_429_silences_its_group_alone(esi, world, clock):
    world.limits.groups["status"] = 0
    with pytest.raises(EveDown) as down:
        await esi.status()
    assert down.value.retry_after == 900
    with pytest.raises(EveDown):
        await esi.status()
    assert len(world.requests) == 1
    await esi.corporation(HOME)
    world.limits.groups["status"] = 600
    clock.skip(901)
    await esi.status()


async def test_no_more_than_a_few_questions_are_under_way_at_once(script, make_esi):
    esi, flying, most = make_esi(script.url), 0, 0

    async def slow(request):
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0.01)
        flying -= 1
        raise script_not_found()

    for number in range(1, 41):
        script.on("GET", f"/corporations/{number}", slow)
    await asyncio.gather(*(esi.corporation(number) for number in range(1, 41)), return_exceptions=True)
    assert most == PARALLEL


def script_not_found() -> Exception:
    from aiohttp import web

    return web.HTTPNotFound()


# -- downtime --------------------------------------------------------------------------------------------


def to_downtime(clock, minute: int = 2) -> None:
    """Move to that many minutes past eleven of the next day."""
    now = clock.now()
    eleven = datetime(now.year, now.month, now.day, 11, tzinfo=UTC) + timedelta(days=1, minutes=minute)
    clock.skip((eleven - now).total_seconds())


async def test_in_downtime_only_the_server_is_asked_how_it_is(esi, world, clock):
    to_downtime(clock)
    world.esi_down()
    for _ in range(5):
        with pytest.raises(EveDown) as down:
            await esi.corporation(HOME)
    assert down.value.retry_after == 30
    assert asked(world) == {"GET /status": 1}
    assert esi.figures().paused_until == clock.now() + timedelta(seconds=30)
    clock.skip(31)
    with pytest.raises(EveDown):
        await esi.affiliations(PILOTS)
    assert asked(world) == {"GET /status": 2}


async def test_downtime_ends_early_when_the_server_says_so_and_at_the_latest_after_a_quarter(
    esi, world, clock
):
    to_downtime(clock)
    world.esi_down()
    with pytest.raises(EveDown):
        await esi.corporation(HOME)
    world.esi_down(False)
    clock.skip(31)
    assert (await esi.corporation(HOME)).id == HOME
    world.fail_route("GET", "/status", 503)
    to_downtime(clock, minute=15)
    before = asked(world)["GET /status"]
    await esi.corporation(AWAY)
    assert asked(world)["GET /status"] == before


async def test_a_server_for_the_staff_alone_is_still_down(script, make_esi, clock):
    to_downtime(clock)
    status = {"players": 3, "server_version": "1", "start_time": "2026-11-21T11:01:00Z", "vip": True}
    script.on("GET", "/status", (200, status), (200, status | {"vip": False}))
    script.on("GET", "/alliances/1/corporations", (200, [HOME]))
    esi = make_esi(script.url)
    with pytest.raises(EveDown):
        await esi.alliance_corporations(1)
    clock.skip(31)
    assert (await esi.alliance_corporations(1)).corporation_ids == {HOME}


async def test_what_is_remembered_is_answered_in_downtime_too(esi, world, clock):
    to_downtime(clock, minute=-10)
    facts = await esi.corporation(HOME)
    clock.skip(720)
    world.esi_down()
    assert await esi.corporation(HOME) == facts


# -- what goes over the wire -----------------------------------------------------------------------------


async def test_we_say_who_we_are_and_which_esi_we_know(script, make_esi):
    script.on("GET", "/alliances/1/corporations", (200, []))
    await make_esi(script.url).alliance_corporations(1)
    _, _, headers, _ = script.requests[0]
    assert headers["X-Compatibility-Date"] == "2026-08-18"
    assert headers["User-Agent"] == AGENT
    made = user_agent("1.2.3", "me@example.org", "https://example.org")
    assert made.startswith("Concord/1.2.3 (me@example.org; +https://example.org) aiohttp/3.")


async def test_new_fields_and_new_values_do_no_harm(script, make_esi):
    body = {
        "name": "N",
        "ticker": "T",
        "member_count": 1,
        "state": "dormant",
        "type": "robot_owned",
        "new": {},
    }
    script.on("GET", "/corporations/5", (200, body))
    names = [{"id": 7, "name": "Seven", "category": "hologram", "since": 1}]
    script.on("POST", "/universe/names", (200, names))
    script.on("POST", "/universe/ids", (200, {"holograms": [{"id": 7, "name": "Seven"}]}))
    esi = make_esi(script.url)
    assert not (await esi.corporation(5)).closed
    assert (await esi.names([7])).found == {7: Named(7, "Seven", "hologram")}
    assert await esi.ids(["Seven"]) == ()


@pytest.mark.parametrize("body", ["<html>", "", {"name": 5}, []])
async def test_an_answer_that_cannot_be_read_is_an_outage(script, make_esi, body):
    script.on("GET", "/corporations/5", (200, body))
    with pytest.raises(EveDown):
        await make_esi(script.url).corporation(5)


async def test_a_short_retry_after_is_waited_for_and_a_long_one_handed_on(script, make_esi, clock):
    esi = make_esi(script.url)
    script.on("GET", "/alliances/1/corporations", (503, "", {"Retry-After": "4"}), (200, [1]))
    await esi.alliance_corporations(1)
    assert clock.slept == [4.0]
    script.on("GET", "/alliances/2/corporations", (503, "", {"Retry-After": "300"}))
    with pytest.raises(EveDown) as down:
        await esi.alliance_corporations(2)
    assert down.value.retry_after == 300
    assert script.asked("/alliances/2/corporations") == 1


async def test_a_redirect_is_not_followed(script, make_esi):
    script.on("GET", "/alliances/1/corporations", (302, "", {"Location": "/elsewhere"}))
    with pytest.raises(EveDown):
        await make_esi(script.url).alliance_corporations(1)
    assert script.asked("/elsewhere") == 0


async def test_without_expires_the_age_of_the_route_holds(script, make_esi, clock):
    esi = make_esi(script.url)
    script.on("GET", "/alliances/1/corporations", (200, [1]))
    await esi.alliance_corporations(1)
    clock.skip(3599)
    await esi.alliance_corporations(1)
    assert script.asked("/alliances/1/corporations") == 1
    script.on("GET", "/alliances/2/corporations", (200, [1], {"Cache-Control": "max-age=100", "Age": "40"}))
    answer = await esi.alliance_corporations(2)
    assert (answer.expires_at - clock.now()).total_seconds() == 61


async def test_an_expiry_in_the_past_does_not_make_us_hammer(script, make_esi, clock):
    esi = make_esi(script.url)
    script.on("GET", "/alliances/1/corporations", (200, [1], {"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}))
    for _ in range(5):
        await esi.alliance_corporations(1)
    assert script.asked("/alliances/1/corporations") == 1


async def test_figures_count_by_route_and_status(esi, world):
    await esi.corporation(HOME)
    await esi.corporation(HOME)
    with pytest.raises(NotThere):
        await esi.corporation(98_900_000)
    await esi.status()
    figures = esi.figures()
    assert figures.calls == {
        ("GET /corporations/{corporation_id}", 200): 1,
        ("GET /corporations/{corporation_id}", 404): 1,
        ("GET /status", 200): 1,
    }
    assert figures.from_memory == 1
    assert figures.error_budget == 99
    assert figures.buckets == {("status", None): 598}
    assert figures.paused_until is None


# -- searching -------------------------------------------------------------------------------------------


async def test_a_part_of_a_name_is_found_with_a_token_and_not_asked_twice(esi, world):
    token = world.signer.access_token(
        "concord", PILOTS[0], "Pilot 1", "hash", ("esi-search.search_structures.v1",)
    )
    for text in ("northern", "NORTHERN"):
        found = await esi.search(PILOTS[0], token, text, ("corporation", "alliance"))
        assert [(n.name, n.category) for n in found] == [
            ("Northern Traders", "corporation"),
            ("Northern Watch", "alliance"),
        ]
    assert asked(world)["GET /characters/{character_id}/search"] == 1
    assert await esi.search(PILOTS[0], token, "nobody & nothing", ("character",)) == ()


async def test_a_token_without_the_scope_searches_nothing(esi, world):
    token = world.signer.access_token("concord", PILOTS[0], "Pilot 1", "hash", ("publicData",))
    with pytest.raises(EveMisconfigured):
        await esi.search(PILOTS[0], token, "northern", ("corporation",))
