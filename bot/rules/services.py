"""The life of accounts on outside services, for every connector: opened, kept true, closed, found to be gone."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot import clock
from bot.database import dialect, retried, rows, transaction, upsert
from bot.errors import NotFound
from bot.rules import audit, presence, roles
from bot.rules.access import STAFF, SYSTEM, Actor, permissions_of
from bot.rules.events import MainChanged
from bot.rules.outside import outside
from bot.rules.queue import DISCORD, WAITING, emit, enqueue
from bot.rules.shapes import ACCESS, MOST_IN_STATEMENT, Shape, shapes
from bot.rules.staff import tell_staff
from bot.services.base import (
    Connector,
    GroupMaker,
    NoSuchAccount,
    Paced,
    ServiceDown,
    ServiceRefused,
    Wanted,
)
from models.discord import Guild
from models.services import Account, AccountStatus, Instance
from models.users import User

log = logging.getLogger(__name__)

PUT, STRIP = "service.put", "service.strip"
LOST_ONE, ONE, LOST_MANY, MANY = 1, 2, 5, 6
"""Order of work: one person's change before those of many, and what was lost before what was gained."""


# -- what changed about people ---------------------------------------------------------------------------


async def reassess(users: frozenset[int] | None) -> None:
    """Stage 5: have the accounts of these people (None: everybody's) brought to what they should be.

    Makes account rows for linked people, and queues the closing of what was lost before anything else.
    """
    instances = [i for _, i in await Guild.filter(instance__enabled=True).values_list("id", "instance_id")]
    if not instances:
        return
    if users is None:
        everybody = await rows("SELECT user_id FROM discord_users UNION SELECT user_id FROM accounts")
        users = frozenset(r["user_id"] for r in everybody)
    ids = sorted(users)
    for start in range(0, len(ids), MOST_IN_STATEMENT):
        await _reassess(ids[start : start + MOST_IN_STATEMENT], instances, single=len(ids) == 1)


@dataclass(frozen=True, slots=True)
class _Have:
    """An account row as far as links are concerned; whole models of 5,000 people would cost 0.1 s."""

    id: int
    instance_id: int
    user_id: int
    uid: str


async def _reassess(ids: list[int], instances: list[int], *, single: bool) -> None:
    those = ", ".join(map(str, ids))
    found = await rows(f"SELECT user_id, id FROM discord_users WHERE user_id IN ({those})")
    linked = {r["user_id"]: r["id"] for r in found}
    have = [
        _Have(**r)
        for r in await rows(
            f"SELECT id, instance_id, user_id, uid FROM accounts WHERE user_id IN ({those}) "
            f"AND instance_id IN ({', '.join(map(str, instances))})"
        )
    ]
    await _follow_links(linked, have, instances)
    allowed = await permissions_of(ids)
    holders = {a.user_id for a in have} | set(linked)
    lost = {u for u in holders if u not in linked or ACCESS.codename not in allowed.get(u, ())}
    for instance_id in instances:
        closing = [(f"{instance_id}:{u}", "") for u in sorted(lost)]
        keeping = [(f"{instance_id}:{u}", "") for u in sorted(holders - lost)]
        await enqueue(PUT, closing, lane=DISCORD, priority=LOST_ONE if single else LOST_MANY)
        await enqueue(PUT, keeping, lane=DISCORD, priority=ONE if single else MANY)


async def _follow_links(linked: dict[int, int], have: list[_Have], instances: list[int]) -> None:
    """Make the account rows that are missing; an account that changed its Discord user leaves the old one bare."""
    known = {(a.instance_id, a.user_id): a for a in have}
    now = clock.now()
    new, left = [], []
    for instance_id in instances:
        for user_id, discord_id in linked.items():
            account = known.get((instance_id, user_id))
            if account is not None and account.uid == str(discord_id):
                continue
            new.append(Account(instance_id=instance_id, user_id=user_id, uid=str(discord_id), since=now))
            if account is not None:
                left.append(account)
    if not new:
        return
    async with transaction():
        # Whoever held these Discord users before has lost them, and who changed begins anew: an account is of one
        # user and one Discord user, and two that swap would stand in each other's way.
        for instance_id in instances:
            uids = {a.uid for a in new if a.instance_id == instance_id}
            await Account.filter(uid__in=uids, instance_id=instance_id).delete()
        await Account.filter(id__in=[a.id for a in left]).delete()
        await upsert(Account, new, [], conflict=["instance_id", "user_id"], chunk=2000)
        bare = [(f"{a.instance_id}:{a.uid}", "") for a in left]
        await enqueue(STRIP, bare, lane=DISCORD, priority=LOST_ONE)


