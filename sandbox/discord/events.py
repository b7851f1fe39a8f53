"""REST: scheduled events of a guild, and who is interested in them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.discord import changes, permissions
from sandbox.discord.errors import DiscordError, Form
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import VOICE_CHANNEL, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild

routes = Routes()
STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
NEXT = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,)}
MOST = 100
ALL, ONE = (
    "/guilds/{guild_id}/scheduled-events",
    "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}",
)
KEYS = ("name", "description", "scheduled_start_time", "scheduled_end_time", "entity_metadata", "channel_id")


@routes("GET", ALL)
async def list_events(call: Call) -> list[Wire]:
    """The events that are not over."""
    guild = call.guild()
    return [_counted(call, guild, one) for one in guild.events.values()]


@routes("POST", ALL)
async def create(call: Call) -> Wire:
    """Plan an event: CREATE_EVENTS (apis.md 3.1); an external one has a place and an end (apis.md 3.3)."""
    guild, form, world = call.guild(), call.form, call.world
    permissions.need(guild, call.actor_id, P.CREATE_EVENTS)
    if len(guild.events) >= MOST:
        raise DiscordError(30038)
    event: Wire = {
        "id": world.snowflake(),
        "guild_id": guild.id,
        "channel_id": None,
        "creator_id": call.actor_id,
        "creator": world.user(call.actor_id),
        "name": "",
        "description": None,
        "image": None,
        "scheduled_start_time": None,
        "scheduled_end_time": None,
        "privacy_level": 2,
        "status": SCHEDULED,
        "entity_type": form.get("entity_type"),
        "entity_id": None,
        "entity_metadata": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
        "user_count": 0,
    }
    _apply(guild, event, form)
    _check(world, guild, event, fresh=True)
    guild.events[event["id"]], guild.interested[event["id"]] = event, []
    new = [{"key": "name", "new_value": event["name"]}]
    world.audit(guild, call.actor_id, changes.EVENT_CREATE, event["id"], new, call.reason)
    world.emit("GUILD_SCHEDULED_EVENT_CREATE", event, guild_id=guild.id)
    return event


@routes("GET", ONE)
async def get(call: Call) -> Wire:
    """One event."""
    guild = call.guild()
    return _counted(call, guild, _event(call, guild))


@routes("PATCH", ONE)
async def edit(call: Call) -> Wire:
    """Change an event, or let it begin, end or be called off (1 to 2 to 3, or 1 to 4); over is over."""
    guild, form, world = call.guild(), call.form, call.world
    event = _event(call, guild)
    _may(call, guild, event)
    after = dict(event)
    if form.get("status") is not None and form["status"] != event["status"]:
        if form["status"] not in NEXT.get(event["status"], ()):
            raise DiscordError(180000)
        after["status"] = form["status"]
    if form.get("entity_type") is not None:
        after["entity_type"] = form["entity_type"]
    _apply(guild, after, form)
    moved = after["scheduled_start_time"] != event["scheduled_start_time"]
    _check(world, guild, after, fresh=moved)
    changed = [
        {"key": k, "old_value": event[k], "new_value": after[k]}
        for k in ("name", "description", "status", "entity_type")
        if event[k] != after[k]
    ]
    event |= after
    world.audit(guild, call.actor_id, changes.EVENT_UPDATE, event["id"], changed, call.reason)
    world.emit("GUILD_SCHEDULED_EVENT_UPDATE", event, guild_id=guild.id)
    if event["status"] in (COMPLETED, CANCELED):
        del guild.events[event["id"]], guild.interested[event["id"]]
    return event


@routes("DELETE", ONE)
async def delete(call: Call) -> None:
    """Take an event away."""
    guild = call.guild()
    event = _event(call, guild)
    _may(call, guild, event)
    del guild.events[event["id"]], guild.interested[event["id"]]
    old = [{"key": "name", "old_value": event["name"]}]
    call.world.audit(guild, call.actor_id, changes.EVENT_DELETE, event["id"], old, call.reason)
    call.world.emit("GUILD_SCHEDULED_EVENT_DELETE", event, guild_id=guild.id)


@routes("GET", ONE + "/users")
async def list_users(call: Call) -> list[Wire]:
    """Who is interested, by ascending id."""
    guild, query = call.guild(), call.request.query
    event = _event(call, guild)
    ids = sorted(guild.interested[event["id"]], key=int)
    ids = [i for i in ids if int(query.get("after", 0)) < int(i) < int(query.get("before", 1 << 64))]
    limit = int(query.get("limit", 100))
    return [_interest(call, guild, event, i) for i in (ids[-limit:] if "before" in query else ids[:limit])]


def _interest(call: Call, guild: Guild, event: Wire, user_id: str) -> Wire:
    shown: Wire = {
        "guild_scheduled_event_id": event["id"],
        "user_id": user_id,
        "user": call.world.user(user_id),
        "response": 1,
    }
    with_member = call.flag("with_member") and user_id in guild.members
    return shown | ({"member": guild.members[user_id]} if with_member else {})


def interest(world: DiscordWorld, guild: Guild, event_id: str, user_id: str, interested: bool) -> None:
    """A person presses *Interested*, or takes it back."""
    if event_id not in guild.events:
        raise DiscordError(10070)
    people = guild.interested[event_id]
    if interested == (user_id in people):
        return
    (people.append if interested else people.remove)(user_id)
    guild.events[event_id]["user_count"] = len(people)
    data = {"guild_scheduled_event_id": event_id, "user_id": user_id, "guild_id": guild.id}
    what = "ADD" if interested else "REMOVE"
    world.emit(f"GUILD_SCHEDULED_EVENT_USER_{what}", data, guild_id=guild.id)


def _event(call: Call, guild: Guild) -> Wire:
    try:
        return guild.events[call.params["guild_scheduled_event_id"]]
    except KeyError:
        raise DiscordError(10070) from None


def _counted(call: Call, guild: Guild, event: Wire) -> Wire:
    hidden = () if call.flag("with_user_count") else ("user_count",)
    return {key: value for key, value in event.items() if key not in hidden}


def _may(call: Call, guild: Guild, event: Wire) -> None:
    """One's own events take CREATE_EVENTS, those of others MANAGE_EVENTS."""
    own = event["creator_id"] == call.actor_id
    rights = permissions.of_member(guild, call.actor_id)
    if not rights & P.MANAGE_EVENTS and not (own and rights & P.CREATE_EVENTS):
        raise DiscordError(50013)


