"""Portraits and avatars: fetched once, kept on disk by content, sent from here, so that pages load nothing from elsewhere."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import os
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import aiohttp
from aiohttp import web

from bot import clock
from bot.database import spawn
from bot.vault import Vault
from web.assets import FOLDER
from web.keys import PICTURES, SITE, Site

log = logging.getLogger("concord.web")

SIZES = (32, 64, 128, 256, 512)
MOST_BYTES = 2 * 1024 * 1024
FRESH = 86_400.0  # seconds; portraits change, seldom
AGAIN = 300.0  # seconds before a picture that could not be had is asked for again
IN_MEMORY = 512  # pictures, mostly of 2-6 kB
MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
AVATAR = re.compile(r"(a_)?[0-9a-f]{32}")

routes = web.RouteTableDef()


class Addresses:
    """Addresses of pictures, signed: only what a page of ours has shown can be asked for, so this is no open proxy."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._made: dict[str, str] = {}
        self._root = vault.hash_root  # what the signatures in `_made` were made with

    def portrait(self, character_id: int, size: int = 64) -> str:
        """The portrait of a character."""
        return self._signed(f"/portraits/{int(character_id)}?size={size}")

    def avatar(self, discord_id: int, avatar: str) -> str:
        """The avatar of a Discord user; `avatar` is Discord's name for the picture, empty for none."""
        return self._signed(f"/avatars/{int(discord_id)}?of={quote(avatar)}")

    def fits(self, address: str, signature: str) -> bool:
        """Whether we have made this address."""
        return hmac.compare_digest(self._sign(address).encode(), signature.encode())

    def _signed(self, address: str) -> str:
        if address not in self._made or self._root != self._vault.hash_root:
            if len(self._made) > 20_000 or self._root != self._vault.hash_root:
                self._made.clear()
                self._root = self._vault.hash_root
            self._made[address] = f"{address}&s={self._sign(address)}"
        return self._made[address]

    def _sign(self, address: str) -> str:
        return self._vault.digest("pictures", address)[:20]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is sent."""

    type: str
    body: bytes
    fetched_at: float  # Unix time

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


class Pictures:
    """Memory before disk before the network. Nobody waits for a stale picture: it is renewed behind the answer."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._folder = site.data / "media"
        self._memory: OrderedDict[str, Picture] = OrderedDict()
        self._failed: OrderedDict[str, float] = OrderedDict()
        self._running: dict[str, asyncio.Task[Picture | None]] = {}
        self._at_once = asyncio.Semaphore(8)
        self._http: aiohttp.ClientSession | None = None

    async def lifetime(self, app: web.Application) -> AsyncIterator[None]:
        """Open while the site serves (an aiohttp cleanup context)."""
        self._http = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=8, connect=4),
            headers={"User-Agent": self._site.user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        yield
        for task in list(self._running.values()):
            task.cancel()
        await self._http.close()

    async def portrait(self, character_id: int, size: int) -> Picture | None:
        """A character's portrait, or None while there is none."""
        address = f"{self._site.images_url}/characters/{character_id}/portrait?size={size}"
        return await self._get(f"portrait-{character_id}-{size}", address)

    async def avatar(self, discord_id: int, avatar: str) -> Picture | None:
        """A Discord avatar, or None while there is none."""
        address = f"{self._site.avatars_url}/avatars/{discord_id}/{avatar}.png?size=128"
        return await self._get(f"avatar-{discord_id}-{avatar}", address)

    async def _get(self, name: str, address: str) -> Picture | None:
        picture = self._memory.get(name)
        if picture is None and (picture := await asyncio.to_thread(self._from_disk, name)) is not None:
            self._remember(name, picture)
        if picture is not None:
            if clock.now().timestamp() - picture.fetched_at > FRESH:
                self._start(name, address)
            return picture
        task = self._start(name, address)
        return await asyncio.shield(task) if task is not None else None

    def _start(self, name: str, address: str) -> asyncio.Task[Picture | None] | None:
        """Fetch it, once for everybody who asks meanwhile; not at all soon after a failure."""
        if name in self._running:
            return self._running[name]
        if clock.monotonic() - self._failed.get(name, float("-inf")) < AGAIN:
            return None
        task = self._running[name] = spawn(self._fetch(name, address), name=f"picture {name}")
        task.add_done_callback(lambda _: self._running.pop(name, None))
        return task

    async def _fetch(self, name: str, address: str) -> Picture | None:
        try:
            async with self._at_once:
                body = await self._download(address)
        except (aiohttp.ClientError, TimeoutError, ValueError) as e:
            log.info("no picture %s: %s", name, e)
            self._failed[name] = clock.monotonic()
            if len(self._failed) > 10_000:
                self._failed.popitem(last=False)
            return None
        picture = Picture(_sniffed(body), body, clock.now().timestamp())
        await asyncio.to_thread(self._to_disk, name, picture)
        self._remember(name, picture)
        self._failed.pop(name, None)
        return picture

    async def _download(self, address: str) -> bytes:
        assert self._http is not None, "the site is not open"
        async with self._http.get(address, allow_redirects=False) as answer:
            if answer.status != 200:
                raise ValueError(f"status {answer.status}")
            body = bytearray()
            async for chunk in answer.content.iter_chunked(64 * 1024):
                body += chunk
                if len(body) > MOST_BYTES:
                    raise ValueError("too large")
        _sniffed(bytes(body))
        return bytes(body)

    def _remember(self, name: str, picture: Picture) -> None:
        self._memory[name] = picture
        self._memory.move_to_end(name)
        if len(self._memory) > IN_MEMORY or len(picture.body) > 256 * 1024:
            self._memory.popitem(last=len(picture.body) > 256 * 1024)

    # -- on disk: what a picture is under its hash (the same face is kept once), a small file by name points to it

    def _from_disk(self, name: str) -> Picture | None:
        pointer = self._folder / "names" / name
        with suppress(OSError, ValueError):
            digest = pointer.read_text().strip()
            body = self._blob(digest).read_bytes()
            if hashlib.sha256(body).hexdigest() == digest:
                return Picture(_sniffed(body), body, pointer.stat().st_mtime)
        return None

    def _to_disk(self, name: str, picture: Picture) -> None:
        digest = hashlib.sha256(picture.body).hexdigest()
        pointer = self._folder / "names" / name
        try:
            if not self._blob(digest).exists():
                _write(self._blob(digest), picture.body)
            _write(pointer, digest.encode())
            os.utime(pointer, (picture.fetched_at, picture.fetched_at))
        except OSError as e:
            log.warning("cannot keep a picture under %s: %s", self._folder, e.strerror)

    def _blob(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(body)
    unfinished.replace(path)


def _sniffed(body: bytes) -> str:
    """The type by the first bytes, whatever the other side claims. Raises ValueError if it is no picture."""
    for magic, kind in MAGIC.items():
        if body.startswith(magic):
            return kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    raise ValueError("not a picture")


# -- addresses ------------------------------------------------------------------------------------------


@routes.get(r"/portraits/{id:\d{1,19}}", name="portrait")
async def portrait(request: web.Request) -> web.Response:
    """The portrait of a character that a page has shown."""
    size = request.query.get("size", "")
    if not _asked_by_us(request) or size not in map(str, SIZES):
        raise web.HTTPNotFound
    return await _answer(request, request.app[PICTURES].portrait(int(request.match_info["id"]), int(size)))


@routes.get(r"/avatars/{id:\d{1,20}}", name="avatar")
async def avatar(request: web.Request) -> web.Response:
    """The avatar of a Discord user that a page has shown."""
    name = request.query.get("of", "")
    if not _asked_by_us(request):
        raise web.HTTPNotFound
    if not AVATAR.fullmatch(name):
        return _placeholder()
    return await _answer(request, request.app[PICTURES].avatar(int(request.match_info["id"]), name))


def _asked_by_us(request: web.Request) -> bool:
    address, _, signature = request.path_qs.rpartition("&s=")
    return Addresses(request.app[SITE].vault).fits(address, signature)


async def _answer(request: web.Request, asked: Awaitable[Picture | None]) -> web.Response:
    picture = await asked
    if picture is None:
        return _placeholder()
    headers = {"Content-Type": picture.type, "Cache-Control": "private, max-age=86400", "ETag": picture.etag}
    if request.headers.get("If-None-Match") == picture.etag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=picture.body, headers=headers)


_HEAD = (FOLDER / "head.svg").read_bytes()


def _placeholder() -> web.Response:
    """A drawn head; asked for again soon, so that it goes away by itself."""
    headers = {"Content-Type": "image/svg+xml", "Cache-Control": "private, max-age=300"}
    return web.Response(body=_HEAD, headers=headers)
