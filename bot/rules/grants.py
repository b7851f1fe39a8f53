"""Giving permissions to people, groups and states, and taking them: superusers only."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from bot.database import retried, transaction
from bot.errors import Forbidden, NotFound
from bot.rules import audit
from bot.rules.access import VOCABULARY, Actor
from bot.rules.events import GrantsEdited
from bot.rules.queue import emit
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, Membership
from models.states import State
from models.users import User


class Holder(StrEnum):
    """What a permission can be given to."""

    USER = "user"
    GROUP = "group"
    STATE = "state"


async def give(actor: Actor, permission: str, holder: Holder, holder_id: int) -> bool:
    """Grant a permission; returns whether that was new. Whoever gains by it is looked at afresh."""
    return await _change(actor, permission, holder, holder_id, give=True)


async def take(actor: Actor, permission: str, holder: Holder, holder_id: int) -> bool:
    """Revoke a permission; returns whether it was there. Whoever loses by it is looked at afresh."""
    return await _change(actor, permission, holder, holder_id, give=False)


@retried
async def _change(actor: Actor, permission: str, holder: Holder, holder_id: int, *, give: bool) -> bool:
    if not actor.superuser or not actor.active:
        raise Forbidden("refused.superuser")
    if permission not in VOCABULARY:
        raise NotFound("grant.no_such_permission", permission=permission)
    async with transaction():
        touched = await _people(holder, holder_id)
        changed = await _write(permission, holder, holder_id, give=give)
        if changed:
            action = "grant.given" if give else "grant.taken"
            concerned = holder_id if holder is Holder.USER else None
            entry = audit.Entry(action, concerned, f"{holder}:{holder_id}", after={"permission": permission})
            await audit.record(actor, [entry])
            if touched:
                await emit(GrantsEdited(touched))
    return changed


async def _people(holder: Holder, holder_id: int) -> frozenset[int]:
    """Everybody whom the grant concerns. Raises NotFound if there is no such holder."""
    if holder is Holder.USER:
        there, found = await User.filter(id=holder_id).exists(), [holder_id]
    elif holder is Holder.GROUP:
        there = await Group.filter(id=holder_id).exists()
        found = await Membership.filter(group_id=holder_id).values_list("user_id", flat=True)  # type: ignore[assignment]
    else:
        there = await State.filter(id=holder_id).exists()
        found = await User.filter(state_id=holder_id).values_list("id", flat=True)  # type: ignore[assignment]
    if not there:
        raise NotFound("grant.no_such_holder", holder=holder.value, id=holder_id)
    return frozenset(found)


async def _write(permission: str, holder: Holder, holder_id: int, *, give: bool) -> bool:
    model = {Holder.USER: UserGrant, Holder.GROUP: GroupGrant, Holder.STATE: StateGrant}[holder]
    values: dict[str, Any] = {f"{holder}_id": holder_id, "permission": permission}
    if give:
        return (await model.get_or_create(**values))[1]
    return bool(await model.filter(**values).delete())
