"""Changes are made by forms of ours only; return addresses stay at home; what is read has its type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from models.characters import Character
from models.sessions import Session
from models.users import User
from tests.web.conftest import Browser, Place
from tests.world import make_character, make_user
from web.kit import local_path


async def _pilot_with_an_alt(browser: Browser) -> tuple[User, Character]:
    user = await make_user()
    alt = await make_character("Nil Alt", user=user)
    await browser.sign_in(user)
    return user, alt


async def test_a_form_of_ours_is_done(browser: Browser) -> None:
    user, alt = await _pilot_with_an_alt(browser)
    seen = await browser.post("/account/main", character_id=alt.id)
    assert (seen.status, seen.headers["Location"]) == (303, "/account")
    await user.refresh_from_db()
    assert user.main_id == alt.id
    assert "Your main is now Nil Alt." in (await browser.get("/account")).text
    assert "Your main is now Nil Alt." not in (await browser.get("/account")).text, "told once"


async def test_without_its_token_nothing_is_done(browser: Browser) -> None:
    user, alt = await _pilot_with_an_alt(browser)
    for token in ("", "0" * 64):
        browser.csrf = token
        seen = await browser.post("/account/main", character_id=alt.id)
        assert seen.status == 403
        assert "This form was open too long" in seen.text
    before = user.main_id
    await user.refresh_from_db()
    assert user.main_id == before


async def test_the_token_of_another_session_does_not_fit(browser: Browser, place: Place) -> None:
    other = await place.browser().sign_in(await make_user("Mei Zhao"))
    user, alt = await _pilot_with_an_alt(browser)
    browser.csrf = other.csrf
    assert (await browser.post("/account/main", character_id=alt.id)).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_form_sent_by_another_site_is_refused(browser: Browser, origin: str) -> None:
    _, alt = await _pilot_with_an_alt(browser)
    seen = await browser.post("/account/main", character_id=alt.id, origin=origin)
    assert seen.status == 403
    assert "sent by another site" in seen.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_browser_that_says_the_form_is_foreign_is_believed(browser: Browser, site: str) -> None:
    _, alt = await _pilot_with_an_alt(browser)
    data = {"csrf": browser.csrf, "character_id": str(alt.id)}
    seen = await browser.ask("POST", "/account/main", data=data, headers={"Sec-Fetch-Site": site})
    assert seen.status == 403


async def test_strangers_forms_are_bound_to_their_browser(browser: Browser, place: Place) -> None:
    other = place.browser()
    await other.get("/")
    await browser.get("/")
    assert (await browser.post("/settings/theme", theme="dark", back="/")).status == 303
    browser.csrf = other.csrf
    assert (await browser.post("/settings/theme", theme="dark", back="/")).status == 403


async def test_a_browser_key_that_we_never_gave_is_not_accepted(browser: Browser) -> None:
    browser.http.cookie_jar.update_cookies(
        {"concord_browser": "chosen.by-somebody-else"}, URL(browser.address)
    )
    seen = await browser.get("/")
    assert "concord_browser=" in seen.headers["Set-Cookie"]
    assert "chosen" not in seen.headers["Set-Cookie"]


async def test_the_theme_is_kept_and_said_in_the_first_byte(browser: Browser) -> None:
    await browser.get("/")
    await browser.post("/settings/theme", theme="dark", back="/")
    assert 'data-theme="dark"' in (await browser.get("/")).text
    await browser.post("/settings/theme", theme="auto", back="/")
    assert "data-theme" not in (await browser.get("/")).text


async def test_unreadable_fields_are_named(browser: Browser) -> None:
    await _pilot_with_an_alt(browser)
    seen = await browser.post("/account/main", character_id="not a number")
    assert seen.status == 422
    assert "character_id" in seen.text


async def test_somebody_elses_character_cannot_become_the_main(browser: Browser) -> None:
    user, _ = await _pilot_with_an_alt(browser)
    foreign = await make_character("Foreign", user=await make_user("Mei Zhao"))
    assert (await browser.post("/account/main", character_id=foreign.id)).status == 404
    before = user.main_id
    await user.refresh_from_db()
    assert user.main_id == before


async def test_names_are_shown_as_text_whatever_they_contain(browser: Browser) -> None:
    user, _ = await _pilot_with_an_alt(browser)
    await make_character("<script>alert(1)</script>", user=user)
    seen = await browser.get("/account")
    assert "<script>alert" not in seen.text
    assert "&lt;script&gt;alert" in seen.text


async def test_a_forged_flash_is_not_shown(browser: Browser) -> None:
    forged = "W1siZ29vZCIsICJ3ZWIubmF2Lm1lbnUiLCB7fV1d.00000000000000000000000000000000"
    browser.http.cookie_jar.update_cookies({"concord_flash": forged}, URL(browser.address))
    assert 'class="flash' not in (await browser.get("/")).text


async def test_signing_out_ends_the_session_and_everywhere_ends_all(browser: Browser, place: Place) -> None:
    user, _ = await _pilot_with_an_alt(browser)
    elsewhere = await place.browser().sign_in(user)
    third = await place.browser().sign_in(user)
    assert (await third.post("/signout")).status == 303
    assert await Session.filter(user_id=user.id).count() == 2
    assert (await browser.post("/signout/everywhere")).status == 303
    assert await Session.filter(user_id=user.id).count() == 0
    assert "Sign in with EVE Online" in (await elsewhere.get("/")).text


# -- return addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0a/evil",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "",
        None,
        "/" + "a" * 600,
    ],
)
def test_only_paths_of_ours_are_return_addresses(address: str | None) -> None:
    if address == "/%0a/evil":
        assert local_path(address) == address  # an encoded byte stays encoded: a path of ours
    else:
        assert local_path(address) == "/"


@given(st.text(alphabet="/\\:@.?#%\t\n aevil", max_size=12))
def test_no_text_leads_a_browser_elsewhere(text: str) -> None:
    home = URL("http://concord.example/here")
    found = local_path(text)
    # Browsers drop tabs and line ends, and read a backslash as a slash.
    bent = found.replace("\\", "/").replace("\t", "").replace("\n", "")
    assert bent.startswith("/")
    assert not bent.startswith("//")
    assert home.join(URL(bent, encoded=True)).host == "concord.example"


async def test_a_stranger_with_a_deep_link_signs_in_and_goes_on(browser: Browser) -> None:
    seen = await browser.get("/account/tokens", follow=False)
    assert (seen.status, seen.headers["Location"]) == (303, "/?return=/account/tokens")
    page = await browser.get(seen.headers["Location"])
    assert "to go on to the page" in page.text
    assert "/sso/login?return=/account/tokens" in page.text


async def test_a_foreign_return_address_is_dropped(browser: Browser) -> None:
    assert 'href="/sso/login"' in (await browser.get("/?return=//evil.example")).text
    user, _ = await _pilot_with_an_alt(browser)
    seen = await browser.get("/?return=//evil.example", follow=False)
    assert seen.status == 200
    seen = await browser.post("/settings/theme", theme="dark", back="//evil.example")
    assert seen.headers["Location"] == "/"
