"""Deciding about requests: approve, reject, ask back, undo, many at once, and what lapses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot import clock
from bot.database import moment, retried, rows, transaction
from bot.errors import ConcordError, Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, grants
from bot.rules.access import SYSTEM, Actor
from bot.rules.groups import must_fit
from bot.rules.leading import MANAGE, led_by, must_lead
from bot.rules.memberships import apply
from bot.rules.notices import Telling, tell
from bot.rules.request_posts import refresh
from models.groups import Group, GroupRequest, RequestKind, RequestStatus
from models.notices import Level

UNDO = timedelta(minutes=10)
"""How long a decision can be taken back by who made it."""
LATER = timedelta(days=30)
MOST_TEXT = 300
MOST_AT_ONCE = 100


class Again(StrEnum):
    """After a rejection: when the pilot may ask again."""

    ANY = "any"
    LATER = "later"  # in 30 days
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request as who decides sees it in a list."""

    id: int
    group_id: int
    group: str
    kind: RequestKind
    user_id: int
    main: str
    main_id: int | None
    corporation: str
    alliance: str
    state: str
    reason: str
    question: str
    reply: str
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as its maker sees it."""

    request_id: int
    group_id: int
    group: str
    kind: RequestKind
    user_id: int
    pilot: str
    approved: bool


async def waiting(actor: Actor, group_id: int | None = None) -> list[Waiting]:
    """What waits for the actor's decision, oldest first; two statements. Of one group if it is named (NotFound)."""
    led = {g.id for g in await led_by(actor)}
    if group_id is not None and group_id not in led:
        await must_lead(actor, group_id)
    wanted = led if group_id is None else {group_id}
    if not wanted:
        if not actor.may(MANAGE):
            raise Forbidden("group.leads_none")
        return []
    found = await rows(
        "SELECT r.*, g.name AS group_name, COALESCE(c.name, b.name, '') AS main, u.main_id, "
        "o.name AS corporation, a.name AS alliance, s.name AS state "
        "FROM group_requests r JOIN `groups` g ON g.id = r.group_id JOIN users u ON u.id = r.user_id "
        "JOIN states s ON s.id = u.state_id LEFT JOIN subjects b ON b.user_id = u.id "
        "LEFT JOIN characters c ON c.id = u.main_id LEFT JOIN corporations o ON o.id = c.corporation_id "
        "LEFT JOIN alliances a ON a.id = c.alliance_id "
        f"WHERE r.pending = 1 AND r.group_id IN ({', '.join(map(str, sorted(wanted)))}) ORDER BY r.id"
    )
    return [
        Waiting(
            r["id"],
            r["group_id"],
            r["group_name"],
            RequestKind(r["kind"]),
            r["user_id"],
            r["main"],
            r["main_id"],
            r["corporation"] or "",
            r["alliance"] or "",
            r["state"],
            r["reason"],
            r["question"],
            r["reply"],
            _at(r["created_at"]),
            moment(r["expires_at"]),
        )
        for r in found
    ]


async def read(actor: Actor, request_id: int) -> GroupRequest:
    """A request with its group, for who decides about it now. Raises NotFound, Forbidden."""
    request = await GroupRequest.get_or_none(id=request_id).select_related("group")
    if request is None:
        raise NotFound("group.no_such_request", id=request_id)
    await must_lead(actor, request.group_id)
    return request


# -- deciding ------------------------------------------------------------------------------------------------


@retried
async def approve(actor: Actor, request_id: int) -> Decided:
    """Let somebody in, or out. Refused if they no longer fit: the request stays. Raises Forbidden, NotFound, Conflict."""
    async with transaction():
        request = await _open(actor, request_id)
        joins = request.kind is RequestKind.JOIN
        if joins:
            await must_fit(request.group, request.user_id)
            await grants.must_not_lift(actor, [(request.user_id, request.group_id)])
        await _close(actor, request, RequestStatus.APPROVED)
        pair = [(request.user_id, request.group_id)]
        await apply(actor, pair if joins else (), () if joins else pair)
        key = "notice.group.approved_join" if joins else "notice.group.approved_leave"
        await _finish(actor, request, "group.approved", Telling(request.user_id, key, {}, Level.SUCCESS))
    return await _decided(request, approved=True)


