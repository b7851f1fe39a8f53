"""What a client sends when a person uses a command, a component or a modal: built from what was registered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sandbox.discord import components, forms, permissions
from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild


class PersonError(ValueError):
    """The client would not let a person do this: there is no such command, the button is disabled …"""


def find_command(world: DiscordWorld, guild_id: str | None, name: str, kind: int) -> tuple[Wire, list[Wire]]:
    """A registered command and, below it, the group and subcommand that the full name walks through."""
    registered = [*(world.commands.get(guild_id, []) if guild_id else []), *world.commands.get(None, [])]
    if kind != forms.CHAT_INPUT:
        command = next((c for c in registered if c["type"] == kind and c["name"] == name), None)
        if command is None:
            raise PersonError(f"no such context menu: {name!r}")
        return command, []
    first, *rest = name.strip().lstrip("/").split()
    command = next((c for c in registered if c["type"] == kind and c["name"] == first), None)
    if command is None:
        raise PersonError(f"no such command: /{first}")
    path, here = list[Wire](), command
    for part in rest:
        nested = (o for o in here.get("options") or [] if o["type"] in (forms.SUB_COMMAND, forms.GROUP))
        found = next((o for o in nested if o["name"] == part), None)
        if found is None:
            raise PersonError(f"no such subcommand: /{name}")
        path.append(found)
        here = found
    if any(o["type"] in (forms.SUB_COMMAND, forms.GROUP) for o in here.get("options") or []):
        raise PersonError(f"/{name} needs a subcommand")
    return command, path


def command_data(
    world: DiscordWorld,
    guild: Guild | None,
    command: Wire,
    path: Sequence[Wire],
    given: Mapping[str, Any],
    *,
    focused: str | None = None,
) -> Wire:
    """The data of a chat command (or, with `focused`, of its autocompletion)."""
    known = {o["name"]: o for o in ((path[-1] if path else command).get("options") or [])}
    unknown = set(given) - set(known)
    if unknown or (focused is not None and focused not in known):
        raise PersonError(f"unknown option: {', '.join(sorted(unknown)) or focused}")
    options, needed = list[Wire](), Resolved(world, guild)
    for name, option in known.items():
        if given.get(name) is None and name != focused:
            if option.get("required") and focused is None:
                raise PersonError(f"{name} is required")
            continue
        if name == focused:
            value: Any = str(given.get(name) or "")
        else:
            value = _value(option, given[name], needed)
        entry: Wire = {"name": name, "type": option["type"], "value": value}
        options.append(entry | ({"focused": True} if name == focused else {}))
    for option in reversed(path):
        options = [{"name": option["name"], "type": option["type"], "options": options}]
    data: Wire = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    if needed.data:
        data["resolved"] = needed.data
    return data


def context_data(world: DiscordWorld, guild: Guild | None, command: Wire, target_id: str) -> Wire:
    """The data of a user or message context menu."""
    resolved = Resolved(world, guild)
    if command["type"] == forms.USER_COMMAND:
        resolved.user(target_id)
    else:
        resolved.data["messages"] = {target_id: world.messages[target_id]}
    data: Wire = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    return data | {"target_id": target_id, "resolved": resolved.data}


class Resolved:
    """The objects behind the ids in an interaction."""

    def __init__(self, world: DiscordWorld, guild: Guild | None):
        self._world, self._guild = world, guild
        self.data: Wire = {}

    def user(self, user_id: str) -> None:
        """A user, and their membership if they have one."""
        if user_id not in self._world.users:
            raise PersonError(f"no such user: {user_id}")
        self.data.setdefault("users", {})[user_id] = self._world.users[user_id]
        if self._guild and user_id in self._guild.members:
            member = {
                k: v for k, v in self._guild.members[user_id].items() if k not in ("user", "deaf", "mute")
            }
            member["permissions"] = str(permissions.of_member(self._guild, user_id))
            self.data.setdefault("members", {})[user_id] = member

    def role(self, role_id: str) -> None:
        """A role."""
        if not self._guild or role_id not in self._guild.roles:
            raise PersonError(f"no such role: {role_id}")
        self.data.setdefault("roles", {})[role_id] = self._guild.roles[role_id]

    def channel(self, channel_id: str) -> None:
        """A channel, with the bot's permissions in it left out of account as clients do."""
        channel = self._guild.channels.get(channel_id) if self._guild else None
        if not self._guild or channel is None:
            raise PersonError(f"no such channel: {channel_id}")
        shown = {k: v for k, v in channel.items() if k not in ("permission_overwrites", "guild_id")}
        self.data.setdefault("channels", {})[channel_id] = shown | {"permissions": str(permissions.ALL)}

    def mentionable(self, some_id: str) -> None:
        """A role or a user."""
        if self._guild and some_id in self._guild.roles:
            self.role(some_id)
        else:
            self.user(some_id)


