"""The pretend image server: the same picture for the same id, drawn when first asked for."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from random import Random

from aiohttp import web

from sandbox.eve.canvas import Canvas, Colour, ellipse, quad

VARIATIONS = {"characters": ["portrait"], "corporations": ["logo"], "alliances": ["logo"]}
SIZES = [32, 64, 128, 256, 512, 1024]


def add_routes(app: web.Application) -> None:
    """Serve pictures below ``/images``."""
    app.router.add_get(r"/images/{kind:characters|corporations|alliances}/{id:\d+}", variations)
    app.router.add_get(r"/images/{kind:characters|corporations|alliances}/{id:\d+}/{variation}", picture)


async def variations(request: web.Request) -> web.Response:
    """What pictures there are of something."""
    return web.json_response(VARIATIONS[request.match_info["kind"]])


async def picture(request: web.Request) -> web.Response:
    """A PNG of 32 to 1024 pixels, 64 if no size is given."""
    kind, variation = request.match_info["kind"], request.match_info["variation"]
    if variation not in VARIATIONS[kind]:
        return web.Response(status=404, text="Bad category or variation")
    size = request.query.get("size", "64")
    if not size.isdecimal() or int(size) not in SIZES:
        return web.Response(status=400, text="size must be a power of two from 32 to 1024")
    body = draw(kind, int(request.match_info["id"]), int(size))
    return web.Response(body=body, content_type="image/png", headers={"Cache-Control": "max-age=3600"})


@lru_cache(maxsize=4096)
def draw(kind: str, entity_id: int, size: int) -> bytes:
    """The picture of a character, corporation or alliance."""
    rng = Random(f"{kind}/{entity_id}")
    return (_portrait if kind == "characters" else _logo)(rng, size)


def _portrait(rng: Random, size: int) -> bytes:
    hue = rng.random()
    canvas = Canvas(size, _tone(hue, 0.25, 0.42), _tone(hue, 0.5, 0.16))
    light, skin = (
        _tone(hue + 0.08, 0.35, 0.8),
        _tone(0.06 + rng.random() * 0.03, 0.45, rng.uniform(0.42, 0.9)),
    )
    canvas.paint(ellipse(rng.uniform(0.1, 0.9), 0.1, 0.22, 0.22), light, 0.22)
    shade = _darker(skin, 0.8)
    hair = _tone(rng.choice((0.03, 0.07, 0.1, 0.6, 0.95)), rng.uniform(0.1, 0.6), rng.uniform(0.1, 0.55))
    wide, face = rng.uniform(0.15, 0.175), rng.uniform(0.19, 0.215)
    if rng.random() < 0.45:  # long hair, behind everything
        canvas.paint(ellipse(0.5, 0.5, wide + 0.07, 0.3, bottom=0.72), hair)
    suit = _tone(hue + rng.choice((0.0, 0.5, 0.33)), 0.35, 0.3)
    canvas.paint(ellipse(0.5, 1.02, 0.4, 0.3), suit)
    canvas.paint(quad(0.55, 0.43, 0.57, 0.8, 0.41, 0.59), shade)
    canvas.paint(quad(0.74, 0.36, 0.5, 1.0, 0.5, 0.5), _darker(suit, 0.7))
    canvas.paint(quad(0.74, 0.5, 0.64, 1.0, 0.5, 0.5), _darker(suit, 0.7))
    canvas.paint(ellipse(0.5, 0.43, wide, face), skin)
    canvas.paint(
        ellipse(0.5, 0.3, wide + 0.012, rng.uniform(0.11, 0.15), bottom=rng.uniform(0.31, 0.36)), hair
    )
    eyes = _tone(rng.random(), 0.4, 0.2)
    for x in (0.435, 0.565):
        canvas.paint(ellipse(x, 0.435, 0.022, 0.013), eyes)
        canvas.paint(quad(0.398, x - 0.035, x + 0.035, 0.408, x - 0.03, x + 0.03), hair, 0.8)
    canvas.paint(quad(0.44, 0.495, 0.505, 0.5, 0.483, 0.517), shade)
    canvas.paint(ellipse(0.5, 0.555, rng.uniform(0.035, 0.055), 0.009), _darker(skin, 0.6))
    if rng.random() < 0.25:  # an implant
        canvas.paint(ellipse(0.5 + wide - 0.03, 0.42, 0.012, 0.05), light)
    return canvas.png()


def _logo(rng: Random, size: int) -> bytes:
    hue = rng.random()
    canvas = Canvas(size, _tone(hue, 0.55, 0.3), _tone(hue, 0.65, 0.14))
    bright, second = _tone(hue + 0.05, 0.35, 0.92), _tone(hue + rng.choice((0.42, 0.5, 0.58)), 0.6, 0.75)
    ground = _tone(hue, 0.6, 0.2)
    match rng.randrange(4):
        case 0:  # ring and star
            canvas.paint(ellipse(0.5, 0.5, 0.38, 0.38), bright)
            canvas.paint(ellipse(0.5, 0.5, 0.31, 0.31), ground)
            canvas.paint(quad(0.24, 0.5, 0.5, 0.5, 0.4, 0.6), second)
            canvas.paint(quad(0.5, 0.4, 0.6, 0.76, 0.5, 0.5), second)
        case 1:  # shield
            canvas.paint(quad(0.16, 0.2, 0.8, 0.55, 0.2, 0.8), bright)
            canvas.paint(quad(0.54, 0.2, 0.8, 0.88, 0.5, 0.5), bright)
            canvas.paint(quad(0.16, 0.44, 0.56, 0.8, 0.44, 0.56), second)
        case 2:  # planet with a band
            canvas.paint(ellipse(0.5, 0.5, 0.3, 0.3), bright)
            canvas.paint(ellipse(0.5, 0.54, 0.44, 0.07), second)
            canvas.paint(ellipse(0.5, 0.5, 0.3, 0.3, bottom=0.52), bright)
        case _:  # two mountains
            canvas.paint(ellipse(0.68, 0.3, 0.11, 0.11), second)
            canvas.paint(quad(0.34, 0.38, 0.38, 0.82, 0.1, 0.66), bright)
            canvas.paint(quad(0.5, 0.66, 0.66, 0.82, 0.44, 0.9), _darker(bright, 0.75))
    return canvas.png()


def _tone(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _darker(colour: Colour, factor: float) -> Colour:
    return round(colour[0] * factor), round(colour[1] * factor), round(colour[2] * factor)
