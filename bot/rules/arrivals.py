"""What a proof by EVE leads to: one's own account, an old one that is found again, or a new one."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot import clock
from bot.database import retry_transaction
from bot.errors import Forbidden, NotFound
from bot.eve.base import Proof, ProofRejected, TokenSet
from bot.rules import characters, ownership, tokens, watchlist
from bot.rules.access import Actor, Face
from bot.rules.audit import Entry, record
from bot.rules.events import MainChanged
from bot.rules.notices import Telling, tell
from bot.rules.outside import outside
from bot.rules.queue import emit
from models.characters import Character, Ended, Ownership, OwnershipRecord
from models.states import State
from models.users import Closed, Subject, User

log = logging.getLogger(__name__)

_MAX_HASH = 64


class Way(StrEnum):
    """Where a sign-in leads."""

    HOME = "home"  # the account that owns the character
    BACK = "back"  # an account that owned it before, under the same owner hash
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a sign-in with a character would do, if nothing changes meanwhile."""

    way: Way
    user: User | None
    robbed: Ownership | None = None  # somebody whom the character no longer belongs to


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a sign-in did."""

    user_id: int
    character_id: int
    name: str
    way: Way
    added: bool = False  # the character was not on this account before


def believable(proof: Proof) -> None:
    """Refuse what cannot be stored as it is; raises ProofRejected."""
    if not 0 < len(proof.owner_hash) <= _MAX_HASH:
        raise ProofRejected("the owner hash has an odd length")
    if proof.character_id <= 0 or not characters.clean(proof.name):
        raise ProofRejected("a character has an id and a name")


def written(proof: Proof, granted: TokenSet) -> str:
    """What EVE proved, as text to be sealed until the pilot has said yes."""
    return json.dumps(
        {
            "character_id": proof.character_id,
            "name": proof.name,
            "owner_hash": proof.owner_hash,
            "scopes": sorted(proof.scopes),
            "access": granted.access_token,
            "refresh": granted.refresh_token,
            "until": granted.expires_at.isoformat(),
        }
    )


def read(text: str) -> tuple[Proof, TokenSet]:
    """What `written` wrote."""
    kept = json.loads(text)
    until = datetime.fromisoformat(kept["until"])
    proof = Proof(kept["character_id"], kept["name"], kept["owner_hash"], frozenset(kept["scopes"]), until)
    return proof, TokenSet(kept["access"], kept["refresh"], until)


async def foresee(proof: Proof, *, reopening: bool = False) -> Foreseen:
    """Whose account a character leads to.

    Raises Forbidden when that account is deactivated; `reopening`: unless the pilot closed it.
    """
    owned = await Ownership.get_or_none(character_id=proof.character_id).prefetch_related("user")
    if owned is not None and owned.owner_hash == proof.owner_hash:
        return Foreseen(Way.HOME, _active(owned.user, reopening))
    last = (
        await OwnershipRecord.filter(
            character_id=proof.character_id, owner_hash=proof.owner_hash, user_id__isnull=False
        )
        .order_by("-began_at", "-id")
        .prefetch_related("user")
        .first()
    )
    if last is not None and last.user is not None:
        return Foreseen(Way.BACK, _active(last.user, reopening), owned)
    return Foreseen(Way.NEW, None, owned)


def _active(user: User, reopening: bool = False) -> User:
    if user.is_active or (reopening and user.closed_by is Closed.PILOT):
        return user
    log.info("sign-in refused: account %s is closed by %s", user.id, user.closed_by or Closed.STAFF)
    if user.closed_by is Closed.PILOT:
        raise Forbidden("signin.closed")
    if user.closed_by is Closed.ERASING:
        raise Forbidden("signin.erasing")
    if user.inactive_why:
        raise Forbidden("signin.inactive_why", reason=user.inactive_why)
    raise Forbidden("signin.inactive")


async def arrive(proof: Proof, granted: TokenSet) -> Arrival:
    """Sign somebody in by what EVE proved. Raises ProofRejected and Forbidden; then nothing was changed."""
    believable(proof)
    await characters.meet(proof)
    return await retry_transaction(lambda: settle(proof, granted))


async def settle(
    proof: Proof, granted: TokenSet, *, face: Face = Face.WEB, reopening: bool = False
) -> Arrival:
    """The part of `arrive` inside the caller's transaction; the character must have been met.

    With `reopening` it leads into an account that the pilot closed, which the caller opens again.
    """
    await Character.filter(id=proof.character_id).select_for_update().first()  # one sign-in at a time
    seen = await foresee(proof, reopening=reopening)
    if seen.robbed is not None:
        await ownership.lose([seen.robbed], Ended.SOLD)
    user = seen.user or await _open_account(proof)
    actor = Actor(user_id=user.id, face=face)
    if seen.way is Way.NEW:
        await record(actor, [Entry("account.created", user.id, f"character:{proof.character_id}")])
    if seen.way is not Way.HOME:
        await _take(actor, user, proof)
    await tokens.keep(user.id, proof, granted)
    await _greet(actor, user, proof)
    await watchlist.saw_account(user.id, watchlist.SIGNED_IN)
    name = characters.clean(proof.name)
    return Arrival(user.id, proof.character_id, name, seen.way, added=seen.way is not Way.HOME)


async def _open_account(proof: Proof) -> User:
    now, guest = clock.now(), await State.get(guest=True)
    user = await User.create(state_id=guest.id, state_since=now, created_at=now)
    await Subject.create(user_id=user.id, name=characters.clean(proof.name))
    return user


async def _take(actor: Actor, user: User, proof: Proof) -> None:
    """Put an unowned character on an account; an account without a main gets it as such."""
    # A superuser may have made it somebody's main while nobody owned it: now somebody does.
    if strangers := await User.filter(main_id=proof.character_id).exclude(id=user.id):
        await User.filter(id__in=[s.id for s in strangers]).update(main_id=None)
        thing = f"character:{proof.character_id}"
        await record(actor, [Entry("main.changed", s.id, thing, after={"main": None}) for s in strangers])
        await emit(MainChanged(frozenset(s.id for s in strangers)))
    await ownership.attach(proof.character_id, user.id, proof.owner_hash)
    thing = f"character:{proof.character_id}"
    entries = [Entry("character.added", user.id, thing)]
    if user.main_id is None:
        user.main_id = proof.character_id
        await user.save(update_fields=["main_id"])
        await Subject.filter(user_id=user.id).update(name=characters.clean(proof.name))
        entries.append(Entry("main.changed", user.id, thing))
        await emit(MainChanged(frozenset({user.id})))
    await record(actor, entries)


async def _greet(actor: Actor, user: User, proof: Proof) -> None:
    """What every sign-in does: its time is kept, and the owners of the site get their rights."""
    user.last_login_at = clock.now()
    if await _is_owner(proof) and not (user.is_superuser and user.is_staff):
        before = {"superuser": user.is_superuser, "staff": user.is_staff}
        user.is_superuser = user.is_staff = True
        after = {"superuser": True, "staff": True}
        await record(actor, [Entry("account.promoted", user.id, before=before, after=after)])
    await user.save(update_fields=["last_login_at", "is_superuser", "is_staff"])


async def _is_owner(proof: Proof) -> bool:
    """Whether the operator named this character as an owner's; one that has changed hands since is a stranger's."""
    if proof.character_id not in outside.owners:
        return False
    others = OwnershipRecord.filter(character_id=proof.character_id).exclude(owner_hash=proof.owner_hash)
    if await others.exists():
        log.warning("character %s is named in CONCORD_OWNERS, but it was sold: no rights", proof.character_id)
        return False
    return True


async def add(user_id: int, proof: Proof, granted: TokenSet) -> Arrival:
    """Put a character on a signed-in account. The proof wins: on another account it is lost there.

    Both sides are told. Raises ProofRejected, Forbidden for a deactivated account, NotFound.
    """
    believable(proof)
    await characters.meet(proof)
    return await retry_transaction(lambda: _add(user_id, proof, granted))


async def _add(user_id: int, proof: Proof, granted: TokenSet) -> Arrival:
    await Character.filter(id=proof.character_id).select_for_update().first()
    user = await User.get_or_none(id=user_id)
    if user is None:
        raise NotFound("account.unknown")
    _active(user)
    await foresee(proof)  # what belongs to a deactivated account is no way around the deactivation
    actor, name = Actor(user_id=user.id, face=Face.WEB), characters.clean(proof.name)
    owned = await Ownership.get_or_none(character_id=proof.character_id)
    if owned is not None and owned.owner_hash != proof.owner_hash:
        await ownership.lose([owned], Ended.SOLD)
        owned = None
    moved = owned is not None and owned.user_id != user_id
    if owned is not None and moved:
        await ownership.lose([owned], Ended.ADDED_ELSEWHERE, actor=actor)
        owned = None
    added = owned is None
    if added:
        await user.refresh_from_db()  # losing it may have taken this account's main
        await _take(actor, user, proof)
        key = "notice.character_moved_here" if moved else "notice.character_added"
        facts = {"character": name, "character_id": proof.character_id}
        await tell([Telling(user_id, key, facts, direct=moved)])
    await tokens.keep(user.id, proof, granted)
    await watchlist.saw([proof.character_id], watchlist.SIGNED_IN)
    return Arrival(user.id, proof.character_id, name, Way.HOME, added=added)