@retried
async def reject(actor: Actor, request_id: int, reason: str = "", again: Again = Again.ANY) -> Decided:
    """Refuse a request; the pilot reads the reason. Raises Forbidden, NotFound, Conflict."""
    async with transaction():
        request = await _open(actor, request_id)
        request.answer = reason.strip()[:MOST_TEXT]
        request.again_at = clock.now() + LATER if again is Again.LATER else None
        request.never_again = again is Again.NEVER
        await _close(actor, request, RequestStatus.REJECTED)
        kind = "join" if request.kind is RequestKind.JOIN else "leave"
        why = "_because" if request.answer else ""
        telling = Telling(
            request.user_id,
            f"notice.group.rejected_{kind}{why}",
            {"reason": request.answer},
            Level.DANGER,
        )
        await _finish(actor.because(request.answer), request, "group.rejected", telling)
    return await _decided(request, approved=False)


@retried
async def ask_back(actor: Actor, request_id: int, question: str) -> Decided:
    """Ask the applicant something; the request goes on waiting. Raises Forbidden, NotFound, Conflict, Invalid."""
    if not question.strip():
        raise Invalid("group.question_empty")
    async with transaction():
        request = await _open(actor, request_id)
        request.question, request.reply = question.strip()[:MOST_TEXT], ""
        await request.save(update_fields=["question", "reply"])
        facts = {"question": request.question, "request": request.id}
        telling = Telling(request.user_id, "notice.group.asked_back", facts, Level.INFO)
        await _finish(actor.because(request.question), request, "group.asked_back", telling)
    return await _decided(request, approved=False)


@dataclass(frozen=True, slots=True)
class Many:
    """What came of deciding about many: who was decided, and each that was not, with the error that says why."""

    done: tuple[Decided, ...]
    failed: tuple[tuple[int, ConcordError], ...]


async def decide_many(
    actor: Actor, request_ids: Iterable[int], *, approved: bool, reason: str = "", again: Again = Again.ANY
) -> Many:
    """Decide about many, each by itself: what fails does not hold up the others. Raises Invalid for too many."""
    ids = list(dict.fromkeys(request_ids))
    if len(ids) > MOST_AT_ONCE:
        raise Invalid("group.too_many_requests", maximum=MOST_AT_ONCE)
    done: list[Decided] = []
    failed: list[tuple[int, ConcordError]] = []
    for request_id in ids:
        try:
            if approved:
                done.append(await approve(actor, request_id))
            else:
                done.append(await reject(actor, request_id, reason, again))
        except ConcordError as e:
            failed.append((request_id, e))
    return Many(tuple(done), tuple(failed))


@retried
async def undo(actor: Actor, request_id: int) -> Decided:
    """Take one's own decision back within ten minutes: the request waits again, as before. Raises Forbidden, Conflict."""
    async with transaction():
        request = await read(actor, request_id)
        mine = await audit.subjects_of([actor.user_id] if actor.user_id else [])
        if request.decided_by_id is None or request.decided_by_id != mine.get(actor.user_id or 0):
            raise Forbidden("group.undo_not_yours")
        if request.decided_at is None or request.decided_at < clock.now() - UNDO:
            raise Conflict("group.undo_too_late")
        if await GroupRequest.exists(group_id=request.group_id, user_id=request.user_id, pending=1):
            raise Conflict("group.undo_asked_again")
        approved = request.status is RequestStatus.APPROVED
        pair = [(request.user_id, request.group_id)]
        joined = request.kind is RequestKind.JOIN
        request.status, request.pending = RequestStatus.PENDING, 1
        request.decided_at = request.decided_by_id = request.again_at = None
        request.answer, request.face, request.never_again = "", "", False
        if approved:
            await grants.must_not_lift(actor, () if joined else pair)
            await apply(actor, () if joined else pair, pair if joined else ())
        await request.save()
        facts = {"group": request.group.name}
        telling = Telling(request.user_id, "notice.group.undone", facts, Level.INFO)
        await _finish(actor, request, "group.undone", telling)
    return await _decided(request, approved=False)


async def _open(actor: Actor, request_id: int) -> GroupRequest:
    """A pending request of a group that the actor decides about, held until the transaction ends."""
    request = await read(actor, request_id)
    if request.pending is None:
        await _too_late(request)
    return request


