"""Counts requests to Discord by route and status; what stands between slashes must stay few."""

from __future__ import annotations

import re
from collections import Counter

_BASE = re.compile(r"^.*?/api(?:/v\d+)?(?=/)")
_SECRET = re.compile(r"(/(?:webhooks|interactions)/)\d+/[^/]+")
_NUMBER = re.compile(r"/\d{5,}(?=/|$)")
_KNOWN = re.compile(r"(/(?:\{id\}|\{token\}|@me|@original|[a-z][a-z-]{1,31}\d?))+")


def route_of(path: str) -> str:
    """The path without ids and tokens, as a label: `/guilds/{id}/members/{id}`."""
    path = _SECRET.sub(r"\1{id}/{token}", _BASE.sub("", path))
    path = _NUMBER.sub("/{id}", path)
    return path if _KNOWN.fullmatch(path) else "other"


class Calls:
    """Requests to Discord since the start, by method, route and status."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, int]] = Counter()

    def observe(self, method: str, path: str, status: int) -> None:
        """One more answer."""
        self.counts[f"{method} {route_of(path)}", status] += 1

    @property
    def limited(self) -> int:
        """How often Discord said that we ask too fast."""
        return sum(n for (_, status), n in self.counts.items() if status == 429)
