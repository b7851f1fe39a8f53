"""Control routes about Discord: who is there, what is written, and acting as a person."""

from __future__ import annotations

import contextlib
from typing import Any

from aiohttp import web

from sandbox.console.guard import Refused, body_of, maybe, number, reply, want
from sandbox.console.look import Look
from sandbox.discord.interaction import Interaction, InteractionFailed

FIRST_ANSWER = 5.0  # real seconds to wait for the bot; the sandbox calls it failed after 3 of its own


class DiscordRoutes:
    """The part of the control API that stands for Discord's clients."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._discord = look.discord
        self._people = look.discord.people

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        member = r"/guilds/{guild:\d+}/members/{user:\d+}"
        router.add_get("/people", self.list_people)
        router.add_get(r"/people/{user:\d+}", self.person)
        router.add_patch(r"/users/{user:\d+}", self.change_user)
        router.add_get(r"/users/{user:\d+}/dms", self.direct_messages)
        router.add_get(r"/guilds/{guild:\d+}/members", self.members)
        router.add_put(member, self.join)
        router.add_delete(member, self.leave)
        router.add_patch(member, self.change_member)
        router.add_get(r"/guilds/{guild:\d+}/commands", self.commands)
        router.add_get(r"/channels/{channel:\d+}/messages", self.messages)
        router.add_post(r"/channels/{channel:\d+}/messages", self.say)
        router.add_post("/interactions", self.interact)
        router.add_get(r"/interactions/{id:\d+}", self.interaction)

    def _guild(self, request: web.Request) -> Any:
        return self._discord.guild(request.match_info["guild"])

    def _default_guild(self, guild_id: str | None) -> Any:
        if guild_id is None and not self._discord.guilds:
            raise Refused(404, "This world has no guild.")
        return self._discord.guild(guild_id or next(iter(self._discord.guilds)))

    async def list_people(self, request: web.Request) -> web.Response:
        """Pretend people, found by Discord name or character name."""
        return reply(self._look.people(request.query.get("q", ""), number(request, "limit", 40, 200)))

    async def person(self, request: web.Request) -> web.Response:
        """One person with membership, characters and the channels in sight."""
        guild = self._default_guild(request.query.get("guild"))
        return reply(self._look.person(request.match_info["user"], guild))

    async def change_user(self, request: web.Request) -> web.Response:
        """Close or open a user's direct messages."""
        user_id = request.match_info["user"]
        self._discord.user(user_id)
        await self._people.close_dms(user_id, want(await body_of(request), "dms_closed", bool))
        return reply({"dms_closed": user_id in self._discord.closed_dms})

    async def direct_messages(self, request: web.Request) -> web.Response:
        """What the bot and a user wrote to one another."""
        user_id = request.match_info["user"]
        self._discord.user(user_id)
        messages = await self._people.dms(user_id)
        channel = self._discord.open_dm(user_id)["id"]
        return reply({"channel": channel, "messages": [self._look.message(one) for one in messages]})

    async def members(self, request: web.Request) -> web.Response:
        """A page of the member list, searched by name, user name or character."""
        limit, offset = number(request, "limit", 100, 1000), number(request, "offset", 0, 10**9)
        return reply(self._look.members(self._guild(request), request.query.get("q", ""), limit, offset))

    async def join(self, request: web.Request) -> web.Response:
        """A user joins a guild."""
        guild, user_id = self._guild(request), request.match_info["user"]
        self._discord.user(user_id)
        await self._people.join(user_id, guild.id)
        return reply(self._look.person(user_id, guild))

    async def leave(self, request: web.Request) -> web.Response:
        """A user leaves a guild, or with ``by`` is kicked by somebody."""
        guild, user_id = self._guild(request), request.match_info["user"]
        self._discord.member(guild.id, user_id)
        by = maybe(await body_of(request), "by", str)
        if by is None:
            await self._people.leave(user_id, guild.id)
        else:
            await self._people.kick(by, guild.id, user_id)
        return reply(self._look.person(user_id, guild))

    async def change_member(self, request: web.Request) -> web.Response:
        """Roles and nickname as a human edits them by hand; ``by`` is the owner unless given."""
        guild, user_id, body = self._guild(request), request.match_info["user"], await body_of(request)
        self._discord.member(guild.id, user_id)
        by = maybe(body, "by", str) or guild.owner_id
        add, remove = maybe(body, "add_roles", list) or [], maybe(body, "remove_roles", list) or []
        for role_id in (*add, *remove):
            if role_id not in guild.roles:
                raise LookupError(f"no role of {guild.name} has the id {role_id}")
        if add or remove:
            await self._people.set_roles(by, guild.id, user_id, add=add, remove=remove)
        if "nick" in body:
            await self._people.set_nick(by, guild.id, user_id, maybe(body, "nick", str))
        return reply(self._look.person(user_id, guild))

    async def commands(self, request: web.Request) -> web.Response:
        """Slash and context-menu commands as the client lists them; with ``as`` only those offered to that user."""
        return reply(
            {"commands": await self._people.commands(self._guild(request).id, request.query.get("as"))}
        )

    async def messages(self, request: web.Request) -> web.Response:
        """The newest messages of a channel, oldest first; ``as`` adds what only that user sees."""
        viewer = request.query.get("as")
        channel_id = request.match_info["channel"]
        channel = self._discord.channel(channel_id)
        guild = self._look.guild_of_channel(channel_id)
        if viewer and guild and not self._look.sees(guild, channel, viewer):
            raise Refused(403, f"{self._look.name(viewer, guild)} cannot see this channel.")
        found = await self._people.channel_messages(channel_id, viewer_id=viewer)
        limit = number(request, "limit", 100, 1000)
        return reply({"messages": [self._look.message(one) for one in found[-limit:]]})

    async def say(self, request: web.Request) -> web.Response:
        """A person writes a message by hand."""
        body = await body_of(request)
        content = want(body, "content", str)
        message = await self._people.say(want(body, "as", str), request.match_info["channel"], content)
        return reply(self._look.message(message), 201)

    async def interact(self, request: web.Request) -> web.Response:
        """Act as a person: command, autocomplete, component, modal. Answers with the bot's first answer."""
        body = await body_of(request)
        user_id, kind = want(body, "as", str), want(body, "kind", str)
        self._discord.user(user_id)
        if kind == "autocomplete":
            choices = await self._people.autocomplete(
                user_id,
                *self._place(body),
                want(body, "name", str),
                _options(body),
                want(body, "focused", str),
            )
            return reply({"choices": choices})
        begin = {"command": self._command, "component": self._component, "modal": self._modal}.get(kind)
        if begin is None:
            raise Refused(400, "'kind' must be command, autocomplete, component or modal.")
        interaction = await begin(user_id, body)
        await first_answer(interaction, FIRST_ANSWER)
        return reply(self._interaction(interaction))

    async def _command(self, user_id: str, body: dict[str, Any]) -> Any:
        target = maybe(body, "target", str)
        extra = {} if target is None else {"target_id": target}
        name = want(body, "name", str)
        return await self._people.run_command(user_id, *self._place(body), name, _options(body), **extra)

    async def _component(self, user_id: str, body: dict[str, Any]) -> Any:
        message_id, custom_id = want(body, "message", str), want(body, "custom_id", str)
        return await self._people.press(user_id, message_id, custom_id, maybe(body, "values", list))

    async def _modal(self, user_id: str, body: dict[str, Any]) -> Any:
        fields = want(body, "fields", dict)
        return await self._people.submit_modal(user_id, want(body, "interaction", str), fields)

    def _place(self, body: dict[str, Any]) -> tuple[str | None, str]:
        """Guild and channel; the guild may be left out where the channel tells it."""
        channel_id = want(body, "channel", str)
        guild = self._look.guild_of_channel(channel_id)
        self._discord.channel(channel_id)
        return (guild.id if guild else None), channel_id

    async def interaction(self, request: web.Request) -> web.Response:
        """What became of an interaction; ``wait`` waits so many real seconds for more than "thinking"."""
        interaction = self._discord.interactions.get(request.match_info["id"])
        if interaction is None:
            raise LookupError("no interaction of the last while has that id")
        wait = number(request, "wait", 0, 30)
        if wait:
            with contextlib.suppress(TimeoutError, InteractionFailed):
                await interaction.done(wait)
        return reply(self._interaction(interaction))

    def _interaction(self, interaction: Interaction) -> dict[str, Any]:
        return {
            "id": interaction.id,
            "kind": interaction.kind,
            "acknowledged_after": interaction.acknowledged_after,
            "failed": interaction.failed,
            "modal": interaction.modal,
            "messages": [self._look.message(one) for one in interaction.messages],
        }


def _options(body: dict[str, Any]) -> dict[str, Any]:
    return maybe(body, "options", dict) or {}


async def first_answer(interaction: Interaction, wait: float) -> None:
    """Wait for the first callback, "thinking" included, or for the failure; real seconds."""
    with contextlib.suppress(TimeoutError):
        while interaction.callback is None and interaction.failed is None:
            await interaction.changed(wait)
