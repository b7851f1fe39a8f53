"""ESI's server-side caches: an answer does not change before its time is up, whatever happened since."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.eve.world import Clock

AGES: dict[str, float | None] = {
    "affiliation": 3600,
    "character": 86_400,
    "corporation_history": 86_400,
    "corporation": 3600,
    "alliance": 3600,
    "alliance_corporations": 3600,
    "factions": None,
    "status": 30,
    "meta_status": 5,
    "members": 3600,
    "member_tracking": 3600,
    "corporation_roles": 3600,
    "corporation_titles": 3600,
    "member_titles": 3600,
    "roles": 3600,
    "titles": 3600,
    "location": 5,
    "ship": 5,
    "online": 60,
    "notifications": 600,
    "contacts": 300,
    "search": 3600,
    "structure": 3600,
    "corporation_structures": 3600,
    "character_fleet": 60,
    "fleet": 5,
    "killmail": 2_592_000,
    "character_killmails": 300,
    "corporation_killmails": 300,
}
"""`x-server-cache-ttl` of the specification (apis.md 1.3): seconds that an answer stays the same; None: until 11:05 UTC. A world's ``cache_ages`` may be relaxed."""

DAILY = time(11, 5)


@dataclass(frozen=True)
class Cached:
    """An answer with its times, in whole seconds as HTTP writes them."""

    body: Any
    modified: datetime
    expires: datetime


class Cache:
    """One entry per name and key, remade when it is asked for after its time."""

    def __init__(self, clock: Clock) -> None:
        self.ages = dict(AGES)
        self._clock = clock
        self._entries: dict[tuple[str, Any], Cached] = {}

    def get(self, name: str, key: Any, make: Callable[[], Any]) -> Cached:
        """The entry as it stands; ``make`` is called only when there is none or its time is up."""
        now = self._clock.now()
        entry = self._entries.get((name, key))
        if entry is not None and now < entry.expires:
            return entry
        body = make()
        same = entry is not None and entry.body == body
        modified = entry.modified if entry is not None and same else now.replace(microsecond=0)
        entry = self._entries[name, key] = Cached(body, modified, self._expiry(name, now))
        return entry

    def forget(self, name: str, key: Any) -> None:
        """Drop one entry before its time."""
        self._entries.pop((name, key), None)

    def clear(self) -> None:
        """Drop everything, as a restarted ESI would."""
        self._entries.clear()

    def _expiry(self, name: str, now: datetime) -> datetime:
        age = self.ages[name]
        if age is None:
            today = datetime.combine(now.date(), DAILY, UTC)
            return today if now < today else today + timedelta(days=1)
        return datetime.fromtimestamp(math.ceil(now.timestamp() + age), UTC)
