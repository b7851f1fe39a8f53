"""Why somebody has or lacks a permission, a service or a group: the chain of reasons, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.database import moment, rows
from bot.errors import NotFound
from bot.rules import accounts, holders, states, trail
from bot.rules.access import VOCABULARY, Actor, Source, Through
from bot.rules.accounts import AccountCard, CharacterRow
from bot.rules.audit import AUDIT
from models.states import EntityKind

Value = str | int | datetime | tuple[str | Source, ...]
FIRST_OF_PLAYERS = 98_000_000
"""Corporations below are the game's own."""
FEW = 5
"""So many alts are named that would do as a main."""
LATELY = 3
RECENT = (
    "state.changed",
    "main.changed",
    "character.moved",
    "character.lost",
    "group.left",
    "group.removed",
    "grant.taken",
    "account.deactivated",
)
"""Actions that may have taken something away."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One link of the chain: it speaks for it (True), against it (False) or explains the one before (None)."""

    key: str
    good: bool | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chain:
    """The answer. `about` is what was asked ("permission:…", "instance:3", "group:5"), `name` what it is called."""

    card: AccountCard
    about: str
    name: str
    has: bool
    reasons: tuple[Reason, ...]
    changes: tuple[Reason, ...]
    lately: tuple[trail.Line, ...] = ()


async def why(actor: Actor, user_id: int, about: str) -> Chain:
    """Why somebody has or lacks "permission:core.staff", "instance:3" or "group:5"; at most twenty statements.

    Raises Forbidden unless auditor, NotFound for unknown people and things.
    """
    actor.must(AUDIT)
    kind, _, name = about.partition(":")
    card = await accounts.card(actor, user_id)
    if kind == "instance" and name.isascii() and name.isdigit() and len(name) <= 9:
        made = await _service(card, int(name))
    elif kind == "group" and name.isascii() and name.isdigit() and len(name) <= 9:
        made = await _group(card, int(name))
    else:
        has, reasons, changes = await _permission(card, name)
        made = Chain(card, about, name, has, tuple(reasons), tuple(changes))
    if made.has:
        return made
    found = await trail.history(actor, f"user:{user_id}", per=2 * trail.PAGE)
    lately = tuple(x for x in found.lines if x.action in RECENT)[:LATELY]
    return Chain(card, made.about, made.name, False, made.reasons, made.changes, lately)


# -- permissions -------------------------------------------------------------------------------------------

Parts = tuple[bool, list[Reason], list[Reason]]


async def _permission(card: AccountCard, codename: str) -> Parts:
    gates = await holders.gates(codename)
    if codename not in VOCABULARY and not any(g.source.id for g in gates):
        raise NotFound("grant.no_such_permission", permission=codename)
    sources = await holders.sources(card.user_id, codename)
    has = card.active and bool(sources)
    reasons = [Reason("why.takes", None, {"permission": codename})]
    if not card.active:
        reasons.append(Reason("why.inactive", False))
    if card.superuser:
        reasons.append(Reason("why.superuser", True))
    reasons += _by_state(card, gates, sources)
    reasons += _by_group(gates, sources)
    direct = any(s.through is Through.USER for s in sources)
    reasons.append(Reason("why.direct" if direct else "why.not_direct", direct))
    changes = _ends(sources) if has else await _begins(card, gates, bool(sources))
    return has, reasons, changes


def _giving(gates: Iterable[holders.Gate], way: Through) -> tuple[str, ...]:
    return tuple(g.source.name for g in gates if g.source.through is way)


def _by_state(card: AccountCard, gates: Iterable[holders.Gate], sources: Iterable[Source]) -> list[Reason]:
    giving = _giving(gates, Through.STATE)
    if any(s.through is Through.STATE for s in sources):
        return [Reason("why.state_gives", True, {"state": card.state}), _standing(card)]
    if not giving:
        return [Reason("why.no_state_gives", False, {"state": card.state})]
    return [Reason("why.state_lacks", False, {"state": card.state, "states": giving}), _standing(card)]


def _standing(card: AccountCard) -> Reason:
    """Why the state is what it is."""
    main, told = card.main, {"state": card.state}
    if not card.active:
        return Reason("why.standing.inactive", None, told)
    if main is None:
        return Reason("why.standing.no_main", None, told)
    told |= {"main": main.name, "corporation": main.corporation or "?", "alliance": main.alliance}
    if card.why.kind is not None:
        named = {EntityKind.CORPORATION: main.corporation, EntityKind.ALLIANCE: main.alliance}
        return Reason(f"why.standing.{card.why.kind}", None, {**told, "name": named.get(card.why.kind, "")})
    if not card.guest:
        return Reason("why.standing.public", None, told)
    return Reason("why.standing.nowhere_alliance" if main.alliance else "why.standing.nowhere", None, told)


