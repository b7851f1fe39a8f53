"""What tests of sign-ins share: a set of ports, and the trips of a pilot in a few words."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rules import identity, links
from bot.rules.access import Actor, Face
from bot.rules.identity import Landed
from bot.rules.outside import DiscordPerson, outside
from bot.vault import Vault
from models.audit import AuditRow
from models.notices import Notice
from models.states import State
from tests.doubles import FakeOAuth, FakeSso
from tests.esi import FakeEsi
from tests.world import make_state

ANNA, NIL, BEN = 90_100_001, 90_100_002, 90_100_003
CORPORATION = 98_100_001
MARIA = DiscordPerson(7001, "maria", "Maria", "a" * 32)
TOM = DiscordPerson(7002, "tom", "Tom", "b" * 32)


@dataclass
class Signing:
    """A site with its ports, and people who sign in."""

    sso: FakeSso = field(default_factory=FakeSso)
    oauth: FakeOAuth = field(default_factory=FakeOAuth)
    esi: FakeEsi = field(default_factory=FakeEsi)
    member: State | None = None

    async def login(self, character: int, browser: str = "firefox") -> Landed:
        address = await identity.begin("eve", "login", browser=browser)
        return await identity.finish_eve(*self.sso.agree(address, character), browser)

    async def add(
        self, user_id: int, character: int, *, scopes: tuple[str, ...] = (), browser: str = "firefox"
    ) -> Landed:
        address = await identity.begin("eve", "add", browser=browser, user_id=user_id, scopes=scopes)
        return await identity.finish_eve(*self.sso.agree(address, character), browser, user_id)

    async def prove(self, link_id: int, character: int, browser: str = "firefox") -> Landed:
        """EVE's sign-in for a link from Discord."""
        address = await identity.begin("eve", "link", browser=browser, link_id=link_id)
        return await identity.finish_eve(*self.sso.agree(address, character), browser)

    async def agree_at_discord(self, link_id: int, person: DiscordPerson, browser: str = "firefox") -> Landed:
        """Discord's own word for a link from Discord."""
        address = await identity.begin("discord", "link", browser=browser, link_id=link_id)
        return await identity.finish_discord(*self.oauth.agree(address, person), browser)

    async def opened(self, person: DiscordPerson = MARIA, browser: str = "firefox") -> int:
        """A link asked for in Discord and opened; its id."""
        offer = await links.offer(person, guild_id=None, language="de", interaction_token="it")
        return (await links.opened(offer.token, browser)).id

    async def link_up(self, character: int, person: DiscordPerson = MARIA) -> links.Linked:
        """The whole way from Discord for somebody without an account."""
        link_id = await self.opened(person)
        await self.prove(link_id, character)
        return await links.confirm(link_id, "firefox")


async def site(vault: Vault) -> Signing:
    """The ports in place, with Guest and Member and three characters known to EVE."""
    made = Signing()
    outside.sso, outside.oauth, outside.esi, outside.vault = made.sso, made.oauth, made.esi, vault  # type: ignore[assignment]
    await make_state("Guest", guest=True)
    made.member = await make_state("Member", priority=100, corporations=(CORPORATION,))
    for id_, name in ((ANNA, "Anna Trader"), (NIL, "Nil Alt"), (BEN, "Ben Miner")):
        made.sso.character(id_, name)
        made.esi.put(id_, CORPORATION)
    return made


def clear() -> None:
    """Take the ports away again."""
    outside.sso = outside.oauth = outside.esi = outside.vault = None
    outside.owners = frozenset()


def acting(user_id: int, *permissions: object, superuser: bool = False) -> Actor:
    return Actor(
        user_id=user_id, permissions=frozenset(map(str, permissions)), face=Face.WEB, superuser=superuser
    )


async def told(user_id: int) -> list[str]:
    """The keys of somebody's notices, oldest first."""
    return [n.key for n in await Notice.filter(user_id=user_id).order_by("id")]


async def trail(user_id: int) -> list[str]:
    """What the audit trail says of somebody, oldest first."""
    return [a.action for a in await AuditRow.filter(subject__user_id=user_id).order_by("id")]
