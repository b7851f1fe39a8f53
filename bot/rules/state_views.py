"""States as staff see them: the list, one state with its members, finding them by name, and how far a pass has come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bot.database import rows
from bot.errors import NotFound
from bot.rules import brake, search
from bot.rules.access import Actor
from bot.rules.ladder import everybody, ladder
from bot.rules.search import Entity, Member
from bot.rules.services import PUT
from bot.rules.state_edits import CHANGE, HIGHEST, VIEW, Edit, clean
from models.fields import folded
from models.grants import StateGrant
from models.states import EntityKind, StateMember

MOST = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of states."""

    id: int
    name: str
    priority: int
    public: bool
    guest: bool
    people: int
    members: int


@dataclass(frozen=True, slots=True)
class Detail:
    """One state with what it takes in, by kind, and what it gives."""

    row: Row
    members: dict[EntityKind, tuple[Entity, ...]]
    permissions: tuple[str, ...]

    @property
    def all_members(self) -> tuple[Entity, ...]:
        """All that it takes in, one kind after the other."""
        return tuple(e for kind in EntityKind for e in self.members.get(kind, ()))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pass has come: people whose state is not yet what it should be, work that waits for the services,
    and work that was given up (ids of jobs)."""

    left: int
    queued: int
    failed: tuple[int, ...]


def must_see(actor: Actor) -> None:
    """For who may view or change states. Raises Forbidden."""
    if not actor.may(CHANGE):
        actor.must(VIEW)


async def overview(actor: Actor) -> list[Row]:
    """All states, the highest first, with how many people are in each; one statement."""
    must_see(actor)
    return await _rows()


async def _rows() -> list[Row]:
    found = await rows(
        "SELECT s.id, s.name, s.priority, s.public, s.guest, "
        "(SELECT COUNT(*) FROM users u WHERE u.state_id = s.id) AS people, "
        "(SELECT COUNT(*) FROM state_members m WHERE m.state_id = s.id) AS members "
        "FROM states s ORDER BY s.priority DESC"
    )
    flags = ("public", "guest")
    return [Row(**{**r, **{f: bool(r[f]) for f in flags}}) for r in found]


async def detail(actor: Actor, state_id: int) -> Detail:
    """One state. Raises Forbidden, NotFound."""
    must_see(actor)
    row = next((r for r in await _rows() if r.id == state_id), None)
    if row is None:
        raise NotFound("state.no_such", id=state_id)
    by_kind: dict[EntityKind, list[Entity]] = defaultdict(list)
    for entity in await search.named(await _members(state_id)):
        by_kind[entity.kind].append(entity)
    granted = (
        await StateGrant.filter(state_id=state_id).order_by("permission").values_list("permission", flat=True)
    )
    return Detail(row, {k: tuple(v) for k, v in by_kind.items()}, tuple(map(str, granted)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A state as a form has it: all that it takes in, not the difference; None where the form has no such field."""

    name: str | None
    priority: int
    public: bool | None
    members: frozenset[Member] | None = None


def number(text: str) -> int:
    """A priority as it was typed; what is no number becomes one that the rule refuses."""
    text = text.strip()
    return (
        int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else HIGHEST + 1
    )


async def edit_for(actor: Actor, state_id: int | None, wanted: Wanted) -> Edit:
    """The edit that makes a state what a form says. Raises Forbidden, Invalid, NotFound."""
    if state_id is None:
        add = wanted.members or frozenset()
        return clean(Edit(name=wanted.name, priority=wanted.priority, public=wanted.public, add=add))
    must_see(actor)
    row = next((r for r in await _rows() if r.id == state_id), None)
    if row is None:
        raise NotFound("state.no_such", id=state_id)
    priority = None if wanted.priority == row.priority else wanted.priority
    if row.guest:
        return Edit(state_id, priority=priority)
    there = frozenset(await _members(state_id))
    members = there if wanted.members is None else wanted.members
    return clean(
        Edit(
            state_id,
            name=None if wanted.name == row.name else wanted.name,
            priority=priority,
            public=None if wanted.public == row.public else wanted.public,
            add=members - there,
            remove=there - members,
        )
    )


async def one(actor: Actor, text: str) -> Row:
    """The state that a choice (its id) or a typed name means. Raises NotFound with what there is."""
    found = await overview(actor)
    wanted = folded(text)
    row = next((r for r in found if wanted in (str(r.id), folded(r.name))), None)
    if row is None:
        near = ", ".join(r.name for r in found[:5])
        raise NotFound("error.no_such", kind="state", text=text[:64], near=near)
    return row


async def members(actor: Actor, state: str, text: str) -> list[Entity]:
    """What a state takes in, as far as its name or ticker contains the text; at most 25."""
    row, wanted = await one(actor, state), text.strip().casefold()
    found = await search.named(await _members(row.id))
    return [e for e in found if wanted in e.title.casefold()][:MOST]


async def member(actor: Actor, state_id: int, text: str) -> Entity:
    """The member of a state that a choice or a typed name means. Raises NotFound with what is near."""
    must_see(actor)
    found = await search.named(await _members(state_id))
    wanted = text.strip().casefold()
    hit = next((e for e in found if wanted in (e.value, e.name.casefold(), e.title.casefold())), None)
    if hit is None:
        near = ", ".join(e.title for e in found if wanted in e.title.casefold()) or "–"
        raise NotFound("error.no_such", kind="member", text=text[:64], near=near[:200])
    return hit


async def _members(state_id: int) -> list[Member]:
    found = await StateMember.filter(state_id=state_id).values_list("kind", "entity_id")
    return [(EntityKind(kind), int(entity)) for kind, entity in found]


async def progress(actor: Actor) -> Progress:
    """How far the pass after an edit has come. Those whom staff keep where they are do not count."""
    must_see(actor)
    steps, kept, left = await ladder(), await brake.held("states"), 0
    async for part in everybody():
        left += sum(
            steps.of(p.standing, active=p.active) != p.state_id for p in part if p.user_id not in kept
        )
    found = await rows("SELECT id, slot FROM jobs WHERE name = %s", [PUT])
    failed = tuple(r["id"] for r in found if r["slot"] is None)
    return Progress(left, len(found) - len(failed), failed)
