"""A guild in memory behind the connector's interface: for rules, where no wire is needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot import clock
from bot.rules.guilds import GuildFacts, RoleFacts, seed_first, seen
from bot.rules.outside import outside
from bot.services.base import Account, NoSuchAccount, ServiceDown, ServiceRefused, Wanted
from models.discord import DiscordUser, Guild
from models.users import User
from tests.world import make_user

GUILD = 500
_ids = count(1000)


@dataclass
class FakeGuild:
    """Members and roles; keeps its promises as the real connector does, and counts what it was asked."""

    kind: str = "discord"
    slug: str = str(GUILD)
    parallel: int = 5
    members: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[str, float]] = field(default_factory=dict)
    owner: str = ""
    up: bool = True
    full: bool = False
    lose_answer: bool = False
    calls: list[tuple[str, str]] = field(default_factory=list)

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    def ready(self) -> bool:
        return self.up

    def wait(self, position: int) -> float:
        return float(position)

    def differs(self, wanted: Wanted) -> bool:
        if wanted.uid not in self.members:
            return True
        have = self.members[wanted.uid] & wanted.managed
        return have != wanted.groups or (
            wanted.name is not None and self.names.get(wanted.uid) != wanted.name
        )

    async def put(self, wanted: Wanted) -> Account:
        if not self.up:
            raise ServiceDown("away")
        if wanted.uid not in self.members:
            raise NoSuchAccount(wanted.uid)
        if self.differs(wanted):
            self.calls.append(("put", wanted.uid))
            mine = self.members[wanted.uid]
            mine -= wanted.managed - wanted.groups
            mine |= wanted.groups
            if wanted.name is not None:
                if wanted.uid == self.owner:
                    raise ServiceRefused("owner")
                self.names[wanted.uid] = wanted.name
        return Account(wanted.uid, self.names.get(wanted.uid, ""), frozenset(self.members[wanted.uid]))

    async def drop(self, uid: str) -> None:
        raise ServiceRefused("never_kicks")

    async def password(self, uid: str) -> str:
        raise ServiceRefused("no_passwords")

    async def everyone(self) -> AsyncIterator[Account]:
        for uid, worn in self.members.items():
            yield Account(uid, "", frozenset(worn))

    async def make_group(self, name: str, *, since: float, reason: str) -> str:
        for role_id, (known, made) in self.roles.items():
            if known == name and made >= since:
                return role_id
        if self.full:
            raise ServiceRefused("roles_full")
        made_id = str(next(_ids))
        self.roles[made_id] = (name, clock.now().timestamp())
        self.calls.append(("make", name))
        if self.lose_answer:
            raise ServiceDown("the answer was lost")
        return made_id

    async def rename_group(self, group_id: str, name: str, *, reason: str) -> None:
        if group_id not in self.roles:
            raise NoSuchAccount(group_id)
        self.calls.append(("rename", name))
        self.roles[group_id] = (name, self.roles[group_id][1])

    def worn(self, uid: int | str) -> set[str]:
        """Names of the roles that somebody wears."""
        return {self.roles[r][0] if r in self.roles else r for r in self.members[str(uid)]}

    def facts(self, **changed: Any) -> GuildFacts:
        """What the gateway would tell of this guild."""
        known = [RoleFacts(int(i), n, 1, 0, managed=False) for i, (n, _) in self.roles.items()]
        values = {"id": GUILD, "name": "Test Alliance", "owner_id": 1, "top_position": 10, "permissions": 8}
        return GuildFacts(**(values | {"language": "en", "roles": known} | changed))


async def make_guild() -> tuple[Guild, FakeGuild]:
    """A served guild, mirrored, with its connector in place."""
    guild = await seed_first(GUILD)
    fake = FakeGuild()
    outside.connectors[guild.instance_id] = fake
    await seen(fake.facts())
    return await Guild.get(id=GUILD), fake


async def link(user: User, fake: FakeGuild | None, discord_id: int | None = None) -> int:
    """Link an account to a new Discord user who is in the guild (unless there is no `fake`)."""
    discord_id = discord_id or next(_ids)
    await DiscordUser.create(id=discord_id, user=user, username=f"user{discord_id}", linked_at=clock.now())
    if fake is not None:
        fake.members[str(discord_id)] = set()
    return discord_id


async def linked(fake: FakeGuild, name: str, **how: Any) -> tuple[User, int]:
    """Somebody with an account and a linked Discord user in the guild."""
    user = await make_user(name, **how)
    return user, await link(user, fake)
