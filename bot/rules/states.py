"""States: which standing a pilot's main gives, worked out for sets of people in a bounded number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot import clock
from bot.database import dialect, execute, retried, rows, slice_size, transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.rules import audit, brake, notices, roles
from bot.rules.access import SYSTEM, Actor, permission
from bot.rules.events import MainChanged, StandingTold, StatesChanged, StatesEdited
from bot.rules.queue import emit
from models.fields import folded
from models.grants import StateGrant
from models.notices import Level
from models.states import EntityKind, State, StateMember
from models.users import User

VIEW = permission("authentication.view_state", "Can view states")
ADD = permission("authentication.add_state", "Can add states")
CHANGE = permission("authentication.change_state", "Can change states and their members")
DELETE = permission("authentication.delete_state", "Can delete states")

FEW = 25
"""Up to this many people who changed at once are told by direct message."""
TOLD_AT_ONCE = 500
"""So many notices are written in one transaction: on SQLite everybody waits for it."""
DEFAULTS = (("Guest", 0, True), ("Blue", 50, False), ("Member", 100, False))
DEFAULT_GRANTS = {"Blue": ("discord.access_discord",), "Member": ("discord.access_discord",)}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ladder looks at: a character and where it belongs."""

    character_id: int
    corporation_id: int | None = None
    alliance_id: int | None = None
    faction_id: int | None = None


class Ladder:
    """All states and their members, loaded once for a pass; deciding is pure and costs a few look-ups."""

    def __init__(self, states: Sequence[State], members: Iterable[tuple[int, EntityKind, int]]) -> None:
        self.states = {s.id: s for s in states}
        self.guest = next(s for s in states if s.guest)
        self._rank = {s.id: (s.priority, s.id) for s in states}
        self._public = max((self._rank[s.id] for s in states if s.public), default=self._rank[self.guest.id])
        self._best: dict[tuple[str, int], tuple[int, int]] = {}
        for state_id, kind, entity in members:
            place = (str(kind), entity)
            self._best[place] = max(self._best.get(place, (-1, 0)), self._rank[state_id])

    def of(self, standing: Standing | None, *, active: bool = True) -> int:
        """The state id for a main. Nobody without a main, and nobody inactive, is more than a guest."""
        if standing is None or not active:
            return self.guest.id
        places = (
            (EntityKind.CHARACTER.value, standing.character_id),
            (EntityKind.CORPORATION.value, standing.corporation_id),
            (EntityKind.ALLIANCE.value, standing.alliance_id),
            (EntityKind.FACTION.value, standing.faction_id),
        )
        found = [self._best[p] for p in places if p in self._best]
        return max([self._public, *found])[1]

    def lower(self, new: int, old: int) -> bool:
        """Whether moving from state `old` to `new` takes standing away."""
        return self._rank[new] < self._rank[old]


async def ladder() -> Ladder:
    """The states as they are now: two statements."""
    states = await State.all()
    members = await StateMember.all().values_list("state_id", "kind", "entity_id")
    return Ladder(states, members)


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


async def would_be(character_ids: Iterable[int]) -> dict[int, State]:
    """The state that each of these characters would give as a main."""
    ids = sorted(set(character_ids))
    if not ids:
        return {}
    steps = await ladder()
    found = await rows(
        "SELECT id, corporation_id, alliance_id, faction_id FROM characters WHERE id IN "
        f"({', '.join(map(str, ids))})"
    )
    known = {
        r["id"]: Standing(r["id"], r["corporation_id"], r["alliance_id"], r["faction_id"]) for r in found
    }
    return {i: steps.states[steps.of(known.get(i, Standing(i)))] for i in ids}


@dataclass(frozen=True, slots=True)
class Person:
    """One account as the evaluation sees it."""

    user_id: int
    state_id: int
    active: bool
    standing: Standing | None


async def people(users: Iterable[int] | None, *, lock: bool = False) -> list[Person]:
    """Accounts with their mains' standing, one statement; None means everyone.

    With `lock` (inside a transaction) MariaDB returns the newest committed rows and holds them.
    """
    where = "" if users is None else f" WHERE u.id IN ({', '.join(map(str, sorted(users))) or 'NULL'})"
    tail = " FOR UPDATE" if lock and dialect() == "mysql" else ""
    found = await rows(
        "SELECT u.id, u.state_id, u.is_active, c.id AS main, c.corporation_id, c.alliance_id, c.faction_id "
        f"FROM users u LEFT JOIN characters c ON c.id = u.main_id{where}{tail}"
    )
    return [
        Person(
            r["id"],
            r["state_id"],
            bool(r["is_active"]),
            Standing(r["main"], r["corporation_id"], r["alliance_id"], r["faction_id"])
            if r["main"]
            else None,
        )
        for r in found
    ]


async def reassess(users: frozenset[int] | None, *, confirmed: bool = False) -> None:
    """Bring the states of these people (None: of everyone) to what their mains deserve.

    Passes on everyone it was given; on a pass over everyone, those whose state changed. Taking standing from
    many at once waits for staff (`brake`) unless `confirmed`.
    """
    steps = await ladder()
    found = await people(users)
    wanted = {p.user_id: steps.of(p.standing, active=p.active) for p in found}
    changing = [p for p in found if wanted[p.user_id] != p.state_id]
    losers = {p.user_id for p in changing if p.active and steps.lower(wanted[p.user_id], p.state_id)}
    await brake.lapse("states", losers, users)
    held = frozenset[int]() if confirmed else await brake.hold("states", losers, {"users": sorted(losers)})
    todo = [p.user_id for p in changing if p.user_id not in held]
    size = 2 * slice_size()  # nothing of it is built in Python: twice as many still fit into 50 ms
    for start in range(0, len(todo), size):
        await _move(steps, todo[start : start + size])
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


