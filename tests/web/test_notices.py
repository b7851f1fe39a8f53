"""The page of notices, the count in the header, and the settings."""

from __future__ import annotations

from bot.database import count_statements, transaction
from bot.rules import inbox, sessions
from bot.rules.notices import Telling, tell
from models.notices import Notice, NoticePreference
from models.users import User
from tests.rules.signing import acting
from tests.web.conftest import Browser
from tests.world import make_user


async def told(browser: Browser, count: int) -> User:
    """Somebody signed in, with so many notices."""
    user = await make_user()
    async with transaction():
        await tell(
            Telling(user.id, "notice.character_moved_here", {"character": f"<b>Alt {n}</b>"})
            for n in range(1, count + 1)
        )
    await browser.sign_in(user)
    return user


async def test_notices_are_opened_in_place_read_and_deleted(browser: Browser) -> None:
    await told(browser, 2)
    page = (await browser.get("/notices")).text
    assert "Your notices · 2 unread" in page
    assert "<summary><strong>&lt;b&gt;Alt 2&lt;/b&gt; is on your account now.</strong>" in page
    notice = await Notice.all().order_by("-id").first()
    assert notice is not None
    assert (await browser.post(f"/notices/{notice.id}/read")).status == 303
    assert "&lt;b&gt;Alt 2" not in (await browser.get("/notices?unread=1")).text
    await browser.post("/notices/read")
    assert "1 notice is marked as read." in (await browser.get("/notices")).text
    await browser.post(f"/notices/{notice.id}/delete")
    await browser.post("/notices/delete-read")
    page = (await browser.get("/notices")).text
    assert "1 notice was deleted." in page
    assert "Nothing here" in page


async def test_the_header_counts_on_every_page_without_a_query_of_its_own(browser: Browser) -> None:
    user = await told(browser, 3)
    for path in ("/account", "/settings", "/notices"):
        assert '<span class="count" aria-hidden="true">3</span>' in (await browser.get(path)).text
    cookie = await sessions.open(user.id)
    with count_statements() as counted:
        found = await sessions.load(cookie)
    assert found is not None
    assert (found.unread, counted.total) == (3, 1)


async def test_strangers_notices_cannot_be_opened(browser: Browser) -> None:
    await told(browser, 0)
    other = await make_user("Joris")
    async with transaction():
        await tell([Telling(other.id, "notice.character_added", {"character": "x"})])
    notice = await Notice.get()
    assert (await browser.post(f"/notices/{notice.id}/read")).status == 404
    assert (await browser.post(f"/notices/{notice.id}/delete")).status == 404
    await notice.refresh_from_db()
    assert notice.read_at is None


async def test_settings_are_kept(browser: Browser) -> None:
    user = await told(browser, 0)
    await browser.get("/settings")
    form = await browser.post("/settings/messages", direct="account")
    assert form.status == 303
    assert {w.category: w.direct for w in await inbox.wishes(acting(user.id))} == {
        "account": True,
        "groups": False,
        "services": False,
        "staff": False,
    }
    assert await NoticePreference.filter(user=user).count() == 4
    assert (await browser.post("/settings/messages", direct="nonsense")).status == 422
    await browser.post("/settings/speech", language="en")
    assert await inbox.spoken(acting(user.id)) == "en"
    page = (await browser.get("/settings")).text
    assert "Saved." in page
