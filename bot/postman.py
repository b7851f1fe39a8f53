"""The postman: words of ours in front of people, by whatever connection to Discord there is at the moment."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, cast

import discord

from bot import cards
from bot.rules.posts import Card
from bot.services.discord_failures import FAILURES, translated


class Postman(ABC):
    """What `bot.rules.outside.Postman` promises; the client that inherits it says which connection there is."""

    @abstractmethod
    def _bot(self) -> Any:
        """The connection; raises ServiceDown if there is none."""

    def _channel(self, channel_id: int) -> discord.PartialMessageable:
        found: discord.PartialMessageable = self._bot().get_partial_messageable(channel_id)
        return found

    async def direct(self, discord_id: int, card: Card, nonce: str) -> tuple[int, int]:
        """Write to somebody's inbox, once for a nonce; raises ServiceDown, ServiceRefused ("inbox_closed"), NoSuchAccount."""
        bot = self._bot()
        try:
            person = bot.get_user(discord_id) or await bot.fetch_user(discord_id)
            message = await person.send(nonce=nonce, **cards.message(card))
        except FAILURES as e:
            raise translated(e) from e
        return message.channel.id, message.id

    async def answer(self, interaction_token: str, card: Card) -> bool:
        """Edit the private answer of an interaction; False if its 15 minutes are over or it was dismissed."""
        bot = self._bot()
        view = cards.panel_of(card)
        # A webhook of the application itself: it needs no more than the token of the interaction.
        hook = discord.Webhook.partial(bot.application_id or 0, interaction_token, client=bot)
        try:
            await hook.edit_message(cast(int, "@original"), view=view)
        except (discord.NotFound, discord.Forbidden):
            return False
        except FAILURES as e:
            if isinstance(e, discord.HTTPException) and e.status in (400, 401):
                return False
            raise translated(e) from e
        return True

    async def send(self, channel_id: int, card: Card, nonce: str) -> int:
        """Post into a channel; the same nonce twice shows one message."""
        try:
            message = await self._channel(channel_id).send(nonce=nonce, **cards.message(card))
        except FAILURES as e:
            raise translated(e) from e
        return message.id

    async def edit(self, channel_id: int, message_id: int, card: Card) -> None:
        """Change a post of ours."""
        try:
            await self._channel(channel_id).get_partial_message(message_id).edit(**cards.message(card))
        except FAILURES as e:
            raise translated(e) from e

    async def delete(self, channel_id: int, message_id: int) -> None:
        """Remove a post of ours."""
        try:
            await self._channel(channel_id).get_partial_message(message_id).delete()
        except FAILURES as e:
            raise translated(e) from e
