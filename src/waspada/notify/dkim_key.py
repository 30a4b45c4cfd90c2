"""The public key that DNS shows for our signatures (RFC 6376, 3.6.1), and whether it belongs to our private key."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

LEAST_BITS: Final = 1024
"""Below, nobody verifies (RFC 8301) …"""
GOOD_BITS: Final = 2048
"""… and signers should have this."""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key record, as far as it can be read."""

    tags: Mapping[str, str]

    @property
    def problem(self) -> str:
        """Why receivers do not take signatures by it; empty: they do."""
        if self.tags.get("v", "DKIM1") != "DKIM1" or "p" not in self.tags:
            return "broken"
        if not self.tags["p"]:
            return "revoked"
        if self.tags.get("k", "rsa").lower() != "rsa":
            return "not_rsa"
        hashes, services = _list(self.tags.get("h", "")), _list(self.tags.get("s", "*"))
        if (hashes and "sha256" not in hashes) or not services & {"*", "email"}:
            return "not_for_mail"
        return "" if self.key is not None else "broken"

    @property
    def key(self) -> RSAPublicKey | None:
        """The key itself; None: there is none that can be read."""
        text = "".join(self.tags.get("p", "").split())
        try:
            found = load_der_public_key(base64.b64decode(text, validate=True))
        except (binascii.Error, ValueError, UnsupportedAlgorithm):
            return None
        return found if isinstance(found, RSAPublicKey) else None

    @property
    def testing(self) -> bool:
        """Whether it says that it is only tried out."""
        return "y" in _list(self.tags.get("t", ""))


def parse(text: str) -> KeyRecord:
    """The record in a text.

    >>> parse("v=DKIM1; k=rsa; p=").problem
    'revoked'
    """
    tags: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return KeyRecord(tags)


def private_key(pem: bytes) -> RSAPrivateKey | None:
    """Our key; None: it is none that can sign."""
    try:
        found = load_pem_private_key(pem, None)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return None
    return found if isinstance(found, RSAPrivateKey) else None


def same(public: RSAPublicKey, private: RSAPrivateKey) -> bool:
    """Whether the two belong together."""
    return public.public_numbers() == private.public_key().public_numbers()


def record_for(private: RSAPrivateKey) -> str:
    """What DNS must show for a key of ours."""
    shown = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(shown).decode()}"


def _list(value: str) -> set[str]:
    return {one.strip().lower() for one in value.split(":") if one.strip()}
