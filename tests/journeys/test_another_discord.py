"""A pilot comes with another Discord user, or loses theirs to another account: the old member is left bare."""

from __future__ import annotations

from models.discord import DiscordUser
from sandbox import cast
from tests.journeys.kit import Browser, House, until

TESS = cast.TESS.discord_id
MAIN = cast.TESS.characters[0][0]


async def link_on_the_site(browser: Browser, discord_id: str) -> None:
    """Discord's sign-in, begun on the site."""
    browser.as_discord = int(discord_id)
    page = await browser.get("/discord/link")
    assert page.status == 200, page.text


async def test_the_old_discord_user_loses_the_managed_roles_and_nothing_else(house: House) -> None:
    joined = await house.join_by_link(TESS, MAIN)
    await until("the role", lambda: "Member" in house.roles(TESS))
    spare = house.discord.create_user("tess-on-her-phone", global_name="Tess")
    await house.people.join(spare, cast.GUILD)
    await link_on_the_site(joined.browser, spare)
    await until("the new member wears the role", lambda: "Member" in house.roles(spare))
    await until("the old one no more", lambda: "Member" not in house.roles(TESS), 5)
    await until("the old one is told", lambda: "no longer linked" in str(house.inbox(TESS)), 5)
    assert await DiscordUser.all().values_list("id", flat=True) == [int(spare)]


async def test_a_discord_user_that_moves_to_a_guest_leaves_the_members_roles_behind(house: House) -> None:
    await house.join_by_link(TESS, MAIN)
    await until("the role", lambda: "Member" in house.roles(TESS))
    account = house.world.eve.create_account("Nobody")
    stranger = house.world.eve.create_character("Nobody Special", cast.DRIFTWOOD, account)
    browser = await house.sign_in(stranger)
    await link_on_the_site(browser, TESS)
    await until("a guest's Discord user is bare", lambda: "Member" not in house.roles(TESS), 5)
