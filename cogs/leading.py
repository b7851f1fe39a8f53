"""Groups as their leaders see them: `/group …`, and the menu on a person that puts them into one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards import message
from bot.client import ConcordBot
from bot.errors import Invalid, no_such
from bot.rules import accounts, candidates, groups, leading, roster, when
from bot.rules.outside import outside
from bot.rules.posts import Card, plain
from cogs.deciding import show_queue
from cogs.kit import (
    ROWS,
    Button,
    Interaction,
    Option,
    Panel,
    Style,
    Tone,
    actor_of,
    attach,
    chosen,
    escaped,
    id_of,
    needs,
    page_of,
    pages,
    pressed,
    say,
    show,
)
from cogs.trail import place_of, trail_panel

if TYPE_CHECKING:
    from bot.rules.roster import Fellow

EXAMPLES = ("7d", "30d", "90d")
LOG = 5


# -- what is typed ---------------------------------------------------------------------------------------


async def groups_led(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """The groups that the asker decides about."""
    led = await leading.led_by(await actor_of(interaction))
    fits = [g for g in led if text.casefold() in g.name.casefold()]
    return [app_commands.Choice(name=_label(g)[:100], value=str(g.id)) for g in fits[:25]]


def _label(group: leading.Led) -> str:
    return f"{group.name} · {group.members}" + (f" · ⏳ {group.waiting}" if group.waiting else "")


async def led(interaction: Interaction, text: str) -> int:
    """The group that a choice or a typed name means, of those that the asker decides about."""
    found = await leading.led_by(await actor_of(interaction))
    fits = [g for g in found if str(g.id) == text or g.name.casefold() == text.strip().casefold()]
    fits = fits or [g for g in found if text.strip().casefold() in g.name.casefold()]
    if len(fits) != 1:
        raise no_such("group", text, (g.name for g in fits or found))
    return fits[0].id


async def outsiders(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Pilots who could be put into the group that is chosen in the same command."""
    return await _people(interaction, text, inside=False)


