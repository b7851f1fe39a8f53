"""A pretend EVE single sign-on and Discord OAuth for rules tests: implementations of the ports, not mocks."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from bot import clock
from bot.errors import Invalid, Unavailable
from bot.eve.base import CodeRefused, EveDown, EveMisconfigured, Proof, ProofRejected, TokenDead, TokenSet
from bot.rules.outside import DiscordPerson

LIFE = timedelta(seconds=1200)


@dataclass
class _Grant:
    """What one sign-in granted; EVE ends it when it is withdrawn or the character changes hands."""

    character_id: int
    owner_hash: str
    scopes: frozenset[str]


@dataclass
class FakeSso:
    """EVE accounts with characters on them; codes are spent once, refresh tokens rotate, proofs can be told apart.

    `down` and `refuses_us` are outages; `rotates` is whether a refresh ends the token that it was asked with;
    `slow` is how many turns of the loop an answer takes; `together` holds renewals back until so many are asked at once.
    """

    rotates: bool = True
    down: bool = False
    refuses_us: bool = False
    slow: int = 0
    together: int = 0
    owners: dict[int, tuple[str, str]] = field(default_factory=dict)  # name and owner hash by character
    refreshed: int = 0
    most_at_once: int = 0
    _codes: dict[str, tuple[_Grant, str]] = field(default_factory=dict)
    _refresh: dict[str, _Grant] = field(default_factory=dict)
    _access: dict[str, Proof] = field(default_factory=dict)
    _now: int = 0

    # -- what happens in EVE --

    def character(self, id: int, name: str, owner_hash: str | None = None) -> int:
        """A character on somebody's EVE account."""
        self.owners[id] = (name, owner_hash or f"owner-of-{id}")
        return id

    def sell(self, id: int, owner_hash: str, *, revoke: bool = True) -> None:
        """Move a character to another EVE account; its grants end with it, unless EVE forgets to."""
        self.owners[id] = (self.owners[id][0], owner_hash)
        if revoke:
            self.withdraw(id)

    def withdraw(self, id: int) -> None:
        """The pilot withdraws every grant of a character."""
        self._refresh = {t: g for t, g in self._refresh.items() if g.character_id != id}

    def agree(self, address: str, character_id: int) -> tuple[str, str]:
        """The pilot signs in on EVE's page: the state and the code that the browser comes back with."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_hex(8)
        owner_hash = self.owners[character_id][1]
        grant = _Grant(character_id, owner_hash, frozenset(asked.get("scope", "").split()))
        self._codes[code] = (grant, asked["code_challenge"])
        return asked["state"], code

    # -- the port --

    def authorize_url(self, state: str, scopes: Iterable[str], challenge: str) -> str:
        query = {"state": state, "scope": " ".join(scopes), "code_challenge": challenge}
        return f"https://login.example/v2/oauth/authorize?{urlencode(query)}"

    async def exchange(self, code: str, verifier: str) -> tuple[TokenSet, Proof]:
        await self._answering()
        grant, challenge = self._codes.pop(code, (None, ""))
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if grant is None or digest != challenge:
            raise CodeRefused("invalid_grant")
        return self._issue(grant)

    async def refresh(self, refresh_token: str) -> tuple[TokenSet, Proof]:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            while self.most_at_once < self.together:
                await asyncio.sleep(0)
            await self._answering()
            self.refreshed += 1
            grant = self._refresh.get(refresh_token)
            if grant is None:
                raise TokenDead("invalid_grant")
            if self.rotates:
                del self._refresh[refresh_token]
            return self._issue(grant, refresh_token)
        finally:
            self._now -= 1

    async def verify(self, access_token: str) -> Proof:
        if access_token not in self._access:
            raise ProofRejected("unknown")
        return self._access[access_token]

    async def _answering(self) -> None:
        for _ in range(self.slow):
            await asyncio.sleep(0)
        if self.down:
            raise EveDown("503")
        if self.refuses_us:
            raise EveMisconfigured("invalid_client")

    def _issue(self, grant: _Grant, old: str = "") -> tuple[TokenSet, Proof]:
        name, owner_hash = self.owners[grant.character_id]  # the token names the owner of today
        until = clock.now() + LIFE
        proof = Proof(grant.character_id, name, owner_hash, grant.scopes, until)
        access = f"access-{secrets.token_hex(8)}"
        self._access[access] = proof
        refresh = None
        if grant.scopes:
            refresh = old if old and not self.rotates else f"refresh-{secrets.token_hex(8)}"
            self._refresh[refresh] = grant
        return TokenSet(access, refresh, until), proof


@dataclass
class FakeOAuth:
    """Discord's sign-in: people agree, codes are spent once, members join guilds."""

    people: dict[str, DiscordPerson] = field(default_factory=dict)  # by access token
    members: set[tuple[int, int]] = field(default_factory=set)  # guild, person
    asked: list[str] = field(default_factory=list)
    broken_guilds: set[int] = field(default_factory=set)
    _codes: dict[str, DiscordPerson] = field(default_factory=dict)

    def agree(self, address: str, person: DiscordPerson) -> tuple[str, str]:
        """Somebody presses *Authorise*: the state and the code that the browser comes back with."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        self.asked.append(asked["scope"])
        code = secrets.token_hex(8)
        self._codes[code] = person
        return asked["state"], code

    def authorize_url(self, state: str, scopes: list[str]) -> str:
        return f"https://discord.example/oauth2/authorize?{urlencode({'state': state, 'scope': ' '.join(scopes)})}"

    async def exchange(self, code: str) -> tuple[str, DiscordPerson]:
        if code not in self._codes:
            raise Invalid("discord.code_refused")
        token = secrets.token_hex(8)
        self.people[token] = self._codes.pop(code)
        return token, self.people[token]

    async def join(self, guild_id: int, person: DiscordPerson, access_token: str) -> bool:
        assert self.people[access_token] == person
        if guild_id in self.broken_guilds:
            raise Unavailable("discord.down")
        new = (guild_id, person.id) not in self.members
        self.members.add((guild_id, person.id))
        return new
