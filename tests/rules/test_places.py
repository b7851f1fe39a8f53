"""Where posts may stand: who reads in a channel is seen by its roles, and whoever does not belong keeps posts out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.database import rows
from bot.errors import Forbidden, Invalid, NotFound
from bot.rules import direct, grants, guilds, places, postings, posts
from bot.rules.access import STAFF, SYSTEM, Actor, Face
from bot.rules.grants import Holder
from bot.rules.guilds import VIEW_CHANNEL, ChannelFacts, RoleFacts
from bot.rules.outside import outside
from bot.rules.places import Audience, Unfit
from bot.rules.posts import Card
from models.discord import GuildChannel, RoleMapping
from models.notices import Notice
from models.posts import DirectPost, Post, PostChannel, PostState, VouchedReader
from tests.conftest import ManualClock
from tests.rules.guild_double import GUILD, FakeGuild, link, make_guild
from tests.rules.postman_double import CLOSED, HIDDEN, OPEN, FakePostman, postman
from tests.world import make_group, make_user

ROLE, OWN = 900, 73
SEES = {"kind": "role", "allow": VIEW_CHANNEL, "deny": 0}


@pytest.fixture
async def man(db: str, clock: ManualClock) -> AsyncIterator[FakePostman]:
    async with postman() as made:
        yield made


@pytest.fixture
def asks() -> AsyncIterator[dict[str, object]]:
    """A kind of post with an answer that tests set: what it shows, where it stands, who decides."""
    facts: dict[str, object] = {"text": "Anna asks", "where": None, "people": (), "audience": Audience()}

    async def render(subject: str, language: str) -> Card | None:
        return Card(f"{facts['text']} {subject}") if facts["text"] else None

    async def where(_: str) -> tuple[int, int] | None:
        return facts["where"]  # type: ignore[return-value]

    async def people(_: str) -> tuple[int, ...]:
        return facts["people"]  # type: ignore[return-value]

    async def readers(_: str) -> Audience:
        return facts["audience"]  # type: ignore[return-value]

    async def subjects() -> list[str]:
        return ["7"]

    posts.kind("asks", render, subjects, readers=readers, where=where, people=people)
    yield facts
    posts._kinds.pop("asks")


async def channel(overwrites: list[dict[str, object]], number: int = CLOSED, **how: object) -> None:
    """The gateway tells of a channel that @everyone does not see, with these overwrites."""
    facts = {"name": "staff", "kind": 0, "position": 1} | how
    await guilds.channel_seen(GUILD, ChannelFacts(number, overwrites=[*HIDDEN, *overwrites], **facts))  # type: ignore[arg-type]


async def role(number: int = ROLE, permissions: int = 0, **how: object) -> None:
    await guilds.role_seen(GUILD, RoleFacts(number, "Directors", 3, permissions, managed=False, **how))  # type: ignore[arg-type]


async def work() -> None:
    """Do what waits around posts, as the worker would, whether or not it is due."""
    doers = {"post.show": lambda k, _: posts.show(k), "post.direct": direct.spread}
    doers |= {
        "post.person": lambda k, _: direct.show(int(k)),
        "post.look": lambda k, _: posts.look_again(int(k)),
    }
    for _ in range(5):
        for row in await rows("SELECT id, name, `key` AS k, payload FROM jobs WHERE name LIKE 'post.%%'"):
            await rows("DELETE FROM jobs WHERE id = %s", [row["id"]])
            await doers[row["name"]](row["k"], row["payload"])


# -- who reads -------------------------------------------------------------------------------------------


async def test_a_role_of_ours_belongs_if_its_group_grants_the_right(man: FakePostman) -> None:
    group = await make_group("Staff")
    await role()
    await RoleMapping.create(guild_id=GUILD, group=group, role_id=ROLE)
    await channel([{"id": str(ROLE), **SEES}])
    with pytest.raises(Unfit, match="posts.outsiders") as refused:
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    assert refused.value.values["who"] == "Directors"
    assert refused.value.misfit.ids == (), "no word of an operator helps: it is known who they are"
    await grants.give(SYSTEM, STAFF.codename, Holder.GROUP, group.id)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)


async def test_a_role_that_is_not_ours_counts_as_strangers_until_an_operator_vouches(
    man: FakePostman,
) -> None:
    await role()
    await channel([{"id": str(ROLE), **SEES}])
    with pytest.raises(Unfit, match="posts.strangers") as refused:
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    mark = refused.value.misfit.mark
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED, vouch=mark)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    assert [v.reader_id for v in await VouchedReader.all()] == [ROLE]
    await role(901)
    await channel([{"id": str(ROLE), **SEES}, {"id": "901", **SEES}])
    with pytest.raises(Unfit):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED, vouch=mark)
    assert await VouchedReader.all().count() == 1, "nobody vouches for others than they saw"


@pytest.mark.parametrize(
    ("permissions", "how"), [(8, {}), (0, {"bot": True})], ids=["administrators", "bots"]
)
async def test_administrators_and_bots_are_left_out(
    man: FakePostman, permissions: int, how: dict[str, bool]
) -> None:
    await role(ROLE, permissions, **how)
    await channel([{"id": str(ROLE), **SEES}])
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)


async def test_a_role_that_sees_all_channels_sees_this_one_unless_it_is_shut_out(man: FakePostman) -> None:
    await guilds.role_seen(GUILD, RoleFacts(GUILD, "@everyone", 0, 0, managed=False))
    await role(ROLE, VIEW_CHANNEL)
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, []))
    with pytest.raises(Unfit, match="posts.strangers"):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    shut = {"id": str(ROLE), "kind": "role", "allow": 0, "deny": VIEW_CHANNEL}
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, [shut]))
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)


async def test_a_single_member_who_was_let_in_must_belong_too(man: FakePostman) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    await channel([{"id": str(discord_id), "kind": "member", "allow": VIEW_CHANNEL, "deny": 0}])
    with pytest.raises(Unfit, match="posts.outsiders"):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    await grants.give(SYSTEM, STAFF.codename, Holder.USER, user.id)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    await channel([{"id": "4711", "kind": "member", "allow": VIEW_CHANNEL, "deny": 0}])
    with pytest.raises(Unfit, match="posts.strangers"):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)


async def test_a_thread_has_the_readers_of_its_channel_and_a_private_one_needs_a_word(
    man: FakePostman,
) -> None:
    for number, kind, parent in ((81, 11, OPEN), (82, 11, CLOSED), (83, 12, OPEN)):
        await guilds.channel_seen(GUILD, ChannelFacts(number, f"t{number}", kind, 0, [], parent))
    with pytest.raises(Unfit, match="posts.readable_by_all"):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, 81)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, 82)
    with pytest.raises(Unfit):
        await posts.choose(SYSTEM, GUILD, postings.STAFF, 83)


async def test_a_channel_takes_the_rights_of_a_post_and_the_right_kind(man: FakePostman) -> None:
    fake = next(iter(outside.connectors.values()))
    assert isinstance(fake, FakeGuild)
    base = VIEW_CHANNEL | places.SEND_MESSAGES
    await guilds.described(fake.facts(permissions=base | places.EMBED_LINKS, own_ids=[1, 50]))
    with pytest.raises(Invalid, match="posts.lacks_rights") as refused:
        await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    assert refused.value.values["rights"] == "View Channel, Send Messages, Embed Links"
    await channel([{"id": "50", "kind": "role", "allow": base, "deny": 0}])
    await role(50, 0, bot=True)
    await posts.choose(SYSTEM, GUILD, postings.STAFF, CLOSED)
    await channel([], 74, kind=15)
    with pytest.raises(Invalid, match="posts.not_postable"):
        await posts.choose(SYSTEM, GUILD, postings.WELCOME, 74)
    with pytest.raises(NotFound):
        await posts.choose(SYSTEM, GUILD, postings.WELCOME, 99)


async def test_choosing_takes_its_own_right(man: FakePostman) -> None:
    actor = Actor(1, Face.DISCORD, frozenset({STAFF.codename}))
    with pytest.raises(Forbidden):
        await posts.choose(actor, GUILD, postings.WELCOME, OPEN)
    await posts.choose(
        Actor(None, Face.DISCORD, frozenset({posts.MANAGE.codename})), GUILD, postings.WELCOME, OPEN
    )


async def test_a_choice_from_before_readers_were_looked_at_takes_them_as_they_are(man: FakePostman) -> None:
    await role()
    await channel([{"id": str(ROLE), **SEES}])
    await PostChannel.create(guild_id=GUILD, kind="asks", channel_id=CLOSED)
    await PostChannel.create(guild_id=GUILD, kind=postings.STAFF, channel_id=CLOSED)
    await posts.look_again(GUILD)
    assert [v.reader_id for v in await VouchedReader.all()] == [ROLE]
    assert (await PostChannel.get(kind=postings.STAFF)).trouble == ""


async def test_a_thread_at_rest_stays_known_while_it_is_somebodys_place(man: FakePostman) -> None:
    _, fake = await make_guild()
    for number in (81, 82):
        await guilds.channel_seen(GUILD, ChannelFacts(number, f"t{number}", 11, 0, [], OPEN))
    await PostChannel.create(guild_id=GUILD, kind=postings.WELCOME, channel_id=81)
    await guilds.seen(fake.facts(channels=[ChannelFacts(OPEN, "welcome", 0, 0)]))
    assert {c.id for c in await GuildChannel.all()} == {OPEN, 81}


# -- where a post stands ---------------------------------------------------------------------------------


async def test_a_subject_has_its_own_channel_else_the_common_one(man: FakePostman, asks: dict) -> None:
    await channel([], OWN)
    await posts.choose(SYSTEM, GUILD, "asks", CLOSED)
    await work()
    assert [c.content for c in man.channels[CLOSED].values()] == ["Anna asks 7"]
    asks["where"] = (GUILD, OWN)
    await posts.refresh("asks", ["7"])
    await work()
    assert man.channels[CLOSED] == {}, "it moved: an old copy with buttons would be a trap"
    assert len(man.channels[OWN]) == 1


async def test_without_a_channel_people_get_it_and_their_copies_are_edited(
    man: FakePostman, asks: dict, clock: ManualClock
) -> None:
    people = [await make_user(name) for name in ("Anna", "Joris")]
    inboxes = [await link(user, None) for user in people]
    asks["people"] = tuple(u.id for u in people)
    await posts.refresh("asks")
    await work()
    await work()
    assert [[c.content for c in man.channels[i].values()] for i in inboxes] == [["Anna asks 7"]] * 2
    asks["text"] = "Joris decided"
    await posts.refresh("asks")
    await work()
    assert [[c.content for c in man.channels[i].values()] for i in inboxes] == [["Joris decided 7"]] * 2
    assert len(man.inboxes[inboxes[0]]) == 1, "an edit, no second message"


async def test_a_crash_after_a_copy_was_sent_sends_no_second_one(man: FakePostman, asks: dict) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    asks["people"] = (user.id,)
    await posts.refresh("asks")
    await work()
    await DirectPost.all().update(message_id=None, state=PostState.WANTED, content_hash="")
    await posts.refresh("asks")
    await work()
    assert len(man.channels[discord_id]) == 1


async def test_a_closed_inbox_and_nobody_on_discord_become_a_notice_each(
    man: FakePostman, asks: dict
) -> None:
    closed, nowhere = await make_user("Anna"), await make_user("Joris")
    man.closed.add(await link(closed, None))
    asks["people"] = (closed.id, nowhere.id)
    for _ in range(2):
        await posts.refresh("asks")
        await work()
    told = await Notice.filter(key="notice.post_waits").order_by("user_id")
    assert [n.user_id for n in told] == [closed.id, nowhere.id]
    assert told[0].facts == {"what": "Anna asks 7"}


async def test_a_common_channel_chosen_later_takes_over_and_what_is_over_is_taken_down(
    man: FakePostman, asks: dict
) -> None:
    user = await make_user("Anna")
    discord_id = await link(user, None)
    asks["people"] = (user.id,)
    await posts.refresh("asks")
    await work()
    await posts.choose(SYSTEM, GUILD, "asks", CLOSED)
    await work()
    assert len(man.channels[CLOSED]) == 1
    asks["text"] = ""
    await posts.refresh("asks")
    await work()
    assert man.channels[CLOSED] == {}
    assert man.channels[discord_id] == {}
    assert (await Post.get(kind="asks")).state is PostState.GONE


async def test_a_channel_opened_to_everyone_loses_its_posts_and_staff_are_told(
    man: FakePostman, asks: dict, clock: ManualClock
) -> None:
    await make_user("Boss", superuser=True)
    await posts.choose(SYSTEM, GUILD, "asks", CLOSED)
    await work()
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, []))
    await work()
    assert man.channels[CLOSED] == {}
    assert (await PostChannel.get(kind="asks")).trouble == "readable_by_all"
    assert await Notice.filter(key="notice.channel_trouble").count() == 1
    await channel([])
    await clock.advance(2)
    await work()
    assert len(man.channels[CLOSED]) == 1, "it fits again: it comes back"


async def test_a_subjects_own_channel_is_watched_as_well(man: FakePostman, asks: dict) -> None:
    await make_user("Boss", superuser=True)
    await channel([], OWN)
    asks["where"] = (GUILD, OWN)
    await posts.refresh("asks")
    await work()
    assert len(man.channels[OWN]) == 1
    await guilds.channel_seen(GUILD, ChannelFacts(OWN, "staff", 0, 1, []))
    await work()
    assert man.channels[OWN] == {}


async def test_a_role_that_is_given_the_sight_of_all_channels_is_noticed(
    man: FakePostman, asks: dict
) -> None:
    await guilds.role_seen(GUILD, RoleFacts(GUILD, "@everyone", 0, 0, managed=False))
    await guilds.channel_seen(GUILD, ChannelFacts(CLOSED, "staff", 0, 1, []))
    await role()
    await posts.choose(SYSTEM, GUILD, "asks", CLOSED)
    await work()
    await role(ROLE, VIEW_CHANNEL)
    await work()
    assert (await PostChannel.get(kind="asks")).trouble == "strangers"
    assert man.channels[CLOSED] == {}


async def test_new_posts_of_a_channel_are_two_seconds_apart(
    man: FakePostman, asks: dict, clock: ManualClock
) -> None:
    await posts.choose(SYSTEM, GUILD, "asks", CLOSED)
    await posts.show("asks:7")
    await posts.show("asks:8")
    assert len(man.channels[CLOSED]) == 1
    await clock.advance(2)
    await posts.show("asks:8")
    assert len(man.channels[CLOSED]) == 2
