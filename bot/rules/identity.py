"""Signing in: the trip to EVE or Discord and back, and what people do with their own account."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from bot import clock
from bot.database import retried, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from bot.eve.base import Proof
from bot.rules import arrivals, discord_users, keyring, links, reopening, tokens
from bot.rules.access import Actor, Face
from bot.rules.audit import Entry, record
from bot.rules.events import MainChanged
from bot.rules.outside import DiscordPerson, outside
from bot.rules.ownership import lose, lose_characters
from bot.rules.queue import emit
from bot.vault import Locked
from models.characters import Ended, Ownership
from models.tokens import Provider, Purpose, SignIn
from models.users import Subject, User

__all__ = [
    "Ended",
    "Landed",
    "Provider",
    "Purpose",
    "begin",
    "change_main",
    "finish_discord",
    "finish_eve",
    "lose",
    "lose_characters",
    "remove_character",
]

log = logging.getLogger(__name__)

LIFE = timedelta(minutes=10)
PURPOSE = "signin"  # of the vault
keyring.sealed(SignIn, "verifier", "proof", purpose=PURPOSE)
_MAX_RETURN = 512
OWN = frozenset({Purpose.ADD, Purpose.DISCORD, Purpose.CONFIRM})
"""What is begun by somebody who is signed in, and ends with their session."""


@dataclass(frozen=True, slots=True)
class Landed:
    """Where a trip ended."""

    purpose: Purpose
    user_id: int | None
    link_id: int | None
    return_to: str
    character_id: int | None = None
    character_name: str = ""
    is_new: bool = False  # a new account was made
    came_back: bool = False  # an account was found again by its history
    added: bool = False  # the character was not on this account before
    joined: int = 0  # guilds that the person was put into
    closed: int | None = (
        None  # the pilot closed this account: the trip that may open it again, see `reopening`
    )


# -- going -----------------------------------------------------------------------------------------------


async def begin(
    provider: Provider | str,
    purpose: Purpose | str,
    *,
    browser: str,
    user_id: int | None = None,
    link_id: int | None = None,
    scopes: Iterable[str] = (),
    return_to: str = "/",
) -> str:
    """Begin a sign-in for one browser; returns the address to send it to. The trip must end within 10 minutes.

    Raises Invalid (a return address that is not ours, an unknown scope), Forbidden for an account that is gone
    or deactivated, Unavailable where the provider is not set up, and what `links.held` raises.
    """
    provider, purpose = Provider(provider), Purpose(purpose)
    if not is_local(return_to):
        log.warning("sign-in refused: the return address is not ours")
        raise Invalid("signin.return_to")
    if purpose in OWN:
        await _must_be_active(user_id)
    if purpose is Purpose.LINK:
        await links.held(link_id or 0, browser)
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
    wanted = _scopes(provider, purpose, scopes)
    if provider is Provider.EVE:
        challenge = create_s256_code_challenge(verifier)
        address = outside.need_sso().authorize_url(state, wanted, challenge)
    else:
        address = outside.need_oauth().authorize_url(state, wanted)
    vault, now = outside.need_vault(), clock.now()
    await SignIn.create(
        state_hash=vault.digest(PURPOSE, state),
        browser_hash=vault.digest("browsers", browser),
        provider=provider,
        purpose=purpose,
        verifier=vault.seal(PURPOSE, verifier),
        scopes=" ".join(wanted),
        user_id=user_id if purpose in OWN else None,
        link_id=link_id if purpose is Purpose.LINK else None,
        return_to=return_to,
        created_at=now,
        expires_at=now + LIFE,
    )
    return address


def is_local(address: str) -> bool:
    """Whether an address leads nowhere but to our own site: one slash, no host, nothing a browser would bend."""
    return (
        0 < len(address) <= _MAX_RETURN
        and address.startswith("/")
        and not address.startswith("//")
        and "\\" not in address
        and address.isprintable()
        and " " not in address
    )


def _scopes(provider: Provider, purpose: Purpose, asked: Iterable[str]) -> list[str]:
    if provider is Provider.DISCORD:
        return ["identify", "guilds.join"] if purpose is Purpose.DISCORD else ["identify"]
    wanted = sorted({tokens.BASE, *asked})
    for scope in wanted:
        if scope not in tokens.SCOPES:
            raise Invalid("signin.unknown_scope", scope=scope[:100])
    return wanted


async def _must_be_active(user_id: int | None) -> User:
    user = await User.get_or_none(id=user_id or 0)
    if user is None:
        raise Forbidden("refused.not_linked")
    if not user.is_active:
        raise Forbidden("signin.inactive")
    return user


# -- coming back -----------------------------------------------------------------------------------------


async def finish_eve(state: str, code: str, browser: str, user_id: int | None = None) -> Landed:
    """The browser is back from EVE, signed in as `user_id`. Of two returns at once one counts.

    Raises Conflict (signin.unknown, .other_browser, .spent, .expired, .not_you), what the Sso port raises, Forbidden
    for a deactivated account, and what the link raises. Nothing was changed then.
    """
    trip = await _spend(state, browser, Provider.EVE, user_id)
    granted, proof = await outside.need_sso().exchange(code, _verifier(trip))
    if trip.purpose is Purpose.LINK:
        await links.proved(trip.link_id or 0, browser, proof, granted)
        return Landed(trip.purpose, None, trip.link_id, trip.return_to, proof.character_id, proof.name)
    if trip.purpose is Purpose.CONFIRM:
        await _must_own(trip.user_id or 0, proof)
        return Landed(trip.purpose, trip.user_id, None, trip.return_to, proof.character_id, proof.name)
    if trip.purpose is Purpose.ADD:
        done = await arrivals.add(trip.user_id or 0, proof, granted)
    elif await reopening.keep(trip, proof, granted):
        return Landed(
            trip.purpose, None, None, trip.return_to, proof.character_id, proof.name, closed=trip.id
        )
    else:
        done = await arrivals.arrive(proof, granted)
    return Landed(
        trip.purpose,
        done.user_id,
        None,
        trip.return_to,
        done.character_id,
        done.name,
        is_new=done.way is arrivals.Way.NEW,
        came_back=done.way is arrivals.Way.BACK,
        added=done.added,
    )


async def finish_discord(state: str, code: str, browser: str, user_id: int | None = None) -> Landed:
    """The browser is back from Discord: the same person as in the link, or the one to link and put into our guilds.

    Raises as `finish_eve` does.
    """
    trip = await _spend(state, browser, Provider.DISCORD, user_id)
    access_token, person = await outside.need_oauth().exchange(code)
    if trip.purpose is Purpose.LINK:
        await links.discord_agreed(trip.link_id or 0, browser, person)
        return Landed(trip.purpose, None, trip.link_id, trip.return_to)
    user = await _must_be_active(trip.user_id)
    await _link(user.id, person)
    joined = await discord_users.join_guilds(user.id, person, access_token)
    return Landed(trip.purpose, user.id, None, trip.return_to, joined=joined)


async def _must_own(user_id: int, proof: Proof) -> None:
    """The proof must be of a character of this very account, as it was owned when it came there."""
    owned = Ownership.filter(user_id=user_id, character_id=proof.character_id, owner_hash=proof.owner_hash)
    if not await owned.exists():
        log.warning("a confirmation with a character of somebody else was refused")
        raise Forbidden("signin.confirm_own", name=proof.name)


@retried
async def _link(user_id: int, person: DiscordPerson) -> None:
    async with transaction():
        await discord_users.bind(Actor(user_id=user_id, face=Face.WEB), user_id, person)


async def _spend(state: str, browser: str, provider: Provider, user_id: int | None) -> SignIn:
    """The trip that this state belongs to, spent now; a foreign browser cannot spend it.

    Nor can one that signed out meanwhile: what changes an account ends with the session that began it.
    """
    vault, now = outside.need_vault(), clock.now()
    trip = await SignIn.get_or_none(state_hash=vault.digest(PURPOSE, state[:200]), provider=provider)
    if trip is None:
        log.warning("a sign-in came back that we never began")
        raise Conflict("signin.unknown")
    key = ""
    if trip.browser_hash != vault.digest("browsers", browser):
        key = "signin.other_browser"
    elif trip.purpose in OWN and trip.user_id != user_id:
        key = "signin.not_you"
    elif trip.spent_at is not None:
        key = "signin.spent"
    elif trip.expires_at <= now:
        key = "signin.expired"
    elif not await SignIn.filter(id=trip.id, spent_at__isnull=True).update(spent_at=now):
        key = "signin.spent"
    if key:
        log.warning("sign-in %s refused: %s", trip.id, key)
        raise Conflict(key)
    return trip


def _verifier(trip: SignIn) -> str:
    try:
        return outside.need_vault().open(PURPOSE, trip.verifier)
    except Locked as e:
        raise Unavailable("signin.locked") from e


# -- one's own account -----------------------------------------------------------------------------------


@retried
async def change_main(actor: Actor, character_id: int) -> None:
    """Make one of one's own characters the main. Raises NotFound if it is not one's own."""
    user_id = actor.must_be_someone()
    async with transaction():
        owned = await _own(user_id, character_id)
        user = await User.get(id=user_id)
        if user.main_id == character_id:
            return
        before = user.main_id
        await User.filter(id=user_id).update(main_id=character_id)
        await Subject.filter(user_id=user_id).update(name=owned.character.name)
        entry = Entry(
            "main.changed",
            user_id,
            f"character:{character_id}",
            before={"main": before},
            after={"main": character_id},
        )
        await record(actor, [entry])
        await emit(MainChanged(frozenset({user_id})))


@retried
async def remove_character(actor: Actor, character_id: int) -> None:
    """Let one of one's own characters go; losing the main leaves a guest. Raises NotFound if it is not one's own."""
    user_id = actor.must_be_someone()
    async with transaction():
        await lose([await _own(user_id, character_id)], Ended.REMOVED, actor=actor)


async def _own(user_id: int, character_id: int) -> Ownership:
    owned = (
        await Ownership.filter(character_id=character_id, user_id=user_id)
        .select_for_update()
        .prefetch_related("character")
        .first()
    )
    if owned is None:
        raise NotFound("character.not_yours")
    return owned
