"""What a change would do, as the page that asks shows it: moves, gains, losses, names, and what else to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.voice import say
from web.kit import language_of

if TYPE_CHECKING:
    from bot.rules.effects import Effects, Tally

FEW = 5


def consequences(request: web.Request, effects: Effects, *, changed: bool = False) -> dict[str, Any]:
    """What `confirm.html` wants to know of them, the fingerprint for the form aside."""
    language = language_of(request)
    lines: list[tuple[str, str, int]] = [
        ("people", say(language, "web.effects.move", source=m.source, target=m.target), m.count)
        for m in effects.moves
    ]
    lines += [
        ("plus", say(language, "web.effects.gain", thing=_thing(language, t)), t.count) for t in effects.gains
    ]
    lines += [("warn", _loss(language, t), t.count) for t in effects.losses]
    said = [say(language, "preview.changed", count=effects.count)] if changed else []
    said += [] if effects.count else [say(language, "preview.nobody")]
    if effects.not_on_discord:
        said.append(say(language, "web.effects.not_on_discord", count=effects.not_on_discord))
    said += [say(language, "preview.brake")] if effects.brakes else []
    return {
        "consequences": lines,
        "names": effects.names,
        "more": effects.more,
        "left_out": said,
        "kind": "danger primary" if effects.losses else "primary",
    }


def _loss(language: str, tally: Tally) -> str:
    names = ", ".join(tally.who[:FEW]) + (" …" if tally.count > FEW else "")
    return say(language, "web.effects.loss", thing=_thing(language, tally), names=names)


def _thing(language: str, tally: Tally) -> str:
    return say(language, f"preview.of_{tally.of}", name=tally.name).replace("`", "")
