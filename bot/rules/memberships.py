"""Who is in which group: every change, from wherever it comes, goes through `apply`, and what depends on it follows."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.database import dialect, moment, retried, rows, slice_size, transaction, upsert
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import audit, notices
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.events import MembershipsChanged
from bot.rules.queue import emit
from bot.rules.request_posts import refresh
from bot.rules.switches import Switch
from bot.rules.when import shown
from models.groups import Group, GroupRequest, Membership, RequestKind, RequestStatus
from models.notices import Level

log = logging.getLogger(__name__)

Pair = tuple[int, int]
"""A user and a group."""
ROUNDS = 10
"""How long a chain of groups that hang on one another is followed; a longer one is a fault."""
FEW = 25
"""Up to this many people who lose a group at once are told by direct message."""
REQUEST_GROUPS = "groupmanagement.request_groups"
STATE, REQUEST, RULE = "group.why.state", "group.why.request_groups", "group.why.rule"
"""Why somebody may no longer be in a group."""


@dataclass(slots=True)
class Due:
    """What standing asks for: memberships that must begin, and those that no longer hold (with the reason's key).

    The second names all that do not hold, also those whose grace is running: what is not named has recovered.
    """

    adds: set[Pair] = field(default_factory=set)
    removes: dict[Pair, str] = field(default_factory=dict)


Follower = Callable[[frozenset[int] | None], Awaitable[Due]]
_followers: dict[str, Follower] = {}


def followed_by(name: str, follower: Follower) -> None:
    """Let a rule decide about memberships: it is asked about these people (None: everybody) at every change.

    It reads only, in the transaction of the change, in a bounded number of statements.
    """
    _followers[name] = follower


@dataclass(frozen=True, slots=True)
class _Held:
    """A membership as the closing pass sees it."""

    id: int
    leaving_at: datetime | None
    grace_days: int


# -- changing by hand ------------------------------------------------------------------------------------


async def apply(
    actor: Actor,
    adds: Iterable[Pair] = (),
    removes: Iterable[Pair] = (),
    *,
    until: datetime | None = None,
) -> frozenset[int]:
    """Put people into groups and take them out in one transaction, with all that depends on it; returns whom it touched.

    The caller has checked that the actor may; here it is only asked what holds on every path: restricted groups are
    changed by superusers (and by what superusers have set up), groups with a rule by their rule. What is already so
    is left alone. Raises Forbidden, Invalid, NotFound.
    """
    plus, minus = set(adds), set(removes)
    plus, minus = plus - minus, minus
    people = frozenset(u for u, _ in plus | minus)
    if not people:
        return frozenset()
    async with transaction():
        await _lock(people)
        await must_be_by_hand(actor, {g for _, g in plus | minus})
        touched = await _write(actor, plus, minus, until)
        touched |= await _follow(people)
        await _must_last(actor, plus)
        if touched:
            await emit(MembershipsChanged(touched))
    return touched


async def _lock(people: Collection[int]) -> None:
    """Let nobody else change these people meanwhile: what is read afterwards is the newest."""
    if dialect() == "mysql":
        await rows(f"SELECT id FROM users WHERE id IN ({_list(people)}) ORDER BY id FOR UPDATE")


async def must_be_by_hand(actor: Actor, group_ids: set[int]) -> None:
    """Raise Invalid where a rule decides who is in, Forbidden for restricted groups unless a superuser acts, NotFound."""
    found = await rows(
        "SELECT g.id, g.name, g.restricted, g.rule, a.id AS auto FROM `groups` g "
        f"LEFT JOIN autogroups a ON a.group_id = g.id WHERE g.id IN ({_list(group_ids)})"
    )
    if missing := group_ids - {r["id"] for r in found}:
        raise NotFound("group.no_such", id=min(missing))
    if actor.face is Face.SYSTEM:
        return
    for row in found:
        if by_rule(row["rule"]) or row["auto"]:
            raise Invalid("group.by_rule", group=row["name"])
        if row["restricted"] and not (actor.active and actor.superuser):
            raise Forbidden("group.restricted", group=row["name"])


async def _must_last(actor: Actor, plus: set[Pair]) -> None:
    """Who was put into a group by hand, but may not be in it, is told so instead of being taken out again."""
    if actor.face is Face.SYSTEM or not plus:
        return
    people, groups = {u for u, _ in plus}, {g for _, g in plus}
    present = await Membership.filter(user_id__in=people, group_id__in=groups).values_list(
        "user_id", "group_id"
    )
    if missing := plus - {(u, g) for u, g in present}:
        group = await Group.get(id=min(missing)[1])
        raise Conflict("group.does_not_fit", group=group.name)


def by_rule(rule: object) -> bool:
    """Whether a group's column `rule`, as a raw row has it, holds a rule."""
    return rule not in (None, "", "null", {})


async def _write(actor: Actor, plus: set[Pair], minus: set[Pair], until: datetime | None) -> frozenset[int]:
    people = {u for u, _ in plus | minus}
    # Locked, so that of two who take the same person out at once only one finds them in.
    held = Membership.filter(user_id__in=people).select_for_update()
    present = await held.values_list("user_id", "group_id", "id")
    have = {(u, g): i for u, g, i in present}
    plus, minus = {p for p in plus if p not in have}, {m for m in minus if m in have}
    await _insert(plus, until)
    if minus:
        await Membership.filter(id__in=[have[m] for m in minus]).delete()
    await _overtake(plus, RequestKind.JOIN)
    await _overtake(minus, RequestKind.LEAVE)
    after = {"until": shown(until)} if until else None
    await audit.record(
        actor,
        [audit.Entry("group.joined", u, f"group:{g}", after=after) for u, g in sorted(plus)]
        + [
            audit.Entry("group.left" if u == actor.user_id else "group.removed", u, f"group:{g}")
            for u, g in sorted(minus)
        ],
    )
    return frozenset(u for u, _ in plus | minus)


async def _insert(plus: set[Pair], until: datetime | None = None) -> None:
    now = clock.now()
    new = [Membership(user_id=u, group_id=g, since=now, until=until) for u, g in sorted(plus)]
    await upsert(Membership, new, update_fields=[], conflict=["group_id", "user_id"])


async def _overtake(pairs: set[Pair], kind: RequestKind) -> None:
    """End pending requests that have what they asked for already."""
    if not pairs:
        return
    asked = GroupRequest.filter(
        user_id__in={u for u, _ in pairs}, group_id__in={g for _, g in pairs}, pending=1, kind=kind
    )
    done = [r for r in await asked if (r.user_id, r.group_id) in pairs]
    if done:
        await GroupRequest.filter(id__in=[r.id for r in done], pending=1).update(
            status=RequestStatus.OVERTAKEN, pending=None, decided_at=clock.now()
        )
        await refresh(done)


# -- what follows from standing ----------------------------------------------------------------------------


async def reassess(users: frozenset[int] | None) -> None:
    """Stage 3: bring memberships to what standing allows, and pass everyone on (None: everybody).

    Looking is a few statements for all of them; only those about whom there is something to do cost more.
    """
    due, held = await _look(users)
    todo = sorted(_unsettled(due, held))
    size = slice_size() // 2
    for start in range(0, len(todo), size):
        part = frozenset(todo[start : start + size])
        await settle(part)
    async with transaction():
        await emit(MembershipsChanged(users or frozenset()))


@retried
async def settle(people: frozenset[int]) -> None:
    """Bring the memberships of these people to what standing allows now, in one transaction."""
    await _lock(people)
    if touched := await _follow(people):
        await emit(MembershipsChanged(touched))


async def _follow(people: frozenset[int]) -> frozenset[int]:
    """Change what depends on other memberships and on standing, until nothing changes; returns whom it touched."""
    touched: set[int] = set()
    gone: set[Pair] = set()
    for _ in range(ROUNDS):
        due, held = await _look(people)
        due.adds -= (
            gone  # what was taken in this pass does not come back in it: rules that contradict end here
        )
        changed, left = await _bring(due, held)
        gone |= left
        touched |= {u for u, _ in changed}
        if not changed:
            return frozenset(touched)
    log.error("groups that hang on one another did not settle within %s rounds", ROUNDS)
    return frozenset(touched)


def _unsettled(due: Due, held: dict[Pair, _Held]) -> set[int]:
    """About whom there is something to do."""
    now = clock.now()
    found = {u for u, _ in due.adds}
    for pair, membership in held.items():
        leaving = membership.leaving_at
        if (leaving is None or leaving <= now) if pair in due.removes else leaving is not None:
            found.add(pair[0])
    return found


async def _look(users: frozenset[int] | None) -> tuple[Due, dict[Pair, _Held]]:
    """What standing asks for, and the memberships that it concerns: one statement, and what the followers need."""
    due, held = Due(), dict[Pair, _Held]()
    for row in await rows(
        _STANDING.format(where="" if users is None else f"AND m.user_id IN ({_list(users)})")
    ):
        pair = row["user_id"], row["group_id"]
        held[pair] = _Held(row["id"], moment(row["leaving_at"]), row["grace_days"])
        if row["why"]:
            due.removes[pair] = STATE if row["why"] == "state" else REQUEST
    for follower in _followers.values():
        more = await follower(users)
        due.adds |= more.adds
        due.removes = more.removes | due.removes
    due.adds -= due.removes.keys()
    await _more_held(due, held)
    return due, held


_STANDING = (
    "SELECT * FROM (SELECT m.id, m.user_id, m.group_id, m.leaving_at, g.grace_days, CASE "
    "WHEN NOT u.is_active THEN '' "  # they have nothing of it meanwhile, and get it back with their account
    "WHEN EXISTS (SELECT 1 FROM group_states s WHERE s.group_id = g.id) AND NOT EXISTS "
    "(SELECT 1 FROM group_states s WHERE s.group_id = g.id AND s.state_id = u.state_id) THEN 'state' "
    "WHEN NOT g.`public` AND NOT g.internal AND NOT u.is_superuser "
    f"AND EXISTS (SELECT 1 FROM marks k WHERE k.name = '{Switch.REQUEST_GROUPS}' AND k.value = 'on') "
    f"AND NOT EXISTS (SELECT 1 FROM user_grants p WHERE p.user_id = u.id AND p.permission = '{REQUEST_GROUPS}') "
    "AND NOT EXISTS (SELECT 1 FROM state_grants p WHERE p.state_id = u.state_id "
    f"AND p.permission = '{REQUEST_GROUPS}') AND NOT EXISTS (SELECT 1 FROM memberships n JOIN group_grants p "
    f"ON p.group_id = n.group_id WHERE n.user_id = u.id AND p.permission = '{REQUEST_GROUPS}') THEN 'request' "
    "ELSE '' END AS why FROM memberships m JOIN users u ON u.id = m.user_id JOIN `groups` g ON g.id = m.group_id "
    "WHERE 1 = 1 {where}) x WHERE why <> '' OR leaving_at IS NOT NULL"
)


async def _more_held(due: Due, held: dict[Pair, _Held]) -> None:
    """The memberships that followers speak of; adds that are so already are dropped."""
    asked = (due.adds | due.removes.keys()) - held.keys()
    people = sorted({u for u, _ in asked})
    for start in range(0, len(people), 5000):
        for row in await rows(
            "SELECT m.id, m.user_id, m.group_id, m.leaving_at, g.grace_days FROM memberships m "
            f"JOIN `groups` g ON g.id = m.group_id WHERE m.user_id IN ({_list(people[start : start + 5000])}) "
            f"AND m.group_id IN ({_list({g for _, g in asked})})"
        ):
            pair = row["user_id"], row["group_id"]
            if pair in asked:
                held[pair] = _Held(row["id"], moment(row["leaving_at"]), row["grace_days"])
    due.adds -= held.keys()
    due.removes = {p: why for p, why in due.removes.items() if p in held}


async def _bring(due: Due, held: dict[Pair, _Held]) -> tuple[set[Pair], set[Pair]]:
    """Do what is due; returns the memberships that changed, and those of them that ended."""
    now = clock.now()
    ended = {
        p
        for p in due.removes
        if ((at := held[p].leaving_at) is not None and at <= now) or (not held[p].grace_days and at is None)
    }
    graced = {p for p in due.removes if p not in ended and held[p].leaving_at is None}
    recovered = {p for p, m in held.items() if p not in due.removes and m.leaving_at is not None}
    await _insert(due.adds)
    if ended:
        await Membership.filter(id__in=[held[p].id for p in ended]).delete()
    await _begin_grace(graced, due, held, now)
    if recovered:
        await Membership.filter(id__in=[held[p].id for p in recovered]).update(
            leaving_at=None, leaving_why=""
        )
    await _overtake(due.adds, RequestKind.JOIN)
    await _overtake(ended, RequestKind.LEAVE)
    await audit.record(
        SYSTEM,
        [audit.Entry("group.joined", u, f"group:{g}", after={"why": RULE}) for u, g in sorted(due.adds)]
        + [
            audit.Entry("group.removed", u, f"group:{g}", after={"why": due.removes[u, g]})
            for u, g in sorted(ended)
        ]
        + [
            audit.Entry("group.grace", u, f"group:{g}", after={"why": due.removes[u, g]})
            for u, g in sorted(graced)
        ]
        + [audit.Entry("group.recovered", u, f"group:{g}") for u, g in sorted(recovered)],
    )
    await _tell(ended, graced, recovered, due, held)
    return due.adds | ended, ended


async def _begin_grace(graced: set[Pair], due: Due, held: dict[Pair, _Held], now: datetime) -> None:
    alike: dict[tuple[int, str], list[int]] = {}
    for pair in graced:
        alike.setdefault((held[pair].grace_days, due.removes[pair]), []).append(held[pair].id)
    for (days, why), ids in alike.items():
        end = now + timedelta(days=days)
        await Membership.filter(id__in=ids).update(leaving_at=end, leaving_why=why)


async def _tell(
    ended: set[Pair], graced: set[Pair], recovered: set[Pair], due: Due, held: dict[Pair, _Held]
) -> None:
    """What happened, why, and what to do next."""
    pairs = ended | graced | recovered
    if not pairs:
        return
    found = await rows(f"SELECT id, name FROM `groups` WHERE id IN ({_list({g for _, g in pairs})})")
    names = {r["id"]: r["name"] for r in found}
    now, direct = clock.now(), len({u for u, _ in pairs}) <= FEW

    def telling(pair: Pair, what: str, level: Level, **more: Any) -> notices.Telling:
        facts = {"group": names.get(pair[1], ""), **more}
        return notices.Telling(pair[0], what, facts, level, direct=direct, category="groups")

    reasons = {STATE: "state", REQUEST: "request", RULE: "rule"}
    kind = {p: reasons.get(due.removes.get(p, ""), "rule") for p in pairs}
    await notices.tell(
        [telling(p, f"notice.group.lost.{kind[p]}", Level.WARNING) for p in sorted(ended)]
        + [
            telling(
                p,
                f"notice.group.grace.{kind[p]}",
                Level.WARNING,
                when=shown(now + timedelta(days=held[p].grace_days)),
            )
            for p in sorted(graced)
        ]
        + [telling(p, "notice.group.recovered", Level.SUCCESS) for p in sorted(recovered)]
    )


def _list(ids: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(ids))) or "NULL"
