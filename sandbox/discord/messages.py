"""REST: channels, direct channels and the messages in them."""

from __future__ import annotations

from sandbox.discord import changes, channels, permissions, posting, threads
from sandbox.discord.errors import DiscordError, bad_form
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import CATEGORY, DM_CHANNEL, FORUM, THREADS, Wire

routes = Routes()
NONCE_SECONDS = 300
TWO_WEEKS = 14 * 86_400
MESSAGE = "/channels/{channel_id}/messages/{message_id}"


@routes("GET", "/channels/{channel_id}")
async def get_channel(call: Call) -> Wire:
    """One channel that the bot can see."""
    return _channel(call)


@routes("PATCH", "/channels/{channel_id}")
async def edit_channel(call: Call) -> Wire:
    """Change a channel or a thread."""
    channel = _of_guild(call)
    guild = call.world.guilds[channel["guild_id"]]
    return (threads if channel["type"] in THREADS else channels).edit(call, guild, channel)


@routes("DELETE", "/channels/{channel_id}")
async def delete_channel(call: Call) -> Wire:
    """Delete a channel or a thread."""
    channel = _of_guild(call)
    guild = call.world.guilds[channel["guild_id"]]
    return (threads if channel["type"] in THREADS else channels).delete(call, guild, channel)


def _of_guild(call: Call) -> Wire:
    channel = call.world.channel(call.params["channel_id"])
    if channel["type"] == DM_CHANNEL:
        raise DiscordError(50024)
    return channel


@routes("POST", "/users/@me/channels", bucket="dm_open")
async def open_dm(call: Call) -> Wire:
    """The direct channel with a person; that it opens does not mean that they take messages."""
    recipient = str(call.form.get("recipient_id"))
    if recipient == call.world.client_id or recipient not in call.world.users:
        raise bad_form("recipient_id", "CHANNEL_RECIPIENT_REQUIRED", "Cannot send messages to this user")
    return call.world.open_dm(recipient)


