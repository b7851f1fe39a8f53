"""What staff see: look-ups, health, first steps, the queue, jobs, stopped passes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import __version__, clock, logs
from bot.database import rows
from bot.rules import health, posts
from bot.rules.access import SYSTEM
from models.audit import AuditRow
from models.brakes import Brake, BrakeStatus
from models.discord import GuildChannel
from models.grants import UserGrant
from models.posts import PostChannel
from models.queue import Job, ScheduleRun
from models.users import User
from tests.cogs.conftest import Place, words
from tests.services.waiting import eventually
from tests.world import make_character, make_corporation, make_state, make_user


async def boss(place: Place) -> User:
    """The owner of the guild, who is the administrator here."""
    user = await make_user("Boss", superuser=True, staff=True)
    await place.link(user, place.house.owner)
    return user


async def test_admin_commands_are_not_even_offered_to_pilots(place: Place) -> None:
    offered = {
        c["name"] for c in await place.house.world.people.commands(place.house.guild, place.house.pilot)
    }
    assert "admin" not in offered
    assert {"me", "link", "help", "whois"} <= offered


async def test_whois_is_refused_to_who_may_not_look(place: Place) -> None:
    await place.link(await make_user("Anna Trader"))
    answer = await place.type("whois", pilot="Boss")
    assert words(answer).startswith("❌")


async def test_whois_finds_by_name_by_choice_and_by_member(place: Place) -> None:
    asker = await boss(place)
    pilot = await make_user("Anna Trader", state=await make_state("Member"))
    await make_character("Nil Alt", user=pilot)
    await place.link(pilot)
    house = place.house
    choices = await house.world.people.autocomplete(
        house.owner, house.guild, house.channel, "whois", {"pilot": "ann"}, "pilot"
    )
    assert [c["name"].split(" · ")[0] for c in choices] == ["Anna Trader"]
    for options in ({"pilot": "anna trader"}, {"pilot": choices[0]["value"]}, {"member": house.pilot}):
        text = words(await place.type("whois", house.owner, **options))
        assert "Anna Trader" in text
        assert "Nil Alt" in text
    menu = await house.world.people.run_command(
        house.owner, house.guild, house.channel, "Who is this?", target_id=house.pilot
    )
    assert "Anna Trader" in words(await menu.done())
    assert asker.is_superuser


async def test_autocompletion_tells_strangers_nothing(place: Place) -> None:
    await make_user("Anna Trader")
    house = place.house
    assert (
        await house.world.people.autocomplete(
            house.pilot, house.guild, house.channel, "whois", {"pilot": "a"}, "pilot"
        )
        == []
    )


async def test_whois_of_nobody_says_what_to_do(place: Place) -> None:
    await boss(place)
    assert words(await place.type("whois", place.house.owner)).startswith("❌ Whom?")
    assert words(await place.type("whois", place.house.owner, pilot="Nobody")).startswith("❌")
    assert "has not linked" in words(await place.type("whois", place.house.owner, member=place.house.pilot))


async def test_health_names_what_wants_a_look(place: Place) -> None:
    await boss(place)
    well = words(await place.type("admin health", place.house.owner))
    assert "All well" in well
    assert f"Concord {__version__}" in well
    await Job.create(
        name="x", key="1", slot=None, run_at=clock.now(), created_at=clock.now(), last_error="broken"
    )
    answer = await place.type("admin health", place.house.owner)
    assert "1 failed" in words(answer)
    queue = await place.press(answer, "b1:admin:queue", who=place.house.owner)
    assert "broken" in words(queue)


async def test_health_says_which_service_is_away_why_and_the_last_fault(place: Place) -> None:
    await boss(place)
    await health.service_away(place.instance, "no answer since lunch")
    reference = logs.fault(logs.logging.getLogger("x"), "a test", ValueError("wrong"))
    text = words(await place.type("admin health", place.house.owner))
    assert "is away" in text
    assert "no answer since lunch" in text
    assert reference in text
    found = await health.look(SYSTEM)
    assert found.discord is not None
    assert found.discord.up
    assert any(route.startswith("POST /interactions/{id}/{token}") for route, _ in found.discord.calls)


async def test_dead_work_is_retried_from_its_row(place: Place) -> None:
    await boss(place)
    job = await Job.create(name="x", key="1", slot=None, run_at=clock.now(), created_at=clock.now())
    queue = await place.type("admin queue", place.house.owner)
    await place.press(queue, f"b1:queue:retry:{job.id}", who=place.house.owner)
    assert [r["slot"] for r in await rows("SELECT slot FROM jobs WHERE name = 'x'")] == ["waiting"]


async def test_a_press_without_the_right_changes_nothing(place: Place) -> None:
    user = await boss(place)
    job = await Job.create(name="x", key="1", slot=None, run_at=clock.now(), created_at=clock.now())
    queue = await place.type("admin queue", place.house.owner)
    await User.filter(id=user.id).update(is_superuser=False)
    answer = await place.press(queue, f"b1:queue:retry:{job.id}", who=place.house.owner)
    assert words(answer).startswith("❌")
    assert [r["slot"] for r in await rows("SELECT slot FROM jobs WHERE name = 'x'")] == [None]


async def test_jobs_are_listed_and_run(place: Place) -> None:
    await boss(place)
    await ScheduleRun.create(name="affiliations", result="ok", duration_ms=12, started_at=clock.now())
    answer = await place.type("admin jobs", place.house.owner)
    assert "affiliations" in words(answer)
    assert "12 ms" in words(answer)
    await place.press(answer, "b1:jobs:run:affiliations", who=place.house.owner)
    assert await rows("SELECT id FROM jobs WHERE name = 'schedule.affiliations'")


async def test_setup_puts_the_welcome_into_the_chosen_channel(place: Place) -> None:
    await boss(place)
    house = place.house
    panel = await place.type("admin setup", house.owner)
    assert "Choose a channel for the welcome post" in words(panel)
    chosen = await place.press(panel, "s1:setup:welcome", house.channel, who=house.owner)
    assert "The welcome post has its channel" in words(chosen)
    await posts.show("welcome:standing")
    (message,) = [
        m for m in house.world.messages.values() if m["channel_id"] == house.channel and m["content"]
    ]
    assert "Link your EVE character" in message["content"]
    linked = await place.press(message, "b1:link:start")
    assert linked["ephemeral"]
    why = await place.press(message, "b1:link:why")
    assert "Roles and channels" in words(why)


async def test_staff_posts_are_refused_an_open_channel(place: Place) -> None:
    await boss(place)
    panel = await place.type("admin setup", place.house.owner)
    answer = await place.press(panel, "s1:setup:staff", place.house.channel, who=place.house.owner)
    assert "can be read by everyone" in words(answer)
    assert not await PostChannel.filter(kind="staff").exists()


@pytest.mark.parametrize(("verb", "status"), [("do", BrakeStatus.DONE), ("keep", BrakeStatus.KEPT)])
async def test_staff_decide_a_stopped_pass_by_a_button(place: Place, verb: str, status: BrakeStatus) -> None:
    await boss(place)
    house = place.house
    await place.link(await make_user("Anna"))
    row = await Brake.create(
        source="states", fingerprint="x", losers=30, holders=40, payload={"users": []},
        created_at=clock.now(), seen_at=clock.now(),
    )  # fmt: skip
    house.world.guild(house.guild).channels[house.staff_channel]["permission_overwrites"].append(
        {"id": house.bot_role, "type": 0, "allow": str(1 << 10 | 1 << 11 | 1 << 14), "deny": "0"}
    )
    house.world.emit(
        "CHANNEL_UPDATE", house.world.guild(house.guild).channels[house.staff_channel], guild_id=house.guild
    )

    async def seen() -> bool:
        return len((await GuildChannel.get(id=int(house.staff_channel))).overwrites) == 2

    await eventually(seen, "the bot's right to the channel")
    await PostChannel.create(guild_id=int(house.guild), kind="staff", channel_id=int(house.staff_channel))
    await posts.show(f"staff:brake:{row.id}")
    (message,) = [m for m in house.world.messages.values() if m["channel_id"] == house.staff_channel]
    answer = await place.press(message, f"b1:brake:{verb}:{row.id}", who=house.owner)
    assert answer["ephemeral"]
    assert (await Brake.get(id=row.id)).status is status
    again = await place.press(message, f"b1:brake:{verb}:{row.id}", who=house.owner)
    assert words(again).startswith("❌")


async def test_help_lists_only_what_one_may_use(place: Place) -> None:
    pilot = await make_user("Anna Trader")
    await place.link(pilot)
    text = words(await place.type("help"))
    assert "</me:" in text
    assert "/admin" not in text
    assert "/whois" not in text
    await UserGrant.create(user=pilot, permission="aadiscordbot.member_command_access")
    assert "</whois:" in words(await place.type("help"))


async def test_reassess_announces_the_person(place: Place) -> None:
    await boss(place)
    pilot = await make_user("Anna Trader")
    await place.type("admin user reassess", place.house.owner, pilot="Anna Trader")
    assert await rows("SELECT id FROM jobs WHERE name = 'MainChanged' AND `key` = %s", [f"u{pilot.id}"])


async def test_a_fault_of_ours_is_answered_with_a_number_and_logged(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from cogs import account

    ids = []

    async def broken(*_: object, **__: object) -> None:
        ids.append(logs.correlation.get())
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(account.links, "offer", broken)
    text = words(await place.type("link"))
    assert ids == [i.id for i in place.house.world.interactions], "every line bears the interaction's own id"
    assert "it is our fault" in text
    number = text.split("written down as ")[1].split(".")[0]
    assert number in caplog.text
    assert "nobody thought of this" in caplog.text


async def test_commands_are_told_to_discord_only_when_they_changed(place: Place) -> None:
    def told() -> int:
        return len(
            [r for r in place.house.world.requests if r.method == "PUT" and r.path.endswith("/commands")]
        )

    assert place.gateway.bot is not None
    before = told()
    assert not await place.gateway.bot.sync_commands()
    assert told() == before == 1


async def test_the_queue_is_retried_and_dropped_whole_or_one_by_one(place: Place) -> None:
    await boss(place)
    now, owner = clock.now(), place.house.owner
    made = [
        await Job.create(name="x", key=str(n), slot=None, run_at=now, created_at=now, last_error="")
        for n in range(12)
    ]
    answer = await place.type("admin queue", owner)
    answer = await place.press(answer, "s1:queue:drop", str(made[-1].id), who=owner)
    assert await Job.filter(name="x").count() == 11
    answer = await place.press(answer, "b1:queue:ask_drop", who=owner)
    assert "cannot be brought back" in words(answer)
    assert await Job.filter(name="x").count() == 11, "asking drops nothing"
    answer = await place.press(answer, "b1:admin:queue:1", who=owner)
    answer = await place.press(answer, "b1:queue:retry_all", who=owner)
    assert await Job.filter(name="x", slot="waiting").count() == 11
    await Job.filter(name="x").update(slot=None)
    answer = await place.press(answer, "b1:admin:queue:1", who=owner)
    answer = await place.press(answer, "b1:queue:ask_drop", who=owner)
    answer = await place.press(answer, "b1:queue:drop_all", who=owner)
    assert not await Job.filter(name="x").exists()


async def test_what_waits_is_told_by_kind_of_work(place: Place) -> None:
    await boss(place)
    later = clock.now() + timedelta(days=1)
    await Job.create(name="something.later", key="1", run_at=later, created_at=clock.now())
    text = words(await place.type("admin queue", place.house.owner, failed=False))
    assert "something.later" in text


async def test_staff_read_why_a_pilot_has_the_state_and_sync_services(place: Place) -> None:
    await boss(place)
    corporation = await make_corporation("Cinder Line")
    member = await make_state("Member", corporations=(corporation.id,))
    pilot = await make_user("Anna Trader", state=member, corporation=corporation.id)
    card = await place.type("admin user show", place.house.owner, pilot="Anna Trader")
    assert "because the main's corporation Cinder Line is in its list" in words(card)
    await place.press(card, f"b1:admin:sync:{pilot.id}", who=place.house.owner)
    assert await AuditRow.filter(action="user.names_synced").count() == 1
    done = await place.type("admin user sync", place.house.owner, pilot="Anna Trader")
    assert "in step" in words(done)
    assert await AuditRow.filter(action="user.names_synced", subject__user_id=pilot.id).count() == 2
