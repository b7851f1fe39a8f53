"""REST: threads, public and private, with or without a message to begin from; who is in them; putting them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord import changes, permissions, posting, shapes
from sandbox.discord.errors import DiscordError, Form, bad_form
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import DM_CHANNEL, FORUM, PRIVATE_THREAD, PUBLIC_THREAD, THREADS, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild

routes = Routes()
DURATIONS = (60, 1440, 4320, 10080)
MEMBERS = "/channels/{channel_id}/thread-members"


@routes("POST", "/channels/{channel_id}/threads")
async def create(call: Call) -> tuple[int, Wire]:
    """Open a thread: private unless the type says public; in a forum it is a post with its first message."""
    guild, parent = _parent(call)
    kind = PUBLIC_THREAD if parent["type"] == FORUM else call.form.get("type") or PRIVATE_THREAD
    if kind not in THREADS:
        raise bad_form("type", "BASE_TYPE_CHOICES", f"Value must be one of {set(THREADS)}.")
    right = P.CREATE_PUBLIC_THREADS if kind == PUBLIC_THREAD else P.CREATE_PRIVATE_THREADS
    permissions.need_in(guild, parent, call.actor_id, P.SEND_MESSAGES if parent["type"] == FORUM else right)
    thread = _open(call, guild, parent, kind, call.world.snowflake())
    if parent["type"] != FORUM:
        return 201, _mine(call, guild, thread)
    first = posting.write(call.world, thread, call.actor_id, call.form.get("message") or {}, files=call.files)
    return 201, {**_mine(call, guild, thread), "message": first}


@routes("POST", "/channels/{channel_id}/messages/{message_id}/threads")
async def create_from_message(call: Call) -> tuple[int, Wire]:
    """Open a public thread under a message; it takes the message's id."""
    guild, parent = _parent(call)
    message = call.world.messages.get(call.params["message_id"])
    if message is None or message["channel_id"] != parent["id"]:
        raise DiscordError(10008)
    permissions.need_in(guild, parent, call.actor_id, P.CREATE_PUBLIC_THREADS, P.READ_MESSAGE_HISTORY)
    if message["id"] in guild.threads:
        raise DiscordError(160004)
    thread = _open(call, guild, parent, PUBLIC_THREAD, message["id"])
    message["flags"] |= 1 << 5  # HAS_THREAD
    message["thread"] = thread
    posting.tell_update(call.world, message)
    return 201, _mine(call, guild, thread)


def edit(call: Call, guild: Guild, thread: Wire) -> Wire:
    """Rename, archive, lock or reopen; its own opener may, except lock, which takes MANAGE_THREADS."""
    form, meta = call.form, thread["thread_metadata"]
    rights = permissions.in_channel(guild, thread, call.actor_id)
    if not rights & P.VIEW_CHANNEL:
        raise DiscordError(50001)
    manages = bool(rights & P.MANAGE_THREADS)
    reopening = meta["archived"] and form.get("archived") is False
    if not manages and ("locked" in form or meta["locked"] or thread["owner_id"] != call.actor_id):
        raise DiscordError(50013)
    if meta["archived"] and not reopening:
        raise DiscordError(50083)
    _check(form, least=0)
    before = {**thread, "thread_metadata": dict(meta)}
    for key in ("name", "rate_limit_per_user"):
        if form.get(key) is not None:
            thread[key] = form[key]
    for key in ("archived", "locked", "auto_archive_duration", "invitable"):
        if form.get(key) is not None:
            meta[key] = form[key]
    if meta["archived"] != before["thread_metadata"]["archived"]:
        meta["archive_timestamp"] = call.world.timestamp()
    if thread != before:
        _tell_changed(call, guild, thread, before)
    return thread


