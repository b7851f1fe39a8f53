"""The one family of errors that may reach a user: a key and values, worded by the face that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice


class ConcordError(Exception):
    """Something a user may be told. `key` names the sentence, `values` fill its places."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return self.key


class Invalid(ConcordError):
    """The input cannot be accepted as it is (422 on the site)."""


class Forbidden(ConcordError):
    """The actor may not do this (403)."""


class NotFound(ConcordError):
    """There is no such thing, or the actor may not know of it (404)."""


def no_such(kind: str, text: str, near: Iterable[str] = ()) -> NotFound:
    """Nothing of this kind is called so; with what is called nearly so, if anything is."""
    names = ", ".join(islice(near, 3))
    if not names:
        return NotFound("error.nothing_near", kind=kind, text=text[:64])
    return NotFound("error.no_such", kind=kind, text=text[:64], near=names)


class Conflict(ConcordError):
    """It has changed meanwhile; look again and decide again (409)."""


class TooMany(ConcordError):
    """Asked too often (429). `retry_after` is in seconds."""

    def __init__(self, key: str, *, retry_after: float, **values: object) -> None:
        super().__init__(key, retry_after=retry_after, **values)
        self.retry_after = retry_after


class Unavailable(ConcordError):
    """A service that we depend on is away; nothing was decided, try later (503)."""
