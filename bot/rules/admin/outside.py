"""Lists of the outside services: instances and accounts, Discord's servers, roles and channels, our posts there."""

from __future__ import annotations

from bot.rules.access import STAFF, permission
from bot.rules.admin.words import SERVICES, of_user, who, who_joins
from bot.rules.listing import Column, Filter, Inline, Kind, Listing, Relation, flag
from models.discord import DiscordUser, Guild, GuildChannel, GuildRole, RoleMapping
from models.posts import Post, PostChannel
from models.services import Account, Instance, Reversal

ACCOUNTS = permission("discord.view_discorduser", "Can view the accounts of everybody on services")

INSTANCE = Relation("instances")
GUILD = Relation("guilds")
STATUS_TONES = {"active": "good", "refused": "danger", "absent": "warn"}
POST_TONES = {"shown": "good", "failed": "danger"}

_JOIN_GUILD = "LEFT JOIN guilds y ON y.id = x.guild_id "
_GUILD = Column("guild", "y.name", to="guilds", to_id="y.id", sort="=", drop=True)
_OF_GUILD = Filter("guild", "x.guild_id {}", of=GUILD)
_CHANNEL = Column("channel", "COALESCE(h.name, x.channel_id)", sub="x.channel_id")

ACCOUNT_LISTS = (
    Listing(
        "instances",
        SERVICES,
        (Instance,),
        STAFF,
        "instances x",
        "x.id",
        "x.name",
        columns=(
            Column("name", "COALESCE(NULLIF(x.name, ''), x.slug)", to="instances", to_id="x.id", sort="="),
            Column("kind", "x.kind", Kind.CODE, sort="="),
            Column("people", "(SELECT COUNT(*) FROM accounts WHERE instance_id = x.id)", Kind.NUMBER),
            Column("enabled", "x.enabled", Kind.FLAG, sort="="),
            Column("down_since", "x.down_since", Kind.TIME, sort="=", drop=True),
            Column("trouble", "NULLIF(x.trouble, '')", drop=True),
            Column("sync_names", "x.sync_names", Kind.FLAG, only=True),
            Column("name_format", "x.name_format", Kind.CODE, only=True),
        ),
        search=("x.name {}", "x.slug {}"),
        filters=(flag("enabled", "x.enabled"), flag("down", "(x.down_since IS NOT NULL)")),
        sort="name",
        noun="instance",
        inlines=(Inline("accounts", "instance"),),
    ),
    Listing(
        "accounts",
        SERVICES,
        (Account,),
        ACCOUNTS,
        "accounts x",
        "x.id",
        "j.name",
        joins=who_joins("x.user_id")
        + "LEFT JOIN instances i ON i.id = x.instance_id LEFT JOIN states s ON s.id = u.state_id "
        "LEFT JOIN characters m ON m.id = u.main_id LEFT JOIN corporations k ON k.id = m.corporation_id",
        columns=(
            who(),
            Column("service", "i.name", to="accounts", to_id="x.id", sort="="),
            Column("account", "COALESCE(NULLIF(x.name, ''), x.uid)", sub="x.uid", sort="x.name", drop=True),
            Column("status", "x.status", Kind.BADGE, words="admin.account", tones=STATUS_TONES, sort="="),
            Column("state", "s.name", to="states", to_id="s.id", sort="s.priority", drop=True),
            Column("organisation", "k.name", to="corporations", to_id="k.id", sort="=", drop=True),
            Column("since", "x.since", Kind.TIME, sort="=", drop=True),
            Column("trouble", "NULLIF(x.trouble, '')", only=True),
        ),
        search=("j.name {}", "x.name {}", "x.uid {}"),
        filters=(
            Filter("instance", "x.instance_id {}", of=INSTANCE),
            Filter("status", "x.status {}", ("active", "absent", "closed", "refused"), words="admin.account"),
            of_user(),
        ),
        sort="user",
        noun="account",
        inlines=(Inline("reversals", "account"),),
    ),
    Listing(
        "reversals",
        SERVICES,
        (Reversal,),
        STAFF,
        "reversals x",
        "x.id",
        "x.group_id",
        joins="LEFT JOIN accounts y ON y.id = x.account_id " + who_joins("y.user_id"),
        columns=(
            who(),
            Column("role", "x.group_id", Kind.CODE),
            Column("at", "x.at", Kind.TIME, sort="x.id"),
        ),
        search=("j.name {}",),
        filters=(Filter("account", "x.account_id {}", of=Relation("accounts"), shown=False),),
        sort="-at",
        page=False,
    ),
    Listing(
        "discord_users",
        SERVICES,
        (DiscordUser,),
        ACCOUNTS,
        "discord_users x",
        "x.id",
        "x.username",
        joins=who_joins("x.user_id"),
        columns=(
            Column("discord", "x.username", sub="x.id", sort="="),
            Column("display_name", "NULLIF(x.display_name, '')", sort="=", drop=True),
            who(),
            Column("linked", "x.linked_at", Kind.TIME, sort="="),
            Column("inbox_closed", "x.inbox_closed_at", Kind.TIME, sort="=", drop=True),
        ),
        search=("x.username {}", "x.display_name {}", "j.name {}"),
        filters=(flag("inbox_closed", "(x.inbox_closed_at IS NOT NULL)"), of_user()),
        sort="-linked",
        page=False,
    ),
)

