"""One operation of ESI: what it takes to ask, and how the answer comes about."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.eve.caching import Cached
from sandbox.eve.keys import Bearer
from sandbox.eve.world import EveWorld

OLDEST = "2020-01-01"


@dataclass
class Question:
    """A request as the answers need it: path numbers, parsed body, date in force, whose token, the query."""

    eve: EveWorld
    numbers: dict[str, int]
    body: Any
    date: str
    words: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    bearer: Bearer | None = None

    @property
    def asker(self) -> int:
        """The character whose token this is; only for routes with a scope."""
        assert self.bearer is not None
        return self.bearer.character_id


@dataclass
class Answer:
    """A body (None: 204), with its times if it may be cached and its pages if it has any."""

    body: Any
    modified: datetime | None = None
    expires: datetime | None = None
    pages: int | None = None


@dataclass(frozen=True)
class Route:
    """One operation of ESI. With a ``scope`` it wants a token; ``role`` is what its character must be in the corporation."""

    method: str
    path: str
    answer: Callable[[Question], Answer]
    group: str | None = None
    since: str = OLDEST
    body_of: type[int] | type[str] | type[dict] | None = None
    at_most: int = 1000
    scope: str | None = None
    role: str | None = None

    @property
    def form(self) -> bool:
        """Whether the body is an object, which the answer itself looks through."""
        return self.body_of is dict


def cached(name: str, key: Hashable, question: Question, make: Callable[[], Any]) -> Answer:
    """The answer out of ESI's cache, made anew when its time is up."""
    entry: Cached = question.eve.cache.get(name, key, make)
    return Answer(entry.body, entry.modified, entry.expires)
