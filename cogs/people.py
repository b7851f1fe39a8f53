"""What staff do with one pilot: `/admin user …`."""

from __future__ import annotations

from discord import app_commands

from bot.client import ConcordBot
from bot.rules import accounts, activation, discord_users, mains, privacy, services, upkeep
from bot.rules.access import STAFF
from bot.rules.activation import ACTIVATE
from bot.rules.mains import SET_MAIN
from cogs.card import account_panel
from cogs.kit import (
    Button,
    Form,
    Interaction,
    Panel,
    Style,
    Tone,
    actor_of,
    escaped,
    hand_over,
    id_of,
    needs,
    opens,
    pressed,
    say,
    show,
    submitted,
    tell,
    under,
)
from cogs.lookup import card_of, pilots
from cogs.outlook import outlook_panel


async def their_characters(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Characters that may become the main of the pilot chosen before."""
    actor, pilot = await actor_of(interaction), getattr(interaction.namespace, "pilot", "")
    if not actor.may(SET_MAIN) or not pilot:
        return []
    found = await mains.eligible(actor, await accounts.pilot(actor, pilot), text)
    return [
        app_commands.Choice(name=" · ".join(filter(None, (c.name, c.corporation)))[:100], value=str(c.id))
        for c in found
    ]


class AdminUser(app_commands.Group, name="user", description=say("en", "command.admin_user")):
    """Commands about one pilot."""

    @app_commands.command(name="show", description=say("en", "command.admin_user_show"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(STAFF)
    async def show_(self, interaction: Interaction, pilot: str) -> None:
        await show(interaction, await card_of(interaction, pilot, staff=True))

    @app_commands.command(name="reassess", description=say("en", "command.admin_user_reassess"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(STAFF)
    async def reassess(self, interaction: Interaction, pilot: str) -> None:
        actor = await actor_of(interaction)
        await services.look_again(actor, await accounts.pilot(actor, pilot))
        await tell(interaction, "admin.reassessed")

    @app_commands.command(name="sync", description=say("en", "command.admin_user_sync"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(STAFF)
    async def sync(self, interaction: Interaction, pilot: str) -> None:
        actor = await actor_of(interaction)
        await upkeep.sync_names(actor, [await accounts.pilot(actor, pilot)])
        await tell(interaction, "admin.synced")

    @app_commands.command(name="activate", description=say("en", "command.admin_user_activate"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(ACTIVATE)
    async def activate(self, interaction: Interaction, pilot: str) -> None:
        await _ask(interaction, await accounts.pilot(await actor_of(interaction), pilot), active=True)

    @app_commands.command(name="deactivate", description=say("en", "command.admin_user_deactivate"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(ACTIVATE)
    async def deactivate(self, interaction: Interaction, pilot: str) -> None:
        await _ask(interaction, await accounts.pilot(await actor_of(interaction), pilot), active=False)

    @app_commands.command(name="main", description=say("en", "command.admin_user_main"))
    @app_commands.describe(pilot=say("en", "option.pilot"), character=say("en", "option.their_character"))
    @app_commands.autocomplete(pilot=pilots, character=their_characters)
    @needs(SET_MAIN)
    async def main(self, interaction: Interaction, pilot: str, character: str) -> None:
        await _ask_main(interaction, pilot, character)

    @app_commands.command(name="unlink", description=say("en", "command.admin_user_unlink"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(ACTIVATE)
    async def unlink(self, interaction: Interaction, pilot: str) -> None:
        await _ask_unlink(interaction, pilot)

    @app_commands.command(name="export", description=say("en", "command.admin_user_export"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(STAFF)
    async def export(self, interaction: Interaction, pilot: str) -> None:
        actor = await actor_of(interaction)
        copy = await privacy.export(actor, await accounts.pilot(actor, pilot))
        await hand_over(interaction, copy.name, copy.content, "privacy.copy_of_them")

    @app_commands.command(name="delete", description=say("en", "command.admin_user_delete"))
    @app_commands.describe(pilot=say("en", "option.pilot"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(STAFF)
    async def delete(self, interaction: Interaction, pilot: str) -> None:
        await _ask_delete(interaction, pilot)


@pressed("user", "show")
async def _show(interaction: Interaction, args: list[str], _: list[str]) -> None:
    actor = await actor_of(interaction)
    card = await accounts.card(actor, id_of(args, 0))
    await show(interaction, account_panel(str(interaction.locale), card, staff=actor.may(STAFF)))


@pressed("admin", "reassess")
async def _reassess(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await services.look_again(await actor_of(interaction), id_of(args, 0))
    await tell(interaction, "admin.reassessed")


@pressed("admin", "sync")
async def _sync(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await upkeep.sync_names(await actor_of(interaction), [id_of(args, 0)])
    await tell(interaction, "admin.synced")


# -- in and out --------------------------------------------------------------------------------------------


@pressed("user", "ask_off")
async def _ask_off(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _ask(interaction, id_of(args, 0), active=False)


@pressed("user", "ask_on")
async def _ask_on(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _ask(interaction, id_of(args, 0), active=True)


async def _ask(interaction: Interaction, user_id: int, *, active: bool) -> None:
    """What would be lost or come back, and the button that does it."""
    language = str(interaction.locale)
    found = await activation.foresee(await actor_of(interaction), [user_id], active=active)
    if not found.able:
        text = say(language, found.left_out[0][1])
        await show(interaction, Panel(Tone.OVER).text("⚠️ " + text))
        return
    key, verb = ("button.activate", "on") if active else ("button.deactivate", "off")
    style = Style.GOOD if active else Style.DANGER
    panel = outlook_panel(language, found, active=active)
    panel.buttons(Button(say(language, key), f"b1:user:{verb}:{user_id}", style=style), _cancel(language))
    await show(interaction, panel)


def _cancel(language: str) -> Button:
    return Button(say(language, "button.cancel"), "b1:user:cancel")


@pressed("user", "cancel")
async def _cancelled(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await show(interaction, Panel(Tone.OVER).text(say(str(interaction.locale), "outlook.cancelled")))


@opens("user", "off")
async def _why_off(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    return _reason(str(interaction.locale), f"m1:user:off:{args[0]}", "button.deactivate")


def _reason(language: str, custom_id: str, title: str) -> Form:
    """Why? The pilot reads it."""
    form = Form(custom_id, say(language, title))
    return form.text("reason", say(language, "form.why"), help=say(language, "form.why_help"), long=True)


@submitted("user", "off")
async def _off(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await activation.deactivate(await actor_of(interaction), [id_of(args, 0)], values[0])
    await _done(interaction, "outlook.deactivated", args[0])


@pressed("user", "on")
async def _on(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await activation.activate(await actor_of(interaction), [id_of(args, 0)])
    await _done(interaction, "outlook.activated", args[0])


async def _done(interaction: Interaction, key: str, user_id: str) -> None:
    language = str(interaction.locale)
    name = escaped(await accounts.name_of(int(user_id)))
    panel = Panel(Tone.DONE).text("✅ " + say(language, key, name=name))
    await show(interaction, panel.buttons(Button(say(language, "button.account"), f"b1:user:show:{user_id}")))


# -- main and link -----------------------------------------------------------------------------------------


async def _ask_main(interaction: Interaction, pilot: str, character: str) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    user_id = await accounts.pilot(actor, pilot)
    found = await mains.foresee(actor, user_id, await mains.meant(actor, user_id, character))
    panel = Panel(Tone.WAITING).text(
        "### " + say(language, "main.ask", after=escaped(found.after)),
        say(language, "main.instead", before=escaped(found.before or "–")),
    )
    moves = "main.moves" if found.state_before != found.state_after else "main.stays"
    panel.text(say(language, moves, old=escaped(found.state_before), new=escaped(found.state_after)))
    do = Button(
        say(language, "button.set_main"), f"b1:user:main:{user_id}:{found.character_id}", style=Style.PRIMARY
    )
    await show(interaction, panel.buttons(do, _cancel(language)))


@pressed("user", "main")
async def _main(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await mains.change(await actor_of(interaction), id_of(args, 0), id_of(args, 1))
    await _done(interaction, "main.done", args[0])


async def _ask_unlink(interaction: Interaction, pilot: str) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    card = await accounts.card(actor, await accounts.pilot(actor, pilot))
    if card.discord is None:
        await show(interaction, Panel(Tone.OVER).text(say(language, "discord.nothing_linked")))
        return
    name, person = escaped(await accounts.name_of(card.user_id)), f"<@{card.discord.id}>"
    panel = Panel(Tone.WAITING).text(
        "### " + say(language, "unlink.ask", name=name), say(language, "unlink.what", person=person)
    )
    button = Button(say(language, "button.unlink"), f"b1:user:unlink:{card.user_id}", style=Style.DANGER)
    await show(interaction, panel.buttons(button, _cancel(language)))


@opens("user", "unlink")
async def _why_unlink(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    return _reason(str(interaction.locale), f"m1:user:unlink:{args[0]}", "button.unlink")


@submitted("user", "unlink")
async def _unlink(interaction: Interaction, args: list[str], values: list[str]) -> None:
    await discord_users.unlink(await actor_of(interaction), id_of(args, 0), values[0])
    await _done(interaction, "unlink.done", args[0])


# -- deletion ----------------------------------------------------------------------------------------------


async def _ask_delete(interaction: Interaction, pilot: str) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    user_id = await accounts.pilot(actor, pilot)
    name = escaped(await privacy.may_erase(actor, user_id))
    panel = Panel(Tone.REFUSED).text(
        "### " + say(language, "erase.ask", name=name),
        say(language, "erase.what"),
        say(language, "erase.stays"),
    )
    button = Button(say(language, "button.erase"), f"b1:user:erase:{user_id}", style=Style.DANGER)
    await show(interaction, panel.buttons(button, _cancel(language)))


@opens("user", "erase")
async def _type_name(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language, user_id = str(interaction.locale), id_of(args, 0)
    name = await privacy.may_erase(await actor_of(interaction), user_id)
    form = Form(f"m1:user:erase:{user_id}", say(language, "button.erase"))
    form.text(
        "name", say(language, "form.type_name"), help=say(language, "form.type_this", name=name), most=64
    )
    return form.text("reason", say(language, "form.why"), help=say(language, "form.why_trail"), long=True)


@submitted("user", "erase")
async def _erase(interaction: Interaction, args: list[str], values: list[str]) -> None:
    typed, reason = values
    await privacy.erase(await actor_of(interaction), id_of(args, 0), reason, typed)
    text = say(str(interaction.locale), "erase.begun")
    await show(interaction, Panel(Tone.DONE).text("✅ " + text))


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", AdminUser())
