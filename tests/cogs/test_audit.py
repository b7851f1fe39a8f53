"""Auditors on Discord: who may what, why somebody has or lacks it, the trail, and the history behind a post."""

from __future__ import annotations

import csv
import io

import pytest

from bot import clock
from bot.rules import audit, grants
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.audit import Entry
from bot.rules.grants import Holder
from models.audit import AuditRow
from models.grants import StateGrant
from models.notices import Notice
from models.posts import Post, PostState
from models.users import Subject, User
from tests.cogs.conftest import Place, ids, words
from tests.world import make_character, make_group, make_state, make_user


@pytest.fixture
async def boss(place: Place) -> User:
    """The owner of the guild, an administrator."""
    user = await make_user("Boss", superuser=True)
    await place.link(user, place.house.owner)
    return user


async def choices(place: Place, command: str, focused: str, who: str = "", **typed: str) -> list[str]:
    house = place.house
    found = await house.world.people.autocomplete(
        who or house.owner, house.guild, house.channel, command, typed, focused
    )
    return [c["name"] for c in found]


async def menu(place: Place, name: str, target: str, who: str = "") -> dict[str, object]:
    house = place.house
    used = await house.world.people.run_command(
        who or house.owner, house.guild, house.channel, name, target_id=target
    )
    return await used.done()


def file_of(place: Place, message: dict[str, object]) -> list[dict[str, str]]:
    (attached,) = message["attachments"]  # type: ignore[misc]
    _, _, content = place.house.world.files[attached["id"]]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def test_audit_is_not_offered_to_pilots(place: Place) -> None:
    house = place.house
    offered = {c["name"] for c in await house.world.people.commands(house.guild, house.pilot)}
    assert not {"audit", "Why no access?"} & offered
    assert "History" in offered


async def test_who_may_manage_roles_on_discord_is_still_no_auditor(place: Place) -> None:
    await place.link(await make_user("Manager"), place.house.owner)
    for command, options in {
        "audit who": {"permission": "core.staff"},
        "audit user": {"pilot": "Manager"},
        "audit why": {"pilot": "Manager", "thing": "core.staff"},
        "audit trail": {},
    }.items():
        assert words(await place.type(command, place.house.owner, **options)).startswith("❌")
    assert await choices(place, "audit who", "permission", permission="core") == []
    assert await choices(place, "audit why", "thing", pilot="x", thing="core") == []
    assert await choices(place, "audit trail", "about", about="g") == []
    assert words(await menu(place, "Why no access?", place.house.pilot)).startswith("❌")


async def test_who_holds_a_permission_is_told_with_numbers_sources_pages_and_as_a_file(
    place: Place, boss: User
) -> None:
    member = await make_state("Member")
    await StateGrant.create(state=member, permission=STAFF.codename)
    for i in range(6):
        await make_user(f"Pilot *{i}*", state=member)
    answer = await place.type("audit who", place.house.owner, permission="core.staff")
    text = words(answer)
    assert "**7** hold it: 6 through state Member, 1 through administrator" in text
    assert r"Pilot \*0\*" in text
    assert r"Pilot \*5\*" not in text
    second = await place.press(answer, "b1:audit:who:core.staff:-:2", who=place.house.owner)
    assert r"Pilot \*5\*" in words(second)
    narrowed = await place.press(
        second, "s1:audit:through:core.staff", f"state:{member.id}", who=place.house.owner
    )
    assert "**Boss**" not in words(narrowed)
    assert f"b1:audit:who:core.staff:state.{member.id}:2" in ids(narrowed)
    listed = file_of(place, await place.press(narrowed, "b1:audit:file:core.staff", who=place.house.owner))
    assert len(listed) == 7
    assert {"state:Member", "superuser"} == {r["sources"] for r in listed}
    assert "core.staff · Can use the admin site and the staff commands" in await choices(
        place, "audit who", "permission", permission="staff"
    )


async def test_without_a_permission_all_are_told_with_counts(place: Place, boss: User) -> None:
    member = await make_state("Member")
    await make_user("Anna", state=member)
    for name in ("core.staff", "discord.access_discord", *(f"app.permission_{i}" for i in range(5))):
        await StateGrant.create(state=member, permission=name)
    first = await place.type("audit who", place.house.owner)
    assert "7 permissions are held by somebody" in words(first)
    assert "directly 0 · groups 0, pilots in them 0 · states 1, pilots in them 1" in words(first)
    second = await place.press(first, "b1:audit:overview:2", who=place.house.owner)
    shown = await place.press(second, "b1:audit:who:core.staff:-:1", who=place.house.owner)
    assert "**2** hold it" in words(shown)


async def test_all_that_a_pilot_may_do_is_told_with_its_sources(place: Place, boss: User) -> None:
    member = await make_state("Member")
    await StateGrant.create(state=member, permission=STAFF.codename)
    await make_user("Anna Trader", state=member)
    answer = await place.type("audit user", place.house.owner, pilot="anna trader")
    text = words(answer)
    assert "Holds 1 permission." in text
    assert "**core.staff**" in text
    assert "state Member (only through this)" in text
    everything = await place.type("audit user", place.house.owner, pilot="Boss")
    assert f"b1:audit:user:{boss.id}:2" in ids(everything)


