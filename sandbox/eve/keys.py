"""The keys of the pretend sign-in server, and the access tokens it signs with them."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

if TYPE_CHECKING:
    from sandbox.eve.world import Clock

RSA_KEY_ID = "JWT-Signature-Key"
LIFETIME = 1200
ISSUERS = ("login.eveonline.com", "https://login.eveonline.com", "https://login.eveonline.com/")
"""The spellings seen in the wild; ``Signer.issuer`` is one of them."""

Algorithm = Literal["RS256", "ES256"]


@cache
def _first_rsa_key() -> RSAKey:
    return _new_rsa_key()  # costs a tenth of a second: one per process serves every pretend world


def _new_rsa_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": RSA_KEY_ID, "use": "sig", "alg": "RS256"})


def _new_ec_key(key_id: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": key_id, "use": "sig", "alg": "ES256"})


class BadToken(Exception):
    """Not a token of ours, or no longer good."""


@dataclass(frozen=True)
class Bearer:
    """Whom an access token speaks for, and what it opens."""

    client_id: str
    character_id: int
    scopes: frozenset[str]


class Signer:
    """Signs by RS256 and ES256 in turn, or by the one set in ``algorithm``."""

    def __init__(self, clock: Clock) -> None:
        self.algorithm: Algorithm | Literal["alternate"] = "alternate"
        self.issuer = ISSUERS[1]
        self._clock = clock
        self._rsa = _first_rsa_key()
        self._ec = _new_ec_key(str(uuid.uuid4()))
        self._turn = itertools.cycle(("RS256", "ES256"))

    def rotate(self) -> None:
        """New keys: the ES256 key under a new id, the RS256 key under the old one, as EVE names it."""
        self._rsa = _new_rsa_key()
        self._ec = _new_ec_key(str(uuid.uuid4()))

    def jwks(self) -> dict[str, Any]:
        """The public keys."""
        keys = [key.as_dict(private=False) for key in (self._rsa, self._ec)]
        return {"keys": keys, "SkipUnresolvedJsonWebKeys": True}

    def access_token(
        self, client_id: str, character_id: int, name: str, owner: str, scopes: tuple[str, ...]
    ) -> str:
        """A signed token with the claims of SSO v2, good for 1200 seconds."""
        algorithm = next(self._turn) if self.algorithm == "alternate" else self.algorithm
        key: RSAKey | ECKey = self._rsa if algorithm == "RS256" else self._ec
        issued = int(self._clock.now().timestamp())
        claims: dict[str, Any] = {
            "jti": str(uuid.uuid4()),
            "kid": key.kid,
            "sub": f"CHARACTER:EVE:{character_id}",
            "azp": client_id,
            "tenant": "tranquility",
            "tier": "live",
            "region": "world",
            "aud": [client_id, "EVE Online"],
            "name": name,
            "owner": owner,
            "exp": issued + LIFETIME,
            "iat": issued,
            "iss": self.issuer,
        }
        if scopes:
            claims["scp"] = scopes[0] if len(scopes) == 1 else list(scopes)
        header = {"alg": algorithm, "kid": key.kid, "typ": "JWT"}
        return jwt.encode(header, claims, key, algorithms=[algorithm])

    def bearer(self, token: str) -> Bearer:
        """Who this access token is; BadToken if it was not signed by the present keys or has run out."""
        try:
            claims = jwt.decode(token, KeySet([self._rsa, self._ec]), algorithms=["RS256", "ES256"]).claims
        except (JoseError, ValueError) as error:
            raise BadToken("token is not valid") from error
        if claims["exp"] <= self._clock.now().timestamp():
            raise BadToken("token is expired")
        given = claims.get("scp", [])
        scopes = frozenset([given] if isinstance(given, str) else given)
        return Bearer(claims["azp"], int(claims["sub"].rsplit(":", 1)[1]), scopes)
