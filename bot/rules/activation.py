"""Letting people in and shutting them out: by staff, for one or for many, and by the pilots themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.database import retried, rows, slice_size, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import request_posts, states
from bot.rules.access import Actor, must_not_outrank, permission
from bot.rules.audit import Entry, record
from bot.rules.events import UserDisabled
from bot.rules.notices import Telling, tell
from bot.rules.outside import outside
from bot.rules.queue import emit
from models.discord import DiscordUser
from models.groups import GroupRequest, RequestStatus
from models.links import LinkOffer, LinkStatus
from models.notices import Level
from models.sessions import Session
from models.tokens import SignIn
from models.users import Closed, User

ACTIVATE = permission("auth.change_user", "Can deactivate and activate accounts")

FEW = 25
"""Up to this many at once are told by direct message; of more, each finds the reason when signing in."""
NAMED = 10
_OPEN = (LinkStatus.WAITING, LinkStatus.OPENED, LinkStatus.PROVED)


# -- looking ahead ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlook:
    """What shutting people out takes from them, or letting them in gives back: names with how many people each."""

    able: tuple[int, ...]  # whom it concerns
    left_out: tuple[tuple[str, str], ...]  # who stays as they are, and the key that says why
    names: tuple[str, ...]  # the first of those concerned
    states: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int], ...]
    services: tuple[tuple[str, int], ...]
    leads: tuple[tuple[str, int], ...]
    requests: int  # that wait for an answer


async def foresee(actor: Actor, user_ids: Iterable[int], *, active: bool) -> Outlook:
    """What `activate` or `deactivate` would do to these people; eight statements. Raises Forbidden, NotFound."""
    actor.must(ACTIVATE)
    wanted = sorted(set(user_ids))
    people = await _people(wanted)
    if not people:
        raise NotFound("account.unknown")
    able, left_out = [], []
    for user_id, (name, user) in people.items():
        if why := _why_not(actor, user, active):
            left_out.append((name, why))
        else:
            able.append(user_id)
    those = ", ".join(map(str, able)) or "NULL"
    requests = await rows(
        f"SELECT COUNT(*) AS n FROM group_requests WHERE pending = 1 AND user_id IN ({those})"
    )
    return Outlook(
        able=tuple(able),
        left_out=tuple(left_out),
        names=tuple(people[u][0] for u in able[:NAMED]),
        states=await _standing(able, active=active),
        groups=await _counted(f"JOIN memberships m ON m.group_id = g.id WHERE m.user_id IN ({those})"),
        services=await _services(those),
        leads=await _counted(f"JOIN group_leaders l ON l.group_id = g.id WHERE l.user_id IN ({those})"),
        requests=int(requests[0]["n"]),
    )


async def _people(ids: list[int]) -> dict[int, tuple[str, User]]:
    """Accounts with their names, in the order of names."""
    found: dict[int, tuple[str, User]] = {}
    for start in range(0, len(ids), 5000):
        users = await User.filter(id__in=ids[start : start + 5000]).prefetch_related("subject")
        found |= {u.id: (u.subject.name if u.subject else "", u) for u in users}  # type: ignore[attr-defined]
    return dict(sorted(found.items(), key=lambda item: item[1][0].casefold()))


def _why_not(actor: Actor, user: User, active: bool) -> str:
    """The key of what stands in the way; empty if nothing does."""
    if user.is_active == active:
        return "account.is_active" if active else "account.is_inactive"
    if user.is_superuser and not actor.superuser:
        return "refused.superuser"
    if user.id == actor.user_id:
        return "refused.yourself"
    if active and user.closed_by is Closed.PILOT:
        return "account.closed_by_pilot"
    if active and user.closed_by is Closed.ERASING:
        return "account.being_erased"
    return ""


async def _standing(ids: list[int], *, active: bool) -> tuple[tuple[str, int], ...]:
    """The states that they have, or would have."""
    steps, counted = await states.ladder(), dict[int, int]()
    for person in await states.people(ids) if ids else []:
        state = steps.of(person.standing) if active else person.state_id
        counted[state] = counted.get(state, 0) + 1
    ranked = sorted(counted.items(), key=lambda item: -steps.states[item[0]].priority)
    return tuple((steps.states[s].name, n) for s, n in ranked)


async def _counted(joined: str) -> tuple[tuple[str, int], ...]:
    found = await rows(
        f"SELECT g.name, COUNT(*) AS n FROM `groups` g {joined} GROUP BY g.id, g.name ORDER BY g.name"
    )
    return tuple((r["name"], int(r["n"])) for r in found)


async def _services(those: str) -> tuple[tuple[str, int], ...]:
    found = await rows(
        "SELECT i.name, COUNT(*) AS n FROM accounts a JOIN instances i ON i.id = a.instance_id "
        f"WHERE a.declined_at IS NULL AND a.user_id IN ({those}) GROUP BY i.id, i.name ORDER BY i.name"
    )
    return tuple((r["name"], int(r["n"])) for r in found)


# -- by staff --------------------------------------------------------------------------------------------


async def deactivate(actor: Actor, user_ids: Iterable[int], reason: str) -> int:
    """Shut people out of everything at once, whatever they hold; returns how many were in.

    Sessions, open links and requests end; rights are gone with the same commit; state and services follow through the
    queue. The reason is told to them. Slices commit one by one: after a crash, the same call does the rest.
    Raises Forbidden (also for one's own account, and for superusers unless one is), Invalid without a reason, NotFound.
    """
    actor.must(ACTIVATE)
    ids = await _known(user_ids)
    if actor.user_id in ids:
        raise Forbidden("refused.yourself")
    if not reason.strip():
        raise Invalid("account.reason_wanted")
    by, done, size = actor.because(" ".join(reason.split())[:300]), 0, slice_size()
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        done += await shut(by, part, Closed.STAFF, direct=len(ids) <= FEW)
    return done


async def activate(actor: Actor, user_ids: Iterable[int], reason: str = "") -> int:
    """Let people in again whom staff shut out; returns how many. What they deserve comes back through the queue.

    Who closed the account themselves, or is being deleted, stays out. For one person that raises Conflict.
    """
    actor.must(ACTIVATE)
    ids = await _known(user_ids)
    by, done, size = actor.because(" ".join(reason.split())[:300]), 0, slice_size()
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        done += await _let_in(by, part, direct=len(ids) <= FEW, alone=len(ids) == 1)
    return done


async def _known(user_ids: Iterable[int]) -> list[int]:
    ids = sorted(set(user_ids))
    if not ids or (len(ids) == 1 and not await User.exists(id=ids[0])):
        raise NotFound("account.unknown")
    return ids


@retried
async def shut(
    actor: Actor, ids: list[int], by: Closed, *, direct: bool = True, erase_at: datetime | None = None
) -> int:
    """Close those of these accounts that are open, in one transaction: the part that all ways of closing share.

    The caller has checked the right; that superusers are safe from others and one of them stays is checked here.
    """
    now = clock.now()
    async with transaction():
        people = await User.filter(id__in=ids, is_active=True).order_by("id").select_for_update()
        gone = [u.id for u in people]
        if not gone:
            return 0
        if any(u.is_superuser for u in people):
            for person in people:
                if person.id != actor.user_id:
                    must_not_outrank(actor, person)
            await _one_superuser_stays(gone)
        await User.filter(id__in=gone).update(
            is_active=False, inactive_since=now, inactive_why=actor.reason, closed_by=by, erase_at=erase_at
        )
        await _end_what_is_open(gone, now)
        action = "account.deactivated" if by is Closed.STAFF else "account.closed"
        await record(actor, [Entry(action, u) for u in gone])
        if erase_at is not None:
            await record(
                actor, [Entry("account.deletion_asked", u, after={"by": str(erase_at)}) for u in gone]
            )
            facts = {"when": f"{erase_at:%Y-%m-%d %H:%M}", "site": outside.web_url}
            await tell(Telling(u, "notice.deletion_asked", facts, Level.WARNING) for u in gone)
        if by is Closed.STAFF:
            await tell(
                _telling(u, "notice.deactivated", Level.DANGER, actor.reason, now, direct) for u in gone
            )
        await emit(UserDisabled(frozenset(gone)))
    return len(gone)


async def _end_what_is_open(ids: list[int], now: datetime) -> None:
    await Session.filter(user_id__in=ids).delete()
    await SignIn.filter(user_id__in=ids).delete()
    discord = await DiscordUser.filter(user_id__in=ids).values_list("id", flat=True)
    await LinkOffer.filter(discord_id__in=discord, status__in=_OPEN).update(
        status=LinkStatus.REFUSED, proof="", finished_at=now
    )
    waiting = await GroupRequest.filter(user_id__in=ids, pending=1)
    await GroupRequest.filter(id__in=[r.id for r in waiting], pending=1).update(
        status=RequestStatus.OVERTAKEN, pending=None, decided_at=now
    )
    await request_posts.refresh(waiting)


async def _one_superuser_stays(gone: list[int]) -> None:
    """Under lock, so that two superusers who shut each other out at the same moment do not both succeed."""
    bosses = await User.filter(is_superuser=True).order_by("id").select_for_update()
    if not any(b.is_active and b.id not in gone for b in bosses):
        raise Conflict("account.last_superuser")


@retried
async def _let_in(actor: Actor, ids: list[int], *, direct: bool, alone: bool) -> int:
    now = clock.now()
    async with transaction():
        people = await User.filter(id__in=ids, is_active=False).order_by("id").select_for_update()
        for person in people:
            must_not_outrank(actor, person)
            if alone and (why := _why_not(actor, person, True)):
                raise Conflict(why)
        back = [u.id for u in people if not _why_not(actor, u, True)]
        if not back:
            return 0
        await _open(back)
        await record(actor, [Entry("account.activated", u) for u in back])
        await tell(_telling(u, "notice.activated", Level.SUCCESS, actor.reason, now, direct) for u in back)
        await emit(UserDisabled(frozenset(back)))
    return len(back)


async def _open(ids: list[int]) -> None:
    await User.filter(id__in=ids).update(
        is_active=True, inactive_since=None, inactive_why="", closed_by=None, erase_at=None
    )


def _telling(user_id: int, key: str, level: Level, reason: str, now: datetime, direct: bool) -> Telling:
    if reason:
        key += "_why"
    once = f"{key}:{user_id}:{now.timestamp()}"
    return Telling(user_id, key, {"reason": reason}, level, once=once, direct=direct)


# -- by the pilots themselves ----------------------------------------------------------------------------


async def close(actor: Actor) -> None:
    """Close one's own account: everything is given back, nothing is deleted, and only a fresh sign-in opens it.

    Raises Conflict for the last superuser.
    """
    user_id = actor.must_be_someone()
    if not await shut(actor, [user_id], Closed.PILOT):
        raise Forbidden("refused.inactive")


async def open_again(actor: Actor, user_id: int) -> None:
    """Open an account that its pilot closed, in the caller's transaction; the caller has a proof that it is them."""
    found = await User.get(id=user_id)
    if found.is_active:
        return
    before = {"erase_at": found.erase_at.isoformat()} if found.erase_at else None
    await _open([user_id])
    await record(actor, [Entry("account.reopened", user_id, before=before)])
    await emit(UserDisabled(frozenset({user_id})))
