"""A guild as the gateway hands it over whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord import permissions, shapes
from sandbox.discord.permissions import P
from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild


def sees_channel(world: DiscordWorld, guild: Guild, channel_id: str) -> bool:
    """Whether the bot sees a channel or a thread of the guild."""
    channel = world.channels.get(channel_id)
    rights = permissions.in_channel(guild, channel, world.client_id) if channel else 0
    return bool(rights & P.VIEW_CHANNEL)


def whole(world: DiscordWorld, guild: Guild) -> Wire:
    """What GUILD_CREATE carries."""
    bot = guild.members[world.client_id]
    return {
        **shapes.GUILD_DEFAULTS,
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner_id,
        "roles": list(guild.roles.values()),
        "channels": list(guild.channels.values()),
        "members": [bot],  # without the presences intent, just those in voice and the bot itself
        "member_count": len(guild.members),
        "large": len(guild.members) > 250,
        "joined_at": bot["joined_at"],
        "unavailable": False,
        "threads": _open_threads(world, guild),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": list(guild.events.values()),
        "soundboard_sounds": [],
    }


def _open_threads(world: DiscordWorld, guild: Guild) -> list[Wire]:
    """The threads that the bot sees and that are not archived, each with its own membership if it has one."""
    bot, shown = world.client_id, list[Wire]()
    for thread in guild.threads.values():
        if thread["thread_metadata"]["archived"] or not sees_channel(world, guild, thread["id"]):
            continue
        mine = guild.thread_members[thread["id"]].get(bot)
        shown.append({**thread, "member": mine} if mine else thread)
    return shown
