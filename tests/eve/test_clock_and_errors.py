"""The clock that can be swapped, and the errors that carry no words."""

from __future__ import annotations

from datetime import UTC

import pytest

from bot import clock as bot_clock
from bot.errors import ConcordError, TooMany
from bot.eve.base import EveDown, NotThere, TokenMissing


async def test_real_time_is_aware_and_in_utc_and_goes_on():
    assert bot_clock.now().tzinfo is UTC
    before = bot_clock.monotonic()
    await bot_clock.sleep(0.01)
    await bot_clock.sleep(-1)
    assert bot_clock.monotonic() >= before + 0.009


async def test_another_clock_is_followed_until_it_is_put_back(clock):
    before = bot_clock.now()
    await bot_clock.sleep(3600)
    assert (bot_clock.now() - before).total_seconds() == 3600
    assert bot_clock.monotonic() == 3600


@pytest.mark.parametrize(
    ("error", "key", "values"),
    [
        (ConcordError("a.key", name="x"), "a.key", {"name": "x"}),
        (TooMany("slow.down", retry_after=3.0), "slow.down", {"retry_after": 3.0}),
        (EveDown("why", retry_after=5), "eve.down", {"reason": "why", "retry_after": 5}),
        (NotThere("character", 7), "eve.not_there", {"kind": "character", "id": 7}),
        (TokenMissing(7, {"b", "a"}), "eve.token_missing", {"character_id": 7, "scopes": ["a", "b"]}),
    ],
)
def test_an_error_is_a_key_and_values(error, key, values):
    assert isinstance(error, ConcordError)
    assert (str(error), error.key, error.values) == (key, key, values)
