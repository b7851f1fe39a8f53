"""Which group, which pilots, which request is meant: what leaders and staff choose from, with names for numbers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import rows
from bot.errors import NotFound
from bot.rules import accounts, effects, groups
from bot.rules.access import SYSTEM, Actor
from bot.rules.leading import Led, led_by, must_lead
from bot.rules.requests import read
from models.groups import Group

CHOICES = 25


async def led(actor: Actor, text: str) -> Led:
    """The group one leads that a choice (its id) or a typed name means. Raises NotFound with what is near."""
    found = await led_by(actor)
    for group in found:
        if text in (str(group.id), group.name):
            return group
    by_name = {g.name: g for g in found}
    hits = [(g.id, g.name) for g in found if text.strip().casefold() in g.name.casefold()]
    chosen = _the_one(hits, text, kind="group")
    return next(g for g in by_name.values() if g.id == chosen)


async def find_groups(actor: Actor, text: str) -> list[Group]:
    """Groups whose name contains the text, for who changes, views or deletes groups; at most 25."""
    if not any(actor.may(p) for p in (groups.CHANGE, groups.DELETE, groups.VIEW)):
        actor.must(groups.CHANGE)
    return await Group.filter(name__icontains=text.strip()[:64]).order_by("name").limit(CHOICES)


async def group_named(actor: Actor, text: str) -> Group:
    """The group that a choice (its id) or a typed name means, for staff. Raises Forbidden, NotFound with what is near."""
    if (
        text.isascii()
        and text.isdigit()
        and len(text) < 10
        and (found := await Group.get_or_none(id=int(text)))
    ):
        return found
    near = await find_groups(actor, text)
    chosen = _the_one([(g.id, g.name) for g in near], text, kind="group")
    return next(g for g in near if g.id == chosen)


async def leaders_named(actor: Actor, group_id: int, pilots: str, leader_groups: str) -> Group:
    """Set a group's leaders and leader groups from names, one on a line. Raises Forbidden, NotFound for a wrong name."""
    actor.must(groups.CHANGE)
    users: set[int] = set()
    for name in filter(None, map(str.strip, pilots.splitlines())):
        found = await rows(
            "SELECT o.user_id FROM characters c JOIN ownerships o ON o.character_id = c.id WHERE c.name = %s",
            [name],
        )
        if not found:
            raise NotFound("error.no_such", kind="pilot", text=name[:64], near="–")
        users.add(int(found[0]["user_id"]))
    over = {
        (await group_named(actor, n)).id for n in filter(None, map(str.strip, leader_groups.splitlines()))
    }
    return await groups.edit(actor, group_id, leaders=frozenset(users), leader_groups=frozenset(over))


@dataclass(frozen=True, slots=True)
class About:
    """A group's settings with the names that its ids stand for."""

    id: int
    settings: groups.Settings
    states: tuple[str, ...]
    leaders: tuple[str, ...]
    leader_groups: tuple[str, ...]
    all_states: tuple[tuple[int, str], ...]


async def about(actor: Actor, group_id: int) -> About:
    """What staff see of a group before they change it. Raises Forbidden, NotFound."""
    found = await groups.settings(actor, group_id)
    states = [(r["id"], r["name"]) for r in await rows("SELECT id, name FROM states ORDER BY priority DESC")]
    over = (
        await Group.filter(id__in=list(found.leader_groups) or [0])
        .order_by("name")
        .values_list("name", flat=True)
    )
    return About(
        group_id,
        found,
        tuple(name for i, name in states if i in found.states),
        tuple(await effects.names_of(found.leaders)),
        tuple(map(str, over)),
        tuple(states),
    )


async def of_discord(actor: Actor, discord_id: int) -> tuple[int, list[Led]]:
    """A Discord user's account, and the groups one leads that they are not in. Raises NotFound."""
    found = await rows("SELECT user_id FROM discord_users WHERE id = %s", [discord_id])
    mine = await led_by(actor)
    if not found or not mine:
        raise NotFound("account.not_linked" if mine else "group.leads_none")
    user_id = int(found[0]["user_id"])
    present = await rows("SELECT group_id FROM memberships WHERE user_id = %s", [user_id])
    there = {r["group_id"] for r in present}
    return user_id, [g for g in mine if g.id not in there]


async def without(actor: Actor, group_id: int, user_id: int) -> effects.Effects:
    """What taking somebody out of a group would take from them; for the confirmation. Raises Forbidden, NotFound."""
    await must_lead(actor, group_id)
    return await effects.measure(effects.Supposed(leaves=frozenset({(user_id, group_id)})))


async def applicant(actor: Actor, request_id: int) -> accounts.AccountCard:
    """The account card of who asked, for who decides about the request. Raises Forbidden, NotFound."""
    request = await read(actor, request_id)
    return await accounts.card(SYSTEM, request.user_id)


def _the_one(hits: list[tuple[int, str]], text: str, kind: str = "pilot") -> int:
    exact = [h for h in hits if h[1].casefold() == text.strip().casefold()] or hits
    if len(exact) != 1:
        near = ", ".join(name for _, name in hits[:3]) or "–"
        raise NotFound("error.no_such", kind=kind, text=text[:64], near=near)
    return exact[0][0]
