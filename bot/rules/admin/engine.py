"""Lists of EVE's organisations, and of the engine: the audit trail, stopped passes, the queue, the clockwork."""

from __future__ import annotations

from bot.rules.access import STAFF, permission
from bot.rules.admin.words import ALLIANCE, ENGINE, EVE, by, doer
from bot.rules.audit import AUDIT
from bot.rules.listing import Column, Filter, Inline, Kind, Listing, flag, since
from models.audit import AuditRow
from models.brakes import Brake
from models.organisations import Alliance, Corporation, Faction
from models.queue import Job, Lease, ScheduleRun

CORPORATIONS = permission("eveonline.view_evecorporationinfo", "Can view EVE corporations")
ALLIANCES = permission("eveonline.view_eveallianceinfo", "Can view EVE alliances")
FACTIONS = permission("eveonline.view_evefactioninfo", "Can view EVE factions")

BRAKES = {"asked": "danger", "done": "good"}
SLOTS = {"dead": "danger", "running": "info"}
SLOT = "COALESCE(x.slot, 'dead')"

EVE_LISTS = (
    Listing(
        "corporations",
        EVE,
        (Corporation,),
        CORPORATIONS,
        "corporations k",
        "k.id",
        "k.name",
        joins="LEFT JOIN alliances a ON a.id = k.alliance_id",
        columns=(
            Column(
                "name",
                "COALESCE(NULLIF(k.name, ''), k.id)",
                sub="k.id",
                to="corporations",
                to_id="k.id",
                sort="k.name",
            ),
            Column("ticker", "k.ticker", sort="="),
            Column("alliance", "a.name", to="alliances", to_id="a.id", sort="="),
            Column("members", "k.member_count", Kind.NUMBER, sort="=", drop=True),
            Column(
                "known",
                "(SELECT COUNT(*) FROM characters c JOIN ownerships o ON o.character_id = c.id"
                " WHERE c.corporation_id = k.id)",
                Kind.NUMBER,
                drop=True,
            ),
            Column("closed", "k.closed", Kind.FLAG, drop=True),
            Column("checked", "k.checked_at", Kind.TIME, only=True),
            Column("due", "k.due_at", Kind.TIME, only=True),
        ),
        search=("k.name {}", "k.ticker {}"),
        filters=(Filter("alliance", "k.alliance_id {}", of=ALLIANCE), flag("closed", "k.closed")),
        sort="name",
        noun="corporation",
        inlines=(Inline("users", "corporation"), Inline("characters", "corporation")),
    ),
    Listing(
        "alliances",
        EVE,
        (Alliance,),
        ALLIANCES,
        "alliances a",
        "a.id",
        "a.name",
        columns=(
            Column(
                "name",
                "COALESCE(NULLIF(a.name, ''), a.id)",
                sub="a.id",
                to="alliances",
                to_id="a.id",
                sort="a.name",
            ),
            Column("ticker", "a.ticker", sort="="),
            Column(
                "corporations",
                "(SELECT COUNT(*) FROM corporations WHERE alliance_id = a.id)",
                Kind.NUMBER,
                drop=True,
            ),
            Column("closed", "a.closed", Kind.FLAG, drop=True),
            Column("checked", "a.checked_at", Kind.TIME, only=True),
            Column("due", "a.due_at", Kind.TIME, only=True),
        ),
        search=("a.name {}", "a.ticker {}"),
        filters=(flag("closed", "a.closed"),),
        sort="name",
        noun="alliance",
        inlines=(Inline("users", "alliance"), Inline("corporations", "alliance")),
    ),
    Listing(
        "factions",
        EVE,
        (Faction,),
        FACTIONS,
        "factions f",
        "f.id",
        "f.name",
        columns=(
            Column("name", "f.name", sub="f.id", to="factions", to_id="f.id", sort="="),
            Column("known", "(SELECT COUNT(*) FROM characters WHERE faction_id = f.id)", Kind.NUMBER),
        ),
        search=("f.name {}",),
        sort="name",
        noun="faction",
        inlines=(Inline("users", "faction"),),
    ),
)

