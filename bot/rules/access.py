"""Who somebody is and what they may do. The check that counts is `actor.must(...)` in a rule."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

from bot.database import rows, transaction
from bot.errors import Forbidden, NotFound
from bot.rules.events import AccessChanged


class Face(StrEnum):
    """Through which face somebody acts."""

    DISCORD = "discord"
    WEB = "web"
    SHELL = "shell"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Permission:
    """A word of the vocabulary: a codename kept from Alliance Auth where it had one, and what it allows."""

    codename: str
    allows: str

    def __str__(self) -> str:
        return self.codename


VOCABULARY: dict[str, Permission] = {}


def permission(codename: str, allows: str) -> Permission:
    """Add a permission to the vocabulary; called once, beside the rule that checks it."""
    if codename in VOCABULARY:
        raise RuntimeError(f"permission {codename} is declared twice")
    return VOCABULARY.setdefault(codename, Permission(codename, allows))


STAFF = permission("core.staff", "Can use the admin site and the staff commands")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with what rights, through which face; made anew for each request or interaction."""

    user_id: int | None
    face: Face
    permissions: frozenset[str] = frozenset()
    active: bool = True
    staff: bool = False
    superuser: bool = False
    language: str = ""
    reason: str = ""
    discord_id: int | None = None  # known also of people without an account
    inbox_closed: bool = False  # our latest direct message came back
    correlation: str = field(default_factory=lambda: secrets.token_hex(8))

    def may(self, wanted: Permission) -> bool:
        """Whether the actor holds a permission. Inactive people hold none, superusers and Concord itself all."""
        if self.face is Face.SYSTEM:
            return True
        return self.active and (self.superuser or wanted.codename in self.permissions)

    def must(self, wanted: Permission) -> None:
        """Raise Forbidden unless the actor holds the permission."""
        if not self.may(wanted):
            raise Forbidden("refused.permission", permission=wanted.codename)

    def must_be_someone(self) -> int:
        """The actor's user id; raises Forbidden for somebody without an (active) account."""
        if self.user_id is None:
            raise Forbidden("refused.not_linked")
        if not self.active:
            raise Forbidden("refused.inactive")
        return self.user_id

    def because(self, reason: str) -> Actor:
        """The same actor with a reason for the audit trail."""
        return replace(self, reason=reason)


SYSTEM = Actor(user_id=None, face=Face.SYSTEM, superuser=True)


class Ranked(Protocol):
    """An account, as far as its rank goes."""

    is_superuser: Any


def must_not_outrank(actor: Actor, person: Ranked) -> None:
    """Every rule that changes somebody's account calls this: only superusers may touch superusers."""
    if person.is_superuser and not actor.superuser:
        raise Forbidden("refused.superuser")


async def must_not_outrank_any(actor: Actor, user_ids: Iterable[int]) -> None:
    """The same for a set of people: one statement, none if the actor is a superuser."""
    ids = ", ".join(str(int(i)) for i in sorted(set(user_ids)))
    if ids and not actor.superuser:
        found = await rows(f"SELECT 1 FROM users WHERE is_superuser = 1 AND id IN ({ids}) LIMIT 1")
        if found:
            raise Forbidden("refused.superuser")


# -- who acts: one statement each ------------------------------------------------------------------------

ACTOR_COLUMNS = """
    u.id AS user_id, u.is_active, u.is_staff, u.is_superuser, u.language,
    (SELECT GROUP_CONCAT(g.permission) FROM user_grants g WHERE g.user_id = u.id) AS of_user,
    (SELECT GROUP_CONCAT(g.permission) FROM memberships m JOIN group_grants g ON g.group_id = m.group_id
      WHERE m.user_id = u.id) AS of_groups,
    (SELECT GROUP_CONCAT(g.permission) FROM state_grants g WHERE g.state_id = u.state_id) AS of_state
"""  # needs the table `users` as u; codenames contain no comma


def actor_from(
    row: Mapping[str, Any], face: Face, *, language: str = "", discord_id: int | None = None
) -> Actor:
    """The actor of a row read with ACTOR_COLUMNS. People who chose a language keep it; others get `language`."""
    held = (row["of_user"], row["of_groups"], row["of_state"])
    active = bool(row["is_active"])
    return Actor(
        user_id=row["user_id"],
        permissions=frozenset(",".join(filter(None, held)).split(",")) - {""} if active else frozenset(),
        face=face,
        active=active,
        staff=active and bool(row["is_staff"]),
        superuser=active and bool(row["is_superuser"]),
        language=row["language"] or language,
        discord_id=discord_id,
    )


async def actor_of_user(user_id: int, face: Face, *, language: str = "") -> Actor:
    """The actor of an account; one statement. Raises NotFound."""
    found = await rows(f"SELECT {ACTOR_COLUMNS} FROM users u WHERE u.id = %s", (user_id,))
    if not found:
        raise NotFound("account.unknown")
    return actor_from(found[0], face, language=language)