def _tell_changed(call: Call, guild: Guild, thread: Wire, before: Wire) -> None:
    old, new = {**before, **before["thread_metadata"]}, {**thread, **thread["thread_metadata"]}
    keys = ("name", "archived", "locked", "auto_archive_duration", "rate_limit_per_user")
    changed = [{"key": k, "old_value": old[k], "new_value": new[k]} for k in keys if old[k] != new[k]]
    call.world.audit(guild, call.actor_id, changes.THREAD_UPDATE, thread["id"], changed, call.reason)
    call.world.emit("THREAD_UPDATE", thread, guild_id=guild.id)


def delete(call: Call, guild: Guild, thread: Wire) -> Wire:
    """Delete a thread with what stands in it."""
    permissions.need_in(guild, thread, call.actor_id, P.MANAGE_THREADS)
    old = [{"key": "name", "old_value": thread["name"]}]
    call.world.audit(guild, call.actor_id, changes.THREAD_DELETE, thread["id"], old, call.reason)
    changes.drop_thread(call.world, guild, thread["id"])
    return thread


@routes("GET", "/guilds/{guild_id}/threads/active")
async def list_active(call: Call) -> Wire:
    """The threads of a guild that are not archived, as far as the bot sees them."""
    guild = call.guild()
    return _listed(call, guild, [t for t in guild.threads.values() if not t["thread_metadata"]["archived"]])


@routes("GET", "/channels/{channel_id}/threads/archived/public")
async def list_archived_public(call: Call) -> Wire:
    """Archived public threads of a channel, the last put away first."""
    return _archived(call, PUBLIC_THREAD)


@routes("GET", "/channels/{channel_id}/threads/archived/private")
async def list_archived_private(call: Call) -> Wire:
    """Archived private threads of a channel; takes MANAGE_THREADS."""
    guild, parent = _parent(call)
    permissions.need_in(guild, parent, call.actor_id, P.MANAGE_THREADS)
    return _archived(call, PRIVATE_THREAD)


def _archived(call: Call, kind: int) -> Wire:
    guild, parent = _parent(call)
    permissions.need_in(guild, parent, call.actor_id, P.READ_MESSAGE_HISTORY)
    found = [
        t
        for t in guild.threads.values()
        if t["parent_id"] == parent["id"] and t["type"] == kind and t["thread_metadata"]["archived"]
    ]
    found.sort(key=lambda t: str(t["thread_metadata"]["archive_timestamp"]), reverse=True)
    before, limit = call.request.query.get("before"), int(call.request.query.get("limit", 50))
    if before:
        found = [t for t in found if t["thread_metadata"]["archive_timestamp"] < before]
    return _listed(call, guild, found[:limit]) | {"has_more": len(found) > limit}


def _listed(call: Call, guild: Guild, threads: list[Wire]) -> Wire:
    seen = [t for t in threads if permissions.in_channel(guild, t, call.actor_id) & P.VIEW_CHANNEL]
    mine = [guild.thread_members[t["id"]].get(call.actor_id) for t in seen]
    return {"threads": seen, "members": [one for one in mine if one], "has_more": False}


# -- members


@routes("GET", MEMBERS)
async def list_members(call: Call) -> list[Wire]:
    """Who is in a thread."""
    guild, thread = _thread(call)
    return list(guild.thread_members[thread["id"]].values())


@routes("GET", MEMBERS + "/{user_id}")
async def get_member(call: Call) -> Wire:
    """Somebody in a thread."""
    guild, thread = _thread(call)
    member = guild.thread_members[thread["id"]].get(call.params["user_id"])
    if member is None:
        raise DiscordError(10007)
    return member


@routes("PUT", MEMBERS + "/@me")
async def join(call: Call) -> None:
    """The bot joins a thread."""
    guild, thread = _thread(call, open_one=True)
    changes.enter_thread(call.world, guild, thread, call.actor_id)


@routes("DELETE", MEMBERS + "/@me")
async def leave(call: Call) -> None:
    """The bot leaves a thread."""
    guild, thread = _thread(call, open_one=True)
    changes.leave_thread(call.world, guild, thread, call.actor_id)


