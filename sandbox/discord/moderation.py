"""REST: bans, the audit log, and leaving a guild."""

from __future__ import annotations

from sandbox.discord import changes, permissions
from sandbox.discord.errors import DiscordError, bad_form
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import Wire

routes = Routes()
BAN = "/guilds/{guild_id}/bans/{user_id}"


@routes("GET", "/guilds/{guild_id}/bans")
async def list_bans(call: Call) -> list[Wire]:
    """Bans by ascending id of the user, up to 1000."""
    guild, query = call.guild(), call.request.query
    permissions.need(guild, call.actor_id, P.BAN_MEMBERS)
    ids = sorted(guild.bans, key=int)
    ids = [i for i in ids if int(query.get("after", 0)) < int(i) < int(query.get("before", 1 << 64))]
    limit = int(query.get("limit", 1000))
    return [guild.bans[i] for i in (ids[-limit:] if "before" in query else ids[:limit])]


@routes("GET", BAN)
async def get_ban(call: Call) -> Wire:
    """One ban."""
    guild = call.guild()
    permissions.need(guild, call.actor_id, P.BAN_MEMBERS)
    try:
        return guild.bans[call.params["user_id"]]
    except KeyError:
        raise DiscordError(10026) from None


@routes("PUT", BAN)
async def ban(call: Call) -> None:
    """Ban somebody of lower rank, or a stranger; their latest messages go with them if so asked."""
    guild, user_id, world = call.guild(), call.params["user_id"], call.world
    permissions.need(guild, call.actor_id, P.BAN_MEMBERS)
    world.user(user_id)
    permissions.need_above_member(guild, call.actor_id, user_id)
    asked = call.form.get("delete_message_seconds") or call.request.query.get("delete_message_seconds")
    seconds = int(asked or 0)
    if not 0 <= seconds <= 604_800:
        raise bad_form("delete_message_seconds", "NUMBER_TYPE_MAX", "int value should be 0 to 604800.")
    changes.ban(world, guild, user_id, actor_id=call.actor_id, reason=call.reason)
    if seconds:
        changes.sweep_messages(world, guild, user_id, seconds)


@routes("DELETE", BAN)
async def unban(call: Call) -> None:
    """Lift a ban."""
    guild, user_id = call.guild(), call.params["user_id"]
    permissions.need(guild, call.actor_id, P.BAN_MEMBERS)
    if user_id not in guild.bans:
        raise DiscordError(10026)
    changes.unban(call.world, guild, user_id, actor_id=call.actor_id, reason=call.reason)


@routes("GET", "/guilds/{guild_id}/audit-logs")
async def audit_log(call: Call) -> Wire:
    """A page of the audit log, the newest first (with `after`, the oldest first): who did what to whom, and why."""
    guild, query, world = call.guild(), call.request.query, call.world
    permissions.need(guild, call.actor_id, P.VIEW_AUDIT_LOG)
    limit = int(query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise bad_form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    found = [
        entry
        for entry in guild.audit
        if query.get("user_id") in (None, entry["user_id"])
        and query.get("target_id") in (None, entry["target_id"])
        and query.get("action_type") in (None, str(entry["action_type"]))
        and int(query.get("after", 0)) < int(entry["id"]) < int(query.get("before", 1 << 64))
    ]
    page = found[:limit] if "after" in query else found[::-1][:limit]
    people = {entry[key] for entry in page for key in ("user_id", "target_id")}
    return {
        "audit_log_entries": page,
        "users": [world.users[i] for i in sorted(i for i in people if i in world.users)],
        "integrations": [],
        "webhooks": [w for w in world.webhooks.values() if w["id"] in people],
        "guild_scheduled_events": [e for e in guild.events.values() if e["id"] in people],
        "threads": [t for t in guild.threads.values() if t["id"] in people],
        "application_commands": [],
        "auto_moderation_rules": [],
    }


@routes("DELETE", "/users/@me/guilds/{guild_id}")
async def leave(call: Call) -> None:
    """The bot leaves a guild."""
    changes.remove_member(call.world, call.guild(), call.actor_id)


@routes("GET", "/users/{user_id}")
async def get_user(call: Call) -> Wire:
    """Any user."""
    return call.world.user(call.params["user_id"])


@routes("GET", "/guilds/{guild_id}/roles/member-counts")
async def role_counts(call: Call) -> dict[str, int]:
    """How many members wear each role; @everyone is left out (apis.md 3.1)."""
    guild = call.guild()
    held = [role for member in guild.members.values() for role in member["roles"]]
    return {role: held.count(role) for role in guild.roles if role != guild.id}
