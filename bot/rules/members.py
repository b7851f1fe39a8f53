"""What the gateway tells of members: who came, who left, and managed roles that somebody edited by hand."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import timedelta

from bot import clock
from bot.database import rows, transaction
from bot.rules import services
from bot.rules.queue import DISCORD, enqueue
from bot.rules.services import ONE, PUT
from bot.rules.shapes import Shape, shapes
from bot.rules.staff import tell_staff
from models.discord import DiscordUser, Guild
from models.services import Account, AccountStatus, Instance, Reversal

log = logging.getLogger(__name__)

PATIENCE = 3
"""So many hand edits of one role on one person are put right ..."""
WINDOW = timedelta(minutes=10)
"""... within this time; then we stop, and try hourly."""
HOURLY = 3600.0
NICK = "nick"


async def joined(guild_id: int, discord_id: int) -> None:
    """Somebody came (back) into a guild: if they are linked, they get what is theirs."""
    instance_id = await _instance(guild_id)
    user = await DiscordUser.get_or_none(id=discord_id)
    if instance_id is None or user is None:
        return
    await Account.filter(instance_id=instance_id, uid=str(discord_id)).update(
        status=AccountStatus.ACTIVE, trouble=""
    )
    await services.reassess(frozenset({user.user_id}))


async def left(guild_id: int, discord_id: int) -> None:
    """Somebody left a guild: the link stays, the account is marked as absent."""
    instance_id = await _instance(guild_id)
    if instance_id is not None:
        await Account.filter(instance_id=instance_id, uid=str(discord_id)).update(status=AccountStatus.ABSENT)


async def edited(
    guild_id: int,
    discord_id: int,
    before: Collection[str],
    after: Collection[str],
    *,
    nick_changed: bool = False,
    by: int | None = None,
) -> bool:
    """Somebody's roles or nickname were changed, and not by us; returns whether it will be put right.

    The third time within ten minutes we stop, tell staff who did it (`by`, a Discord id), and try hourly.
    """
    account = await Account.get_or_none(uid=str(discord_id), instance__guild__id=guild_id)
    if account is None:
        return False
    instance = await Instance.get(id=account.instance_id)
    _, found = await shapes(instance, [account.user_id])
    wrong = _against(found[0], set(before), set(after), nick_changed=nick_changed) if found else set()
    if not wrong:
        return False
    return await _put_right(account, wrong, by)


def _against(shape: Shape, before: set[str], after: set[str], *, nick_changed: bool) -> set[str]:
    """The managed things that were just changed to what should not be."""
    changed = (before ^ after) & shape.wanted.managed
    wrong = {r for r in changed if (r in after) != (r in shape.wanted.groups)}
    if nick_changed and shape.wanted.name is not None:
        wrong.add(NICK)
    return wrong


async def _put_right(account: Account, wrong: set[str], by: int | None) -> bool:
    now = clock.now()
    async with transaction():
        await Reversal.filter(account_id=account.id, at__lt=now - WINDOW).delete()
        await Reversal.bulk_create([Reversal(account_id=account.id, group_id=w, at=now) for w in wrong])
        times = {w: await Reversal.filter(account_id=account.id, group_id=w).count() for w in wrong}
        fight = [w for w, n in times.items() if n > PATIENCE]
        await enqueue(
            PUT,
            [(f"{account.instance_id}:{account.user_id}", "")],
            lane=DISCORD,
            priority=ONE,
            delay=HOURLY if fight else 0.0,
        )
        if fight:
            await _tell(account, fight[0], by)
    log.info("a hand edit of account %d is %s", account.id, "left for an hour" if fight else "put right")
    return not fight


async def _tell(account: Account, thing: str, by: int | None) -> None:
    """Name to staff who keeps editing whom; once an hour."""
    names = await rows(
        "SELECT (SELECT name FROM subjects WHERE user_id = %s) AS pilot, "
        "(SELECT COALESCE(s.name, g.name) FROM role_mappings r LEFT JOIN states s ON s.id = r.state_id "
        "LEFT JOIN `groups` g ON g.id = r.group_id WHERE r.role_id = %s) AS role, "
        "(SELECT s.name FROM discord_users d JOIN subjects s ON s.user_id = d.user_id WHERE d.id = %s) AS actor",
        [account.user_id, int(thing) if thing != NICK else 0, by or 0],
    )
    actor = names[0]["actor"] or (f"<@{by}>" if by else "?")
    facts = {"pilot": names[0]["pilot"] or account.uid, "role": names[0]["role"] or thing, "actor": actor}
    hour = int(clock.now().timestamp() // HOURLY)
    await tell_staff("notice.hand_edits", facts, once=f"edits:{account.id}:{thing}:{hour}")


async def _instance(guild_id: int) -> int | None:
    found = await Guild.filter(id=guild_id, instance__enabled=True).values_list("instance_id", flat=True)
    return int(found[0]) if found else None  # type: ignore[call-overload]
