"""One's e-mail address: given, proven by the link of a letter, removed. The rules are in bot/rules/mail.py."""

from __future__ import annotations

from aiohttp import web

from bot.rules import mail
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read

routes = web.RouteTableDef()

HERE = "/settings/email"


@routes.get(HERE, name="mail")
@needs()
async def address(request: web.Request) -> web.Response:
    """The address and how it stands."""
    return page(request, "mail.html", address=await mail.mine(request[ACTOR]), possible=mail.possible())


@routes.post(HERE, name="mail.give")
@needs()
async def give(request: web.Request) -> web.Response:
    """Take an address; the answer tells nothing of whose it is."""
    form = await read(request, address=str)
    await mail.give(request[ACTOR], form.address)
    flash(request, "good", "web.mail.sent")
    raise back_to(request, HERE)


@routes.post(f"{HERE}/again", name="mail.again")
@needs()
async def again(request: web.Request) -> web.Response:
    """A new link."""
    await mail.again(request[ACTOR])
    flash(request, "good", "web.mail.sent")
    raise back_to(request, HERE)


@routes.post(f"{HERE}/remove", name="mail.remove")
@needs()
async def remove(request: web.Request) -> web.Response:
    """Forget the address."""
    await mail.remove(request[ACTOR])
    flash(request, "good", "web.mail.removed")
    raise back_to(request, HERE)


@routes.get(HERE + r"/{link:\d{1,20}-[0-9a-f]{64}}", name="mail.prove.ask")
@needs()
async def ask(request: web.Request) -> web.Response:
    """The question behind the link: programs that look at links in letters only get here, and prove nothing."""
    return page(
        request,
        "confirm.html",
        title="web.mail.prove_title",
        text="web.mail.prove_text",
        values={},
        button="web.mail.prove",
        kind="primary",
        fields={},
        cancel=HERE,
    )


@routes.post(HERE + r"/{link:\d{1,20}-[0-9a-f]{64}}", name="mail.prove")
@needs()
async def prove(request: web.Request) -> web.Response:
    """Prove the address."""
    proven = await mail.prove(request[ACTOR], request.match_info["link"])
    flash(request, "good", "web.mail.proven", address=proven)
    raise back_to(request, HERE)
