"""What leaders do beside deciding: find who could be put into a group, invite, read its log."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import rows
from bot.errors import Forbidden, Invalid, NotFound
from bot.rules import trail
from bot.rules.access import Actor
from bot.rules.groups import VIEW, must_decide
from bot.rules.leading import leads_any, led_by
from bot.rules.trail import Page, Search
from models.autogroups import AutoGroup
from models.groups import Group

CHOICES = 25


@dataclass(frozen=True, slots=True)
class Pilot:
    """Somebody by name, with enough to choose by."""

    user_id: int
    name: str
    ticker: str
    state: str


async def find(actor: Actor, group_id: int, text: str, *, inside: bool = False) -> list[Pilot]:
    """Pilots whose main's name contains the text: those who may be put into the group, or who are in it.

    Who leads a group finds everybody who could be in it by name: no more than their corporation and state is told.
    """
    group = await must_decide(actor, group_id)
    there = "EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = %s AND m.user_id = u.id)"
    fits = (
        "(NOT EXISTS (SELECT 1 FROM group_states f WHERE f.group_id = %s) OR EXISTS "
        "(SELECT 1 FROM group_states f WHERE f.group_id = %s AND f.state_id = u.state_id))"
    )
    condition = there if inside else f"u.is_active AND NOT {there} AND {fits}"
    safe = _safe(text)
    found = await rows(
        "SELECT u.id, c.name, o.ticker, s.name AS state FROM users u JOIN characters c ON c.id = u.main_id "
        "JOIN states s ON s.id = u.state_id LEFT JOIN corporations o ON o.id = c.corporation_id "
        f"WHERE c.name LIKE %s ESCAPE '!' AND {condition} "
        "ORDER BY CASE WHEN c.name LIKE %s ESCAPE '!' THEN 0 ELSE 1 END, c.name LIMIT %s",
        [f"%{safe}%", *([group.id] if inside else [group.id] * 3), f"{safe}%", CHOICES],
    )
    return [Pilot(r["id"], r["name"], r["ticker"] or "", r["state"]) for r in found]


async def pilot(actor: Actor, group_id: int, text: str, *, inside: bool = False) -> int:
    """The account that a choice ("user:7") or a typed name means. Raises NotFound with what is near."""
    number = text.removeprefix("user:")
    if text.startswith("user:") and number.isascii() and number.isdigit() and len(number) < 10:
        await must_decide(actor, group_id)
        return int(number)
    found = await find(actor, group_id, text, inside=inside)
    exact = [p for p in found if p.name.casefold() == text.strip().casefold()] or found
    if len(exact) != 1:
        near = ", ".join(p.name for p in found[:3]) or "–"
        raise NotFound("error.no_such", kind="pilot", text=text[:64], near=near)
    return exact[0].user_id


async def log(
    actor: Actor,
    group_id: int,
    user_id: int | None = None,
    *,
    before: int | None = None,
    after: int | None = None,
    per: int = trail.PAGE,
) -> tuple[Group, Page]:
    """Who joined, left, asked and was refused, and by whom, newest first. Raises Forbidden, NotFound."""
    group = await _readable(actor, group_id)
    wanted = Search(who=f"user:{user_id}" if user_id else "", what=f"group:{group_id}")
    return group, await trail.read(wanted, before=before, after=after, per=per)


async def inviting(actor: Actor, group_id: int) -> Group:
    """A group to which people can be led by a link or a button. Raises Forbidden, NotFound, Invalid."""
    group = await must_decide(actor, group_id)
    if group.internal or group.rule or await AutoGroup.exists(group_id=group_id):
        raise Invalid("group.no_invite", group=group.name)
    return group


async def by_discord(actor: Actor, discord_id: int) -> int:
    """The account of a Discord user, for who leads any group. Raises Forbidden, NotFound for somebody not linked."""
    if not await leads_any(actor):
        raise Forbidden("group.leads_none")
    found = await rows("SELECT user_id FROM discord_users WHERE id = %s", [discord_id])
    if not found:
        raise NotFound("account.not_linked")
    return int(found[0]["user_id"])


async def open_to(actor: Actor, user_id: int) -> list[tuple[int, str]]:
    """Of the groups that the actor decides about, those that somebody could be put into by hand: (id, name)."""
    led = {g.id: g.name for g in await led_by(actor)}
    if not led:
        return []
    found = await rows(
        f"SELECT g.id FROM `groups` g JOIN users u ON u.id = %s WHERE g.id IN ({', '.join(map(str, led))}) "
        "AND (g.rule IS NULL OR g.rule IN ('', 'null')) AND (g.restricted = 0 OR %s = 1) "
        "AND NOT EXISTS (SELECT 1 FROM autogroups a WHERE a.group_id = g.id) "
        "AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = g.id AND m.user_id = u.id) "
        "AND (NOT EXISTS (SELECT 1 FROM group_states f WHERE f.group_id = g.id) OR EXISTS "
        "(SELECT 1 FROM group_states f WHERE f.group_id = g.id AND f.state_id = u.state_id))",
        [user_id, int(actor.superuser)],
    )
    return [(i, led[i]) for i in sorted((r["id"] for r in found), key=lambda i: led[i].casefold())]


async def _readable(actor: Actor, group_id: int) -> Group:
    if actor.may(VIEW):
        group = await Group.get_or_none(id=group_id)
        if group is None:
            raise NotFound("group.no_such", id=group_id)
        return group
    return await must_decide(actor, group_id)


def _safe(text: str) -> str:
    """A text as a part of a LIKE pattern."""
    return text.strip()[:64].replace("!", "!!").replace("%", "!%").replace("_", "!_")