async def _too_late(request: GroupRequest) -> None:
    """Say who decided, and when: nothing was changed."""
    await request.refresh_from_db(fields=["status", "decided_at", "decided_by_id"])
    who = await _subject(request.decided_by_id)
    ago = round((clock.now() - request.decided_at).total_seconds()) if request.decided_at else 0
    raise Conflict(
        f"group.already_{request.status}", group=request.group.name, who=who or "Concord", ago=_ago(ago)
    )


def _ago(seconds: int) -> str:
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{max(seconds, 0)} s"


async def _close(actor: Actor, request: GroupRequest, status: RequestStatus) -> None:
    """The first decision counts: whoever comes second is told who was first."""
    by = (await audit.subjects_of([actor.user_id])).get(actor.user_id) if actor.user_id else None
    changed = await GroupRequest.filter(id=request.id, pending=1).update(
        status=status,
        pending=None,
        decided_at=clock.now(),
        decided_by_id=by,
        face=actor.face.value,
        answer=request.answer,
        again_at=request.again_at,
        never_again=request.never_again,
    )
    if not changed:
        await _too_late(request)


async def _finish(actor: Actor, request: GroupRequest, action: str, telling: Telling) -> None:
    entry = audit.Entry(
        action,
        request.user_id,
        f"group:{request.group_id}",
        after={"kind": str(request.kind), "id": request.id},
    )
    await audit.record(actor, [entry])
    facts = {"group": request.group.name, **telling.facts}
    await tell([Telling(telling.user_id, telling.key, facts, telling.level, category="groups")])
    await refresh([request])


async def _decided(request: GroupRequest, *, approved: bool) -> Decided:
    found = await rows("SELECT name FROM subjects WHERE user_id = %s", [request.user_id])
    name = found[0]["name"] if found else ""
    return Decided(
        request.id, request.group_id, request.group.name, request.kind, request.user_id, name, approved
    )


async def _subject(subject_id: int | None) -> str:
    found = await rows("SELECT name FROM subjects WHERE id = %s", [subject_id]) if subject_id else []
    return found[0]["name"] if found else ""


# -- what lapses ---------------------------------------------------------------------------------------------


async def lapse_due() -> None:
    """End requests that nobody answered in time, and tell who asked."""
    while await _lapse_some():
        pass


@retried
async def _lapse_some() -> bool:
    """End two hundred at most; held while it happens, so that one that is being decided is not told to have lapsed."""
    due = GroupRequest.filter(pending=1, expires_at__lte=clock.now()).order_by("id").limit(200)
    held = await due.select_for_update()
    if not held:
        return False
    found = await GroupRequest.filter(id__in=[r.id for r in held]).select_related("group")
    await GroupRequest.filter(id__in=[r.id for r in held]).update(
        status=RequestStatus.LAPSED, pending=None, decided_at=clock.now()
    )
    entries = [audit.Entry("group.lapsed", r.user_id, f"group:{r.group_id}") for r in found]
    await audit.record(SYSTEM, entries)
    await tell(
        Telling(
            r.user_id,
            "notice.group.lapsed",
            {"group": r.group.name},
            Level.WARNING,
            once=f"lapsed:{r.id}",
            category="groups",
        )
        for r in found
    )
    await refresh(found)
    return True


# -- the log ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of a group's log."""

    at: datetime
    action: str
    pilot: str
    actor: str  # empty: Concord itself
    face: str
    reason: str


async def log(
    actor: Actor, group_id: int, *, user_id: int | None = None, limit: int = 500
) -> tuple[Group, list[Logged]]:
    """Who joined, left, asked, was refused, and by whom, newest first; from the audit trail. Raises Forbidden."""
    group = await must_lead(actor, group_id)
    whom = "" if user_id is None else "AND a.subject_id = (SELECT id FROM subjects WHERE user_id = %s) "
    found = await rows(
        "SELECT a.at, a.action, a.face, a.reason, s.name AS pilot, b.name AS by_ FROM audit a "
        "LEFT JOIN subjects s ON s.id = a.subject_id LEFT JOIN subjects b ON b.id = a.actor_id "
        f"WHERE a.thing = %s {whom}ORDER BY a.id DESC LIMIT %s",
        [f"group:{group_id}", *([] if user_id is None else [user_id]), limit],
    )
    return group, [
        Logged(_at(r["at"]), r["action"], r["pilot"] or "", r["by_"] or "", r["face"], r["reason"])
        for r in found
    ]


def _at(value: object) -> datetime:
    found = moment(value)
    if found is None:
        raise ValueError("a time is missing")
    return found
