"""The guilds that we serve, and mirrors of their roles and channels: what rules and faces know of Discord."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tortoise.expressions import Q

from bot import clock
from bot.database import transaction, upsert
from bot.rules.access import STAFF, Actor
from bot.rules.queue import DISCORD, enqueue
from models.discord import Guild, GuildChannel, GuildRole, RoleMapping
from models.groups import Group
from models.posts import Post, PostChannel
from models.queue import Mark
from models.services import Account, AccountStatus, Instance

COMMANDS = "commands"
KIND = "discord"
MANAGE_ROLES, MANAGE_NICKNAMES = 1 << 28, 1 << 27
CREATE_INVITE, VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS = 1, 1 << 10, 1 << 11, 1 << 14
ADMINISTRATOR = 1 << 3


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A role as the gateway tells of it."""

    id: int
    name: str
    position: int
    permissions: int
    managed: bool
    bot: bool = False


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel or thread; each overwrite has id, kind ("role" or "member"), allow and deny."""

    id: int
    name: str
    kind: int
    position: int
    overwrites: list[dict[str, object]] = field(default_factory=list)
    parent_id: int | None = None  # of a thread


@dataclass(frozen=True, slots=True)
class GuildFacts:
    """A guild with everything in it that we mirror. `own_ids`: the bot itself and the roles that it wears."""

    id: int
    name: str
    owner_id: int | None
    top_position: int
    permissions: int
    language: str
    roles: Sequence[RoleFacts] = ()
    channels: Sequence[ChannelFacts] = ()
    own_ids: Sequence[int] | None = None


async def commands_told() -> str:
    """Which commands Discord was last told."""
    mark = await Mark.get_or_none(name=COMMANDS)
    return mark.value if mark else ""


async def tell_commands(mark: str) -> None:
    """Remember which commands Discord was told."""
    async with transaction():
        await upsert(Mark, [Mark(name=COMMANDS, value=mark)], update_fields=["value"], conflict=["name"])


async def seed_first(guild_id: int) -> Guild:
    """Serve the guild of CONCORD_DISCORD_GUILD_ID if no guild is served yet; returns the first one served."""
    async with transaction():
        known = await Guild.all().order_by("instance_id").first()
        if known is not None:
            return known
        instance = await Instance.create(kind=KIND, slug=str(guild_id), name="Discord")
        return await Guild.create(id=guild_id, instance=instance)


async def served() -> dict[int, int]:
    """Instance ids of the enabled guilds, by guild id."""
    found = await Guild.filter(instance__enabled=True).values_list("id", "instance_id")
    return {int(g): int(i) for g, i in found}


async def seen(facts: GuildFacts) -> bool:
    """Mirror a whole guild; False if it is not one of ours. Everyone in it is compared afterwards."""
    async with transaction():
        guild = await Guild.get_or_none(id=facts.id)
        if guild is None:
            return False
        moved = await _describe(guild, facts)
        await Instance.filter(id=guild.instance_id).update(name=facts.name)
        roles = [_role(facts.id, r) for r in facts.roles]
        channels = [_channel(facts.id, c) for c in facts.channels]
        await GuildRole.filter(guild_id=facts.id).exclude(id__in=[r.id for r in roles] or [0]).delete()
        await _forget_channels(facts.id, {c.id for c in channels})
        await upsert(GuildRole, roles, _ROLE_FIELDS, conflict=["id"])
        await upsert(GuildChannel, channels, _CHANNEL_FIELDS, conflict=["id"])
        gone = RoleMapping.filter(guild_id=facts.id, role_id__isnull=False)
        await gone.exclude(role_id__in=[r.id for r in roles] or [0]).update(role_id=None)
        if moved:
            await _try_again(guild)
        await reconcile_soon(guild.instance_id)
    return True


async def described(facts: GuildFacts) -> None:
    """Mirror what changed of the guild itself, our own place in it included."""
    async with transaction():
        guild = await Guild.get_or_none(id=facts.id)
        if guild is not None and await _describe(guild, facts):
            await _try_again(guild)


async def role_seen(guild_id: int, facts: RoleFacts) -> None:
    """Mirror a role that is new or changed."""
    async with transaction():
        before = await GuildRole.get_or_none(id=facts.id)
        if before is not None or await Guild.exists(id=guild_id):
            await upsert(GuildRole, [_role(guild_id, facts)], _ROLE_FIELDS, conflict=["id"])
        if before is not None and before.permissions != facts.permissions:
            await _readers_changed(guild_id)


async def role_gone(guild_id: int, role_id: int) -> None:
    """A role was deleted: if it was one of ours, it is made anew for those who should wear it."""
    async with transaction():
        await GuildRole.filter(id=role_id).delete()
        ours = await RoleMapping.filter(guild_id=guild_id, role_id=role_id).update(role_id=None, trouble="")
        freed = await RoleMapping.filter(guild_id=guild_id, trouble="roles_full").update(trouble="")
        guild = await Guild.get_or_none(id=guild_id) if ours or freed else None
        if guild is not None:
            await reconcile_soon(guild.instance_id)


async def channel_seen(guild_id: int, facts: ChannelFacts) -> None:
    """Mirror a channel that is new or changed; posts there are looked at again."""
    async with transaction():
        if not await Guild.exists(id=guild_id):
            return
        before = await GuildChannel.get_or_none(id=facts.id)
        await upsert(GuildChannel, [_channel(guild_id, facts)], _CHANNEL_FIELDS, conflict=["id"])
        await PostChannel.filter(guild_id=guild_id, channel_id=facts.id).update(trouble="")
        if before is not None and before.overwrites != facts.overwrites:
            await _readers_changed(guild_id)


async def channel_gone(guild_id: int, channel_id: int) -> None:
    """A channel was deleted: the kinds of posts that it got are switched off until staff choose another."""
    async with transaction():
        await GuildChannel.filter(Q(id=channel_id) | Q(parent_id=channel_id)).delete()
        await PostChannel.filter(guild_id=guild_id, channel_id=channel_id).update(trouble="channel_gone")


async def _forget_channels(guild_id: int, there: set[int]) -> None:
    """Drop what is gone. A thread at rest is not told of: it stays as long as posts of ours have it for their place."""
    chosen = [c.channel_id for c in await PostChannel.filter(guild_id=guild_id)]
    chosen += [g.channel_id for g in await Group.filter(guild_id=guild_id) if g.channel_id]
    resting = await GuildChannel.filter(id__in=chosen or [0], parent_id__in=sorted(there) or [0])
    stay = there | {c.id for c in resting}
    await GuildChannel.filter(guild_id=guild_id).exclude(id__in=sorted(stay) or [0]).delete()


async def left(guild_id: int) -> None:
    """The bot is no longer in a guild."""
    await Guild.filter(id=guild_id).update(present=False, seen_at=clock.now())


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: a key of the catalogue, whether it is in order, and facts for its words."""

    key: str
    fine: bool
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checklist:
    """How far a guild is set up, and which channels were chosen."""

    guild_id: int
    name: str
    checks: list[Check]
    channels: dict[str, int]


