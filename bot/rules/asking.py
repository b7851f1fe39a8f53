"""What auditors type, understood: what the trail is to be about."""

from __future__ import annotations

from bot.errors import NotFound
from bot.rules import trailwords


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
