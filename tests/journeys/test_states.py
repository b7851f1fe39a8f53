"""A state edit that moves five thousand people: found by name, counted, agreed to, done, and taken back on the site."""

from __future__ import annotations

import re
import time

from bot import clock
from models.brakes import Brake, BrakeStatus
from models.characters import Character
from models.grants import UserGrant
from models.states import State
from models.users import Subject, User
from sandbox import cast
from tests.journeys.kit import House, Page, find_button, say, until

CROWD = 5000
MARA, IMKE = cast.MARA, cast.IMKE
RIGHTS = ("core.staff", "authentication.view_state", "authentication.change_state")


async def crowd(house: House) -> None:
    """Five thousand accounts with mains in Driftwood, written down: no Discord, nothing but a standing."""
    now, guest = clock.now(), await State.get(guest=True)
    first = max(await User.all().values_list("id", flat=True)) + 1
    ids = range(first, first + CROWD)
    await Character.bulk_create(
        [
            Character(
                id=97_000_000 + i, name=f"Drifter {i:05}", corporation_id=cast.DRIFTWOOD, name_checked_at=now
            )
            for i in ids
        ],
        batch_size=1000,
    )
    await User.bulk_create(
        [User(id=i, main_id=97_000_000 + i, state=guest, state_since=now, created_at=now) for i in ids],
        batch_size=1000,
    )
    await Subject.bulk_create([Subject(user_id=i, name=f"Drifter {i:05}") for i in ids], batch_size=1000)


async def editor(house: House) -> User:
    """Mara, linked, who may edit states; and Imke of Driftwood, linked, a guest."""
    for persona in (MARA, IMKE):
        await house.join_by_link(persona.discord_id, persona.characters[0][0])
    user = await User.get(main_id=MARA.characters[0][0])
    for right in RIGHTS:
        await UserGrant.get_or_create(user=user, permission=right)
    return user


async def in_state(name: str) -> int:
    return await User.filter(state__name=name, main__corporation_id=cast.DRIFTWOOD).count()


def fields(page: Page) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    return {name: value for name, value in found if name != "csrf"}


async def test_five_thousand_are_moved_by_one_press_and_back_again_on_the_site(house: House) -> None:
    await editor(house)
    await crowd(house)
    member = await State.get(name="Member")

    async def everybody_is(state: str) -> bool:
        return await in_state(state) == CROWD + 1

    options = {"state": str(member.id), "member": "driftw"}
    choices = await house.people.autocomplete(
        MARA.discord_id, cast.GUILD, cast.WELCOME, "admin state add", options, "member"
    )
    chosen = next(c["value"] for c in choices if "Driftwood Salvage" in c["name"])
    began = time.monotonic()
    ran = await house.people.run_command(
        MARA.discord_id, cast.GUILD, cast.WELCOME, "admin state add", options | {"member": chosen}
    )
    asked = await ran.done()
    say("preview of 5,001 people", f"{time.monotonic() - began:.2f} s")
    assert "**5001** pilots go Guest → Member" in str(asked)
    assert "5000 of them are not on Discord" in str(asked)
    assert await in_state("Guest") == CROWD + 1, "nothing has moved yet"

    await crowd_grows(house)
    stale = await house.people.press(MARA.discord_id, asked["id"], find_button(asked, ":do:add:"))
    again = await stale.done()
    assert "It has changed since you looked: 5002 people now" in str(again)
    await User.filter(main__name="Latecomer").delete()
    third = await (
        await house.people.press(MARA.discord_id, again["id"], find_button(again, ":do:add:"))
    ).done()
    began = time.monotonic()
    pressed = await house.people.press(MARA.discord_id, third["id"], find_button(third, ":do:add:"))
    await until("five thousand are members", lambda: everybody_is("Member"), 30)
    say("5,001 moved", f"{time.monotonic() - began:.2f} s")
    await until("Imke wears the role", lambda: "Member" in house.roles(IMKE.discord_id), 10)
    await until("the panel says so", lambda: "people have moved" in str(pressed.messages), 10)

    browser = await house.sign_in(MARA.characters[0][0])
    path = f"/admin/states/{member.id}/edit"
    form = await browser.get(path)
    keep = {
        "name": "Member",
        "priority": str(member.priority),
        "members": f"alliance:{cast.NORTHERN_WATCH}",
    }
    question = await browser.post(path, form, **keep, do="preview")
    assert "Lets go: Driftwood Salvage" in question.text
    assert "the brake would stop it" in question.text
    done = await browser.post(path, question, **fields(question))
    assert done.status == 200, done.text
    await until("all are guests again", lambda: everybody_is("Guest"), 30)
    await until("Imke lost the role", lambda: "Member" not in house.roles(IMKE.discord_id), 10)
    assert not await Brake.filter(status=BrakeStatus.ASKED).exists(), "who agreed is not asked again"


async def crowd_grows(house: House) -> None:
    """One more, between the look and the press."""
    late = await Character.create(id=97_900_000, name="Latecomer", corporation_id=cast.DRIFTWOOD)
    guest, now = await State.get(guest=True), clock.now()
    await User.create(main_id=late.id, state=guest, state_since=now, created_at=now)
