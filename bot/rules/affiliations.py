"""Where characters belong: asked of ESI as soon as its cache allows, believed with care."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot import clock
from bot.database import moment, rows, slice_size, transaction, upsert
from bot.eve.base import DOOMHEIM, Affiliation, EveDown, NotThere, Unchanged
from bot.rules import audit, brake, states, watchlist
from bot.rules.access import SYSTEM
from bot.rules.events import CharactersMoved
from bot.rules.outside import outside
from bot.rules.queue import emit
from models.characters import Character, Ended
from models.organisations import Alliance, Corporation

log = logging.getLogger(__name__)

BATCH = 1000
"""What ESI takes in one call."""
PATIENCE = timedelta(minutes=1)
"""How long the first due characters wait for company, so that a call is not spent on one."""
UNKNOWN_FOR = timedelta(days=1)
"""When to ask again about an id that EVE refused."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a pass did: characters asked about, moved, held by the brake, gone."""

    asked: int = 0
    moved: int = 0
    held: int = 0
    gone: int = 0

    def __str__(self) -> str:
        return f"{self.asked} asked, {self.moved} moved, {self.held} held, {self.gone} gone"


@dataclass(frozen=True, slots=True)
class _Known:
    character_id: int
    user_id: int | None
    main_of: int | None
    active: bool
    state_id: int | None
    here: Affiliation
    since: datetime | None


async def refresh_due() -> Pass:
    """Ask about every known character whose cache has run out; apply what moved; start what follows from it.

    Raises EveDown (nothing changed: asked again at the next turn).
    """
    now = clock.now()
    due = await Character.filter(gone_at=None, affiliation_due_at__lte=now).count()
    if not due:
        return Pass()
    if (
        due < BATCH
        and not await Character.filter(gone_at=None, affiliation_due_at__lte=now - PATIENCE).exists()
    ):
        return Pass()
    ids = await Character.filter(gone_at=None, affiliation_due_at__lte=now).values_list("id", flat=True)
    return await refresh(ids)  # type: ignore[arg-type]


async def refresh(character_ids: Iterable[int], *, confirmed: bool = False) -> Pass:
    """Ask about these characters and bring our rows, and then the world, to the answer."""
    ids = sorted(set(character_ids))
    if not ids or outside.esi is None:
        return Pass()
    answer = await outside.need_esi().affiliations(ids)
    known = {k.character_id: k for k in await _known(ids)}
    gone = [i for i, a in answer.found.items() if a.corporation_id == DOOMHEIM]
    gone += [i for i in answer.unknown if await _is_gone(i)]
    differing = [a for i, a in answer.found.items() if i in known and a != known[i].here and i not in gone]
    held = frozenset[int]() if confirmed else await _held(differing, gone, known)
    moved = [a for a in differing if known[a.character_id].main_of not in held]
    gone = [i for i in gone if i not in known or known[i].user_id not in held]
    await _write(moved, known)
    unmoved = set(ids) - set(gone) - {a.character_id for a in moved}
    await _mark_asked(unmoved - answer.unknown, answer.expires_at)
    await _mark_asked({a.character_id for a in moved}, answer.expires_at)
    await _mark_asked(answer.unknown - set(gone), clock.now() + UNKNOWN_FOR)
    await _bury(gone)
    return Pass(len(ids), len(moved), len(differing) - len(moved), len(gone))


async def _known(ids: Collection[int]) -> list[_Known]:
    found = await rows(
        "SELECT c.id, c.corporation_id, c.alliance_id, c.faction_id, c.corporation_since, o.user_id, u.main_id, u.is_active, u.state_id "
        "FROM characters c LEFT JOIN ownerships o ON o.character_id = c.id LEFT JOIN users u ON u.id = o.user_id "
        f"WHERE c.id IN ({', '.join(map(str, ids))})"
    )
    return [
        _Known(
            r["id"],
            r["user_id"],
            r["user_id"] if r["main_id"] == r["id"] else None,
            bool(r["is_active"]),
            r["state_id"],
            Affiliation(r["id"], r["corporation_id"] or 0, r["alliance_id"], r["faction_id"]),
            moment(r["corporation_since"]),
        )
        for r in found
    ]


async def _held(
    differing: list[Affiliation], gone: Collection[int], known: dict[int, _Known]
) -> frozenset[int]:
    """Whose characters must stay where we have them, because too many would lose standing at once."""
    steps = await states.ladder()
    losing: dict[int, Affiliation] = {}
    for new in differing:
        k = known[new.character_id]
        if k.main_of is None or not k.active or k.state_id is None:
            continue
        standing = states.Standing(new.character_id, new.corporation_id, new.alliance_id, new.faction_id)
        if steps.lower(steps.of(standing), k.state_id):
            losing[k.main_of] = new
    ends = [known[i] for i in gone if i in known and known[i].user_id and known[i].active]
    losing |= {k.user_id: Affiliation(k.character_id, DOOMHEIM) for k in ends if k.user_id}
    doubtful = losing if len(losing) <= brake.FLOOR else await _without_second_source(losing, known)
    characters = {a.character_id for a in doubtful.values()}
    characters |= {k.character_id for k in ends if k.user_id in doubtful}
    payload = {"characters": sorted(characters), "why": _why(doubtful.values(), known)}
    await brake.lapse("affiliations", doubtful, {k.user_id for k in known.values() if k.user_id})
    return await brake.hold("affiliations", doubtful, payload)


