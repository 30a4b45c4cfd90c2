"""The one secret of the public side: an age key that stays with its holder, and what is derived of it (RFC 5869)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waspada.detect.kinds.email import normalise
from waspada.readers.age import Identity


@dataclass(frozen=True, slots=True)
class Keys:
    """Of the holder. None of them is in the bundle; the public server has only the public half of the first."""

    identity: Identity
    names: bytes = field(repr=False)
    """Behind the names in the look-up table."""
    answers: bytes = field(repr=False)
    """Opens its answers."""
    journal: bytes = field(repr=False)
    """Behind the hashes of addresses in the journal of what was answered."""

    @classmethod
    def of(cls, identity: Identity) -> Keys:
        """Derived from an age key."""
        return cls(identity, *(_derived(identity, use) for use in ("names", "answers", "journal")))


def _derived(identity: Identity, use: str) -> bytes:
    info = f"waspada.public.{use}.1".encode()
    return HKDF(SHA256(), 32, salt=None, info=info).derive(identity.secret.encode())


def normal(address: str) -> str:
    """The form in which addresses are compared, when the table is made and when it is asked.

    >>> normal(" Budi@Example.ORG ")
    'budi@example.org'
    """
    return normalise(unicodedata.normalize("NFKC", address))
