"""A small canvas with smooth edges that writes PNG by the standard library alone."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable

Colour = tuple[int, int, int]
Span = tuple[float, float] | None
Shape = Callable[[float], Span]
"""From a height (0 top to 1 bottom) to the stretch that the shape covers there (0 left to 1 right)."""

SUBROWS = 3


def ellipse(x: float, y: float, rx: float, ry: float, top: float = 0.0, bottom: float = 1.0) -> Shape:
    """An ellipse, cut off above ``top`` and below ``bottom``."""

    def span(height: float) -> Span:
        offset = (height - y) / ry
        if not top <= height <= bottom or abs(offset) >= 1:
            return None
        half = rx * math.sqrt(1 - offset * offset)
        return x - half, x + half

    return span


def quad(y0: float, x0: float, x1: float, y1: float, x2: float, x3: float) -> Shape:
    """What lies between height y0, from x0 to x1, and height y1, from x2 to x3."""

    def span(height: float) -> Span:
        if not y0 <= height <= y1:
            return None
        part = (height - y0) / (y1 - y0)
        return x0 + (x2 - x0) * part, x1 + (x3 - x1) * part

    return span


class Canvas:
    """A square picture, painted from back to front."""

    def __init__(self, size: int, top: Colour, bottom: Colour) -> None:
        self.size = size
        self.rows = [bytearray(bytes(_mix(top, bottom, y / size)) * size) for y in range(size)]

    def paint(self, shape: Shape, colour: Colour, alpha: float = 1.0) -> None:
        """Lay a shape over what is there."""
        for y, row in enumerate(self.rows):
            heights = [(y + (step + 0.5) / SUBROWS) / self.size for step in range(SUBROWS)]
            spans = [span for height in heights if (span := shape(height)) is not None]
            if spans:
                self._paint_row(row, [(a * self.size, b * self.size) for a, b in spans], colour, alpha)

    def _paint_row(
        self, row: bytearray, spans: list[tuple[float, float]], colour: Colour, alpha: float
    ) -> None:
        first = max(0, math.floor(min(a for a, _ in spans)))
        last = min(self.size, math.ceil(max(b for _, b in spans)))
        inner, outer = last, last
        if len(spans) == SUBROWS and alpha == 1.0:  # where it covers fully: no sums needed
            inner = min(last, max(first, math.ceil(max(a for a, _ in spans))))
            outer = max(inner, min(last, math.floor(min(b for _, b in spans))))
            row[3 * inner : 3 * outer] = bytes(colour) * (outer - inner)
        for x in (*range(first, inner), *range(outer, last)):
            cover = sum(max(0.0, min(b, x + 1) - max(a, x)) for a, b in spans) / SUBROWS
            under = row[3 * x], row[3 * x + 1], row[3 * x + 2]
            row[3 * x : 3 * x + 3] = bytes(_mix(under, colour, cover * alpha))

    def png(self) -> bytes:
        """The picture as a file."""
        head = struct.pack(">IIBBBBB", self.size, self.size, 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\0" + bytes(row) for row in self.rows), 6)
        chunks = (b"IHDR", head), (b"IDAT", data), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _mix(under: Colour, over: Colour, alpha: float) -> Colour:
    return (
        round(under[0] + (over[0] - under[0]) * alpha),
        round(under[1] + (over[1] - under[1]) * alpha),
        round(under[2] + (over[2] - under[2]) * alpha),
    )
