"""Editing states: what an edit would do to people, and making it. One pass over everybody follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.database import retried, rows, slice_size, transaction, upsert
from bot.errors import Conflict, Invalid, NotFound
from bot.rules import audit, brake, effects, grants, roles, search
from bot.rules.access import VOCABULARY, Actor, permission
from bot.rules.effects import Effects, Holder, Supposed
from bot.rules.events import StatesEdited
from bot.rules.ladder import Ladder, everybody, ladder, move
from bot.rules.queue import emit
from models.fields import folded
from models.states import EntityKind, State, StateMember
from models.users import User

VIEW = permission("authentication.view_state", "Can view states")
ADD = permission("authentication.add_state", "Can add states")
CHANGE = permission("authentication.change_state", "Can change states and their members")
DELETE = permission("authentication.delete_state", "Can delete states")

NEW = -1
"""Stands for a state that is not there yet."""
LOWEST, HIGHEST = -1_000_000, 1_000_000
MOST_MEMBERS = 5000

Member = tuple[EntityKind, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants of a state; what is None stays. Without a `state_id` it is a new one."""

    state_id: int | None = None
    delete: bool = False
    name: str | None = None
    priority: int | None = None
    public: bool | None = None
    add: frozenset[Member] = frozenset()
    remove: frozenset[Member] = frozenset()
    grant: frozenset[str] = frozenset()
    revoke: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preview:
    """An edit with what it would do. `state` is its name now (of a new one: then); `added` and `removed` by name."""

    edit: Edit
    state: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    effects: Effects
    lowered: frozenset[int] = field(repr=False)


# -- looking ---------------------------------------------------------------------------------------------


async def preview(actor: Actor, edit: Edit) -> Preview:
    """What an edit would do to everybody, without doing it. Raises as the edit itself would."""
    state = await _allowed(actor, edit)
    now = await ladder()
    then = await _then(now, edit, state)
    kept = await brake.held("states")
    moves, lowered = {}, set()
    async for part in everybody():
        for person in part:
            wanted = then.of(person.standing, active=person.active)
            if wanted == person.state_id:
                continue
            if person.user_id in kept and now.of(person.standing, active=person.active) == wanted:
                continue  # staff keep them where they are, and this edit says nothing new about them
            moves[person.user_id] = wanted
            if person.active and then.lower(wanted, person.state_id):
                lowered.add(person.user_id)
    await grants.must_not_rise(actor, moves.get(actor.user_id or 0))
    holder = (Holder.STATE, NEW if edit.state_id is None else edit.state_id)
    supposed = Supposed(
        moves,
        given=frozenset((*holder, p) for p in edit.grant),
        taken=frozenset((*holder, p) for p in edit.revoke),
        states={NEW: edit.name or ""},
    )
    about = (edit, state and (state.name, state.priority, state.public))
    return Preview(
        edit,
        state.name if state else edit.name or "",
        await search.names_of(edit.add),
        await search.names_of(edit.remove),
        await effects.measure(supposed, lowered=lowered, about=repr(_sorted(about))),
        frozenset(lowered),
    )


def _sorted(about: tuple[Edit, object]) -> tuple[object, ...]:
    """The edit in words that do not depend on the order of sets."""
    edit, state = about
    values = (getattr(edit, name) for name in Edit.__slots__)
    return (*(sorted(map(str, v)) if isinstance(v, frozenset) else v for v in values), state)


async def _then(now: Ladder, edit: Edit, state: State | None) -> Ladder:
    """The ladder as the edit would have it."""
    members = set(await StateMember.all().values_list("state_id", "kind", "entity_id"))
    if edit.delete:
        return Ladder(list(now.states.values()), members, without=edit.state_id)
    edited = State(id=NEW, guest=False, public=False, priority=0, name="") if state is None else State()
    if state is not None:
        for name in ("id", "guest", "public", "priority", "name"):
            setattr(edited, name, getattr(state, name))
    _take_in(edited, edit)
    members |= {(edited.id, kind, entity) for kind, entity in edit.add}
    members -= {(edited.id, kind, entity) for kind, entity in edit.remove}
    others = [s for s in now.states.values() if s.id != edited.id]
    return Ladder([*others, edited], members)


