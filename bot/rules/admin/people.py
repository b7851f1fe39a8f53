"""Lists of people: accounts, characters and whose they are, sign-ins, what people were told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from bot.database import rows
from bot.rules.access import STAFF, permission
from bot.rules.admin.words import (
    ALLIANCE,
    CORPORATION,
    FACTION,
    GROUP,
    PEOPLE,
    STATE,
    USERS,
    of_user,
    who,
    who_joins,
)
from bot.rules.listing import Column, Filter, Inline, Kind, Listing, Relation, Value, flag, since
from models.characters import Character, CharacterName, Ownership, OwnershipRecord
from models.users import User

CHARACTERS = permission("eveonline.view_evecharacter", "Can view EVE characters")
OWNERSHIPS = permission("authentication.view_characterownership", "Can view who owns characters")
RECORDS = permission("authentication.view_ownershiprecord", "Can view who owned characters before")

MOST_GROUPS, MOST_CHARACTERS = 10, 5
"""So many are named in the list of users; the rest is a number."""

IS_STAFF = (
    "(CASE WHEN u.is_active AND (u.is_staff OR u.is_superuser"
    f" OR EXISTS (SELECT 1 FROM user_grants g WHERE g.user_id = u.id AND g.permission = '{STAFF.codename}')"
    f" OR EXISTS (SELECT 1 FROM state_grants g WHERE g.state_id = u.state_id AND g.permission = '{STAFF.codename}')"
    " OR EXISTS (SELECT 1 FROM memberships n JOIN group_grants g ON g.group_id = n.group_id"
    f" WHERE n.user_id = u.id AND g.permission = '{STAFF.codename}')) THEN 1 ELSE 0 END)"
)
ROLE = f"CASE WHEN u.is_superuser THEN 'superuser' WHEN {IS_STAFF} = 1 THEN 'staff' END"
NAME = "COALESCE(m.name, NULLIF(j.name, ''), u.id)"
TONES = {"valid": "good", "dying": "warn", "dead": "danger"}
ROLES = {"superuser": "info", "staff": "info"}


async def groups_and_characters(user_ids: Sequence[Any]) -> Mapping[Any, Mapping[str, Value]]:
    """The names of the groups and characters of these people, a few of each; two statements."""
    marks = ", ".join(["%s"] * len(user_ids))
    groups = await rows(
        "SELECT x.user_id, g.name FROM memberships x JOIN `groups` g ON g.id = x.group_id "
        f"WHERE x.user_id IN ({marks}) ORDER BY g.name",
        user_ids,
    )
    characters = await rows(
        "SELECT o.user_id, c.name FROM ownerships o JOIN characters c ON c.id = o.character_id "
        f"WHERE o.user_id IN ({marks}) ORDER BY c.name",
        user_ids,
    )
    found: dict[Any, dict[str, Value]] = defaultdict(dict)
    for name, most, listed in (
        ("groups", MOST_GROUPS, groups),
        ("characters", MOST_CHARACTERS, characters),
    ):
        names: dict[Any, list[str]] = defaultdict(list)
        for row in listed:
            names[row["user_id"]].append(row["name"])
        for user_id, those in names.items():
            more = (f"+{len(those) - most}",) if len(those) > most else ()
            found[user_id][name] = (*those[:most], *more)
    return found


USER_LIST = Listing(
    "users",
    PEOPLE,
    (User,),
    USERS,
    "users u",
    "u.id",
    NAME,
    joins="LEFT JOIN characters m ON m.id = u.main_id LEFT JOIN states s ON s.id = u.state_id "
    "LEFT JOIN corporations k ON k.id = m.corporation_id LEFT JOIN alliances a ON a.id = m.alliance_id "
    "LEFT JOIN factions f ON f.id = m.faction_id LEFT JOIN subjects j ON j.user_id = u.id "
    "LEFT JOIN discord_users d ON d.user_id = u.id",
    columns=(
        Column("main", NAME, sub="u.id", face="m.id", to="users", to_id="u.id", sort="m.name"),
        Column("state", "s.name", to="states", to_id="s.id", sort="s.priority"),
        Column("organisation", "k.name", sub="a.name", to="corporations", to_id="k.id", sort="k.name"),
        Column("groups", kind=Kind.LIST, drop=True),
        Column("characters", kind=Kind.LIST, drop=True),
        Column("active", "u.is_active", Kind.FLAG, sort="=", drop=True),
        Column("joined", "u.created_at", Kind.TIME, sort="u.id", drop=True),
        Column(
            "role", ROLE, Kind.BADGE, words="admin.role", tones=ROLES, sort="u.is_superuser * 2 + u.is_staff"
        ),
        Column("alliance", "a.name", to="alliances", to_id="a.id", only=True),
        Column("faction", "f.name", to="factions", to_id="f.id", only=True),
        Column("state_since", "u.state_since", Kind.TIME, only=True),
        Column("inactive_since", "u.inactive_since", Kind.TIME, only=True),
        Column("inactive_why", "NULLIF(u.inactive_why, '')", only=True),
        Column("discord", "d.username", sub="d.id", only=True),
        Column("language", "NULLIF(u.language, '')", only=True),
        Column("last_login", "u.last_login_at", Kind.TIME, only=True),
    ),
    search=(
        "u.id IN (SELECT w.user_id FROM (SELECT o.user_id FROM ownerships o JOIN characters c ON c.id = o.character_id"
        " WHERE c.name {} UNION SELECT user_id FROM subjects WHERE name {}) w)",
    ),
    filters=(
        Filter("state", "u.state_id {}", of=STATE),
        Filter("group", "u.id IN (SELECT user_id FROM memberships WHERE group_id {})", of=GROUP),
        Filter("corporation", "m.corporation_id {}", of=CORPORATION),
        Filter("alliance", "m.alliance_id {}", of=ALLIANCE),
        Filter("faction", "m.faction_id {}", of=FACTION),
        flag("active", "u.is_active"),
        since("joined", "u.created_at"),
        flag("staff", IS_STAFF),
        flag("superuser", "u.is_superuser"),
    ),
    sort="-joined",
    fill=groups_and_characters,
    noun="user",
    inlines=(
        Inline("ownerships", "user"),
        Inline("memberships", "user"),
        Inline("accounts", "user"),
        Inline("jobs", "user"),
        Inline("group_requests", "user", "access"),
        Inline("group_leaders", "user", "access"),
        Inline("user_grants", "user", "access"),
        Inline("sightings", "user", "access"),
        Inline("sessions", "user", "signins"),
        Inline("tokens", "user", "signins"),
        Inline("ownership_records", "user", "signins"),
        Inline("link_offers", "user", "signins"),
        Inline("notices", "user", "telling"),
        Inline("emails", "user", "telling"),
        Inline("notice_preferences", "user", "telling"),
    ),
)

CHARACTER_LIST = Listing(
    "characters",
    PEOPLE,
    (Character,),
    CHARACTERS,
    "characters c",
    "c.id",
    "c.name",
    joins="LEFT JOIN ownerships o ON o.character_id = c.id LEFT JOIN subjects j ON j.user_id = o.user_id "
    "LEFT JOIN corporations k ON k.id = c.corporation_id LEFT JOIN alliances a ON a.id = c.alliance_id "
    "LEFT JOIN factions f ON f.id = c.faction_id",
    columns=(
        Column("character", "c.name", sub="c.id", face="c.id", to="characters", to_id="c.id", sort="="),
        Column("organisation", "k.name", sub="a.name", to="corporations", to_id="k.id", sort="k.name"),
        Column("user", "j.name", to="users", to_id="o.user_id", sort="="),
        Column("asked", "c.affiliation_at", Kind.TIME, sort="=", drop=True),
        Column("gone", "c.gone_at", Kind.TIME, sort="=", drop=True),
        Column("alliance", "a.name", to="alliances", to_id="a.id", only=True),
        Column("faction", "f.name", to="factions", to_id="f.id", only=True),
        Column("due", "c.affiliation_due_at", Kind.TIME, only=True),
        Column("name_checked", "c.name_checked_at", Kind.TIME, only=True),
    ),
    search=("c.name {}", "c.id IN (SELECT character_id FROM character_names WHERE name {})"),
    filters=(
        Filter("corporation", "c.corporation_id {}", of=CORPORATION),
        Filter("alliance", "c.alliance_id {}", of=ALLIANCE),
        Filter("faction", "c.faction_id {}", of=FACTION),
        flag("owned", "(o.id IS NOT NULL)"),
        flag("gone", "(c.gone_at IS NOT NULL)"),
    ),
    sort="character",
    noun="character",
    inlines=(
        Inline("ownership_records", "character"),
        Inline("character_names", "character"),
        Inline("tokens", "character"),
    ),
)

CHARACTER = Column("character", "c.name", face="c.id", to="characters", to_id="c.id", sort="=")
OF_CHARACTER = Filter("character", "x.character_id {}", of=Relation("characters"), shown=False)
JOIN_CHARACTER = "LEFT JOIN characters c ON c.id = x.character_id "

OWNERSHIP_LISTS = (
    Listing(
        "ownerships",
        PEOPLE,
        (Ownership,),
        OWNERSHIPS,
        "ownerships x",
        "x.id",
        "c.name",
        joins=JOIN_CHARACTER + who_joins("x.user_id") + "LEFT JOIN corporations k ON k.id = c.corporation_id",
        columns=(
            CHARACTER,
            Column("organisation", "k.name", to="corporations", to_id="k.id", sort="=", drop=True),
            who(),
            Column("since", "x.since", Kind.TIME, sort="x.id"),
        ),
        search=("c.name {}", "j.name {}"),
        filters=(Filter("corporation", "c.corporation_id {}", of=CORPORATION), of_user()),
        sort="character",
        page=False,
    ),
    Listing(
        "ownership_records",
        PEOPLE,
        (OwnershipRecord,),
        RECORDS,
        "ownership_records x",
        "x.id",
        "c.name",
        joins=JOIN_CHARACTER + who_joins("x.user_id"),
        columns=(
            CHARACTER,
            who(),
            Column("began", "x.began_at", Kind.TIME, sort="x.id"),
            Column("ended", "x.ended_at", Kind.TIME, sort="=", drop=True),
            Column("why", "x.ended", Kind.BADGE, words="admin.ended"),
        ),
        search=("c.name {}", "j.name {}"),
        filters=(
            Filter(
                "why",
                "x.ended {}",
                ("added_elsewhere", "sold", "biomassed", "withdrawn", "removed", "erased"),
                words="admin.ended",
            ),
            of_user(),
            OF_CHARACTER,
        ),
        sort="-began",
        page=False,
    ),
    Listing(
        "character_names",
        PEOPLE,
        (CharacterName,),
        CHARACTERS,
        "character_names x",
        "x.id",
        "x.name",
        joins=JOIN_CHARACTER,
        columns=(
            Column("former_name", "x.name", sort="="),
            CHARACTER,
            Column("until", "x.until", Kind.TIME, sort="x.id"),
        ),
        search=("x.name {}", "c.name {}"),
        filters=(OF_CHARACTER,),
        sort="-until",
        page=False,
    ),
)

LISTINGS = (USER_LIST, CHARACTER_LIST, *OWNERSHIP_LISTS)
