"""The hands of the clock jump, as a time server moves them: nobody loses anything, and work goes on."""

from __future__ import annotations

import pytest

from models.queue import Job
from models.users import User
from sandbox import cast
from tests.journeys.kit import House, until

TESS = cast.TESS.discord_id
MAIN = cast.TESS.characters[0][0]
HOUR, DAY = 3600.0, 86_400.0


@pytest.mark.parametrize("jumps", [(HOUR, -2 * HOUR), (-HOUR, 2 * HOUR), (3 * DAY, -6 * DAY)])
async def test_a_clock_that_jumps_takes_nothing_and_holds_up_no_work(
    house: House, jumps: tuple[float, ...]
) -> None:
    joined = await house.join_by_link(TESS, MAIN)
    await until("the role", lambda: "Member" in house.roles(TESS))
    await until("the queue is empty", house.idle)
    role = house.role_id("Member")
    for number, seconds in enumerate(jumps):
        house.world.clock.jump(seconds)
        await house.people.set_roles(cast.MARA.discord_id, cast.GUILD, TESS, remove=[role])
        await until("what was taken by hand is put right", lambda: "Member" in house.roles(TESS))
        assert (await joined.browser.get("/")).status == 200
        newcomer, character = (await house.newcomers(number + 1))[-1]
        await house.join_by_link(newcomer, character)
        await until("who comes now gets in", lambda d=newcomer: "Member" in house.roles(d))
    await house.restart()
    await until("the queue is empty", house.idle)
    assert "Member" in house.roles(TESS)
    assert (await User.get(main_id=MAIN)).is_active
    assert not await Job.filter(slot=None).exists(), "nothing was given up"
