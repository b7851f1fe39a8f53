"""The posts of the house itself: the standing welcome, and what staff are asked to decide."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

from bot.eve.base import EveDown
from bot.rules import brake, posts, sightings, staff
from bot.rules.access import STAFF as ACCESS_STAFF
from bot.rules.outside import outside
from bot.rules.places import Audience, holders
from bot.rules.posts import Button, Card, Style, Tone
from bot.voice import say
from models.brakes import Brake, BrakeStatus
from models.organisations import Alliance, Corporation

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
    """What staff must know: a stopped pass, or somebody of the watch list who turned up."""
    what, _, number = subject.partition(":")
    if what == "sighting":
        return await sightings.card(int(number), language) if number.isdigit() else None
    if what == "lines":
        return await _lines(int(number), language) if number.isdigit() else None
    return await _brake(number, language)


async def _lines(batch: int, language: str) -> Card | None:
    """What happened within half a minute, a line each."""
    facts = [
        (x.key, {k: posts.plain(v) if isinstance(v, str) else v for k, v in x.facts.items()})
        for x in await staff.lines_of(batch)
    ]
    texts = [say(language, key, **values) for key, values in facts]
    if not texts:
        return None
    if len(texts) == 1:
        return Card(f"⚠️ {texts[0]}", (), Tone.WAITING)
    return Card(
        "⚠️ " + say(language, "staff.lines", count=len(texts)),
        tuple(f"• {t}" for t in texts[:15]),
        Tone.WAITING,
    )


async def _brake(number: str, language: str) -> Card | None:
    """A stopped pass: who, why, from which source; after the decision, who decided and when."""
    row = await Brake.get_or_none(id=int(number)) if number.isdigit() else None
    if row is None:
        return None
    stopped = await brake.view(row)
    names = ", ".join(map(posts.plain, stopped.names))
    more = stopped.losers - len(stopped.names)
    lines = [
        say(language, f"brake.source.{stopped.source}"),
        *await _reasons(language, stopped.why),
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
        who=posts.plain(stopped.decided_by or "Concord"),
        when=at,
    )
    tone = {BrakeStatus.DONE: Tone.REFUSED, BrakeStatus.KEPT: Tone.DONE}.get(stopped.status, Tone.OVER)
    return Card(headline, tuple(lines), tone)


async def _reasons(language: str, why: dict[str, Any]) -> list[str]:
    """The source's own facts in words: the commonest move, or how many tokens are dead or sold."""
    if "to_corporation" in why:
        names = await _names(v for k, v in why.items() if k != "count" and v)
        old, new = (
            " · ".join(
                posts.plain(names[i]) for i in (why[f"{side}_corporation"], why[f"{side}_alliance"]) if i
            )
            for side in ("from", "to")
        )
        return [say(language, "brake.move", count=why["count"], old=old or "–", new=new or "–")]
    return [
        say(language, f"brake.{what}", count=n) for what, n in why.items() if what in ("dead", "sold") and n
    ]


async def _names(ids: Iterable[int]) -> dict[int, str]:
    """Names of corporations and alliances: ours, else EVE's, else their number."""
    wanted = set(ids)
    names: dict[int, str] = {}
    for model in (Corporation, Alliance):
        names |= dict(await model.filter(id__in=wanted).exclude(name="").values_list("id", "name"))
    if (missing := wanted - set(names)) and outside.esi:
        with contextlib.suppress(EveDown):
            names |= {i: n.name for i, n in (await outside.esi.names(missing)).found.items()}
    return {i: names.get(i, str(i)) for i in wanted}


async def _standing() -> list[str]:
    return ["standing"]


async def _asked() -> list[str]:
    stopped = await Brake.filter(status=BrakeStatus.ASKED).values_list("id", flat=True)
    return [*(f"brake:{i}" for i in stopped), *await sightings.subjects()]


async def _staff_only(_: str) -> Audience:
    return holders(ACCESS_STAFF)


posts.kind(WELCOME, _welcome, _standing)
posts.kind(STAFF, _staff, _asked, readers=_staff_only)
