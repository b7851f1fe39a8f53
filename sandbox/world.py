"""The whole pretend world: its clock, New Eden, Discord, and who is who on both sides."""

from __future__ import annotations

import hashlib
import itertools
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sandbox import cast
from sandbox.cast import Persona
from sandbox.clock import SandboxClock
from sandbox.discord.permissions import P
from sandbox.discord.world import DiscordWorld
from sandbox.eve.world import EveWorld

EVE_CLIENT_ID = "concord-demo"
EVE_CLIENT_SECRET = "sandbox-eve-secret"

BOT_PERMISSIONS = int(
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.MANAGE_MESSAGES
    | P.MANAGE_ROLES
    | P.MANAGE_NICKNAMES
    | P.MANAGE_CHANNELS
    | P.CREATE_INSTANT_INVITE
    | P.VIEW_AUDIT_LOG
    | P.PIN_MESSAGES
    | P.CREATE_EVENTS
    | P.MANAGE_THREADS
    | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)
"""What the bot's own role may do: all that Concord asks for, and not administrator."""

SMALL = 40
"""Up to here invented people have alts and live all over the place; beyond, they are plain members of ours."""


@dataclass(frozen=True)
class Person:
    """Somebody who plays: a Discord user with a pretend EVE account."""

    discord_id: str
    name: str
    account_id: int
    note: str = ""


