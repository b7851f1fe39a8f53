"""`make locales`: every key that code and templates use, against every catalogue."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator

from babel.messages.pofile import read_po

from tests.house.tree import OURS, ROOT, parsed, sources

KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
TEMPLATE = re.compile(r"""\bsay\(\s*["']([a-z0-9_.]+)["']""")
SPEAKERS = {
    "say",
    "tell",
    "Telling",
    "Reason",
    "Invalid",
    "Forbidden",
    "NotFound",
    "Conflict",
    "TooMany",
    "Unavailable",
}
WHOLE = re.compile(
    r"""["']((?:refused|error|link|notice|eve|state|group|brake|trouble|desk)\.[a-z0-9_.]+)["']"""
)


def used() -> dict[str, str]:
    """Keys in use, with a place where each is used."""
    return dict([*_in_code(), *_in_templates()])


def _in_code() -> Iterator[tuple[str, str]]:
    for path in sources(*OURS):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in SPEAKERS:
                for arg in [*node.args, *[k.value for k in node.keywords]]:
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and KEY.match(arg.value):
                        yield arg.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def _in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "web/templates").rglob("*.html")):
        for found in TEMPLATE.finditer(path.read_text()):
            yield found.group(1), str(path.relative_to(ROOT))


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """All texts of a language, over its files."""
    texts: dict[str, tuple[str, ...]] = {}
    for path in sorted((ROOT / "locales" / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as f:
            for message in read_po(f, locale=language):
                if message.id:
                    key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
                    texts[str(key)] = tuple(str(f) for f in forms)
    return texts


def places(text: str) -> set[str]:
    """The named places of a text."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def faults() -> list[str]:
    """Everything that is wrong with the words."""
    english = catalogue("en")
    found = [f"{place}: no words for {key}" for key, place in sorted(used().items()) if key not in english]
    found += [f"en: {key} is empty" for key, forms in english.items() if not all(forms)]
    for folder in sorted((ROOT / "locales").iterdir()):
        if folder.name == "en" or not folder.is_dir():
            continue
        for key, forms in catalogue(folder.name).items():
            if key not in english:
                found.append(f"{folder.name}: {key} is in no English catalogue")
            elif any(forms) and {p for f in forms for p in places(f)} - {
                p for f in english[key] for p in places(f)
            }:
                found.append(f"{folder.name}: {key} has other places than the English text")
    return found


if __name__ == "__main__":
    wrong = faults()
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else f"{len(used())} keys in use, all have words\n")
    sys.exit(bool(wrong))
