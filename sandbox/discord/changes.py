"""Changes to guilds, each with its audit entry and its event: the same for a bot's request and a person's hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sandbox.discord import posting, shapes
from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild

CHANNEL_CREATE, CHANNEL_UPDATE, CHANNEL_DELETE = 10, 11, 12
OVERWRITE_CREATE, OVERWRITE_UPDATE, OVERWRITE_DELETE = 13, 14, 15
MEMBER_KICK, BAN_ADD, BAN_REMOVE, MEMBER_UPDATE, MEMBER_ROLE_UPDATE, BOT_ADD = 20, 22, 23, 24, 25, 28
WEBHOOK_CREATE, WEBHOOK_DELETE, BULK_DELETE, PIN, UNPIN = 50, 52, 73, 74, 75
EVENT_CREATE, EVENT_UPDATE, EVENT_DELETE = 100, 101, 102
THREAD_CREATE, THREAD_UPDATE, THREAD_DELETE = 110, 111, 112
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
    for thread_id, inside in guild.thread_members.items():
        if user_id in inside:
            leave_thread(world, guild, guild.threads[thread_id], user_id)
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


def ban(world: DiscordWorld, guild: Guild, user_id: str, *, actor_id: str, reason: str | None = None) -> None:
    """Shut somebody out, whether a member or not."""
    if user_id in guild.bans:
        return
    guild.bans[user_id] = {"user": world.user(user_id), "reason": reason}
    if user_id in guild.members:
        remove_member(world, guild, user_id)
    world.audit(guild, actor_id, BAN_ADD, user_id, [], reason)
    world.emit("GUILD_BAN_ADD", {"guild_id": guild.id, "user": world.user(user_id)}, guild_id=guild.id)


def unban(
    world: DiscordWorld, guild: Guild, user_id: str, *, actor_id: str, reason: str | None = None
) -> None:
    """Let somebody back in; they come of their own accord or not."""
    del guild.bans[user_id]
    world.audit(guild, actor_id, BAN_REMOVE, user_id, [], reason)
    world.emit("GUILD_BAN_REMOVE", {"guild_id": guild.id, "user": world.user(user_id)}, guild_id=guild.id)


def delete_channel(
    world: DiscordWorld, guild: Guild, channel_id: str, *, actor_id: str, reason: str | None = None
) -> None:
    """Remove a channel with its messages, threads and webhooks."""
    for thread in [t for t in guild.threads.values() if t["parent_id"] == channel_id]:
        drop_thread(world, guild, thread["id"])
    channel = guild.channels.pop(channel_id)
    _empty(world, channel_id)
    world.webhooks = {k: w for k, w in world.webhooks.items() if w["channel_id"] != channel_id}
    for other in guild.channels.values():
        if other["parent_id"] == channel_id:
            other["parent_id"] = None
            world.emit("CHANNEL_UPDATE", other, guild_id=guild.id)
    old = [{"key": "name", "old_value": channel["name"]}]
    world.audit(guild, actor_id, CHANNEL_DELETE, channel_id, old, reason)
    world.emit("CHANNEL_DELETE", channel, guild_id=guild.id)


def drop_thread(world: DiscordWorld, guild: Guild, thread_id: str) -> None:
    """Remove a thread with what stands in it, without a word in the audit log."""
    thread = guild.threads.pop(thread_id)
    del guild.thread_members[thread_id]
    _empty(world, thread_id)
    gone = {key: thread[key] for key in ("id", "guild_id", "parent_id", "type")}
    world.emit("THREAD_DELETE", gone, guild_id=guild.id)


def _empty(world: DiscordWorld, channel_id: str) -> None:
    world.channels.pop(channel_id)
    world.pins.pop(channel_id, None)
    for message_id in world.history.pop(channel_id, []):
        world.messages.pop(message_id, None)
        world.viewers.pop(message_id, None)


def enter_thread(
    world: DiscordWorld, guild: Guild, thread: Wire, user_id: str, *, quiet: bool = False
) -> None:
    """Somebody is in a thread now; being in it already is no change."""
    inside = guild.thread_members[thread["id"]]
    if user_id in inside:
        return
    inside[user_id] = shapes.thread_member(thread["id"], user_id, world.timestamp())
    thread["member_count"] = min(len(inside), 50)
    if not quiet:
        _tell_thread(world, guild, thread, added=[inside[user_id]])


def leave_thread(world: DiscordWorld, guild: Guild, thread: Wire, user_id: str) -> None:
    """Somebody is in a thread no more; not being in it is no change."""
    inside = guild.thread_members[thread["id"]]
    if inside.pop(user_id, None) is not None:
        thread["member_count"] = min(len(inside), 50)
        _tell_thread(world, guild, thread, removed=[user_id])


def _tell_thread(
    world: DiscordWorld,
    guild: Guild,
    thread: Wire,
    *,
    added: Iterable[Wire] = (),
    removed: Iterable[str] = (),
) -> None:
    """Who came and went. A bot that is put into a private thread has not heard of it before: it gets the thread."""
    new = list(added)
    for one in new:
        if one["user_id"] == world.client_id:
            world.emit("THREAD_CREATE", {**thread, "member": one}, guild_id=guild.id)
    data: Wire = {"id": thread["id"], "guild_id": guild.id, "member_count": thread["member_count"]}
    shown = [{**one, "member": guild.members[one["user_id"]], "presence": None} for one in new]
    data |= {"added_members": shown} if shown else {}
    data |= {"removed_member_ids": list(removed)} if removed else {}
    world.emit("THREAD_MEMBERS_UPDATE", data, guild_id=guild.id)


def sweep_messages(world: DiscordWorld, guild: Guild, user_id: str, seconds: int) -> None:
    """Remove what somebody wrote in the last so many seconds, as a ban may ask for."""
    since = world.clock.now().timestamp() - seconds
    for channel in (*guild.channels.values(), *guild.threads.values()):
        theirs = [
            i
            for i in world.history.get(channel["id"], [])
            if world.messages[i]["author"]["id"] == user_id and posting.sent_at(world.messages[i]) >= since
        ]
        if theirs:
            posting.bulk_delete(world, channel, theirs)
