"""How somebody wants to be told things: language, direct messages by category, e-mail. The rules are in inbox, mail."""

from __future__ import annotations

from aiohttp import web

from bot.rules import inbox, mail
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read

routes = web.RouteTableDef()

HERE = "/settings"


@routes.get(HERE, name="settings")
@needs()
async def settings(request: web.Request) -> web.Response:
    """All of one's settings."""
    actor = request[ACTOR]
    return page(
        request,
        "settings.html",
        wishes=await inbox.wishes(actor),
        spoken=await inbox.spoken(actor),
        address=await mail.mine(actor),
    )


@routes.post(f"{HERE}/messages", name="settings.messages")
@needs()
async def messages(request: web.Request) -> web.Response:
    """The categories that come directly; the others stand on the page only."""
    form = await read(request, direct=list[str])
    await inbox.prefer_only(request[ACTOR], form.direct)
    flash(request, "good", "web.settings.saved")
    raise back_to(request, HERE)


@routes.post(f"{HERE}/speech", name="settings.speech")
@needs()
async def speech(request: web.Request) -> web.Response:
    """The language of what one is told, on Discord and by e-mail."""
    form = await read(request, language=str)
    await inbox.speak(request[ACTOR], form.language)
    flash(request, "good", "web.settings.saved")
    raise back_to(request, HERE)
