"""What the things of the trail are called: "state:3" → "Member", for whole sets in one statement."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.database import moment, rows

_REFERENCE = re.compile(r"([a-z]+):(\d{1,18})")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")

Shown = str | bool | datetime
"""A value as people should see it; the faces word it."""

_named: dict[str, str] = {
    "user": "SELECT user_id AS id, name FROM subjects WHERE user_id IN ({})",
    "character": "SELECT id, name FROM characters WHERE id IN ({})",
    "corporation": "SELECT id, name FROM corporations WHERE id IN ({})",
    "alliance": "SELECT id, name FROM alliances WHERE id IN ({})",
    "faction": "SELECT id, name FROM factions WHERE id IN ({})",
    "group": "SELECT id, name FROM `groups` WHERE id IN ({})",
    "state": "SELECT id, name FROM states WHERE id IN ({})",
    "instance": "SELECT id, name FROM instances WHERE id IN ({})",
    "account": "SELECT a.id, i.name FROM accounts a JOIN instances i ON i.id = a.instance_id WHERE a.id IN ({})",
    "request": "SELECT r.id, g.name FROM group_requests r JOIN `groups` g ON g.id = r.group_id WHERE r.id IN ({})",
    "mapping": "SELECT m.id, COALESCE(s.name, g.name) AS name FROM role_mappings m LEFT JOIN states s "
    "ON s.id = m.state_id LEFT JOIN `groups` g ON g.id = m.group_id WHERE m.id IN ({})",
    "role": "SELECT id, name FROM guild_roles WHERE id IN ({})",
    "channel": "SELECT id, name FROM guild_channels WHERE id IN ({})",
    "guild": "SELECT id, name FROM guilds WHERE id IN ({})",
    "reserved": "SELECT id, name FROM reserved_names WHERE id IN ({})",
    "token": "SELECT t.id, c.name FROM tokens t JOIN characters c ON c.id = t.character_id WHERE t.id IN ({})",
}
_KINDS = {
    "main": "character",
    "leaders": "user",
    "leader_groups": "group",
    "states": "state",
    "channel_id": "channel",
}
"""Facts that are ids of a kind with another name than their own."""


def named(kind: str, sql: str) -> None:
    """Say how things of a kind are looked up: SQL for `id` and `name`, with {} for the ids. For features."""
    _named.setdefault(kind, sql)


async def names_of(references: Iterable[str]) -> dict[str, str]:
    """Names by reference ("state:3"): one statement, and one more for what has been deleted since."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        if (found := _REFERENCE.fullmatch(reference)) and found[1] in _named:
            by_kind[found[1]].add(int(found[2]))
    if not by_kind:
        return {}
    parts = [
        f"SELECT '{kind}' AS kind, x.id, x.name FROM ({_named[kind].format(', '.join(map(str, sorted(ids))))}) x"
        for kind, ids in sorted(by_kind.items())
    ]
    names = {
        f"{r['kind']}:{r['id']}": str(r["name"]) for r in await rows(" UNION ALL ".join(parts)) if r["name"]
    }
    missing = [r for k, ids in by_kind.items() for i in sorted(ids) if (r := f"{k}:{i}") not in names]
    return {**await _deleted(missing), **names} if missing else names


async def _deleted(references: list[str]) -> dict[str, str]:
    """What things were called that are no more: by the trail's own word of their deletion."""
    marks = ", ".join(["%s"] * len(references))
    found = await rows(
        f"SELECT thing, `before` AS was FROM audit WHERE thing IN ({marks}) AND action LIKE %s ORDER BY id",
        [*references, "%.deleted"],
    )
    facts = {r["thing"]: facts_of(r["was"]) for r in found}
    return {t: str(f["name"]) for t, f in facts.items() if isinstance(f, dict) and f.get("name")}


def facts_of(raw: Any) -> Any:
    """A JSON column out of a raw row."""
    return json.loads(raw) if isinstance(raw, str | bytes) else raw


# -- what a fact says --------------------------------------------------------------------------------------


def references_in(facts: Any) -> Iterable[str]:
    """The things that facts name: "corporation:98" in a list, {"main": 90000001} by its key."""
    if isinstance(facts, dict):
        for key, value in facts.items():
            if isinstance(value, list | dict):
                yield from references_in(
                    value if isinstance(value, dict) else [_reference(key, v) for v in value]
                )
            else:
                yield _reference(key, value)
    elif isinstance(facts, list):
        for value in facts:
            if isinstance(value, str):
                yield value


def _reference(key: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{_KINDS.get(key, key)}:{value}"
    return value if isinstance(value, str) else ""


def shown(key: str, value: Any, names: Mapping[str, str]) -> Shown | None:
    """One value as people should see it; None for what says nothing."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        return ", ".join(str(s) for v in value if (s := shown(key, v, names)) is not None)
    if isinstance(value, dict):
        return ", ".join(f"{k}: {s}" for k, v in value.items() if (s := shown(k, v, names)) is not None)
    reference = _reference(key, value)
    if reference in names:
        return names[reference]
    if isinstance(value, str) and _TIME.match(value):
        try:
            return moment(value)
        except ValueError:
            return value
    return str(value)
