"""Faults to order: REST answers that fail, hang, lie or break off; gateways that drop, refuse, stammer or fall silent.

What each imitates, and where that is written down, is the table "Trouble and time" of docs/sandbox.md.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.event_faults import EventFault

if TYPE_CHECKING:
    from sandbox.discord.gateway import Gateway

SCOPES = ("shared", "user", "global")


@dataclass
class Fault:
    """One order: which requests, what happens to them, how often (None: until removed)."""

    id: int
    method: str
    route: re.Pattern[str]
    status: int | None
    drop: bool
    delay: float
    times: int | None
    scope: str = "shared"
    retry_after: float = 1.0
    lose: bool = False
    garble: bool = False

    def as_dict(self) -> dict[str, object]:
        """For lists and consoles."""
        return {
            "id": self.id,
            "method": self.method,
            "route": self.route.pattern,
            "status": self.status,
            "drop": self.drop,
            "delay": self.delay,
            "times": self.times,
            "scope": self.scope,
            "retry_after": self.retry_after,
            "lose": self.lose,
            "garble": self.garble,
        }


class Faults:
    """The faults in force."""

    def __init__(self, gateway: Gateway):
        self._gateway = gateway
        self._ids = itertools.count(1)
        self._active: list[Fault] = []

    # -- REST

    def add(
        self,
        method: str,
        route_regex: str,
        *,
        status: int | None = None,
        drop: bool = False,
        delay: float = 0.0,
        times: int | None = None,
        scope: str = "shared",
        retry_after: float = 1.0,
        lose: bool = False,
        garble: bool = False,
    ) -> int:
        """Order a fault for requests whose path (below `/api/v10`) matches; `method` may be `*`. Returns its id.

        `status` answers at once without doing anything; 429 carries `retry_after` seconds and is of one `scope`:
        shared (not the client's doing), user (this route) or global (everything). `drop` cuts the connection before
        anything is done, `lose` after it was done, `garble` answers with a page of HTML instead of JSON. `delay`
        (seconds) comes first and alone lets the request through afterwards.
        """
        if status is None and not (drop or delay or lose or garble):
            raise ValueError("a fault needs a status, a drop, a loss, a garbled answer or a delay")
        if scope not in SCOPES:
            raise ValueError(f"the scope of a 429 is one of {', '.join(SCOPES)}")
        fault = Fault(
            next(self._ids),
            method.upper(),
            re.compile(route_regex),
            status,
            drop,
            delay,
            times,
            scope,
            retry_after,
            lose,
            garble,
        )
        self._active.append(fault)
        return fault.id

    def remove(self, fault_id: int) -> None:
        """End one fault; unknown ids are ignored, it may have run out."""
        self._active = [f for f in self._active if f.id != fault_id]

    def clear(self) -> None:
        """End every fault and let the gateway accept connections again."""
        self._active.clear()
        self.refuse_gateway(False)
        self.refuse_sessions(0)
        self.mute_gateway(False)
        self.clear_events()
        for guild_id in list(self._gateway.away):
            self.take_guild(guild_id, False)

    def active(self) -> list[Fault]:
        """The faults still in force."""
        return list(self._active)

    def meet(self, method: str, path: str) -> Fault | None:
        """The first fault that concerns this request, counted as used."""
        for fault in self._active:
            if fault.method in ("*", method) and fault.route.search(path):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._active.remove(fault)
                return fault
        return None

    # -- gateway

    async def drop_gateway(self, op: int = 7, *, resumable: bool = False) -> int:
        """Tell every client to reconnect (7), that its session is invalid (9), or close with a code (1000-4999).

        An invalid session may be called `resumable`: then the client comes back with RESUME.
        Returns how many connections were told.
        """
        return await self._gateway.drop(op, resumable=resumable)

    def refuse_gateway(self, refuse: bool = True, *, times: int | None = None) -> None:
        """Answer gateway connections with 503, so often or until told otherwise; those that stand are not touched."""
        self._gateway.refusing = refuse
        self._gateway.refusals_left = times if refuse else None

    def refuse_sessions(self, times: int) -> None:
        """Answer the next so many IDENTIFY and RESUME with an invalid session (op 9, not resumable)."""
        self._gateway.sessions_to_refuse = times

    def mute_gateway(self, mute: bool = True) -> None:
        """Say nothing any more on connections, neither events nor heartbeat ACKs: they hang, as behind a dead router.

        A connection that fell silent stays so until it is closed; ending the fault is for the next ones.
        """
        self._gateway.mute(mute)

    def take_guild(self, guild_id: str, away: bool = True) -> None:
        """An outage of one guild (GUILD_DELETE with `unavailable`), or its end (GUILD_CREATE)."""
        self._gateway.take_guild(guild_id, away)

    # -- events

    def add_event(
        self, event_regex: str, *, copies: int = 1, late: float = 0.0, times: int | None = None
    ) -> int:
        """Order a fault for gateway events by name, such as `GUILD_MEMBER_.*`. Returns its id.

        `copies` is how often each comes (2: twice, each with a number of its own; 0: never), `late` how many seconds
        after the fact, so that younger events overtake it.
        """
        if copies == 1 and not late:
            raise ValueError("an event fault needs other than one copy, or a delay")
        if not 0 <= copies <= 10 or late < 0:
            raise ValueError("copies are 0 to 10, late is in seconds")
        fault = EventFault(next(self._ids), re.compile(event_regex), copies, late, times)
        self._gateway.event_faults.append(fault)
        return fault.id

    def remove_event(self, fault_id: int) -> None:
        """End one fault of events; unknown ids are ignored."""
        faults = self._gateway.event_faults
        faults[:] = [f for f in faults if f.id != fault_id]

    def clear_events(self) -> None:
        """End every fault of events."""
        self._gateway.event_faults.clear()

    def active_events(self) -> list[EventFault]:
        """The faults of events still in force."""
        return list(self._gateway.event_faults)
