"""Signing in with Discord, and putting somebody into a guild on their behalf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

import aiohttp
import msgspec

from bot.errors import Invalid, Unavailable
from bot.services.base import DiscordPerson, ServiceRefused

_T = TypeVar("_T")
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_REFUSALS = {30001: "too_many_guilds", 40007: "banned", 50013: "no_permission", 50001: "no_permission"}


class _Grant(msgspec.Struct):
    access_token: str
    scope: str = ""


class _User(msgspec.Struct):
    id: str
    username: str
    global_name: str | None = None
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class OAuthSettings:
    """What the application tells this client. `redirect_uri` is the site's `/discord/callback`."""

    client_id: str
    client_secret: str
    bot_token: str
    redirect_uri: str
    api_url: str = "https://discord.com/api/v10"
    authorize_url: str = "https://discord.com/oauth2/authorize"
    user_agent: str = "DiscordBot (https://github.com/concord, 0.1)"


class DiscordOAuthClient:
    """The port `DiscordOAuth` over HTTP. Secrets and codes never get into an exception's text."""

    def __init__(self, settings: OAuthSettings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        self._session = aiohttp.ClientSession(
            timeout=_TIMEOUT, headers={"User-Agent": self._settings.user_agent}
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def authorize_url(self, state: str, scopes: list[str]) -> str:
        """Where to send the browser."""
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.redirect_uri,
            "scope": " ".join(scopes),
            "state": state,
            "prompt": "consent" if "guilds.join" in scopes else "none",
        }
        return f"{self._settings.authorize_url}?{urlencode(query)}"

    async def exchange(self, code: str) -> tuple[str, DiscordPerson]:
        """Trade a code for the user's access token and who they are; raises Invalid or Unavailable."""
        settings = self._settings
        status, body = await self._call(
            "POST",
            "/oauth2/token",
            data={"grant_type": "authorization_code", "code": code, "redirect_uri": settings.redirect_uri},
            headers={"Authorization": aiohttp.encode_basic_auth(settings.client_id, settings.client_secret)},
        )
        if status == 400 and b"invalid_grant" in body:
            raise Invalid("discord.code_refused")
        if status != 200:  # a wrong secret or redirect address is ours to mend, never the pilot's fault
            raise Unavailable("discord.misconfigured", status=status)
        grant = _decoded(body, _Grant)
        if "identify" not in grant.scope.split():
            raise Invalid("discord.scope_missing", scope="identify")
        status, body = await self._call(
            "GET", "/users/@me", headers={"Authorization": f"Bearer {grant.access_token}"}
        )
        if status != 200:
            raise Invalid("discord.code_refused")
        user = _decoded(body, _User)
        person = DiscordPerson(int(user.id), user.username, user.global_name or "", user.avatar or "")
        return grant.access_token, person

    async def join(self, guild_id: int, person: DiscordPerson, access_token: str) -> bool:
        """Put the person into the guild; False if they were in already. Raises Unavailable or ServiceRefused."""
        status, body = await self._call(
            "PUT",
            f"/guilds/{guild_id}/members/{person.id}",
            json={"access_token": access_token},
            headers={"Authorization": f"Bot {self._settings.bot_token}"},
        )
        if status in (201, 204):
            return status == 201
        error = msgspec.json.decode(body) if body.startswith(b"{") else {}
        code = error.get("code", 0)
        raise ServiceRefused(_REFUSALS.get(code, f"discord_{code or status}"), str(error.get("message", "")))

    async def _call(self, method: str, path: str, **kwargs: Any) -> tuple[int, bytes]:
        if self._session is None:
            raise Unavailable("discord.down")
        try:
            async with self._session.request(method, self._settings.api_url + path, **kwargs) as response:
                body = await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError) as e:
            raise Unavailable("discord.down") from e
        if response.status == 429 or response.status >= 500:
            raise Unavailable("discord.down", status=response.status)
        return response.status, body


def _decoded(body: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError as e:
        raise Unavailable("discord.down") from e
