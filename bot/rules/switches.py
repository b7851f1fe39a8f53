"""The operator's switches over groups: rows of `marks`, each turn of one in the audit trail."""

from __future__ import annotations

from enum import StrEnum

from bot.database import retried, transaction, upsert
from bot.rules import audit
from bot.rules.access import Actor, permission
from bot.rules.events import GroupsEdited
from bot.rules.queue import emit
from models.queue import Mark

CHANGE = permission("groupmanagement.change_group", "Can change groups, their conditions and their leaders")


class Switch(StrEnum):
    """What an operator may turn on or off for all groups."""

    AUTO_LEAVE = "groups.auto_leave"  # leaving needs nobody's approval
    REQUEST_GROUPS = "groups.request_groups"  # losing that permission takes people out of non-public groups
    TELL_LEADERS = "groups.tell_leaders"  # a request is a notice for each leader as well


_AT_FIRST = {Switch.AUTO_LEAVE: False, Switch.REQUEST_GROUPS: False, Switch.TELL_LEADERS: True}


async def is_on(switch: Switch) -> bool:
    """How a switch stands; one statement."""
    mark = await Mark.get_or_none(name=switch.value)
    return _AT_FIRST[switch] if mark is None else mark.value == "on"


async def overview(actor: Actor) -> dict[Switch, bool]:
    """All switches as they stand. Raises Forbidden."""
    actor.must(CHANGE)
    found = dict(await Mark.filter(name__in=[s.value for s in Switch]).values_list("name", "value"))
    return {s: found[s.value] == "on" if s.value in found else _AT_FIRST[s] for s in Switch}


@retried
async def turn(actor: Actor, switch: Switch, on: bool) -> bool:
    """Turn a switch; returns whether that was a change. Everybody is looked at if somebody may lose a group by it."""
    actor.must(CHANGE)
    async with transaction():
        before = await is_on(switch)
        if before == on:
            return False
        mark = Mark(name=switch.value, value="on" if on else "off")
        await upsert(Mark, [mark], ["value"], conflict=["name"])
        entry = audit.Entry("group.switch", thing=f"switch:{switch}", before={"on": before}, after={"on": on})
        await audit.record(actor, [entry])
        if switch is Switch.REQUEST_GROUPS:
            await emit(GroupsEdited(frozenset()))
    return True
