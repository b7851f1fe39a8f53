"""Telling people: a row on the notice page, and a direct message where one is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot import clock
from bot.database import upsert
from bot.rules.events import NoticesWritten
from bot.rules.queue import emit
from models.notices import Delivery, Level, Notice


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice for one person: a key of the catalogue and the facts that its words need.

    `once` makes a repeated telling harmless; `direct` asks for a direct message as well;
    `category` is what people may switch those off for.
    """

    user_id: int
    key: str
    facts: dict[str, Any] = field(default_factory=dict)
    level: Level = Level.INFO
    once: str | None = None
    direct: bool = True
    category: str = "account"


async def tell(tellings: Iterable[Telling]) -> None:
    """Write notices in the transaction of what they tell about; the direct messages follow it."""
    tellings = list(tellings)
    if not tellings:
        return
    now = clock.now()
    await upsert(
        Notice,
        [
            Notice(
                user_id=t.user_id,
                key=t.key,
                facts=t.facts,
                level=t.level,
                once=t.once,
                category=t.category,
                created_at=now,
                delivery=Delivery.WAITING if t.direct else Delivery.NONE,
            )
            for t in tellings
        ],
        update_fields=[],
        conflict=["once"],
    )
    direct = frozenset(t.user_id for t in tellings if t.direct)
    if direct:
        await emit(NoticesWritten(direct))