def _by_group(gates: Iterable[holders.Gate], sources: Iterable[Source]) -> list[Reason]:
    mine = tuple(s.name for s in sources if s.through is Through.GROUP)
    if mine:
        return [Reason("why.group_gives", True, {"groups": mine, "count": len(mine)})]
    giving = _giving(gates, Through.GROUP)
    return [
        Reason("why.group_lacks", False, {"groups": giving})
        if giving
        else Reason("why.no_group_gives", False)
    ]


def _ends(sources: list[Source]) -> list[Reason]:
    """What would take it away."""
    if len(sources) == 1:
        return [Reason("why.ends_one", None, {"source": (sources[0],)})]
    return [Reason("why.ends_all", None, {"sources": tuple(sources)})]


async def _begins(card: AccountCard, gates: tuple[holders.Gate, ...], waiting: bool) -> list[Reason]:
    """What would give it."""
    if not card.active:
        activate = [Reason("why.activate")]
        if waiting:
            return activate
        return [*activate, *await _begins_active(card, gates)]
    return await _begins_active(card, gates)


async def _begins_active(card: AccountCard, gates: tuple[holders.Gate, ...]) -> list[Reason]:
    by_state, by_group = _giving(gates, Through.STATE), _giving(gates, Through.GROUP)
    changes = []
    if by_state and card.main is not None:
        where = await _whom_to_list(card.main)
        changes.append(Reason("why.list", None, {"name": where, "states": by_state}))
    if by_state and (alts := await _better_mains(card, by_state)):
        changes.append(Reason("why.other_main" if card.main else "why.choose_main", None, {"names": alts}))
    if by_group:
        changes.append(Reason("why.join", None, {"groups": by_group}))
    return changes or [Reason("why.grant")]


async def _whom_to_list(main: CharacterRow) -> str:
    """What a state would have to take in: never a corporation of the game's own, where anybody lands."""
    found = await rows("SELECT corporation_id FROM characters WHERE id = %s", [main.id])
    npc = not found or int(found[0]["corporation_id"] or 0) < FIRST_OF_PLAYERS
    return main.alliance or (main.name if npc else main.corporation or main.name)