async def _move(steps: Ladder, user_ids: list[int]) -> None:
    """Write one slice: read again under lock, so that a newer fact is not overwritten by an older one."""
    now = clock.now()
    async with transaction():
        movers: dict[tuple[int, int], list[Person]] = defaultdict(list)
        for person in await people(user_ids, lock=True):
            wanted = steps.of(person.standing, active=person.active)
            if wanted != person.state_id:
                movers[person.state_id, wanted].append(person)
        for (old, new), alike in movers.items():
            ids = [p.user_id for p in alike]
            await execute(
                f"UPDATE users SET state_id = %s, state_since = %s WHERE id IN ({', '.join(map(str, ids))})",
                [new, now],
            )
            before, after = ({"state": steps.states[s].name} for s in (old, new))
            await audit.record_alike(SYSTEM, "state.changed", ids, before, after)
        told = frozenset(p.user_id for alike in movers.values() for p in alike if p.active)
        await emit(StatesChanged(frozenset(user_ids)), *([StandingTold(told)] if told else []))


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


@retried
async def change_members(
    actor: Actor,
    state_id: int,
    *,
    add: Iterable[tuple[EntityKind, int]] = (),
    remove: Iterable[tuple[EntityKind, int]] = (),
) -> None:
    """Take characters, corporations, alliances or factions into a state, or out of it; everyone is looked at."""
    actor.must(CHANGE)
    adds, removes = set(add), set(remove)
    async with transaction():
        state = await _state(state_id)
        if state.guest:
            raise Invalid("state.guest_has_no_members")
        for kind, entity in sorted(removes):
            await StateMember.filter(state_id=state_id, kind=kind, entity_id=entity).delete()
        for kind, entity in sorted(adds):
            await StateMember.get_or_create(state_id=state_id, kind=kind, entity_id=entity)
        await audit.record(
            actor,
            [
                audit.Entry(
                    "state.members",
                    thing=f"state:{state_id}",
                    before=[f"{k}:{e}" for k, e in sorted(removes)],
                    after=[f"{k}:{e}" for k, e in sorted(adds)],
                )
            ],
        )
        await emit(StatesEdited(frozenset()))


@retried
async def save(
    actor: Actor, *, state_id: int | None = None, name: str, priority: int, public: bool = False
) -> State:
    """Create a state, or change name, priority and publicity of one; everyone is looked at afterwards."""
    actor.must(ADD if state_id is None else CHANGE)
    name = " ".join(name.split())
    if not 1 <= len(name) <= 32:
        raise Invalid("state.name_length", maximum=32)
    async with transaction():
        state = State() if state_id is None else await _state(state_id)
        if await State.filter(name_key=folded(name)).exclude(id=state_id or 0).exists():
            raise Conflict("state.name_taken", name=name)
        if await State.filter(priority=priority).exclude(id=state_id or 0).exists():
            raise Conflict("state.priority_taken", priority=priority)
        before = (
            None
            if state_id is None
            else {"name": state.name, "priority": state.priority, "public": state.public}
        )
        if not state.guest:
            state.name, state.name_key, state.public = name, folded(name), public
        state.priority = priority
        await state.save()
        after = {"name": state.name, "priority": state.priority, "public": state.public}
        await audit.record(
            actor, [audit.Entry("state.saved", thing=f"state:{state.id}", before=before, after=after)]
        )
        if before is not None and before["name"] != state.name:
            await roles.renamed(state_id=state.id, old=str(before["name"]), new=state.name)
        await emit(StatesEdited(frozenset()))
    return state


@retried
async def delete(actor: Actor, state_id: int) -> None:
    """Delete a state; its people move to the best other one in the same transaction."""
    actor.must(DELETE)
    async with transaction():
        state = await _state(state_id)
        if state.guest:
            raise Invalid("state.guest_stays")
        found = await User.filter(state_id=state_id).values_list("id", flat=True)
        holders = frozenset(int(str(i)) for i in found)
        await StateMember.filter(state_id=state_id).delete()
        steps = await ladder()
        rest = Ladder(
            [s for s in steps.states.values() if s.id != state_id],
            await StateMember.all().values_list("state_id", "kind", "entity_id"),
        )
        by_state: dict[int, list[int]] = defaultdict(list)
        for person in await people(holders, lock=True) if holders else []:
            by_state[rest.of(person.standing, active=person.active)].append(person.user_id)
        for new, ids in by_state.items():
            await User.filter(id__in=ids).update(state_id=new, state_since=clock.now())
        await audit.record(
            actor, [audit.Entry("state.deleted", thing=f"state:{state_id}", before={"name": state.name})]
        )
        await state.delete()
        if holders:
            await emit(StatesChanged(holders), StandingTold(holders))


async def _state(state_id: int) -> State:
    state = await State.get_or_none(id=state_id)
    if state is None:
        raise NotFound("state.no_such", id=state_id)
    return state


async def _do_it(payload: dict[str, Any]) -> None:
    """Staff said *Do it*: look at those people again without the brake."""
    users = frozenset(await User.filter(id__in=payload.get("users", ())).values_list("id", flat=True))
    if users:
        await reassess(users, confirmed=True)  # type: ignore[arg-type]


brake.carried_out_by("states", _do_it)
