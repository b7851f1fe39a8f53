"""/audit: permissions with their holders, one person's rights and why, the trail, and one's own log on the account page."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from bot import clock
from bot.database import count_statements
from bot.rules import audit
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.audit import AUDIT, Entry
from models.audit import AuditRow
from models.grants import GroupGrant, StateGrant, UserGrant
from models.users import User
from tests.web.conftest import Browser, Seen
from tests.world import make_group, make_state, make_user


@pytest.fixture
async def auditor(browser: Browser) -> User:
    """The browser is an auditor's."""
    user = await make_user("Auditor")
    await UserGrant.create(user=user, permission=AUDIT.codename)
    await browser.sign_in(user)
    return user


def listed(seen: Seen) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(seen.text.removeprefix("\ufeff"))))


PAGES = ("/audit", "/audit/trail", "/audit/permissions/core.staff", "/audit/users/1")


@pytest.mark.parametrize("path", [*PAGES, "/audit?format=csv", "/audit/trail?format=csv", "/audit/permissions/core.staff?format=json"])  # fmt: skip
async def test_pilots_are_refused_and_strangers_sign_in_first(browser: Browser, path: str) -> None:
    assert (await browser.get(path, follow=False)).status == 303
    await browser.sign_in(await make_user("Pilot"))
    assert (await browser.get(path)).status == 403
    assert 'href="/audit"' not in (await browser.get("/")).text


async def test_the_overview_counts_users_groups_and_states_and_shows_all_on_demand(
    browser: Browser, auditor: User
) -> None:
    member, group = await make_state("Member"), await make_group("Scouts")
    await StateGrant.create(state=member, permission=STAFF.codename)
    await GroupGrant.create(group=group, permission=STAFF.codename)
    for name in ("Anna", "Bob"):
        await make_user(name, state=member, groups=(group,))
    (row,) = [r for r in listed(await browser.get("/audit?format=csv")) if r["permission"] == STAFF.codename]
    counted = {k: row[k] for k in ("users", "groups", "group_people", "states", "state_people")}
    assert counted == {"users": "0", "groups": "1", "group_people": "2", "states": "1", "state_people": "2"}
    applied = (await browser.get("/audit")).text
    assert "core.staff" in applied
    assert "authentication.view_state" not in applied
    assert "authentication.view_state" in (await browser.get("/audit?all=1")).text
    assert "core.staff" not in (await browser.get("/audit?q=audit")).text
    assert "core.staff" not in (await browser.get("/audit?app=permissions_tool")).text
    assert json.loads((await browser.get("/audit?format=json&sort=-state_people")).text)[0]["states"] == 1
    assert 'aria-current="true"' in (await browser.get("/audit/trail")).text


async def test_holders_are_listed_with_sources_and_narrowed_by_them(browser: Browser, auditor: User) -> None:
    member = await make_state("Member")
    await StateGrant.create(state=member, permission=STAFF.codename)
    await make_user("Anna <b>Trader</b>", state=member)
    await make_user("Boss", superuser=True)
    text = (await browser.get("/audit/permissions/core.staff")).text
    assert "Anna &lt;b&gt;Trader&lt;/b&gt;" in text
    assert "state Member" in text
    assert "Boss" in text
    numbers = re.findall(r"<dd>(\d+)</dd>", text)
    assert numbers[:5] == ["2", "0", "0", "1", "1"]  # holders, directly, by groups, by states, administrators
    assert (
        "Boss" not in (await browser.get(f"/audit/permissions/core.staff?through=state%3A{member.id}")).text
    )
    assert "Nobody holds it this way" in (await browser.get("/audit/permissions/core.staff?q=xyzzy")).text
    rows = listed(await browser.get("/audit/permissions/core.staff?format=csv"))
    assert {r["name"]: r["sources"] for r in rows} == {
        "Anna <b>Trader</b>": "state:Member",
        "Boss": "superuser",
    }
    assert (await browser.get("/audit/permissions/no.such")).status == 404


