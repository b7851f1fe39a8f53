"""E-mail addresses and letters: optional, proven by a link, and the last way to somebody who left Discord."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot import clock
from bot.database import retried, rows, transaction
from bot.errors import Invalid, TooMany, Unavailable
from bot.rules import audit
from bot.rules.access import Actor
from bot.rules.audit import Entry
from bot.rules.notices import Telling, tell
from bot.rules.outside import outside
from bot.rules.queue import enqueue
from bot.rules.staff import tell_staff
from bot.services.base import ServiceDown, ServiceRefused
from bot.voice import say
from models.audit import AuditRow
from models.notices import Delivery, EmailAddress, Level, Notice
from models.users import User

SEND = "mail.send"
LINK, NOTICES = "link", "notices"
PURPOSE = "email"
"""The vault's purpose of the links: no other keyed hash opens one."""
LIVES = timedelta(days=1)
BETWEEN, PER_DAY, PER_ADDRESS = timedelta(minutes=2), 5, 3
"""Links that one person is sent: not more often, not more a day; and how many accounts may ask for one address at once."""
URGENT = (Level.WARNING, Level.DANGER)
CATEGORIES = ("account", "groups", "services")
"""Losses of access are of these; a letter is written for nothing else."""
LATELY = timedelta(days=2)
SIGNS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


@dataclass(frozen=True, slots=True)
class Address:
    """One's own address. `asked_at`: when the latest link was asked for; `failed`: the mail server refuses it."""

    text: str
    verified: bool
    failed: bool
    asked_at: datetime


def possible() -> bool:
    """Whether letters can be sent at all."""
    return outside.mailer is not None


async def mine(actor: Actor) -> Address | None:
    """The actor's own address; nobody else's is ever shown."""
    row = await EmailAddress.get_or_none(user_id=actor.must_be_someone())
    if row is None:
        return None
    return Address(row.address, row.verified_at is not None, row.failed_at is not None, row.asked_at)


@retried
async def give(actor: Actor, address: str) -> None:
    """Take an address, in place of the one before, and send the link that proves it.

    The answer is the same whether or not somebody else has it. Raises Invalid, TooMany, Unavailable.
    """
    user_id = actor.must_be_someone()
    address = address.strip()
    if len(address) > 254 or not SIGNS.fullmatch(address):
        raise Invalid("mail.no_address")
    if not possible():
        raise Unavailable("mail.not_set_up")
    async with transaction():
        await _may_ask(user_id)
        await EmailAddress.filter(user_id=user_id).delete()
        row = await EmailAddress.create(
            user_id=user_id, address=address, address_key=address.casefold(), asked_at=clock.now()
        )
        await _ask(actor, row)


@retried
async def again(actor: Actor) -> None:
    """Send a new link; the one before opens nothing any more. Raises Invalid, TooMany, Unavailable."""
    user_id = actor.must_be_someone()
    if not possible():
        raise Unavailable("mail.not_set_up")
    async with transaction():
        await _may_ask(user_id)
        row = await EmailAddress.get_or_none(user_id=user_id)
        if row is None or row.verified_at is not None:
            raise Invalid("mail.nothing_to_prove")
        row.asked_at, row.failed_at = clock.now(), None
        await row.save()
        await _ask(actor, row)


async def _may_ask(user_id: int) -> None:
    """Refuse who asks too often, whatever became of the addresses. Holds the account: one request at a time."""
    await User.select_for_update().get(id=user_id)
    now = clock.now()
    asked = AuditRow.filter(subject__user_id=user_id, action="email.asked", at__gt=now - LIVES)
    times = [r.at for r in await asked.order_by("-at").limit(PER_DAY)]
    if times and (left := times[0] + BETWEEN - now) > timedelta(0):
        raise TooMany("mail.too_soon", retry_after=left.total_seconds())
    if len(times) >= PER_DAY:
        raise TooMany("mail.too_many", retry_after=(times[-1] + LIVES - now).total_seconds())


async def _ask(actor: Actor, row: EmailAddress) -> None:
    # The trail says that an address was given, never which: it outlives the address.
    await audit.record(actor, [Entry("email.asked", row.user_id)])
    same = EmailAddress.filter(
        address_key=row.address_key, verified_at=None, asked_at__gt=row.asked_at - LIVES
    )
    if await same.count() <= PER_ADDRESS:
        await enqueue(SEND, [(f"{LINK}:{row.user_id}", "")])


@retried
async def remove(actor: Actor) -> None:
    """Forget the actor's address; harmless if there is none."""
    user_id = actor.must_be_someone()
    async with transaction():
        if await EmailAddress.filter(user_id=user_id).delete():
            await audit.record(actor, [Entry("email.removed", user_id)])


