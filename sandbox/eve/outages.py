"""What can be made to go wrong in the pretend EVE, begun and ended by name.

What each imitates, and where that is written down, is the table "Trouble and time" of docs/sandbox.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Way = Literal["status", "cut", "page", "torn"]
"""How an answer goes wrong: another status, no answer at all, HTML for JSON, JSON that breaks off."""


@dataclass
class RouteFault:
    """An answer forced on one route; ``times`` None means until it is ended."""

    status: int
    times: int | None = None
    way: Way = "status"
    retry_after: int | None = None


@dataclass(frozen=True)
class Lie:
    """What affiliation falsely says of a character."""

    corporation_id: int
    alliance_id: int | None


class Outages:
    """The switches. None of them changes the world: ending a fault brings the truth back."""

    def __init__(self) -> None:
        self.esi_is_down = False
        self.esi_in_downtime = False
        self.esi_garbled = False
        self.sso_is_down = False
        self.sso_garbled = False
        self.client_refused = False
        self.error_limited = False
        self.delay_seconds = 0.0
        self.route_faults: dict[tuple[str, str], RouteFault] = {}
        self.full_groups: dict[str, int] = {}
        self.refused_refreshes: set[int] = set()
        self.all_refreshes_refused = False
        self.killboard_reinforced = False
        self.lies: dict[int, Lie] = {}

    def esi_down(self, down: bool = True) -> None:
        """ESI answers 503 everywhere, as when the cluster is off."""
        self.esi_is_down = down

    def downtime(self, begun: bool = True) -> None:
        """The daily downtime: ``/status`` says ``vip``, every other route of the cluster answers 502 and 504 in turn."""
        self.esi_in_downtime = begun

    def garble_esi(self, garbled: bool = True) -> None:
        """ESI answers 200 with a page of HTML, as a proxy before it may."""
        self.esi_garbled = garbled

    def sso_down(self, down: bool = True) -> None:
        """The sign-in server answers 503 everywhere."""
        self.sso_is_down = down

    def garble_sso(self, garbled: bool = True) -> None:
        """The sign-in server answers 200 with a page of HTML."""
        self.sso_garbled = garbled

    def refuse_client(self, refuse: bool = True) -> None:
        """The sign-in server knows our application no more: ``invalid_client`` for whatever it asks."""
        self.client_refused = refuse

    def error_limit(self, reached: bool = True) -> None:
        """ESI answers 420 on every route, as if the shared error budget were spent."""
        self.error_limited = reached

    def fill_group(self, group: str, retry_after: int = 60) -> None:
        """One rate-limit group answers 429, as if somebody else had spent its tokens."""
        self.full_groups[group] = retry_after

    def empty_group(self, group: str) -> None:
        """End that."""
        self.full_groups.pop(group, None)

    def delay(self, seconds: float) -> None:
        """Every ESI and SSO answer takes so many sandbox seconds longer; 0 ends it."""
        self.delay_seconds = seconds

    def fail_route(
        self,
        method: str,
        route: str,
        status: int = 200,
        times: int | None = None,
        *,
        way: Way = "status",
        retry_after: int | None = None,
    ) -> None:
        """Force an answer on one route template, such as ``GET /corporations/{corporation_id}``.

        ``way`` is ``status``, or ``cut`` (the connection breaks), ``page`` (HTML) or ``torn`` (half of the JSON), for
        which ``status`` is what the answer claims. ``retry_after`` seconds go with a 429 or 503: some routes are
        limited deep in the game server and say 429 without any other header (apis.md 1.2).
        """
        self.route_faults[method, route] = RouteFault(status, times, way, retry_after)

    def mend_route(self, method: str, route: str) -> None:
        """End the forced answer of one route."""
        self.route_faults.pop((method, route), None)

    def refuse_refresh(self, character_id: int, refuse: bool = True) -> None:
        """Refreshes for one character answer ``invalid_grant`` although the token lives."""
        if refuse:
            self.refused_refreshes.add(character_id)
        else:
            self.refused_refreshes.discard(character_id)

    def refuse_all_refreshes(self, refuse: bool = True) -> None:
        """Every refresh answers ``invalid_grant`` although the tokens live, as EVE had it for hours more than once."""
        self.all_refreshes_refused = refuse

    def refuses(self, character_id: int) -> bool:
        """Whether a refresh for this character is refused at present."""
        return self.all_refreshes_refused or character_id in self.refused_refreshes

    def reinforce_killboard(self, reinforced: bool = True) -> None:
        """zKillboard answers 503 everywhere, as when it is "reinforced"."""
        self.killboard_reinforced = reinforced

    def lie_about(self, character_ids: Iterable[int], corporation_id: int, alliance_id: int | None) -> None:
        """Affiliation puts these characters elsewhere; seen as its cache entries run out."""
        for character_id in character_ids:
            self.lies[character_id] = Lie(corporation_id, alliance_id)

    def stop_lying(self) -> None:
        """Affiliation tells the truth again, as its cache entries run out."""
        self.lies.clear()

    def forced(self, method: str, route: str) -> RouteFault | None:
        """What is forced on this route now; uses up one of its times."""
        fault = self.route_faults.get((method, route))
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                del self.route_faults[method, route]
        return fault

    def mend_everything(self) -> None:
        """End every fault."""
        Outages.__init__(self)
