"""What shutting somebody out takes, or letting them in gives back, as a panel shows it before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.kit import Panel, Tone, escaped, joined, say

if TYPE_CHECKING:
    from bot.rules.activation import Outlook


def outlook_panel(language: str, found: Outlook, *, active: bool) -> Panel:
    """Whom it concerns and what it takes or gives; the buttons are the caller's."""
    names = joined((escaped(n) for n in found.names), 5)
    panel = Panel(Tone.WAITING)
    key = "outlook.activate" if active else "outlook.deactivate"
    panel.text("### " + say(language, key, names=names, count=len(found.able)))
    gives = "outlook.gives" if active else "outlook.takes"
    panel.text(say(language, f"{gives}_state", states=_things(found.states)))
    if found.groups:
        panel.text(say(language, "outlook.groups", names=_things(found.groups)))
    if found.services:
        panel.text(say(language, "outlook.services", names=_things(found.services)))
    if found.leads:
        panel.text(say(language, "outlook.leads", names=_things(found.leads)))
    if found.requests and not active:
        panel.text(say(language, "outlook.requests", count=found.requests))
    for name, why in found.left_out:
        panel.text("⚠️ " + say(language, "outlook.left_out", name=escaped(name), why=say(language, why)))
    return panel.text(say(language, "outlook.then_on" if active else "outlook.then_off"))


def _things(found: tuple[tuple[str, int], ...]) -> str:
    """Names; with how many people each, where it is more than one."""
    return joined(escaped(name) + (f" ({n})" if n > 1 else "") for name, n in found) or "–"
