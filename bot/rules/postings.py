"""The posts of the house itself: the standing welcome, and what staff are asked to decide."""

from __future__ import annotations

from bot.rules import brake, posts
from bot.rules.outside import outside
from bot.rules.posts import Button, Card, Style, Tone
from bot.voice import say
from models.brakes import Brake, BrakeStatus

WELCOME, STAFF = "welcome", "staff"


async def _welcome(_subject: str, language: str) -> Card:
    return Card(
        say(language, "welcome.headline", site=outside.site_name),
        (say(language, "welcome.how"), say(language, "welcome.privacy")),
        Tone.INFO,
        (
            Button(say(language, "welcome.link"), "b1:link:start", style=Style.PRIMARY),
            Button(say(language, "welcome.why"), "b1:link:why"),
        ),
    )


async def _staff(subject: str, language: str) -> Card | None:
    """A stopped pass: who, why, from which source; after the decision, who decided and when."""
    _, _, number = subject.partition(":")
    row = await Brake.get_or_none(id=int(number)) if number.isdigit() else None
    if row is None:
        return None
    stopped = await brake.view(row)
    names = ", ".join(stopped.names)
    more = stopped.losers - len(stopped.names)
    lines = [
        say(language, f"brake.source.{stopped.source}"),
        *(f"· {text}" for text in _reasons(stopped.why)),
        names + (f" … +{more}" if more > 0 else ""),
    ]
    if stopped.status is BrakeStatus.ASKED:
        headline = say(language, "brake.headline", count=stopped.losers, holders=stopped.holders)
        buttons = (
            Button(
                say(language, "brake.do", count=stopped.losers), f"b1:brake:do:{row.id}", style=Style.DANGER
            ),
            Button(say(language, "brake.keep"), f"b1:brake:keep:{row.id}", style=Style.PRIMARY),
        )
        return Card(headline, (*lines, say(language, "brake.held")), Tone.WAITING, buttons)
    at = f"<t:{int(stopped.decided_at.timestamp())}:f>" if stopped.decided_at else ""
    headline = say(
        language,
        f"brake.{stopped.status.value}",
        count=stopped.losers,
        who=stopped.decided_by or "Concord",
        when=at,
    )
    tone = {BrakeStatus.DONE: Tone.REFUSED, BrakeStatus.KEPT: Tone.DONE}.get(stopped.status, Tone.OVER)
    return Card(headline, tuple(lines), tone)


def _reasons(why: dict[str, object]) -> list[str]:
    """The source's own facts, one line each."""
    return [f"{what}: {amount}" for what, amount in list(why.items())[:5]]


async def _standing() -> list[str]:
    return ["standing"]


async def _asked() -> list[str]:
    return [f"brake:{i}" for i in await Brake.filter(status=BrakeStatus.ASKED).values_list("id", flat=True)]


posts.kind(WELCOME, _welcome, _standing, public=True)
posts.kind(STAFF, _staff, _asked, public=False)
