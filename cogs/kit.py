"""What every cog uses: who asks, may they, answer in time, and where presses of buttons go."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from collections.abc import AsyncIterable, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.cards import Dynamic, Form, Option, Panel, Press, answer_failure, escaped, joined
from bot.client import ConcordBot
from bot.errors import ConcordError, Conflict
from bot.logs import correlation
from bot.rules.access import Actor, Permission, actor_of_discord
from bot.rules.outside import outside
from bot.rules.posts import Button, Style, Tone
from bot.services.base import DiscordPerson
from bot.sheets import as_csv
from bot.voice import say

__all__ = [
    "Button",
    "ConcordBot",
    "Form",
    "Interaction",
    "Option",
    "Pages",
    "Panel",
    "Press",
    "Style",
    "Tone",
    "actor_of",
    "attach",
    "chosen",
    "escaped",
    "hand_over",
    "id_of",
    "ids_of",
    "joined",
    "needs",
    "open_form",
    "opens",
    "pages",
    "person_of",
    "pressed",
    "say",
    "show",
    "submitted",
    "tell",
    "under",
]

log = logging.getLogger(__name__)

Interaction = discord.Interaction[ConcordBot]
Handler = Callable[[Interaction, list[str], list[str]], Awaitable[None]]
F = TypeVar("F", bound=Callable[..., Any])

_ACTOR = "actor"
FORM_LIMIT = 1.5
"""Seconds that reading may take before a form is opened: Discord waits three for it."""
LONGEST_INT = 63  # bits
ROWS = 5
"""A page of a list is one phone screen."""


# -- who asks, and may they ------------------------------------------------------------------------------


async def actor_of(interaction: Interaction) -> Actor:
    """The actor behind an interaction, read once for it."""
    if _ACTOR not in interaction.extras:
        correlation.set(str(interaction.id))
        found = await actor_of_discord(interaction.user.id, language=str(interaction.locale))
        interaction.extras[_ACTOR] = replace(found, correlation=str(interaction.id))
    actor: Actor = interaction.extras[_ACTOR]
    return actor


def needs(*wanted: Permission, form: bool = False, leads: bool = False) -> Callable[[F], F]:
    """Answer "thinking", then refuse who holds none of these rights (none named: everybody may).

    With `form` nothing is answered first: a form must be the first answer, and its submit is checked again.
    `leads` says that it is for those who lead a group; the rule asks which.

    It only hides what the rule would refuse. Errors of the house become CheckFailure: anything else would escape
    the tree's handler, and the person would be told nothing.
    """

    async def check(interaction: Interaction) -> bool:
        try:
            if not form:
                await interaction.response.defer(ephemeral=True, thinking=True)
            actor = await asyncio.wait_for(actor_of(interaction), FORM_LIMIT if form else None)
            if wanted and not any(actor.may(w) for w in wanted):
                actor.must(wanted[0])
        except ConcordError as e:
            raise app_commands.CheckFailure(e.key) from e
        except Exception as e:
            raise app_commands.CheckFailure("fault") from e
        return True

    def mark(function: F) -> F:
        function.__concord_needs__ = wanted  # type: ignore[attr-defined]
        function.__concord_leads__ = leads  # type: ignore[attr-defined]
        return app_commands.check(check)(function)

    return mark


def usable(command: app_commands.Command[Any, ..., Any], actor: Actor, *, leads: bool) -> bool:
    """Whether a command would not be refused for want of a right; for /help. `leads`: the actor leads a group."""
    if getattr(command.callback, "__concord_leads__", False) and not leads:
        return False
    wanted: Sequence[Permission] = getattr(command.callback, "__concord_needs__", ())
    return not wanted or any(actor.may(w) for w in wanted)


def under(bot: ConcordBot, top: str, group: app_commands.Group | app_commands.Command[Any, ..., Any]) -> None:
    """Hang a subcommand, or a group of them, under a top-level command that another cog made before."""
    found = bot.tree.get_command(top)
    assert isinstance(found, app_commands.Group), f"/{top} must be loaded before its subcommands"
    found.add_command(group)


def person_of(user: discord.User | discord.Member) -> DiscordPerson:
    """A Discord user as the rules know them."""
    return DiscordPerson(user.id, user.name, user.display_name, user.avatar.key if user.avatar else "")


# -- answers ---------------------------------------------------------------------------------------------


async def show(interaction: Interaction, panel: Panel) -> None:
    """Answer with a panel, or turn the panel that was pressed into this one."""
    view = panel.view()
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def tell(interaction: Interaction, key: str, /, **values: object) -> None:
    """Answer with one sentence, for the asker's eyes only."""
    text = say(str(interaction.locale), key, **values)
    kind = interaction.response.type
    if kind is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(content=text)
    elif interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)


FILE_ROWS, FILE_BYTES = 20_000, 8_000_000
"""What a file on Discord holds at most; the site has the whole."""


async def attach(
    interaction: Interaction,
    name: str,
    heads: Sequence[str],
    parts: AsyncIterable[Sequence[Sequence[object]]],
) -> None:
    """Send a list as a CSV file, for the asker's eyes only. Beyond what Discord takes it says where the rest is."""
    texts, count, size, whole = [as_csv(heads, [])], 0, 0, True
    async for part in parts:
        text = as_csv((), part)
        if count + len(part) > FILE_ROWS or size + len(text.encode()) > FILE_BYTES:
            whole = False
            break
        texts, count, size = [*texts, text], count + len(part), size + len(text.encode())
    file = discord.File(io.BytesIO("".join(texts).encode("utf-8-sig")), f"{name}.csv")
    key = "file.whole" if whole else "file.cut"
    await interaction.followup.send(
        say(str(interaction.locale), key, count=count), file=file, ephemeral=True, wait=True
    )


