"""REST: guilds, their members and their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord import changes, permissions, shapes
from sandbox.discord.errors import DiscordError, Form
from sandbox.discord.permissions import P
from sandbox.discord.rest import Call, Routes
from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import Guild

routes = Routes()
MAX_ROLES = 250
MEMBER = "/guilds/{guild_id}/members/{user_id}"


# -- guild


@routes("GET", "/guilds/{guild_id}")
async def get_guild(call: Call) -> Wire:
    """The guild, with counts if asked."""
    guild = call.guild()
    body = {
        **shapes.GUILD_DEFAULTS,
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner_id,
        "roles": list(guild.roles.values()),
    }
    if call.flag("with_counts"):
        body |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return body


@routes("GET", "/guilds/{guild_id}/channels")
async def get_channels(call: Call) -> list[Wire]:
    """The channels that the bot can see."""
    guild = call.guild()
    actor = call.actor_id
    return [c for c in guild.channels.values() if permissions.in_channel(guild, c, actor) & P.VIEW_CHANNEL]


# -- members


@routes("GET", "/guilds/{guild_id}/members")
async def list_members(call: Call) -> list[Wire]:
    """A page of members by ascending id; needs the members intent, like on Discord."""
    guild = call.guild()
    if not call.world.gateway.privileged_intents & (1 << 1):
        raise DiscordError(50001)
    limit, after = int(call.request.query.get("limit", 1)), int(call.request.query.get("after", 0))
    if not 1 <= limit <= 1000:
        form = Form()
        form.fault("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 1000.")
        form.done()
    return [guild.members[i] for i in sorted(guild.members, key=int) if int(i) > after][:limit]


@routes("GET", "/guilds/{guild_id}/members/search")
async def search_members(call: Call) -> list[Wire]:
    """Members whose name or nickname begins with the query."""
    query = call.request.query.get("query", "").casefold()
    limit = min(int(call.request.query.get("limit", 1)), 1000)
    names = (
        (m, (m["nick"], m["user"]["global_name"], m["user"]["username"]))
        for m in call.guild().members.values()
    )
    return [m for m, of in names if any(n and n.casefold().startswith(query) for n in of)][:limit]


@routes("GET", MEMBER)
async def get_member(call: Call) -> Wire:
    """One member."""
    return call.world.member(call.guild().id, call.params["user_id"])


@routes("PUT", MEMBER, bucket="member_add")
async def add_member(call: Call) -> tuple[int, Wire | None]:
    """Put a user into the guild by its `guilds.join` token: 201, or 204 if it was already in."""
    guild, user_id, actor = call.guild(), call.params["user_id"], call.actor_id
    grant = call.world.grants.by_access_token(str(call.form.get("access_token")))
    if grant is None or grant.user_id != user_id or "guilds.join" not in grant.scopes:
        raise DiscordError(50025)
    permissions.need(guild, actor, P.CREATE_INSTANT_INVITE)
    if user_id in guild.members:
        return 204, None
    roles, nick = list(call.form.get("roles") or []), call.form.get("nick")
    if nick is not None:
        permissions.need(guild, actor, P.MANAGE_NICKNAMES)
        _check_nick(nick)
    if roles:
        permissions.need(guild, actor, P.MANAGE_ROLES)
        for role_id in roles:
            permissions.need_assignable(guild, actor, str(role_id))
    call.world.add_member(guild.id, user_id, map(str, roles), nick=nick)
    return 201, guild.members[user_id]


@routes("PATCH", MEMBER, bucket="member_edit")
async def edit_member(call: Call) -> Wire:
    """Change nickname or roles of a member."""
    guild, user_id = call.guild(), call.params["user_id"]
    return _edit(call, guild, user_id, P.MANAGE_NICKNAMES)


@routes("PATCH", "/guilds/{guild_id}/members/@me", bucket="member_edit")
async def edit_self(call: Call) -> Wire:
    """Change the bot's own nickname."""
    return _edit(call, call.guild(), call.actor_id, P.CHANGE_NICKNAME)


def _edit(call: Call, guild: Guild, user_id: str, right: P) -> Wire:
    world, actor, form = call.world, call.actor_id, call.form
    member = world.member(guild.id, user_id)
    if "nick" in form:
        _check_nick(form["nick"])
        permissions.need(guild, actor, right)
        permissions.need_above_member(guild, actor, user_id)
    wanted: set[str] | None = None
    if form.get("roles") is not None:
        wanted = {str(r) for r in form["roles"]}
        permissions.need(guild, actor, P.MANAGE_ROLES)
        for role_id in wanted ^ set(member["roles"]):
            permissions.need_assignable(guild, actor, role_id)
    changed = "nick" in form and changes.set_nick(
        world, guild, user_id, form["nick"], actor_id=actor, reason=call.reason
    )
    if wanted is not None:
        changed |= changes.set_roles(
            world, guild, user_id, wanted, actor_id=actor, reason=call.reason, quiet=True
        )
    if changed:
        changes.member_updated(world, guild, member)
    return member


def _check_nick(nick: Any) -> None:
    form = Form()
    form.text("nick", nick, 32)
    form.done()


@routes("DELETE", MEMBER, bucket="member_kick")
async def kick_member(call: Call) -> None:
    """Kick a member."""
    guild, user_id = call.guild(), call.params["user_id"]
    call.world.member(guild.id, user_id)
    permissions.need(guild, call.actor_id, P.KICK_MEMBERS)
    permissions.need_above_member(guild, call.actor_id, user_id)
    changes.remove_member(call.world, guild, user_id, kicked_by=call.actor_id, reason=call.reason)


