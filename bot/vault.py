"""What keeps secrets: one key per purpose, derived from the operator's secret, newest first."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Locked(Exception):
    """None of our keys opens this: an outage to be looked at, never a reason to take anything away."""


class Vault:
    """Seals and opens text, and makes keyed hashes. Purposes ("tokens", "sessions" …) cannot read each other."""

    def __init__(self, secrets: list[str]) -> None:
        if not secrets or any(len(s) < 32 for s in secrets):
            raise ValueError("a secret key has at least 32 characters")
        self._secrets = [s.encode() for s in secrets]
        self._boxes: dict[str, MultiFernet] = {}
        self._hash_keys: dict[str, bytes] = {}

    def seal(self, purpose: str, text: str) -> str:
        """Encrypt with the newest key."""
        return self._box(purpose).encrypt(text.encode()).decode()

    def open(self, purpose: str, sealed: str) -> str:
        """Decrypt with whichever key fits; raises Locked."""
        try:
            return self._box(purpose).decrypt(sealed.encode()).decode()
        except InvalidToken as e:
            raise Locked(f"a sealed value for {purpose} does not open with our keys") from e

    def reseal(self, purpose: str, sealed: str) -> str:
        """The same text under the newest key; raises Locked."""
        try:
            return self._box(purpose).rotate(sealed.encode()).decode()
        except InvalidToken as e:
            raise Locked(f"a sealed value for {purpose} does not open with our keys") from e

    def digest(self, purpose: str, text: str) -> str:
        """A keyed hash, 64 hex digits, under the oldest key: it must stay findable while keys rotate."""
        key = self._hash_keys.get(purpose)
        if key is None:
            key = self._hash_keys[purpose] = _derive(self._secrets[-1], f"concord hash {purpose}")
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def _box(self, purpose: str) -> MultiFernet:
        if purpose not in self._boxes:
            keys = [_derive(s, f"concord seal {purpose}") for s in self._secrets]
            self._boxes[purpose] = MultiFernet([Fernet(base64.urlsafe_b64encode(k)) for k in keys])
        return self._boxes[purpose]


def _derive(secret: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(secret)
