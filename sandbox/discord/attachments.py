"""Files sent with messages: kept in memory and served as Discord's CDN would."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

PATH = r"/cdn/attachments/{channel_id:[0-9]+}/{attachment_id:[0-9]+}/{name}"
UNSAFE = re.compile(r"[^\w.-]+")
MOST_KEPT = 200


def keep(world: DiscordWorld, channel: Wire, file: web.FileField) -> Wire:
    """Take a file in; its name loses what Discord would not let into an address."""
    content, attachment_id = file.file.read(), world.snowflake()
    name = UNSAFE.sub("_", file.filename) or "unknown"
    world.files[attachment_id] = name, file.content_type, content
    while len(world.files) > MOST_KEPT:
        world.files.pop(next(iter(world.files)))
    url = f"{world.url()}/cdn/attachments/{channel['id']}/{attachment_id}/{name}"
    return {
        "id": attachment_id,
        "filename": name,
        "size": len(content),
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
    }


def serve(world: DiscordWorld) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The CDN's side. What is no picture is handed out as a download: it may hold a script."""

    async def handle(request: web.Request) -> web.StreamResponse:
        name, kind, content = world.files.get(request.match_info["attachment_id"], ("", "", b""))
        if name != request.match_info["name"]:
            return web.Response(status=404, text="This content is no longer available.")
        shown = kind in ("image/png", "image/jpeg", "image/gif", "image/webp")
        headers = {"X-Content-Type-Options": "nosniff"}
        if not shown:
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return web.Response(
            body=content, content_type=kind if shown else "application/octet-stream", headers=headers
        )

    return handle
