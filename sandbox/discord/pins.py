"""REST: pinned messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord import changes, permissions, posting
from sandbox.discord.errors import DiscordError
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import DM_CHANNEL, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import Guild

routes = Routes()
MOST = 250
LIST, ONE = "/channels/{channel_id}/messages/pins", "/channels/{channel_id}/messages/pins/{message_id}"


@routes("GET", LIST)
async def list_pins(call: Call) -> Wire:
    """Pinned messages, the last pinned first."""
    channel, _ = _place(call)
    pinned = list(reversed(call.world.pins.get(channel["id"], {}).items()))
    before, limit = call.request.query.get("before"), int(call.request.query.get("limit", 50))
    if before:
        pinned = [(message_id, at) for message_id, at in pinned if at < before]
    items = [{"pinned_at": at, "message": call.world.messages[i]} for i, at in pinned[:limit]]
    return {"items": items, "has_more": len(pinned) > limit}


@routes("PUT", ONE)
async def pin(call: Call) -> None:
    """Pin a message: PIN_MESSAGES since 2026-02-23 (apis.md 3.1)."""
    channel, guild = _place(call, P.PIN_MESSAGES)
    message, pins = _message(call, channel), call.world.pins.setdefault(channel["id"], {})
    if message["id"] in pins:
        return
    if len(pins) >= MOST:
        raise DiscordError(30003)
    pins[message["id"]] = call.world.timestamp()
    _tell(call, guild, channel, message, pinned=True)


@routes("DELETE", ONE)
async def unpin(call: Call) -> None:
    """Unpin a message; one that is not pinned is no error."""
    channel, guild = _place(call, P.PIN_MESSAGES)
    message = _message(call, channel)
    if call.world.pins.get(channel["id"], {}).pop(message["id"], None) is not None:
        _tell(call, guild, channel, message, pinned=False)


def _place(call: Call, *bits: P) -> tuple[Wire, Guild | None]:
    channel = call.world.channel(call.params["channel_id"])
    if channel["type"] == DM_CHANNEL:
        return channel, None
    guild = call.world.guilds[channel["guild_id"]]
    permissions.need_in(guild, channel, call.actor_id, *bits)
    return channel, guild


def _message(call: Call, channel: Wire) -> Wire:
    message = call.world.messages.get(call.params["message_id"])
    if message is None or message["channel_id"] != channel["id"] or message["id"] in call.world.viewers:
        raise DiscordError(10008)
    return message


def _tell(call: Call, guild: Guild | None, channel: Wire, message: Wire, *, pinned: bool) -> None:
    world = call.world
    message["pinned"] = pinned
    last = list(world.pins[channel["id"]].values())[-1:]
    channel["last_pin_timestamp"] = last[0] if last else None
    data: Wire = {"channel_id": channel["id"], "last_pin_timestamp": channel["last_pin_timestamp"]}
    if guild is not None:
        data["guild_id"] = guild.id
        options = {"channel_id": channel["id"], "message_id": message["id"]}
        action = changes.PIN if pinned else changes.UNPIN
        world.audit(guild, call.actor_id, action, message["author"]["id"], [], call.reason, **options)
    world.emit("CHANNEL_PINS_UPDATE", data, guild_id=guild.id if guild else None)
    posting.tell_update(world, message)
