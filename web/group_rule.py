"""The rule of a group on the site: its lines in a form, what it would do, and choosing it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.errors import ConcordError
from bot.rules import criteria, effects, ruled
from bot.rules.criteria import BRACKETS, Line, Lines
from bot.rules.ruled import CHANGE, Outlook
from bot.voice import say
from web.consequences import consequences
from web.keys import ACTOR
from web.kit import back_to, flash, language_of, needs, page

routes = web.RouteTableDef()

PLACE = r"/admin/groups/{id:\d{1,9}}/rule"
SPARE, MOST_LINES = 3, 40


@routes.get(PLACE, name="groups.rule")
@needs(CHANGE)
async def form(request: web.Request) -> web.Response:
    """The lines of the rule as it is."""
    _, lines = await ruled.form(request[ACTOR], _id(request))
    return await _form(request, lines or Lines(), deep=lines is None)


async def _form(
    request: web.Request,
    lines: Lines,
    *,
    deep: bool = False,
    more: int = SPARE,
    error: ConcordError | None = None,
) -> web.Response:
    language, group_id = language_of(request), _id(request)
    group, _ = await ruled.form(request[ACTOR], group_id)
    shown = [*lines.lines, *[Line("", "")] * more]
    return page(
        request,
        "groups/rule.html",
        status=422 if error else 200,
        group=group,
        now_in_words=await ruled.sentence_of(group, language),
        every=lines.every,
        lines=list(enumerate(shown[:MOST_LINES], 1)),
        known=[(c.name, say(language, f"criterion.{c.name}", what="…")) for c in criteria.known()],
        brackets=[(b, b) for b in BRACKETS],
        deep=deep,
        error=say(language, error.key, **error.values) if error else "",
    )


async def _read(request: web.Request) -> tuple[Lines, str, str]:
    """The lines that were sent, those without a condition left out; the act; what was seen."""
    sent = await request.post()

    def one(name: str) -> str:
        value: Any = sent.get(name, "")
        return value[:2000] if isinstance(value, str) else ""

    lines = [
        Line(one(f"is{n}"), one(f"of{n}"), bool(one(f"not{n}")), one(f"in{n}"))
        for n in range(1, MOST_LINES + 1)
        if one(f"is{n}")
    ]
    return Lines(one("every") != "any", tuple(lines)), one("do"), one("seen")


@routes.post(PLACE, name="groups.rule.step")
@needs(CHANGE)
async def step(request: web.Request) -> web.Response:
    """More lines, the trial with its count, or the choice."""
    lines, do, seen = await _read(request)
    if do == "more":
        return await _form(request, lines, more=2 * SPARE)
    actor, group_id = request[ACTOR], _id(request)
    try:
        rule = None if do in ("none", "choose_none") else await criteria.rule_of(actor, lines)
        if do in ("choose", "choose_none"):
            done = await ruled.choose(actor, group_id, rule, fingerprint=seen)
            flash(request, "good", "web.groups.rule_chosen", group=done.group)
            raise back_to(request, f"/groups/manage/{group_id}")
        return await _ask(request, await ruled.preview(actor, group_id, rule), lines)
    except effects.Changed:
        return await _ask(request, await ruled.preview(actor, group_id, rule), lines, changed=True)
    except ConcordError as e:
        if e.key.startswith(("criteria.", "search.")):
            return await _form(request, lines, error=e)
        raise


async def _ask(request: web.Request, found: Outlook, lines: Lines, *, changed: bool = False) -> web.Response:
    language = language_of(request)
    rule, about = found.rule, consequences(request, found.effects, changed=changed)
    leaves = "web.groups.rule_grace" if found.grace_days else "web.groups.rule_leaves"
    about["consequences"] = [
        ("plus", say(language, "web.groups.rule_joins"), found.joins),
        ("leave", say(language, leaves, days=found.grace_days), found.leaves),
        *about["consequences"],
    ]
    fields = {"do": "choose" if rule else "choose_none", "seen": found.fingerprint}
    fields["every"] = "all" if lines.every else "any"
    for n, line in enumerate(lines.lines, 1):
        fields |= {f"is{n}": line.name, f"of{n}": line.text, f"in{n}": line.bracket}
        fields |= {f"not{n}": "1"} if line.negated else {}
    words = await criteria.sentence(rule, language) if rule else ""
    return page(
        request,
        "confirm.html",
        title="web.groups.rule_ask" if rule else "web.groups.rule_ask_none",
        text="web.groups.rule_text" if rule else "web.groups.rule_text_none",
        values={"group": found.group, "rule": words},
        button="web.groups.rule_do" if rule else "web.groups.take_away",
        fields=fields,
        cancel=f"/admin/groups/{found.group_id}/rule",
        **about,
    )


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
