"""Who is signed in on the site: rows behind cookies, loaded with the person's rights in one statement."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.database import moment, rows, transaction
from bot.errors import NotFound
from bot.rules.access import ACTOR_COLUMNS, Actor, Face, actor_from, must_not_outrank
from bot.rules.activation import ACTIVATE
from bot.rules.audit import Entry, record
from bot.rules.outside import outside
from models.links import LinkOffer
from models.sessions import Session
from models.tokens import SignIn
from models.users import User

IDLE = timedelta(days=14)
"""A session that nobody uses for so long ends."""

LONGEST = timedelta(days=90)
"""However much it is used, a session ends after this."""

CONFIRMED_FOR = timedelta(minutes=10)
"""How long a fresh sign-in stands for what is grave."""

_TOUCH = timedelta(hours=1)  # how often a session that is in use is written at most
_MAX_COOKIE = 128
_MAX_DATA = 16_000  # bytes of JSON: flashes and draft input, not a store


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session with its actor. `csrf` belongs to this session alone."""

    actor: Actor
    session_id: str
    data: dict[str, Any]
    csrf: str
    unread: int = 0  # notices


async def open(user_id: int) -> str:
    """Begin a session; returns the cookie's value, which is kept nowhere."""
    cookie = secrets.token_urlsafe(32)
    now = clock.now()
    await Session.create(
        id=_digest(cookie), user_id=user_id, data={}, created_at=now, seen_at=now, expires_at=now + IDLE
    )
    return cookie


async def load(cookie: str, *, language: str = "") -> SignedIn | None:
    """The session behind a cookie and what its person may do now: one statement, and once an hour a second.

    None if there is no such session, it has ended, or its account was deactivated.
    """
    if not cookie or len(cookie) > _MAX_COOKIE:
        return None
    session_id = _digest(cookie)
    found = await rows(
        "SELECT s.data, s.seen_at, s.created_at, s.expires_at, "
        f"(SELECT COUNT(*) FROM notices n WHERE n.user_id = u.id AND n.read_at IS NULL) AS unread, {ACTOR_COLUMNS}"
        " FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = %s",
        (session_id,),
    )
    now = clock.now()
    if not found or _moment(found[0]["expires_at"]) <= now or not found[0]["is_active"]:
        return None
    row = found[0]
    if now - _moment(row["seen_at"]) >= _TOUCH:
        until = min(now + IDLE, _moment(row["created_at"]) + LONGEST)
        await Session.filter(id=session_id).update(seen_at=now, expires_at=until)
    return SignedIn(
        actor=actor_from(row, Face.WEB, language=language),
        session_id=session_id,
        data=json.loads(row["data"]) if isinstance(row["data"], str | bytes) else row["data"],
        csrf=outside.need_vault().digest("csrf", session_id),
        unread=int(row["unread"]),
    )


async def confirm(session_id: str, user_id: int) -> None:
    """Note that the person of this session has just signed in with EVE once more."""
    await Session.filter(id=session_id, user_id=user_id).update(confirmed_at=clock.now())


async def is_confirmed(session_id: str, user_id: int) -> bool:
    """Whether the person of this session signed in with EVE once more within the last ten minutes."""
    since = clock.now() - CONFIRMED_FOR
    return await Session.filter(id=session_id, user_id=user_id, confirmed_at__gte=since).exists()


async def put_data(session_id: str, data: dict[str, Any]) -> None:
    """Replace what a session remembers. Raises ValueError above 16 kB: that is a fault of the caller."""
    if len(json.dumps(data)) > _MAX_DATA:
        raise ValueError("too much for a session")
    await Session.filter(id=session_id).update(data=data)


async def close(cookie: str) -> None:
    """Sign out; harmless if it was over already."""
    if cookie and len(cookie) <= _MAX_COOKIE:
        await Session.filter(id=_digest(cookie)).delete()


async def close_all(user_id: int, *, actor: Actor | None = None) -> int:
    """Sign somebody out everywhere; returns how many sessions ended. The actor is that person unless given."""
    async with transaction():
        ended = await Session.filter(user_id=user_id).delete()
        if ended:
            who = actor or Actor(user_id=user_id, face=Face.WEB)
            await record(who, [Entry("sessions.closed", user_id, after={"sessions": ended})])
    return ended


def handle(session_id: str) -> str:
    """What a session is called on pages: nobody sees its id."""
    return outside.need_vault().digest("session-handle", session_id)[:24]


async def end(actor: Actor, user_id: int, which: str | None = None) -> int:
    """Sign somebody else out of one browser (by its handle) or everywhere; returns how many sessions ended.

    Needs `auth.change_user`; superusers only by superusers. Raises Forbidden, NotFound.
    """
    actor.must(ACTIVATE)
    async with transaction():
        user = await User.filter(id=user_id).select_for_update().first()
        if user is None:
            raise NotFound("account.unknown")
        must_not_outrank(actor, user)
        open_ = await Session.filter(user_id=user_id).values_list("id", flat=True)
        gone = [s for s in open_ if which is None or handle(str(s)) == which]
        if gone:
            await Session.filter(id__in=gone).delete()
            await record(actor, [Entry("sessions.closed", user_id, after={"sessions": len(gone)})])
    return len(gone)


async def sweep() -> int:
    """Delete sessions, sign-ins and links that have ended a day ago or earlier; returns how many."""
    yesterday = clock.now() - timedelta(days=1)
    gone = await Session.filter(expires_at__lte=clock.now()).delete()
    gone += await SignIn.filter(expires_at__lte=yesterday).delete()
    return gone + await LinkOffer.filter(expires_at__lte=yesterday).delete()


def _moment(value: object) -> datetime:
    found = moment(value)
    assert found is not None, "the column is never empty"
    return found


def _digest(cookie: str) -> str:
    return outside.need_vault().digest("sessions", cookie)
