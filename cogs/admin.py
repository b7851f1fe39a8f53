"""Running the place from Discord: health, first steps, the queue, scheduled jobs, and stopped passes."""

from __future__ import annotations

from datetime import datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.rules import (
    brake,
    guilds,
    health,
    queue,
    schedule,
    upkeep,
)
from bot.rules.access import STAFF, Actor
from bot.rules.postings import STAFF as STAFF_POSTS
from bot.rules.postings import WELCOME
from cogs.channels import choose
from cogs.kit import (
    Button,
    Interaction,
    Option,
    Panel,
    Style,
    Tone,
    actor_of,
    chosen,
    escaped,
    id_of,
    joined,
    needs,
    page_of,
    pages,
    pressed,
    say,
    show,
    tell,
)


class Admin(commands.GroupCog, group_name="admin", group_description=say("en", "command.admin")):
    """What staff do; Discord shows it to those who may manage roles, the rules decide."""

    @app_commands.command(description=say("en", "command.admin_health"))
    @needs(STAFF)
    async def health(self, interaction: Interaction) -> None:
        await _health(interaction, [], [])

    @app_commands.command(description=say("en", "command.admin_setup"))
    @needs(STAFF)
    async def setup(self, interaction: Interaction) -> None:
        await _setup(interaction)

    @app_commands.command(description=say("en", "command.admin_queue"))
    @app_commands.describe(failed=say("en", "option.failed"))
    @needs(STAFF)
    async def queue(self, interaction: Interaction, failed: bool = True) -> None:
        await (_queue if failed else _work)(interaction, [], [])

    @app_commands.command(description=say("en", "command.admin_jobs"))
    @app_commands.describe(run=say("en", "option.job"))
    @needs(STAFF)
    async def jobs(self, interaction: Interaction, run: str | None = None) -> None:
        if run is not None:
            await schedule.run_now(await actor_of(interaction), run)
        await _jobs(interaction, [], [])

    @jobs.autocomplete("run")
    async def _job_names(self, interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
        actor = await actor_of(interaction)
        if not actor.may(STAFF):
            return []
        names = [j.name for j in await schedule.overview(actor)]
        return [app_commands.Choice(name=n, value=n) for n in names if text.lower() in n][:25]


# -- health ----------------------------------------------------------------------------------------------


@pressed("admin", "health")
async def _health(interaction: Interaction, _: list[str], __: list[str]) -> None:
    language = str(interaction.locale)
    found = await health.look(await actor_of(interaction))
    panel = Panel(Tone.DONE if found.well else Tone.WAITING)
    panel.text(
        "### " + say(language, "health.well" if found.well else "health.look"),
        say(
            language,
            "health.queue",
            waiting=found.depth.waiting,
            running=found.depth.running,
            dead=found.depth.dead,
            oldest=round(found.oldest_seconds),
        ),
    )
    _tell_outside(panel, language, found)
    panel.text("-# " + " · ".join([f"Concord {found.versions['Concord']}", *_budgets(language, found)]))
    if found.last_affiliations:
        panel.text(say(language, "health.affiliations", when=_ago(found.last_affiliations)))
    if found.failed_jobs:
        panel.text(say(language, "health.failed_jobs", names=joined(found.failed_jobs)))
    if found.troubled_roles:
        panel.text(say(language, "health.troubled_roles", names=escaped(joined(found.troubled_roles))))
    if found.faults:
        when, reference = _ago(found.faults[0].at), found.faults[0].reference
        panel.text(say(language, "health.faults", count=found.fault_count, reference=reference, when=when))
    panel.buttons(
        Button(say(language, "button.queue"), "b1:admin:queue"),
        Button(say(language, "button.jobs"), "b1:admin:jobs"),
        Button(say(language, "button.refresh"), "b1:admin:health"),
    )
    await show(interaction, panel)


def _tell_outside(panel: Panel, language: str, found: health.Health) -> None:
    """Discord, ESI and each service: does it answer?"""
    if found.discord is not None:
        panel.text(say(language, "health.discord", ms=round((found.discord.latency or 0) * 1000)))
    if found.eve is not None and found.eve.paused_until is not None:
        panel.text(say(language, "health.eve_paused", when=_ago(found.eve.paused_until)))
    for service in found.services:
        key = "health.service" if service.ready and service.since is None else "health.service_away"
        panel.text(
            say(
                language,
                key,
                name=escaped(service.name),
                trouble=escaped(service.trouble),
                waiting=service.waiting,
                refused=service.refused,
                roles=service.roles,
            )
        )


ROUTES = ("role_put", "role_delete", "member", "role_create")
"""The limits of Discord that have words."""


def _budgets(language: str, found: health.Health) -> list[str]:
    """What ESI and Discord still allow."""
    told = []
    if found.eve is not None and found.eve.error_budget is not None:
        told.append(say(language, "health.esi_budget", left=found.eve.error_budget))
    for window in found.discord.windows if found.discord is not None else ():
        name = say(language, f"web.admin.{window.route}") if window.route in ROUTES else window.route
        told.append(say(language, "health.window", name=name, left=window.remaining, most=window.limit))
    return told[:4]


def _ago(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"


# -- first steps -----------------------------------------------------------------------------------------


async def _setup(interaction: Interaction) -> None:
    language = str(interaction.locale)
    found = await guilds.checklist(await actor_of(interaction), interaction.guild_id or 0)
    if found is None:
        await tell(interaction, "setup.not_served")
        return
    panel = Panel(Tone.DONE if all(c.fine for c in found.checks) else Tone.WAITING)
    panel.text("### " + say(language, "setup.title", guild=escaped(found.name)))
    for check in found.checks:
        key = check.key if check.fine else f"{check.key}_missing"
        panel.text(f"{'✅' if check.fine else '⚠️'} {say(language, key, **check.facts)}")
    panel.text(say(language, "setup.visibility"))
    for kind in (WELCOME, STAFF_POSTS):
        panel.choose_channel(
            f"s1:setup:{kind}", say(language, f"setup.choose_{kind}"), found.channels.get(kind)
        )
    panel.buttons(Button(say(language, "button.refresh"), "b1:setup:again"))
    await show(interaction, panel)


@pressed("setup", "again")
async def _setup_again(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await _setup(interaction)


@chosen("setup", WELCOME)
async def _choose_welcome(interaction: Interaction, _: list[str], values: list[str]) -> None:
    await _choose(interaction, WELCOME, values)


@chosen("setup", STAFF_POSTS)
async def _choose_staff(interaction: Interaction, _: list[str], values: list[str]) -> None:
    await _choose(interaction, STAFF_POSTS, values)


async def _choose(interaction: Interaction, kind: str, values: list[str]) -> None:
    channel = id_of(values, 0) if values else None
    if await choose(interaction, kind, channel):
        await _setup(interaction)


# -- the queue and the clockwork ---------------------------------------------------------------------------


@pressed("admin", "queue")
async def _queue(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    depth, dead = await queue.depth(), await queue.dead(actor)
    panel = Panel(Tone.WAITING if dead else Tone.DONE)
    panel.text(
        "### " + say(language, "queue.title"),
        say(language, "queue.depth", waiting=depth.waiting, running=depth.running, dead=depth.dead),
    )
    page = pages(language, len(dead), page_of(args), "b1:admin:queue")
    for job in dead[page.start : page.stop]:
        text = f"**{escaped(job.name)}** {escaped(job.key)}\n-# {escaped(job.last_error[:150])}"
        panel.row(text, beside=Button(say(language, "button.retry"), f"b1:queue:retry:{job.id}"))
    if dead:
        shown = dead[page.start : page.stop]
        options = [Option(f"{j.name} {j.key}"[:100], str(j.id), j.last_error[:100]) for j in shown]
        panel.choose("s1:queue:drop", say(language, "queue.drop_one"), options)
    panel.buttons(
        *page.buttons,
        Button(say(language, "button.retry_all"), "b1:queue:retry_all") if len(dead) > 1 else None,
        Button(say(language, "queue.drop_all"), "b1:queue:ask_drop", style=Style.DANGER) if dead else None,
        Button(say(language, "queue.what_waits"), "b1:queue:work:1"),
        Button(say(language, "button.refresh"), "b1:admin:queue:1"),
    )
    await show(interaction, panel)


@pressed("queue", "work")
async def _work(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """What waits and runs, by kind of work."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = (await health.look(actor)).names
    panel = Panel(Tone.INFO).text("### " + say(language, "queue.what_waits"))
    page = pages(language, len(found), page_of(args), "b1:queue:work")
    for work in found[page.start : page.stop]:
        depth = say(language, "queue.depth", waiting=work.waiting, running=work.running, dead=work.dead)
        oldest = f" · {_ago(work.oldest)}" if work.oldest else ""
        panel.text(f"**{escaped(work.name)}**{oldest}\n-# {depth}")
    if not found:
        panel.text(say(language, "web.admin.idle"))
    panel.buttons(*page.buttons, Button(say(language, "button.queue"), "b1:admin:queue:1"))
    await show(interaction, panel)


@pressed("queue", "retry")
async def _retry(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await queue.retry(await actor_of(interaction), _numbers(args))
    await _queue(interaction, [], [])


@pressed("queue", "retry_all")
async def _retry_all(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await upkeep.retry_all(await actor_of(interaction))
    await _queue(interaction, [], [])


@chosen("queue", "drop")
async def _drop(interaction: Interaction, _: list[str], values: list[str]) -> None:
    await queue.drop(await actor_of(interaction), _numbers(values))
    await _queue(interaction, [], [])


@pressed("queue", "ask_drop")
async def _ask_drop(interaction: Interaction, _: list[str], __: list[str]) -> None:
    language, dead = str(interaction.locale), await queue.dead(await actor_of(interaction))
    panel = Panel(Tone.WAITING).text(
        "### " + say(language, "queue.drop_all"), say(language, "admin.why.drop")
    )
    panel.text("\n".join(f"- {escaped(j.name)} {escaped(j.key)}" for j in dead[:5]))
    panel.buttons(
        Button(say(language, "queue.drop_now"), "b1:queue:drop_all", style=Style.DANGER),
        Button(say(language, "button.cancel"), "b1:admin:queue:1"),
    )
    await show(interaction, panel)


@pressed("queue", "drop_all")
async def _drop_all(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await upkeep.drop_all(await actor_of(interaction))
    await _queue(interaction, [], [])


def _numbers(args: list[str]) -> list[int]:
    return [int(n) for a in args for n in a.split(",") if n.isascii() and n.isdigit() and len(n) <= 18]


@pressed("admin", "jobs")
async def _jobs(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await schedule.overview(actor)
    panel = Panel(Tone.INFO).text("### " + say(language, "jobs.title"))
    page = pages(language, len(found), page_of(args), "b1:admin:jobs")
    for job in found[page.start : page.stop]:
        icon = {"ok": "✅", "failed": "❌"}.get(job.result, "⏳")
        when = f"<t:{int(job.started_at.timestamp())}:R>" if job.started_at else say(language, "jobs.never")
        took = say(language, "jobs.took", ms=job.duration_ms) if job.duration_ms is not None else ""
        text = f"{icon} **{job.name}** · {when} {took}"
        if job.message:
            text += f"\n-# {escaped(job.message[:100])}"
        panel.row(text, beside=Button(say(language, "button.run"), f"b1:jobs:run:{job.name}"))
    panel.buttons(*page.buttons)
    await show(interaction, panel)


@pressed("jobs", "run")
async def _run(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await schedule.run_now(await actor_of(interaction), args[0])
    await _jobs(interaction, [], [])


# -- stopped passes ----------------------------------------------------------------------------------------


@pressed("brake", "do")
async def _do_it(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _decide(interaction, await actor_of(interaction), id_of(args, 0), do_it=True)


@pressed("brake", "keep")
async def _keep(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _decide(interaction, await actor_of(interaction), id_of(args, 0), do_it=False)


async def _decide(interaction: Interaction, actor: Actor, brake_id: int, *, do_it: bool) -> None:
    row = await brake.decide(actor, brake_id, do_it)
    await tell(interaction, "brake.you_did" if do_it else "brake.you_kept", count=row.losers)


async def setup(bot: ConcordBot) -> None:
    cog = Admin()
    group = cog.__cog_app_commands_group__
    assert isinstance(group, app_commands.Group)
    group.default_permissions = discord.Permissions(manage_roles=True)
    group.guild_only = True
    await bot.add_cog(cog)
