"""EVE's single sign-on, version 2: the round trip of a sign-in, refreshing, and proving who a token speaks for."""

from __future__ import annotations

import logging
import random
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NoReturn

import aiohttp
import msgspec
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError

from bot import clock
from bot.eve.base import (
    CodeRefused,
    EveDown,
    EveMisconfigured,
    Proof,
    ProofRejected,
    TokenDead,
    TokenSet,
    Unproven,
)
from bot.eve.keys import TIMEOUT, Published
from bot.eve.transport import retry_after

log = logging.getLogger(__name__)

ALGORITHMS = ["RS256", "ES256"]
AUDIENCE = "EVE Online"
ISSUERS = ["login.eveonline.com", "https://login.eveonline.com", "https://login.eveonline.com/"]
LEEWAY = 30
DEAD = frozenset({"invalid_grant", "invalid_token"})
OUR_FAULT = frozenset(
    {"invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type", "invalid_scope"}
)
TRIES = 3
PATIENCE = 10.0
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class TokenAnswer(msgspec.Struct):
    """What the token endpoint says when all is well; the rest is in the token itself."""

    access_token: str
    refresh_token: str | None = None


class Refusal(msgspec.Struct):
    """What the token endpoint says when it refuses."""

    error: str
    error_description: str = ""


class Claims(msgspec.Struct):
    """What we read of an access token once its signature and standard claims hold."""

    sub: str
    name: str
    owner: str
    exp: float
    aud: str | list[str]
    scp: str | list[str] = []


def new_verifier() -> str:
    """A fresh PKCE secret: 43 characters, which is what EVE was seen to accept everywhere."""
    return secrets.token_urlsafe(32)


def challenge_of(verifier: str) -> str:
    """The S256 hash of a PKCE secret, which may be seen by the browser."""
    return str(create_s256_code_challenge(verifier))


