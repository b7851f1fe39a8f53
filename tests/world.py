"""Builders: people, characters, organisations, states and groups, made in one line each."""

from __future__ import annotations

from itertools import count

from bot import clock
from models.characters import Character, Ownership
from models.fields import folded
from models.groups import Group, Membership
from models.organisations import Alliance, Corporation
from models.services import Instance
from models.states import EntityKind, State, StateMember
from models.users import Subject, User

_ids = count(90_000_001)
_corporations = count(98_000_001)
_alliances = count(99_000_001)
_numbers = count(1)


async def make_state(
    name: str = "Member",
    *,
    priority: int | None = None,
    guest: bool = False,
    corporations: tuple[int, ...] = (),
    alliances: tuple[int, ...] = (),
    characters: tuple[int, ...] = (),
) -> State:
    """The state of this name, made if there is none yet."""
    found = await State.get_or_none(name_key=folded(name))
    if found is None:
        rank = priority if priority is not None else (0 if guest else 100 + next(_numbers))
        found = await State.create(name=name, name_key=folded(name), priority=rank, guest=guest)
    kinds = {
        EntityKind.CORPORATION: corporations,
        EntityKind.ALLIANCE: alliances,
        EntityKind.CHARACTER: characters,
    }
    for kind, ids in kinds.items():
        for entity_id in ids:
            await StateMember.create(state=found, kind=kind, entity_id=entity_id)
    return found


async def make_corporation(
    name: str = "", *, ticker: str = "TEST", alliance: int | None = None
) -> Corporation:
    """A corporation as ESI would have told of it."""
    id_ = next(_corporations)
    return await Corporation.create(
        id=id_, name=name or f"Corporation {id_}", ticker=ticker, alliance_id=alliance
    )


async def make_alliance(name: str = "", *, ticker: str = "TESTA") -> Alliance:
    """An alliance as ESI would have told of it."""
    id_ = next(_alliances)
    return await Alliance.create(id=id_, name=name or f"Alliance {id_}", ticker=ticker)


async def make_character(
    name: str = "",
    *,
    user: User | None = None,
    corporation: int | None = None,
    alliance: int | None = None,
    owner_hash: str | None = None,
) -> Character:
    """A character; with `user`, that account owns it."""
    id_ = next(_ids)
    made = await Character.create(
        id=id_, name=name or f"Pilot {id_}", corporation_id=corporation, alliance_id=alliance
    )
    if user is not None:
        await Ownership.create(
            character=made, user=user, owner_hash=owner_hash or f"hash-{id_}", since=clock.now()
        )
    return made


async def make_user(
    main: str | None = "Anna Trader",
    *,
    state: State | None = None,
    corporation: int | None = None,
    alliance: int | None = None,
    groups: tuple[Group, ...] = (),
    active: bool = True,
    staff: bool = False,
    superuser: bool = False,
    language: str = "",
) -> User:
    """An account with its subject row and, unless `main` is None, a main character of that name."""
    now = clock.now()
    user = await User.create(
        state=state or await make_state("Guest", guest=True),
        state_since=now,
        created_at=now,
        is_active=active,
        is_staff=staff,
        is_superuser=superuser,
        language=language,
    )
    await Subject.create(user=user, name=main or "")
    if main is not None:
        character = await make_character(main, user=user, corporation=corporation, alliance=alliance)
        user.main_id = character.id
        await user.save(update_fields=["main_id"])
    for group in groups:
        await Membership.create(group=group, user=user, since=now)
    return user


async def make_group(name: str = "") -> Group:
    """A group."""
    name = name or f"Group {next(_numbers)}"
    return await Group.create(name=name, name_key=folded(name))


async def make_instance(kind: str = "discord", slug: str = "") -> Instance:
    """An instance of an outside service."""
    slug = slug or f"{kind}-{next(_numbers)}"
    return await Instance.create(kind=kind, slug=slug, name=slug)
