"""One's own data on the site, and what staff do there with people and the watch list."""

from __future__ import annotations

import json

import pytest

from bot.config import Config
from bot.rules import privacy, search, watchlist
from bot.rules.access import STAFF, SYSTEM
from bot.rules.activation import ACTIVATE
from bot.rules.mains import SET_MAIN
from bot.rules.outside import Outside, outside
from bot.vault import Vault
from models.audit import AuditRow
from models.discord import DiscordUser
from models.grants import UserGrant
from models.services import Account
from models.sessions import Session
from models.states import EntityKind
from models.users import Closed, User
from models.watchlist import Watched
from tests.rules import signing
from tests.rules.signing import ANNA, Signing
from tests.web.conftest import Browser, Place
from tests.world import make_character, make_corporation, make_group, make_instance, make_state, make_user


@pytest.fixture
async def eve(place: Place, ports: Outside, config: Config, vault: Vault):  # type: ignore[no-untyped-def]
    search._asked.clear()
    yield await signing.site(vault)
    signing.clear()
    outside.vault = vault


async def pilot(**how: object) -> User:
    member, group = await make_state("Member"), await make_group("Scouts")
    return await make_user("Anna Trader", state=member, groups=(group,), **how)  # type: ignore[arg-type]


async def staff(browser: Browser, *rights: object, superuser: bool = False) -> User:
    user = await make_user("Jonas Hale", superuser=superuser)
    for right in (STAFF, *rights):
        await UserGrant.create(user=user, permission=str(right))
    await browser.sign_in(user)
    return user


# -- one's own -------------------------------------------------------------------------------------------


async def test_the_copy_is_a_file_that_no_cache_keeps(browser: Browser) -> None:
    await make_state("Guest", guest=True)
    user = await pilot()
    await browser.sign_in(user)
    assert "A copy" in (await browser.get("/account/data")).text
    got = await browser.post("/account/export")
    assert got.status == 200
    assert got.headers["Content-Disposition"].startswith(f'attachment; filename="concord-{user.id}-')
    assert got.headers["Cache-Control"] == "private, no-store"
    assert json.loads(got.text)["name"] == "Anna Trader"


@pytest.mark.parametrize(("way", "asked"), [("close", False), ("delete", True)])
async def test_closing_ones_account_asks_first(browser: Browser, way: str, asked: bool) -> None:
    user = await pilot()
    await browser.sign_in(user)
    question = await browser.get(f"/account/{way}")
    assert "signing in takes it back" in question.text.replace("\n", " ") or not asked
    assert (await User.get(id=user.id)).is_active
    done = await browser.post(f"/account/{way}", follow=True)
    assert "Your account is closed" in done.text
    assert "Sign in" in done.text
    found = await User.get(id=user.id)
    assert (found.is_active, found.closed_by, found.erase_at is not None) == (False, Closed.PILOT, asked)
    assert not await Session.exists(user_id=user.id)


async def test_signing_in_again_asks_whether_to_open_the_account(browser: Browser, eve: Signing) -> None:
    await browser.get("/")
    login = await browser.get("/sso/login", follow=False)
    state, code = eve.sso.agree(login.headers["Location"], ANNA)
    await browser.get(f"/sso/callback?state={state}&code={code}")
    user = await User.get(main_id=ANNA)
    await browser.get("/account/delete")
    await browser.post("/account/delete")
    login = await browser.get("/sso/login", follow=False)
    state, code = eve.sso.agree(login.headers["Location"], ANNA)
    asked = await browser.get(f"/sso/callback?state={state}&code={code}")
    assert asked.url.path == "/account/reopen"
    assert "Welcome back, Anna Trader" in asked.text
    assert "is to be deleted on" in asked.text
    assert not await Session.exists(user_id=user.id), "not signed in yet"
    done = await browser.post("/account/reopen", follow=True, trip=asked.url.query["trip"])
    assert "Welcome back" in done.text
    found = await User.get(id=user.id)
    assert (found.is_active, found.erase_at) == (True, None)
    assert "Anna Trader" in (await browser.get("/account")).text


async def test_a_stranger_cannot_open_anybodys_account(browser: Browser, eve: Signing) -> None:
    landed = await eve.login(ANNA)
    await privacy.ask_deletion(signing.acting(landed.user_id or 0))
    trip = (await eve.login(ANNA)).closed
    assert (await browser.get(f"/account/reopen?trip={trip}")).status == 404
    await browser.get("/")
    assert (await browser.post("/account/reopen", trip=trip)).status == 404
    assert not (await User.get(id=landed.user_id)).is_active


async def test_ones_account_on_a_service_is_closed_and_opened(browser: Browser) -> None:
    user, guild = await pilot(), await make_instance(slug="main")
    await Account.create(instance=guild, user=user, uid="77", since=user.created_at)
    await browser.sign_in(user)
    assert "Close main" in (await browser.get("/account")).text
    assert (
        "stays closed until" in (await browser.post(f"/account/services/{guild.id}/close", follow=True)).text
    )
    assert (await Account.get(user=user)).declined_at is not None
    assert "Open main again" in (await browser.get("/account")).text
    await browser.post(f"/account/services/{guild.id}/open")
    assert (await Account.get(user=user)).declined_at is None


# -- staff -----------------------------------------------------------------------------------------------


