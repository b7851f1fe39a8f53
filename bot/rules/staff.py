"""Telling staff once what needs a human: a notice for each of them."""

from __future__ import annotations

from typing import Any

from bot.database import transaction
from bot.rules.brake import staff_ids
from bot.rules.notices import Telling, tell
from models.notices import Level

MOST = 20
"""So many are told; an alliance has no more people who would mend it."""


async def tell_staff(key: str, facts: dict[str, Any], *, once: str) -> None:
    """Write a notice for everybody on staff. `once` names the matter: it is told once, however often it comes up."""
    people = (await staff_ids())[:MOST]
    async with transaction():
        await tell(Telling(u, key, facts, Level.WARNING, once=f"{once}:{u}"[:128]) for u in people)
