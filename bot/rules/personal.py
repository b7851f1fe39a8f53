"""Where personal data is: every table that holds some says what its person is given of it, and how it is erased."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tortoise.models import Model

from models.audit import AuditRow
from models.brakes import Brake
from models.characters import Character, CharacterName, Ownership, OwnershipRecord
from models.discord import DiscordUser
from models.grants import UserGrant
from models.groups import GroupLeader, GroupRequest, Membership, ReservedName
from models.links import LinkOffer
from models.notices import EmailAddress, Notice, NoticePreference
from models.posts import DirectPost
from models.services import Account
from models.sessions import Session
from models.tokens import SignIn, Token
from models.users import Subject, User
from models.watchlist import Sighting, Watched


class Whose(StrEnum):
    """What a column names a person by."""

    USER = "user"
    SUBJECT = "subject"
    CHARACTER = "character"
    DISCORD = "discord"


class Fate(StrEnum):
    """What erasing a person does to a row."""

    DELETED = "deleted"
    NAMELESS = "nameless"  # stays, keyed to a subject that names nobody any more
    KEPT = (
        "kept"  # without the account, for the configured time: a swindler shall not come back as a stranger
    )
    PUBLIC = "public"  # what EVE tells everybody of a character; goes with the last trace that is kept


@dataclass(frozen=True, slots=True)
class Key:
    """A column that names a person. `given`: the rows found by it belong into the person's own copy."""

    column: str
    whose: Whose
    fate: Fate
    given: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """What one table holds of people: by which columns, what of it is given out, and why anything is not."""

    model: type[Model]
    keys: tuple[Key, ...]
    given: tuple[str, ...] = ()
    why: str = ""

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)


HELD: list[Held] = []


def declare(model: type[Model], *keys: Key, given: str = "", why: str = "") -> None:
    """Add a table to the register; `given` are columns. A feature declares its own beside its rules."""
    HELD.append(Held(model, keys, tuple(given.split()), why))


def theirs(column: str = "user_id", whose: Whose = Whose.USER, fate: Fate = Fate.DELETED) -> Key:
    """A column by which a row is somebody's own; it goes with the account unless said otherwise."""
    return Key(column, whose, fate)


def acted(column: str) -> Key:
    """A column that names who decided something about others: that is not the decider's data alone."""
    return Key(column, Whose.SUBJECT, Fate.NAMELESS, given=False)


declare(
    User,
    theirs("id"),
    Key("main_id", Whose.CHARACTER, Fate.DELETED, given=False),
    given="id main_id state_id state_since is_active inactive_since inactive_why closed_by erase_at is_staff "
    "is_superuser language created_at last_login_at",
)
declare(Subject, theirs(fate=Fate.NAMELESS), given="id name")
declare(
    Character,
    theirs("id", Whose.CHARACTER, Fate.PUBLIC),
    given="id name corporation_id alliance_id faction_id affiliation_at",
)
declare(CharacterName, theirs("character_id", Whose.CHARACTER, Fate.PUBLIC), given="character_id name until")
declare(
    Ownership,
    theirs(),
    Key("character_id", Whose.CHARACTER, Fate.DELETED, given=False),
    given="character_id owner_hash since",
)
declare(
    OwnershipRecord,
    theirs(fate=Fate.KEPT),
    Key("character_id", Whose.CHARACTER, Fate.KEPT, given=False),
    given="character_id owner_hash began_at ended_at ended",
    why="rows of the same character on other accounts are other people's",
)
declare(
    Token,
    theirs(),
    Key("character_id", Whose.CHARACTER, Fate.DELETED, given=False),
    given="character_id scopes status created_at checked_at used_at",
    why="the tokens themselves open doors",
)
declare(
    SignIn, theirs(), given="provider purpose created_at", why="the rest is random and of use for ten minutes"
)
declare(
    LinkOffer,
    theirs("discord_id", Whose.DISCORD),
    Key("user_id", Whose.USER, Fate.DELETED, given=False),
    given="discord_id username display_name guild_id language status created_at finished_at",
    why="the rest is secret and of use for ten minutes",
)
declare(
    DiscordUser, theirs(), given="id username display_name avatar linked_at inbox_closed_at inbox_told_at"
)
declare(
    Session,
    theirs(),
    given="created_at seen_at expires_at",
    why="its id is a keyed hash of a cookie; its data drafts",
)
declare(Notice, theirs(), given="category facts level created_at read_at delivery sent_at")
declare(NoticePreference, theirs(), given="category direct")
declare(DirectPost, theirs(), given="kind subject created_at")
declare(EmailAddress, theirs(), given="address verified_at asked_at failed_at")
declare(Membership, theirs(), given="group_id since until leaving_at")
declare(GroupLeader, theirs(), given="group_id")
declare(
    GroupRequest,
    theirs(),
    acted("decided_by_id"),
    given="group_id kind status reason question reply answer created_at expires_at decided_at",
)
declare(UserGrant, theirs(), given="permission")
declare(Account, theirs(), given="instance_id uid name status since declined_at")
declare(
    AuditRow,
    theirs("subject_id", Whose.SUBJECT, Fate.NAMELESS),
    acted("actor_id"),
    given="at face action thing before after reason",
    why="what they did to others is told to those",
)
declare(Brake, acted("decided_by_id"))
declare(ReservedName, acted("created_by_id"))
declare(Watched, acted("created_by_id"), why="staff's own notes on a danger; kept with what else is kept")
declare(
    Sighting,
    Key("character_id", Whose.CHARACTER, Fate.KEPT, given=False),
    why="that staff are warned of somebody is of use only while they do not know",
)
