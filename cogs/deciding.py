"""Requests to join or leave, for those who decide: the buttons under a request's post, and the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.client import ConcordBot
from bot.rules import accounts, request_posts, requests
from bot.rules.requests import Again
from cogs.card import account_panel
from cogs.kit import (
    Button,
    Form,
    Interaction,
    Option,
    Panel,
    Style,
    Tone,
    actor_of,
    escaped,
    id_of,
    joined,
    opens,
    page_of,
    pages,
    pressed,
    say,
    show,
    submitted,
)

if TYPE_CHECKING:
    from bot.rules.requests import Decided, Waiting

NAMES = 10


# -- one request -----------------------------------------------------------------------------------------


@pressed("greq", "approve")
async def _approve(interaction: Interaction, args: list[str], _: list[str]) -> None:
    done = await requests.approve(await actor_of(interaction), id_of(args, 0))
    await _told(interaction, done, args[1:])


@opens("greq", "reject")
async def _reject_form(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language = str(interaction.locale)
    request = await requests.read(await actor_of(interaction), id_of(args, 0))
    form = Form(
        "m1:greq:reject:" + ":".join(args), say(language, "deciding.reject_title", group=request.group.name)
    )
    return _refusal(form, language)


def _refusal(form: Form, language: str) -> Form:
    """The fields of a rejection: what the pilot reads, and when they may ask again."""
    options = [Option(say(language, f"deciding.again.{a}"), a.value, "", a is Again.ANY) for a in Again]
    label, help_ = say(language, "deciding.reason"), say(language, "deciding.reason_help")
    form.text("why", label, help=help_, required=False, long=True)
    return form.choose("again", say(language, "deciding.again"), options)


@submitted("greq", "reject")
async def _reject(interaction: Interaction, args: list[str], values: list[str]) -> None:
    reason, again = _read(values)
    done = await requests.reject(await actor_of(interaction), id_of(args, 0), reason, again)
    await _told(interaction, done, args[1:])


def _read(values: list[str]) -> tuple[str, Again]:
    again = next((Again(v) for v in values[1:] if v in list(Again)), Again.ANY)
    return (values[0] if values else ""), again


@pressed("greq", "who")
async def _who(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """The applicant, as who decides may see them."""
    language, actor = str(interaction.locale), await actor_of(interaction)
    request = await requests.read(actor, id_of(args, 0))
    if any(actor.may(m) for m in accounts.MAY_LOOK):
        await show(interaction, account_panel(language, await accounts.card(actor, request.user_id)))
        return
    card = await request_posts.card(request, language)
    await show(interaction, Panel(card.tone).text(f"### {card.content}", *card.lines))


@opens("greq", "ask")
async def _ask_form(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language = str(interaction.locale)
    request = await requests.read(await actor_of(interaction), id_of(args, 0))
    form = Form(
        "m1:greq:ask:" + ":".join(args), say(language, "deciding.ask_title", group=request.group.name)
    )
    help_ = say(language, "deciding.question_help")
    return form.text("question", say(language, "deciding.question"), help=help_, long=True)


@submitted("greq", "ask")
async def _ask(interaction: Interaction, args: list[str], values: list[str]) -> None:
    language = str(interaction.locale)
    done = await requests.ask_back(await actor_of(interaction), id_of(args, 0), values[0] if values else "")
    panel = Panel(Tone.WAITING).text("✅ " + say(language, "deciding.asked", name=escaped(done.pilot)))
    await show(interaction, panel.buttons(_on(language, args[1:], skip=1)))


@pressed("greq", "undo")
async def _undo(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language = str(interaction.locale)
    done = await requests.undo(await actor_of(interaction), id_of(args, 0))
    text = say(language, "deciding.undone", name=escaped(done.pilot), group=escaped(done.group))
    await show(interaction, Panel(Tone.WAITING).text(text))


async def _told(interaction: Interaction, done: Decided, queue: list[str]) -> None:
    """What was decided, with ten minutes to take it back; in the queue, the next one is a press away."""
    language = str(interaction.locale)
    key = f"deciding.{'approved' if done.approved else 'rejected'}_{done.kind}"
    panel = Panel(Tone.DONE if done.approved else Tone.REFUSED)
    panel.text("✅ " + say(language, key, name=escaped(done.pilot), group=escaped(done.group)))
    undo = Button(say(language, "deciding.undo"), f"b1:greq:undo:{done.request_id}")
    await show(interaction, panel.buttons(_on(language, queue), undo))


def _on(language: str, queue: list[str], *, skip: int = 0) -> Button | None:
    """The way on in the queue: group (0: all) and place."""
    if len(queue) < 2:
        return None
    name = f"b1:greq:work:{queue[0]}:{id_of(queue, 1) + skip}"
    return Button(say(language, "deciding.next"), name, style=Style.PRIMARY)


# -- the queue, one after the other ----------------------------------------------------------------------


@pressed("greq", "begin")
async def _begin(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await _work(interaction, [args[0], "0"], [])


@pressed("greq", "work")
async def _work(interaction: Interaction, args: list[str], _: list[str]) -> None:
    language, actor = str(interaction.locale), await actor_of(interaction)
    group, place = id_of(args, 0), id_of(args, 1)
    found = await requests.waiting(actor, group or None)
    if not found:
        await show(interaction, Panel(Tone.DONE).text(say(language, "deciding.none")))
        return
    place %= len(found)
    request = await requests.read(actor, found[place].id)
    card = await request_posts.card(request, language)
    panel = Panel(Tone.WAITING).text(f"-# {say(language, 'deciding.place', place=place + 1, of=len(found))}")
    panel.row("\n".join([f"### {card.content}", *card.lines]), picture=card.picture, alt=found[place].main)
    where = f"{request.id}:{group}:{place}"
    panel.buttons(
        Button(say(language, "request.approve"), f"b1:greq:approve:{where}", style=Style.GOOD),
        Button(say(language, "request.reject"), f"b1:greq:reject:{where}", style=Style.DANGER),
        Button(say(language, "request.ask_back"), f"b1:greq:ask:{where}"),
        Button(say(language, "deciding.skip"), f"b1:greq:work:{group}:{place + 1}")
        if len(found) > 1
        else None,
        Button(say(language, "deciding.list"), f"b1:greq:list:{group}:1"),
    )
    await show(interaction, panel)


# -- the queue as a list, and many at once ---------------------------------------------------------------


@pressed("greq", "list")
async def _turn(interaction: Interaction, args: list[str], _: list[str]) -> None:
    await show_queue(interaction, id_of(args, 0), page_of(args))


async def show_queue(interaction: Interaction, group: int, number: int) -> None:
    """What waits for the asker's decision, of one group or (0) of all."""
    language = str(interaction.locale)
    found = await requests.waiting(await actor_of(interaction), group or None)
    waiting = say(language, "deciding.count", count=len(found)) if found else say(language, "deciding.none")
    panel = Panel(Tone.WAITING if found else Tone.DONE)
    panel.text("### 📥 " + say(language, "deciding.title"), waiting)
    page = pages(language, len(found), number, f"b1:greq:list:{group}")
    for place, request in list(enumerate(found))[page.start : page.stop]:
        look = Button(say(language, "deciding.look"), f"b1:greq:work:{group}:{place}")
        panel.row(_row(language, request), beside=look)
    if found:
        last = max(r.id for r in found)
        panel.buttons(
            Button(say(language, "request.work"), f"b1:greq:begin:{group}", style=Style.PRIMARY),
            *page.buttons,
            Button(
                say(language, "deciding.all", count=len(found)), f"b1:greq:all:{group}:{last}:{len(found)}"
            )
            if 1 < len(found) <= requests.MOST_AT_ONCE
            else None,
        )
    await show(interaction, panel)


