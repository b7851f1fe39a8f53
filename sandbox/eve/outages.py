"""What can be made to go wrong in the pretend EVE, begun and ended by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class RouteFault:
    """An answer forced on one route; ``times`` None means until it is ended."""

    status: int
    times: int | None = None


@dataclass(frozen=True)
class Lie:
    """What affiliation falsely says of a character."""

    corporation_id: int
    alliance_id: int | None


class Outages:
    """The switches. None of them changes the world: ending a fault brings the truth back."""

    def __init__(self) -> None:
        self.esi_is_down = False
        self.sso_is_down = False
        self.error_limited = False
        self.delay_seconds = 0.0
        self.route_faults: dict[tuple[str, str], RouteFault] = {}
        self.refused_refreshes: set[int] = set()
        self.lies: dict[int, Lie] = {}

    def esi_down(self, down: bool = True) -> None:
        """ESI answers 503 everywhere, as around downtime."""
        self.esi_is_down = down

    def sso_down(self, down: bool = True) -> None:
        """The sign-in server answers 503 everywhere."""
        self.sso_is_down = down

    def error_limit(self, reached: bool = True) -> None:
        """ESI answers 420 on every route, as if the shared error budget were spent."""
        self.error_limited = reached

    def delay(self, seconds: float) -> None:
        """Every ESI and SSO answer takes so many sandbox seconds longer; 0 ends it."""
        self.delay_seconds = seconds

    def fail_route(self, method: str, route: str, status: int, times: int | None = None) -> None:
        """Force a status on one route template, such as ``GET /corporations/{corporation_id}``."""
        self.route_faults[method, route] = RouteFault(status, times)

    def mend_route(self, method: str, route: str) -> None:
        """End the forced status of one route."""
        self.route_faults.pop((method, route), None)

    def refuse_refresh(self, character_id: int, refuse: bool = True) -> None:
        """Refreshes for one character answer ``invalid_grant`` although the token lives."""
        if refuse:
            self.refused_refreshes.add(character_id)
        else:
            self.refused_refreshes.discard(character_id)

    def lie_about(self, character_ids: Iterable[int], corporation_id: int, alliance_id: int | None) -> None:
        """Affiliation puts these characters elsewhere; seen as its cache entries run out."""
        for character_id in character_ids:
            self.lies[character_id] = Lie(corporation_id, alliance_id)

    def stop_lying(self) -> None:
        """Affiliation tells the truth again, as its cache entries run out."""
        self.lies.clear()

    def forced_status(self, method: str, route: str) -> int | None:
        """The status forced on this route now; uses up one of its times."""
        fault = self.route_faults.get((method, route))
        if fault is None:
            return None
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                del self.route_faults[method, route]
        return fault.status
