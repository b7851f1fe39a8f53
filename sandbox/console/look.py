"""The worlds as the console draws them: plain JSON objects, names beside ids."""

from __future__ import annotations

import json
import re
from typing import Any

from sandbox import cast
from sandbox.discord import permissions
from sandbox.discord.shapes import Wire
from sandbox.discord.world import Guild
from sandbox.world import World

MENTION = re.compile(r"<@!?(\d+)>")
CHOSEN = re.compile(r'"id": "(\d+)", "type": "user"')
"""Whom a select of people starts with."""


class Look:
    """Reads both worlds; changes nothing."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.discord = world.discord
        self.eve = world.eve

    # Discord

    def guild_view(self, guild: Guild) -> dict[str, Any]:
        """A guild with its channels and roles; members are asked for by page."""
        return {
            "id": guild.id,
            "name": guild.name,
            "owner_id": guild.owner_id,
            "member_count": len(guild.members),
            "channels": [dict(channel) for channel in guild.channels.values()],
            "threads": [
                dict(one) for one in guild.threads.values() if not one["thread_metadata"]["archived"]
            ],
            "roles": [dict(role) for role in guild.roles.values()],
        }

    def avatar(self, user: Wire) -> str:
        """Where the picture of a user is, on this server."""
        if user["avatar"]:
            return f"/cdn/avatars/{user['id']}/{user['avatar']}.png"
        return f"/cdn/embed/avatars/{(int(user['id']) >> 22) % 6}.png"

    def name(self, user_id: str, guild: Guild | None = None) -> str:
        """What people call a user here: nickname, display name, or user name."""
        member = guild.members.get(user_id) if guild else None
        user = self.discord.users.get(user_id)
        if user is None:
            return "unknown-user"
        return (member or {}).get("nick") or user["global_name"] or user["username"]

    def person(self, user_id: str, guild: Guild) -> dict[str, Any]:
        """One Discord user with membership, EVE characters, and the channels in sight."""
        user = self.discord.user(user_id)
        member = guild.members.get(user_id)
        return {
            **self.brief(user_id, guild),
            "member": {"roles": list(member["roles"]), "nick": member["nick"]} if member else None,
            "visible": [
                place["id"]
                for place in (*guild.channels.values(), *guild.threads.values())
                if self.sees(guild, place, user_id)
            ],
            "dms_closed": user_id in self.discord.closed_dms,
            "bot": bool(user["bot"]),
        }

    def brief(self, user_id: str, guild: Guild | None = None) -> dict[str, Any]:
        """One Discord user in a line."""
        user = self.discord.user(user_id)
        return {
            "id": user_id,
            "username": user["username"],
            "name": self.name(user_id, guild),
            "avatar": self.avatar(user),
            "bot": bool(user["bot"]),
            "characters": [self.character(one) for one in self.characters_of(user_id)],
        }

    def sees(self, guild: Guild, channel: Wire, user_id: str) -> bool:
        """Whether a member can read a channel."""
        return bool(permissions.in_channel(guild, channel, user_id) & permissions.P.VIEW_CHANNEL)

    def members(self, guild: Guild, query: str, limit: int, offset: int) -> dict[str, Any]:
        """A page of the member list: by highest hoisted role, then by name, as Discord shows it."""
        hoisted = {r["id"]: r["position"] for r in guild.roles.values() if r["hoist"]}
        wanted = query.casefold()
        found = [
            (-max((hoisted.get(role, 0) for role in member["roles"]), default=0), name.casefold(), user_id)
            for user_id, member in guild.members.items()
            for name in [self.name(user_id, guild)]
            if not wanted or wanted in name.casefold() or self._known_as(user_id, wanted)
        ]
        found.sort()
        page = found[offset : offset + limit]
        return {
            "total": len(found),
            "members": [
                {**self.brief(user_id, guild), "roles": list(guild.members[user_id]["roles"])}
                for _, _, user_id in page
            ],
        }

    def people(self, query: str, limit: int) -> dict[str, Any]:
        """Pretend people by Discord name or character name; those whose name begins so come first."""
        wanted = query.casefold()
        found = [
            user_id
            for user_id, user in self.discord.users.items()
            if not user["bot"]
            and (not wanted or wanted in self.name(user_id).casefold() or self._known_as(user_id, wanted))
        ]
        found.sort(key=lambda user_id: not self.name(user_id).casefold().startswith(wanted))
        return {"total": len(found), "people": [self.brief(user_id) for user_id in found[:limit]]}

    def _known_as(self, user_id: str, wanted: str) -> bool:
        if wanted in self.discord.users[user_id]["username"].casefold():
            return True
        return any(wanted in self.eve.characters[c].name.casefold() for c in self.characters_of(user_id))

    def online(self) -> bool:
        """Whether the bot is connected to the gateway and has identified itself."""
        return any(connection.session for connection in self.discord.gateway.connections)

    def first_person(self) -> str | None:
        """Whom a newcomer is at first: the new pilot of the seeded world, else anybody who can be played."""
        if cast.TESS.discord_id in self.discord.users:
            return cast.TESS.discord_id
        return next((user_id for user_id, user in self.discord.users.items() if not user["bot"]), None)

    def message(self, message: Wire) -> dict[str, Any]:
        """A message with the names that it mentions, its author's colour, and whom alone it is meant for."""
        guild = self.guild_of_channel(message["channel_id"])
        author = message["author"]
        text = json.dumps([message["content"], message["embeds"], message["components"]])
        names = {
            user_id: self.name(user_id, guild) for user_id in {*MENTION.findall(text), *CHOSEN.findall(text)}
        }
        return {
            **message,
            "author": {
                "id": author["id"],
                "name": self.name(author["id"], guild),
                "avatar": self.avatar(author),
                "bot": bool(author.get("bot")),
                "color": self._colour(guild, author["id"]),
            },
            "names": names,
            "for": self._only_for(message),
            "invoked": self._invoked(message, guild),
        }

    def _invoked(self, message: Wire, guild: Guild | None) -> dict[str, str] | None:
        """Who used which command to get this answer, as the client writes above it."""
        for done in self.discord.interactions:
            if done.kind == "command" and done.original_id == message["id"]:
                menus = (
                    c["name"] for known in self.discord.commands.values() for c in known if c["type"] != 1
                )
                name = done.name if done.name in menus else f"/{done.name}"
                return {"by": self.name(done.user_id, guild), "name": name}
        return None

    def _only_for(self, message: Wire) -> str | None:
        channel = self.discord.channels.get(message["channel_id"], {})
        if "recipients" in channel:
            return str(channel["recipients"][0]["id"])
        return self.discord.viewers.get(message["id"])

    def guild_of_channel(self, channel_id: str) -> Guild | None:
        """The guild a channel belongs to; None for direct messages."""
        channel = self.discord.channels.get(channel_id, {})
        return self.discord.guilds.get(channel.get("guild_id", ""))

    def _colour(self, guild: Guild | None, user_id: str) -> int:
        member = guild.members.get(user_id) if guild else None
        if guild is None or member is None:
            return 0
        roles = [guild.roles[role] for role in member["roles"]]
        return max(((r["position"], r["color"]) for r in roles if r["color"]), default=(0, 0))[1]

    # EVE

    def characters_of(self, user_id: str) -> list[int]:
        """The characters that a Discord user's human flies in EVE, biomassed ones left out."""
        return [one for one in self.world.characters_of(user_id) if not self.eve.characters[one].deleted]

    def character(self, character_id: int, owner: str | None = None) -> dict[str, Any]:
        """A character with corporation and alliance, and the Discord user who flies it if that is given."""
        pilot = self.eve.character(character_id)
        home = self.corporation(pilot.corporation_id)
        return {
            "id": pilot.id,
            "name": pilot.name,
            "portrait": f"/images/characters/{pilot.id}/portrait?size=64",
            "corporation": home,
            "alliance": home["alliance"],
            "biomassed": pilot.deleted,
            "owner": {"id": owner, "name": self.name(owner)} if owner else None,
        }

    def corporation(self, corporation_id: int) -> dict[str, Any]:
        """A corporation with its alliance."""
        firm = self.eve.corporation(corporation_id)
        return {
            "id": firm.id,
            "name": firm.name,
            "ticker": firm.ticker,
            "npc": firm.npc,
            "logo": f"/images/corporations/{firm.id}/logo?size=64",
            "alliance": self.alliance(firm.alliance_id) if firm.alliance_id else None,
        }

    def alliance(self, alliance_id: int) -> dict[str, Any]:
        """An alliance."""
        one = self.eve.alliance(alliance_id)
        logo = f"/images/alliances/{one.id}/logo?size=64"
        return {"id": one.id, "name": one.name, "ticker": one.ticker, "logo": logo}
