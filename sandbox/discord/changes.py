"""Changes to guilds, each with its audit entry and its event: the same for a bot's request and a person's hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild

MEMBER_KICK, MEMBER_UPDATE, MEMBER_ROLE_UPDATE, BOT_ADD = 20, 24, 25, 28
ROLE_CREATE, ROLE_UPDATE, ROLE_DELETE, MESSAGE_DELETE = 30, 31, 32, 72


def member_updated(world: DiscordWorld, guild: Guild, member: Wire) -> None:
    """Tell that a member looks different now."""
    world.emit("GUILD_MEMBER_UPDATE", {**member, "guild_id": guild.id}, guild_id=guild.id)


def set_roles(
    world: DiscordWorld,
    guild: Guild,
    user_id: str,
    wanted: Iterable[str],
    *,
    actor_id: str,
    reason: str | None = None,
    quiet: bool = False,
) -> bool:
    """Give a member exactly these roles; whether that changed anything. `quiet` leaves the event to the caller."""
    member = guild.members[user_id]
    before, after = set(member["roles"]), set(wanted)
    if before == after:
        return False
    member["roles"] = sorted(after, key=int)
    changes = []
    for key, ids in (("$add", after - before), ("$remove", before - after)):
        if ids:
            named = [
                {"id": r, "name": guild.roles[r]["name"]} for r in sorted(ids, key=int) if r in guild.roles
            ]
            changes.append({"key": key, "new_value": named})
    world.audit(guild, actor_id, MEMBER_ROLE_UPDATE, user_id, changes, reason)
    if not quiet:
        member_updated(world, guild, member)
    return True


def set_nick(
    world: DiscordWorld,
    guild: Guild,
    user_id: str,
    nick: str | None,
    *,
    actor_id: str,
    reason: str | None = None,
) -> bool:
    """Change or clear a nickname, without the event; whether that changed anything."""
    member = guild.members[user_id]
    nick = nick or None
    if member["nick"] == nick:
        return False
    change: Wire = {"key": "nick"}
    change |= {"old_value": member["nick"]} if member["nick"] else {}
    change |= {"new_value": nick} if nick else {}
    member["nick"] = nick
    world.audit(guild, actor_id, MEMBER_UPDATE, user_id, [change], reason)
    return True


def remove_member(
    world: DiscordWorld,
    guild: Guild,
    user_id: str,
    *,
    kicked_by: str | None = None,
    reason: str | None = None,
) -> None:
    """A member leaves, or is kicked; roles and nickname are forgotten, as on Discord."""
    member = guild.members[user_id]
    if user_id == world.client_id:
        del guild.members[user_id]
        world.gateway.guild_goes(guild)
        return
    del guild.members[user_id]
    if kicked_by:
        world.audit(guild, kicked_by, MEMBER_KICK, user_id, [], reason)
    world.emit("GUILD_MEMBER_REMOVE", {"guild_id": guild.id, "user": member["user"]}, guild_id=guild.id)


def role_updated(world: DiscordWorld, guild: Guild, role: Wire) -> None:
    """Tell that a role looks different now."""
    world.emit("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)


def delete_role(
    world: DiscordWorld, guild: Guild, role_id: str, *, actor_id: str, reason: str | None = None
) -> None:
    """Remove a role from the guild, from everybody and from every channel."""
    role = guild.roles.pop(role_id)
    for member in guild.members.values():
        if role_id in member["roles"]:
            member["roles"].remove(role_id)
    for channel in guild.channels.values():
        kept = [o for o in channel["permission_overwrites"] if o["id"] != role_id]
        if len(kept) < len(channel["permission_overwrites"]):
            channel["permission_overwrites"] = kept
            world.emit("CHANNEL_UPDATE", channel, guild_id=guild.id)
    old = [{"key": "name", "old_value": role["name"]}]
    world.audit(guild, actor_id, ROLE_DELETE, role_id, old, reason)
    world.emit("GUILD_ROLE_DELETE", {"guild_id": guild.id, "role_id": role_id}, guild_id=guild.id)