async def insiders(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Members of the group that is chosen in the same command."""
    return await _people(interaction, text, inside=True)


async def _people(interaction: Interaction, text: str, *, inside: bool) -> list[app_commands.Choice[str]]:
    wanted, actor = getattr(interaction.namespace, "group", None), await actor_of(interaction)
    group = next((g for g in await leading.led_by(actor) if str(g.id) == wanted), None)
    if group is None:
        return []
    found = await candidates.find(actor, group.id, text, inside=inside)
    return [app_commands.Choice(name=_pilot(p)[:100], value=f"user:{p.user_id}") for p in found]


def _pilot(pilot: candidates.Pilot) -> str:
    return " · ".join(p for p in (pilot.name, f"[{pilot.ticker}]" if pilot.ticker else "", pilot.state) if p)


async def moments(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """What was understood of a time, before it is sent."""
    if not text.strip():
        return [
            app_commands.Choice(name=f"{e} · {when.shown(when.understood(e))}", value=e) for e in EXAMPLES
        ]
    try:
        shown = when.shown(when.understood(text))
    except Invalid as e:
        shown = say(str(interaction.locale), e.key, **e.values)
    return [app_commands.Choice(name=shown[:100], value=text[:100])]


# -- the commands ----------------------------------------------------------------------------------------


class Group(commands.GroupCog, group_name="group", group_description=say("en", "command.group")):
    """What leaders do; the rules decide about which groups."""

    @app_commands.command(description=say("en", "command.group_requests"))
    @app_commands.describe(group=say("en", "option.group_led"))
    @app_commands.autocomplete(group=groups_led)
    @needs(leads=True)
    async def requests(self, interaction: Interaction, group: str | None = None) -> None:
        await show_queue(interaction, await led(interaction, group) if group else 0, 1)

    @app_commands.command(description=say("en", "command.group_members"))
    @app_commands.describe(group=say("en", "option.group_led"))
    @app_commands.autocomplete(group=groups_led)
    @needs(leads=True)
    async def members(self, interaction: Interaction, group: str) -> None:
        await _members(interaction, await led(interaction, group), 1)

    @app_commands.command(description=say("en", "command.group_add"))
    @app_commands.describe(
        group=say("en", "option.group_led"),
        pilot=say("en", "option.pilot"),
        until=say("en", "option.until"),
        reason=say("en", "option.reason"),
    )
    @app_commands.autocomplete(group=groups_led, pilot=outsiders, until=moments)
    @needs(leads=True)
    async def add(
        self,
        interaction: Interaction,
        group: str,
        pilot: str,
        until: str | None = None,
        reason: app_commands.Range[str, 0, 300] = "",
    ) -> None:
        actor, group_id = await actor_of(interaction), await led(interaction, group)
        user_id = await candidates.pilot(actor, group_id, pilot)
        end = when.understood(until) if until else None
        done = await groups.add(actor.because(reason), group_id, user_id, until=end)
        name = await accounts.name_of(user_id)
        key = "leading.added_until" if end else "leading.added"
        stamp = f"<t:{int(end.timestamp())}:f>" if end else ""
        await _done(interaction, key, group_id, user_id, name=name, group=done.name, when=stamp)

    @app_commands.command(description=say("en", "command.group_remove"))
    @app_commands.describe(
        group=say("en", "option.group_led"),
        pilot=say("en", "option.pilot"),
        reason=say("en", "option.reason"),
    )
    @app_commands.autocomplete(group=groups_led, pilot=insiders)
    @needs(leads=True)
    async def remove(
        self, interaction: Interaction, group: str, pilot: str, reason: app_commands.Range[str, 0, 300] = ""
    ) -> None:
        actor, group_id = await actor_of(interaction), await led(interaction, group)
        user_id = await candidates.pilot(actor, group_id, pilot, inside=True)
        if not reason:
            await _ask_remove(interaction, [str(group_id), str(user_id)], [])
            return
        done = await groups.remove(actor.because(reason), group_id, user_id)
        name = await accounts.name_of(user_id)
        await _done(interaction, "leading.removed", group_id, user_id, name=name, group=done.name)

    @app_commands.command(description=say("en", "command.group_log"))
    @app_commands.describe(group=say("en", "option.group_led"), pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(group=groups_led, pilot=insiders)
    @needs(leads=True)
    async def log(self, interaction: Interaction, group: str, pilot: str | None = None) -> None:
        actor, group_id = await actor_of(interaction), await led(interaction, group)
        user_id = await candidates.pilot(actor, group_id, pilot, inside=True) if pilot else 0
        await _log(interaction, [str(group_id), str(user_id)], [])

    @app_commands.command(description=say("en", "command.group_invite"))
    @app_commands.describe(group=say("en", "option.group_led"), post=say("en", "option.post"))
    @app_commands.autocomplete(group=groups_led)
    @needs(leads=True)
    async def invite(self, interaction: Interaction, group: str, post: bool = False) -> None:
        await _invite(interaction, await led(interaction, group), post=post)


async def _done(interaction: Interaction, key: str, group_id: int, user_id: int, **facts: str) -> None:
    language = str(interaction.locale)
    names = {k: v if k == "when" else escaped(v) for k, v in facts.items()}
    panel = Panel(Tone.DONE).text("✅ " + say(language, key, **names))
    panel.buttons(
        Button(say(language, "leading.members"), f"b1:led:members:{group_id}:1"),
        Button(say(language, "leading.log"), f"b1:led:log:{group_id}:{user_id}"),
    )
    await show(interaction, panel)


# -- members ---------------------------------------------------------------------------------------------


@pressed("led", "members")
async def _turn(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _members(interaction, id_of(args, 0), page_of(args))


async def _members(interaction: Interaction, group_id: int, number: int) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await roster.roster(actor, group_id, start=(max(1, number) - 1) * ROWS, limit=ROWS)
    if found.count and not found.fellows:
        await _members(interaction, group_id, -(-found.count // ROWS))
        return
    page = pages(language, found.count, number, f"b1:led:members:{group_id}")
    panel = Panel(Tone.INFO).text(f"### 👥 {escaped(found.group.name)}")
    panel.text(say(language, "leading.count", count=found.count))
    panel.text(say(language, "groups.by_rule", rule=escaped(found.rule)) if found.rule else "")
    for member in found.fellows:
        out = Button(say(language, "leading.remove"), f"b1:led:out:{group_id}:{member.user_id}")
        panel.row(_line(language, member), beside=out)
    if not found.count:
        panel.text(say(language, "leading.nobody"))
    site = f"{outside.web_url}/groups/manage/{group_id}" if outside.web_url else ""
    panel.buttons(
        *page.buttons,
        Button(say(language, "auditor.file"), f"b1:led:file:{group_id}") if found.count else None,
        Button(say(language, "leading.log"), f"b1:led:log:{group_id}:0"),
        Button(say(language, "groups.site"), url=site) if site else None,
    )
    await show(interaction, panel)


def _line(language: str, member: Fellow) -> str:
    star = "⭐ " if member.leading else ""
    facts = [escaped(f) for f in (member.corporation, member.state) if f]
    if member.since:
        facts.append(say(language, "leading.since", when=f"<t:{int(member.since.timestamp())}:D>"))
    if member.until:
        facts.append(say(language, "leading.until", when=f"<t:{int(member.until.timestamp())}:D>"))
    if member.leaving_at:
        facts.append(say(language, "leading.leaving", when=f"<t:{int(member.leaving_at.timestamp())}:R>"))
    return f"{star}**{escaped(member.name)}**\n-# {' · '.join(facts)}"


@pressed("led", "file")
async def _file(interaction: Interaction, args: list[str], _: list[str]) -> None:
    lines = await roster.everybody(await actor_of(interaction), id_of(args, 0))

    async def parts() -> AsyncIterator[list[tuple[str, ...]]]:
        yield lines

    await attach(interaction, "members", roster.HEADS, parts())


@pressed("led", "out")
async def _ask_remove(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """What taking somebody out means, before it is done."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await groups.must_decide(actor, id_of(args, 0))
    name = escaped(await accounts.name_of(id_of(args, 1)))
    panel = Panel(Tone.WAITING).text(
        "### " + say(language, "leading.sure", name=name, group=escaped(found.name)),
        say(language, "leading.sure_why", group=escaped(found.name)),
    )
    panel.buttons(
        Button(say(language, "leading.remove"), f"b1:led:outnow:{args[0]}:{args[1]}", style=Style.DANGER),
        Button(say(language, "preview.cancel"), f"b1:led:members:{args[0]}:1"),
    )
    await show(interaction, panel)


@pressed("led", "outnow")
async def _remove(interaction: Interaction, args: list[str], _: list[str]) -> None:
    done = await groups.remove(await actor_of(interaction), id_of(args, 0), id_of(args, 1))
    name = await accounts.name_of(id_of(args, 1))
    await _done(interaction, "leading.removed", done.id, id_of(args, 1), name=name, group=done.name)


# -- the log, and inviting -------------------------------------------------------------------------------


@pressed("led", "log")
async def _log(interaction: Interaction, args: list[str], _: list[str]) -> None:
    group_id, user_id = id_of(args, 0), id_of(args, 1)
    place = place_of(args[2] if len(args) > 2 else "")
    actor = await actor_of(interaction)
    found = (await candidates.log(actor, group_id, user_id or None, per=LOG, **place))[1]
    back = Button(say(str(interaction.locale), "leading.members"), f"b1:led:members:{group_id}:1")
    name = f"b1:led:log:{group_id}:{user_id}"
    await show(interaction, trail_panel(str(interaction.locale), "leading.log_title", found, name, back))


async def _invite(interaction: Interaction, group_id: int, *, post: bool) -> None:
    """The link of a group; with `post` a button in this channel, for whoever reads it."""
    language = str(interaction.locale)
    group = await candidates.inviting(await actor_of(interaction), group_id)
    link = f"{outside.web_url}/groups/{group_id}/join" if outside.web_url else ""
    panel = Panel(Tone.INFO).text("### " + say(language, "leading.invite", group=escaped(group.name)))
    panel.text(f"`{link}`" if link else "", say(language, "leading.invite_how"))
    panel.text(say(language, "leading.invite_posted") if post else "")
    await show(interaction, panel)
    if post:
        button = Button(say(language, "leading.look"), f"b1:group:show:{group_id}", style=Style.PRIMARY)
        lines = (plain(group.description),) if group.description else ()
        card = Card(
            "👥 " + say(language, "leading.invite_post", group=plain(group.name)), lines, Tone.INFO, (button,)
        )
        await interaction.followup.send(**message(card))


# -- from a person ---------------------------------------------------------------------------------------


@app_commands.context_menu(name=say("en", "command.add_to_group"))
@needs(leads=True)
async def add_to_group(interaction: Interaction, member: discord.Member) -> None:
    """Choose one of the groups that one leads, for the person whose name was pressed."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    user_id = await candidates.by_discord(actor, member.id)
    able = await candidates.open_to(actor, user_id)
    panel = Panel(Tone.INFO).text("### " + say(language, "leading.add_to", person=f"<@{member.id}>"))
    if not able:
        panel.text(say(language, "leading.add_to_none"))
    elif len(able) > 25:
        panel.text(say(language, "leading.add_to_more", count=len(able) - 25))
    options = [Option(name, str(group_id)) for group_id, name in able]
    panel.choose(f"s1:led:addto:{user_id}", say(language, "leading.choose"), options)
    await show(interaction, panel)


@chosen("led", "addto")
async def _add_to(interaction: Interaction, args: list[str], values: list[str]) -> None:
    done = await groups.add(await actor_of(interaction), id_of(values, 0), id_of(args, 0))
    name = await accounts.name_of(id_of(args, 0))
    await _done(interaction, "leading.added", done.id, id_of(args, 0), name=name, group=done.name)


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Group())
    bot.tree.add_command(add_to_group)
