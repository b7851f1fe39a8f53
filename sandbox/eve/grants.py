"""What the pretend sign-in server has given out: clients, codes and refresh tokens."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sandbox.eve.world import Clock

CODE_LIFETIME = timedelta(minutes=5)
SCOPE = re.compile(r"publicData|esi-[a-z_]+\.[a-z_]+\.v\d+")


class SsoError(Exception):
    """An OAuth error: its code, a description, and the HTTP status."""

    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.description = description
        self.status = status


@dataclass
class Client:
    """An application at the developer portal. ``scopes`` None allows every well-formed scope."""

    client_id: str
    secret: str
    redirects: list[str] = field(default_factory=list)
    scopes: set[str] | None = None

    def allows(self, scope: str) -> bool:
        """Whether this application may ask for a scope."""
        return scope in self.scopes if self.scopes is not None else bool(SCOPE.fullmatch(scope))


@dataclass(frozen=True)
class Code:
    """A consent waiting to be redeemed once."""

    client_id: str
    character_id: int
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str | None
    expires: datetime


@dataclass(frozen=True)
class Grant:
    """What a refresh token stands for."""

    client_id: str
    character_id: int
    scopes: tuple[str, ...]


class Grants:
    """Codes are single use and live five minutes; refresh tokens live until revoked or rotated away."""

    def __init__(self, clock: Clock) -> None:
        self.clients: dict[str, Client] = {}
        self.codes: dict[str, Code] = {}
        self.refresh_tokens: dict[str, Grant] = {}
        self.rotation: Literal["same", "new"] = "same"
        self._clock = clock

    def register_client(
        self, client_id: str, secret: str, redirects: list[str], scopes: set[str] | None = None
    ) -> Client:
        """Register an application, or replace what was registered under its id."""
        self.clients[client_id] = client = Client(client_id, secret, list(redirects), scopes)
        return client

    def authenticate(self, client_id: str, secret: str) -> Client:
        """The client with this secret, or ``invalid_client``."""
        client = self.clients.get(client_id)
        if client is None or not secrets.compare_digest(client.secret.encode(), secret.encode()):
            raise SsoError("invalid_client", "Client authentication failed.", 401)
        return client

    def consent(
        self,
        client_id: str,
        character_id: int,
        redirect_uri: str,
        scopes: tuple[str, ...],
        challenge: str | None,
    ) -> str:
        """A code for what the player agreed to."""
        code = secrets.token_urlsafe(16)
        expires = self._clock.now() + CODE_LIFETIME
        self.codes[code] = Code(client_id, character_id, redirect_uri, scopes, challenge, expires)
        return code

    def redeem(self, client: Client, code: str, verifier: str | None) -> Grant:
        """Spend a code. Whatever is wrong with it, it is spent: EVE lets nobody try twice."""
        found = self.codes.pop(code, None)
        if found is None or found.client_id != client.client_id or self._clock.now() >= found.expires:
            raise SsoError("invalid_grant", "Authorization code not found, used or expired.")
        if found.challenge is not None and found.challenge != s256(verifier or ""):
            raise SsoError("invalid_grant", "The code verifier does not match the code challenge.")
        return Grant(client.client_id, found.character_id, found.scopes)

    def issue(self, grant: Grant) -> str | None:
        """A refresh token for a grant; none without scopes, as EVE does."""
        if not grant.scopes:
            return None
        token = secrets.token_urlsafe(24)
        self.refresh_tokens[token] = grant
        return token

    def refresh(self, client: Client, token: str) -> tuple[Grant, str]:
        """The grant of a refresh token and the token to keep from now on (rotation may change it)."""
        grant = self.refresh_tokens.get(token)
        if grant is None or grant.client_id != client.client_id:
            raise SsoError("invalid_grant", "Invalid refresh token. Token missing or expired.")
        if self.rotation == "same":
            return grant, token
        del self.refresh_tokens[token]
        renewed = self.issue(grant)
        assert renewed is not None  # only grants with scopes have refresh tokens
        return grant, renewed

    def revoke_token(self, client: Client, token: str) -> None:
        """A client gives a refresh token back; an unknown one is no error."""
        grant = self.refresh_tokens.get(token)
        if grant is not None and grant.client_id == client.client_id:
            del self.refresh_tokens[token]

    def revoke_character(self, character_id: int) -> None:
        """Everything granted for a character is dead, codes under way too."""
        self.codes = {k: c for k, c in self.codes.items() if c.character_id != character_id}
        self.refresh_tokens = {k: g for k, g in self.refresh_tokens.items() if g.character_id != character_id}


def s256(verifier: str) -> str:
    """The PKCE challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
