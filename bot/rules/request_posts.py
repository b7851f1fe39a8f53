"""Requests as posts where those who decide read: how one looks before and after, and one for many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot import clock
from bot.database import moment, rows
from bot.errors import NotFound
from bot.rules import behind, posts
from bot.rules.access import STAFF, Actor
from bot.rules.leading import MANAGE, leaders_of, must_lead
from bot.rules.outside import outside
from bot.rules.places import Audience, holders
from bot.rules.posts import Button, Card, Style, Tone, plain
from bot.rules.queue import DISCORD, enqueue
from bot.rules.trail import Search
from bot.voice import say
from models.groups import Group, GroupLeaderGroup, GroupRequest, RequestStatus
from models.posts import DirectPost, Post

KIND = "requests"
MANY = 5
"""More than so many within an hour in one group are collected in one post."""
HOUR = timedelta(hours=1)
_TONES = {
    RequestStatus.PENDING: Tone.WAITING,
    RequestStatus.APPROVED: Tone.DONE,
    RequestStatus.REJECTED: Tone.REFUSED,
}


async def announce(request: GroupRequest) -> None:
    """Have a new request shown to those who decide; in the transaction that makes it."""
    since = clock.now() - HOUR
    lately = await GroupRequest.filter(group_id=request.group_id, pending=1, created_at__gte=since).count()
    subject = str(request.id) if lately <= MANY else f"group-{request.group_id}"
    await _show([subject])


async def refresh(requests: Iterable[GroupRequest]) -> None:
    """Have the posts of these requests, and the collecting ones of their groups, brought up to date wherever they stand."""
    found = list(requests)
    wanted = {str(r.id) for r in found} | {f"group-{r.group_id}" for r in found}
    shown: set[str] = set()
    for model in (Post, DirectPost):
        shown |= {
            str(s)
            for s in await model.filter(kind=KIND, subject__in=wanted).values_list("subject", flat=True)
        }
    await _show(sorted(shown))


async def _show(subjects: list[str]) -> None:
    await enqueue(posts.SHOW, [(f"{KIND}:{s}", "") for s in subjects], lane=DISCORD, priority=3)


# -- how they look ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Applicant:
    """What who decides wants to know of somebody."""

    main: str
    main_id: int | None
    corporation: str
    ticker: str
    alliance: str
    state: str
    state_since: Any
    characters: int
    groups: int
    asked_before: int
    refused_before: int


async def applicant(request: GroupRequest) -> Applicant:
    """Facts on who asked, one statement."""
    found = await rows(
        "SELECT COALESCE(c.name, b.name, '') AS main, u.main_id, o.name AS corporation, o.ticker, a.name AS alliance, "
        "s.name AS state, u.state_since, "
        "(SELECT COUNT(*) FROM ownerships w WHERE w.user_id = u.id) AS characters, "
        "(SELECT COUNT(*) FROM memberships m WHERE m.user_id = u.id) AS groups_, "
        "(SELECT COUNT(*) FROM group_requests r WHERE r.user_id = u.id AND r.group_id = %s AND r.id < %s "
        "AND r.kind = 'join') AS asked, (SELECT COUNT(*) FROM group_requests r WHERE r.user_id = u.id "
        "AND r.group_id = %s AND r.id < %s AND r.kind = 'join' AND r.status = 'rejected') AS refused "
        "FROM users u JOIN states s ON s.id = u.state_id LEFT JOIN subjects b ON b.user_id = u.id "
        "LEFT JOIN characters c ON c.id = u.main_id LEFT JOIN corporations o ON o.id = c.corporation_id "
        "LEFT JOIN alliances a ON a.id = c.alliance_id WHERE u.id = %s",
        [request.group_id, request.id, request.group_id, request.id, request.user_id],
    )
    r = found[0]
    return Applicant(
        r["main"],
        r["main_id"],
        r["corporation"] or "",
        r["ticker"] or "",
        r["alliance"] or "",
        r["state"],
        moment(r["state_since"]),
        r["characters"],
        r["groups_"],
        r["asked"],
        r["refused"],
    )


async def render(subject: str, language: str) -> Card | None:
    """The post of one request ("881"), or of all that wait in a group ("group-7")."""
    if subject.startswith("group-"):
        return await _collected(int(subject.removeprefix("group-")), language)
    request = (
        await GroupRequest.get_or_none(id=int(subject)).select_related("group") if subject.isdigit() else None
    )
    return await card(request, language) if request is not None else None


async def card(request: GroupRequest, language: str) -> Card:
    """One request: who, into what, why; once it is over, who decided and when."""
    who = await applicant(request)
    pending = request.pending is not None
    return Card(
        await _headline(request, who, language),
        tuple(_lines(request, who, language)),
        _TONES.get(request.status, Tone.OVER),
        _buttons(request, language) if pending else (),
        f"{outside.images_url}/characters/{who.main_id}/portrait?size=128" if who.main_id else "",
    )


async def _headline(request: GroupRequest, who: Applicant, language: str) -> str:
    facts = {"pilot": plain(who.main), "group": plain(request.group.name)}
    kind = request.kind.value
    if request.pending is not None:
        return say(language, f"request.headline.{kind}", **facts)
    found = await rows("SELECT name FROM subjects WHERE id = %s", [request.decided_by_id])
    by = plain(found[0]["name"]) if found else "Concord"
    at = f"<t:{int(request.decided_at.timestamp())}:f>" if request.decided_at else ""
    where = say(language, "request.on_site") if request.face == "web" else ""
    return say(language, f"request.over.{request.status}", by=by, when=at, where=where, **facts)


def _lines(request: GroupRequest, who: Applicant, language: str) -> list[str]:
    ticker = f"[{plain(who.ticker)}] " if who.ticker else ""
    belongs = " · ".join(p for p in (ticker + plain(who.corporation), plain(who.alliance)) if p.strip())
    since = f"<t:{int(who.state_since.timestamp())}:D>" if who.state_since else ""
    asked = say(language, "request.asked_before", count=who.asked_before, refused=who.refused_before)
    lines = [
        belongs,
        say(language, "request.state", state=plain(who.state), since=since),
        say(language, "request.numbers", characters=who.characters, groups=who.groups)
        + (f" · {asked}" if who.asked_before else ""),
    ]
    if request.reason:
        lines.append(f"> {plain(request.reason)}")
    if request.question:
        lines.append(say(language, "request.question", text=plain(request.question)))
    if request.reply:
        lines.append(say(language, "request.reply", text=plain(request.reply)))
    if request.answer:
        lines.append(say(language, "request.answer", text=plain(request.answer)))
    asked_at = f"<t:{int(request.created_at.timestamp())}:f>"
    foot = say(language, "request.foot", id=request.id, when=asked_at)
    if request.pending is not None and request.expires_at:
        foot += " · " + say(language, "request.lapses", when=f"<t:{int(request.expires_at.timestamp())}:D>")
    return [line for line in [*lines, f"-# {foot}"] if line]


def _buttons(request: GroupRequest, language: str) -> tuple[Button, ...]:
    return (
        Button(say(language, "request.approve"), f"b1:greq:approve:{request.id}", style=Style.GOOD),
        Button(say(language, "request.reject"), f"b1:greq:reject:{request.id}", style=Style.DANGER),
        Button(say(language, "request.who"), f"b1:greq:who:{request.id}"),
        Button(say(language, "request.ask_back"), f"b1:greq:ask:{request.id}"),
    )


async def _collected(group_id: int, language: str) -> Card | None:
    """One post for a rush of requests: how many wait, and the way to work through them."""
    group = await Group.get_or_none(id=group_id)
    if group is None:
        return None
    waiting = await GroupRequest.filter(group_id=group_id, pending=1).count()
    facts = {"count": waiting, "group": plain(group.name)}
    if not waiting:
        return Card(say(language, "request.none_left", **facts), (), Tone.OVER)
    work = Button(say(language, "request.work"), f"b1:greq:work:{group_id}:0", style=Style.PRIMARY)
    return Card(say(language, "request.collected", **facts), (), Tone.WAITING, (work,))


async def _subjects() -> list[str]:
    """The posts that must exist: of each request that waits, collected where many came at once."""
    found = await rows("SELECT id, group_id FROM group_requests WHERE pending = 1 ORDER BY id")
    groups: dict[int, list[int]] = {}
    for row in found:
        groups.setdefault(row["group_id"], []).append(row["id"])
    wanted: list[str] = []
    for group_id, ids in groups.items():
        wanted += [str(i) for i in ids[:MANY]]
        wanted += [f"group-{group_id}"] if len(ids) > MANY else []
    return wanted


async def _group_of(subject: str) -> Group | None:
    """The group that a post is about."""
    if subject.startswith("group-"):
        return await Group.get_or_none(id=int(subject.removeprefix("group-")))
    request = (
        await GroupRequest.get_or_none(id=int(subject)).select_related("group") if subject.isdigit() else None
    )
    return request.group if request is not None else None


async def _readers(subject: str) -> Audience:
    """Who decides: of a group's own channel its leaders as well, of the common one those who manage all groups."""
    base = holders(MANAGE, STAFF)
    group = await _group_of(subject) if subject else None
    if group is None:
        return base
    over = await GroupLeaderGroup.filter(group_id=group.id).values_list("leaders_id", flat=True)
    leaders = (await leaders_of([group.id])).get(group.id, [])
    return replace(base, groups=frozenset(int(str(g)) for g in over), users=frozenset(leaders))


async def _where(subject: str) -> tuple[int, int] | None:
    """The group's own channel or thread."""
    group = await _group_of(subject)
    if group is None or group.guild_id is None or group.channel_id is None:
        return None
    return group.guild_id, group.channel_id


async def _people(subject: str) -> list[int]:
    """The leaders, where no channel has it."""
    group = await _group_of(subject)
    return (await leaders_of([group.id])).get(group.id, []) if group is not None else []


posts.kind(KIND, render, _subjects, readers=_readers, where=_where, people=_people)


async def _about(actor: Actor, subject: str) -> Search:
    """What the trail has on the applicant and the group, for who decides about it; of a collecting post, on the group."""
    number = int(subject.removeprefix("group-"))
    if subject.startswith("group-"):
        await must_lead(actor, number)
        return Search(what=f"group:{number}")
    request = await GroupRequest.get_or_none(id=number)
    if request is None:
        raise NotFound("trail.no_post")
    await must_lead(actor, request.group_id)
    return Search(who=f"user:{request.user_id}", what=f"group:{request.group_id}")


behind.stands_for(KIND, _about)
