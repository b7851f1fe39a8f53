"""`make bench [ONLY=part]`: runs the parts, each in a process of its own, prints one table, writes var/bench.json."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.kit import ROOT, Figure, heard

FOLDER = ROOT / "var" / "bench"
PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "state_edit": (("sqlite",), ("mariadb",)),
    "reconcile": ((),),
    "esi": ((),),
    "start": ((),),
    "page": (("sqlite",), ("mariadb",)),
    "admin_users": (("sqlite",), ("mariadb",)),
    "groups": (("sqlite",), ("mariadb",)),
    "memory": ((),),
    "command": ((),),
    "revocation": ((),),
    "permissions": (("sqlite",), ("mariadb",)),
    "soak": ((),),
}
ONLY_ALONE = {"soak": "half an hour: make bench ONLY=soak"}
"""Parts that a run of everything leaves out."""
NAMES = (
    "memory.idle",
    "memory.members_10k",
    "start.first_page",
    *(
        f"page.{page}.{db}.{m}"
        for page in ("dashboard", "admin_users", "groups")
        for db in ("sqlite", "mariadb")
        for m in ("rps", "p99", "queries", "cpu_ms")
    ),
    *(f"state_edit.{n}.{m}" for n in (1000, 10_000) for m in ("seconds", "queries")),
    "reconcile.no_drift.calls",
    "reconcile.no_drift.seconds",
    "reconcile.drift_100.calls",
    "esi.calls_per_1000",
    "esi.calls_per_1000_moved5",
    "command.idle.p99",
    "command.syncing.p99",
    "revocation.discord.seconds",
    "soak.memory_growth",
    "soak.tasks",
    "soak.queue_age",
    *(f"permissions.10000.{m}" for m in ("seconds", "queries")),
)
"""What this version measures of the contract's names."""
AIMS = {
    "memory.members_10k": "120",
    "page.dashboard.sqlite.rps": "480 (at least 150)",
    "page.dashboard.mariadb.rps": "480 (at least 300)",
    "page.dashboard.sqlite.queries": "6",
    "page.dashboard.mariadb.queries": "6",
    "page.groups.sqlite.rps": "490",
    "page.groups.mariadb.rps": "490",
    "page.groups.sqlite.queries": "6",
    "page.groups.mariadb.queries": "6",
    "page.admin_users.sqlite.queries": "6",
    "page.admin_users.mariadb.queries": "6",
    "state_edit.10000.seconds": "1",
    "state_edit.10000.queries": "under 50",
    "reconcile.no_drift.calls": "0",
    "reconcile.no_drift.seconds": "under 1",
    "reconcile.drift_100.calls": "100",
    "state_edit.10000.longest_transaction": "50",
    "state_edit.1000.longest_transaction": "50",
    "permissions.10000.seconds": "under 1",
    "permissions.10000.queries": "at most 10",
}
THEIRS = {
    "memory.idle": "615 (8 processes)",
    "memory.members_10k": "615 (8 processes)",
    "page.dashboard.sqlite.rps": "48",
    "page.dashboard.mariadb.rps": "48",
    "page.groups.sqlite.rps": "49",
    "page.groups.mariadb.rps": "49",
    "page.groups.sqlite.queries": "18",
    "page.groups.mariadb.queries": "18",
    "page.dashboard.sqlite.queries": "20",
    "page.dashboard.mariadb.queries": "20",
    "state_edit.10000.seconds": "92",
    "reconcile.no_drift.calls": "10,000 (1 a member)",
    "reconcile.no_drift.seconds": "12,000 (1.2 a member)",
}
"""Alliance Auth 5.5 on such a 2-core machine, where it was measured."""
NEEDS = {
    "mariadb": ("mariadbd", "mariadb-server"),
    "page": ("wrk", "wrk"),
    "admin_users": ("wrk", "wrk"),
    "groups": ("wrk", "wrk"),
}