def _row(language: str, request: Waiting) -> str:
    head = say(
        language,
        f"request.headline.{request.kind}",
        pilot=escaped(request.main),
        group=escaped(request.group),
    )
    when = f"<t:{int(request.created_at.timestamp())}:R>"
    facts = [escaped(request.corporation), escaped(request.state), when]
    below = f"-# {' · '.join(f for f in facts if f)}"
    return "\n".join([head, below, f"> {escaped(request.reason[:100])}"] if request.reason else [head, below])


@pressed("greq", "all")
async def _all(interaction: Interaction, args: list[str], _: list[str]) -> None:
    """Everything that waited when the list was looked at: who it is, before it is decided."""
    language = str(interaction.locale)
    found = await _those(interaction, args)
    panel = Panel(Tone.WAITING).text("### " + say(language, "deciding.all_sure", count=len(found)))
    panel.text(joined((f"{escaped(r.main)} → {escaped(r.group)}" for r in found), NAMES))
    what = f"{args[0]}:{args[1]}:{len(found)}"
    panel.buttons(
        Button(
            say(language, "deciding.approve_all", count=len(found)), f"b1:greq:doall:{what}", style=Style.GOOD
        ),
        Button(
            say(language, "deciding.reject_all", count=len(found)),
            f"b1:greq:noall:{what}",
            style=Style.DANGER,
        ),
        Button(say(language, "deciding.list"), f"b1:greq:list:{args[0]}:1"),
    )
    await show(interaction, panel)


async def _those(interaction: Interaction, args: list[str]) -> list[Waiting]:
    """The requests of a list up to the newest that its reader saw: later ones are not decided unseen."""
    found = await requests.waiting(await actor_of(interaction), id_of(args, 0) or None)
    return [r for r in found if r.id <= id_of(args, 1)]


@pressed("greq", "doall")
async def _approve_all(interaction: Interaction, args: list[str], _: list[str]) -> None:
    those = await _those(interaction, args)
    actor = await actor_of(interaction)
    done = await requests.decide_many(actor, [r.id for r in those], approved=True)
    await _many(interaction, those, done)


@opens("greq", "noall")
async def _reject_all_form(interaction: Interaction, args: list[str], _: list[str]) -> Form:
    language = str(interaction.locale)
    form = Form("m1:greq:noall:" + ":".join(args), say(language, "deciding.reject_all", count=id_of(args, 2)))
    return _refusal(form, language)


@submitted("greq", "noall")
async def _reject_all(interaction: Interaction, args: list[str], values: list[str]) -> None:
    reason, again = _read(values)
    those = await _those(interaction, args)
    actor, ids = await actor_of(interaction), [r.id for r in those]
    done = await requests.decide_many(actor, ids, approved=False, reason=reason, again=again)
    await _many(interaction, those, done)


async def _many(interaction: Interaction, those: list[Waiting], done: requests.Many) -> None:
    """How many were decided, and of each that was not, who it is and why."""
    language, names = str(interaction.locale), {r.id: r.main for r in those}
    panel = Panel(Tone.WAITING if done.failed else Tone.DONE)
    panel.text("✅ " + say(language, "deciding.many", count=len(done.done)))
    for request_id, error in done.failed[:NAMES]:
        facts = {k: escaped(v) if isinstance(v, str) else v for k, v in error.values.items()}
        panel.text(f"❌ {escaped(names[request_id])}: {say(language, error.key, **facts)}")
    await show(interaction, panel.buttons(Button(say(language, "deciding.list"), "b1:greq:list:0:1")))


async def setup(_: ConcordBot) -> None:
    """The buttons are known by being imported; there is no command here."""
