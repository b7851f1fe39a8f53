"""The conditions that Concord itself knows: where the main belongs, what else somebody flies, state, groups, time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.database import rows
from bot.errors import Invalid, NotFound
from bot.rules import search
from bot.rules.access import Actor
from bot.rules.criteria import Criterion, Question, Value, register
from bot.voice import say
from models.fields import folded
from models.states import EntityKind

MOST_DAYS = 3650


def _ids(values: Sequence[Value]) -> str:
    return ", ".join(str(int(v)) for v in values) or "NULL"


async def _users(sql: str, params: Sequence[Any] = ()) -> set[int]:
    return {r["user_id"] for r in await rows(sql, params)}


# -- corporations and alliances ----------------------------------------------------------------------------


def _of_main(kind: EntityKind) -> Criterion:
    """The main belongs to one of these."""

    async def holders(values: Sequence[Value], question: Question) -> set[int]:
        return await _users(
            "SELECT u.id AS user_id FROM users u JOIN characters c ON c.id = u.main_id "
            f"WHERE c.{kind.value}_id IN ({_ids(values)}) AND {question.among('u.id')}"
        )

    return Criterion(kind.value, holders, _find_entity(kind), _named_entity(kind))


def _of_any(kind: EntityKind) -> Criterion:
    """One of the person's characters belongs to one of these."""

    async def holders(values: Sequence[Value], question: Question) -> set[int]:
        return await _users(
            "SELECT DISTINCT o.user_id FROM ownerships o JOIN characters c ON c.id = o.character_id "
            f"WHERE c.{kind.value}_id IN ({_ids(values)}) AND {question.among('o.user_id')}"
        )

    return Criterion(f"any_{kind.value}", holders, _find_entity(kind), _named_entity(kind))


def _find_entity(kind: EntityKind) -> Any:
    async def find(actor: Actor, texts: Sequence[str]) -> list[Value]:
        found: list[Value] = []
        for text in texts:
            plain = text.rpartition(" [")[0] if text.endswith("]") and " [" in text else text
            choice = f"{kind.value}:{plain}" if plain.isascii() and plain.isdigit() else plain
            found.append((await search.one(actor, choice, (kind,))).id)
        await search.remember((kind, int(i)) for i in found)
        return found

    return find


def _named_entity(kind: EntityKind) -> Any:
    table = {EntityKind.CORPORATION: "corporations", EntityKind.ALLIANCE: "alliances"}[kind]

    async def named(_: str, values: Sequence[Value]) -> dict[Value, str]:
        found = await rows(f"SELECT id, name, ticker FROM {table} WHERE id IN ({_ids(values)})")
        return {r["id"]: f"{r['name']} [{r['ticker']}]" if r["ticker"] else r["name"] for r in found}

    return named


# -- states and groups -------------------------------------------------------------------------------------


async def _in_state(values: Sequence[Value], question: Question) -> set[int]:
    return await _users(
        f"SELECT u.id AS user_id FROM users u WHERE u.state_id IN ({_ids(values)}) AND {question.among('u.id')}"
    )


async def _in_group(values: Sequence[Value], question: Question) -> set[int]:
    found: set[int] = set()
    for value in values:
        found |= await question.members(int(value))
    return found


def _find_row(table: str, missing: str) -> Any:
    async def find(_: Actor, texts: Sequence[str]) -> list[Value]:
        found = await rows(
            f"SELECT id, name_key FROM `{table}` WHERE name_key IN ({', '.join(['%s'] * len(texts))})",
            [folded(t) for t in texts],
        )
        by_name = {r["name_key"]: r["id"] for r in found}
        for text in texts:
            if folded(text) not in by_name:
                raise NotFound(missing, name=text[:100])
        return [by_name[folded(t)] for t in texts]

    return find


def _named_row(table: str) -> Any:
    async def named(_: str, values: Sequence[Value]) -> dict[Value, str]:
        found = await rows(f"SELECT id, name FROM `{table}` WHERE id IN ({_ids(values)})")
        return {r["id"]: r["name"] for r in found}

    return named


# -- time --------------------------------------------------------------------------------------------------


def _since(values: Sequence[Value]) -> datetime:
    """The moment that lies at least so many days back; the shortest of several will do."""
    return clock.now() - timedelta(days=min(int(v) for v in values))


async def _account_age(values: Sequence[Value], question: Question) -> set[int]:
    return await _users(
        f"SELECT u.id AS user_id FROM users u WHERE u.created_at <= %s AND {question.among('u.id')}",
        [_since(values)],
    )


async def _tenure(values: Sequence[Value], question: Question) -> set[int]:
    """How long the main is in its present corporation, as far as we saw; before that, how long we know it."""
    return await _users(
        "SELECT u.id AS user_id FROM users u JOIN characters c ON c.id = u.main_id "
        "JOIN ownerships o ON o.character_id = c.id "
        "WHERE c.corporation_id IS NOT NULL AND COALESCE(c.corporation_since, o.since) <= %s "
        f"AND {question.among('u.id')}",
        [_since(values)],
    )


async def _find_days(_: Actor, texts: Sequence[str]) -> list[Value]:
    number = texts[0].partition(" ")[0]  # "30", or "30 days" as a form shows it again
    if len(texts) == 1 and number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= MOST_DAYS:
        return [int(number)]
    raise Invalid("criteria.days", maximum=MOST_DAYS)


async def _named_days(language: str, values: Sequence[Value]) -> dict[Value, str]:
    return {v: say(language, "criteria.count_days", count=int(v)) for v in values}


CORPORATION = register(_of_main(EntityKind.CORPORATION))
ALLIANCE = register(_of_main(EntityKind.ALLIANCE))
STATE = register(
    Criterion("state", _in_state, _find_row("states", "criteria.no_such_state"), _named_row("states"))
)
GROUP = register(
    Criterion("group", _in_group, _find_row("groups", "criteria.no_such_group"), _named_row("groups"))
)
ANY_CORPORATION = register(_of_any(EntityKind.CORPORATION))
ANY_ALLIANCE = register(_of_any(EntityKind.ALLIANCE))
TENURE = register(Criterion("tenure", _tenure, _find_days, _named_days, timed=True))
ACCOUNT_AGE = register(Criterion("account_age", _account_age, _find_days, _named_days, timed=True))