async def test_why_somebody_lacks_something_is_a_chain_that_ends_in_what_to_do(
    place: Place, boss: User
) -> None:
    member = await make_state("Member", characters=(90_009_999,))
    await StateGrant.create(state=member, permission=STAFF.codename)
    anna = await make_user("Anna *Trader*")
    await make_character("Nil Alt", user=anna)
    subject, before = await Subject.get(user=anna), {"state": "Member"}
    await AuditRow.create(
        at=clock.now(), action="state.changed", face="system", subject=subject, before=before
    )
    answer = await place.type("audit why", place.house.owner, pilot="Anna *Trader*", thing="core.staff")
    text = words(answer)
    assert r"core.staff, Anna \*Trader\*: ❌ no" in text
    assert "❌ State Guest does not give it (Member would)." in text
    assert "**To change it**" in text
    assert "**Lately**" in text
    told = await place.press(answer, f"b1:audit:tell:{anna.id}:permission,core.staff", who=place.house.owner)
    assert "They are told why they lack core.staff" in words(told)
    assert (await Notice.get(user=anna)).key == "notice.advice"
    assert f"b1:admin:reassess:{anna.id}" in ids(answer)
    held = words(await place.type("audit why", place.house.owner, pilot="Boss", thing="core.staff"))
    assert "✅ yes" in held
    assert "**What would take it away**" in held


async def test_from_a_members_name_one_asks_what_they_miss(place: Place, boss: User) -> None:
    anna = await make_user("Anna Trader")
    await place.link(anna)
    group = await make_group("Capitals")
    asked = await menu(place, "Why no access?", place.house.pilot)
    assert "What does Anna Trader miss?" in words(asked)
    assert {f"s1:audit:{k}:{anna.id}" for k in ("instance", "group", "permission")} <= set(ids(asked))
    service = await place.press(
        asked, f"s1:audit:instance:{anna.id}", f"instance:{place.instance}", who=place.house.owner
    )
    assert "❌ no" in words(service)
    again = await place.press(service, f"b1:audit:ask:{anna.id}", who=place.house.owner)
    about = await place.press(again, f"s1:audit:group:{anna.id}", f"group:{group.id}", who=place.house.owner)
    assert "Capitals, Anna Trader: ❌ no" in words(about)
    log = await place.press(about, f"b1:trail:page:{anna.id}:-:-:-", who=place.house.owner)
    assert "Nothing of that kind" in words(log)


async def test_a_member_without_an_account_is_said_to_have_none(place: Place, boss: User) -> None:
    assert "has not linked" in words(await menu(place, "Why no access?", place.house.pilot))


async def test_the_trail_is_narrowed_paged_and_handed_out_as_a_file(place: Place, boss: User) -> None:
    anna, group = await make_user("Anna Trader"), await make_group("Cap*itals")
    await audit.record(SYSTEM, [Entry("group.joined", anna.id, f"group:{group.id}") for _ in range(7)])
    acting = Actor(user_id=boss.id, face=Face.DISCORD, superuser=True, reason="because")
    await grants.give(acting, STAFF.codename, Holder.USER, anna.id)
    owner = place.house.owner
    first = await place.type("audit trail", owner, pilot="Anna Trader")
    text = words(first)
    assert "**Anna Trader** was given a permission" in text
    assert "by Boss · on Discord · “because”" in text
    assert r"joined a group · Cap\*itals" in text
    older = next(i for i in ids(first) if i.startswith(f"b1:trail:page:{anna.id}:-:-:-:b"))
    second = await place.press(first, older, who=owner)
    assert words(second).count("joined a group") == 3
    newer = next(i for i in ids(second) if ":a" in i)
    assert words(await place.press(second, newer, who=owner)).count("joined a group") == 4
    rows = file_of(place, await place.press(first, f"b1:trail:file:{anna.id}:-:-:-", who=owner))
    assert len(rows) == 8
    assert rows[0]["by"] == "Boss"
    assert (
        words(await place.type("audit trail", owner, about="grant", by="Boss", since="3d")).count("was given")
        == 1
    )
    assert "Nothing of that kind" in words(await place.type("audit trail", owner, about="state"))
    assert words(await place.type("audit trail", owner, by="concord")).count("joined a group") == 5
    assert words(await place.type("audit trail", owner, since="yesterday")).startswith("❌")
    assert words(await place.type("audit trail", owner, about="xyzzy")).startswith("❌")
    assert "Groups" in await choices(place, "audit trail", "about", about="gro")


async def test_people_read_their_own_log_from_their_card(place: Place) -> None:
    anna = await make_user("Anna Trader")
    await place.link(anna)
    await audit.record(SYSTEM, [Entry("group.joined", anna.id), Entry("watch.added", anna.id)])
    log = await place.press(await place.type("me"), "b1:trail:mine")
    assert "joined a group" in words(log)
    assert "watch" not in words(log)
    assert "Anna Trader" in words(await place.press(log, "b1:me:show"))


async def test_behind_a_post_of_ours_lies_its_history(place: Place, boss: User) -> None:
    house = place.house
    people = house.world.people
    message = await people.say(house.pilot, house.channel, "a post")
    assert words(await menu(place, "History", message["id"])).startswith("❌")
    await Post.create(
        kind="staff", subject="brake:7", guild_id=int(house.guild), channel_id=1, message_id=int(message["id"]),
        state=PostState.SHOWN, created_at=clock.now(),
    )  # fmt: skip
    await audit.record(SYSTEM, [Entry("brake.kept", thing="brake:7"), Entry("brake.kept", thing="brake:8")])
    assert words(await menu(place, "History", message["id"])).count("kept access") == 1
    await place.link(await make_user("Anna Trader"))
    assert words(await menu(place, "History", message["id"], house.pilot)).startswith("❌")
