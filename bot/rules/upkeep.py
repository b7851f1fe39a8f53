"""What staff have done for many at once: looked at afresh, asked of EVE again, brought in step on services, read notices.

Each takes a set, works in slices, is written in the trail, and leaves the work itself to the queue.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from bot import clock
from bot.database import retry_transaction, rows, slice_size, transaction
from bot.rules import audit, queue
from bot.rules.access import STAFF, Actor, permission
from bot.rules.affiliations import PATIENCE
from bot.rules.events import AccessChanged, MainChanged, StatesChanged
from bot.rules.queue import DISCORD, emit, enqueue
from bot.rules.schedule import KEY, PREFIX
from bot.rules.services import MANY, PUT
from models.characters import Character
from models.notices import Notice
from models.organisations import Alliance, Corporation
from models.tokens import Token, TokenStatus

READ = permission("notifications.change_notification", "Can mark the notices of everybody as read")

T = TypeVar("T")
Slice = Callable[[list[T]], Awaitable[int]]


async def _sliced(ids: Iterable[T], act: Slice[T], size: int = 500) -> int:
    """Carry out in slices of so many, each a transaction; the sum of what they say."""
    todo, done = list(dict.fromkeys(ids)), 0
    for start in range(0, len(todo), min(size, slice_size())):
        part = todo[start : start + min(size, slice_size())]

        async def once(part: list[T] = part) -> int:
            async with transaction():
                return await act(part)

        done += await retry_transaction(once)
    return done


async def _people(user_ids: Sequence[int]) -> list[int]:
    """Those of these accounts that there are."""
    marks = ", ".join(["%s"] * len(user_ids))
    return [r["id"] for r in await rows(f"SELECT id FROM users WHERE id IN ({marks}) ORDER BY id", user_ids)]


# -- people ----------------------------------------------------------------------------------------------


async def reassess(actor: Actor, user_ids: Iterable[int]) -> int:
    """Look at people afresh: state, groups, services; returns at how many. Raises Forbidden unless staff."""
    return await _announced(actor, user_ids, "user.reassessed", MainChanged)


async def sync_groups(actor: Actor, user_ids: Iterable[int]) -> int:
    """Look at the groups of people afresh, automatic ones too, and bring services in step."""
    return await _announced(actor, user_ids, "user.groups_synced", StatesChanged)


async def sync_names(actor: Actor, user_ids: Iterable[int]) -> int:
    """Bring names and roles of people on every service in step."""
    return await _announced(actor, user_ids, "user.names_synced", AccessChanged)


async def _announced(
    actor: Actor,
    user_ids: Iterable[int],
    action: str,
    event: type[MainChanged | StatesChanged | AccessChanged],
) -> int:
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        there = await _people(part)
        if there:
            await audit.record_alike(actor, action, there, {}, {})
            await emit(event(frozenset(there)), urgent=False if len(there) > 1 else None)
        return len(there)

    return await _sliced(user_ids, act)


async def update_from_eve(actor: Actor, user_ids: Iterable[int]) -> int:
    """Ask EVE again where all characters of these people are, without waiting for its cache; returns of how many people."""
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        there = await _people(part)
        asked = clock.now() - PATIENCE  # not waiting for a fuller batch
        await Character.filter(ownership__user_id__in=there, gone_at=None).update(affiliation_due_at=asked)
        await audit.record_alike(actor, "user.eve_asked", there, {}, {})
        return len(there)

    done = await _sliced(user_ids, act)
    await _soon("affiliations")
    return done


async def verify_ownership(actor: Actor, user_ids: Iterable[int]) -> int:
    """Ask EVE again whether these people still own their characters; returns of how many people.

    Who has lost a character loses it as ever: after two refusals, or at once when it was sold.
    """
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        there = await _people(part)
        await _check_tokens(Token.filter(user_id__in=there, status=TokenStatus.VALID))
        await audit.record_alike(actor, "user.ownership_asked", there, {}, {})
        return len(there)

    done = await _sliced(user_ids, act)
    await _soon("ownership")
    return done


async def check_tokens(actor: Actor, token_ids: Iterable[int]) -> int:
    """Ask EVE again whether these tokens live; returns how many will be asked about."""
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        count = await _check_tokens(Token.filter(id__in=part, status=TokenStatus.VALID))
        await audit.record(actor, [audit.Entry("token.asked", thing=f"token:{i}") for i in part])
        return count

    done = await _sliced(token_ids, act)
    await _soon("ownership")
    return done


async def _check_tokens(found: object) -> int:
    return int(await found.update(check_due_at=clock.now() - timedelta(seconds=1)))  # type: ignore[attr-defined]


async def read_all(actor: Actor, user_ids: Iterable[int]) -> int:
    """Mark all notices of these people as read; returns how many notices were not."""
    actor.must(READ)

    async def act(part: list[int]) -> int:
        there = await _people(part)
        count = await Notice.filter(user_id__in=there, read_at=None).update(read_at=clock.now())
        await audit.record_alike(actor, "notice.read_by_staff", there, {}, {})
        return count

    return await _sliced(user_ids, act)


async def read_notices(actor: Actor, notice_ids: Iterable[int]) -> int:
    """Mark notices as read; returns how many were not."""
    actor.must(READ)

    async def act(part: list[int]) -> int:
        count = await Notice.filter(id__in=part, read_at=None).update(read_at=clock.now())
        entry = audit.Entry("notice.read_by_staff", thing="notice", after={"notices": count})
        await audit.record(actor, [entry])
        return count

    return await _sliced(notice_ids, act)


# -- what EVE knows, what services have --------------------------------------------------------------------


async def ask_about_characters(actor: Actor, character_ids: Iterable[int]) -> int:
    """Ask EVE again where these characters are."""
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        found = Character.filter(id__in=part, gone_at=None)
        count = await found.update(affiliation_due_at=clock.now() - PATIENCE)
        await audit.record(actor, [audit.Entry("character.eve_asked", thing=f"character:{i}") for i in part])
        return count

    done = await _sliced(character_ids, act)
    await _soon("affiliations")
    return done


async def ask_about_corporations(actor: Actor, ids: Iterable[int]) -> int:
    """Ask EVE again about these corporations; returns how many are known."""
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        entries = [audit.Entry("corporation.eve_asked", thing=f"corporation:{i}") for i in part]
        await audit.record(actor, entries)
        return await Corporation.filter(id__in=part).update(due_at=clock.now() - PATIENCE)

    done = await _sliced(ids, act)
    await _soon("organisations")
    return done


async def ask_about_alliances(actor: Actor, ids: Iterable[int]) -> int:
    """Ask EVE again about these alliances; returns how many are known."""
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        entries = [audit.Entry("alliance.eve_asked", thing=f"alliance:{i}") for i in part]
        await audit.record(actor, entries)
        return await Alliance.filter(id__in=part).update(due_at=clock.now() - PATIENCE)

    done = await _sliced(ids, act)
    await _soon("organisations")
    return done


async def sync_accounts(actor: Actor, account_ids: Iterable[int]) -> int:
    """Bring accounts on services to what they should be; returns how many."""
    actor.must(STAFF)

    async def act(part: list[int]) -> int:
        marks = ", ".join(["%s"] * len(part))
        found = await rows(f"SELECT id, instance_id, user_id FROM accounts WHERE id IN ({marks})", part)
        todo = [(f"{r['instance_id']}:{r['user_id']}", "") for r in found]
        await enqueue(PUT, todo, lane=DISCORD, priority=MANY)
        await audit.record(
            actor, [audit.Entry("account.synced", r["user_id"], f"account:{r['id']}") for r in found]
        )
        return len(found)

    return await _sliced(account_ids, act)


async def _soon(job: str) -> None:
    """Have a scheduled job run without waiting for its time."""
    async with transaction():
        await enqueue(PREFIX + job, [(KEY, "")])


# -- work that was given up --------------------------------------------------------------------------------


async def retry_all(actor: Actor) -> int:
    """Let everything that was given up run again; returns how much it was. Raises Forbidden unless staff."""
    return await _given_up(actor, queue.retry)


async def drop_all(actor: Actor) -> int:
    """Forget everything that was given up; returns how much it was. Raises Forbidden unless staff."""
    return await _given_up(actor, queue.drop)


async def _given_up(actor: Actor, act: Callable[[Actor, Iterable[int]], Awaitable[int]]) -> int:
    actor.must(STAFF)
    done, after = 0, 0
    last = (await rows("SELECT MAX(id) AS id FROM jobs WHERE slot IS NULL"))[0]["id"] or 0
    while found := await rows(
        "SELECT id FROM jobs WHERE slot IS NULL AND id > %s AND id <= %s ORDER BY id LIMIT 200", [after, last]
    ):
        after = found[-1]["id"]
        done += await act(actor, [r["id"] for r in found])
    return done
