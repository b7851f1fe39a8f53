"""Message components and modals: their limits as form faults, and the shape in which Discord gives them back."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from typing import Any

from sandbox.discord.errors import Form
from sandbox.discord.shapes import Wire

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 19, 21, 22, 23
SELECTS = {STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT}
LINK, PREMIUM = 5, 6
V2_TOP = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
IN_CONTAINER = V2_TOP - {CONTAINER}
IN_LABEL = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX}
BAD_TYPE = "UNION_TYPE_CHOICES", "The specified component type is invalid in this context"


def walk(components: list[Wire], path: str = "components") -> Iterator[tuple[str, Wire]]:
    """Every component, nested ones too, with its path."""
    for index, component in enumerate(components):
        here = f"{path}.{index}"
        yield here, component
        yield from walk(component.get("components") or [], f"{here}.components")
        for single in ("accessory", "component"):
            if isinstance(component.get(single), dict):
                yield f"{here}.{single}", component[single]


def find(components: list[Wire], custom_id: str) -> Wire | None:
    """The component that carries this custom id."""
    return next((c for _, c in walk(components) if c.get("custom_id") == custom_id), None)


def check_message(form: Form, components: list[Wire], v2: bool) -> None:
    """Note what a message's components break."""
    if any(not isinstance(c, dict) for c in components):
        form.fault("components", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return
    if not v2 and len(components) > 5:
        form.fault("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    everything = list(walk(components))
    if v2 and len(everything) > 40:
        form.fault(
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            "The total number of components exceeds 40",
        )
    if v2 and sum(len(c.get("content") or "") for _, c in everything if c.get("type") == TEXT) > 4000:
        said = "The total displayable text size exceeds maximum size of 4000"
        form.fault("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", said)
    for index, component in enumerate(components):
        if component.get("type") not in (V2_TOP if v2 else {ROW}):
            form.fault(f"components.{index}.type", *BAD_TYPE)
    for path, component in everything:
        _check_one(form, path, component)
    _check_unique(form, everything)


def check_modal(form: Form, data: Wire) -> None:
    """Note what a modal breaks."""
    form.text("title", data.get("title"), 45, 1)
    form.text("custom_id", data.get("custom_id"), 100, 1)
    components = form.items("components", data.get("components"), 5, 1)
    everything = list(walk(components))
    for index, component in enumerate(components):
        if component.get("type") not in (ROW, LABEL, TEXT):
            form.fault(f"components.{index}.type", *BAD_TYPE)
    for path, component in everything:
        _check_one(form, path, component)
    _check_unique(form, everything)


def _check_unique(form: Form, everything: list[tuple[str, Wire]]) -> None:
    seen: set[str] = set()
    for path, component in everything:
        custom_id = component.get("custom_id")
        if custom_id in seen:
            said = "Component custom id cannot be duplicated"
            form.fault(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", said)
        seen |= {custom_id} if custom_id else set()


def _check_one(form: Form, path: str, component: Wire) -> None:
    kind = component.get("type")
    if kind == ROW:
        _check_row(form, path, component)
    elif kind == BUTTON:
        _check_button(form, path, component)
    elif kind in SELECTS:
        _check_select(form, path, component)
    elif kind == TEXT_INPUT:
        form.text(f"{path}.custom_id", component.get("custom_id"), 100, 1)
        form.text(f"{path}.label", component.get("label"), 45)
        form.text(f"{path}.placeholder", component.get("placeholder"), 100)
        form.text(f"{path}.value", component.get("value"), 4000)
    elif kind == SECTION:
        form.items(f"{path}.components", component.get("components"), 3, 1)
        if (component.get("accessory") or {}).get("type") not in (BUTTON, THUMBNAIL):
            form.fault(f"{path}.accessory", "BASE_TYPE_REQUIRED", "This field is required")
    elif kind == TEXT:
        form.text(f"{path}.content", component.get("content"), 4000, 1)
    elif kind == GALLERY:
        form.items(f"{path}.items", component.get("items"), 10, 1)
    elif kind == CONTAINER:
        for index, child in enumerate(form.items(f"{path}.components", component.get("components"), 40, 1)):
            if child.get("type") not in IN_CONTAINER:
                form.fault(f"{path}.components.{index}.type", *BAD_TYPE)
    elif kind == LABEL:
        form.text(f"{path}.label", component.get("label"), 45, 1)
        form.text(f"{path}.description", component.get("description"), 100)
        if (component.get("component") or {}).get("type") not in IN_LABEL:
            form.fault(f"{path}.component", "BASE_TYPE_REQUIRED", "This field is required")
    elif kind in (RADIO, CHECKBOXES):
        form.text(f"{path}.custom_id", component.get("custom_id"), 100, 1)
        _check_options(form, path, component, 10, 2 if kind == RADIO else 1)
    elif kind in (CHECKBOX, FILE_UPLOAD):
        form.text(f"{path}.custom_id", component.get("custom_id"), 100, 1)
    elif kind not in (THUMBNAIL, FILE, SEPARATOR):
        form.fault(f"{path}.type", *BAD_TYPE)


def _check_row(form: Form, path: str, component: Wire) -> None:
    children = form.items(f"{path}.components", component.get("components"), 5, 1)
    if any(c.get("type") != BUTTON for c in children) and len(children) > 1:
        said = "The component layout exceeds the width of its row"
        form.fault(f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", said)
    for index, child in enumerate(children):
        if child.get("type") not in SELECTS | {BUTTON, TEXT_INPUT}:
            form.fault(f"{path}.components.{index}.type", *BAD_TYPE)


def _check_button(form: Form, path: str, button: Wire) -> None:
    form.text(f"{path}.label", button.get("label"), 80)
    if button.get("style") == LINK:
        url = form.text(f"{path}.url", button.get("url"), 512, 1)
        if url and not url.startswith(("http://", "https://", "discord://")):
            form.fault(
                f"{path}.url",
                "URL_TYPE_INVALID_SCHEME",
                "Scheme must be one of ('discord', 'https', 'http').",
            )
        if button.get("custom_id"):
            form.fault(
                path, "BUTTON_COMPONENT_INVALID_CUSTOM_ID", "A custom id and url cannot both be specified"
            )
    elif button.get("style") in (1, 2, 3, 4):
        form.text(f"{path}.custom_id", button.get("custom_id"), 100, 1)
    elif button.get("style") != PREMIUM:
        form.fault(f"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    if not button.get("label") and not button.get("emoji") and button.get("style") != PREMIUM:
        form.fault(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")


def _check_select(form: Form, path: str, select: Wire) -> None:
    form.text(f"{path}.custom_id", select.get("custom_id"), 100, 1)
    form.text(f"{path}.placeholder", select.get("placeholder"), 150)
    least, most = select.get("min_values"), select.get("max_values")
    least, most = 1 if least is None else least, 1 if most is None else most
    if not 0 <= least <= 25 or not 1 <= most <= 25 or least > most:
        form.fault(f"{path}.max_values", "NUMBER_TYPE_MAX", "Must hold that min_values <= max_values <= 25.")
    if select.get("type") == STRING_SELECT:
        options = _check_options(form, path, select, 25, 1)
        if most > len(options) >= 1:
            form.fault(f"{path}.max_values", "SELECT_COMPONENT_MAX_VALUES", "max_values exceeds the options")


def _check_options(form: Form, path: str, component: Wire, most: int, least: int) -> list[Any]:
    options = form.items(f"{path}.options", component.get("options"), most, least)
    values: set[str] = set()
    for index, option in enumerate(options):
        here = f"{path}.options.{index}"
        form.text(f"{here}.label", option.get("label"), 100, 1)
        value = form.text(f"{here}.value", option.get("value"), 100, 1)
        form.text(f"{here}.description", option.get("description"), 100)
        if value in values:
            said = "The specified option value is already used"
            form.fault(f"{here}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", said)
        values.add(value)
    return options


def stored(components: list[Wire]) -> list[Wire]:
    """Components as Discord gives them back: numbered, with defaults filled in and empty fields left out."""
    wanted = copy.deepcopy(components)
    taken = {c["id"] for _, c in walk(wanted) if c.get("id")}
    numbers = (n for n in itertools.count(1) if n not in taken)
    for _, component in walk(wanted):
        if not component.get("id"):
            component["id"] = next(numbers)
        _fill(component)
    return wanted


def _fill(component: Wire) -> None:
    for key in [key for key, value in component.items() if value is None]:
        del component[key]
    kind = component["type"]
    if kind in SELECTS:
        component.setdefault("min_values", 1)
        component.setdefault("max_values", 1)
        for value in component.get("default_values", ()):
            value["id"] = str(value["id"])  # discord.py sends numbers; Discord answers with strings
    elif kind == CONTAINER:
        component.setdefault("accent_color", None)
        component.setdefault("spoiler", False)
    elif kind == SEPARATOR:
        component.setdefault("spacing", 1)
        component.setdefault("divider", True)
    elif kind == THUMBNAIL:
        _fill_media(component)
    elif kind == GALLERY:
        for item in component["items"]:
            _fill_media(item)


def _fill_media(item: Wire) -> None:
    item["description"] = item.get("description")
    item.setdefault("spoiler", False)
    url = item["media"]["url"]
    item["media"] = {"id": "1", "url": url, "proxy_url": url, "width": None, "height": None}
