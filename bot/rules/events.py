"""What may happen to people, in stages that only run downhill. Reactions are listed in bot/jobs/reactions.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar


class Stage(IntEnum):
    """The order in which a change runs through the house."""

    IDENTITY = 1
    STANDING = 2
    GROUPS = 3
    ACCESS = 4
    SERVICES = 5
    TELLING = 6  # posts and notices


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to these users; an empty set means everybody."""

    users: frozenset[int]
    stage: ClassVar[Stage]


class CharactersMoved(Event):
    """Mains or alts changed corporation, alliance or faction."""

    stage = Stage.IDENTITY


class CharacterRenamed(Event):
    stage = Stage.IDENTITY


class MainChanged(Event):
    """A main was set, changed or lost; also for new accounts."""

    stage = Stage.IDENTITY


class OwnershipLost(Event):
    stage = Stage.IDENTITY


class UserDisabled(Event):
    """Somebody was deactivated or activated again."""

    stage = Stage.IDENTITY


class StatesEdited(Event):
    """A state's members, priority or existence changed: everyone is looked at (users is empty)."""

    stage = Stage.IDENTITY


class StatesChanged(Event):
    """Standing was looked at; for everyone given, whether or not the value changed."""

    stage = Stage.STANDING


class GrantsEdited(Event):
    stage = Stage.STANDING


class GroupsEdited(Event):
    """The conditions of groups of these people changed, or a group is gone: their memberships are looked at."""

    stage = Stage.STANDING


class CorporationsRenamed(Event):
    """Name or ticker of a corporation or alliance of these people's mains changed."""

    stage = Stage.STANDING


class AutoGroupsEdited(Event):
    """A configuration of automatic groups changed: everyone is looked at (users is empty)."""

    stage = Stage.STANDING


class MembershipsChanged(Event):
    stage = Stage.GROUPS


class AccessChanged(Event):
    stage = Stage.ACCESS


class StandingTold(Event):
    """The state of these people changed: tell them."""

    stage = Stage.TELLING


class NoticesWritten(Event):
    """Notices of these people wait to be sent as direct messages."""

    stage = Stage.TELLING
