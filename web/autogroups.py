"""Configurations of automatic groups on the site: a form, a page that counts what it does, and the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.errors import Conflict, Invalid
from bot.rules import autogroup_configs as configs
from bot.rules.access import STAFF
from bot.rules.autogroup_configs import ADD, CHANGE, DELETE, Draft
from bot.rules.autogroups import AutoGroupKind, NameSource
from bot.voice import say
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read

if TYPE_CHECKING:
    from bot.rules.autogroup_preview import Preview

routes = web.RouteTableDef()

ID = r"{id:\d{1,9}}"
LIST = "/admin/autogroup_configs"
SHOWN = 12
FLAGS = ("corp_groups", "alliance_groups", "replace_spaces")


@routes.get("/admin/autogroups/add", name="autogroups.add")
@needs(ADD)
async def add_form(request: web.Request) -> web.Response:
    """An empty form."""
    return await _form(request, configs.NEW, Draft())


@routes.get(f"/admin/autogroups/{ID}/edit", name="autogroups.edit")
@needs(CHANGE)
async def edit_form(request: web.Request) -> web.Response:
    """A configuration as it is, with its groups."""
    found = await configs.one(request[ACTOR], _id(request))
    return await _form(request, found.id, found.draft)


@routes.post("/admin/autogroups/add", name="autogroups.added")
@needs(ADD)
async def added(request: web.Request) -> web.Response:
    """The preview of a new configuration, or the act."""
    return await _step(request, configs.NEW)


@routes.post(f"/admin/autogroups/{ID}/edit", name="autogroups.edited")
@needs(CHANGE)
async def edited(request: web.Request) -> web.Response:
    """The same for one that is there."""
    return await _step(request, _id(request))


async def _form(
    request: web.Request, config_id: int, draft: Draft, error: Invalid | None = None
) -> web.Response:
    actor, language = request[ACTOR], language_of(request)
    wrong = error.key.removeprefix("autogroup.").removesuffix("_length") if error else ""
    said = say(language, error.key, **error.values) if error else ""
    return page(
        request,
        "autogroups/form.html",
        status=422 if error else 200,
        config_id=config_id,
        draft=draft,
        states=await configs.states_to_choose(actor),
        lines=await configs.lines(actor, config_id) if config_id else [],
        errors=[(wrong, said)] if error else [],
        wrong={wrong: said},
        DELETE=DELETE,
    )


async def _read(request: web.Request) -> tuple[Draft, str]:
    form = await read(
        request,
        states=list[str],  # one each from the form, all in one from the page that asks
        corp_groups=bool,
        corp_group_prefix=str,
        corp_name_source=NameSource,
        alliance_groups=bool,
        alliance_group_prefix=str,
        alliance_name_source=NameSource,
        replace_spaces=bool,
        replace_spaces_with=str,
        seen=str | None,
    )
    values = {n: getattr(form, n) for n in configs.COLUMNS}
    states = frozenset(
        int(p) for s in form.states for p in s.split(",")[:100] if p.isascii() and p.isdigit() and len(p) < 10
    )
    return Draft(states=states, **values), form.seen or ""


async def _step(request: web.Request, config_id: int) -> web.Response:
    actor, (draft, seen) = request[ACTOR], await _read(request)
    try:
        if seen:
            await configs.keep(actor, draft, config_id, fingerprint=seen)
            flash(request, "good", "web.autogroups.saved")
            raise back_to(request, LIST)
        return _ask(request, await configs.preview(actor, config_id, draft), draft)
    except Conflict:
        return _ask(request, await configs.preview(actor, config_id, draft), draft, changed=True)
    except Invalid as e:
        return await _form(request, config_id, draft, e)


def _ask(
    request: web.Request, found: Preview, draft: Draft | None, *, changed: bool = False, **other: Any
) -> web.Response:
    language = language_of(request)
    fields: dict[str, Any] = {"seen": found.fingerprint}
    if draft is not None:
        fields |= {n: v for n, v in draft.columns().items() if n not in FLAGS}
        fields |= {n: "1" for n in FLAGS if getattr(draft, n)}
        fields["states"] = ",".join(map(str, sorted(draft.states)))
    new = found.config_id == configs.NEW
    about = {
        "title": "web.autogroups.ask_new" if new else "web.autogroups.ask",
        "text": "web.autogroups.text",
        "button": "web.autogroups.do",
        "cancel": "/admin/autogroups/add" if new else f"/admin/autogroups/{found.config_id}/edit",
        **other,
    }
    return page(
        request,
        "autogroups/confirm.html",
        values={},
        fields=fields,
        consequences=_counted(language, found),
        names=found.names,
        more=max(0, found.people - len(found.names)),
        left_out=[say(language, "autogroup.changed")] if changed else [],
        found=found,
        shown=SHOWN,
        kind="danger primary" if found.gone or found.leaving else "primary",
        **about,
    )


def _counted(language: str, found: Preview) -> list[tuple[str, str, int]]:
    """What would happen, a line for each kind of change."""
    grants = sum(g.grants for g in found.gone)
    lines = [
        ("plus", "web.autogroups.joining", found.joining),
        ("leave", "web.autogroups.leaving", found.leaving),
        ("people", "web.autogroups.new", len(found.new)),
        ("edit", "web.autogroups.renamed", len(found.renamed)),
        ("bin", "web.autogroups.gone", len(found.gone)),
        ("warn", "web.autogroups.grants", grants),
        ("warn", "web.autogroups.in_the_way", len(found.in_the_way)),
        ("clock", "web.autogroups.unnamed", found.unnamed),
    ]
    return [(sign, say(language, key), number) for sign, key, number in lines if number]


@routes.get(f"/admin/autogroups/{ID}/preview", name="autogroups.preview")
@needs(STAFF)
async def preview(request: web.Request) -> web.Response:
    """What a configuration would do now: nothing, unless something was missed."""
    return _ask(request, await configs.preview(request[ACTOR], _id(request)), None, **_APPLY)


_APPLY: dict[str, Any] = {
    "title": "web.autogroups.apply_title",
    "button": "web.autogroups.apply",
    "cancel": LIST,
}


@routes.post(f"/admin/autogroups/{ID}/preview", name="autogroups.apply")
@needs(STAFF)
async def apply(request: web.Request) -> web.Response:
    """Do it."""
    actor, config_id = request[ACTOR], _id(request)
    form = await read(request, seen=str)
    try:
        await configs.apply(actor, config_id, fingerprint=form.seen)
    except Conflict:
        return _ask(request, await configs.preview(actor, config_id), None, changed=True, **_APPLY)
    flash(request, "good", "autogroup.applied")
    raise back_to(request, LIST)


@routes.get(f"/admin/autogroups/{ID}/delete", name="autogroups.delete.ask")
@needs(DELETE)
async def ask_delete(request: web.Request) -> web.Response:
    """What is lost with a configuration."""
    return _ask(request, await configs.preview_deletion(request[ACTOR], _id(request)), None, **_GONE)


_GONE: dict[str, Any] = {
    "title": "web.autogroups.delete_title",
    "button": "web.autogroups.delete",
    "cancel": LIST,
}


@routes.post(f"/admin/autogroups/{ID}/delete", name="autogroups.delete")
@needs(DELETE)
async def delete(request: web.Request) -> web.Response:
    """Delete it with all its groups."""
    actor, config_id = request[ACTOR], _id(request)
    form = await read(request, seen=str)
    try:
        await configs.delete(actor, config_id, fingerprint=form.seen)
    except Conflict:
        found = await configs.preview_deletion(actor, config_id)
        return _ask(request, found, None, changed=True, **_GONE)
    flash(request, "good", "web.autogroups.deleted")
    raise back_to(request, LIST)


@routes.post(f"/admin/autogroups/{ID}/adopt", name="autogroups.adopt")
@needs(CHANGE)
async def adopt(request: web.Request) -> web.Response:
    """Let an ordinary group of the right name stand for a corporation or alliance from now on."""
    config_id = _id(request)
    form = await read(request, kind=AutoGroupKind, entity=int)
    await configs.adopt(request[ACTOR], config_id, form.kind, form.entity)
    flash(request, "good", "web.autogroups.adopted")
    raise back_to(request, f"/admin/autogroups/{config_id}/edit")


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
