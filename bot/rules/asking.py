"""What auditors type, understood: what the trail is to be about, and since when."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot import clock
from bot.errors import Invalid, NotFound
from bot.rules import trailwords

_SPAN = re.compile(r"(\d{1,4})\s*(min|m|h|d|w)")
_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}


def beginning(text: str) -> datetime:
    """The past moment that a text means: "3d", "12h", a date, a date with a time (EVE time). Raises Invalid."""
    typed = text.strip().casefold().removesuffix("ago").strip()
    if found := _SPAN.fullmatch(typed):
        return clock.now() - timedelta(seconds=int(found[1]) * _UNITS[found[2]])
    try:
        at = datetime.fromisoformat(typed.upper())
    except ValueError:
        raise Invalid("trail.since_unclear", text=text[:40]) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def subject(text: str) -> str:
    """What a choice or a typed text says the trail is to be about: a noun, an action or a thing. Raises NotFound."""
    typed = text.strip().casefold()
    if not typed or ":" in typed or typed in trailwords.nouns() or typed in trailwords.actions():
        return typed
    for noun in trailwords.nouns():
        if typed in (f"{noun}s", trailwords.noun("en", noun).casefold()):
            return noun
    near = [n for n in trailwords.nouns() if n.startswith(typed[:2])]
    raise NotFound(
        "error.no_such", kind="subject", text=text[:64], near=", ".join(near) or "group, state, grant"
    )
