"""A worker that writes down when it begins and ends each job: `python -m tests.survival.ledger URL LEASE`."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import sys

from bot import database
from bot.jobs import claims
from bot.jobs.worker import Table, Worker

WORK = "survive.work"
TABLE = (
    "CREATE TABLE IF NOT EXISTS ledger (id BIGINT PRIMARY KEY, k VARCHAR(64), pid INT, "
    "began DATETIME(6), ended DATETIME(6))"
)


async def work(key: str, _: str) -> None:
    """Begin, take a while, and end in a transaction, as a rule's work does."""
    run = random.getrandbits(62)
    await database.execute(
        "INSERT INTO ledger (id, k, pid, began) VALUES (%s, %s, %s, UTC_TIMESTAMP(6))",
        [run, key, os.getpid()],
    )
    await asyncio.sleep(random.uniform(0.05, 0.5))
    async with database.transaction():
        await database.execute("UPDATE ledger SET ended = UTC_TIMESTAMP(6) WHERE id = %s", [run])


async def main(url: str, lease: str) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    claims.LEASE = float(lease)
    await database.connect(url)
    worker = Worker(lambda: {"any"}, Table(tasks={WORK: work}), poll=0.1)
    await worker.start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
