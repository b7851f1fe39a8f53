"""Facts about this installation: whether our key opens its data, and whether the data is only for show."""

from __future__ import annotations

from bot import clock
from bot.database import Unusable, transaction, upsert
from bot.vault import Locked, Vault
from models.queue import Mark
from models.users import User

SENTINEL, DEMO, WRITTEN = "sentinel", "demo", "written"
_WORD = "concord"


async def check(vault: Vault, *, demo: bool, write: bool = True) -> None:
    """Make sure of both before anything is done; raises Unusable with what to do about it.

    A fresh database is marked as belonging to this key from now on, unless told not to `write`.
    """
    marks = dict(await Mark.filter(name__in=[SENTINEL, DEMO]).values_list("name", "value"))
    fresh = SENTINEL not in marks
    if DEMO in marks and not demo:
        raise Unusable("this database belongs to `concord demo`; give CONCORD_DATABASE_URL another one")
    if demo and DEMO not in marks and (not fresh or await User.all().exists()):
        raise Unusable("this database holds real data; `concord demo` only uses one of its own")
    if fresh and not write:
        return
    if fresh:
        await Mark.update_or_create(name=SENTINEL, defaults={"value": vault.seal("sentinel", _WORD)})
        if demo:
            await Mark.update_or_create(name=DEMO, defaults={"value": "yes"})
        return
    try:
        vault.open("sentinel", marks[SENTINEL])
    except Locked as e:
        raise Unusable(
            "CONCORD_SECRET_KEY does not open this database: put the key back that it was used with "
            "(an old key goes behind the new one). Nothing was changed"
        ) from e


async def write_mark() -> None:
    """Write something of no importance: whether that works is what one wants to know."""
    async with transaction():
        await upsert(Mark, [Mark(name=WRITTEN, value=clock.now().isoformat())], ["value"], conflict=["name"])
