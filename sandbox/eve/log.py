"""What the pretend EVE was asked, and whether question and answer keep to the rules."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.eve.spec import Specification
    from sandbox.eve.world import Clock

KEPT = 5000


@dataclass(frozen=True)
class Entry:
    """One request as it was answered."""

    at: datetime
    method: str
    route: str
    path: str
    status: int
    user_agent: str


class RequestLog:
    """Requests, the faults of clients, and departures from the official specification."""

    def __init__(self, clock: Clock) -> None:
        self.entries: deque[Entry] = deque(maxlen=KEPT)
        self.faults_found: list[str] = []
        self.spec_faults: list[str] = []
        self.specification: Specification | None = None
        self._clock = clock
        self._told: dict[tuple[str, Hashable], datetime] = {}

    def record(self, method: str, route: str, path: str, status: int, user_agent: str) -> None:
        """Remember a request."""
        self.entries.append(Entry(self._clock.now(), method, route, path, status, user_agent))

    def fault(self, text: str) -> None:
        """Remember what a client did wrong."""
        if len(self.faults_found) < KEPT:
            self.faults_found.append(text)

    def load_spec(self, document: dict[str, Any]) -> None:
        """Hold every ESI request and answer to an OpenAPI document from now on (needs jsonschema)."""
        from sandbox.eve.spec import Specification

        self.specification = Specification(document)

    def check(
        self,
        method: str,
        route: str,
        headers: Mapping[str, str],
        question: Any,
        status: int,
        answer: Any,
    ) -> None:
        """Compare one exchange with the specification, if one was loaded."""
        if self.specification is not None:
            self.spec_faults += self.specification.faults(method, route, headers, question, status, answer)

    def too_early(self, user_agent: str, things: Iterable[Hashable]) -> int:
        """How many of these things this client was told to ask for later."""
        now = self._clock.now()
        return sum(1 for thing in things if (told := self._told.get((user_agent, thing))) and now < told)

    def told(self, user_agent: str, things: Iterable[Hashable], expires: datetime) -> None:
        """Remember until when this client should not ask again."""
        for thing in things:
            self._told[user_agent, thing] = expires
