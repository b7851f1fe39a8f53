"""An account as people see it: main, state and why, characters, groups, services, notices. Reading only."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.database import moment, rows
from bot.errors import Forbidden, NotFound, no_such
from bot.rules import watchlist
from bot.rules.access import STAFF, Actor, permission
from bot.rules.audit import AUDIT
from models.notices import Level
from models.services import AccountStatus
from models.states import EntityKind
from models.tokens import TokenStatus
from models.users import Closed

WHOIS = permission("aadiscordbot.member_command_access", "Can look up whose a character is")
MAY_LOOK = (STAFF, WHOIS, AUDIT)
"""Any of these lets one look people up."""
NOTICES = 5
"""How many of the newest notices a card shows."""
GRACE = timedelta(minutes=10)
"""How long a refused token has before EVE is asked once more."""


@dataclass(frozen=True, slots=True)
class CharacterRow:
    """One character of an account. `token` is missing when EVE no longer vouches for it."""

    id: int
    name: str
    corporation: str
    corporation_ticker: str
    alliance: str
    alliance_ticker: str
    is_main: bool
    token: TokenStatus
    lost_at: datetime | None = None  # when a dying token is given up


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """An account on a service."""

    instance_id: int
    kind: str
    service: str
    name: str
    status: AccountStatus
    declined: bool = False  # closed by the pilot


@dataclass(frozen=True, slots=True)
class DiscordRow:
    """The linked Discord user."""

    id: int
    username: str
    display_name: str
    avatar: str
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; the words are chosen by the reader's language."""

    id: int
    key: str
    facts: dict[str, Any]
    level: Level
    created_at: datetime
    unread: bool