# -- the worker's half -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Outcome:
    """What became of a batch; written in a few statements at its end."""

    status: dict[tuple[AccountStatus, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[int, Exception] = field(default_factory=dict)
    entries: list[audit.Entry] = field(default_factory=list)

    def settle(self, shape: Shape, status: AccountStatus, trouble: str = "") -> None:
        holder = shape.holder
        if (holder.status, holder.trouble) == (status, trouble):
            return
        self.status[status, trouble].append(holder.account_id)
        if holder.status is not status:
            before, after = {"status": holder.status.value}, {"status": status.value}
            thing = f"account:{holder.account_id}"
            self.entries.append(audit.Entry(f"service.{status}", holder.user_id, thing, before, after))

    async def write(self) -> None:
        if self.status:
            async with transaction():
                for (status, trouble), ids in self.status.items():
                    await Account.filter(id__in=ids).update(status=status, trouble=trouble, since=clock.now())
                await audit.record(SYSTEM, self.entries)


async def put_many(instance_id: int, user_ids: Iterable[int]) -> dict[int, Exception]:
    """Bring the accounts of these people on one instance to their wanted shape, first come first served.

    Returns what failed and should be tried again, by user; what the service refuses is recorded on the account,
    told to staff once, and not tried again until something about it changes.
    """
    order = list(dict.fromkeys(user_ids))
    instance, connector = await Instance.get_or_none(id=instance_id), outside.connectors.get(instance_id)
    if instance is None or not instance.enabled:
        return {}
    if connector is None or not connector.ready():
        return {u: ServiceDown(f"{instance.kind} {instance.slug} is not ready", 5.0) for u in order}
    table, found = await shapes(instance, order)
    try:
        if await _make_groups(table, connector, found):
            table, found = await shapes(instance, order)
    except ServiceDown as e:
        return dict.fromkeys(order, e)
    place = {u: i for i, u in enumerate(order)}
    found.sort(key=lambda s: place[s.holder.user_id])
    outcome, room = _Outcome(), asyncio.Semaphore(connector.parallel)
    await asyncio.gather(
        *(_put(connector, shape, outcome, room) for shape in found if not shape.refused_before)
    )
    await outcome.write()
    return outcome.failed


async def _make_groups(table: roles.Roles, connector: Connector, found: list[Shape]) -> bool:
    needed = {m for shape in found for m in shape.missing}
    return isinstance(connector, GroupMaker) and await roles.make(table.guild, connector, needed)


async def _put(connector: Connector, shape: Shape, outcome: _Outcome, room: asyncio.Semaphore) -> None:
    good = AccountStatus.ACTIVE if shape.holder.entitled else AccountStatus.CLOSED
    try:
        if connector.differs(shape.wanted):
            async with room:
                await connector.put(shape.wanted)
        outcome.settle(shape, good)
    except NoSuchAccount:
        outcome.settle(shape, AccountStatus.ABSENT)
    except ServiceDown as e:
        outcome.failed[shape.holder.user_id] = e
    except ServiceRefused as e:
        outcome.settle(shape, AccountStatus.REFUSED, f"{e.code} {shape.fingerprint}")
        await _tell_refusal(shape, e)


async def _tell_refusal(shape: Shape, refusal: ServiceRefused) -> None:
    found = await rows("SELECT name FROM subjects WHERE user_id = %s", [shape.holder.user_id])
    async with transaction():
        await tell_staff(
            "notice.service_refused",
            {"pilot": found[0]["name"] if found else shape.holder.uid, "code": refusal.code},
            once=f"refused:{shape.holder.account_id}:{refusal.code}",
        )


async def strip(instance_id: int, uid: str) -> None:
    """Take the managed roles from somebody on a service who no longer belongs to an account. Raises ServiceDown."""
    connector = outside.connectors.get(instance_id)
    guild = await Guild.get_or_none(instance_id=instance_id)
    if guild is None or await Account.exists(instance_id=instance_id, uid=uid):
        return
    if connector is None or not connector.ready():
        raise ServiceDown("not ready", 5.0)
    managed = (await roles.ensure(guild.id)).managed
    try:
        await connector.put(Wanted(uid, frozenset(), managed))
    except (NoSuchAccount, ServiceRefused) as e:
        log.info("nothing could be taken from %s: %s", uid, e)


# -- comparing everybody ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison of everybody found."""

    accounts: int
    differing: int
    absent: int
    strays: int


async def reconcile(instance_id: int) -> Compared:
    """Compare everybody on an instance with what should be, from what is known; queue only what differs.

    Strays (managed roles on people without an account) are counted and told to staff, never touched.
    Raises ServiceDown while the instance is not ready.
    """
    instance, connector = await Instance.get_or_none(id=instance_id), outside.connectors.get(instance_id)
    if instance is None or not instance.enabled:
        return Compared(0, 0, 0, 0)
    if connector is None or not connector.ready():
        raise ServiceDown("not ready", 5.0)
    there = {a.uid: a.groups async for a in connector.everyone()}
    table, found = await shapes(instance, None)
    absent, differing, back = [], [], []
    for shape in found:
        holder = shape.holder
        if holder.uid not in there:
            if holder.status is not AccountStatus.ABSENT:
                absent.append(holder.account_id)
        elif holder.status is AccountStatus.ABSENT:
            back.append(holder.user_id)
        elif not shape.refused_before and (shape.missing or connector.differs(shape.wanted)):
            differing.append(holder.user_id)
    for start in range(0, len(absent), 1000):
        await Account.filter(id__in=absent[start : start + 1000]).update(status=AccountStatus.ABSENT)
    todo = [(f"{instance_id}:{u}", "") for u in back + differing]
    await enqueue(PUT, todo, lane=DISCORD, priority=MANY)
    ours = {s.holder.uid for s in found}
    strays = [uid for uid, groups in there.items() if uid not in ours and groups & table.managed]
    if strays:
        await tell_staff(
            "notice.strays",
            {"count": len(strays), "service": instance.name},
            once=f"strays:{instance_id}:{len(strays)}",
        )
    return Compared(len(found), len(todo), len(absent), len(strays))


async def reconcile_one(instance_id: int) -> None:
    """The worker's way to compare an instance."""
    await reconcile(instance_id)


async def reconcile_all() -> None:
    """Have every enabled instance compared; for the schedule."""
    for instance_id in await Instance.filter(enabled=True).values_list("id", flat=True):
        await enqueue("service.reconcile", [(str(instance_id), "")], lane=DISCORD, priority=MANY)


async def expected_wait(instance_id: int) -> float:
    """Seconds until somebody who comes now will be served; 0 if at once or unknown."""
    there = await presence.of(instance_id)
    if not there.ready:
        return 0.0
    key = "`key`" if dialect() == "mysql" else "key"
    found = await rows(
        f"SELECT COUNT(*) AS n FROM jobs WHERE name = %s AND slot = %s AND priority <= %s AND {key} LIKE %s",
        [PUT, WAITING, ONE, f"{instance_id:d}:%"],
    )
    ahead, connector = int(found[0]["n"]), outside.connectors.get(instance_id)
    if isinstance(connector, Paced):
        return connector.wait(ahead + 1)
    return there.first + ahead * there.each


async def look_again(actor: Actor, user_id: int) -> None:
    """Look at one person afresh: state, groups, services. Raises Forbidden unless staff, NotFound."""
    actor.must(STAFF)
    async with transaction():
        if not await User.exists(id=user_id):
            raise NotFound("account.no_such", id=user_id)
        await audit.record(actor, [audit.Entry("user.reassessed", user_id)])
        await emit(MainChanged(frozenset({user_id})))


@retried
async def decline(actor: Actor, instance_id: int) -> None:
    """Close one's own account on a service: what it gave is taken away, and it does not come back by itself.

    Raises NotFound without one.
    """
    await _wish(actor, instance_id, declined=True)


@retried
async def want_again(actor: Actor, instance_id: int) -> None:
    """Open one's own account on a service again, as far as it is deserved. Raises NotFound without one."""
    await _wish(actor, instance_id, declined=False)


async def _wish(actor: Actor, instance_id: int, *, declined: bool) -> None:
    user_id = actor.must_be_someone()
    async with transaction():
        account = await Account.filter(instance_id=instance_id, user_id=user_id).select_for_update().first()
        if account is None:
            raise NotFound("service.no_account")
        if (account.declined_at is not None) == declined:
            return
        # Whatever was refused before is tried again: the shape that is wanted has changed.
        await Account.filter(id=account.id).update(declined_at=clock.now() if declined else None, trouble="")
        action = "service.declined" if declined else "service.wanted_again"
        await audit.record(actor, [audit.Entry(action, user_id, f"account:{account.id}")])
        await enqueue(PUT, [(f"{instance_id}:{user_id}", "")], lane=DISCORD, priority=LOST_ONE)
