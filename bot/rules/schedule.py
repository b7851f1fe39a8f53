"""What the clockwork does and when it last did it; and doing it now, by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.database import transaction
from bot.errors import NotFound
from bot.rules.access import STAFF, Actor
from bot.rules.audit import Entry, record
from bot.rules.queue import URGENT, enqueue
from models.queue import ScheduleRun

PREFIX = "schedule."
KEY = "run"


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """One scheduled job: its last run and its next. `result` is ok, failed, or empty if it never ran."""

    name: str
    started_at: datetime | None
    finished_at: datetime | None
    duration_ms: int | None
    result: str
    message: str
    next_at: datetime | None


async def overview(actor: Actor) -> list[ScheduleView]:
    """Every scheduled job by name; raises Forbidden unless staff."""
    actor.must(STAFF)
    return [
        ScheduleView(r.name, r.started_at, r.finished_at, r.duration_ms, r.result, r.message, r.next_at)
        for r in await ScheduleRun.all().order_by("name")
    ]


async def run_now(actor: Actor, name: str) -> None:
    """Run a scheduled job as soon as a worker is free, besides its usual times; raises Forbidden, NotFound."""
    actor.must(STAFF)
    async with transaction():
        if not await ScheduleRun.filter(name=name).exists():
            raise NotFound("schedule.no_such_job", name=name)
        await enqueue(PREFIX + name, [(KEY, "")], priority=URGENT)
        await record(actor, [Entry("schedule.run_now", thing=f"schedule:{name}")])
