"""Standing ends, roles end: leaving the corporation, hand edits, moving within a state, the brake."""

from __future__ import annotations

from models.brakes import Brake, BrakeStatus
from models.users import User
from sandbox import cast
from tests.journeys.kit import House, find_button, say, until
from tests.patience import Watch

TESS = cast.TESS.discord_id
TESS_MAIN = cast.TESS.characters[0][0]
BRAM = cast.BRAM.discord_id


async def member(house: House, discord_id: str = TESS, character_id: int = TESS_MAIN) -> None:
    await house.join_by_link(discord_id, character_id)
    await until("the role", lambda: "Member" in house.roles(discord_id))


async def test_who_leaves_the_corporation_loses_the_roles_in_seconds(house: House) -> None:
    await member(house)
    house.world.eve.move(TESS_MAIN, cast.DRIFTWOOD)
    house.world.clock.advance(3700)
    watch = Watch()
    await house.pass_affiliations()
    await until("the role is gone", lambda: "Member" not in house.roles(TESS), 5)
    say("roles gone after the pass", f"{watch.seconds():.2f} s")
    await until("the pilot is told", lambda: "Guest" in str(house.inbox(TESS)))


async def test_the_clockwork_sees_it_by_itself(house: House) -> None:
    await member(house)
    house.world.eve.move(TESS_MAIN, cast.DRIFTWOOD)
    house.world.clock.advance(3700)
    await until("the role is gone without anybody asking", lambda: "Member" not in house.roles(TESS), 40)


async def test_a_managed_role_given_by_hand_is_taken_back_and_others_are_left_alone(house: House) -> None:
    await member(house)
    await house.join_by_link(cast.NOVA.discord_id, cast.NOVA.characters[0][0])
    role = house.role_id("Member")
    watch = Watch()
    await house.people.set_roles(
        cast.MARA.discord_id, cast.GUILD, cast.NOVA.discord_id, add=[role, cast.FRIENDS]
    )
    await until(
        "the managed role is taken back", lambda: "Member" not in house.roles(cast.NOVA.discord_id), 5
    )
    say("a role given by hand was taken back", f"{watch.seconds():.2f} s")
    assert "Friends of the house" in house.roles(cast.NOVA.discord_id)
    await house.people.set_roles(cast.MARA.discord_id, cast.GUILD, TESS, remove=[role])
    await until("a managed role taken by hand comes back", lambda: "Member" in house.roles(TESS), 5)


async def test_a_role_that_is_not_ours_survives_everything(house: House) -> None:
    await member(house, BRAM, cast.BRAM.characters[0][0])
    assert "Friends of the house" in house.roles(BRAM)
    house.world.eve.move(cast.BRAM.characters[0][0], cast.DRIFTWOOD)
    house.world.clock.advance(3700)
    await house.pass_affiliations()
    await until("the role is gone", lambda: "Member" not in house.roles(BRAM), 5)
    assert house.roles(BRAM) == {"Friends of the house"}


async def test_a_main_that_moves_within_a_state_takes_its_name_along(house: House) -> None:
    await member(house)
    house.world.eve.move(TESS_MAIN, cast.POLAR_FOUNDRY)
    house.world.clock.advance(3700)
    await house.pass_affiliations()
    await until("the new ticker", lambda: house.nick(TESS) == "[POLAR] Tess Okoro", 5)
    assert "Member" in house.roles(TESS)


async def test_leaving_the_guild_and_coming_back_loses_nothing(house: House) -> None:
    await member(house)
    await house.people.leave(TESS, cast.GUILD)
    await until("the account is absent", lambda: house.account_status(TESS, "absent"))
    await house.people.join(TESS, cast.GUILD)
    await until("the role is back", lambda: "Member" in house.roles(TESS), 5)


async def test_the_owner_of_the_server_cannot_be_edited_and_that_is_said_once(house: House) -> None:
    mara = cast.MARA
    await house.join_by_link(mara.discord_id, mara.characters[0][0])
    await until("the refusal is noted", lambda: house.account_status(mara.discord_id, "refused"))
    before = len(house.discord.requests)
    await house.people.set_roles(mara.discord_id, cast.GUILD, mara.discord_id, add=[cast.FRIENDS])
    await until("the queue is empty", house.idle)
    tries = [r for r in list(house.discord.requests)[before:] if "members" in r.route and r.method != "GET"]
    assert not tries


async def test_a_wrong_alliance_for_half_of_the_members_is_held_until_staff_decide_unlimited(
    house: House,
) -> None:
    house.discord.limits.relax()  # not what this is about, and stopping would wait for them
    people = await house.members_at_once(60)
    liars = [c for _, c in people[:40]]
    house.world.eve.lie_about(liars, cast.PROVI_TRADERS, cast.ASHEN_DOMINION)
    house.world.clock.advance(3700)
    await house.pass_affiliations()
    await until("the queue is empty", house.idle, 30)
    assert await User.filter(state__name="Member").count() == 60, "nobody lost anything"
    asked = await Brake.get()
    assert (asked.status, asked.losers) == (BrakeStatus.ASKED, 40)
    staff = await house.staff_member()
    await until("staff are asked in Discord", lambda: house.staff_posts())
    post = (await house.people.channel_messages(cast.STAFF_CHANNEL))[-1]
    pressed = await house.people.press(staff, post["id"], find_button(post, "brake:keep"))
    await pressed.done(5)
    assert (await Brake.get()).status is BrakeStatus.KEPT
    await house.pass_affiliations()
    assert await User.filter(state__name="Member").count() == 61, "sixty, and the staff member"
    assert await Brake.all().count() == 1, "what was decided is not asked again"


async def test_do_it_carries_out_what_was_held_unlimited(house: House) -> None:
    house.discord.limits.relax()  # not what this is about, and stopping would wait for them
    people = await house.members_at_once(60)
    house.world.eve.lie_about([c for _, c in people[:40]], cast.PROVI_TRADERS, cast.ASHEN_DOMINION)
    house.world.clock.advance(3700)
    await house.pass_affiliations()
    staff = await house.staff_member()
    await until("staff are asked", lambda: house.staff_posts())
    post = (await house.people.channel_messages(cast.STAFF_CHANNEL))[-1]
    await (await house.people.press(staff, post["id"], find_button(post, "brake:do"))).done(5)
    await until("forty are guests", lambda: house.count_state("Guest", 40), 10)


async def test_a_stranger_may_not_decide_unlimited(house: House) -> None:
    house.discord.limits.relax()  # not what this is about, and stopping would wait for them
    people = await house.members_at_once(60)
    house.world.eve.lie_about([c for _, c in people[:40]], cast.PROVI_TRADERS, cast.ASHEN_DOMINION)
    house.world.clock.advance(3700)
    await house.pass_affiliations()
    await until("staff are asked", lambda: house.staff_posts())
    post = (await house.people.channel_messages(cast.STAFF_CHANNEL))[-1]
    house.discord.guilds[cast.GUILD].members[people[0][0]]["roles"].append(
        cast.STAFF
    )  # sees the channel, is no staff
    answer = await (await house.people.press(people[0][0], post["id"], find_button(post, "brake:do"))).done(5)
    assert answer["ephemeral"]
    assert (await Brake.get()).status is BrakeStatus.ASKED
