"""What the rules know of EVE: facts, errors and ports, without a line of HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, overload

from bot.errors import Invalid, NotFound, Unavailable

DOOMHEIM = 1_000_001
"""The corporation of biomassed characters."""


# -- facts ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """Who a verified access token speaks for. `owner_hash` changes when the character is sold."""

    character_id: int
    name: str
    owner_hash: str
    scopes: frozenset[str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenSet:
    """What EVE's token endpoint handed out. `refresh_token` is None for a sign-in without scopes."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where a character stands: its corporation, and through it alliance and faction."""

    character_id: int
    corporation_id: int
    alliance_id: int | None = None
    faction_id: int | None = None


@dataclass(frozen=True, slots=True)
class AffiliationAnswer:
    """The affiliations of a set of characters; asking again before `expires_at` answers the same.

    `unknown` are ids that EVE refuses: they say nothing about where the character stands.
    """

    found: Mapping[int, Affiliation]
    unknown: frozenset[int]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CharacterFacts:
    """The public sheet of a character. Up to a day old: never decide membership by it."""

    id: int
    name: str
    corporation_id: int
    alliance_id: int | None
    faction_id: int | None
    birthday: datetime
    security_status: float | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CorporationFacts:
    """The public sheet of a corporation."""

    id: int
    name: str
    ticker: str
    alliance_id: int | None
    member_count: int
    ceo_id: int | None
    closed: bool
    expires_at: datetime
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class AllianceFacts:
    """The public sheet of an alliance; closed when no corporation executes it."""

    id: int
    name: str
    ticker: str
    executor_corporation_id: int | None
    faction_id: int | None
    closed: bool
    expires_at: datetime
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class AllianceCorporations:
    """Which corporations are in an alliance."""

    alliance_id: int
    corporation_ids: frozenset[int]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class FactionFacts:
    """An empire or pirate faction; one can enlist in it if it has a militia."""

    id: int
    name: str
    corporation_id: int | None
    militia_corporation_id: int | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The thing asked for is still the version whose etag was given."""

    etag: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of EVE with its name; `category` as ESI says it: character, corporation, alliance …"""

    id: int
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class NamesAnswer:
    """Names for a set of ids; `unknown` are ids that EVE cannot resolve (yet)."""

    found: Mapping[int, Named]
    unknown: frozenset[int]


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The game server: `vip` is true while only CCP may sign in, as after downtime."""

    players: int
    server_version: str
    start_time: datetime
    vip: bool
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """Counters of an ESI client since it was made, for metrics and the admin page.

    `calls` counts answers by (route, status); status 0 stands for no answer at all. `from_memory` counts
    questions that needed no call. `error_budget` is what remains of ESI's shared error limit (None before
    it was ever told), `buckets` what remains of each (group, character). `paused_until` is None while
    calls flow.
    """

    calls: Mapping[tuple[str, int], int]
    from_memory: int
    error_budget: int | None
    buckets: Mapping[tuple[str, int | None], int]
    paused_until: datetime | None


# -- errors --------------------------------------------------------------------------------------------


class EveDown(Unavailable):
    """EVE does not answer now: keep everything as it is. `retry_after` in seconds if EVE or we know it."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__("eve.down", reason=reason, retry_after=retry_after)
        self.reason = reason
        self.retry_after = retry_after


class Unproven(EveDown):
    """EVE answered, but with an access token that cannot be believed: decide nothing by it, try later.

    `refresh_token` is the one to try with: EVE may have replaced the old one in this very answer.
    """

    def __init__(self, reason: str, refresh_token: str | None) -> None:
        super().__init__(reason)
        self.refresh_token = refresh_token


class EveMisconfigured(Unavailable):
    """EVE refuses *us* (invalid_client …): tokens stay, an operator must look at the settings."""

    def __init__(self, reason: str) -> None:
        super().__init__("eve.misconfigured", reason=reason)
        self.reason = reason


class TokenDead(Invalid):
    """EVE says that this token is gone for good (invalid_grant, invalid_token)."""

    def __init__(self, reason: str) -> None:
        super().__init__("eve.token_dead", reason=reason)
        self.reason = reason


class CodeRefused(Invalid):
    """The code of a sign-in is spent, expired or not ours: the pilot must start again."""

    def __init__(self, reason: str) -> None:
        super().__init__("eve.code_refused", reason=reason)
        self.reason = reason


