"""memory: PSS of all our processes 60 seconds after start, with a handful of members and with 10,000."""

from __future__ import annotations

import sys
import time

from tests.benchmarks import processes
from tests.benchmarks.kit import RUNS, log, median, server, tell

AFTER = 60.0
SIZES = {"memory.idle": 40, "memory.members_10k": 10_000}


def once(name: str, members: int, kind: str) -> dict[str, float]:
    """The kernel's figures in MiB, once all members are known and a minute has passed since the start."""
    with server(kind) as databases, databases.fresh() as url, processes.sandbox(members) as served:
        processes.seed(served, url, members)
        began = time.perf_counter()
        with processes.concord(
            served, served.environment(url, databases.folder), databases.folder / "log"
        ) as pid:
            ready = processes.until(served, "/readyz", pid, 0.2) - began
            time.sleep(max(0.0, AFTER - (time.perf_counter() - began)))
            found = processes.memory(pid)
            many = len(processes.family(pid))
            said = processes.complaints(databases.folder / "log")
    log(
        f"{name}: PSS {found['Pss']:.1f}, RSS {found['Rss']:.1f} MiB in {many} process(es); ready after {ready:.1f} s"
    )
    if said:
        log(f"  Concord said: {said}")
    return found


def main(kind: str = "sqlite") -> None:
    for name, members in SIZES.items():
        runs = [once(name, members, kind) for _ in range(RUNS)]
        tell(median(name, [r["Pss"] for r in runs], "MiB"))
        tell(median(f"{name}.rss", [r["Rss"] for r in runs], "MiB", extra=True))
        private = [r["Private_Clean"] + r["Private_Dirty"] for r in runs]
        tell(median(f"{name}.private", private, "MiB", extra=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