async def _without_second_source(
    losing: dict[int, Affiliation], known: dict[int, _Known]
) -> dict[int, Affiliation]:
    """Drop those whose whole corporation moved to another alliance, if the corporation's own page says so too."""
    stayed = defaultdict(set)
    for user, new in losing.items():
        if new.corporation_id == known[new.character_id].here.corporation_id:
            stayed[new.corporation_id].add(user)
    agreed: set[int] = set()
    for corporation_id, users in stayed.items():
        page = await _alliance_by_own_page(corporation_id)
        agreed |= {u for u in users if page is not None and losing[u].alliance_id == (page or None)}
    return {u: a for u, a in losing.items() if u not in agreed}


async def _alliance_by_own_page(corporation_id: int) -> int | None:
    """The alliance on a corporation's own page; 0 for none, None if the page cannot be read now."""
    try:
        page = await outside.need_esi().corporation(corporation_id)
    except (EveDown, NotThere):
        return None
    return None if isinstance(page, Unchanged) else page.alliance_id or 0


def _why(losing: Iterable[Affiliation], known: dict[int, _Known]) -> dict[str, Any]:
    """The commonest move, so that staff see at once what ESI claims."""
    moves = Counter(
        (
            known[a.character_id].here.corporation_id,
            known[a.character_id].here.alliance_id,
            a.corporation_id,
            a.alliance_id,
        )
        for a in losing
    )
    if not moves:
        return {}
    (old_corporation, old_alliance, corporation, alliance), count = moves.most_common(1)[0]
    return {
        "count": count,
        "from_corporation": old_corporation,
        "from_alliance": old_alliance,
        "to_corporation": corporation,
        "to_alliance": alliance,
    }


async def _write(moved: list[Affiliation], known: dict[int, _Known]) -> None:
    """Store moves in slices, each with its event; organisations not met before get a row to be filled."""
    await _meet(moved)
    size = slice_size()
    for start in range(0, len(moved), size):
        part = moved[start : start + size]
        async with transaction():
            rows_ = [
                Character(
                    id=a.character_id,
                    name="",
                    corporation_id=a.corporation_id,
                    alliance_id=a.alliance_id,
                    faction_id=a.faction_id,
                    corporation_since=_since(a, known[a.character_id]),
                )
                for a in part
            ]
            columns = ["corporation_id", "alliance_id", "faction_id", "corporation_since"]
            await upsert(Character, rows_, update_fields=columns)
            entries = [
                audit.Entry(
                    "character.moved",
                    known[a.character_id].user_id,
                    f"character:{a.character_id}",
                    before=_as_facts(known[a.character_id].here),
                    after=_as_facts(a),
                )
                for a in part
                if known[a.character_id].user_id
            ]
            await audit.record(SYSTEM, entries)
            owners = frozenset(u for a in part if (u := known[a.character_id].user_id))
            if owners:
                await emit(CharactersMoved(owners))
            here = {a.character_id: known[a.character_id].here for a in part if known[a.character_id].user_id}
            places = {i: (h.corporation_id, h.alliance_id) for i, h in here.items()}
            await watchlist.saw(places, watchlist.MOVED, before=places)


def _since(new: Affiliation, known: _Known) -> datetime | None:
    """Since when a character is in its corporation, as far as we saw."""
    return known.since if new.corporation_id == known.here.corporation_id else clock.now()


def _as_facts(a: Affiliation) -> dict[str, int | None]:
    return {"corporation": a.corporation_id, "alliance": a.alliance_id, "faction": a.faction_id}


async def _meet(found: Iterable[Affiliation]) -> None:
    """Rows for corporations and alliances that we have not met; their facts are fetched as due at once."""
    found = list(found)
    now = clock.now()
    corporations = sorted({a.corporation_id for a in found if a.corporation_id})
    alliances = sorted({a.alliance_id for a in found if a.alliance_id})
    await upsert(Corporation, [Corporation(id=i, due_at=now) for i in corporations], update_fields=[])
    await upsert(Alliance, [Alliance(id=i, due_at=now) for i in alliances], update_fields=[])


async def _mark_asked(ids: Collection[int], due: datetime) -> None:
    now = clock.now()
    for start in range(0, len(ids), 5000):
        part = sorted(ids)[start : start + 5000]
        await Character.filter(id__in=part).update(affiliation_at=now, affiliation_due_at=due)


async def _is_gone(character_id: int) -> bool:
    """Whether EVE no longer has this character at all; an outage is not an answer."""
    try:
        await outside.need_esi().character(character_id)
    except NotThere:
        return True
    except EveDown:
        return False
    return False


async def _bury(gone: list[int]) -> None:
    """Biomassed characters leave their accounts; asked about no more."""
    if not gone:
        return
    from bot.rules import identity

    await Character.filter(id__in=gone).update(gone_at=clock.now(), corporation_id=DOOMHEIM, alliance_id=None)
    await identity.lose_characters(gone, Ended.BIOMASSED)


async def place(character_id: int) -> None:
    """Find out where a character belongs that has just signed in, so that its state is right from the first moment.

    An outage leaves it unplaced and due at once.
    """
    try:
        await refresh([character_id], confirmed=True)
    except EveDown:
        log.info("character %s is placed later: ESI does not answer", character_id)


async def _do_it(payload: dict[str, Any]) -> None:
    """Staff said *Do it*: ask again about those characters and believe the answer."""
    await refresh(payload.get("characters", ()), confirmed=True)


brake.carried_out_by("affiliations", _do_it)
