"""`make test`: the suite on SQLite, then on MariaDB; says what this machine lacks and what was left out for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

NEEDS = {
    "mariadbd": ("the suite on MariaDB", "mariadb-server"),
    "chromium": ("tests in a real browser", "chromium"),
    "nginx": ("the check of the nginx sample", "nginx-light"),
    "systemd-analyze": ("the check of the systemd unit", "systemd"),
}


def there(program: str) -> bool:
    """Whether a program is installed, also where only root's PATH looks."""
    return bool(shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin"))


SLOW = ("journeys", "survival", "real", "shell", "browser")
"""Rooms that mostly wait: for a process, a browser, Discord's limits. They run beside all the others."""


def run(name: str, command: list[str], env: dict[str, str]) -> int:
    """Run pytest, each line told as it comes with the half's name before it; the closing one once more, plain."""
    here = Path(__file__).parent.parent
    line = ""
    with subprocess.Popen(
        command, env=env, cwd=here, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        for line in running.stdout or ():
            print(f"{name} | {line}", end="", flush=True)
    print(line, end="", flush=True)
    return running.returncode


def half(name: str, command: list[str], env: dict[str, str]) -> int:
    """Run one half; what fails is told once more by itself, to say whether it is unsteady. It stays a failure."""
    command = [*command, "-o", f"cache_dir=.pytest_cache/{env['DB']}-{name}"]
    status = run(name, command, env)
    if status == 1:
        print(f"{name} | == what failed, once more by itself ==", flush=True)
        if run(name, [*command, "--last-failed", "-p", "no:randomly"], env) == 0:
            print("UNSTEADY: the tests above failed in the suite and passed alone.", flush=True)
    return status


def tell(command: list[str], env: dict[str, str]) -> int:
    """Run the suite in two halves, side by side (in CI one after the other: nothing may fail there for want of a
    processor); returns the worse of both."""
    rooms = sorted(p.name for p in Path(__file__).parent.iterdir() if any(p.glob("test_*.py")))
    halves = {
        "waiting": [f"tests/{r}" for r in rooms if r in SLOW],
        "working": [f"tests/{r}" for r in rooms if r not in SLOW],
    }
    with ThreadPoolExecutor(1 if env.get("CI") == "true" else len(halves)) as pool:
        begun = [pool.submit(half, name, [*command, *paths], env) for name, paths in halves.items()]
        return max(done.result() for done in begun)


def main() -> int:
    missing = [p for p in NEEDS if not there(p)]
    strict = os.environ.get("CI") == "true"
    for program in missing:
        what, package = NEEDS[program]
        print(f"left out: {what}: there is no {program} (Debian: apt-get install {package})")
    if missing and strict:
        print("In CI nothing may be left out.")
        return 1
    databases = [os.environ["DB"]] if os.environ.get("DB") else ["sqlite", "mariadb"]
    if "mariadbd" in missing:
        databases = [d for d in databases if d != "mariadb"]
    worst = 0
    for database in databases:
        print(f"== the suite on {database} ==", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", *sys.argv[1:]]
        if database == "mariadb" and len(databases) > 1:
            command += ["--once-done"]  # what does not touch a database has run already
        env = {**os.environ, "DB": database}
        chosen = any(not a.startswith("-") for a in sys.argv[1:])
        worst = max(worst, half("chosen", command, env) if chosen else tell(command, env))
    return worst


if __name__ == "__main__":
    sys.exit(main())
