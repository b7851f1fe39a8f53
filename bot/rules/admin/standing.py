"""Lists of what gives people standing: states, groups and requests, auto groups, grants, the watch list."""

from __future__ import annotations

from bot.rules import groups, reserved, state_edits
from bot.rules.access import permission
from bot.rules.admin.words import GROUP, STANDING, STATE, by, doer, of_user, who, who_joins
from bot.rules.listing import Column, Filter, Inline, Kind, Listing, flag, since
from models.groups import Group, GroupLeader, GroupLeaderGroup, GroupRequest, Membership, ReservedName
from models.states import State, StateMember

REQUESTS = permission("groupmanagement.view_grouprequest", "Can view the requests of all groups")

KINDS = ("character", "corporation", "alliance", "faction")
STATUSES = ("pending", "approved", "rejected", "withdrawn", "lapsed", "overtaken")
ENTITY = (
    "COALESCE((SELECT name FROM characters WHERE id = {id} AND {kind} = 'character'),"
    " (SELECT name FROM corporations WHERE id = {id} AND {kind} = 'corporation'),"
    " (SELECT name FROM alliances WHERE id = {id} AND {kind} = 'alliance'),"
    " (SELECT name FROM factions WHERE id = {id} AND {kind} = 'faction'), {id})"
)
HAS_LEADER = (
    "(EXISTS (SELECT 1 FROM group_leaders l WHERE l.group_id = g.id)"
    " OR EXISTS (SELECT 1 FROM group_leader_groups l WHERE l.group_id = g.id))"
)
IS_AUTO = "EXISTS (SELECT 1 FROM autogroups y WHERE y.group_id = g.id)"
FLAGS = ("internal", "hidden", "open", "public", "restricted")


def entity(alias: str = "x") -> Column:
    """The character, corporation, alliance or faction that a row names."""
    sql = ENTITY.format(id=f"{alias}.entity_id", kind=f"{alias}.kind")
    return Column("name", sql, sub=f"{alias}.entity_id")


KIND_COLUMN = Column("kind", "x.kind", Kind.BADGE, words="admin.kind", sort="=")
OF_KIND = Filter("kind", "x.kind {}", KINDS, words="admin.kind")
OF_GROUP = Filter("group", "x.group_id {}", of=GROUP)
GROUP_COLUMN = Column("group", "g.name", to="groups", to_id="g.id", sort="=")
JOIN_GROUP = "LEFT JOIN `groups` g ON g.id = x.group_id "

STATE_LISTS = (
    Listing(
        "states",
        STANDING,
        (State,),
        state_edits.VIEW,
        "states s",
        "s.id",
        "s.name",
        columns=(
            Column("name", "s.name", to="states", to_id="s.id", sort="="),
            Column("priority", "s.priority", Kind.NUMBER, sort="="),
            Column("people", "(SELECT COUNT(*) FROM users WHERE state_id = s.id)", Kind.NUMBER),
            Column("public", "s.public", Kind.FLAG, sort="=", drop=True),
            Column("guest", "s.guest", Kind.FLAG, drop=True),
        ),
        search=("s.name {}",),
        filters=(flag("public", "s.public"),),
        sort="-priority",
        noun="state",
        inlines=(
            Inline("state_members", "state"),
            Inline("state_grants", "state"),
            Inline("users", "state"),
            Inline("role_mappings", "state"),
        ),
    ),
    Listing(
        "state_members",
        STANDING,
        (StateMember,),
        state_edits.VIEW,
        "state_members x",
        "x.id",
        ENTITY.format(id="x.entity_id", kind="x.kind"),
        joins="LEFT JOIN states s ON s.id = x.state_id",
        columns=(
            entity(),
            KIND_COLUMN,
            Column("state", "s.name", to="states", to_id="s.id", sort="s.priority"),
        ),
        search=(ENTITY.format(id="x.entity_id", kind="x.kind") + " {}",),
        filters=(Filter("state", "x.state_id {}", of=STATE), OF_KIND),
        sort="-state",
        page=False,
    ),
)

