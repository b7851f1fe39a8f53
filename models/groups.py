"""Groups, who is in them, who leads them, and who asked to join or leave."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.states import State
    from models.users import Subject, User


class Group(Model):
    """A named set of people, and how one gets in.

    Internal: only staff and rules decide who is in. Hidden: not listed, joined by its link. Open: no approval.
    Public: asked for without `request_groups`. Restricted: only superusers change who is in.
    """

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)
    name_key = KeyField(max_length=200, unique=True)
    description = fields.CharField(max_length=512, default="")
    internal = fields.BooleanField(default=True)
    hidden = fields.BooleanField(default=True)
    open = fields.BooleanField(default=False)
    public = fields.BooleanField(default=False)
    restricted = fields.BooleanField(default=False)
    reason_required = fields.BooleanField(default=False)  # with a request to join
    request_days = fields.IntField(default=14)  # a request lapses after so many; 0: never
    grace_days = fields.IntField(default=0)  # before an automatic removal; 0: at once
    rule: fields.JSONField[dict[str, Any] | None] = fields.JSONField(
        null=True
    )  # who is in, if a rule decides
    guild_id = fields.BigIntField(null=True)  # where its requests are posted, if not in the common channel
    channel_id = fields.BigIntField(null=True)

    class Meta:
        table = "groups"


class GroupState(Model):
    """A state whose people may be in the group; none listed: all."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="states", on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int
    state: fields.ForeignKeyRelation[State] = fields.ForeignKeyField(
        "models.State", related_name="groups", on_delete=OnDelete.CASCADE, db_index=True
    )
    state_id: int

    class Meta:
        table = "group_states"
        unique_together = (("group", "state"),)


class GroupLeader(Model):
    """Somebody who decides about a group."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="leaders", on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="leads", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int

    class Meta:
        table = "group_leaders"
        unique_together = (("group", "user"),)


class GroupLeaderGroup(Model):
    """A group whose members decide about another."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="leader_groups", on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int
    leaders: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="leads", on_delete=OnDelete.CASCADE, db_index=True
    )
    leaders_id: int

    class Meta:
        table = "group_leader_groups"
        unique_together = (("group", "leaders"),)


class Membership(Model):
    """One person in one group."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="memberships", on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="memberships", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    since = fields.DatetimeField()
    until = fields.DatetimeField(null=True, db_index=True)  # membership for a time
    reminded_at = fields.DatetimeField(null=True)  # that the time is nearly up
    leaving_at = fields.DatetimeField(null=True, db_index=True)  # grace: no longer entitled, out by then
    leaving_why = KeyField(max_length=64, default="")  # a key of the catalogue

    class Meta:
        table = "memberships"
        unique_together = (("group", "user"),)


class RequestKind(StrEnum):
    """What is asked for."""

    JOIN = "join"
    LEAVE = "leave"


class RequestStatus(StrEnum):
    """What became of a request."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by the pilot
    LAPSED = "lapsed"  # nobody answered in time
    OVERTAKEN = "overtaken"  # in or out by other means, no longer possible, or the group is gone


class GroupRequest(Model):
    """Somebody asked to join or leave. `pending` is 1 or NULL: one pending request for each person and group."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="requests", on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="group_requests", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    kind = fields.CharEnumField(RequestKind, default=RequestKind.JOIN, max_length=8)
    status = fields.CharEnumField(RequestStatus, default=RequestStatus.PENDING, max_length=12)
    pending = fields.SmallIntField(null=True, default=1)
    reason = fields.CharField(max_length=300, default="")
    question = fields.CharField(max_length=300, default="")  # what those who decide asked back
    reply = fields.CharField(max_length=300, default="")
    created_at = fields.DatetimeField(db_index=True)
    expires_at = fields.DatetimeField(null=True, db_index=True)
    decided_at = fields.DatetimeField(null=True)
    decided_by: fields.ForeignKeyNullableRelation[Subject] = fields.ForeignKeyField(
        "models.Subject", related_name="decisions", null=True, on_delete=OnDelete.RESTRICT, db_index=True
    )
    decided_by_id: int | None
    face = KeyField(max_length=8, default="")  # through which it was decided
    answer = fields.CharField(max_length=300, default="")  # the pilot reads it
    again_at = fields.DatetimeField(null=True)  # after a rejection: may ask again from then on
    never_again = fields.BooleanField(default=False)

    class Meta:
        table = "group_requests"
        unique_together = (("group", "user", "pending"),)


class ReservedName(Model):
    """A name that no group may bear; roles of that name are left alone."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)
    name_key = KeyField(max_length=200, unique=True)
    reason = fields.CharField(max_length=300, default="")
    created_by: fields.ForeignKeyNullableRelation[Subject] = fields.ForeignKeyField(
        "models.Subject", related_name="reserved_names", null=True, on_delete=OnDelete.RESTRICT, db_index=True
    )
    created_by_id: int | None
    created_at = fields.DatetimeField()

    class Meta:
        table = "reserved_names"
