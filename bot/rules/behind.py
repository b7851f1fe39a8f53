"""What happened to the thing that a post of ours is about. Features say what theirs are about, and who may look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.database import rows
from bot.errors import NotFound
from bot.rules import trail
from bot.rules.access import STAFF, Actor
from bot.rules.audit import AUDIT
from bot.rules.trail import Page, Search

About = Callable[[Actor, str], Awaitable[Search]]
"""Actor and the post's subject → what of the trail lies behind it; raises Forbidden for who may not see that."""

_kinds: dict[str, About] = {}


def stands_for(kind: str, about: About) -> None:
    """Say what posts of a kind are about; without it their subject ("brake:3") is the thing, for staff and auditors."""
    _kinds[kind] = about


async def history(
    actor: Actor,
    message_id: int,
    *,
    before: int | None = None,
    after: int | None = None,
    per: int = trail.PAGE,
) -> Page:
    """The history behind a message. Raises NotFound if it is no post of ours, Forbidden as its feature decides."""
    found = await rows("SELECT kind, subject FROM posts WHERE message_id = %s LIMIT 1", [message_id])
    if not found:
        raise NotFound("trail.no_post")
    kind, subject = found[0]["kind"], found[0]["subject"]
    wanted = await _kinds.get(kind, _thing)(actor, subject)
    if wanted == Search():
        raise NotFound("trail.no_post")
    return await trail.read(wanted, before=before, after=after, per=per)


async def _thing(actor: Actor, subject: str) -> Search:
    if not actor.may(STAFF):
        actor.must(AUDIT)
    return Search(what=subject if ":" in subject else "")
