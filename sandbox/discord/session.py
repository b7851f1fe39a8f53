"""What lies behind one gateway client: the session, which can be resumed, and its websocket, which cannot."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib
from collections import deque
from collections.abc import Callable
from typing import Any

import zstandard
from aiohttp import web

REPLAY = 5000
Pack = Callable[[str], "bytes | str"]


class Session:
    """What survives a dropped socket: intents, the sequence number, and the replay buffer that RESUME needs."""

    def __init__(self, intents: int):
        self.id, self.intents, self.seq = secrets.token_hex(16), intents, 0
        self.log: deque[tuple[int, str]] = deque(maxlen=REPLAY)
        self.connection: Connection | None = None

    def dispatch(self, event: str, payload: str) -> None:
        """Number an event, keep it for a replay, send it if a socket is there."""
        self.seq += 1
        raw = f'{{"op":0,"t":"{event}","s":{self.seq},"d":{payload}}}'
        self.log.append((self.seq, raw))
        if self.connection:
            self.connection.send_raw(raw)

    def since(self, seq: int) -> list[str] | None:
        """What was missed after `seq`; None if that is too long ago, or in the future."""
        oldest = self.log[0][0] if self.log else self.seq + 1
        if not oldest - 1 <= seq <= self.seq:
            return None
        return [raw for number, raw in self.log if number > seq]


class Connection:
    """One websocket; everything out goes through one queue, so that compression keeps its order."""

    def __init__(self, ws: web.WebSocketResponse, compress: str | None):
        self.ws, self._pack = ws, packer(compress)
        self._out: asyncio.Queue[str] = asyncio.Queue()
        self.session: Session | None = None
        self.closed_by_us, self.muted, self.id = False, False, secrets.token_hex(8)
        self.last_heartbeat = asyncio.get_running_loop().time()
        self._writer = asyncio.create_task(self._write())

    def send(self, op: int, data: Any = None) -> None:
        """Queue a payload that is no event."""
        self.send_raw(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def send_raw(self, raw: str) -> None:
        """Queue a payload that is already JSON."""
        if not self.muted:
            self._out.put_nowait(raw)

    async def _write(self) -> None:
        while True:
            packed = self._pack(await self._out.get())
            try:
                if isinstance(packed, bytes):
                    await self.ws.send_bytes(packed)
                else:
                    await self.ws.send_str(packed)
            except ConnectionError:
                return  # the reader sees the end of the socket as well, and cleans up

    async def close(self, code: int, said: bytes = b"") -> None:
        """Close from our side; the client answers such a close with 1000, which ends no session."""
        self.closed_by_us = True
        await self.ws.close(code=code, message=said)

    async def end(self) -> None:
        """Stop writing and part from the session, which may be resumed."""
        self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer
        if self.session and self.session.connection is self:
            self.session.connection = None


def packer(compress: str | None) -> Pack:
    """How this connection's payloads become frames: text, or a stream with one context for the connection."""
    if compress == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda raw: deflate.compress(raw.encode()) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if compress == "zstd-stream":
        zstd = zstandard.ZstdCompressor().compressobj()
        return lambda raw: zstd.compress(raw.encode()) + zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    return lambda raw: raw
