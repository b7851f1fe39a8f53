"""OAuth2: the consent page where one chooses which pretend user one is, codes, tokens, and what they open."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

from sandbox.discord import permissions
from sandbox.discord.commands import application
from sandbox.discord.consent import consent_page, fault_page
from sandbox.discord.errors import DiscordError
from sandbox.discord.rest import ANYBODY, BEARER, OPEN, Call, Routes, reply
from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

routes = Routes()
SCOPES = {
    "identify",
    "email",
    "guilds",
    "guilds.join",
    "guilds.members.read",
    "role_connections.write",
    "connections",
}
CODE_SECONDS, TOKEN_SECONDS = 600, 604_800


@dataclass
class Code:
    """An authorization code: single use, ten minutes."""

    user_id: str
    scopes: frozenset[str]
    redirect_uri: str
    until: float


@dataclass
class Grant:
    """What a person has allowed; both tokens die together."""

    user_id: str
    scopes: frozenset[str]
    access_token: str
    refresh_token: str
    until: float


class Grants:
    """Codes and tokens of the one application."""

    def __init__(self, world: DiscordWorld):
        self._world = world
        self._codes: dict[str, Code] = {}
        self._access: dict[str, Grant] = {}
        self._refresh: dict[str, Grant] = {}

    def new_code(self, user_id: str, scopes: frozenset[str], redirect_uri: str) -> str:
        """A code as the consent page hands it to the browser."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = Code(user_id, scopes, redirect_uri, self._now() + CODE_SECONDS)
        return code

    def redeem(self, code: str, redirect_uri: str) -> Grant | None:
        """Tokens for a code, once; None if it is unknown, spent, late, or for another address."""
        found = self._codes.pop(code, None)
        if found is None or found.until < self._now() or found.redirect_uri != redirect_uri:
            return None
        return self.issue(found.user_id, found.scopes)

    def refresh(self, token: str) -> Grant | None:
        """New tokens for a refresh token, which is spent by this."""
        old = self._refresh.get(token)
        if old is None:
            return None
        self._drop(old)
        return self.issue(old.user_id, old.scopes)

    def issue(self, user_id: str, scopes: frozenset[str]) -> Grant:
        """Tokens without a browser: for tests and seeds."""
        until = self._now() + TOKEN_SECONDS
        grant = Grant(user_id, scopes, secrets.token_urlsafe(22), secrets.token_urlsafe(22), until)
        self._access[grant.access_token] = self._refresh[grant.refresh_token] = grant
        return grant

    def by_access_token(self, token: str) -> Grant | None:
        """The grant behind an access token that is still good."""
        grant = self._access.get(token)
        return grant if grant and grant.until > self._now() else None

    def revoke(self, token: str) -> None:
        """Revoking either token kills every grant of that person, as on Discord."""
        grant = self._access.get(token) or self._refresh.get(token)
        if grant:
            self.revoke_user(grant.user_id)

    def revoke_user(self, user_id: str) -> None:
        """The person removes the application in their settings."""
        for grant in [g for g in self._access.values() if g.user_id == user_id]:
            self._drop(grant)

    def _drop(self, grant: Grant) -> None:
        self._access.pop(grant.access_token, None)
        self._refresh.pop(grant.refresh_token, None)

    def _now(self) -> float:
        return self._world.clock.now().timestamp()


# -- the browser


def registered(world: DiscordWorld, redirect_uri: str) -> bool:
    """Whether the developer portal knows this address; an entry ending in `*` is a prefix."""
    for known in world.redirect_uris:
        if redirect_uri == known or (known.endswith("*") and redirect_uri.startswith(known[:-1])):
            return True
    return False


async def authorize(world: DiscordWorld, request: web.Request) -> web.StreamResponse:
    """`GET /oauth2/authorize`: the consent page; `&user_id=N` approves at once, `&deny=1` refuses."""
    query = request.query
    redirect_uri = query.get("redirect_uri", "")
    if query.get("client_id") != world.client_id:
        return fault_page("Unknown Application", "No application has this client_id.")
    if not registered(world, redirect_uri):
        return fault_page(
            "Invalid OAuth2 redirect_uri", "This redirect_uri is not registered for the application."
        )
    if query.get("response_type") != "code":
        return _back(query, error="unsupported_response_type")
    scopes = frozenset(query.get("scope", "").split())
    if not scopes or scopes - SCOPES:
        return _back(
            query, error="invalid_scope", error_description="The requested scope is invalid or unknown."
        )
    if query.get("deny"):
        said = "The resource owner or authorization server denied the request"
        return _back(query, error="access_denied", error_description=said)
    user_id = query.get("user_id")
    if user_id is None:
        return consent_page(world, request, scopes)
    if user_id not in world.users or world.users[user_id]["bot"]:
        return fault_page("Unknown User", "No pretend person has this user_id.")
    return _back(query, code=world.grants.new_code(user_id, scopes, redirect_uri))


