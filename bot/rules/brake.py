"""The brake: what would take standing from many people at once stops, keeps access, and asks staff."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.database import retried, rows, transaction
from bot.errors import Conflict, NotFound
from bot.rules import audit, notices
from bot.rules.access import STAFF, Actor
from bot.rules.queue import enqueue
from models.brakes import Brake, BrakeStatus
from models.characters import Ended, OwnershipRecord
from models.notices import Level
from models.users import User

FLOOR = 25
"""Up to this many people at once never wait for staff."""
SHARE = 0.05
"""Nor does up to this share of the people who have standing."""
KEPT_FOR = timedelta(hours=24)
"""How long *Keep* holds against the same claim of the same source."""
AGREED_FOR = timedelta(hours=1)
"""How long what somebody agreed to before a change is remembered, if the pass that follows it never comes."""
WINDOW = timedelta(hours=1)
"""Losses that come one by one (dying tokens) are added up over this time."""

CarryOut = Callable[[dict[str, Any]], Awaitable[None]]
_carry_out: dict[str, CarryOut] = {}


def carried_out_by(source: str, act: CarryOut) -> None:
    """Name what *Do it* does for a source; called once, beside the rule that may be stopped."""
    _carry_out[source] = act


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stopped pass as staff see it."""

    id: int
    source: str
    status: BrakeStatus
    losers: int
    holders: int
    names: list[str]  # of the mains, at most 20
    why: dict[str, Any]
    created_at: datetime
    decided_at: datetime | None
    decided_by: str


async def hold(source: str, losers: Collection[int], payload: dict[str, Any]) -> frozenset[int]:
    """Who of `losers` must keep their standing for now; empty means go on. Asks staff when it holds.

    What staff decided to keep stays held for a day, and what they are asked stays held until they answer,
    also against later looks at a part of the same people. Few people are never held otherwise.
    """
    if not losers:
        return frozenset()
    agreed = await _agreed(source)
    losers = set(losers) - agreed
    asked, kept = await _on_hold(source)
    suspects = losers - kept
    held = (asked | kept) & losers
    # Who is asked about counts as well: many losses must not pass one small heap after the other.
    count = len(suspects) + await _lately(source)
    if suspects <= asked or count <= FLOOR or count <= SHARE * await _holders():
        return frozenset(held)
    await _ask(source, suspects, payload)
    return frozenset(held | suspects)


async def would_hold(source: str, losers: Collection[int]) -> bool:
    """Whether a pass that takes standing from these people would be stopped; asks nobody. For previews."""
    _, kept = await _on_hold(source)
    count = len(set(losers) - kept) + await _lately(source)
    return bool(losers) and count > FLOOR and count > SHARE * await _holders()


async def agree(actor: Actor, source: str, losers: Collection[int]) -> None:
    """Somebody saw who loses by a change and made it: the pass that follows is not stopped for these people.

    In the transaction of the change. Only for those counted then; the brake still stands against anybody else.
    """
    if not losers:
        return
    subject = (await audit.subjects_of([actor.user_id])).get(actor.user_id) if actor.user_id else None
    row = Brake(source=source, status=BrakeStatus.AGREED, payload={"users": sorted(losers)})
    _about(row, set(losers))
    row.created_at = row.seen_at = row.decided_at = clock.now()
    row.holders, row.decided_by_id = await _holders(), subject
    await row.save()


@dataclass(frozen=True, slots=True)
class Open:
    """What is open about a source: whether staff are asked, and what was agreed to and is not done yet (row ids)."""

    asked: bool
    agreed: tuple[int, ...]


async def open_about(source: str) -> Open:
    """What is open about a source; one statement. A pass asks before it reads anything else, and spends what was
    agreed to when it is done: a change that was committed later keeps its agreement for its own pass."""
    wanted = [BrakeStatus.ASKED, BrakeStatus.AGREED]
    found = await Brake.filter(source=source, status__in=wanted).values_list("id", "status")
    agreed = tuple(int(i) for i, status in found if status == BrakeStatus.AGREED)
    return Open(len(agreed) < len(found), agreed)


