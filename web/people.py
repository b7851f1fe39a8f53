"""What staff do with one person on the site: in and out, main, Discord user, copy and deletion of data; the report."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.rules import accounts, activation, discord_users, mains, privacy, report
from bot.rules.access import STAFF
from bot.rules.activation import ACTIVATE
from bot.rules.mains import SET_MAIN
from bot.voice import say
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read
from web.privacy import download
from web.sso import as_id
from web.tables import as_file, asked

routes = web.RouteTableDef()

USER = r"/admin/users/{id:\d{1,9}}"


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def _back(request: web.Request, key: str, **values: object) -> web.HTTPSeeOther:
    flash(request, "good", key, **values)
    return back_to(request, f"/admin/users/{_id(request)}")


def _ask(request: web.Request, name: str, what: str, **more: Any) -> web.Response:
    """The question before an act on one person."""
    here = f"/admin/users/{_id(request)}"
    values = {"name": name, **more.pop("values", {})}
    language = language_of(request)
    ways = [(say(language, "web.admin.title"), "/admin"), (name, here)]
    return page(
        request,
        "confirm.html",
        title=f"web.user.{what}_title",
        text=f"web.user.{what}_text",
        button=f"web.user.{what}_button",
        values=values,
        fields=more.pop("fields", {}),
        crumbs=ways,
        cancel=here,
        **more,
    )


# -- in and out ------------------------------------------------------------------------------------------


@routes.get(f"{USER}/deactivate", name="user.deactivate.ask")
@needs(ACTIVATE)
async def ask_deactivate(request: web.Request) -> web.Response:
    """What somebody would lose, and why it is to be."""
    return await _outlook(request, "deactivate", "required", active=False)


@routes.get(f"{USER}/activate", name="user.activate.ask")
@needs(ACTIVATE)
async def ask_activate(request: web.Request) -> web.Response:
    """What somebody would get back."""
    return await _outlook(request, "activate", "optional", active=True)


async def _outlook(request: web.Request, what: str, reason: str, *, active: bool) -> web.Response:
    language, user_id = language_of(request), _id(request)
    found = await activation.foresee(request[ACTOR], [user_id], active=active)
    name = await accounts.name_of(user_id)
    if not found.able:
        flash(request, "warn", found.left_out[0][1])
        raise back_to(request, f"/admin/users/{user_id}")
    kinds = (
        ("states", found.states),
        ("groups", found.groups),
        ("services", found.services),
        ("leads", found.leads),
    )
    lines = [
        (
            "",
            say(
                language,
                f"web.outlook.{'on' if active else 'off'}_{kind}",
                names=", ".join(n for n, _ in things),
            ),
            None,
        )
        for kind, things in kinds
        if things
    ]
    if found.requests and not active:
        lines.append(("", say(language, "outlook.requests", count=found.requests), None))
    kind = "primary" if active else "danger primary"
    return _ask(request, name, what, consequences=lines, reason=reason, kind=kind)


@routes.post(f"{USER}/deactivate", name="user.deactivate")
@needs(ACTIVATE)
async def deactivate(request: web.Request) -> web.Response:
    """Shut somebody out."""
    form = await read(request, reason=str)
    await activation.deactivate(request[ACTOR], [_id(request)], form.reason)
    raise _back(request, "web.user.deactivated", name=await accounts.name_of(_id(request)))


@routes.post(f"{USER}/activate", name="user.activate")
@needs(ACTIVATE)
async def activate(request: web.Request) -> web.Response:
    """Let somebody in again."""
    form = await read(request, reason=str | None)
    await activation.activate(request[ACTOR], [_id(request)], form.reason or "")
    raise _back(request, "web.user.activated", name=await accounts.name_of(_id(request)))


# -- main and link ---------------------------------------------------------------------------------------


@routes.get(f"{USER}/main", name="user.main.ask")
@needs(SET_MAIN)
async def ask_main(request: web.Request) -> web.Response:
    """Which character shall it be; then what that would change."""
    actor, user_id = request[ACTOR], _id(request)
    if chosen := request.query.get("character"):
        found = await mains.foresee(actor, user_id, as_id(chosen))
        values = {"main": found.after, "old": found.state_before, "new": found.state_after}
        moves = "main.moves" if found.state_before != found.state_after else "main.stays"
        line = say(language_of(request), moves, **values)
        fields = {"character": found.character_id}
        name = await accounts.name_of(user_id)
        return _ask(
            request,
            name,
            "main",
            values=values,
            fields=fields,
            consequences=[("", line, None)],
            kind="primary",
        )
    wanted = asked(request)
    return page(
        request,
        "people/mains.html",
        asked=wanted,
        user_id=user_id,
        name=await accounts.name_of(user_id),
        choices=await mains.eligible(actor, user_id, wanted.q),
    )


@routes.post(f"{USER}/main", name="user.main")
@needs(SET_MAIN)
async def set_main(request: web.Request) -> web.Response:
    """Make it the main."""
    form = await read(request, character=int)
    raise _back(request, "main.done", name=await mains.change(request[ACTOR], _id(request), form.character))


@routes.get(f"{USER}/unlink", name="user.unlink.ask")
@needs(ACTIVATE)
async def ask_unlink(request: web.Request) -> web.Response:
    """Which Discord user would be parted from the account, and why."""
    card = await accounts.card(request[ACTOR], _id(request))
    if card.discord is None:
        flash(request, "warn", "discord.nothing_linked")
        raise back_to(request, f"/admin/users/{card.user_id}")
    name = await accounts.name_of(card.user_id)
    return _ask(request, name, "unlink", values={"username": card.discord.username}, reason="required")


@routes.post(f"{USER}/unlink", name="user.unlink")
@needs(ACTIVATE)
async def unlink(request: web.Request) -> web.Response:
    """Part them."""
    form = await read(request, reason=str)
    await discord_users.unlink(request[ACTOR], _id(request), form.reason)
    raise _back(request, "unlink.done", name=await accounts.name_of(_id(request)))


# -- data ------------------------------------------------------------------------------------------------


@routes.get(f"{USER}/export", name="user.export.ask")
@needs(STAFF)
async def ask_export(request: web.Request) -> web.Response:
    """The question before somebody's data is fetched: it stands in the trail."""
    name = await privacy.may_export(request[ACTOR], _id(request))
    return _ask(request, name, "export", kind="primary")


