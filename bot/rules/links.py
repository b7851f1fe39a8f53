"""Linking from Discord: a link that lives ten minutes, one browser, a proof by EVE, a question, an answer."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot import clock
from bot.database import retried, retry_transaction, transaction
from bot.errors import Conflict, Forbidden, NotFound, Unavailable
from bot.eve.base import Proof, TokenSet
from bot.rules import arrivals, characters, discord_users, keyring, services, states
from bot.rules.access import Actor, Face
from bot.rules.arrivals import Foreseen, Way
from bot.rules.outside import DiscordPerson, outside
from bot.rules.queue import enqueue
from bot.vault import Locked
from models.characters import Character
from models.discord import DiscordUser, Guild, GuildRole, RoleMapping
from models.groups import Membership
from models.links import LinkOffer, LinkStatus
from models.organisations import Alliance, Corporation
from models.states import State
from models.users import User

log = logging.getLogger(__name__)

LIFE = timedelta(minutes=10)
PURPOSE = "links"  # of the vault
keyring.sealed(LinkOffer, "interaction", "proof", purpose=PURPOSE)
_OPEN = (LinkStatus.WAITING, LinkStatus.OPENED, LinkStatus.PROVED)


@dataclass(frozen=True, slots=True)
class Offer:
    """A new link. `token` goes into the address and is kept nowhere."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as its page shows it: who asked, in which guild, and how long it lives."""

    id: int
    person: DiscordPerson
    guild_name: str
    language: str
    proved: bool  # EVE sign-in done already
    expires_at: datetime


class Needs(StrEnum):
    """Why Discord itself must say, too, that this is the same person."""

    NOTHING = ""
    ACCOUNT = "account"  # the character belongs to an account already
    STAFF = "staff"  # that account has staff rights
    OWNER = "owner"  # the character is to be an owner of the site
    MOVES = "moves"  # the Discord user belongs to another account


@dataclass(frozen=True, slots=True)
class Question:
    """Both sides and what would come of it. `needs_discord` is empty once Discord has agreed."""

    link_id: int
    person: DiscordPerson
    character_id: int
    character_name: str
    corporation_name: str
    alliance_name: str
    is_new: bool  # a new account would be made
    main_name: str
    state_name: str
    guest: bool
    gets: tuple[str, ...]  # names of the roles in the guild
    needs_discord: Needs
    replaces: str  # the Discord user that the account has now and would lose
    moves_discord: bool  # the Discord user would leave another account
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """What a confirmation did. `wait_seconds`: until Discord will have let all roles through."""

    user_id: int
    discord_id: int
    character_name: str
    state_name: str
    first_time: bool
    wait_seconds: float
    interaction_token: str | None


# -- from Discord ----------------------------------------------------------------------------------------


async def offer(
    person: DiscordPerson, *, guild_id: int | None = None, language: str = "", interaction_token: str = ""
) -> Offer:
    """A link for the Discord user who pressed the button."""
    vault, token, now = outside.need_vault(), secrets.token_urlsafe(24), clock.now()
    person = discord_users.tidy(person)
    await LinkOffer.create(
        token_hash=vault.digest(PURPOSE, token),
        discord_id=person.id,
        username=person.username,
        display_name=person.display_name,
        avatar=person.avatar,
        guild_id=guild_id,
        language=language[:16],
        interaction=vault.seal(PURPOSE, interaction_token) if interaction_token else "",
        created_at=now,
        expires_at=now + LIFE,
    )
    return Offer(token, now + LIFE)


# -- in the browser --------------------------------------------------------------------------------------


def _browser(browser: str) -> str:
    return outside.need_vault().digest("browsers", browser)


def _refuse(found: LinkOffer, key: str) -> Conflict:
    log.info("link %s refused: %s", found.id, key)
    return Conflict(key)


def _alive(found: LinkOffer) -> None:
    if found.status not in _OPEN:
        raise _refuse(found, "link.spent")
    if found.expires_at <= clock.now():
        raise _refuse(found, "link.expired")


