"""The whole Discord face in a pretend guild, over the wire: people type commands and press buttons."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot import clock
from bot.client import COGS, Discord
from bot.rules import guilds
from bot.rules.outside import outside
from bot.services.discord import DiscordConnector
from bot.vault import Vault
from models.discord import DiscordUser, Guild, GuildChannel
from models.users import User
from sandbox.discord.interaction import Interaction
from tests.discord_bed import connected
from tests.sandbox.discord_house import House, build, serving
from tests.services.waiting import eventually
from tests.world import make_state


@dataclass
class Place:
    """A guild with our client in it, and shorthands for what people do there."""

    house: House
    gateway: Discord
    instance: int

    async def type(self, command: str, who: str = "", **options: Any) -> dict[str, Any]:
        """Run a command; returns the first real answer."""
        return await (await self.begin(command, who, **options)).done()

    async def begin(self, command: str, who: str = "", **options: Any) -> Interaction:
        people, house = self.house.world.people, self.house
        return await people.run_command(who or house.pilot, house.guild, house.channel, command, options)

    async def press(
        self, message: dict[str, Any], custom_id: str, *values: str, who: str = ""
    ) -> dict[str, Any]:
        """Press a button or choose in a select; returns the answer, or the message as it became."""
        people = self.house.world.people
        pressed = await people.press(who or self.house.pilot, message["id"], custom_id, values or None)
        return await pressed.done()

    async def link(self, user: User, who: str = "") -> None:
        """Make a pretend member the Discord user of an account."""
        await DiscordUser.create(
            id=int(who or self.house.pilot), user=user, username="pilot", linked_at=clock.now()
        )


def words(message: dict[str, Any]) -> str:
    """Everything that can be read in a message."""
    found: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            found.extend(
                str(part[k]) for k in ("content", "label", "description", "placeholder") if part.get(k)
            )
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    walk({k: message.get(k) for k in ("content", "embeds", "components")})
    return "\n".join(found)


def ids(message: dict[str, Any]) -> list[str]:
    """The custom_ids of a message's buttons and selects."""
    text = json.dumps(message["components"])
    return [part.split('"')[0] for part in text.split('"custom_id": "')[1:]]


@pytest.fixture
async def place(db: str) -> AsyncIterator[Place]:
    await make_state("Guest", guest=True)
    outside.vault, outside.web_url, outside.site_name = Vault(["k" * 32]), "http://127.0.0.1:8000", "Concord"
    async with serving(build()) as house:
        guild_id = int(house.guild)
        instance = (await guilds.seed_first(guild_id)).instance_id
        async with connected(house, COGS) as gateway:
            connector = DiscordConnector(gateway, guild_id)
            await connector.open()
            outside.connectors[instance], outside.postman, outside.gateway = connector, gateway, gateway
            await eventually(lambda: Guild.filter(id=guild_id, present=True).exists(), "the mirror")
            await eventually(lambda: GuildChannel.filter(name="staff").exists(), "the channels")
            yield Place(house, gateway, instance)
            await connector.close()
    outside.connectors.clear()
    outside.postman = outside.gateway = outside.vault = None
    outside.web_url = ""
