"""The audit in words: actions, facts, values and reasons in the reader's language, the same in both faces."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.rules.access import Face, Source
from bot.rules.things import Shown
from bot.rules.trail import Line, Named
from bot.rules.why import Reason, Value
from bot.voice import HOME, say, words

Moment = Callable[[datetime], str]
"""How a face shows a time."""


def action(language: str, name: str) -> str:
    """What was done: "joined a group". An action of a feature that is gone says its name."""
    return _known(language, f"audit.{name}") or name


def noun(language: str, name: str) -> str:
    """What an action is about: "group" → "Groups"."""
    return _known(language, f"trail.noun.{name}") or name


def face(language: str, name: str) -> str:
    """Through which face: "on Discord"."""
    return _known(language, f"trail.face.{name}") or name


def nouns() -> list[str]:
    """All nouns that actions in the catalogue have."""
    return sorted({a.partition(".")[0] for a in actions()})


def actions(of: str = "") -> list[str]:
    """All actions in the catalogue, or those of a noun."""
    found = (key.removeprefix("audit.") for key in words(HOME).texts if key.startswith("audit."))
    known = (a for a in found if a.count(".") == 1)
    return sorted(a for a in known if not of or a.startswith(f"{of}."))


def faces() -> list[str]:
    """Through which faces one can act."""
    return [f.value for f in Face]


def person(language: str, who: Named | None) -> str:
    """A person's name; that of somebody erased cannot be told, and nobody is Concord itself."""
    if who is None:
        return say(language, "trail.concord")
    return who.name or say(language, "trail.erased", number=who.subject_id)


def label(language: str, key: str) -> str:
    """What a fact is called; a list without a key has none."""
    return _known(language, f"fact.{key}") or key.replace("_", " ") if key else ""


def value(language: str, key: str, shown: Shown | None, moment: Moment) -> str:
    """A value of a fact: yes, no, a time as the face shows it, or a text, in words if there are any for it."""
    if shown is None:
        return ""
    if isinstance(shown, bool):
        return say(language, "fact.yes" if shown else "fact.no")
    if isinstance(shown, datetime):
        return moment(shown)
    if not _plain(shown):
        return shown
    return _known(language, f"fact.{key}.{shown}") or _sentence(language, shown) or shown


def thing(language: str, line: Line) -> str:
    """What a line is about besides the person: its name, or its kind and number."""
    if line.name or ":" not in line.thing:
        return line.name or line.thing
    kind, _, number = line.thing.partition(":")
    return f"{_known(language, f'trail.thing.{kind}') or kind} {number}"


def _known(language: str, key: str) -> str | None:
    return say(language, key) if key in words(HOME).texts else None


def _sentence(language: str, text: str) -> str | None:
    """Reasons are written down as keys of the catalogue ("group.why.state")."""
    return _known(language, text) if "." in text else None


def _plain(text: str) -> bool:
    return text.replace("_", "").replace(".", "").isalnum() and text.isascii()


# -- the chain of reasons ----------------------------------------------------------------------------------


def source(language: str, found: Source, plain: Callable[[str], str] = str) -> str:
    """Through what somebody has something: "state Member", "group Scouts", "directly"."""
    return say(language, f"why.through.{found.through.value}", name=plain(found.name))


def reason(language: str, said: Reason, moment: Moment, plain: Callable[[str], str] = str) -> str:
    """One link of the chain as a sentence; `plain` makes somebody's text harmless where the face shows it."""
    values = {key: _part(language, found, moment, plain) for key, found in said.values.items()}
    return say(language, said.key, **values)


def _part(language: str, found: Value, moment: Moment, plain: Callable[[str], str]) -> object:
    if isinstance(found, tuple):
        texts = (source(language, f, plain) if isinstance(f, Source) else plain(f) for f in found)
        return ", ".join(texts)
    if isinstance(found, datetime):
        return moment(found)
    return plain(found) if isinstance(found, str) else found
