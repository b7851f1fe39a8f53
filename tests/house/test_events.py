"""Every event has somebody who reacts, and reactions run downhill."""

from __future__ import annotations

import ast

from bot.jobs import reactions
from bot.rules.events import Event, Stage
from tests.house.tree import calls, parsed, sources


def every_event() -> list[type[Event]]:
    return Event.__subclasses__()


def test_every_event_has_a_stage_and_a_reaction() -> None:
    table = reactions.TABLE.events
    for event in every_event():
        assert isinstance(event.stage, Stage), event
        assert table.get(event), f"nobody reacts to {event.__name__}"


def test_every_event_is_announced_somewhere() -> None:
    emitted = {
        node.id
        for path in sources("bot", "cogs")
        for call in calls(parsed(path), "emit")
        for node in ast.walk(call)
        if isinstance(node, ast.Name)
    }
    assert {e.__name__ for e in every_event()} <= emitted


def test_every_kind_of_work_that_is_queued_has_a_worker() -> None:
    table = reactions.TABLE
    known = set(table.tasks) | {"service.put"}
    queued = {
        call.args[0].value
        for path in sources("bot", "cogs")
        for call in calls(parsed(path), "enqueue")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert queued <= known
