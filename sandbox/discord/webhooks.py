"""REST: incoming webhooks of channels. Those of interactions are in `callbacks`, which asks here first."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sandbox.discord import changes, permissions, posting
from sandbox.discord.channels import place
from sandbox.discord.errors import DiscordError, Form
from sandbox.discord.permissions import P
from sandbox.discord.rest import OPEN, Call, Routes
from sandbox.discord.shapes import THREADS, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

routes = Routes()
MOST = 15


@routes("POST", "/channels/{channel_id}/webhooks")
async def create(call: Call) -> Wire:
    """Make a webhook for a channel."""
    guild, channel = place(call.world, call.params["channel_id"])
    permissions.need_in(guild, channel, call.actor_id, P.MANAGE_WEBHOOKS)
    faults = Form()
    name = faults.text("name", call.form.get("name"), 80, 1)
    faults.done()
    world = call.world
    if sum(w["channel_id"] == channel["id"] for w in world.webhooks.values()) >= MOST:
        raise DiscordError(30007)
    hook: Wire = {
        "id": world.snowflake(),
        "type": 1,
        "name": name,
        "avatar": None,
        "channel_id": channel["id"],
        "guild_id": guild.id,
        "application_id": world.client_id,
        "user": world.bot,
        "token": secrets.token_urlsafe(51),
    }
    hook["url"] = f"{world.url()}/api/webhooks/{hook['id']}/{hook['token']}"
    world.webhooks[hook["id"]] = hook
    new = [{"key": "name", "new_value": name}, {"key": "channel_id", "new_value": channel["id"]}]
    world.audit(guild, call.actor_id, changes.WEBHOOK_CREATE, hook["id"], new, call.reason)
    _tell(world, hook)
    return hook


@routes("GET", "/channels/{channel_id}/webhooks")
async def of_channel(call: Call) -> list[Wire]:
    """The webhooks of a channel."""
    guild, channel = place(call.world, call.params["channel_id"])
    permissions.need_in(guild, channel, call.actor_id, P.MANAGE_WEBHOOKS)
    return [w for w in call.world.webhooks.values() if w["channel_id"] == channel["id"]]


@routes("GET", "/guilds/{guild_id}/webhooks")
async def of_guild(call: Call) -> list[Wire]:
    """The webhooks of a guild."""
    guild = call.guild()
    permissions.need(guild, call.actor_id, P.MANAGE_WEBHOOKS)
    return [w for w in call.world.webhooks.values() if w["guild_id"] == guild.id]


@routes("GET", "/webhooks/{webhook_id}")
async def get(call: Call) -> Wire:
    """One webhook."""
    return _managed(call)


@routes("DELETE", "/webhooks/{webhook_id}")
async def delete(call: Call) -> None:
    """Take a webhook away."""
    hook = _managed(call)
    world = call.world
    guild = world.guilds[hook["guild_id"]]
    del world.webhooks[hook["id"]]
    old = [{"key": "name", "old_value": hook["name"]}]
    world.audit(guild, call.actor_id, changes.WEBHOOK_DELETE, hook["id"], old, call.reason)
    _tell(world, hook)


@routes("GET", "/webhooks/{webhook_id}/{webhook_token}", auth=OPEN)
async def get_by_token(call: Call) -> Wire:
    """One webhook, by whoever knows its token, without who made it."""
    return {key: value for key, value in of_token(call).items() if key != "user"}


def _managed(call: Call) -> Wire:
    hook = call.world.webhooks.get(call.params["webhook_id"])
    if hook is None:
        raise DiscordError(10015)
    permissions.need(call.world.guilds[hook["guild_id"]], call.actor_id, P.MANAGE_WEBHOOKS)
    return hook


def of_token(call: Call) -> Wire:
    """The webhook of the path, if the token is right; 10015 otherwise."""
    hook = call.world.webhooks.get(call.params["webhook_id"])
    if hook is None or not secrets.compare_digest(hook["token"], call.params["webhook_token"]):
        raise DiscordError(10015)
    return hook


def execute(call: Call) -> Wire | None:
    """Write as a webhook; the message comes back only with `wait`."""
    hook, world, form = of_token(call), call.world, call.form
    channel = world.channels[hook["channel_id"]]
    if "thread_id" in call.request.query:
        thread = world.channel(call.request.query["thread_id"])
        if thread["type"] not in THREADS or thread["parent_id"] != channel["id"]:
            raise DiscordError(10003)
        channel = thread
    faults = Form()
    name = faults.text("username", form.get("username") or hook["name"], 80, 1)
    faults.done()
    author = {**world.bot, "id": hook["id"], "username": name, "global_name": None, "bot": True}
    author |= {"avatar": None, "discriminator": "0000"}
    extra = {"webhook_id": hook["id"], "application_id": world.client_id}
    made = posting.write(world, channel, hook["id"], form, files=call.files, extra=extra, author=author)
    return made if call.flag("wait") else None


def own_message(call: Call) -> Wire:
    """A message that this webhook wrote."""
    hook = of_token(call)
    message = call.world.messages.get(call.params["message_id"])
    if message is None or message.get("webhook_id") != hook["id"]:
        raise DiscordError(10008)
    return message


def _tell(world: DiscordWorld, hook: Wire) -> None:
    data = {"guild_id": hook["guild_id"], "channel_id": hook["channel_id"]}
    world.emit("WEBHOOKS_UPDATE", data, guild_id=hook["guild_id"])
