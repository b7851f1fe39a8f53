"""What stands in channels: which posts must exist, and bringing Discord to that. Features register how they look."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from bot import clock
from bot.database import retried, transaction, upsert
from bot.errors import Invalid, NotFound
from bot.rules import audit
from bot.rules.access import STAFF, Actor
from bot.rules.guilds import VIEW_CHANNEL
from bot.rules.outside import outside
from bot.rules.queue import DISCORD, enqueue
from bot.rules.staff import tell_staff
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused
from models.discord import Guild, GuildChannel, GuildRole
from models.posts import Post, PostChannel, PostState

log = logging.getLogger(__name__)

SHOW = "post.show"
BETWEEN_EDITS = timedelta(seconds=5)


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
"""Subject and language → the card; None: there is nothing to show."""
Subjects = Callable[[], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of post: how one looks, which must exist, and whether everybody may read it."""

    name: str
    render: Render
    subjects: Subjects
    public: bool


_kinds: dict[str, Kind] = {}


def kind(name: str, render: Render, subjects: Subjects, *, public: bool) -> None:
    """Declare a kind of post; called once, beside the rule that knows its facts."""
    _kinds[name] = Kind(name, render, subjects, public)


@retried
async def choose(actor: Actor, guild_id: int, name: str, channel_id: int | None) -> None:
    """Set the channel that gets a kind of post (None: none). Raises Forbidden, NotFound, Invalid."""
    actor.must(STAFF)
    if name not in _kinds:
        raise NotFound("posts.no_such_kind", kind=name)
    async with transaction():
        if channel_id is None:
            await PostChannel.filter(guild_id=guild_id, kind=name).delete()
        else:
            channel = await GuildChannel.get_or_none(id=channel_id, guild_id=guild_id)
            if channel is None:
                raise NotFound("posts.no_such_channel")
            if not _kinds[name].public and await _readable_by_all(channel):
                raise Invalid("posts.readable_by_all", channel=channel.name)
            row = PostChannel(guild_id=guild_id, kind=name, channel_id=channel_id, trouble="")
            await upsert(PostChannel, [row], ["channel_id", "trouble"], conflict=["guild_id", "kind"])
        await audit.record(
            actor, [audit.Entry("posts.channel", thing=f"posts:{name}", after={"channel": channel_id})]
        )
        await refresh(name)


async def refresh(name: str) -> None:
    """Have all posts of a kind that must exist made or brought up to date."""
    subjects = await _kinds[name].subjects()
    await enqueue(SHOW, [(f"{name}:{s}", "") for s in subjects], lane=DISCORD)


async def show(key: str) -> None:
    """Bring one post ("kind:subject") to what it should be, wherever its kind has a channel. Raises ServiceDown."""
    name, _, subject = key.partition(":")
    known = _kinds.get(name)
    if known is None:
        log.error("nobody knows how posts of the kind %s look", name)
        return
    for channel in await PostChannel.filter(kind=name, trouble="").select_related("guild"):
        card = await known.render(subject, channel.guild.language)
        if card is not None and await _fits(known, channel):
            await _show(channel, await _row(channel, subject), card)


async def _row(channel: PostChannel, subject: str) -> Post:
    """The post's row, made before anything is sent; in another channel it begins anew."""
    where = {"kind": channel.kind, "subject": subject, "guild_id": channel.guild_id}
    now = clock.now()
    new = Post(**where, channel_id=channel.channel_id, created_at=now)
    await upsert(Post, [new], [], conflict=["kind", "subject", "guild_id"])
    row = await Post.get(**where)
    if row.channel_id != channel.channel_id or row.state is PostState.GONE:
        row.channel_id, row.message_id, row.content_hash, row.created_at = channel.channel_id, None, "", now
        row.state, row.trouble = PostState.WANTED, ""
        await row.save()
    return row


async def _show(channel: PostChannel, row: Post, card: Card) -> None:
    if row.content_hash == card.hash and row.message_id:
        return
    rest = _rest(row.edited_at)
    if rest > 0:
        await enqueue(SHOW, [(f"{row.kind}:{row.subject}", "")], lane=DISCORD, delay=rest)
        return
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
        await _channel_troubled(channel, e.code)
    else:
        row.state, row.trouble, row.content_hash, row.edited_at = PostState.SHOWN, "", card.hash, clock.now()
    await row.save()


def _rest(edited_at: datetime | None) -> float:
    if edited_at is None:
        return 0.0
    return (edited_at + BETWEEN_EDITS - clock.now()).total_seconds()


async def _fits(known: Kind, channel: PostChannel) -> bool:
    """Whether nobody reads there who should not; if somebody does, nothing is posted and staff are told."""
    if known.public:
        return True
    mirror = await GuildChannel.get_or_none(id=channel.channel_id)
    if mirror is not None and not await _readable_by_all(mirror):
        return True
    await _channel_troubled(channel, "readable_by_all" if mirror else "channel_gone")
    return False


async def _readable_by_all(channel: GuildChannel) -> bool:
    """Whether @everyone may view a channel, by its overwrites and the guild's own rights."""
    for overwrite in channel.overwrites:
        if int(str(overwrite["id"])) == channel.guild_id:
            if int(str(overwrite["deny"])) & VIEW_CHANNEL:
                return False
            if int(str(overwrite["allow"])) & VIEW_CHANNEL:
                return True
    everyone = await GuildRole.get_or_none(id=channel.guild_id)
    return everyone is None or bool(everyone.permissions & VIEW_CHANNEL)


async def _channel_troubled(channel: PostChannel, code: str) -> None:
    async with transaction():
        await PostChannel.filter(id=channel.id).update(trouble=code)
        once = f"channel:{channel.id}:{channel.channel_id}:{code}"
        await tell_staff("notice.channel_trouble", {"kind": channel.kind, "trouble": code}, once=once)


async def language_of(guild_id: int | None) -> str:
    """The language of posts in a guild."""
    guild = await Guild.get_or_none(id=guild_id) if guild_id else None
    return guild.language if guild else ""
