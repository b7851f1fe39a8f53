"""Passes that were stopped because too many people would have lost their standing at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import Subject


class BrakeStatus(StrEnum):
    """What staff said, or what happened meanwhile."""

    ASKED = "asked"
    DONE = "done"  # "Do it": carried out
    KEPT = "kept"  # "Keep": nobody loses anything for this reason
    LAPSED = "lapsed"  # the source changed its mind by itself
    AGREED = "agreed"  # nobody was asked: they were counted, shown and agreed to before the change was made
    SPENT = "spent"  # what was agreed to has been done


class Brake(Model):
    """One stopped pass: who would lose what, from which source. `payload` holds what to carry out on *Do it*."""

    id = fields.IntField(primary_key=True)
    source = KeyField(max_length=32)  # "affiliations", "tokens", "states"
    fingerprint = KeyField(max_length=64, db_index=True)
    status = fields.CharEnumField(BrakeStatus, default=BrakeStatus.ASKED, max_length=8)
    losers = fields.IntField()
    holders = fields.IntField()
    payload: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    created_at = fields.DatetimeField(db_index=True)
    seen_at = fields.DatetimeField()  # when the source last said the same
    decided_at = fields.DatetimeField(null=True)
    decided_by: fields.ForeignKeyNullableRelation[Subject] = fields.ForeignKeyField(
        "models.Subject", related_name="brakes", null=True, on_delete=OnDelete.RESTRICT, db_index=True
    )
    decided_by_id: int | None

    class Meta:
        table = "brakes"
