"""Which channel gets what: the choice, who reads there, and an example to look at; for the panel and the page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import transaction
from bot.errors import Invalid, NotFound
from bot.rules import audit, places, postings, posts, request_posts, trailposts
from bot.rules.access import Actor
from bot.rules.outside import outside
from bot.rules.places import POSTABLE, Misfit
from bot.rules.posts import MANAGE, Card, Tone
from bot.rules.queue import DISCORD, enqueue
from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused
from bot.voice import say
from models.discord import Guild, GuildChannel
from models.posts import PostChannel

KINDS = (postings, request_posts, trailposts)
"""Rules that declare kinds of posts: known wherever channels are chosen, also in a process with the site alone."""
TEST, UNTEST = "post.test", "post.untest"
SHOWN = 60.0
"""Seconds for which an example stands."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One kind of post in one guild: its channel, and what is wrong with that."""

    kind: str
    channel_id: int | None
    channel: str
    trouble: str
    lacking: tuple[str, ...]
    misfit: Misfit | None

    @property
    def key(self) -> str:
        """The words of its name; with `_what` those of what comes there."""
        return f"posts.kind.{self.kind}"

    @property
    def wrong(self) -> tuple[str, dict[str, str]] | None:
        """What keeps posts out of the channel: a key of the catalogue and its values."""
        if self.lacking:
            return "posts.lacks_rights", {"channel": self.channel, "rights": ", ".join(self.lacking)}
        if self.misfit is not None:
            who = ", ".join(self.misfit.names[:5])
            return f"posts.{self.misfit.code}", {"channel": self.channel, "who": who}
        return (f"posts.trouble.{self.trouble}", {}) if self.trouble else None


@dataclass(frozen=True, slots=True)
class Served:
    """A guild and the channels in it where posts could stand."""

    id: int
    name: str
    channels: tuple[tuple[int, str], ...] = ()


async def guilds(actor: Actor) -> list[Served]:
    """The guilds that we serve, by name, with their channels and threads. Raises Forbidden."""
    actor.must(MANAGE)
    served = await Guild.filter(instance__enabled=True, present=True).order_by("name")
    found = await GuildChannel.filter(kind__in=sorted(POSTABLE)).order_by("position", "name")
    return [
        Served(g.id, g.name, tuple((c.id, f"#{c.name}") for c in found if c.guild_id == g.id)) for g in served
    ]


async def overview(actor: Actor, guild_id: int) -> list[Chosen]:
    """Every kind of post with the channel that it has in a guild. Raises Forbidden, NotFound."""
    actor.must(MANAGE)
    if not await Guild.exists(id=guild_id):
        raise NotFound("setup.not_served")
    rows = {c.kind: c for c in await PostChannel.filter(guild_id=guild_id)}
    return [await _chosen(kind, rows.get(kind.name)) for kind in posts.kinds()]


async def _chosen(kind: posts.Kind, row: PostChannel | None) -> Chosen:
    if row is None:
        return Chosen(kind.name, None, "", "", (), None)
    try:
        scene = await places.look(row.guild_id, row.channel_id)
    except NotFound:
        return Chosen(kind.name, row.channel_id, "", "channel_gone", (), None)
    wrong = await places.misfit(scene, kind.name, await kind.readers(""))
    return Chosen(
        kind.name, row.channel_id, scene.channel.name, row.trouble, tuple(places.lacking(scene)), wrong
    )


async def test(actor: Actor, guild_id: int, kind: str) -> None:
    """Have an example posted that goes away after a minute. Raises Forbidden, NotFound, Invalid."""
    actor.must(MANAGE)
    posts.known(kind)
    row = await PostChannel.get_or_none(guild_id=guild_id, kind=kind)
    if row is None:
        raise Invalid("posts.no_channel")
    async with transaction():
        await posts.must_fit(kind, "", guild_id, row.channel_id)
        await enqueue(TEST, [(f"{guild_id}:{kind}", actor.correlation[:12])], lane=DISCORD, priority=3)
        await audit.record(actor, [audit.Entry("posts.tested", thing=f"posts:{kind}")])


async def show_test(key: str, nonce: str) -> None:
    """Post the example; a channel that will not have it is said to be in trouble. Raises ServiceDown."""
    guild, _, kind = key.partition(":")
    row = await PostChannel.get_or_none(guild_id=int(guild), kind=kind)
    if row is None:
        return
    if outside.postman is None:
        raise ServiceDown("nobody brings posts to Discord", 5.0)
    language = await posts.language_of(row.guild_id)
    name = say(language, f"posts.kind.{kind}")
    card = Card(
        say(language, "posts.example", kind=name), (say(language, f"posts.kind.{kind}_what"),), Tone.OVER
    )
    try:
        message = await outside.postman.send(row.channel_id, card, f"t-{nonce}")
    except (ServiceRefused, NoSuchAccount) as e:
        code = e.code if isinstance(e, ServiceRefused) else "channel_gone"
        await PostChannel.filter(id=row.id).update(trouble=code)
        return
    await PostChannel.filter(id=row.id).update(trouble="")
    await enqueue(UNTEST, [(f"{row.channel_id}:{message}", "")], lane=DISCORD, delay=SHOWN)


async def hide_test(key: str) -> None:
    """Take the example away; harmless if somebody did."""
    channel, _, message = key.partition(":")
    if outside.postman is None:
        raise ServiceDown("nobody brings posts to Discord", 5.0)
    try:
        await outside.postman.delete(int(channel), int(message))
    except (NoSuchAccount, ServiceRefused):
        return
