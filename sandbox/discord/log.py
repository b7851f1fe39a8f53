"""The log of requests received, and the check of each request and answer against the official specification."""

from __future__ import annotations

import functools
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

UNDOCUMENTED = {"/oauth2/token", "/oauth2/token/revoke"}
"""Routes of Discord that its OpenAPI file leaves out."""
UNDOCUMENTED_QUERY = {"use_nested_fields", "delete_message_seconds"}
"""Query parameters likewise; discord.py sends these with a forum post and with a ban."""


@dataclass(frozen=True)
class Request:
    """One REST request as it was answered; `status` 0 means the connection was cut."""

    at: datetime
    method: str
    route: str
    path: str
    status: int
    reason: str | None
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {**asdict(self), "at": self.at.isoformat()}


class RequestLog:
    """Requests and the faults found in them, both bounded."""

    def __init__(self) -> None:
        self.requests: deque[Request] = deque(maxlen=20_000)
        self.spec_faults: list[str] = []
        self._spec: Spec | None = None

    @property
    def checking(self) -> bool:
        """Whether a specification is loaded."""
        return self._spec is not None

    def load_spec(self, path: str | Path) -> None:
        """Check everything from now on."""
        self._spec = Spec.load(str(path))

    def fault(self, said: str) -> None:
        """Note a departure from the specification."""
        if len(self.spec_faults) < 1000:
            self.spec_faults.append(said)

    def check_request(self, method: str, route: str, query: Mapping[str, str], body: Any) -> None:
        """Hold a request to the specification, if one is loaded."""
        if self._spec:
            for said in self._spec.request(method, route, query, body):
                self.fault(f"request {method} {route}: {said}")

    def check_answer(self, method: str, route: str, status: int, data: Any) -> None:
        """Hold our own answer to the specification, if one is loaded."""
        if self._spec and status < 400:
            for said in self._spec.answer(method, route, status, data):
                self.fault(f"answer {method} {route} {status}: {said}")


class Spec:
    """An OpenAPI document as two questions: may this be asked, may this be answered."""

    def __init__(self, document: dict[str, Any]):
        self._paths = document["paths"]
        # the specification says of itself that unions overlap where numbers may be strings
        self._components = json.loads(json.dumps(document["components"]).replace('"oneOf": [', '"anyOf": ['))
        self._validators: dict[tuple[str, str, str], Any] = {}

    @classmethod
    @functools.lru_cache(maxsize=4)
    def load(cls, path: str) -> Spec:
        """From a file, once per process."""
        return cls(json.loads(Path(path).read_text()))

    def request(self, method: str, route: str, query: Mapping[str, str], body: Any) -> list[str]:
        """The faults of a request."""
        if route in UNDOCUMENTED:
            return []
        operation = self._paths.get(route, {}).get(method.lower())
        if operation is None:
            return ["not in the specification"]
        shared = self._paths[route].get("parameters", [])
        known = {p["name"] for p in [*operation.get("parameters", []), *shared] if p.get("in") == "query"}
        said = [f"unknown query parameter {name}" for name in query if name not in known | UNDOCUMENTED_QUERY]
        if body is not None and "requestBody" in operation:
            schema = operation["requestBody"]["content"].get("application/json", {}).get("schema")
            said += self._faults((method, route, "body"), schema, _with_string_ids(body))
        return said

    def answer(self, method: str, route: str, status: int, data: Any) -> list[str]:
        """The faults of a successful answer."""
        operation = self._paths.get(route, {}).get(method.lower())
        if operation is None:
            return []
        answer = operation["responses"].get(str(status))
        if answer is None:
            return [f"status {status} is not in the specification"]
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            return [] if data is None else ["an answer without content was due"]
        return self._faults((method, route, str(status)), schema, data)

    def _faults(self, key: tuple[str, str, str], schema: Any, instance: Any) -> list[str]:
        if schema is None:
            return []
        if key not in self._validators:
            self._validators[key] = _validator({**schema, "components": self._components})
        found = self._validators[key].iter_errors(instance)
        return [f"{'/'.join(map(str, e.path))}: {e.message[:200]}{_deepest(e)}" for e in found]


def _with_string_ids(body: Any) -> Any:
    """Ids sent as numbers (discord.py does it here and there) as the strings that Discord takes them for."""
    if isinstance(body, dict):
        ids = ("id", "recipient_id", "application_id", "guild_id", "channel_id", "message_id", "parent_id")
        plain = {k: str(v) if k in ids and type(v) is int else _with_string_ids(v) for k, v in body.items()}
        for key in ("roles", "messages"):
            if isinstance(body.get(key), list):
                plain[key] = [str(one) if type(one) is int else one for one in body[key]]
        return plain
    return [_with_string_ids(part) for part in body] if isinstance(body, list) else body


def _deepest(error: Any) -> str:
    """What a failed union failed at, or the message would be unreadable."""
    from jsonschema.exceptions import best_match

    if not error.context:
        return ""
    best = best_match(error.context)
    return f" ({'/'.join(map(str, best.path))}: {best.message[:160]})"


def _validator(schema: dict[str, Any]) -> Any:
    from jsonschema import Draft202012Validator, validators

    def number(_: Any, value: Any) -> bool:
        if isinstance(value, str):
            return value.lstrip("-").isdigit()
        return isinstance(value, int) and not isinstance(value, bool)

    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", number)
    loose = validators.extend(Draft202012Validator, type_checker=checker)
    return loose(json.loads(json.dumps(schema).replace('"oneOf": [', '"anyOf": [')))
