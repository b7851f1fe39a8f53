"""The lists of the admin site: every one can be read in every order and by every filter, and shows no secret."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import clock
from bot.database import count_statements
from bot.errors import Forbidden, NotFound
from bot.rules import admin
from bot.rules.access import STAFF, Actor, Face
from bot.rules.listed import count, lines
from bot.rules.listing import Filter, Kind, Listing, Query
from bot.rules.outside import outside
from bot.vault import Vault
from models.characters import Ended, OwnershipRecord
from models.grants import UserGrant
from models.notices import EmailAddress
from models.queue import Job
from models.sessions import Session
from models.tokens import Token
from models.users import User
from tests.world import make_alliance, make_character, make_corporation, make_group, make_state, make_user

BOSS = Actor(user_id=None, face=Face.SYSTEM, superuser=True)
EVERY = [pytest.param(found, id=name) for name, found in admin.LISTINGS.items()]


@pytest.fixture
def keys(vault: Vault) -> Iterator[None]:
    """The vault that stands behind the handles of sessions."""
    outside.vault = vault
    yield
    outside.vault = None


def staff(*codenames: str) -> Actor:
    return Actor(user_id=1, face=Face.WEB, permissions=frozenset({STAFF.codename, *codenames}))


def values_of(one: Filter) -> tuple[str, ...]:
    """Something to ask each filter for."""
    return one.choices or (("1", "no such name") if one.of is not None else ("a%b_c!d",))


def texts(page: admin.ListPage, column: str) -> list[object]:
    return [line.cell(column).value for line in page.lines]  # type: ignore[union-attr]


async def names(query: Query, actor: Actor = BOSS) -> list[str]:
    """The mains in the list of users."""
    return [line.label for line in (await admin.page(actor, "users", query, 1, 50)).lines]


@pytest.mark.parametrize("found", EVERY)
async def test_a_list_can_be_read_in_every_order_and_by_every_filter(db: str, found: Listing) -> None:
    for sort in ("", *found.sorts, *(f"-{s}" for s in found.sorts)):
        await lines(found, Query(sort=sort), 5, 0)
    for one in found.filters:
        for value in values_of(one):
            query = Query(filters={one.name: (value,)})
            assert await lines(found, query, 5) == []
            assert (await count(found, query)).fitting == 0
    everything = Query(("a%_!", "7"), {f.name: values_of(f) for f in found.filters})
    assert (await admin.page(BOSS, found.name, everything, 1, 50)).count.fitting == 0
    assert found.column(found.sort.removeprefix("-")) is not None
    assert found.column(found.sort.removeprefix("-")).order  # type: ignore[union-attr]


@pytest.mark.parametrize("found", EVERY)
async def test_a_list_is_for_staff_who_may_view_it(db: str, found: Listing) -> None:
    pilot = Actor(user_id=1, face=Face.WEB, permissions=frozenset({found.view.codename} - {STAFF.codename}))
    with pytest.raises(Forbidden):
        await admin.page(pilot, found.name, Query(), 1, 50)
    with pytest.raises(Forbidden):
        admin.export(pilot, found.name, Query())
    if found.view is not STAFF:
        with pytest.raises(Forbidden):
            await admin.page(staff(), found.name, Query(), 1, 50)
        with pytest.raises(Forbidden):
            await admin.thing(staff(), found.name, "1")
    assert (await admin.page(staff(found.view.codename), found.name, Query(), 1, 50)).listing is found


async def test_users_are_found_by_their_main_and_by_any_character_of_theirs(db: str) -> None:
    anna = await make_user("Anna Trader")
    await make_character("Okoro Prospect", user=anna)
    await make_user("Anna Miner")
    headless = await make_user(None)
    await make_character("Lost 100%", user=headless)
    assert await names(Query(("anna",), sort="main")) == ["Anna Miner", "Anna Trader"]
    assert await names(Query(("okoro",))) == ["Anna Trader"]
    assert await names(Query(("prospect", "trader"))) == ["Anna Trader"]
    assert await names(Query(("prospect", "miner"))) == []
    assert await names(Query(("100%",))) == [str(headless.id)]
    assert await names(Query(("1_0",))) == []
    assert "Anna Trader" in await names(Query((str(anna.id),)))


async def test_users_are_filtered_by_what_alliance_auth_filters_by(db: str) -> None:
    alliance = await make_alliance("Lantern Accord")
    corporation = await make_corporation("Cinder Line", alliance=alliance.id)
    member, scouts = await make_state("Member"), await make_group("Scouts")
    await make_user("Anna", state=member, corporation=corporation.id, alliance=alliance.id, groups=(scouts,))
    await make_user("Bo", active=False)
    await make_user("Root", superuser=True, staff=True)
    officer = await make_user("Officer")
    await UserGrant.create(user=officer, permission=STAFF.codename)
    await User.filter(id=officer.id).update(created_at=clock.now() - timedelta(days=900))

    async def by(**filters: str) -> list[str]:
        return sorted(await names(Query(filters={k: (v,) for k, v in filters.items()})))

    assert await by(state=str(member.id)) == ["Anna"]
    assert await by(group=str(scouts.id)) == await by(group="scou") == ["Anna"]
    assert await by(corporation=str(corporation.id)) == await by(corporation="cinder") == ["Anna"]
    assert await by(alliance=str(alliance.id)) == await by(alliance="LANTERN") == ["Anna"]
    assert await by(active="0") == ["Bo"]
    assert await by(joined="365") == ["Anna", "Bo", "Root"]
    assert await by(staff="1") == ["Officer", "Root"]
    assert await by(superuser="1") == ["Root"]
    assert await by(superuser="maybe") == []
    assert sorted(await names(Query(filters={"superuser": ("0", "1")}))) == ["Anna", "Bo", "Officer", "Root"]
    both = {"state": (str(member.id),), "active": ("1",)}
    assert await names(Query(filters=both)) == ["Anna"]


async def test_the_list_of_users_says_what_alliance_auth_says_and_names_a_few_of_many(db: str) -> None:
    groups = tuple([await make_group(f"Group {n:02}") for n in range(12)])
    corporation = await make_corporation("Cinder Line")
    user = await make_user("Anna", corporation=corporation.id, groups=groups, superuser=True)
    for number in range(6):
        await make_character(f"Alt {number}", user=user)
    (line,) = (await admin.page(BOSS, "users", Query(), 1, 50)).lines
    main = line.cell("main")
    assert main is not None
    assert (main.value, main.face, main.to) == ("Anna", user.main_id, ("users", str(user.id)))
    found = {c.column.name: c.value for c in line.cells}
    assert found["groups"] == (*(f"Group {n:02}" for n in range(10)), "+2")
    assert found["characters"] == (*(f"Alt {n}" for n in range(5)), "+2")
    assert (found["organisation"], found["state"], found["role"]) == ("Cinder Line", "Guest", "superuser")
    assert found["active"] is True


async def test_a_page_of_ten_thousand_takes_six_statements_with_the_session(db: str) -> None:
    state = await make_state("Member")
    for number in range(60):
        await make_user(f"Pilot {number:03}", state=state)
    with count_statements() as counted:
        page = await admin.page(BOSS, "users", Query(("pilot",), {"state": (str(state.id),)}, "main"), 1, 50)
    assert counted.total == 5, counted.texts
    assert (page.count.fitting, len(page.lines)) == (60, 50)
    assert page.lines[0].label == "Pilot 000"
    late = await admin.page(BOSS, "users", Query(("pilot",), sort="main"), 900, 50)
    assert (late.page, len(late.lines)) == (2, 10), "beyond the end is the last page"


async def test_the_page_is_chosen_without_joins_that_it_does_not_need(db: str) -> None:
    await make_user("Anna")
    with count_statements() as counted:
        await admin.page(BOSS, "users", Query(), 1, 50)
    page = next(t for t in counted.texts if "LIMIT" in t and " p JOIN " in t)
    chosen = page.split("FROM (")[1].split(" LIMIT ")[0]
    assert "JOIN" not in chosen, chosen
    with count_statements() as counted:
        await admin.page(BOSS, "users", Query(sort="organisation"), 1, 50)
    page = next(t for t in counted.texts if "LIMIT" in t and " p JOIN " in t)
    assert page.split("FROM (")[1].split(" LIMIT ")[0].count("JOIN") == 2, "main, and its corporation"


async def test_a_filter_over_few_things_offers_them_and_over_many_wants_a_name(db: str) -> None:
    for number in range(51):
        await make_corporation(f"Corporation {number}")
    state = await make_state("Member")
    page = await admin.page(BOSS, "users", Query(filters={"corporation": ("98000009999",)}), 1, 50)
    assert page.offered["state"] == [(str(state.id), "Member")]
    assert "corporation" not in page.offered


async def test_an_export_brings_every_row_once_in_slices(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rules.listed.SLICE", 3)
    made = [await make_user(f"Pilot {n}") for n in range(7)]
    await make_user("Nobody")
    slices = [part async for part in admin.export(BOSS, "users", Query(("pilot",), sort="-main"))[1]]
    assert [len(part) for part in slices] == [3, 3, 1]
    assert [line.key for part in slices for line in part] == [u.id for u in made]


async def test_secrets_are_in_no_list_and_on_no_page(db: str, keys: None) -> None:
    user = await make_user("Anna")
    now = clock.now()
    token = await Token.create(
        user=user,
        character_id=user.main_id,
        owner_hash="HASH!",
        access="ACCESS!",
        refresh="REFRESH!",
        created_at=now,
    )
    await Session.create(id="SESSION!", user=user, created_at=now, seen_at=now, expires_at=now)
    seen = ""
    for name, found in admin.LISTINGS.items():
        slices = [part async for part in admin.export(BOSS, name, Query())[1]]
        seen += str([(line.id, line.label, line.cells) for part in slices for line in part])
        assert not {"access", "refresh", "owner_hash", "verifier", "token_hash"} & {
            c.name for c in found.columns
        }
    seen += str((await admin.thing(BOSS, "tokens", str(token.id))).line.cells)
    assert "Anna" in seen
    assert "!" not in seen


async def test_a_thing_shows_its_facts_and_the_first_rows_of_what_belongs_to_it(db: str) -> None:
    group = await make_group("Scouts")
    for number in range(12):
        await make_user(f"Pilot {number:02}", groups=(group,))
    shown = await admin.thing(BOSS, "groups", str(group.id))
    related = {r.listing.name: r for r in shown.related}
    assert shown.line.label == "Scouts"
    assert (related["memberships"].fitting, len(related["memberships"].lines)) == (12, 10)
    assert related["memberships"].lines[0].cell("group") is None, "it is this group's page"
    assert shown.tabs == ("about", "history")
    with pytest.raises(NotFound):
        await admin.thing(BOSS, "groups", "999999")
    with pytest.raises(NotFound):
        await admin.thing(BOSS, "groups", "nonsense")
    with pytest.raises(NotFound):
        await admin.thing(BOSS, "sessions", "1")
    with pytest.raises(NotFound):
        await admin.page(BOSS, "nonsense", Query(), 1, 50)


async def test_the_page_of_a_user_tells_of_everything_about_the_account(db: str, keys: None) -> None:
    user = await make_user("Anna")
    now = clock.now()
    await OwnershipRecord.create(
        character_id=user.main_id, user=user, owner_hash="x", began_at=now, ended_at=now, ended=Ended.SOLD
    )
    await Session.create(id="s", user=user, created_at=now, seen_at=now, expires_at=now)
    await Job.create(name="MainChanged", key=f"u{user.id}", run_at=now, created_at=now)
    await Job.create(name="service.put", key=f"1:{user.id}", run_at=now, created_at=now)
    await Job.create(name="service.put", key=f"1:9{user.id}", run_at=now, created_at=now)
    found = {}
    for tab in ("about", "access", "signins", "telling"):
        with count_statements() as counted:
            shown = await admin.thing(BOSS, "users", str(user.id), tab)
        assert counted.total <= 8
        found |= {r.listing.name: r.fitting for r in shown.related}
    assert found["ownerships"] == found["ownership_records"] == found["sessions"] == 1
    assert found["jobs"] == 2
    assert set(found) >= {"memberships", "accounts", "group_requests", "user_grants", "tokens", "notices"}


async def test_on_a_page_only_what_one_may_view_is_shown(db: str) -> None:
    user = await make_user("Anna")
    shown = await admin.thing(staff("authentication.view_user"), "users", str(user.id))
    assert {r.listing.name for r in shown.related} == {"jobs"}


async def test_anything_is_found_by_a_part_of_its_name(db: str) -> None:
    await make_user("Anna Lantern")
    await make_group("Lantern bearers")
    await make_corporation("The Lantern Works")
    hits = await admin.find(BOSS, "lantern")
    assert {(h.listing, h.name) for h in hits} == {
        ("users", "Anna Lantern"),
        ("characters", "Anna Lantern"),
        ("groups", "Lantern bearers"),
        ("corporations", "The Lantern Works"),
    }
    assert {h.listing for h in await admin.find(staff("groupmanagement.view_group"), "lantern")} == {"groups"}
    assert await admin.find(staff(), "lantern") == []
    assert await admin.find(BOSS, "  ") == []
    with pytest.raises(Forbidden):
        await admin.find(Actor(user_id=1, face=Face.WEB), "lantern")


def test_kinds_and_words_fit_each_other() -> None:
    for found in admin.LISTINGS.values():
        for column in found.columns:
            assert bool(column.words) == (column.kind is Kind.BADGE), f"{found.name}.{column.name}"
            assert column.sql or found.fill is not None


async def test_of_an_address_staff_see_no_more_than_its_provider(db: str) -> None:
    user = await make_user("Anna")
    await EmailAddress.create(
        user=user,
        address="anna.trader@example.com",
        address_key="anna.trader@example.com",
        asked_at=clock.now(),
    )
    asker = staff("authentication.view_user")
    page = await admin.page(asker, "emails", Query(), 1, 50)
    assert texts(page, "address") == ["a…@example.com"]
    assert "trader" not in str(page.lines)
    assert not (await admin.page(asker, "emails", Query(("trader",)), 1, 50)).lines
