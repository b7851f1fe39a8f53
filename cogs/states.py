"""States from Discord: who is taken in, with a preview before anything moves: `/admin state …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot import clock
from bot.client import ConcordBot
from bot.rules import effects, search, state_edits, state_views
from bot.rules.access import Actor
from bot.rules.outside import outside
from bot.rules.state_edits import ADD, CHANGE, DELETE, VIEW, Edit
from cogs.kit import (
    Button,
    Form,
    Interaction,
    Option,
    Panel,
    Style,
    Tone,
    actor_of,
    escaped,
    id_of,
    needs,
    opens,
    page_of,
    pages,
    pressed,
    say,
    show,
    submitted,
    under,
)
from cogs.preview import preview_panel

if TYPE_CHECKING:
    from bot.rules.state_edits import Preview
    from bot.rules.state_views import Progress, Row

EVERY = 3.0
"""Seconds between two looks at how far it has come; an answer is edited no more often."""
LOOKS = 20
NAMES = 20


async def states(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """States whose name contains the text, for those who may see them."""
    actor = await actor_of(interaction)
    if not (actor.may(VIEW) or actor.may(CHANGE)):
        return []
    found = [r for r in await state_views.overview(actor) if text.casefold() in r.name.casefold()]
    return [app_commands.Choice(name=_label(r)[:100], value=str(r.id)) for r in found[:25]]


def _label(row: Row) -> str:
    return f"{row.name} · {row.people}"


async def eve_entities(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Things of EVE by name: known ones, and from three letters on EVE's own."""
    actor = await actor_of(interaction)
    if not actor.may(CHANGE):
        return []
    found = (await search.entities(actor, text)).entities
    return _choices(str(interaction.locale), found)


async def state_members(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """What the state chosen in the same command takes in."""
    actor, state = await actor_of(interaction), getattr(interaction.namespace, "state", None)
    if not state or not actor.may(CHANGE):
        return []
    return _choices(str(interaction.locale), await state_views.members(actor, str(state), text))


def _choices(
    language: str, found: list[search.Entity] | tuple[search.Entity, ...]
) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=f"{e.title} · {say(language, f'entity.{e.kind}')}"[:100], value=e.value)
        for e in found[:25]
    ]


class AdminState(app_commands.Group, name="state", description=say("en", "command.admin_state")):
    """Commands about states."""

    @app_commands.command(name="list", description=say("en", "command.admin_state_list"))
    @needs(VIEW, CHANGE)
    async def list_(self, interaction: Interaction) -> None:
        await _list(interaction, [], [])

    @app_commands.command(description=say("en", "command.admin_state_add"))
    @app_commands.describe(state=say("en", "option.state"), member=say("en", "option.eve_entity"))
    @app_commands.autocomplete(state=states, member=eve_entities)
    @needs(CHANGE)
    async def add(self, interaction: Interaction, state: str, member: str) -> None:
        actor = await actor_of(interaction)
        row, entity = await state_views.one(actor, state), await search.one(actor, member)
        await _preview(interaction, actor, ["add", str(row.id), entity.kind.value, str(entity.id)])

    @app_commands.command(description=say("en", "command.admin_state_remove"))
    @app_commands.describe(state=say("en", "option.state"), member=say("en", "option.state_member"))
    @app_commands.autocomplete(state=states, member=state_members)
    @needs(CHANGE)
    async def remove(self, interaction: Interaction, state: str, member: str) -> None:
        actor = await actor_of(interaction)
        row = await state_views.one(actor, state)
        entity = await state_views.member(actor, row.id, member)
        await _preview(interaction, actor, ["remove", str(row.id), entity.kind.value, str(entity.id)])


# -- lists -----------------------------------------------------------------------------------------------