async def spend(agreed: Collection[int]) -> None:
    """These agreements are carried out: they count no longer."""
    if agreed:
        await Brake.filter(id__in=list(agreed)).update(status=BrakeStatus.SPENT, payload={})


async def _agreed(source: str) -> set[int]:
    since = clock.now() - AGREED_FOR
    found = await Brake.filter(source=source, status=BrakeStatus.AGREED, created_at__gte=since)
    return {u for row in found for u in row.payload.get("users", ())}


async def held(source: str) -> frozenset[int]:
    """Who stays as they are for now, by what staff are asked or have decided to keep."""
    asked, kept = await _on_hold(source)
    return frozenset(asked | kept)


async def _on_hold(source: str) -> tuple[set[int], set[int]]:
    """Whom staff are asked about, and whom they decided to keep within the last day."""
    asked: set[int] = set()
    kept: set[int] = set()
    for row in await Brake.filter(source=source, status__in=[BrakeStatus.ASKED, BrakeStatus.KEPT]):
        if row.decided_at is None or row.decided_at >= clock.now() - KEPT_FOR:
            (asked if row.status is BrakeStatus.ASKED else kept).update(row.payload.get("users", ()))
    return asked, kept


async def lapse(source: str, still: Collection[int], looked: Collection[int] | None = None) -> None:
    """The source no longer says what stopped it about some: they leave the question, and an empty one ends by itself.

    `still`: whom it says it of; `looked`: about whom it has spoken at all (None: everybody). Silence about somebody
    ends no question.
    """
    asked = Brake.filter(source=source, status=BrakeStatus.ASKED).order_by("id")
    if not await asked.exists():
        return
    async with transaction():
        for row in await asked.select_for_update():
            users = set(row.payload.get("users", ()))
            left = users & set(still) if looked is None else users - (set(looked) - set(still))
            if left == users:
                continue
            if left:
                _about(row, left)
            else:
                row.status, row.decided_at = BrakeStatus.LAPSED, clock.now()
            await row.save(update_fields=["status", "decided_at", "payload", "losers", "fingerprint"])
            await _show([row.id])


def _about(row: Brake, users: set[int]) -> None:
    """Make a question one about these people."""
    row.payload = {**row.payload, "users": sorted(users)}
    row.losers = len(users)
    row.fingerprint = hashlib.sha256(repr(sorted(users)).encode()).hexdigest()


@retried
async def decide(actor: Actor, brake_id: int, do_it: bool) -> Brake:
    """Carry out the stopped pass, or keep everybody where they are. The first decision counts."""
    actor.must(STAFF)
    status = BrakeStatus.DONE if do_it else BrakeStatus.KEPT
    async with transaction():
        subject = (await audit.subjects_of([actor.user_id])).get(actor.user_id) if actor.user_id else None
        changed = await Brake.filter(id=brake_id, status=BrakeStatus.ASKED).update(
            status=status, decided_at=clock.now(), decided_by_id=subject
        )
        row = await Brake.get_or_none(id=brake_id)
        if row is None:
            raise NotFound("brake.no_such", id=brake_id)
        if not changed:
            raise Conflict("brake.decided", status=row.status.value)
        await audit.record(
            actor, [audit.Entry(f"brake.{status}", thing=f"brake:{brake_id}", after={"people": row.losers})]
        )
        await _show([brake_id])
        if do_it:
            await enqueue("brake.carry_out", [(str(brake_id), "")], priority=3)
    return row


async def carry_out(brake_id: int) -> None:
    """Do what was stopped: the worker's half of *Do it*; repeated after a crash, it finds the rest to do."""
    row = await Brake.get_or_none(id=brake_id, status=BrakeStatus.DONE)
    if row is not None:
        await _carry_out[row.source](row.payload)


