"""What Discord accepts as a message or as commands; everything else is a 50035 that names the field."""

from __future__ import annotations

import re
from typing import Any

from sandbox.discord import components
from sandbox.discord.errors import DiscordError, Form
from sandbox.discord.shapes import COMPONENTS_V2, Wire

CHAT_INPUT, USER_COMMAND, MESSAGE_COMMAND = 1, 2, 3
SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)
MOST_COMMANDS = {CHAT_INPUT: 100, USER_COMMAND: 15, MESSAGE_COMMAND: 15}
COMMAND_NAME = re.compile(r"^[-_'\w]{1,32}$")


def check_message(
    body: Wire, *, flags: int = 0, has_files: bool = False, existing: Wire | None = None
) -> None:
    """Raise 50035 or 50006 unless this makes a valid message (or a valid edit of an existing one)."""
    form = Form()
    v2 = bool(flags & COMPONENTS_V2)
    content = form.text("content", body.get("content"), 2000)
    embeds = form.items("embeds", body.get("embeds"), 10)
    parts = form.items("components", body.get("components"), 40)
    _check_embeds(form, embeds)
    components.check_message(form, parts, v2)
    if body.get("nonce") is not None and len(str(body["nonce"])) > 25:
        form.fault("nonce", "BASE_TYPE_BAD_LENGTH", "Must be 25 or fewer in length.")
    if v2 and (content or embeds or body.get("poll")):
        said = "The 'content', 'embeds' and 'poll' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        form.fault("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)
    form.done()
    after = {**(existing or {}), **body}
    if (
        not any(after.get(k) for k in ("content", "embeds", "components", "poll", "attachments"))
        and not has_files
    ):
        raise DiscordError(50006)


def _check_embeds(form: Form, embeds: list[Any]) -> None:
    total = 0
    for index, embed in enumerate(embeds):
        here = f"embeds.{index}"
        for key, most in (("title", 256), ("description", 4096)):
            total += len(form.text(f"{here}.{key}", embed.get(key), most))
        total += len(form.text(f"{here}.footer.text", (embed.get("footer") or {}).get("text"), 2048))
        total += len(form.text(f"{here}.author.name", (embed.get("author") or {}).get("name"), 256))
        for number, entry in enumerate(form.items(f"{here}.fields", embed.get("fields"), 25)):
            total += len(form.text(f"{here}.fields.{number}.name", entry.get("name"), 256, 1))
            total += len(form.text(f"{here}.fields.{number}.value", entry.get("value"), 1024, 1))
        for key in ("url", "image.url", "thumbnail.url"):
            _check_url(form, f"{here}.{key}", embed, key)
    if total > 6000:
        form.fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check_url(form: Form, path: str, embed: Wire, key: str) -> None:
    outer, _, inner = key.partition(".")
    value = embed.get(outer)
    url = value.get(inner) if inner and isinstance(value, dict) else value
    if isinstance(url, str) and not url.startswith(("http://", "https://", "attachment://")):
        form.fault(path, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")


def check_commands(commands: Any) -> list[Wire]:
    """Raise 50035 unless this list may be registered; returns it."""
    form = Form()
    for kind, most in MOST_COMMANDS.items():
        if sum(1 for c in commands or [] if c.get("type", CHAT_INPUT) == kind) > most:
            form.fault("_", "APPLICATION_COMMAND_TOO_MANY", f"Maximum number of commands reached ({most})")
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands or []):
        kind, name = command.get("type", CHAT_INPUT), command.get("name", "")
        _check_command(form, str(index), command, kind)
        if (kind, name) in seen:
            said = "Application command names must be unique"
            form.fault(f"{index}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", said)
        seen.add((kind, name))
    form.done()
    return list(commands or [])


def _check_command(form: Form, path: str, command: Wire, kind: int) -> None:
    name = form.text(f"{path}.name", command.get("name"), 32, 1)
    if kind == CHAT_INPUT:
        _check_name(form, f"{path}.name", name)
        form.text(f"{path}.description", command.get("description"), 100, 1)
        _check_options(form, path, command.get("options"))
        if _size(command) > 8000:
            said = "Command exceeds maximum size (8000)"
            form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", said)
    elif command.get("description") or command.get("options"):
        said = "Context menu commands cannot have description or options"
        form.fault(path, "APPLICATION_COMMAND_INVALID_CONTEXT_MENU", said)


def _check_name(form: Form, path: str, name: str) -> None:
    if name and (not COMMAND_NAME.match(name) or name != name.lower()):
        form.fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_options(form: Form, path: str, value: Any) -> None:
    optional, names = False, set[str]()
    for index, option in enumerate(form.items(f"{path}.options", value, 25)):
        here = f"{path}.options.{index}"
        name = form.text(f"{here}.name", option.get("name"), 32, 1)
        _check_name(form, f"{here}.name", name)
        form.text(f"{here}.description", option.get("description"), 100, 1)
        if name in names:
            form.fault(here, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
        names.add(name)
        if option.get("required") and optional:
            said = "Required options must be placed before non-required options"
            form.fault(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
        optional |= not option.get("required")
        choices = form.items(f"{here}.choices", option.get("choices"), 25)
        _check_choices(form, here, choices)
        if choices and option.get("autocomplete"):
            said = "Choices cannot be given with autocomplete"
            form.fault(here, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", said)
        if option.get("type") in (SUB_COMMAND, GROUP):
            _check_options(form, here, option.get("options"))


def check_choices(choices: Any) -> list[Wire]:
    """Raise 50035 unless these may be offered by an autocompletion; returns them."""
    form = Form()
    offered = form.items("data.choices", choices, 25)
    _check_choices(form, "data", offered)
    form.done()
    return offered


def _check_choices(form: Form, path: str, choices: list[Any]) -> None:
    for index, choice in enumerate(choices):
        form.text(f"{path}.choices.{index}.name", choice.get("name"), 100, 1)
        if isinstance(choice.get("value"), str):
            form.text(f"{path}.choices.{index}.value", choice["value"], 100, 1)


def _size(command: Wire) -> int:
    own = len(command.get("name") or "") + len(command.get("description") or "")
    own += sum(len(str(c.get("name"))) + len(str(c.get("value"))) for c in command.get("choices") or [])
    return own + sum(_size(option) for option in command.get("options") or [])
