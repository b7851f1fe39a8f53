"""Making, setting, ruling and deleting groups on the site, switches over all of them, and reserved names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.rules import groups, reserved, switches
from bot.rules.access import STAFF
from bot.rules.switches import Switch
from models.grants import GroupGrant, UserGrant
from models.groups import Group, GroupLeader, GroupState, Membership, ReservedName
from models.users import User
from tests.web.conftest import Browser, Seen
from tests.world import make_corporation, make_group, make_state, make_user

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
SETTINGS = {"request_days": 7, "grace_days": 0, "description": "", "leaders": "", "leader_groups": ""}


def hidden(seen: Seen) -> dict[str, str]:
    return {k: v for k, v in HIDDEN.findall(seen.text) if k not in ("csrf", "back")}


@pytest.fixture
async def editor(browser: Browser) -> User:
    user = await make_user("Editor")
    rights = (STAFF, groups.VIEW, groups.ADD, groups.CHANGE, groups.DELETE)
    for right in (*rights, reserved.VIEW, reserved.ADD, reserved.DELETE):
        await UserGrant.create(user=user, permission=str(right))
    await browser.sign_in(user)
    return user


def each() -> Iterator[str]:
    yield from ("add", "{id}/edit", "{id}/delete", "{id}/rule", "switches")


async def test_a_group_is_made_and_set(browser: Browser, editor: User) -> None:
    member, bert = await make_state("Member"), await make_user("Bert Miner")
    over = await make_group("Officers")
    await browser.get("/admin/groups/add")
    done = await browser.post("/admin/groups/add", name="Scouts", description="They look")
    assert done.status == 303
    group = await Group.get(name="Scouts")
    path = f"/admin/groups/{group.id}/edit"
    assert "They look" in (await browser.get(path)).text
    form = {**SETTINGS, "leaders": "bert miner", "leader_groups": "officers", "description": "New"}
    await browser.post(path, name="Pathfinders", public="1", open="1", states=member.id, **form)
    group = await Group.get(id=group.id)
    assert (group.name, group.public, group.open, group.internal, group.request_days) == (
        "Pathfinders",
        True,
        True,
        False,
        7,
    )
    assert await GroupLeader.filter(group=group, user=bert).exists()
    assert await GroupState.filter(group=group, state=member).exists()
    page = await browser.get(path)
    for part in ("Bert Miner", over.name, "Member"):
        assert part in page.text


@pytest.mark.parametrize("name", ["Kings", "Taken", ""])
async def test_a_name_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    browser: Browser, editor: User, name: str
) -> None:
    await make_group("Taken")
    group = await make_group("Scouts")
    await browser.get("/admin/reserved")
    await browser.post("/admin/reserved", name="Kings", reason="there is but one")
    for path, more in (("/admin/groups/add", {}), (f"/admin/groups/{group.id}/edit", SETTINGS)):
        refused = await browser.post(path, **{**more, "name": name, "description": "kept text"})
        assert refused.status == 422
        assert "kept text" in refused.text
    wrong = await browser.post(
        f"/admin/groups/{group.id}/edit", **{**SETTINGS, "name": "Scouts", "leaders": "Nobody"}
    )
    assert wrong.status == 422
    assert "Nobody" in wrong.text


async def test_reserved_names_are_listed_and_freed(browser: Browser, editor: User) -> None:
    await browser.get("/admin/reserved")
    await browser.post("/admin/reserved", name="Kings")
    assert "Kings" in (await browser.get("/admin/reserved")).text
    row = await ReservedName.get()
    await browser.post(f"/admin/reserved/{row.id}/free")
    assert not await ReservedName.exists()


async def test_a_group_is_deleted_by_typing_its_name(browser: Browser, editor: User) -> None:
    group = await make_group("Scouts")
    await make_user("Anna", groups=(group,))
    await GroupGrant.create(group=group, permission="core.staff")
    path = f"/admin/groups/{group.id}/delete"
    page = await browser.get(path)
    assert "core.staff" in page.text
    await browser.post(path, typed="scout")
    assert await Group.filter(id=group.id).exists()
    await browser.post(path, typed="Scouts")
    assert not await Group.filter(id=group.id).exists()


async def test_switches_are_turned(browser: Browser, editor: User) -> None:
    page = await browser.get("/admin/groups/switches")
    assert "Leaving a group needs nobody" in page.text
    await browser.post("/admin/groups/switches", switch=Switch.AUTO_LEAVE.value, on="1")
    assert await switches.is_on(Switch.AUTO_LEAVE)
    await browser.post("/admin/groups/switches", switch=Switch.AUTO_LEAVE.value)
    assert not await switches.is_on(Switch.AUTO_LEAVE)


async def test_a_rule_is_written_tried_out_and_chosen_without_script(browser: Browser, editor: User) -> None:
    member, corp = await make_state("Member"), await make_corporation("Provi Traders", ticker="PROV")
    await make_user("Anna", state=member, corporation=corp.id)
    group = await make_group("Traders only")
    await make_user("Olga", groups=(group,))
    path = f"/admin/groups/{group.id}/rule"
    page = await browser.get(path)
    assert "No rule" in page.text
    more = await browser.post(path, do="more", is1="state", of1="Member")
    assert more.text.count("<fieldset") > page.text.count("<fieldset")
    lines = {"is1": "state", "of1": "Member", "is2": "corporation", "of2": "PROV", "every": "all"}
    asked = await browser.post(path, do="preview", **lines)
    for part in ("state is Member, and main in Provi Traders [PROV]", "would join", "Anna", "Olga"):
        assert part in asked.text
    assert (await Group.get(id=group.id)).rule is None
    done = await browser.post(path, **hidden(asked))
    assert done.status == 303
    assert (await Group.get(id=group.id)).rule is not None
    assert "main in Provi Traders" in (await browser.get(path)).text
    assert await Membership.filter(group=group).count() == 1, "people follow by the worker"
    asked = await browser.post(path, do="none", **lines)
    await browser.post(path, **hidden(asked))
    assert (await Group.get(id=group.id)).rule is None


async def test_a_rule_that_cannot_be_read_keeps_what_was_typed(browser: Browser, editor: User) -> None:
    group = await make_group()
    path = f"/admin/groups/{group.id}/rule"
    await browser.get(path)
    wrong = await browser.post(path, do="preview", is1="state", of1="Emperor")
    assert wrong.status == 422
    assert "There is no state named Emperor" in wrong.text
    assert 'value="Emperor"' in wrong.text


async def test_only_who_may_reaches_these_pages(browser: Browser) -> None:
    group = await make_group()
    await browser.sign_in(await make_user("Member"))
    for path in each():
        assert (await browser.get(f"/admin/groups/{path.format(id=group.id)}")).status == 403
    assert (await browser.get("/admin/reserved")).status == 403
