"""When work that waits is a trouble, and when it is only Discord's pace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import app, clock
from bot.rules import health
from bot.rules.access import SYSTEM
from models.queue import Job


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("job", "well"), [("service.put", True), ("notice.send", True), ("service.reconcile", False)]
)
async def test_only_work_whose_pace_is_ours_is_ever_overdue(job: str, well: bool) -> None:
    now = clock.now()
    await Job.create(name=job, key="1", run_at=now - timedelta(hours=1), created_at=now)
    found = await health.look(SYSTEM)
    assert found.well is well
    assert found.oldest_seconds >= 3600, "how long it waits is told in any case"
    assert (await app._queue() is None) is well
