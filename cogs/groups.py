"""Groups as a pilot sees them: `/groups`, joining, asking, taking back, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.errors import NotFound, no_such
from bot.rules import joining
from bot.rules.joining import May
from bot.rules.outside import outside
from cogs.kit import (
    Button,
    Form,
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
    opens,
    page_of,
    pages,
    pressed,
    say,
    show,
    submitted,
)

if TYPE_CHECKING:
    from bot.rules.joining import Outcome, Seen

FILTERS = ("all", "mine", "waiting", "open")
"""What of the list is shown; the first is everything."""


class Groups(commands.Cog):
    """The one command of a pilot about groups."""

    @app_commands.command(description=say("en", "command.groups"))
    @app_commands.describe(find=say("en", "option.group"))
    @needs()
    async def groups(self, interaction: Interaction, find: str | None = None) -> None:
        if find is None:
            await _list(interaction, "all", 1)
        else:
            await _one(interaction, await _found(interaction, find))

    @groups.autocomplete("find")
    async def _names(self, interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
        actor = await actor_of(interaction)
        if actor.user_id is None or not actor.active:
            return []
        found = [g for g in await joining.overview(actor) if text.casefold() in g.name.casefold()]
        return [app_commands.Choice(name=g.name[:100], value=str(g.id)) for g in found[:25]]


async def _found(interaction: Interaction, text: str) -> int:
    """The group that a choice or a typed name means."""
    seen = await joining.overview(await actor_of(interaction))
    fits = [g for g in seen if str(g.id) == text or g.name.casefold() == text.strip().casefold()]
    fits = fits or [g for g in seen if text.strip().casefold() in g.name.casefold()]
    if len(fits) != 1:
        raise no_such("group", text, (g.name for g in fits or seen))
    return fits[0].id


# -- the list --------------------------------------------------------------------------------------------


async def _list(interaction: Interaction, kind: str, number: int, *, said: str = "") -> None:
    language = str(interaction.locale)
    seen = await joining.overview(await actor_of(interaction))
    panel = Panel(Tone.DONE if said else Tone.INFO)
    mine = [g for g in seen if g.member]
    waiting = [g for g in seen if g.request]
    can = [g for g in seen if g.may in (May.JOIN, May.ASK)]
    panel.text(f"✅ {said}" if said else "", f"### 👥 {say(language, 'groups.title')}")
    panel.text(say(language, "groups.counts", mine=len(mine), waiting=len(waiting), open=len(can)))
    shown = {"mine": mine, "waiting": waiting, "open": can}.get(kind) or ([] if kind != "all" else seen)
    shown = sorted(shown, key=lambda g: (not g.member and not g.request, g.name.casefold()))
    page = pages(language, len(shown), number, f"b1:group:list:{kind}")
    for group in shown[page.start : page.stop]:
        panel.row(_row(language, group), beside=_act(language, group, f"{kind}.{page.number}"))
    if not shown:
        panel.text(say(language, "groups.none"))
    if page.of > 1:
        panel.text(f"-# {say(language, 'page.of', page=page.number, of=page.of)}")
    panel.buttons(*page.buttons, _site(language))
    options = [Option(say(language, f"groups.filter.{f}"), f, "", f == kind) for f in FILTERS]
    panel.choose("s1:group:filter", say(language, "groups.filter"), options)
    await show(interaction, panel)


def _row(language: str, group: Seen) -> str:
    """A group in two lines: how one stands to it, and what it is."""
    lines = [f"**{escaped(group.name)}** · {_standing(language, group)}"]
    if group.question and not group.reply and group.request:
        lines.append(say(language, "groups.asked_back", text=escaped(group.question)))
    elif group.leaving_at:
        when, why = f"<t:{int(group.leaving_at.timestamp())}:R>", say(language, group.leaving_why)
        lines.append(say(language, "groups.leaving", when=when, why=why))
    elif group.description:
        lines.append(f"-# {escaped(group.description[:120])}")
    return "\n".join(lines)


def _standing(language: str, group: Seen) -> str:
    if group.request and group.asked_at:
        key = "groups.asked_join" if not group.member else "groups.asked_leave"
        return "⏳ " + say(language, key, when=f"<t:{int(group.asked_at.timestamp())}:R>")
    if group.member:
        if group.until:
            return "✅ " + say(language, "groups.member_until", when=f"<t:{int(group.until.timestamp())}:D>")
        return "✅ " + say(language, "groups.automatic" if group.automatic else "groups.member")
    if group.may is May.JOIN:
        return say(language, "groups.open")
    if group.may is May.ASK:
        leaders = joined((escaped(n) for n in (*group.leaders, *group.leader_groups)), 2)
        return say(language, "groups.on_request_of" if leaders else "groups.on_request", leaders=leaders)
    return "❌ " + say(
        language,
        group.why_not or "group.cannot_join",
        group=escaped(group.name),
        leaders=joined(map(escaped, group.leaders), 2) or "–",
        when=f"<t:{int(group.again_at.timestamp())}:D>" if group.again_at else "",
    )


def _act(language: str, group: Seen, back: str) -> Button | None:
    """What may be done about a group, as a button; `back` is the page to show afterwards."""
    if group.question and not group.reply and group.request:
        return Button(
            say(language, "groups.reply"), f"b1:group:reply:{group.request}:{back}", style=Style.PRIMARY
        )
    kinds = {
        May.JOIN: ("join", Style.PRIMARY),
        May.ASK: ("ask", Style.PRIMARY),
        May.WITHDRAW: ("withdraw", Style.PLAIN),
        May.LEAVE: ("leave" if group.open else "sure", Style.PLAIN),
        May.ASK_LEAVE: ("askout", Style.PLAIN),
    }
    if group.may not in kinds:
        return None
    verb, style = kinds[group.may]
    label = "ask_leave" if verb == "askout" else "leave" if verb == "sure" else verb
    return Button(say(language, f"groups.{label}"), f"b1:group:{verb}:{group.id}:{back}", style=style)


def _site(language: str) -> Button | None:
    site = outside.web_url
    return Button(say(language, "groups.site"), url=f"{site}/groups") if site else None


async def _one(interaction: Interaction, group_id: int, *, said: str = "") -> None:
    """One group, as its link or its name leads to it."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    group = await joining.look(actor, group_id)
    panel = Panel(Tone.DONE if said else Tone.INFO).text(f"✅ {said}" if said else "")
    panel.row(_row(language, group), beside=_act(language, group, "one.1"))
    leaders = joined((escaped(n) for n in (*group.leaders, *group.leader_groups)), 8)
    if leaders:
        panel.text(say(language, "groups.leaders", names=leaders))
    panel.buttons(Button(say(language, "groups.all"), "b1:group:list:all:1"), _site(language))
    await show(interaction, panel)


