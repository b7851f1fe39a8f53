"""EVE tokens of the pilots: what they are used for, keeping them sealed, lending them to those who ask ESI."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.database import transaction
from bot.errors import Conflict, NotFound
from bot.eve.base import Proof, TokenDead, TokenMissing, TokenSet
from bot.rules import ownership, renewal
from bot.rules.access import Actor
from bot.rules.audit import Entry, record
from bot.rules.outside import outside
from bot.rules.renewal import PURPOSE, Round, check_due
from models.characters import Ended, Ownership
from models.tokens import Token, TokenStatus

__all__ = ["BASE", "SCOPES", "Round", "TokenView", "Tokens", "check", "check_due", "delete", "keep", "mine"]

# -- what scopes are for ---------------------------------------------------------------------------------

SCOPES: dict[str, list[str]] = {}
"""What each scope is used for, as keys of the catalogue; features add to it with `require`."""


def require(scope: str, why: str) -> str:
    """Declare that a feature uses a scope; `why` is a key of the catalogue. Called once, beside the use."""
    SCOPES.setdefault(scope, []).append(why)
    return scope


BASE = require("publicData", "scope.ownership")
"""Always asked for: without any scope EVE gives nothing by which ownership can be checked later."""


# -- keeping and lending ---------------------------------------------------------------------------------


async def keep(user_id: int, proof: Proof, granted: TokenSet) -> None:
    """Store what a sign-in granted, in the caller's transaction. An equal grant is renewed, not doubled."""
    vault, now = outside.need_vault(), clock.now()
    scopes = " ".join(sorted(proof.scopes))
    token = await Token.get_or_none(
        character_id=proof.character_id, owner_hash=proof.owner_hash, scopes=scopes
    ) or Token(character_id=proof.character_id, owner_hash=proof.owner_hash, scopes=scopes, created_at=now)
    token.user_id = user_id
    token.access = vault.seal(PURPOSE, granted.access_token)
    token.access_until = granted.expires_at
    token.status, token.dying_since, token.checked_at = TokenStatus.VALID, None, now
    if granted.refresh_token:
        token.refresh = vault.seal(PURPOSE, granted.refresh_token)
        token.check_due_at = renewal.next_check()
    await token.save()


class Tokens:
    """The TokenStore of bot.eve.base, on our tables."""

    async def access_token(self, character_id: int, scopes: frozenset[str]) -> str:
        """A valid access token of this character that covers these scopes, renewed if need be.

        Never call it in a transaction. Raises TokenMissing if there is none, TokenDead if the last one has
        just died, EveDown or EveMisconfigured if it cannot be had now.
        """
        owned = await Token.filter(character_id=character_id).exclude(status=TokenStatus.DEAD)
        fitting = [t for t in owned if scopes <= set(t.scopes.split()) and (t.refresh or renewal.is_fresh(t))]
        # Fresh ones first, then the one with the fewest scopes: whoever asks gets no more than needed.
        fitting.sort(key=lambda t: (not renewal.is_fresh(t), len(t.scopes.split()), t.id))
        died: TokenDead | None = None
        for token in fitting:
            if not renewal.is_fresh(token):
                if token.status is TokenStatus.DYING:
                    continue
                try:
                    token = await renewal.renewed(token.id)
                except TokenDead as e:
                    died = e
                    continue
                except renewal.Sold:
                    await renewal.sold(token.character_id, token.owner_hash)
                    break
            await Token.filter(id=token.id).update(used_at=clock.now())
            return renewal.unsealed(token.access)
        raise died or TokenMissing(character_id, scopes)


# -- a pilot's own tokens --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScopeUse:
    """One scope and the keys of the sentences that say what it is used for."""

    scope: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TokenView:
    """One's own token as the pages show it; the token itself never leaves the rules."""

    id: int
    character_id: int
    character_name: str
    scopes: tuple[ScopeUse, ...]
    status: TokenStatus
    renewable: bool
    created_at: datetime
    checked_at: datetime | None
    used_at: datetime | None
    lost_at: datetime | None  # when a dying token is given up


def _view(token: Token) -> TokenView:
    return TokenView(
        id=token.id,
        character_id=token.character_id,
        character_name=token.character.name,
        scopes=tuple(ScopeUse(s, tuple(SCOPES.get(s, ()))) for s in token.scopes.split()),
        status=token.status,
        renewable=bool(token.refresh),
        created_at=token.created_at,
        checked_at=token.checked_at,
        used_at=token.used_at,
        lost_at=token.dying_since + renewal.GRACE if token.dying_since else None,
    )


async def mine(actor: Actor) -> list[TokenView]:
    """One's own tokens, by character and age."""
    found = await Token.filter(user_id=actor.must_be_someone()).prefetch_related("character")
    return [_view(t) for t in sorted(found, key=lambda t: (t.character.name.casefold(), t.id))]


async def delete(actor: Actor, token_id: int) -> bool:
    """Forget one of one's own tokens; returns whether its character left the account with it.

    That happens when no other renewable token speaks for the character. Raises NotFound.
    """
    user_id = actor.must_be_someone()
    async with transaction():
        token = await Token.filter(id=token_id, user_id=user_id).select_for_update().first()
        if token is None:
            raise NotFound("token.unknown")
        await record(actor, [Entry("token.deleted", user_id, f"character:{token.character_id}")])
        last = not await renewal.others_live([token])
        await token.delete()
        owned = await Ownership.get_or_none(character_id=token.character_id, user_id=user_id)
        if not last or owned is None:
            return False
        await ownership.lose([owned], Ended.REMOVED, actor=actor)
    return True


async def check(actor: Actor, token_id: int) -> TokenView:
    """Show one of one's own tokens to EVE now; returns how it stands afterwards.

    Raises NotFound, Conflict if the character turns out to be sold, EveDown and EveMisconfigured.
    """
    user_id = actor.must_be_someone()
    token = await Token.get_or_none(id=token_id, user_id=user_id)
    if token is None:
        raise NotFound("token.unknown")
    try:
        if token.refresh:
            await renewal.renewed(token.id, check=True)
    except TokenDead:
        pass  # its status says so
    except renewal.Sold:
        await renewal.sold(token.character_id, token.owner_hash)
        raise Conflict("token.character_sold") from None
    fresh = await Token.get_or_none(id=token_id).prefetch_related("character")
    if fresh is None:
        raise NotFound("token.unknown")
    return _view(fresh)