def _take_in(state: State, edit: Edit) -> None:
    """Write an edit's own fields into a state; of Guest only its priority changes."""
    if edit.priority is not None:
        state.priority = edit.priority
    if not state.guest:
        if edit.name is not None:
            state.name, state.name_key = edit.name, folded(edit.name)
        if edit.public is not None:
            state.public = edit.public


# -- what is allowed -------------------------------------------------------------------------------------


def clean(edit: Edit) -> Edit:
    """The edit with its name as it will stand. Raises Invalid."""
    if edit.name is None:
        return edit
    name = " ".join(edit.name.split())
    if not 1 <= len(name) <= 32:
        raise Invalid("state.name_length", maximum=32)
    return replace(edit, name=name)


async def _allowed(actor: Actor, edit: Edit) -> State | None:
    """The state that is edited, if there is one and the actor may. Raises Forbidden, Invalid, Conflict, NotFound."""
    actor.must(DELETE if edit.delete else ADD if edit.state_id is None else CHANGE)
    if edit.grant or edit.revoke:
        grants.must_be_superuser(actor)
    if edit.state_id is None and (edit.name is None or edit.priority is None):
        raise Invalid("state.incomplete")
    for codename in sorted(edit.grant - VOCABULARY.keys()):
        raise NotFound("grant.no_such_permission", permission=codename)
    if edit.priority is not None and not LOWEST <= edit.priority <= HIGHEST:
        raise Invalid("state.priority_range", lowest=LOWEST, highest=HIGHEST)
    if len(edit.add) > MOST_MEMBERS:
        raise Invalid("state.too_many_members", maximum=MOST_MEMBERS)
    state = None if edit.state_id is None else await _state(edit.state_id)
    guest = state is not None and state.guest
    if guest and edit.delete:
        raise Invalid("state.guest_stays")
    if state is not None and edit.delete and (bound := await _bound_only_to(state.id)):
        raise Conflict("state.binds_groups", groups=", ".join(bound))
    if guest and edit.add:
        raise Invalid("state.guest_has_no_members")
    others = State.exclude(id=edit.state_id or 0)
    if edit.name is not None and not guest and await others.filter(name_key=folded(edit.name)).exists():
        raise Conflict("state.name_taken", name=edit.name)
    if edit.priority is not None and await others.filter(priority=edit.priority).exists():
        raise Conflict("state.priority_taken", priority=edit.priority)
    return state


async def _bound_only_to(state_id: int) -> list[str]:
    """Groups that are for this state alone: without it they would be open to everybody."""
    found = await rows(
        "SELECT g.name FROM `groups` g JOIN group_states b ON b.group_id = g.id WHERE b.state_id = %s AND NOT EXISTS "
        "(SELECT 1 FROM group_states o WHERE o.group_id = g.id AND o.state_id <> %s) ORDER BY g.name LIMIT 10",
        [state_id, state_id],
    )
    return [str(r["name"]) for r in found]


async def _state(state_id: int) -> State:
    state = await State.get_or_none(id=state_id)
    if state is None:
        raise NotFound("state.no_such", id=state_id)
    return state


# -- making it -------------------------------------------------------------------------------------------


async def apply(actor: Actor, edit: Edit, seen: str) -> Preview:
    """Make an edit whose preview had this fingerprint. Raises `effects.Changed` if it would now do something else.

    Whoever makes it has seen who loses by it: the brake does not ask again about them, and stands against others.
    """
    found = await preview(actor, edit)
    effects.must_be(seen, found.effects)
    await search.remember(edit.add)
    if edit.delete:
        await _empty(actor, edit)
    await _make(actor, edit, found.lowered)
    return found


async def add_empty(actor: Actor, name: str, priority: int) -> State:
    """A new state that takes in nobody yet: it moves nobody and needs no preview."""
    return await _make(actor, clean(Edit(name=name, priority=priority)))


async def rename(actor: Actor, edit: Edit) -> Edit:
    """Carry out at once what of an edit moves nobody, the name; returns the rest, to be previewed.

    Nothing is done if the rest is not allowed. Raises Forbidden, Invalid, Conflict, NotFound.
    """
    await _allowed(actor, edit)
    if edit.name is not None:
        await _make(actor, Edit(edit.state_id, name=edit.name))
    return replace(edit, name=None)


