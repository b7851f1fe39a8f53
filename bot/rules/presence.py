"""What the process that holds the gateway tells the others: whether services are ready, and how long they take."""

from __future__ import annotations

import msgspec

from bot.database import rows, server_time, transaction, upsert
from bot.rules.outside import outside
from bot.services.base import Paced
from models.queue import Mark

GATEWAY = "gateway"
"""The name of the lease, and of the mark beside it."""
_FAR = 101


class Presence(msgspec.Struct, frozen=True):
    """One instance, as its connector sees it: seconds until the next one is served, and for each one after that."""

    ready: bool = False
    first: float = 0.0
    each: float = 0.0


_told: dict[str, Presence] | None = None


async def tell() -> None:
    """Write down how our connectors are, if that is not what stands there; for the holder of the gateway."""
    global _told
    now = {str(i): _look(i) for i in outside.connectors}
    if now == _told:
        return
    async with transaction():
        row = Mark(name=GATEWAY, value=msgspec.json.encode(now).decode())
        await upsert(Mark, [row], ["value"], conflict=["name"])
    _told = now


def forget() -> None:
    """What stands there may be another's now: write it again at the next `tell`."""
    global _told
    _told = None


def _look(instance_id: int) -> Presence:
    connector = outside.connectors[instance_id]
    if not isinstance(connector, Paced):
        return Presence(connector.ready())
    first = connector.wait(1)
    return Presence(connector.ready(), float(round(first)), round((connector.wait(_FAR) - first) / _FAR, 2))


async def of(instance_id: int) -> Presence:
    """How an instance is: from our own connector, else from what the gateway's holder told while its lease runs."""
    if instance_id in outside.connectors:
        return _look(instance_id)
    found = await rows(
        f"SELECT m.value FROM marks m JOIN leases l ON l.name = m.name WHERE m.name = %s AND l.until > {server_time()}",
        [GATEWAY],
    )
    if not found:
        return Presence()
    told = msgspec.json.decode(found[0]["value"], type=dict[str, Presence])
    return told.get(str(instance_id), Presence())