def _value(option: Wire, value: Any, needed: Resolved) -> Any:
    kind, name = option["type"], option["name"]
    entity = {
        forms.USER: needed.user,
        forms.ROLE: needed.role,
        forms.CHANNEL: needed.channel,
        forms.MENTIONABLE: needed.mentionable,
    }
    if kind in entity:
        entity[kind](str(value))
        return str(value)
    if kind == forms.BOOLEAN:
        if not isinstance(value, bool):
            raise PersonError(f"{name} must be true or false")
        return value
    try:
        typed: Any = {forms.INTEGER: int, forms.NUMBER: float}.get(kind, str)(value)
    except (TypeError, ValueError):
        raise PersonError(f"{name} must be a number") from None
    if option.get("choices") and typed not in [c["value"] for c in option["choices"]]:
        raise PersonError(f"{name} must be one of the choices")
    size = len(typed) if kind == forms.STRING else typed
    least, most = ("min_length", "max_length") if kind == forms.STRING else ("min_value", "max_value")
    if size < option.get(least, size) or size > option.get(most, 6000 if kind == forms.STRING else size):
        raise PersonError(f"{name} is too short, too long, too small or too large")
    return typed


def component_data(
    world: DiscordWorld, guild: Guild | None, component: Wire, values: Iterable[Any] | None
) -> Wire:
    """The data of a pressed button or of a choice made in a select."""
    if component.get("disabled"):
        raise PersonError("this component is disabled")
    kind = component["type"]
    data: Wire = {"custom_id": component["custom_id"], "component_type": kind, "id": component["id"]}
    if kind == components.BUTTON:
        return data
    resolved = Resolved(world, guild)
    data["values"] = _chosen(component, values, resolved, required=True)
    return data | ({"resolved": resolved.data} if resolved.data else {})


def _chosen(component: Wire, values: Any, resolved: Resolved, *, required: bool) -> list[str]:
    """The values of a select or a group of boxes, checked as a client would."""
    chosen = [str(v) for v in ([values] if isinstance(values, str | int) else values or [])]
    least = component.get("min_values", 1)
    most = component.get("max_values", len(component.get("options") or [0]))
    if (chosen or required) and not least <= len(chosen) <= most:
        raise PersonError(f"choose {least} to {most}")
    kind = component["type"]
    if kind in (components.STRING_SELECT, components.CHECKBOXES, components.RADIO):
        if set(chosen) - {o["value"] for o in component["options"]}:
            raise PersonError("no such choice")
        return chosen
    entity = {
        components.USER_SELECT: resolved.user,
        components.ROLE_SELECT: resolved.role,
        components.CHANNEL_SELECT: resolved.channel,
        components.MENTIONABLE_SELECT: resolved.mentionable,
    }
    for value in chosen:
        entity[kind](value)
    return chosen


def modal_data(world: DiscordWorld, guild: Guild | None, modal: Wire, fields: Mapping[str, Any]) -> Wire:
    """The data of a submitted modal."""
    known = {c["custom_id"] for _, c in components.walk(modal["components"]) if "custom_id" in c}
    if set(fields) - known:
        raise PersonError(f"unknown field: {', '.join(sorted(set(fields) - known))}")
    resolved = Resolved(world, guild)
    parts = []
    for top in modal["components"]:
        part: Wire = {"type": top["type"], "id": top["id"]}
        if top["type"] == components.ROW:
            part["components"] = [_field(c, fields, resolved) for c in top["components"]]
        elif top["type"] == components.LABEL:
            part["component"] = _field(top["component"], fields, resolved)
        parts.append(part)
    data: Wire = {"custom_id": modal["custom_id"], "components": parts}
    return data | ({"resolved": resolved.data} if resolved.data else {})


def _field(component: Wire, fields: Mapping[str, Any], resolved: Resolved) -> Wire:
    kind, name = component["type"], component["custom_id"]
    value, required = fields.get(name), component.get("required", True)
    part: Wire = {"type": kind, "id": component["id"], "custom_id": name}
    if kind == components.TEXT_INPUT:
        text = str(component.get("value", "") if value is None else value)
        if required and not text:
            raise PersonError(f"{name} is required")
        if text and not component.get("min_length", 0) <= len(text) <= component.get("max_length", 4000):
            raise PersonError(f"{name} is too short or too long")
        return part | {"value": text}
    if kind == components.CHECKBOX:
        return part | {"value": bool(component.get("default", False) if value is None else value)}
    if kind == components.FILE_UPLOAD:
        return part | {"values": []}
    if value is None and "options" in component:
        value = [o["value"] for o in component["options"] if o.get("default")]
    if kind == components.RADIO:
        chosen = _chosen({**component, "max_values": 1}, value, resolved, required=required)
        return part | {"value": chosen[0] if chosen else None}
    return part | {"values": _chosen(component, value, resolved, required=required)}