def _back(query: Mapping[str, str], **result: str) -> web.Response:
    state = {"state": query["state"]} if "state" in query else {}
    location = URL(query["redirect_uri"]).update_query({**result, **state})
    return web.Response(status=302, headers={"Location": str(location), "Cache-Control": "no-store"})


# -- the application


@routes("POST", "/oauth2/token", auth=OPEN, bucket=None)
async def token(call: Call) -> web.Response:
    """Tokens for a code or a refresh token; form-encoded only."""
    form = await _form(call)
    if form is None:
        return reply({"error": "invalid_request", "error_description": "form-encoded bodies only"}, 400)
    if not _client_known(call, form):
        return reply({"error": "invalid_client"}, 401)
    grants, kind = call.world.grants, form.get("grant_type")
    if kind == "authorization_code":
        grant = grants.redeem(form.get("code", ""), form.get("redirect_uri", ""))
    elif kind == "refresh_token":
        grant = grants.refresh(form.get("refresh_token", ""))
    else:
        return reply({"error": "unsupported_grant_type"}, 400)
    if grant is None:
        return reply(
            {"error": "invalid_grant", "error_description": 'Invalid "code" or "refresh_token" in request.'},
            400,
        )
    body = {
        "token_type": "Bearer",
        "access_token": grant.access_token,
        "expires_in": TOKEN_SECONDS,
        "refresh_token": grant.refresh_token,
        "scope": " ".join(sorted(grant.scopes)),
    }
    return reply(body, headers={"Cache-Control": "no-store"})


@routes("POST", "/oauth2/token/revoke", auth=OPEN, bucket=None)
async def revoke(call: Call) -> web.Response:
    """Revoke the whole grant behind a token; unknown tokens are no fault."""
    form = await _form(call)
    if form is None or not _client_known(call, form):
        return reply({"error": "invalid_client"}, 401)
    call.world.grants.revoke(form.get("token", ""))
    return reply({})


async def _form(call: Call) -> dict[str, str] | None:
    if call.request.content_type != "application/x-www-form-urlencoded":
        return None
    return {key: str(value) for key, value in (await call.request.post()).items()}


def _client_known(call: Call, form: Mapping[str, str]) -> bool:
    kind, _, packed = call.request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        try:
            client_id, _, secret = base64.b64decode(packed).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
    else:
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    right = secrets.compare_digest(secret.encode(), call.world.client_secret.encode())
    return client_id == call.world.client_id and right


@routes("GET", "/oauth2/@me", auth=BEARER)
async def authorization(call: Call) -> Wire:
    """What the token may do, and whose it is."""
    assert call.grant  # BEARER routes have one
    expires = datetime.fromtimestamp(call.grant.until, UTC)
    body: Wire = {
        "application": application(call),
        "expires": expires.isoformat(),
        "scopes": sorted(call.grant.scopes),
    }
    if "identify" in call.grant.scopes:
        body["user"] = call.world.user(call.actor_id)
    return body


@routes("GET", "/users/@me/guilds", auth=ANYBODY)
async def guilds(call: Call) -> list[Wire]:
    """The guilds one is in; people's tokens need the scope `guilds`."""
    _scope(call, "guilds")
    world, who = call.world, call.actor_id
    return [
        {
            "id": g.id,
            "name": g.name,
            "icon": None,
            "banner": None,
            "owner": g.owner_id == who,
            "permissions": str(permissions.of_member(g, who)),
            "features": [],
        }
        for g in world.guilds.values()
        if who in g.members
    ]


@routes("GET", "/users/@me/guilds/{guild_id}/member", auth=BEARER)
async def own_member(call: Call) -> Wire:
    """Oneself as a member of a guild; needs `guilds.members.read`."""
    _scope(call, "guilds.members.read")
    return call.world.member(call.params["guild_id"], call.actor_id)


def _scope(call: Call, scope: str) -> None:
    if call.grant and scope not in call.grant.scopes:
        raise DiscordError(50001)
