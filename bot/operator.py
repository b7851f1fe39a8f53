"""What an operator asks for on the command line: done by the running process through its socket, or by ourselves."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, UnixConnector, web

from bot.errors import ConcordError
from bot.logs import fault, working_on

log = logging.getLogger(__name__)

Answer = dict[str, Any]
Operation = Callable[..., Awaitable[Answer]]


class Refused(Exception):
    """The operation was refused; the text says why."""


def socket_path(folder: Path) -> Path:
    """Where the running process listens; only its own user may speak to it."""
    return folder / "concord.sock"


async def ask(folder: Path, name: str, arguments: Answer) -> Answer | None:
    """Have the running process do it; None if there is none. Raises Refused."""
    path = socket_path(folder)
    if not path.exists():
        return None
    try:
        async with (
            ClientSession(connector=UnixConnector(str(path)), timeout=ClientTimeout(total=None)) as session,
            session.post(f"http://concord/{name}", json=arguments) as answer,
        ):
            found = await answer.json()
            if answer.status != 200:
                raise Refused(found["error"])
            return dict(found)
    except (ClientError, FileNotFoundError, ConnectionRefusedError):
        return None


@asynccontextmanager
async def listening(folder: Path, operations: dict[str, Operation]) -> AsyncIterator[None]:
    """Serve these operations on the socket while the context is open; one of several processes in a folder does."""
    if await _answers(folder):
        yield
        return
    app = web.Application()
    app.router.add_post("/{name}", _handler(operations))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    path = socket_path(folder)
    path.unlink(missing_ok=True)
    before = os.umask(0o177)
    try:
        await web.UnixSite(runner, str(path)).start()
    finally:
        os.umask(before)
    try:
        yield
    finally:
        await runner.cleanup()
        await asyncio.to_thread(path.unlink, missing_ok=True)


async def _answers(folder: Path) -> bool:
    """Whether another process serves the socket already; one that was killed leaves a socket that nobody answers."""
    try:
        _, writer = await asyncio.open_unix_connection(str(socket_path(folder)))
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def _handler(operations: dict[str, Operation]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in operations:
            return web.json_response({"error": f"there is no operation {name}"}, status=404)
        with working_on():
            try:
                return web.json_response(await operations[name](**(await request.json())))
            except ConcordError as e:
                return web.json_response({"error": in_words(e)}, status=409)
            except (TypeError, json.JSONDecodeError):
                return web.json_response({"error": "those arguments do not fit"}, status=422)
            except Exception as e:  # noqa: BLE001 -- the operator gets the reference, the log the trace
                return web.json_response({"error": f"fault {fault(log, name, e)}; see the log"}, status=500)

    return handle


def in_words(error: ConcordError) -> str:
    """An error of the rules as a sentence for a terminal."""
    from bot.voice import say

    return say("en", error.key, **error.values)
