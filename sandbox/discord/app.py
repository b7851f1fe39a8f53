"""Puts the pretend Discord into an aiohttp application, beside whatever else that serves."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.discord import (
    attachments,
    callbacks,
    channels,
    commands,
    events,
    members,
    messages,
    moderation,
    oauth,
    pictures,
    pins,
    threads,
    webhooks,
)
from sandbox.discord.rest import API, serve, unknown_route
from sandbox.discord.world import DiscordWorld

AREAS = (
    commands, members, channels, threads, messages, pins, events, moderation, webhooks, callbacks, oauth,
)  # fmt: skip
GATEWAY = "/gateway"


def add_routes(app: web.Application, world: DiscordWorld, base_url: Callable[[], str]) -> None:
    """Serve `world`: REST below `/api/v10`, `/gateway`, `/oauth2/authorize`, `/cdn/…`.

    `base_url` is asked late, when the port is known. The gateway also answers at `/`, where Discord's own lives,
    but only to websockets: the page at `/` is somebody else's.
    """
    world.url = lambda: base_url().rstrip("/")
    world.gateway.url = lambda: base_url().rstrip("/").replace("http", "ws", 1) + GATEWAY
    router = app.router
    for area in AREAS:
        for route in sorted(area.routes.all, key=lambda r: r.path.count("{")):  # `@me` before `{user_id}`
            router.add_route(route.method, API + route.pattern, serve(world, route))
            if route.path.startswith("/oauth2/token"):
                router.add_route(route.method, "/api" + route.pattern, serve(world, route))
    router.add_get(GATEWAY, world.gateway.serve)

    @web.middleware
    async def gateway_at_root(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/" and request.headers.get("Upgrade", "").lower() == "websocket":
            return await world.gateway.serve(request)
        return await handler(request)

    app.middlewares.append(gateway_at_root)

    async def authorize(request: web.Request) -> web.StreamResponse:
        return await oauth.authorize(world, request)

    async def unknown(request: web.Request) -> web.StreamResponse:
        return await unknown_route(world, request)

    async def close(_: web.Application) -> None:
        await world.gateway.close()

    router.add_get("/oauth2/authorize", authorize)
    router.add_get(r"/cdn/avatars/{user_id:[0-9]+}/{picture:\w+}.png", _avatar)
    router.add_get(r"/cdn/embed/avatars/{number:[0-9]+}.png", _default_avatar)
    router.add_get(attachments.PATH, attachments.serve(world))
    router.add_route("*", "/api/{rest:.*}", unknown)
    app.on_shutdown.append(close)


async def _avatar(request: web.Request) -> web.Response:
    return _picture(pictures.avatar(request.match_info["user_id"] + request.match_info["picture"]))


async def _default_avatar(request: web.Request) -> web.Response:
    return _picture(pictures.default_avatar(int(request.match_info["number"])))


def _picture(content: bytes) -> web.Response:
    return web.Response(body=content, content_type="image/png", headers={"Cache-Control": "max-age=86400"})
