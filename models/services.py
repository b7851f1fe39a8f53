"""Outside services and the accounts that people have on them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import User


class Instance(Model):
    """One server of one kind: what has accounts, limits and a name format. A Discord guild is one."""

    id = fields.IntField(primary_key=True)
    kind = KeyField(max_length=32)
    slug = KeyField(max_length=64)
    name = fields.CharField(max_length=100, default="")
    enabled = fields.BooleanField(default=True)
    sync_names = fields.BooleanField(default=False)
    name_format = fields.CharField(max_length=100, default="{character_name}")
    down_since = fields.DatetimeField(null=True)
    trouble = fields.CharField(max_length=300, default="")

    class Meta:
        table = "instances"
        unique_together = (("kind", "slug"),)


class AccountStatus(StrEnum):
    """What became of an account on a service."""

    ACTIVE = "active"
    ABSENT = "absent"  # left by the pilot; the link stays
    CLOSED = "closed"  # taken away by us
    REFUSED = "refused"  # the service will not let us; staff were told once


class Account(Model):
    """One person's account on one instance."""

    id = fields.IntField(primary_key=True)
    instance: fields.ForeignKeyRelation[Instance] = fields.ForeignKeyField(
        "models.Instance", related_name="accounts", on_delete=OnDelete.CASCADE, db_index=True
    )
    instance_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="accounts", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    uid = KeyField(max_length=64)
    name = fields.CharField(max_length=100, default="")
    status = fields.CharEnumField(AccountStatus, default=AccountStatus.ACTIVE, max_length=8)
    trouble = fields.CharField(max_length=300, default="")
    since = fields.DatetimeField()
    declined_at = fields.DatetimeField(
        null=True
    )  # closed by the pilot: stays so until they want it again, whatever they deserve

    class Meta:
        table = "accounts"
        unique_together = (("instance", "user"), ("instance", "uid"))


class Reversal(Model):
    """A hand edit that was put right; three of one kind in ten minutes and we stop and ask."""

    id = fields.IntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name="reversals", on_delete=OnDelete.CASCADE, db_index=True
    )
    account_id: int
    group_id = KeyField(max_length=64)  # the outside id of the role or group that was edited
    at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "reversals"
