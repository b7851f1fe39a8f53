"""Puts the console and the control API into the sandbox's one application."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from sandbox.console import page
from sandbox.console.eden import EveRoutes
from sandbox.console.flying import FlyingRoutes
from sandbox.console.guard import guard
from sandbox.console.guilds import GuildRoutes
from sandbox.console.look import Look
from sandbox.console.news import News
from sandbox.console.people import DiscordRoutes
from sandbox.console.running import SandboxRoutes
from sandbox.console.trouble import TroubleRoutes
from sandbox.world import World


def add_routes(app: web.Application, world: World, _base_url: Callable[[], str]) -> None:
    """Serve the page at ``/`` and the control API below ``/control`` (documented in docs/sandbox.md)."""
    look = Look(world)
    news = News(world, look)
    control = web.Application(middlewares=[guard(world.token)])
    parts = (
        SandboxRoutes(look, news),
        TroubleRoutes(look),
        DiscordRoutes(look),
        GuildRoutes(look),
        EveRoutes(look),
        FlyingRoutes(look),
    )
    for part in parts:
        part.add_to(control.router)
    control.cleanup_ctx.append(news.run)
    app.add_subapp("/control", control)

    async def front(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":  # the gateway's address has no path
            return await world.discord.gateway.serve(request)
        return page.send(page.FOLDER / "index.html")

    app.router.add_get("/", front)
    app.router.add_get(r"/console/{name:[a-z]+\.(?:js|css|svg)}", page.part)
