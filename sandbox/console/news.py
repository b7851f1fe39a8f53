"""Turns what happens in both worlds into the console's feed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from sandbox.console.feed import Feed
from sandbox.console.look import Look
from sandbox.discord.world import Feed as Changes
from sandbox.world import World

ONLINE_EVERY = 0.5  # real seconds between looks at the bot's connection
GUILD_KINDS = ("guild_role_", "channel_", "thread_", "guild_update", "guild_create", "guild_delete")


class News:
    """Reads the worlds' changes for as long as the server runs."""

    def __init__(self, world: World, look: Look) -> None:
        self.feed = Feed()
        self._world = world
        self._look = look
        self._known_online = look.online()

    async def run(self, _app: web.Application) -> AsyncIterator[None]:
        """For ``app.cleanup_ctx``: start with the server, end with it."""
        self._world.eve.listeners.append(self._eve)
        feed = self._world.discord.subscribe()
        tasks = [asyncio.create_task(self._follow(feed)), asyncio.create_task(self._watch_bot())]
        yield
        self._world.eve.listeners.remove(self._eve)
        await feed.aclose()
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def time(self) -> dict[str, Any]:
        """The sandbox's clock: now as ISO text, speed in sandbox seconds per real second."""
        clock = self._world.clock
        return {"now": clock.now().isoformat(), "speed": clock.speed, "jumped": clock.jumped}

    def tell_time(self) -> None:
        """Say that the clock was changed."""
        self.feed.add("time", self.time())

    async def _follow(self, feed: Changes) -> None:
        async for kind, data in feed:
            self._discord(kind, data)

    def _discord(self, kind: str, data: dict[str, Any]) -> None:
        if kind in ("message_create", "message_update", "ephemeral_create", "ephemeral_update"):
            self._message(data["id"])
        elif kind in ("message_delete", "ephemeral_delete"):
            self.feed.add("message_gone", {"id": data["id"], "channel_id": data.get("channel_id")})
        elif kind.startswith("guild_member_"):
            self.feed.add("member", {"guild_id": data["guild_id"], "user_id": data["user"]["id"]})
        elif kind.startswith(GUILD_KINDS):
            self.feed.add("guild", {})
        elif kind == "commands":
            self.feed.add("commands", {})

    def _message(self, message_id: str) -> None:
        message = self._world.discord.messages.get(message_id)  # as it is now: edits overtake
        if message is not None:
            self.feed.add("message", self._look.message(message))

    def _eve(self, what: str, facts: dict[str, Any]) -> None:
        self.feed.add("eve", {"what": what, **facts})

    async def _watch_bot(self) -> None:
        while True:
            await asyncio.sleep(ONLINE_EVERY)
            if self._look.online() != self._known_online:
                self._known_online = not self._known_online
                self.feed.add("bot", {"online": self._known_online})
