"""One's own EVE tokens: what each may, what it is used for, and taking it away; granting more."""

from __future__ import annotations

from aiohttp import web
from yarl import URL

from bot.errors import Invalid, NotFound
from bot.rules import accounts, tokens
from web.keys import ACTOR
from web.kit import back_to, flash, local_path, needs, page

routes = web.RouteTableDef()

CHECKED = {
    "valid": ("good", "web.token.checked_valid"),
    "dying": ("warn", "web.token.checked_dying"),
    "dead": ("danger", "web.token.checked_dead"),
}


@routes.get("/account/tokens", name="tokens")
@needs()
async def mine(request: web.Request) -> web.Response:
    """All of one's tokens."""
    actor = request[ACTOR]
    return page(request, "tokens.html", card=await accounts.card(actor), tokens=await tokens.mine(actor))


@routes.post(r"/account/tokens/{id:\d{1,18}}/check", name="tokens.check")
@needs()
async def check(request: web.Request) -> web.Response:
    """Ask EVE whether it still honours a token."""
    view = await tokens.check(request[ACTOR], int(request.match_info["id"]))
    kind, key = CHECKED[view.status.value]
    flash(request, kind, key, name=view.character_name)
    raise back_to(request, "/account/tokens")


@routes.get(r"/account/tokens/{id:\d{1,18}}/delete", name="tokens.delete.ask")
@needs()
async def ask_delete(request: web.Request) -> web.Response:
    """The question before a token is forgotten; the last one takes its character along."""
    actor = request[ACTOR]
    view, last = await _own(request)
    return page(
        request,
        "confirm.html",
        card=await accounts.card(actor),
        title="web.token.delete_title",
        text="web.token.delete_last" if last else "web.token.delete_text",
        values={"name": view.character_name},
        button="web.token.delete_button",
        fields={},
        cancel="/account/tokens",
    )


@routes.post(r"/account/tokens/{id:\d{1,18}}/delete", name="tokens.delete")
@needs()
async def delete(request: web.Request) -> web.Response:
    """Forget a token."""
    view, _ = await _own(request)
    left = await tokens.delete(request[ACTOR], view.id)
    flash(
        request, "good", "web.token.deleted_left" if left else "web.token.deleted", name=view.character_name
    )
    raise back_to(request, "/account/tokens")


@routes.get("/account/grant", name="tokens.grant")
@needs()
async def grant(request: web.Request) -> web.Response:
    """What a feature wants to read and why, before EVE asks the same in its own words."""
    wanted = sorted(set(request.query.get("scopes", "").split()))
    if not wanted or any(scope not in tokens.SCOPES for scope in wanted):
        raise Invalid("web.grant.unknown")
    back = local_path(request.query.get("return"), "/account/tokens")
    address = URL("/sso/login").with_query({"scopes": " ".join(wanted), "return": back})
    return page(
        request,
        "grant.html",
        card=await accounts.card(request[ACTOR]),
        scopes=[(scope, tokens.SCOPES[scope]) for scope in wanted],
        address=str(address),
        back=back,
    )


async def _own(request: web.Request) -> tuple[tokens.TokenView, bool]:
    """The token of the address, and whether it is the last renewable one of its character."""
    wanted = int(request.match_info["id"])
    found = await tokens.mine(request[ACTOR])
    view = next((t for t in found if t.id == wanted), None)
    if view is None:
        raise NotFound("token.unknown")
    others = [t for t in found if t.character_id == view.character_id and t.id != wanted]
    return view, not any(t.renewable and t.status.value != "dead" for t in others)
