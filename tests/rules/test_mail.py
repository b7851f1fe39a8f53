"""E-mail addresses: proven by a link that works once, for a day, for one account; letters only where nothing else arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot import clock as bot_clock
from bot.database import rows
from bot.errors import Forbidden, Invalid, TooMany, Unavailable
from bot.rules import delivery, mail
from bot.rules.access import Actor, Face
from bot.rules.outside import outside
from bot.services.base import ServiceDown, ServiceRefused
from models.audit import AuditRow
from models.notices import Delivery, EmailAddress, Level, Notice
from models.users import User
from tests.conftest import ManualClock
from tests.rules.guild_double import link
from tests.rules.postman_double import FakePostman, postman
from tests.rules.signing import acting, told, trail
from tests.world import make_user

WHERE = "anna@example.org"


@dataclass
class FakeMailer:
    """Keeps the letters of each address; refuses as a mail server would."""

    letters: list[tuple[str, str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    refuses: str = ""
    down: bool = False

    async def send(self, to: str, subject: str, text: str, message_id: str) -> None:
        if self.down:
            raise ServiceDown("451")
        if self.refuses:
            raise ServiceRefused(self.refuses)
        self.letters.append((to, subject, text))
        self.ids.add(message_id)

    def link(self) -> str:
        """The link of the latest letter."""
        return self.letters[-1][2].split("/settings/email/")[1].split()[0]


@pytest.fixture
async def man(db: str, clock: ManualClock) -> AsyncIterator[FakePostman]:
    async with postman() as made:
        yield made


@pytest.fixture
def box(man: FakePostman) -> AsyncIterator[FakeMailer]:
    outside.mailer = FakeMailer()
    yield outside.mailer
    outside.mailer = None


async def work() -> None:
    """Write the letters that wait, as the worker would."""
    for row in await rows("SELECT id, `key` AS k FROM jobs WHERE name = 'mail.send'"):
        await rows("DELETE FROM jobs WHERE id = %s", [row["id"]])
        await mail.send(row["k"])


async def somebody(name: str = "Anna Trader") -> tuple[User, Actor]:
    user = await make_user(name)
    return user, acting(user.id)


async def proven(box: FakeMailer, name: str = "Anna Trader", address: str = WHERE) -> tuple[User, Actor]:
    user, actor = await somebody(name)
    await mail.give(actor, address)
    await work()
    await mail.prove(actor, box.link())
    return user, actor


async def test_an_address_is_proven_by_its_link_once(box: FakeMailer) -> None:
    user, actor = await somebody()
    await mail.give(actor, f" {WHERE} ")
    await work()
    (to, subject, text) = box.letters[0]
    assert (to, "Anna Trader" in text) == (WHERE, True)
    assert not (await mail.mine(actor)).verified  # type: ignore[union-attr]
    assert await mail.prove(actor, box.link()) == WHERE
    assert (await mail.mine(actor)).verified  # type: ignore[union-attr]
    with pytest.raises(Invalid, match="mail.link_over"):
        await mail.prove(actor, box.link())
    assert await trail(user.id) == ["email.asked", "email.verified"]
    assert WHERE not in str(await AuditRow.all().values()), "the trail outlives the address"


async def test_a_link_lives_a_day(box: FakeMailer, clock: ManualClock) -> None:
    _, actor = await somebody()
    await mail.give(actor, WHERE)
    await work()
    await clock.advance(24 * 3600)
    with pytest.raises(Invalid, match="mail.link_over"):
        await mail.prove(actor, box.link())


async def test_a_link_is_bound_to_its_account_its_address_and_its_letter(
    box: FakeMailer, clock: ManualClock
) -> None:
    _, actor = await somebody()
    _, other = await somebody("Joris")
    await mail.give(actor, WHERE)
    await work()
    first = box.link()
    await clock.advance(121)
    await mail.give(other, WHERE)
    await work()
    for who, link_, why in (
        (other, first, "another account's"),
        (actor, box.link(), "another account's"),
        (actor, first[:-1] + ("0" if first[-1] != "0" else "1"), "not signed by us"),
    ):
        with pytest.raises(Invalid, match="mail.link_over"):
            await mail.prove(who, link_)
            pytest.fail(why)
    await mail.again(actor)
    await work()
    with pytest.raises(Invalid):
        await mail.prove(actor, first)
    await mail.prove(actor, box.link())


async def test_whose_an_address_is_cannot_be_found_out(box: FakeMailer) -> None:
    await proven(box)
    _, other = await somebody("Joris")
    await mail.give(other, WHERE)
    await work()
    assert len(box.letters) == 2, "the same answer, and a letter, whether or not somebody has it"


async def test_whoever_proves_it_later_has_it_and_the_other_is_told(box: FakeMailer) -> None:
    user, actor = await proven(box)
    _, other = await proven(box, "Joris", WHERE.upper().replace("EXAMPLE.ORG", "example.org"))
    assert await mail.mine(actor) is None
    assert (await mail.mine(other)).verified  # type: ignore[union-attr]
    assert await told(user.id) == ["notice.email_taken"]


async def test_links_are_asked_for_every_two_minutes_and_five_times_a_day(
    box: FakeMailer, clock: ManualClock
) -> None:
    _, actor = await somebody()
    await mail.give(actor, WHERE)
    with pytest.raises(TooMany, match="mail.too_soon"):
        await mail.again(actor)
    with pytest.raises(TooMany):
        await mail.give(actor, "victim@example.org")
    await mail.remove(actor)
    for _ in range(4):
        await clock.advance(121)
        await mail.give(actor, WHERE)
    await clock.advance(121)
    with pytest.raises(TooMany, match="mail.too_many"):
        await mail.give(actor, WHERE)
    await clock.advance(24 * 3600)
    await mail.again(actor)


async def test_two_windows_at_once_ask_once(box: FakeMailer) -> None:
    _, actor = await somebody()
    found = await asyncio.gather(*[mail.give(actor, WHERE) for _ in range(2)], return_exceptions=True)
    assert sorted(type(f).__name__ for f in found) == ["NoneType", "TooMany"]
    assert await EmailAddress.all().count() == 1


async def test_many_accounts_cannot_flood_one_mailbox(box: FakeMailer) -> None:
    for name in ("A", "B", "C", "D", "E"):
        _, actor = await somebody(name)
        await mail.give(actor, WHERE)
    await work()
    assert len(box.letters) == mail.PER_ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "anna@",
        "a b@example.org",
        "a@example",
        "a@x.org\r\nBcc: all@x.org",
        "a@" + "x" * 260 + ".org",
    ],
)
async def test_what_is_no_address_is_refused(box: FakeMailer, text: str) -> None:
    _, actor = await somebody()
    with pytest.raises(Invalid, match="mail.no_address"):
        await mail.give(actor, text)


async def test_without_a_mail_server_or_an_account_there_is_nothing_to_give(man: FakePostman) -> None:
    _, actor = await somebody()
    with pytest.raises(Unavailable, match="mail.not_set_up"):
        await mail.give(actor, WHERE)
    with pytest.raises(Forbidden):
        await mail.mine(Actor(None, Face.WEB))


async def test_no_address_stands_in_the_log(box: FakeMailer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    _, actor = await proven(box)
    box.refuses = "rejected"
    await _lost(await User.get(id=actor.user_id))
    await work()
    assert "anna@" not in "".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))


# -- letters ---------------------------------------------------------------------------------------------


async def _lost(user: User, level: Level = Level.DANGER, category: str = "account") -> Notice:
    notice = await Notice.create(
        user_id=user.id,
        key="notice.character_lost.sold",
        facts={"character": "Nil Alt"},
        level=level,
        category=category,
        created_at=bot_clock.now(),
        delivery=Delivery.WAITING,
    )
    await delivery.send(user.id)
    return notice


async def test_who_left_discord_gets_a_letter_about_what_they_lost(box: FakeMailer) -> None:
    user, _ = await proven(box)
    notice = await _lost(user)
    await work()
    to, subject, text = box.letters[-1]
    assert to == WHERE
    assert "something that you must know" in subject
    assert "Nil Alt left your account" in text
    assert "http://127.0.0.1/notices" in text
    assert (await Notice.get(id=notice.id)).delivery is Delivery.MAILED
    await mail.send(f"notices:{user.id}")
    assert len(box.letters) == 2, "no second letter of the same thing"


async def test_a_closed_inbox_gets_a_letter_an_open_one_does_not(man: FakePostman, box: FakeMailer) -> None:
    user, _ = await proven(box)
    discord_id = await link(user, None)
    await _lost(user)
    await work()
    assert len(box.letters) == 1
    man.closed.add(discord_id)
    await _lost(user)
    await work()
    assert len(box.letters) == 2


@pytest.mark.parametrize(("level", "category"), [(Level.INFO, "account"), (Level.DANGER, "srp")])
async def test_a_letter_is_written_for_losses_of_access_only(
    box: FakeMailer, level: Level, category: str
) -> None:
    user, _ = await proven(box)
    await _lost(user, level, category)
    await work()
    assert len(box.letters) == 1


async def test_an_unproven_address_gets_no_notices(box: FakeMailer) -> None:
    user, actor = await somebody()
    await mail.give(actor, WHERE)
    await work()
    await _lost(user)
    await work()
    assert len(box.letters) == 1


async def test_a_refused_address_is_marked_and_left_alone(box: FakeMailer) -> None:
    user, actor = await proven(box)
    box.refuses = "rejected"
    await _lost(user)
    await work()
    assert (await mail.mine(actor)).failed  # type: ignore[union-attr]
    box.refuses = ""
    await _lost(user)
    await work()
    assert len(box.letters) == 1


async def test_a_server_that_is_busy_is_tried_again(box: FakeMailer) -> None:
    user, _ = await proven(box)
    box.down = True
    await _lost(user)
    with pytest.raises(ServiceDown):
        await work()
    box.down = False
    await mail.send(f"notices:{user.id}")
    assert len(box.letters) == 2


async def test_a_server_that_refuses_us_is_told_to_staff_once_and_nothing_is_lost(box: FakeMailer) -> None:
    boss = await make_user("Boss", superuser=True)
    user, actor = await proven(box)
    box.refuses = "sign_in"
    await _lost(user)
    for _ in range(2):
        with pytest.raises(ServiceDown):
            await mail.send(f"notices:{user.id}")
    assert await told(boss.id) == ["notice.mail_sign_in"]
    assert not (await mail.mine(actor)).failed  # type: ignore[union-attr]


async def test_an_address_is_forgotten_on_request(box: FakeMailer) -> None:
    user, actor = await proven(box)
    for _ in range(2):
        await mail.remove(actor)
    assert await mail.mine(actor) is None
    assert await trail(user.id) == ["email.asked", "email.verified", "email.removed"]