async def actor_of_discord(discord_id: int, *, language: str = "") -> Actor:
    """The actor behind a Discord user; one statement. A stranger is an actor without an account."""
    found = await rows(
        f"SELECT d.inbox_closed_at, {ACTOR_COLUMNS} FROM discord_users d JOIN users u ON u.id = d.user_id WHERE d.id = %s",
        (discord_id,),
    )
    if not found:
        return Actor(user_id=None, face=Face.DISCORD, language=language, discord_id=discord_id)
    actor = actor_from(found[0], Face.DISCORD, language=language, discord_id=discord_id)
    return replace(actor, inbox_closed=found[0]["inbox_closed_at"] is not None)


# -- what sets of people may do --------------------------------------------------------------------------

_SLICE = 5000  # people per statement


async def permissions_of(user_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """What each of these people may do: one statement, and three more for every 5,000 people.

    Inactive people hold nothing, superusers the whole vocabulary; unknown ids are left out.
    """
    ids = sorted(set(user_ids))
    if not ids:
        return {}
    of_state, of_group = await _of_states_and_groups()
    everything = frozenset(VOCABULARY)
    result: dict[int, frozenset[str]] = {}
    for start in range(0, len(ids), _SLICE):
        part = tuple(ids[start : start + _SLICE])
        places = ",".join(["%s"] * len(part))
        people = await rows(
            f"SELECT id, state_id, is_active, is_superuser FROM users WHERE id IN ({places})",
            part,
        )
        of_user = await _grants(
            f"SELECT user_id AS holder, permission FROM user_grants WHERE user_id IN ({places})",
            part,
        )
        groups = await _granting_groups(places, part) if of_group else {}
        for person in people:
            if not person["is_active"]:
                result[person["id"]] = frozenset()
            elif person["is_superuser"]:
                result[person["id"]] = everything
            else:
                result[person["id"]] = of_user.get(person["id"], frozenset()).union(
                    of_state.get(person["state_id"], frozenset()),
                    *(of_group[g] for g in groups.get(person["id"], ())),
                )
    return result


async def _of_states_and_groups() -> tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]]:
    """What every state and every group grants: one statement."""
    held: tuple[dict[int, set[str]], dict[int, set[str]]] = (defaultdict(set), defaultdict(set))
    for row in await rows(
        "SELECT 0 AS kind, state_id AS holder, permission FROM state_grants "
        "UNION ALL SELECT 1, group_id, permission FROM group_grants"
    ):
        held[row["kind"]][row["holder"]].add(row["permission"])
    states, groups = ({holder: frozenset(names) for holder, names in of.items()} for of in held)
    return states, groups


async def _grants(sql: str, params: tuple[int, ...] = ()) -> dict[int, frozenset[str]]:
    """Permissions by holder."""
    held: dict[int, set[str]] = defaultdict(set)
    for row in await rows(sql, params):
        held[row["holder"]].add(row["permission"])
    return {holder: frozenset(names) for holder, names in held.items()}


async def _granting_groups(places: str, user_ids: tuple[int, ...]) -> dict[int, list[int]]:
    """Those groups of each person that grant anything at all."""
    groups: dict[int, list[int]] = defaultdict(list)
    for row in await rows(
        f"SELECT user_id, group_id FROM memberships WHERE user_id IN ({places})"
        " AND group_id IN (SELECT group_id FROM group_grants)",
        user_ids,
    ):
        groups[row["user_id"]].append(row["group_id"])
    return groups


class Through(StrEnum):
    """By what somebody holds a permission."""

    SUPERUSER = "superuser"
    USER = "user"
    GROUP = "group"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Source:
    """One reason why somebody holds a permission; `name` is that of the group or state."""

    through: Through
    id: int | None = None
    name: str = ""


async def explain(user_id: int, wanted: Permission | str) -> list[Source]:
    """Through which state, groups or grants somebody holds a permission; empty if they do not. One statement."""
    codename = str(wanted)
    found = await rows(
        """
        SELECT 'superuser' AS through, NULL AS id, '' AS name FROM users u
         WHERE u.id = %s AND u.is_active = 1 AND u.is_superuser = 1
        UNION ALL SELECT 'user', NULL, '' FROM user_grants g JOIN users u ON u.id = g.user_id
         WHERE u.id = %s AND u.is_active = 1 AND g.permission = %s
        UNION ALL SELECT 'state', s.id, s.name FROM users u JOIN states s ON s.id = u.state_id
          JOIN state_grants g ON g.state_id = s.id
         WHERE u.id = %s AND u.is_active = 1 AND g.permission = %s
        UNION ALL SELECT 'group', r.id, r.name FROM users u JOIN memberships m ON m.user_id = u.id
          JOIN `groups` r ON r.id = m.group_id JOIN group_grants g ON g.group_id = r.id
         WHERE u.id = %s AND u.is_active = 1 AND g.permission = %s
        """,
        (user_id, user_id, codename, user_id, codename, user_id, codename),
    )
    return [Source(Through(row["through"]), row["id"], row["name"]) for row in found]


async def reassess(users: frozenset[int] | None) -> None:
    """Stage 4: memberships and grants are settled; the services of everyone given (None: everybody) must follow."""
    from bot.rules.queue import emit  # the queue's own desk asks for rights, so it stands above this module

    async with transaction():
        await emit(AccessChanged(users or frozenset()))