@dataclass(frozen=True, slots=True)
class Why:
    """What of the main gives the state: an organisation or the character itself; None for a public state or Guest."""

    kind: EntityKind | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything on one account that the asker may see."""

    user_id: int
    active: bool
    staff: bool
    superuser: bool
    state: str
    guest: bool
    state_since: datetime
    why: Why
    created_at: datetime
    main: CharacterRow | None
    characters: tuple[CharacterRow, ...]
    groups: tuple[str, ...]
    services: tuple[ServiceRow, ...]
    discord: DiscordRow | None
    notices: tuple[NoticeRow, ...] = field(default=())
    unread: int = 0
    closed_by: Closed | None = None
    closed_at: datetime | None = None
    closed_why: str = ""
    watched: tuple[tuple[str, str], ...] = ()  # for staff: what of it is on the watch list, with the note


@dataclass(frozen=True, slots=True)
class PilotHit:
    """A character that was looked for, with whose it is."""

    user_id: int
    character_id: int
    name: str
    main: str
    ticker: str
    state: str


async def card(actor: Actor, user_id: int | None = None) -> AccountCard:
    """One's own account, or another's for who may look; five statements, one more for staff. Raises Forbidden, NotFound."""
    own = user_id is None or user_id == actor.user_id
    wanted = actor.must_be_someone() if user_id is None else user_id
    if not own:
        _must_look(actor)
    found = await _head(wanted)
    if not found:
        raise NotFound("account.no_such", id=wanted)
    head = found[0]
    characters = await _characters(wanted, head["main_id"])
    notices, unread = await _notices(wanted) if own else ((), 0)
    return AccountCard(
        user_id=wanted,
        active=bool(head["is_active"]),
        staff=bool(head["is_staff"]),
        superuser=bool(head["is_superuser"]),
        state=head["state"],
        guest=bool(head["guest"]),
        state_since=_at(head["state_since"]),
        why=_why(found),
        created_at=_at(head["created_at"]),
        main=next((c for c in characters if c.is_main), None),
        characters=characters,
        groups=await _groups(wanted),
        services=await _services(wanted),
        discord=_discord(head),
        notices=notices,
        unread=unread,
        closed_by=Closed(head["closed_by"]) if head["closed_by"] else None,
        closed_at=moment(head["inactive_since"]),
        closed_why=head["inactive_why"],
        watched=() if own else await watchlist.about(actor, wanted),
    )


def _must_look(actor: Actor) -> None:
    if not any(actor.may(m) for m in MAY_LOOK):
        actor.must(WHOIS)


async def find(actor: Actor, text: str, limit: int = 25) -> list[PilotHit]:
    """Characters whose name begins with the text, then those that contain it. For staff and who may look up."""
    _must_look(actor)
    safe = text.strip()[:64].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found = await rows(
        "SELECT o.user_id, c.id, c.name, m.name AS main, k.ticker, s.name AS state, "
        "CASE WHEN c.name LIKE %s ESCAPE '!' THEN 0 ELSE 1 END AS later "
        "FROM characters c JOIN ownerships o ON o.character_id = c.id JOIN users u ON u.id = o.user_id "
        "JOIN states s ON s.id = u.state_id LEFT JOIN characters m ON m.id = u.main_id "
        "LEFT JOIN corporations k ON k.id = c.corporation_id "
        "WHERE c.name LIKE %s ESCAPE '!' ORDER BY later, c.name LIMIT %s",
        [f"{safe}%", f"%{safe}%", limit],
    )
    return [
        PilotHit(r["user_id"], r["id"], r["name"], r["main"] or "", r["ticker"] or "", r["state"])
        for r in found
    ]


async def pilot(actor: Actor, text: str) -> int:
    """The account that a choice or a typed name means: a character id, or a name. Raises NotFound with what is near."""
    if text.isascii() and text.isdigit() and len(text) <= 18:
        found = await rows("SELECT user_id FROM ownerships WHERE character_id = %s", [int(text)])
        if found and any(actor.may(m) for m in MAY_LOOK):
            return int(found[0]["user_id"])
    hits = await find(actor, text)
    exact = [h for h in hits if h.name.casefold() == text.strip().casefold()] or hits
    if not exact or len({h.user_id for h in exact}) > 1:
        raise no_such("pilot", text, (h.name for h in hits))
    return exact[0].user_id


async def by_discord(actor: Actor, discord_id: int) -> int:
    """The account of a Discord user. Raises Forbidden for who may not look, NotFound for an unlinked user."""
    if actor.discord_id != discord_id:
        _must_look(actor)
    found = await rows("SELECT user_id FROM discord_users WHERE id = %s", [discord_id])
    if not found:
        raise NotFound("account.not_linked")
    return int(found[0]["user_id"])


async def name_of(user_id: int) -> str:
    """How an account is called: by its main."""
    found = await rows("SELECT name FROM subjects WHERE user_id = %s", [user_id])
    if not found:
        raise Forbidden("refused.not_linked")
    return str(found[0]["name"])


async def _head(user_id: int) -> list[dict[str, Any]]:
    """The account with its state; one row for each reason why the main has it."""
    return await rows(
        "SELECT u.main_id, u.is_active, u.is_staff, u.is_superuser, u.state_since, u.created_at, u.closed_by, u.inactive_since, u.inactive_why, "
        "s.name AS state, s.guest, w.kind, c.name AS main, o.name AS corporation, a.name AS alliance, "
        "d.id AS discord_id, d.username, d.display_name, d.avatar, d.linked_at "
        "FROM users u JOIN states s ON s.id = u.state_id LEFT JOIN discord_users d ON d.user_id = u.id "
        "LEFT JOIN characters c ON c.id = u.main_id LEFT JOIN corporations o ON o.id = c.corporation_id "
        "LEFT JOIN alliances a ON a.id = c.alliance_id LEFT JOIN state_members w ON w.state_id = u.state_id AND ("
        "(w.kind = 'character' AND w.entity_id = c.id) OR (w.kind = 'corporation' AND w.entity_id = c.corporation_id) "
        "OR (w.kind = 'alliance' AND w.entity_id = c.alliance_id) OR (w.kind = 'faction' AND w.entity_id = c.faction_id)) "
        "WHERE u.id = %s",
        [user_id],
    )


def _why(found: list[dict[str, Any]]) -> Why:
    """The narrowest reason: the character before its corporation before its alliance before its faction."""
    for kind in EntityKind:
        for row in found:
            if row["kind"] == kind.value:
                named = {"character": "main", "corporation": "corporation", "alliance": "alliance"}.get(
                    kind.value
                )
                return Why(kind, (row[named] if named else "") or "")
    return Why()


def _discord(head: dict[str, Any]) -> DiscordRow | None:
    if head["discord_id"] is None:
        return None
    return DiscordRow(
        head["discord_id"], head["username"], head["display_name"], head["avatar"], _at(head["linked_at"])
    )


async def _characters(user_id: int, main_id: int | None) -> tuple[CharacterRow, ...]:
    found = await rows(
        "SELECT c.id, c.name, k.name AS corporation, k.ticker, a.name AS alliance, a.ticker AS alliance_ticker, "
        "t.status, t.dying_since FROM ownerships o JOIN characters c ON c.id = o.character_id "
        "LEFT JOIN corporations k ON k.id = c.corporation_id LEFT JOIN alliances a ON a.id = c.alliance_id "
        "LEFT JOIN tokens t ON t.character_id = c.id AND t.user_id = o.user_id WHERE o.user_id = %s ORDER BY c.name",
        [user_id],
    )
    best: dict[int, dict[str, Any]] = {}
    rank = {"valid": 0, "dying": 1, "dead": 2, None: 3}
    for row in found:
        kept = best.get(row["id"])
        if kept is None or rank[row["status"]] < rank[kept["status"]]:
            best[row["id"]] = row
    made = [_character(r, main_id) for r in best.values()]
    return tuple(sorted(made, key=lambda c: (not c.is_main, c.name.casefold())))


def _character(row: dict[str, Any], main_id: int | None) -> CharacterRow:
    status = TokenStatus(row["status"]) if row["status"] else TokenStatus.DEAD
    since = moment(row["dying_since"])
    return CharacterRow(
        row["id"],
        row["name"],
        row["corporation"] or "",
        row["ticker"] or "",
        row["alliance"] or "",
        row["alliance_ticker"] or "",
        row["id"] == main_id,
        status,
        since + GRACE if status is TokenStatus.DYING and since else None,
    )


async def _groups(user_id: int) -> tuple[str, ...]:
    found = await rows(
        "SELECT g.name FROM memberships m JOIN `groups` g ON g.id = m.group_id WHERE m.user_id = %s ORDER BY g.name",
        [user_id],
    )
    return tuple(r["name"] for r in found)


async def _services(user_id: int) -> tuple[ServiceRow, ...]:
    found = await rows(
        "SELECT i.id, i.kind, i.name AS service, a.name, a.status, a.trouble, a.declined_at FROM accounts a JOIN instances i "
        "ON i.id = a.instance_id WHERE a.user_id = %s ORDER BY i.name",
        [user_id],
    )
    return tuple(
        ServiceRow(r["id"], r["kind"], r["service"], r["name"], _status(r), r["declined_at"] is not None)
        for r in found
    )


def _status(row: dict[str, Any]) -> AccountStatus:
    """As people should see it: that nobody may rename a server's owner needs nobody's help."""
    theirs = str(row["trouble"]).startswith("owner")
    return AccountStatus.ACTIVE if theirs else AccountStatus(row["status"])


async def _notices(user_id: int) -> tuple[tuple[NoticeRow, ...], int]:
    found = await rows(
        "SELECT n.id, n.`key` AS words, n.facts, n.level, n.created_at, n.read_at, "
        "(SELECT COUNT(*) FROM notices x WHERE x.user_id = n.user_id AND x.read_at IS NULL) AS unread "
        "FROM notices n WHERE n.user_id = %s ORDER BY n.id DESC LIMIT %s",
        [user_id, NOTICES],
    )
    notices = tuple(
        NoticeRow(
            r["id"],
            r["words"],
            json.loads(r["facts"]),
            Level(r["level"]),
            _at(r["created_at"]),
            r["read_at"] is None,
        )
        for r in found
    )
    return notices, int(found[0]["unread"]) if found else 0


def _at(value: Any) -> datetime:
    found = moment(value)
    if found is None:
        raise ValueError("a time is missing")
    return found
