"""Renewing EVE tokens: by one at a time, stored before use, checked now and then, and mourned with care."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot import clock
from bot.database import execute, retried, server_time, transaction
from bot.errors import Unavailable
from bot.eve.base import EveDown, EveMisconfigured, TokenDead
from bot.rules import brake, keyring, ownership
from bot.rules.notices import Telling, tell
from bot.rules.outside import outside
from bot.vault import Locked
from models.characters import Ended, Ownership
from models.notices import Level
from models.tokens import Token, TokenStatus

log = logging.getLogger(__name__)

PURPOSE = "tokens"  # of the vault
PERIOD = timedelta(hours=4)
"""How often each token is shown to EVE, whether or not anybody uses it."""
GRACE = timedelta(minutes=10)
"""How long a token that EVE refused is dying before it is asked about once more."""
AT_ONCE = 4
"""How many tokens are shown to EVE at the same time."""

_FRESH = timedelta(seconds=60)  # an access token must live at least so long to be handed out
_AWAY = timedelta(minutes=5)  # when to ask again after an outage
_LEASE = 120.0  # seconds; above anything that a refresh may take
_PATIENCE = 30.0  # seconds to wait for somebody else's refresh


keyring.sealed(
    Token,
    "access",
    "refresh",
    purpose=PURPOSE,
    free=lambda: (
        f"leased_until IS NULL OR leased_until < {server_time()}"
    ),  # else an answer of EVE would be lost
)


class KeyMismatch(EveMisconfigured):
    """Our key does not open a stored token: an outage of ours, never a loss."""


class Sold(Exception):
    """EVE names another owner: the character was sold or moved to another EVE account."""


def next_check() -> datetime:
    """When to look at a token that is well now: one period ahead, spread so that no moment sees them all."""
    return clock.now() + PERIOD * random.uniform(0.8, 1.2)  # noqa: S311 (spread, not a secret)


def unsealed(sealed: str) -> str:
    """A token in the clear. Raises KeyMismatch."""
    try:
        return outside.need_vault().open(PURPOSE, sealed)
    except Locked as e:
        raise KeyMismatch("a stored token does not open with our keys") from e


def is_fresh(token: Token) -> bool:
    """Whether the stored access token can be used as it is."""
    return bool(token.access) and token.access_until is not None and token.access_until > clock.now() + _FRESH


async def renewed(token_id: int, *, check: bool = False) -> Token:
    """The token with a fresh access token, renewed by us or by whoever was quicker. Never in a transaction.

    `check`: ask EVE even if the access token is still fresh. Raises TokenDead (and marks it dying), Sold, EveDown, EveMisconfigured; EveDown too when somebody else
    holds the renewal for too long.
    """
    holder = f"{os.getpid()}:{secrets.token_hex(8)}"
    began = clock.monotonic()
    while not await _lease(token_id, holder):
        if clock.monotonic() - began > _PATIENCE:
            raise EveDown("another renewal of this token does not end")
        await clock.sleep(0.1)
        other = await Token.get_or_none(id=token_id)
        if other is None:
            raise TokenDead("gone meanwhile")
        if is_fresh(other):
            return other
    try:
        return await _renew(token_id, check)
    finally:
        await Token.filter(id=token_id, leased_by=holder).update(leased_by=None, leased_until=None)


async def _lease(token_id: int, holder: str) -> bool:
    """Compare and set in one statement, by the database's clock: its users may sit on several machines."""
    return bool(
        await execute(
            f"UPDATE tokens SET leased_by = %s, leased_until = {server_time(_LEASE)}"
            f" WHERE id = %s AND (leased_until IS NULL OR leased_until < {server_time()})",
            (holder, token_id),
        )
    )


