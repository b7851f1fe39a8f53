"""The table of reactions as the application has it: every event runs to its end, for one person, some, and all."""

from __future__ import annotations

import pytest

from bot.database import transaction
from bot.rules.events import Event
from bot.rules.queue import emit
from models.queue import Job
from tests.conftest import Drain
from tests.world import make_state, make_user

EVENTS = Event.__subclasses__()


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.__name__)
@pytest.mark.parametrize("how_many", ["one", "some", "everybody"])
async def test_an_event_runs_to_its_end(event: type[Event], how_many: str, db: str, drain: Drain) -> None:
    await make_state("Guest", guest=True, priority=0)
    users = [(await make_user(f"Pilot {n}")).id for n in range(3)]
    given = {"one": frozenset(users[:1]), "some": frozenset(users[:2]), "everybody": frozenset[int]()}[
        how_many
    ]
    async with transaction():
        await emit(event(given))
    assert await drain() >= 1
    assert await Job.all().count() == 0
