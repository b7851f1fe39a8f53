"""Rate limits as Discord imposes them: one table, fixed windows, the headers and the 429."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.discord.world import Clock

HOUR = 3600.0


@dataclass(frozen=True)
class Limit:
    """`count` uses per `seconds`."""

    count: int
    seconds: float


REALISTIC: dict[str, Limit] = {
    "global": Limit(50, 1),  # everything of the bot except interactions
    "default": Limit(50, 1),  # routes without a known size: only the global limit is felt
    "member_roles": Limit(10, 10),  # PUT and DELETE of one role, per guild
    "member_edit": Limit(10, 10),  # per guild
    "member_add": Limit(10, 10),  # per guild
    "member_kick": Limit(5, 1),  # per guild
    "role_create": Limit(250, 48 * HOUR),  # per guild
    "role_edit": Limit(10, 10),  # per guild
    "message_create": Limit(5, 5),  # per channel
    "message_edit": Limit(5, 5),  # per channel
    "message_delete": Limit(5, 1),  # per channel
    "dm_open": Limit(10, 10),
    "commands_put": Limit(5, 20),
    "command_creates": Limit(200, 24 * HOUR),  # new names, per guild or global
    "followup": Limit(5, 5),  # per interaction token
    "request_members": Limit(1, 30),  # the full list over the gateway, per guild
    "gateway_send": Limit(120, 60),  # payloads of the client, per connection
    "identify": Limit(1000, 24 * HOUR),
    "invalid": Limit(10_000, 600),  # answers 401, 403, 429: then the address is banned
}


@dataclass(frozen=True)
class Verdict:
    """What a limit says of one use."""

    allowed: bool
    limit: int
    remaining: int
    reset_after: float


class Limits:
    """The limits in force; `relax()` and `set()` change them by name."""

    def __init__(self, clock: Clock):
        self._clock = clock
        self.table: dict[str, Limit | None] = dict(REALISTIC)
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def relax(self, *names: str) -> None:
        """Lift the named limits; without a name, all of them."""
        for name in names or tuple(self.table):
            self._known(name)
            self.table[name] = None

    def set(self, name: str, count: int, seconds: float) -> None:
        """Impose another size on a named limit; its windows start anew."""
        self._known(name)
        self.table[name] = Limit(count, seconds)
        self._windows = {key: value for key, value in self._windows.items() if key[0] != name}

    def restore(self) -> None:
        """Go back to the realistic table."""
        self.table = dict(REALISTIC)

    def take(self, name: str, of: str = "", uses: int = 1) -> Verdict:
        """Use a limit for one subject (a guild, a channel …); a refused use costs nothing."""
        limit = self.table[name]
        if limit is None:
            return Verdict(True, 1_000_000, 999_999, 1.0)
        now = self._clock.monotonic()
        end, used = self._windows.get((name, of), (0.0, 0))
        if now >= end:
            end, used = now + limit.seconds, 0
            self._sweep(now)
        allowed = used + uses <= limit.count
        if allowed:
            used += uses
        self._windows[name, of] = end, used
        return Verdict(allowed, limit.count, max(limit.count - used, 0), max(end - now, 0.001))

    def spent(self, name: str, of: str = "") -> bool:
        """Whether nothing is left, without using anything."""
        limit = self.table[name]
        end, used = self._windows.get((name, of), (0.0, 0))
        return limit is not None and self._clock.monotonic() < end and used >= limit.count

    def headers(self, name: str, of: str, verdict: Verdict) -> dict[str, str]:
        """The `X-RateLimit-*` headers of an answer; the bucket is one per name, not per subject, as on Discord."""
        return {
            "X-RateLimit-Bucket": hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(),
            "X-RateLimit-Limit": str(verdict.limit),
            "X-RateLimit-Remaining": str(verdict.remaining),
            "X-RateLimit-Reset": f"{self._clock.now().timestamp() + verdict.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{verdict.reset_after:.3f}",
        }

    def _known(self, name: str) -> None:
        if name not in REALISTIC:
            raise KeyError(f"no limit named {name!r}; known: {', '.join(REALISTIC)}")

    def _sweep(self, now: float) -> None:
        if len(self._windows) > 10_000:  # interaction tokens would pile up for ever
            self._windows = {key: value for key, value in self._windows.items() if value[0] > now}