@routes("PUT", MEMBERS + "/{user_id}")
async def add_member(call: Call) -> None:
    """Put a member of the guild into a thread; they must be able to see the channel around it."""
    guild, thread = _thread(call, open_one=True)
    permissions.need_in(guild, thread, call.actor_id, P.SEND_MESSAGES)
    user_id = call.params["user_id"]
    call.world.member(guild.id, user_id)
    around = guild.channels[thread["parent_id"]]
    if not permissions.in_channel(guild, around, user_id) & P.VIEW_CHANNEL:
        raise DiscordError(50001)
    changes.enter_thread(call.world, guild, thread, user_id)


@routes("DELETE", MEMBERS + "/{user_id}")
async def remove_member(call: Call) -> None:
    """Take somebody out of a thread: MANAGE_THREADS, or the opener of a private one."""
    guild, thread = _thread(call, open_one=True)
    opener = thread["type"] == PRIVATE_THREAD and thread["owner_id"] == call.actor_id
    if not opener:
        permissions.need_in(guild, thread, call.actor_id, P.MANAGE_THREADS)
    changes.leave_thread(call.world, guild, thread, call.params["user_id"])


# -- inside


def wake(world: DiscordWorld, thread: Wire) -> None:
    """A message reopens an archived thread, unless that is locked."""
    meta = thread["thread_metadata"]
    if not meta["archived"]:
        return
    if meta["locked"]:
        raise DiscordError(50083)
    meta["archived"], meta["archive_timestamp"] = False, world.timestamp()
    world.emit("THREAD_UPDATE", thread, guild_id=thread["guild_id"])


def _parent(call: Call) -> tuple[Guild, Wire]:
    parent = call.world.channel(call.params["channel_id"])
    if parent["type"] == DM_CHANNEL or parent["type"] in THREADS:
        raise DiscordError(50024)
    return call.world.guilds[parent["guild_id"]], parent


def _thread(call: Call, *, open_one: bool = False) -> tuple[Guild, Wire]:
    thread = call.world.channel(call.params["channel_id"])
    if thread["type"] not in THREADS:
        raise DiscordError(50024)
    guild = call.world.guilds[thread["guild_id"]]
    permissions.need_in(guild, thread, call.actor_id)
    if open_one and thread["thread_metadata"]["archived"]:
        raise DiscordError(50083)
    return guild, thread


def _open(call: Call, guild: Guild, parent: Wire, kind: int, thread_id: str) -> Wire:
    world, form = call.world, call.form
    _check(form, least=1)
    thread = shapes.thread(thread_id, parent, form["name"], kind, call.actor_id, world.timestamp())
    if form.get("auto_archive_duration") is not None:
        thread["thread_metadata"]["auto_archive_duration"] = form["auto_archive_duration"]
    if kind == PRIVATE_THREAD and form.get("invitable") is not None:
        thread["thread_metadata"]["invitable"] = form["invitable"]
    world.channels[thread_id] = guild.threads[thread_id] = thread
    guild.thread_members[thread_id] = {}
    new = [{"key": "name", "new_value": thread["name"]}]
    world.audit(guild, call.actor_id, changes.THREAD_CREATE, thread_id, new, call.reason)
    changes.enter_thread(world, guild, thread, call.actor_id, quiet=True)
    world.emit("THREAD_CREATE", {**_mine(call, guild, thread), "newly_created": True}, guild_id=guild.id)
    return thread


def _mine(call: Call, guild: Guild, thread: Wire) -> Wire:
    return {**thread, "member": guild.thread_members[thread["id"]][call.actor_id]}


def _check(form: Wire, *, least: int) -> None:
    faults = Form()
    if least or form.get("name") is not None:
        faults.text("name", form.get("name"), 100, 1)
    if form.get("auto_archive_duration") not in (None, *DURATIONS):
        faults.fault("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {set(DURATIONS)}.")
    faults.done()