@routes.post(f"{USER}/export", name="user.export")
@needs(STAFF)
async def export(request: web.Request) -> web.Response:
    """Everything that is kept about somebody, as a file."""
    return download(await privacy.export(request[ACTOR], _id(request)))


@routes.get(f"{USER}/delete", name="user.delete.ask")
@needs(STAFF)
async def ask_delete(request: web.Request) -> web.Response:
    """What deletion means; the name must be typed."""
    name = await privacy.may_erase(request[ACTOR], _id(request))
    language = language_of(request)
    lines = [("", say(language, key), None) for key in ("erase.what", "erase.stays")]
    return _ask(request, name, "delete", consequences=lines, reason="required", type_in=name)


@routes.post(f"{USER}/delete", name="user.delete")
@needs(STAFF)
async def delete(request: web.Request) -> web.Response:
    """Begin it; it cannot be stopped."""
    form = await read(request, reason=str, typed=str)
    await privacy.erase(request[ACTOR], _id(request), form.reason, form.typed)
    flash(request, "good", "erase.begun")
    raise back_to(request, "/admin/users")


# -- numbers ---------------------------------------------------------------------------------------------


@routes.get("/admin/report", name="report")
@needs(STAFF)
async def numbers(request: web.Request) -> web.Response:
    """Who uses what, as a page or a file."""
    found = await report.look(request[ACTOR])
    if request.query.get("format"):
        return as_file(request, "concord-report", found.heads, found.table)
    return page(request, "people/report.html", report=found)