@retried
async def _make(actor: Actor, edit: Edit, agreed: frozenset[int] = frozenset()) -> State:
    async with transaction():
        state = await _allowed(actor, edit)
        await brake.agree(actor, "states", agreed if not edit.delete else ())
        if edit.delete:
            assert state is not None
            await _delete(actor, state)
            return state
        if state is None or {edit.name, edit.priority, edit.public} != {None}:
            state = await _save(actor, state, edit)
        await _change_members(actor, state.id, edit)
        for codename in sorted(edit.grant):
            await grants.give(actor, codename, Holder.STATE, state.id)
        for codename in sorted(edit.revoke):
            await grants.take(actor, codename, Holder.STATE, state.id)
        if edit.add or edit.remove or {edit.name, edit.priority, edit.public} != {None}:
            await emit(StatesEdited(frozenset()))
    return state


async def _save(actor: Actor, state: State | None, edit: Edit) -> State:
    before = None if state is None else _facts(state)
    state = state or State(guest=False)
    _take_in(state, edit)
    await state.save()
    if before == _facts(state):
        return state
    entry = audit.Entry("state.saved", thing=f"state:{state.id}", before=before, after=_facts(state))
    await audit.record(actor, [entry])
    if before is not None and before["name"] != state.name:
        await roles.renamed(state_id=state.id, old=str(before["name"]), new=state.name)
    return state


def _facts(state: State) -> dict[str, object]:
    return {"name": state.name, "priority": state.priority, "public": state.public}


async def _change_members(actor: Actor, state_id: int, edit: Edit) -> None:
    if not edit.add | edit.remove:
        return
    for kind, entity in sorted(edit.remove):
        await StateMember.filter(state_id=state_id, kind=kind, entity_id=entity).delete()
    new = [StateMember(state_id=state_id, kind=k, entity_id=e) for k, e in sorted(edit.add)]
    await upsert(StateMember, new, update_fields=[], conflict=["state_id", "kind", "entity_id"])
    entry = audit.Entry(
        "state.members",
        thing=f"state:{state_id}",
        before=[f"{k}:{e}" for k, e in sorted(edit.remove)],
        after=[f"{k}:{e}" for k, e in sorted(edit.add)],
    )
    await audit.record(actor, [entry])


async def _empty(actor: Actor, edit: Edit) -> None:
    """Move the people of a state that is about to go, in slices; who comes in meanwhile is moved with its end."""
    state_id = edit.state_id or 0
    steps = await _then(await ladder(), edit, None)
    while True:
        found = await User.filter(state_id=state_id).limit(slice_size()).values_list("id", flat=True)
        if not found:
            return
        await move(steps, [int(str(i)) for i in found], actor)


async def _delete(actor: Actor, state: State) -> None:
    steps = await _then(await ladder(), Edit(state.id, delete=True), state)
    found = await User.filter(state_id=state.id).values_list("id", flat=True)
    if found:
        await move(steps, [int(str(i)) for i in found], actor)
    entry = audit.Entry("state.deleted", thing=f"state:{state.id}", before={"name": state.name})
    await audit.record(actor, [entry])
    await StateMember.filter(state_id=state.id).delete()
    await roles.orphan(state_id=state.id)
    await state.delete()


# -- the same without a preview: for the operator's tools, whose passes the brake watches ----------------------


async def change_members(
    actor: Actor, state_id: int, *, add: Iterable[Member] = (), remove: Iterable[Member] = ()
) -> None:
    """Take characters, corporations, alliances or factions into a state, or out of it; everyone is looked at."""
    await _make(actor, Edit(state_id, add=frozenset(add), remove=frozenset(remove)))


async def save(
    actor: Actor, *, state_id: int | None = None, name: str, priority: int, public: bool = False
) -> State:
    """Create a state, or change name, priority and publicity of one; everyone is looked at afterwards."""
    return await _make(actor, clean(Edit(state_id, name=name, priority=priority, public=public)))


async def delete(actor: Actor, state_id: int) -> None:
    """Delete a state; its people move to the best other one."""
    edit = Edit(state_id, delete=True)
    await _allowed(actor, edit)
    await _empty(actor, edit)
    await _make(actor, edit)
