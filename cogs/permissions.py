"""Giving and taking permissions from Discord, with how many people it concerns: `/admin permission …`."""

from __future__ import annotations

from discord import app_commands

from bot.client import ConcordBot
from bot.errors import Conflict
from bot.rules import effects, grants
from bot.rules.access import STAFF, Actor
from bot.rules.grants import Change, Holder
from cogs.kit import (
    Button,
    Interaction,
    Panel,
    Style,
    Tone,
    actor_of,
    escaped,
    id_of,
    needs,
    pressed,
    say,
    show,
    under,
)
from cogs.preview import preview_panel


async def codenames(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Permissions by codename or by what they allow."""
    actor = await actor_of(interaction)
    if not actor.superuser:
        return []
    found = grants.permissions(actor, text)[:25]
    return [app_commands.Choice(name=f"{p.codename} · {p.allows}"[:100], value=p.codename) for p in found]


async def grantees(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """States, groups and pilots by name."""
    actor = await actor_of(interaction)
    if not actor.superuser:
        return []
    language = str(interaction.locale)
    return [
        app_commands.Choice(name=f"{g.name} · {say(language, f'grantee.{g.holder}')}"[:100], value=g.value)
        for g in await grants.grantees(actor, text)
    ]


class AdminPermission(
    app_commands.Group, name="permission", description=say("en", "command.admin_permission")
):
    """Commands about permissions; superusers only, which the rules see to."""

    @app_commands.command(description=say("en", "command.admin_permission_grant"))
    @app_commands.describe(permission=say("en", "option.permission"), to=say("en", "option.grantee"))
    @app_commands.autocomplete(permission=codenames, to=grantees)
    @needs(STAFF)
    async def grant(self, interaction: Interaction, permission: str, to: str) -> None:
        await _ask(interaction, "give", permission, to)

    @app_commands.command(description=say("en", "command.admin_permission_revoke"))
    @app_commands.describe(permission=say("en", "option.permission"), holder=say("en", "option.grantee"))
    @app_commands.rename(holder="from")
    @app_commands.autocomplete(permission=codenames, holder=grantees)
    @needs(STAFF)
    async def revoke(self, interaction: Interaction, permission: str, holder: str) -> None:
        await _ask(interaction, "take", permission, holder)


async def _ask(interaction: Interaction, verb: str, permission: str, holder: str) -> None:
    actor = await actor_of(interaction)
    found = await grants.grantee(actor, holder)
    await _preview(interaction, actor, Change(permission, found.holder, found.id, verb == "give"))


async def _preview(interaction: Interaction, actor: Actor, change: Change, *, changed: bool = False) -> None:
    language, found = str(interaction.locale), await grants.preview(actor, change)
    values = {"permission": change.permission, "name": escaped(found.name)}
    if found.there is change.give:
        key = "grants.there_already" if change.give else "grants.not_there"
        await show(interaction, Panel(Tone.OVER).text(say(language, key, **values)))
        return
    title = say(language, "grants.ask_give" if change.give else "grants.ask_take", **values)
    panel = preview_panel(language, title, found.effects, changed=changed)
    what = f"{'give' if change.give else 'take'}:{change.permission}:{change.holder}:{change.holder_id}"
    count = found.effects.count
    await show(
        interaction,
        panel.buttons(
            Button(
                say(language, "preview.do", count=count) if count else say(language, "preview.do_anyway"),
                f"b1:grant:do:{what}:{found.effects.fingerprint}",
                style=Style.PRIMARY if change.give else Style.DANGER,
            ),
            Button(say(language, "preview.cancel"), "b1:state:cancel"),
        ),
    )


@pressed("grant", "do")
async def _do(interaction: Interaction, args: list[str], _: list[str]) -> None:
    actor, language = await actor_of(interaction), str(interaction.locale)
    if args[2] not in set(Holder):
        raise Conflict("error.old_button")
    change = Change(args[1], Holder(args[2]), id_of(args, 3), args[0] == "give")
    try:
        done = await grants.apply(actor, change, args[4])
    except effects.Changed:
        await _preview(interaction, actor, change, changed=True)
        return
    key = "grants.given" if change.give else "grants.taken"
    text = say(language, key, permission=change.permission, name=escaped(done.name), count=done.effects.count)
    await show(interaction, Panel(Tone.DONE).text(text))


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", AdminPermission())
