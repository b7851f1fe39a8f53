"""Automatic groups from end to end: a pilot's corporation gives a role, moves along, is renamed, and is switched off."""

from __future__ import annotations

from dataclasses import replace

from bot.rules import autogroup_configs as configs
from bot.rules import organisations
from bot.rules.access import SYSTEM
from bot.rules.autogroup_configs import Draft
from models.groups import Group, Membership
from models.states import State
from sandbox import cast
from tests.journeys.kit import House, until

TESS, TESS_MAIN = cast.TESS.discord_id, cast.TESS.characters[0][0]


async def keep(draft: Draft, config_id: int = configs.NEW) -> int:
    """Look at the preview, as an operator would, and agree."""
    seen = await configs.preview(SYSTEM, config_id, draft)
    return await configs.keep(SYSTEM, draft, config_id, fingerprint=seen.fingerprint)


async def ask_eve_anew(house: House) -> None:
    """Let ESI's cache of corporations run out; asking is the application's own job."""
    house.world.clock.advance(3700)
    await organisations.refresh_due()


async def test_a_renamed_corporation_renames_its_group_and_its_role(house: House) -> None:
    await house.join_by_link(TESS, TESS_MAIN)
    await until("the state", lambda: "Member" in house.roles(TESS))
    member = await State.get(name="Member")
    draft = Draft(frozenset({member.id}), corp_groups=True)
    config_id = await keep(draft)
    await until("the corporation's role", lambda: "Corp Provi Traders" in house.roles(TESS))
    role = house.role_id("Corp Provi Traders")
    group = await Group.get(name="Corp Provi Traders")

    house.world.eve.rename(cast.PROVI_TRADERS, "Provi Merchants")
    await ask_eve_anew(house)
    await until("the role is renamed", lambda: "Corp Provi Merchants" in house.roles(TESS))
    assert house.role_id("Corp Provi Merchants") == role, "renamed, not made anew"
    assert (await Group.get(id=group.id)).name == "Corp Provi Merchants"

    house.world.eve.move(TESS_MAIN, cast.POLAR_FOUNDRY)
    await house.pass_affiliations()
    await ask_eve_anew(house)  # nobody of that corporation was here before: its name is learned now
    foundry = house.world.eve.corporation(cast.POLAR_FOUNDRY).name
    await until("the role of the new corporation", lambda: f"Corp {foundry}" in house.roles(TESS))
    await until("the old one is gone", lambda: "Corp Provi Merchants" not in house.roles(TESS))

    await keep(replace(draft, corp_groups=False), config_id)
    await until(
        "no corporation's role is left", lambda: not any(r.startswith("Corp ") for r in house.roles(TESS))
    )
    assert not await Membership.exists()
    assert not await Group.exists()
