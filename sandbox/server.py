"""Serves a whole pretend world on one loopback port."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox import console
from sandbox.discord import app as discord
from sandbox.eve import esi, images, losses, sso
from sandbox.world import World

HOST = "127.0.0.1"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """A running sandbox. Port 0 takes a free one."""

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it is served, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    async def start(self) -> None:
        """Open the port; OSError if it is taken."""
        app = web.Application(middlewares=[self._only_here])
        app.on_response_prepare.append(_not_kept)
        sso.add_routes(app, self.world.eve, lambda: self.url)
        esi.add_routes(app, self.world.eve)
        losses.add_routes(app, self.world.eve)
        images.add_routes(app)
        discord.add_routes(app, self.world.discord, lambda: self.url)
        console.add_routes(app, self.world, lambda: self.url)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, HOST, self.port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        self._runner = runner

    async def stop(self) -> None:
        """Close the port and every connection."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    @web.middleware
    async def _only_here(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other names for this address: a page elsewhere must not reach us by DNS rebinding."""
        if request.headers.get("Host") not in (f"{HOST}:{self.port}", f"localhost:{self.port}"):
            return web.Response(status=421, text=f"The sandbox answers to {HOST}:{self.port} only.\n")
        return await handler(request)


async def _not_kept(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
