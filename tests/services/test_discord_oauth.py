"""Signing in with Discord and joining a guild, over the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from yarl import URL

from bot.errors import Invalid, Unavailable
from bot.services.base import DiscordPerson, ServiceRefused
from bot.services.discord_oauth import DiscordOAuthClient, OAuthSettings
from tests.sandbox.discord_house import House, build, serving

REDIRECT = "http://127.0.0.1:8000/discord/callback"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with serving(build()) as made:
        yield made


async def client(house: House, **changed: str) -> DiscordOAuthClient:
    values = {
        "client_id": house.world.client_id,
        "client_secret": house.world.client_secret,
        "bot_token": house.world.token,
        "redirect_uri": REDIRECT,
        "api_url": house.api,
        "authorize_url": f"{house.url}/oauth2/authorize",
    }
    made = DiscordOAuthClient(OAuthSettings(**(values | changed)))
    await made.open()
    return made


async def code(house: House, oauth: DiscordOAuthClient, user_id: str, scopes: list[str]) -> str:
    url = URL(oauth.authorize_url("the-state", scopes)).update_query(user_id=user_id)
    async with aiohttp.ClientSession() as http, http.get(url, allow_redirects=False) as answer:
        landed = URL(answer.headers["Location"])
    assert landed.query["state"] == "the-state"
    return landed.query["code"]


async def test_the_round_trip_says_who_it_is_and_brings_them_in(house: House) -> None:
    stranger = house.world.create_user("newcomer", global_name="New Comer")
    oauth = await client(house)
    try:
        token, person = await oauth.exchange(await code(house, oauth, stranger, ["identify", "guilds.join"]))
        assert person == DiscordPerson(int(stranger), "newcomer", "New Comer", person.avatar)
        assert await oauth.join(int(house.guild), person, token) is True
        assert await oauth.join(int(house.guild), person, token) is False
        assert stranger in house.world.guild(house.guild).members
    finally:
        await oauth.close()


async def test_a_code_counts_once(house: House) -> None:
    oauth = await client(house)
    try:
        given = await code(house, oauth, house.pilot, ["identify"])
        await oauth.exchange(given)
        with pytest.raises(Invalid, match="discord.code_refused"):
            await oauth.exchange(given)
        with pytest.raises(Invalid):
            await oauth.exchange("made-up")
    finally:
        await oauth.close()


async def test_a_wrong_secret_is_ours_to_mend(house: House) -> None:
    oauth = await client(house, client_secret="wrong")
    try:
        with pytest.raises(Unavailable, match="discord.misconfigured"):
            await oauth.exchange(await code(house, oauth, house.pilot, ["identify"]))
    finally:
        await oauth.close()


async def test_an_outage_is_no_refusal(house: House) -> None:
    oauth = await client(house)
    try:
        given = await code(house, oauth, house.pilot, ["identify"])
        house.world.faults.add("POST", r".*/oauth2/token", status=503, times=1)
        with pytest.raises(Unavailable, match="discord.down"):
            await oauth.exchange(given)
    finally:
        await oauth.close()
    with pytest.raises(Unavailable, match="discord.down"):
        await oauth.exchange(given)


async def test_without_the_right_to_invite_nobody_is_brought_in(house: House) -> None:
    stranger = house.world.create_user("newcomer")
    oauth = await client(house)
    try:
        token, person = await oauth.exchange(await code(house, oauth, stranger, ["identify", "guilds.join"]))
        house.world.guild(house.guild).roles[house.bot_role]["permissions"] = "0"
        house.world.guild(house.guild).roles[house.guild]["permissions"] = "0"
        with pytest.raises(ServiceRefused, match="no_permission"):
            await oauth.join(int(house.guild), person, token)
    finally:
        await oauth.close()