@routes("GET", "/channels/{channel_id}/messages")
async def list_messages(call: Call) -> list[Wire]:
    """A page of messages, newest first."""
    channel = _channel(call)
    if not _may(call, channel, P.READ_MESSAGE_HISTORY):
        return []
    query = call.request.query
    limit = int(query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise bad_form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    world = call.world
    ids = [i for i in world.history.get(channel["id"], []) if i not in world.viewers]
    if "after" in query:
        ids = [i for i in ids if int(i) > int(query["after"])][:limit]
    elif "around" in query:
        ids = sorted(sorted(ids, key=lambda i: abs(int(i) - int(query["around"])))[:limit], key=int)
    else:
        ids = [i for i in ids if int(i) < int(query.get("before", 1 << 64))][-limit:]
    return [world.messages[i] for i in reversed(ids)]


@routes("POST", "/channels/{channel_id}/messages", bucket="message_create")
async def send(call: Call) -> Wire:
    """Send a message; with `enforce_nonce`, a nonce used in the last minutes returns the message it made."""
    channel = _channel(call)
    _must_send(call, channel)
    nonce = call.form.get("nonce")
    if nonce is not None and call.form.get("enforce_nonce"):
        twin = _by_nonce(call, channel, nonce)
        if twin:
            return twin
    if channel["type"] in THREADS:
        threads.wake(call.world, channel)
        guild = call.world.guilds[channel["guild_id"]]
        changes.enter_thread(call.world, guild, channel, call.actor_id)
    return posting.write(call.world, channel, call.actor_id, call.form, files=call.files)


@routes("GET", MESSAGE)
async def get_message(call: Call) -> Wire:
    """One message."""
    channel = _channel(call)
    if not _may(call, channel, P.READ_MESSAGE_HISTORY):
        raise DiscordError(50001)
    return _message(call, channel)


@routes("PATCH", MESSAGE, bucket="message_edit")
async def edit(call: Call) -> Wire:
    """Edit one of the bot's own messages."""
    message = _message(call, _channel(call))
    if message["author"]["id"] != call.actor_id:
        raise DiscordError(50005)
    return posting.edit(call.world, message, call.form, files=call.files)


@routes("DELETE", MESSAGE, bucket="message_delete")
async def delete(call: Call) -> None:
    """Delete an own message, or, with MANAGE_MESSAGES, somebody else's."""
    channel = _channel(call)
    message = _message(call, channel)
    author = message["author"]["id"]
    if author != call.actor_id:
        if channel["type"] == DM_CHANNEL or not _may(call, channel, P.MANAGE_MESSAGES):
            raise DiscordError(50013)
        guild = call.world.guilds[channel["guild_id"]]
        options = {"channel_id": channel["id"], "count": "1"}
        call.world.audit(guild, call.actor_id, changes.MESSAGE_DELETE, author, [], call.reason, **options)
    posting.delete(call.world, message)


@routes("POST", "/channels/{channel_id}/messages/bulk-delete", bucket="message_delete")
async def bulk_delete(call: Call) -> None:
    """Delete 2 to 100 messages at once, none older than two weeks; ids that are unknown count for nothing."""
    channel = _channel(call)
    if channel["type"] == DM_CHANNEL:
        raise DiscordError(50024)
    if not _may(call, channel, P.MANAGE_MESSAGES):
        raise DiscordError(50013)
    ids = [str(one) for one in call.form.get("messages") or []]
    if not 2 <= len(ids) <= 100:
        raise DiscordError(50016)
    world = call.world
    oldest = world.clock.now().timestamp() - TWO_WEEKS
    if any(posting.sent_at({"id": one}) < oldest for one in ids):
        raise DiscordError(50034)
    found = [one for one in ids if world.messages.get(one, {}).get("channel_id") == channel["id"]]
    posting.bulk_delete(world, channel, found)
    guild = world.guilds[channel["guild_id"]]
    options = {"count": str(len(found))}
    world.audit(guild, call.actor_id, changes.BULK_DELETE, channel["id"], [], call.reason, **options)


def _channel(call: Call) -> Wire:
    """The channel of the path, if the bot sees it; 10003 or 50001 otherwise."""
    channel = call.world.channel(call.params["channel_id"])
    if not _may(call, channel, P.VIEW_CHANNEL):
        raise DiscordError(50001)
    return channel


def _may(call: Call, channel: Wire, bit: P) -> bool:
    if channel["type"] == DM_CHANNEL:
        return True
    guild = call.world.guilds[channel["guild_id"]]
    return bool(permissions.in_channel(guild, channel, call.actor_id) & bit)


def _must_send(call: Call, channel: Wire) -> None:
    if channel["type"] != DM_CHANNEL:
        if channel["type"] in (CATEGORY, FORUM):
            raise DiscordError(50008)
        if not _may(call, channel, P.SEND_MESSAGES):
            raise DiscordError(50013)
        return
    world, person = call.world, channel["recipients"][0]["id"]
    if not any(person in g.members and world.client_id in g.members for g in world.guilds.values()):
        raise DiscordError(50278)
    if person in world.closed_dms:
        raise DiscordError(50007)


def _by_nonce(call: Call, channel: Wire, nonce: object) -> Wire | None:
    now = call.world.clock.now().timestamp()
    for message_id in reversed(call.world.history.get(channel["id"], [])):
        message = call.world.messages[message_id]
        if now - posting.sent_at(message) > NONCE_SECONDS:
            return None
        if str(message.get("nonce")) == str(nonce) and message["author"]["id"] == call.actor_id:
            return message
    return None


def _message(call: Call, channel: Wire) -> Wire:
    message = call.world.messages.get(call.params["message_id"])
    if message is None or message["channel_id"] != channel["id"] or message["id"] in call.world.viewers:
        raise DiscordError(10008)
    return message