async def _renew(token_id: int, check: bool) -> Token:
    """Ask EVE, store the answer, hand it out. Twice, if another refresh token was stored while we asked."""
    for _ in range(2):
        token = await Token.get_or_none(id=token_id)
        if token is None:
            raise TokenDead("gone meanwhile")
        if is_fresh(token) and not check:
            return token
        if not token.refresh:
            raise TokenDead("it cannot be renewed")
        used = token.refresh
        try:
            granted, proof = await outside.need_sso().refresh(unsealed(used))
        except TokenDead:
            now = await Token.get_or_none(id=token_id)
            if now is not None and now.refresh != used:
                continue  # somebody stored a newer one: that one counts
            await mark_dying(token)
            raise
        vault = outside.need_vault()
        if proof.owner_hash != token.owner_hash or proof.character_id != token.character_id:
            # The old refresh token is spent. Should EVE be wrong, the new one can still be asked.
            if granted.refresh_token:
                await Token.filter(id=token_id, refresh=used).update(
                    refresh=vault.seal(PURPOSE, granted.refresh_token)
                )
            raise Sold
        await Token.filter(id=token_id, refresh=used).update(
            refresh=vault.seal(PURPOSE, granted.refresh_token) if granted.refresh_token else used,
            access=vault.seal(PURPOSE, granted.access_token),
            access_until=granted.expires_at,
            status=TokenStatus.VALID,
            dying_since=None,
            checked_at=clock.now(),
            check_due_at=next_check(),
        )
        return await Token.get(id=token_id)
    raise TokenDead("replaced, and dead again")


async def mark_dying(token: Token) -> None:
    """EVE refused a token for the first time: its owner is told at once, and it is asked about once more."""
    now = clock.now()
    async with transaction():
        marked = await Token.filter(id=token.id, status=TokenStatus.VALID).update(
            status=TokenStatus.DYING, dying_since=now, check_due_at=now + GRACE
        )
        if not marked:
            return
        await token.fetch_related("character")
        last = not await others_live([token])
        telling = Telling(
            token.user_id,
            "notice.token_dying" if last else "notice.scopes_dying",
            {
                "character": token.character.name,
                "character_id": token.character_id,
                "until": (now + GRACE).isoformat(),
            },
            level=Level.DANGER if last else Level.WARNING,
            once=f"dying:{token.id}:{int(now.timestamp())}",
        )
        await tell([telling])


async def others_live(dead: Iterable[Token]) -> bool:
    """Whether another living, renewable token speaks for the same owner and character as these."""
    dead = list(dead)
    return (
        await Token.filter(
            character_id=dead[0].character_id,
            user_id=dead[0].user_id,
            owner_hash=dead[0].owner_hash,
            status=TokenStatus.VALID,
        )
        .exclude(refresh="")
        .exclude(id__in=[t.id for t in dead])
        .exists()
    )


async def sold(character_id: int, owner_hash: str) -> None:
    """The owner of this hash has the character no more: every token and the ownership of that hash go."""
    async with transaction():
        await ownership.lose(
            await Ownership.filter(character_id=character_id, owner_hash=owner_hash), Ended.SOLD
        )
        await Token.filter(character_id=character_id, owner_hash=owner_hash).delete()


# -- the round -------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What showing one token to EVE has shown."""

    WELL = "well"
    DYING = "dying"
    DEAD = "dead"  # refused a second time, after the grace
    SOLD = "sold"
    LOCKED = "locked"  # our key does not open it: nothing is known, nothing is lost
    AWAY = "away"  # EVE does not answer, or refuses us: the round ends, nothing is lost


@dataclass(slots=True)
class Round:
    """What a round of checks found: how many tokens of each verdict, and who lost characters."""

    verdicts: dict[Verdict, int] = field(default_factory=dict)
    losers: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()  # whom the brake keeps until staff have said

    def __str__(self) -> str:
        """The round as the list of jobs shows it."""
        told = [f"{number} {verdict}" for verdict, number in sorted(self.verdicts.items())]
        told += [
            f"{len(people)} {what}" for what, people in (("lost", self.losers), ("held", self.held)) if people
        ]
        return ", ".join(told) or "nothing was due"


async def check_due(limit: int = 200) -> Round:
    """Show the tokens that are due to EVE, longest overdue first; lose what is certainly gone.

    Tokens are spread over the period, so that a round is small. An outage ends the round and loses nothing.
    Many losses at once wait for staff (`brake`).
    """
    due = (
        await Token.filter(check_due_at__lte=clock.now(), status__in=(TokenStatus.VALID, TokenStatus.DYING))
        .exclude(refresh="")
        .order_by("check_due_at", "id")
        .limit(limit)
    )
    queue, seen = iter(due), list[tuple[Token, Verdict]]()
    away = asyncio.Event()

    async def work() -> None:
        for token in queue:
            if away.is_set():
                return
            verdict = await _examine(token)
            seen.append((token, verdict))
            if verdict is Verdict.AWAY:
                away.set()

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    result = Round({v: sum(1 for _, found in seen if found is v) for v in {v for _, v in seen}})
    await _settle(
        [t for t, v in seen if v is Verdict.DEAD],
        [t for t, v in seen if v is Verdict.SOLD],
        {t.user_id for t, v in seen if v not in (Verdict.AWAY, Verdict.LOCKED)},
        result,
    )
    return result


