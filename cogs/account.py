"""The pilot's own account: linking, /me, characters and the main. The rules are in links, identity and accounts."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.rules import accounts, delivery, identity, links
from bot.rules.access import Actor
from bot.rules.outside import outside
from cogs.card import account_panel, characters_panel
from cogs.kit import (
    Button,
    Interaction,
    Panel,
    Style,
    Tone,
    actor_of,
    chosen,
    id_of,
    needs,
    page_of,
    person_of,
    pressed,
    say,
    show,
)


class Account(commands.Cog):
    """What a pilot needs."""

    @app_commands.command(description=say("en", "command.link"))
    @needs()
    async def link(self, interaction: Interaction) -> None:
        await _offer(interaction)

    @app_commands.command(description=say("en", "command.me"))
    @needs()
    async def me(self, interaction: Interaction) -> None:
        await _me(interaction)


# -- linking ---------------------------------------------------------------------------------------------


@pressed("link", "start")
async def _start(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await _offer(interaction)


async def _offer(interaction: Interaction) -> None:
    """A link of one's own; this very answer is edited when it is done. Who is linked adds characters on the site."""
    language = str(interaction.locale)
    if (await actor_of(interaction)).user_id is not None:
        await show(interaction, _add(language))
        return
    offer = await links.offer(
        person_of(interaction.user),
        guild_id=interaction.guild_id,
        language=language,
        interaction_token=interaction.token,
    )
    url = f"{outside.web_url}/discord/link?t={offer.token}"
    panel = Panel(Tone.INFO).text(
        "### 🔗 " + say(language, "link.headline"),
        say(language, "link.until", when=f"<t:{int(offer.expires_at.timestamp())}:t>"),
    )
    panel.buttons(Button(say(language, "link.sign_in"), url=url))
    await show(interaction, panel)


def _add(language: str) -> Panel:
    """The way to a further character: a link for strangers would take this Discord user to a new account."""
    panel = Panel(Tone.INFO).text("### 🔗 " + say(language, "link.add"), say(language, "link.add_how"))
    return panel.buttons(
        Button(say(language, "link.add_first"), url=f"{outside.web_url}/sso/login"),
        Button(say(language, "link.add"), url=f"{outside.web_url}/sso/login?add=1"),
    )


@pressed("link", "why")
async def _why(interaction: Interaction, _: list[str], __: list[str]) -> None:
    language = str(interaction.locale)
    panel = Panel(Tone.INFO).text("### " + say(language, "welcome.why"), say(language, "link.why"))
    panel.buttons(Button(say(language, "welcome.link"), "b1:link:start", style=Style.PRIMARY))
    await show(interaction, panel)


# -- one's own account -------------------------------------------------------------------------------------


@pressed("me", "show")
async def _show_me(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await _me(interaction)


async def _me(interaction: Interaction) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    if actor.user_id is None:
        await show(interaction, _stranger(language))
        return
    card = await accounts.card(actor)
    closed = await delivery.inbox_is_closed(interaction.user.id)
    await show(interaction, account_panel(language, card, own=True, inbox_closed=closed))


def _stranger(language: str) -> Panel:
    panel = Panel(Tone.WAITING).text(say(language, "refused.not_linked"))
    return panel.buttons(Button(say(language, "welcome.link"), "b1:link:start", style=Style.PRIMARY))


@pressed("me", "characters")
async def _characters(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _list(interaction, await actor_of(interaction), page_of(args))


@chosen("me", "main")
async def _choose_main(interaction: Interaction, _: list[str], values: list[str]) -> None:
    actor = await actor_of(interaction)
    await identity.change_main(actor, id_of(values, 0))
    await _list(interaction, actor, 1, changed=True)


async def _list(interaction: Interaction, actor: Actor, page: int, *, changed: bool = False) -> None:
    language = str(interaction.locale)
    card = await accounts.card(actor)
    await show(interaction, characters_panel(language, card, page, changed=changed))


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Account())
