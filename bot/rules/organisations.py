"""Names and facts of corporations and alliances, and the present names of characters."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any

from tortoise.expressions import Q

from bot import clock
from bot.database import rows, transaction, upsert
from bot.eve.base import AllianceFacts, CorporationFacts, NotThere
from bot.rules.events import CharacterRenamed, CorporationsRenamed
from bot.rules.outside import outside
from bot.rules.queue import emit
from models.characters import Character, CharacterName
from models.organisations import Alliance, Corporation, Faction
from models.users import Subject

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Pages asked for at the same time."""
GONE_FOR = timedelta(days=7)
"""When to look again for an organisation that ESI does not know."""
NAMES_EVERY = timedelta(days=1)
"""How often character names are compared."""


async def refresh_due(limit: int = 500) -> int:
    """Bring due corporations and alliances up to date; returns how many were asked about. Raises EveDown."""
    now = clock.now()
    corporations = await Corporation.filter(due_at__lte=now).order_by("due_at").limit(limit)
    alliances = await Alliance.filter(due_at__lte=now).order_by("due_at").limit(limit)
    gate = asyncio.Semaphore(AT_ONCE)
    work: list[Awaitable[None]] = [_guarded(gate, _corporation, c) for c in corporations]
    work += [_guarded(gate, _alliance, a) for a in alliances]
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    for problem in outcomes:
        if isinstance(problem, BaseException):
            raise problem
    return len(work)


async def learn(corporation_id: int | None, alliance_id: int | None) -> None:
    """Fetch the facts of a corporation and an alliance that we have just met. Raises EveDown."""
    for corporation in await Corporation.filter(id=corporation_id or 0, checked_at=None):
        await _corporation(corporation)
    for alliance in await Alliance.filter(id=alliance_id or 0, checked_at=None):
        await _alliance(alliance)


async def _guarded(
    gate: asyncio.Semaphore, act: Callable[[Any], Awaitable[None]], row: Corporation | Alliance
) -> None:
    async with gate:
        await act(row)


async def _corporation(row: Corporation) -> None:
    try:
        page = await outside.need_esi().corporation(row.id, row.etag or None)
    except NotThere:
        await Corporation.filter(id=row.id).update(closed=True, due_at=clock.now() + GONE_FOR)
        return
    changes: dict[str, object] = {"checked_at": clock.now(), "due_at": page.expires_at}
    if isinstance(page, CorporationFacts):
        changes |= {
            "name": page.name,
            "ticker": page.ticker,
            "alliance_id": page.alliance_id,
            "member_count": page.member_count,
            "ceo_id": page.ceo_id,
            "closed": page.closed,
            "etag": page.etag or "",
        }
    await _store(Corporation, row, changes, "corporation_id")


async def _alliance(row: Alliance) -> None:
    try:
        page = await outside.need_esi().alliance(row.id, row.etag or None)
    except NotThere:
        await Alliance.filter(id=row.id).update(closed=True, due_at=clock.now() + GONE_FOR)
        return
    changes: dict[str, object] = {"checked_at": clock.now(), "due_at": page.expires_at}
    if isinstance(page, AllianceFacts):
        changes |= {
            "name": page.name,
            "ticker": page.ticker,
            "executor_id": page.executor_corporation_id,
            "closed": page.closed,
            "etag": page.etag or "",
        }
    await _store(Alliance, row, changes, "alliance_id")


async def _store(
    model: type[Corporation] | type[Alliance],
    row: Corporation | Alliance,
    changes: dict[str, object],
    column: str,
) -> None:
    """Write facts; a new name or ticker is announced for the people whose mains bear it."""
    renamed = any(k in changes and changes[k] != getattr(row, k) for k in ("name", "ticker"))
    async with transaction():
        await model.filter(id=row.id).update(**changes)
        if renamed:
            found = await rows(
                f"SELECT u.id FROM users u JOIN characters c ON c.id = u.main_id WHERE c.{column} = %s",
                [row.id],
            )
            if found:
                await emit(CorporationsRenamed(frozenset(r["id"] for r in found)))


async def refresh_names() -> int:
    """Compare the names of known characters with EVE's, 1,000 a call; returns how many were renamed."""
    due = Q(name_checked_at=None) | Q(name_checked_at__lt=clock.now() - NAMES_EVERY)
    found = await Character.filter(due, gone_at=None).limit(10_000).values_list("id", flat=True)
    if not found:
        return 0
    ids = [int(str(i)) for i in found]
    answer = await outside.need_esi().names(ids)
    return await take_names({i: n.name for i, n in answer.found.items()}, asked=ids)


async def take_names(names: dict[int, str], *, asked: Iterable[int]) -> int:
    """Store names; old ones go to the history, owners of renamed characters are announced."""
    now = clock.now()
    found = await Character.filter(id__in=list(names)).values_list("id", "name")
    changed = {i: old for i, old in found if names[i] != old}
    async with transaction():
        asked = sorted(asked)
        for start in range(0, len(asked), 5000):
            await Character.filter(id__in=asked[start : start + 5000]).update(name_checked_at=now)
        if not changed:
            return 0
        await upsert(Character, [Character(id=i, name=names[i]) for i in changed], update_fields=["name"])
        past = [CharacterName(character_id=i, name=old, until=now) for i, old in changed.items() if old]
        await CharacterName.bulk_create(past)
        owners = await rows(
            "SELECT o.user_id, o.character_id, u.main_id FROM ownerships o JOIN users u ON u.id = o.user_id "
            f"WHERE o.character_id IN ({', '.join(map(str, changed))})"
        )
        for r in owners:
            if r["main_id"] == r["character_id"]:
                await Subject.filter(user_id=r["user_id"]).update(name=names[r["character_id"]])
        if owners:
            await emit(CharacterRenamed(frozenset(r["user_id"] for r in owners)))
    return len(changed)


async def refresh_factions() -> int:
    """The few factions there are, by name."""
    found = await outside.need_esi().factions()
    await upsert(Faction, [Faction(id=f.id, name=f.name) for f in found], update_fields=["name"])
    return len(found)
