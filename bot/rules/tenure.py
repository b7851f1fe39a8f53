"""Memberships that end by the clock: for a time, with a reminder before; and grace that runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import clock
from bot.database import retried, retry_transaction, rows, slice_size, transaction
from bot.errors import Conflict, Invalid
from bot.rules import audit
from bot.rules.access import SYSTEM, Actor
from bot.rules.groups import must_decide
from bot.rules.memberships import FEW, apply, must_be_by_hand, settle
from bot.rules.notices import Telling, tell
from bot.rules.when import shown
from models.groups import Group, Membership
from models.notices import Level

BEFORE = timedelta(days=3)
"""So long before the end a member is reminded; of a shorter membership when a quarter of it is left."""


@retried
async def set_until(actor: Actor, group_id: int, user_id: int, until: datetime | None) -> Group:
    """Let a membership end at a moment, or (None) not by itself. Raises Forbidden, Invalid, Conflict, NotFound."""
    if until is not None and until <= clock.now():
        raise Invalid("when.past", when=shown(until))
    async with transaction():
        group = await must_decide(actor, group_id)
        await must_be_by_hand(actor, {group_id})
        member = await Membership.get_or_none(group_id=group_id, user_id=user_id)
        if member is None:
            raise Conflict("group.not_in_it", group=group.name)
        before, member.until, member.reminded_at = member.until, until, None
        await member.save(update_fields=["until", "reminded_at"])
        entry = audit.Entry(
            "group.until",
            user_id,
            f"group:{group_id}",
            before={"until": shown(before) if before else None},
            after={"until": shown(until) if until else None},
        )
        await audit.record(actor, [entry])
        if user_id != actor.user_id:
            facts = {"group": group.name, "when": shown(until) if until else ""}
            key = "notice.group.until" if until else "notice.group.until_lifted"
            await tell([Telling(user_id, key, facts, Level.INFO, category="groups")])
    return group


async def look_at_clock() -> None:
    """The scheduled look: remind, end what was for a time, and end grace that has run out."""
    await _remind()
    await _end()
    await _end_grace()


async def _remind() -> None:
    """Tell those whose time is nearly up, once."""
    now = clock.now()
    found = await Membership.filter(
        until__gt=now, until__lte=now + BEFORE, reminded_at__isnull=True
    ).select_related("group")
    due = [m for m in found if m.until and m.until - now <= min(BEFORE, (m.until - m.since) / 4)]
    for start in range(0, len(due), slice_size()):
        part = due[start : start + slice_size()]
        async with transaction():
            await Membership.filter(id__in=[m.id for m in part]).update(reminded_at=now)
            await tell(
                Telling(
                    m.user_id,
                    "notice.group.ends_soon",
                    {"group": m.group.name, "when": shown(m.until)} if m.until else {},
                    Level.WARNING,
                    once=f"ends:{m.id}:{m.until}"[:128],
                    direct=len(due) <= FEW,
                    category="groups",
                )
                for m in part
            )


async def _end() -> None:
    """End memberships whose time is up, and tell whom."""
    found = await Membership.filter(until__lte=clock.now()).select_related("group").order_by("id")
    for start in range(0, len(found), slice_size() // 2):
        part = found[start : start + slice_size() // 2]
        await retry_transaction(lambda part=part: _end_part(part, direct=len(found) <= FEW))  # type: ignore[misc]


async def _end_part(part: list[Membership], *, direct: bool) -> None:
    async with transaction():
        still = await Membership.filter(id__in=[m.id for m in part], until__lte=clock.now())
        ids = {m.id for m in still}
        await apply(SYSTEM.because("until"), removes=[(m.user_id, m.group_id) for m in still])
        await tell(
            Telling(
                m.user_id,
                "notice.group.ended",
                {"group": m.group.name},
                Level.WARNING,
                once=f"ended:{m.id}:{m.until}"[:128],
                direct=direct,
                category="groups",
            )
            for m in part
            if m.id in ids
        )


async def _end_grace() -> None:
    """Look again at those whose grace is over: who is not entitled by now is out."""
    found = await rows("SELECT DISTINCT user_id FROM memberships WHERE leaving_at <= %s", [clock.now()])
    people = sorted(r["user_id"] for r in found)
    for start in range(0, len(people), slice_size() // 2):
        await settle(frozenset(people[start : start + slice_size() // 2]))
