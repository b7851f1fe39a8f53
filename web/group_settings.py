"""Making, setting and deleting groups on the site, the operator's switches over them, and reserved names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.errors import ConcordError
from bot.rules import group_forms, groups, reserved, switches
from bot.rules.group_forms import Shown
from bot.rules.groups import ADD, CHANGE, DELETE, FLAGS, create
from bot.rules.switches import Switch
from bot.voice import say
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read

routes = web.RouteTableDef()

ID = r"{id:\d{1,9}}"
FIELDS = {
    "group.name_length": "name",
    "group.name_taken": "name",
    "group.name_reserved": "name",
    "group.days": "grace_days",
    "error.no_such": "leaders",
    "criteria.no_such_group": "leader_groups",
}


@routes.get("/admin/groups/add", name="groups.add")
@needs(ADD)
async def add_form(request: web.Request) -> web.Response:
    """A name and a description; the rest is set where they are."""
    return page(request, "groups/create.html", name="", description="", errors=[])


@routes.post("/admin/groups/add", name="groups.added")
@needs(ADD)
async def added(request: web.Request) -> web.Response:
    """Make the group."""
    form = await read(request, name=str, description=str | None)
    try:
        made = await create(request[ACTOR], form.name, form.description or "")
    except ConcordError as e:
        if e.key not in FIELDS:
            raise
        errors = [("name", say(language_of(request), e.key, **e.values))]
        about = {"name": form.name[:100], "description": (form.description or "")[:512]}
        return page(request, "groups/create.html", status=422, errors=errors, **about)
    flash(request, "good", "web.groups.created", group=made.name)
    raise back_to(request, f"/admin/groups/{made.id}/edit")


@routes.get(f"/admin/groups/{ID}/edit", name="groups.settings")
@needs(CHANGE)
async def settings(request: web.Request) -> web.Response:
    """All that is set about a group."""
    found = await group_forms.shown(request[ACTOR], _id(request))
    return await _form(request, found)


async def _form(request: web.Request, found: Shown, error: ConcordError | None = None) -> web.Response:
    language, group_id = language_of(request), _id(request)
    errors = [(FIELDS[error.key], say(language, error.key, **error.values))] if error else []
    return page(
        request,
        "groups/settings.html",
        status=422 if error else 200,
        group_id=group_id,
        shown=found,
        flags=FLAGS,
        errors=errors,
        wrong=dict(errors),
        DELETE=DELETE,
    )


@routes.post(f"/admin/groups/{ID}/edit", name="groups.set")
@needs(CHANGE)
async def set_(request: web.Request) -> web.Response:
    """Save what was set; what cannot be is said beside its field, and nothing typed is lost."""
    actor, group_id = request[ACTOR], _id(request)
    kinds: dict[str, Any] = dict.fromkeys(FLAGS, bool)
    form = await read(
        request,
        name=str,
        description=str | None,
        request_days=int,
        grace_days=int,
        states=list[int],
        leaders=str | None,
        leader_groups=str | None,
        **kinds,
    )
    changes: dict[str, Any] = {
        **{f: getattr(form, f) for f in FLAGS},
        "description": form.description or "",
        "request_days": form.request_days,
        "grace_days": form.grace_days,
        "states": frozenset(form.states),
    }
    before = await group_forms.shown(actor, group_id)
    if not before.automatic:  # its configuration names it
        changes["name"] = form.name
    try:
        changes["leaders"] = await group_forms.leaders(actor, form.leaders or "")
        changes["leader_groups"] = await group_forms.named(actor, form.leader_groups or "")
        group = await groups.edit(actor, group_id, **changes)
    except ConcordError as e:
        if e.key not in FIELDS:
            raise
        typed = replace(before.settings, **{k: v for k, v in changes.items() if not k.startswith("leader")})
        draft = replace(
            before, settings=typed, leaders=form.leaders or "", leader_groups=form.leader_groups or ""
        )
        return await _form(request, draft, e)
    flash(request, "good", "web.groups.saved", group=group.name)
    raise back_to(request, f"/admin/groups/{group_id}/edit")


@routes.get(f"/admin/groups/{ID}/delete", name="groups.delete.ask")
@needs(DELETE)
async def ask_delete(request: web.Request) -> web.Response:
    """The question before a group is deleted, with what goes with it."""
    language = language_of(request)
    loss, rules = await group_forms.loss(request[ACTOR], _id(request))
    lines = [
        ("people", say(language, "web.groups.loss_members"), loss.members),
        ("clock", say(language, "web.groups.loss_requests"), loss.requests),
        ("chat", say(language, "web.groups.loss_roles"), loss.roles),
        (
            "lock",
            say(language, "web.groups.loss_permissions", names=", ".join(loss.permissions)),
            len(loss.permissions),
        ),
        ("star", say(language, "web.groups.loss_leads", names=", ".join(loss.leads)), len(loss.leads)),
        ("sync", say(language, "web.groups.loss_rules", names=", ".join(rules)), len(rules)),
    ]
    return page(
        request,
        "confirm.html",
        title="web.groups.delete_title",
        text="web.groups.delete_text",
        values={"group": loss.name},
        button="web.groups.delete",
        fields={},
        consequences=[line for line in lines if line[2]],
        reason="optional",
        type_in=loss.name,
        cancel=f"/groups/manage/{_id(request)}",
    )


@routes.post(f"/admin/groups/{ID}/delete", name="groups.delete")
@needs(DELETE)
async def delete(request: web.Request) -> web.Response:
    """Delete it, if its name was typed."""
    actor, group_id = request[ACTOR], _id(request)
    form = await read(request, typed=str, reason=str | None)
    loss, _ = await group_forms.loss(actor, group_id)
    if form.typed.strip() != loss.name:
        flash(request, "danger", "web.groups.not_typed", group=loss.name)
        raise back_to(request, f"/admin/groups/{group_id}/delete")
    await groups.delete(actor.because((form.reason or "")[:300]), group_id)
    flash(request, "good", "web.groups.deleted", group=loss.name)
    raise back_to(request, "/groups/manage")


# -- for all groups ----------------------------------------------------------------------------------------


@routes.get("/admin/groups/switches", name="groups.switches")
@needs(CHANGE)
async def overview(request: web.Request) -> web.Response:
    """The switches as they stand."""
    found = await switches.overview(request[ACTOR])
    return page(request, "groups/switches.html", switches=[(s.value, on) for s, on in found.items()])


@routes.post("/admin/groups/switches", name="groups.turn")
@needs(CHANGE)
async def turn(request: web.Request) -> web.Response:
    """Turn one."""
    form = await read(request, switch=Switch, on=bool)
    await switches.turn(request[ACTOR], form.switch, form.on)
    flash(request, "good", "web.groups.turned")
    raise back_to(request, "/admin/groups/switches")


@routes.get("/admin/reserved", name="reserved")
@needs(reserved.VIEW)
async def names(request: web.Request) -> web.Response:
    """Names that no group may bear."""
    return page(
        request,
        "groups/reserved.html",
        names=await reserved.overview(request[ACTOR]),
        ADD=reserved.ADD,
        DELETE=reserved.DELETE,
    )


@routes.post("/admin/reserved", name="reserved.add")
@needs(reserved.ADD)
async def reserve(request: web.Request) -> web.Response:
    """Keep a name from all groups."""
    form = await read(request, name=str, reason=str | None)
    made = await reserved.reserve(request[ACTOR], form.name, form.reason or "")
    flash(request, "good", "web.groups.reserved_done", name=made.name)
    raise back_to(request, "/admin/reserved")


@routes.post(f"/admin/reserved/{ID}/free", name="reserved.free")
@needs(reserved.DELETE)
async def free(request: web.Request) -> web.Response:
    """Let groups bear it again."""
    await reserved.free(request[ACTOR], _id(request))
    flash(request, "good", "web.groups.freed")
    raise back_to(request, "/admin/reserved")


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
