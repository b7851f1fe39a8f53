"""What may be done to many rows of a list at once: counted and named first, then carried out by the feature's own rule."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.errors import Invalid, NotFound
from bot.rules import activation, queue, upkeep
from bot.rules.access import STAFF, Actor, Permission
from bot.rules.admin.pages import seen
from bot.rules.listed import keys, lines
from bot.rules.listing import MOST_COUNTED, Listing, Query

NAMED = 20
"""So many are named before a change; of the rest the number is told."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Whom an act would concern, who stays as they are and why (name, key), and what follows (kind, name, people)."""

    able: tuple[int, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    consequences: tuple[tuple[str, str, int], ...] = ()


Run = Callable[[Actor, Sequence[int], str], Awaitable[int]]
Foresee = Callable[[Actor, Sequence[int]], Awaitable[Foreseen]]


@dataclass(frozen=True, slots=True)
class Act:
    """One act on rows of a list; words under `admin.do.NAME`, `admin.ask.NAME`, `admin.done.NAME`."""

    name: str
    of: str
    needs: Permission
    run: Run
    foresee: Foresee | None = None
    reason: str = ""  # "", "optional", "required"
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """The rows that somebody chose: some ids, or all that a query finds."""

    ids: tuple[int, ...] = ()
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """What is asked before an act. `changed`: it is not what was shown before."""

    act: Act
    able: tuple[int, ...]
    names: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    consequences: tuple[tuple[str, str, int], ...]
    fingerprint: str
    changed: bool = False


def _plain(rule: Callable[[Actor, Sequence[int]], Awaitable[int]]) -> Run:
    """A rule that takes no reason."""

    async def run(actor: Actor, ids: Sequence[int], _: str) -> int:
        return await rule(actor, ids)

    return run


def _outlook(active: bool) -> Foresee:
    async def foresee(actor: Actor, ids: Sequence[int]) -> Foreseen:
        found = await activation.foresee(actor, ids, active=active)
        parts = (("state", found.states), ("group", found.groups), ("service", found.services))
        told = tuple((kind, name, n) for kind, those in parts for name, n in those)
        return Foreseen(found.able, found.left_out, told)

    return foresee


ACTS = (
    Act("reassess", "users", STAFF, _plain(upkeep.reassess)),
    Act("sync_groups", "users", STAFF, _plain(upkeep.sync_groups)),
    Act("sync_names", "users", STAFF, _plain(upkeep.sync_names)),
    Act("from_eve", "users", STAFF, _plain(upkeep.update_from_eve)),
    Act("ownership", "users", STAFF, _plain(upkeep.verify_ownership)),
    Act("read_all", "users", upkeep.READ, _plain(upkeep.read_all)),
    Act("activate", "users", activation.ACTIVATE, activation.activate, _outlook(True), "optional"),
    Act(
        "deactivate",
        "users",
        activation.ACTIVATE,
        activation.deactivate,
        _outlook(False),
        "required",
        danger=True,
    ),
    Act("characters_from_eve", "characters", STAFF, _plain(upkeep.ask_about_characters)),
    Act("corporations_from_eve", "corporations", STAFF, _plain(upkeep.ask_about_corporations)),
    Act("alliances_from_eve", "alliances", STAFF, _plain(upkeep.ask_about_alliances)),
    Act("check_tokens", "tokens", STAFF, _plain(upkeep.check_tokens)),
    Act("read_notices", "notices", upkeep.READ, _plain(upkeep.read_notices)),
    Act("sync_accounts", "accounts", STAFF, _plain(upkeep.sync_accounts)),
    Act("retry", "jobs", STAFF, _plain(queue.retry)),
    Act("drop", "jobs", STAFF, _plain(queue.drop), danger=True),
)


def acts(actor: Actor, model: str) -> list[Act]:
    """What somebody may do to many rows of a list."""
    return [a for a in ACTS if a.of == model and actor.may(a.needs)]


async def consider(actor: Actor, model: str, do: str, picked: Picked) -> Considered:
    """What an act would do to the chosen rows. Raises Forbidden, NotFound, Invalid if nothing is chosen."""
    found, act = seen(actor, model), _act(model, do)
    actor.must(act.needs)
    chosen = await _chosen(found, picked)
    if not chosen:
        raise Invalid("admin.nothing_chosen")
    foreseen = await act.foresee(actor, chosen) if act.foresee is not None else Foreseen(tuple(chosen))
    if not foreseen.able:
        name, why = foreseen.left_out[0]
        raise Invalid("admin.nobody_able", name=name, why=why)
    seed = f"{do}:{','.join(map(str, sorted(foreseen.able)))}"
    return Considered(
        act,
        foreseen.able,
        await _labels(found, foreseen.able[:NAMED]),
        foreseen.left_out,
        foreseen.consequences,
        hashlib.sha256(seed.encode()).hexdigest()[:16],
    )


async def perform(
    actor: Actor, model: str, do: str, picked: Picked, *, agreed: str, reason: str = ""
) -> int | Considered:
    """Carry an act out on what was agreed to (the fingerprint of what was shown); returns how many it was.

    If it is not the same any more nothing is done, and what it would be now is returned.
    """
    now = await consider(actor, model, do, picked)
    if now.fingerprint != agreed:
        return replace(now, changed=True)
    return await now.act.run(actor, now.able, reason)


def _act(model: str, do: str) -> Act:
    found = next((a for a in ACTS if (a.of, a.name) == (model, do)), None)
    if found is None:
        raise NotFound("admin.no_such_act", name=do)
    return found


def _these(found: Listing, ids: Sequence[int]) -> Listing:
    """The same list, of these rows alone."""
    those = f"{found.key} IN ({', '.join(str(int(i)) for i in ids) or 'NULL'})"
    return replace(found, where=f"({found.where}) AND {those}" if found.where else those)


async def _chosen(found: Listing, picked: Picked) -> list[int]:
    if picked.query is not None:
        return await keys(found, picked.query, MOST_COUNTED)
    return await keys(_these(found, picked.ids), Query(), len(picked.ids))


async def _labels(found: Listing, ids: Sequence[int]) -> tuple[str, ...]:
    shown = await lines(_these(found, ids), Query(), len(ids), columns=())
    return tuple(line.label for line in shown)
