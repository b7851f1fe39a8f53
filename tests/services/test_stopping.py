"""Stopping at any moment: a signal while the application still starts ends it quickly and in order."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port

from tests.patience import crowding
from tests.sandbox.discord_house import build, serving

ROOT = Path(__file__).parents[2]
LIMIT = 2.0  # seconds
KEY = "a-key-for-tests-only-0123456789abcdef"


@asynccontextmanager
async def started(folder: Path, *arguments: str, **env: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`concord …`, or a few lines of Python, in a folder of its own."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith("CONCORD_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(arguments if arguments[0] == "-c" else ("-m", "bot", *arguments)),
        cwd=folder,
        env={**keep, "PYTHONPATH": str(ROOT), **env},
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def stop(process: asyncio.subprocess.Process, number: signal.Signals) -> tuple[float, int]:
    """Seconds from the signal to the end less those in which the machine was crowded, and the exit status."""
    began, crowded = time.monotonic(), crowding()
    process.send_signal(number)
    async with asyncio.timeout(60):
        status = await process.wait()
    return time.monotonic() - began - (crowding() - crowded), status


async def logged(process: asyncio.subprocess.Process, text: str) -> None:
    """Wait until a line with this text stands on standard error."""
    assert process.stderr is not None
    async with asyncio.timeout(60):
        while line := await process.stderr.readline():
            if text in line.decode():
                return
    raise AssertionError(f"it ended without saying {text!r}")


def real(port: int, **env: str) -> dict[str, str]:
    """What `concord run` needs, with nothing real in it."""
    return {
        "CONCORD_SECRET_KEY": KEY,
        "CONCORD_DISCORD_TOKEN": "no-token-of-anybody",
        "CONCORD_DISCORD_CLIENT_ID": "1",
        "CONCORD_DISCORD_CLIENT_SECRET": "x",
        "CONCORD_EVE_CLIENT_ID": "1",
        "CONCORD_EVE_CLIENT_SECRET": "x",
        "CONCORD_EVE_ESI_URL": "http://127.0.0.1:9",
        "CONCORD_EVE_SSO_URL": "http://127.0.0.1:9",
        "CONCORD_CONTACT": "nobody@example.org",
        "CONCORD_WEB_LISTEN": f"127.0.0.1:{port}",
        "CONCORD_WEB_URL": f"http://127.0.0.1:{port}",
        **env,
    }


async def test_discord_refusing_the_token_does_not_hold_up_the_end(tmp_path: Path) -> None:
    async with serving(build()) as house:
        env = real(unused_port(), CONCORD_DISCORD_API_URL=f"{house.url}/api/v10")
        async with started(tmp_path, "run", "--insecure", **env) as process:
            await logged(process, "CONCORD_DISCORD_TOKEN")
            took, status = await stop(process, signal.SIGTERM)
    assert status == 0
    assert took < LIMIT


async def test_a_discord_that_accepts_and_never_answers_does_not_hold_up_the_end(tmp_path: Path) -> None:
    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    env = real(unused_port(), CONCORD_DISCORD_API_URL=address, CONCORD_LOG_LEVEL="INFO")
    async with started(tmp_path, "run", "--insecure", **env) as process:
        await logged(process, "serves")
        await asyncio.sleep(0.3)
        took, status = await stop(process, signal.SIGINT)
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:  # type: ignore[arg-type]
        if "silent" in repr(task):
            task.cancel()
    await asyncio.sleep(0)
    assert status == 0
    assert took < LIMIT


async def minds_signals(process: asyncio.subprocess.Process) -> None:
    """Wait until our code runs: before that a signal meets only Python."""
    bit = 1 << (signal.SIGTERM - 1)
    status = Path(f"/proc/{process.pid}/status")
    async with asyncio.timeout(60):
        while not int(status.read_text().split("SigCgt:")[1].split()[0], 16) & bit:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("moment", [0.0, 0.8, 1.6, 2.4])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_demo_that_is_still_starting_ends_at_once(
    tmp_path: Path, moment: float, number: signal.Signals
) -> None:
    async with started(tmp_path, "demo", "--port", str(unused_port())) as process:
        await minds_signals(process)
        await asyncio.sleep(moment)
        took, status = await stop(process, number)
    assert status == 0
    assert took < LIMIT


async def test_a_broken_cog_is_loud_and_the_demo_that_waits_for_it_can_be_ended(tmp_path: Path) -> None:
    program = "import sys; sys.modules['cogs.help'] = None; from bot.__main__ import main; main(sys.argv[1:])"
    async with started(tmp_path, "-c", program, "demo", "--port", str(unused_port())) as process:
        await logged(process, "the cog cogs.help does not come up")
        await logged(process, "Concord itself has a fault")
        took, status = await stop(process, signal.SIGINT)
    assert status == 0
    assert took < LIMIT
