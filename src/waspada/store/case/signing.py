"""The installation's signing key, Ed25519 (RFC 8032), made once: who has its public half can check a certificate."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from waspada.core.errors import CannotWrite

NAME: Final = "signing-key"
_SIZE: Final = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret half."""

    secret: bytes = field(repr=False)

    @classmethod
    def of_installation(cls, home: Path) -> SigningKey:
        """Read it from WASPADA_HOME, or make it (0600). Raises CannotWrite."""
        path, reason = home / NAME, ""
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(Ed25519PrivateKey.generate().private_bytes_raw())
                    os.fsync(file.fileno())
            secret = path.read_bytes()
            if len(secret) == _SIZE:
                return cls(secret)
            reason = "it is damaged"
        except OSError as error:
            reason = (error.strerror or "input/output error").lower()
        raise CannotWrite(f"the signing key of this installation could not be used: {reason}")

    @property
    def public(self) -> str:
        """The public half, hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        """The signature of `content`, hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(content).hex()


def signed_by(public: str, signature: str, content: bytes) -> bool:
    """Whether the signature is that of the key over the content."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
