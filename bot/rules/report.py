"""Who uses what: numbers by state and service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from bot import clock
from bot.database import rows
from bot.rules.access import STAFF, Actor
from models.services import AccountStatus

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """The people of one state. `services`: by service in the report's order, how many use it now."""

    state: str
    people: int
    deactivated: int
    on_discord: int
    lately: int  # signed in within 30 days
    services: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """The accounts on one service, by what became of them."""

    name: str
    active: int
    absent: int
    closed: int
    refused: int
    declined: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, by state (highest first) and by service."""

    lines: tuple[Line, ...]
    services: tuple[Service, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns of the file."""
        return ("state", "people", "deactivated", "discord", "lately", *(s.name for s in self.services))

    @property
    def table(self) -> list[tuple[object, ...]]:
        """The rows of the file."""
        return [(n.state, n.people, n.deactivated, n.on_discord, n.lately, *n.services) for n in self.lines]


async def look(actor: Actor) -> Report:
    """The numbers as they are now: three statements, whatever the size. Raises Forbidden unless staff."""
    actor.must(STAFF)
    states = await rows(
        "SELECT s.id, s.name, COUNT(u.id) AS people, SUM(CASE WHEN u.is_active = 0 THEN 1 ELSE 0 END) AS away, "
        "COUNT(d.id) AS linked, SUM(CASE WHEN u.last_login_at >= %s THEN 1 ELSE 0 END) AS lately FROM states s "
        "LEFT JOIN users u ON u.state_id = s.id LEFT JOIN discord_users d ON d.user_id = u.id "
        "GROUP BY s.id, s.name, s.priority ORDER BY s.priority DESC",
        [clock.now() - LATELY],
    )
    instances = await rows("SELECT id, name, slug FROM instances WHERE enabled = 1 ORDER BY name, id")
    counted = await rows(
        "SELECT a.instance_id, u.state_id, a.status, CASE WHEN a.declined_at IS NULL THEN 0 ELSE 1 END AS declined, "
        "COUNT(*) AS n FROM accounts a JOIN users u ON u.id = a.user_id "
        "GROUP BY a.instance_id, u.state_id, a.status, declined"
    )
    using: dict[tuple[int, int], int] = defaultdict(int)
    fates: dict[tuple[int, str], int] = defaultdict(int)
    for row in counted:
        fate = "declined" if row["declined"] else row["status"]
        fates[row["instance_id"], fate] += row["n"]
        if fate == AccountStatus.ACTIVE:
            using[row["instance_id"], row["state_id"]] += row["n"]
    return Report(
        tuple(
            Line(
                s["name"],
                s["people"],
                int(s["away"] or 0),
                s["linked"],
                int(s["lately"] or 0),
                tuple(using[i["id"], s["id"]] for i in instances),
            )
            for s in states
        ),
        tuple(
            Service(
                i["name"] or i["slug"],
                *(fates[i["id"], f] for f in ("active", "absent", "closed", "refused", "declined")),
            )
            for i in instances
        ),
    )