@pressed("state", "list")
async def _list(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await state_views.overview(actor)
    panel = Panel(Tone.INFO).text("### " + say(language, "states.title"))
    page = pages(language, len(found), page_of(args), "b1:state:list")
    for row in found[page.start : page.stop]:
        text = f"**{escaped(row.name)}** · {say(language, 'states.people', count=row.people)}\n-# {_about(language, row)}"
        panel.row(text, beside=Button(say(language, "states.show"), f"b1:state:show:{row.id}:1"))
    site = f"{outside.web_url}/admin/states" if outside.web_url else ""
    panel.buttons(
        *page.buttons,
        Button(say(language, "states.new"), "b1:state:new") if actor.may(ADD) else None,
        Button(say(language, "states.site"), url=site) if site else None,
    )
    await show(interaction, panel)


def _about(language: str, row: Row) -> str:
    parts = [say(language, "states.priority", priority=row.priority)]
    parts += [say(language, "states.public")] if row.public else []
    return " · ".join([*parts, say(language, "states.members", count=row.members)])


@pressed("state", "show")
async def _show(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await state_views.detail(actor, id_of(args, 0))
    row, members = found.row, found.all_members
    panel = Panel(Tone.INFO).text(
        f"### {escaped(row.name)}", say(language, "states.people", count=row.people), _about(language, row)
    )
    page = pages(language, len(members), page_of(args), f"b1:state:show:{row.id}")
    for entity in members[page.start : page.stop]:
        text = f"**{escaped(entity.title)}**\n-# {say(language, f'entity.{entity.kind}')}"
        take = f"b1:state:look:remove:{row.id}:{entity.kind}:{entity.id}"
        panel.row(text, beside=Button(say(language, "states.take_out"), take) if actor.may(CHANGE) else None)
    rights = ", ".join(f"`{p}`" for p in found.permissions) or "–"
    panel.text(say(language, "states.permissions", names=rights))
    site = f"{outside.web_url}/admin/states/{row.id}" if outside.web_url else ""
    panel.buttons(
        *page.buttons,
        Button(say(language, "states.edit"), f"b1:state:edit:{row.id}") if actor.may(CHANGE) else None,
        Button(say(language, "states.delete"), f"b1:state:look:delete:{row.id}", style=Style.DANGER)
        if actor.may(DELETE) and not row.guest
        else None,
        Button(say(language, "states.back"), "b1:state:list"),
        Button(say(language, "states.site"), url=site) if site else None,
    )
    await show(interaction, panel)


# -- forms -----------------------------------------------------------------------------------------------


def _form(language: str, custom_id: str, title: str, row: Row | None) -> Form:
    """Name, priority and publicity; of Guest its priority only."""
    form = Form(custom_id, title)
    if row is None or not row.guest:
        form.text("name", say(language, "states.name"), value=row.name if row else "", most=32)
    text = str(row.priority) if row else ""
    form.text(
        "priority",
        say(language, "states.number"),
        help=say(language, "states.number_help"),
        value=text,
        most=8,
    )
    if row is not None and not row.guest:
        options = [
            Option(say(language, "states.not_everybody"), "0", chosen=not row.public),
            Option(say(language, "states.everybody"), "1", chosen=row.public),
        ]
        form.choose("public", say(language, "states.takes_in"), options)
    return form


@opens("state", "new")
async def _new(interaction: Interaction, _: list[str], __: list[str]) -> Form:
    (await actor_of(interaction)).must(ADD)
    language = str(interaction.locale)
    return _form(language, "m1:state:new", say(language, "states.new_title"), None)


@submitted("state", "new")
async def _made(interaction: Interaction, _: list[str], values: list[str]) -> None:
    priority = state_views.number(values[1])
    made = await state_edits.add_empty(await actor_of(interaction), values[0], priority)
    await _show(interaction, [str(made.id), "1"], [])


@opens("state", "edit")
async def _open_edit(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    row = (await state_views.detail(await actor_of(interaction), id_of(args, 0))).row
    language = str(interaction.locale)
    return _form(language, f"m1:state:edit:{row.id}", say(language, "states.edit_title", name=row.name), row)


@submitted("state", "edit")
async def _edited(interaction: Interaction, args: list[str], values: list[str]) -> None:
    """The name changes at once, for it moves nobody; what may move people is previewed."""
    actor, guest = await actor_of(interaction), len(values) == 1
    wanted = state_views.Wanted(
        None if guest else values[0],
        state_views.number(values[0 if guest else 1]),
        None if guest else values[2] == "1",
    )
    rest = await state_edits.rename(actor, await state_views.edit_for(actor, id_of(args, 0), wanted))
    if rest.priority is None and rest.public is None:
        await _show(interaction, [args[0], "1"], [])
        return
    public = "x" if rest.public is None else str(int(rest.public))
    number = "x" if rest.priority is None else str(rest.priority)
    await _preview(interaction, actor, ["set", args[0], number, public])


# -- the preview, and what follows -----------------------------------------------------------------------


def _edit(args: list[str]) -> Edit:
    """What a button stands for: add or remove with kind and id, set with priority and publicity, or delete."""
    verb, state_id = args[0], id_of(args, 1)
    if verb == "delete":
        return Edit(state_id, delete=True)
    if verb == "set":
        priority, public = args[2], args[3]
        return Edit(
            state_id,
            priority=None if priority == "x" else id_of(args, 2),
            public=None if public == "x" else public == "1",
        )
    member = search.parse(f"{args[2]}:{args[3]}")
    chosen = frozenset({member} if member else ())
    return Edit(state_id, add=chosen) if verb == "add" else Edit(state_id, remove=chosen)


@pressed("state", "look")
async def _look(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _preview(interaction, await actor_of(interaction), args)


async def _preview(interaction: Interaction, actor: Actor, args: list[str], *, changed: bool = False) -> None:
    found = await state_edits.preview(actor, _edit(args))
    language, what, count = str(interaction.locale), ":".join(args), found.effects.count
    panel = preview_panel(language, _title(language, found), found.effects, changed=changed)
    panel.buttons(
        Button(
            say(language, "preview.do", count=count) if count else say(language, "preview.do_anyway"),
            f"b1:state:do:{what}:{found.effects.fingerprint}",
            style=Style.DANGER if found.edit.delete else Style.PRIMARY,
        ),
        Button(say(language, "preview.names"), f"b1:state:names:{what}:1") if count else None,
        Button(say(language, "preview.cancel"), "b1:state:cancel"),
    )
    await show(interaction, panel)


def _title(language: str, found: Preview) -> str:
    key = "states.ask_set"
    if found.edit.add:
        key = "states.ask_add"
    elif found.edit.remove:
        key = "states.ask_remove"
    elif found.edit.delete:
        key = "states.ask_delete"
    names = ", ".join(map(escaped, found.added or found.removed))
    return say(language, key, names=names, state=escaped(found.state))


@pressed("state", "names")
async def _names(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language = str(interaction.locale)
    found = await state_edits.preview(await actor_of(interaction), _edit(args))
    names, what = await effects.names_of(found.effects.users), ":".join(args[:-1])
    page = pages(language, len(names), page_of(args), f"b1:state:names:{what}", NAMES)
    panel = Panel(Tone.INFO).text(f"### {_title(language, found)}")
    panel.text(", ".join(escaped(n) for n in names[page.start : page.stop]) or "–")
    panel.text(say(language, "preview.page", page=page.number, of=page.of))
    panel.buttons(*page.buttons, Button(say(language, "states.back"), f"b1:state:look:{what}"))
    await show(interaction, panel)


@pressed("state", "cancel")
async def _cancel(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await show(interaction, Panel(Tone.OVER).text(say(str(interaction.locale), "preview.cancelled")))


@pressed("state", "do")
async def _do(interaction: Interaction, args: list[str], _: list[str]) -> None:
    actor = await actor_of(interaction)
    try:
        done = await state_edits.apply(actor, _edit(args), args[-1])
    except effects.Changed:
        await _preview(interaction, actor, args[:-1], changed=True)
        return
    await _follow(interaction, actor, done.effects.count)


async def _follow(interaction: Interaction, actor: Actor, count: int) -> None:
    """Show how far it has come until everybody has moved, or for a minute; a button goes on from there."""
    for look in range(LOOKS):
        if interaction.client.is_closed():
            return
        found = await state_views.progress(actor)
        await show(interaction, _progress(str(interaction.locale), found, count))
        if not found.left:
            return
        await clock.sleep(EVERY if look else 1.0)


@pressed("state", "progress")
async def _how_far(interaction: Interaction, args: list[str], _: list[str]) -> None:
    found = await state_views.progress(await actor_of(interaction))
    await show(interaction, _progress(str(interaction.locale), found, id_of(args, 0)))


def _progress(language: str, found: Progress, count: int) -> Panel:
    how_far = Button(say(language, "preview.how_far"), f"b1:state:progress:{count}")
    if found.left:  # no other way from here: the next look would overwrite where it led
        panel = Panel(Tone.WAITING)
        panel.text("### " + say(language, "preview.running", done=max(0, count - found.left), all=count))
        return panel.buttons(how_far)
    panel = Panel(Tone.WAITING if found.failed else Tone.DONE)
    panel.text("### " + say(language, "preview.done", count=count))
    if found.queued:
        panel.text(say(language, "preview.services", count=found.queued))
    if found.failed:
        panel.text(say(language, "preview.failed", count=len(found.failed)))
    some = found.failed[:8]
    again = Button(
        say(language, "preview.again", count=len(some)), f"b1:queue:retry:{','.join(map(str, some))}"
    )
    return panel.buttons(
        how_far if found.queued else None,
        again if some else None,
        Button(say(language, "states.back"), "b1:state:list"),
    )


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", AdminState())
