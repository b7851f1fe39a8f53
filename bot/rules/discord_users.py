"""Which Discord user is whose: one Discord user for one account, and the way into our guilds."""

from __future__ import annotations

import logging
from typing import Any

from tortoise.exceptions import IntegrityError

from bot import clock
from bot.database import retried, retry_transaction, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from bot.rules.access import Actor, must_not_outrank
from bot.rules.activation import ACTIVATE
from bot.rules.audit import Entry, record
from bot.rules.characters import clean
from bot.rules.events import MainChanged
from bot.rules.notices import Telling, tell
from bot.rules.outside import DiscordPerson, outside
from bot.rules.queue import DISCORD, emit, enqueue
from bot.services.base import ServiceDown, ServiceRefused
from models.discord import DiscordUser, Guild
from models.notices import Level
from models.users import User

log = logging.getLogger(__name__)


def tidy(person: DiscordPerson) -> DiscordPerson:
    """The person with names that can be stored and shown."""
    avatar = person.avatar if len(person.avatar) <= 64 else ""
    return DiscordPerson(
        person.id, clean(person.username) or str(person.id), clean(person.display_name), avatar
    )


async def bind(actor: Actor, user_id: int, person: DiscordPerson) -> frozenset[int]:
    """Link a Discord user to an account, in the caller's transaction; returns the accounts that it touched.

    Who had that Discord user before loses it, and a Discord user that the account had before is replaced. Both
    are told. The caller has proof that the person is who they say. Raises Conflict when somebody was quicker, Forbidden
    for the Discord user of a deactivated account.
    """
    person = tidy(person)
    before = await DiscordUser.get_or_none(id=person.id)
    touched = frozenset({user_id} | ({before.user_id} if before else set()))
    await User.filter(id__in=touched).order_by("id").select_for_update().values_list("id")
    before = await DiscordUser.get_or_none(id=person.id).select_related("user")
    if before is not None and not before.user.is_active:
        log.info("Discord user %s stays with the deactivated account %s", person.id, before.user_id)
        raise Forbidden("discord.deactivated")
    names: dict[str, Any] = {
        "username": person.username,
        "display_name": person.display_name,
        "avatar": person.avatar,
        "inbox_closed_at": None,
    }
    if before is not None and before.user_id == user_id:
        await before.update_from_dict(names).save()
        return frozenset()
    replaced = await DiscordUser.filter(user_id=user_id).values_list("id", flat=True)
    await DiscordUser.filter(user_id=user_id).delete()
    # Whoever took the account over reads its notices from now on: the Discord user it had is told as well.
    await enqueue("unlink.told", [(str(old), "") for old in replaced], lane=DISCORD)
    if before is not None:
        await before.delete()
        facts = {"username": person.username}
        await record(actor, [Entry("discord.lost", before.user_id)])
        await tell([Telling(before.user_id, "notice.discord_moved_away", facts, Level.WARNING, direct=False)])
    try:
        await DiscordUser.create(id=person.id, user_id=user_id, linked_at=clock.now(), **names)
    except IntegrityError as e:  # two accounts took the same unlinked Discord user in the same moment
        raise Conflict("discord.moved_meanwhile") from e
    await record(actor, [Entry("discord.linked", user_id, before={"replaced": bool(replaced)})])
    key = "notice.discord_replaced" if replaced else "notice.discord_linked"
    level = Level.WARNING if replaced else Level.SUCCESS
    await tell([Telling(user_id, key, {"username": person.username}, level, direct=bool(replaced))])
    await emit(*(MainChanged(frozenset({u})) for u in sorted(touched)))  # each alone: nobody waits for a set
    return touched


async def join_guilds(user_id: int, person: DiscordPerson, access_token: str) -> int:
    """Put a person into every guild that we serve, outside of any transaction; returns into how many.

    A guild that cannot be joined now is left out and logged. Services follow once more: an account that was
    looked at before its owner was in the guild would stay without roles.
    """
    joined = 0
    for guild in await Guild.filter(present=True, instance__enabled=True).order_by("id"):
        try:
            joined += await outside.need_oauth().join(guild.id, person, access_token)
        except (Unavailable, ServiceRefused, ServiceDown) as e:
            log.warning("account %s could not be put into guild %s: %s", user_id, guild.id, e)
    await retry_transaction(lambda: emit(MainChanged(frozenset({user_id}))))
    return joined


@retried
async def unlink(actor: Actor, user_id: int, reason: str) -> str:
    """Part a Discord user from an account; both are told why. Returns the Discord user's name.

    Roles go through the queue; the account stays, and may be linked anew. Raises Forbidden (superusers are for
    superusers), Invalid without a reason, NotFound, Conflict if nothing is linked.
    """
    actor.must(ACTIVATE)
    if not reason.strip():
        raise Invalid("account.reason_wanted")
    by = actor.because(" ".join(reason.split())[:300])
    async with transaction():
        user = await User.filter(id=user_id).select_for_update().first()
        if user is None:
            raise NotFound("account.unknown")
        must_not_outrank(actor, user)
        person = await DiscordUser.get_or_none(user_id=user_id)
        if person is None:
            raise Conflict("discord.nothing_linked")
        await enqueue("unlink.told", [(str(person.id), by.reason)], lane=DISCORD)
        await person.delete()
        await record(by, [Entry("discord.unlinked", user_id)])
        facts = {"username": person.username, "reason": by.reason}
        await tell([Telling(user_id, "notice.discord_unlinked", facts, Level.WARNING, direct=False)])
        await emit(MainChanged(frozenset({user_id})))
    return person.username