async def waiting(actor: Actor) -> list[Waiting]:
    """What staff have to decide, oldest first."""
    actor.must(STAFF)
    return [await view(b) for b in await Brake.filter(status=BrakeStatus.ASKED).order_by("id").limit(20)]


async def view(row: Brake) -> Waiting:
    """One stopped pass with the names that staff need to judge it."""
    ids = row.payload.get("users", [])[:20]
    named = (
        await User.filter(id__in=ids).order_by("main__name").values_list("main__name", flat=True)
        if ids
        else []
    )
    decider = (
        await rows("SELECT name FROM subjects WHERE id = %s", [row.decided_by_id])
        if row.decided_by_id
        else []
    )
    return Waiting(
        row.id,
        row.source,
        row.status,
        row.losers,
        row.holders,
        [str(n) for n in named if n],
        row.payload.get("why", {}),
        row.created_at,
        row.decided_at,
        decider[0]["name"] if decider else "",
    )


async def _lately(source: str) -> int:
    """Losses of the last hour from sources that speak of one person at a time."""
    if source != "tokens":
        return 0
    since = clock.now() - WINDOW
    return await OwnershipRecord.filter(ended=Ended.WITHDRAWN, ended_at__gte=since).count()


async def _holders() -> int:
    found = await rows(
        "SELECT COUNT(*) AS n FROM users u JOIN states s ON s.id = u.state_id WHERE NOT s.guest"
    )
    return int(found[0]["n"])


async def _ask(source: str, losers: set[int], payload: dict[str, Any]) -> None:
    """One open question per source: what the source says anew is added to it."""
    now, holders = clock.now(), await _holders()
    async with transaction():
        open_ = Brake.filter(source=source, status=BrakeStatus.ASKED).order_by("-id")
        row = await open_.select_for_update().first()
        fresh = row is None
        if row is None:
            row = Brake(source=source, created_at=now, payload={})
        old = set(row.payload.get("users", ()))
        row.payload = _merged(row.payload, payload)
        _about(row, losers | old)
        row.holders, row.seen_at = holders, now
        await row.save()
        if fresh:
            await _tell_staff(row)
        if fresh or losers - old:
            await _show([row.id])


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What to carry out grows with every pass that was stopped; of other facts the newest count."""
    merged = {**old, **new}
    for name, value in new.items():
        if isinstance(value, list):
            known = {repr(v) for v in old.get(name, ())}
            merged[name] = [*old.get(name, ()), *(v for v in value if repr(v) not in known)]
    return merged


async def _tell_staff(row: Brake) -> None:
    staff = await staff_ids()
    facts = {"people": row.losers, "holders": row.holders, "source": row.source}
    await notices.tell(
        notices.Telling(u, "notice.brake", facts, Level.DANGER, once=f"brake:{row.id}:{u}", direct=False)
        for u in staff
    )


async def staff_ids() -> list[int]:
    """Everybody who may decide: superusers, and holders of core.staff from any source."""
    found = await rows(
        "SELECT id FROM users WHERE is_active AND is_superuser UNION "
        "SELECT u.id FROM users u JOIN user_grants g ON g.user_id = u.id WHERE u.is_active AND g.permission = %s UNION "
        "SELECT u.id FROM users u JOIN memberships m ON m.user_id = u.id JOIN group_grants g "
        "ON g.group_id = m.group_id WHERE u.is_active AND g.permission = %s UNION SELECT u.id FROM users u JOIN state_grants g ON g.state_id = u.state_id "
        "WHERE u.is_active AND g.permission = %s",
        [STAFF.codename] * 3,
    )
    return [r["id"] for r in found]


async def _show(brake_ids: Any) -> None:
    """Have the staff post of these questions made or brought up to date."""
    await enqueue("post.show", [(f"staff:brake:{i}", "") for i in brake_ids], lane="discord", priority=3)
