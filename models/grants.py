"""Permissions granted to users, groups and states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.groups import Group
    from models.states import State
    from models.users import User


class UserGrant(Model):
    """A permission that one person holds directly."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="grants", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    permission = KeyField(max_length=100, db_index=True)

    class Meta:
        table = "user_grants"
        unique_together = (("user", "permission"),)


class GroupGrant(Model):
    """A permission that every member of a group holds."""

    id = fields.IntField(primary_key=True)
    group: fields.ForeignKeyRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="grants", on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int
    permission = KeyField(max_length=100, db_index=True)

    class Meta:
        table = "group_grants"
        unique_together = (("group", "permission"),)


class StateGrant(Model):
    """A permission that everybody in a state holds."""

    id = fields.IntField(primary_key=True)
    state: fields.ForeignKeyRelation[State] = fields.ForeignKeyField(
        "models.State", related_name="grants", on_delete=OnDelete.CASCADE, db_index=True
    )
    state_id: int
    permission = KeyField(max_length=100, db_index=True)

    class Meta:
        table = "state_grants"
        unique_together = (("state", "permission"),)
