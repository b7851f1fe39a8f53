"""How much we may still ask: ESI's shared error budget and its token buckets, kept from what it tells us."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping

from bot import clock

FLOOR = 20
"""All calls stop below this much error budget; more than can be in flight at once, so 420 stays away."""
WINDOW = 60.0
DEAREST = 5
"""What one call may cost at most (a 4xx)."""
BUCKETS = 4096
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class ErrorBudget:
    """The limit that all routes without a bucket share: 100 errors in a fixed minute, for our address."""

    def __init__(self) -> None:
        self._remaining: int | None = None
        self._until = 0.0

    @property
    def remaining(self) -> int | None:
        """Errors that we may still make in this minute, None while nobody has told us."""
        return self._remaining if clock.monotonic() < self._until else None

    def note(self, headers: Mapping[str, str]) -> None:
        """Take in an answer's headers; answers may overtake one another, so the lowest of a minute counts."""
        remaining = number(headers, "X-ESI-Error-Limit-Remain")
        reset = number(headers, "X-ESI-Error-Limit-Reset")
        if remaining is None or reset is None:
            return
        known = self.remaining
        until = clock.monotonic() + reset
        if known is not None and until <= self._until + 2:
            remaining = min(remaining, known)
            until = max(until, self._until)
        self._remaining, self._until = int(remaining), until

    def exhausted(self, seconds: float | None) -> None:
        """ESI said 420: nothing at all for so long."""
        self._remaining = 0
        self._until = clock.monotonic() + (WINDOW if seconds is None else seconds)

    def pause(self) -> float:
        """Seconds until anything may be asked again, 0 if now."""
        remaining = self.remaining
        return self._until - clock.monotonic() if remaining is not None and remaining < FLOOR else 0.0


class Bucket:
    """One group's tokens for one character: each comes back a window after it was spent."""

    def __init__(self) -> None:
        self._limit = 0
        self._window = 900.0
        self._left: float | None = None
        self._told_at = 0.0
        self._spent: deque[tuple[float, int]] = deque()
        self._shut_until = 0.0

    def note(self, headers: Mapping[str, str], status: int) -> None:
        """Take in an answer's headers and what it cost."""
        left = number(headers, "X-Ratelimit-Remaining")
        if left is None:
            return
        self._limit, self._window = limit_of(headers.get("X-Ratelimit-Limit", ""))
        self._left, self._told_at = left, clock.monotonic()
        while self._spent and self._spent[0][0] + self._window <= self._told_at:
            self._spent.popleft()
        if cost := cost_of(status):
            self._spent.append((self._told_at, cost))

    def shut(self, seconds: float) -> None:
        """ESI said 429: nothing from this bucket for so long."""
        self._shut_until = clock.monotonic() + seconds

    def left(self) -> int | None:
        """Tokens that there are now, None while nobody has told us."""
        return None if self._left is None else int(self._left_at(clock.monotonic()))

    def pause(self) -> float:
        """Seconds until a call is surely affordable, 0 if now."""
        now = clock.monotonic()
        if now < self._shut_until:
            return self._shut_until - now
        if self._left is None or self._left_at(now) >= min(DEAREST, self._limit):
            return 0.0
        for when, _ in self._spent:
            back = when + self._window
            if back > now and self._left_at(back) >= min(DEAREST, self._limit):
                return back - now
        return max(0.0, self._told_at + self._window - now)

    def _left_at(self, moment: float) -> float:
        assert self._left is not None
        if moment >= self._told_at + self._window:
            return float(self._limit)
        back = sum(cost for when, cost in self._spent if self._told_at < when + self._window <= moment)
        return min(self._left + back, float(self._limit))


class Buckets:
    """All buckets, by group and character; which route is in which group is learned from the answers."""

    def __init__(self) -> None:
        self._groups: dict[str, str] = {}
        self._buckets: OrderedDict[tuple[str, int | None], Bucket] = OrderedDict()

    def of(self, route: str, character_id: int | None) -> Bucket:
        """The bucket that a call on this route draws from."""
        key = (self._groups.get(route, route), character_id)
        bucket = self._buckets.setdefault(key, Bucket())
        self._buckets.move_to_end(key)
        if len(self._buckets) > BUCKETS:
            self._buckets.popitem(last=False)
        return bucket

    def note(self, route: str, character_id: int | None, headers: Mapping[str, str], status: int) -> None:
        """Take in an answer's headers."""
        group = headers.get("X-Ratelimit-Group")
        if group is not None:
            self._groups[route] = group
        self.of(route, character_id).note(headers, status)

    def left(self) -> dict[tuple[str, int | None], int]:
        """Tokens there are now in every bucket that ESI has told us of."""
        return {key: left for key, bucket in self._buckets.items() if (left := bucket.left()) is not None}


def cost_of(status: int) -> int:
    """What an answer takes from its bucket."""
    if status == 429 or status >= 500:
        return 0
    return {2: 2, 3: 1}.get(status // 100, DEAREST)


def limit_of(stated: str) -> tuple[int, float]:
    """The size of a bucket and its window in seconds, from the form "150/15m"."""
    size, _, window = stated.partition("/")
    if not size.isdigit() or not window[:-1].isdigit() or window[-1:] not in UNITS:
        return 0, 900.0
    return int(size), float(int(window[:-1]) * UNITS[window[-1]])


def number(headers: Mapping[str, str], name: str) -> float | None:
    """A header as a number of zero or more, None if it is missing or something else."""
    stated = headers.get(name, "").strip()
    return float(stated) if stated.isascii() and stated.isdigit() else None
