"""Words by language: gettext catalogues under locales/, keys as msgids, read once."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

log = logging.getLogger(__name__)

HERE = Path(__file__).resolve().parent.parent / "locales"
HOME = "en"
"""The language that has every word; others fall back to it."""


class Words:
    """The catalogues of one language: texts by key, plural texts with the rule that chooses among them."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.texts: dict[str, tuple[str, ...]] = {}
        for path in sorted(folder.glob("LC_MESSAGES/*.po")):
            with path.open("rb") as f:
                self._take(read_po(f, locale=language.replace("-", "_")))
        self.order = _plural_order(language)

    def _take(self, catalog: Catalog) -> None:
        for message in catalog:
            if not message.id or not message.string or message.fuzzy:
                continue
            key = message.id[0] if isinstance(message.id, tuple | list) else message.id
            strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
            if all(strings):
                self.texts[str(key)] = tuple(str(s) for s in strings)

    def get(self, key: str, count: int | None = None) -> str | None:
        """The text of a key, in the form that `count` takes."""
        forms = self.texts.get(key)
        if forms is None:
            return None
        if count is None or len(forms) == 1:
            return forms[0]
        return forms[min(self.order(count), len(forms) - 1)]


def _plural_order(language: str) -> Any:
    from babel.messages.plurals import get_plural

    rule = get_plural(language.replace("-", "_")).plural_expr
    # gettext's own parser, so that catalogues mean what every gettext tool takes them to mean
    from gettext import c2py

    return c2py(rule)


@lru_cache(maxsize=64)
def words(language: str) -> Words:
    """The catalogues for a language or its nearest relative; English for one that we do not have."""
    wanted = language.replace("_", "-")
    for candidate in (wanted, wanted.split("-")[0]):
        if candidate and (HERE / candidate).is_dir():
            return Words(candidate, HERE / candidate)
    return words(HOME) if wanted != HOME else Words(HOME, HERE / HOME)


def languages() -> list[str]:
    """The languages that there are catalogues for."""
    found = []
    for folder in sorted(HERE.iterdir()) if HERE.is_dir() else []:
        try:
            Locale.parse(folder.name.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        found.append(folder.name)
    return found


def say(language: str, key: str, /, **values: object) -> str:
    """The text of a key in a language, its places filled; `count` chooses the plural form.

    A missing key says itself (and is logged): a house test finds it before a pilot does.
    """
    count = values.get("count")
    number = count if isinstance(count, int) else None
    text = words(language or HOME).get(key, number)
    if text is None:
        text = words(HOME).get(key, number)
    if text is None:
        log.error("no words for %s", key)
        return key
    try:
        return text.format_map(_Values(values))
    except (ValueError, IndexError):
        log.error("the words for %s in %s have a broken place", key, language)
        return text


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"
