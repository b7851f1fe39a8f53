"""States: the standing that corporation, alliance, faction or name gives a pilot."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField


class State(Model):
    """The highest priority that fits a pilot's main wins. Guest is the floor and cannot be deleted."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=32)
    name_key = KeyField(max_length=64, unique=True)
    priority = fields.IntField(unique=True)
    public = fields.BooleanField(default=False)
    guest = fields.BooleanField(default=False)

    class Meta:
        table = "states"


class EntityKind(StrEnum):
    """What may be listed as a member of a state."""

    CHARACTER = "character"
    CORPORATION = "corporation"
    ALLIANCE = "alliance"
    FACTION = "faction"


class StateMember(Model):
    """One character, corporation, alliance or faction that a state takes in."""

    id = fields.IntField(primary_key=True)
    state: fields.ForeignKeyRelation[State] = fields.ForeignKeyField(
        "models.State", related_name="members", on_delete=OnDelete.CASCADE, db_index=True
    )
    state_id: int
    kind = fields.CharEnumField(EntityKind, max_length=12)
    entity_id = fields.BigIntField()

    class Meta:
        table = "state_members"
        unique_together = (("state", "kind", "entity_id"),)
        indexes = (("kind", "entity_id"),)
