"""Automatic groups from Discord: counted before they move anybody, refused to who may not."""

from __future__ import annotations

from bot.rules import autogroup_configs as configs
from bot.rules.access import STAFF, SYSTEM
from bot.rules.autogroup_configs import Draft
from models.groups import Membership
from tests.cogs.conftest import Place, ids, words
from tests.cogs.test_states import button, officer
from tests.conftest import Drain
from tests.world import make_corporation, make_state, make_user


async def config() -> int:
    """A configuration for the members of one corporation, saved and not looked at yet."""
    member, corp = await make_state("Member"), await make_corporation("Provi Traders")
    await make_user("Anna Trader", state=member, corporation=corp.id)
    draft = Draft(frozenset({member.id}), corp_groups=True)
    seen = await configs.preview(SYSTEM, configs.NEW, draft)
    return await configs.keep(SYSTEM, draft, fingerprint=seen.fingerprint)


async def test_staff_see_what_would_happen_and_apply_it(place: Place, drain: Drain) -> None:
    await officer(place, STAFF, configs.VIEW, configs.CHANGE)
    await config()
    owner = place.house.owner
    listed = await place.type("admin autogroup preview", owner)
    assert "Corp … · Member" in words(listed)
    seen = await place.press(listed, button(listed, "autogroup:look"), who=owner)
    for part in ("**1** would join", "Corp Provi Traders", "Anna Trader", "Apply for 1"):
        assert part in words(seen)
    done = await place.press(seen, button(seen, "autogroup:apply"), who=owner)
    assert "follows within moments" in words(done)
    await drain()
    assert await Membership.all().count() == 1


async def test_a_changed_world_is_counted_anew(place: Place) -> None:
    await officer(place, STAFF, configs.VIEW, configs.CHANGE)
    config_id, owner = await config(), place.house.owner
    seen = await place.type("admin autogroup preview", owner, config=str(config_id))
    found = await configs.lines(SYSTEM, config_id)
    assert not found
    await make_user("Late", state=await make_state("Member"), corporation=(await make_corporation("Late")).id)
    again = await place.press(seen, button(seen, "autogroup:apply"), who=owner)
    assert "It has changed since you looked" in words(again)
    assert "Apply for 2" in words(again)


async def test_what_is_right_has_nothing_to_apply(place: Place, drain: Drain) -> None:
    await officer(place, STAFF, configs.VIEW, configs.CHANGE)
    config_id, owner = await config(), place.house.owner
    await drain()
    seen = await place.type("admin autogroup preview", owner, config=str(config_id))
    assert "Everything is as it should be" in words(seen)
    assert not [i for i in ids(seen) if "apply" in i]


async def test_staff_without_the_right_are_refused(place: Place) -> None:
    await officer(place, STAFF)
    config_id, owner = await config(), place.house.owner
    refused = await place.type("admin autogroup preview", owner, config=str(config_id))
    assert "takes the right" in words(refused)
