"""What a pilot does about groups: see them, join, ask, take back, reply, leave."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot import clock
from bot.database import moment, retried, rows, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, watchlist
from bot.rules.access import Actor, permission
from bot.rules.leading import leaders_of
from bot.rules.memberships import REQUEST_GROUPS, apply, by_rule
from bot.rules.notices import Telling, tell
from bot.rules.request_posts import announce, refresh
from bot.rules.switches import Switch, is_on
from models.groups import GroupRequest, RequestKind, RequestStatus
from models.notices import Level

REQUEST = permission(REQUEST_GROUPS, "Can request non-public groups")
MOST_TEXT = 300


class May(StrEnum):
    """What somebody may do about a group at this moment."""

    JOIN = "join"  # at once
    ASK = "ask"
    WITHDRAW = "withdraw"  # a request to join
    LEAVE = "leave"  # at once
    ASK_LEAVE = "ask_leave"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Seen:
    """A group as one person sees it."""

    id: int
    name: str
    description: str
    internal: bool
    hidden: bool
    open: bool
    public: bool
    restricted: bool
    automatic: bool  # a rule decides who is in
    reason_required: bool
    member: bool
    since: datetime | None
    until: datetime | None
    leaving_at: datetime | None
    leaving_why: str
    request: int | None  # the pending one
    request_kind: RequestKind | None
    asked_at: datetime | None
    question: str
    reply: str
    again_at: datetime | None  # refused: may ask again from then on
    never_again: bool
    may: May
    why_not: str  # a key, if nothing may be done
    leaders: tuple[str, ...]
    leader_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of joining or leaving."""

    group_id: int
    group: str
    done: bool  # at once; else somebody decides
    request_id: int | None = None


# -- seeing ------------------------------------------------------------------------------------------------


async def overview(actor: Actor) -> list[Seen]:
    """One's own groups, always, and those one may join or ask for, by name; at most four statements."""
    user_id = actor.must_be_someone()
    found = await rows(
        f"{_SEEN} WHERE m.id IS NOT NULL OR r.id IS NOT NULL OR (NOT g.internal AND NOT g.hidden {_FITS} "
        "AND (g.`public` OR %s)) ORDER BY g.name",
        [*[user_id] * 4, int(actor.may(REQUEST))],
    )
    listed = [r for r in found if r["member"] or r["request"] or not _automatic(r)]
    return await _seen(actor, listed)


async def look(actor: Actor, group_id: int) -> Seen:
    """One group, as its direct link shows it. Raises NotFound for what one is not to know of."""
    user_id = actor.must_be_someone()
    found = await rows(
        f"{_SEEN} WHERE g.id = %s AND (m.id IS NOT NULL OR NOT g.internal)", [*[user_id] * 4, group_id]
    )
    seen = await _seen(actor, found)
    if not seen or _secret(seen[0]):
        raise NotFound("group.no_such", id=group_id)
    return seen[0]


def _secret(group: Seen) -> bool:
    """Whether a hidden group is none of somebody's business: its link leads in only who may join, ask or wait to ask."""
    return group.hidden and not group.member and not group.request and group.why_not in _NOT_THEIRS


_NOT_THEIRS = frozenset({"group.not_for_your_state", "group.not_requestable", "group.by_rule"})


_FITS = (
    "AND (NOT EXISTS (SELECT 1 FROM group_states s WHERE s.group_id = g.id) OR EXISTS "
    "(SELECT 1 FROM group_states s WHERE s.group_id = g.id AND s.state_id = u.state_id))"
)
_SEEN = (
    f"SELECT (SELECT k.value FROM marks k WHERE k.name = '{Switch.AUTO_LEAVE}') AS auto_leave, "
    "g.*, m.id AS member, m.since, m.until, m.leaving_at, m.leaving_why, r.id AS request, "
    "r.kind AS request_kind, r.created_at AS asked_at, r.question, r.reply, a.id AS auto, "
    f"CASE WHEN 1 = 1 {_FITS} THEN 1 ELSE 0 END AS fits, "
    "(SELECT MAX(d.again_at) FROM group_requests d WHERE d.group_id = g.id AND d.user_id = u.id "
    "AND d.status = 'rejected' AND d.kind = 'join') AS again_at, "
    "(SELECT MAX(d.never_again) FROM group_requests d WHERE d.group_id = g.id AND d.user_id = %s "
    "AND d.status = 'rejected' AND d.kind = 'join') AS never_again "
    "FROM `groups` g JOIN users u ON u.id = %s LEFT JOIN memberships m ON m.group_id = g.id AND m.user_id = u.id "
    "LEFT JOIN group_requests r ON r.group_id = g.id AND r.user_id = %s AND r.pending = 1 "
    "LEFT JOIN autogroups a ON a.group_id = g.id AND u.id = %s"
)


