"""Telling a pilot why they lack something and what they can do about it, in their own language."""

from __future__ import annotations

from bot import clock
from bot.database import retried, rows, transaction
from bot.errors import Conflict
from bot.rules import trailwords, when, why
from bot.rules.access import Actor
from bot.rules.notices import Telling, tell
from bot.rules.why import Reason
from models.notices import Level

THEIRS = frozenset(
    {
        "why.other_main",
        "why.choose_main",
        "why.join",
        "why.link",
        "why.mend.absent",
        "why.group.open",
        "why.group.ask",
        "why.group.ask_permitted",
        "why.group.need_state",
    }
)
"""What a pilot can do; the rest is for staff."""

LONGEST = 128
"""Signs that the mark of a telling may have."""


@retried
async def give(actor: Actor, user_id: int, about: str) -> str:
    """Send somebody the reasons why they lack what was asked about, and their part in changing it; once a day each.

    Returns what the thing is called. Raises Forbidden unless auditor, NotFound, Conflict if they have it.
    """
    chain = await why.why(actor, user_id, about)
    if chain.has:
        raise Conflict("why.has_it", thing=chain.name)
    (row,) = await rows("SELECT language FROM users WHERE id = %s", [user_id])
    language = row["language"] or ""
    against = [r for r in chain.reasons if r.good is False] or list(chain.reasons)
    theirs = [c for c in chain.changes if c.key in THEIRS] or [Reason("why.ask_staff")]
    facts = {
        "thing": chain.name,
        "why": _said(language, against),
        "what": _said(language, theirs),
    }
    once = f"advice:{clock.now():%Y%m%d}:{user_id}:{about}"[:LONGEST]
    async with transaction():
        await tell([Telling(user_id, "notice.advice", facts, Level.INFO, once=once)])
    return chain.name


def _said(language: str, reasons: list[Reason]) -> str:
    return " ".join(trailwords.reason(language, r, when.shown) for r in reasons)
