"""States, permissions and ranks on the site: forms, pages that count, and what happens when the world changed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from bot.config import Config
from bot.rules import search
from bot.rules.access import STAFF
from bot.rules.outside import Outside, outside
from bot.rules.state_edits import ADD, CHANGE, DELETE, VIEW
from bot.vault import Vault
from models.characters import Ownership
from models.grants import GroupGrant, StateGrant, UserGrant
from models.sessions import Session
from models.states import State, StateMember
from models.users import User
from tests.rules import signing
from tests.rules.signing import ANNA, BEN, Signing
from tests.web.conftest import Browser, Place, Seen
from tests.world import make_corporation, make_group, make_state, make_user

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
async def eve(place: Place, ports: Outside, config: Config, vault: Vault) -> AsyncIterator[Signing]:
    search._asked.clear()
    yield await signing.site(vault)
    signing.clear()
    outside.vault = vault


@pytest.fixture
async def editor(browser: Browser) -> User:
    """Somebody on staff who edits states, signed in."""
    user = await make_user("Editor")
    for right in (STAFF, VIEW, ADD, CHANGE, DELETE):
        await UserGrant.create(user=user, permission=str(right))
    await browser.sign_in(user)
    return user


def hidden(seen: Seen) -> dict[str, str]:
    return {k: v for k, v in HIDDEN.findall(seen.text) if k != "csrf"}


async def confirm(browser: Browser, asked: Seen, path: str) -> Seen:
    """Press the button of the page that asks."""
    return await browser.post(path, **hidden(asked))


async def test_states_are_listed_with_priority_and_people(browser: Browser, editor: User) -> None:
    member = await make_state("Member", priority=777)
    await make_user("A", state=member)
    text = (await browser.get("/admin/states")).text
    for part in ("Member", "777", f"/admin/states/{member.id}"):
        assert part in text
    assert (await browser.get(f"/admin/states/{member.id}")).status == 200


async def test_a_corporation_is_searched_picked_previewed_and_taken_in_without_script(
    eve: Signing, browser: Browser, editor: User
) -> None:
    member = await State.get(name="Member")
    eve.esi.corporations[98_000_777] = ("Driftwood Salvage", "DRIFT", None)
    await make_user("Zoe", corporation=98_000_777)
    path = f"/admin/states/{member.id}/edit"
    form = await browser.get(path)
    base = {"name": "Member", "priority": "100", "corporation": signing.CORPORATION}
    assert str(signing.CORPORATION) in form.text
    assert "/account/grant?scopes=esi-search.search_structures.v1" in form.text
    assert (await browser.get(f"/account/grant?scopes={search.SCOPE}&return={path}")).status == 200
    await browser.get(path)
    found = await browser.post(path, **base, find_corporation="Driftwood Salvage", do="find:corporation")
    assert (found.status, "known to EVE" in found.text) == (200, True)
    base["members"] = "corporation:98000777"
    picked = await browser.post(path, **base, do="add:corporation")
    assert "Driftwood Salvage" in picked.text
    asked = await browser.post(path, **base, do="preview")
    for part in ("Change Member?", "Guest → Member", "Zoe", "Takes in: Driftwood Salvage", "Do it for 1"):
        assert part in asked.text
    assert not await StateMember.filter(entity_id=98_000_777).exists()
    done = await confirm(browser, asked, path)
    assert (done.status, done.headers["Location"]) == (303, "/admin/states")
    assert await StateMember.filter(state=member).count() == 2
    assert "Member is saved" in (await browser.get("/admin/states")).text


async def test_a_chip_is_taken_out_by_its_own_button(browser: Browser, editor: User) -> None:
    corporation = await make_corporation("Provi Traders")
    member = await make_state("Member", priority=100, corporations=(corporation.id,))
    path = f"/admin/states/{member.id}/edit"
    await browser.get(path)
    base = {"name": "Member", "priority": "100", "corporation": corporation.id}
    dropped = await browser.post(path, **base, drop=f"corporation:{corporation.id}")
    assert "Provi Traders" not in dropped.text
    asked = await browser.post(path, name="Member", priority="100", do="preview")
    assert "Lets go: Provi Traders" in asked.text
    await confirm(browser, asked, path)
    assert not await StateMember.all().count()


async def test_the_enter_key_looks_where_something_is_looked_for_and_else_goes_on(
    browser: Browser, editor: User
) -> None:
    corporation = await make_corporation("Provi Traders")
    path = "/admin/states/add"
    form = (await browser.get(path)).text.split('action="/admin/states/add"')[1]
    assert 'value="enter"' in form.split("<button")[1], "the key presses the first button"
    base = {"name": "Ally", "priority": "10", "do": "enter"}
    found = await browser.post(path, **base, find_corporation="provi")
    assert f'name="add_corporation" value="{corporation.id}"' in found.text
    taken = await browser.post(
        path, **{**base, "do": "add:corporation"}, find_corporation="provi", add_corporation=corporation.id
    )
    assert 'value="provi"' not in taken.text
    asked = await browser.post(path, **base, corporation=corporation.id)
    assert "Change Ally?" in asked.text


async def test_when_the_world_changed_the_question_comes_again(browser: Browser, editor: User) -> None:
    await make_user("A")
    path = "/admin/states/add"
    await browser.get(path)
    asked = await browser.post(path, name="Visitor", priority="10", public="1", do="preview")
    await make_user("B")
    again = await confirm(browser, asked, path)
    assert (again.status, "It has changed since you looked: 3 people now" in again.text) == (409, True)
    assert not await State.filter(name="Visitor").exists()
    assert (await confirm(browser, again, path)).status == 303
    assert (await State.get(name="Visitor")).public


async def test_what_cannot_be_saved_is_said_at_its_field_and_the_form_stays(
    browser: Browser, editor: User
) -> None:
    await make_state("Member", priority=100)
    await browser.get("/admin/states/add")
    for fields in (
        {"name": "mEMBER", "priority": "5"},
        {"name": "Ally", "priority": "100"},
        {"name": "Ally", "priority": "many"},
        {"name": " ", "priority": "5"},
    ):
        seen = await browser.post("/admin/states/add", **fields, do="preview")
        assert (seen.status, 'aria-invalid="true"' in seen.text) == (422, True)
        assert f'value="{fields["priority"]}"' in seen.text


async def test_guest_offers_its_priority_only(browser: Browser, editor: User) -> None:
    guest = await State.get(guest=True)
    text = (await browser.get(f"/admin/states/{guest.id}/edit")).text
    assert 'name="priority"' in text
    assert "find_corporation" not in text
    assert f"/admin/states/{guest.id}/delete" not in text
    asked = await browser.post(
        f"/admin/states/{guest.id}/edit", name="Hacked", priority="-3", public="", do="preview"
    )
    await confirm(browser, asked, f"/admin/states/{guest.id}/edit")
    fresh = await State.get(guest=True)
    assert (fresh.name, fresh.priority) == ("Guest", -3)


async def test_a_state_is_deleted_after_its_count(browser: Browser, editor: User) -> None:
    member = await make_state("Member")
    await make_user("A", state=member)
    asked = await browser.get(f"/admin/states/{member.id}/delete")
    assert "Member → Guest" in asked.text
    assert (await confirm(browser, asked, f"/admin/states/{member.id}/delete")).status == 303
    assert not await State.filter(name="Member").exists()


async def test_who_may_only_view_changes_nothing(browser: Browser) -> None:
    user, member = await make_user("Viewer"), await make_state("Member", priority=5)
    await browser.sign_in(user)
    assert (await browser.get(f"/admin/states/{member.id}/edit")).status == 403
    await UserGrant.create(user=user, permission=str(VIEW))
    form = await browser.get(f"/admin/states/{member.id}/edit")
    assert "Preview the change" not in form.text
    for path in ("/admin/states/add", f"/admin/states/{member.id}/edit", f"/admin/states/{member.id}/delete"):
        assert (await browser.post(path, name="X", priority="9", do="apply", seen="x")).status == 403
    assert await State.filter(name="Member", priority=5).exists()


# -- permissions -----------------------------------------------------------------------------------------


@pytest.fixture
async def root(browser: Browser) -> User:
    """A superuser, signed in."""
    user = await make_user("Root", superuser=True, staff=True)
    await browser.sign_in(user)
    return user


@pytest.mark.parametrize("holder", ["state", "group", "user"])
async def test_permissions_are_given_and_taken_with_a_count(
    browser: Browser, root: User, holder: str
) -> None:
    state, group = await make_state("Member"), await make_group("Directors")
    user = await make_user("A", state=state, groups=(group,))
    id_ = {"state": state.id, "group": group.id, "user": user.id}[holder]
    model = {"state": StateGrant, "group": GroupGrant, "user": UserGrant}[holder]
    path = f"/admin/permissions/{holder}/{id_}"
    assert "core.staff" in (await browser.get(path)).text
    asked = await browser.post(path, permission="core.staff", do="give")
    assert "Do it for 1" in asked.text
    assert (await confirm(browser, asked, path)).status == 303
    assert await model.filter(permission="core.staff").count() == 1
    text = (await browser.get(path)).text
    assert "1 person gains by it" in text
    back = await browser.post(path, permission="core.staff", do="take")
    await confirm(browser, back, path)
    assert not await model.filter(permission="core.staff").exists()


async def test_staff_see_what_was_given_and_change_none_of_it(browser: Browser, editor: User) -> None:
    """Behaviour 1.39, 19."""
    path = f"/admin/permissions/user/{editor.id}"
    text = (await browser.get(path)).text
    assert "core.staff" in text
    assert "Take away" not in text
    for fields in ({"seen": "x"}, {}):
        seen = await browser.post(path, permission="auth.change_user", do="give", **fields)
        assert seen.status == 403
    assert await UserGrant.filter(user=editor).count() == 5
    assert (await browser.get("/admin/permissions/user/999")).status == 404


# -- ranks -----------------------------------------------------------------------------------------------


async def boss(eve: Signing, browser: Browser) -> User:
    """Anna, a superuser who signed in a while ago."""
    user_id = (await eve.login(ANNA)).user_id
    await User.filter(id=user_id).update(is_superuser=True, is_staff=True)
    user = await User.get(id=user_id)
    await browser.sign_in(user)
    return user


async def confirm_at_eve(eve: Signing, browser: Browser, address: str, character: int) -> Seen:
    left = await browser.get(address, follow=False)
    state, code = eve.sso.agree(left.headers["Location"], character)
    return await browser.get(f"/sso/callback?state={state}&code={code}", follow=False)


async def test_a_superuser_is_made_after_signing_in_once_more(eve: Signing, browser: Browser) -> None:
    await boss(eve, browser)
    pilot = await make_user("Zoe")
    path = f"/admin/users/{pilot.id}/role"
    assert "A pilot like others now." in (await browser.get(path)).text
    sent = await browser.post(path, role="superuser")
    assert (sent.status, sent.headers["Location"].startswith("/sso/login?confirm=1")) == (303, True)
    assert not await User.filter(id=pilot.id, is_superuser=True).exists()
    back = await confirm_at_eve(eve, browser, sent.headers["Location"], ANNA)
    assert back.headers["Location"] == f"{path}?role=superuser"
    form = await browser.get(back.headers["Location"])
    assert "You have confirmed who you are" in form.text
    assert re.search(r'value="superuser" checked', form.text)
    assert (await browser.post(path, role="superuser")).status == 303
    assert await User.filter(id=pilot.id, is_superuser=True).exists()
    assert "You made Zoe a superuser" in (await browser.get(path)).text


async def test_nobody_is_offered_his_own_rank(eve: Signing, browser: Browser) -> None:
    user = await boss(eve, browser)
    path = f"/admin/users/{user.id}/role"
    text = (await browser.get(path)).text
    assert "Nobody changes his own rank" in text
    assert 'name="role"' not in text
    assert (await browser.post(path, role="pilot")).status == 403
    assert await User.filter(id=user.id, is_superuser=True).exists()


async def test_somebody_elses_character_confirms_nothing(eve: Signing, browser: Browser) -> None:
    user = await boss(eve, browser)
    await eve.login(BEN)
    refused = await confirm_at_eve(eve, browser, "/sso/login?confirm=1&return=/admin", BEN)
    assert (refused.status, "is not on your account here" in refused.text) == (403, True)
    assert not await Session.filter(user=user, confirmed_at__isnull=False).exists()
    assert not await Ownership.filter(user=user, character_id=BEN).exists()


async def test_strangers_and_staff_change_no_rank(eve: Signing, browser: Browser, place: Place) -> None:
    seen = await browser.get("/sso/login?confirm=1", follow=False)
    assert seen.status == 403
    staff = await make_user("Staff")
    await UserGrant.create(user=staff, permission=STAFF.codename)
    await browser.sign_in(staff)
    path = f"/admin/users/{staff.id}/role"
    assert (await browser.get(path)).status == 403
    assert (await browser.post(path, role="superuser")).status == 403
    assert (await browser.post(path, role="emperor")).status == 422
