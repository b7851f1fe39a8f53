"""The sandbox's clock: real time, pushed forward, faster, or standing still."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import SandboxClock

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_it_runs_with_real_time_unless_told() -> None:
    before = datetime.now(UTC)
    now = SandboxClock().now()
    assert before <= now <= datetime.now(UTC) + timedelta(seconds=1)


def test_it_stands_still_at_speed_zero_and_can_be_pushed() -> None:
    clock = SandboxClock(START, speed=0)
    clock.advance(90)
    assert clock.now() == START + timedelta(seconds=90)
    assert clock.monotonic() == 90
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(-1)


async def test_sleepers_that_are_due_wake_in_order_and_the_others_sleep_on() -> None:
    clock, woken = SandboxClock(START, speed=0), []

    async def sleeper(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.ensure_future(sleeper(seconds)) for seconds in (30, 10, 500, 20)]
    await asyncio.sleep(0)
    clock.advance(60)
    await asyncio.sleep(0.01)
    assert woken == [10, 20, 30]
    clock.advance(440)
    await asyncio.gather(*tasks)
    assert woken[-1] == 500


async def test_a_faster_clock_wakes_sleepers_sooner_even_those_already_asleep() -> None:
    clock = SandboxClock(START, speed=0)
    task = asyncio.ensure_future(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.speed = 100_000
    await asyncio.wait_for(task, timeout=30)
    assert clock.now() >= START + timedelta(hours=1)


async def test_a_cancelled_sleeper_is_no_trouble() -> None:
    clock = SandboxClock(START, speed=0)
    task = asyncio.ensure_future(clock.sleep(5))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    clock.advance(10)
    clock.speed = 1


async def test_a_jump_moves_the_hands_and_wakes_nobody() -> None:
    clock = SandboxClock(speed=0)
    before = clock.now()
    sleeper = asyncio.create_task(clock.sleep(60))
    await asyncio.sleep(0)
    clock.jump(3600)
    clock.jump(-7200)
    await asyncio.sleep(0)
    assert not sleeper.done()
    assert (clock.now() - before).total_seconds() == -3600
    assert clock.monotonic() == 0
    clock.advance(60)
    await sleeper
