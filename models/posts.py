"""What stands in Discord channels, and which channel gets what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.discord import Guild
    from models.users import User


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
    declared_at = fields.DatetimeField(
        null=True
    )  # who may read there was looked at; none: chosen before we did

    class Meta:
        table = "post_channels"
        unique_together = (("guild", "kind"),)


class VouchedReader(Model):
    """A role or member that is none of ours, of whom an operator says: who has it may read this kind of post here."""

    id = fields.IntField(primary_key=True)
    kind = KeyField(max_length=32)
    channel_id = fields.BigIntField()
    reader_id = fields.BigIntField()

    class Meta:
        table = "vouched_readers"
        unique_together = (("channel_id", "kind", "reader_id"),)


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


class DirectPost(Model):
    """A post as one person has it in their inbox, where there is no channel for it; edited like any other."""

    id = fields.IntField(primary_key=True)
    kind = KeyField(max_length=32)
    subject = KeyField(max_length=64)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="direct_posts", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    channel_id = fields.BigIntField(null=True)  # of the inbox, as Discord names it
    message_id = fields.BigIntField(null=True, db_index=True)
    content_hash = fields.CharField(max_length=64, default="")
    state = fields.CharEnumField(PostState, default=PostState.WANTED, max_length=8)
    created_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    class Meta:
        table = "direct_posts"
        unique_together = (("kind", "subject", "user"),)


class PostLine(Model):
    """One line that waits to be said in the channels of its kind, with the others of the same minute."""

    id = fields.BigIntField(primary_key=True)
    kind = KeyField(max_length=32)
    key = fields.CharField(max_length=64)
    facts: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    once = KeyField(max_length=128, null=True, unique=True)  # said once in a while, however often it comes up
    batch = fields.BigIntField(null=True, db_index=True)  # those of one batch are said together
    said_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "post_lines"
        indexes = (("kind", "batch"),)
