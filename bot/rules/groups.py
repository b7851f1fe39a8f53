"""Groups: every change of membership, from wherever it comes, goes through `change`."""

from __future__ import annotations

from collections.abc import Iterable

from bot import clock
from bot.database import retried, transaction, upsert
from bot.errors import Conflict, Invalid
from bot.rules import audit
from bot.rules.access import Actor, permission
from bot.rules.events import MembershipsChanged
from bot.rules.queue import emit
from models.fields import folded
from models.groups import Group, Membership

ADD = permission("groupmanagement.add_group", "Can add groups")
MANAGE = permission("auth.group_management", "Can manage the members of all groups")


@retried
async def create(actor: Actor, name: str, description: str = "") -> Group:
    """Make a group. Names are unique whatever their case and blanks."""
    actor.must(ADD)
    name = " ".join(name.split())
    if not 1 <= len(name) <= 100:
        raise Invalid("group.name_length", maximum=100)
    async with transaction():
        if await Group.filter(name_key=folded(name)).exists():
            raise Conflict("group.name_taken", name=name)
        group = await Group.create(name=name, name_key=folded(name), description=description[:512])
        await audit.record(
            actor, [audit.Entry("group.created", thing=f"group:{group.id}", after={"name": name})]
        )
    return group


@retried
async def change(
    actor: Actor, *, adds: Iterable[tuple[int, int]] = (), removes: Iterable[tuple[int, int]] = ()
) -> frozenset[int]:
    """Put people into groups and take them out, as (user, group) pairs, in one transaction; returns whom it touched.

    What is already so is left alone and not announced.
    """
    actor.must(MANAGE)
    plus, minus = set(adds), set(removes)
    plus, minus = plus - minus, minus
    people = {u for u, _ in plus | minus}
    if not people:
        return frozenset()
    async with transaction():
        present = await Membership.filter(user_id__in=people).values_list("user_id", "group_id", "id")
        have = {(u, g): i for u, g, i in present}
        plus, minus = {p for p in plus if p not in have}, {m for m in minus if m in have}
        if not plus | minus:
            return frozenset()
        if plus:
            now = clock.now()
            new = [Membership(user_id=u, group_id=g, since=now) for u, g in sorted(plus)]
            await upsert(Membership, new, update_fields=[], conflict=["group_id", "user_id"])
        if minus:
            await Membership.filter(id__in=[have[m] for m in minus]).delete()
        await audit.record(
            actor,
            [audit.Entry("group.joined", u, f"group:{g}") for u, g in sorted(plus)]
            + [audit.Entry("group.left", u, f"group:{g}") for u, g in sorted(minus)],
        )
        touched = frozenset(u for u, _ in plus | minus)
        await emit(MembershipsChanged(touched))
    return touched


async def reassess(users: frozenset[int] | None) -> None:
    """Stage 3: bring memberships to what standing allows, and pass everyone on (None: everybody)."""
    async with transaction():
        await emit(MembershipsChanged(users or frozenset()))
