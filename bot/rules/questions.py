"""What an auditor can ask about: services, permissions and groups, found by what somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.database import rows
from bot.errors import no_such
from bot.rules.access import VOCABULARY, Actor, permissions_of
from bot.rules.audit import AUDIT

MOST = 25
"""What a list of choices on Discord holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that one may have or lack: `about` is "instance:3", "permission:core.staff" or "group:5"."""

    about: str
    name: str
    detail: str = ""

    @property
    def kind(self) -> str:
        return self.about.partition(":")[0]


async def find(actor: Actor, text: str = "", most: int = MOST, *, groups: bool = True) -> list[Question]:
    """Services, permissions and groups that a text fits, those that begin with it first; nothing for non-auditors."""
    if not actor.may(AUDIT):
        return []
    typed = text.strip().casefold()
    fitting = [q for q in await _all(groups=groups) if _fits(q, typed)]
    rank = {"instance": 0, "permission": 1, "group": 2}
    return sorted(fitting, key=lambda q: (not _begins(q, typed), rank[q.kind], q.name.casefold()))[:most]


async def permission(actor: Actor, text: str) -> str:
    """The permission that a choice or a typed text means; "staff" for "core.staff". Raises NotFound with what is near."""
    return (await _one(actor, text, "permission")).about.partition(":")[2]


async def resolve(actor: Actor, text: str) -> str:
    """What a choice or a typed text asks about. Raises Forbidden, NotFound with what is near."""
    return (await _one(actor, text, "")).about


async def lacking(actor: Actor, user_id: int) -> list[Question]:
    """What somebody may be missing: all services, then groups they are not in, then permissions they lack."""
    actor.must(AUDIT)
    held = (await permissions_of([user_id])).get(user_id, frozenset())
    found = await rows("SELECT group_id FROM memberships WHERE user_id = %s", [user_id])
    mine = {f"permission:{p}" for p in held} | {f"group:{r['group_id']}" for r in found}
    return [q for q in await _all() if q.about not in mine]


async def _one(actor: Actor, text: str, kind: str) -> Question:
    actor.must(AUDIT)
    typed = text.strip().casefold()
    known = [q for q in await _all(groups=kind != "permission") if kind in ("", q.kind)]
    for same in (
        lambda q: q.about == text.strip(),
        lambda q: _called(q) == typed,
        lambda q: typed in _ends(q),
    ):
        if len(found := [q for q in known if same(q)]) >= 1:
            return found[0]
    fitting = [q for q in known if _fits(q, typed)]
    if len(fitting) == 1:
        return fitting[0]
    raise no_such(kind or "thing", text, (q.name for q in fitting))


async def _all(*, groups: bool = True) -> list[Question]:
    """Everything there is: at most two statements. Groups last: there may be hundreds."""
    found = await rows("SELECT id, kind, slug, name FROM instances WHERE enabled = 1 ORDER BY name, id")
    made = [Question(f"instance:{r['id']}", r["name"] or r["slug"], r["kind"]) for r in found]
    if groups:
        named = await rows("SELECT id, name FROM `groups` ORDER BY name")
        made += [Question(f"group:{r['id']}", r["name"]) for r in named]
    granted = await rows(
        "SELECT permission FROM group_grants UNION SELECT permission FROM state_grants "
        "UNION SELECT permission FROM user_grants"
    )
    names = sorted({*VOCABULARY, *(r["permission"] for r in granted)})
    return made + [
        Question(f"permission:{n}", n, VOCABULARY[n].allows if n in VOCABULARY else "") for n in names
    ]


def _called(question: Question) -> str:
    return question.name.casefold()


def _ends(question: Question) -> Iterable[str]:
    """Shorter names: "staff" for "core.staff", "discord" for a Discord server."""
    yield question.name.casefold().rpartition(".")[2]
    if question.kind == "instance":
        yield question.detail


def _fits(question: Question, typed: str) -> bool:
    return typed in f"{question.name} {question.detail}".casefold()


def _begins(question: Question, typed: str) -> bool:
    return any(
        w.startswith(typed) for w in _called(question).replace(".", " ").replace("_", " ").split()
    ) or (_called(question).startswith(typed))
