"""Times as people type them: dates, weekdays, hours, durations, Discord's own; never guessed from a bare number."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot import clock
from bot.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FARTHEST = timedelta(days=20 * 366)
"""What lies beyond is a slip of the finger."""
_UNITS = {"w": 7 * 86_400, "d": 86_400, "h": 3600, "m": 60, "min": 60}
_STAMP = re.compile(r"<t:(-?\d{1,12})(?::[tdfrs])?>")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]+(\d{1,2}:\d{2}))?")
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?:(\d{4}))?(?: +(\d{1,2}:\d{2}))?")
_DAY = re.compile(rf"({'|'.join(DAYS)})[a-z]*\.?(?: +(\d{{1,2}}:\d{{2}}))?")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")
_SPAN = re.compile(r"(?:in +)?((?:\d{1,5} *(?:min|[wdhm]) *)+)")
_PART = re.compile(r"(\d{1,5}) *(min|[wdhm])")
_EVE = re.compile(r" *(?:eve|utc)(?: time)?$")


def understood(text: str, *, future: bool = True) -> datetime:
    """The moment that a text means, in EVE time; what has no date is the next one of its kind.

    `2026-11-28 19:00`, `28.11. 19:00`, `sat 19:00`, `19:00`, `1d 4h 30m`, `<t:…>`; a date alone is its beginning.
    Raises Invalid: for a bare number, for what is no time, and for the past unless `future` is false.
    """
    now = clock.now().astimezone(UTC)
    text = _EVE.sub("", " ".join(text.split()).casefold())
    if text.isdigit():
        raise Invalid("when.bare_number", text=text[:20])
    found = _read(text, now)
    if found is None or abs(found - now) > FARTHEST:
        raise Invalid("when.not_understood", text=text[:40])
    if future and found <= now:
        raise Invalid("when.past", when=shown(found))
    return found


def past(text: str) -> datetime:
    """The last moment of its kind that a text means: `3d` is three days ago, `mon` last Monday. Raises Invalid.

    A day with its year stands as it is, even if it is still to come.
    """
    now = clock.now().astimezone(UTC)
    typed = " ".join(text.split()).casefold().removesuffix(" ago")
    found = understood(typed, future=False)
    if found <= now or _ISO.match(typed) or _STAMP.match(typed):
        return found
    if _SPAN.fullmatch(typed):
        return now - (found - now)
    if typed[0].isalpha():
        return found - timedelta(days=7)
    if _HOUR.match(typed):
        return found - timedelta(days=1)
    if re.match(r"\d+\.\d+\.\d{4}", typed):
        return found
    try:
        return found.replace(year=found.year - 1)
    except ValueError:  # 29 February
        raise Invalid("when.not_understood", text=text[:40]) from None


def shown(moment: datetime) -> str:
    """A moment as EVE time in words that need no translation: `Sat 28 Nov 2026 19:00 EVE`."""
    return f"{moment.astimezone(UTC):%a %d %b %Y %H:%M} EVE"


def _read(text: str, now: datetime) -> datetime | None:
    try:
        if m := _STAMP.fullmatch(text):
            return datetime.fromtimestamp(int(m[1]), UTC)
        if m := _ISO.fullmatch(text):
            return _at(datetime(int(m[1]), int(m[2]), int(m[3]), tzinfo=UTC), m[4])
        if m := _SHORT.fullmatch(text):
            return _short(now, int(m[1]), int(m[2]), m[3], m[4])
        if m := _DAY.fullmatch(text):
            return _weekday(now, DAYS.index(m[1]), m[2])
        if m := _HOUR.fullmatch(text):
            today = _at(now, text)
            return today if today > now else today + timedelta(days=1)
        if m := _SPAN.fullmatch(text):
            return now + timedelta(seconds=sum(int(n) * _UNITS[u] for n, u in _PART.findall(m[1])))
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _at(day: datetime, hour: str | None) -> datetime:
    hours, minutes = map(int, hour.split(":")) if hour else (0, 0)
    return day.replace(hour=hours, minute=minutes, second=0, microsecond=0)


def _short(now: datetime, day: int, month: int, year: str | None, hour: str | None) -> datetime:
    found = _at(datetime(int(year) if year else now.year, month, day, tzinfo=UTC), hour)
    return found if year or found > now else found.replace(year=now.year + 1)


def _weekday(now: datetime, day: int, hour: str | None) -> datetime:
    found = _at(now + timedelta(days=(day - now.weekday()) % 7), hour)
    return found if found > now else found + timedelta(days=7)
