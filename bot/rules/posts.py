"""What stands in channels: which posts must exist, and bringing Discord to that. Features register how they look."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from tortoise.functions import Max

from bot import clock
from bot.database import retried, transaction, upsert
from bot.errors import Invalid, NotFound
from bot.rules import audit, places
from bot.rules.access import Actor, permission
from bot.rules.outside import outside
from bot.rules.places import EVERYONE, WHOEVER, Audience
from bot.rules.queue import DISCORD, enqueue
from bot.rules.staff import tell_staff
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused
from models.discord import Guild
from models.posts import Post, PostChannel, PostState

log = logging.getLogger(__name__)

MANAGE = permission("core.manage_channels", "Can choose which channel gets what")

SHOW, DIRECT, WANTED = "post.show", "post.direct", "wanted"
BETWEEN_EDITS = timedelta(seconds=5)
BETWEEN_POSTS = 2.0
"""Seconds between new posts in one channel."""


class Tone(StrEnum):
    """The colours of the vocabulary, by what they mean."""

    INFO = "info"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    OVER = "over"


class Style(StrEnum):
    """How a button looks."""

    PLAIN = "secondary"
    PRIMARY = "primary"
    GOOD = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button with an id (a press comes back to us) or an address (it opens a page)."""

    label: str
    id: str = ""
    url: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Card:
    """A message as plain data. `content` must make sense alone: a lock screen shows nothing else."""

    content: str
    lines: tuple[str, ...] = ()
    tone: Tone = Tone.INFO
    buttons: tuple[Button, ...] = ()
    picture: str = ""  # the address of a small one beside the lines

    @property
    def hash(self) -> str:
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


_MARKUP = re.compile(r"[\\`*_~|<>\[\]#:@]|^-", re.MULTILINE)
_MENTION = re.compile(r"<@!?\d{1,20}>")


def plain(text: str) -> str:
    """Somebody's name so that nothing in it is markup, a link or a mention when Discord shows it.

    A whole mention stays one: no name has that form, and nobody is called by what we send.
    """
    return text if _MENTION.fullmatch(text) else _MARKUP.sub(lambda m: f"\\{m[0]}", text)


Render = Callable[[str, str], Awaitable[Card | None]]
"""Subject and language → the card; None: there is nothing to show (any more)."""
Subjects = Callable[[], Awaitable[list[str]]]
"""The subjects whose posts must exist now."""
Readers = Callable[[str], Awaitable[Audience]]
"""Subject → who may read it; of "": who may read the channel that all subjects share."""
Where = Callable[[str], Awaitable[tuple[int, int] | None]]
"""Subject → the guild and channel of its own; None: the channel that all share."""
People = Callable[[str], Awaitable[Collection[int]]]
"""Subject → users whose inboxes get it where no channel does."""


async def _everyone(_: str) -> Audience:
    return EVERYONE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of post: how one looks, which must exist, who may read it, and where it stands."""

    name: str
    render: Render
    subjects: Subjects
    readers: Readers
    where: Where | None = None
    people: People | None = None


_kinds: dict[str, Kind] = {}


def kind(
    name: str,
    render: Render,
    subjects: Subjects,
    *,
    readers: Readers | None = None,
    where: Where | None = None,
    people: People | None = None,
) -> None:
    """Declare a kind of post; called once, beside the rule that knows its facts. Without `readers` all may read it."""
    _kinds[name] = Kind(name, render, subjects, readers or _everyone, where, people)


def known(name: str) -> Kind:
    """The kind of that name; raises NotFound."""
    if name not in _kinds:
        raise NotFound("posts.no_such_kind", kind=name)
    return _kinds[name]


def kinds() -> list[Kind]:
    """All kinds, in the order in which they were declared."""
    return list(_kinds.values())


@retried
async def choose(actor: Actor, guild_id: int, name: str, channel_id: int | None, *, vouch: str = "") -> None:
    """Set the channel that gets a kind of post (None: none). Raises Forbidden, NotFound, Invalid, places.Unfit.

    `vouch`: the mark of the misfit that the operator has seen and says to be none, see `places.must_fit`.
    """
    actor.must(MANAGE)
    chosen = known(name)
    audience = await chosen.readers("")
    async with transaction():
        if channel_id is None:
            await PostChannel.filter(guild_id=guild_id, kind=name).delete()
        else:
            await places.must_fit(guild_id, channel_id, name, audience, vouch=vouch)
            row = PostChannel(
                guild_id=guild_id, kind=name, channel_id=channel_id, trouble="", declared_at=clock.now()
            )
            fields = ["channel_id", "trouble", "declared_at"]
            await upsert(PostChannel, [row], fields, conflict=["guild_id", "kind"])
        await audit.record(
            actor, [audit.Entry("posts.channel", thing=f"posts:{name}", after={"channel": channel_id})]
        )
        await refresh(name)


async def must_fit(name: str, subject: str, guild_id: int, channel_id: int, *, vouch: str = "") -> None:
    """Refuse a channel of a subject's own that cannot or must not have its posts; for the transaction of the choice."""
    await places.must_fit(guild_id, channel_id, name, await known(name).readers(subject), vouch=vouch)