GUILD_LISTS = (
    Listing(
        "guilds",
        SERVICES,
        (Guild,),
        STAFF,
        "guilds y",
        "y.id",
        "y.name",
        columns=(
            Column("name", "y.name", sub="y.id", to="guilds", to_id="y.id", sort="="),
            Column("present", "y.present", Kind.FLAG, sort="="),
            Column("roles", "(SELECT COUNT(*) FROM guild_roles WHERE guild_id = y.id)", Kind.NUMBER),
            Column("create_roles", "y.create_roles", Kind.FLAG, drop=True),
            Column("seen", "y.seen_at", Kind.TIME, drop=True),
            Column("language", "NULLIF(y.language, '')", only=True),
            Column("top_position", "y.top_position", Kind.NUMBER, only=True),
        ),
        search=("y.name {}",),
        sort="name",
        noun="guild",
        inlines=(
            Inline("role_mappings", "guild"),
            Inline("post_channels", "guild"),
            Inline("guild_roles", "guild"),
            Inline("guild_channels", "guild"),
        ),
    ),
    Listing(
        "guild_roles",
        SERVICES,
        (GuildRole,),
        STAFF,
        "guild_roles x",
        "x.id",
        "x.name",
        joins=_JOIN_GUILD + "LEFT JOIN role_mappings r ON r.role_id = x.id",
        columns=(
            Column("role", "x.name", sub="x.id", sort="="),
            _GUILD,
            Column("position", "x.position", Kind.NUMBER, sort="="),
            Column("managed", "x.managed", Kind.FLAG, sort="=", drop=True),
            Column("ours", "(r.id IS NOT NULL)", Kind.FLAG),
        ),
        search=("x.name {}",),
        filters=(_OF_GUILD, flag("ours", "(r.id IS NOT NULL)"), flag("managed", "x.managed")),
        sort="-position",
        page=False,
    ),
    Listing(
        "guild_channels",
        SERVICES,
        (GuildChannel,),
        STAFF,
        "guild_channels x",
        "x.id",
        "x.name",
        joins=_JOIN_GUILD,
        columns=(
            Column("channel", "x.name", sub="x.id", sort="="),
            _GUILD,
            Column("kind", "x.kind", Kind.CODE, drop=True),
            Column("position", "x.position", Kind.NUMBER, sort="="),
        ),
        search=("x.name {}",),
        filters=(_OF_GUILD,),
        sort="position",
        page=False,
    ),
    Listing(
        "role_mappings",
        SERVICES,
        (RoleMapping,),
        STAFF,
        "role_mappings x",
        "x.id",
        "COALESCE(s.name, g.name)",
        joins=_JOIN_GUILD
        + "LEFT JOIN states s ON s.id = x.state_id LEFT JOIN `groups` g ON g.id = x.group_id "
        "LEFT JOIN guild_roles r ON r.id = x.role_id",
        columns=(
            Column("name", "COALESCE(s.name, g.name)", to="role_mappings", to_id="x.id", sort="="),
            Column(
                "kind",
                "CASE WHEN x.state_id IS NULL THEN 'group' ELSE 'state' END",
                Kind.BADGE,
                words="admin.kind",
            ),
            Column("role", "r.name", sub="x.role_id", sort="="),
            _GUILD,
            Column("trouble", "NULLIF(x.trouble, '')", Kind.CODE),
        ),
        search=("s.name {}", "g.name {}", "r.name {}"),
        filters=(
            _OF_GUILD,
            flag("troubled", "(x.trouble <> '')"),
            Filter("state", "x.state_id {}", of=Relation("states"), shown=False),
            Filter("group", "x.group_id {}", of=Relation("`groups`"), shown=False),
        ),
        sort="name",
        noun="mapping",
    ),
)

POST_LISTS = (
    Listing(
        "post_channels",
        SERVICES,
        (PostChannel,),
        STAFF,
        "post_channels x",
        "x.id",
        "x.kind",
        joins=_JOIN_GUILD + "LEFT JOIN guild_channels h ON h.id = x.channel_id",
        columns=(
            Column("posts", "x.kind", Kind.CODE, sort="="),
            _CHANNEL,
            _GUILD,
            Column("trouble", "NULLIF(x.trouble, '')", Kind.CODE),
        ),
        search=("x.kind {}", "h.name {}"),
        filters=(_OF_GUILD,),
        sort="posts",
        page=False,
    ),
    Listing(
        "posts",
        SERVICES,
        (Post,),
        STAFF,
        "posts x",
        "x.id",
        "x.kind",
        joins=_JOIN_GUILD + "LEFT JOIN guild_channels h ON h.id = x.channel_id",
        columns=(
            Column("posts", "x.kind", Kind.CODE, sub="x.subject", sort="="),
            _CHANNEL,
            _GUILD,
            Column("status", "x.state", Kind.BADGE, words="admin.post", tones=POST_TONES, sort="="),
            Column("created", "x.created_at", Kind.TIME, sort="x.id", drop=True),
            Column("edited", "x.edited_at", Kind.TIME, sort="=", drop=True),
            Column("trouble", "NULLIF(x.trouble, '')", Kind.CODE, drop=True),
        ),
        search=("x.kind {}", "x.subject {}", "h.name {}"),
        filters=(
            Filter("status", "x.state {}", ("wanted", "shown", "gone", "failed"), words="admin.post"),
            _OF_GUILD,
        ),
        sort="-created",
        page=False,
    ),
)

LISTINGS = (*ACCOUNT_LISTS, *GUILD_LISTS, *POST_LISTS)
