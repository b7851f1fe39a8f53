"""Groups that Concord makes for corporations and alliances, and keeps in step with them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.fields import OnDelete
from tortoise.models import Model

if TYPE_CHECKING:
    from models.groups import Group
    from models.states import State


class NameSource(StrEnum):
    """What of a corporation or alliance goes into the group's name."""

    NAME = "name"
    TICKER = "ticker"


class AutoGroupConfig(Model):
    """For people in which states, groups of which kind are made, and how they are called."""

    id = fields.IntField(primary_key=True)
    corp_groups = fields.BooleanField(default=False)
    corp_group_prefix = fields.CharField(max_length=50, default="Corp ")
    corp_name_source = fields.CharEnumField(NameSource, default=NameSource.NAME, max_length=8)
    alliance_groups = fields.BooleanField(default=False)
    alliance_group_prefix = fields.CharField(max_length=50, default="Alliance ")
    alliance_name_source = fields.CharEnumField(NameSource, default=NameSource.NAME, max_length=8)
    replace_spaces = fields.BooleanField(default=False)
    replace_spaces_with = fields.CharField(max_length=10, default="")
    closing = fields.BooleanField(default=False)  # deleted: goes when the last of its groups has gone

    class Meta:
        table = "autogroup_configs"


class AutoGroupState(Model):
    """A state whose people get the groups of a configuration."""

    id = fields.IntField(primary_key=True)
    config: fields.ForeignKeyRelation[AutoGroupConfig] = fields.ForeignKeyField(
        "models.AutoGroupConfig", related_name="states", on_delete=OnDelete.CASCADE, db_index=True
    )
    config_id: int
    state: fields.ForeignKeyRelation[State] = fields.ForeignKeyField(
        "models.State", related_name="autogroups", on_delete=OnDelete.CASCADE, db_index=True
    )
    state_id: int

    class Meta:
        table = "autogroup_states"
        unique_together = (("config", "state"),)


class AutoGroupKind(StrEnum):
    """What a group stands for."""

    CORPORATION = "corporation"
    ALLIANCE = "alliance"


class AutoGroup(Model):
    """The group that stands for one corporation or alliance in one configuration."""

    id = fields.IntField(primary_key=True)
    config: fields.ForeignKeyRelation[AutoGroupConfig] = fields.ForeignKeyField(
        "models.AutoGroupConfig", related_name="groups", on_delete=OnDelete.CASCADE, db_index=True
    )
    config_id: int
    group: fields.OneToOneRelation[Group] = fields.OneToOneField(
        "models.Group", related_name="autogroup", on_delete=OnDelete.CASCADE
    )
    group_id: int
    kind = fields.CharEnumField(AutoGroupKind, max_length=12)
    entity_id = fields.BigIntField()  # below 0: for nothing any more, goes when it is empty

    class Meta:
        table = "autogroups"
        unique_together = (("config", "kind", "entity_id"),)