async def _seen(actor: Actor, found: list[dict[str, Any]]) -> list[Seen]:
    auto_leave = bool(found) and found[0]["auto_leave"] == "on"
    leaders, over = await _leaders([r["id"] for r in found])
    return [_one(actor, r, auto_leave, leaders.get(r["id"], ()), over.get(r["id"], ())) for r in found]


def _one(
    actor: Actor, row: dict[str, Any], auto_leave: bool, leaders: tuple[str, ...], over: tuple[str, ...]
) -> Seen:
    may, why_not = _may(actor, row, auto_leave)
    flags = {
        f: bool(row[f]) for f in ("internal", "hidden", "open", "public", "restricted", "reason_required")
    }
    return Seen(
        id=row["id"],
        name=row["name"],
        description=row["description"],
        **flags,
        automatic=_automatic(row),
        member=row["member"] is not None,
        since=moment(row["since"]),
        until=moment(row["until"]),
        leaving_at=moment(row["leaving_at"]),
        leaving_why=row["leaving_why"] or "",
        request=row["request"],
        request_kind=RequestKind(row["request_kind"]) if row["request_kind"] else None,
        asked_at=moment(row["asked_at"]),
        question=row["question"] or "",
        reply=row["reply"] or "",
        again_at=moment(row["again_at"]),
        never_again=bool(row["never_again"]),
        may=may,
        why_not=why_not,
        leaders=leaders,
        leader_groups=over,
    )


def _may(actor: Actor, row: dict[str, Any], auto_leave: bool) -> tuple[May, str]:
    """What may be done, else the key of why nothing can be: the one place that decides it."""
    member = row["member"] is not None
    if _automatic(row):
        return May.NOTHING, "group.by_rule"
    if row["internal"]:
        return May.NOTHING, "group.cannot_leave" if member else "group.cannot_join"
    by_hand = not row["restricted"] or actor.superuser  # else a superuser decides
    if member:
        if row["open"] and by_hand:
            return May.LEAVE, ""
        if row["request"]:
            return May.NOTHING, "group.already_asked_to_leave"
        return (May.LEAVE if auto_leave and by_hand else May.ASK_LEAVE), ""
    if not row["fits"]:
        return (May.WITHDRAW if row["request"] else May.NOTHING), "group.not_for_your_state"
    if not row["public"] and not actor.may(REQUEST):
        return (May.WITHDRAW if row["request"] else May.NOTHING), "group.not_requestable"
    if row["open"] and by_hand:
        return May.JOIN, ""
    if row["request"]:
        return May.WITHDRAW, "group.already_asked"
    again = moment(row["again_at"])
    if row["never_again"]:
        return May.NOTHING, "group.never_again"
    if again is not None and again > clock.now():
        return May.NOTHING, "group.not_yet_again"
    return May.ASK, ""


def _automatic(row: dict[str, Any]) -> bool:
    return by_rule(row["rule"]) or row["auto"] is not None


