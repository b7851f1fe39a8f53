"""The trail of every change to access; rows are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import Subject


class AuditRow(Model):
    """Who did what to whom, through which face, why. Persons are named by subject id only."""

    id = fields.BigIntField(primary_key=True)
    at = fields.DatetimeField(db_index=True)
    actor: fields.ForeignKeyNullableRelation[Subject] = fields.ForeignKeyField(
        "models.Subject", related_name="acts", null=True, on_delete=OnDelete.RESTRICT, db_index=True
    )  # none: Concord itself
    actor_id: int | None
    face = KeyField(max_length=8)
    action = KeyField(max_length=64, db_index=True)
    subject: fields.ForeignKeyNullableRelation[Subject] = fields.ForeignKeyField(
        "models.Subject", related_name="trail", null=True, on_delete=OnDelete.RESTRICT, db_index=True
    )
    subject_id: int | None
    thing = KeyField(max_length=64, default="", db_index=True)  # "state:3", "character:90000001"
    before: fields.JSONField[Any] = fields.JSONField(null=True)
    after: fields.JSONField[Any] = fields.JSONField(null=True)
    reason = fields.CharField(max_length=300, default="")
    correlation = KeyField(max_length=32, default="")

    class Meta:
        table = "audit"
        indexes = (("thing", "id"), ("subject", "id"), ("actor", "id"))
