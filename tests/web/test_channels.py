"""The page of channels: chosen, refused, vouched for."""

from __future__ import annotations

import pytest

from bot.rules import guilds
from bot.rules.guilds import VIEW_CHANNEL, ChannelFacts, RoleFacts
from models.posts import PostChannel
from tests.rules.guild_double import GUILD, make_guild
from tests.rules.postman_double import CLOSED, HIDDEN, OPEN
from tests.web.conftest import Browser
from tests.world import make_user

HERE = "/admin/channels"


@pytest.fixture
async def guild(db: str, ports) -> None:
    await make_guild()
    await guilds.role_seen(GUILD, RoleFacts(GUILD, "@everyone", 0, VIEW_CHANNEL, managed=False))
    await guilds.role_seen(GUILD, RoleFacts(900, "Directors", 1, 0, managed=False))
    sees: dict[str, object] = {"id": "900", "kind": "role", "allow": VIEW_CHANNEL, "deny": 0}
    await guilds.channel_seen(GUILD, ChannelFacts(OPEN, "general", 0, 0))
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, [*HIDDEN, sees]))


async def test_a_channel_is_chosen_refused_and_vouched_for(browser: Browser, guild: None) -> None:
    await browser.sign_in(await make_user("Boss", superuser=True))
    page = (await browser.get(HERE)).text
    assert "#general" in page
    assert (await browser.post(HERE, guild=GUILD, kind="welcome", channel=OPEN)).status == 303
    refused = await browser.post(HERE, guild=GUILD, kind="staff", channel=OPEN)
    assert (refused.status, "can be read by everyone" in refused.text) == (422, True)
    asked = await browser.post(HERE, guild=GUILD, kind="staff", channel=CLOSED)
    assert "Directors" in asked.text
    mark = asked.text.split('name="mark" value="')[1].split('"')[0]
    await browser.post(HERE, guild=GUILD, kind="staff", channel=CLOSED, mark=mark)
    assert {c.kind: c.channel_id for c in await PostChannel.all()} == {"welcome": OPEN, "staff": CLOSED}
    await browser.post(f"{HERE}/test", guild=GUILD, kind="welcome")
    assert "An example is on its way" in (await browser.get(HERE)).text
    await browser.post(HERE, guild=GUILD, kind="welcome", channel="")
    assert not await PostChannel.exists(kind="welcome")


async def test_members_do_not_see_it(browser: Browser, guild: None) -> None:
    await browser.sign_in(await make_user())
    assert (await browser.get(HERE)).status == 403
