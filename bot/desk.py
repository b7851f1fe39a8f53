"""The operator's desk: each operation of the command line, as a function that answers plain data."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot import clock
from bot.database import rows, transaction
from bot.errors import Invalid, NotFound
from bot.operator import Answer, Operation
from bot.rules import (
    audit,
    grants,
    identity,  # noqa: F401 -- declares, with what it uses, all that is sealed
    keyring,
    names,
    queue,
    schedule,
    states,
)
from bot.rules.access import VOCABULARY, Actor, Face
from bot.rules.events import MainChanged, StatesEdited
from bot.rules.grants import Holder
from bot.rules.outside import outside
from bot.rules.queue import emit
from models.characters import Character
from models.fields import folded
from models.groups import Group
from models.services import Instance
from models.states import EntityKind, State, StateMember
from models.users import User

SHELL = Actor(user_id=None, face=Face.SHELL, superuser=True)


async def user_list(text: str = "") -> Answer:
    """Accounts by main name, at most 200."""
    found = await rows(
        "SELECT u.id, c.id AS main, c.name, s.name AS state, u.is_active, u.is_staff, u.is_superuser FROM users u "
        "JOIN states s ON s.id = u.state_id LEFT JOIN characters c ON c.id = u.main_id "
        "WHERE c.name LIKE %s OR %s = '' ORDER BY c.name LIMIT 200",
        [f"%{text}%", text],
    )
    flags = ("is_active", "is_staff", "is_superuser")
    return {"users": [{**r, **{k: bool(r[k]) for k in flags}} for r in found]}


async def _user_of(character: str) -> tuple[User, Character]:
    wanted = {"id": int(character)} if character.isascii() and character.isdigit() else {"name": character}
    found = await Character.filter(**wanted).prefetch_related("ownership").limit(2)
    if not found:
        raise NotFound("error.no_such", kind="character", text=character, near="/admin users")
    if len(found) > 1:
        raise Invalid("desk.name_ambiguous", name=character)
    owned = await User.filter(ownerships__character_id=found[0].id).first()
    if owned is None:
        raise NotFound("desk.nobody_owns", name=found[0].name)
    return owned, found[0]


async def user_promote(character: str) -> Answer:
    """Make the owner of a character the administrator."""
    return await _rank(character, True)


async def user_demote(character: str) -> Answer:
    """Take the administrator's rights from the owner of a character."""
    return await _rank(character, False)


async def _rank(character: str, up: bool) -> Answer:
    user, owned = await _user_of(character)
    async with transaction():
        before = {"superuser": user.is_superuser, "staff": user.is_staff}
        await User.filter(id=user.id).update(is_superuser=up, is_staff=up)
        after = {"superuser": up, "staff": up}
        await audit.record(SHELL, [audit.Entry("user.rank", user.id, before=before, after=after)])
        await emit(MainChanged(frozenset({user.id})))
    return {"user": user.id, "character": owned.name, "superuser": up}


async def reassess(character: str = "") -> Answer:
    """Look at one pilot, or at everybody, afresh."""
    users = frozenset({(await _user_of(character))[0].id}) if character else frozenset()
    async with transaction():
        await emit(MainChanged(users) if users else StatesEdited(users))
    return {"queued": "everybody" if not users else sorted(users)}


async def sync(service: str) -> Answer:
    """Compare a service with what should be; queue what differs."""
    found = [i for i in await Instance.filter(enabled=True) if service in (i.kind, i.slug, i.name)]
    if not found:
        known = ", ".join(sorted({i.kind for i in await Instance.all()})) or "none yet"
        raise NotFound("error.no_such", kind="service", text=service, near=known)
    await queue.enqueue("service.reconcile", [(str(i.id), "") for i in found], lane=queue.DISCORD)
    return {"queued": [i.name or i.slug for i in found]}


async def queue_list(name: str = "") -> Answer:
    """What waits, by name, and what was given up; of one name if it is given."""
    found = [n for n in await queue.by_name() if name in ("", n.name)]
    depth, now = queue.total(found), clock.now()
    return {
        "waiting": depth.waiting,
        "running": depth.running,
        "names": [
            {
                "name": n.name,
                "waiting": n.waiting,
                "running": n.running,
                "dead": n.dead,
                "oldest_seconds": round((now - n.oldest).total_seconds()) if n.oldest else None,
            }
            for n in found
        ],
        "dead": [
            {
                "id": d.id,
                "job": f"{d.name} {d.key}",
                "attempts": d.attempts,
                "since": d.created_at.isoformat(timespec="seconds"),
                "error": d.last_error,
            }
            for d in await queue.dead(SHELL, name=name)
        ],
    }


async def queue_retry(job: int | None = None) -> Answer:
    """Let one job, or all that were given up, run again."""
    ids = [job] if job is not None else [d.id for d in await queue.dead(SHELL, 10_000)]
    return {"retried": await queue.retry(SHELL, ids)}


async def queue_drop(job: int) -> Answer:
    """Forget a job that was given up."""
    return {"dropped": await queue.drop(SHELL, [job])}


