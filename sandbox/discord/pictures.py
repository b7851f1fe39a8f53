"""Generated avatars: small, deterministic PNG pictures."""

from __future__ import annotations

import colorsys
import functools
import hashlib
import struct
import zlib

CELLS, CELL = 8, 16
Colour = tuple[int, int, int]


@functools.lru_cache(maxsize=512)
def avatar(seed: str) -> bytes:
    """A symmetrical pattern in two colours, 128 × 128; the same seed always looks the same."""
    digest = hashlib.sha256(seed.encode()).digest()
    hue = digest[0] / 255
    back, fore = _colour(hue, 0.42, 0.32), _colour((hue + 0.08) % 1, 0.72, 0.5)
    bits = int.from_bytes(digest[1:], "big")
    half = CELLS // 2
    rows = []
    for y in range(CELLS):
        left = [bool(bits >> (y * half + x) & 1) and 0 < y < CELLS - 1 and x > 0 for x in range(half)]
        rows.append(b"".join(bytes(fore if on else back) * CELL for on in left + left[::-1]))
    return _png(CELLS * CELL, [row for row in rows for _ in range(CELL)])


def default_avatar(number: int) -> bytes:
    """One of the default pictures."""
    return avatar(f"default {number % 6}")


def _colour(hue: float, light: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _png(width: int, rows: list[bytes]) -> bytes:
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = (b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
