"""Making, changing and deleting groups: `/admin group …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.client import ConcordBot
from bot.errors import Conflict, Invalid, no_such
from bot.rules import group_views, groups
from bot.rules.groups import ADD, CHANGE, DELETE, VIEW
from bot.rules.groups import create as create_group
from bot.rules.outside import outside
from bot.rules.places import Unfit
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
    ids_of,
    joined,
    needs,
    open_form,
    opens,
    pressed,
    say,
    show,
    submitted,
    under,
)

if TYPE_CHECKING:
    from bot.rules.group_views import Sheet


async def all_groups(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """All groups by name, for who may see them."""
    actor = await actor_of(interaction)
    if not any(actor.may(p) for p in (VIEW, CHANGE, DELETE)):
        return []
    found = await group_views.named(actor, text)
    return [app_commands.Choice(name=name[:100], value=str(group_id)) for group_id, name in found]


async def _group(interaction: Interaction, text: str) -> int:
    """The group that a choice or a typed name means."""
    found = await group_views.named(
        await actor_of(interaction), "" if text.isascii() and text.isdigit() else text
    )
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    fits = [i for i, name in found if name.casefold() == text.strip().casefold()] or [i for i, _ in found]
    if len(fits) != 1:
        raise no_such("group", text, (name for _, name in found))
    return fits[0]


class AdminGroup(app_commands.Group, name="group", description=say("en", "command.admin_group")):
    """Commands about groups themselves."""

    @app_commands.command(description=say("en", "command.admin_group_create"))
    @needs(ADD, form=True)
    async def create(self, interaction: Interaction) -> None:
        await open_form(interaction, _text_form(str(interaction.locale), "m1:gadm:create", None))

    @app_commands.command(description=say("en", "command.admin_group_edit"))
    @app_commands.describe(group=say("en", "option.group"))
    @app_commands.autocomplete(group=all_groups)
    @needs(CHANGE)
    async def edit(self, interaction: Interaction, group: str) -> None:
        await _sheet(interaction, await _group(interaction, group))

    @app_commands.command(description=say("en", "command.admin_group_delete"))
    @app_commands.describe(group=say("en", "option.group"))
    @app_commands.autocomplete(group=all_groups)
    @needs(DELETE)
    async def delete(self, interaction: Interaction, group: str) -> None:
        await _ask_delete(interaction, [str(await _group(interaction, group))], [])


# -- the panel -------------------------------------------------------------------------------------------


async def _sheet(interaction: Interaction, group_id: int, *, said: str = "") -> None:
    """Everything that can be set about a group, with a press for each."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    found = await group_views.sheet(actor, group_id)
    panel = Panel(Tone.DONE if said else Tone.INFO).text(f"✅ {said}" if said else "")
    panel.text(f"### 👥 {escaped(found.settings.name)}", escaped(found.settings.description))
    panel.text(*_facts(language, found))
    flags = [
        Button(
            ("✅ " if on else "▫️ ") + say(language, f"groups.flag.{flag}"),
            f"b1:gadm:flag:{group_id}:{flag}:{'off' if on else 'on'}",
        )
        for flag, on in found.flags
    ]
    panel.buttons(*flags)
    states = [Option(name, str(i), "", i in found.settings.states) for i, name in found.states]
    panel.choose(f"s1:gadm:states:{group_id}", say(language, "gadm.states"), states, least=0, most=25)
    over = [Option(name, str(i), "", i in found.settings.leader_groups) for i, name in found.groups]
    panel.choose(f"s1:gadm:over:{group_id}", say(language, "gadm.leader_groups"), over, least=0, most=25)
    panel.choose_people(
        f"s1:gadm:leaders:{group_id}", say(language, "gadm.leaders"), found.leaders_on_discord
    )
    panel.choose_channel(
        f"s1:gadm:channel:{group_id}", say(language, "gadm.channel"), found.settings.channel_id
    )
    site = f"{outside.web_url}/groups/manage/{group_id}" if outside.web_url else ""
    panel.buttons(
        Button(say(language, "gadm.text"), f"b1:gadm:text:{group_id}"),
        Button(say(language, "gadm.delete"), f"b1:gadm:delete:{group_id}", style=Style.DANGER),
        Button(say(language, "groups.site"), url=site) if site else None,
    )
    await show(interaction, panel)


def _facts(language: str, found: Sheet) -> list[str]:
    settings = found.settings
    lines = [say(language, "gadm.days", request=settings.request_days, grace=settings.grace_days)]
    if found.leaders:
        lines.append(say(language, "groups.leaders", names=joined(map(escaped, found.leaders), 8)))
    if found.rule:
        lines.append(say(language, "groups.by_rule", rule=escaped(found.rule)))
    return lines


