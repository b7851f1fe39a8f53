"""What we remember of Discord: linked users, guilds, and mirrors of their roles and channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

if TYPE_CHECKING:
    from models.groups import Group
    from models.services import Instance
    from models.states import State
    from models.users import User


class DiscordUser(Model):
    """One Discord user belongs to one account, and the other way round."""

    id = fields.BigIntField(primary_key=True, generated=False)
    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", related_name="discord", on_delete=OnDelete.CASCADE
    )
    user_id: int
    username = fields.CharField(max_length=64)
    display_name = fields.CharField(max_length=64, default="")
    avatar = fields.CharField(max_length=64, default="")
    linked_at = fields.DatetimeField()
    inbox_closed_at = fields.DatetimeField(null=True)
    inbox_told_at = fields.DatetimeField(null=True)  # that it is closed was said, at a command

    class Meta:
        table = "discord_users"


class Guild(Model):
    """A Discord server that we serve."""

    id = fields.BigIntField(primary_key=True, generated=False)
    instance: fields.OneToOneRelation[Instance] = fields.OneToOneField(
        "models.Instance", related_name="guild", on_delete=OnDelete.CASCADE
    )
    instance_id: int
    name = fields.CharField(max_length=100, default="")
    owner_id = fields.BigIntField(null=True)
    create_roles = fields.BooleanField(default=True)
    language = fields.CharField(max_length=16, default="")
    top_position = fields.IntField(default=0)  # of our highest role: only what is below can be managed
    permissions = fields.BigIntField(default=0)
    present = fields.BooleanField(default=False)  # the bot is in it, as the gateway last told
    seen_at = fields.DatetimeField(null=True)
    own_ids: fields.JSONField[list[int] | None] = fields.JSONField(
        null=True
    )  # the bot itself and its roles there

    class Meta:
        table = "guilds"


class GuildRole(Model):
    """Mirror of one role; written by the gateway, read by faces and rules."""

    id = fields.BigIntField(primary_key=True, generated=False)
    guild: fields.ForeignKeyRelation[Guild] = fields.ForeignKeyField(
        "models.Guild", related_name="roles", on_delete=OnDelete.CASCADE, db_index=True
    )
    guild_id: int
    name = fields.CharField(max_length=100)
    position = fields.IntField(default=0)
    permissions = fields.BigIntField(default=0)
    managed = fields.BooleanField(default=False)  # by Discord: bots, boosts
    bot = fields.BooleanField(default=False)  # nobody but a bot wears it

    class Meta:
        table = "guild_roles"


class GuildChannel(Model):
    """Mirror of one channel with its permission overwrites."""

    id = fields.BigIntField(primary_key=True, generated=False)
    guild: fields.ForeignKeyRelation[Guild] = fields.ForeignKeyField(
        "models.Guild", related_name="channels", on_delete=OnDelete.CASCADE, db_index=True
    )
    guild_id: int
    name = fields.CharField(max_length=100)
    kind = fields.IntField(default=0)
    position = fields.IntField(default=0)
    overwrites: fields.JSONField[list[dict[str, object]]] = fields.JSONField(default=list)
    parent_id = fields.BigIntField(null=True, db_index=True)  # of a thread: the channel that it hangs on

    class Meta:
        table = "guild_channels"


class RoleMapping(Model):
    """Which role stands for which state or group in a guild. Held by id, so a rename is a rename."""

    id = fields.IntField(primary_key=True)
    guild: fields.ForeignKeyRelation[Guild] = fields.ForeignKeyField(
        "models.Guild", related_name="mappings", on_delete=OnDelete.CASCADE, db_index=True
    )
    guild_id: int
    state: fields.ForeignKeyNullableRelation[State] = fields.ForeignKeyField(
        "models.State", related_name="roles", null=True, on_delete=OnDelete.CASCADE, db_index=True
    )
    state_id: int | None
    group: fields.ForeignKeyNullableRelation[Group] = fields.ForeignKeyField(
        "models.Group", related_name="roles", null=True, on_delete=OnDelete.CASCADE, db_index=True
    )
    group_id: int | None
    role_id = fields.BigIntField(null=True)  # none yet: made when the first person needs it
    creating_since = fields.DatetimeField(
        null=True
    )  # a role of that name made after this is ours (crash in between)
    trouble = fields.CharField(max_length=32, default="")  # why it cannot be given: said to staff once

    class Meta:
        table = "role_mappings"
        unique_together = (("guild", "state"), ("guild", "group"), ("guild", "role_id"))
