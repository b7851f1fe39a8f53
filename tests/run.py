"""`make test`: the suite on SQLite, then on MariaDB; says what this machine lacks and what was left out for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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


def tell(command: list[str], env: dict[str, str]) -> int:
    """Run the suite; what fails is told once more by itself, to say whether it is unsteady. It stays a failure."""
    here = Path(__file__).parent.parent
    status = subprocess.call(command, env=env, cwd=here)
    if status != 1:
        return status
    print("== what failed, once more by itself ==", flush=True)
    again = subprocess.call([*command, "--last-failed", "-p", "no:randomly"], env=env, cwd=here)
    if again == 0:
        print("UNSTEADY: the tests above failed in the suite and passed alone.", flush=True)
    return status


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
        worst = max(worst, tell(command, {**os.environ, "DB": database}))
    return worst


if __name__ == "__main__":
    sys.exit(main())
