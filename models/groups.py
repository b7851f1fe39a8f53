"""Groups and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import User


class Group(Model):
    """A named set of people."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)
    name_key = KeyField(max_length=200, unique=True)
    description = fields.CharField(max_length=512, default="")

    class Meta:
        table = "groups"


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

    class Meta:
        table = "memberships"
        unique_together = (("group", "user"),)