async def test_a_persons_rights_are_told_with_sources_and_why_they_lack_something(
    browser: Browser, auditor: User
) -> None:
    member = await make_state("Member")
    await StateGrant.create(state=member, permission=STAFF.codename)
    anna = await make_user("Anna")
    await UserGrant.create(user=anna, permission=AUDIT.codename)
    await audit.record(
        SYSTEM, [Entry("state.changed", anna.id, before={"state": "Member"}, after={"state": "Guest"})]
    )
    text = (await browser.get(f"/audit/users/{anna.id}")).text
    assert AUDIT.codename in text
    assert "given directly" in text
    assert "<del>Member</del> → <ins>Guest</ins>" in text
    why = (await browser.get(f"/audit/users/{anna.id}?about=core.staff")).text
    assert "State Guest does not give it (Member would)." in why
    assert "To change it" in why
    assert "Anna lacks core.staff" in why
    assert "There is no thing" in (await browser.get(f"/audit/users/{anna.id}?about=xyzzy")).text
    assert (await browser.get("/audit/users/999")).status == 404


async def test_the_trail_is_searched_turned_and_exported(browser: Browser, auditor: User) -> None:
    boss, anna, group = await make_user("Boss"), await make_user("Anna"), await make_group("Capitals")
    acting = Actor(user_id=boss.id, face=Face.DISCORD, superuser=True, reason="<i>because</i>")
    await audit.record(acting, [Entry("group.joined", anna.id, f"group:{group.id}")])
    await audit.record(SYSTEM, [Entry("state.saved", thing="state:9") for _ in range(60)])
    first = (await browser.get("/audit/trail")).text
    assert first.count("created or changed a state") == 50
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = (await browser.get(older)).text
    assert second.count("created or changed a state") == 10
    assert "joined a group · Capitals" in second
    assert "“&lt;i&gt;because&lt;/i&gt;”" in second
    newer = second.split('rel="prev"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert (await browser.get(newer)).text.count("created or changed a state") == 50
    today = clock.now().date()
    for query, hits in {
        "q=anna": 1,
        "by=boss": 1,
        "by=concord": 60,
        "what=group": 1,
        "what=Groups": 1,
        "face=discord": 1,
        f"q=anna&by=boss&what=group.joined&face=discord&from={today}&to={today}": 1,
        f"to={today - timedelta(days=2)}": 0,
        f"from={today + timedelta(days=2)}": 0,
        "q=nobody": 0,
    }.items():
        assert len(listed(await browser.get(f"/audit/trail?format=csv&{query}"))) == hits, query
    exported = json.loads((await browser.get("/audit/trail?format=json&what=group")).text)
    assert (exported[0]["who"], exported[0]["by"], exported[0]["name"]) == ("Anna", "Boss", "Capitals")
    assert "Nothing of that kind" in (await browser.get("/audit/trail?q=nobody")).text


@pytest.mark.parametrize(
    "query",
    ["from=x&to=y", "from=2026-11-20&to=2026-11-01", "what=xyzzy", "before=-1&after=x", "face=moon", "q=%25", "before=99999999999999999999"],
)  # fmt: skip
async def test_what_cannot_be_understood_is_left_out_and_said(
    browser: Browser, auditor: User, query: str
) -> None:
    assert (await browser.get(f"/audit/trail?{query}")).status == 200


async def test_a_page_of_the_trail_takes_few_statements(browser: Browser, auditor: User) -> None:
    await audit.record(SYSTEM, [Entry("group.joined", auditor.id, f"group:{i}") for i in range(50)])
    with count_statements() as counted:
        await browser.get("/audit/trail")
    assert counted.total <= 8


async def test_the_account_page_shows_people_their_own_trail_and_nothing_else(browser: Browser) -> None:
    anna, bob = await make_user("Anna"), await make_user("Bob")
    await browser.sign_in(anna)
    assert "Nothing has happened yet" in (await browser.get("/account")).text
    assert (await browser.get("/account/log")).status == 200
    acting = Actor(user_id=bob.id, face=Face.WEB)
    await audit.record(acting, [Entry("group.joined", anna.id) for _ in range(60)])
    await audit.record(acting, [Entry("watch.added", anna.id), Entry("grant.given", bob.id)])
    account = (await browser.get("/account")).text
    assert account.count("joined a group") == 5
    whole = (await browser.get("/account/log")).text
    assert whole.count("joined a group") == 50
    assert "by Bob" in whole
    assert "watch" not in account + whole
    assert "permission" not in whole
    assert "/audit/users" not in account + whole
    assert 'rel="next"' in whole
    assert await AuditRow.all().count() == 62
