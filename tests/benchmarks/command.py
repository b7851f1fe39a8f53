"""command: how soon /me is acknowledged, idle and while 5,000 members get another name; Discord's own limits.

The sandbox runs in a thread of this process, Concord in a process of its own. Time runs from the interaction's
dispatch on the gateway to the first callback, by the sandbox's clock. Each syncing run begins with the operator
changing the form of all names, so the burst of judging and queueing 5,000 members is in it; what follows goes at
the speed that Discord allows, which is hours: members must still be waiting when the run is over, or it fails.
"""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot import operator
from sandbox import cast
from sandbox.discord.invoke import PersonError
from sandbox.server import Sandbox
from tests.benchmarks import box, processes
from tests.benchmarks.kit import RUNS, log, median, server, tell
from tests.benchmarks.processes import Served

MEMBERS, COMMANDS, PAUSE = 5000, 200, 0.1
FORMATS = (
    "{corp_ticker} | {character_name}",
    "{character_name} [{corp_ticker}]",
    "<{corp_ticker}> {character_name}",
)


class Hall:
    """The sandbox on a loop of its own, so that nothing we wait for here delays it."""

    def __init__(self, members: int) -> None:
        self.loop = asyncio.new_event_loop()
        port = processes.free_port()
        self.box = Sandbox(box.world_of(members, site=f"http://127.0.0.1:{port}"))
        threading.Thread(target=self.loop.run_forever, name="sandbox", daemon=True).start()
        self.does(self.box.start())
        self.served = Served(self.box.world, self.box.url, self.box.world.discord.token, port)

    def does(self, what: Coroutine[Any, Any, Any], timeout: float = 120) -> Any:
        """Run something there and wait for it."""
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(timeout)

    async def command(self, who: str) -> float:
        """Somebody types /me; seconds to the first callback. Fails as a person would see it fail."""
        pressed = await self.box.world.discord.people.run_command(who, cast.GUILD, cast.GENERAL, "me")
        await pressed.done()
        assert pressed.acknowledged_after is not None
        return float(pressed.acknowledged_after)

    async def commands(self, people: list[str]) -> list[float]:
        """So many commands by different people, one every tenth of a second."""
        found = []
        for who in people:
            found.append(await self.command(who))
            await asyncio.sleep(PAUSE)
        return found

    async def offered(self) -> None:
        """Wait until the commands are there."""
        async with asyncio.timeout(60):
            while True:
                try:
                    await self.command(str(box.pilots(self.box.world)[0].discord_id))
                except PersonError:
                    await asyncio.sleep(0.5)
                else:
                    return


@contextmanager
def hall(members: int = MEMBERS) -> Iterator[Hall]:
    made = Hall(members)
    try:
        yield made
    finally:
        made.does(made.box.stop())
        made.loop.call_soon_threadsafe(made.loop.stop)


def waiting(folder: Path) -> int:
    """How many members wait for their change, by the operator's socket."""
    found = asyncio.run(operator.ask(folder, "queue-list", {"name": ""}))
    assert found is not None
    return sum(int(j["waiting"]) + int(j["running"]) for j in found["names"] if j["name"] == "service.put")


def p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[98]


def run(made: Hall, folder: Path, number: int, *, syncing: bool) -> tuple[float, float]:
    """One run: (p99, slowest)."""
    people = [
        str(p.discord_id) for p in box.pilots(made.box.world)[number * COMMANDS : (number + 1) * COMMANDS]
    ]
    if syncing:
        asyncio.run(operator.ask(folder, "names-set", {"service": "discord", "text": FORMATS[number]}))
    seconds = made.does(made.commands(people))
    left = waiting(folder)
    assert not syncing or left > MEMBERS // 2, f"only {left} members were waiting at the end"
    log(
        f"{'syncing' if syncing else 'idle'}: p50 {statistics.median(seconds):.4f} p99 {p99(seconds):.4f} "
        f"slowest {max(seconds):.4f} s of {len(seconds)}; {left} members waiting at the end"
    )
    return p99(seconds), max(seconds)


def main() -> None:
    with server("sqlite") as databases, databases.fresh() as url, hall() as made:
        folder = databases.folder
        processes.seed(made.served, url, MEMBERS)
        with processes.concord(made.served, made.served.environment(url, folder), folder / "log") as pid:
            processes.until(made.served, "/readyz", pid, 0.2)
            made.does(made.offered())
            time.sleep(5)
            for name in ("idle", "syncing"):
                runs = [run(made, folder, n, syncing=name == "syncing") for n in range(RUNS)]
                tell(median(f"command.{name}.p99", [r[0] for r in runs], "s"))
                tell(median(f"command.{name}.slowest", [r[1] for r in runs], "s", extra=True))


if __name__ == "__main__":
    main()
