"""The audit trail: who changed whose access, from what to what, through which face, why."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot import clock
from bot.database import execute
from bot.rules.access import Actor, permission
from models.audit import AuditRow
from models.users import Subject

AUDIT = permission(
    "permissions_tool.audit_permissions", "Can see who holds which permission and why, and the audit trail"
)

HEAP = 50
"""So many lines that say the same of different people are written by one statement."""

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
    """Write entries in the transaction of the change: two statements, however many they are.

    What is said alike of many people is one statement more for each such saying, and costs no time per person here.
    """
    entries = await _write_heaps(actor, list(entries))
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


async def _write_heaps(actor: Actor, entries: list[Entry]) -> list[Entry]:
    """Write what is said alike of many; returns the rest."""
    if len(entries) < HEAP:
        return entries
    heaps: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        heaps[repr((entry.action, entry.thing, entry.before, entry.after))].append(entry)
    for heap in heaps.values():
        people = {e.user_id for e in heap if e.user_id}
        if len(heap) >= HEAP and len(people) == len(heap):
            one = heap[0]
            await _write_alike(actor, one.action, one.thing, (one.before, one.after), people)
            heap.clear()
    return [e for heap in heaps.values() for e in heap]


async def record_alike(
    actor: Actor, action: str, user_ids: Iterable[int], before: Facts, after: Facts
) -> None:
    """The same change of many people, in the transaction of that change: one statement, however many they are."""
    people = set(user_ids)
    if people:
        await _write_alike(actor, action, "", (before, after), people)


async def _write_alike(
    actor: Actor, action: str, thing: str, facts: tuple[Facts | None, Facts | None], people: Iterable[int]
) -> None:
    ids = ", ".join(map(str, sorted(people)))
    await execute(
        "INSERT INTO audit (at, actor_id, face, action, subject_id, thing, `before`, `after`, reason, correlation) "
        "SELECT %s, (SELECT id FROM subjects WHERE user_id = %s), %s, %s, s.id, %s, %s, %s, %s, %s "
        f"FROM users u LEFT JOIN subjects s ON s.user_id = u.id WHERE u.id IN ({ids}) ORDER BY u.id",
        [
            clock.now(),
            actor.user_id,
            actor.face.value,
            action,
            thing,
            *(None if f is None else json.dumps(f) for f in facts),
            actor.reason[:300],
            actor.correlation,
        ],
    )


async def subjects_of(user_ids: Iterable[int]) -> dict[int, int]:
    """Subject ids by user id, one statement. Every account is born with its subject (identity)."""
    ids = sorted(set(user_ids))
    if not ids:
        return {}
    rows = await Subject.filter(user_id__in=ids).values_list("user_id", "id")
    return dict(rows)
