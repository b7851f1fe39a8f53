"""/admin: who may look, what stands there, and what can be done from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import clock, logs
from bot.database import count_statements, rows
from bot.eve.esi import EsiClient
from bot.rules.access import STAFF
from bot.rules.outside import Outside
from models.grants import UserGrant
from models.queue import Job, ScheduleRun
from models.services import Instance
from models.users import User
from tests.web.conftest import Browser
from tests.web.test_metrics import Gateway, eve
from tests.world import make_user

__all__ = ["eve"]


@pytest.fixture
async def officer(db: str) -> User:
    """Somebody on staff."""
    user = await make_user("Officer")
    await UserGrant.create(user=user, permission=STAFF.codename)
    return user


async def test_pilots_are_refused_and_strangers_sign_in_first(browser: Browser) -> None:
    seen = await browser.get("/admin", follow=False)
    assert (seen.status, seen.headers["Location"]) == (303, "/?return=/admin")
    await browser.sign_in(await make_user("Pilot"))
    assert (await browser.get("/admin")).status == 403
    assert 'href="/admin"' not in (await browser.get("/")).text
    await ScheduleRun.create(name="affiliations")
    assert (await browser.post("/admin/jobs/affiliations")).status == 403
    assert not await rows("SELECT id FROM jobs")


async def test_staff_see_what_runs_what_waits_and_what_is_wrong(
    browser: Browser, officer: User, ports: Outside, eve: EsiClient
) -> None:
    ports.gateway = Gateway()
    now = clock.now()
    await Instance.create(kind="forum", slug="f", name="Old forum", down_since=now, trouble="no <route>")
    await Job.create(name="x", key="1", slot=None, run_at=now, created_at=now, last_error="<b>broken</b>")
    await Job.create(name="notice.send", key="1", run_at=now - timedelta(hours=2), created_at=now)
    await ScheduleRun.create(
        name="names", result="failed", message="EveDown", duration_ms=9, started_at=now, finished_at=now
    )
    reference = logs.fault(
        logs.logging.getLogger("x"), "GET '/somewhere'", ValueError("token=abcdefghijklmnop")
    )
    await browser.sign_in(officer)
    assert 'href="/admin"' in (await browser.get("/")).text
    with count_statements() as counted:
        text = (await browser.get("/admin")).text
    for words in ("Something wants a look", "Old forum", "no &lt;route&gt;", "&lt;b&gt;broken&lt;/b&gt;"):
        assert words in text
    for words in (
        reference,
        "2 hours",
        "EveDown",
        "Giving roles · 7",
        "<meter",
        "Python",
        "Discord does not answer",
    ):
        assert words in text
    assert "abcdefghijklmnop" not in text
    assert counted.total <= 13


async def test_a_job_is_run_by_hand(browser: Browser, officer: User) -> None:
    await ScheduleRun.create(name="affiliations")
    await browser.sign_in(officer)
    seen = await browser.post("/admin/jobs/affiliations")
    assert (seen.status, seen.headers["Location"]) == (303, "/admin#jobs")
    assert [r["name"] for r in await rows("SELECT name FROM jobs")] == ["schedule.affiliations"]
    assert "affiliations runs as soon as" in (await browser.get("/admin")).text
    assert (await browser.post("/admin/jobs/nonsense")).status == 404


async def test_what_was_given_up_is_tried_again_or_forgotten(browser: Browser, officer: User) -> None:
    now = clock.now()
    one, other = [
        await Job.create(name="x", key=str(n), slot=None, run_at=now, created_at=now, last_error="no")
        for n in (1, 2)
    ]
    await browser.sign_in(officer)
    assert (await browser.post(f"/admin/queue/{one.id}", do="retry")).status == 303
    assert (await browser.post(f"/admin/queue/{other.id}", do="drop")).status == 303
    assert [(r["k"], r["slot"]) for r in await rows("SELECT `key` AS k, slot FROM jobs")] == [
        ("1", "waiting")
    ]
    assert (await browser.post(f"/admin/queue/{other.id}", do="drop")).status == 303
    assert "not there any more" in (await browser.get("/admin")).text
    assert (await browser.post(f"/admin/queue/{one.id}", do="burn")).status == 422