async def _back(interaction: Interaction, where: str, group_id: int, said: str) -> None:
    """The panel that was pressed, with what was done as its first line."""
    kind, _, number = where.partition(".")
    if kind not in FILTERS:
        await _one(interaction, group_id, said=said)
        return
    await _list(interaction, kind, page_of([number]), said=said)


# -- presses ---------------------------------------------------------------------------------------------


@pressed("group", "list")
async def _turn(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _list(interaction, args[0] if args else "all", page_of(args))


@chosen("group", "filter")
async def _filter(interaction: Interaction, _: list[str], values: list[str]) -> None:
    await _list(interaction, values[0], 1)


@pressed("group", "show")
async def _show(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _one(interaction, id_of(args, 0))


@pressed("group", "join")
async def _join(interaction: Interaction, args: list[str], _: list[str]) -> None:
    done = await joining.join(await actor_of(interaction), id_of(args, 0))
    await _back(interaction, args[1], id_of(args, 0), _said(str(interaction.locale), done, "join"))


@pressed("group", "withdraw")
async def _withdraw(interaction: Interaction, args: list[str], _: list[str]) -> None:
    done = await joining.withdraw(await actor_of(interaction), id_of(args, 0))
    text = say(str(interaction.locale), "groups.withdrawn", group=escaped(done.group))
    await _back(interaction, args[1], id_of(args, 0), text)


@pressed("group", "leave")
async def _leave(interaction: Interaction, args: list[str], _: list[str]) -> None:
    done = await joining.leave(await actor_of(interaction), id_of(args, 0))
    await _back(interaction, args[1], id_of(args, 0), _said(str(interaction.locale), done, "leave"))


@pressed("group", "sure")
async def _sure(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """Coming back would need approval: ask before leaving."""
    language = str(interaction.locale)
    group = await joining.look(await actor_of(interaction), id_of(args, 0))
    panel = Panel(Tone.WAITING).text("### " + say(language, "groups.sure", group=escaped(group.name)))
    panel.text(say(language, "groups.sure_why"))
    panel.buttons(
        Button(say(language, "groups.leave"), f"b1:group:leave:{args[0]}:{args[1]}", style=Style.DANGER),
        Button(
            say(language, "preview.cancel"),
            f"b1:group:list:{args[1].replace('.', ':').replace('one', 'all')}",
        ),
    )
    await show(interaction, panel)


def _said(language: str, done: Outcome, what: str) -> str:
    """What came of it, in one sentence."""
    key = {"join": ("groups.joined", "groups.asked"), "leave": ("groups.left", "groups.asked_out")}[what]
    return say(language, key[0] if done.done else key[1], group=escaped(done.group))


# -- forms -----------------------------------------------------------------------------------------------


@opens("group", "ask")
async def _ask_form(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language = str(interaction.locale)
    group = await joining.look(await actor_of(interaction), id_of(args, 0))
    form = Form(f"m1:group:ask:{args[0]}:{args[1]}", say(language, "groups.ask_title", group=group.name))
    key = "groups.reason_required" if group.reason_required else "groups.reason_free"
    label, help_ = say(language, "groups.reason"), say(language, key)
    return form.text("why", label, help=help_, required=group.reason_required, long=True)


@submitted("group", "ask")
async def _ask(interaction: Interaction, args: list[str], values: list[str]) -> None:
    done = await joining.join(await actor_of(interaction), id_of(args, 0), values[0] if values else "")
    await _back(interaction, args[1], id_of(args, 0), _said(str(interaction.locale), done, "join"))


@opens("group", "askout")
async def _ask_out_form(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language = str(interaction.locale)
    group = await joining.look(await actor_of(interaction), id_of(args, 0))
    form = Form(f"m1:group:askout:{args[0]}:{args[1]}", say(language, "groups.leave_title", group=group.name))
    help_ = say(language, "groups.reason_free")
    return form.text("why", say(language, "groups.reason"), help=help_, required=False, long=True)


@submitted("group", "askout")
async def _ask_out(interaction: Interaction, args: list[str], values: list[str]) -> None:
    done = await joining.leave(await actor_of(interaction), id_of(args, 0), values[0] if values else "")
    await _back(interaction, args[1], id_of(args, 0), _said(str(interaction.locale), done, "leave"))


@opens("group", "reply")
async def _reply_form(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language, actor = str(interaction.locale), await actor_of(interaction)
    asked = next((g for g in await joining.overview(actor) if str(g.request) == args[0]), None)
    if asked is None:
        raise NotFound("group.no_open_request")
    form = Form(f"m1:group:reply:{args[0]}:{args[1]}", say(language, "groups.reply_title", group=asked.name))
    return form.text("reply", say(language, "groups.reply"), help=asked.question[:100], long=True)


@submitted("group", "reply")
async def _reply(interaction: Interaction, args: list[str], values: list[str]) -> None:
    done = await joining.reply(await actor_of(interaction), id_of(args, 0), values[0] if values else "")
    text = say(str(interaction.locale), "groups.replied", group=escaped(done.group))
    await _back(interaction, args[1], done.group_id, text)


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Groups())
