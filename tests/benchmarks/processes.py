"""Concord and the sandbox as processes of their own, and what the kernel says of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from sandbox import cast
from sandbox.world import EVE_CLIENT_ID, EVE_CLIENT_SECRET, World
from tests.benchmarks import box
from tests.benchmarks.kit import ROOT, opened

PATIENCE = 120.0


@dataclass(frozen=True)
class Served:
    """A sandbox in a process of its own, and the address that the application will have."""

    world: World  # the same world, for reading who is in it
    url: str
    token: str
    port: int

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, database_url: str, folder: Path) -> dict[str, str]:
        """What points Concord at this sandbox; nothing else of ours comes from outside."""
        discord = self.world.discord
        ours = {
            "DATABASE_URL": database_url,
            "DATA": str(folder),
            "SECRET_KEY": _secret(folder),
            "SITE_NAME": "Northern Watch",
            "CONTACT": "bench@example.org",
            "WEB_LISTEN": f"127.0.0.1:{self.port}",
            "WEB_URL": self.site,
            "DISCORD_TOKEN": self.token,
            "DISCORD_GUILD_ID": cast.GUILD,
            "DISCORD_CLIENT_ID": discord.client_id,
            "DISCORD_CLIENT_SECRET": discord.client_secret,
            "DISCORD_API_URL": f"{self.url}/api/v10",
            "DISCORD_GATEWAY_URL": f"{self.url.replace('http', 'ws', 1)}/gateway",
            "DISCORD_AUTHORIZE_URL": f"{self.url}/oauth2/authorize",
            "DISCORD_CDN_URL": f"{self.url}/cdn",
            "EVE_CLIENT_ID": EVE_CLIENT_ID,
            "EVE_CLIENT_SECRET": EVE_CLIENT_SECRET,
            "EVE_SSO_URL": self.url,
            "EVE_ESI_URL": self.url,
            "EVE_IMAGES_URL": f"{self.url}/images",
        }
        return {f"CONCORD_{k}": v for k, v in ours.items()}


def _secret(folder: Path) -> str:
    """One key for every start on the same data."""
    path = folder / "secret"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sandbox(members: int) -> Iterator[Served]:
    """The dressed sandbox, running."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.benchmarks.box", "--members", str(members), "--site", site]
    process = subprocess.Popen(command, cwd=ROOT, env=_bare(), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url, _, token = process.stdout.readline().strip().partition(" ")
        if not token:
            raise RuntimeError("the sandbox did not start")
        yield Served(box.world_of(members, site=site), url, token, port)
    finally:
        _end(process)


@contextmanager
def concord(served: Served, environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """`python -m bot run --insecure`, running; its process id. What it says goes to `log`."""
    with log.open("ab") as out:
        command = [sys.executable, "-m", "bot", "run", "--insecure"]
        process = subprocess.Popen(command, cwd=ROOT, env={**_bare(), **environment}, stdout=out, stderr=out)
    try:
        yield process.pid
    except Exception as e:
        raise RuntimeError(f"{e}; Concord said:\n{complaints(log)}") from e
    finally:
        _end(process)


def complaints(log: Path) -> str:
    """What Concord said beyond the usual, the latest of it."""
    return "\n".join(line for line in log.read_text().splitlines() if " INFO " not in line)[-2000:]


def _bare() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("CONCORD_")}


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def seed(served: Served, database_url: str, members: int) -> None:
    """The world's members as accounts in this database, which nobody has open."""

    async def act() -> None:
        async with opened(database_url):
            await box.settle(served.world, members)

    asyncio.run(act())


def until(served: Served, path: str, pid: int, pause: float = 0.01) -> float:
    """Ask until the answer is 200; the moment of that (perf_counter)."""
    end, status = time.perf_counter() + PATIENCE, 0
    while time.perf_counter() < end:
        if ended(pid):
            raise RuntimeError("Concord ended")
        with contextlib.suppress(OSError, HTTPException):
            status = get(served, path)
            if status == 200:
                return time.perf_counter()
        time.sleep(pause)
    raise RuntimeError(f"{path} did not answer 200 within {PATIENCE:.0f} s (last: {status})")


def ended(pid: int) -> bool:
    """Whether a child of ours has died."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def get(served: Served, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


# -- what the kernel says ------------------------------------------------------------------------------------


def family(pid: int) -> list[int]:
    """A process and all that came of it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            found += [int(c) for c in (task / "children").read_text().split()]
    return found


def memory(pid: int) -> dict[str, float]:
    """MiB of a process and its children by the kernel's names: Pss, Rss, Private_Dirty …"""
    total: dict[str, float] = {}
    for one in family(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()[1:]:
            name, value, *_ = line.split()
            total[name.rstrip(":")] = total.get(name.rstrip(":"), 0.0) + int(value) / 1024
    return total


def cpu_seconds(pid: int) -> float:
    """User and system time that a process and its children have used."""
    used = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")