async def refresh(name: str, subjects: Iterable[str] | None = None) -> None:
    """Have posts of a kind made or brought up to date: those of these subjects, else all that must exist."""
    found = await _kinds[name].subjects() if subjects is None else subjects
    await enqueue(SHOW, [(f"{name}:{s}", "") for s in found], lane=DISCORD)


# -- showing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A channel for one post. `row`: the operator's choice, if it is the one that all subjects share."""

    guild_id: int
    channel_id: int
    language: str
    row: PostChannel | None = None


async def show(key: str) -> None:
    """Bring one post ("kind:subject") to what it should be, wherever it belongs. Raises ServiceDown.

    It stands in the subject's own channel; if there is none or it cannot, in the common one of each guild; and where
    there is none either, people have it in their inboxes.
    """
    name, _, subject = key.partition(":")
    if name not in _kinds:
        log.error("nobody knows how posts of the kind %s look", name)
        return
    found = _kinds[name]
    stands: list[Place] = []
    for places_ in (await _own(found, subject), await _common(name)):
        for place in places_:
            card = await found.render(subject, place.language)
            if card is not None and await _fits(found, subject, place):
                row = await _row(name, subject, place)
                if await _show(place, row, card):
                    stands.append(place)
        if stands:
            break
    await _take_down(name, subject, {(p.guild_id, p.channel_id) for p in stands})
    if found.people is not None:
        await enqueue(DIRECT, [(key, "" if stands else WANTED)], lane=DISCORD)


async def _own(found: Kind, subject: str) -> list[Place]:
    """The subject's own channel."""
    where = await found.where(subject) if found.where else None
    return [Place(*where, await language_of(where[0]))] if where else []


async def _common(name: str) -> list[Place]:
    """The channels that operators chose for the kind."""
    chosen = await PostChannel.filter(kind=name, trouble="").select_related("guild")
    return [Place(c.guild_id, c.channel_id, c.guild.language, c) for c in chosen]


async def _row(name: str, subject: str, place: Place) -> Post:
    """The post's row, made before anything is sent; in another channel it begins anew, and the old one goes."""
    where: dict[str, Any] = {"kind": name, "subject": subject, "guild_id": place.guild_id}
    now = clock.now()
    await upsert(
        Post,
        [Post(**where, channel_id=place.channel_id, created_at=now)],
        [],
        conflict=["kind", "subject", "guild_id"],
    )
    row = await Post.get(**where)
    if row.channel_id != place.channel_id or row.state is PostState.GONE:
        await _delete(row)
        row.channel_id, row.message_id, row.content_hash, row.created_at = place.channel_id, None, "", now
        row.state, row.trouble = PostState.WANTED, ""
        await row.save()
    return row


async def _show(place: Place, row: Post, card: Card) -> bool:
    """Send or edit one message; False if this channel will not have it."""
    if row.content_hash == card.hash and row.message_id:
        return True
    rest = _rest(row.edited_at) if row.message_id else outside.turn(row.channel_id, BETWEEN_POSTS)
    if rest > 0:
        await enqueue(SHOW, [(f"{row.kind}:{row.subject}", "")], lane=DISCORD, delay=rest)
        return True
    if outside.postman is None:
        raise ServiceDown("nobody brings posts to Discord", 5.0)
    try:
        if row.message_id:
            await outside.postman.edit(row.channel_id, row.message_id, card)
        else:
            nonce = f"{row.id}-{int(row.created_at.timestamp())}"
            row.message_id = await outside.postman.send(row.channel_id, card, nonce)
    except NoSuchAccount:
        # Somebody deleted it. It is made again once, at the next change; a deleted channel is told by the gateway.
        row.state, row.trouble, row.message_id = PostState.GONE, "deleted", None
    except ServiceRefused as e:
        row.state, row.trouble = PostState.FAILED, e.code
        await _troubled(row.kind, place, e.code)
    else:
        row.state, row.trouble, row.content_hash, row.edited_at = PostState.SHOWN, "", card.hash, clock.now()
    await row.save()
    return row.state is not PostState.FAILED


