"""The trail can be searched and read page by page, says names instead of numbers, and shows people their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import clock as time
from bot.database import count_statements
from bot.errors import Forbidden, Invalid, NotFound
from bot.rules import asking, audit, behind, groups, states, trail, trailwords, when
from bot.rules.access import STAFF, SYSTEM, Actor, Face, actor_of_user
from bot.rules.audit import AUDIT, Entry
from bot.rules.trail import Page, Search
from bot.sheets import as_csv
from models.audit import AuditRow
from models.discord import Guild
from models.grants import UserGrant
from models.groups import Group, GroupLeader, GroupRequest
from models.posts import Post
from models.states import EntityKind
from models.users import Subject, User
from tests.conftest import ManualClock
from tests.world import make_character, make_corporation, make_group, make_instance, make_state, make_user


@pytest.fixture
async def auditor(db: str) -> Actor:
    """Somebody who may read the trail."""
    user = await make_user("Auditor")
    await UserGrant.create(user=user, permission=AUDIT.codename)
    return await actor_of_user(user.id, Face.WEB)


def acting(user: User, face: Face = Face.DISCORD, reason: str = "") -> Actor:
    return Actor(user_id=user.id, face=face, superuser=True, reason=reason)


def told(page: Page) -> list[str]:
    """A page in short: action and whom it concerned."""
    return [f"{x.action} {x.who.name if x.who else '-'}" for x in page.lines]


async def test_a_line_says_who_did_what_to_whom_and_calls_things_by_name(auditor: Actor) -> None:
    boss, anna = await make_user("Boss"), await make_user("Anna")
    group = await make_group("Capitals")
    await groups.change(acting(boss, reason="deserves it"), adds=[(anna.id, group.id)])
    (line,) = (await trail.search(auditor, Search())).lines
    assert (line.action, line.noun, line.face, line.reason) == (
        "group.joined",
        "group",
        "discord",
        "deserves it",
    )
    assert (line.who and line.who.name, line.by and line.by.name) == ("Anna", "Boss")
    assert (line.thing, line.name) == (f"group:{group.id}", "Capitals")
    assert trailwords.thing("en", line) == "Capitals"


async def test_facts_are_told_before_and_after_with_names_for_numbers(auditor: Actor) -> None:
    anna = await make_user("Anna")
    alt, corporation = await make_character("Nil Alt", user=anna), await make_corporation("Some Corp")
    state, entry = await make_state("Blue"), f"character:{alt.id}"
    await audit.record(
        SYSTEM,
        [
            Entry("main.changed", anna.id, entry, {"main": anna.main_id}, {"main": alt.id}),
            Entry("character.moved", anna.id, entry, {"corporation": 1, "faction": None}, {"corporation": corporation.id, "faction": None}),
            Entry("state.members", None, f"state:{state.id}", [], [f"corporation:{corporation.id}"]),
            Entry("user.rank", anna.id, before={"staff": False, "superuser": True}, after={"staff": True, "superuser": True}),
        ],
    )  # fmt: skip
    rank, members, moved, main = (await trail.search(auditor, Search())).lines
    assert [(c.key, c.before, c.after) for c in main.changes] == [("main", "Anna", "Nil Alt")]
    assert [(c.key, c.before, c.after) for c in moved.changes] == [("corporation", "1", "Some Corp")]
    assert [(c.key, c.before, c.after) for c in members.changes] == [("", None, "Some Corp")]
    assert [(c.key, c.before, c.after) for c in rank.changes] == [("staff", False, True)]


async def test_lists_of_numbers_are_told_by_name_too(auditor: Actor) -> None:
    anna, group, state = await make_user("Anna"), await make_group("Scouts"), await make_state("Blue")
    was = {"leaders": [], "states": [state.id], "leader_groups": [], "open": False, "name": "Scouts"}
    now = {"leaders": [anna.id], "states": [], "leader_groups": [group.id], "open": True, "name": "Scouts"}
    await audit.record(SYSTEM, [Entry("group.edited", None, f"group:{group.id}", was, now)])
    (line,) = (await trail.history(auditor, f"group:{group.id}")).lines
    assert {c.key: (c.before, c.after) for c in line.changes} == {
        "leaders": (None, "Anna"),
        "states": ("Blue", None),
        "leader_groups": (None, "Scouts"),
        "open": (False, True),
    }


async def test_what_was_deleted_keeps_the_name_it_had(auditor: Actor) -> None:
    await make_state("Guest", guest=True)
    state = await make_state("Friends")
    boss = await make_user("Boss")
    await states.change_members(acting(boss), state.id, add=[(EntityKind.ALLIANCE, 99000001)])
    await states.delete(acting(boss), state.id)
    page = await trail.history(auditor, f"state:{state.id}")
    assert [(x.action, x.name) for x in page.lines] == [
        ("state.deleted", "Friends"),
        ("state.members", "Friends"),
    ]


async def test_a_page_takes_a_bounded_number_of_statements_whatever_is_in_it(auditor: Actor) -> None:
    people = [await make_user(f"Pilot {i}") for i in range(30)]
    groups_ = [await make_group() for _ in range(30)]
    pairs = [(u.id, g.id) for u, g in zip(people, groups_, strict=True)]
    await groups.change(acting(people[0]), adds=pairs)
    await Group.filter(id=groups_[3].id).delete()
    wanted = Search(
        who="pilot", by="pilot", what="group", since=time.now() - timedelta(hours=1), until=time.now()
    )
    with count_statements() as counted:
        page = await trail.search(auditor, wanted)
    assert len(page.lines) == 30
    assert counted.total <= 8
    with count_statements() as counted:
        await trail.search(auditor, Search())
    assert counted.total <= 3


async def test_the_trail_is_searched_by_whom_by_whom_what_face_thing_and_time(
    auditor: Actor, clock: ManualClock
) -> None:
    boss, anna, bob = [await make_user(n) for n in ("Boss", "Anna Trader", "Bob_1")]
    await make_character("Nil Alt", user=anna)
    group = await make_group()
    start = clock.now()
    await audit.record(acting(boss), [Entry("group.joined", anna.id, f"group:{group.id}")])
    await clock.advance(3600)
    await audit.record(acting(boss, Face.WEB), [Entry("group.left", bob.id, f"group:{group.id}")])
    await clock.advance(3600)
    await audit.record(SYSTEM, [Entry("groupish.made", anna.id)])

    async def found(**wanted: object) -> list[str]:
        return told(await trail.search(auditor, Search(**wanted)))  # type: ignore[arg-type]

    joined, left, made = "group.joined Anna Trader", "group.left Bob_1", "groupish.made Anna Trader"
    assert await found() == [made, left, joined]
    assert (
        await found(who="trader")
        == await found(who="nil alt")
        == await found(who=f"user:{anna.id}")
        == [made, joined]
    )
    assert await found(who="b_1") == [left]
    assert await found(who="%") == []
    assert await found(by="boss") == [left, joined]
    assert await found(by="Concord") == [made]
    assert await found(by=f"subject:{(await Subject.get(user_id=boss.id)).id}") == [left, joined]
    assert await found(what="group") == [left, joined]
    assert await found(what="group.joined") == [joined]
    assert await found(what=f"group:{group.id}") == [left, joined]
    assert await found(face="web") == [left]
    assert await found(since=start + timedelta(seconds=1)) == [made, left]
    assert await found(until=start + timedelta(seconds=3600)) == [left, joined]
    assert await found(since=start + timedelta(hours=9)) == []
    assert await found(who="anna", by="boss", what="group", face="discord", until=start) == [joined]
    with pytest.raises(Invalid, match=r"trail\.times_crossed"):
        await found(since=clock.now(), until=start)


async def test_pages_lead_to_older_and_back_to_newer_lines_without_a_gap(auditor: Actor) -> None:
    await audit.record(SYSTEM, [Entry(f"thing.n{i}") for i in range(7)])
    first = await trail.search(auditor, Search(), per=3)
    second = await trail.search(auditor, Search(), per=3, before=first.older)
    last = await trail.search(auditor, Search(), per=3, before=second.older)
    names = [x.action for p in (first, second, last) for x in p.lines]
    assert names == [f"thing.n{i}" for i in range(6, -1, -1)]
    assert (first.newer, last.older) == (None, None)
    back = await trail.search(auditor, Search(), per=3, after=last.newer)
    assert [x.action for x in back.lines] == [x.action for x in second.lines]
    newest = await trail.search(auditor, Search(), per=3, after=back.newer)
    assert [x.action for x in newest.lines] == [x.action for x in first.lines]
    assert newest.newer is None


async def test_lines_written_while_one_turns_the_pages_move_nothing(auditor: Actor) -> None:
    await audit.record(SYSTEM, [Entry(f"thing.n{i}") for i in range(4)])
    first = await trail.search(auditor, Search(), per=2)
    await audit.record(SYSTEM, [Entry("thing.new")])
    second = await trail.search(auditor, Search(), per=2, before=first.older)
    assert [x.action for x in second.lines] == ["thing.n1", "thing.n0"]


async def test_only_auditors_search_and_staff_see_the_history_of_a_thing(db: str) -> None:
    pilot = await make_user("Pilot")
    actor = await actor_of_user(pilot.id, Face.WEB)
    await audit.record(SYSTEM, [Entry("account.created", pilot.id), Entry("state.saved", thing="state:3")])
    for asked in (trail.search(actor, Search()), trail.history(actor, "state:3")):
        with pytest.raises(Forbidden):
            await asked
    with pytest.raises(Forbidden):
        await anext(trail.export(actor, Search()))
    await UserGrant.create(user=pilot, permission=STAFF.codename)
    staff = await actor_of_user(pilot.id, Face.WEB)
    assert told(await trail.history(staff, "state:3")) == ["state.saved -"]
    assert told(await trail.history(staff, f"user:{pilot.id}")) == ["account.created Pilot"]
    with pytest.raises(Forbidden):
        await trail.search(staff, Search())


async def test_people_see_their_own_trail_but_not_that_they_are_watched(db: str) -> None:
    anna, bob = await make_user("Anna"), await make_user("Bob")
    await audit.record(
        acting(bob),
        [Entry("group.joined", anna.id), Entry("watch.added", anna.id), Entry("watchlist.seen", anna.id), Entry("group.left", bob.id)],
    )  # fmt: skip
    assert told(await trail.mine(await actor_of_user(anna.id, Face.WEB))) == ["group.joined Anna"]
    with pytest.raises(Forbidden):
        await trail.mine(Actor(user_id=None, face=Face.DISCORD))


async def test_erasing_a_person_leaves_their_lines_without_a_name(auditor: Actor) -> None:
    anna = await make_user("Anna")
    await audit.record(SYSTEM, [Entry("group.joined", anna.id)])
    await Subject.filter(user_id=anna.id).update(name="", user_id=None)
    (line,) = (await trail.search(auditor, Search())).lines
    assert line.who is not None
    assert (line.who.name, line.who.user_id) == ("", None)
    assert str(line.who.subject_id) in trailwords.person("en", line.who)
    assert told(await trail.search(auditor, Search(who=f"subject:{line.who.subject_id}"))) == [
        "group.joined "
    ]


async def test_an_export_comes_in_slices_and_is_bounded(
    auditor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "SLICE", 3)
    await audit.record(SYSTEM, [Entry(f"thing.n{i}", before={"name": "é"}, after=["x"]) for i in range(8)])
    slices = [s async for s in trail.export(auditor, Search())]
    assert [len(s) for s in slices] == [3, 3, 2]
    assert [x.action for s in slices for x in s] == [f"thing.n{i}" for i in range(7, -1, -1)]
    assert sum([len(s) async for s in trail.export(auditor, Search(), most=5)]) == 5
    row = dict(zip(trail.HEADS, trail.as_row(slices[0][0]), strict=True))
    assert (row["before"], row["after"], row["by"], row["face"]) == (
        '{"name": "é"}',
        '["x"]',
        "concord",
        "system",
    )


async def test_too_many_namesakes_are_said_to_be_too_many(
    auditor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "MOST_PEOPLE", 2)
    for i in range(3):
        await make_user(f"Clone {i}")
    assert (await trail.search(auditor, Search(who="clone"))).vague
    assert not (await trail.search(auditor, Search(who="clone 1"))).vague


async def test_the_same_change_of_many_is_read_like_any_other(auditor: Actor) -> None:
    anna, bob = await make_user("Anna"), await make_user("Bob")
    await audit.record_alike(
        SYSTEM, "state.changed", [anna.id, bob.id], {"state": "Guest"}, {"state": "Member"}
    )
    page = await trail.search(auditor, Search(what="state"))
    assert sorted(told(page)) == ["state.changed Anna", "state.changed Bob"]
    assert {(c.key, c.before, c.after) for x in page.lines for c in x.changes} == {
        ("state", "Guest", "Member")
    }
    assert await AuditRow.all().count() == 2


async def test_words_for_facts_are_said_and_others_stand_as_they_are(auditor: Actor) -> None:
    moment = str
    assert trailwords.value("en", "reason", "sold", moment) == "changed hands"
    assert trailwords.value("en", "reason", "because", moment) == "because"
    assert trailwords.value("en", "staff", True, moment) == "yes"
    assert (
        trailwords.value("en", "why", "fact.reason.sold", moment) == "changed hands"
    )  # a key of the catalogue
    assert trailwords.value("en", "permission", "core.staff", moment) == "core.staff"
    assert trailwords.label("en", "never_heard_of") == "never heard of"
    assert trailwords.action("en", "gone.feature") == "gone.feature"
    assert "joined" in trailwords.action("en", "group.joined")
    assert "group" in trailwords.nouns()
    assert "group.joined" in trailwords.actions("group")


# -- what auditors type ------------------------------------------------------------------------------------


def test_a_beginning_is_a_span_back_or_the_last_of_its_kind(clock: ManualClock) -> None:
    now = clock.now()  # a Friday, 12:00
    assert when.past("3d") == now - timedelta(days=3)
    assert when.past(" 1d 12h ago") == now - timedelta(hours=36)
    assert when.past("2026-11-01").isoformat() == "2026-11-01T00:00:00+00:00"
    assert when.past("2026-11-01 18:30").isoformat() == "2026-11-01T18:30:00+00:00"
    assert when.past("2027-01-01").year == 2027
    assert when.past("fri 13:00") == now - timedelta(days=7) + timedelta(hours=1)
    assert when.past("mon").isoformat() == "2026-11-16T00:00:00+00:00"
    assert when.past("13:00") == now - timedelta(hours=23)
    assert when.past("24.12.").isoformat() == "2025-12-24T00:00:00+00:00"
    assert when.past("24.12.2026").year == 2026
    for text in ("", "3", "yesterday", "2026-13-01"):
        with pytest.raises(Invalid):
            when.past(text)


def test_a_subject_is_a_noun_an_action_or_a_thing() -> None:
    assert [asking.subject(t) for t in ("", "group", "Groups", "group.joined", "Group:3", "states")] == [
        "",
        "group",
        "group",
        "group.joined",
        "group:3",
        "state",
    ]
    with pytest.raises(NotFound):
        asking.subject("xyzzy")


def test_no_cell_of_a_file_is_a_formula() -> None:
    assert as_csv(("a", "b"), [("=1+1", None), ("+x", "é,\n")]) == "a,b\r\n'=1+1,\r\n'+x,\"é,\n\"\r\n"
    assert as_csv((), [(1,)]) == "1\r\n"


async def test_a_feature_says_what_its_posts_are_about_and_who_may_look(auditor: Actor) -> None:
    pilot, group = await make_user("Pilot"), await make_group()
    guild = await Guild.create(id=5, instance=await make_instance())
    for number, kind in enumerate(("about-groups", "welcome"), 1):
        await Post.create(
            kind=kind, subject="x", guild=guild, channel_id=1, message_id=number, created_at=time.now()
        )
    await audit.record(SYSTEM, [Entry("group.joined", pilot.id, f"group:{group.id}")])

    async def about(actor: Actor, subject: str) -> Search:
        actor.must_be_someone()
        return Search(what=f"group:{group.id}")

    behind.stands_for("about-groups", about)
    someone = await actor_of_user(pilot.id, Face.DISCORD)
    assert told(await behind.history(someone, 1)) == ["group.joined Pilot"]
    with pytest.raises(Forbidden):
        await behind.history(Actor(user_id=None, face=Face.DISCORD), 1)
    with pytest.raises(Forbidden):
        await behind.history(someone, 2)
    with pytest.raises(NotFound):
        await behind.history(auditor, 2)  # a post about nothing that could change
    with pytest.raises(NotFound):
        await behind.history(auditor, 3)


async def test_behind_a_request_lies_what_happened_to_the_applicant_in_that_group(db: str) -> None:
    leader, anna, bob, group = (
        await make_user("Leader"),
        await make_user("Anna"),
        await make_user("Bob"),
        await make_group(),
    )
    await Group.all().update(internal=False)
    await GroupLeader.create(group=group, user=leader)
    asked = await GroupRequest.create(group=group, user=anna, created_at=time.now())
    guild = await Guild.create(id=5, instance=await make_instance())
    for number, subject in enumerate((str(asked.id), f"group-{group.id}", "999"), 1):
        place = {"guild": guild, "channel_id": 1, "message_id": number, "created_at": time.now()}
        await Post.create(kind="requests", subject=subject, **place)
    for user in (anna, bob):
        await audit.record(
            SYSTEM, [Entry("group.requested", user.id, f"group:{group.id}"), Entry("main.changed", user.id)]
        )
    may = await actor_of_user(leader.id, Face.DISCORD)
    assert told(await behind.history(may, 1)) == ["group.requested Anna"]
    assert told(await behind.history(may, 2)) == ["group.requested Bob", "group.requested Anna"]
    with pytest.raises(NotFound):
        await behind.history(may, 3)
    for number in (1, 2):
        with pytest.raises(Forbidden):
            await behind.history(await actor_of_user(bob.id, Face.DISCORD), number)


async def test_the_watch_list_in_the_trail_is_for_staff_alone(auditor: Actor) -> None:
    await audit.record(SYSTEM, [Entry("watchlist.added", thing="character:9", after={"note": "a spy"})])
    staff = replace(auditor, permissions=auditor.permissions | {STAFF.codename})
    for actor, seen in ((auditor, False), (staff, True)):
        found = [
            *(await trail.search(actor, Search())).lines,
            *(await trail.history(actor, "character:9")).lines,
            *[line async for part in trail.export(actor, Search()) for line in part],
        ]
        assert len([x for x in found if x.action == "watchlist.added"]) == 3 * seen
