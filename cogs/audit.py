"""Who may what, and why: `/audit`, and the menu on a member that asks why. The rules are in holders, why and trail."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.errors import NotFound
from bot.rules import accounts, advice, asking, holders, questions, trail, trailwords, when, why
from bot.rules.access import STAFF, Actor, Source
from bot.rules.audit import AUDIT
from bot.rules.outside import outside
from cogs.kit import (
    ROWS,
    Button,
    Interaction,
    Option,
    Panel,
    Tone,
    actor_of,
    attach,
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
from cogs.lookup import pilots
from cogs.trail import line_text, log_button, moment, show_trail

Choice = app_commands.Choice[str]


async def _permissions(interaction: Interaction, text: str) -> list[Choice]:
    found = await questions.find(await actor_of(interaction), text, groups=False)
    return [_choice(q) for q in found if q.kind == "permission"]


async def _things(interaction: Interaction, text: str) -> list[Choice]:
    return [_choice(q) for q in await questions.find(await actor_of(interaction), text)]


def _choice(question: questions.Question) -> Choice:
    label = f"{question.name} · {question.detail}" if question.detail else question.name
    return app_commands.Choice(name=label[:100], value=question.about[:100])


async def _subjects(interaction: Interaction, text: str) -> list[Choice]:
    """What the trail is about: nouns, then groups by name."""
    actor, language = await actor_of(interaction), str(interaction.locale)
    if not actor.may(AUDIT):
        return []
    nouns = [(trailwords.noun(language, n), n) for n in trailwords.nouns()]
    named = [(q.name, q.about) for q in await questions.find(actor, text) if q.kind in ("group", "instance")]
    fitting = [(n, v) for n, v in nouns if text.strip().casefold() in f"{n} {v}".casefold()]
    return [app_commands.Choice(name=n[:100], value=v[:100]) for n, v in [*fitting, *named]][:25]


class Audit(commands.GroupCog, group_name="audit", group_description=say("en", "command.audit")):
    """What auditors ask; Discord shows it to those who may manage roles, the rules decide."""

    @app_commands.command(description=say("en", "command.audit_who"))
    @app_commands.describe(permission=say("en", "option.permission"))
    @app_commands.autocomplete(permission=_permissions)
    @needs(AUDIT)
    async def who(self, interaction: Interaction, permission: str | None = None) -> None:
        if permission is None:
            await _overview(interaction, [], [])
            return
        actor = await actor_of(interaction)
        await _who(interaction, [await questions.permission(actor, permission), "-", "1"], [])

    @app_commands.command(description=say("en", "command.audit_user"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(AUDIT)
    async def user(self, interaction: Interaction, pilot: str) -> None:
        actor = await actor_of(interaction)
        await _user(interaction, [str(await accounts.pilot(actor, pilot)), "1"], [])

    @app_commands.command(description=say("en", "command.audit_why"))
    @app_commands.describe(pilot=say("en", "option.pilot"), thing=say("en", "option.thing"))
    @app_commands.autocomplete(pilot=pilots, thing=_things)
    @needs(AUDIT)
    async def why(self, interaction: Interaction, pilot: str, thing: str) -> None:
        actor = await actor_of(interaction)
        user_id = await accounts.pilot(actor, pilot)
        await _chain(interaction, user_id, await questions.resolve(actor, thing))

    @app_commands.command(description=say("en", "command.audit_trail"))
    @app_commands.describe(
        pilot=say("en", "option.trail_pilot"),
        about=say("en", "option.about"),
        by=say("en", "option.by"),
        since=say("en", "option.since"),
    )
    @app_commands.autocomplete(pilot=pilots, by=pilots, about=_subjects)
    @needs(AUDIT)
    async def trail(
        self,
        interaction: Interaction,
        pilot: str | None = None,
        about: str | None = None,
        by: str | None = None,
        since: str | None = None,
    ) -> None:
        actor = await actor_of(interaction)
        whom = await accounts.pilot(actor, pilot) if pilot else None
        itself = bool(by) and str(by).strip().casefold() == trail.CONCORD
        whose = trail.CONCORD if itself else str(await accounts.pilot(actor, by)) if by else ""
        start = when.past(since) if since else None
        await show_trail(interaction, whom, whose, asking.subject(about or ""), start)


# -- all permissions ---------------------------------------------------------------------------------------


@pressed("audit", "overview")
async def _overview(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """Every permission that somebody holds, with counts; each leads to its holders."""
    language = str(interaction.locale)
    found = await holders.overview(await actor_of(interaction))
    page = pages(language, len(found.counts), page_of(args), "b1:audit:overview")
    panel = Panel().text(
        "### " + say(language, "holders.overview", count=len(found.counts)),
        say(language, "web.audit.superusers", count=found.superusers),
        say(language, "web.audit.inactive", count=found.inactive) if found.inactive else "",
    )
    for count in found.counts[page.start : page.stop]:
        numbers = say(
            language,
            "holders.counts",
            users=count.users,
            groups=count.groups,
            group_people=count.group_people,
            states=count.states,
            state_people=count.state_people,
        )
        text = f"**{escaped(count.codename)}** {escaped(count.allows)}\n-# {numbers}"
        show_ = Button(say(language, "auditor.show"), f"b1:audit:who:{count.codename}:-:1")
        panel.row(text, beside=show_)
    site = outside.web_url
    await show(
        interaction,
        panel.buttons(
            *page.buttons, Button(say(language, "auditor.site"), url=f"{site}/audit") if site else None
        ),
    )


# -- holders of one permission -----------------------------------------------------------------------------


@pressed("audit", "who")
async def _who(interaction: Interaction, args: list[str], _: list[str]) -> None:
    codename, through, number = args[0], "" if args[1] == "-" else args[1].replace(".", ":"), page_of(args)
    await _holders(interaction, codename, through, number)


@chosen("audit", "through")
async def _narrowed(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _holders(interaction, args[0], "" if values[0] == "-" else values[0], 1)


async def _holders(interaction: Interaction, codename: str, through: str, number: int) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    start = (number - 1) * ROWS
    found = await holders.holders(actor, codename, through=through, start=start, per=ROWS)
    if found.fit and not found.people:
        await _holders(interaction, codename, through, -(-found.fit // ROWS))
        return
    asked = through.replace(":", ".") or "-"
    page = pages(language, found.fit, number, f"b1:audit:who:{codename}:{asked}")
    panel = Panel().text(f"### {escaped(codename)}", escaped(found.allows), _summary(language, found))
    for person in found.people:
        panel.text(_holder(language, person))
    if not found.people:
        panel.text(say(language, "holders.nobody"))
    options = [Option(say(language, "holders.all_sources"), "-", chosen=not through)]
    for gate in found.gates:
        value = _way(gate.source)
        counted = say(language, "holders.people", count=gate.people)
        options.append(
            Option(trailwords.source(language, gate.source), value, counted, chosen=value == through)
        )
    panel.choose(f"s1:audit:through:{codename}", say(language, "holders.narrow"), options)
    site = outside.web_url
    await show(
        interaction,
        panel.buttons(
            *page.buttons,
            Button(say(language, "auditor.file"), f"b1:audit:file:{codename}"),
            Button(say(language, "auditor.site"), url=f"{site}/audit/permissions/{codename}")
            if site
            else None,
        ),
    )


def _way(source: Source) -> str:
    return f"{source.through.value}:{source.id}" if source.id else source.through.value


def _summary(language: str, found: holders.Holders) -> str:
    ways = [
        say(
            language, "holders.through", count=g.people, source=trailwords.source(language, g.source, escaped)
        )
        for g in found.gates
        if g.people
    ]
    said = say(language, "holders.total", count=found.total) + (f": {joined(ways)}." if ways else ".")
    return said + (" " + say(language, "holders.inactive", count=found.inactive) if found.inactive else "")


def _holder(language: str, person: holders.Person) -> str:
    ticker = f" [{escaped(person.ticker)}]" if person.ticker else ""
    sources = joined(trailwords.source(language, s, escaped) for s in person.sources)
    return f"**{escaped(person.name)}**{ticker} · {escaped(person.state)}\n-# {sources}"


@pressed("audit", "file")
async def _file(interaction: Interaction, args: list[str], _: list[str]) -> None:
    actor = await actor_of(interaction)
    await attach(interaction, "holders", holders.HEADS, _rows(actor, args[0]))


async def _rows(actor: Actor, codename: str) -> AsyncIterator[list[tuple[str, ...]]]:
    async for people in holders.export(actor, codename):
        yield [holders.as_row(p) for p in people]


# -- everything one person may do --------------------------------------------------------------------------


@pressed("audit", "user")
async def _user(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await holders.rights(actor, id_of(args, 0))
    person = found.person
    page = pages(language, len(found.holdings), page_of(args), f"b1:audit:user:{person.user_id}")
    panel = Panel(Tone.INFO if person.active else Tone.REFUSED)
    panel.text(f"### {escaped(person.name)}", f"{escaped(person.state)} · {escaped(person.corporation)}")
    if not person.active:
        panel.text(say(language, "holders.shut_out"))
    panel.text(say(language, "holders.rights", count=len(found.holdings)))
    for holding in found.holdings[page.start : page.stop]:
        panel.text(_holding(language, holding))
    panel.buttons(
        *page.buttons,
        Button(say(language, "auditor.why"), f"b1:audit:ask:{person.user_id}"),
        log_button(language, person.user_id),
    )
    await show(interaction, panel)


def _holding(language: str, holding: holders.Holding) -> str:
    sources = joined(trailwords.source(language, s, escaped) for s in holding.sources)
    only = say(language, "holders.only") if holding.hangs_on_one else ""
    allows = f" · {escaped(holding.allows)}" if holding.allows else ""
    return f"**{escaped(holding.codename)}**{allows}\n-# {' '.join(p for p in (sources, only) if p)}"


# -- why, and why not --------------------------------------------------------------------------------------


async def _chain(interaction: Interaction, user_id: int, about: str) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await why.why(actor, user_id, about)
    person = escaped(found.card.main.name if found.card.main else say(language, "me.no_main"))
    panel = Panel(Tone.DONE if found.has else Tone.REFUSED)
    key = "why.yes" if found.has else "why.no"
    panel.text("### " + say(language, key, thing=escaped(found.name), person=person))
    panel.text(*(_link(language, r) for r in found.reasons))
    if found.lately:
        panel.text(f"**{say(language, 'why.lately')}**", *(line_text(language, x) for x in found.lately))
    changes = [f"• {trailwords.reason(language, c, moment, escaped)}" for c in found.changes]
    if changes:
        panel.text(f"**{say(language, 'why.to_change' if not found.has else 'why.to_end')}**", *changes)
    panel.buttons(
        Button(say(language, "button.reassess"), f"b1:admin:reassess:{user_id}")
        if actor.may(STAFF)
        else None,
        None
        if found.has
        else Button(say(language, "auditor.tell"), f"b1:audit:tell:{user_id}:{_short(about)}"),
        Button(say(language, "auditor.other"), f"b1:audit:ask:{user_id}"),
        Button(say(language, "auditor.rights"), f"b1:audit:user:{user_id}:1"),
        log_button(language, user_id),
    )
    await show(interaction, panel)


def _link(language: str, reason: why.Reason) -> str:
    sign = {True: "✅ ", False: "❌ ", None: "└ "}[reason.good]
    return sign + trailwords.reason(language, reason, moment, escaped)


def _short(about: str) -> str:
    """What was asked about, as a button carries it: "instance:3" → "instance,3"."""
    return about.replace(":", ",", 1)


@pressed("audit", "tell")
async def _tell(interaction: Interaction, args: list[str], _: list[str]) -> None:
    thing = await advice.give(await actor_of(interaction), id_of(args, 0), args[1].replace(",", ":", 1))
    await tell(interaction, "why.told", thing=escaped(thing))


@pressed("audit", "ask")
async def _ask(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _choose(interaction, id_of(args, 0))


async def _choose(interaction: Interaction, user_id: int) -> None:
    """What could be missing: a select for each kind, up to 25 of each; the command finds the others."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    card = await accounts.card(actor, user_id)
    person = escaped(card.main.name if card.main else say(language, "me.no_main"))
    missing = await questions.lacking(actor, user_id)
    panel = Panel().text("### " + say(language, "why.ask", person=person), say(language, "why.ask_more"))
    for kind in ("instance", "group", "permission"):
        options = [
            Option(q.name, q.about, q.detail) for q in missing if q.kind == kind and len(q.about) <= 100
        ]
        panel.choose(f"s1:audit:{kind}:{user_id}", say(language, f"why.choose.{kind}"), options)
    await show(interaction, panel)


@chosen("audit", "instance")
async def _service_chosen(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _chain(interaction, id_of(args, 0), values[0])


@chosen("audit", "group")
async def _group_chosen(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _chain(interaction, id_of(args, 0), values[0])


@chosen("audit", "permission")
async def _permission_chosen(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _chain(interaction, id_of(args, 0), values[0])


@app_commands.context_menu(name=say("en", "command.why_no_access"))
@app_commands.default_permissions(manage_roles=True)
@needs(AUDIT)
async def why_no_access(interaction: Interaction, member: discord.Member) -> None:
    """The commonest question of all, from a member's name."""
    actor = await actor_of(interaction)
    try:
        user_id = await accounts.by_discord(actor, member.id)
    except NotFound:
        await tell(interaction, "whois.not_linked", person=f"<@{member.id}>")
        return
    await _choose(interaction, user_id)


async def setup(bot: ConcordBot) -> None:
    cog = Audit()
    group = cog.__cog_app_commands_group__
    assert isinstance(group, app_commands.Group)
    group.default_permissions = discord.Permissions(manage_roles=True)
    group.guild_only = True
    await bot.add_cog(cog)
    bot.tree.add_command(why_no_access)
