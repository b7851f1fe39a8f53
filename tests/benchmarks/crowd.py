"""A settled alliance in the database: accounts, mains, Discord links, as years of sign-ins would have left them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.rules.roles import ensure
from models.characters import Character, Ownership
from models.discord import DiscordUser, Guild, RoleMapping
from models.organisations import Alliance, Corporation
from models.services import Account, Instance
from models.states import State
from models.users import Subject, User

BATCH = 2000


@dataclass(frozen=True)
class Pilot:
    """Somebody of the crowd: main first, then alts, as (character, name, corporation, alliance, owner hash)."""

    discord_id: int
    name: str
    characters: tuple[tuple[int, str, int, int | None, str], ...]


def invented(people: int, corporations: Sequence[int]) -> list[Pilot]:
    """That many pilots with one character each, dealt out over these corporations."""
    return [
        Pilot(
            150_000_000_000_000_000 + i,
            f"Pilot {i}",
            ((90_000_000 + i, f"Pilot {i}", corporations[i % len(corporations)], None, f"hash-{i}"),),
        )
        for i in range(1, people + 1)
    ]


async def guild(guild_id: int, *, name_format: str = "") -> Instance:
    """The guild that everybody is in, with its instance; names are kept if there is a format."""
    instance, _ = await Instance.get_or_create(
        kind="discord", slug=str(guild_id), defaults={"name": "Northern Watch"}
    )
    if name_format:
        await Instance.filter(id=instance.id).update(sync_names=True, name_format=name_format)
    await Guild.get_or_create(id=guild_id, defaults={"instance": instance, "name": "Northern Watch"})
    return instance


async def wears(guild_id: int, state: str, role_id: int) -> None:
    """Let a role that exists in the guild stand for a state."""
    await ensure(guild_id)
    row = await State.get(name=state)
    await RoleMapping.filter(guild_id=guild_id, state_id=row.id).update(role_id=role_id)


async def settle(
    pilots: Sequence[Pilot], instance: Instance, state: str, *, due: datetime | None = None
) -> None:
    """Accounts for these pilots, all of one state, linked to Discord. `due`: when ESI is asked about them next."""
    now = clock.now()
    rank = (await State.get(name=state)).id
    numbered = list(enumerate(pilots, 1))
    await _organisations(pilots)
    await Character.bulk_create(
        [
            Character(
                id=i,
                name=n,
                corporation_id=c,
                alliance_id=a,
                affiliation_at=now,
                affiliation_due_at=due,
                name_checked_at=now,
            )
            for p in pilots
            for i, n, c, a, _ in p.characters
        ],
        batch_size=BATCH,
    )
    await User.bulk_create(
        [
            User(id=i, main_id=p.characters[0][0], state_id=rank, state_since=now, created_at=now)
            for i, p in numbered
        ],
        batch_size=BATCH,
    )
    await Subject.bulk_create([Subject(user_id=i, name=p.name) for i, p in numbered], batch_size=BATCH)
    await Ownership.bulk_create(
        [
            Ownership(character_id=c, user_id=i, owner_hash=h, since=now)
            for i, p in numbered
            for c, _, _, _, h in p.characters
        ],
        batch_size=BATCH,
    )
    await _linked(numbered, instance, now)


async def _linked(numbered: Iterable[tuple[int, Pilot]], instance: Instance, now: datetime) -> None:
    numbered = list(numbered)
    await DiscordUser.bulk_create(
        [
            DiscordUser(id=p.discord_id, user_id=i, username=p.name.lower().replace(" ", "."), linked_at=now)
            for i, p in numbered
        ],
        batch_size=BATCH,
    )
    await Account.bulk_create(
        [Account(instance_id=instance.id, user_id=i, uid=str(p.discord_id), since=now) for i, p in numbered],
        batch_size=BATCH,
    )


async def _organisations(pilots: Iterable[Pilot]) -> None:
    """Rows for organisations that stand for nothing else yet; facts of them come from whoever knows better."""
    corporations = {c for p in pilots for _, _, c, _, _ in p.characters}
    alliances = {a for p in pilots for _, _, _, a, _ in p.characters if a}
    for number in sorted(corporations):
        await Corporation.get_or_create(
            id=number, defaults={"name": f"Corporation {number}", "ticker": "BENCH"}
        )
    for number in sorted(alliances):
        await Alliance.get_or_create(id=number, defaults={"name": f"Alliance {number}", "ticker": "BENCH"})
