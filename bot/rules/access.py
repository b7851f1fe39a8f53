"""Who somebody is and what they may do. The check that counts is `actor.must(...)` in a rule."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.errors import Forbidden


class Face(StrEnum):
    """Through which face somebody acts."""

    DISCORD = "discord"
    WEB = "web"
    SHELL = "shell"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Permission:
    """A word of the vocabulary: a codename kept from Alliance Auth where it had one, and what it allows."""

    codename: str
    allows: str

    def __str__(self) -> str:
        return self.codename


VOCABULARY: dict[str, Permission] = {}


def permission(codename: str, allows: str) -> Permission:
    """Add a permission to the vocabulary; called once, beside the rule that checks it."""
    if codename in VOCABULARY:
        raise RuntimeError(f"permission {codename} is declared twice")
    return VOCABULARY.setdefault(codename, Permission(codename, allows))


STAFF = permission("core.staff", "Can use the admin site and the staff commands")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with what rights, through which face; made anew for each request or interaction."""

    user_id: int | None
    permissions: frozenset[str] = frozenset()
    face: Face = Face.SYSTEM
    active: bool = True
    staff: bool = False
    superuser: bool = False
    language: str = ""
    reason: str = ""
    discord_id: int | None = None  # known also of people without an account
    correlation: str = field(default_factory=lambda: secrets.token_hex(8))

    def may(self, wanted: Permission) -> bool:
        """Whether the actor holds a permission. Inactive people hold none, superusers and Concord itself all."""
        if self.face is Face.SYSTEM:
            return True
        return self.active and (self.superuser or wanted.codename in self.permissions)

    def must(self, wanted: Permission) -> None:
        """Raise Forbidden unless the actor holds the permission."""
        if not self.may(wanted):
            raise Forbidden("refused.permission", permission=wanted.codename)

    def must_be_someone(self) -> int:
        """The actor's user id; raises Forbidden for somebody without an (active) account."""
        if self.user_id is None:
            raise Forbidden("refused.not_linked")
        if not self.active:
            raise Forbidden("refused.inactive")
        return self.user_id

    def because(self, reason: str) -> Actor:
        """The same actor with a reason for the audit trail."""
        return replace(self, reason=reason)


SYSTEM = Actor(user_id=None, face=Face.SYSTEM, superuser=True)
