"""A postman who keeps what was said and refuses as Discord would: for rules, where no wire is needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.rules import guilds
from bot.rules.guilds import VIEW_CHANNEL, ChannelFacts, RoleFacts
from bot.rules.outside import outside
from bot.rules.posts import Card
from bot.services.base import NoSuchAccount, ServiceRefused
from bot.vault import Vault
from tests.rules.guild_double import GUILD, make_guild

OPEN, CLOSED = 71, 72
HIDDEN: list[dict[str, object]] = [{"id": str(GUILD), "kind": "role", "allow": 0, "deny": VIEW_CHANNEL}]


@dataclass
class FakePostman:
    """Keeps what was said; refuses as Discord would."""

    channels: dict[int, dict[int, Card]] = field(default_factory=dict)
    inboxes: dict[int, list[Card]] = field(default_factory=dict)
    answers: dict[str, Card] = field(default_factory=dict)
    nonces: dict[str, int] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    over: set[str] = field(default_factory=set)
    mute: bool = False

    async def direct(self, discord_id: int, card: Card, nonce: str) -> tuple[int, int]:
        if discord_id in self.closed:
            raise ServiceRefused("inbox_closed")
        assert len(nonce) <= 25
        if nonce in self.nonces:
            return discord_id, self.nonces[nonce]
        self.nonces[nonce] = len(self.nonces) + 1
        self.inboxes.setdefault(discord_id, []).append(card)
        self.channels.setdefault(discord_id, {})[self.nonces[nonce]] = card
        return discord_id, self.nonces[nonce]

    async def answer(self, interaction_token: str, card: Card) -> bool:
        if interaction_token in self.over:
            return False
        self.answers[interaction_token] = card
        return True

    async def send(self, channel_id: int, card: Card, nonce: str) -> int:
        if self.mute:
            raise ServiceRefused("no_permission")
        assert len(nonce) <= 25
        message = self.nonces.setdefault(nonce, len(self.nonces) + 1)
        self.channels.setdefault(channel_id, {})[message] = card
        return message

    async def edit(self, channel_id: int, message_id: int, card: Card) -> None:
        if message_id not in self.channels.get(channel_id, {}):
            raise NoSuchAccount("10008")
        self.channels[channel_id][message_id] = card

    async def delete(self, channel_id: int, message_id: int) -> None:
        if self.channels.get(channel_id, {}).pop(message_id, None) is None:
            raise NoSuchAccount("10008")


@asynccontextmanager
async def postman() -> AsyncIterator[FakePostman]:
    """A guild with a channel that everyone reads and one that nobody does, and somebody who brings posts there."""
    await make_guild()
    await guilds.role_seen(GUILD, RoleFacts(GUILD, "@everyone", 0, VIEW_CHANNEL, managed=False))
    await guilds.channel_seen(GUILD, ChannelFacts(OPEN, "welcome", 0, 0))
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, HIDDEN))
    made = FakePostman()
    outside.postman, outside.vault, outside.web_url = made, Vault(["k" * 32]), "http://127.0.0.1"
    outside.sent.clear()
    outside.turns.clear()
    yield made
    outside.postman = outside.vault = None
    outside.web_url = ""
    outside.connectors.clear()