async def _leaders(
    group_ids: list[int],
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Whom to ask: the leaders' mains, and the leader groups; one statement."""
    ids = ", ".join(map(str, group_ids)) or "NULL"
    found = await rows(
        "SELECT l.group_id, COALESCE(c.name, s.name, '') AS name, 0 AS over_ FROM group_leaders l "
        "JOIN users u ON u.id = l.user_id LEFT JOIN characters c ON c.id = u.main_id "
        f"LEFT JOIN subjects s ON s.user_id = u.id WHERE l.group_id IN ({ids}) UNION ALL "
        "SELECT l.group_id, g.name, 1 FROM group_leader_groups l JOIN `groups` g ON g.id = l.leaders_id "
        f"WHERE l.group_id IN ({ids}) ORDER BY name"
    )
    sides: tuple[dict[int, list[str]], dict[int, list[str]]] = defaultdict(list), defaultdict(list)
    for row in found:
        sides[row["over_"]][row["group_id"]].append(row["name"])
    direct, over = ({g: tuple(names) for g, names in side.items()} for side in sides)
    return direct, over


# -- joining and leaving -------------------------------------------------------------------------------------


@retried
async def join(actor: Actor, group_id: int, reason: str = "") -> Outcome:
    """Join an open group, or ask to be let into another. Raises NotFound, Forbidden, Conflict, Invalid."""
    async with transaction():
        group = await look(actor, group_id)
        if group.member:
            raise Conflict("group.already_in", group=group.name)
        if group.may is May.JOIN:
            await apply(actor, [(actor.must_be_someone(), group_id)])
            return Outcome(group_id, group.name, done=True)
        if group.may is not May.ASK:
            raise _refusal(group)
        if group.reason_required and not reason.strip():
            raise Invalid("group.reason_required", group=group.name)
        return await _ask(actor, group, RequestKind.JOIN, reason)


@retried
async def leave(actor: Actor, group_id: int, reason: str = "") -> Outcome:
    """Leave a group at once, or ask to be let out. Raises NotFound, Forbidden, Conflict."""
    async with transaction():
        group = await look(actor, group_id)
        if not group.member:
            raise Conflict("group.not_in", group=group.name)
        if group.may is May.LEAVE:
            await apply(actor, removes=[(actor.must_be_someone(), group_id)])
            return Outcome(group_id, group.name, done=True)
        if group.may is not May.ASK_LEAVE:
            raise _refusal(group)
        return await _ask(actor, group, RequestKind.LEAVE, reason)


def _refusal(group: Seen) -> Exception:
    """Why joining or leaving is refused, with what to do."""
    who = ", ".join([*group.leaders, *group.leader_groups][:3]) or "–"
    values = {"group": group.name, "leaders": who}
    if group.why_not == "group.not_yet_again" and group.again_at:
        values["when"] = f"{group.again_at:%d %b %Y %H:%M} EVE"
    conflict = group.request is not None and group.why_not.startswith("group.already")
    return (Conflict if conflict else Forbidden)(group.why_not, **values)


async def _ask(actor: Actor, group: Seen, kind: RequestKind, reason: str) -> Outcome:
    now, days = clock.now(), (await rows("SELECT request_days FROM `groups` WHERE id = %s", [group.id]))[0]
    user_id = actor.must_be_someone()
    made = await GroupRequest.create(
        group_id=group.id,
        user_id=user_id,
        kind=kind,
        reason=reason.strip()[:MOST_TEXT],
        created_at=now,
        expires_at=now + timedelta(days=days["request_days"]) if days["request_days"] else None,
    )
    entry = audit.Entry("group.requested", user_id, f"group:{group.id}", after={"kind": kind.value})
    await audit.record(actor.because(made.reason), [entry])
    await _tell_leaders(group, kind, user_id)
    await announce(made)
    if kind is RequestKind.JOIN:
        await watchlist.saw_account(user_id, watchlist.ASKED)
    return Outcome(group.id, group.name, done=False, request_id=made.id)


async def _tell_leaders(group: Seen, kind: RequestKind, user_id: int) -> None:
    """A notice for each leader, without a direct message: the request's own post calls them."""
    if not await is_on(Switch.TELL_LEADERS):
        return
    name = (await rows("SELECT name FROM subjects WHERE user_id = %s", [user_id]))[0]["name"]
    leaders = (await leaders_of([group.id])).get(group.id, [])
    facts = {"group": group.name, "pilot": name}
    key = "notice.group.asked_to_join" if kind is RequestKind.JOIN else "notice.group.asked_to_leave"
    await tell(
        Telling(u, key, facts, Level.INFO, direct=False, category="staff") for u in leaders if u != user_id
    )


@retried
async def withdraw(actor: Actor, group_id: int) -> Outcome:
    """Take back one's request to join. A request to leave stays until it is decided. Raises NotFound, Conflict."""
    user_id = actor.must_be_someone()
    async with transaction():
        request = await GroupRequest.get_or_none(
            group_id=group_id, user_id=user_id, pending=1
        ).select_related("group")
        if request is None:
            raise NotFound("group.no_open_request")
        if request.kind is RequestKind.LEAVE:
            raise Conflict("group.leave_request_stays", group=request.group.name)
        changed = await GroupRequest.filter(id=request.id, pending=1).update(
            status=RequestStatus.WITHDRAWN, pending=None, decided_at=clock.now(), face=actor.face.value
        )
        if not changed:
            raise NotFound("group.no_open_request")
        await audit.record(actor, [audit.Entry("group.withdrawn", user_id, f"group:{group_id}")])
        await refresh([request])
    return Outcome(group_id, request.group.name, done=True, request_id=request.id)


@retried
async def reply(actor: Actor, request_id: int, text: str) -> Outcome:
    """Answer what those who decide asked back. Raises NotFound, Conflict, Invalid."""
    user_id = actor.must_be_someone()
    if not text.strip():
        raise Invalid("group.reply_empty")
    async with transaction():
        request = await GroupRequest.get_or_none(id=request_id, user_id=user_id).select_related("group")
        if request is None or not request.question:
            raise NotFound("group.no_open_request")
        if request.pending is None:
            raise Conflict("group.request_over", group=request.group.name)
        request.reply = text.strip()[:MOST_TEXT]
        await request.save(update_fields=["reply"])
        await audit.record(actor, [audit.Entry("group.replied", user_id, f"group:{request.group_id}")])
        await refresh([request])
    return Outcome(request.group_id, request.group.name, done=False, request_id=request_id)
