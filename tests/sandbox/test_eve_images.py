"""The pretend image server draws real pictures, the same for the same id."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator

import pytest

from sandbox.eve.images import draw
from tests.sandbox.eve_server import ANNA, BORIS, HOME, Rig, served, small_world


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with served(small_world()) as rig:
        yield rig


async def fetch(rig: Rig, path: str) -> tuple[int, str, bytes]:
    async with rig.session.get(f"{rig.url}/images{path}") as response:
        return response.status, response.content_type, await response.read()


def decoded(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and rows of a PNG, its checksums verified."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + content)
        chunks[kind], at = content, at + 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    return width, height, zlib.decompress(chunks[b"IDAT"])


@pytest.mark.parametrize("size", [32, 128, 512])
async def test_a_portrait_is_a_png_of_the_size_asked_for(rig: Rig, size: int) -> None:
    status, kind, body = await fetch(rig, f"/characters/{ANNA}/portrait?size={size}")
    width, height, rows = decoded(body)
    assert (status, kind, width, height, len(rows)) == (200, "image/png", size, size, size * (3 * size + 1))
    assert len({rows[at : at + 3] for at in range(1, len(rows), 3)}) > 20


async def test_everybody_looks_the_same_each_time_and_unlike_others(rig: Rig) -> None:
    anna, boris = [(await fetch(rig, f"/characters/{who}/portrait"))[2] for who in (ANNA, BORIS)]
    assert anna != boris
    draw.cache_clear()
    assert (await fetch(rig, f"/characters/{ANNA}/portrait"))[2] == anna


async def test_corporations_and_alliances_have_logos(rig: Rig) -> None:
    logos = [(await fetch(rig, f"/{kind}/{HOME}/logo?size=64"))[2] for kind in ("corporations", "alliances")]
    assert [decoded(logo)[0] for logo in logos] == [64, 64]
    assert logos[0] != logos[1]


async def test_odd_sizes_and_variations_are_refused(rig: Rig) -> None:
    assert (await fetch(rig, f"/characters/{ANNA}/portrait?size=100"))[0] == 400
    assert (await fetch(rig, f"/characters/{ANNA}/portrait?size=2048"))[0] == 400
    assert (await fetch(rig, f"/characters/{ANNA}/logo"))[0] == 404
    async with rig.session.get(f"{rig.url}/images/characters/{ANNA}") as response:
        assert await response.json() == ["portrait"]
