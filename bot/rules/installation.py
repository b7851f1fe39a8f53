"""Facts about this installation: whether our key opens its data, and whether the data is only for show."""

from __future__ import annotations

from bot.database import Unusable, upsert
from bot.vault import Locked, Vault
from models.queue import Mark
from models.users import User

SENTINEL, DEMO, HASHES = "sentinel", "demo", "hashes"
_WORD = "concord"


async def check(vault: Vault, *, demo: bool) -> None:
    """Make sure of both before anything is done; raises Unusable with what to do about it."""
    marks = dict(await Mark.filter(name__in=[SENTINEL, DEMO]).values_list("name", "value"))
    fresh = SENTINEL not in marks
    if DEMO in marks and not demo:
        raise Unusable("this database belongs to `concord demo`; give CONCORD_DATABASE_URL another one")
    if demo and DEMO not in marks and (not fresh or await User.all().exists()):
        raise Unusable("this database holds real data; `concord demo` only uses one of its own")
    await unlock(vault)
    if fresh and demo:
        await Mark.update_or_create(name=DEMO, defaults={"value": "yes"})


async def unlock(vault: Vault) -> None:
    """Make sure that the vault opens this database, and give it the root of its hashes; raises Unusable.

    A fresh database takes this vault as its own. Processes that start together agree: the first word written counts.
    """
    for name, text in ((SENTINEL, _WORD), (HASHES, vault.hash_root)):
        if not await Mark.filter(name=name).exists():
            await upsert(Mark, [Mark(name=name, value=vault.seal(name, text))], [])
    marks = dict(await Mark.filter(name__in=[SENTINEL, HASHES]).values_list("name", "value"))
    try:
        vault.open(SENTINEL, marks[SENTINEL])
        vault.hash_with(vault.open(HASHES, marks[HASHES]))
    except Locked as e:
        raise Unusable(
            "CONCORD_SECRET_KEY does not open this database: put the key back that it was used with (an old key "
            "goes behind the new one until `concord secrets rotate` says that it may go). Nothing was changed"
        ) from e