async def _examine(token: Token) -> Verdict:
    try:
        await renewed(token.id, check=True)
    except TokenDead:
        if token.dying_since is None:
            return Verdict.DYING
        await Token.filter(id=token.id).update(checked_at=clock.now())
        return Verdict.DEAD
    except Sold:
        return Verdict.SOLD
    except Unavailable as e:
        log.warning("token %s could not be checked: %s %s", token.id, e.key, e.values.get("reason", ""))
        later = clock.now() + _AWAY * random.uniform(1, 2)  # noqa: S311 (spread, not a secret)
        await Token.filter(id=token.id).update(check_due_at=later)
        if isinstance(e, EveMisconfigured):
            await tell_staff("notice.eve_refuses_us", {"reason": e.reason})
        return Verdict.LOCKED if isinstance(e, KeyMismatch) else Verdict.AWAY
    return Verdict.WELL


async def _settle(dead: list[Token], gone: list[Token], looked: set[int], result: Round) -> None:
    """Carry out a round's losses; those that the brake holds keep everything and are looked at again."""
    losing = {o.user_id for o in await _orphaned(dead)} | {t.user_id for t in gone}
    suspects = {t.user_id for t in await Token.filter(status=TokenStatus.DYING).only("id", "user_id")}
    await brake.lapse("tokens", losing | suspects, looked)
    held: frozenset[int] = frozenset()
    if losing:
        held = await brake.hold("tokens", losing, _payload(dead, gone))
    if held:
        waiting = [t.id for t in [*dead, *gone] if t.user_id in held]
        await Token.filter(id__in=waiting).update(check_due_at=clock.now() + GRACE)
    for token in gone:
        if token.user_id not in held:
            await sold(token.character_id, token.owner_hash)
    await _bury([t for t in dead if t.user_id not in held])
    result.losers, result.held = frozenset(losing) - held, held


def _payload(dead: list[Token], gone: list[Token]) -> dict[str, Any]:
    return {
        "sold": sorted([t.character_id, t.owner_hash] for t in gone),
        "why": {"dead": len(dead), "sold": len(gone)},
    }


async def carry_out(payload: dict[str, Any]) -> None:
    """*Do it*: lose what was held for these users, as far as it is still so."""
    users = payload.get("users", [])
    for character_id, owner_hash in payload.get("sold", ()):
        if await Token.filter(character_id=character_id, owner_hash=owner_hash, user_id__in=users).exists():
            await sold(character_id, owner_hash)
    dying = await Token.filter(user_id__in=users, status=TokenStatus.DYING)
    await _bury([t for t in dying if _refused_twice(t)])


def _refused_twice(token: Token) -> bool:
    asked, since = token.checked_at, token.dying_since
    return asked is not None and since is not None and asked >= since + GRACE


@retried
async def _bury(dead: list[Token]) -> None:
    """Tokens that EVE refused twice are dead; characters for which no other speaks leave their accounts."""
    if not dead:
        return
    async with transaction():
        orphans = await _orphaned(dead)
        await Token.filter(id__in=[t.id for t in dead], status=TokenStatus.DYING).update(
            status=TokenStatus.DEAD, check_due_at=None
        )
        await ownership.lose(orphans, Ended.WITHDRAWN)


async def _orphaned(dead: list[Token]) -> list[Ownership]:
    """Ownerships for which nothing living speaks once these tokens are dead."""
    dying = await Token.filter(id__in=[t.id for t in dead], status=TokenStatus.DYING)
    orphans: dict[int, Ownership] = {}
    for token in dying:
        same = [t for t in dying if (t.character_id, t.user_id) == (token.character_id, token.user_id)]
        if await others_live(same):
            continue
        owned = await Ownership.get_or_none(
            character_id=token.character_id, user_id=token.user_id, owner_hash=token.owner_hash
        )
        if owned is not None:
            orphans[owned.id] = owned
    return list(orphans.values())


@retried
async def tell_staff(key: str, facts: dict[str, Any]) -> None:
    """A note to everybody who may decide, once a day for each key."""
    today = clock.now().date().isoformat()
    async with transaction():
        await tell(
            Telling(user_id, key, facts, Level.DANGER, once=f"{key}:{today}:{user_id}", direct=False)
            for user_id in await brake.staff_ids()
        )


brake.carried_out_by("tokens", carry_out)
