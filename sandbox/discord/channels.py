"""REST: making, changing and deleting channels, and who may do what in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord import changes, permissions, shapes
from sandbox.discord.errors import DiscordError, Form, bad_form
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import CATEGORY, DM_CHANNEL, THREADS, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild

routes = Routes()
MOST_CHANNELS = 500
KINDS = (shapes.TEXT_CHANNEL, shapes.VOICE_CHANNEL, CATEGORY, shapes.ANNOUNCEMENTS, shapes.FORUM)
PLAIN = ("name", "topic", "nsfw", "rate_limit_per_user", "position", "parent_id")
OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}"


@routes("POST", "/guilds/{guild_id}/channels")
async def create(call: Call) -> tuple[int, Wire]:
    """Make a channel; what it allows and denies must be the bot's own to give."""
    guild, form, world = call.guild(), call.form, call.world
    permissions.need(guild, call.actor_id, P.MANAGE_CHANNELS)
    if len(guild.channels) >= MOST_CHANNELS:
        raise DiscordError(30013)
    kind = form.get("type") or shapes.TEXT_CHANNEL
    if kind not in KINDS:
        raise bad_form("type", "BASE_TYPE_CHOICES", f"Value must be one of {set(KINDS)}.")
    _check(guild, form, least=1)
    overwrites = _overwrites(call, guild, form.get("permission_overwrites"))
    channel = shapes.text_channel(world.snowflake(), guild.id, form["name"], len(guild.channels), overwrites)
    channel["type"] = kind
    _apply(channel, form)
    world.channels[channel["id"]] = guild.channels[channel["id"]] = channel
    new = [{"key": "name", "new_value": channel["name"]}, {"key": "type", "new_value": kind}]
    world.audit(guild, call.actor_id, changes.CHANNEL_CREATE, channel["id"], new, call.reason)
    world.emit("CHANNEL_CREATE", channel, guild_id=guild.id)
    return 201, channel


@routes("PATCH", "/guilds/{guild_id}/channels")
async def move(call: Call) -> None:
    """Set positions and categories of several channels at once."""
    guild = call.guild()
    permissions.need(guild, call.actor_id, P.MANAGE_CHANNELS)
    moves = call.body if isinstance(call.body, list) else []
    for one in moves:
        if str(one.get("id")) not in guild.channels:
            raise DiscordError(10003)
        _check(guild, one)
    for one in moves:
        channel = guild.channels[str(one["id"])]
        before = dict(channel)
        _apply(channel, one)
        if channel != before:
            call.world.emit("CHANNEL_UPDATE", channel, guild_id=guild.id)


def edit(call: Call, guild: Guild, channel: Wire) -> Wire:
    """Change a channel of a guild (a thread's own changes are in `threads`)."""
    permissions.need_in(guild, channel, call.actor_id, P.MANAGE_CHANNELS)
    form = call.form
    _check(guild, form)
    before = dict(channel)
    if form.get("permission_overwrites") is not None:
        permissions.need_in(guild, channel, call.actor_id, P.MANAGE_ROLES)
        channel["permission_overwrites"] = _overwrites(call, guild, form["permission_overwrites"])
    _apply(channel, form)
    changed = [
        {"key": k, "old_value": before[k], "new_value": channel[k]} for k in PLAIN if channel[k] != before[k]
    ]
    if changed:
        call.world.audit(guild, call.actor_id, changes.CHANNEL_UPDATE, channel["id"], changed, call.reason)
    if channel != before:
        call.world.emit("CHANNEL_UPDATE", channel, guild_id=guild.id)
    return channel


def delete(call: Call, guild: Guild, channel: Wire) -> Wire:
    """Delete a channel with its messages and threads; those in a category stay, without one."""
    permissions.need_in(guild, channel, call.actor_id, P.MANAGE_CHANNELS)
    changes.delete_channel(call.world, guild, channel["id"], actor_id=call.actor_id, reason=call.reason)
    return channel


