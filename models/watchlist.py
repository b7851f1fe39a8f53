"""Characters, corporations and alliances that staff want to hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.states import EntityKind

if TYPE_CHECKING:
    from models.users import Subject


class Watched(Model):
    """One entry with a note for staff."""

    id = fields.IntField(primary_key=True)
    kind = fields.CharEnumField(EntityKind, max_length=12)
    entity_id = fields.BigIntField()
    name = fields.CharField(max_length=100, default="")
    note = fields.CharField(max_length=500, default="")
    created_by: fields.ForeignKeyNullableRelation[Subject] = fields.ForeignKeyField(
        "models.Subject", related_name="watched", null=True, on_delete=OnDelete.RESTRICT, db_index=True
    )
    created_by_id: int | None
    created_at = fields.DatetimeField()

    class Meta:
        table = "watchlist"
        unique_together = (("kind", "entity_id"),)


class Sighting(Model):
    """A watched one signed in, applied or joined; staff were told."""

    id = fields.IntField(primary_key=True)
    watched: fields.ForeignKeyRelation[Watched] = fields.ForeignKeyField(
        "models.Watched", related_name="sightings", on_delete=OnDelete.CASCADE, db_index=True
    )
    watched_id: int
    character_id = fields.BigIntField()
    did = fields.CharField(max_length=64)  # a key of the catalogue: signed in, asked for a group, joined
    at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "sightings"