async def queue_purge(days: float) -> Answer:
    """Forget what was given up and was put in longer ago."""
    if days < 0:
        raise Invalid("desk.no_such_days")
    return {"purged": await queue.purge(SHELL, timedelta(days=days))}


async def jobs_list() -> Answer:
    """What happens by the clock, and how it last went."""
    return {
        "jobs": [
            {
                "name": j.name,
                "last": j.started_at.isoformat(timespec="seconds") if j.started_at else None,
                "duration_ms": j.duration_ms,
                "result": j.result,
                "message": j.message,
                "next": j.next_at.isoformat(timespec="seconds") if j.next_at else None,
            }
            for j in await schedule.overview(SHELL)
        ]
    }


async def jobs_run(name: str) -> Answer:
    """Let a scheduled job run as soon as a worker is free."""
    await schedule.run_now(SHELL, name)
    return {"queued": name}


async def secrets_rotate(newest: str, sign_out: bool = False) -> Answer:
    """Put everything sealed under the newest key, which must be the operator's; new hashes too if he says so."""
    vault = outside.need_vault()
    keyring.must_hold(vault, newest)
    done = await keyring.rotate(SHELL, vault)
    return {
        "keys": done.keys,
        "resealed": done.resealed,
        "fine": done.fine,
        "busy": done.busy,
        "locked": dict(done.locked),
        "signed_out": await keyring.renew_hashes(SHELL, vault) if sign_out else None,
    }


async def state_list() -> Answer:
    """States with their members, highest first."""
    answer: list[dict[str, Any]] = []
    for state in await State.all().order_by("-priority"):
        members = await StateMember.filter(state_id=state.id).order_by("kind", "entity_id")
        count = await User.filter(state_id=state.id).count()
        answer.append(
            {
                "state": state.name,
                "priority": state.priority,
                "users": count,
                "members": [f"{m.kind.value} {m.entity_id}" for m in members],
            }
        )
    return {"states": answer}


async def state_create(state: str, priority: int, public: bool = False) -> Answer:
    """Make a state; the highest priority that fits a main wins."""
    made = await states.save(SHELL, name=state, priority=priority, public=public)
    return {"state": made.name, "priority": made.priority}


async def names_set(service: str, text: str) -> Answer:
    """Have names on a service follow a format, or leave them alone ("off")."""
    found = [i for i in await Instance.all() if service in (i.kind, i.slug, i.name)]
    if not found:
        known = ", ".join(sorted({i.kind for i in await Instance.all()})) or "none yet"
        raise NotFound("error.no_such", kind="service", text=service, near=known)
    for instance in found:
        await names.choose(SHELL, instance.id, None if text == "off" else text)
    return {"service": [i.name or i.slug for i in found], "format": text}


async def state_change(state: str, kind: str, entity: int, add: bool) -> Answer:
    """Take a character, corporation, alliance or faction into a state, or out of it."""
    row = await State.get_or_none(name_key=folded(state))
    if row is None:
        names = ", ".join(await State.all().values_list("name", flat=True))  # type: ignore[arg-type]
        raise NotFound("error.no_such", kind="state", text=state, near=names)
    pair = [(EntityKind(kind), entity)]
    await states.change_members(SHELL, row.id, add=pair if add else [], remove=[] if add else pair)
    return {"state": row.name, "added" if add else "removed": f"{kind} {entity}"}


async def permission_change(permission: str, holder: str, holder_name: str, give: bool) -> Answer:
    """Give a permission to a state, a group, or the owner of a character, or take it."""
    kind = Holder.USER if holder == "character" else Holder(holder)
    if kind is Holder.USER:
        holder_id = (await _user_of(holder_name))[0].id
    else:
        model: type[State] | type[Group] = State if kind is Holder.STATE else Group
        row = await model.get_or_none(name_key=folded(holder_name))
        if row is None:
            known = ", ".join(await model.all().limit(20).values_list("name", flat=True)) or "none yet"  # type: ignore[arg-type]
            raise NotFound("error.no_such", kind=holder, text=holder_name, near=known)
        holder_id = row.id
    changed = await (grants.give if give else grants.take)(SHELL, permission, kind, holder_id)
    return {"permission": permission, "holder": f"{holder} {holder_name}", "changed": changed}


async def permission_list() -> Answer:
    """The vocabulary."""
    return {"permissions": [{"permission": p.codename, "allows": p.allows} for p in VOCABULARY.values()]}


OPERATIONS: dict[str, Operation] = {
    "user-list": user_list,
    "user-promote": user_promote,
    "user-demote": user_demote,
    "reassess": reassess,
    "sync": sync,
    "queue-list": queue_list,
    "queue-retry": queue_retry,
    "queue-drop": queue_drop,
    "queue-purge": queue_purge,
    "jobs-list": jobs_list,
    "jobs-run": jobs_run,
    "secrets-rotate": secrets_rotate,
    "permission-change": permission_change,
    "permission-list": permission_list,
    "names-set": names_set,
    "state-create": state_create,
    "state-list": state_list,
    "state-change": state_change,
}
