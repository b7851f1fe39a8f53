"""The trail of access is only ever added to, and everything that it can say has words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from bot.voice import HOME, words
from models.brakes import BrakeStatus
from models.services import AccountStatus
from tests.house.tree import OURS, name, parsed, sources

ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
MADE = {
    # an action that is put together: its beginning, and how it may end
    "service.": {s.value for s in AccountStatus},
    "brake.": {BrakeStatus.DONE.value, BrakeStatus.KEPT.value},
}


def recorded() -> dict[str, str]:
    """Every action that the code writes down, with a place where it does."""
    found: dict[str, str] = {}
    for path in sources(*OURS):
        mute: dict[int, str] = {}
        for function in ast.walk(parsed(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for call in ast.walk(function):
                if (text := _action(call)) is None:
                    continue
                line = call.lineno  # type: ignore[attr-defined]
                said = _texts(text, function, parsed(path))
                found.update(dict.fromkeys(said, f"{name(path)}:{line}"))
                mute[line] = "" if said else mute.get(line, ast.unparse(text))
        unread = {line: text for line, text in mute.items() if text}
        assert not unread, f"{name(path)}: no telling what actions these are: {unread}"
    return found


def _action(node: ast.AST) -> ast.expr | None:
    """The argument that names the action, if this is a call that writes into the trail."""
    if not isinstance(node, ast.Call):
        return None
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    place = {"Entry": 0, "record_alike": 1}.get(called)
    if place is None:
        return None
    named = next((k.value for k in node.keywords if k.arg == "action"), None)
    return named or (node.args[place] if len(node.args) > place else None)


def _texts(node: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef, module: ast.Module) -> set[str]:
    """What an expression can say; for a name: what the function puts into it, or what it is called with."""
    if isinstance(node, ast.JoinedStr):
        start = str(node.values[0].value) if isinstance(node.values[0], ast.Constant) else ""
        assert start in MADE, f"say in MADE how the action {ast.unparse(node)} may end"
        return {start + end for end in MADE[start]}
    if not isinstance(node, ast.Name):
        return _constants(node)
    assigned = (
        getattr(n, "value", None) or n.iter
        for n in ast.walk(function)
        if isinstance(n, ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.For | ast.comprehension)
        and any(
            isinstance(t, ast.Name) and t.id == node.id
            for target in getattr(n, "targets", None) or [n.target]
            for t in ast.walk(target)
        )
    )
    return {c for value in [*assigned, *_handed(node.id, function, module)] for c in _constants(value)}


def _handed(
    parameter: str, function: ast.FunctionDef | ast.AsyncFunctionDef, module: ast.Module
) -> Iterator[ast.expr]:
    """What callers in the same file hand over as a parameter."""
    names = [a.arg for a in [*function.args.posonlyargs, *function.args.args]]
    for call in ast.walk(module):
        if (
            isinstance(call, ast.Call)
            and getattr(call.func, "id", getattr(call.func, "attr", "")) == function.name
        ):
            yield from (k.value for k in call.keywords if k.arg == parameter)
            if parameter in names:
                place = names.index(parameter) - (names[:1] == ["self"])
                yield from call.args[place : place + 1]


def _constants(node: ast.expr) -> set[str]:
    texts = {c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)}
    return {t for t in texts if ACTION.fullmatch(t)}


def test_every_action_of_the_trail_has_words() -> None:
    found, known = recorded(), words(HOME).texts
    assert len(found) > 35
    assert not [f"{place}: no words for audit.{a}" for a, place in found.items() if f"audit.{a}" not in known]


def test_words_of_the_trail_are_of_actions_that_exist() -> None:
    found = recorded()
    spoken = {
        k.removeprefix("audit.") for k in words(HOME).texts if k.startswith("audit.") and k.count(".") == 2
    }
    assert not sorted(spoken - set(found))


def test_every_noun_of_the_trail_has_a_name() -> None:
    known = words(HOME).texts
    assert not sorted({n for a in recorded() if f"trail.noun.{(n := a.partition('.')[0])}" not in known})


def test_no_line_of_the_trail_is_ever_changed_or_taken_away() -> None:
    """Erasing empties a person's row in `subjects`; the trail itself is only added to."""
    statement = re.compile(
        r"\b(UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE(\s+TABLE)?)\s+[`\"]?audit\b", re.IGNORECASE
    )
    found = []
    for path in sources(*OURS):
        text = path.read_text()
        found += [f"{name(path)}: {m.group(0)}" for m in statement.finditer(text)]
        if name(path) == "models/audit.py":
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _touches(node):
                found.append(f"{name(path)}:{node.lineno}: {ast.unparse(node.func)}")
    assert not found


def _touches(call: ast.Call) -> bool:
    """Whether a call changes rows of the model: `AuditRow.filter(…).update(…)` and its like."""
    changing = {"update", "delete", "save", "bulk_update", "update_or_create", "update_from_dict"}
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr in changing and "AuditRow" in ast.unparse(call)
