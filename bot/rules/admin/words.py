"""What the lists of the admin site have in common: headings, relations, the column of a person."""

from __future__ import annotations

from bot.rules.access import permission
from bot.rules.listing import Column, Filter, Relation

PEOPLE, STANDING, SERVICES, EVE, ENGINE = "people", "standing", "services", "eve", "engine"
HEADS = (PEOPLE, STANDING, SERVICES, EVE, ENGINE)
"""Headings of the features, in their order; words under admin.head."""

USERS = permission("authentication.view_user", "Can view accounts")

STATE = Relation("states")
GROUP = Relation("`groups`")
CORPORATION = Relation("corporations")
ALLIANCE = Relation("alliances")
FACTION = Relation("factions")
SUBJECT = Relation("subjects", id="user_id")


def who_joins(user_id: str) -> str:
    """The joins that `who` needs."""
    return f"LEFT JOIN users u ON u.id = {user_id} LEFT JOIN subjects j ON j.user_id = u.id "


def who(name: str = "user") -> Column:
    """Whose a row is, with a portrait."""
    return Column(
        name, "COALESCE(NULLIF(j.name, ''), u.id)", face="u.main_id", to="users", to_id="u.id", sort="j.name"
    )


def of_user(sql: str = "x.user_id {}") -> Filter:
    """Rows of one person; from links."""
    return Filter("user", sql, of=SUBJECT, shown=False)


def by(subject_id: str, alias: str) -> str:
    """The join to the name of somebody who did something."""
    return f"LEFT JOIN subjects {alias} ON {alias}.id = {subject_id} "


def doer(name: str, alias: str, *, only: bool = False, drop: bool = True) -> Column:
    """Who did something, by the subject that the trail knows them as."""
    return Column(name, f"{alias}.name", to="users", to_id=f"{alias}.user_id", drop=drop, only=only)
