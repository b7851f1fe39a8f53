"""States: which standing a pilot's main gives, worked out for sets of people in a bounded number of statements."""

from __future__ import annotations

from typing import Any

from bot.database import rows, slice_size, transaction
from bot.rules import brake, notices
from bot.rules.events import MainChanged, StatesChanged
from bot.rules.ladder import Ladder, Person, Standing, ladder, move, people, would_be
from bot.rules.queue import emit
from bot.rules.state_edits import ADD, CHANGE, DELETE, VIEW, change_members, delete, save
from models.fields import folded
from models.grants import StateGrant
from models.notices import Level
from models.states import State
from models.users import User

__all__ = [
    "ADD", "CHANGE", "DELETE", "VIEW",
    "Ladder", "Person", "Standing",
    "change_members", "delete", "ensure_defaults", "follow_moves", "ladder", "look_at_everybody", "people",
    "reassess", "reassess_everybody", "save", "tell", "would_be",
]  # fmt: skip

FEW = 25
"""Up to this many people who changed at once are told by direct message."""
TOLD_AT_ONCE = 500
"""So many notices are written in one transaction: on SQLite everybody waits for it."""
DEFAULTS = (("Guest", 0, True), ("Blue", 50, False), ("Member", 100, False))
DEFAULT_GRANTS = {"Blue": ("discord.access_discord",), "Member": ("discord.access_discord",)}


async def ensure_defaults() -> None:
    """Guest, Blue and Member on a new installation; Guest whenever it is missing."""
    if await State.filter(guest=True).exists():
        return
    async with transaction():
        for name, priority, guest in DEFAULTS:
            state, made = await State.get_or_create(
                name_key=folded(name),
                defaults={"name": name, "priority": priority, "public": guest, "guest": guest},
            )
            for codename in DEFAULT_GRANTS.get(name, ()) if made else ():
                await StateGrant.get_or_create(state_id=state.id, permission=codename)


async def reassess(users: frozenset[int] | None, *, confirmed: bool = False) -> None:
    """Bring the states of these people (None: of everyone) to what their mains deserve.

    Passes on everyone it was given; on a pass over everyone, those whose state changed. Taking standing from
    many at once waits for staff (`brake`) unless `confirmed`.
    """
    open_ = await brake.open_about("states")
    steps = await ladder()
    found = await people(users)
    wanted = {p.user_id: steps.of(p.standing, active=p.active) for p in found}
    changing = [p for p in found if wanted[p.user_id] != p.state_id]
    losers = {p.user_id for p in changing if p.active and steps.lower(wanted[p.user_id], p.state_id)}
    if open_.asked:
        await brake.lapse("states", losers, users)
    held = frozenset[int]() if confirmed else await brake.hold("states", losers, {"users": sorted(losers)})
    todo = [p.user_id for p in changing if p.user_id not in held]
    size = 5 * slice_size() // 2  # nothing of it is built in Python: more of them still fit into 50 ms
    for start in range(0, len(todo), size):
        await move(steps, todo[start : start + size])
    if users is None:
        await brake.spend(open_.agreed)
    if unmoved := (users or frozenset()) - set(todo):
        async with transaction():
            await emit(StatesChanged(unmoved))


async def follow_moves(users: frozenset[int] | None) -> None:
    """What follows moved characters: the affiliation pass has asked the brake about them already.

    It has not where a list grew so long that it became everybody, and not about what others asked: those stay held.
    """
    if users is None:
        await reassess(None)
        return
    waiting = await brake.held("states") & users
    await reassess(users - waiting, confirmed=True)
    if waiting:
        await reassess(waiting)


async def reassess_everybody(_users: frozenset[int] | None) -> None:
    """What follows an edited state: a look at all, that passes on those who changed."""
    await reassess(None)


async def look_at_everybody() -> None:
    """The nightly pass: the same reassessment with everybody in the set, down through all stages."""
    everybody = await User.all().values_list("id", flat=True)
    async with transaction():
        await emit(MainChanged(frozenset(everybody)), urgent=False)  # type: ignore[arg-type]


async def tell(users: frozenset[int] | None) -> None:
    """Tell these people what they are now and why. Repeated after a crash, it tells nobody twice.

    Many at once find it on their notice page; a few are sent a direct message as well.
    """
    everybody = await User.all().values_list("id", flat=True) if users is None else users
    ids = sorted(int(str(u)) for u in everybody)
    direct = len(ids) <= FEW
    for start in range(0, len(ids), TOLD_AT_ONCE):
        await _tell(ids[start : start + TOLD_AT_ONCE], direct=direct)


async def _tell(ids: list[int], *, direct: bool) -> None:
    found = await rows(
        "SELECT u.id, u.state_since, s.name AS state, s.guest, c.name AS main, o.name AS corporation FROM users u "
        "JOIN states s ON s.id = u.state_id LEFT JOIN characters c ON c.id = u.main_id "
        f"LEFT JOIN corporations o ON o.id = c.corporation_id WHERE u.id IN ({', '.join(map(str, ids))})"
    )
    tellings = [
        notices.Telling(
            r["id"],
            "notice.state.guest" if r["guest"] else "notice.state.given",
            {"state": r["state"], "main": r["main"] or "", "corporation": r["corporation"] or ""},
            Level.WARNING if r["guest"] else Level.SUCCESS,
            once=f"state:{r['id']}:{r['state_since']}",
            direct=direct,
        )
        for r in found
    ]
    async with transaction():
        await notices.tell(tellings)


async def _do_it(payload: dict[str, Any]) -> None:
    """Staff said *Do it*: look at those people again without the brake."""
    users = frozenset(await User.filter(id__in=payload.get("users", ())).values_list("id", flat=True))
    if users:
        await reassess(users, confirmed=True)  # type: ignore[arg-type]


brake.carried_out_by("states", _do_it)
