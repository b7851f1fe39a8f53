"""What benchmarks share: databases, a crowd, processes of their own, and how figures are written down."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bot import clock, database, migrate
from bot.rules import states
from bot.rules.roles import ensure
from models.characters import Character, Ownership
from models.discord import DiscordUser, Guild, GuildRole, RoleMapping
from models.organisations import Corporation
from models.services import Account, Instance
from models.states import State
from models.users import Subject, User
from tests import mariadb

ROOT = Path(__file__).resolve().parents[2]
OURS, OTHERS = 98_000_001, 98_000_002
GUILD = 110_000_000_000_000_001


@dataclass(frozen=True)
class Figure:
    """One measured number. `raw`: the runs that it is the median of."""

    name: str
    value: float | None
    unit: str
    better: str
    reason: str = ""
    raw: tuple[float, ...] = ()


def median(name: str, runs: list[float], unit: str, better: str = "lower", reason: str = "") -> Figure:
    """The median of several runs."""
    return Figure(name, round(statistics.median(runs), 4), unit, better, reason, tuple(runs))


def tell(*figures: Figure) -> None:
    """Print figures for the process that collects them."""
    for figure in figures:
        sys.stdout.write("FIGURE " + json.dumps(asdict(figure)) + "\n")
    sys.stdout.flush()


@contextmanager
def databases(kinds: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Addresses of fresh databases, by kind; MariaDB only where it is installed."""
    folder = Path(tempfile.mkdtemp(prefix="concord-bench-"))
    try:
        found = {k: f"sqlite://{folder / 'bench.sqlite3'}" for k in kinds if k == "sqlite"}
        if "mariadb" in kinds and mariadb.installed():
            with mariadb.server(folder / "maria") as server, mariadb.database(server) as name:
                yield found | {"mariadb": server.url(name)}
        else:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """A migrated, open database with the default states."""
    await migrate.upgrade(url)
    await database.connect(url)
    try:
        await states.ensure_defaults()
        yield
    finally:
        await database.disconnect()


async def crowd(people: int, *, state: str = "Guest", corporations: tuple[int, ...] = (OURS, OTHERS)) -> None:
    """That many accounts with a main, dealt out over these corporations, all linked to Discord members."""
    now = clock.now()
    rank = await State.get(name=state)
    instance, _ = await Instance.get_or_create(kind="discord", slug=str(GUILD), defaults={"name": "Bench"})
    await Guild.get_or_create(id=GUILD, defaults={"instance": instance, "name": "Bench", "present": True})
    for number in corporations:
        await Corporation.get_or_create(id=number, defaults={"name": f"Corporation {number}", "ticker": "BENCH"})
    ids = range(1, people + 1)
    await Character.bulk_create(
        [
            Character(id=90_000_000 + i, name=f"Pilot {i}", corporation_id=corporations[i % len(corporations)])
            for i in ids
        ],
        batch_size=1000,
    )
    await User.bulk_create(
        [
            User(id=i, main_id=90_000_000 + i, state_id=rank.id, state_since=now, created_at=now, is_active=True)
            for i in ids
        ],
        batch_size=1000,
    )
    await Subject.bulk_create([Subject(user_id=i, name=f"Pilot {i}") for i in ids], batch_size=1000)
    await Ownership.bulk_create(
        [Ownership(character_id=90_000_000 + i, user_id=i, owner_hash=f"h{i}", since=now) for i in ids],
        batch_size=1000,
    )
    await DiscordUser.bulk_create(
        [DiscordUser(id=discord_id(i), user_id=i, username=f"pilot{i}", linked_at=now) for i in ids], batch_size=1000
    )
    await Account.bulk_create(
        [Account(instance_id=instance.id, user_id=i, uid=str(discord_id(i)), since=now) for i in ids], batch_size=1000
    )


def discord_id(number: int) -> int:
    """The Discord id of one of the crowd."""
    return 150_000_000_000_000_000 + number


async def mapped_role(role_id: int, name: str = "Member") -> None:
    """The role that stands for a state, as if it had been made before."""
    await ensure(GUILD)
    await GuildRole.get_or_create(id=role_id, defaults={"guild_id": GUILD, "name": name, "position": 1})
    state = await State.get(name=name)
    await RoleMapping.filter(guild_id=GUILD, state_id=state.id).update(role_id=role_id)


def run_part(name: str) -> list[Figure]:
    """Run a part in a process of its own and collect its figures; what it prints is kept as raw output."""
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{name}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    (folder / f"{name}.txt").write_text(done.stdout + "\n--- errors ---\n" + done.stderr)
    found = [Figure(**json.loads(line[7:])) for line in done.stdout.splitlines() if line.startswith("FIGURE ")]
    if done.returncode:
        sys.stderr.write(f"{name} failed: see var/bench/{name}.txt\n{done.stderr[-1500:]}\n")
    return found


def run(main: object) -> None:
    """Run one part's coroutine."""
    asyncio.run(main)  # type: ignore[arg-type]
