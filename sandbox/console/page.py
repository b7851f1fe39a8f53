"""The console's page and its parts, sent with a policy that lets nothing foreign in."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# Pictures of posts come from the site or the image server, which in a demo are other ports of this machine.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' http://127.0.0.1:* http://localhost:*; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def send(path: Path) -> web.Response:
    """One file of the page; the token is in the fragment of its address and is never sent to us."""
    return web.Response(
        body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8", headers=HEADERS
    )


async def part(request: web.Request) -> web.Response:
    """A script, the stylesheet or the icon; nothing outside the folder can be named."""
    path = FOLDER / request.match_info["name"]
    if path.suffix not in TYPES or not path.is_file():
        raise web.HTTPNotFound
    return send(path)
