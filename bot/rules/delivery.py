"""Notices as direct messages: few at a time, collected for each person, and never again into a closed inbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tortoise.expressions import F, Q

from bot import clock
from bot.database import transaction
from bot.rules import mail
from bot.rules.access import Actor
from bot.rules.outside import outside
from bot.rules.posts import Button, Card, Tone, plain
from bot.rules.queue import DISCORD, enqueue
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused
from bot.voice import say
from models.discord import DiscordUser
from models.notices import Delivery, Level, Notice
from models.users import User

SEND = "notice.send"
PER_MINUTE = 20
"""Direct messages overall: Discord calls more than that unasked-for."""
ASK_AGAIN = timedelta(days=1)
AT_ONCE, WINDOW = 3, timedelta(minutes=10)
"""So many messages for one person within that time; the rest is collected into one."""
LINES = 5
MANY = 5
"""So many things in one message have a line of their own that says how many."""

_TONES = {
    Level.INFO: Tone.INFO,
    Level.SUCCESS: Tone.DONE,
    Level.WARNING: Tone.WAITING,
    Level.DANGER: Tone.REFUSED,
}
_WEIGHT = list(_TONES)


async def deliver(users: frozenset[int] | None) -> None:
    """Stage 6: have the waiting notices of these people sent, from where Discord can be reached."""
    if users is None:
        waiting = await Notice.filter(delivery=Delivery.WAITING).distinct().values_list("user_id", flat=True)
        users = frozenset(int(str(u)) for u in waiting)
    await enqueue(SEND, [(str(u), "") for u in sorted(users)], lane=DISCORD, priority=7)


async def send(user_id: int) -> None:
    """Send what waits for one person as one message. Later if too many were sent; raises ServiceDown."""
    waiting = await Notice.filter(user_id=user_id, delivery=Delivery.WAITING).order_by("id")
    if not waiting:
        return
    person = await inbox_of(user_id)
    if person is None:
        async with transaction():
            await _mark(waiting, Delivery.CLOSED)
            await mail.instead([user_id])
        return
    if (wait := max(pause(), await _collecting(user_id))) > 0:
        await enqueue(SEND, [(str(user_id), "")], lane=DISCORD, priority=7, delay=wait)
        return
    if outside.postman is None:
        raise ServiceDown("nobody brings messages to Discord", 5.0)
    user = await User.get(id=user_id)
    outside.sent.append(clock.monotonic())
    try:
        # A crash before it is written down sends it again: Discord knows it by its nonce.
        await outside.postman.direct(person.id, card_of(waiting, user.language), f"notice-{waiting[-1].id}")
    except (ServiceRefused, NoSuchAccount):
        async with transaction():
            await DiscordUser.filter(id=person.id).update(inbox_closed_at=clock.now())
            await _mark(waiting, Delivery.CLOSED)
            await mail.instead([user_id])
        return
    async with transaction():
        if person.inbox_closed_at is not None:
            await DiscordUser.filter(id=person.id).update(inbox_closed_at=None)
        await Notice.filter(id__in=[n.id for n in waiting]).update(
            delivery=Delivery.SENT, sent_at=clock.now()
        )


def card_of(notices: list[Notice], language: str) -> Card:
    """One message for some notices: the weightiest first, so that a lock screen shows it."""
    ordered = sorted(notices, key=lambda n: -_WEIGHT.index(n.level))
    texts = [say(language, n.key, **_plain(n.facts)) for n in ordered]
    if len(texts) >= MANY:
        texts = [say(language, "inbox.things", count=len(texts)), *texts]
    if len(texts) > LINES + 1:
        left = len(texts) - LINES
        texts = [*texts[:LINES], say(language, "inbox.more", count=left)]
    icon = {Level.SUCCESS: "✅ ", Level.WARNING: "⚠️ ", Level.DANGER: "⛔ "}.get(ordered[0].level, "")
    buttons = [
        Button(say(language, "inbox.me"), "b1:me:show"),
        Button(say(language, "inbox.notices"), "b1:notices:page:all:1"),
    ]
    if outside.web_url.startswith("http"):
        buttons.append(Button(say(language, "inbox.site"), url=outside.web_url))
    return Card(icon + texts[0], tuple(texts[1:]), _TONES[ordered[0].level], tuple(buttons))


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}


async def inbox_is_closed(discord_id: int) -> bool:
    """Whether our last direct message to somebody came back."""
    return await DiscordUser.exists(id=discord_id, inbox_closed_at__isnull=False)


async def _collecting(user_id: int) -> float:
    """Seconds for which what happens is collected: after three messages within ten minutes."""
    sent = await Notice.filter(user_id=user_id, sent_at__gt=clock.now() - WINDOW)
    moments = sorted({n.sent_at for n in sent if n.sent_at is not None})
    if len(moments) < AT_ONCE:
        return 0.0
    return (moments[-AT_ONCE] + WINDOW - clock.now()).total_seconds()


async def say_closed(actor: Actor) -> bool:
    """Whether somebody is to be told, at a command of theirs, that their inbox is closed: once for each time it was."""
    if not actor.inbox_closed or actor.discord_id is None:
        return False
    untold = DiscordUser.filter(id=actor.discord_id, inbox_closed_at__isnull=False)
    untold = untold.filter(Q(inbox_told_at=None) | Q(inbox_told_at__lt=F("inbox_closed_at")))
    return bool(await untold.update(inbox_told_at=clock.now()))


async def inbox_of(user_id: int) -> DiscordUser | None:
    """The Discord user of an account, unless there is none or a message came back within a day."""
    person = await DiscordUser.get_or_none(user_id=user_id)
    if person is None or (person.inbox_closed_at and person.inbox_closed_at > clock.now() - ASK_AGAIN):
        return None
    return person


def pause() -> float:
    """Seconds until one more message fits into the minute."""
    if len(outside.sent) < PER_MINUTE:
        return 0.0
    return 60.0 - (clock.monotonic() - outside.sent[-PER_MINUTE])


async def _mark(notices: list[Notice], delivery: Delivery) -> None:
    await Notice.filter(id__in=[n.id for n in notices]).update(delivery=delivery)
