"""Facts about this installation: whether our key opens its data, and whether the data is only for show."""

from __future__ import annotations

from bot import clock
from bot.database import Unusable, transaction, upsert
from bot.vault import Locked, Vault
from models.queue import Mark
from models.users import User

SENTINEL, DEMO, WRITTEN, HASHES = "sentinel", "demo", "written", "hashes"
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
    await unlock(vault, write=write)
    if fresh and demo:
        await Mark.update_or_create(name=DEMO, defaults={"value": "yes"})


async def unlock(vault: Vault, *, write: bool = True) -> None:
    """Make sure that the vault opens this database, and give it the root of its hashes; raises Unusable.

    A fresh database takes this vault as its own. Processes that start together agree: the first word written counts.
    """
    try:
        await _kept(vault, SENTINEL, _WORD, write)
        vault.hash_with(await _kept(vault, HASHES, vault.hash_root, write))
    except Locked as e:
        raise Unusable(
            "CONCORD_SECRET_KEY does not open this database: put the key back that it was used with (an old key "
            "goes behind the new one until `concord secrets rotate` says that it may go). Nothing was changed"
        ) from e


async def _kept(vault: Vault, name: str, text: str, write: bool) -> str:
    """What stands sealed under this name; where nothing does, `text` from now on. Raises Locked."""
    found = await Mark.get_or_none(name=name)
    if found is None and write:
        await upsert(Mark, [Mark(name=name, value=vault.seal(name, text))], [])
        found = await Mark.get(name=name)
    return text if found is None else vault.open(name, found.value)


async def write_mark() -> None:
    """Write something of no importance: whether that works is what one wants to know."""
    async with transaction():
        await upsert(Mark, [Mark(name=WRITTEN, value=clock.now().isoformat())], ["value"], conflict=["name"])
