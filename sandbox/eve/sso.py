"""The pretend EVE sign-in server: SSO v2 over HTTP."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from yarl import URL

from sandbox.eve.consent import error_page, page
from sandbox.eve.grants import Client, Grant, SsoError
from sandbox.eve.outages import RouteFault
from sandbox.eve.wire import forced_response
from sandbox.eve.world import EveWorld

FORM = "application/x-www-form-urlencoded"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, eve: EveWorld, base_url: Callable[[], str]) -> None:
    """Serve the sign-in server of a world on an application."""
    sso = Sso(eve, base_url)
    for method, path, handler in (
        ("GET", "/.well-known/oauth-authorization-server", sso.metadata),
        ("GET", "/oauth/jwks", sso.jwks),
        ("GET", "/v2/oauth/authorize", sso.authorize),
        ("POST", "/v2/oauth/token", sso.token),
        ("POST", "/v2/oauth/revoke", sso.revoke),
    ):
        app.router.add_route(method, path, sso.guarded(path, handler))


class Sso:
    """The handlers; all state is in the world."""

    def __init__(self, eve: EveWorld, base_url: Callable[[], str]) -> None:
        self.eve = eve
        self.base_url = base_url

    def guarded(self, route: str, handler: Handler) -> Handler:
        """A handler with the faults in force, OAuth errors as JSON, and its line in the log."""

        async def handle(request: web.Request) -> web.StreamResponse:
            response = await self._answer(request, route, handler)
            agent = request.headers.get("User-Agent", "")
            self.eve.log.record(request.method, route, request.path, response.status, agent)
            return response

        return handle

    async def _answer(self, request: web.Request, route: str, handler: Handler) -> web.StreamResponse:
        if self.eve.delay_seconds:
            await self.eve.clock.sleep(self.eve.delay_seconds)
        eve = self.eve
        if eve.sso_is_down:
            return web.json_response({"error": "temporarily_unavailable"}, status=503)
        if eve.sso_garbled:
            return forced_response(RouteFault(200, way="page"), request)
        fault = eve.forced(request.method, route)
        if fault is not None:
            return forced_response(fault, request)
        try:
            return await handler(request)
        except SsoError as error:
            body = {"error": error.code, "error_description": error.description}
            return web.json_response(body, status=error.status)

    async def metadata(self, request: web.Request) -> web.StreamResponse:
        """Where everything is. The issuer is EVE's own, as in the tokens."""
        base = self.base_url()
        body = {
            "issuer": "https://login.eveonline.com",
            "authorization_endpoint": f"{base}/v2/oauth/authorize",
            "token_endpoint": f"{base}/v2/oauth/token",
            "response_types_supported": ["code"],
            "jwks_uri": f"{base}/oauth/jwks",
            "revocation_endpoint": f"{base}/v2/oauth/revoke",
            "subject_types_supported": ["public"],
            "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
        }
        return web.json_response(body, headers={"Cache-Control": "public, max-age=300"})

    async def jwks(self, request: web.Request) -> web.StreamResponse:
        """The public keys."""
        return web.json_response(self.eve.signer.jwks(), headers={"Cache-Control": "public, max-age=300"})

    async def authorize(self, request: web.Request) -> web.StreamResponse:
        """Ask which character signs in; with ``character_id`` that one does, at once."""
        try:
            client, redirect, scopes = self._checked(request)
        except SsoError as error:
            return error_page(error)
        query = request.query
        if query.get("deny"):
            answer = {"error": "access_denied", "state": query["state"]}
        elif "character_id" in query:
            chosen = query["character_id"]
            known = self.eve.characters.get(int(chosen)) if chosen.isdecimal() else None
            if known is None or known.deleted:
                return error_page(SsoError("invalid_request", f"There is no character {chosen}."))
            challenge = query.get("code_challenge")
            code = self.eve.grants.consent(client.client_id, known.id, redirect, scopes, challenge)
            answer = {"code": code, "state": query["state"]}
        else:
            return page(self.eve, client, scopes, request.rel_url)
        location = str(URL(redirect).extend_query(answer))
        return web.Response(status=302, headers={"Location": location})

    def _checked(self, request: web.Request) -> tuple[Client, str, tuple[str, ...]]:
        query = request.query
        client = self.eve.grants.clients.get(query.get("client_id", ""))
        if client is None:
            raise SsoError("invalid_request", "No application has this client_id.")
        if query.get("redirect_uri", "") not in client.redirects:
            raise SsoError("invalid_request", "The redirect_uri is not one that the application registered.")
        if query.get("response_type") != "code":
            raise SsoError("unsupported_response_type", "response_type must be code.")
        if not query.get("state"):
            raise SsoError("invalid_request", "state is required.")
        if query.get("code_challenge_method", "S256") != "S256":
            raise SsoError("invalid_request", "code_challenge_method must be S256.")
        if ("code_challenge" in query) != ("code_challenge_method" in query):
            raise SsoError("invalid_request", "code_challenge and code_challenge_method go together.")
        scopes = tuple(dict.fromkeys(query.get("scope", "").split()))
        refused = [scope for scope in scopes if not client.allows(scope)]
        if refused:
            raise SsoError("invalid_scope", f"The application may not ask for {', '.join(refused)}.")
        return client, query["redirect_uri"], scopes

    async def token(self, request: web.Request) -> web.StreamResponse:
        """Exchange a code or a refresh token."""
        form = await self._form(request)
        client = self._client(request, form)
        kind = form.get("grant_type")
        if kind == "authorization_code":
            grant = self.eve.grants.redeem(client, form.get("code", ""), form.get("code_verifier"))
            refresh_token = self.eve.grants.issue(grant)
        elif kind == "refresh_token":
            grant, refresh_token = self._refreshed(client, form)
        else:
            raise SsoError(
                "unsupported_grant_type", "grant_type must be authorization_code or refresh_token."
            )
        return web.json_response(self._tokens(client, grant, refresh_token))

    def _refreshed(self, client: Client, form: dict[str, str]) -> tuple[Grant, str]:
        token = form.get("refresh_token", "")
        held = self.eve.grants.refresh_tokens.get(token)
        if held is not None and self.eve.refuses(held.character_id):
            raise SsoError("invalid_grant", "Invalid refresh token. Character grant missing or expired.")
        return self.eve.grants.refresh(client, token)

    def _tokens(self, client: Client, grant: Grant, refresh_token: str | None) -> dict[str, Any]:
        character = self.eve.character(grant.character_id)
        owner = self.eve.owner_hash(character.id)
        access = self.eve.signer.access_token(
            client.client_id, character.id, character.name, owner, grant.scopes
        )
        return {
            "access_token": access,
            "expires_in": 1199,
            "token_type": "Bearer",
            "refresh_token": refresh_token,
        }

    async def revoke(self, request: web.Request) -> web.StreamResponse:
        """A client gives a refresh token back."""
        form = await self._form(request)
        client = self._client(request, form)
        if form.get("token_type_hint", "refresh_token") != "refresh_token":
            raise SsoError("unsupported_token_type", "Only refresh tokens can be revoked.")
        self.eve.grants.revoke_token(client, form.get("token", ""))
        return web.Response()

    async def _form(self, request: web.Request) -> dict[str, str]:
        if request.content_type != FORM or "grant_type" in request.query:
            raise SsoError("invalid_request", "Send the parameters as a form in the body.")
        return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}

    def _client(self, request: web.Request, form: dict[str, str]) -> Client:
        if self.eve.client_refused:
            raise SsoError("invalid_client", "Client authentication failed.", 401)
        header = request.headers.get("Authorization", "")
        if not header:
            return self.eve.grants.authenticate(form.get("client_id", ""), form.get("client_secret", ""))
        scheme, _, encoded = header.partition(" ")
        try:
            user, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            scheme, user, secret = "", "", ""
        if scheme.lower() != "basic":
            raise SsoError("invalid_client", "Use HTTP Basic.", 401)
        return self.eve.grants.authenticate(unquote(user), unquote(secret))