class ProofRejected(Invalid):
    """An access token that cannot be believed: signature, issuer, audience, expiry or claims are wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__("eve.proof_rejected", reason=reason)
        self.reason = reason


class TokenMissing(NotFound):
    """No usable token of this character covers these scopes."""

    def __init__(self, character_id: int, scopes: Iterable[str]) -> None:
        super().__init__("eve.token_missing", character_id=character_id, scopes=sorted(scopes))
        self.character_id = character_id
        self.scopes = frozenset(scopes)


class NotThere(NotFound):
    """EVE knows no such thing (404): a biomassed character, an id that never was."""

    def __init__(self, kind: str, id: int) -> None:
        super().__init__("eve.not_there", kind=kind, id=id)
        self.kind = kind
        self.id = id


# -- ports ---------------------------------------------------------------------------------------------


class Sso(Protocol):
    """EVE's single sign-on. Everything here may raise EveDown and EveMisconfigured."""

    def authorize_url(self, state: str, scopes: Iterable[str], challenge: str) -> str:
        """The address to send a browser to; `challenge` is the S256 hash of a PKCE verifier."""
        ...

    async def exchange(self, code: str, verifier: str) -> tuple[TokenSet, Proof]:
        """Turn a sign-in's code into tokens and a verified proof. Raises CodeRefused."""
        ...

    async def refresh(self, refresh_token: str) -> tuple[TokenSet, Proof]:
        """New tokens for an old one. Raises TokenDead.

        The caller serialises per token, stores what comes back before using it, and compares the owner
        hash. The set's `refresh_token` is the new one, or the given one if EVE sent none.
        """
        ...

    async def verify(self, access_token: str) -> Proof:
        """Who this access token speaks for. Raises ProofRejected."""
        ...


class Esi(Protocol):
    """EVE's public facts. Everything here may raise EveDown and EveMisconfigured."""

    async def affiliations(self, character_ids: Iterable[int]) -> AffiliationAnswer:
        """Where these characters stand; any number of them, duplicates are harmless."""
        ...

    async def names(self, ids: Iterable[int]) -> NamesAnswer:
        """The names of any ids; any number of them."""
        ...

    async def ids(self, names: Iterable[str]) -> tuple[Named, ...]:
        """Everything that bears exactly one of these names, in any category."""
        ...

    async def search(
        self, character_id: int, token: str, text: str, categories: Iterable[str]
    ) -> tuple[Named, ...]:
        """What bears this text (at least 3 letters) in its name, as this character may see it; at most 100.

        Needs a token of `esi-search.search_structures.v1`.
        """
        ...

    async def character(self, character_id: int) -> CharacterFacts:
        """A character's sheet. Raises NotThere when it was biomassed or never was."""
        ...

    @overload
    async def corporation(self, corporation_id: int, etag: None = None) -> CorporationFacts: ...
    @overload
    async def corporation(self, corporation_id: int, etag: str) -> CorporationFacts | Unchanged: ...
    async def corporation(self, corporation_id: int, etag: str | None = None) -> CorporationFacts | Unchanged:
        """A corporation's sheet, or Unchanged if the etag given is still right. Raises NotThere."""
        ...

    @overload
    async def alliance(self, alliance_id: int, etag: None = None) -> AllianceFacts: ...
    @overload
    async def alliance(self, alliance_id: int, etag: str) -> AllianceFacts | Unchanged: ...
    async def alliance(self, alliance_id: int, etag: str | None = None) -> AllianceFacts | Unchanged:
        """An alliance's sheet, or Unchanged if the etag given is still right. Raises NotThere."""
        ...

    async def alliance_corporations(self, alliance_id: int) -> AllianceCorporations:
        """Which corporations are in an alliance. Raises NotThere."""
        ...

    async def factions(self) -> tuple[FactionFacts, ...]:
        """All factions."""
        ...

    async def status(self) -> ServerStatus:
        """The state of the game server; EveDown while it is not up."""
        ...

    def figures(self) -> Figures:
        """What this client did so far."""
        ...


class TokenStore(Protocol):
    """Who keeps the pilots' tokens; implemented by bot.rules.tokens."""

    async def access_token(self, character_id: int, scopes: frozenset[str]) -> str:
        """A valid access token of this character that covers these scopes, refreshed if need be.

        Raises TokenMissing if there is none, TokenDead if it has just died, EveDown if it cannot be
        refreshed now.
        """
        ...
