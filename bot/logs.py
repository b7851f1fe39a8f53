"""Logging: text or JSON, with the id of the request or interaction in every line, and never a secret."""

from __future__ import annotations

import contextvars
import json
import logging
import re
import secrets
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import clock

correlation: contextvars.ContextVar[str] = contextvars.ContextVar("correlation", default="-")
"""The id of what is being worked on: a request, an interaction, a job."""

_SECRET = re.compile(
    r"(?i)((?:authorization|bearer|bot|basic|token|secret|password|code|state|verifier|refresh_token|access_token)"
    r"[\"']?\s*[=: ]\s*[\"']?)([A-Za-z0-9._~+/=-]{12,})"
)


def redact(text: str) -> str:
    """Blot out what looks like a credential."""
    return _SECRET.sub(r"\1***", text)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        text = f"{when} {record.levelname:<7} {correlation.get():<16} {record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return redact(text)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "id": correlation.get(),
            "logger": record.name,
            "text": redact(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of ours, as staff see it; its trace stands in the log under `reference`."""

    at: datetime
    reference: str
    what: str
    said: str


class Faults:
    """The latest faults of this process, newest first, and how many there were."""

    def __init__(self, most: int = 50) -> None:
        self.recent: deque[Fault] = deque(maxlen=most)
        self.count = 0

    def add(self, fault: Fault) -> None:
        """One more; the oldest is forgotten when there are too many."""
        self.recent.appendleft(fault)
        self.count += 1


faults = Faults()


def set_up(level: str = "INFO", form: str = "text") -> None:
    """Send all logging to standard error in one form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("discord", "aiohttp", "apscheduler", "tortoise", "asyncio", "aiosqlite", "aiomysql"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))


@contextmanager
def working_on(name: str = "") -> Iterator[str]:
    """Give every line logged inside one id; returns it."""
    given = name or secrets.token_hex(8)
    token = correlation.set(given)
    try:
        yield given
    finally:
        correlation.reset(token)


def fault(log: logging.Logger, what: str, problem: BaseException) -> str:
    """Log a fault of ours with its trace; returns the reference number that the user is shown."""
    reference = secrets.token_hex(4).upper()
    said = redact(f"{type(problem).__name__}: {problem}".strip(": "))[:300]
    faults.add(Fault(clock.now(), reference, redact(what)[:100], said))
    log.error("fault %s in %s", reference, what, exc_info=problem)
    return reference
