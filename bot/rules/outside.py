"""What the application hands to the rules at start: the ports to the world outside, and the vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.eve.base import Esi, Sso
from bot.services.base import Connector
from bot.vault import Vault


@dataclass(frozen=True, slots=True)
class DiscordPerson:
    """A Discord user as Discord itself describes them."""

    id: int
    username: str
    display_name: str = ""
    avatar: str = ""


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
    """Whoever can put words in front of people on Discord; lives in the Discord lane."""

    async def direct(self, discord_id: int, card: dict[str, Any]) -> None: ...

    async def answer(self, interaction_token: str, card: dict[str, Any]) -> bool:
        """Edit the ephemeral answer of an interaction; False if its 15 minutes are over."""
        ...


@dataclass(slots=True)
class Outside:
    """Set once by bot.app (and by tests); rules read `outside`."""

    sso: Sso | None = None
    esi: Esi | None = None
    oauth: DiscordOAuth | None = None
    vault: Vault | None = None
    postman: Postman | None = None
    web_url: str = ""
    site_name: str = "Concord"
    owners: frozenset[int] = frozenset()
    connectors: dict[int, Connector] = field(default_factory=dict)  # by instance id


outside = Outside()