@pressed("gadm", "show")
async def _show(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _sheet(interaction, id_of(args, 0))


@pressed("gadm", "flag")
async def _flag(interaction: Interaction, args: list[str], _: list[str]) -> None:
    if args[1] not in groups.FLAGS:
        raise Invalid("error.old_button")
    await groups.edit(await actor_of(interaction), id_of(args, 0), **{args[1]: args[2] == "on"})
    await _sheet(interaction, id_of(args, 0), said=say(str(interaction.locale), "gadm.saved"))


@chosen("gadm", "states")
async def _states(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _change(interaction, id_of(args, 0), states=frozenset(ids_of(values)))


@chosen("gadm", "over")
async def _over(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _change(interaction, id_of(args, 0), leader_groups=frozenset(ids_of(values)))


@chosen("gadm", "leaders")
async def _leaders(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await group_views.set_leaders(await actor_of(interaction), id_of(args, 0), ids_of(values))
    await _sheet(interaction, id_of(args, 0), said=say(str(interaction.locale), "gadm.saved"))


@chosen("gadm", "channel")
async def _channel(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await _own_channel(interaction, id_of(args, 0), id_of(values, 0) if values else None)


@pressed("gadm", "vouch")
async def _vouch(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _own_channel(interaction, id_of(args, 0), id_of(args, 1), args[2])


async def _own_channel(interaction: Interaction, group_id: int, channel: int | None, mark: str = "") -> None:
    """Where the group's requests are posted; where strangers read, it is asked whether they may."""
    try:
        await _change(interaction, group_id, channel_id=channel, vouch=mark)
    except Unfit as e:
        if not e.misfit.ids:
            raise
        language = str(interaction.locale)
        panel = Panel(Tone.WAITING).text("### " + say(language, "channels.strangers"))
        panel.text(say(language, e.key, **{k: escaped(str(v)) for k, v in e.values.items()}))
        take = f"b1:gadm:vouch:{group_id}:{channel}:{e.misfit.mark}"
        panel.buttons(
            Button(say(language, "channels.vouch"), take, style=Style.PRIMARY),
            Button(say(language, "preview.cancel"), f"b1:gadm:show:{group_id}"),
        )
        await show(interaction, panel)


async def _change(interaction: Interaction, group_id: int, **changes: Any) -> None:
    await groups.edit(await actor_of(interaction), group_id, **changes)
    await _sheet(interaction, group_id, said=say(str(interaction.locale), "gadm.saved"))


# -- forms -----------------------------------------------------------------------------------------------


def _text_form(language: str, name: str, settings: groups.Settings | None) -> Form:
    form = Form(name, say(language, "gadm.edit_title" if settings else "gadm.create_title"))
    form.text("name", say(language, "gadm.name"), value=settings.name if settings else "", most=100)
    about = settings.description if settings else ""
    form.text("about", say(language, "gadm.about"), value=about, required=False, most=512, long=True)
    if settings is not None:
        for field, days in (("request", settings.request_days), ("grace", settings.grace_days)):
            label, help_ = say(language, f"gadm.{field}_days"), say(language, f"gadm.{field}_help")
            form.text(field, label, help=help_, value=str(days), most=3)
    return form


@submitted("gadm", "create")
async def _create(interaction: Interaction, _: list[str], values: list[str]) -> None:
    name, about = [*values, "", ""][:2]
    made = await create_group(await actor_of(interaction), name, about)
    language = str(interaction.locale)
    panel = Panel(Tone.DONE).text("✅ " + say(language, "gadm.created", group=escaped(made.name)))
    panel.text(say(language, "gadm.created_next"))
    panel.buttons(Button(say(language, "gadm.set_up"), f"b1:gadm:show:{made.id}", style=Style.PRIMARY))
    await show(interaction, panel)


@opens("gadm", "text")
async def _text(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    settings = await groups.settings(await actor_of(interaction), id_of(args, 0))
    return _text_form(str(interaction.locale), f"m1:gadm:text:{args[0]}", settings)


@submitted("gadm", "text")
async def _save_text(interaction: Interaction, args: list[str], values: list[str]) -> None:
    name, about, *days = values
    numbers = [d.strip() for d in days]
    if not all(d.isascii() and d.isdigit() for d in numbers):
        raise Invalid("group.days", maximum=groups.MOST_DAYS)
    request, grace = map(int, numbers)
    await _change(
        interaction, id_of(args, 0), name=name, description=about, request_days=request, grace_days=grace
    )


# -- deleting --------------------------------------------------------------------------------------------


@pressed("gadm", "delete")
async def _ask_delete(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """What goes with a group, before it goes; its name is typed to say so."""
    language = str(interaction.locale)
    loss = await groups.loss(await actor_of(interaction), id_of(args, 0))
    panel = Panel(Tone.REFUSED).text("### ⚠️ " + say(language, "gadm.delete_sure", group=escaped(loss.name)))
    panel.text(
        say(language, "gadm.delete_members", count=loss.members),
        say(language, "gadm.delete_requests", count=loss.requests) if loss.requests else "",
        say(language, "gadm.delete_roles", count=loss.roles) if loss.roles else "",
        say(language, "gadm.delete_rights", names=joined(loss.permissions)) if loss.permissions else "",
        say(language, "gadm.delete_leads", names=joined(map(escaped, loss.leads))) if loss.leads else "",
    )
    panel.buttons(
        Button(say(language, "gadm.delete"), f"b1:gadm:type:{args[0]}", style=Style.DANGER),
        Button(say(language, "preview.cancel"), f"b1:gadm:show:{args[0]}"),
    )
    await show(interaction, panel)


@opens("gadm", "type")
async def _type(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language = str(interaction.locale)
    loss = await groups.loss(await actor_of(interaction), id_of(args, 0))
    form = Form(f"m1:gadm:delete:{args[0]}", say(language, "gadm.delete"))
    return form.text("name", say(language, "gadm.type"), help=loss.name[:100], most=100)


@submitted("gadm", "delete")
async def _delete(interaction: Interaction, args: list[str], values: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    loss = await groups.loss(actor, id_of(args, 0))
    if (values[0] if values else "").strip().casefold() != loss.name.casefold():
        raise Conflict("gadm.typed_wrong", group=loss.name)
    done = await groups.delete(actor, id_of(args, 0))
    text = say(language, "gadm.deleted", group=escaped(done.name), count=loss.members)
    await show(interaction, Panel(Tone.OVER).text(text))


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", AdminGroup())
