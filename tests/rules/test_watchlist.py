"""Staff hear once when somebody on the watch list signs in, asks or joins; nobody else reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.database import count_statements, transaction
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import affiliations, joining, postings, posts, watchlist
from bot.rules.access import STAFF, SYSTEM
from models.audit import AuditRow
from models.characters import Character
from models.groups import Group
from models.notices import Notice
from models.queue import Job
from models.states import EntityKind
from models.users import User
from models.watchlist import Sighting, Watched
from tests.conftest import ManualClock
from tests.rules.signing import ANNA, BEN, CORPORATION, NIL, Signing, acting, told
from tests.world import make_group

ENEMY = 98_700_001


async def boss(eve: Signing) -> User:
    """Somebody on staff, signed in before anything was watched."""
    account = (await eve.login(BEN)).user_id or 0
    await User.filter(id=account).update(is_superuser=True)
    return await User.get(id=account)


async def heard(user: User) -> list[str]:
    return [k for k in await told(user.id) if k.startswith("notice.sighting.")]


async def test_staff_are_told_once_when_a_watched_character_signs_in(
    eve: Signing, clock: ManualClock
) -> None:
    staff = await boss(eve)
    entry = await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna Trader", "stole a titan")
    await eve.login(ANNA)
    await eve.login(ANNA)
    assert await heard(staff) == ["notice.sighting.signed_in"]
    seen = await Sighting.get()
    assert (seen.watched_id, seen.character_id, seen.did) == (entry, ANNA, "signed_in")
    notice = await Notice.get(user=staff, key="notice.sighting.signed_in")
    assert notice.facts == {"pilot": "Anna Trader", "watched": "Anna Trader", "note": "stole a titan"}
    assert await Job.filter(name="post.show", key=f"staff:sighting:{seen.id}").exists()
    await clock.advance(timedelta(days=8).total_seconds())
    await eve.login(ANNA)
    assert len(await heard(staff)) == 2, "after a week it is news again"


async def test_a_watched_corporation_is_seen_in_whoever_belongs_to_it(eve: Signing) -> None:
    staff = await boss(eve)
    await watchlist.add(SYSTEM, EntityKind.CORPORATION, CORPORATION, "Provi", "at war")
    await eve.login(ANNA)
    assert await heard(staff) == ["notice.sighting.signed_in"]


async def test_who_signs_in_with_an_alt_is_still_the_one(eve: Signing) -> None:
    staff = await boss(eve)
    account = (await eve.login(ANNA)).user_id or 0
    await eve.add(account, NIL)
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, NIL, "Nil Alt", "spy")
    await eve.login(ANNA)
    assert await heard(staff) == ["notice.sighting.signed_in"]


async def test_adding_a_watched_character_is_seen(eve: Signing) -> None:
    staff = await boss(eve)
    account = (await eve.login(ANNA)).user_id or 0
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, NIL, "Nil Alt", "spy")
    await eve.add(account, NIL)
    assert await heard(staff) == ["notice.sighting.signed_in"]


async def test_a_known_pilot_who_joins_a_watched_corporation_is_seen_once(eve: Signing) -> None:
    staff = await boss(eve)
    await eve.login(ANNA)
    await watchlist.add(SYSTEM, EntityKind.CORPORATION, ENEMY, "Enemy", "hostile")
    eve.esi.put(ANNA, ENEMY)
    await affiliations.refresh([ANNA])
    assert await heard(staff) == ["notice.sighting.moved"]
    eve.esi.put(ANNA, ENEMY, 99_700_001)
    await affiliations.refresh([ANNA])
    assert await heard(staff) == ["notice.sighting.moved"], "the corporation is not new"


async def test_a_watched_pilot_who_comes_into_our_corporation_is_seen(eve: Signing) -> None:
    staff = await boss(eve)
    eve.esi.put(ANNA, ENEMY)
    await eve.login(ANNA)
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna Trader", "thief")
    eve.esi.put(ANNA, CORPORATION)
    await affiliations.refresh([ANNA])
    assert await heard(staff) == ["notice.sighting.moved"]


async def test_asking_for_a_group_is_seen(eve: Signing) -> None:
    staff = await boss(eve)
    account = (await eve.login(ANNA)).user_id or 0
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna Trader", "thief")
    group = await make_group("Scouts")
    await Group.filter(id=group.id).update(internal=False, hidden=False, public=True)
    done = await joining.join(acting(account), group.id, "I can scan")
    assert done.request_id is not None
    assert await heard(staff) == ["notice.sighting.asked"]


async def test_what_was_rolled_back_was_not_seen(eve: Signing) -> None:
    staff = await boss(eve)
    account = (await eve.login(ANNA)).user_id or 0
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna Trader", "thief")
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await watchlist.saw_account(account, watchlist.ASKED)
            raise ZeroDivisionError
    assert await heard(staff) == []
    assert not await Sighting.exists()


async def test_nobody_watched_costs_one_statement(eve: Signing) -> None:
    with count_statements() as counted:
        await watchlist.saw(range(1, 3000), watchlist.MOVED)
    assert counted.total == 1


# -- the list --------------------------------------------------------------------------------------------


async def test_the_list_is_for_staff(eve: Signing) -> None:
    pilot, staff = acting((await eve.login(ANNA)).user_id or 0), await boss(eve)
    deeds = (
        watchlist.entries(pilot),
        watchlist.entry(pilot, 1),
        watchlist.add(pilot, EntityKind.CHARACTER, 1, "x", "y"),
        watchlist.edit(pilot, 1, "y"),
        watchlist.remove(pilot, 1),
    )
    for deed in deeds:
        with pytest.raises(Forbidden):
            await deed
    assert await watchlist.about(pilot, staff.id) == ()


async def test_entries_are_added_found_changed_and_removed(eve: Signing) -> None:
    staff = await boss(eve)
    actor = acting(staff.id, STAFF)
    await eve.login(ANNA)
    one = await watchlist.add(actor, EntityKind.CORPORATION, CORPORATION, "Provi Traders", "  at\nwar ")
    await watchlist.add(actor, EntityKind.ALLIANCE, 99, "100% Bad", "x")
    page = await watchlist.entries(actor, "100%")
    assert ([r.name for r in page.rows], page.count) == (["100% Bad"], 1)
    found = await watchlist.entry(actor, one)
    assert (found.note, found.by, found.people) == ("at war", "Ben Miner", 2)
    assert await watchlist.about(actor, (await User.exclude(id=staff.id).get()).id) == (
        ("Provi Traders", "at war"),
    )
    await watchlist.edit(actor, one, "peace")
    assert (await Watched.get(id=one)).note == "peace"
    assert await watchlist.remove(actor, one) == "Provi Traders"
    actions = [a.action for a in await AuditRow.filter(action__startswith="watchlist.").order_by("id")]
    assert actions == ["watchlist.added", "watchlist.added", "watchlist.edited", "watchlist.removed"]
    with pytest.raises(NotFound):
        await watchlist.entry(actor, one)
    with pytest.raises(NotFound):
        await watchlist.edit(actor, one, "x")


async def test_what_cannot_be_watched_is_refused(eve: Signing) -> None:
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna", "x")
    with pytest.raises(Conflict, match=r"watchlist\.already"):
        await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna", "y")
    with pytest.raises(Invalid, match=r"watchlist\.kind"):
        await watchlist.add(SYSTEM, EntityKind.FACTION, 1, "F", "y")
    with pytest.raises(Invalid, match=r"watchlist\.note"):
        await watchlist.add(SYSTEM, EntityKind.CHARACTER, BEN, "Ben", "  ")


# -- the post --------------------------------------------------------------------------------------------


async def test_the_post_names_who_did_what_and_the_note(eve: Signing) -> None:
    await boss(eve)
    await watchlist.add(SYSTEM, EntityKind.CHARACTER, ANNA, "Anna Trader", "stole *all*")
    await eve.login(ANNA)
    seen = await Sighting.get()
    card = await posts._kinds[postings.STAFF].render(f"sighting:{seen.id}", "en")
    assert card is not None
    assert "Anna Trader signed in" in card.content
    assert "stole \\*all\\*" in card.lines[0]
    assert f"sighting:{seen.id}" in await posts._kinds[postings.STAFF].subjects()
    assert await Character.exists(id=ANNA)