class EveSso:
    """The real `bot.eve.base.Sso`. The session is given and stays the giver's to close."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        base_url: str,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        user_agent: str,
    ) -> None:
        self._session = session
        self._client_id = client_id
        self._redirect_uri = redirect_uri
        self._login = {"Authorization": aiohttp.encode_basic_auth(client_id, client_secret)}
        self._headers = {"User-Agent": user_agent, "Accept": "application/json"}
        self._published = Published(session, base_url, user_agent)

    def authorize_url(self, state: str, scopes: Iterable[str], challenge: str) -> str:
        """The address to send a browser to; `challenge` is `challenge_of(verifier)`."""
        return str(
            prepare_grant_uri(
                str(self._published.endpoint("authorization_endpoint")),
                self._client_id,
                "code",
                redirect_uri=self._redirect_uri,
                scope=" ".join(sorted(set(scopes))),
                state=state,
                code_challenge=challenge,
                code_challenge_method="S256",
            )
        )

    async def exchange(self, code: str, verifier: str) -> tuple[TokenSet, Proof]:
        """Turn a sign-in's code into tokens and a proof. A code is spent by its first use, so this asks again
        only when the request never left. Raises CodeRefused, EveDown, EveMisconfigured."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": verifier,
        }
        await self._prepare()
        for attempt in range(TRIES):
            try:
                answer = await self._post(form, refused=CodeRefused)
                break
            except NEVER_LEFT as fault:
                await self._pause(attempt, EveDown(type(fault).__name__), fault)
            except (aiohttp.ClientError, TimeoutError) as fault:
                raise EveDown(type(fault).__name__) from fault
        return await self._proven(answer, answer.refresh_token)

    async def refresh(self, refresh_token: str) -> tuple[TokenSet, Proof]:
        """New tokens for an old one, tried a few times while EVE is shaky.

        Raises TokenDead, EveDown, EveMisconfigured; Unproven (an EveDown) if EVE answered with a token that
        cannot be believed.
        """
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        await self._prepare()
        for attempt in range(TRIES):
            try:
                answer = await self._post(form, refused=TokenDead)
                break
            except (aiohttp.ClientError, TimeoutError) as fault:
                await self._pause(attempt, EveDown(type(fault).__name__), fault)
            except EveDown as down:
                await self._pause(attempt, down, None)
        return await self._proven(answer, answer.refresh_token or refresh_token)

    async def verify(self, access_token: str) -> Proof:
        """Who this access token speaks for. Raises ProofRejected, or EveDown if there are no keys."""
        keys = await self._published.keys()
        try:
            try:
                token = jwt.decode(access_token, keys, algorithms=ALGORITHMS)
            except (InvalidKeyIdError, BadSignatureError):  # EVE may put a new key under the old id
                token = jwt.decode(access_token, await self._published.reload(), algorithms=ALGORITHMS)
            if "kid" not in token.header:
                raise ProofRejected("no key id")
            self._rules().validate(token.claims)
            claims = msgspec.convert(token.claims, Claims)
        except (JoseError, ValueError) as fault:  # msgspec's ValidationError is a ValueError too
            raise ProofRejected(f"{type(fault).__name__}: {fault}") from fault
        return self._read(claims)

    def _rules(self) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=LEEWAY,
            exp={"essential": True},
            sub={"essential": True},
            name={"essential": True},
            owner={"essential": True},
            iss={"essential": True, "values": list(ISSUERS)},
            aud={"essential": True, "value": AUDIENCE},
        )

    def _read(self, claims: Claims) -> Proof:
        audience = [claims.aud] if isinstance(claims.aud, str) else claims.aud
        if self._client_id not in audience:
            raise ProofRejected("meant for another application")
        subject = re.fullmatch(r"CHARACTER:EVE:([1-9]\d{0,18})", claims.sub)
        if subject is None:
            raise ProofRejected("not a character of EVE")
        scopes = claims.scp.split() if isinstance(claims.scp, str) else claims.scp
        return Proof(
            character_id=int(subject[1]),
            name=claims.name,
            owner_hash=claims.owner,
            scopes=frozenset(scopes),
            expires_at=datetime.fromtimestamp(claims.exp, UTC),
        )

    async def _prepare(self) -> None:
        """Everything that may fail before something is spent: without keys no answer could be believed."""
        await self._published.learn()
        await self._published.keys()

    async def _proven(self, answer: TokenAnswer, refresh_token: str | None) -> tuple[TokenSet, Proof]:
        try:
            proof = await self.verify(answer.access_token)
        except ProofRejected as rejected:
            log.error("EVE handed out a token that cannot be believed: %s", rejected.reason)
            raise Unproven(rejected.reason, refresh_token) from rejected
        return TokenSet(answer.access_token, refresh_token, proof.expires_at), proof

    async def _pause(self, attempt: int, down: EveDown, cause: BaseException | None) -> None:
        """Wait before another try; raise if there is none left, or if EVE asks for more than we can wait."""
        wait = down.retry_after
        if attempt + 1 >= TRIES or (wait is not None and wait > PATIENCE):
            raise down from cause
        if wait is None:
            wait = 2**attempt * random.uniform(0.25, 0.75)  # noqa: S311 - spreads load, guards nothing
        await clock.sleep(wait)

    async def _post(self, form: dict[str, str], refused: type[TokenDead] | type[CodeRefused]) -> TokenAnswer:
        async with self._session.post(
            self._published.endpoint("token_endpoint"),
            data=form,
            headers=self._headers | self._login,
            timeout=TIMEOUT,
            allow_redirects=False,
        ) as answer:
            body = await answer.read()
            if answer.status != 200:
                _refuse(answer.status, body, retry_after(answer.headers), refused)
        try:
            return msgspec.json.decode(body, type=TokenAnswer)
        except msgspec.DecodeError as fault:
            raise EveDown("the token endpoint's answer cannot be read") from fault


def _refuse(
    status: int, body: bytes, wait: float | None, refused: type[TokenDead] | type[CodeRefused]
) -> NoReturn:
    """Tell a dead token from wrong settings from an outage. When in doubt: an outage, which loses nothing."""
    try:
        said = msgspec.json.decode(body, type=Refusal)
    except msgspec.DecodeError:
        raise EveDown(f"the token endpoint answered {status}", retry_after=wait) from None
    reason = f"{said.error}: {said.error_description}" if said.error_description else said.error
    if status in (400, 401, 403):
        if said.error in DEAD:
            raise refused(reason)
        if said.error in OUR_FAULT:
            log.error("EVE's sign-in refuses our settings: %s", reason)
            raise EveMisconfigured(reason)
    raise EveDown(f"the token endpoint answered {status} {said.error}", retry_after=wait)
