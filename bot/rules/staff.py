"""Telling staff once what needs a human: a notice for each of them, and a line in their channel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tortoise.functions import Max

from bot import clock
from bot.database import retried, transaction, upsert
from bot.rules.brake import staff_ids
from bot.rules.notices import Telling, tell
from bot.rules.queue import DISCORD, enqueue
from models.notices import Level
from models.posts import PostChannel, PostLine

MOST = 20
"""So many are told; an alliance has no more people who would mend it."""
KIND, COLLECT = "staff", "staff.collect"
TOGETHER = 30.0
"""Seconds for which lines are collected into one post."""
KEPT = timedelta(days=7)


@retried
async def tell_staff(key: str, facts: dict[str, Any], *, once: str) -> None:
    """Write a notice for everybody on staff, and a line for their channel; without a channel it comes to them directly.

    `once` names the matter: it is told once, however often it comes up.
    """
    people = (await staff_ids())[:MOST]
    async with transaction():
        channel = await PostChannel.exists(kind=KIND, trouble="")
        await tell(
            Telling(
                u,
                key,
                facts,
                Level.WARNING,
                once=f"{once}:{u}"[:128],
                direct=not channel,
                category="staff",
            )
            for u in people
        )
        if channel:
            line = PostLine(kind=KIND, key=key, facts=facts, once=once[:128], created_at=clock.now())
            await upsert(PostLine, [line], [], conflict=["once"])
            await enqueue(COLLECT, [(KIND, "")], delay=TOGETHER)


async def collect() -> None:
    """Make one post of the lines that wait; a crash in between leaves the same batch to be posted."""
    async with transaction():
        await PostLine.filter(kind=KIND, created_at__lt=clock.now() - KEPT).delete()
        waiting = PostLine.filter(kind=KIND, batch=None)
        (last,) = await waiting.annotate(last=Max("id")).values_list("last", flat=True)
        if last is not None:
            await waiting.filter(id__lte=last).update(batch=last)
            await enqueue("post.show", [(f"{KIND}:lines:{last}", "")], lane=DISCORD)


async def lines_of(batch: int) -> list[PostLine]:
    """What one post says."""
    return await PostLine.filter(kind=KIND, batch=batch).order_by("id")
