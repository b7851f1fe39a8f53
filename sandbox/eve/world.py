"""The pretend New Eden: who is where, on whose account, and the acts that change it."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol, TypeVar

from sandbox.eve.affairs import Affairs
from sandbox.eve.caching import Cache
from sandbox.eve.grants import Grants
from sandbox.eve.keys import Signer
from sandbox.eve.limits import Limits
from sandbox.eve.log import Entry, RequestLog
from sandbox.eve.outages import Outages
from sandbox.eve.records import (
    DOOMHEIM,
    FACTIONS,
    Account,
    Alliance,
    Character,
    Corporation,
    Stay,
    UnknownInEve,
)


class Clock(Protocol):
    """What the pretend EVE needs of time."""

    def now(self) -> datetime:
        """The present, aware and in UTC."""

    def monotonic(self) -> float:
        """Seconds that only grow."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


T = TypeVar("T")
Listener = Callable[[str, dict[str, Any]], None]


class EveWorld(Outages, Affairs):
    """All state of the pretend EVE. Acts are synchronous; ESI shows them as its caches run out."""

    def __init__(self, clock: Clock, rng: Random) -> None:
        Outages.__init__(self)
        Affairs.__init__(self)
        self.clock = clock
        self.rng = rng
        self.characters: dict[int, Character] = {}
        self.corporations: dict[int, Corporation] = {}
        self.alliances: dict[int, Alliance] = {}
        self.factions = {faction.id: faction for faction in FACTIONS}
        self.accounts: dict[int, Account] = {}
        self.members: defaultdict[int, set[int]] = defaultdict(set)
        self.grants = Grants(clock)
        self.signer = Signer(clock)
        self.cache = Cache(clock)
        self.limits = Limits(clock)
        self.log = RequestLog(clock)
        self.listeners: list[Listener] = []
        self.served: list[tuple[str, str]] = []
        """Method and path of every ESI route, once they are served."""
        self._records = 1000

    @property
    def cache_ages(self) -> dict[str, float | None]:
        """How long ESI's answers stay the same, in seconds by name (``caching.AGES``); may be relaxed."""
        return self.cache.ages

    @property
    def requests(self) -> deque[Entry]:
        """The requests received, oldest first (the last some thousand)."""
        return self.log.entries

    @property
    def faults_found(self) -> list[str]:
        """What clients did that ESI's rules forbid: asking too early, a vague User-Agent, and so on."""
        return self.log.faults_found

    @property
    def spec_faults(self) -> list[str]:
        """Where a request or an answer departs from the official specification, if one was loaded."""
        return self.log.spec_faults

    # Looking up

    def character(self, character_id: int) -> Character:
        """A character, biomassed ones too; ``UnknownInEve`` if there never was one."""
        return _of(self.characters, character_id, "character")

    def corporation(self, corporation_id: int) -> Corporation:
        """A corporation; ``UnknownInEve`` if there is none."""
        return _of(self.corporations, corporation_id, "corporation")

    def alliance(self, alliance_id: int) -> Alliance:
        """An alliance; ``UnknownInEve`` if there is none."""
        return _of(self.alliances, alliance_id, "alliance")

    def account(self, account_id: int) -> Account:
        """A pretend account; ``UnknownInEve`` if there is none."""
        return _of(self.accounts, account_id, "account")

    def owner_hash(self, character_id: int) -> str:
        """What the sign-in server calls the owner: another account gives another hash."""
        account = self.character(character_id).account_id
        return base64.b64encode(hashlib.sha1(f"{account}:{character_id}".encode()).digest()).decode()  # noqa: S324

    # Making

    def create_account(self, label: str, account_id: int | None = None) -> int:
        """Open a pretend account and return its id."""
        account_id = account_id or max(self.accounts, default=0) + 1
        self.accounts[account_id] = Account(account_id, label)
        return account_id

    def create_character(
        self,
        name: str,
        corp: int,
        account: int | None = None,
        *,
        character_id: int | None = None,
        birthday: datetime | None = None,
    ) -> int:
        """Put a new character into a corporation, on a given account or one of its own; returns its id."""
        self.corporation(corp)
        if not 3 <= len(name) <= 37:
            raise ValueError("a character's name has 3 to 37 letters")
        account = self.create_account(name) if account is None else account
        home = self.account(account)
        character_id = character_id or max(self.characters, default=2_112_500_000) + 1
        if character_id in self.characters:
            raise ValueError(f"character {character_id} exists")
        race, bloodline = self.rng.choice([(1, 1), (1, 2), (2, 3), (2, 4), (4, 5), (4, 6), (8, 7), (8, 8)])
        self.characters[character_id] = Character(
            character_id,
            name,
            corp,
            account,
            birthday or _whole(self.clock.now()),
            self.rng.choice(["male", "female"]),
            race,
            bloodline,
            round(self.rng.uniform(-2, 5), 2),
        )
        home.character_ids.append(character_id)
        self._enter(character_id, corp, self.characters[character_id].birthday)
        self._tell("character_created", character_id=character_id, corporation_id=corp)
        return character_id

    def create_corporation(
        self,
        name: str,
        ticker: str,
        alliance: int | None = None,
        *,
        corporation_id: int | None = None,
        ceo: int | None = None,
        npc: bool = False,
        founded: datetime | None = None,
    ) -> int:
        """Found a corporation and return its id."""
        if alliance is not None:
            self.alliance(alliance)
        players = (known for known in self.corporations if known >= 98_000_000)
        corporation_id = corporation_id or max(players, default=98_700_000) + 1
        founded = founded or _whole(self.clock.now())
        self.corporations[corporation_id] = Corporation(
            corporation_id, name, ticker, founded, alliance, ceo, npc=npc
        )
        self._tell("corporation_created", corporation_id=corporation_id, alliance_id=alliance)
        return corporation_id

    def create_alliance(
        self,
        name: str,
        ticker: str,
        executor: int,
        *,
        alliance_id: int | None = None,
        founded: datetime | None = None,
    ) -> int:
        """Found an alliance led by a corporation, which joins it; returns its id."""
        leader = self.corporation(executor)
        alliance_id = alliance_id or max(self.alliances, default=99_020_000) + 1
        creator = leader.ceo_id or next(iter(sorted(self.members[executor])), 1)
        founded = founded or _whole(self.clock.now())
        self.alliances[alliance_id] = Alliance(
            alliance_id, name, ticker, founded, executor, creator, executor
        )
        leader.alliance_id = alliance_id
        self._tell("alliance_created", alliance_id=alliance_id, corporation_id=executor)
        return alliance_id

    # Acts

    def move(self, character: int, corporation: int) -> None:
        """A character leaves for another corporation."""
        pilot = self._living(character)
        self.corporation(corporation)
        if pilot.corporation_id == corporation:
            return
        self.members[pilot.corporation_id].discard(character)
        pilot.corporation_id = corporation
        self.leave_offices(character)
        self._enter(character, corporation, _whole(self.clock.now()))
        self._tell("character_moved", character_id=character, corporation_id=corporation)

    def move_corporation(self, corp: int, alliance: int | None) -> None:
        """A corporation joins an alliance, or leaves the one it is in (None)."""
        firm = self.corporation(corp)
        if alliance is not None:
            self.alliance(alliance)
        left, firm.alliance_id = firm.alliance_id, alliance
        if left is not None and left != alliance and self.alliances[left].executor_corporation_id == corp:
            others = [c.id for c in self.corporations.values() if c.alliance_id == left]
            self.alliances[left].executor_corporation_id = min(others, default=None)
        self._tell("corporation_moved", corporation_id=corp, alliance_id=alliance)

    def sell(self, character: int, to_account: int | None = None, *, revoke_tokens: bool = True) -> None:
        """A character goes to another account (a new one if None): its owner hash changes.

        Its tokens die with it, unless ``revoke_tokens`` is false, as EVE had it for a while in 2022.
        """
        pilot = self._living(character)
        if to_account is None:
            to_account = self.create_account(f"Buyer of {pilot.name}")
        buyer = self.account(to_account)
        if buyer.id == pilot.account_id:
            raise ValueError(f"{pilot.name} is on that account already")
        self.accounts[pilot.account_id].character_ids.remove(character)
        buyer.character_ids.append(character)
        pilot.account_id = buyer.id
        if revoke_tokens:
            self.grants.revoke_character(character)
        self._tell("character_sold", character_id=character, account_id=buyer.id)

    def revoke(self, character: int) -> None:
        """The owner withdraws what was granted: every token of the character is dead."""
        self.character(character)
        self.grants.revoke_character(character)
        self._tell("tokens_revoked", character_id=character)

    def biomass(self, character: int) -> None:
        """A character is deleted: Doomheim in affiliation, 404 on its own page, tokens dead."""
        self.move(character, DOOMHEIM)
        pilot = self.character(character)
        pilot.deleted = True
        self.grants.revoke_character(character)
        for older_shape in (False, True):
            self.cache.forget("character", (character, older_shape))
        self._tell("character_biomassed", character_id=character)

    def rename(self, entity_id: int, name: str) -> None:
        """Give a character, corporation or alliance another name."""
        for known in (self.characters, self.corporations, self.alliances):
            if entity_id in known:
                known[entity_id].name = name
                self._tell("renamed", id=entity_id, name=name)
                return
        raise UnknownInEve(f"nobody has the id {entity_id}")

    # Inside

    def _living(self, character_id: int) -> Character:
        pilot = self.character(character_id)
        if pilot.deleted:
            raise ValueError(f"{pilot.name} was biomassed")
        return pilot

    def _enter(self, character_id: int, corporation_id: int, start: datetime) -> None:
        self.members[corporation_id].add(character_id)
        self._records += 1
        history = self.characters[character_id].history
        if history and start <= history[-1].start:
            start = history[-1].start + timedelta(seconds=1)
        history.append(Stay(self._records, corporation_id, start))

    def _tell(self, what: str, **facts: Any) -> None:
        for listener in self.listeners:
            listener(what, facts)


def _of(known: dict[int, T], wanted: int, kind: str) -> T:
    try:
        return known[wanted]
    except KeyError:
        raise UnknownInEve(f"no {kind} has the id {wanted}") from None


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
