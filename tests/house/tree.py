"""The tree as the house tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "cogs", "web", "models", "sandbox")
OURS = ("bot", "cogs", "web", "models")


def sources(*rooms: str) -> Iterator[Path]:
    """All Python files of these rooms."""
    for room in rooms:
        yield from sorted(p for p in (ROOT / room).rglob("*.py") if "__pycache__" not in p.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """A file as a syntax tree, read once."""
    return ast.parse(path.read_text())


def name(path: Path) -> str:
    """A file as people name it."""
    return str(path.relative_to(ROOT))


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of functions whose last name is one of these."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node
