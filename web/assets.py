"""Static files: named by their content, compressed once, served from memory, kept by browsers for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from web.keys import ASSETS

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"

routes = web.RouteTableDef()


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes over the wire."""

    type: str
    plain: bytes
    zipped: bytes


class Assets:
    """All static files by their public name, and the public names by the files' own."""

    def __init__(self, folder: Path = FOLDER, custom_css: Path | None = None) -> None:
        self._served: dict[str, Asset] = {}
        self._address: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            self._add(path.name, path)
        if custom_css is not None:
            self._add("custom.css", custom_css)

    def _add(self, name: str, path: Path) -> None:
        plain = path.read_bytes()
        public = f"{path.stem}.{hashlib.sha256(plain).hexdigest()[:12]}{path.suffix}"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self._served[public] = Asset(kind, plain, gzip.compress(plain, 9, mtime=0))
        self._address[name] = f"/static/{public}"

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._address

    def address(self, name: str) -> str:
        """The address of a file, for templates; KeyError if there is none."""
        return self._address[name]

    def get(self, public: str) -> Asset | None:
        """The file behind a public name."""
        return self._served.get(public)


@routes.get("/static/{name}", name="static")
async def static(request: web.Request) -> web.Response:
    """One file. A name of an older version is not found: its page brings the new one."""
    asset = request.app[ASSETS].get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    headers = {"Content-Type": asset.type, "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return web.Response(body=asset.zipped, headers=headers | {"Content-Encoding": "gzip"})
    return web.Response(body=asset.plain, headers=headers)


@routes.get("/robots.txt")
async def robots(request: web.Request) -> web.Response:
    """Nothing here is for search engines."""
    return web.Response(text="User-agent: *\nDisallow: /\n")