def main(only: str = "") -> int:
    """Run what was asked for; 1 if a part failed, 2 if there is no such part."""
    if only and only not in PARTS:
        sys.stderr.write(f"There is no part {only!r}; there are {', '.join(PARTS)}.\n")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    found: dict[str, Figure] = {}
    lacking: dict[str, str] = {}
    for part, variants in PARTS.items():
        for arguments in variants:
            if only and part != only:
                lacking[_key(part, arguments)] = f"not run: ONLY={only}"
                continue
            if why := _missing(part, arguments) or (not only and ONLY_ALONE.get(part, "")):
                lacking[_key(part, arguments)] = why
                continue
            figures, fault = run(part, arguments)
            found |= {f.name: f for f in figures}
            if fault:
                lacking[_key(part, arguments)] = fault
    figures = [found.get(n) or Figure(n, None, "", _better(n), _why(n, lacking)) for n in NAMES]
    extra = [f for f in found.values() if f.name not in NAMES]
    write(figures)
    show(figures, extra)
    return 1 if any("failed" in why for why in lacking.values()) else 0


def run(part: str, arguments: tuple[str, ...]) -> tuple[list[Figure], str]:
    """One part in a process of its own; its figures and, if it failed, why. What it prints is kept."""
    raw = FOLDER / f"{_key(part, arguments)}.txt"
    sys.stderr.write(f"{' '.join((part, *arguments))} …\n")
    began = time.monotonic()
    with raw.open("w") as out:
        command = [sys.executable, "-W", "ignore", "-m", f"tests.benchmarks.{part}", *arguments]
        code = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    lines = raw.read_text().splitlines()
    sys.stderr.write(f"  {time.monotonic() - began:.0f} s{', FAILED' if code else ''}\n")
    errors = [line for line in lines if line[:1].isalpha() and "Error: " in line]
    fault = f"the benchmark failed: {errors[-1][:200] if errors else f'exit status {code}'}" if code else ""
    return [f for line in lines if (f := heard(line))], fault


def _key(part: str, arguments: tuple[str, ...]) -> str:
    return ".".join((part, *arguments))


def _missing(part: str, arguments: tuple[str, ...]) -> str:
    """What this machine lacks for a part, with the line that installs it."""
    for key in (part, *arguments):
        program, package = NEEDS.get(key, ("", ""))
        if program and not shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
            return f"{program} is not installed: apt-get install {package}"
    return ""


def _why(name: str, lacking: dict[str, str]) -> str:
    part = next(p for p in (*name.split(".")[1::-1], name.split(".")[0]) if p in PARTS)
    for key, why in lacking.items():
        words = key.split(".")
        if words[0] == part and all(
            w in name.split(".") for w in words[1:] if part in ("page", "admin_users", "groups")
        ):
            return why
    return "the benchmark did not tell it"


def _better(name: str) -> str:
    return "higher" if name.endswith(".rps") else "lower"


def write(figures: list[Figure]) -> None:
    """var/bench.json, as the contract has it."""
    told = {
        f.name: {"value": f.value, "reason": f.reason, "unit": f.unit, "better": f.better} for f in figures
    }
    document = {"machine": machine(), "commit": _git("rev-parse", "HEAD"), "figures": told}
    (ROOT / "var" / "bench.json").write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")


def machine() -> dict[str, object]:
    """What these figures were measured on."""
    cpu = next(
        (x.partition(":")[2].strip() for x in _lines("/proc/cpuinfo") if x.startswith("model name")), ""
    )
    memory = next((int(x.split()[1]) // 1024 for x in _lines("/proc/meminfo") if x.startswith("MemTotal")), 0)
    return {
        "cpu": cpu or platform.processor(),
        "cores": os.cpu_count(),
        "memory_mib": memory,
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
        "changed_since_commit": bool(_git("status", "--porcelain", "--untracked-files=no")),
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def show(figures: list[Figure], extra: list[Figure]) -> None:
    """The table; under it what was measured beside the contract's names, and the reasons."""
    line = "{:<42} {:>10} {:<12} {:<22} {}"
    print(line.format("name", "value", "unit", "aim", "Alliance Auth 5.5"))
    for number, figure in enumerate([*figures, *sorted(extra, key=lambda f: f.name)]):
        if number == len(figures):
            print("\nbeside it")
        value = "–" if figure.value is None else f"{figure.value:,.10g}"
        aim, theirs = AIMS.get(figure.name, ""), THEIRS.get(figure.name, "")
        print(line.format(figure.name, value, figure.unit, aim, theirs).rstrip())
    reasons = {f.reason: f.name for f in reversed(figures) if f.reason}
    print()
    for reason, name in sorted(reasons.items(), key=lambda r: r[1]):
        print(f"{name}: {reason}")
    print("\nvar/bench.json has the figures, var/bench/ what each part said.")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
