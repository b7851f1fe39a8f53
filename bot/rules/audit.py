"""The audit trail: who changed whose access, from what to what, through which face, why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot import clock
from bot.rules.access import Actor
from models.audit import AuditRow
from models.users import Subject

Facts = dict[str, Any] | list[Any]
"""What is written down of a change: never a bare text, which JSON columns would take for JSON."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail. `user_id`: whom it concerns; `thing`: what else, as "noun:id"."""

    action: str
    user_id: int | None = None
    thing: str = ""
    before: Facts | None = None
    after: Facts | None = None


async def record(actor: Actor, entries: Iterable[Entry]) -> None:
    """Write entries in the transaction of the change: two statements, however many they are."""
    entries = list(entries)
    if not entries:
        return
    people = {e.user_id for e in entries if e.user_id} | ({actor.user_id} if actor.user_id else set())
    subjects = await subjects_of(people)
    now = clock.now()
    await AuditRow.bulk_create(
        [
            AuditRow(
                at=now,
                actor_id=subjects.get(actor.user_id or 0),
                face=actor.face.value,
                action=e.action,
                subject_id=subjects.get(e.user_id or 0),
                thing=e.thing,
                before=e.before,
                after=e.after,
                reason=actor.reason[:300],
                correlation=actor.correlation,
            )
            for e in entries
        ],
        batch_size=1000,
    )


async def record_for(actor: Actor, action: str, changes: Iterable[tuple[int | None, Facts, Facts]]) -> None:
    """Many people, one kind of change, subject ids already at hand: one statement. Each is (subject, before, after)."""
    now = clock.now()
    await AuditRow.bulk_create(
        [
            AuditRow(
                at=now,
                face=actor.face.value,
                action=action,
                subject_id=subject,
                before=before,
                after=after,
                reason=actor.reason[:300],
                correlation=actor.correlation,
            )
            for subject, before, after in changes
        ],
        batch_size=2000,
    )


async def subjects_of(user_ids: Iterable[int]) -> dict[int, int]:
    """Subject ids by user id, one statement. Every account is born with its subject (identity)."""
    ids = sorted(set(user_ids))
    if not ids:
        return {}
    rows = await Subject.filter(user_id__in=ids).values_list("user_id", "id")
    return dict(rows)  # type: ignore[misc]
