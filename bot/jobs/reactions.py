"""Who reacts to what, who does which work, and what happens by the clock: these tables and nothing else."""

from __future__ import annotations

from datetime import timedelta

from bot.jobs import schedule
from bot.jobs.schedule import Scheduled
from bot.jobs.worker import Table
from bot.rules import (
    access,
    affiliations,
    autogroups,
    brake,
    channels,
    delivery,
    direct,
    events,
    groups,
    health,
    mail,
    organisations,
    posts,
    privacy,
    renewal,
    requests,
    roles,
    ruled,
    services,
    sessions,
    staff,
    states,
    tenure,
    told,
    trailposts,
)

SCHEDULE = (
    Scheduled("affiliations", timedelta(seconds=15), affiliations.refresh_due),
    Scheduled("organisations", timedelta(minutes=2), organisations.refresh_due),
    Scheduled("names", timedelta(hours=1), organisations.refresh_names),
    Scheduled("factions", timedelta(days=1), organisations.refresh_factions),
    Scheduled("ownership", timedelta(minutes=1), renewal.check_due),
    Scheduled("services", timedelta(hours=1), services.reconcile_all),
    Scheduled("everybody", timedelta(days=1), states.look_at_everybody),
    Scheduled("requests", timedelta(minutes=5), requests.lapse_due),
    Scheduled("tenure", timedelta(minutes=1), tenure.look_at_clock),
    Scheduled("rules", timedelta(hours=1), ruled.look_by_the_clock),
    Scheduled("trail", timedelta(minutes=1), trailposts.collect),
    Scheduled("deletions", timedelta(minutes=10), privacy.erase_due),
    Scheduled("traces", timedelta(days=1), privacy.sweep),
    Scheduled("sweep", timedelta(hours=1), sessions.sweep),
)

TABLE = Table(
    events={
        events.CharactersMoved: [states.follow_moves],
        events.CharacterRenamed: [states.reassess],
        events.MainChanged: [states.reassess],
        events.OwnershipLost: [states.reassess],
        events.UserDisabled: [states.reassess],
        events.StatesEdited: [states.reassess_everybody],
        events.StatesChanged: [autogroups.reassess, groups.reassess],
        events.CorporationsRenamed: [autogroups.reassess, groups.reassess],
        events.GrantsEdited: [autogroups.reassess, groups.reassess],
        events.GroupsEdited: [groups.reassess],
        events.AutoGroupsEdited: [autogroups.reassess_everybody],
        events.MembershipsChanged: [access.reassess],
        events.AccessChanged: [services.reassess],
        events.StandingTold: [states.tell],
        events.NoticesWritten: [delivery.deliver],
    },
    tasks={
        "brake.carry_out": lambda key, _: brake.carry_out(int(key)),
        "link.told": lambda key, _: told.link(int(key)),
        "unlink.told": lambda key, why: told.unlinked(int(key), why),
        "mail.send": lambda key, _: mail.send(key),
        "notice.send": lambda key, _: delivery.send(int(key)),
        "post.direct": direct.spread,
        "post.look": lambda key, _: posts.look_again(int(key)),
        "post.person": lambda key, _: direct.show(int(key)),
        "post.test": channels.show_test,
        "post.untest": lambda key, _: channels.hide_test(key),
        "post.show": lambda key, _: posts.show(key),
        "privacy.erase": lambda key, _: privacy.carry_out(int(key)),
        "role.rename": lambda key, name: roles.rename(int(key), name),
        "service.reconcile": lambda key, _: services.reconcile_one(int(key)),
        "service.strip": lambda key, _: services.strip(int(key.split(":")[0]), key.split(":")[1]),
        "staff.collect": lambda _, __: staff.collect(),
        **schedule.tasks(SCHEDULE),
    },
    put_many=services.put_many,
    away=health.service_away,
)
