"""start: seconds from the process's start to the first 200 of `/`, warm environment."""

from __future__ import annotations

import time
from pathlib import Path

from tests.benchmarks import processes
from tests.benchmarks.kit import log, median, server, tell

RUNS = 5


def once(served: processes.Served, environment: dict[str, str], said: Path) -> float:
    began = time.perf_counter()
    with processes.concord(served, environment, said) as pid:
        return processes.until(served, "/", pid) - began


def main() -> None:
    with server("sqlite") as databases, databases.fresh() as url, processes.sandbox(40) as served:
        environment = served.environment(url, databases.folder)
        said = databases.folder / "log"
        first = once(served, environment, said)
        log(f"migrating from nothing: {first:.3f} s (not counted)")
        runs = [once(served, environment, said) for _ in range(RUNS)]
        log(f"runs: {', '.join(f'{r:.3f}' for r in runs)}")
        tell(median("start.first_page", runs, "s"))


if __name__ == "__main__":
    main()
