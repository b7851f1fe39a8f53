"""Ways in and out: sign-in with EVE, linking from Discord and from the site, and everything that can go wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from yarl import URL

from bot.config import Config
from bot.rules import links
from bot.rules.outside import Outside, outside
from bot.vault import Vault
from models.characters import Ownership
from models.discord import DiscordUser
from models.sessions import Session
from models.users import User
from tests.rules import signing
from tests.rules.signing import ANNA, BEN, MARIA, NIL, TOM, Signing
from tests.web.conftest import Browser, Place, Seen
from tests.world import make_user


@pytest.fixture
async def eve(place: Place, ports: Outside, config: Config, vault: Vault) -> AsyncIterator[Signing]:
    """EVE and Discord behind the site."""
    yield await signing.site(vault)
    signing.clear()
    outside.vault = vault


async def _to_eve(eve: Signing, browser: Browser, character: int, path: str = "/sso/login") -> str:
    """Press the button, agree at EVE; the address at which EVE sends the browser back."""
    left = await browser.get(path, follow=False)
    assert left.status == 302, left.text
    state, code = eve.sso.agree(left.headers["Location"], character)
    return f"/sso/callback?state={state}&code={code}"


async def _sign_in(eve: Signing, browser: Browser, character: int, path: str = "/sso/login") -> Seen:
    return await browser.get(await _to_eve(eve, browser, character, path))


async def _open_link(browser: Browser) -> tuple[str, int]:
    """A link from Discord, opened; its token and number."""
    offer = await links.offer(MARIA, guild_id=None)
    seen = await browser.get(f"/discord/link?t={offer.token}")
    assert seen.status == 200, seen.text
    assert "Maria" in seen.text
    return offer.token, int(seen.text.split("/sso/login?link=")[1].split('"')[0])


# -- signing in -----------------------------------------------------------------------------------------


async def test_a_new_pilot_signs_in_and_has_an_account(eve: Signing, browser: Browser) -> None:
    seen = await _sign_in(eve, browser, ANNA)
    assert seen.url.path == "/"
    assert "Welcome, Anna Trader." in seen.text
    assert await Ownership.filter(character_id=ANNA).exists()


async def test_the_session_cookie_is_for_the_server_alone(eve: Signing, browser: Browser) -> None:
    back = await browser.get(await _to_eve(eve, browser, ANNA), follow=False)
    cookie = next(c for c in back.headers.getall("Set-Cookie") if c.startswith("concord_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    value = cookie.split(";")[0].partition("=")[2]
    assert value not in str(await Session.all().values()), "the table opens no door"


async def test_signing_in_leads_back_to_where_one_wanted_to_go(eve: Signing, browser: Browser) -> None:
    seen = await _sign_in(eve, browser, ANNA, "/sso/login?return=/account/tokens")
    assert seen.url.path == "/account/tokens"


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/%5Cevil.example", "/%09/evil.example"]
)
async def test_signing_in_never_leads_elsewhere(eve: Signing, browser: Browser, address: str) -> None:
    back = await browser.get(await _to_eve(eve, browser, ANNA, f"/sso/login?return={address}"), follow=False)
    assert (back.status, back.headers["Location"]) == (303, "/")


async def test_a_return_from_eve_counts_once(eve: Signing, browser: Browser) -> None:
    address = await _to_eve(eve, browser, ANNA)
    await browser.get(address)
    again = await browser.get(address)
    assert again.status == 409


async def test_another_browser_cannot_use_the_return(eve: Signing, browser: Browser, place: Place) -> None:
    address = await _to_eve(eve, browser, ANNA)
    thief = place.browser()
    assert (await thief.get(address)).status == 409
    assert await User.all().count() == 0


@pytest.mark.parametrize("query", ["state=x&code=y", "state=&code=", "", "state=" + "x" * 600 + "&code=y"])
async def test_a_made_up_return_changes_nothing(eve: Signing, browser: Browser, query: str) -> None:
    seen = await browser.get(f"/sso/callback?{query}")
    assert seen.status in (409, 422)
    assert "no words for" not in seen.text
    assert await User.all().count() == 0


async def test_saying_no_at_eve_is_answered_kindly(eve: Signing, browser: Browser) -> None:
    seen = await browser.get("/sso/callback?error=access_denied&state=x")
    assert seen.status == 403
    assert "You said no at EVE" in seen.text


async def test_while_eve_is_down_nothing_is_decided(eve: Signing, browser: Browser) -> None:
    address = await _to_eve(eve, browser, ANNA)
    eve.sso.down = True
    assert (await browser.get(address)).status == 503
    assert await User.all().count() == 0


async def test_a_sign_in_gives_the_browser_a_new_session(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    await _sign_in(eve, browser, ANNA)
    assert await Session.all().count() == 1, "the session before ended"


async def test_another_name_of_the_site_leads_to_the_right_one_first(eve: Signing, browser: Browser) -> None:
    seen = await browser.get("/sso/login?return=/account", follow=False, Host="localhost:1")
    assert (seen.status, seen.headers["Location"]) == (307, f"{browser.address}/sso/login?return=/account")


async def test_a_character_is_added_to_the_account_that_is_signed_in(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    seen = await _sign_in(eve, browser, NIL, "/sso/login?add=1")
    assert seen.url.path == "/account"
    assert "Nil Alt is on your account now." in seen.text
    assert len({o.user_id for o in await Ownership.all()}) == 1


async def test_strangers_cannot_add(eve: Signing, browser: Browser) -> None:
    assert (await browser.get("/sso/login?add=1", follow=False)).status == 403


async def test_a_scope_that_no_feature_uses_is_not_asked_for(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    assert (await browser.get("/account/grant?scopes=esi-wallet.everything")).status == 422
    assert (await browser.get("/sso/login?scopes=esi-wallet.everything", follow=False)).status == 422


async def test_a_feature_asks_for_scopes_and_gets_the_pilot_back(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    page = await browser.get("/account/grant?scopes=publicData&return=/account")
    assert page.status == 200
    address = page.text.split('href="/sso/login?scopes=')[1].split('"')[0].replace("&amp;", "&")
    seen = await _sign_in(eve, browser, ANNA, f"/sso/login?scopes={address}")
    assert seen.url.path == "/account"


# -- tokens and characters ------------------------------------------------------------------------------


async def test_a_token_is_checked_and_deleted_with_its_character(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    await _sign_in(eve, browser, NIL, "/sso/login?add=1")
    page = await browser.get("/account/tokens")
    assert "publicData" in page.text
    ids = sorted({int(part.split("/")[0]) for part in page.text.split("/account/tokens/")[1:]})
    assert len(ids) == 2
    assert "EVE vouches for" in (await browser.post(f"/account/tokens/{ids[1]}/check", follow=True)).text
    question = await browser.get(f"/account/tokens/{ids[1]}/delete")
    assert "the character leaves your account along with it" in question.text
    seen = await browser.post(f"/account/tokens/{ids[1]}/delete", follow=True)
    assert "has left your account" in seen.text
    assert not await Ownership.filter(character_id=NIL).exists()


async def test_tokens_of_others_are_not_there(eve: Signing, browser: Browser, place: Place) -> None:
    await _sign_in(eve, browser, ANNA)
    page = await browser.get("/account/tokens")
    number = page.text.split("/account/tokens/")[1].split("/")[0]
    other = place.browser()
    await _sign_in(eve, other, BEN)
    for verb in ("check", "delete"):
        assert (await other.post(f"/account/tokens/{number}/{verb}")).status == 404


async def test_removing_a_character_asks_first(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    question = await browser.get(f"/account/characters/{ANNA}/remove")
    assert "is your main. Without one you are Guest" in question.text
    assert await Ownership.filter(character_id=ANNA).exists()
    await browser.post(f"/account/characters/{ANNA}/remove")
    assert not await Ownership.filter(character_id=ANNA).exists()
    assert "You have no main character." in (await browser.get("/")).text


async def test_what_strangers_may_not_open_leads_to_the_way_in(eve: Signing, browser: Browser) -> None:
    for path in ("/account", "/account/tokens", "/account/grant?scopes=publicData", "/signout/everywhere"):
        seen = await browser.get(path, follow=False)
        assert (seen.status, URL(seen.headers["Location"]).path) == (303, "/"), path


# -- from Discord ---------------------------------------------------------------------------------------


async def test_a_link_from_discord_ends_with_one_account(eve: Signing, browser: Browser) -> None:
    _, number = await _open_link(browser)
    question = await _sign_in(eve, browser, ANNA, f"/sso/login?link={number}")
    assert question.url.path == "/link/confirm"
    assert "Are both of these you?" in question.text
    assert "maria" in question.text
    assert "Anna Trader" in question.text
    assert "becomes Member" in question.text
    assert not await DiscordUser.all().exists(), "the question changes nothing"
    done = await browser.post("/link/confirm", follow=True, id=number)
    assert "Welcome, Anna Trader. You are Member." in done.text
    assert "Done, back to Discord" in done.text
    assert (await DiscordUser.get(id=MARIA.id)).user_id == (await Ownership.get(character_id=ANNA)).user_id
    assert "Anna Trader" in (await browser.get("/account")).text, "EVE has vouched: the pilot is signed in"


async def test_a_link_is_not_spent_by_being_opened(eve: Signing, browser: Browser) -> None:
    token, number = await _open_link(browser)
    assert (await browser.get(f"/discord/link?t={token}")).status == 200
    await _sign_in(eve, browser, ANNA, f"/sso/login?link={number}")
    await browser.post("/link/confirm", id=number)
    assert (await browser.get(f"/discord/link?t={token}")).status == 409
    assert (await browser.post("/link/confirm", id=number)).status == 409


async def test_a_second_browser_gets_nothing_of_a_link(eve: Signing, browser: Browser, place: Place) -> None:
    token, number = await _open_link(browser)
    await _sign_in(eve, browser, ANNA, f"/sso/login?link={number}")
    thief = place.browser()
    await thief.get("/")
    assert (await thief.get(f"/discord/link?t={token}")).status == 409
    assert (await thief.get(f"/sso/login?link={number}", follow=False)).status == 409
    assert (await thief.get(f"/link/confirm?id={number}")).status == 409
    assert (await thief.post("/link/confirm", id=number)).status == 409
    assert (await thief.post("/link/refuse", id=number)).status == 409
    assert not await DiscordUser.all().exists()


async def test_looking_ahead_does_not_bind_a_link(eve: Signing, browser: Browser, place: Place) -> None:
    offer = await links.offer(MARIA)
    path = f"/discord/link?t={offer.token}"
    assert (await place.browser().get(path, **{"Sec-Purpose": "prefetch"})).status == 503
    assert (await place.browser().ask("HEAD", path)).status == 405
    assert (await browser.get(path)).status == 200


async def test_an_old_link_says_so(eve: Signing, browser: Browser, clock) -> None:
    offer = await links.offer(MARIA)
    await clock.advance(601)
    seen = await browser.get(f"/discord/link?t={offer.token}")
    assert seen.status == 409


async def test_no_means_no(eve: Signing, browser: Browser) -> None:
    _, number = await _open_link(browser)
    await _sign_in(eve, browser, ANNA, f"/sso/login?link={number}")
    seen = await browser.post("/link/refuse", follow=True, id=number)
    assert "Nothing was linked." in seen.text
    assert (await browser.post("/link/confirm", id=number)).status == 409
    assert not await User.all().exists()


async def test_a_character_with_an_account_needs_discords_word(eve: Signing, browser: Browser) -> None:
    await eve.login(ANNA)
    _, number = await _open_link(browser)
    question = await _sign_in(eve, browser, ANNA, f"/sso/login?link={number}")
    assert "belongs to an account already" in question.text
    assert "Yes, link them" not in question.text
    assert (await browser.post("/link/confirm", id=number)).status == 403
    for person, status in ((TOM, 409), (MARIA, 200)):
        left = await browser.get(f"/discord/link?link={number}", follow=False)
        state, code = eve.oauth.agree(left.headers["Location"], person)
        assert (await browser.get(f"/discord/callback?state={state}&code={code}")).status == status
    assert eve.oauth.asked == ["identify", "identify"]
    assert (await browser.post("/link/confirm", id=number)).status == 303
    assert await DiscordUser.filter(id=MARIA.id).exists()


# -- from the site --------------------------------------------------------------------------------------


async def test_discord_is_linked_from_the_site(eve: Signing, browser: Browser) -> None:
    await _sign_in(eve, browser, ANNA)
    left = await browser.get("/discord/link?return=/account", follow=False)
    state, code = eve.oauth.agree(left.headers["Location"], MARIA)
    seen = await browser.get(f"/discord/callback?state={state}&code={code}")
    assert seen.url.path == "/account"
    assert "Discord is linked." in seen.text
    assert "maria" in seen.text
    assert eve.oauth.asked == ["identify guilds.join"]


async def test_a_stranger_signs_in_before_linking(eve: Signing, browser: Browser) -> None:
    seen = await browser.get("/discord/link", follow=False)
    assert seen.headers["Location"] == "/?return=/discord/link"


async def test_a_deactivated_account_stays_outside(eve: Signing, browser: Browser) -> None:
    user = await make_user()
    await browser.sign_in(user)
    await User.filter(id=user.id).update(is_active=False)
    assert (await browser.get("/account", follow=False)).status == 303