class World:
    """A pretend world; empty until ``seed_alliance``. The same seed makes the same world.

    ``site_url`` is where the application under test is: its ``/sso/callback`` is the redirect registered
    for the EVE client ``concord-demo``. ``token`` opens the control API.

    Fixed ids for stories are the constants of ``sandbox.cast``: alliances ``NORTHERN_WATCH`` 99010001 (ours),
    ``LANTERN_COMPACT`` 99010002 (blue), ``ASHEN_DOMINION`` 99010003 (hostile); our corporations
    ``PROVI_TRADERS`` 98600001, ``POLAR_FOUNDRY`` 98600002, ``ICEBREAKER_WING`` 98600003; ``GUILD``
    110000000000000001 with its channels and roles; and the personas ``MARA`` (owner), ``JONAS`` (staff),
    ``SIGRID`` (fleet commander), ``TESS`` (new pilot: Discord user 140000000000000004, character 2112000401),
    ``BRAM`` (wears a role not ours), ``RHEA`` (blue), ``VIKTOR`` (hostile), ``IMKE`` (neutral), ``NOVA``
    (beginner), ``ILSE`` (member who is not in the guild).
    """

    def __init__(
        self,
        seed: int = 1,
        members: int = SMALL,
        *,
        clock: SandboxClock | None = None,
        site_url: str = "http://127.0.0.1:8000",
        token: str | None = None,
    ) -> None:
        self.seed = seed
        self.size = members
        self.clock = clock or SandboxClock()
        self.rng = Random(seed)
        self.eve = EveWorld(self.clock, self.rng)
        self.discord = DiscordWorld(self.clock, self.rng)
        self.token = token or secrets.token_urlsafe(16)
        self.people: list[Person] = []
        self._by_discord_id: dict[str, Person] = {}
        self.set_site(site_url)

    def set_site(self, url: str) -> None:
        """Register the application's address, and no other, with the pretend EVE's sign-in."""
        self.eve.grants.register_client(EVE_CLIENT_ID, EVE_CLIENT_SECRET, [f"{url.rstrip('/')}/sso/callback"])

    # Who is who

    def person(self, discord_id: str) -> Person:
        """Who is behind a Discord user; LookupError if nobody of ours."""
        try:
            return self._by_discord_id[discord_id]
        except KeyError:
            raise LookupError(f"no person has the Discord id {discord_id}") from None

    def characters_of(self, discord_id: str) -> list[int]:
        """The characters on the pretend EVE account of a Discord user, as they are there now."""
        person = self._by_discord_id.get(discord_id)
        return list(self.eve.account(person.account_id).character_ids) if person else []

    def account_of(self, discord_id: str) -> int:
        """The pretend EVE account of a Discord user, opened now if that user has none yet."""
        if discord_id not in self._by_discord_id:
            user = self.discord.user(discord_id)
            name = user["global_name"] or user["username"]
            self._remember(Person(discord_id, name, self.eve.create_account(name)))
        return self._by_discord_id[discord_id].account_id

    def owners(self, character_ids: Iterable[int]) -> dict[int, str]:
        """The Discord user on whose account each character is now; strangers' characters are left out."""
        accounts = {person.account_id: person.discord_id for person in self.people}
        placed = ((one, self.eve.character(one).account_id) for one in character_ids)
        return {one: accounts[account] for one, account in placed if account in accounts}

    # Seeding

    def seed_alliance(self) -> None:
        """Fill the world with Northern Watch, its friends and foes, and its Discord guild."""
        self._found()
        for persona in cast.PERSONAS:
            self._add(persona)
        for persona in itertools.islice(self._invented(), max(0, self.size - len(cast.PERSONAS))):
            self._add(persona)
        self._seat()

    def _found(self) -> None:
        eve = self.eve
        for number, firm in enumerate(cast.FIRMS):
            founded = cast.FOUNDED + timedelta(days=97 * number)
            npc = firm.id < 2_000_000
            eve.create_corporation(
                firm.name, firm.ticker, corporation_id=firm.id, ceo=firm.ceo, npc=npc, founded=founded
            )
        for number, union in enumerate(cast.UNIONS):
            leader, *others = union.corporations
            founded = cast.FOUNDED + timedelta(days=1000 + 61 * number)
            eve.create_alliance(union.name, union.ticker, leader, alliance_id=union.id, founded=founded)
            for other in others:
                eve.move_corporation(other, union.id)
        self._build_guild()

    def _seat(self) -> None:
        """Those who lead a corporation are its directors."""
        for firm in self.eve.corporations.values():
            if firm.ceo_id in self.eve.characters:
                self.eve.give_roles(firm.ceo_id, "Director")

    def _build_guild(self) -> None:
        discord, guild = self.discord, cast.GUILD
        owner = cast.MARA.discord_id
        discord.create_user(
            _handle(cast.MARA.name), global_name="Mara Venn", avatar=_avatar(owner), user_id=owner
        )
        discord.create_guild("Northern Watch", owner, guild_id=guild)
        discord.create_role(guild, "Friends of the house", role_id=cast.FRIENDS, color=0xE67E80)
        discord.create_role(guild, "Staff", position=2, role_id=cast.STAFF, color=0xDBBC7F, hoist=True)
        discord.create_role(
            guild,
            "Concord",
            position=10,
            role_id=cast.BOT_ROLE,
            permissions=BOT_PERMISSIONS,
            bot_id=discord.client_id,
        )
        discord.create_role(guild, "Founders", position=11, role_id=cast.FOUNDERS, color=0x7FBBB3)
        see, speak = int(P.VIEW_CHANNEL), int(P.SEND_MESSAGES)
        bot = (see | speak, 0)
        for channel_id, name, topic, overwrites in (
            (cast.WELCOME, "welcome", "Begin here", {guild: (see, speak), cast.BOT_ROLE: bot}),
            (cast.GENERAL, "general", "Talk", {}),
            (
                cast.STAFF_CHANNEL,
                "staff",
                "Staff only",
                {guild: (0, see), cast.STAFF: (see, 0), cast.BOT_ROLE: bot},
            ),
            (cast.FLEET, "fleet", "Who flies when", {}),
        ):
            discord.create_channel(guild, name, overwrites, topic=topic, channel_id=channel_id)
        discord.add_member(guild, discord.client_id, [cast.BOT_ROLE])

    def _add(self, persona: Persona) -> None:
        account = self.eve.create_account(persona.name)
        born = cast.FOUNDED + timedelta(days=self.rng.randrange(4000), seconds=self.rng.randrange(86_400))
        for number, (character_id, name, corporation) in enumerate(persona.characters):
            birthday: datetime = born + timedelta(days=41 * number)
            self.eve.create_character(
                name, corporation, account, character_id=character_id, birthday=birthday
            )
        self._remember(Person(persona.discord_id, persona.name, account, persona.note))
        self._add_to_discord(persona)

    def _remember(self, person: Person) -> None:
        self.people.append(person)
        self._by_discord_id[person.discord_id] = person

    def _add_to_discord(self, persona: Persona) -> None:
        discord, known = self.discord, persona.discord_id
        if known not in discord.users:
            handle, avatar = _handle(persona.name), _avatar(known)
            discord.create_user(handle, global_name=persona.name, avatar=avatar, user_id=known)
        if known in discord.guilds[cast.GUILD].members:  # the owner came with the guild
            discord.guilds[cast.GUILD].members[known]["roles"] = sorted(persona.roles, key=int)
        elif persona.in_guild:
            discord.add_member(cast.GUILD, known, persona.roles)

    def _invented(self) -> Iterator[Persona]:
        """People without end: the first have alts and live anywhere, the rest are members with one character."""
        names = _names(self.rng, {persona.name for persona in cast.PERSONAS})
        things = [(last, thing) for last in cast.LAST for thing in cast.ALT_WORDS]
        self.rng.shuffle(things)
        places = (
            *cast.OURS * 3,
            cast.LAMPLIGHTERS,
            cast.CINDER_REAVERS,
            cast.DRIFTWOOD,
            cast.IMPERIAL_ACADEMY,
        )
        character_ids = itertools.count(2_113_000_001)
        for number, name in enumerate(names):
            early = number + len(cast.PERSONAS) < SMALL
            home = self.rng.choice(places if early else cast.OURS)
            mine = [(next(character_ids), name, home)]
            for _ in range(self.rng.choice((0, 1, 1, 2, 3)) if early else 0):
                alt = " ".join(things.pop())
                mine.append(
                    (next(character_ids), alt, self.rng.choice((home, home, cast.SCHOOL_OF_KNOWLEDGE)))
                )
            in_guild = not early or (home != cast.CINDER_REAVERS and self.rng.random() < 0.9)
            yield Persona(str(150_000_000_000_000_001 + number), name, tuple(mine), in_guild)


def _names(rng: Random, taken: set[str]) -> Iterator[str]:
    pairs = [(first, last) for first in cast.FIRST for last in cast.LAST if first != last]
    rng.shuffle(pairs)
    for middle in itertools.chain([""], itertools.product("ABCDEFGHIJKLMNOPRSTVWYZ")):
        for first, last in pairs:
            name = f"{first} {middle[0]}. {last}" if middle else f"{first} {last}"
            if name not in taken:
                yield name


def _handle(name: str) -> str:
    return name.lower().replace(". ", " ").replace(" ", ".")


def _avatar(discord_id: str) -> str:
    return hashlib.sha256(discord_id.encode()).hexdigest()[:32]