async def opened(token: str, browser: str) -> LinkView:
    """A link was opened: the first browser keeps it, and nothing is spent.

    Raises NotFound (link.unknown), Conflict (link.expired, link.spent, link.other_browser).
    """
    digest = outside.need_vault().digest(PURPOSE, token[:200])
    found = await LinkOffer.get_or_none(token_hash=digest)
    if found is None:
        log.info("a link was opened that we do not know")
        raise NotFound("link.unknown")
    _alive(found)
    mine = _browser(browser)
    await LinkOffer.filter(id=found.id, browser_hash__isnull=True, status=LinkStatus.WAITING).update(
        browser_hash=mine, status=LinkStatus.OPENED
    )
    await found.refresh_from_db()
    if found.browser_hash != mine:
        raise _refuse(found, "link.other_browser")
    guild = await Guild.get_or_none(id=found.guild_id) if found.guild_id else None
    return LinkView(
        id=found.id,
        person=_person(found),
        guild_name=guild.name if guild else "",
        language=found.language,
        proved=found.status is LinkStatus.PROVED,
        expires_at=found.expires_at,
    )


def _person(found: LinkOffer) -> DiscordPerson:
    return DiscordPerson(found.discord_id, found.username, found.display_name, found.avatar)


async def held(link_id: int, browser: str) -> LinkOffer:
    """The living link that this browser opened. Raises as `opened` does."""
    found = await LinkOffer.get_or_none(id=link_id)
    if found is None or found.browser_hash is None:
        raise NotFound("link.unknown")
    if found.browser_hash != _browser(browser):
        raise _refuse(found, "link.other_browser")
    _alive(found)
    return found


async def proved(link_id: int, browser: str, proof: Proof, granted: TokenSet) -> None:
    """EVE has said who the pilot is: kept sealed until they confirm. Signing in again replaces it."""
    arrivals.believable(proof)
    found = await held(link_id, browser)
    await characters.meet(proof)
    await arrivals.foresee(proof)  # a deactivated account is told so now, not after the question
    sealed = outside.need_vault().seal(PURPOSE, arrivals.written(proof, granted))
    changed = await LinkOffer.filter(id=found.id, status__in=_OPEN).update(
        proof=sealed, status=LinkStatus.PROVED
    )
    if not changed:
        raise _refuse(found, "link.spent")


async def discord_agreed(link_id: int, browser: str, person: DiscordPerson) -> None:
    """Discord has said who is at the browser. Raises Conflict if it is not who pressed the button."""
    found = await held(link_id, browser)
    if person.id != found.discord_id:
        raise _refuse(found, "link.other_discord")
    person = discord_users.tidy(person)
    await LinkOffer.filter(id=found.id).update(
        discord_proved=True,
        username=person.username,
        display_name=person.display_name,
        avatar=person.avatar,
    )


def _read(found: LinkOffer) -> tuple[Proof, TokenSet]:
    if not found.proof:
        raise Conflict("link.not_proved")
    try:
        return arrivals.read(outside.need_vault().open(PURPOSE, found.proof))
    except Locked as e:
        raise Unavailable("link.locked") from e


# -- the question and its answer -------------------------------------------------------------------------


async def question(link_id: int, browser: str) -> Question:
    """What the pilot is asked after EVE's sign-in. Raises as `opened` does, Conflict (link.not_proved), Forbidden."""
    found = await held(link_id, browser)
    proof, _ = _read(found)
    seen = await arrivals.foresee(proof)
    character = await Character.get(id=proof.character_id)
    corporation = await Corporation.get_or_none(id=character.corporation_id or 0)
    alliance = await Alliance.get_or_none(id=character.alliance_id or 0)
    main = await _main(seen, character)
    state = await _state_of(main)
    there = await DiscordUser.get_or_none(id=found.discord_id)
    here = await DiscordUser.get_or_none(user_id=seen.user.id) if seen.user else None
    needs = await _needs(found, proof, seen)
    return Question(
        link_id=found.id,
        person=_person(found),
        character_id=character.id,
        character_name=character.name,
        corporation_name=corporation.name if corporation else "",
        alliance_name=alliance.name if alliance else "",
        is_new=seen.way is Way.NEW,
        main_name=main.name if main else "",
        state_name=state.name,
        guest=state.guest,
        gets=await _gets(found.guild_id, state, seen.user),
        needs_discord=Needs.NOTHING if found.discord_proved else needs,
        replaces=here.username if here and here.id != found.discord_id else "",
        moves_discord=there is not None and (seen.user is None or there.user_id != seen.user.id),
        expires_at=found.expires_at,
    )


async def _main(seen: Foreseen, character: Character) -> Character | None:
    """The main that the account would have afterwards; none on an account that lost its own."""
    if seen.user is not None and seen.user.main_id is not None:
        return await Character.get(id=seen.user.main_id)
    return None if seen.way is Way.HOME else character


async def _state_of(main: Character | None) -> State:
    if main is None:
        return await State.get(guest=True)
    return (await states.would_be([main.id]))[main.id]


