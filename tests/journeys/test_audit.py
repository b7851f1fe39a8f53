"""The commonest question of all: a guest asks why, an auditor looks, the pilot picks another main, and the trail has it all."""

from __future__ import annotations

import csv
import io
from typing import Any

from bot.rules.audit import AUDIT
from models.grants import UserGrant
from models.notices import Notice
from models.states import EntityKind
from models.users import User
from sandbox import cast
from tests.cogs.conftest import words
from tests.journeys.kit import House, find_button, until

MARA, NOVA = cast.MARA, cast.NOVA


async def command(house: House, name: str, **options: str) -> dict[str, Any]:
    """What Mara types, and the answer."""
    ran = await house.people.run_command(MARA.discord_id, cast.GUILD, cast.WELCOME, name, options)
    answer: dict[str, Any] = await ran.done()
    return answer


async def press(house: House, message: dict[str, Any], part: str, *values: str) -> dict[str, Any]:
    pressed = await house.people.press(
        MARA.discord_id, message["id"], find_button(message, part), values or None
    )
    answer: dict[str, Any] = await pressed.done()
    return answer


async def test_why_no_access_is_answered_mended_and_found_in_the_trail(house: House) -> None:
    for persona in (MARA, NOVA):
        await house.join_by_link(persona.discord_id, persona.characters[0][0])
    auditor = await User.get(main_id=MARA.characters[0][0])
    nova = await User.get(main_id=NOVA.characters[0][0])
    await UserGrant.create(user=auditor, permission=AUDIT.codename)
    await until("the queue is empty", house.idle)

    menu = await house.people.run_command(
        MARA.discord_id, cast.GUILD, cast.WELCOME, "Why no access?", target_id=NOVA.discord_id
    )
    asked = await menu.done()
    service = find_button(asked, "s1:audit:instance")
    instance = next(o["value"] for o in _options(asked, service))
    chain = await press(house, asked, service, instance)
    text = words(chain).replace("\\_", "_")
    assert f"{NOVA.name}: ❌ no" in text
    assert "It takes the permission discord.access_discord." in text
    assert "State Guest does not give it" in text
    await press(house, chain, "b1:audit:tell")
    await until("Nova is told", lambda: Notice.filter(user=nova, key="notice.advice").exists())
    await until("by direct message too", lambda: "Why you lack" in str(house.inbox(NOVA.discord_id)))

    await house.take_in("Member", EntityKind.CHARACTER, NOVA.characters[0][0])
    await until("the role", lambda: "Member" in house.roles(NOVA.discord_id))
    await until("the queue is empty", house.idle)
    again = words(await command(house, "audit why", pilot=NOVA.name, thing="discord"))
    assert "✅ yes" in again
    assert "State Member gives it." in again
    assert "is listed by name" in again

    trail = await command(house, "audit trail", pilot=NOVA.name, about="state")
    assert "changed state" in words(trail)
    assert "~~Guest~~ → Member" in words(trail)
    browser = await house.sign_in(MARA.characters[0][0])
    page = await browser.get("/audit/trail", q=NOVA.name, what="state")
    assert "<del>Guest</del> → <ins>Member</ins>" in page.text
    exported = await browser.get("/audit/trail", q=NOVA.name, format="csv")
    actions = [r["action"] for r in csv.DictReader(io.StringIO(exported.text.removeprefix("\ufeff")))]
    assert {"account.created", "discord.linked", "state.changed"} <= set(actions)
    assert actions[-1] == "account.created"

    theirs = await house.sign_in(NOVA.characters[0][0])
    assert "changed state" in (await theirs.get("/account/log")).text
    assert (await theirs.get("/audit/trail")).status == 403


def _options(message: dict[str, Any], custom_id: str) -> list[dict[str, Any]]:
    """The options of a select."""
    for row in message["components"]:
        for part in row.get("components", []):
            if part.get("custom_id") == custom_id:
                return list(part["options"])
    return []
