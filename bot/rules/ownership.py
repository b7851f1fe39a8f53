"""Whose a character is: how it comes to an account and how it leaves, with everybody concerned told."""

from __future__ import annotations

from collections.abc import Iterable

from bot import clock
from bot.database import transaction
from bot.rules.access import SYSTEM, Actor
from bot.rules.audit import Entry, record
from bot.rules.events import OwnershipLost
from bot.rules.notices import Telling, tell
from bot.rules.queue import emit
from models.characters import Ended, Ownership, OwnershipRecord
from models.notices import Level
from models.tokens import Token
from models.users import User

_SILENT = frozenset({Ended.REMOVED, Ended.ERASED})  # done by the person concerned
_SLICE = 500  # ownerships per transaction: one SQLite connection serves everybody


async def attach(character_id: int, user_id: int, owner_hash: str) -> Ownership:
    """Give an unowned character to an account and begin a row of its history."""
    now = clock.now()
    await OwnershipRecord.create(
        character_id=character_id, user_id=user_id, owner_hash=owner_hash, began_at=now
    )
    return await Ownership.create(
        character_id=character_id, user_id=user_id, owner_hash=owner_hash, since=now
    )


async def lose(ownerships: Iterable[Ownership], ended: Ended, *, actor: Actor = SYSTEM) -> frozenset[int]:
    """Take characters from their accounts, for one reason; returns the users who lost something.

    Tokens of these characters go with them, history rows are closed, a lost main leaves the account without
    one, the owners are told (once, however often this is repeated) and their standing is looked at again.
    Ownerships that are gone already are passed over.
    """
    ids = sorted(o.id for o in ownerships)
    losers: set[int] = set()
    for start in range(0, len(ids), _SLICE):
        async with transaction():
            losers |= await _lose_slice(ids[start : start + _SLICE], ended, actor)
    return frozenset(losers)


async def _lose_slice(ids: list[int], ended: Ended, actor: Actor) -> frozenset[int]:
    gone = (
        await Ownership.filter(id__in=ids)
        .order_by("id")
        .select_for_update()
        .prefetch_related("character", "user__main")
    )
    if not gone:
        return frozenset()
    losers = frozenset(o.user_id for o in gone)
    characters = [o.character_id for o in gone]
    headless = {o.user_id for o in gone if o.user.main_id == o.character_id}
    now = clock.now()
    await Token.filter(character_id__in=characters, user_id__in=losers).delete()
    await OwnershipRecord.filter(
        character_id__in=characters, user_id__in=losers, ended_at__isnull=True
    ).update(ended_at=now, ended=ended)
    await Ownership.filter(id__in=[o.id for o in gone]).delete()
    # Of all losers, not only of those who had it as main a moment ago: somebody may just have made it theirs.
    await User.filter(id__in=losers, main_id__in=characters).update(main_id=None)
    await record(actor, [_entry(o, ended) for o in gone])
    if ended not in _SILENT:
        await tell(_telling(o, ended, o.user_id in headless) for o in gone)
    await emit(OwnershipLost(losers))
    return losers


def _entry(lost: Ownership, ended: Ended) -> Entry:
    was_main = lost.user.main_id == lost.character_id
    return Entry(
        "character.lost",
        lost.user_id,
        f"character:{lost.character_id}",
        before={"main": was_main},
        after={"reason": ended.value},
    )


def _telling(lost: Ownership, ended: Ended, headless: bool) -> Telling:
    was_main = lost.user.main_id == lost.character_id
    main = lost.user.main if lost.user.main_id and not headless else None
    return Telling(
        lost.user_id,
        f"notice.{'main' if was_main else 'character'}_lost.{ended.value}",
        {
            "character": lost.character.name,
            "character_id": lost.character_id,
            "main": main.name if main else "",
        },
        level=Level.DANGER if was_main else Level.WARNING,
        once=f"lost:{lost.id}",
    )


async def lose_characters(character_ids: Iterable[int], ended: Ended) -> frozenset[int]:
    """`lose` for whoever owns these characters now; returns those owners."""
    ids = sorted(set(character_ids))
    losers: frozenset[int] = frozenset()
    for start in range(0, len(ids), _SLICE):
        owned = await Ownership.filter(character_id__in=ids[start : start + _SLICE])
        losers |= await lose(owned, ended)
    return losers
