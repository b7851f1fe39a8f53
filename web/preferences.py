"""How the reader wants the site: theme and language, kept in this browser."""

from __future__ import annotations

from aiohttp import web

from web.keys import PAGES, SITE
from web.kit import back_to, local_path, read
from web.session import YEAR

routes = web.RouteTableDef()


@routes.post("/settings/theme", name="theme")
async def theme(request: web.Request) -> web.Response:
    """System, light or dark. The cookie may be written by our script as well, so it is a plain one."""
    form = await read(request, theme=str, back=str | None)
    raise _kept(request, form, "theme", form.theme if form.theme in ("light", "dark") else "")


@routes.post("/settings/language", name="language")
async def language(request: web.Request) -> web.Response:
    """One of the languages that we have words for."""
    form = await read(request, language=str, back=str | None)
    raise _kept(
        request, form, "language", form.language if form.language in request.app[PAGES].languages else ""
    )


def _kept(request: web.Request, form: object, name: str, value: str) -> web.HTTPSeeOther:
    response = back_to(request, local_path(getattr(form, "back", None)))
    secure = request.app[SITE].secure
    if value:
        response.set_cookie(name, value, max_age=YEAR, path="/", secure=secure, samesite="Lax")
    else:
        response.del_cookie(name, path="/", secure=secure, samesite="Lax")
    return response
