"""Faults to order: REST answers that fail, hang or break off, and gateways that drop or refuse."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.discord.gateway import Gateway


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
        }


class Faults:
    """The faults in force."""

    def __init__(self, gateway: Gateway):
        self._gateway = gateway
        self._ids = itertools.count(1)
        self._active: list[Fault] = []

    def add(
        self,
        method: str,
        route_regex: str,
        *,
        status: int | None = None,
        drop: bool = False,
        delay: float = 0.0,
        times: int | None = None,
    ) -> int:
        """Order a fault for requests whose path (below `/api/v10`) matches; `method` may be `*`. Returns its id.

        `status` answers at once without doing anything (429 with the headers of a shared limit), `drop` cuts the
        connection, `delay` (seconds) comes first and alone lets the request through afterwards.
        """
        if status is None and not drop and not delay:
            raise ValueError("a fault needs a status, a drop or a delay")
        fault = Fault(next(self._ids), method.upper(), re.compile(route_regex), status, drop, delay, times)
        self._active.append(fault)
        return fault.id

    def remove(self, fault_id: int) -> None:
        """End one fault; unknown ids are ignored, it may have run out."""
        self._active = [f for f in self._active if f.id != fault_id]

    def clear(self) -> None:
        """End every fault and let the gateway accept connections again."""
        self._active.clear()
        self.refuse_gateway(False)

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

    async def drop_gateway(self, op: int = 7) -> int:
        """Tell every client to reconnect (7), that its session is invalid (9), or close with a code (1000–4999).

        Returns how many connections were told.
        """
        return await self._gateway.drop(op)

    def refuse_gateway(self, refuse: bool = True) -> None:
        """Answer gateway connections with 503 until told otherwise; connections that stand are not touched."""
        self._gateway.refusing = refuse
