"""The words of the table: who asks, what they get, and how a row is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Who(StrEnum):
    """Who asks."""

    ANONYMOUS = "anonymous"  # a browser without a session; a Discord user without an account
    GUEST = "guest"
    MEMBER = "member"
    LEADER = "leader"  # a member who leads the groups of the scene
    STAFF = "staff"
    SUPERUSER = "superuser"
    INACTIVE = "inactive"  # deactivated, though still in the groups, with every grant and an old session
    OUTSIDER = "outsider"  # an account in a state that the things of the scene are not meant for


class Gets(StrEnum):
    """What they get."""

    IN = "let in"  # answered, done, or told what is wrong with what they sent
    SIGN_IN = "sign in first"
    LINK = "link first"
    REFUSED = "refused"
    INACTIVE = "account is deactivated"
    NOTHING = "there is no such thing"
    EMPTY = "nothing to choose"


IN, SIGN_IN, LINK, REFUSED = Gets.IN, Gets.SIGN_IN, Gets.LINK, Gets.REFUSED
NOTHING, EMPTY = Gets.NOTHING, Gets.EMPTY


@dataclass(frozen=True)
class Row:
    """What each gets. `at` fills the places of an address or a custom id, `sends` are fields, options or values.

    Both take `{name}` for the things of the scene. `but` names who gets something else than the profile says.
    """

    gets: Mapping[Who, Gets]
    at: Mapping[str, str] = field(default_factory=dict)
    sends: Mapping[str, Any] = field(default_factory=dict)


def row(
    profile: Mapping[Who, Gets],
    sends: Mapping[str, Any] | None = None,
    *,
    at: Mapping[str, str] | None = None,
    **but: Gets,
) -> Row:
    """A row: a profile, what is sent, and exceptions by name: `row(STAFF_ONLY, leader=IN)`."""
    return Row({**profile, **{Who(name): gets for name, gets in but.items()}}, at or {}, sends or {})


def _profile(everybody: Gets, **but: Gets) -> dict[Who, Gets]:
    return {who: but.get(who.value, everybody) for who in Who}


def _both(**let_in: Gets) -> tuple[dict[Who, Gets], dict[Who, Gets]]:
    """The profile on the site, where strangers are led to the door, and on Discord, where they are answered."""
    site = _profile(REFUSED, anonymous=SIGN_IN, inactive=SIGN_IN, **let_in)
    return site, _profile(REFUSED, **let_in)


OPEN = _profile(IN)
"""Everybody, signed in or not."""
SIGNED_IN = _profile(IN, anonymous=SIGN_IN, inactive=SIGN_IN)
"""Whoever has an account; on the site."""
LINKED = _profile(IN, anonymous=LINK, inactive=Gets.INACTIVE)
"""Whoever has an account; on Discord."""
UNSIGNED = _profile(NOTHING)
"""Nobody who only guesses the address."""
THE_LEADERS_OWN = _profile(NOTHING, anonymous=SIGN_IN, inactive=SIGN_IN, leader=IN)
"""Something of one account, which the others are not even told of; staff neither."""
THE_LEADERS_CHARACTER = _profile(NOTHING, anonymous=LINK, inactive=Gets.INACTIVE, leader=IN)
THE_MEMBERS_OWN = _profile(NOTHING, anonymous=SIGN_IN, inactive=SIGN_IN, member=IN)
THE_MEMBERS_NOTICE = _profile(NOTHING, anonymous=LINK, inactive=Gets.INACTIVE, member=IN)
FOR_MEMBERS = _profile(IN, anonymous=LINK, inactive=Gets.INACTIVE, guest=REFUSED, outsider=REFUSED)
"""Something for those of one state: guests and those of another one are outside its audience."""
ONLY_LEADERS_KNOW = _profile(NOTHING, leader=IN, superuser=IN)
"""Things of a group that is not named to others by what its leaders use."""
STAFF_ONLY, STAFF_COMMAND = _both(staff=IN, superuser=IN)
SUPERUSERS, SUPERUSER_COMMAND = _both(superuser=IN)
LEADERS, LEADER_COMMAND = _both(leader=IN, superuser=IN)
NOTHING_TO_CHOOSE = _profile(EMPTY)
STAFF_CHOICES = _profile(EMPTY, staff=IN, superuser=IN)
LEADER_CHOICES = _profile(EMPTY, leader=IN, superuser=IN)
NOT_FOR_STRANGERS = _profile(IN, anonymous=EMPTY, inactive=EMPTY)
SUPERUSER_CHOICES = _profile(EMPTY, superuser=IN)


def differences(table: Mapping[str, Row], found: Mapping[str, Mapping[Who, Gets]]) -> list[str]:
    """A line for each who got something else than the table says."""
    return [
        f"{key}: {who} should get {row.gets[who]!s}, and gets {found[key][who]!s}"
        for key, row in table.items()
        for who in Who
        if row.gets[who] is not found[key][who]
    ]
