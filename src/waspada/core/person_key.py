"""The keyed hash that names a person without telling who it is, and the fingerprint of a secret.

BLAKE2b (RFC 7693) with a key and a personalisation each, 128 bits: with a million people the chance that two share an
id is below 10^-26. Without the key, nobody can test a list of addresses against the ids.

>>> key = bytes(32)
>>> person_id(key, account="user-1") == person_id(key, account="user-1")
True
>>> person_id(key, account="a@b.example") == person_id(key, identity="a@b.example")
False
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from hashlib import blake2b, sha256

BYTES = 16
KEY_BYTES = 32
DEMO_KEY = sha256(b"waspada demo: fictional people, so that two machines print the same ids").digest()
"""Fixed: everybody in `waspada demo` is fictional."""


def new_key() -> bytes:
    """A key for a case or an installation."""
    return secrets.token_bytes(KEY_BYTES)


def key_id(key: bytes) -> str:
    """Tells whether two keys are the same, and nothing more."""
    return blake2b(key, digest_size=BYTES, person=b"waspada.key.id").hexdigest()


def _hasher(key: bytes, person: bytes) -> Callable[[str], str]:
    if len(key) < BYTES:
        message = f"the key must have at least {BYTES} bytes"
        raise ValueError(message)
    start = blake2b(digest_size=BYTES, key=key[:64], person=person)

    def hashed(value: str) -> str:
        state = start.copy()
        state.update(value.encode("utf-8", "surrogatepass"))
        return state.hexdigest()

    return hashed


def person_id(key: bytes, *, account: str = "", identity: str = "") -> str:
    """Of the account id, or of the identity (a normalised address) of someone whom the directory does not know."""
    if account:
        return _hasher(key, b"waspada.account")(account)
    return _hasher(key, b"waspada.identity")(identity)


def account_ids(key: bytes, accounts: Iterable[str]) -> list[str]:
    """`person_id` of many accounts."""
    return list(map(_hasher(key, b"waspada.account"), accounts))


def identity_ids(key: bytes, identities: Iterable[str]) -> list[str]:
    """`person_id` of many identities without an account."""
    return list(map(_hasher(key, b"waspada.identity"), identities))


def fingerprint(key: bytes, value: str) -> str:
    """Of a secret: tells whether two are the same, within one case or installation."""
    return _hasher(key, b"waspada.secret")(value)


def fingerprints(key: bytes, values: Iterable[str]) -> list[str]:
    """`fingerprint` of many."""
    return list(map(_hasher(key, b"waspada.secret"), values))