async def checklist(actor: Actor, guild_id: int) -> Checklist | None:
    """What is done and what is missing in a guild; None if it is not one of ours. Raises Forbidden unless staff."""
    actor.must(STAFF)
    guild = await Guild.get_or_none(id=guild_id)
    if guild is None:
        return None
    admin = bool(guild.permissions & ADMINISTRATOR)

    def may(right: int) -> bool:
        return admin or bool(guild.permissions & right)

    roles = await GuildRole.filter(guild_id=guild_id).values_list("id", "name", "position")
    mapped = set(
        await RoleMapping.filter(guild_id=guild_id, role_id__isnull=False).values_list("role_id", flat=True)
    )
    above = [str(n) for i, n, p in roles if i in mapped and p >= guild.top_position]
    channels = {c.kind: c.channel_id for c in await PostChannel.filter(guild_id=guild_id)}
    troubled = await PostChannel.filter(guild_id=guild_id).exclude(trouble="").values_list("kind", flat=True)
    checks = [
        Check("setup.present", guild.present),
        Check("setup.manage_roles", may(MANAGE_ROLES)),
        Check("setup.manage_nicknames", may(MANAGE_NICKNAMES)),
        Check("setup.invite", may(CREATE_INVITE)),
        Check("setup.role_order", not above, {"roles": ", ".join(above[:5]), "count": len(above)}),
        Check("setup.role_room", len(roles) < 240, {"count": len(roles)}),
        Check("setup.welcome", "welcome" in channels and "welcome" not in troubled),
        Check("setup.staff", "staff" in channels and "staff" not in troubled),
    ]
    return Checklist(guild_id, guild.name, checks, channels)


async def reconcile_soon(instance_id: int) -> None:
    """Have everyone of an instance compared with what should be, in the lane that can see them."""
    await enqueue("service.reconcile", [(str(instance_id), "")], lane=DISCORD, priority=6)


async def _readers_changed(guild_id: int) -> None:
    """Have posts looked at again, once for all that changes within a few seconds."""
    standing = Post.filter(guild_id=guild_id, message_id__isnull=False)
    if await PostChannel.exists(guild_id=guild_id) or await standing.exists():
        await enqueue("post.look", [(str(guild_id), "")], lane=DISCORD, priority=7, delay=2.0)


async def _describe(guild: Guild, facts: GuildFacts) -> bool:
    """Write the guild's own row; True if our place in it changed, so that what was refused may work now."""
    moved = (guild.top_position, guild.permissions, guild.owner_id) != (
        facts.top_position,
        facts.permissions,
        facts.owner_id,
    )
    guild.name, guild.owner_id = facts.name, facts.owner_id
    guild.top_position, guild.permissions = facts.top_position, facts.permissions
    guild.language = guild.language or facts.language
    guild.own_ids = list(facts.own_ids) if facts.own_ids is not None else guild.own_ids
    guild.present, guild.seen_at = True, clock.now()
    await guild.save()
    return moved


async def _try_again(guild: Guild) -> None:
    """What Discord refused may go through now."""
    await RoleMapping.filter(guild_id=guild.id).exclude(trouble="").update(trouble="")
    refused = Account.filter(instance_id=guild.instance_id, status=AccountStatus.REFUSED)
    await refused.update(status=AccountStatus.ACTIVE, trouble="")
    await reconcile_soon(guild.instance_id)


_ROLE_FIELDS = ["guild_id", "name", "position", "permissions", "managed", "bot"]
_CHANNEL_FIELDS = ["guild_id", "name", "kind", "position", "overwrites", "parent_id"]


def _role(guild_id: int, facts: RoleFacts) -> GuildRole:
    return GuildRole(
        id=facts.id,
        guild_id=guild_id,
        name=facts.name[:100],
        position=facts.position,
        permissions=facts.permissions,
        managed=facts.managed,
        bot=facts.bot,
    )


def _channel(guild_id: int, facts: ChannelFacts) -> GuildChannel:
    return GuildChannel(
        id=facts.id,
        guild_id=guild_id,
        name=facts.name[:100],
        kind=facts.kind,
        position=facts.position,
        overwrites=facts.overwrites,
        parent_id=facts.parent_id,
    )
