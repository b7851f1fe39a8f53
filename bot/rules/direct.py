"""Posts that no channel has: each person concerned has their own copy in the inbox, edited like a post."""

from __future__ import annotations

import logging
from collections.abc import Collection

from bot import clock
from bot.database import transaction, upsert
from bot.rules import notices, posts
from bot.rules.delivery import inbox_of, pause
from bot.rules.outside import outside
from bot.rules.posts import Card
from bot.rules.queue import DISCORD, enqueue
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused
from models.discord import DiscordUser
from models.notices import Level
from models.posts import DirectPost, PostState
from models.users import User

log = logging.getLogger(__name__)

ONE = "post.person"
MOST = 20
"""So many people get a copy of one post: more would be a channel's work."""


async def spread(key: str, payload: str) -> None:
    """Bring all copies of a post ("kind:subject") up to date, and make those that are wanted and missing."""
    name, _, subject = key.partition(":")
    found = posts.known(name)
    if payload == posts.WANTED and found.people is not None:
        await _want(name, subject, await found.people(subject))
    copies = await DirectPost.filter(kind=name, subject=subject).exclude(state=PostState.FAILED)
    ids = [(str(c.id), "") for c in copies if c.message_id or c.state is PostState.WANTED]
    await enqueue(ONE, ids, lane=DISCORD, priority=7)


async def _want(name: str, subject: str, users: Collection[int]) -> None:
    now = clock.now()
    made = [
        DirectPost(kind=name, subject=subject, user_id=u, created_at=now) for u in sorted(set(users))[:MOST]
    ]
    await upsert(DirectPost, made, [], conflict=["kind", "subject", "user_id"])


async def show(copy_id: int) -> None:
    """Send, edit or take away one copy. A closed inbox gets a notice instead. Raises ServiceDown."""
    copy = await DirectPost.get_or_none(id=copy_id)
    if copy is None:
        return
    user = await User.get(id=copy.user_id)
    card = await posts.known(copy.kind).render(copy.subject, user.language)
    if card is None:
        await _take_away(copy)
    elif copy.message_id is None:
        await _send(copy, card)
    elif copy.content_hash != card.hash:
        await _edit(copy, card)


async def _send(copy: DirectPost, card: Card) -> None:
    person = await inbox_of(copy.user_id)
    if person is None:
        await _instead(copy, card)
        return
    if (wait := pause()) > 0:
        await enqueue(ONE, [(str(copy.id), "")], lane=DISCORD, priority=7, delay=wait)
        return
    if outside.postman is None:
        raise ServiceDown("nobody brings messages to Discord", 5.0)
    outside.sent.append(clock.monotonic())
    try:
        nonce = f"d{copy.id}-{int(copy.created_at.timestamp())}"
        copy.channel_id, copy.message_id = await outside.postman.direct(person.id, card, nonce)
    except (ServiceRefused, NoSuchAccount):
        await DiscordUser.filter(id=person.id).update(inbox_closed_at=clock.now())
        await _instead(copy, card)
        return
    await _stands(copy, card)


async def _edit(copy: DirectPost, card: Card) -> None:
    if outside.postman is None:
        raise ServiceDown("nobody brings messages to Discord", 5.0)
    assert copy.channel_id is not None
    assert copy.message_id is not None
    try:
        await outside.postman.edit(copy.channel_id, copy.message_id, card)
    except (NoSuchAccount, ServiceRefused):
        copy.state, copy.message_id = PostState.GONE, None
        await copy.save()
        return
    await _stands(copy, card)


async def _stands(copy: DirectPost, card: Card) -> None:
    copy.state, copy.content_hash, copy.edited_at = PostState.SHOWN, card.hash, clock.now()
    await copy.save()


async def _take_away(copy: DirectPost) -> None:
    if copy.message_id and copy.channel_id and outside.postman is not None:
        try:
            await outside.postman.delete(copy.channel_id, copy.message_id)
        except (NoSuchAccount, ServiceRefused) as e:
            log.info("a copy of a post of the kind %s stays: %s", copy.kind, e)
    copy.state, copy.message_id = PostState.GONE, None
    await copy.save()


async def _instead(copy: DirectPost, card: Card) -> None:
    """No inbox to write to: the notice page says it, with where to answer."""
    async with transaction():
        telling = notices.Telling(
            copy.user_id,
            "notice.post_waits",
            {"what": card.content},
            Level.WARNING,
            once=f"post:{copy.kind}:{copy.subject}:{copy.user_id}"[:128],
            direct=False,
            category="staff",
        )
        await notices.tell([telling])
        copy.state = PostState.FAILED
        await copy.save()
