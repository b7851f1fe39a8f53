"""Lists of automatic groups, of grants of permissions, and of the watch list."""

from __future__ import annotations

from bot.rules import autogroup_configs
from bot.rules.access import STAFF
from bot.rules.admin.standing import ENTITY, GROUP_COLUMN, JOIN_GROUP, KIND_COLUMN, OF_GROUP, OF_KIND
from bot.rules.admin.words import STANDING, STATE, by, doer, of_user, who, who_joins
from bot.rules.listing import Column, Filter, Inline, Kind, Listing, Relation
from models.autogroups import AutoGroup, AutoGroupConfig
from models.grants import GroupGrant, StateGrant, UserGrant
from models.watchlist import Sighting, Watched

AUTOGROUP_LISTS = (
    Listing(
        "autogroup_configs",
        STANDING,
        (AutoGroupConfig,),
        autogroup_configs.VIEW,
        "autogroup_configs x",
        "x.id",
        "x.id",
        columns=(
            Column("name", "x.id", to="autogroup_configs", to_id="x.id", sort="="),
            Column(
                "for_states",
                "(SELECT GROUP_CONCAT(s.name) FROM autogroup_states y JOIN states s ON s.id = y.state_id"
                " WHERE y.config_id = x.id)",
            ),
            Column("corp_groups", "x.corp_groups", Kind.FLAG),
            Column("corp_prefix", "x.corp_group_prefix", Kind.CODE, sub="x.corp_name_source", drop=True),
            Column("alliance_groups", "x.alliance_groups", Kind.FLAG),
            Column(
                "alliance_prefix",
                "x.alliance_group_prefix",
                Kind.CODE,
                sub="x.alliance_name_source",
                drop=True,
            ),
            Column("replace_spaces", "x.replace_spaces", Kind.FLAG, only=True),
            Column("replace_with", "NULLIF(x.replace_spaces_with, '')", Kind.CODE, only=True),
        ),
        sort="name",
        noun="autogroup",
        inlines=(Inline("autogroups", "config"),),
    ),
    Listing(
        "autogroups",
        STANDING,
        (AutoGroup,),
        autogroup_configs.VIEW,
        "autogroups x",
        "x.id",
        "g.name",
        joins=JOIN_GROUP,
        columns=(
            GROUP_COLUMN,
            KIND_COLUMN,
            Column("stands_for", ENTITY.format(id="x.entity_id", kind="x.kind"), sub="x.entity_id"),
            Column("config", "x.config_id", to="autogroup_configs", to_id="x.config_id", sort="=", drop=True),
        ),
        search=("g.name {}",),
        filters=(
            Filter("kind", "x.kind {}", ("corporation", "alliance"), words="admin.kind"),
            Filter("config", "x.config_id {}", of=Relation("autogroup_configs", name="id"), shown=False),
        ),
        sort="group",
        page=False,
    ),
)

_PERMISSION = Column("permission", "x.permission", Kind.CODE, sort="=")
_OF_PERMISSION = Filter("permission", "x.permission {}")

GRANT_LISTS = (
    Listing(
        "user_grants",
        STANDING,
        (UserGrant,),
        STAFF,
        "user_grants x",
        "x.id",
        "x.permission",
        joins=who_joins("x.user_id"),
        columns=(_PERMISSION, who()),
        search=("x.permission {}", "j.name {}"),
        filters=(_OF_PERMISSION, of_user()),
        sort="permission",
        page=False,
    ),
    Listing(
        "group_grants",
        STANDING,
        (GroupGrant,),
        STAFF,
        "group_grants x",
        "x.id",
        "x.permission",
        joins=JOIN_GROUP,
        columns=(_PERMISSION, GROUP_COLUMN),
        search=("x.permission {}", "g.name {}"),
        filters=(_OF_PERMISSION, OF_GROUP),
        sort="permission",
        page=False,
    ),
    Listing(
        "state_grants",
        STANDING,
        (StateGrant,),
        STAFF,
        "state_grants x",
        "x.id",
        "x.permission",
        joins="LEFT JOIN states s ON s.id = x.state_id",
        columns=(_PERMISSION, Column("state", "s.name", to="states", to_id="s.id", sort="s.priority")),
        search=("x.permission {}", "s.name {}"),
        filters=(_OF_PERMISSION, Filter("state", "x.state_id {}", of=STATE)),
        sort="permission",
        page=False,
    ),
)

WATCH_LISTS = (
    Listing(
        "watched",
        STANDING,
        (Watched,),
        STAFF,
        "watchlist x",
        "x.id",
        "x.name",
        joins=by("x.created_by_id", "d"),
        columns=(
            Column("name", "x.name", sub="x.entity_id", to="watched", to_id="x.id", sort="="),
            KIND_COLUMN,
            Column("note", "x.note", drop=True),
            doer("created_by", "d"),
            Column("created", "x.created_at", Kind.TIME, sort="x.id", drop=True),
        ),
        search=("x.name {}", "x.note {}"),
        filters=(OF_KIND,),
        sort="name",
        noun="watched",
        inlines=(Inline("sightings", "watched"),),
    ),
    Listing(
        "sightings",
        STANDING,
        (Sighting,),
        STAFF,
        "sightings x",
        "x.id",
        "c.name",
        joins="LEFT JOIN watchlist w ON w.id = x.watched_id LEFT JOIN characters c ON c.id = x.character_id "
        "LEFT JOIN ownerships o ON o.character_id = x.character_id",
        columns=(
            Column("character", "c.name", face="c.id", to="characters", to_id="c.id", sort="="),
            Column("watched", "w.name", to="watched", to_id="w.id", sort="="),
            Column("did", "x.did", Kind.WORDS),
            Column("at", "x.at", Kind.TIME, sort="x.id"),
        ),
        search=("c.name {}", "w.name {}"),
        filters=(
            Filter("watched", "x.watched_id {}", of=Relation("watchlist"), shown=False),
            of_user("o.user_id {}"),
        ),
        sort="-at",
        page=False,
    ),
)

LISTINGS = (*AUTOGROUP_LISTS, *GRANT_LISTS, *WATCH_LISTS)
