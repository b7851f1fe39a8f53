"""Writing, changing and deleting messages: the same for channels, direct messages and answers to interactions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.discord import attachments, components, shapes
from sandbox.discord.forms import check_message
from sandbox.discord.shapes import COMPONENTS_V2, EPHEMERAL, LOADING, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

SUPPRESS_EMBEDS, SILENT = 1 << 2, 1 << 12
ALLOWED_FLAGS = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2
USER_MENTION, ROLE_MENTION = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")


def write(
    world: DiscordWorld,
    channel: Wire,
    author_id: str,
    body: Wire,
    *,
    files: list[web.FileField] | None = None,
    viewer: str | None = None,
    extra: Wire | None = None,
    loading: bool = False,
    author: Wire | None = None,
) -> Wire:
    """Put a checked message into a channel; with a `viewer` it is ephemeral and theirs alone."""
    flags = int(body.get("flags") or 0) & ALLOWED_FLAGS
    if not loading:
        check_message(body, flags=flags, has_files=bool(files))
    message = shapes.message(
        world.snowflake(), channel["id"], author or world.users[author_id], world.timestamp()
    )
    message["flags"] = flags | (EPHEMERAL if viewer else 0) | (LOADING if loading else 0)
    message |= extra or {}
    _fill(world, message, body)
    if files:
        message["attachments"] = [attachments.keep(world, channel, f) for f in files]
    if body.get("nonce") is not None:
        message["nonce"] = body["nonce"]
    world.messages[message["id"]] = message
    world.history.setdefault(channel["id"], []).append(message["id"])
    if viewer:
        world.viewers[message["id"]] = viewer
    else:
        channel["last_message_id"] = message["id"]
        if channel["type"] in shapes.THREADS:
            channel["message_count"] += 1
            channel["total_message_sent"] += 1
    _tell(world, "CREATE", channel, message)
    return message


def edit(
    world: DiscordWorld,
    message: Wire,
    body: Wire,
    *,
    files: list[web.FileField] | None = None,
    answer: bool = False,
) -> Wire:
    """Change a message; `answer` is the first filling of a "thinking" one, which Discord does not call an edit."""
    flags = message["flags"] & COMPONENTS_V2 | int(body.get("flags") or 0) & ALLOWED_FLAGS
    check_message(body, flags=flags, has_files=bool(files), existing=message)
    message["flags"] = message["flags"] & EPHEMERAL | flags
    if flags & COMPONENTS_V2:
        message |= {"content": "", "embeds": []}
    if isinstance(body.get("attachments"), list):
        kept = {str(one.get("id")) for one in body["attachments"]}
        message["attachments"] = [one for one in message["attachments"] if one["id"] in kept]
    _fill(world, message, body)
    if files:
        channel = world.channels[message["channel_id"]]
        message["attachments"] = message["attachments"] + [attachments.keep(world, channel, f) for f in files]
    if not answer:
        message["edited_timestamp"] = world.timestamp()
    _tell(world, "UPDATE", world.channels[message["channel_id"]], message)
    return message


def delete(world: DiscordWorld, message: Wire) -> None:
    """Remove a message for everybody."""
    del world.messages[message["id"]]
    world.history[message["channel_id"]].remove(message["id"])
    world.pins.get(message["channel_id"], {}).pop(message["id"], None)
    channel = world.channels[message["channel_id"]]
    gone: Wire = {"id": message["id"], "channel_id": channel["id"]}
    if world.viewers.pop(message["id"], None):
        world.changed("ephemeral_delete", gone)
        return
    guild_id = channel.get("guild_id")
    world.emit("MESSAGE_DELETE", gone | ({"guild_id": guild_id} if guild_id else {}), guild_id=guild_id)


def sent_at(message: Wire) -> float:
    """When a message was written, in seconds since 1970: it is in the id."""
    return ((int(message["id"]) >> 22) + 1_420_070_400_000) / 1000


def bulk_delete(world: DiscordWorld, channel: Wire, message_ids: list[str]) -> None:
    """Remove several messages with one event."""
    for message_id in message_ids:
        del world.messages[message_id]
        world.history[channel["id"]].remove(message_id)
        world.pins.get(channel["id"], {}).pop(message_id, None)
        world.changed("message_delete", {"id": message_id, "channel_id": channel["id"]})
    gone = {"ids": message_ids, "channel_id": channel["id"], "guild_id": channel["guild_id"]}
    world.emit("MESSAGE_DELETE_BULK", gone, guild_id=channel["guild_id"])


def tell_update(world: DiscordWorld, message: Wire) -> None:
    """Say that something about a message has changed that is no edit of it."""
    _tell(world, "UPDATE", world.channels[message["channel_id"]], message)


def _fill(world: DiscordWorld, message: Wire, body: Wire) -> None:
    if "content" in body:
        message["content"] = body["content"] or ""
    if "embeds" in body:
        message["embeds"] = [_embed(e) for e in body["embeds"] or []]
    if "components" in body:
        message["components"] = components.stored(body["components"] or [])
    allowed = body.get("allowed_mentions")
    text = message["content"]
    channel = world.channels[message["channel_id"]]
    users = [u for u in dict.fromkeys(USER_MENTION.findall(text)) if _allowed(allowed, "users", u)]
    message["mentions"] = [world.users[u] for u in users if u in world.users]
    guild = world.guilds.get(channel.get("guild_id", ""))
    roles = [r for r in dict.fromkeys(ROLE_MENTION.findall(text)) if _allowed(allowed, "roles", r)]
    message["mention_roles"] = [r for r in roles if guild and r in guild.roles]
    message["mention_everyone"] = bool(re.search(r"@(everyone|here)\b", text)) and _allowed(
        allowed, "everyone", ""
    )


def _allowed(allowed: Any, kind: str, who: str) -> bool:
    if allowed is None:
        return True
    return kind in (allowed.get("parse") or []) or who in map(str, allowed.get(kind) or [])


def _embed(embed: Wire) -> Wire:
    shown = {"type": "rich", **{key: value for key, value in embed.items() if value is not None}}
    for key in ("image", "thumbnail"):
        if key in shown:
            shown[key] = {"url": shown[key]["url"], "proxy_url": shown[key]["url"], "width": 0, "height": 0}
    shown["fields"] = [{"inline": False, **entry} for entry in embed.get("fields") or []]
    if not shown["fields"]:
        del shown["fields"]
    return shown


def _tell(world: DiscordWorld, what: str, channel: Wire, message: Wire) -> None:
    if message["id"] in world.viewers:
        world.changed(f"ephemeral_{what.lower()}", {**message, "viewer_id": world.viewers[message["id"]]})
        return
    guild_id, data = channel.get("guild_id"), dict(message)
    if guild_id:
        data["guild_id"] = guild_id
        author = world.guilds[guild_id].members.get(message["author"]["id"])
        if author:
            data["member"] = {key: value for key, value in author.items() if key != "user"}
    world.emit(f"MESSAGE_{what}", data, guild_id=guild_id)