async def test_deactivating_on_the_site_shows_what_is_lost(browser: Browser) -> None:
    await staff(browser, ACTIVATE)
    user = await pilot()
    asked = await browser.get(f"/admin/users/{user.id}/deactivate")
    assert "Deactivate Anna Trader" in asked.text
    assert "Groups that no longer count: Scouts" in asked.text
    refused = await browser.post(f"/admin/users/{user.id}/deactivate", reason=" ")
    assert refused.status == 422
    await browser.post(f"/admin/users/{user.id}/deactivate", reason="spy")
    assert (await User.get(id=user.id)).inactive_why == "spy"
    assert "Activate Anna Trader" in (await browser.get(f"/admin/users/{user.id}/activate")).text
    await browser.post(f"/admin/users/{user.id}/activate", reason="")
    assert (await User.get(id=user.id)).is_active


async def test_staff_without_rights_get_none_of_it(browser: Browser) -> None:
    await staff(browser)
    user = await pilot()
    for what in ("deactivate", "activate", "main", "unlink", "export", "delete"):
        assert (await browser.get(f"/admin/users/{user.id}/{what}")).status == 403, what
        fields = {"reason": "x", "typed": "Anna Trader", "character": "1"}
        assert (await browser.post(f"/admin/users/{user.id}/{what}", **fields)).status == 403, what
    assert (await User.get(id=user.id)).is_active


async def test_a_main_is_chosen_from_a_list_and_previewed(browser: Browser) -> None:
    await make_state("Guest", guest=True)
    await staff(browser, SET_MAIN)
    user = await pilot()
    alt = await make_character("Nil Alt", user=user)
    assert "Choose Nil Alt" in (await browser.get(f"/admin/users/{user.id}/main")).text
    asked = await browser.get(f"/admin/users/{user.id}/main?character={alt.id}")
    assert "from Member to Guest" in asked.text
    await browser.post(f"/admin/users/{user.id}/main", character=alt.id)
    assert (await User.get(id=user.id)).main_id == alt.id


async def test_a_discord_user_is_unlinked(browser: Browser) -> None:
    await staff(browser, ACTIVATE)
    user = await pilot()
    await DiscordUser.create(id=77, user=user, username="anna_t", linked_at=user.created_at)
    assert "anna_t loses every role" in (await browser.get(f"/admin/users/{user.id}/unlink")).text
    await browser.post(f"/admin/users/{user.id}/unlink", reason="hacked")
    assert not await DiscordUser.exists(id=77)


async def test_superusers_fetch_and_delete_with_the_name_typed(browser: Browser) -> None:
    await staff(browser, superuser=True)
    user = await pilot()
    assert "audit trail" in (await browser.get(f"/admin/users/{user.id}/export")).text
    got = await browser.post(f"/admin/users/{user.id}/export")
    assert json.loads(got.text)["name"] == "Anna Trader"
    assert await AuditRow.exists(action="privacy.exported", subject__user_id=user.id)
    assert "Type Anna Trader to go on" in (await browser.get(f"/admin/users/{user.id}/delete")).text
    wrong = await browser.post(f"/admin/users/{user.id}/delete", reason="letter", typed="Anna")
    assert wrong.status == 422
    await browser.post(f"/admin/users/{user.id}/delete", reason="letter", typed="Anna Trader")
    assert (await User.get(id=user.id)).closed_by is Closed.ERASING


async def test_the_report_is_a_page_and_a_file(browser: Browser) -> None:
    await staff(browser)
    await pilot()
    await make_instance(slug="main")
    assert "Who uses what" in (await browser.get("/admin/report")).text
    got = await browser.get("/admin/report?format=csv")
    assert got.text.lstrip("\ufeff").startswith("state,people,deactivated,discord,lately,main")


# -- the watch list --------------------------------------------------------------------------------------


async def test_the_watch_list_is_kept_on_the_site(browser: Browser) -> None:
    await staff(browser)
    corporation = await make_corporation("Provi Traders")
    assert "Nothing here" in (await browser.get("/admin/watchlist")).text
    found = await browser.get("/admin/watchlist/add?q=provi")
    assert f'value="corporation:{corporation.id}"' in found.text
    await browser.post("/admin/watchlist/add", what=f"corporation:{corporation.id}", note="at war <now>")
    entry = await Watched.get()
    text = (await browser.get("/admin/watchlist")).text
    assert "Provi Traders" in text
    assert "at war &lt;now&gt;" in text
    again = await browser.post("/admin/watchlist/add", what=f"corporation:{corporation.id}", note="twice")
    assert again.status == 409
    assert "at war" in (await browser.get(f"/admin/watchlist/{entry.id}")).text
    await browser.post(f"/admin/watchlist/{entry.id}", note="peace")
    assert (await Watched.get()).note == "peace"
    assert "off the watch list" in (await browser.get(f"/admin/watchlist/{entry.id}/remove")).text
    await browser.post(f"/admin/watchlist/{entry.id}/remove")
    assert not await Watched.exists()


async def test_the_watch_list_is_not_for_pilots(browser: Browser) -> None:
    entry = await watchlist.add(SYSTEM, EntityKind.ALLIANCE, 99, "Enemy", "x")
    await browser.sign_in(await pilot())
    for path in ("", "/add", f"/{entry}", f"/{entry}/remove"):
        assert (await browser.get(f"/admin/watchlist{path}")).status == 403, path
