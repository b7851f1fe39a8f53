"""The two limits of ESI as we keep them from its headers."""

from __future__ import annotations

import pytest

from bot.eve.limits import Bucket, Buckets, ErrorBudget, cost_of, limit_of


def bucket_headers(left: int, limit: str = "20/15m", group: str = "g") -> dict[str, str]:
    return {"X-Ratelimit-Group": group, "X-Ratelimit-Limit": limit, "X-Ratelimit-Remaining": str(left)}


def budget_headers(left: int, reset: int) -> dict[str, str]:
    return {"X-ESI-Error-Limit-Remain": str(left), "X-ESI-Error-Limit-Reset": str(reset)}


def test_the_cost_of_an_answer_is_as_esi_counts_it():
    assert [cost_of(status) for status in (200, 204, 304, 404, 403, 429, 500, 503)] == [
        2,
        2,
        1,
        5,
        5,
        0,
        0,
        0,
    ]


def test_the_size_of_a_bucket_is_read_from_its_header():
    assert [limit_of(text) for text in ("150/15m", "10/30s", "1/2h")] == [(150, 900), (10, 30), (1, 7200)]
    for strange in ("", "x", "150", "150/", "150/m", "150/15w"):
        assert limit_of(strange) == (0, 900)


def test_an_answer_that_was_overtaken_does_not_raise_the_budget(clock):
    budget = ErrorBudget()
    budget.note(budget_headers(18, 30))
    budget.note(budget_headers(25, 30))
    assert budget.remaining == 18
    assert budget.pause() == 30


def test_a_new_minute_starts_with_what_it_says(clock):
    budget = ErrorBudget()
    budget.note(budget_headers(10, 5))
    clock.skip(5)
    assert budget.pause() == 0
    budget.note(budget_headers(99, 60))
    assert budget.remaining == 99


@pytest.mark.parametrize("headers", [{}, budget_headers(-3, 5), {"X-ESI-Error-Limit-Remain": "0"}])
def test_headers_that_make_no_sense_change_nothing(clock, headers):
    budget = ErrorBudget()
    budget.note(headers)
    assert budget.remaining is None
    assert budget.pause() == 0


def test_tokens_come_back_a_window_after_they_were_spent(clock):
    bucket = Bucket()
    for left in (8, 6, 4):
        bucket.note(bucket_headers(left), 200)
        clock.skip(100)
    assert bucket.left() == 4
    assert bucket.pause() == 900 - 300
    clock.skip(600)
    assert bucket.pause() == 0
    assert bucket.left() == 6
    clock.skip(300)
    assert bucket.left() == 20


def test_what_others_spent_comes_back_at_the_latest_after_a_whole_window(clock):
    bucket = Bucket()
    bucket.note(bucket_headers(0), 304)
    assert bucket.pause() == 900
    clock.skip(900)
    assert bucket.pause() == 0


def test_every_character_has_its_own_bucket_and_routes_of_a_group_share_one(clock):
    buckets = Buckets()
    buckets.note("GET /a", 1, bucket_headers(0), 200)
    buckets.note("GET /b", 2, bucket_headers(20), 200)
    assert buckets.of("GET /a", 1).pause() > 0
    assert buckets.of("GET /b", 1).pause() > 0
    assert buckets.of("GET /a", 2).pause() == 0
    assert buckets.left() == {("g", 1): 0, ("g", 2): 20}


def test_a_refusal_without_headers_silences_the_route(clock):
    buckets = Buckets()
    buckets.of("GET /a", None).shut(60)
    assert buckets.of("GET /a", None).pause() == 60
    assert buckets.of("GET /b", None).pause() == 0
