"""One's own data on the site: a copy of it, closing the account and coming back, deletion."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.rules import accounts, activation, privacy, reopening, services
from web.keys import ACTOR, SITE
from web.kit import back_to, flash, needs, page, read
from web.session import browser_of, drop_cookie
from web.sso import as_id, signed_in

routes = web.RouteTableDef()


@routes.get("/account/data", name="account.data")
@needs()
async def data(request: web.Request) -> web.Response:
    """What one can have done with one's data."""
    card = await accounts.card(request[ACTOR])
    return page(request, "people/data.html", card=card, days=privacy.WAIT.days)


@routes.post("/account/export", name="account.export")
@needs()
async def export(request: web.Request) -> web.Response:
    """Everything that is kept about oneself, as a file."""
    return download(await privacy.export(request[ACTOR]))


def download(copy: privacy.Copy) -> web.Response:
    """A copy of somebody's data as a file that no cache keeps."""
    headers = {
        "Content-Disposition": f'attachment; filename="{copy.name}"',
        "Cache-Control": "private, no-store",
    }
    return web.Response(body=copy.content, content_type="application/json", charset="utf-8", headers=headers)


# -- leaving ---------------------------------------------------------------------------------------------


@routes.get("/account/close", name="account.close.ask")
@needs()
async def ask_close(request: web.Request) -> web.Response:
    """The question before one's account is closed."""
    return await _question(request, "close")


@routes.post("/account/close", name="account.close")
@needs()
async def close(request: web.Request) -> web.Response:
    """Close one's own account."""
    await activation.close(request[ACTOR])
    raise _gone(request, "web.privacy.closed")


@routes.get("/account/delete", name="account.delete.ask")
@needs()
async def ask_delete(request: web.Request) -> web.Response:
    """The question before everything about oneself is deleted."""
    return await _question(request, "delete")


@routes.post("/account/delete", name="account.delete")
@needs()
async def delete(request: web.Request) -> web.Response:
    """Close one's own account and have it deleted after a week."""
    await privacy.ask_deletion(request[ACTOR])
    raise _gone(request, "web.privacy.deletion_asked")


async def _question(request: web.Request, what: str) -> web.Response:
    return page(
        request,
        "confirm.html",
        card=await accounts.card(request[ACTOR]),
        title=f"web.privacy.{what}_title",
        text=f"web.privacy.{what}_text",
        values={"days": privacy.WAIT.days},
        button=f"web.privacy.{what}_button",
        fields={},
        cancel="/account/data",
    )


def _gone(request: web.Request, key: str) -> web.HTTPSeeOther:
    flash(request, "info", key, days=privacy.WAIT.days)
    response = back_to(request, "/")
    drop_cookie(response, request.app[SITE], "concord_session")
    return response


# -- coming back -----------------------------------------------------------------------------------------


@routes.get("/account/reopen", name="account.reopen.ask", allow_head=False)
async def ask_reopen(request: web.Request) -> web.Response:
    """EVE has said that the closed account is theirs: shall it be opened?"""
    found = await reopening.question(as_id(request.query.get("trip")), browser_of(request))
    values: dict[str, Any] = {"name": found.name, "when": _day(found.since), "erase": _day(found.erase_at)}
    return page(
        request,
        "confirm.html",
        title="web.reopen.title",
        text="web.reopen.text_deleting" if found.erase_at else "web.reopen.text",
        values=values,
        button="web.reopen.button",
        kind="primary",
        fields={"trip": found.trip_id},
        cancel="/",
    )


def _day(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "–"


@routes.post("/account/reopen", name="account.reopen")
async def reopen(request: web.Request) -> web.Response:
    """Yes: open it and sign in."""
    form = await read(request, trip=int)
    done = await reopening.confirm(form.trip, browser_of(request))
    flash(request, "good", "web.reopen.done", name=done.name)
    raise await signed_in(request, done.user_id, "/")


# -- one's accounts on services --------------------------------------------------------------------------


@routes.post(r"/account/services/{id:\d{1,9}}/close", name="service.close")
@needs()
async def close_service(request: web.Request) -> web.Response:
    """Close one's own account on a service."""
    await services.decline(request[ACTOR], int(request.match_info["id"]))
    flash(request, "info", "web.service.closed")
    raise back_to(request, "/account#services")


@routes.post(r"/account/services/{id:\d{1,9}}/open", name="service.open")
@needs()
async def open_service(request: web.Request) -> web.Response:
    """Open it again."""
    await services.want_again(request[ACTOR], int(request.match_info["id"]))
    flash(request, "good", "web.service.opened")
    raise back_to(request, "/account#services")
