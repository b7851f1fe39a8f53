"""ESI's two rate limits: token buckets by route group, and one budget of errors for the rest."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.eve.world import Clock

GROUPS: dict[str, int] = {
    "status": 600,
    "meta": 150,
    "char-location": 1200,
    "char-detail": 600,
    "char-social": 600,
    "char-notification": 15,
    "char-killmail": 30,
    "corp-member": 300,
    "corp-detail": 300,
    "corp-structure": 300,
    "corp-social": 300,
    "corp-killmail": 30,
    "alliance-social": 300,
    "fleet": 1800,
    "killmail": 3600,
}
"""`x-rate-limit` of the specification: tokens per floating window, by route group. A world's ``limits.groups`` may be relaxed."""

WINDOW = 15 * 60
ERRORS_PER_MINUTE = 100


class Limits:
    """What each source has used. Sources are application and character, or addresses where no token is asked for."""

    def __init__(self, clock: Clock) -> None:
        self.groups = dict(GROUPS)
        self.errors_per_minute = ERRORS_PER_MINUTE
        self._clock = clock
        self._spent: defaultdict[tuple[str, str], deque[tuple[float, int]]] = defaultdict(deque)
        self._errors: dict[str, tuple[int, int]] = {}

    # Buckets

    def used(self, group: str, source: str) -> int:
        """Tokens spent within the last 15 minutes."""
        spent = self._spent[group, source]
        while spent and spent[0][0] <= self._clock.monotonic() - WINDOW:
            spent.popleft()
        return sum(tokens for _, tokens in spent)

    def spend(self, group: str, source: str, status: int) -> None:
        """Charge an answer: 2 for a success, 1 for a redirect or 304, 5 for a client's error."""
        tokens = {2: 2, 3: 1, 4: 5}.get(status // 100, 0)
        if tokens and status != 429:
            self._spent[group, source].append((self._clock.monotonic(), tokens))

    def retry_after(self, group: str, source: str) -> int | None:
        """Seconds to wait if the bucket cannot pay for a success, else None."""
        lacking = self.used(group, source) + 2 - self.groups[group]
        if lacking <= 0:
            return None
        freed = 0
        for spent_at, tokens in self._spent[group, source]:
            freed += tokens
            if freed >= lacking:
                return max(1, math.ceil(spent_at + WINDOW - self._clock.monotonic()))
        return WINDOW

    def bucket_headers(self, group: str, source: str) -> dict[str, str]:
        """The headers of a bucketed answer."""
        used = self.used(group, source)
        return {
            "X-Ratelimit-Group": group,
            "X-Ratelimit-Limit": f"{self.groups[group]}/15m",
            "X-Ratelimit-Remaining": str(max(0, self.groups[group] - used)),
            "X-Ratelimit-Used": str(used),
        }

    # The error budget

    def errors_left(self, source: str) -> int:
        """How many more errors this minute allows."""
        minute, count = self._errors.get(source, (0, 0))
        return max(0, self.errors_per_minute - (count if minute == self._minute() else 0))

    def count_error(self, source: str) -> None:
        """Charge an answer that was neither a success nor a redirect."""
        left = self.errors_left(source)
        self._errors[source] = (self._minute(), self.errors_per_minute - left + 1)

    def error_headers(self, source: str, *, exhausted: bool = False) -> dict[str, str]:
        """The headers of an answer under the error budget."""
        left = 0 if exhausted else self.errors_left(source)
        reset = 60 - int(self._clock.now().timestamp()) % 60
        return {"X-ESI-Error-Limit-Remain": str(left), "X-ESI-Error-Limit-Reset": str(reset)}

    def _minute(self) -> int:
        return int(self._clock.now().timestamp()) // 60
