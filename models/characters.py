"""EVE characters, whose they are, and whose they were."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import User


class Character(Model):
    """A character under EVE's own id. Affiliation is as ESI last told; names of organisations are in their rows."""

    id = fields.BigIntField(primary_key=True, generated=False)
    name = fields.CharField(max_length=64, db_index=True)
    corporation_id = fields.BigIntField(null=True, db_index=True)
    alliance_id = fields.BigIntField(null=True, db_index=True)
    faction_id = fields.BigIntField(null=True)
    corporation_since = fields.DatetimeField(null=True)  # as far as we saw; None: since we know the character
    gone_at = fields.DatetimeField(null=True)  # biomassed or unknown to EVE; no longer asked about
    affiliation_at = fields.DatetimeField(null=True)
    affiliation_due_at = fields.DatetimeField(null=True, db_index=True)  # not before ESI's cache allows
    name_checked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "characters"


class CharacterName(Model):
    """A name that a character bore before the present one."""

    id = fields.IntField(primary_key=True)
    character: fields.ForeignKeyRelation[Character] = fields.ForeignKeyField(
        "models.Character", related_name="names", on_delete=OnDelete.CASCADE, db_index=True
    )
    character_id: int
    name = fields.CharField(max_length=64)
    until = fields.DatetimeField()

    class Meta:
        table = "character_names"


class Ownership(Model):
    """Who owns a character now. The hash changes when the character is sold or moved to another EVE account."""

    id = fields.IntField(primary_key=True)
    character: fields.OneToOneRelation[Character] = fields.OneToOneField(
        "models.Character", related_name="ownership", on_delete=OnDelete.CASCADE
    )
    character_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="ownerships", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    owner_hash = KeyField(max_length=64, db_index=True)
    since = fields.DatetimeField()

    class Meta:
        table = "ownerships"


class Ended(StrEnum):
    """Why an ownership ended."""

    ADDED_ELSEWHERE = "added_elsewhere"
    SOLD = "sold"
    BIOMASSED = "biomassed"
    WITHDRAWN = "withdrawn"  # the sign-in was withdrawn at EVE, or the last token died
    REMOVED = "removed"  # by the pilot
    ERASED = "erased"


class OwnershipRecord(Model):
    """The history of ownership: one row for each stretch of time; a returning pilot is known by it."""

    id = fields.IntField(primary_key=True)
    character: fields.ForeignKeyRelation[Character] = fields.ForeignKeyField(
        "models.Character", related_name="records", on_delete=OnDelete.CASCADE, db_index=True
    )
    character_id: int
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="records", null=True, on_delete=OnDelete.SET_NULL, db_index=True
    )
    user_id: int | None
    owner_hash = KeyField(max_length=64, db_index=True)
    began_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    ended = fields.CharEnumField(Ended, null=True, max_length=16)

    class Meta:
        table = "ownership_records"
