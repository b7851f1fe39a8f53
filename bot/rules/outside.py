"""What the application hands to the rules at start: the ports to the world outside, and the vault."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot import clock
from bot.errors import Unavailable
from bot.eve.base import Esi, Sso
from bot.services.base import Connector, DiscordPerson, GatewayFigures
from bot.vault import Vault

__all__ = ["DiscordOAuth", "DiscordPerson", "Outside", "Postman", "outside"]


class DiscordOAuth(Protocol):
    """Signing in with Discord, and putting somebody into a guild on their behalf."""

    def authorize_url(self, state: str, scopes: list[str]) -> str: ...

    async def exchange(self, code: str) -> tuple[str, DiscordPerson]:
        """Trade a code for the user's access token and who they are; raises Invalid or Unavailable."""
        ...

    async def join(self, guild_id: int, person: DiscordPerson, access_token: str) -> bool:
        """Put the person into the guild; False if they were in already. Raises Unavailable or ServiceRefused."""
        ...


class Postman(Protocol):
    """Whoever can put words in front of people on Discord; lives in the Discord lane.

    A card is plain data, see `bot.rules.posts.Card`. All raise ServiceDown (later), ServiceRefused (`inbox_closed`,
    `no_permission`) and NoSuchAccount (the person, channel or message is not there any more).
    """

    async def direct(self, discord_id: int, card: Any, nonce: str) -> tuple[int, int]:
        """Write to somebody's inbox; the ids of channel and message. The same nonce twice shows one message."""
        ...

    async def answer(self, interaction_token: str, card: Any) -> bool:
        """Edit the ephemeral answer of an interaction; False if its 15 minutes are over."""
        ...

    async def send(self, channel_id: int, card: Any, nonce: str) -> int:
        """Post into a channel and return the message's id; the same nonce twice shows one message."""
        ...

    async def edit(self, channel_id: int, message_id: int, card: Any) -> None:
        """Change a post of ours, or a direct message."""
        ...

    async def delete(self, channel_id: int, message_id: int) -> None:
        """Remove a post of ours, or a direct message."""
        ...


class Mailer(Protocol):
    """Whoever sends letters; raises ServiceDown (later) and ServiceRefused (not to this address, or not at all)."""

    async def send(self, to: str, subject: str, text: str, message_id: str) -> None:
        """Send one letter of plain text. `message_id`: the part before the @, so that a letter sent twice is one."""
        ...


class Gateway(Protocol):
    """The connection to Discord, as far as the staff pages look at it."""

    def figures(self) -> GatewayFigures:
        """How it is doing, and what was asked since the start."""
        ...


@dataclass(slots=True)
class Outside:
    """Set once by bot.app (and by tests); rules read `outside`."""

    sso: Sso | None = None
    esi: Esi | None = None
    oauth: DiscordOAuth | None = None
    vault: Vault | None = None
    postman: Postman | None = None
    gateway: Gateway | None = None
    mailer: Mailer | None = None
    web_url: str = ""
    images_url: str = "https://images.evetech.net"
    site_name: str = "Concord"
    owners: frozenset[int] = frozenset()
    keep_days: int = 365  # traces of erased people, without names
    connectors: dict[int, Connector] = field(default_factory=dict)  # by instance id
    sent: deque[float] = field(
        default_factory=lambda: deque(maxlen=100)
    )  # moments of the latest direct messages
    turns: dict[int, float] = field(default_factory=dict)  # by channel: the moment of the latest new post

    def turn(self, channel_id: int, between: float) -> float:
        """Seconds until one more post may go into a channel; 0: now, and that turn is taken."""
        now = clock.monotonic()
        if (left := self.turns.get(channel_id, -between) + between - now) > 0:
            return left
        self.turns = {c: at for c, at in self.turns.items() if at + between > now} | {channel_id: now}
        return 0.0

    def need_vault(self) -> Vault:
        """The vault; its absence is a fault of the program."""
        if self.vault is None:
            raise RuntimeError("the application has not handed over a vault")
        return self.vault

    def need_sso(self) -> Sso:
        """EVE's single sign-on; raises Unavailable where none is set up."""
        if self.sso is None:
            raise Unavailable("eve.not_set_up")
        return self.sso

    def need_esi(self) -> Esi:
        """The client of ESI; raises Unavailable where none is open (a tool that only looks at the database)."""
        if self.esi is None:
            raise Unavailable("eve.down", reason="ESI is not open here")
        return self.esi

    def need_oauth(self) -> DiscordOAuth:
        """Discord's sign-in; raises Unavailable where none is set up."""
        if self.oauth is None:
            raise Unavailable("discord.not_set_up")
        return self.oauth


outside = Outside()
