"""What EVE publishes about its sign-in: where its endpoints are, and the keys that its tokens are signed with."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping

import aiohttp
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from yarl import URL

from bot import clock
from bot.eve.base import EveDown

log = logging.getLogger(__name__)

LIFETIME = 300.0
COOLDOWN = 60.0
LONGEST = 86_400.0
TIMEOUT = aiohttp.ClientTimeout(total=15, sock_connect=5)
WELL_KNOWN = {
    "authorization_endpoint": "v2/oauth/authorize",
    "token_endpoint": "v2/oauth/token",
    "jwks_uri": "oauth/jwks",
}


class Published:
    """EVE's metadata document and key set, kept as long as they are fresh.

    While EVE is away the last good ones go on serving. Endpoints are believed only below the configured
    origin: a document that points elsewhere must not receive our secret.
    """

    def __init__(self, session: aiohttp.ClientSession, base_url: str, user_agent: str) -> None:
        self._session = session
        self._base = URL(base_url.rstrip("/") + "/")
        self._headers = {"User-Agent": user_agent, "Accept": "application/json"}
        self._lock = asyncio.Lock()
        self._document: dict[str, object] = {}
        self._document_until = -1.0
        self._keys: KeySet | None = None
        self._keys_until = -1.0
        self._reloaded_at = float("-inf")

    def endpoint(self, name: str) -> URL:
        """Where to go, by the document if we have one that may be believed, else the well-known path."""
        stated = self._document.get(name)
        if isinstance(stated, str):
            url = URL(stated)
            if url.absolute and url.origin() == self._base.origin():
                return url
        return self._base.join(URL(WELL_KNOWN[name]))

    async def learn(self) -> None:
        """Have the metadata document at hand, if EVE gives it; never raises, there is a fallback."""
        if clock.monotonic() < self._document_until:
            return
        async with self._lock:
            if clock.monotonic() < self._document_until:
                return
            try:
                document, lifetime = await self._get(
                    self._base.join(URL(".well-known/oauth-authorization-server"))
                )
            except EveDown as down:
                log.warning("EVE's sign-in metadata cannot be read (%s); going by what is known", down.reason)
                self._document_until = clock.monotonic() + COOLDOWN
                return
            self._document = document
            self._document_until = clock.monotonic() + lifetime
            for name, value in document.items():
                if name in WELL_KNOWN and str(self.endpoint(name)) != value:
                    log.warning("EVE's metadata points %s to another place, ignored: %s", name, value)

    async def keys(self) -> KeySet:
        """The keys in force. Raises EveDown if none could ever be had."""
        if self._keys is None or clock.monotonic() >= self._keys_until:
            await self.learn()
            async with self._lock:
                if self._keys is None or clock.monotonic() >= self._keys_until:
                    await self._load()
        assert self._keys is not None
        return self._keys

    async def reload(self) -> KeySet:
        """Look again for a key that we do not know, at most once in 60 seconds however often asked."""
        async with self._lock:
            if clock.monotonic() - self._reloaded_at >= COOLDOWN:
                self._reloaded_at = clock.monotonic()
                await self._load()
        assert self._keys is not None
        return self._keys

    async def _load(self) -> None:
        try:
            document, lifetime = await self._get(self.endpoint("jwks_uri"))
            self._keys = KeySet.import_key_set(document)  # type: ignore[arg-type]
        except (EveDown, JoseError, KeyError, TypeError, ValueError) as fault:
            if self._keys is None:
                raise EveDown("EVE's keys cannot be read") from fault
            log.warning("EVE's keys cannot be read again, the known ones go on serving: %s", fault)
            lifetime = COOLDOWN
        self._keys_until = clock.monotonic() + lifetime

    async def _get(self, url: URL) -> tuple[dict[str, object], float]:
        try:
            async with self._session.get(
                url, headers=self._headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                if answer.status != 200:
                    raise EveDown(f"{url.path} answered {answer.status}")
                return msgspec.json.decode(await answer.read(), type=dict), lifetime_of(answer.headers)
        except (aiohttp.ClientError, TimeoutError, msgspec.DecodeError) as fault:
            raise EveDown(f"{url.path}: {type(fault).__name__}") from fault


def lifetime_of(headers: Mapping[str, str]) -> float:
    """Seconds that an answer may be kept: max-age less the age it already has, else five minutes."""
    stated = re.search(r"max-age=(\d+)", headers.get("Cache-Control", ""))
    if stated is None:
        return LIFETIME
    age = headers.get("Age", "0")
    left = int(stated[1]) - (int(age) if age.isdigit() else 0)
    return min(max(float(left), COOLDOWN), LONGEST)
