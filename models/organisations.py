"""Corporations, alliances and factions, as ESI tells of them."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Corporation(Model):
    """A corporation under EVE's own id."""

    id = fields.BigIntField(primary_key=True, generated=False)
    name = fields.CharField(max_length=100, default="")
    ticker = fields.CharField(max_length=8, default="")
    alliance_id = fields.BigIntField(null=True, db_index=True)
    member_count = fields.IntField(default=0)
    ceo_id = fields.BigIntField(null=True)
    closed = fields.BooleanField(default=False)
    checked_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True, db_index=True)
    etag = fields.CharField(max_length=128, default="")

    class Meta:
        table = "corporations"


class Alliance(Model):
    """An alliance under EVE's own id."""

    id = fields.BigIntField(primary_key=True, generated=False)
    name = fields.CharField(max_length=100, default="")
    ticker = fields.CharField(max_length=8, default="")
    executor_id = fields.BigIntField(null=True)
    closed = fields.BooleanField(default=False)
    checked_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True, db_index=True)
    etag = fields.CharField(max_length=128, default="")

    class Meta:
        table = "alliances"


class Faction(Model):
    """A faction under EVE's own id."""

    id = fields.BigIntField(primary_key=True, generated=False)
    name = fields.CharField(max_length=100, default="")

    class Meta:
        table = "factions"
