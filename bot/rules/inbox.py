"""What people do with what they were told: read, delete, and say how they want to be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import clock
from bot.database import retried, rows, transaction, upsert
from bot.errors import Invalid, NotFound
from bot.rules import audit
from bot.rules.access import Actor
from bot.rules.notices import CATEGORIES, level_of
from bot.voice import languages, say
from models.notices import Level, Notice, NoticePreference
from models.users import User


@dataclass(frozen=True, slots=True)
class Line:
    """One notice, as its owner sees it."""

    id: int
    key: str
    facts: dict[str, Any]
    level: Level
    category: str
    created_at: datetime
    unread: bool

    def text(self, language: str) -> str:
        """What happened, why, and what to do next."""
        return say(language, self.key, **self.facts)

    def title(self, language: str) -> str:
        """Its first sentence."""
        text = self.text(language)
        end = text.find(". ")
        return text[: end + 1] if end > 0 else text

    def rest(self, language: str) -> str:
        """What follows the first sentence."""
        return self.text(language)[len(self.title(language)) :].strip()


@dataclass(frozen=True, slots=True)
class Told:
    """A page of somebody's notices: how many there are (of those asked for), and how many are unread."""

    lines: tuple[Line, ...]
    count: int
    unread: int


async def listed(actor: Actor, *, unread: bool = False, start: int = 0, per: int = 50) -> Told:
    """The actor's own notices, newest first; with `unread` only those. Two statements."""
    user_id = actor.must_be_someone()
    counts = (
        await rows(
            "SELECT COUNT(*) AS n, COUNT(CASE WHEN read_at IS NULL THEN 1 END) AS unread FROM notices WHERE user_id = %s",
            [user_id],
        )
    )[0]
    wanted = Notice.filter(user_id=user_id, read_at=None) if unread else Notice.filter(user_id=user_id)
    found = await wanted.order_by("-id").offset(start).limit(per)
    lines = tuple(
        Line(n.id, n.key, n.facts, level_of(n.level), n.category, n.created_at, n.read_at is None)
        for n in found
    )
    return Told(lines, int(counts["unread"] if unread else counts["n"]), int(counts["unread"]))


async def read(actor: Actor, notice_id: int) -> None:
    """Mark one of the actor's own notices as read. Raises NotFound for anybody else's."""
    await _own(actor, notice_id)
    await Notice.filter(id=notice_id, read_at=None).update(read_at=clock.now())


async def delete(actor: Actor, notice_id: int) -> None:
    """Delete one of the actor's own notices. Raises NotFound for anybody else's."""
    await _own(actor, notice_id)
    await Notice.filter(id=notice_id).delete()


async def _own(actor: Actor, notice_id: int) -> None:
    if not await Notice.exists(id=notice_id, user_id=actor.must_be_someone()):
        raise NotFound("notice.not_yours")


async def read_all(actor: Actor) -> int:
    """Mark everything as read; returns how much that was."""
    unread = Notice.filter(user_id=actor.must_be_someone(), read_at=None)
    return await unread.update(read_at=clock.now())


async def delete_read(actor: Actor) -> int:
    """Delete what was read; returns how much that was."""
    return await Notice.filter(user_id=actor.must_be_someone(), read_at__isnull=False).delete()


# -- how people want to be told --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wish:
    """One category and whether it comes as a direct message as well."""

    category: str
    direct: bool

    @property
    def key(self) -> str:
        """The words of its name; with `_what` those of what belongs to it."""
        return f"notice.category.{self.category}"


async def wishes(actor: Actor) -> list[Wish]:
    """Every category, as the actor has it; one statement."""
    said = {p.category: p.direct for p in await NoticePreference.filter(user_id=actor.must_be_someone())}
    return [Wish(c.name, said.get(c.name, c.direct)) for c in CATEGORIES.values()]


@retried
async def prefer(actor: Actor, direct: dict[str, bool]) -> None:
    """Have these categories sent directly, or on the page only. Raises Invalid for one that there is not."""
    user_id = actor.must_be_someone()
    if unknown := set(direct) - set(CATEGORIES):
        raise Invalid("notice.no_such_category", name=min(unknown))
    made = [NoticePreference(user_id=user_id, category=c, direct=d) for c, d in sorted(direct.items())]
    async with transaction():
        await upsert(NoticePreference, made, ["direct"], conflict=["user_id", "category"])


async def prefer_only(actor: Actor, direct: Collection[str]) -> None:
    """Have these categories sent directly and all others on the page only. Raises Invalid for one that there is not."""
    await prefer(actor, {c: c in direct for c in {*CATEGORIES, *direct}})


async def spoken(actor: Actor) -> str:
    """The language that the actor chose for the account; "" if none."""
    return (await User.get(id=actor.must_be_someone())).language


@retried
async def speak(actor: Actor, language: str) -> None:
    """Choose the language of what the actor is told; "" follows Discord and the browser. Raises Invalid."""
    user_id = actor.must_be_someone()
    if language and language not in languages():
        raise Invalid("notice.no_such_language", name=language)
    async with transaction():
        before = (await User.get(id=user_id)).language
        if before != language:
            await User.filter(id=user_id).update(language=language)
            change = audit.Entry(
                "account.language", user_id, "", {"language": before}, {"language": language}
            )
            await audit.record(actor, [change])
