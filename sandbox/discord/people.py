"""What people do in the pretend Discord; the console and the tests act through this."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sandbox.discord import changes, components, events, forms, invoke, permissions, posting, threads
from sandbox.discord import interaction as kinds
from sandbox.discord.errors import DiscordError
from sandbox.discord.interaction import KINDS, Interaction
from sandbox.discord.invoke import PersonError
from sandbox.discord.permissions import P
from sandbox.discord.shapes import DM_CHANNEL, THREADS, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Feed, Guild


class People:
    """Everything a person can do. What a client would not allow raises PersonError."""

    def __init__(self, world: DiscordWorld):
        self._world = world

    # -- commands and components

    async def commands(self, guild_id: str | None, user_id: str | None = None) -> list[Wire]:
        """The commands a client would offer, local ones first; with a user, only those they may use there."""
        local = self._world.commands.get(guild_id, []) if guild_id else []
        offered = [*local, *self._world.commands.get(None, [])]
        if user_id is not None:
            offered = [c for c in offered if self._offered(c, guild_id, user_id)]
        return copy.deepcopy(offered)

    async def run_command(
        self,
        user_id: str,
        guild_id: str | None,
        channel_id: str,
        name: str,
        options: Mapping[str, Any] | None = None,
        *,
        target_id: str | None = None,
    ) -> Interaction:
        """Use a slash command (`name` like "admin user show"; members, roles and channels are given as ids).

        With `target_id` (a user's or a message's) it is the context menu of that name.
        """
        guild, channel = self._place(user_id, guild_id, channel_id)
        kind = forms.CHAT_INPUT
        if target_id is not None:
            kind = forms.MESSAGE_COMMAND if target_id in self._world.messages else forms.USER_COMMAND
        command, path = invoke.find_command(self._world, guild_id, name, kind)
        if not self._offered(command, guild_id, user_id):
            raise PersonError(f"/{name} is not offered to this user here")
        if target_id is not None:
            data = invoke.context_data(self._world, guild, command, target_id)
        else:
            data = invoke.command_data(self._world, guild, command, path, options or {})
        return self._interact(user_id, guild, channel, kinds.COMMAND, data, name, target_id=target_id)

    async def autocomplete(
        self,
        user_id: str,
        guild_id: str | None,
        channel_id: str,
        name: str,
        options: Mapping[str, Any],
        focused: str,
    ) -> list[Wire]:
        """The choices for what is typed so far in `options[focused]`.

        Raises InteractionFailed after 3 s without an answer.
        """
        guild, channel = self._place(user_id, guild_id, channel_id)
        command, path = invoke.find_command(self._world, guild_id, name, forms.CHAT_INPUT)
        data = invoke.command_data(self._world, guild, command, path, options, focused=focused)
        interaction = self._interact(user_id, guild, channel, kinds.AUTOCOMPLETE, data, name)
        return list((await interaction.done(kinds.ACK_SECONDS + 1))["choices"])

    async def press(
        self, user_id: str, message_id: str, custom_id: str, values: Iterable[str] | None = None
    ) -> Interaction:
        """Press a button, or choose `values` in a select; works in ephemeral messages of that user as well."""
        message = self._visible(user_id, message_id)
        component = components.find(message["components"], custom_id)
        if component is None:
            raise PersonError(f"no component {custom_id!r} in this message")
        channel = self._world.channels[message["channel_id"]]
        guild, channel = self._place(user_id, channel.get("guild_id"), channel["id"])
        data = invoke.component_data(self._world, guild, component, values)
        return self._interact(user_id, guild, channel, kinds.COMPONENT, data, custom_id, source=message)

    async def submit_modal(self, user_id: str, interaction_id: str, fields: Mapping[str, Any]) -> Interaction:
        """Send in the modal with which that interaction was answered; fields left out keep what they show."""
        opener = self._world.interactions.get(interaction_id)
        if opener is None or opener.modal is None or opener.user_id != user_id:
            raise PersonError("this user has no such modal open")
        guild, channel = self._place(user_id, opener.guild_id, opener.channel_id)
        data = invoke.modal_data(self._world, guild, opener.modal, fields)
        source = self._world.messages.get(opener.source_id or "")
        return self._interact(
            user_id,
            guild,
            channel,
            kinds.MODAL,
            data,
            opener.modal["custom_id"],
            source=source,
            opener=opener,
        )

    # -- coming, going, editing by hand

    async def join(self, user_id: str, guild_id: str) -> None:
        """Join the guild; being in it already is no change."""
        if user_id in self._world.guild(guild_id).bans:
            raise PersonError("this user is banned here")
        if user_id not in self._world.guild(guild_id).members:
            self._world.add_member(guild_id, user_id)

    async def leave(self, user_id: str, guild_id: str) -> None:
        """Leave the guild; the owner cannot."""
        guild = self._world.guild(guild_id)
        self._world.member(guild_id, user_id)
        if user_id == guild.owner_id:
            raise PersonError("the owner cannot leave")
        changes.remove_member(self._world, guild, user_id)

    async def kick(
        self, actor_user_id: str, guild_id: str, user_id: str, *, reason: str | None = None
    ) -> None:
        """Kick a member by hand; the bot may be kicked as well."""
        guild = self._world.guild(guild_id)
        self._world.member(guild_id, user_id)
        self._may(guild, actor_user_id, P.KICK_MEMBERS, above=user_id)
        changes.remove_member(self._world, guild, user_id, kicked_by=actor_user_id, reason=reason)

    async def set_roles(
        self,
        actor_user_id: str,
        guild_id: str,
        user_id: str,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
    ) -> None:
        """Edit a member's roles by hand, as far as the actor's own rank allows."""
        guild, member = self._world.guild(guild_id), self._world.member(guild_id, user_id)
        wanted = (set(member["roles"]) | set(add)) - set(remove)
        self._may(guild, actor_user_id, P.MANAGE_ROLES)
        try:
            for role_id in wanted ^ set(member["roles"]):
                permissions.need_assignable(guild, actor_user_id, role_id)
        except DiscordError as error:
            raise PersonError(error.body["message"]) from error
        changes.set_roles(self._world, guild, user_id, wanted, actor_id=actor_user_id)

    async def set_nick(self, actor_user_id: str, guild_id: str, user_id: str, nick: str | None) -> None:
        """Change a nickname by hand, one's own or that of somebody of lower rank."""
        guild, member = self._world.guild(guild_id), self._world.member(guild_id, user_id)
        right = P.CHANGE_NICKNAME if actor_user_id == user_id else P.MANAGE_NICKNAMES
        self._may(guild, actor_user_id, right, above=user_id)
        if nick and len(nick) > 32:
            raise PersonError("a nickname has at most 32 characters")
        if changes.set_nick(self._world, guild, user_id, nick, actor_id=actor_user_id):
            changes.member_updated(self._world, guild, member)

    async def ban(
        self, actor_user_id: str, guild_id: str, user_id: str, *, reason: str | None = None
    ) -> None:
        """Ban somebody by hand."""
        guild = self._world.guild(guild_id)
        self._world.user(user_id)
        self._may(guild, actor_user_id, P.BAN_MEMBERS, above=user_id)
        changes.ban(self._world, guild, user_id, actor_id=actor_user_id, reason=reason)

    async def unban(self, actor_user_id: str, guild_id: str, user_id: str) -> None:
        """Lift a ban by hand."""
        guild = self._world.guild(guild_id)
        self._may(guild, actor_user_id, P.BAN_MEMBERS)
        if user_id not in guild.bans:
            raise PersonError("this user is not banned")
        changes.unban(self._world, guild, user_id, actor_id=actor_user_id)

    async def interest(self, user_id: str, guild_id: str, event_id: str, interested: bool = True) -> None:
        """Press *Interested* on a scheduled event, or take it back."""
        self._world.member(guild_id, user_id)
        events.interest(self._world, self._world.guild(guild_id), event_id, user_id, interested)

    async def delete_channel(self, actor_user_id: str, channel_id: str) -> None:
        """Delete a channel by hand."""
        channel = self._world.channel(channel_id)
        guild = self._world.guild(channel["guild_id"])
        self._may(guild, actor_user_id, P.MANAGE_CHANNELS)
        changes.delete_channel(self._world, guild, channel_id, actor_id=actor_user_id)

    async def delete_message(self, actor_user_id: str, message_id: str) -> None:
        """Delete a message by hand: one's own, or with MANAGE_MESSAGES anybody's."""
        message = self._visible(actor_user_id, message_id)
        channel = self._world.channels[message["channel_id"]]
        if message["author"]["id"] != actor_user_id:
            self._place(actor_user_id, channel.get("guild_id"), channel["id"], P.MANAGE_MESSAGES)
        posting.delete(self._world, message)

    async def close_dms(self, user_id: str, closed: bool = True) -> None:
        """Take no more direct messages from the bot, or take them again."""
        self._world.user(user_id)
        (self._world.closed_dms.add if closed else self._world.closed_dms.discard)(user_id)

    async def deauthorize(self, user_id: str) -> None:
        """Remove the application from one's authorized apps: all its tokens die."""
        self._world.grants.revoke_user(user_id)

    async def say(self, user_id: str, channel_id: str, content: str) -> Wire:
        """Write a message by hand; in the direct channel with the bot too."""
        channel = self._world.channel(channel_id)
        guild, _ = self._place(user_id, channel.get("guild_id"), channel_id, P.SEND_MESSAGES)
        if guild is not None and channel["type"] in THREADS:
            threads.wake(self._world, channel)
            changes.enter_thread(self._world, guild, channel, user_id)
        return posting.write(self._world, channel, user_id, {"content": content})

    # -- seeing

    async def dms(self, user_id: str) -> list[Wire]:
        """The direct messages with the bot, oldest first."""
        channel_id = self._world.dms.get(user_id)
        return await self.channel_messages(channel_id, user_id) if channel_id else []

    async def channel_messages(self, channel_id: str, viewer_id: str | None = None) -> list[Wire]:
        """What stands in a channel, oldest first, each with `ephemeral`; the viewer's own ephemeral ones included."""
        world = self._world
        world.channel(channel_id)
        return [
            {**copy.deepcopy(world.messages[i]), "ephemeral": i in world.viewers}
            for i in world.history.get(channel_id, [])
            if world.viewers.get(i) in (None, viewer_id)
        ]

    async def members(self, guild_id: str) -> list[Wire]:
        """Every member of the guild."""
        return copy.deepcopy(list(self._world.guild(guild_id).members.values()))

    async def channels(self, guild_id: str, user_id: str) -> list[Wire]:
        """The channels this member sees."""
        guild = self._world.guild(guild_id)
        return [
            c for c in guild.channels.values() if permissions.in_channel(guild, c, user_id) & P.VIEW_CHANNEL
        ]

    def subscribe(self) -> Feed:
        """Changes as (kind, data) from now on; see `DiscordWorld.subscribe`."""
        return self._world.subscribe()

    # -- how

    def _place(
        self, user_id: str, guild_id: str | None, channel_id: str, bit: P = P.VIEW_CHANNEL
    ) -> tuple[Guild | None, Wire]:
        """Where it happens; a channel that the person does not see (or may not use so) is none."""
        world = self._world
        channel = world.channels.get(channel_id)
        if channel is None:
            raise PersonError(f"no such channel: {channel_id}")
        if channel["type"] == DM_CHANNEL:
            if guild_id is not None or channel["recipients"][0]["id"] != user_id:
                raise PersonError("this is somebody else's direct channel")
            return None, channel
        guild = world.guilds[channel["guild_id"]]
        if guild_id != guild.id:
            raise PersonError("this channel is not in that guild")
        if not permissions.in_channel(guild, channel, user_id) & bit:
            raise PersonError("this user cannot do that in this channel")
        return guild, channel

    def _visible(self, user_id: str, message_id: str) -> Wire:
        message = self._world.messages.get(message_id)
        if message is None or self._world.viewers.get(message_id) not in (None, user_id):
            raise PersonError("this user sees no such message")
        return message

    def _offered(self, command: Wire, guild_id: str | None, user_id: str) -> bool:
        if guild_id is None:
            contexts = command.get("contexts")
            return command.get("dm_permission", True) if contexts is None else 1 in contexts
        if command.get("contexts") is not None and 0 not in command["contexts"]:
            return False
        needed, have = command.get("default_member_permissions"), self._rights(guild_id, user_id)
        if not have & P.USE_APPLICATION_COMMANDS:
            return False
        return (
            needed is None
            or bool(have & P.ADMINISTRATOR)
            or (needed != "0" and have & int(needed) == int(needed))
        )

    def _rights(self, guild_id: str, user_id: str) -> int:
        return permissions.of_member(self._world.guild(guild_id), user_id)

    def _may(self, guild: Guild, actor_id: str, right: P, *, above: str | None = None) -> None:
        try:
            permissions.need(guild, actor_id, right)
            if above:
                permissions.need_above_member(guild, actor_id, above)
        except DiscordError as error:
            raise PersonError(error.body["message"]) from error

    def _interact(
        self,
        user_id: str,
        guild: Guild | None,
        channel: Wire,
        kind: int,
        data: Wire,
        name: str,
        *,
        source: Wire | None = None,
        target_id: str | None = None,
        opener: Interaction | None = None,
    ) -> Interaction:
        """Send INTERACTION_CREATE and keep watch over what comes of it."""
        world = self._world
        interaction = Interaction(
            id=world.snowflake(),
            token=secrets.token_urlsafe(48),
            user_id=user_id,
            kind=KINDS[kind],
            created=world.clock.now(),
            guild_id=guild.id if guild else None,
            channel_id=channel["id"],
            name=name,
            source_id=source["id"] if source else None,
            target_id=target_id,
            opener=opener,
        )
        payload = self._payload(interaction, guild, channel, kind, data)
        if source:
            payload["message"] = source
        world.interactions.open(interaction)
        world.gateway.dispatch("INTERACTION_CREATE", payload, None)
        world.interactions.tell(interaction)
        return interaction

    def _payload(
        self, interaction: Interaction, guild: Guild | None, channel: Wire, kind: int, data: Wire
    ) -> Wire:
        world, user_id = self._world, interaction.user_id
        payload: Wire = {
            "id": interaction.id,
            "application_id": world.client_id,
            "type": kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": channel["id"],
            "channel": channel,
            "locale": "en-US",
            "entitlements": [],
            "attachment_size_limit": 10 << 20,
            "context": 0 if guild else 1,
            "authorizing_integration_owners": {"0": guild.id if guild else "0"},
        }
        if guild is None:
            return payload | {"user": world.users[user_id], "app_permissions": str(permissions.EVERYONE)}
        rights = permissions.in_channel(guild, channel, user_id)
        bot_rights = permissions.in_channel(guild, channel, world.client_id)
        return payload | {
            "guild_id": guild.id,
            "guild": {"id": guild.id, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "channel": {**channel, "permissions": str(rights)},
            "member": {**guild.members[user_id], "permissions": str(rights)},
            "app_permissions": str(bot_rights),
        }


__all__ = ["People", "PersonError"]
