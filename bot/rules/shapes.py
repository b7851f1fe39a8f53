"""What accounts on services should look like, worked out for sets of people in a bounded number of statements."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.database import rows
from bot.rules import names, roles
from bot.rules.access import permission, permissions_of
from bot.services.base import Wanted
from bot.voice import say
from models.discord import Guild
from models.services import AccountStatus, Instance

ACCESS = permission("discord.access_discord", "Can access the Discord service")
MOST_IN_STATEMENT = 5000


@dataclass(frozen=True, slots=True)
class Holder:
    """An account row with what decides about it."""

    account_id: int
    user_id: int
    uid: str
    status: AccountStatus
    trouble: str
    entitled: bool  # linked, active, allowed, and not declined by the pilot
    state_id: int
    groups: tuple[int, ...]
    name: str | None  # follows the main, with or without access; None: leave it alone


@dataclass(frozen=True, slots=True)
class Shape:
    """What one account should look like, and which roles had to be made for that."""

    holder: Holder
    wanted: Wanted
    missing: tuple[int, ...] = ()  # mappings without a role yet

    @property
    def fingerprint(self) -> str:
        """Changes when what is wanted changes: something refused is tried again only then."""
        text = f"{self.wanted.uid}|{sorted(self.wanted.groups)}|{self.wanted.name}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def refused_before(self) -> bool:
        return self.holder.status is AccountStatus.REFUSED and self.holder.trouble.endswith(self.fingerprint)


async def shapes(instance: Instance, user_ids: Iterable[int] | None) -> tuple[roles.Roles, list[Shape]]:
    """The shapes of these people's accounts on a guild (None: of everybody's), in the order of their rows.

    About ten statements, and five more for every 5,000 people.
    """
    guild = await Guild.get(instance_id=instance.id)
    table = await roles.ensure(guild.id)
    if user_ids is None:
        holders = await _holders(instance, None)
    else:
        ids = sorted(set(user_ids))
        holders = []
        for start in range(0, len(ids), MOST_IN_STATEMENT):
            holders += await _holders(instance, ids[start : start + MOST_IN_STATEMENT])
    return table, shaped(table, holders)


def shaped(table: roles.Roles, holders: Iterable[Holder]) -> list[Shape]:
    """What each of these accounts should look like by the mappings as they are. Asks nothing."""
    managed = table.managed
    reason = say(table.guild.language, "reason.kept_true")
    made = []
    for holder in holders:
        fitting = table.of(holder.state_id, holder.groups) if holder.entitled else []
        given = frozenset(str(m.role_id) for m in fitting if m.role_id and not m.trouble)
        missing = tuple(m.id for m in fitting if not m.role_id and not m.trouble)
        wanted = Wanted(holder.uid, given, managed, holder.name, reason)
        made.append(Shape(holder, wanted, missing))
    return made


async def _holders(instance: Instance, ids: list[int] | None) -> list[Holder]:
    where = f"a.instance_id = {instance.id:d}" + ("" if ids is None else f" AND a.user_id IN ({_list(ids)})")
    found = await rows(
        "SELECT a.id, a.user_id, a.uid, a.status, a.trouble, a.declined_at, u.state_id, d.id AS discord_id "
        "FROM accounts a JOIN users u ON u.id = a.user_id "
        f"LEFT JOIN discord_users d ON d.user_id = u.id WHERE {where} ORDER BY a.id"
    )
    people = [r["user_id"] for r in found]
    allowed = await permissions_of(people)
    groups = await _groups(where)
    called = await _names(instance, where) if instance.sync_names else {}
    return [
        Holder(
            r["id"],
            r["user_id"],
            r["uid"],
            AccountStatus(r["status"]),
            r["trouble"],
            str(r["discord_id"]) == r["uid"]
            and r["declined_at"] is None
            and ACCESS.codename in allowed.get(r["user_id"], ()),
            r["state_id"],
            tuple(groups.get(r["user_id"], ())),
            called.get(r["user_id"]) if str(r["discord_id"]) == r["uid"] else None,
        )
        for r in found
    ]


async def _groups(where: str) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for row in await rows(
        "SELECT m.user_id, m.group_id FROM memberships m JOIN accounts a ON a.user_id = m.user_id "
        f"WHERE {where}"
    ):
        groups[row["user_id"]].append(row["group_id"])
    return groups


async def _names(instance: Instance, where: str) -> dict[int, str | None]:
    """The names by the instance's format; None where there is nothing to call somebody by."""
    found = await rows(
        "SELECT a.user_id, d.username, c.id AS cid, c.name AS cname, o.id AS oid, o.name AS oname, o.ticker AS otick, "
        "l.id AS lid, l.name AS lname, l.ticker AS ltick "
        "FROM accounts a JOIN users u ON u.id = a.user_id LEFT JOIN discord_users d ON d.user_id = u.id "
        "LEFT JOIN characters c ON c.id = u.main_id LEFT JOIN corporations o ON o.id = c.corporation_id "
        f"LEFT JOIN alliances l ON l.id = c.alliance_id WHERE {where}"
    )
    return {r["user_id"]: names.render(instance.name_format, _facts(r)) or None for r in found if r["cid"]}


def _facts(row: dict[str, Any]) -> dict[str, str]:
    return names.facts(
        character=(row["cid"], row["cname"]) if row["cid"] else None,
        corporation=(row["oid"], row["oname"], row["otick"]) if row["oid"] else None,
        alliance=(row["lid"], row["lname"], row["ltick"]) if row["lid"] else None,
        username=row["username"] or "",
    )


def _list(ids: Iterable[int]) -> str:
    return ",".join(str(int(i)) for i in ids) or "NULL"
