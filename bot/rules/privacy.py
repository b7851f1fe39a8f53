"""A person's own data: a copy of it, and its deletion, in the order that orphans nothing and survives a crash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import clock
from bot.database import execute, retried, retry_transaction, rows, slice_size, transaction
from bot.errors import Forbidden, Invalid, NotFound
from bot.rules import ownership, request_posts
from bot.rules.access import SYSTEM, Actor
from bot.rules.activation import shut
from bot.rules.audit import Entry, record
from bot.rules.outside import outside
from bot.rules.personal import HELD, Fate, Held, Whose
from bot.rules.queue import DISCORD, enqueue
from bot.rules.services import LOST_ONE, STRIP
from bot.rules.staff import tell_staff
from models.characters import Character, Ended, Ownership, OwnershipRecord
from models.discord import DiscordUser
from models.groups import GroupRequest
from models.services import Account, AccountStatus
from models.states import EntityKind
from models.users import Closed, Subject, User
from models.watchlist import Sighting, Watched

ERASE = "privacy.erase"
WAIT = timedelta(days=7)
"""Between a pilot's wish and the deletion: a sign-in in between takes the wish back."""
PATIENCE = timedelta(days=1)
"""So long a deletion waits for a service that is away; then it goes on without, and staff are told."""
LOOK_AGAIN = 5.0
MOST_ROWS = 10_000
"""Of one table in a copy; nobody has so many."""
NOTICES = 2000  # looked through in one statement


# -- a copy ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """All data of a person as a JSON file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Person:
    """Every number that a person is known by."""

    name: str
    subject: int
    ids: dict[Whose, list[int]]


async def may_export(actor: Actor, user_id: int) -> str:
    """Whose data it would be; raises what `export` raises."""
    if user_id != actor.user_id:
        _must_be_superuser(actor)
    return (await _person(user_id)).name


async def export(actor: Actor, user_id: int | None = None) -> Copy:
    """Everything that is kept about oneself, or (for superusers) about somebody; leaves a line in the trail.

    One statement for each table. Raises Forbidden, NotFound.
    """
    wanted = actor.must_be_someone() if user_id is None else user_id
    if wanted != actor.user_id:
        _must_be_superuser(actor)
    person = await _person(wanted)
    now = clock.now()
    data: dict[str, Any] = {"site": outside.site_name, "made_at": now.isoformat(), "name": person.name}
    for held in HELD:
        if found := await _given(held, person):
            data[held.table] = found
    async with transaction():
        await record(actor, [Entry("privacy.exported", wanted)])
    text = json.dumps(data, default=str, ensure_ascii=False, indent=1)
    return Copy(f"concord-{wanted}-{now:%Y-%m-%d}.json", text.encode())


def _must_be_superuser(actor: Actor) -> None:
    if not (actor.superuser and actor.active):
        raise Forbidden("privacy.superuser")


async def _person(user_id: int) -> _Person:
    subject = await Subject.get_or_none(user_id=user_id)
    if subject is None:
        raise NotFound("account.unknown")
    characters = await rows(
        "SELECT character_id AS id FROM ownerships WHERE user_id = %s UNION "
        "SELECT character_id FROM ownership_records WHERE user_id = %s",
        [user_id, user_id],
    )
    discord = await DiscordUser.filter(user_id=user_id).values_list("id", flat=True)
    ids = {
        Whose.USER: [user_id],
        Whose.SUBJECT: [subject.id],
        Whose.CHARACTER: sorted(r["id"] for r in characters),
        Whose.DISCORD: [int(str(d)) for d in discord],
    }
    return _Person(subject.name, subject.id, ids)


async def _given(held: Held, person: _Person) -> list[dict[str, Any]]:
    keys = [k for k in held.keys if k.given and person.ids[k.whose]]
    if not held.given or not keys:
        return []
    where = " OR ".join(f"`{k.column}` IN ({_list(person.ids[k.whose])})" for k in keys)
    columns = ", ".join(f"`{c}`" for c in held.given)
    found = await rows(f"SELECT {columns} FROM `{held.table}` WHERE {where} LIMIT {MOST_ROWS}")
    return [{c: _plain(v) for c, v in row.items()} for row in found]