async def _gets(guild_id: int | None, state: State, user: User | None) -> tuple[str, ...]:
    """The roles that an account of this state and with these groups has in a guild, by the names they bear there."""
    groups = await Membership.filter(user_id=user.id).values_list("group_id", flat=True) if user else []
    mappings = await RoleMapping.filter(guild_id=guild_id or 0).prefetch_related("state", "group")
    wanted = [m for m in mappings if m.state_id == state.id or (m.group_id and m.group_id in groups)]
    roles = {r.id: r.name for r in await GuildRole.filter(guild_id=guild_id or 0)}
    names = []
    for mapping in wanted:
        thing = mapping.state if mapping.state_id else mapping.group
        names.append(roles.get(mapping.role_id or 0) or (thing.name if thing else ""))
    return tuple(sorted(filter(None, names), key=str.casefold))


async def _needs(found: LinkOffer, proof: Proof, seen: Foreseen) -> Needs:
    """Whether a proof by EVE alone is enough to give this Discord user what the account has."""
    there = await DiscordUser.get_or_none(id=found.discord_id)
    if seen.user is not None:
        if there is not None and there.user_id == seen.user.id:
            return Needs.NOTHING  # linked already: nothing is given to anybody
        return Needs.STAFF if seen.user.is_staff or seen.user.is_superuser else Needs.ACCOUNT
    if proof.character_id in outside.owners:
        return Needs.OWNER
    return Needs.MOVES if there is not None else Needs.NOTHING


async def confirm(link_id: int, browser: str) -> Linked:
    """Yes: the account is found or made, the Discord user is linked to it, the link is spent; all or nothing.

    Of two confirmations at once one wins. Raises as `question` does, Forbidden (link.needs_discord).
    """
    await held(link_id, browser)
    arrival, found = await retry_transaction(lambda: _confirm(link_id, browser))
    user = await User.get(id=arrival.user_id)
    state = await _state_of(await Character.get(id=user.main_id) if user.main_id else None)
    guild = await Guild.get_or_none(id=found.guild_id) if found.guild_id else None
    return Linked(
        user_id=user.id,
        discord_id=found.discord_id,
        character_name=arrival.name,
        state_name=state.name,
        first_time=arrival.way is Way.NEW,
        wait_seconds=await services.expected_wait(guild.instance_id) if guild else 0.0,
        interaction_token=_interaction(found),
    )


async def _confirm(link_id: int, browser: str) -> tuple[arrivals.Arrival, LinkOffer]:
    spent = await LinkOffer.filter(id=link_id, status=LinkStatus.PROVED).update(
        status=LinkStatus.DONE, finished_at=clock.now()
    )
    found = await LinkOffer.get(id=link_id)
    if not spent:
        raise _refuse(found, "link.not_proved" if found.status in _OPEN else "link.spent")
    if found.expires_at <= clock.now():
        raise _refuse(found, "link.expired")
    proof, granted = _read(found)
    await (
        Character.filter(id=proof.character_id).select_for_update().first()
    )  # nobody adds it between look and deed
    needs = await _needs(found, proof, await arrivals.foresee(proof))
    if needs is not Needs.NOTHING and not found.discord_proved:
        log.info("link %s refused: Discord has not agreed (%s)", found.id, needs)
        raise Forbidden("link.needs_discord", why=needs.value)
    arrival = await arrivals.settle(proof, granted, face=Face.DISCORD)
    actor = Actor(user_id=arrival.user_id, face=Face.DISCORD)
    await discord_users.bind(actor, arrival.user_id, _person(found))
    if found.language:
        await User.filter(id=arrival.user_id, language="").update(language=found.language)
    await LinkOffer.filter(id=link_id).update(proof="", user_id=arrival.user_id)
    await enqueue("link.told", [(str(link_id), "")], lane="discord")
    return arrival, found


def _interaction(found: LinkOffer) -> str | None:
    if not found.interaction:
        return None
    try:
        return outside.need_vault().open(PURPOSE, found.interaction)
    except Locked:
        return None


@retried
async def refuse(link_id: int, browser: str) -> None:
    """No: the link is dead, what EVE proved is forgotten, nothing else was changed."""
    found = await held(link_id, browser)
    async with transaction():
        changed = await LinkOffer.filter(id=found.id, status__in=_OPEN).update(
            status=LinkStatus.REFUSED, proof="", finished_at=clock.now()
        )
        if not changed:
            raise _refuse(found, "link.spent")
        await enqueue("link.told", [(str(found.id), "")], lane="discord")
