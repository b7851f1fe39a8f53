"""Editing states on the site: a form with pickers, a page that counts what it does, and the act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web
from yarl import URL

from bot.errors import ConcordError
from bot.rules import effects, search, state_edits, state_views
from bot.rules.search import EntityKind
from bot.rules.state_edits import ADD, CHANGE, DELETE, VIEW, Edit
from bot.rules.state_views import Wanted
from bot.voice import say
from web.consequences import consequences
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page, read

if TYPE_CHECKING:
    from bot.rules.search import Entity

routes = web.RouteTableDef()

ID = r"{id:\d{1,9}}"
KINDS = tuple(EntityKind)


@dataclass(slots=True)
class Draft:
    """The form as it stands; nothing of it is kept between two requests but what the browser sends."""

    name: str = ""
    priority: str = ""
    public: bool = False
    members: list[str] = field(default_factory=list)  # as `Entity.value`
    find: dict[str, str] = field(default_factory=dict)
    hits: dict[str, tuple[Entity, ...]] = field(default_factory=dict)
    whole: bool = True

    @property
    def wanted(self) -> Wanted:
        """What the form says."""
        members = (search.parse(m) for m in self.members)
        chosen = frozenset(m for m in members if m is not None)
        return Wanted(self.name, state_views.number(self.priority), self.public, chosen)


# -- the form --------------------------------------------------------------------------------------------


@routes.get("/admin/states/add", name="states.add")
@needs(ADD)
async def add_form(request: web.Request) -> web.Response:
    """An empty form."""
    return await _form(request, None, Draft())


@routes.get(f"/admin/states/{ID}/edit", name="states.edit")
@needs()
async def edit_form(request: web.Request) -> web.Response:
    """The form of a state as it is."""
    found = await state_views.detail(request[ACTOR], int(request.match_info["id"]))
    row, members = found.row, [e.value for e in found.all_members]
    return await _form(request, row.id, Draft(row.name, str(row.priority), row.public, members))


@routes.post("/admin/states/add", name="states.added")
@needs(ADD)
async def added(request: web.Request) -> web.Response:
    """A step in the form of a new state, its preview, or the act."""
    return await _step(request, None)


@routes.post(f"/admin/states/{ID}/edit", name="states.edited")
@needs(CHANGE)
async def edited(request: web.Request) -> web.Response:
    """The same for a state that is there."""
    return await _step(request, int(request.match_info["id"]))


async def _step(request: web.Request, state_id: int | None) -> web.Response:
    draft, do, seen = await _read(request)
    if do == "enter":  # the key, not a button: where something is looked for it looks, else it goes on
        do = next((f"find:{kind}" for kind in draft.find), "preview")
    if do not in ("preview", "apply"):
        await _find(request, draft, do)
        return await _form(request, state_id, draft)
    actor = request[ACTOR]
    try:
        edit = await state_views.edit_for(actor, state_id, draft.wanted)
        if do == "apply":
            await state_edits.apply(actor, edit, seen)
            flash(request, "good", "web.states.done", name=draft.name)
            raise back_to(request, "/admin/states")
        return await _ask(request, edit, draft)
    except effects.Changed:
        return await _ask(request, edit, draft, changed=True)
    except ConcordError as e:
        if e.key.startswith("state."):
            return await _form(request, state_id, draft, e)
        raise


async def _read(request: web.Request) -> tuple[Draft, str, str]:
    """The form as it was sent, with what was dropped from it or ticked already done."""
    form = await read(
        request,
        name=str,
        priority=str,
        public=bool,
        members=str | None,
        do=str | None,
        drop=str | None,
        seen=str | None,
        **{k.value: list[str] for k in KINDS},
        **{f"find_{k}": str | None for k in KINDS},
        **{f"add_{k}": list[str] for k in KINDS},
    )
    draft = Draft(form.name[:100], form.priority[:20], form.public)
    chosen = (form.members or "").split(",") if form.members else []
    for kind in KINDS:
        chosen += [f"{kind}:{i}" for i in (*getattr(form, kind), *getattr(form, f"add_{kind}"))]
        if (text := getattr(form, f"find_{kind}")) and form.do != f"add:{kind}":
            draft.find[kind] = text[:100]
    draft.members = [m for m in dict.fromkeys(chosen) if search.parse(m) and m != form.drop]
    return draft, "" if form.drop else form.do or "", form.seen or ""


async def _find(request: web.Request, draft: Draft, do: str) -> None:
    kind = do.removeprefix("find:")
    if do.startswith("find:") and kind in draft.find:
        found = await search.entities(request[ACTOR], draft.find[kind], [EntityKind(kind)], limit=20)
        draft.hits[kind] = tuple(e for e in found.entities if e.value not in draft.members)
        draft.whole = found.whole


async def _form(
    request: web.Request, state_id: int | None, draft: Draft, error: ConcordError | None = None
) -> web.Response:
    language, known = language_of(request), draft.wanted.members
    named = await search.named(known or ())
    guest = False
    title = say(language, "web.states.add")
    if state_id is not None:
        row = (await state_views.detail(request[ACTOR], state_id)).row
        guest, title = row.guest, row.name
    said = say(language, error.key, **error.values) if error is not None else ""
    return page(
        request,
        "states/form.html",
        status=422 if error else 200,
        title=title,
        state_id=state_id,
        guest=guest,
        draft=draft,
        chosen={k.value: [(e.id, e.title, "") for e in named if e.kind is k] for k in KINDS},
        hits={k: [(e.id, e.title, _sub(language, e)) for e in found] for k, found in draft.hits.items()},
        errors=[("priority" if "priority" in error.key else "name", said)] if error else [],
        grant=str(URL("/account/grant").with_query({"scopes": search.SCOPE, "return": request.path})),
        may_change=request[ACTOR].may(ADD if state_id is None else CHANGE),
        DELETE=DELETE,
        VIEW=VIEW,
    )


def _sub(language: str, entity: Entity) -> str:
    return "" if entity.known else say(language, "web.states.not_met")


# -- the question ----------------------------------------------------------------------------------------


async def _ask(request: web.Request, edit: Edit, draft: Draft, *, changed: bool = False) -> web.Response:
    found = await state_edits.preview(request[ACTOR], edit)
    fields: dict[str, Any] = {
        "name": draft.name,
        "priority": draft.priority,
        "members": ",".join(draft.members),
        "seen": found.effects.fingerprint,
        "do": "apply",
    }
    if draft.public:
        fields["public"] = "1"
    return _question(request, "web.states.ask", fields, found, request.path, changed=changed)


def _question(
    request: web.Request,
    title: str,
    fields: dict[str, Any],
    found: state_edits.Preview,
    cancel: str,
    *,
    changed: bool = False,
) -> web.Response:
    language, count = language_of(request), found.effects.count
    more = consequences(request, found.effects, changed=changed)
    for key, names in (("web.states.takes_in", found.added), ("web.states.lets_go", found.removed)):
        if names:
            more["consequences"].insert(0, ("", say(language, key, names=", ".join(names)), None))
    return page(
        request,
        "confirm.html",
        status=409 if changed else 200,
        title=title,
        text="web.states.ask_text",
        values={"name": found.state, "count": count},
        button="preview.do" if count else "preview.do_anyway",
        fields=fields,
        cancel=cancel,
        crumbs=[
            (say(language, "web.admin.title"), "/admin"),
            (say(language, "states.title"), "/admin/states"),
        ],
        **more,
    )


@routes.get(f"/admin/states/{ID}/delete", name="states.delete")
@needs(DELETE)
async def ask_delete(request: web.Request) -> web.Response:
    """What deleting a state would do."""
    return await _ask_delete(request)


async def _ask_delete(request: web.Request, *, changed: bool = False) -> web.Response:
    edit = Edit(int(request.match_info["id"]), delete=True)
    found = await state_edits.preview(request[ACTOR], edit)
    fields = {"seen": found.effects.fingerprint}
    return _question(request, "web.states.ask_delete", fields, found, "/admin/states", changed=changed)


@routes.post(f"/admin/states/{ID}/delete", name="states.deleted")
@needs(DELETE)
async def deleted(request: web.Request) -> web.Response:
    """Delete it."""
    form = await read(request, seen=str)
    edit = Edit(int(request.match_info["id"]), delete=True)
    try:
        done = await state_edits.apply(request[ACTOR], edit, form.seen)
    except effects.Changed:
        return await _ask_delete(request, changed=True)
    flash(request, "good", "web.states.deleted", name=done.state)
    raise back_to(request, "/admin/states")
