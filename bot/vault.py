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
        self._newest: dict[str, Fernet] = {}
        self._hash_keys: dict[str, bytes] = {}
        self.hash_root = _derive(self._secrets[-1], "concord hashes").hex()

    @property
    def keys(self) -> int:
        """How many keys there are."""
        return len(self._secrets)

    @property
    def newest_id(self) -> str:
        """A name for the newest key that tells nothing about it."""
        return _derive(self._secrets[0], "concord key id").hex()[:16]

    def seal(self, purpose: str, text: str) -> str:
        """Encrypt with the newest key."""
        return self._box(purpose).encrypt(text.encode()).decode()

    def open(self, purpose: str, sealed: str) -> str:
        """Decrypt with whichever key fits; raises Locked."""
        try:
            return self._box(purpose).decrypt(sealed.encode()).decode()
        except InvalidToken as e:
            raise Locked(f"a sealed value for {purpose} does not open with our keys") from e

    def reseal(self, purpose: str, sealed: str) -> str | None:
        """The same text under the newest key, None if that is where it is; raises Locked."""
        box = self._box(purpose)
        try:
            self._newest[purpose].decrypt(sealed.encode())
        except InvalidToken:
            return box.encrypt(self.open(purpose, sealed).encode()).decode()
        return None

    def hash_with(self, root: str) -> None:
        """Make keyed hashes from this root, which is kept (sealed) with the data: they outlive every key."""
        self.hash_root = root
        self._hash_keys.clear()

    def digest(self, purpose: str, text: str) -> str:
        """A keyed hash, 64 hex digits, from the root of hashes: it stays findable while keys rotate."""
        key = self._hash_keys.get(purpose)
        if key is None:
            key = self._hash_keys[purpose] = _derive(self.hash_root.encode(), f"concord hash {purpose}")
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def _box(self, purpose: str) -> MultiFernet:
        if purpose not in self._boxes:
            keys = [_derive(s, f"concord seal {purpose}") for s in self._secrets]
            boxes = [Fernet(base64.urlsafe_b64encode(k)) for k in keys]
            self._boxes[purpose], self._newest[purpose] = MultiFernet(boxes), boxes[0]
        return self._boxes[purpose]


def _derive(secret: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(secret)
