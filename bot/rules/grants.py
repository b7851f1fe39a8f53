"""Giving permissions to people, groups and states, and taking them: superusers only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from bot.database import retried, rows, transaction
from bot.errors import Forbidden, NotFound
from bot.rules import audit, effects, leading
from bot.rules.access import STAFF, VOCABULARY, Actor, Permission
from bot.rules.effects import Effects
from bot.rules.events import GrantsEdited
from bot.rules.queue import emit
from bot.rules.supposed import Holder, Supposed
from models.grants import GroupGrant, StateGrant, UserGrant
from models.groups import Group, Membership
from models.states import State
from models.users import User

MODELS = {Holder.USER: UserGrant, Holder.GROUP: GroupGrant, Holder.STATE: StateGrant}


@dataclass(frozen=True, slots=True)
class Change:
    """A permission to be given or taken."""

    permission: str
    holder: Holder
    holder_id: int
    give: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """A change with what it would do. `name`: the holder's; `there`: whether it is so already."""

    change: Change
    name: str
    there: bool
    effects: Effects


@dataclass(frozen=True, slots=True)
class Named:
    """Something that permissions can be given to, by name."""

    holder: Holder
    id: int
    name: str

    @property
    def value(self) -> str:
        """How a form or a choice names it."""
        return f"{self.holder.value}:{self.id}"


def must_be_superuser(actor: Actor) -> None:
    """Only superusers decide who may what. Raises Forbidden."""
    if not actor.superuser or not actor.active:
        raise Forbidden("refused.superuser_only")


# -- before a change -------------------------------------------------------------------------------------


async def preview(actor: Actor, change: Change) -> Preview:
    """How many gain or lose by a change, without making it. Raises as the change itself would."""
    must_be_superuser(actor)
    _must_be_declared(change.permission)
    name = await _name(change.holder, change.holder_id)
    there = await _is_there(change)
    grant = frozenset({(change.holder, change.holder_id, change.permission)})
    supposed = Supposed(given=grant) if change.give else Supposed(taken=grant)
    return Preview(change, name, there, await effects.measure(supposed, about=change))


async def apply(actor: Actor, change: Change, seen: str) -> Preview:
    """Make a change whose preview had this fingerprint. Raises `effects.Changed` if it would now do something else."""
    found = await preview(actor, change)
    effects.must_be(seen, found.effects)
    await _change(actor, change.permission, change.holder, change.holder_id, give=change.give)
    return found


async def must_not_lift(actor: Actor, adds: Iterable[tuple[int, int]]) -> None:
    """Every rule that puts people into groups at somebody's word calls this: nobody hands out what he lacks.

    `adds`: (user, group). Nobody but a superuser puts himself into a group that carries permissions he lacks; others
    go into such a group only through its own leaders. Raises Forbidden. At most four statements.
    """
    pairs = set(adds)
    lacking = await _lacking(actor, {g for _, g in pairs})
    if not lacking:
        return
    if own := next((g for u, g in sorted(pairs) if g in lacking and u == actor.user_id), None):
        raise Forbidden("refused.lifting_yourself", permission=lacking[own])
    if foreign := set(lacking) - await leading.directly(actor):
        raise Forbidden("refused.lifting_others", permission=lacking[min(foreign)])


async def must_not_rise(actor: Actor, state_id: int | None) -> None:
    """Every rule that moves people between states calls this with where the actor would come: nobody lifts himself.

    `state_id`: None if he stays where he is. Raises Forbidden if that state carries a permission that he lacks.
    """
    if state_id is None or actor.superuser:
        return
    found = await rows(
        "SELECT permission FROM state_grants WHERE state_id = %s ORDER BY permission", [state_id]
    )
    if lacking := next((r["permission"] for r in found if r["permission"] not in actor.permissions), None):
        raise Forbidden("refused.lifting_by_state", permission=lacking)


async def must_not_open(actor: Actor, group_id: int) -> None:
    """Who lacks what a group carries does not change by which ways one gets into it. Raises Forbidden."""
    if lacking := await _lacking(actor, {group_id}):
        raise Forbidden("refused.opening", permission=lacking[group_id])


Hanging = Callable[[], Awaitable[set[tuple[int, int]]]]
_hanging: list[Hanging] = []


def hangs(pairs: Hanging) -> None:
    """Say which groups hang on others, as (group, what hangs on it): who is in the first gets into the second by itself."""
    _hanging.append(pairs)


async def _lacking(actor: Actor, group_ids: Collection[int]) -> dict[int, str]:
    """Those of these groups that carry something which the actor lacks, with one of the permissions.

    What a group carries whose members lead another, or get into another by its rule, is also what that other carries.
    """
    if actor.superuser or not group_ids:
        return {}
    reached = await _reached(group_ids)
    ids = ", ".join(map(str, sorted(set().union(*reached.values()))))
    carried: dict[int, list[str]] = defaultdict(list)
    for row in await rows(
        f"SELECT group_id, permission FROM group_grants WHERE group_id IN ({ids}) ORDER BY permission"
    ):
        carried[row["group_id"]].append(row["permission"])
    lacking: dict[int, str] = {}
    for group_id, others in reached.items():
        held = sorted({p for other in others for p in carried.get(other, ()) if p not in actor.permissions})
        if held:
            lacking[group_id] = held[0]
    return lacking