# -- the link --------------------------------------------------------------------------------------------


def _stamp(asked_at: datetime) -> int:
    return int((asked_at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))


def link_of(row: EmailAddress) -> str:
    """What proves an address: bound to the account, the address, and the moment when it was asked for."""
    stamp = _stamp(row.asked_at)
    signed = outside.need_vault().digest(PURPOSE, f"{row.user_id}\n{row.address_key}\n{stamp}")
    return f"{stamp}-{signed}"


@retried
async def prove(actor: Actor, link: str) -> str:
    """Take the link of a letter as proof, once and within a day; returns the address.

    Raises Invalid, with one and the same key whatever is wrong with it. Another account that had proven the same
    address loses it and is told: a mailbox is one person's.
    """
    user_id = actor.must_be_someone()
    async with transaction():
        row = await EmailAddress.select_for_update().get_or_none(user_id=user_id)
        good = (
            row is not None
            and hmac.compare_digest(link_of(row).encode(), link.encode())
            and row.verified_at is None
            and clock.now() < row.asked_at + LIVES
        )
        if row is None or not good:
            raise Invalid("mail.link_over")
        row.verified_at, row.failed_at = clock.now(), None
        await row.save()
        await audit.record(actor, [Entry("email.verified", user_id)])
        others = EmailAddress.filter(address_key=row.address_key, verified_at__isnull=False)
        lost = [int(str(u)) for u in await others.exclude(user_id=user_id).values_list("user_id", flat=True)]
        if lost:
            await EmailAddress.filter(user_id__in=lost).delete()
            await audit.record(actor, [Entry("email.taken", u) for u in lost])
            await tell(Telling(u, "notice.email_taken", {}, Level.WARNING) for u in lost)
        return row.address


# -- letters ---------------------------------------------------------------------------------------------


async def instead(user_ids: Iterable[int]) -> None:
    """Have people written to whose inboxes do not take what they must know; those without an address are left out."""
    ids = sorted(set(user_ids))
    reachable = EmailAddress.filter(user_id__in=ids or [0], verified_at__isnull=False, failed_at=None)
    found = await reachable.values_list("user_id", flat=True)
    await enqueue(SEND, [(f"{NOTICES}:{u}", "") for u in found], priority=7)


async def send(key: str) -> None:
    """Write one letter: "link:7" or "notices:7". Raises ServiceDown: later."""
    what, _, user = key.partition(":")
    row = await EmailAddress.get_or_none(user_id=int(user)).select_related("user")
    if row is None or outside.mailer is None:
        return
    language, site = row.user.language, outside.site_name
    if what == LINK:
        if row.verified_at is None and clock.now() < row.asked_at + LIVES:
            url = f"{outside.web_url}/settings/email/{link_of(row)}"
            text = say(language, "mail.link_text", site=site, url=url, name=await _name(row.user_id))
            await _hand_in(
                row,
                say(language, "mail.link_subject", site=site),
                text,
                f"link-{row.user_id}-{_stamp(row.asked_at)}",
            )
        return
    waiting = await Notice.filter(
        user_id=row.user_id,
        delivery=Delivery.CLOSED,
        level__in=URGENT,
        category__in=CATEGORIES,
        created_at__gt=clock.now() - LATELY,
    ).order_by("id")
    if not waiting or row.verified_at is None or row.failed_at is not None:
        return
    said = "\n\n".join(say(language, n.key, **n.facts) for n in waiting)
    text = say(language, "mail.notice_text", site=site, text=said, url=f"{outside.web_url}/notices")
    subject = say(language, "mail.notice_subject", site=site, count=len(waiting))
    if await _hand_in(row, subject, text, f"notice-{waiting[-1].id}"):
        await Notice.filter(id__in=[n.id for n in waiting]).update(delivery=Delivery.MAILED)


async def _name(user_id: int) -> str:
    found = await rows("SELECT name FROM subjects WHERE user_id = %s", [user_id])
    return str(found[0]["name"]) if found else ""


async def _hand_in(row: EmailAddress, subject: str, text: str, message_id: str) -> bool:
    """Give a letter to the mail server; False if it will never take one for this address."""
    assert outside.mailer is not None
    try:
        await outside.mailer.send(row.address, subject, text, message_id)
    except ServiceRefused as e:
        if e.code == "rejected":
            await EmailAddress.filter(id=row.id).update(failed_at=clock.now())
            return False
        today = clock.now().date().isoformat()
        await tell_staff(f"notice.mail_{e.code}", {}, once=f"mail:{e.code}:{today}")
        raise ServiceDown(f"the mail server refuses us: {e.code}", 900.0) from e
    return True
