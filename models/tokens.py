"""EVE tokens, encrypted, and the sign-ins that are under way."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

from models.fields import KeyField

if TYPE_CHECKING:
    from models.characters import Character
    from models.links import LinkOffer
    from models.users import User


class TokenStatus(StrEnum):
    """Whether EVE still honours a token."""

    VALID = "valid"
    DYING = "dying"  # EVE said no once; asked again after ten minutes
    DEAD = "dead"


class Token(Model):
    """One grant of EVE for one character. Both tokens are encrypted; `scopes` is sorted, joined by blanks."""

    id = fields.IntField(primary_key=True)
    character: fields.ForeignKeyRelation[Character] = fields.ForeignKeyField(
        "models.Character", related_name="tokens", on_delete=OnDelete.CASCADE, db_index=True
    )
    character_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="tokens", on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int
    owner_hash = KeyField(max_length=64, db_index=True)
    scopes = fields.TextField(default="")
    access = fields.TextField(default="")
    access_until = fields.DatetimeField(null=True)
    refresh = fields.TextField(default="")  # empty: EVE gave none, it cannot be renewed
    status = fields.CharEnumField(TokenStatus, default=TokenStatus.VALID, max_length=8)
    dying_since = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    checked_at = fields.DatetimeField(null=True)
    check_due_at = fields.DatetimeField(null=True, db_index=True)
    used_at = fields.DatetimeField(null=True)
    leased_by = fields.CharField(max_length=64, null=True)  # who refreshes it now: two at once lose the newer
    leased_until = fields.DatetimeField(null=True)

    class Meta:
        table = "tokens"


class Provider(StrEnum):
    """Where somebody is sent to prove who they are."""

    EVE = "eve"
    DISCORD = "discord"


class Purpose(StrEnum):
    """What a sign-in is for."""

    LOGIN = "login"
    ADD = "add"  # a further character, or further scopes, for the signed-in account
    LINK = "link"  # begun by the Link button in Discord
    DISCORD = "discord"  # begun on the site: link a Discord user to the signed-in account
    CONFIRM = "confirm"  # the signed-in person proves once more who they are, before something grave


class SignIn(Model):
    """One trip to a provider: bound to one browser, spent by its return."""

    id = fields.IntField(primary_key=True)
    state_hash = KeyField(max_length=64, unique=True)
    browser_hash = KeyField(max_length=64)
    provider = fields.CharEnumField(Provider, max_length=8)
    purpose = fields.CharEnumField(Purpose, max_length=8)
    verifier = fields.TextField(default="")  # PKCE, encrypted
    proof = fields.TextField(null=True)  # encrypted; until the pilot says whether a closed account is opened
    scopes = fields.TextField(default="")
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="signins", null=True, on_delete=OnDelete.CASCADE, db_index=True
    )
    user_id: int | None
    link: fields.ForeignKeyNullableRelation[LinkOffer] = fields.ForeignKeyField(
        "models.LinkOffer", related_name="signins", null=True, on_delete=OnDelete.CASCADE, db_index=True
    )
    link_id: int | None
    return_to = fields.CharField(max_length=512, default="/")
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(db_index=True)
    spent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "signins"
