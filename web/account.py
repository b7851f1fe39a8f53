"""One's own account: characters, the main, and letting a character go."""

from __future__ import annotations

from aiohttp import web

from bot.errors import NotFound
from bot.rules import accounts, identity, trail
from web.keys import ACTOR
from web.kit import back_to, flash, needs, page, read
from web.trails import log

routes = web.RouteTableDef()

LATELY = 5
"""So many lines of one's own trail are shown beside the account; the rest has its own page."""


@routes.get("/account", name="account")
@needs()
async def account(request: web.Request) -> web.Response:
    """All characters with what can be done to each."""
    actor = request[ACTOR]
    lately = log(request, await trail.mine(actor, per=LATELY))
    return page(request, "account.html", card=await accounts.card(actor), log=lately)


@routes.post("/account/main", name="account.main")
@needs()
async def change_main(request: web.Request) -> web.Response:
    """Make another character the main."""
    form = await read(request, character_id=int)
    await identity.change_main(request[ACTOR], form.character_id)
    card = await accounts.card(request[ACTOR])
    flash(request, "good", "web.account.main_changed", name=card.main.name if card.main else "")
    raise back_to(request, "/account")


@routes.get(r"/account/characters/{id:\d{1,18}}/remove", name="account.remove.ask")
@needs()
async def ask_remove(request: web.Request) -> web.Response:
    """The question before a character leaves the account."""
    card, character = await _own(request)
    return page(
        request,
        "confirm.html",
        card=card,
        title="web.remove.title",
        text="web.remove.text_main" if character.is_main else "web.remove.text",
        values={"name": character.name},
        button="web.remove.button",
        fields={},
        cancel="/account",
    )


@routes.post(r"/account/characters/{id:\d{1,18}}/remove", name="account.remove")
@needs()
async def remove(request: web.Request) -> web.Response:
    """Let a character go."""
    _, character = await _own(request)
    await identity.remove_character(request[ACTOR], character.id)
    flash(request, "good", "web.remove.done", name=character.name)
    raise back_to(request, "/account")


async def _own(request: web.Request) -> tuple[accounts.AccountCard, accounts.CharacterRow]:
    card = await accounts.card(request[ACTOR])
    wanted = int(request.match_info["id"])
    character = next((c for c in card.characters if c.id == wanted), None)
    if character is None:
        raise NotFound("web.account.not_yours")
    return card, character
