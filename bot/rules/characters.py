"""Making a character known the moment it signs in, so that its standing need not wait for the next round."""

from __future__ import annotations

import logging
from datetime import datetime

from bot import clock
from bot.database import transaction, upsert
from bot.errors import NotFound, Unavailable
from bot.eve.base import Affiliation, Esi, Proof
from bot.rules.events import CharacterRenamed, CharactersMoved
from bot.rules.outside import outside
from bot.rules.queue import emit
from models.characters import Character, CharacterName, Ownership
from models.organisations import Alliance, Corporation

log = logging.getLogger(__name__)

MAX_NAME = 64


def clean(name: str, limit: int = MAX_NAME) -> str:
    """A name as it may be stored and shown: no control characters, single blanks, cut to the limit."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:limit].rstrip()


async def meet(proof: Proof) -> None:
    """Store a character that has just proved itself: its name and, if never asked before, where it stands.

    Asks EVE outside of any transaction; its silence is no obstacle, the affiliation round will catch up.
    """
    known = await Character.get_or_none(id=proof.character_id)
    affiliation, due = None, clock.now()
    if known is None or known.affiliation_at is None:
        affiliation, due = await _ask(proof.character_id)
    async with transaction():
        await upsert(
            Character,
            [Character(id=proof.character_id, name=clean(proof.name), affiliation_due_at=due)],
            update_fields=[],
        )
        if known is not None and known.name != clean(proof.name):
            await _rename(known, clean(proof.name))
        if affiliation is not None:
            await _place(affiliation, due)


async def _ask(character_id: int) -> tuple[Affiliation | None, datetime]:
    """Where EVE says a character stands, and until when that answer holds."""
    esi = outside.esi
    if esi is None:
        return None, clock.now()
    try:
        answer = await esi.affiliations([character_id])
        affiliation = answer.found.get(character_id)
        if affiliation is not None:
            await _meet_organisations(esi, affiliation)
    except Unavailable as e:
        log.info("EVE is silent about character %s (%s); the next round asks again", character_id, e.key)
        return None, clock.now()
    return affiliation, answer.expires_at


async def _meet_organisations(esi: Esi, affiliation: Affiliation) -> None:
    """Rows for a corporation and an alliance that we never heard of."""
    now = clock.now()
    try:
        if not await Corporation.exists(id=affiliation.corporation_id):
            corp = await esi.corporation(affiliation.corporation_id)
            row = Corporation(
                id=corp.id,
                name=clean(corp.name, 100),
                ticker=clean(corp.ticker, 8),
                alliance_id=corp.alliance_id,
                member_count=corp.member_count,
                ceo_id=corp.ceo_id,
                closed=corp.closed,
                checked_at=now,
                due_at=corp.expires_at,
                etag=corp.etag or "",
            )
            await upsert(Corporation, [row], update_fields=[])
        if affiliation.alliance_id and not await Alliance.exists(id=affiliation.alliance_id):
            alliance = await esi.alliance(affiliation.alliance_id)
            ally = Alliance(
                id=alliance.id,
                name=clean(alliance.name, 100),
                ticker=clean(alliance.ticker, 8),
                executor_id=alliance.executor_corporation_id,
                closed=alliance.closed,
                checked_at=now,
                due_at=alliance.expires_at,
                etag=alliance.etag or "",
            )
            await upsert(Alliance, [ally], update_fields=[])
    except NotFound as e:
        log.warning("EVE knows no organisation of an affiliation that it told of: %s", e.values)


async def _place(affiliation: Affiliation, due: datetime) -> None:
    """The first affiliation of a character; somebody may own it since a day when EVE was silent."""
    placed = await Character.filter(id=affiliation.character_id, affiliation_at__isnull=True).update(
        corporation_id=affiliation.corporation_id,
        alliance_id=affiliation.alliance_id,
        faction_id=affiliation.faction_id,
        affiliation_at=clock.now(),
        affiliation_due_at=due,
    )
    owner = await Ownership.get_or_none(character_id=affiliation.character_id)
    if placed and owner is not None:
        await emit(CharactersMoved(frozenset({owner.user_id})))


async def _rename(known: Character, name: str) -> None:
    """A character came back under another name."""
    now = clock.now()
    await CharacterName.create(character_id=known.id, name=known.name, until=now)
    await Character.filter(id=known.id).update(name=name, name_checked_at=now)
    owner = await Ownership.get_or_none(character_id=known.id)
    if owner is not None:
        await emit(CharacterRenamed(frozenset({owner.user_id})))
