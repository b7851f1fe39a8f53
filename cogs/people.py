"""What staff do with one pilot: `/admin user …`."""

from __future__ import annotations

from discord import app_commands

from bot.client import ConcordBot
from bot.rules import accounts, services
from bot.rules.access import STAFF
from cogs.kit import Interaction, actor_of, needs, pressed, say, show, tell, under
from cogs.lookup import card_of, pilots


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


@pressed("admin", "reassess")
async def _reassess(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await services.look_again(await actor_of(interaction), int(args[0]))
    await tell(interaction, "admin.reassessed")


async def setup(bot: ConcordBot) -> None:
    under(bot, "admin", AdminUser())
