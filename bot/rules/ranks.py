"""Who is staff and who is superuser: decided by superusers on the site, who have just proved once more who they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.database import retried, rows, transaction
from bot.errors import Conflict, Forbidden, NotFound
from bot.rules import audit, grants, sessions
from bot.rules.access import STAFF, Actor, Face, Source, Through, explain
from bot.rules.events import GrantsEdited
from bot.rules.grants import Holder
from bot.rules.notices import Telling, tell
from bot.rules.queue import emit
from models.grants import UserGrant
from models.notices import Level
from models.users import User


class Rank(StrEnum):
    """What somebody is here."""

    PILOT = "pilot"
    STAFF = "staff"
    SUPERUSER = "superuser"


class NotConfirmed(Forbidden):
    """The actor must sign in with EVE once more first."""

    def __init__(self) -> None:
        super().__init__("rank.confirm_first")


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's rank; `others`: what makes them staff besides their own grant, which a rank does not touch."""

    user_id: int
    name: str
    rank: Rank
    others: tuple[Source, ...]


async def look(actor: Actor, user_id: int) -> Standing:
    """Somebody's rank, for superusers. Raises Forbidden, NotFound."""
    grants.must_be_superuser(actor)
    found = await rows(
        "SELECT u.is_superuser, s.name, EXISTS (SELECT 1 FROM user_grants g WHERE g.user_id = u.id "
        "AND g.permission = %s) AS own FROM users u LEFT JOIN subjects s ON s.user_id = u.id WHERE u.id = %s",
        [STAFF.codename, user_id],
    )
    if not found:
        raise NotFound("account.no_such", id=user_id)
    row = found[0]
    rank = Rank.SUPERUSER if row["is_superuser"] else Rank.STAFF if row["own"] else Rank.PILOT
    others = [s for s in await explain(user_id, STAFF) if s.through in (Through.GROUP, Through.STATE)]
    return Standing(user_id, row["name"] or "", rank, tuple(others))


async def change(actor: Actor, user_id: int, rank: Rank, session_id: str) -> Standing:
    """Give somebody a rank; returns how they stood before.

    Only superusers, only on the site, only with a sign-in of the last ten minutes, and never one's own rank. Both are
    told. Raises Forbidden, NotConfirmed, NotFound, Conflict if it is so already.
    """
    grants.must_be_superuser(actor)
    if actor.face is not Face.WEB or actor.user_id is None:
        raise Forbidden("rank.only_on_the_site")
    if user_id == actor.user_id:
        raise Forbidden("refused.yourself")
    if not await sessions.is_confirmed(session_id, actor.user_id):
        raise NotConfirmed
    return await _change(actor, user_id, rank)


@retried
async def _change(actor: Actor, user_id: int, rank: Rank) -> Standing:
    async with transaction():
        # Under lock: of two superusers who take each other's rank at the same moment, one keeps it.
        bosses = await User.filter(is_superuser=True).order_by("id").select_for_update()
        if not any(b.id == actor.user_id and b.is_active for b in bosses):
            raise Forbidden("refused.superuser_only")
        before = await look(actor, user_id)
        if before.rank is rank:
            raise Conflict("rank.already", name=before.name)
        boss = rank is Rank.SUPERUSER
        await User.filter(id=user_id).update(is_superuser=boss, is_staff=rank is not Rank.PILOT)
        if rank is Rank.STAFF:
            await grants.give(actor, STAFF.codename, Holder.USER, user_id)
        elif rank is Rank.PILOT:
            await UserGrant.filter(user_id=user_id, permission=STAFF.codename).delete()
        entry = audit.Entry(
            "user.rank", user_id, before={"rank": before.rank.value}, after={"rank": rank.value}
        )
        await audit.record(actor, [entry])
        await _tell(actor, before, rank)
        await emit(GrantsEdited(frozenset({user_id})))
    return before


async def _tell(actor: Actor, before: Standing, rank: Rank) -> None:
    assert actor.user_id is not None
    by = (await look(actor, actor.user_id)).name
    key = {
        Rank.PILOT: "notice.rank.pilot",
        Rank.STAFF: "notice.rank.staff",
        Rank.SUPERUSER: "notice.rank.superuser",
    }[rank]
    done = {
        Rank.PILOT: "notice.rank.made_pilot",
        Rank.STAFF: "notice.rank.made_staff",
        Rank.SUPERUSER: "notice.rank.made_superuser",
    }[rank]
    level = Level.WARNING if rank is Rank.PILOT else Level.SUCCESS
    await tell(
        [
            Telling(before.user_id, key, {"by": by}, level, category="account"),
            Telling(actor.user_id, done, {"name": before.name}, Level.INFO, category="account"),
        ]
    )
