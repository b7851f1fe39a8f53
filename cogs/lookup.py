"""Who somebody is: /whois and the menu on a member."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import ConcordBot
from bot.errors import Invalid, NotFound
from bot.rules import accounts
from bot.rules.access import STAFF
from cogs.card import account_panel
from cogs.kit import Interaction, Panel, actor_of, escaped, joined, needs, say, show, tell

MAY = (STAFF, accounts.LOOK_UP)


async def pilots(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Pilots whose name fits, for those who may look people up; from one query."""
    actor = await actor_of(interaction)
    if not any(actor.may(m) for m in MAY):
        return []
    found = await accounts.find(actor, text, limit=25)
    return [app_commands.Choice(name=hit.label[:100], value=str(hit.user_id)) for hit in found]


async def resolve(interaction: Interaction, text: str) -> int:
    """The user id that a choice or a typed name means; raises NotFound, or Invalid if it could be several."""
    if text.isdigit():
        return int(text)
    found = await accounts.find(await actor_of(interaction), text, limit=5)
    exact = [hit for hit in found if hit.name.casefold() == text.strip().casefold()]
    if not found:
        raise NotFound("whois.nobody", text=escaped(text))
    if len(found) > 1 and len(exact) != 1:
        raise Invalid("whois.several", names=escaped(joined(hit.name for hit in found)))
    return (exact or found)[0].user_id


async def card_of(interaction: Interaction, pilot: str, *, staff: bool = False) -> Panel:
    """The account card that a text or an id means."""
    user_id = await resolve(interaction, pilot)
    card = await accounts.card(await actor_of(interaction), user_id)
    return account_panel(str(interaction.locale), card, staff=staff)


class Lookup(commands.Cog):
    """Commands that tell of others."""

    @app_commands.command(description=say("en", "command.whois"))
    @app_commands.describe(pilot=say("en", "option.pilot"), member=say("en", "option.member"))
    @app_commands.autocomplete(pilot=pilots)
    @needs(*MAY)
    async def whois(
        self, interaction: Interaction, pilot: str | None = None, member: discord.Member | None = None
    ) -> None:
        if member is not None:
            await _member(interaction, member.id)
        elif pilot:
            await show(interaction, await card_of(interaction, pilot))
        else:
            raise Invalid("whois.whom")


async def _member(interaction: Interaction, discord_id: int) -> None:
    actor = await actor_of(interaction)
    user_id = await accounts.by_discord(discord_id)
    if user_id is None:
        await tell(interaction, "whois.not_linked", person=f"<@{discord_id}>")
        return
    card = await accounts.card(actor, user_id)
    await show(interaction, account_panel(str(interaction.locale), card, staff=actor.may(STAFF)))


@app_commands.context_menu(name=say("en", "command.who_is_this"))
@needs(*MAY)
async def who_is_this(interaction: Interaction, member: discord.Member) -> None:
    """The same, from a member's name."""
    await _member(interaction, member.id)


async def setup(bot: ConcordBot) -> None:
    await bot.add_cog(Lookup())
    bot.tree.add_command(who_is_this)
