"""What can be done from the pages of the admin site: ways to the forms of features, and acts on single rows."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.rules import autogroup_configs, groups, posts, reserved, state_edits, switches
from bot.rules.access import STAFF, Permission
from bot.rules.activation import ACTIVATE
from bot.rules.audit import AUDIT
from bot.rules.mains import SET_MAIN
from bot.voice import say
from web.admin.cells import Row
from web.keys import ACTOR
from web.kit import language_of


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a page of a feature, by its address as the router knows it; not shown where there is no such page."""

    address: str
    key: str
    wants: tuple[Permission, ...] = (STAFF,)  # any of these
    values: tuple[tuple[str, str], ...] = ()  # for places of the address besides the id
    only: tuple[str, bool] | None = None  # shown if this fact of the thing is so


def _rights(holder: str) -> Way:
    return Way("/admin/permissions/{holder}/{id}", "admin.way.rights", values=(("holder", holder),))


WAYS: dict[str, tuple[Way, ...]] = {
    "users": (
        Way("/audit/users/{id}", "admin.way.why", (AUDIT,)),
        _rights("user"),
        Way("/admin/users/{id}/role", "admin.way.role"),
        Way("/admin/users/{id}/main", "admin.way.main", (SET_MAIN,)),
        Way("/admin/users/{id}/unlink", "admin.way.unlink", (ACTIVATE,)),
        Way("/admin/users/{id}/export", "admin.way.export"),
        Way("/admin/users/{id}/activate", "admin.way.activate", (ACTIVATE,), only=("active", False)),
        Way("/admin/users/{id}/deactivate", "admin.way.deactivate", (ACTIVATE,), only=("active", True)),
        Way("/admin/users/{id}/delete", "admin.way.delete"),
    ),
    "states": (
        Way("/admin/states/{id}/edit", "admin.way.edit", (state_edits.CHANGE, state_edits.VIEW)),
        _rights("state"),
        Way("/admin/states/{id}/delete", "admin.way.delete", (state_edits.DELETE,)),
        Way("/admin/states/add", "admin.way.add", (state_edits.ADD,)),
    ),
    "groups": (
        Way("/groups/manage/{id}", "admin.way.manage"),
        Way("/admin/groups/{id}/edit", "admin.way.edit", (switches.CHANGE,)),
        Way("/admin/groups/{id}/rule", "admin.way.rule", (switches.CHANGE,)),
        _rights("group"),
        Way("/groups/manage/{id}/log", "admin.way.requests"),
        Way("/admin/groups/{id}/delete", "admin.way.delete", (groups.DELETE,)),
        Way("/admin/groups/add", "admin.way.add", (groups.ADD,)),
        Way("/admin/groups/switches", "admin.way.switches", (switches.CHANGE,)),
        Way("/admin/reserved", "admin.model.reserved_names", (reserved.VIEW,)),
    ),
    "reserved_names": (Way("/admin/reserved", "admin.way.manage", (reserved.VIEW,)),),
    "group_requests": (Way("/groups/requests", "admin.way.decide"),),
    "autogroup_configs": (
        Way("/admin/autogroups/{id}/edit", "admin.way.edit", (autogroup_configs.CHANGE,)),
        Way("/admin/autogroups/{id}/preview", "admin.way.preview", (autogroup_configs.VIEW,)),
        Way("/admin/autogroups/{id}/delete", "admin.way.delete", (autogroup_configs.DELETE,)),
        Way("/admin/autogroups/add", "admin.way.add", (autogroup_configs.ADD,)),
    ),
    "watched": (
        Way("/admin/watchlist/{id}", "admin.way.manage"),
        Way("/admin/watchlist/{id}/remove", "admin.way.remove"),
        Way("/admin/watchlist/add", "admin.way.add"),
        Way("/admin/watchlist", "admin.way.manage"),
    ),
    "post_channels": (Way("/admin/channels", "admin.way.channels", (posts.MANAGE,)),),
    "trail": (Way("/audit/trail", "admin.way.trail", (AUDIT,)),),
    "user_grants": (Way("/audit", "admin.way.audit", (AUDIT,)),),
    "group_grants": (Way("/audit", "admin.way.audit", (AUDIT,)),),
    "state_grants": (Way("/audit", "admin.way.audit", (AUDIT,)),),
    "brakes": (Way("/", "admin.way.decide"),),
    "jobs": (Way("/admin", "admin.way.dashboard"),),
    "schedule": (Way("/admin", "admin.way.dashboard"),),
}


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button beside each row of a list on the page of what they belong to; the row's id is sent as `row`."""

    path: str
    text: str


def ways(request: web.Request, model: str, row: Row | None = None) -> list[tuple[str, str]]:
    """What leads on from a list, or from one thing in it: (text, address)."""
    there, actor = _pages(request.app), request[ACTOR]
    found = []
    for way in WAYS.get(model, ()):
        fits = ("{id}" in way.address) == (row is not None) and (row is None or _is_so(way, row))
        if fits and way.address in there and any(actor.may(w) for w in way.wants):
            places = {**dict(way.values), "id": row.id if row else ""}
            found.append((say(language_of(request), way.key), way.address.format_map(places)))
    return found


def _is_so(way: Way, row: Row) -> bool:
    if way.only is None:
        return True
    return any(c.name == way.only[0] and c.yes == way.only[1] for c in row.cells)


def _pages(app: web.Application) -> frozenset[str]:
    """The addresses of all pages, with places instead of values."""
    return frozenset(r.resource.canonical for r in app.router.routes() if r.method == "GET" and r.resource)


def row_act(request: web.Request, model: str, of: str) -> RowAct | None:
    """What can be done with each row of a related list."""
    if model == "sessions" and request[ACTOR].may(ACTIVATE):
        return RowAct(f"/admin/users/{of}/sessions", say(language_of(request), "admin.session.end"))
    return None
