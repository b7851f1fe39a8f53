"""Groups and the people around them, for tests of their rules."""

from __future__ import annotations

from typing import Any

from bot.rules.access import SYSTEM, Actor, Face, actor_of_user
from models.audit import AuditRow
from models.fields import folded
from models.grants import UserGrant
from models.groups import Group, GroupLeader, GroupRequest, GroupState, Membership
from models.states import State
from models.users import User
from tests.world import make_state, make_user

ASK = "groupmanagement.request_groups"


async def group(name: str = "Capitals", *, states: tuple[State, ...] = (), **flags: Any) -> Group:
    """A group that is listed and on request unless flags say otherwise."""
    settings = {"internal": False, "hidden": False, "public": True, **flags}
    made = await Group.create(name=name, name_key=folded(name), **settings)
    for state in states:
        await GroupState.create(group=made, state=state)
    return made


async def pilot(name: str = "Anna Trader", *, may: tuple[str, ...] = (), **more: Any) -> User:
    """A pilot who is Member, with these permissions."""
    made = await make_user(name, **{"state": await make_state("Member"), **more})
    for codename in may:
        await UserGrant.create(user=made, permission=codename)
    return made


async def leader(of: Group, name: str = "Joris Falk") -> User:
    """A pilot who leads a group."""
    made = await pilot(name)
    await GroupLeader.create(group=of, user=made)
    return made


async def act(user: User, face: Face = Face.DISCORD) -> Actor:
    """The actor of somebody at this moment."""
    return await actor_of_user(user.id, face)


async def is_in(user: User, of: Group) -> bool:
    return await Membership.exists(user_id=user.id, group_id=of.id)


async def actions(of: Group) -> list[str]:
    """What the trail says of a group, oldest first."""
    found = await AuditRow.filter(thing=f"group:{of.id}").order_by("id").values_list("action", flat=True)
    return [str(a) for a in found]


async def request_of(user: User, of: Group) -> GroupRequest:
    """The newest request."""
    found = await GroupRequest.filter(user_id=user.id, group_id=of.id).order_by("-id").first()
    assert found is not None
    return found


__all__ = ["ASK", "SYSTEM", "act", "actions", "group", "is_in", "leader", "pilot", "request_of"]
