"""Who is signed in on the site; a cookie is worth nothing without its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.users import User


class Session(Model):
    """One browser. `id` is a keyed hash of the cookie, so the table opens no door."""

    id = KeyField(max_length=64, primary_key=True, generated=False)
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sessions", null=True, on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int | None
    data: fields.JSONField[dict[str, Any]] = fields.JSONField(
        default=dict
    )  # flashes, draft input; nothing secret
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)  # signed in with EVE once more, for what is grave
    expires_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "sessions"
