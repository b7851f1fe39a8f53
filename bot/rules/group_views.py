"""Groups as those who set them up see them: by name, and everything about one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.database import retried, rows, transaction
from bot.errors import NotFound
from bot.rules import groups, ruled
from bot.rules.access import Actor
from bot.rules.groups import CHANGE, DELETE, FLAGS, VIEW, Settings
from models.groups import Group

CHOICES = 25


@dataclass(frozen=True, slots=True)
class Sheet:
    """A group with what may be chosen for it."""

    settings: Settings
    flags: tuple[tuple[str, bool], ...]
    states: tuple[tuple[int, str], ...]
    groups: tuple[tuple[int, str], ...]  # that may lead it: those that do first
    leaders: tuple[str, ...]
    leaders_on_discord: tuple[int, ...]
    rule: str  # in words; empty if people decide who is in


async def named(actor: Actor, text: str) -> list[tuple[int, str]]:
    """Groups whose name contains the text, at most 25. Raises Forbidden."""
    if not (actor.may(CHANGE) or actor.may(DELETE)):
        actor.must(VIEW)
    safe = text.strip()[:64].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found = await rows(
        "SELECT id, name FROM `groups` WHERE name LIKE %s ESCAPE '!' ORDER BY name LIMIT %s",
        [f"%{safe}%", CHOICES],
    )
    return [(r["id"], r["name"]) for r in found]


async def sheet(actor: Actor, group_id: int) -> Sheet:
    """Everything about one group, for who may change it. Raises Forbidden, NotFound."""
    settings = await groups.settings(actor, group_id)
    states = await rows("SELECT id, name FROM states ORDER BY priority DESC")
    first = ", ".join(map(str, sorted(settings.leader_groups))) or "NULL"
    others = await rows(
        f"SELECT id, name FROM `groups` WHERE id <> %s ORDER BY id IN ({first}) DESC, name LIMIT %s",
        [group_id, CHOICES],
    )
    leaders = await rows(
        "SELECT COALESCE(c.name, s.name, '') AS name, d.id AS discord_id FROM group_leaders l "
        "JOIN users u ON u.id = l.user_id LEFT JOIN characters c ON c.id = u.main_id "
        "LEFT JOIN subjects s ON s.user_id = u.id LEFT JOIN discord_users d ON d.user_id = u.id "
        "WHERE l.group_id = %s ORDER BY name",
        [group_id],
    )
    group = await Group.get(id=group_id)
    return Sheet(
        settings,
        tuple((f, bool(getattr(settings, f))) for f in FLAGS),
        tuple((r["id"], r["name"]) for r in states),
        tuple((r["id"], r["name"]) for r in others),
        tuple(r["name"] for r in leaders),
        tuple(int(r["discord_id"]) for r in leaders if r["discord_id"]),
        await ruled.sentence_of(group, actor.language),
    )


@retried
async def set_leaders(actor: Actor, group_id: int, discord_ids: Iterable[int]) -> Group:
    """Make these Discord users the leaders; leaders who are not on Discord stay. Raises NotFound for who is not linked."""
    actor.must(CHANGE)
    wanted = set(discord_ids)
    async with transaction():
        those = ", ".join(str(int(i)) for i in sorted(wanted)) or "NULL"
        linked = {
            r["id"]: r["user_id"]
            for r in await rows(f"SELECT id, user_id FROM discord_users WHERE id IN ({those})")
        }
        if wanted - set(linked):
            raise NotFound("account.not_linked")
        away = await rows(
            "SELECT l.user_id FROM group_leaders l WHERE l.group_id = %s AND NOT EXISTS "
            "(SELECT 1 FROM discord_users d WHERE d.user_id = l.user_id)",
            [group_id],
        )
        leaders = frozenset(linked.values()) | {r["user_id"] for r in away}
        return await groups.edit(actor, group_id, leaders=leaders)
