"""The one-time links with which a Discord user begins to sign in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import User


class LinkStatus(StrEnum):
    """How far a link has come."""

    WAITING = "waiting"
    OPENED = "opened"  # bound to the browser that opened it
    PROVED = "proved"  # EVE sign-in done, the question is on the page
    DONE = "done"
    REFUSED = "refused"  # the pilot said no


class LinkOffer(Model):
    """A link that lives ten minutes; spent by the finished sign-in, not by being opened."""

    id = fields.IntField(primary_key=True)
    token_hash = KeyField(max_length=64, unique=True)
    status = fields.CharEnumField(LinkStatus, default=LinkStatus.WAITING, max_length=8)
    discord_id = fields.BigIntField(db_index=True)
    username = fields.CharField(max_length=64)
    display_name = fields.CharField(max_length=64, default="")
    avatar = fields.CharField(max_length=64, default="")
    guild_id = fields.BigIntField(null=True)
    language = fields.CharField(max_length=16, default="")
    interaction = fields.TextField(
        default=""
    )  # its token, encrypted: the ephemeral answer is edited when done
    browser_hash = KeyField(max_length=64, null=True)
    proof = fields.TextField(default="")  # what EVE proved, encrypted, until the pilot confirms
    discord_proved = fields.BooleanField(default=False)  # Discord OAuth agreed as well
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="link_offers", null=True, on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int | None
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(db_index=True)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "link_offers"