@routes("PUT", OVERWRITE)
async def put_overwrite(call: Call) -> None:
    """Set what a role or a member may do here; only bits that the bot holds itself."""
    guild, channel = place(call.world, call.params["channel_id"])
    permissions.need_in(guild, channel, call.actor_id, P.MANAGE_ROLES)
    (wanted,) = _overwrites(call, guild, [{**call.form, "id": call.params["overwrite_id"]}])
    known = {one["id"]: one for one in channel["permission_overwrites"]}
    if known.get(wanted["id"]) == wanted:
        return
    action = changes.OVERWRITE_UPDATE if wanted["id"] in known else changes.OVERWRITE_CREATE
    old = known.get(wanted["id"], {"allow": "0", "deny": "0"})
    changed = [
        {"key": key, "old_value": old[key], "new_value": wanted[key]}
        for key in ("allow", "deny")
        if old[key] != wanted[key]
    ]
    known[wanted["id"]] = wanted
    _say(call, guild, channel, list(known.values()), action, changed, wanted)


@routes("DELETE", OVERWRITE)
async def delete_overwrite(call: Call) -> None:
    """Take an overwrite away; one that is not there is no error."""
    guild, channel = place(call.world, call.params["channel_id"])
    permissions.need_in(guild, channel, call.actor_id, P.MANAGE_ROLES)
    known = {one["id"]: one for one in channel["permission_overwrites"]}
    gone = known.pop(call.params["overwrite_id"], None)
    if gone is None:
        return
    changed = [{"key": key, "old_value": gone[key]} for key in ("allow", "deny")]
    _say(call, guild, channel, list(known.values()), changes.OVERWRITE_DELETE, changed, gone)


def _say(
    call: Call, guild: Guild, channel: Wire, after: list[Wire], action: int, changed: list[Wire], about: Wire
) -> None:
    channel["permission_overwrites"] = after
    options = {"id": about["id"], "type": str(about["type"])}
    if about["type"] == 0 and about["id"] in guild.roles:
        options["role_name"] = guild.roles[about["id"]]["name"]
    call.world.audit(guild, call.actor_id, action, channel["id"], changed, call.reason, **options)
    call.world.emit("CHANNEL_UPDATE", channel, guild_id=guild.id)


def place(world: DiscordWorld, channel_id: str) -> tuple[Guild, Wire]:
    """A channel of a guild and the guild; 10003 if unknown, 50024 if it is none with overwrites."""
    channel = world.channel(channel_id)
    if channel["type"] == DM_CHANNEL or channel["type"] in THREADS:
        raise DiscordError(50024)
    return world.guilds[channel["guild_id"]], channel


def _check(guild: Guild, form: Wire, *, least: int = 0) -> None:
    faults = Form()
    if least or form.get("name") is not None:
        faults.text("name", form.get("name"), 100, 1)
    faults.text("topic", form.get("topic"), 1024)
    parent = form.get("parent_id")
    if parent is not None and guild.channels.get(str(parent), {}).get("type") != CATEGORY:
        faults.fault("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    faults.done()


def _apply(channel: Wire, form: Wire) -> None:
    for key in PLAIN:
        if key in form and (form[key] is not None or key in ("topic", "parent_id")):
            channel[key] = str(form[key]) if key == "parent_id" and form[key] is not None else form[key]


def _overwrites(call: Call, guild: Guild, value: Any) -> list[Wire]:
    """Overwrites in wire shape; 50013 if they give or take what the bot has not."""
    faults, made, own = Form(), list[Wire](), permissions.of_member(guild, call.actor_id)
    for one in faults.items("permission_overwrites", value, 1000):
        allow, deny = int(one.get("allow") or 0), int(one.get("deny") or 0)
        if (allow | deny) & ~own:
            raise DiscordError(50013)
        who = str(one["id"])
        kind = int(one.get("type", 0 if who in guild.roles else 1))
        if kind == 0 and who not in guild.roles:
            raise DiscordError(10009, status=404, message="Unknown Overwrite")
        made.append({"id": who, "type": kind, "allow": str(allow), "deny": str(deny)})
    faults.done()
    return made
