"""Coming back to an account that the pilot closed: a fresh sign-in with EVE, a question, an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.database import retry_transaction
from bot.errors import Conflict, Forbidden, NotFound, Unavailable
from bot.eve.base import Proof, TokenSet
from bot.rules import activation, arrivals, characters
from bot.rules.access import Actor, Face
from bot.rules.arrivals import Arrival
from bot.rules.outside import outside
from bot.vault import Locked
from models.tokens import SignIn
from models.users import Closed, User

PURPOSE = "signin"  # of the vault, as for the rest of the trip


@dataclass(frozen=True, slots=True)
class ClosedAccount:
    """What is asked: whose account it is, since when it is closed, and when its data would be deleted."""

    trip_id: int
    name: str
    since: datetime | None
    erase_at: datetime | None


async def keep(trip: SignIn, proof: Proof, granted: TokenSet) -> bool:
    """Whether a sign-in led to an account that its pilot closed; what EVE proved is kept for the answer then.

    Raises Forbidden when staff closed it.
    """
    arrivals.believable(proof)
    seen = await arrivals.foresee(proof, reopening=True)
    if seen.user is None or seen.user.is_active:
        return False
    await characters.meet(proof)
    sealed = outside.need_vault().seal(PURPOSE, arrivals.written(proof, granted))
    await SignIn.filter(id=trip.id).update(proof=sealed)
    return True


async def question(trip_id: int, browser: str) -> ClosedAccount:
    """What the pilot is asked. Raises NotFound, Conflict (signin.expired), Forbidden if staff closed it meanwhile."""
    proof, _ = await _held(trip_id, browser)
    seen = await arrivals.foresee(proof, reopening=True)
    if seen.user is None:
        raise NotFound("signin.unknown")
    return ClosedAccount(trip_id, characters.clean(proof.name), seen.user.inactive_since, seen.user.erase_at)


async def confirm(trip_id: int, browser: str) -> Arrival:
    """Yes: the account is open again and signed in; a deletion that was asked for is off. Raises as `question` does."""
    proof, granted = await _held(trip_id, browser)
    return await retry_transaction(lambda: _confirm(trip_id, proof, granted))


async def _confirm(trip_id: int, proof: Proof, granted: TokenSet) -> Arrival:
    if not await SignIn.filter(id=trip_id, proof__isnull=False).update(proof=None):
        raise Conflict("signin.spent")  # of two answers at once one counts
    seen = await arrivals.foresee(proof, reopening=True)
    # Under lock: a deletion that has begun meanwhile is not stopped by a page that was open.
    user = await User.filter(id=seen.user.id if seen.user else 0).select_for_update().first()
    if user is None or not (user.is_active or user.closed_by is Closed.PILOT):
        raise Forbidden("signin.erasing")
    await activation.open_again(Actor(user_id=user.id, face=Face.WEB), user.id)
    return await arrivals.settle(proof, granted, reopening=True)


async def _held(trip_id: int, browser: str) -> tuple[Proof, TokenSet]:
    """What EVE proved on a trip of this browser, ten minutes at most after it began."""
    mine = outside.need_vault().digest("browsers", browser)
    trip = await SignIn.get_or_none(id=trip_id, browser_hash=mine)
    if trip is None:
        raise NotFound("signin.unknown")
    if not trip.proof:
        raise Conflict("signin.spent")
    if trip.expires_at <= clock.now():
        raise Conflict("signin.expired")
    try:
        return arrivals.read(outside.need_vault().open(PURPOSE, trip.proof))
    except Locked as e:
        raise Unavailable("signin.locked") from e
