"""Names that no group may bear: refused for people, numbered for code, and left alone as roles."""

from __future__ import annotations

from bot import clock
from bot.database import retried, transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.rules import audit
from bot.rules.access import Actor, permission
from models.discord import RoleMapping
from models.fields import folded
from models.groups import Group, ReservedName

ADD = permission("groupmanagement.add_reservedgroupname", "Can reserve names that no group may bear")
DELETE = permission("groupmanagement.delete_reservedgroupname", "Can free reserved names")
VIEW = permission("groupmanagement.view_reservedgroupname", "Can view reserved names")
LONGEST = 100


async def keys() -> frozenset[str]:
    """The reserved names as they are compared; one statement."""
    return frozenset(str(k) for k in await ReservedName.all().values_list("name_key", flat=True))


async def overview(actor: Actor) -> list[ReservedName]:
    """All reserved names, in order. Raises Forbidden."""
    actor.must(VIEW)
    return await ReservedName.all().order_by("name_key")


@retried
async def reserve(actor: Actor, name: str, reason: str = "") -> ReservedName:
    """Keep a name from all groups. It cannot be changed, only freed. Raises Forbidden, Invalid, Conflict."""
    actor.must(ADD)
    name = cleaned(name)
    async with transaction():
        if await Group.filter(name_key=folded(name)).exists():
            raise Conflict("group.name_taken", name=name)
        if await ReservedName.filter(name_key=folded(name)).exists():
            raise Conflict("group.name_reserved_already", name=name)
        by = (await audit.subjects_of([actor.user_id])).get(actor.user_id) if actor.user_id else None
        made = await ReservedName.create(
            name=name,
            name_key=folded(name),
            reason=reason.strip()[:300],
            created_by_id=by,
            created_at=clock.now(),
        )
        entry = audit.Entry("group.name_reserved", thing=f"reserved:{made.id}", after={"name": name})
        await audit.record(actor.because(reason), [entry])
    return made


@retried
async def free(actor: Actor, reserved_id: int) -> None:
    """Let groups bear a name again. Raises Forbidden, NotFound."""
    actor.must(DELETE)
    async with transaction():
        row = await ReservedName.get_or_none(id=reserved_id)
        if row is None:
            raise NotFound("group.no_such_reserved_name")
        await row.delete()
        await RoleMapping.filter(trouble="role_reserved").update(trouble="")
        entry = audit.Entry("group.name_freed", thing=f"reserved:{reserved_id}", before={"name": row.name})
        await audit.record(actor, [entry])


def cleaned(name: str) -> str:
    """A group's name as it is kept. Raises Invalid."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST:
        raise Invalid("group.name_length", maximum=LONGEST)
    return name


async def allowed(name: str, *, but: int = 0) -> str:
    """The name for a group that somebody names; `but`: the group that may have it already. Raises Invalid, Conflict."""
    name = cleaned(name)
    if await ReservedName.filter(name_key=folded(name)).exists():
        raise Invalid("group.name_reserved", name=name)
    if await Group.filter(name_key=folded(name)).exclude(id=but).exists():
        raise Conflict("group.name_taken", name=name)
    return name


async def free_for_code(name: str, *, but: int = 0) -> str:
    """The name for a group that code makes: with `_1`, `_2` … behind it while it is reserved or taken.

    Unlike people's, it keeps blanks at its ends (prefixes of auto groups), which are not compared.
    """
    name = name[: LONGEST - 4]
    taken = await keys() | {str(k) for k in await Group.exclude(id=but).values_list("name_key", flat=True)}
    number, tried = 0, name
    while folded(tried) in taken:
        number += 1
        tried = f"{name}_{number}"
    return tried
