"""The main that staff set for somebody: of their own characters; superusers may take any that is free."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import retried, rows, transaction
from bot.errors import Conflict, Forbidden, NotFound
from bot.rules import states
from bot.rules.access import Actor, must_not_outrank, permission
from bot.rules.audit import Entry, record
from bot.rules.events import MainChanged
from bot.rules.notices import Telling, tell
from bot.rules.queue import emit
from models.characters import Character, Ownership
from models.users import Subject, User

SET_MAIN = permission("authentication.change_userprofile", "Can change the main character of an account")

MOST = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """A character that may become somebody's main."""

    id: int
    name: str
    corporation: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What another main would change."""

    user_id: int
    character_id: int
    before: str  # the main's name; empty without one
    after: str
    state_before: str
    state_after: str


async def eligible(actor: Actor, user_id: int, text: str = "") -> list[Choice]:
    """Characters that the actor may make somebody's main, by name: their own, then (superusers) free ones."""
    actor.must(SET_MAIN)
    safe = text.strip()[:64].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    free = (
        " OR (o.id IS NULL AND NOT EXISTS (SELECT 1 FROM users m WHERE m.main_id = c.id))"
        if actor.superuser and safe
        else ""
    )
    found = await rows(
        "SELECT c.id, c.name, k.name AS corporation FROM characters c LEFT JOIN ownerships o "
        "ON o.character_id = c.id LEFT JOIN corporations k ON k.id = c.corporation_id "
        f"WHERE (o.user_id = %s{free}) AND c.gone_at IS NULL AND c.name LIKE %s ESCAPE '!' "
        f"ORDER BY o.user_id IS NULL, c.name LIMIT {MOST}",
        [user_id, f"%{safe}%"],
    )
    return [Choice(r["id"], r["name"], r["corporation"] or "") for r in found]


async def meant(actor: Actor, user_id: int, text: str) -> int:
    """The character that a choice (its id) or a typed name means. Raises NotFound."""
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    found = [c for c in await eligible(actor, user_id, text) if c.name.casefold() == text.strip().casefold()]
    if not found:
        raise NotFound("main.no_such")
    return found[0].id


async def foresee(actor: Actor, user_id: int, character_id: int) -> Outlook:
    """What making this character the main would change. Raises what `change` raises."""
    actor.must(SET_MAIN)
    user = await User.get_or_none(id=user_id).prefetch_related("state", "main")
    if user is None:
        raise NotFound("account.unknown")
    must_not_outrank(actor, user)
    character = await _free(actor, user_id, character_id)
    after = (await states.would_be([character_id]))[character_id]
    steps = await states.ladder()
    return Outlook(
        user_id,
        character_id,
        user.main.name if user.main else "",
        character.name,
        user.state.name,
        after.name if user.is_active else steps.guest.name,
    )


@retried
async def change(actor: Actor, user_id: int, character_id: int) -> str:
    """Make a character somebody's main, and tell them; returns its name.

    Raises Forbidden (not one of theirs, unless a superuser takes a free one), NotFound, Conflict (somebody else's).
    """
    actor.must(SET_MAIN)
    async with transaction():
        user = await User.filter(id=user_id).select_for_update().first()
        if user is None:
            raise NotFound("account.unknown")
        must_not_outrank(actor, user)
        character = await _free(actor, user_id, character_id)
        if user.main_id == character_id:
            return character.name
        await User.filter(id=user_id).update(main_id=character_id)
        await Subject.filter(user_id=user_id).update(name=character.name)
        thing, after = f"character:{character_id}", {"main": character_id}
        await record(actor, [Entry("main.changed", user_id, thing, {"main": user.main_id}, after)])
        await tell([Telling(user_id, "notice.main_set", {"character": character.name})])
        await emit(MainChanged(frozenset({user_id})))
    return character.name


async def _free(actor: Actor, user_id: int, character_id: int) -> Character:
    """The character, if the actor may make it this person's main. Held, inside a transaction, until it is done."""
    character = await Character.filter(id=character_id, gone_at=None).select_for_update().first()
    if character is None:
        raise NotFound("main.no_such")
    owned = await Ownership.get_or_none(character_id=character_id)
    if owned is not None and owned.user_id == user_id:
        return character
    if owned is not None or await User.filter(main_id=character_id).exclude(id=user_id).exists():
        raise Conflict("main.somebody_elses", name=character.name)
    if not actor.superuser:
        raise Forbidden("main.not_theirs", name=character.name)
    return character
