"""Making a character known the moment it signs in, so that its standing need not wait for the next round."""

from __future__ import annotations

import logging

from bot import clock
from bot.database import upsert
from bot.errors import Unavailable
from bot.eve.base import Proof
from bot.rules import affiliations, organisations
from bot.rules.outside import outside
from models.characters import Character

log = logging.getLogger(__name__)

MAX_NAME = 64


def clean(name: str, limit: int = MAX_NAME) -> str:
    """A name as it may be stored and shown: no control characters, single blanks, cut to the limit."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:limit].rstrip()


async def meet(proof: Proof) -> None:
    """Store a character that has just proved itself: its present name, where it stands, its organisations' names.

    Asks EVE, so never inside a transaction; its silence is no obstacle, the next round catches up.
    """
    name, now = clean(proof.name), clock.now()
    character = Character(id=proof.character_id, name=name, affiliation_due_at=now)
    await upsert(Character, [character], update_fields=[])
    known = await Character.get(id=proof.character_id)
    if known.name != name:
        await organisations.take_names({known.id: name}, asked=[known.id])
    if outside.esi is None:
        return
    try:
        if (
            known.affiliation_at is None
            or known.affiliation_due_at is None
            or known.affiliation_due_at <= now
        ):
            await affiliations.place(known.id)
            await known.refresh_from_db()
        await organisations.learn(known.corporation_id, known.alliance_id)
    except Unavailable as e:
        log.info("EVE does not tell of character %s now (%s); the next round asks again", known.id, e.key)