async def _better_mains(card: AccountCard, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Other characters of theirs that would have a state that gives it."""
    alts = {c.id: c.name for c in card.characters if not c.is_main}
    would = await states.would_be(alts)
    return tuple(alts[i] for i, state in would.items() if state.name in wanted)[:FEW]


# -- services ----------------------------------------------------------------------------------------------


async def _service(card: AccountCard, instance_id: int) -> Chain:
    """The permission of its kind first; then the account, what the service said last, and what still waits."""
    found = await rows(
        "SELECT i.id, i.kind, i.name, i.slug, i.enabled, i.down_since, a.status, a.trouble, a.since FROM instances i "
        "LEFT JOIN accounts a ON a.instance_id = i.id AND a.user_id = %s WHERE i.id = %s",
        [card.user_id, instance_id],
    )
    if not found:
        raise NotFound("service.no_such", id=instance_id)
    row = found[0]
    may, reasons, changes = await _permission(card, f"{row['kind']}.access_{row['kind']}")
    linked = row["kind"] != "discord" or card.discord is not None
    if not linked:
        reasons.append(Reason("why.not_linked", False))
        changes = [*([] if may else changes), Reason("why.link")]
    has = may and linked
    reasons += await _account(card, row, has)
    works = has and row["status"] == "active" and bool(row["enabled"]) and row["down_since"] is None
    if has and not works:
        changes = [Reason(f"why.mend.{row['status'] or 'none'}")]
    name = str(row["name"] or row["slug"])
    return Chain(card, f"instance:{instance_id}", name, works, tuple(reasons), tuple(changes))


async def _account(card: AccountCard, row: Mapping[str, Any], deserved: bool) -> list[Reason]:
    reasons = []
    if not row["enabled"]:
        reasons.append(Reason("why.instance_off", False))
    if down := moment(row["down_since"]):
        reasons.append(Reason("why.instance_down", False, {"since": down}))
    if row["status"] is None:
        reasons.append(Reason("why.account.none", False))
    else:
        good = row["status"] == "active"
        since, trouble = moment(row["since"]), str(row["trouble"]).partition(" ")[0]
        told: dict[str, Value] = {"trouble": trouble, "since": since or ""}
        reasons.append(Reason(f"why.account.{row['status']}", good, told))
    reasons += await _work(card.user_id, row["id"])
    if row["kind"] == "discord" and deserved:
        reasons += await _roles(card.user_id, row["id"])
    return reasons


async def _work(user_id: int, instance_id: int) -> list[Reason]:
    """What still waits for this account, or was given up."""
    found = await rows(
        "SELECT slot, attempts, last_error FROM jobs WHERE name = 'service.put' AND `key` = %s ORDER BY id LIMIT 2",
        [f"{instance_id}:{user_id}"],
    )
    return [
        Reason("why.work.waits", None)
        if r["slot"]
        else Reason("why.work.given_up", False, {"error": str(r["last_error"] or "?")[:200]})
        for r in found
    ]


async def _roles(user_id: int, instance_id: int) -> list[Reason]:
    """Roles that this person should have and Discord does not let us give."""
    found = await rows(
        "SELECT COALESCE(s.name, g.name) AS name, m.trouble FROM role_mappings m JOIN guilds d ON d.id = m.guild_id "
        "JOIN users u ON u.id = %s LEFT JOIN states s ON s.id = m.state_id LEFT JOIN `groups` g ON g.id = m.group_id "
        "WHERE d.instance_id = %s AND m.trouble <> '' AND (m.state_id = u.state_id OR m.group_id IN "
        "(SELECT group_id FROM memberships WHERE user_id = u.id)) ORDER BY name LIMIT 20",
        [user_id, instance_id],
    )
    return [Reason("why.role", False, {"name": r["name"], "trouble": r["trouble"]}) for r in found]


# -- groups ------------------------------------------------------------------------------------------------


async def _group(card: AccountCard, group_id: int) -> Chain:
    found = await rows(
        "SELECT g.name, g.internal, g.hidden, g.`open`, g.public, g.restricted, g.rule, m.since, m.until, m.leaving_at, "
        "(SELECT x.id FROM autogroups x WHERE x.group_id = g.id) AS automatic FROM `groups` g LEFT JOIN memberships m "
        "ON m.group_id = g.id AND m.user_id = %s WHERE g.id = %s",
        [card.user_id, group_id],
    )
    if not found:
        raise NotFound("why.no_such_group", id=group_id)
    row = found[0]
    bound = await rows(
        "SELECT s.name, u.state_id = s.id AS fits FROM group_states g JOIN states s ON s.id = g.state_id "
        "JOIN users u ON u.id = %s WHERE g.group_id = %s ORDER BY s.priority DESC",
        [card.user_id, group_id],
    )
    reasons, changes = _state_bound(card, bound)
    has = row["since"] is not None
    if has:
        reasons = [*_membership(row), *reasons]
        changes = [Reason("why.group.leave")]
    else:
        reasons = [Reason("why.group.out", False), *reasons, *await _last_request(card.user_id, group_id)]
        changes += _ways_in(row)
    return Chain(card, f"group:{group_id}", row["name"], has, tuple(reasons), tuple(changes))


def _membership(row: Mapping[str, Any]) -> list[Reason]:
    since = moment(row["since"])
    made = [Reason("why.group.in", True, {"since": since or ""})]
    if until := moment(row["until"]):
        made.append(Reason("why.group.until", None, {"until": until}))
    if leaving := moment(row["leaving_at"]):
        made.append(Reason("why.group.leaving", False, {"when": leaving}))
    return made


def _state_bound(card: AccountCard, bound: list[dict[str, Any]]) -> tuple[list[Reason], list[Reason]]:
    if not bound:
        return [], []
    names = tuple(str(r["name"]) for r in bound)
    if any(r["fits"] for r in bound):
        return [Reason("why.group.state_fits", True, {"state": card.state}), _standing(card)], []
    told: dict[str, Value] = {"state": card.state, "states": names}
    return (
        [Reason("why.group.state", False, told), _standing(card)],
        [Reason("why.group.need_state", None, {"states": names})],
    )


def _ways_in(row: Mapping[str, Any]) -> list[Reason]:
    """How one gets into a group of this kind."""
    if row["automatic"] is not None or (row["rule"] not in (None, "null")):
        return [Reason("why.group.by_rule")]
    if row["restricted"]:
        return [Reason("why.group.restricted")]
    if row["internal"]:
        return [Reason("why.group.internal")]
    if row["open"]:
        return [Reason("why.group.open")]
    return [Reason("why.group.ask" if row["public"] else "why.group.ask_permitted")]


async def _last_request(user_id: int, group_id: int) -> list[Reason]:
    found = await rows(
        "SELECT status, created_at, decided_at, answer FROM group_requests WHERE user_id = %s AND group_id = %s "
        "AND kind = 'join' ORDER BY id DESC LIMIT 1",
        [user_id, group_id],
    )
    made = []
    for row in found:
        when = moment(row["decided_at"]) or moment(row["created_at"])
        told: dict[str, Value] = {"when": when or "", "answer": row["answer"] or "–"}
        made.append(Reason(f"why.group.request.{row['status']}", None, told))
    return made
