"""REST: the application itself and its registered commands."""

from __future__ import annotations

from sandbox.discord import forms, shapes
from sandbox.discord.errors import DiscordError
from sandbox.discord.rest import ANYBODY, OPEN, Call, Routes
from sandbox.discord.shapes import Wire

routes = Routes()
GLOBAL = "/applications/{application_id}/commands"
LOCAL = "/applications/{application_id}/guilds/{guild_id}/commands"
COMMAND_DEFAULTS: Wire = {
    "type": 1,
    "description": "",
    "default_member_permissions": None,
    "nsfw": False,
}


@routes("GET", "/users/@me", auth=ANYBODY)
async def me(call: Call) -> Wire:
    """The bot, or the person whose token this is."""
    if call.grant and "identify" not in call.grant.scopes:
        raise DiscordError(50025)
    return shapes.self_user(call.world.user(call.actor_id))


@routes("GET", "/oauth2/applications/@me")
async def oauth_application(call: Call) -> Wire:
    """The application, as discord.py asks for it at login."""
    return application(call)


@routes("GET", "/applications/@me")
async def own_application(call: Call) -> Wire:
    """The application."""
    return application(call)


def application(call: Call) -> Wire:
    """The one application of this sandbox."""
    world = call.world
    owner = next(iter(world.guilds.values())).owner_id if world.guilds else world.client_id
    return {
        "id": world.client_id,
        "name": world.bot["username"],
        "description": "",
        "icon": None,
        "type": None,
        "summary": "",
        "bot": world.bot,
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "00" * 32,
        "flags": world.gateway.application_flags(),
        "flags_new": str(world.gateway.application_flags()),
        "redirect_uris": world.redirect_uris,
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": world.user(owner),
        "approximate_guild_count": sum(world.client_id in g.members for g in world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


@routes("GET", "/gateway", auth=OPEN, bucket=None)
async def gateway(call: Call) -> Wire:
    """Where the gateway is."""
    return {"url": call.world.gateway.url()}


@routes("GET", "/gateway/bot")
async def gateway_bot(call: Call) -> Wire:
    """Where the gateway is, and how many sessions may still be started today."""
    limit = call.world.limits.table["identify"]
    total = limit.count if limit else 1000
    left = max(total - call.world.gateway.identifies, 0)
    starts = {"total": total, "remaining": left, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.world.gateway.url(), "shards": 1, "session_start_limit": starts}


@routes("GET", GLOBAL)
async def list_global(call: Call) -> list[Wire]:
    """The global commands."""
    return _listed(call, None)


@routes("PUT", GLOBAL, bucket="commands_put")
async def put_global(call: Call) -> list[Wire]:
    """Replace the global commands."""
    return _replace(call, None)


@routes("GET", LOCAL)
async def list_local(call: Call) -> list[Wire]:
    """The commands of one guild."""
    return _listed(call, call.guild().id)


@routes("PUT", LOCAL, bucket="commands_put")
async def put_local(call: Call) -> list[Wire]:
    """Replace the commands of one guild."""
    return _replace(call, call.guild().id)


def _own(call: Call) -> None:
    if call.params["application_id"] != call.world.client_id:
        raise DiscordError(10002)


def _listed(call: Call, guild_id: str | None) -> list[Wire]:
    _own(call)
    hidden = () if call.flag("with_localizations") else ("name_localizations", "description_localizations")
    own = call.world.commands.get(guild_id, [])
    return [{key: value for key, value in command.items() if key not in hidden} for command in own]


def _replace(call: Call, guild_id: str | None) -> list[Wire]:
    """Bulk overwrite: a command known by type and name keeps its id; only new names count against the day's 200."""
    _own(call)
    wanted = forms.check_commands(call.body)
    world = call.world
    known = {(c["type"], c["name"]): c for c in world.commands.get(guild_id, [])}
    fresh = sum((c.get("type", 1), c["name"]) not in known for c in wanted)
    if fresh and not world.limits.take("command_creates", guild_id or "", fresh).allowed:
        raise DiscordError(30034)
    world.commands[guild_id] = [_registered(call, c, known, guild_id) for c in wanted]
    world.changed("commands", {"guild_id": guild_id})
    return world.commands[guild_id]


def _registered(call: Call, wanted: Wire, known: dict[tuple[int, str], Wire], guild_id: str | None) -> Wire:
    world = call.world
    given = {key: value for key, value in wanted.items() if key != "id"}
    command: Wire = {**COMMAND_DEFAULTS, **given, "application_id": world.client_id}
    command["dm_permission"] = bool(command.get("dm_permission", True))
    needed = command["default_member_permissions"]
    command["default_member_permissions"] = None if needed is None else str(needed)
    if guild_id:
        command["guild_id"] = guild_id
    else:
        command.setdefault("contexts", None)
    command["integration_types"] = command.get("integration_types") or [0]
    before = known.get((command["type"], command["name"]))
    if before and {**command, "id": before["id"], "version": before["version"]} == before:
        return before
    command["id"] = before["id"] if before else world.snowflake()
    command["version"] = world.snowflake()
    return command
