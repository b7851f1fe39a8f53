"""Configurations of automatic groups on the site: a form, a preview that counts, the act, clean removal."""

from __future__ import annotations

import re

import pytest

from bot.rules import autogroup_configs as configs
from bot.rules import autogroups
from bot.rules.access import STAFF
from models.autogroups import AutoGroupConfig
from models.grants import UserGrant
from models.groups import Group, Membership
from models.users import User
from tests.web.conftest import Browser, Seen
from tests.world import make_corporation, make_group, make_state, make_user

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FORM = {
    "corp_group_prefix": "Corp ",
    "corp_name_source": "name",
    "alliance_group_prefix": "Alliance ",
    "alliance_name_source": "name",
    "replace_spaces_with": "",
}


def hidden(seen: Seen) -> dict[str, str]:
    found = dict(HIDDEN.findall(seen.text))
    return {k: v for k, v in found.items() if k not in ("csrf", "kind", "entity", "back")}


@pytest.fixture
async def editor(browser: Browser) -> User:
    user = await make_user("Editor")
    for right in (STAFF, configs.VIEW, configs.ADD, configs.CHANGE, configs.DELETE):
        await UserGrant.create(user=user, permission=str(right))
    await browser.sign_in(user)
    return user


async def test_a_configuration_is_previewed_made_changed_and_deleted(browser: Browser, editor: User) -> None:
    member, corp = await make_state("Member"), await make_corporation("Provi Traders")
    anna = await make_user("Anna", state=member, corporation=corp.id)
    assert (await browser.get("/admin/autogroups/add")).status == 200
    asked = await browser.post("/admin/autogroups/add", states=member.id, corp_groups="1", **FORM)
    for part in ("Corp Provi Traders", "Anna", "people join groups"):
        assert part in asked.text
    assert not await AutoGroupConfig.exists()
    done = await browser.post("/admin/autogroups/add", **hidden(asked))
    assert done.status == 303
    await autogroups.reassess(None)
    assert await Membership.filter(user=anna, group__name="Corp Provi Traders").exists()
    config = await AutoGroupConfig.get()
    page = await browser.get(f"/admin/autogroups/{config.id}/edit")
    assert "Corp Provi Traders" in page.text
    asked = await browser.post(f"/admin/autogroups/{config.id}/edit", states=member.id, **FORM)
    assert "Groups that are removed" in asked.text
    asked = await browser.get(f"/admin/autogroups/{config.id}/delete")
    assert "people leave groups" in asked.text
    await browser.post(f"/admin/autogroups/{config.id}/delete", **hidden(asked))
    await autogroups.reassess(None)
    assert not await Group.exists()


async def test_what_cannot_be_saved_is_said_beside_its_field(browser: Browser, editor: User) -> None:
    await browser.get("/admin/autogroups/add")
    refused = await browser.post("/admin/autogroups/add", **{**FORM, "corp_group_prefix": "x" * 51})
    assert refused.status == 422
    assert "50 characters" in refused.text


async def test_a_changed_world_is_shown_again(browser: Browser, editor: User) -> None:
    member, corp = await make_state("Member"), await make_corporation("Provi Traders")
    await browser.get("/admin/autogroups/add")
    asked = await browser.post("/admin/autogroups/add", states=member.id, corp_groups="1", **FORM)
    await make_user("Late", state=member, corporation=corp.id)
    again = await browser.post("/admin/autogroups/add", **hidden(asked))
    assert again.status == 200
    assert "It has changed since you looked" in again.text
    assert not await AutoGroupConfig.exists()


async def test_an_ordinary_group_in_the_way_can_be_taken_over(browser: Browser, editor: User) -> None:
    member, corp = await make_state("Member"), await make_corporation("Provi Traders")
    await make_user("Anna", state=member, corporation=corp.id)
    ordinary = await make_group("Corp Provi Traders")
    await browser.get("/admin/autogroups/add")
    asked = await browser.post("/admin/autogroups/add", states=member.id, corp_groups="1", **FORM)
    assert "An ordinary group bears this name" in asked.text
    await browser.post("/admin/autogroups/add", **hidden(asked))
    await autogroups.reassess(None)
    config = await AutoGroupConfig.get()
    now = await browser.get(f"/admin/autogroups/{config.id}/preview")
    assert "Take that group over" in now.text
    await browser.post(f"/admin/autogroups/{config.id}/adopt", kind="corporation", entity=corp.id)
    await autogroups.reassess(None)
    assert await Membership.filter(group=ordinary).count() == 1
    assert not await Group.filter(name="Corp Provi Traders_1").exists()


async def test_what_was_missed_is_applied(browser: Browser, editor: User) -> None:
    member, corp = await make_state("Member"), await make_corporation("Provi Traders")
    await browser.get("/admin/autogroups/add")
    asked = await browser.post("/admin/autogroups/add", states=member.id, corp_groups="1", **FORM)
    await browser.post("/admin/autogroups/add", **hidden(asked))
    config = await AutoGroupConfig.get()
    await make_user("Anna", state=member, corporation=corp.id)
    now = await browser.get(f"/admin/autogroups/{config.id}/preview")
    assert "people join groups" in now.text
    done = await browser.post(f"/admin/autogroups/{config.id}/preview", **hidden(now))
    assert done.status == 303


async def test_only_who_may_sees_them(browser: Browser) -> None:
    user = await make_user("Member")
    await browser.sign_in(user)
    config = await AutoGroupConfig.create()
    for path in ("add", f"{config.id}/edit", f"{config.id}/preview", f"{config.id}/delete"):
        assert (await browser.get(f"/admin/autogroups/{path}")).status == 403
