"""What people were told."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import User


class Level(StrEnum):
    """How much a notice asks for attention."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


class Delivery(StrEnum):
    """What became of the direct message."""

    NONE = "none"  # not wanted: the notice page is enough
    WAITING = "waiting"
    SENT = "sent"
    CLOSED = "closed"  # the inbox is closed, or there is no Discord user
    MAILED = "mailed"  # and a letter was sent instead


class Notice(Model):
    """One thing told to one person: a key and its facts; the words are chosen when it is read."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="notices", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    key = fields.CharField(max_length=64)
    category = KeyField(max_length=32, default="")  # what people may switch direct messages off for
    facts: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    level = fields.CharEnumField(Level, default=Level.INFO, max_length=8)
    once = KeyField(
        max_length=128, null=True, unique=True
    )  # told once, however often a crash repeats the telling
    created_at = fields.DatetimeField(db_index=True)
    read_at = fields.DatetimeField(null=True)
    delivery = fields.CharEnumField(Delivery, default=Delivery.NONE, max_length=8)
    sent_at = fields.DatetimeField(null=True)  # with others of one message: the same moment

    class Meta:
        table = "notices"


class NoticePreference(Model):
    """Whether somebody wants direct messages of one category; without a row, what the category says."""

    id = fields.IntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="notice_preferences", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    category = KeyField(max_length=32)
    direct = fields.BooleanField()

    class Meta:
        table = "notice_preferences"
        unique_together = (("user", "category"),)


class EmailAddress(Model):
    """Where somebody can be reached who left Discord; of use once verified by a signed link."""

    id = fields.IntField(primary_key=True)
    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", related_name="email", on_delete=OnDelete.CASCADE
    )
    user_id: int
    address = fields.CharField(max_length=254)
    address_key = KeyField(max_length=254, db_index=True)
    verified_at = fields.DatetimeField(null=True)
    asked_at = fields.DatetimeField()  # when the link was last sent
    failed_at = fields.DatetimeField(null=True)  # a letter came back

    class Meta:
        table = "email_addresses"
