"""What the gateway tells, carried to the rules: guilds, roles, channels, members, and who edited whom."""

from __future__ import annotations

from collections import OrderedDict

import discord
from discord.ext import commands

from bot.client import ConcordBot
from bot.rules import guilds, members
from bot.rules.guilds import ChannelFacts, GuildFacts, RoleFacts
from cogs.kit import read_form

EDITORS = 1000
"""So many of the latest edits are remembered with who made them; the audit log comes beside the change."""


class Gateway(commands.Cog):
    """Listens and writes mirrors; asks Discord nothing."""

    def __init__(self, bot: ConcordBot) -> None:
        self.bot = bot
        self._editors: OrderedDict[tuple[int, int], int] = OrderedDict()

    @commands.Cog.listener()
    async def on_settled(self) -> None:
        for guild in self.bot.guilds:
            await guilds.seen(_facts(guild))

    @commands.Cog.listener()
    async def on_guild_returned(self, guild: discord.Guild) -> None:
        await guilds.seen(_facts(guild))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await guilds.seen(_facts(guild))

    @commands.Cog.listener()
    async def on_guild_update(self, _: discord.Guild, after: discord.Guild) -> None:
        await guilds.described(_facts(after, whole=False))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await guilds.left(guild.id)

    @commands.Cog.listener()
    async def on_guild_role_create(self, role: discord.Role) -> None:
        await guilds.role_seen(role.guild.id, _role(role))

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        await guilds.role_seen(after.guild.id, _role(after))
        # Ours may have moved, or others past it: what can be given hangs on that.
        await guilds.described(_facts(after.guild, whole=False))

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        await guilds.role_gone(role.guild.id, role.id)

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        await guilds.channel_seen(channel.guild.id, _channel(channel))

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, _: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        await guilds.channel_seen(after.guild.id, _channel(after))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await guilds.channel_gone(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        await guilds.channel_seen(thread.guild.id, _thread(thread))

    @commands.Cog.listener()
    async def on_thread_join(self, thread: discord.Thread) -> None:
        await guilds.channel_seen(thread.guild.id, _thread(thread))

    @commands.Cog.listener()
    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        await guilds.channel_seen(after.guild.id, _thread(after))

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        await guilds.channel_gone(payload.guild_id, payload.thread_id)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        if not member.bot:
            await members.joined(member.guild.id, member.id)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        await members.left(payload.guild_id, payload.user.id)

    @commands.Cog.listener()
    async def on_member_edited(self, before: discord.Member, after: discord.Member) -> None:
        """A member was changed, and not by us."""
        if after.bot:
            if after.id == after.guild.me.id and before.roles != after.roles:
                await guilds.described(_facts(after.guild, whole=False))
            return
        if before.roles == after.roles and before.nick == after.nick:
            return
        await members.edited(
            after.guild.id,
            after.id,
            [str(r.id) for r in before.roles],
            [str(r.id) for r in after.roles],
            nick_changed=before.nick != after.nick,
            by=self._editors.get((after.guild.id, after.id)),
        )

    @commands.Cog.listener()
    async def on_audit_log_entry_create(self, entry: discord.AuditLogEntry) -> None:
        """Remember who edited whom, so that staff can be told a name."""
        if entry.action not in (
            discord.AuditLogAction.member_role_update,
            discord.AuditLogAction.member_update,
        ):
            return
        target = getattr(entry.target, "id", None)
        if target is None or entry.user_id is None or entry.user_id == entry.guild.me.id:
            return
        self._editors[entry.guild.id, target] = entry.user_id
        self._editors.move_to_end((entry.guild.id, target))
        if len(self._editors) > EDITORS:
            self._editors.popitem(last=False)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[ConcordBot]) -> None:
        await read_form(interaction)


def _facts(guild: discord.Guild, *, whole: bool = True) -> GuildFacts:
    return GuildFacts(
        id=guild.id,
        name=guild.name,
        owner_id=guild.owner_id,
        top_position=guild.me.top_role.position,
        permissions=guild.me.guild_permissions.value,
        language=str(guild.preferred_locale).split("-")[0],
        roles=[_role(r) for r in guild.roles] if whole else (),
        channels=[*map(_channel, guild.channels), *map(_thread, guild.threads)] if whole else (),
        own_ids=[guild.me.id, *(r.id for r in guild.me.roles if not r.is_default())],
    )


def _role(role: discord.Role) -> RoleFacts:
    return RoleFacts(
        role.id, role.name, role.position, role.permissions.value, role.managed, role.is_bot_managed()
    )


def _thread(thread: discord.Thread) -> ChannelFacts:
    return ChannelFacts(thread.id, thread.name, thread.type.value, 0, [], thread.parent_id)


def _channel(channel: discord.abc.GuildChannel) -> ChannelFacts:
    overwrites: list[dict[str, object]] = []
    for target, overwrite in channel.overwrites.items():
        allow, deny = overwrite.pair()
        kind = "member" if isinstance(target, discord.Member) else "role"
        overwrites.append({"id": str(target.id), "kind": kind, "allow": allow.value, "deny": deny.value})
    return ChannelFacts(channel.id, channel.name, channel.type.value, channel.position, overwrites)


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Gateway(bot))
