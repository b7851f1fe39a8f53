"""Single documents of ESI: kept until they expire, then asked for with their etag, never twice at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import clock
from bot.eve.base import Unchanged
from bot.eve.flights import Flight, Flying, landed


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as we have it. `value` is None if only its version is known: somebody else keeps it."""

    value: Any
    etag: str | None
    until: datetime


Fetch = Callable[[str | None], Awaitable[Sheet]]
"""Asks for a document, with the etag of the version at hand; on 304 the sheet's value is None."""
Renew = Callable[[Any, datetime], Any]
"""The same value with a new time until which it holds."""


class Sheets:
    """A bounded memory of documents by key; what was not used for longest is forgotten first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._sheets: OrderedDict[Hashable, Sheet] = OrderedDict()
        self._flying: Flying = {}
        self.from_memory = 0

    async def get(self, key: Hashable, fetch: Fetch, renew: Renew, etag: str | None = None) -> Any:
        """The document, or Unchanged if the version that the caller has (`etag`) is still the right one."""
        while True:
            sheet = self._sheets.get(key)
            if sheet is not None and clock.now() < sheet.until and self._serves(sheet, etag):
                self._sheets.move_to_end(key)
                self.from_memory += 1
                break
            if key not in self._flying:
                sheet = await self._fly(key, fetch, renew, etag)
                break
            await landed(self._flying[key])
        if etag is not None and sheet.etag == etag:
            return Unchanged(etag, sheet.until)
        return sheet.value

    @staticmethod
    def _serves(sheet: Sheet, etag: str | None) -> bool:
        return sheet.value is not None or sheet.etag == etag

    async def _fly(self, key: Hashable, fetch: Fetch, renew: Renew, etag: str | None) -> Sheet:
        with Flight(self._flying, [key]):
            sheet = await self._ask(self._sheets.get(key), fetch, renew, etag)
            self._keep(key, sheet)
            return sheet

    async def _ask(self, old: Sheet | None, fetch: Fetch, renew: Renew, etag: str | None) -> Sheet:
        if old is None or old.value is None:
            return await fetch(etag)
        new = await fetch(old.etag)
        if new.value is not None:
            return new
        return Sheet(renew(old.value, new.until), old.etag, new.until)

    def _keep(self, key: Hashable, sheet: Sheet) -> None:
        self._sheets[key] = sheet
        self._sheets.move_to_end(key)
        if len(self._sheets) > self._size:
            self._sheets.popitem(last=False)
