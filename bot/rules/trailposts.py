"""What was written into the trail, posted where auditors read: one line each, collected for a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import clock
from bot.database import rows, transaction, upsert
from bot.rules import places, posts, trail, trailwords
from bot.rules.audit import AUDIT
from bot.rules.outside import outside
from bot.rules.places import Audience
from bot.rules.posts import Button, Card, Tone, plain
from bot.rules.queue import DISCORD, enqueue
from bot.rules.trail import Line
from bot.voice import say
from models.posts import PostChannel
from models.queue import Mark

KIND, MARK = "audit", "audit.posted"
MOST = 15
"""So many lines are told one by one; what comes beyond is counted."""
SETTLED = timedelta(seconds=30)
"""A line is told when it is so old: no transaction is open for longer, so none with a lower number comes after it."""


async def collect() -> None:
    """Have what was written since the last time posted, if an operator chose a channel for it; by the clock.

    It begins with the choice of a channel: nobody wants the past there.
    """
    if not await PostChannel.filter(kind=KIND).exists():
        await Mark.filter(name=MARK).delete()
        return
    (newest,) = await rows("SELECT MAX(id) AS id FROM audit WHERE at <= %s", [clock.now() - SETTLED])
    last, mark = int(newest["id"] or 0), await Mark.get_or_none(name=MARK)
    if mark is not None and last <= int(mark.value):
        return
    async with transaction():
        await upsert(Mark, [Mark(name=MARK, value=str(last))], ["value"])
        if mark is not None:
            await enqueue(posts.SHOW, [(f"{KIND}:{int(mark.value) + 1}-{last}", "")], lane=DISCORD)


async def render(subject: str, language: str) -> Card | None:
    """The lines from one id to another; more than a few are counted by what was done."""
    first, _, last = subject.partition("-")
    if not (first.isdigit() and last.isdigit()):
        return None
    found = await rows(
        "SELECT a.action, COUNT(*) AS n FROM audit a WHERE a.id BETWEEN %s AND %s "
        f"AND {trail.OPEN} GROUP BY a.action ORDER BY n DESC, a.action",
        [int(first), int(last)],
    )
    count = sum(int(r["n"]) for r in found)
    if not count:
        return None
    lines = [_line(language, x) for x in await trail.between(int(first), int(last), MOST)]
    if count > MOST:
        rest = ", ".join(f"{trailwords.action(language, r['action'])}: {r['n']}" for r in found)
        lines.append(say(language, "trail.post_more", count=count - MOST, all=rest))
    site = outside.web_url
    buttons = (Button(say(language, "trail.post_all"), url=f"{site}/audit/trail"),) if site else ()
    return Card(say(language, "trail.post", count=count), tuple(lines), Tone.INFO, buttons)


def _line(language: str, line: Line) -> str:
    """One line of the post: when, who, what, from what to what, by whom, why."""
    thing = trailwords.thing(language, line)
    said = f"{_moment(line.at)} **{plain(trailwords.person(language, line.who or line.by))}** "
    said += trailwords.action(language, line.action) + (f" · {plain(thing)}" if thing else "")
    for change in line.changes[:2]:
        old, new = (
            plain(trailwords.value(language, change.key, v, _moment)[:80])
            for v in (change.before, change.after)
        )
        said += " · " + " → ".join(t for t in (old, new) if t)
    if line.who and line.by:
        said += " · " + say(language, "trail.by", who=plain(trailwords.person(language, line.by)))
    return said + (f" · “{plain(line.reason[:120])}”" if line.reason else "")


def _moment(at: datetime) -> str:
    return f"<t:{int(at.timestamp())}:t>"


async def _subjects() -> list[str]:
    return []  # what was told is told; a new channel begins with what comes


async def _readers(_: str) -> Audience:
    return places.holders(AUDIT)


posts.kind(KIND, render, _subjects, readers=_readers)
