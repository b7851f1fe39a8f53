"""The routes of ESI that anybody may ask."""

from __future__ import annotations

from functools import partial

from sandbox.eve import answers
from sandbox.eve.answers import EsiError
from sandbox.eve.routing import Answer, Question, Route, cached


def _affiliation(question: Question) -> Answer:
    """One cache entry per character. All ids are looked at first: one unknown id fails the batch."""
    eve = question.eve
    if not all(wanted in eve.characters for wanted in question.body):
        raise EsiError(404, "Character not found")
    entries = [
        eve.cache.get("affiliation", wanted, partial(answers.affiliation, eve, wanted))
        for wanted in question.body
    ]
    modified, expires = max(e.modified for e in entries), max(e.expires for e in entries)
    return Answer([entry.body for entry in entries], modified, expires)


def _character(q: Question) -> Answer:
    wanted = q.numbers["character_id"]
    key = (wanted, q.date < answers.CHARACTER_RESHAPED)
    return cached("character", key, q, lambda: answers.character(q.eve, wanted, q.date))


def _history(q: Question) -> Answer:
    wanted = q.numbers["character_id"]
    return cached("corporation_history", wanted, q, lambda: answers.corporation_history(q.eve, wanted))


def _corporation(q: Question) -> Answer:
    wanted = q.numbers["corporation_id"]
    key = (wanted, q.date < answers.CORPORATION_RESHAPED)
    return cached("corporation", key, q, lambda: answers.corporation(q.eve, wanted, q.date))


def _alliance(q: Question) -> Answer:
    wanted = q.numbers["alliance_id"]
    return cached("alliance", wanted, q, lambda: answers.alliance(q.eve, wanted))


def _alliance_corporations(q: Question) -> Answer:
    wanted = q.numbers["alliance_id"]
    return cached("alliance_corporations", wanted, q, lambda: answers.alliance_corporations(q.eve, wanted))


def _factions(q: Question) -> Answer:
    return cached("factions", None, q, lambda: answers.factions(q.eve))


def _status(q: Question) -> Answer:
    return cached("status", None, q, lambda: answers.status(q.eve))


def _meta_status(q: Question) -> Answer:
    rows = [
        {"method": method, "path": path, "status": "Down" if (method, path) in q.eve.route_faults else "OK"}
        for method, path in q.eve.served
    ]
    return cached("meta_status", None, q, lambda: {"routes": rows})


ROUTES = [
    Route("POST", "/characters/affiliation", _affiliation, body_of=int),
    Route("POST", "/universe/names", lambda q: Answer(answers.names(q.eve, q.body)), body_of=int),
    Route("POST", "/universe/ids", lambda q: Answer(answers.ids(q.eve, q.body)), body_of=str, at_most=500),
    Route("GET", "/characters/{character_id}", _character),
    Route("GET", "/characters/{character_id}/corporationhistory", _history),
    Route("GET", "/corporations/{corporation_id}", _corporation),
    Route("GET", "/alliances/{alliance_id}", _alliance),
    Route("GET", "/alliances/{alliance_id}/corporations", _alliance_corporations),
    Route("GET", "/universe/factions", _factions),
    Route("GET", "/status", _status, group="status"),
    Route("GET", "/meta/status", _meta_status, group="meta", since="2025-11-06"),
]
"""What is served. The paths are those of the specification."""
