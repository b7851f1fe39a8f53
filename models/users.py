"""People with an account, apart from the characters they fly."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

if TYPE_CHECKING:
    from models.characters import Character
    from models.states import State


class Closed(StrEnum):
    """Who shut an account; who may open it again follows from that."""

    STAFF = "staff"
    PILOT = "pilot"  # only they open it again, by signing in
    ERASING = "erasing"  # its data is being deleted: nobody


class User(Model):
    """An account. Its id is independent of Discord and of the main character."""

    id = fields.IntField(primary_key=True)
    main: fields.OneToOneNullableRelation[Character] = fields.OneToOneField(
        "models.Character", related_name="main_of", null=True, on_delete=OnDelete.SET_NULL
    )
    main_id: int | None
    state: fields.ForeignKeyRelation[State] = fields.ForeignKeyField(
        "models.State", related_name="users", on_delete=OnDelete.RESTRICT, db_index=True
    )
    state_id: int
    state_since = fields.DatetimeField()
    is_active = fields.BooleanField(default=True)
    inactive_since = fields.DatetimeField(null=True)
    inactive_why = fields.CharField(max_length=300, default="")
    closed_by = fields.CharEnumField(Closed, null=True, max_length=8)
    erase_at = fields.DatetimeField(null=True, db_index=True)  # the pilot asked for deletion by then
    is_staff = fields.BooleanField(default=False)
    is_superuser = fields.BooleanField(default=False)
    language = fields.CharField(max_length=16, default="")
    created_at = fields.DatetimeField()
    last_login_at = fields.DatetimeField(null=True)

    class Meta:
        table = "users"


class Subject(Model):
    """The one row that names a person for the audit trail; erasing empties it and the trail stays."""

    id = fields.IntField(primary_key=True)
    user: fields.OneToOneNullableRelation[User] = fields.OneToOneField(
        "models.User", related_name="subject", null=True, on_delete=OnDelete.SET_NULL
    )
    user_id: int | None
    name = fields.CharField(max_length=64, default="")

    class Meta:
        table = "subjects"