GROUP_LISTS = (
    Listing(
        "groups",
        STANDING,
        (Group,),
        groups.VIEW,
        "`groups` g",
        "g.id",
        "g.name",
        columns=(
            Column("name", "g.name", sub="g.description", to="groups", to_id="g.id", sort="="),
            Column("people", "(SELECT COUNT(*) FROM memberships WHERE group_id = g.id)", Kind.NUMBER),
            *(Column(f, f"g.{f}", Kind.FLAG, sort="=", drop=True) for f in FLAGS),
            Column("auto", IS_AUTO, Kind.FLAG, drop=True),
            Column("has_leader", HAS_LEADER, Kind.FLAG, drop=True),
            Column("reason_required", "g.reason_required", Kind.FLAG, only=True),
            Column("request_days", "g.request_days", Kind.NUMBER, only=True),
            Column("grace_days", "g.grace_days", Kind.NUMBER, only=True),
            Column(
                "for_states",
                "(SELECT GROUP_CONCAT(s.name) FROM group_states y JOIN states s ON s.id = y.state_id"
                " WHERE y.group_id = g.id)",
                only=True,
            ),
            Column("by_rule", "(g.rule IS NOT NULL)", Kind.FLAG, only=True),
        ),
        search=("g.name {}", "g.description {}"),
        filters=(
            *(flag(f, f"g.{f}") for f in FLAGS),
            flag("auto", IS_AUTO),
            flag("has_leader", HAS_LEADER),
        ),
        sort="name",
        noun="group",
        inlines=(
            Inline("memberships", "group"),
            Inline("group_leaders", "group"),
            Inline("group_leader_groups", "group"),
            Inline("group_requests", "group"),
            Inline("group_grants", "group"),
            Inline("role_mappings", "group"),
        ),
    ),
    Listing(
        "memberships",
        STANDING,
        (Membership,),
        groups.VIEW,
        "memberships x",
        "x.id",
        "j.name",
        joins=JOIN_GROUP + who_joins("x.user_id"),
        columns=(
            who(),
            GROUP_COLUMN,
            Column("since", "x.since", Kind.TIME, sort="x.id", drop=True),
            Column("until", "x.until", Kind.TIME, sort="=", drop=True),
            Column("leaving", "x.leaving_at", Kind.TIME, sort="=", drop=True),
        ),
        search=("j.name {}", "g.name {}"),
        filters=(
            OF_GROUP,
            flag("limited", "(x.until IS NOT NULL)"),
            flag("leaving", "(x.leaving_at IS NOT NULL)"),
            of_user(),
        ),
        sort="-since",
        page=False,
    ),
    Listing(
        "group_leaders",
        STANDING,
        (GroupLeader,),
        groups.VIEW,
        "group_leaders x",
        "x.id",
        "j.name",
        joins=JOIN_GROUP + who_joins("x.user_id"),
        columns=(who(), GROUP_COLUMN),
        search=("j.name {}", "g.name {}"),
        filters=(OF_GROUP, of_user()),
        sort="group",
        page=False,
    ),
    Listing(
        "group_leader_groups",
        STANDING,
        (GroupLeaderGroup,),
        groups.VIEW,
        "group_leader_groups x",
        "x.id",
        "h.name",
        joins=JOIN_GROUP + "LEFT JOIN `groups` h ON h.id = x.leaders_id",
        columns=(Column("leaders", "h.name", to="groups", to_id="h.id", sort="="), GROUP_COLUMN),
        search=("h.name {}", "g.name {}"),
        filters=(OF_GROUP,),
        sort="group",
        page=False,
    ),
    Listing(
        "group_requests",
        STANDING,
        (GroupRequest,),
        REQUESTS,
        "group_requests x",
        "x.id",
        "j.name",
        joins=JOIN_GROUP + who_joins("x.user_id") + by("x.decided_by_id", "d"),
        columns=(
            Column(
                "user",
                "COALESCE(NULLIF(j.name, ''), u.id)",
                face="u.main_id",
                to="group_requests",
                to_id="x.id",
                sort="=",
            ),
            GROUP_COLUMN,
            Column("kind", "x.kind", Kind.BADGE, words="admin.request_kind", sort="="),
            Column(
                "status",
                "x.status",
                Kind.BADGE,
                words="admin.request",
                tones={"pending": "warn", "approved": "good", "rejected": "danger"},
                sort="=",
            ),
            Column("created", "x.created_at", Kind.TIME, sort="x.id", drop=True),
            doer("decided_by", "d"),
            Column("reason", "NULLIF(x.reason, '')", only=True),
            Column("question", "NULLIF(x.question, '')", only=True),
            Column("reply", "NULLIF(x.reply, '')", only=True),
            Column("answer", "NULLIF(x.answer, '')", only=True),
            Column("decided", "x.decided_at", Kind.TIME, only=True),
            Column("face", "NULLIF(x.face, '')", Kind.CODE, only=True),
            Column("expires", "x.expires_at", Kind.TIME, only=True),
            Column("again", "x.again_at", Kind.TIME, only=True),
            Column("never_again", "x.never_again", Kind.FLAG, only=True),
        ),
        search=("j.name {}", "g.name {}"),
        filters=(
            OF_GROUP,
            Filter("status", "x.status {}", STATUSES, words="admin.request"),
            Filter("kind", "x.kind {}", ("join", "leave"), words="admin.request_kind"),
            since("created", "x.created_at"),
            of_user(),
        ),
        sort="-created",
        noun="request",
    ),
    Listing(
        "reserved_names",
        STANDING,
        (ReservedName,),
        reserved.VIEW,
        "reserved_names x",
        "x.id",
        "x.name",
        joins=by("x.created_by_id", "d"),
        columns=(
            Column("name", "x.name", sort="="),
            Column("reason", "x.reason"),
            doer("created_by", "d"),
            Column("created", "x.created_at", Kind.TIME, sort="x.id", drop=True),
        ),
        search=("x.name {}", "x.reason {}"),
        sort="name",
        page=False,
    ),
)

LISTINGS = (*STATE_LISTS, *GROUP_LISTS)
