"""How the place is doing: the one look behind /admin health, the staff page and /metrics."""

from __future__ import annotations

import functools
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from bot import __version__, clock
from bot.database import dialect, rows
from bot.eve.base import Figures
from bot.logs import Fault, faults
from bot.rules import delivery, presence, queue, schedule, services
from bot.rules.access import STAFF, SYSTEM, Actor
from bot.rules.outside import outside
from bot.rules.queue import Depth, NameDepth
from bot.rules.schedule import ScheduleView
from bot.services.base import GatewayFigures
from models.services import Instance

OLD_WORK = 120.0
"""Seconds that the oldest due work may have waited before somebody should look."""
PACED = frozenset({services.PUT, delivery.SEND})
"""Work that goes as fast as the other side allows. Five thousand members take Discord over an hour, and that is well."""


@dataclass(frozen=True, slots=True)
class ServiceHealth:
    """One instance: whether work for it makes sense now (else since when not, and why), how much waits, whom it refuses."""

    name: str
    kind: str
    ready: bool
    since: datetime | None
    trouble: str
    waiting: int
    refused: int
    roles: int


@dataclass(frozen=True, slots=True)
class Health:
    """Everything at a glance; `well` if nobody needs to look. `eve`, `discord`: None where nothing is open."""

    versions: dict[str, str]
    depth: Depth
    oldest_seconds: float
    names: list[NameDepth]
    jobs: list[ScheduleView]
    services: list[ServiceHealth]
    eve: Figures | None
    discord: GatewayFigures | None
    faults: list[Fault]
    fault_count: int
    troubled_roles: list[str]

    @property
    def failed_jobs(self) -> list[str]:
        """Scheduled jobs whose last run failed."""
        return [j.name for j in self.jobs if j.result == "failed"]

    @property
    def last_affiliations(self) -> datetime | None:
        """When ESI was last asked where everybody stands."""
        return next((j.finished_at for j in self.jobs if j.name == "affiliations"), None)

    @property
    def well(self) -> bool:
        """Whether nobody needs to look."""
        services_fine = all(s.ready and not s.refused and not s.trouble for s in self.services)
        eve_fine = self.eve is None or self.eve.paused_until is None
        return (
            services_fine
            and eve_fine
            and overdue(self.names) < OLD_WORK
            and not (self.depth.dead or self.failed_jobs or self.troubled_roles)
        )


def overdue(names: Iterable[NameDepth]) -> float:
    """How many seconds the oldest due work has waited of which nobody but we set the pace."""
    since = min((n.oldest for n in names if n.oldest is not None and n.name not in PACED), default=None)
    return (clock.now() - since).total_seconds() if since else 0.0


async def look(actor: Actor) -> Health:
    """Look at everything, in eight statements; raises Forbidden unless staff."""
    actor.must(STAFF)
    names = await queue.by_name()
    depth = queue.total(names)
    troubled = await rows(
        "SELECT COALESCE(s.name, g.name) AS name FROM role_mappings m LEFT JOIN states s ON s.id = m.state_id "
        "LEFT JOIN `groups` g ON g.id = m.group_id WHERE m.trouble <> '' ORDER BY 1"
    )
    discord = outside.gateway.figures() if outside.gateway is not None else None
    return Health(
        {**_versions(), **await _database_version()},
        depth,
        (clock.now() - depth.oldest).total_seconds() if depth.oldest else 0.0,
        names,
        await schedule.overview(actor),
        await _services(discord),
        outside.esi.figures() if outside.esi is not None else None,
        discord,
        list(faults.recent),
        faults.count,
        [r["name"] for r in troubled],
    )


async def measure() -> Health:
    """The same for a machine; whoever calls this has looked at the door who is asking."""
    return await look(SYSTEM)


@functools.cache
def _versions() -> dict[str, str]:
    parts = {name: version(name) for name in ("discord.py", "aiohttp", "tortoise-orm")}
    return {"Concord": __version__, "Python": platform.python_version(), **parts}


async def _database_version() -> dict[str, str]:
    if dialect() == "mysql":
        return {"MariaDB": str((await rows("SELECT VERSION() AS v"))[0]["v"]).split("-")[0]}
    return {"SQLite": str((await rows("SELECT sqlite_version() AS v"))[0]["v"])}


async def service_away(instance_id: int, why: str) -> None:
    """Write down that a service does not answer, and why; or, without words, that it does again."""
    if why:
        found = Instance.filter(id=instance_id, down_since=None)
        await found.update(down_since=clock.now(), trouble=why[:300])
    else:
        await Instance.filter(id=instance_id, down_since__isnull=False).update(down_since=None, trouble="")


async def _services(discord: GatewayFigures | None) -> list[ServiceHealth]:
    waiting = await rows("SELECT `key` AS k FROM jobs WHERE name = 'service.put' AND slot IS NOT NULL")
    counts: dict[str, int] = {}
    for row in waiting:
        instance = row["k"].split(":")[0]
        counts[instance] = counts.get(instance, 0) + 1
    refused = {
        r["instance_id"]: r["n"]
        for r in await rows(
            "SELECT instance_id, COUNT(*) AS n FROM accounts WHERE status = 'refused' AND trouble NOT LIKE 'owner%%' GROUP BY instance_id"
        )
    }
    roles = {
        r["instance_id"]: r["n"]
        for r in await rows(
            "SELECT g.instance_id, COUNT(*) AS n FROM guild_roles r JOIN guilds g ON g.id = r.guild_id "
            "GROUP BY g.instance_id"
        )
    }
    found = []
    for i in await Instance.filter(enabled=True).order_by("id"):
        ready = (await presence.of(i.id)).ready
        cut_off = i.kind == "discord" and discord is not None and not discord.up
        found.append(
            ServiceHealth(
                i.name or i.slug,
                i.kind,
                ready,
                i.down_since or (discord.since if cut_off and not ready and discord is not None else None),
                i.trouble,
                counts.get(str(i.id), 0),
                refused.get(i.id, 0),
                roles.get(i.id, 0),
            )
        )
    return found


async def eve_away() -> str | None:
    """Why we do not know where characters are now, in a few words; None if the last look went well."""
    found = await rows("SELECT result FROM schedule_runs WHERE name = 'affiliations'")
    failed = bool(found) and found[0]["result"] == "failed"
    return (
        "EVE did not answer when affiliations were last asked; everybody keeps what they have"
        if failed
        else None
    )
