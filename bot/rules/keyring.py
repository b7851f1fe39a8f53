"""Changing the secret key: everything sealed goes under the newest one, slice by slice, while people work."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tortoise.models import Model

from bot import clock
from bot.database import execute, retry_transaction, rows, upsert
from bot.errors import Conflict
from bot.rules.access import STAFF, Actor
from bot.rules.audit import Entry, record
from bot.rules.installation import HASHES, SENTINEL
from bot.vault import Locked, Vault
from models.queue import Mark
from models.sessions import Session

SLICE = 100  # values at a time: under 50 ms for whoever else uses the database
PASSES = 5
PAUSE = 2.0  # seconds before what was busy is looked at again


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """Where sealed values are. `free`: a condition without which a row must not be touched now."""

    table: str
    column: str
    purpose: str
    free: Callable[[], str] = lambda: "1 = 1"

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


SEALED: list[SealedColumn] = []


def sealed(model: type[Model], *columns: str, purpose: str, free: Callable[[], str] | None = None) -> None:
    """Declare that these columns hold what the vault sealed. Called once, beside the code that seals."""
    for column in columns:
        known = SealedColumn(str(model._meta.db_table), column, purpose)
        SEALED.append(known if free is None else SealedColumn(known.table, column, purpose, free))


@dataclass(slots=True)
class Rotation:
    """What a rotation did. `locked`: values that none of the keys opens, by column; `busy`: left for the next run."""

    keys: int
    resealed: int = 0
    fine: int = 0
    busy: int = 0
    locked: Counter[str] = field(default_factory=Counter)


async def rotate(actor: Actor, vault: Vault) -> Rotation:
    """Put everything under the newest key. Harmless to repeat: after a kill the next run does what is left.

    What somebody writes meanwhile is sealed with the newest key anyway and is not overwritten. The sentinel goes
    last: as long as anything needs an old key, a start without that key is refused. Raises Forbidden unless staff.
    """
    actor.must(STAFF)
    resealed = 0
    for _ in range(PASSES):
        done = await _pass(vault)
        resealed += done.resealed
        if not (done.busy or done.resealed):
            break
        await clock.sleep(PAUSE if done.busy else 0.0)
    done.resealed = resealed
    if not done.busy:
        await _reseal_marks(vault)
        after = {"resealed": resealed, "locked": dict(done.locked)}
        await record(actor, [Entry("secrets.rotated", thing=f"key:{vault.newest_id}", after=after)])
    return done


async def renew_hashes(actor: Actor, vault: Vault) -> int:
    """A new root for keyed hashes, for when a key has leaked: everybody signs in again; returns how many sessions.

    Links and sign-ins under way end as well. Raises Forbidden unless staff.
    """
    actor.must(STAFF)
    root = secrets.token_hex(32)

    async def act() -> int:
        await Mark.filter(name=HASHES).update(value=vault.seal(HASHES, root))
        ended = await Session.all().delete()
        await record(actor, [Entry("secrets.hashes_renewed", thing="hashes", after={"sessions": ended})])
        return ended

    ended = await retry_transaction(act)
    vault.hash_with(root)
    return ended


async def inspect(vault: Vault) -> Rotation:
    """What a rotation would find, changing nothing: `resealed` counts what is under an older key."""
    return await _pass(vault, change=False)


def must_hold(vault: Vault, newest_id: str) -> None:
    """Refuse if this process does not seal with the key that the operator's configuration names first."""
    if vault.newest_id != newest_id:
        raise Conflict("desk.other_key")


async def _pass(vault: Vault, *, change: bool = True) -> Rotation:
    done = Rotation(vault.keys)
    for column in SEALED:
        last = 0
        while found := await _slice(column, last):
            last = int(found[-1]["id"])
            await _reseal(vault, column, found, done, change)
    return done


async def _slice(column: SealedColumn, last: int) -> list[dict[str, Any]]:
    return await rows(
        f"SELECT id, {column.column} AS value FROM {column.table} "
        f"WHERE id > %s AND {column.column} <> '' ORDER BY id LIMIT {SLICE}",
        [last],
    )


async def _reseal(
    vault: Vault, column: SealedColumn, found: list[dict[str, Any]], done: Rotation, change: bool
) -> None:
    made: list[tuple[str, int, str]] = []
    for row in found:
        try:
            new = vault.reseal(column.purpose, row["value"])
        except Locked:
            done.locked[str(column)] += 1
            continue
        if new is None:
            done.fine += 1
        else:
            made.append((new, int(row["id"]), row["value"]))
    if not (made and change):
        done.resealed += len(made)
        return
    wrote = await retry_transaction(lambda: _write(column, made))
    done.resealed += wrote
    done.busy += len(made) - wrote


async def _write(column: SealedColumn, made: list[tuple[str, int, str]]) -> int:
    """Each value only if it still is what we read, and nobody is at it."""
    text = (
        f"UPDATE {column.table} SET {column.column} = %s WHERE id = %s AND {column.column} = %s "
        f"AND ({column.free()})"
    )
    return sum([await execute(text, list(values)) for values in made])


async def _reseal_marks(vault: Vault) -> None:
    for name in (HASHES, SENTINEL):
        mark = await Mark.get(name=name)
        if (new := vault.reseal(name, mark.value)) is not None:
            await upsert(Mark, [Mark(name=name, value=new)], ["value"])