@routes("PUT", MEMBER + "/roles/{role_id}", bucket="member_roles")
async def give_role(call: Call) -> None:
    """Give one role; a role already held is no change."""
    _one_role(call, give=True)


@routes("DELETE", MEMBER + "/roles/{role_id}", bucket="member_roles")
async def take_role(call: Call) -> None:
    """Take one role; a role not held is no change."""
    _one_role(call, give=False)


def _one_role(call: Call, *, give: bool) -> None:
    guild, user_id, role_id = call.guild(), call.params["user_id"], call.params["role_id"]
    member = call.world.member(guild.id, user_id)
    if role_id not in guild.roles:
        raise DiscordError(10011)
    permissions.need(guild, call.actor_id, P.MANAGE_ROLES)
    permissions.need_assignable(guild, call.actor_id, role_id)
    held = set(member["roles"])
    wanted = held | {role_id} if give else held - {role_id}
    changes.set_roles(call.world, guild, user_id, wanted, actor_id=call.actor_id, reason=call.reason)


# -- roles


@routes("GET", "/guilds/{guild_id}/roles")
async def list_roles(call: Call) -> list[Wire]:
    """All roles."""
    return list(call.guild().roles.values())


@routes("GET", "/guilds/{guild_id}/roles/{role_id}")
async def get_role(call: Call) -> Wire:
    """One role."""
    return _role(call, call.guild())


@routes("POST", "/guilds/{guild_id}/roles", bucket="role_create")
async def create_role(call: Call) -> Wire:
    """Make a role at the bottom; it cannot grant what the bot itself has not."""
    guild, form = call.guild(), call.form
    permissions.need(guild, call.actor_id, P.MANAGE_ROLES)
    if len(guild.roles) >= MAX_ROLES:
        raise DiscordError(30005)
    _check_role(call, guild, form)
    bits = int(form["permissions"]) if form.get("permissions") is not None else permissions.EVERYONE
    role = shapes.role(call.world.snowflake(), "new role", 1, bits)
    _apply(role, form)
    guild.roles[role["id"]] = role
    new = [{"key": "name", "new_value": role["name"]}]
    call.world.audit(guild, call.actor_id, changes.ROLE_CREATE, role["id"], new, call.reason)
    call.world.emit("GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)
    return role


@routes("PATCH", "/guilds/{guild_id}/roles", bucket="role_edit")
async def move_roles(call: Call) -> list[Wire]:
    """Set positions; both the role and its new place must be below the bot's highest."""
    guild = call.guild()
    permissions.need(guild, call.actor_id, P.MANAGE_ROLES)
    moves = call.body if isinstance(call.body, list) else []
    for move in moves:
        role = guild.roles.get(str(move.get("id")))
        if role is None:
            raise DiscordError(10011)
        position = move.get("position")
        if position is None or position == role["position"]:
            continue
        permissions.need_above_role(guild, call.actor_id, role)
        permissions.need_above_role(guild, call.actor_id, {**role, "position": position})
    for move in moves:
        role = guild.roles[str(move["id"])]
        if move.get("position") is not None and move["position"] != role["position"]:
            role["position"] = move["position"]
            changes.role_updated(call.world, guild, role)
    return list(guild.roles.values())


@routes("PATCH", "/guilds/{guild_id}/roles/{role_id}", bucket="role_edit")
async def edit_role(call: Call) -> Wire:
    """Change a role below the bot's highest."""
    guild = call.guild()
    role = _role(call, guild)
    permissions.need(guild, call.actor_id, P.MANAGE_ROLES)
    permissions.need_above_role(guild, call.actor_id, role)
    _check_role(call, guild, call.form)
    before = dict(role)
    _apply(role, call.form)
    changed = [{"key": k, "old_value": before[k], "new_value": role[k]} for k in role if role[k] != before[k]]
    if changed:
        call.world.audit(guild, call.actor_id, changes.ROLE_UPDATE, role["id"], changed, call.reason)
        changes.role_updated(call.world, guild, role)
    return role


@routes("DELETE", "/guilds/{guild_id}/roles/{role_id}", bucket="role_edit")
async def delete_role(call: Call) -> None:
    """Delete a role below the bot's highest."""
    guild = call.guild()
    role = _role(call, guild)
    permissions.need(guild, call.actor_id, P.MANAGE_ROLES)
    permissions.need_assignable(guild, call.actor_id, role["id"])
    changes.delete_role(call.world, guild, role["id"], actor_id=call.actor_id, reason=call.reason)


def _role(call: Call, guild: Guild) -> Wire:
    try:
        return guild.roles[call.params["role_id"]]
    except KeyError:
        raise DiscordError(10011) from None


def _check_role(call: Call, guild: Guild, form: Wire) -> None:
    faults = Form()
    faults.text("name", form.get("name"), 100)
    faults.done()
    wanted = int(form.get("permissions") or 0)
    if wanted & ~permissions.of_member(guild, call.actor_id):
        raise DiscordError(50013)


def _apply(role: Wire, form: Wire) -> None:
    for key in ("name", "hoist", "mentionable"):
        if form.get(key) is not None:
            role[key] = form[key]
    if form.get("permissions") is not None:
        role["permissions"] = str(form["permissions"])
    if form.get("color") is not None:
        role["color"] = role["colors"]["primary_color"] = form["color"]
    if form.get("colors") is not None:
        role["colors"] = {"secondary_color": None, "tertiary_color": None, **form["colors"]}
        role["color"] = role["colors"]["primary_color"]