async def hand_over(interaction: Interaction, name: str, content: bytes, key: str) -> None:
    """Send a file, for the asker's eyes only; where Discord will not take it, say where else it is."""
    language = str(interaction.locale)
    if len(content) > FILE_BYTES:
        await tell(interaction, "file.too_large", site=outside.web_url)
        return
    file = discord.File(io.BytesIO(content), name)
    await interaction.followup.send(say(language, key), file=file, ephemeral=True, wait=True)


# -- presses, choices, forms -----------------------------------------------------------------------------

Opener = Callable[[Interaction, list[str], list[str]], Awaitable[Form | None]]
_handlers: dict[tuple[str, str, str], Handler] = {}
_openers: dict[tuple[str, str, str], Opener] = {}


def pressed(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Name what happens when a button `b1:noun:verb…` is pressed."""
    return _handled("b", noun, verb)


def chosen(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Name what happens when something is chosen in a select `s1:noun:verb…`."""
    return _handled("s", noun, verb)


def submitted(noun: str, verb: str) -> Callable[[Handler], Handler]:
    """Name what happens when a form `m1:noun:verb…` is sent, whether or not we still remember opening it."""
    return _handled("m", noun, verb)


def opens(noun: str, verb: str, kind: str = "b") -> Callable[[Opener], Opener]:
    """Name the form that a button `b1:noun:verb…` (or a select, kind "s") opens; None: it answered otherwise."""

    def take(opener: Opener) -> Opener:
        _openers[kind, noun, verb] = opener
        return opener

    return take


async def open_form(interaction: Interaction, form: Form) -> None:
    """Answer with a form; it must be the first answer."""
    await interaction.response.send_modal(form.modal())


def _handled(kind: str, noun: str, verb: str) -> Callable[[Handler], Handler]:
    def take(handler: Handler) -> Handler:
        _handlers[kind, noun, verb] = handler
        return handler

    return take


async def guarded(
    interaction: Interaction, kind: str, noun: str, verb: str, args: list[str], values: list[str]
) -> None:
    """Defer, load the actor, call the handler; whatever goes wrong is said to the person who pressed."""
    carried, values = Carried(args), Carried(values)
    try:
        if opener := _openers.get((kind, noun, verb)):
            if form := await asyncio.wait_for(opener(interaction, carried, values), FORM_LIMIT):
                await open_form(interaction, form)
            return
        await _defer(interaction)
        await actor_of(interaction)
        handler = _handlers.get((kind, noun, verb))
        if handler is None:
            raise Conflict("error.old_button")
        await handler(interaction, carried, values)
    except Exception as e:  # noqa: BLE001 -- discord.py would only log it, and the presser be left alone
        await answer_failure(interaction, e)


async def _defer(interaction: Interaction) -> None:
    """On a panel the press changes that panel; on a post it opens an answer of its own."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


Dynamic.called = staticmethod(guarded)


async def read_form(interaction: Interaction) -> None:
    """Hand a sent form of ours to its handler. Forms are stateless: a restart in between loses nobody's text."""
    data: Any = interaction.data or {}
    parts = str(data.get("custom_id", "")).split(":")
    if interaction.type is discord.InteractionType.modal_submit and parts[0] == "m1" and len(parts) >= 3:
        await guarded(interaction, "m", parts[1], parts[2], parts[3:], _values(data.get("components", [])))


def _values(components: list[dict[str, Any]]) -> list[str]:
    """The values of a form's fields, in their order."""
    found: list[str] = []
    for part in components:
        inner = [part["component"]] if "component" in part else part.get("components", [])
        found += _values(inner)
        if "value" in part:
            found.append(str(part["value"]))
        elif "values" in part:
            found += [str(v) for v in part["values"]]
    return found


# -- pages -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of a list, and the buttons that turn it."""

    number: int
    of: int
    start: int
    stop: int
    buttons: tuple[Button, ...]


def pages(language: str, count: int, number: int, custom_id: str, rows: int = ROWS) -> Pages:
    """Page `number` (from 1) of a list; its position is in the buttons' names, so it survives restarts."""
    of = max(1, -(-count // rows))
    number = min(max(1, number), of)
    turning: list[Button] = []
    if number > 1:
        turning.append(Button(say(language, "page.back"), f"{custom_id}:{number - 1}"))
    if number < of:
        turning.append(Button(say(language, "page.next"), f"{custom_id}:{number + 1}"))
    return Pages(number, of, (number - 1) * rows, number * rows, tuple(turning))


def page_of(args: list[str]) -> int:
    """The page number that a button carries, 1 if it carries none."""
    return int(args[-1]) if args and args[-1].isascii() and args[-1].isdigit() and len(args[-1]) < 8 else 1


# -- what buttons and choices carry ------------------------------------------------------------------------


class Carried(list[str]):
    """What a button carries. A place that it does not have: it was made by another version, and is refused in words."""

    def __getitem__(self, place: Any) -> Any:
        try:
            return super().__getitem__(place)
        except IndexError:
            raise Conflict("error.old_button") from None


def id_of(args: list[str], place: int) -> int:
    """The number that a button or choice carries there. Raises Conflict for what no column can hold."""
    text = args[place] if place < len(args) else ""
    if not re.fullmatch(r"-?[0-9]{1,19}", text) or int(text).bit_length() > LONGEST_INT:
        raise Conflict("error.old_button")
    return int(text)


def ids_of(values: list[str]) -> list[int]:
    """All numbers that a choice carries. Raises Conflict likewise."""
    return [id_of(values, place) for place in range(len(values))]