ENGINE_LISTS = (
    Listing(
        "trail",
        ENGINE,
        (AuditRow,),
        AUDIT,
        "audit x",
        "x.id",
        "x.action",
        joins=by("x.actor_id", "d") + by("x.subject_id", "e"),
        columns=(
            Column("at", "x.at", Kind.TIME, to="trail", to_id="x.id", sort="x.id"),
            Column("action", "x.action", Kind.ACTION, sub="NULLIF(x.thing, '')"),
            doer("about", "e", drop=False),
            doer("actor", "d", drop=False),
            Column("face", "x.face", Kind.BADGE, words="admin.face", drop=True),
            Column("reason", "NULLIF(x.reason, '')", only=True),
            Column("before", "x.`before`", Kind.CODE, only=True),
            Column("after", "x.`after`", Kind.CODE, only=True),
            Column("correlation", "x.correlation", Kind.CODE, only=True),
        ),
        search=("x.action {}", "x.thing {}", "d.name {}", "e.name {}"),
        filters=(
            Filter("action", "x.action {}"),
            Filter("face", "x.face {}", ("discord", "web", "shell", "system"), words="admin.face"),
            since("at", "x.at"),
            Filter("correlation", "x.correlation {}", shown=False),
        ),
        sort="-at",
    ),
    Listing(
        "brakes",
        ENGINE,
        (Brake,),
        STAFF,
        "brakes x",
        "x.id",
        "x.source",
        joins=by("x.decided_by_id", "d"),
        columns=(
            Column("created", "x.created_at", Kind.TIME, to="brakes", to_id="x.id", sort="x.id"),
            Column("source", "x.source", Kind.CODE),
            Column("losers", "x.losers", Kind.NUMBER, sort="="),
            Column("holders", "x.holders", Kind.NUMBER, drop=True),
            Column("status", "x.status", Kind.BADGE, words="admin.brake", tones=BRAKES, sort="="),
            doer("decided_by", "d"),
            Column("decided", "x.decided_at", Kind.TIME, drop=True),
            Column("seen", "x.seen_at", Kind.TIME, only=True),
        ),
        search=("x.source {}",),
        filters=(
            Filter(
                "status",
                "x.status {}",
                ("asked", "done", "kept", "lapsed", "agreed", "spent"),
                words="admin.brake",
            ),
        ),
        sort="-created",
        noun="brake",
    ),
    Listing(
        "jobs",
        ENGINE,
        (Job,),
        STAFF,
        "jobs x",
        "x.id",
        "x.name",
        columns=(
            Column("work", "x.name", Kind.CODE, sub="x.`key`", to="jobs", to_id="x.id", sort="="),
            Column("status", SLOT, Kind.BADGE, words="admin.slot", tones=SLOTS, sort="="),
            Column("attempts", "x.attempts", Kind.NUMBER, sort="="),
            Column("run_at", "x.run_at", Kind.TIME, sort="="),
            Column("created", "x.created_at", Kind.TIME, sort="x.id", drop=True),
            Column("error", "x.last_error", drop=True),
            Column("lane", "x.lane", Kind.CODE, only=True),
            Column("priority", "x.priority", Kind.NUMBER, only=True),
            Column("claimed_until", "x.claimed_until", Kind.TIME, only=True),
        ),
        search=("LOWER(x.name) {}", "x.`key` {}", "x.last_error {}"),
        filters=(
            Filter("status", SLOT + " {}", ("waiting", "running", "dead"), words="admin.slot"),
            Filter("work", "LOWER(x.name) {}"),
            Filter("user", "x.`key` {}", shown=False, forms=("u{}", "%:{}")),
        ),
        sort="-created",
        noun="job",
    ),
    Listing(
        "schedule",
        ENGINE,
        (ScheduleRun,),
        STAFF,
        "schedule_runs x",
        "x.name",
        "x.name",
        columns=(
            Column("job", "x.name", Kind.CODE, to="schedule", to_id="x.name", sort="="),
            Column("started", "x.started_at", Kind.TIME, sort="="),
            Column("took", "x.duration_ms", Kind.NUMBER, sort="=", drop=True),
            Column(
                "result",
                "NULLIF(x.result, '')",
                Kind.BADGE,
                words="admin.result",
                tones={"ok": "good", "failed": "danger"},
            ),
            Column("message", "NULLIF(x.message, '')", drop=True),
            Column("next", "x.next_at", Kind.TIME, sort="=", drop=True),
        ),
        search=("x.name {}",),
        filters=(Filter("result", "x.result {}", ("ok", "failed"), words="admin.result"),),
        sort="job",
        noun="schedule",
    ),
    Listing(
        "leases",
        ENGINE,
        (Lease,),
        STAFF,
        "leases x",
        "x.name",
        "x.name",
        columns=(
            Column("lease", "x.name", Kind.CODE, sort="="),
            Column("holder", "x.holder", Kind.CODE),
            Column("until", "x.until", Kind.TIME, sort="="),
        ),
        sort="lease",
        page=False,
    ),
)

LISTINGS = (*EVE_LISTS, *ENGINE_LISTS)
