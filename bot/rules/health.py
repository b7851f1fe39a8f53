"""How the place is doing: what /admin health and the staff page say at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.database import moment, rows
from bot.rules import presence, queue
from bot.rules.access import STAFF, Actor
from bot.rules.queue import Depth
from models.services import Instance


@dataclass(frozen=True, slots=True)
class ServiceHealth:
    """One instance: whether work for it makes sense now, how much waits, and whom it refuses."""

    name: str
    ready: bool
    waiting: int
    refused: int
    roles: int


@dataclass(frozen=True, slots=True)
class Health:
    """Everything at a glance; `well` if nobody needs to look."""

    depth: Depth
    oldest_seconds: float
    services: list[ServiceHealth]
    last_affiliations: datetime | None
    failed_jobs: list[str]
    troubled_roles: list[str]

    @property
    def well(self) -> bool:
        services_fine = all(s.ready and not s.refused for s in self.services)
        return services_fine and not (self.depth.dead or self.failed_jobs or self.troubled_roles)


async def look(actor: Actor) -> Health:
    """Look at everything, in six statements; raises Forbidden unless staff."""
    actor.must(STAFF)
    depth = await queue.depth()
    runs = await rows("SELECT name, finished_at, result FROM schedule_runs")
    affiliations = [moment(r["finished_at"]) for r in runs if r["name"] == "affiliations"]
    troubled = await rows(
        "SELECT COALESCE(s.name, g.name) AS name FROM role_mappings m LEFT JOIN states s ON s.id = m.state_id "
        "LEFT JOIN `groups` g ON g.id = m.group_id WHERE m.trouble <> '' ORDER BY 1"
    )
    return Health(
        depth,
        (clock.now() - depth.oldest).total_seconds() if depth.oldest else 0.0,
        await _services(),
        affiliations[0] if affiliations else None,
        [r["name"] for r in runs if r["result"] == "failed"],
        [r["name"] for r in troubled],
    )


async def _services() -> list[ServiceHealth]:
    waiting = await rows("SELECT `key` AS k FROM jobs WHERE name = 'service.put' AND slot IS NOT NULL")
    counts: dict[str, int] = {}
    for row in waiting:
        instance = row["k"].split(":")[0]
        counts[instance] = counts.get(instance, 0) + 1
    refused = {
        r["instance_id"]: r["n"]
        for r in await rows(
            "SELECT instance_id, COUNT(*) AS n FROM accounts WHERE status = 'refused' GROUP BY instance_id"
        )
    }
    roles = {
        r["instance_id"]: r["n"]
        for r in await rows(
            "SELECT g.instance_id, COUNT(*) AS n FROM guild_roles r JOIN guilds g ON g.id = r.guild_id "
            "GROUP BY g.instance_id"
        )
    }
    return [
        ServiceHealth(
            i.name or i.slug,
            (await presence.of(i.id)).ready,
            counts.get(str(i.id), 0),
            refused.get(i.id, 0),
            roles.get(i.id, 0),
        )
        for i in await Instance.filter(enabled=True).order_by("id")
    ]


async def eve_away() -> str | None:
    """Why we do not know where characters are now, in a few words; None if the last look went well."""
    found = await rows("SELECT result FROM schedule_runs WHERE name = 'affiliations'")
    failed = bool(found) and found[0]["result"] == "failed"
    return (
        "EVE did not answer when affiliations were last asked; everybody keeps what they have"
        if failed
        else None
    )
