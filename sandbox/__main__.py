"""``python -m sandbox``: a pretend Discord and a pretend EVE on one loopback port."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys

from sandbox.server import Sandbox
from sandbox.world import EVE_CLIENT_ID, EVE_CLIENT_SECRET, SMALL, World


def main() -> int:
    """Serve until Ctrl-C; 0 then, 1 if the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; a free one if not given")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another world")
    parser.add_argument("--members", type=int, default=SMALL, help="how many people there are")
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="address of the application")
    given = parser.parse_args()
    world = World(given.seed, given.members, site_url=given.site)
    world.seed_alliance()
    try:
        asyncio.run(_serve(Sandbox(world, given.port)))
    except OSError as error:
        print(f"Port {given.port} cannot be used: {error.strerror}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


async def _serve(sandbox: Sandbox) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers on the loop
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await sandbox.start()
    print(_greeting(sandbox), flush=True)  # noqa: T201
    try:
        await stopped.wait()
    finally:
        await sandbox.stop()


def _greeting(sandbox: Sandbox) -> str:
    url, world = sandbox.url, sandbox.world
    return "\n".join(
        [
            f"Console           {url}/#token={world.token}",
            f"EVE SSO           {url}  (client {EVE_CLIENT_ID}, secret {EVE_CLIENT_SECRET})",
            f"EVE ESI           {url}",
            f"EVE images        {url}/images",
            f"Discord API       {url}/api/v10  (bot token {world.discord.token})",
            f"Discord gateway   ws{url.removeprefix('http')}/gateway",
            f"Discord sign-in   {url}/oauth2/authorize",
            f"Control token     {world.token}",
            f"People            {len(world.people)} (seed {world.seed})",
            "Ctrl-C ends it.",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