async def _reached(group_ids: Collection[int]) -> dict[int, set[int]]:
    """Each group with all that membership in it leads to, however far; one statement, and what is asked of `hangs`."""
    steps: dict[int, set[int]] = defaultdict(set)
    for row in await rows("SELECT leaders_id, group_id FROM group_leader_groups"):
        steps[row["leaders_id"]].add(row["group_id"])
    for pairs in _hanging:
        for group_id, other in await pairs():
            steps[group_id].add(other)
    reached: dict[int, set[int]] = {}
    for start in group_ids:
        seen, left = {start}, [start]
        while left:
            more = steps.get(left.pop(), set()) - seen
            seen |= more
            left += more
        reached[start] = seen
    return reached


# -- changing --------------------------------------------------------------------------------------------


async def give(actor: Actor, permission: str, holder: Holder, holder_id: int) -> bool:
    """Grant a permission; returns whether that was new. Whoever gains by it is looked at afresh."""
    return await _change(actor, permission, holder, holder_id, give=True)


async def take(actor: Actor, permission: str, holder: Holder, holder_id: int) -> bool:
    """Revoke a permission; returns whether it was there. Whoever loses by it is looked at afresh."""
    return await _change(actor, permission, holder, holder_id, give=False)


@retried
async def _change(actor: Actor, permission: str, holder: Holder, holder_id: int, *, give: bool) -> bool:
    must_be_superuser(actor)
    if give:
        _must_be_declared(permission)
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


def _must_be_declared(permission: str) -> None:
    """What no feature here checks cannot be given: it would look like a right and be none."""
    if permission not in VOCABULARY:
        raise NotFound("grant.no_such_permission", permission=permission)


async def _name(holder: Holder, holder_id: int) -> str:
    table = {Holder.USER: "subjects", Holder.GROUP: "`groups`", Holder.STATE: "states"}[holder]
    column = "user_id" if holder is Holder.USER else "id"
    found = await rows(f"SELECT name FROM {table} WHERE {column} = %s", [holder_id])
    if not found:
        raise NotFound("grant.no_such_holder", holder=holder.value, id=holder_id)
    return str(found[0]["name"])


async def _is_there(change: Change) -> bool:
    values: dict[str, Any] = {f"{change.holder}_id": change.holder_id, "permission": change.permission}
    return await MODELS[change.holder].filter(**values).exists()


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
    model = MODELS[holder]
    values: dict[str, Any] = {f"{holder}_id": holder_id, "permission": permission}
    if give:
        return (await model.get_or_create(**values))[1]
    return bool(await model.filter(**values).delete())


# -- what there is ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """What something was given, as (codename, what it allows: "" if nothing checks it any more), and what is left."""

    name: str
    held: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


async def held_by(actor: Actor, holder: Holder, holder_id: int) -> Held:
    """What was given to a state, group or person. For staff. Raises Forbidden, NotFound."""
    actor.must(STAFF)
    name = await _name(holder, holder_id)
    found = await MODELS[holder].filter(**{f"{holder}_id": holder_id}).values_list("permission", flat=True)
    there = sorted(map(str, found))
    allows = {p.codename: p.allows for p in VOCABULARY.values()}
    left = sorted((c, f"{c} · {a}") for c, a in allows.items() if c not in there)
    return Held(name, tuple((c, allows.get(c, "")) for c in there), tuple(left))


async def grantees(actor: Actor, text: str, limit: int = 25) -> list[Named]:
    """States, groups and pilots whose name contains the text, in this order. For superusers."""
    must_be_superuser(actor)
    safe = " ".join(text.split())[:64].replace("!", "!!").replace("%", "!%").replace("_", "!_")
    found: list[Named] = []
    for holder, source in (
        (Holder.STATE, "states"),
        (Holder.GROUP, "`groups`"),
        (Holder.USER, "subjects"),
    ):
        column = "user_id" if holder is Holder.USER else "id"
        for row in await rows(
            f"SELECT {column} AS id, name FROM {source} WHERE {column} IS NOT NULL AND name LIKE %s ESCAPE '!' "
            "ORDER BY name LIMIT %s",
            [f"%{safe}%", limit],
        ):
            found.append(Named(holder, row["id"], row["name"]))
    return found[:limit]


async def grantee(actor: Actor, text: str) -> Named:
    """What a choice ("group:7") or a typed name means. Raises NotFound with what is near."""
    must_be_superuser(actor)
    kind, _, number = text.strip().partition(":")
    if kind in set(Holder) and number.isascii() and number.isdigit() and len(number) <= 9:
        return Named(Holder(kind), int(number), await _name(Holder(kind), int(number)))
    hits = await grantees(actor, text)
    exact = [h for h in hits if h.name.casefold() == text.strip().casefold()]
    if len(exact) != 1:
        near = ", ".join(h.name for h in hits[:3]) or "–"
        raise NotFound("grant.nobody", text=text[:64], near=near)
    return exact[0]


def permissions(actor: Actor, text: str = "") -> list[Permission]:
    """The vocabulary: what can be given, by codename or by what it allows. For staff."""
    actor.must(STAFF)
    wanted = text.strip().casefold()
    return sorted(
        (p for p in VOCABULARY.values() if wanted in p.codename or wanted in p.allows.casefold()),
        key=lambda p: p.codename,
    )
