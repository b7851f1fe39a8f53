"""What can be done from the pages of the admin site: ways to the forms of features, and acts on single rows."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.rules.access import STAFF, Permission
from bot.rules.activation import ACTIVATE
from bot.voice import say
from web.keys import ACTOR
from web.kit import language_of


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a form of a feature, by the name of its route; not shown where there is no such route."""

    route: str
    key: str
    wants: Permission = STAFF
    of_thing: bool = True
    place: str = "id"  # what the route calls the thing's id
    kind: str = ""


WAYS: dict[str, tuple[Way, ...]] = {}


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button beside each row of a list on the page of what they belong to; the row's id is sent as `row`."""

    path: str
    text: str


def ways(request: web.Request, model: str, key: str = "") -> list[tuple[str, str, str]]:
    """What leads on from a list, or from one thing: (text, address, kind)."""
    router, found = request.app.router, []
    for way in WAYS.get(model, ()):
        if way.of_thing == bool(key) and way.route in router and request[ACTOR].may(way.wants):
            places = {way.place: key} if key else {}
            href = str(router[way.route].url_for(**places))
            found.append((say(language_of(request), way.key), href, way.kind))
    return found


def row_act(request: web.Request, model: str, of: str) -> RowAct | None:
    """What can be done with each row of a related list."""
    if model == "sessions" and request[ACTOR].may(ACTIVATE):
        return RowAct(f"/admin/users/{of}/sessions", say(language_of(request), "admin.session.end"))
    return None