def _plain(value: Any) -> Any:
    """A value as a reader wants it: JSON columns as what they hold."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _list(ids: Iterable[int]) -> str:
    return ", ".join(str(int(i)) for i in ids) or "NULL"


# -- deletion --------------------------------------------------------------------------------------------


async def ask_deletion(actor: Actor) -> None:
    """Close one's own account at once and have it deleted after a week; signing in meanwhile takes that back.

    Raises Conflict for the last superuser.
    """
    user_id = actor.must_be_someone()
    if not await shut(actor, [user_id], Closed.PILOT, erase_at=clock.now() + WAIT):
        raise Forbidden("refused.inactive")


async def may_erase(actor: Actor, user_id: int) -> str:
    """The name to be typed for `erase`; raises what would stand in its way."""
    _must_be_superuser(actor)
    if user_id == actor.user_id:
        raise Forbidden("refused.yourself")
    return (await _person(user_id)).name


async def erase(actor: Actor, user_id: int, reason: str, typed: str) -> None:
    """Have everything about somebody deleted; superusers only, who typed the person's name.

    Access ends with the same commit. The rest follows through the queue, services first, and cannot be stopped.
    Raises Forbidden (also for oneself), Invalid, NotFound, Conflict for the last superuser.
    """
    name = await may_erase(actor, user_id)
    if not reason.strip():
        raise Invalid("account.reason_wanted")
    if typed.strip().casefold() != name.strip().casefold():
        raise Invalid("privacy.name_differs", name=name)
    await _begin(actor.because(" ".join(reason.split())[:300]), user_id)


async def erase_due() -> str:
    """Begin the deletions whose week is over; for the schedule."""
    due = await User.filter(erase_at__lte=clock.now(), closed_by=Closed.PILOT).values_list("id", flat=True)
    for user_id in due:
        await _begin(SYSTEM.because(""), int(str(user_id)), only_due=True)
    return f"{len(due)} begun"


@retried
async def _begin(actor: Actor, user_id: int, *, only_due: bool = False) -> None:
    now = clock.now()
    async with transaction():
        user = await User.filter(id=user_id).select_for_update().first()
        if user is None or (user.closed_by is Closed.ERASING and user.erase_at is not None):
            return
        if only_due and (user.is_active or user.erase_at is None or user.erase_at > now):
            return  # they signed in just now
        await shut(actor, [user_id], Closed.ERASING)
        await User.filter(id=user_id).update(closed_by=Closed.ERASING, erase_at=now)
        await record(actor, [Entry("account.deletion_begun", user_id)])
        await enqueue(ERASE, [(str(user_id), "")])


async def carry_out(user_id: int) -> None:
    """The worker's half: wait until the services have let go, then empty the tables in one transaction.

    Run again after a crash it goes on where it stood; once done it does nothing.
    """
    user = await User.get_or_none(id=user_id)
    if user is None or user.closed_by is not Closed.ERASING or user.erase_at is None:
        return
    waiting = Account.filter(user_id=user_id, status=AccountStatus.ACTIVE, instance__enabled=True)
    if clock.now() < user.erase_at + PATIENCE and await waiting.exists():
        await enqueue(ERASE, [(str(user_id), "")], delay=LOOK_AGAIN)
        return
    person = await _person(user_id)
    await _forget_in_notices(await _names(person))
    await retry_transaction(lambda: _empty(user_id, person))


async def _names(person: _Person) -> list[str]:
    found = await Character.filter(id__in=person.ids[Whose.CHARACTER]).values_list("name", flat=True)
    return sorted({*map(str, found), person.name} - {""})


async def _forget_in_notices(names: list[str]) -> None:
    """Delete what others were told about the person by name; a few thousand notices at a time."""
    if not names:
        return
    last = (await rows("SELECT MAX(id) AS id FROM notices"))[0]["id"] or 0
    texts = sorted({json.dumps(n, ensure_ascii=a) for n in names for a in (True, False)})
    like = " OR ".join(["facts LIKE %s ESCAPE '!'"] * len(texts))
    wanted = [f"%{_pattern(text)}%" for text in texts]
    for start in range(0, last, NOTICES):
        await execute(
            f"DELETE FROM notices WHERE id > %s AND id <= %s AND ({like})", [start, start + NOTICES, *wanted]
        )


def _pattern(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


async def _empty(user_id: int, person: _Person) -> None:
    user = await User.filter(id=user_id).select_for_update().first()
    if user is None:
        return
    await record(SYSTEM, [Entry("account.erased", user_id)])
    await request_posts.refresh(
        await GroupRequest.filter(user_id=user_id)
    )  # nothing is left of them to be shown
    left = await Account.filter(user_id=user_id, status__in=[AccountStatus.ACTIVE, AccountStatus.REFUSED])
    await enqueue(STRIP, [(f"{a.instance_id}:{a.uid}", "") for a in left], lane=DISCORD, priority=LOST_ONE)
    if any(a.status is AccountStatus.ACTIVE for a in left):
        await tell_staff(
            "notice.erased_without_service", {"count": len(left)}, once=f"erased:{person.subject}"
        )
    await ownership.lose(await Ownership.filter(user_id=user_id), Ended.ERASED)
    for held in HELD:
        for key in held.keys:
            # Never by character: one that went to somebody else meanwhile is that person's.
            if (
                key.fate is Fate.DELETED
                and key.whose in (Whose.USER, Whose.DISCORD)
                and held.model is not User
            ):
                await execute(
                    f"DELETE FROM `{held.table}` WHERE `{key.column}` IN ({_list(person.ids[key.whose])})"
                )
    await OwnershipRecord.filter(user_id=user_id).update(user_id=None)
    await Subject.filter(id=person.subject).update(name="", user_id=None)
    await User.filter(id=user_id).delete()


# -- what is kept for a time -----------------------------------------------------------------------------


async def sweep() -> str:
    """Delete what was kept of erased people, and who was sighted, longer than configured; for the schedule."""
    before = clock.now() - timedelta(days=outside.keep_days)
    swept = await Sighting.filter(at__lt=before).delete()
    while part := await _sweep_slice(before):
        swept += part
    return f"{swept} traces swept"


@retried
async def _sweep_slice(before: Any) -> int:
    size = slice_size()
    async with transaction():
        # Nobody's are those of erased accounts alone.
        found = await OwnershipRecord.filter(user_id__isnull=True, ended_at__lt=before).limit(size)
        if not found:
            return 0
        await OwnershipRecord.filter(id__in=[r.id for r in found]).delete()
        characters = {r.character_id for r in found}
        known = await rows(
            f"SELECT c.id FROM characters c WHERE c.id IN ({_list(characters)}) "
            "AND NOT EXISTS (SELECT 1 FROM ownership_records r WHERE r.character_id = c.id) "
            "AND NOT EXISTS (SELECT 1 FROM ownerships o WHERE o.character_id = c.id) "
            "AND NOT EXISTS (SELECT 1 FROM users u WHERE u.main_id = c.id)"
        )
        gone = [r["id"] for r in known]
        await Sighting.filter(character_id__in=gone).delete()
        await Watched.filter(kind=EntityKind.CHARACTER, entity_id__in=gone).delete()
        await Character.filter(id__in=gone).delete()
        await record(SYSTEM, [Entry("privacy.swept", after={"characters": len(gone)})])
    return len(found)
