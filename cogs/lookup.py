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
from cogs.kit import Interaction, Panel, actor_of, needs, say, show, tell

MAY = accounts.MAY_LOOK


async def pilots(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
    """Pilots whose name fits, for those who may look people up; from one query."""
    actor = await actor_of(interaction)
    if not any(actor.may(m) for m in MAY):
        return []
    found = await accounts.find(actor, text)
    return [app_commands.Choice(name=_label(hit)[:100], value=str(hit.character_id)) for hit in found]


def _label(hit: accounts.PilotHit) -> str:
    """Enough to choose by: "Anna Trader · [PROV] · Member"."""
    parts = [
        hit.name,
        f"[{hit.ticker}]" if hit.ticker else "",
        hit.state,
        hit.main if hit.main != hit.name else "",
    ]
    return " · ".join(p for p in parts if p)


async def card_of(interaction: Interaction, pilot: str, *, staff: bool = False) -> Panel:
    """The account card that a choice or a typed name means."""
    actor = await actor_of(interaction)
    card = await accounts.card(actor, await accounts.pilot(actor, pilot))
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
            staff = (await actor_of(interaction)).may(STAFF)
            await show(interaction, await card_of(interaction, pilot, staff=staff))
        else:
            raise Invalid("whois.whom")


async def _member(interaction: Interaction, discord_id: int) -> None:
    actor = await actor_of(interaction)
    try:
        user_id = await accounts.by_discord(actor, discord_id)
    except NotFound:
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
