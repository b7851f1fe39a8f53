"""What stands in Discord channels, and which channel gets what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.discord import Guild


class PostChannel(Model):
    """The channel that an operator chose for one kind of post in one guild."""

    id = fields.IntField(primary_key=True)
    guild: fields.ForeignKeyRelation[Guild] = fields.ForeignKeyField(
        "models.Guild", related_name="post_channels", on_delete=OnDelete.CASCADE, db_index=True
    )
    guild_id: int
    kind = KeyField(max_length=32)
    channel_id = fields.BigIntField()
    trouble = fields.CharField(max_length=32, default="")

    class Meta:
        table = "post_channels"
        unique_together = (("guild", "kind"),)


class PostState(StrEnum):
    """How far a post has come."""

    WANTED = "wanted"
    SHOWN = "shown"
    GONE = "gone"  # deleted by somebody, or no longer fitting; said once
    FAILED = "failed"


class Post(Model):
    """One message of ours; the row comes first, so a crash shows nothing twice."""

    id = fields.IntField(primary_key=True)
    kind = KeyField(max_length=32)
    subject = KeyField(max_length=64)
    guild: fields.ForeignKeyRelation[Guild] = fields.ForeignKeyField(
        "models.Guild", related_name="posts", on_delete=OnDelete.CASCADE, db_index=True
    )
    guild_id: int
    channel_id = fields.BigIntField()
    message_id = fields.BigIntField(null=True, db_index=True)
    content_hash = fields.CharField(max_length=64, default="")
    state = fields.CharEnumField(PostState, default=PostState.WANTED, max_length=8)
    trouble = fields.CharField(max_length=100, default="")
    created_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    class Meta:
        table = "posts"
        unique_together = (("kind", "subject", "guild"),)
