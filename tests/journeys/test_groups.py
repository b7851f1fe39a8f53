"""Groups, from the request to the role: every kind of group, every refusal, two at once, two faces, and time that runs out."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from bot.rules import groups, posts, tenure
from bot.rules.access import SYSTEM
from bot.rules.places import WHOEVER
from models.audit import AuditRow
from models.grants import UserGrant
from models.groups import Group, GroupRequest, Membership, RequestStatus
from models.notices import Notice
from models.states import EntityKind, State, StateMember
from models.users import User
from sandbox import cast
from sandbox.discord.interaction import Interaction
from tests.journeys.kit import House, find_button, until

TESS, JONAS, BRAM, MARA = cast.TESS, cast.JONAS, cast.BRAM, cast.MARA
ASK = "groupmanagement.request_groups"


async def account(house: House, persona: cast.Persona) -> User:
    """A persona, linked."""
    await house.join_by_link(persona.discord_id, persona.characters[0][0])
    return await User.get(main_id=persona.characters[0][0])


async def group(name: str, leader: User | None = None, **flags: Any) -> Group:
    """A group that is listed and on request unless flags say otherwise."""
    made = await groups.create(SYSTEM, name)
    settings = {"internal": False, "hidden": False, "public": True, **flags}
    if leader is not None:
        settings["leaders"] = frozenset({leader.id})
    return await groups.edit(SYSTEM, made.id, **settings)


async def common_channel() -> None:
    """Requests are posted in the staff channel."""
    await posts.choose(SYSTEM, int(cast.GUILD), "requests", int(cast.STAFF_CHANNEL), vouch=WHOEVER)


async def press(house: House, who: cast.Persona, message: dict[str, Any], button: str) -> Interaction:
    return await house.people.press(who.discord_id, message["id"], find_button(message, button))


async def answer(house: House, who: cast.Persona, message: dict[str, Any], button: str) -> str:
    """Press a button; all that the answer says."""
    return str(await (await press(house, who, message, button)).done(5))


async def fill(house: House, who: cast.Persona, message: dict[str, Any], button: str, **fields: Any) -> str:
    """Press a button that opens a form, fill it in, send it; all that the answer says."""
    opened = await press(house, who, message, button)
    await opened.done(5)
    return str(await (await house.people.submit_modal(who.discord_id, opened.id, fields)).done(5))


async def listed(house: House, who: cast.Persona) -> dict[str, Any]:
    """What `/groups` shows somebody."""
    ran = await house.people.run_command(who.discord_id, cast.GUILD, cast.WELCOME, "groups")
    found: dict[str, Any] = await ran.done(5)
    return found


async def ask(house: House, who: cast.Persona, reason: str = "I fly one") -> None:
    """Ask for the one group on the list that can be asked for."""
    said = await fill(house, who, await listed(house, who), "b1:group:ask", why=reason)
    assert "❌" not in said, said


async def post_of(
    house: House, channel: str = cast.STAFF_CHANNEL, word: str = "Join request"
) -> dict[str, Any]:
    """The post of a request, once it stands."""
    found: list[dict[str, Any]] = []

    async def there() -> bool:
        found[:] = [m for m in await house.people.channel_messages(channel) if word in m["content"]]
        return bool(found)

    await until(f"a post that says {word}", there)
    return found[-1]


async def post_says(house: House, message: dict[str, Any], *words: str) -> dict[str, Any]:
    """The same post, once it says this."""

    def said() -> bool:
        return all(w in str(house.discord.messages[message["id"]]) for w in words)

    await until(f"the post says {words}", said, 15)
    found: dict[str, Any] = house.discord.messages[message["id"]]
    return found


def wears(house: House, who: cast.Persona, role: str) -> bool:
    return role in house.roles(who.discord_id)


async def waits(who: User) -> bool:
    return await GroupRequest.filter(user_id=who.id, pending=1).exists()


# -- from the request to the role ----------------------------------------------------------------------------


async def test_a_request_is_approved_by_button_and_the_role_is_worn(house: House) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    await group("Capitals", jonas, reason_required=True)
    await ask(house, TESS, "I can fly a *Nidhoggur*")
    post = await post_of(house)
    text = str(post)
    assert "Join request: Tess Okoro → Capitals" in post["content"]
    for word in ("Provi Traders", "Member", "characters: ", "Nidhoggur", "portrait"):
        assert word in text, word
    said = await answer(house, JONAS, post, "greq:approve")
    assert "greq:undo" in said
    await until("the role", lambda: wears(house, TESS, "Capitals"), 5)
    over = await post_says(house, post, "approved by Jonas Hale")
    assert "greq:approve" not in str(over), "a decided request has no buttons"
    assert await Notice.filter(user_id=tess.id, key="notice.group.approved_join").exists()


async def test_a_rejection_is_read_by_the_pilot_and_binds(house: House) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    await group("Capitals", jonas)
    await ask(house, TESS)
    post = await post_of(house)
    await fill(house, JONAS, post, "greq:reject", why="Train carriers first", again=["later"])
    await post_says(house, post, "rejected by Jonas Hale", "Train carriers first")
    notice = await Notice.get(user_id=tess.id, key="notice.group.rejected_join_because")
    assert notice.facts["reason"] == "Train carriers first"
    assert "group:ask" not in str(await listed(house, TESS)), "not for thirty days"
    house.world.clock.advance(timedelta(days=31).total_seconds())
    assert "group:ask" in str(await listed(house, TESS))
    assert not wears(house, TESS, "Capitals")


async def test_an_open_group_is_joined_and_left_at_once(house: House) -> None:
    await account(house, TESS)
    await group("Scouts", open=True)
    await answer(house, TESS, await listed(house, TESS), "b1:group:join")
    await until("the role", lambda: wears(house, TESS, "Scouts"), 5)
    await answer(house, TESS, await listed(house, TESS), "b1:group:leave")
    await until("no role", lambda: not wears(house, TESS, "Scouts"), 5)
    trail = await AuditRow.filter(thing__startswith="group:", action__in=["group.joined", "group.left"])
    assert [r.action for r in trail] == ["group.joined", "group.left"]


async def test_a_closed_group_is_for_who_may_ask_and_an_internal_one_for_nobody(house: House) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    quiet, staff = await group("Quiet", jonas, public=False), await group("Staff", jonas, internal=True)
    assert "Quiet" not in str(await listed(house, TESS))
    browser = await house.sign_in(TESS.characters[0][0])
    for closed in (quiet, staff):
        page = await browser.post(f"/groups/{closed.id}/join", await browser.get("/groups"), reason="please")
        assert page.status in (403, 404), (closed.name, page.status)
    assert not await waits(tess)
    await UserGrant.create(user=tess, permission=ASK)
    await ask(house, TESS)
    await answer(house, JONAS, await post_of(house), "greq:approve")
    await until("the role", lambda: wears(house, TESS, "Quiet"), 5)
    assert "Staff" not in str(await listed(house, TESS))


async def test_a_hidden_group_is_reached_by_its_link_and_its_button_only(house: House) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    spies = await group("Spies", jonas, hidden=True)
    assert "Spies" not in str(await listed(house, TESS))
    browser = await house.sign_in(TESS.characters[0][0])
    page = await browser.get(f"/groups/{spies.id}/join")
    assert "Spies" in page.text
    await browser.post(f"/groups/{spies.id}/join", page, reason="I heard of it")
    assert await waits(tess)
    await answer(house, JONAS, await post_of(house), "greq:approve")
    await until("the role", lambda: wears(house, TESS, "Spies"), 5)
    assert "Spies" in str(await listed(house, TESS)), "one's own groups are always listed"


async def test_a_restricted_group_is_decided_by_a_superuser_only(house: House) -> None:
    await common_channel()
    tess, jonas, mara = [await account(house, p) for p in (TESS, JONAS, MARA)]
    council = await group("Council", jonas, open=True, restricted=True)
    await User.filter(id=mara.id).update(is_superuser=True)
    await ask(house, TESS)  # open, but nobody walks into a restricted group
    post = await post_of(house)
    assert "restricted" in await answer(house, JONAS, post, "greq:approve")
    assert await waits(tess)
    options = {"group": str(council.id), "pilot": "Tess Okoro"}
    ran = await house.people.run_command(JONAS.discord_id, cast.GUILD, cast.WELCOME, "group add", options)
    assert "restricted" in str(await ran.done(5))
    assert not await Membership.filter(user_id=tess.id).exists()
    await answer(house, MARA, post, "greq:approve")
    await until("the role", lambda: wears(house, TESS, "Council"), 5)


async def test_a_state_bound_group_takes_nobody_whose_state_no_longer_fits(house: House) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    member = await State.get(name="Member")
    await group("Capitals", jonas, states=frozenset({member.id}))
    await ask(house, TESS)
    post = await post_of(house)
    await StateMember.filter(state_id=member.id).delete()
    await house.take_in("Member", EntityKind.CHARACTER, JONAS.characters[0][0])
    await until("Tess is a guest", lambda: house.count_state("Guest", 1))
    assert "conditions" in await answer(house, JONAS, post, "greq:approve")
    assert await waits(tess), "the request stays"
    await house.take_in("Member", EntityKind.ALLIANCE, cast.NORTHERN_WATCH)
    await until("Tess is a member again", lambda: house.count_state("Member", 2))
    await answer(house, JONAS, post, "greq:approve")
    await until("the role", lambda: wears(house, TESS, "Capitals"), 5)
    await StateMember.filter(state_id=member.id, kind=EntityKind.ALLIANCE).delete()
    await house.take_in("Member", EntityKind.CHARACTER, BRAM.characters[0][0])
    await until("the role is gone with the state", lambda: not wears(house, TESS, "Capitals"), 5)


# -- who decides ---------------------------------------------------------------------------------------------


async def test_a_leader_who_lost_leadership_between_the_post_and_the_click_decides_nothing(
    house: House,
) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    caps = await group("Capitals", jonas)
    await ask(house, TESS)
    post = await post_of(house)
    await groups.edit(SYSTEM, caps.id, leaders=frozenset())
    for button in ("greq:approve", "greq:reject", "greq:ask", "greq:who"):
        assert "not a leader of Capitals" in await answer(house, JONAS, post, button), button
    assert await waits(tess)
    assert not wears(house, TESS, "Capitals")


async def test_of_two_leaders_who_click_at_once_one_decides_and_the_other_reads_who(house: House) -> None:
    await common_channel()
    tess, jonas, mara = [await account(house, p) for p in (TESS, JONAS, MARA)]
    caps = await group("Capitals")
    await groups.edit(SYSTEM, caps.id, leaders=frozenset({jonas.id, mara.id}))
    await ask(house, TESS)
    post = await post_of(house)
    said = await asyncio.gather(*(answer(house, who, post, "greq:approve") for who in (JONAS, MARA)))
    late = [s for s in said if "approved it" in s and "nothing was changed" in s]
    assert len(late) == 1, said
    assert ("Jonas Hale approved it" in late[0]) is not ("Mara Venn approved it" in late[0])
    assert await AuditRow.filter(action="group.approved").count() == 1
    await until("the role", lambda: wears(house, TESS, "Capitals"), 5)
    assert not await waits(tess)


async def test_a_request_answered_on_the_site_updates_the_post_and_a_stale_press_says_so(
    house: House,
) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    await group("Capitals", jonas)
    await ask(house, TESS)
    post = await post_of(house)
    browser = await house.sign_in(JONAS.characters[0][0])
    page = await browser.get("/groups/requests")
    assert "Tess Okoro" in page.text
    number = str((await GroupRequest.get(user_id=tess.id)).id)
    asked = await browser.post("/groups/requests", page, id=number, do="approve")
    await browser.post("/groups/requests/decide", asked, id=number, do="approve")
    assert "nothing was changed" in await answer(house, JONAS, post, "greq:approve")
    over = await post_says(house, post, "approved by Jonas Hale", "on the site")
    assert "greq:approve" not in str(over)
    await until("the role", lambda: wears(house, TESS, "Capitals"), 5)


async def test_without_a_channel_the_leaders_have_the_request_in_their_inboxes_and_both_copies_are_edited(
    house: House,
) -> None:
    tess, jonas, bram = [await account(house, p) for p in (TESS, JONAS, BRAM)]
    caps = await group("Capitals")
    await groups.edit(SYSTEM, caps.id, leaders=frozenset({jonas.id, bram.id}))
    await ask(house, TESS)

    def got(who: cast.Persona) -> list[dict[str, Any]]:
        return [m for m in house.inbox(who.discord_id) if "Capitals" in m["content"]]

    await until("both have it", lambda: bool(got(JONAS) and got(BRAM)), 15)
    await answer(house, JONAS, got(JONAS)[0], "greq:approve")
    for who in (JONAS, BRAM):
        await post_says(house, got(who)[0], "approved by Jonas Hale")
    assert await Membership.filter(user_id=tess.id, group_id=caps.id).exists()


async def test_a_groups_own_channel_is_chosen_and_gets_its_requests(house: House) -> None:
    mara, jonas, _tess = [await account(house, p) for p in (MARA, JONAS, TESS)]
    await User.filter(id=mara.id).update(is_superuser=True)
    caps = await group("Capitals", jonas)
    await ask(house, TESS)
    await until(
        "Jonas has it in his inbox",
        lambda: any("Capitals" in m["content"] for m in house.inbox(JONAS.discord_id)),
    )
    ran = await house.people.run_command(
        MARA.discord_id, cast.GUILD, cast.STAFF_CHANNEL, "admin group edit", {"group": str(caps.id)}
    )
    sheet = await ran.done(5)
    chosen = await house.people.press(
        MARA.discord_id, sheet["id"], f"s1:gadm:channel:{caps.id}", [cast.WELCOME]
    )
    assert "everyone" in str(await chosen.done(5)), "a channel that everybody reads is refused"
    chosen = await house.people.press(
        MARA.discord_id, sheet["id"], f"s1:gadm:channel:{caps.id}", [cast.STAFF_CHANNEL]
    )
    question = await chosen.done(5)
    await answer(house, MARA, question, "gadm:vouch")
    post = await post_of(house)
    await answer(house, JONAS, post, "greq:approve")
    await post_says(house, post, "approved by Jonas Hale")
    assert (await Group.get(id=caps.id)).channel_id == int(cast.STAFF_CHANNEL)


async def test_a_press_counts_after_a_restart(house: House) -> None:
    await common_channel()
    tess, jonas = await account(house, TESS), await account(house, JONAS)
    await group("Capitals", jonas)
    await ask(house, TESS)
    post = await post_of(house)
    await house.restart()
    await answer(house, JONAS, post, "greq:approve")
    await until("the role", lambda: wears(house, TESS, "Capitals"), 5)
    assert (await GroupRequest.get(user_id=tess.id)).status is RequestStatus.APPROVED


# -- time ----------------------------------------------------------------------------------------------------


async def test_a_grace_period_is_told_and_runs_out(house: House) -> None:
    tess, _jonas = await account(house, TESS), await account(house, JONAS)
    member = await State.get(name="Member")
    caps = await group("Capitals", states=frozenset({member.id}), grace_days=3)
    await groups.add(SYSTEM, caps.id, tess.id)
    await until("the role", lambda: wears(house, TESS, "Capitals"), 5)
    await StateMember.filter(state_id=member.id).delete()
    await house.take_in("Member", EntityKind.CHARACTER, JONAS.characters[0][0])
    await until("Tess is a guest", lambda: house.count_state("Guest", 1))
    await until(
        "she is told", lambda: Notice.filter(user_id=tess.id, key="notice.group.grace.state").exists()
    )
    assert await Membership.filter(user_id=tess.id, group_id=caps.id).exists()
    house.world.clock.advance(timedelta(days=3, minutes=1).total_seconds())
    await tenure.look_at_clock()
    await until("out", lambda: _gone(tess, caps), 5)
    await until("the role is gone", lambda: not wears(house, TESS, "Capitals"), 5)
    assert await Notice.filter(user_id=tess.id, key="notice.group.lost.state").exists()


async def _gone(user: User, of: Group) -> bool:
    return not await Membership.filter(user_id=user.id, group_id=of.id).exists()
