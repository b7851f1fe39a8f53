"""Control routes about guilds as a whole: several of them, bans, scheduled events, the audit log, deleting by hand."""

from __future__ import annotations

from itertools import islice
from typing import Any

from aiohttp import web

from sandbox.console.guard import body_of, maybe, number, reply, want
from sandbox.console.look import Look
from sandbox.world import BOT_PERMISSIONS


class GuildRoutes:
    """The part of the control API that stands for what is done to a guild by hand."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._discord = look.discord
        self._people = look.discord.people

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        guild = r"/guilds/{guild:\d+}"
        router.add_post("/guilds", self.create)
        router.add_put(guild + "/bot", self.invite_bot)
        router.add_delete(guild + "/bot", self.remove_bot)
        router.add_get(guild + "/bans", self.bans)
        router.add_put(guild + r"/bans/{user:\d+}", self.ban)
        router.add_delete(guild + r"/bans/{user:\d+}", self.unban)
        router.add_get(guild + "/events", self.events)
        router.add_put(guild + r"/events/{event:\d+}/interested/{user:\d+}", self.interested)
        router.add_delete(guild + r"/events/{event:\d+}/interested/{user:\d+}", self.not_interested)
        router.add_get(guild + "/audit", self.audit)
        router.add_delete(r"/channels/{channel:\d+}", self.delete_channel)
        router.add_delete(r"/messages/{message:\d+}", self.delete_message)

    def _guild(self, request: web.Request) -> Any:
        return self._discord.guild(request.match_info["guild"])

    async def create(self, request: web.Request) -> web.Response:
        """Another guild, with a channel; the bot is not in it yet."""
        body = await body_of(request)
        name, owner = want(body, "name", str).strip(), want(body, "owner", str)
        if not 2 <= len(name) <= 100:
            raise ValueError("a guild's name has 2 to 100 letters")
        self._discord.user(owner)
        guild_id = self._discord.create_guild(name, owner)
        self._discord.create_channel(guild_id, "general")
        return reply(self._look.guild_view(self._discord.guild(guild_id)), 201)

    async def invite_bot(self, request: web.Request) -> web.Response:
        """The bot comes, with a role of its own that stands above all others."""
        guild, bot = self._guild(request), self._discord.client_id
        if bot not in guild.members:
            top = max(role["position"] for role in guild.roles.values()) + 1
            name = self._discord.bot["username"]
            role = self._discord.create_role(
                guild.id, name, position=top, permissions=BOT_PERMISSIONS, bot_id=bot
            )
            self._discord.add_member(guild.id, bot, [role])
        return reply(self._look.guild_view(guild))

    async def remove_bot(self, request: web.Request) -> web.Response:
        """The owner throws the bot out."""
        guild, bot = self._guild(request), self._discord.client_id
        if bot in guild.members:
            await self._people.kick(guild.owner_id, guild.id, bot)
        return reply(self._look.guild_view(guild))

    async def bans(self, request: web.Request) -> web.Response:
        """Who is banned, and why."""
        return reply({"bans": list(self._guild(request).bans.values())})

    async def ban(self, request: web.Request) -> web.Response:
        """Ban somebody by hand; ``by`` is the owner unless given."""
        guild, body = self._guild(request), await body_of(request)
        by, reason = maybe(body, "by", str) or guild.owner_id, maybe(body, "reason", str)
        await self._people.ban(by, guild.id, request.match_info["user"], reason=reason)
        return await self.bans(request)

    async def unban(self, request: web.Request) -> web.Response:
        """Lift a ban by hand."""
        guild, body = self._guild(request), await body_of(request)
        by = maybe(body, "by", str) or guild.owner_id
        await self._people.unban(by, guild.id, request.match_info["user"])
        return await self.bans(request)

    async def events(self, request: web.Request) -> web.Response:
        """Scheduled events, with who is interested."""
        guild = self._guild(request)
        shown = [{**event, "interested": guild.interested[event["id"]]} for event in guild.events.values()]
        return reply({"events": shown})

    async def interested(self, request: web.Request) -> web.Response:
        """A member is interested in an event."""
        return await self._interest(request, True)

    async def not_interested(self, request: web.Request) -> web.Response:
        """No longer."""
        return await self._interest(request, False)

    async def _interest(self, request: web.Request, on: bool) -> web.Response:
        given = request.match_info
        await self._people.interest(given["user"], given["guild"], given["event"], on)
        return await self.events(request)

    async def audit(self, request: web.Request) -> web.Response:
        """The audit log, the newest first."""
        limit = number(request, "limit", 50, 1000)
        return reply({"entries": list(islice(reversed(self._guild(request).audit), limit))})

    async def delete_channel(self, request: web.Request) -> web.Response:
        """Delete a channel by hand; ``by`` is the owner unless given."""
        channel = self._discord.channel(request.match_info["channel"])
        guild = self._discord.guild(channel.get("guild_id", ""))
        by = maybe(await body_of(request), "by", str) or guild.owner_id
        await self._people.delete_channel(by, channel["id"])
        return reply(self._look.guild_view(guild))

    async def delete_message(self, request: web.Request) -> web.Response:
        """Delete a message by hand, as somebody who may."""
        by = want(await body_of(request), "as", str)
        await self._people.delete_message(by, request.match_info["message"])
        return reply({"deleted": request.match_info["message"]})