def _apply(guild: Guild, event: Wire, form: Wire) -> None:
    for key in KEYS:
        if key in form:
            event[key] = form[key]
    if event["entity_type"] == EXTERNAL:
        event["channel_id"] = None
    elif event["channel_id"] is not None:
        event["channel_id"] = str(event["channel_id"])


def _check(world: DiscordWorld, guild: Guild, event: Wire, *, fresh: bool) -> None:
    faults = Form()
    faults.text("name", event["name"], 100, 1)
    faults.text("description", event["description"], 1000)
    start = _time(faults, "scheduled_start_time", event["scheduled_start_time"], needed=True)
    external = event["entity_type"] == EXTERNAL
    end = _time(faults, "scheduled_end_time", event["scheduled_end_time"], needed=external)
    if fresh and start is not None and start <= world.clock.now():
        said = "Cannot schedule event in the past."
        faults.fault("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", said)
    if start is not None and end is not None and end <= start:
        said = "Cannot schedule event end time before start time."
        faults.fault("scheduled_end_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START", said)
    if external:
        where = event["entity_metadata"] or {}
        faults.text("entity_metadata.location", where.get("location"), 100, 1)
    elif event["entity_type"] not in (STAGE, VOICE):
        faults.fault("entity_type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")
    elif guild.channels.get(event["channel_id"] or "", {}).get("type") != VOICE_CHANNEL:
        faults.fault("channel_id", "BASE_TYPE_REQUIRED", "This field is required")
    faults.done()


def _time(faults: Form, key: str, value: Any, *, needed: bool) -> datetime | None:
    if value is None:
        if needed:
            faults.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
        return None
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        faults.fault(key, "DATE_TIME_TYPE_PARSE", "Could not parse.")
        return None
