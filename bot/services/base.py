"""What every connector promises, whatever stands behind it. Pure: no library, no table, no rule."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable


class ServiceDown(Exception):
    """The service does not answer: try again later. `retry_after` in seconds, if it said so."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ServiceRefused(Exception):
    """The service will not do it: a human must look. `code` is short and stable: `above_bot`, `owner` …"""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class NoSuchAccount(Exception):
    """There is no such account on the service (any more): the pilot left, or it was deleted there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The shape that one account should have.

    `groups` and `managed` are the service's own ids: the account gets exactly `groups` among `managed`;
    whatever is outside `managed` is none of our business. `name` None: leave the name alone.
    """

    uid: str
    groups: frozenset[str]
    managed: frozenset[str]
    name: str | None = None
    reason: str = ""
    extras: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the service has it. `calls`: how many requests it took to bring it there."""

    uid: str
    name: str
    groups: frozenset[str]
    calls: int = 0


@runtime_checkable
class Connector(Protocol):
    """One instance of one service. `put` twice is harmless; errors are ServiceDown, ServiceRefused, NoSuchAccount."""

    kind: str
    slug: str
    parallel: int  # how many puts may run at once

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    def ready(self) -> bool:
        """Whether work for this instance makes sense now (for Discord: connected, and all members known)."""
        ...

    def differs(self, wanted: Wanted) -> bool:
        """Whether `put` would have to do something, from what is known without a request. Unknown counts as yes."""
        ...

    async def put(self, wanted: Wanted) -> Account: ...

    async def drop(self, uid: str) -> None: ...

    async def password(self, uid: str) -> str: ...

    def everyone(self) -> AsyncIterator[Account]:
        """What is really there, so that strays and drift are found."""
        ...


@runtime_checkable
class GroupMaker(Protocol):
    """A connector that can also make groups (Discord roles)."""

    async def make_group(self, name: str, *, since: float, reason: str) -> str:
        """Make a group and return its id; one of that name made after `since` (Unix time) and unmapped is taken."""
        ...

    async def rename_group(self, group_id: str, name: str, *, reason: str) -> None: ...


@runtime_checkable
class Paced(Protocol):
    """A connector that can tell how long somebody will have to wait."""

    def wait(self, position: int) -> float:
        """Seconds until the account that is `position`-th in line (1 is the next) will be served."""
        ...


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """What is left of one rate limit now: `remaining` of `limit` for `resets_in` seconds, `waiting` in line."""

    route: str
    guild_id: int
    limit: int
    remaining: int
    resets_in: float
    waiting: int


@dataclass(frozen=True, slots=True)
class GatewayFigures:
    """How the connection to Discord is doing. `trouble` is a key of the catalogue, empty while it is up.

    `calls` counts answers by (route, status) since the start, `limited` those that said 429; `since` tells when
    `up` last changed; `latency` is in seconds, None without a connection.
    """

    up: bool
    since: datetime
    trouble: str
    latency: float | None
    calls: Mapping[tuple[str, int], int]
    limited: int
    windows: Sequence[WindowFigures]


@dataclass(frozen=True, slots=True)
class DiscordPerson:
    """A Discord user as Discord itself describes them."""

    id: int
    username: str
    display_name: str = ""
    avatar: str = ""
