"""Lists of how people came in and what they were told: tokens, sessions, links, notices, addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.database import rows
from bot.rules.access import permission
from bot.rules.admin.people import JOIN_CHARACTER, OF_CHARACTER, TONES
from bot.rules.admin.words import PEOPLE, USERS, of_user, who, who_joins
from bot.rules.listing import Column, Filter, Kind, Listing, Value, flag
from bot.rules.sessions import handle
from models.links import LinkOffer
from models.notices import EmailAddress, Notice, NoticePreference
from models.sessions import Session
from models.tokens import Token

TOKENS = permission("esi.view_token", "Can view EVE tokens, without their secrets")
NOTICES = permission("notifications.view_notification", "Can view the notices of everybody")


async def _veiled(ids: Sequence[Any]) -> Mapping[Any, Mapping[str, Value]]:
    """Addresses as far as staff need them: at which provider somebody is, not where; one statement."""
    found = await rows(
        f"SELECT id, address FROM email_addresses WHERE id IN ({', '.join(str(int(i)) for i in ids)})"
    )
    return {r["id"]: {"address": f"{r['address'][:1]}…@{r['address'].rpartition('@')[2]}"} for r in found}


SIGN_IN_LISTS = (
    Listing(
        "tokens",
        PEOPLE,
        (Token,),
        TOKENS,
        "tokens x",
        "x.id",
        "c.name",
        joins=JOIN_CHARACTER + who_joins("x.user_id"),
        columns=(
            Column("character", "c.name", face="c.id", to="tokens", to_id="x.id", sort="="),
            who(),
            Column("status", "x.status", Kind.BADGE, words="admin.token", tones=TONES, sort="="),
            Column("created", "x.created_at", Kind.TIME, sort="x.id", drop=True),
            Column("checked", "x.checked_at", Kind.TIME, sort="=", drop=True),
            Column("used", "x.used_at", Kind.TIME, sort="=", drop=True),
            Column("scopes", "NULLIF(x.scopes, '')", Kind.CODE, only=True),
            Column("renewable", "(x.refresh <> '')", Kind.FLAG, only=True),
            Column("due", "x.check_due_at", Kind.TIME, only=True),
            Column("dying_since", "x.dying_since", Kind.TIME, only=True),
        ),
        search=("c.name {}", "j.name {}", "x.scopes {}"),
        filters=(
            Filter("status", "x.status {}", ("valid", "dying", "dead"), words="admin.token"),
            Filter("scope", "x.scopes {}"),
            of_user(),
            OF_CHARACTER,
        ),
        sort="-created",
        noun="token",
    ),
    Listing(
        "sessions",
        PEOPLE,
        (Session,),
        USERS,
        "sessions x",
        "x.id",
        "j.name",
        joins=who_joins("x.user_id"),
        columns=(
            who(),
            Column("began", "x.created_at", Kind.TIME, sort="="),
            Column("seen", "x.seen_at", Kind.TIME, sort="="),
            Column("confirmed", "x.confirmed_at", Kind.TIME, sort="=", drop=True),
            Column("expires", "x.expires_at", Kind.TIME, sort="=", drop=True),
        ),
        search=("j.name {}",),
        filters=(of_user(),),
        sort="-seen",
        page=False,
        veil=handle,
    ),
    Listing(
        "link_offers",
        PEOPLE,
        (LinkOffer,),
        USERS,
        "link_offers x",
        "x.id",
        "x.username",
        joins=who_joins("x.user_id"),
        columns=(
            Column("discord", "x.username", sub="x.discord_id", sort="="),
            Column("status", "x.status", Kind.BADGE, words="admin.link", sort="="),
            who(),
            Column("created", "x.created_at", Kind.TIME, sort="x.id"),
            Column("finished", "x.finished_at", Kind.TIME, sort="=", drop=True),
        ),
        search=("x.username {}", "x.display_name {}", "j.name {}"),
        filters=(
            Filter(
                "status",
                "x.status {}",
                ("waiting", "opened", "proved", "done", "refused"),
                words="admin.link",
            ),
            of_user(),
        ),
        sort="-created",
        page=False,
    ),
)

TELLING_LISTS = (
    Listing(
        "notices",
        PEOPLE,
        (Notice,),
        NOTICES,
        "notices x",
        "x.id",
        "j.name",
        joins=who_joins("x.user_id"),
        columns=(
            who(),
            Column("notice", "x.`key`", Kind.WORDS, sub="x.facts"),
            Column("category", "x.category", Kind.CODE, sort="=", drop=True),
            Column("level", "x.level", Kind.BADGE, words="admin.level", drop=True),
            Column("created", "x.created_at", Kind.TIME, sort="x.id"),
            Column("read", "x.read_at", Kind.TIME, sort="=", drop=True),
            Column("delivery", "x.delivery", Kind.BADGE, words="admin.delivery", drop=True),
        ),
        search=("j.name {}", "x.`key` {}"),
        filters=(
            Filter("level", "x.level {}", ("info", "success", "warning", "danger"), words="admin.level"),
            flag("read", "(x.read_at IS NOT NULL)"),
            Filter(
                "delivery", "x.delivery {}", ("none", "waiting", "sent", "closed"), words="admin.delivery"
            ),
            Filter("category", "x.category {}"),
            of_user(),
        ),
        sort="-created",
        page=False,
    ),
    Listing(
        "emails",
        PEOPLE,
        (EmailAddress,),
        USERS,
        "email_addresses x",
        "x.id",
        "j.name",
        joins=who_joins("x.user_id"),
        columns=(
            who(),
            Column("address"),
            Column("verified", "x.verified_at", Kind.TIME, sort="="),
            Column("asked", "x.asked_at", Kind.TIME, sort="=", drop=True),
            Column("failed", "x.failed_at", Kind.TIME, sort="=", drop=True),
        ),
        search=("j.name {}",),
        fill=_veiled,
        filters=(flag("verified", "(x.verified_at IS NOT NULL)"), of_user()),
        sort="user",
        page=False,
    ),
    Listing(
        "notice_preferences",
        PEOPLE,
        (NoticePreference,),
        USERS,
        "notice_preferences x",
        "x.id",
        "j.name",
        joins=who_joins("x.user_id"),
        columns=(
            who(),
            Column("category", "x.category", Kind.CODE, sort="="),
            Column("direct", "x.direct", Kind.FLAG, sort="="),
        ),
        search=("j.name {}", "x.category {}"),
        filters=(flag("direct", "x.direct"), of_user()),
        sort="user",
        page=False,
    ),
)

LISTINGS = (*SIGN_IN_LISTS, *TELLING_LISTS)
