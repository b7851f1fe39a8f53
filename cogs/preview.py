"""What a change would do, as a panel shows it before it is made (discord-ux 3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.kit import Panel, Tone, escaped, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.rules.effects import Effects, Tally

LINES = 6
NAMED = 3


def preview_panel(language: str, title: str, effects: Effects, *, changed: bool = False) -> Panel:
    """Title, who moves, what is gained and lost; the buttons are the caller's."""
    panel = Panel(Tone.WAITING)
    if changed:
        panel.text(say(language, "preview.changed", count=effects.count))
    panel.text(f"### ⚠️ {title}")
    if not effects.count:
        panel.text(say(language, "preview.nobody"))
    for move in effects.moves[:LINES]:
        panel.text(
            say(
                language,
                "preview.move",
                count=move.count,
                source=escaped(move.source),
                target=escaped(move.target),
            )
        )
    if len(effects.moves) > LINES:
        panel.text(say(language, "preview.more_moves", count=len(effects.moves) - LINES))
    if effects.gains:
        panel.text(say(language, "preview.gain", things=things(language, effects.gains)))
    for tally in effects.losses[:LINES]:
        who = joined((escaped(n) for n in tally.who[:NAMED]), NAMED)
        who += f" +{tally.count - NAMED}" if tally.count > NAMED else ""
        panel.text(say(language, "preview.lose", count=tally.count, thing=thing(language, tally), names=who))
    if rest := effects.losses[LINES:]:
        panel.text(say(language, "preview.lose_more", things=things(language, rest)))
    when = f"<t:{int(effects.counted_at.timestamp())}:T>"
    if effects.not_on_discord:
        panel.text(say(language, "preview.counted", count=effects.not_on_discord, when=when))
    else:
        panel.text(say(language, "preview.counted_when", when=when))
    if effects.brakes:
        panel.text(say(language, "preview.brake"))
    return panel


def things(language: str, tallies: Iterable[Tally]) -> str:
    """What is gained or lost by how many, in one line."""
    return joined((f"{thing(language, t)} ({t.count})" for t in tallies), 8)


def thing(language: str, tally: Tally) -> str:
    """One thing that is gained or lost; a codename stands between backticks, where nothing is escaped."""
    name = tally.name if tally.of == "permission" else escaped(tally.name)
    return say(language, f"preview.of_{tally.of}", name=name)
