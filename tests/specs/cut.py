"""Cuts an official OpenAPI file down to the routes that we use, with everything they refer to, and no prose.

python tests/specs/cut.py FULL.json tests/specs/discord.json "GET /users/@me" "PUT /guilds/{guild_id}/…"
python tests/specs/cut.py FULL.json tests/specs/discord.json @tests/specs/discord-routes.txt
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PROSE = {"description", "summary", "externalDocs", "example", "examples", "x-enum-descriptions"}


def cut(document: dict[str, Any], wanted: Iterable[str]) -> dict[str, Any]:
    """The part of an OpenAPI document that these `METHOD /path` lines need; KeyError for an unknown route."""
    paths: dict[str, Any] = {}
    for line in wanted:
        method, path = line.split(maxsplit=1)
        source = document["paths"][path]
        shared = {key: source[key] for key in ("parameters",) if key in source}
        paths.setdefault(path, shared)[method.lower()] = source[method.lower()]
    paths = without_prose(paths)
    parts: dict[str, dict[str, Any]] = {}
    open_ends = list(references(paths))
    while open_ends:
        kind, name = open_ends.pop()
        if name not in parts.setdefault(kind, {}):
            parts[kind][name] = without_prose(document["components"][kind][name])
            open_ends += references(parts[kind][name])
    components = {kind: dict(sorted(parts[kind].items())) for kind in sorted(parts)}
    return {
        "openapi": document["openapi"],
        "info": document["info"],
        "servers": document.get("servers", []),
        "paths": dict(sorted(paths.items())),
        "components": components,
    }


def references(part: Any) -> Iterator[tuple[str, str]]:
    """Every `#/components/kind/name` below."""
    if isinstance(part, dict):
        ref = part.get("$ref")
        if isinstance(ref, str):
            _, _, kind, name = ref.split("/")
            yield kind, name
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def without_prose(part: Any, *, names: bool = False) -> Any:
    """The same without descriptions; under `properties` the keys are names of fields and all stay."""
    if isinstance(part, dict):
        return {
            key: without_prose(value, names=key == "properties" and not names)
            for key, value in part.items()
            if names or key not in PROSE
        }
    if isinstance(part, list):
        return [without_prose(value) for value in part]
    return part


def main(source: str, target: str, *routes: str) -> None:
    """Read, cut, write."""
    lines: list[str] = []
    for route in routes:
        lines += Path(route[1:]).read_text().split("\n") if route.startswith("@") else [route]
    wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    smaller = cut(json.loads(Path(source).read_text()), wanted)
    Path(target).write_text(json.dumps(smaller, separators=(",", ":"), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