async def _take_down(name: str, subject: str, stands: Collection[tuple[int, int]]) -> None:
    """Remove a post from where it belongs no longer."""
    for row in await Post.filter(kind=name, subject=subject, message_id__isnull=False):
        if (row.guild_id, row.channel_id) not in stands:
            await _delete(row)
            row.state, row.message_id, row.content_hash = PostState.GONE, None, ""
            await row.save()


async def _delete(row: Post) -> None:
    if row.message_id is None or outside.postman is None:
        return
    try:
        await outside.postman.delete(row.channel_id, row.message_id)
    except (NoSuchAccount, ServiceRefused) as e:
        log.info("a post of the kind %s stays where it stood: %s", row.kind, e)


def _rest(edited_at: datetime | None) -> float:
    if edited_at is None:
        return 0.0
    return (edited_at + BETWEEN_EDITS - clock.now()).total_seconds()


async def _fits(found: Kind, subject: str, place: Place) -> bool:
    """Whether nobody reads there who should not; if somebody does, nothing is posted and staff are told."""
    try:
        audience = await found.readers("" if place.row else subject)
        # Chosen before readers were looked at: whoever read there then is taken in by that choice.
        old = place.row is not None and place.row.declared_at is None
        async with transaction():
            await places.must_fit(
                place.guild_id, place.channel_id, found.name, audience, vouch=WHOEVER if old else ""
            )
            if old and place.row is not None:
                await PostChannel.filter(id=place.row.id).update(declared_at=clock.now())
    except places.Unfit as e:
        code = e.misfit.code
    except NotFound:
        if not await Guild.exists(id=place.guild_id, seen_at__isnull=False):
            raise ServiceDown("the server's channels are not known yet", 2.0) from None
        code = "channel_gone"
    except Invalid as e:
        code = e.key.removeprefix("posts.")
    else:
        return True
    await _troubled(found.name, place, code)
    return False


async def _troubled(name: str, place: Place, code: str) -> None:
    async with transaction():
        if place.row is not None:
            await PostChannel.filter(id=place.row.id).update(trouble=code)
        once = f"channel:{name}:{place.channel_id}:{code}"
        await tell_staff("notice.channel_trouble", {"kind": name, "trouble": code}, once=once)


async def look_again(guild_id: int) -> None:
    """Rights or readers in a guild changed: what fits again is posted, what fits no longer is taken down."""
    for chosen in await PostChannel.filter(guild_id=guild_id).select_related("guild"):
        if (found := _kinds.get(chosen.kind)) is None:
            continue
        if await _fits(found, "", Place(guild_id, chosen.channel_id, "", chosen)):
            if chosen.trouble:
                await PostChannel.filter(id=chosen.id).update(trouble="")
            await refresh(chosen.kind)
    standing = Post.filter(guild_id=guild_id, message_id__isnull=False)
    newest = standing.annotate(newest=Max("id")).group_by("kind", "channel_id")
    for name, channel_id, last in await newest.values_list("kind", "channel_id", "newest"):
        row = await Post.get(id=last)
        common = await PostChannel.get_or_none(guild_id=guild_id, kind=name, channel_id=channel_id)
        place = Place(guild_id, channel_id, "", common)
        if name in _kinds and not await _fits(_kinds[name], row.subject, place):
            subjects = await standing.filter(kind=name, channel_id=channel_id).values_list(
                "subject", flat=True
            )
            await refresh(name, [str(s) for s in subjects])


async def language_of(guild_id: int | None) -> str:
    """The language of posts in a guild."""
    guild = await Guild.get_or_none(id=guild_id) if guild_id else None
    return guild.language if guild else ""
