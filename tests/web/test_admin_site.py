"""/admin/…: lists, things and acts on many, as staff see them in a browser."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clock
from bot.config import Config
from bot.database import count_statements, rows
from bot.rules import admin
from bot.rules.access import STAFF
from bot.rules.activation import ACTIVATE
from bot.vault import Vault
from models.audit import AuditRow
from models.grants import UserGrant
from models.notices import Notice
from models.queue import Job
from models.sessions import Session
from models.users import User
from tests.web.conftest import Browser
from tests.world import make_character, make_corporation, make_group, make_state, make_user
from web.admin.ways import WAYS
from web.app import build


@pytest.fixture
async def root(db: str) -> User:
    """A superuser."""
    return await make_user("Root", superuser=True, staff=True)


@pytest.fixture
async def officer(db: str) -> User:
    """Staff who may view users and shut them out."""
    user = await make_user("Officer")
    for codename in (STAFF.codename, "authentication.view_user", ACTIVATE.codename):
        await UserGrant.create(user=user, permission=codename)
    return user


@pytest.mark.parametrize("name", admin.LISTINGS)
async def test_every_list_is_a_page_even_when_it_is_empty(browser: Browser, root: User, name: str) -> None:
    await browser.sign_in(root)
    seen = await browser.get(f"/admin/{name}")
    assert seen.status == 200, seen.text
    assert "admin." not in seen.text.replace('"/admin.', ""), "a key without words"
    assert (await browser.get(f"/admin/{name}?q=nothing-fits-this")).status == 200
    assert (await browser.get(f"/admin/{name}?format=csv")).status == 200


async def test_the_list_of_users_is_found_filtered_and_exported(browser: Browser, root: User) -> None:
    member = await make_state("Member")
    corporation = await make_corporation("Cinder <Line>")
    anna = await make_user("Anna", state=member, corporation=corporation.id)
    await make_character("Okoro Prospect", user=anna)
    await browser.sign_in(root)
    with count_statements() as counted:
        text = (await browser.get(f"/admin/users?q=okoro&state={member.id}&sort=main")).text
    assert counted.total <= 6, counted.texts
    for words in (
        "<h2>1 of 2</h2>",
        "State: Member",
        "Cinder &lt;Line&gt;",
        f'href="/admin/users/{anna.id}"',
    ):
        assert words in text
    assert "Root</a>" not in text
    sheet = await browser.get("/admin/users?sort=main&format=csv")
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="users.csv"'
    assert sheet.text.startswith("\ufeffid,main,main_more,state,")
    assert sheet.text.count("\n") == 3
    listed = json.loads((await browser.get("/admin/users?q=anna&format=json")).text)
    assert [(row["id"], row["main"]) for row in listed] == [(str(anna.id), "Anna")]
    assert json.loads((await browser.get("/admin/users?q=nobody&format=json")).text) == []


async def test_a_list_that_one_may_not_view_is_refused(browser: Browser, officer: User) -> None:
    await browser.sign_in(officer)
    text = (await browser.get("/admin")).text
    assert 'href="/admin/users"' in text
    assert 'href="/admin/groups"' not in text
    for path in ("/admin/groups", "/admin/groups?format=csv", "/admin/groups/1"):
        seen = await browser.get(path)
        assert seen.status == 403
        assert "groupmanagement.view_group" in seen.text
    assert (await browser.get("/admin/nonsense")).status == 404
    assert (await browser.get("/admin/users/999999")).status == 404


async def test_the_page_of_a_user_has_tabs_and_a_history(browser: Browser, root: User) -> None:
    scouts = await make_group("Scouts")
    anna = await make_user("Anna", groups=(scouts,))
    await browser.sign_in(root)
    for tab in ("", "?view=access", "?view=signins", "?view=telling", "?view=history"):
        seen = await browser.get(f"/admin/users/{anna.id}{tab}")
        assert seen.status == 200
        assert "admin." not in seen.text.replace('"/admin.', "")
    about = (await browser.get(f"/admin/users/{anna.id}")).text
    assert "Scouts" in about
    for way in (
        f"/audit/users/{anna.id}",
        f"/admin/permissions/user/{anna.id}",
        f"/admin/users/{anna.id}/role",
    ):
        assert f'href="{way}"' in about
    assert '<option value="deactivate">Deactivate</option>' in about
    assert f'href="/groups/manage/{scouts.id}"' in (await browser.get(f"/admin/groups/{scouts.id}")).text
    await browser.get("/admin/users?q=anna")
    await browser.post("/admin/users", do="reassess", id=anna.id)
    asked = await browser.post("/admin/users", do="reassess", id=anna.id)
    assert "Reassess one user?" in asked.text
    assert not await AuditRow.filter(action="user.reassessed").exists(), "asking does nothing"
    agreed = asked.text.split('name="agreed" value="')[1].split('"')[0]
    done = await browser.post("/admin/users", do="reassess", ids=anna.id, agreed=agreed)
    assert (done.status, done.headers["Location"]) == (303, "/admin/users")
    assert "one user will be looked at afresh" in (await browser.get("/admin/users")).text.lower()
    history = (await browser.get(f"/admin/users/{anna.id}?view=history")).text
    assert "Root" in history
    assert "afresh" in history


async def test_all_that_fit_are_acted_on_by_the_query_and_asked_again_if_it_changed(
    browser: Browser, root: User
) -> None:
    for number in range(60):
        await make_user(f"Pilot {number}")
    await browser.sign_in(root)
    assert "Continue with all 60" in (await browser.get("/admin/users?q=pilot")).text
    asked = await browser.post("/admin/users?q=pilot", do="read_all", every=1)
    assert "Mark all notices of 60 users as read?" in asked.text
    assert "and 40 more" in asked.text
    agreed = asked.text.split('name="agreed" value="')[1].split('"')[0]
    late = await make_user("Pilot 61")
    await Notice.create(user=late, key="notice.activated", created_at=clock.now())
    again = await browser.post("/admin/users?q=pilot", do="read_all", ids="", every=1, agreed=agreed)
    assert again.status == 200
    assert "It has changed since you looked" in again.text
    assert "61 users" in again.text
    assert await Notice.filter(read_at=None).count() == 1
    agreed = again.text.split('name="agreed" value="')[1].split('"')[0]
    done = await browser.post("/admin/users?q=pilot", do="read_all", ids="", every=1, agreed=agreed)
    assert (done.status, done.headers["Location"]) == (303, "/admin/users?q=pilot")
    assert await Notice.filter(read_at=None).count() == 0


async def test_shutting_out_names_what_is_lost_and_leaves_superusers_alone(
    browser: Browser, officer: User, root: User
) -> None:
    scouts = await make_group("Scouts")
    anna = await make_user("Anna", groups=(scouts,))
    await browser.sign_in(officer)
    every = {"do": "deactivate", "every": 1}
    asked = (await browser.post("/admin/users", **every)).text
    assert "Shut one user out?" in asked
    for words in ("Anna", "Scouts", "Root: ", "Officer: "):
        assert words in asked
    agreed = asked.split('name="agreed" value="')[1].split('"')[0]
    act = {"do": "deactivate", "ids": "", "every": 1, "agreed": agreed}
    assert (await browser.post("/admin/users", **act)).status == 422, "a reason is wanted"
    assert (await browser.post("/admin/users", **act, reason="spy")).status == 303
    people = {u.id: u.is_active for u in await User.all()}
    assert people == {anna.id: False, officer.id: True, root.id: True}
    only_root = await browser.post("/admin/users", do="deactivate", id=root.id)
    assert only_root.status == 422
    assert "Root" in only_root.text


async def test_acts_are_refused_without_their_right_and_for_other_lists(browser: Browser, db: str) -> None:
    clerk = await make_user("Clerk")
    for codename in (STAFF.codename, "authentication.view_user"):
        await UserGrant.create(user=clerk, permission=codename)
    anna = await make_user("Anna")
    await browser.sign_in(clerk)
    assert "Deactivate" not in (await browser.get("/admin/users")).text
    for do in ("deactivate", "read_all"):
        assert (await browser.post("/admin/users", do=do, id=anna.id)).status == 403
        assert (await browser.post("/admin/users", do=do, ids=anna.id, agreed="x")).status == 403
    assert (await browser.post("/admin/users", do="drop", id=anna.id)).status == 404
    assert (await browser.post("/admin/users", do="reassess")).status == 422
    assert (await browser.post("/admin/users", do="reassess", id="x")).status == 422
    await browser.sign_in(await make_user("Pilot"))
    assert (await browser.post("/admin/users", do="reassess", id=anna.id)).status == 403


async def test_work_that_was_given_up_is_tried_again_in_bulk(browser: Browser, root: User) -> None:
    now = clock.now()
    for number in range(3):
        await Job.create(name="x", key=str(number), slot=None, run_at=now, created_at=now, last_error="no")
    await browser.sign_in(root)
    assert "Given up" in (await browser.get("/admin/jobs?status=dead")).text
    asked = await browser.post("/admin/jobs?status=dead", do="retry", every=1)
    assert asked.status == 200, asked.text
    agreed = asked.text.split('name="agreed" value="')[1].split('"')[0]
    await browser.post("/admin/jobs?status=dead", do="retry", ids="", every=1, agreed=agreed)
    assert [r["slot"] for r in await rows("SELECT slot FROM jobs")] == ["waiting"] * 3


async def test_staff_end_a_session_without_seeing_its_id(browser: Browser, officer: User, root: User) -> None:
    anna = await make_user("Anna")
    now = clock.now()
    for number in range(2):
        await Session.create(
            id=f"secret-{number}", user=anna, created_at=now, seen_at=now, expires_at=now + timedelta(days=1)
        )
    await browser.sign_in(officer)
    text = (await browser.get(f"/admin/users/{anna.id}?view=signins")).text
    assert "secret-" not in text
    row = text.split('name="row" value="')[1].split('"')[0]
    assert (await browser.post(f"/admin/users/{anna.id}/sessions", row=row)).status == 303
    assert await Session.filter(user=anna).count() == 1
    assert (await browser.post(f"/admin/users/{anna.id}/sessions")).status == 303
    assert await Session.filter(user=anna).count() == 0
    assert await AuditRow.filter(action="sessions.closed").count() == 2
    assert (await browser.post(f"/admin/users/{root.id}/sessions")).status == 403


async def test_anything_is_found_from_the_dashboard(browser: Browser, root: User) -> None:
    await make_group("Lantern <bearers>")
    await browser.sign_in(root)
    assert 'action="/admin/find"' in (await browser.get("/admin")).text
    text = (await browser.get("/admin/find?q=lantern")).text
    assert "Lantern &lt;bearers&gt;" in text
    assert "Nothing bears this name" in (await browser.get("/admin/find?q=zzz")).text


def test_every_way_leads_to_a_page_and_every_page_of_the_admin_site_has_a_way(
    vault: Vault, tmp_path: Path
) -> None:
    app = build(Config(web_url="http://127.0.0.1:1", data=str(tmp_path)), vault)
    pages = {r.resource.canonical for r in app.router.routes() if r.method == "GET" and r.resource}
    ways = {w.address for found in WAYS.values() for w in found}
    assert not sorted(ways - pages)
    dashboard = {"/admin", "/admin/find", "/admin/report", "/admin/{model}", "/admin/{model}/{id}"}
    lists = {f"/admin/{name}" for name in admin.LISTINGS}
    lonely = sorted(p for p in pages - ways - dashboard - lists if p.startswith("/admin"))
    assert not lonely, f"say in web/admin/ways.py from which list or thing one comes to {lonely}"
