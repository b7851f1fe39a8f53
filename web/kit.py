"""What every page uses: reading forms, drawing pages, telling what was done, finding the way back."""

from __future__ import annotations

import base64
import functools
import hmac
import json
from collections.abc import Awaitable, Callable
from types import SimpleNamespace, UnionType
from typing import Any, get_args
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from bot import clock
from bot.errors import Invalid
from bot.rules.access import STAFF, Permission
from web.csrf import token_of
from web.keys import ACTOR, FLASHES, LANGUAGE, PAGES, SIGNED_IN, SITE
from web.menu import menu
from web.session import drop_cookie, get_cookie, keep_browser, known_browser, set_cookie

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

FLASH = "concord_flash"
LONGEST_RETURN = 512
LONGEST_INT = 63  # bits


class BadForm(Invalid):
    """Some fields cannot be read; `fields` says which."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__("web.form.unreadable", fields=", ".join(fields))
        self.fields = fields


async def read(request: web.Request, **fields: Any) -> Any:
    """The fields of a form in the types asked for: `(await read(request, character_id=int)).character_id`.

    A type with None is optional, `bool` is a checkbox, `list[...]` takes what was chosen several times.
    Raises BadForm naming every field that does not fit.
    """
    form = await request.post()
    got, bad = SimpleNamespace(), []
    for name, wanted in fields.items():
        try:
            setattr(got, name, _convert(form.getall(name, []), wanted))
        except msgspec.ValidationError:
            bad.append(name)
    if bad:
        raise BadForm(bad)
    return got


def _convert(values: list[Any], wanted: Any) -> Any:
    if wanted is bool:
        return bool(values)
    if getattr(wanted, "__origin__", None) is list:
        return [_fits(v) for v in msgspec.convert(values, wanted, strict=False)]
    optional = isinstance(wanted, UnionType) and type(None) in get_args(wanted)
    if optional and (not values or values[0] == ""):
        return None
    return _fits(msgspec.convert(values[0] if values else None, wanted, strict=False))


def _fits(value: Any) -> Any:
    if isinstance(value, int) and value.bit_length() > LONGEST_INT:
        raise msgspec.ValidationError("no column holds this")
    return value


def needs(permission: Permission | None = None) -> Callable[[Handler], Handler]:
    """Show a page only to those signed in (and holding a permission). The check that counts is in the rule."""

    def around(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def guarded(request: web.Request) -> web.StreamResponse:
            actor = request[ACTOR]
            if actor.user_id is None:
                raise web.HTTPSeeOther(sign_in_first(request))
            if permission is not None:
                actor.must(permission)
            return await handler(request)

        return guarded

    return around


def sign_in_first(request: web.Request) -> str:
    """The sign-in page, which leads back to here; a form that was sent is not sent again."""
    if request.method not in ("GET", "HEAD") or request.path == "/":
        return "/"
    return str(request.app.router["home"].url_for().with_query({"return": request.path_qs}))


def page(request: web.Request, template: str, *, status: int = 200, **context: Any) -> web.Response:
    """An HTML page in the reader's language, with what was to be told since the last one."""
    site, pages = request.app[SITE], request.app[PAGES]
    told = [*_read_flashes(request), *request.get(FLASHES, ())]
    now = clock.now()
    actor = request.get(ACTOR)
    html = pages.draw(
        language_of(request),
        template,
        {
            "actor": actor,
            "csrf": token_of(request),
            "flashes": told,
            "theme": theme_of(request),
            "now": now,
            "path": request.path,
            "here": request.path_qs if request.method == "GET" else "/",
            "card": None,
            "unread": request[SIGNED_IN].unread if SIGNED_IN in request else 0,
            "staff": STAFF,
            "menu": menu(actor),
            **context,
        },
    )
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie, Accept-Language",
    }
    response = web.Response(body=html.encode(), status=status, headers=headers)
    if told:
        drop_cookie(response, site, FLASH)
    keep_browser(request, response)
    return response


def theme_of(request: web.Request) -> str:
    """The reader's choice: "light", "dark", or "" to follow the system."""
    theme = request.cookies.get("theme", "")
    return theme if theme in ("light", "dark") else ""


def language_of(request: web.Request) -> str:
    """The reader's choice here, else the account's, else what the browser prefers, else English."""
    if (known := request.get(LANGUAGE)) is not None:
        return known
    languages = request.app[PAGES].languages
    actor = request.get(ACTOR)
    wishes = [request.cookies.get("language", ""), actor.language if actor is not None else ""]
    if not any(wish in languages for wish in wishes):
        wishes += _preferred(request.headers.get("Accept-Language", ""))
    found = next((match for wish in wishes if (match := _match(wish, languages))), "en")
    request[LANGUAGE] = found
    return found


def _preferred(header: str) -> list[str]:
    ranked = []
    for part in header.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]


def _match(wish: str, languages: dict[str, str]) -> str | None:
    return (
        wish
        if wish in languages
        else next((c for c in languages if c == wish.partition("-")[0].lower()), None)
    )


# -- after a change: 303 to a page that tells what was done ---------------------------------------------


def flash(request: web.Request, kind: str, key: str, /, **values: object) -> None:
    """Tell on the next page what was done. `kind`: good, info, warn or danger."""
    if FLASHES not in request:
        request[FLASHES] = []
    request[FLASHES].append((kind, key, values))


def back_to(request: web.Request, address: str) -> web.HTTPSeeOther:
    """The redirect after a change, to be raised; carries the flashes in a signed cookie."""
    response = web.HTTPSeeOther(address)
    if told := request.get(FLASHES):
        text = base64.urlsafe_b64encode(json.dumps(told, default=str).encode()).decode()
        set_cookie(response, request.app[SITE], FLASH, f"{text}.{_sign(request, text)}", max_age=300)
    return response


def _read_flashes(request: web.Request) -> list[tuple[str, str, dict[str, object]]]:
    cookie = get_cookie(request, FLASH)
    if not cookie:
        return []
    text, _, signature = cookie.partition(".")
    if not hmac.compare_digest(signature.encode(), _sign(request, text).encode()):
        return []
    return [(kind, key, values) for kind, key, values in json.loads(base64.urlsafe_b64decode(text))]


def _sign(request: web.Request, text: str) -> str:
    return request.app[SITE].vault.digest("flash", f"{known_browser(request) or ''}|{text}")[:32]


def local_path(text: str | None, otherwise: str = "/") -> str:
    """A return address, if it is a path on this site and nothing else."""
    if not text or len(text) > LONGEST_RETURN or not text.startswith("/") or text[1:2] in ("/", "\\"):
        return otherwise
    if any(ord(c) <= 32 or ord(c) == 127 or c == "\\" for c in text):
        return otherwise
    try:
        parts = urlsplit(text)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else text
