"""Telling people: a row on the notice page, and a direct message where one is wanted."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import clock
from bot.database import execute, rows, upsert
from bot.rules.events import NoticesWritten
from bot.rules.queue import emit
from models.notices import Delivery, Level, Notice, NoticePreference


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


@dataclass(frozen=True, slots=True)
class Category:
    """What people may have sent directly or only on the notice page; its words are `notice.category.<name>`.

    `direct`: what happens to those who said nothing. Nothing can be switched off altogether: the page has it all.
    """

    name: str
    direct: bool = True


CATEGORIES: dict[str, Category] = {}


def category(name: str, *, direct: bool = True) -> Category:
    """Declare a category; features add theirs beside their rules."""
    return CATEGORIES.setdefault(name, Category(name, direct))


category("account")
category("groups")
category("services")
category("staff")

MOST = 50
"""Notices of one person; the oldest go."""
HEAP = 50
"""So many who are told the same for their pages only are told by one statement."""
BULK = 20
"""One cause that tells more people than that sends no direct messages: the page has it, and a post says it once."""


def level_of(wanted: str) -> Level:
    """A level, whatever was asked for: what is none of the four is information."""
    try:
        return Level(wanted)
    except ValueError:
        return Level.INFO


async def tell(tellings: Iterable[Telling]) -> None:
    """Write notices in the transaction of what they tell about; the direct messages follow it.

    Whoever wants a category on the page only gets it there; so does everybody whom one cause tells with many others.
    """
    tellings = list(tellings)
    if not tellings:
        return
    now, people = clock.now(), frozenset(t.user_id for t in tellings)
    refused = await _page_only(people, {t.category for t in tellings}) if len(people) <= BULK else None
    direct = [t.direct and refused is not None and (t.user_id, t.category) not in refused for t in tellings]
    single = await _write_heaps(list(zip(tellings, direct, strict=True)), now)
    await upsert(
        Notice,
        [
            Notice(
                user_id=t.user_id,
                key=t.key,
                facts=t.facts,
                level=level_of(t.level),
                once=t.once,
                category=t.category,
                created_at=now,
                delivery=Delivery.WAITING if at_once else Delivery.NONE,
            )
            for t, at_once in single
        ],
        update_fields=[],
        conflict=["once"],
    )
    await _drop_oldest(people)
    if any(direct):
        await emit(NoticesWritten(frozenset(t.user_id for t, d in zip(tellings, direct, strict=True) if d)))


async def _write_heaps(told: list[tuple[Telling, bool]], now: datetime) -> list[tuple[Telling, bool]]:
    """Write what many are told alike, for their pages only, by one statement each; returns the rest."""
    if len(told) < HEAP:
        return told
    heaps: dict[str, list[tuple[Telling, bool]]] = defaultdict(list)
    for telling, direct in told:
        alike = not direct and telling.once is None
        name = repr((telling.key, telling.level, telling.category, telling.facts)) if alike else ""
        heaps[name].append((telling, direct))
    for name, heap in heaps.items():
        people = {t.user_id for t, _ in heap}
        if not name or len(heap) < HEAP or len(people) < len(heap):
            continue
        one = heap[0][0]
        await execute(
            "INSERT INTO notices (user_id, `key`, category, facts, level, created_at, delivery) SELECT id, %s, %s, %s, "
            f"%s, %s, %s FROM users WHERE id IN ({', '.join(map(str, sorted(people)))}) ORDER BY id",
            [
                one.key,
                one.category,
                json.dumps(one.facts),
                level_of(one.level).value,
                now,
                Delivery.NONE.value,
            ],
        )
        heap.clear()
    return [t for heap in heaps.values() for t in heap]


async def _page_only(people: frozenset[int], names: set[str]) -> set[tuple[int, str]]:
    """Who wants which of these categories on the page only; one statement."""
    said = await NoticePreference.filter(user_id__in=people, category__in=names)
    chosen = {(p.user_id, p.category): p.direct for p in said}
    usual = {n: CATEGORIES[n].direct if n in CATEGORIES else True for n in names}
    return {(u, n) for u in people for n in names if not chosen.get((u, n), usual[n])}


async def _drop_oldest(people: frozenset[int]) -> None:
    """Keep the latest MOST of each person: one statement for every 500 people, and one more where some go.

    Found by a plain read and deleted by number: a DELETE that looks for itself locks gaps, and two would deadlock.
    """
    ids = sorted(people)
    for start in range(0, len(ids), 500):
        part = ", ".join(map(str, ids[start : start + 500]))
        found = await rows(
            "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY id DESC) AS place "
            f"FROM notices WHERE user_id IN ({part})) n WHERE place > %s",
            [MOST],
        )
        if found:
            await execute(f"DELETE FROM notices WHERE id IN ({', '.join(str(r['id']) for r in found)})")
