"""Making somebody staff: a fresh sign-in at EVE first, and the new rank counts at once in Discord."""

from __future__ import annotations

from models.users import User
from sandbox import cast
from tests.journeys.kit import House, until

MARA, JONAS = cast.MARA, cast.JONAS


async def test_a_rank_is_given_after_eve_was_asked_once_more_and_counts_at_once(house: House) -> None:
    for persona in (MARA, JONAS):
        await house.join_by_link(persona.discord_id, persona.characters[0][0])
    boss = await User.get(main_id=MARA.characters[0][0])
    jonas = await User.get(main_id=JONAS.characters[0][0])
    await User.filter(id=boss.id).update(is_superuser=True)
    browser = await house.sign_in(MARA.characters[0][0])
    path = f"/admin/users/{jonas.id}/role"
    form = await browser.get(path)
    back = await browser.post(path, form, role="staff")  # to EVE and back to the form
    assert "You have confirmed who you are" in back.text
    assert not await User.filter(id=jonas.id, is_staff=True).exists(), "nothing was done on the way"
    done = await browser.post(path, back, role="staff")
    assert "You made Jonas Hale staff" in done.text
    ran = await house.people.run_command(
        JONAS.discord_id, cast.GUILD, cast.WELCOME, "whois", {"pilot": "Mara Venn"}
    )
    assert "Mara Venn" in str(await ran.done()), "looking people up is for staff"
    await until("Jonas is told", lambda: "made you staff" in str(house.inbox(JONAS.discord_id)))


async def test_another_account_at_eve_confirms_nothing(house: House) -> None:
    for persona in (MARA, JONAS):
        await house.join_by_link(persona.discord_id, persona.characters[0][0])
    jonas = await User.get(main_id=JONAS.characters[0][0])
    await User.filter(main_id=MARA.characters[0][0]).update(is_superuser=True)
    browser = await house.sign_in(MARA.characters[0][0])
    path = f"/admin/users/{jonas.id}/role"
    form = await browser.get(path)
    browser.as_character = JONAS.characters[0][0]  # whoever found the browser open
    refused = await browser.post(path, form, role="superuser")
    assert (refused.status, "not on your account here" in refused.text) == (403, True)
    assert not await User.filter(id=jonas.id, is_superuser=True).exists()
