"""Which channel gets what, for staff: a page for each server. The rules are in bot/rules/channels.py."""

from __future__ import annotations

from aiohttp import web

from bot.rules import channels, posts
from bot.rules.places import Unfit
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read

routes = web.RouteTableDef()

HERE = "/admin/channels"


@routes.get(HERE, name="channels")
@needs(posts.MANAGE)
async def overview(request: web.Request) -> web.Response:
    """Every kind of post, in the server asked for or the first."""
    actor = request[ACTOR]
    served = await channels.guilds(actor)
    asked = request.query.get("guild", "")
    one = next((g for g in served if str(g.id) == asked), served[0] if served else None)
    kinds = await channels.overview(actor, one.id) if one else []
    return page(request, "channels.html", served=served, one=one, kinds=kinds)


@routes.post(HERE, name="channels.choose")
@needs(posts.MANAGE)
async def choose(request: web.Request) -> web.Response:
    """Choose a channel; where strangers read, ask first."""
    form = await read(request, guild=int, kind=str, channel=int | None, mark=str | None)
    back = f"{HERE}?guild={form.guild}"
    try:
        await posts.choose(request[ACTOR], form.guild, form.kind, form.channel, vouch=form.mark or "")
    except Unfit as e:
        if not e.misfit.ids:
            raise
        fields = {"guild": form.guild, "kind": form.kind, "channel": form.channel, "mark": e.misfit.mark}
        return page(
            request,
            "confirm.html",
            title="channels.strangers",
            text=e.key,
            values=e.values,
            button="channels.vouch",
            kind="primary",
            fields=fields,
            cancel=back,
        )
    flash(request, "good", "channels.saved")
    raise back_to(request, back)


@routes.post(f"{HERE}/test", name="channels.test")
@needs(posts.MANAGE)
async def test(request: web.Request) -> web.Response:
    """Post an example for a minute."""
    form = await read(request, guild=int, kind=str)
    await channels.test(request[ACTOR], form.guild, form.kind)
    flash(request, "good", "channels.tested")
    raise back_to(request, f"{HERE}?guild={form.guild}")
